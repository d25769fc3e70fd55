// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/trust_check.h"
#include "resolver/system_windows.h"
#include "resolver/windows_rights.h"

namespace slipway {

std::optional<std::uint32_t> ownerNumber(const std::string& owner, Disk&) {
    if (owner.empty()) return std::nullopt;  // for which Windows has an account
    Arena arena;
    char sid[SECURITY_MAX_SID_SIZE];
    DWORD sidSize = sizeof sid;
    wchar_t domain[256];
    DWORD domainSize = std::size(domain);
    SID_NAME_USE use;
    if (!::LookupAccountNameW(nullptr, wide(owner, arena), sid, &sidSize, domain, &domainSize,
                              &use)) {
        return std::nullopt;
    }
    return ownerNumberOf({sid, ::GetLengthSid(sid)});
}

}  // namespace slipway
