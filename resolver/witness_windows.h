// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows tells of a file, as facts. The compiler that writes a witness down and the shim that
// checks it must not differ in one field, so both call this.

#pragma once

#include <cstddef>
#include <cstdint>

#include "resolver/system_windows.h"
#include "resolver/windows_rights.h"
#include "resolver/witness.h"

namespace slipway {

enum class Links : std::uint8_t { kFollowed, kThemselves };

// Opened for nothing but to be asked about; folders too.
Handle openToAsk(const wchar_t* path, Links links);

// Whose it is and who may write to it, as its security descriptor says. Where that cannot be read
// it is nobody's, and everyone may.
FileRights rightsOfOpen(HANDLE file, bool isFolder);

FileFacts factsOf(HANDLE file);
FileFacts factsOf(const wchar_t* path, Links links);

// Whose files are the user's own, as `FileFacts::owner` has it.
std::uint32_t userNumber();

// A file of the user's, or of an administrator's for him, that nobody else can write.
bool isOwn(const FileFacts& facts);

// For making such a file: what it would inherit from its folder may be anybody's rights.
class UsersAlone {
  public:
    UsersAlone();
    UsersAlone(const UsersAlone&) = delete;
    UsersAlone& operator=(const UsersAlone&) = delete;
    // As CreateFileW takes them; null, which is to inherit, where they cannot be made.
    SECURITY_ATTRIBUTES* attributes() { return isWhole_ ? &attributes_ : nullptr; }

  private:
    alignas(8) std::byte user_[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    alignas(8) std::byte list_[sizeof(ACL) + sizeof(ACCESS_ALLOWED_ACE) + SECURITY_MAX_SID_SIZE];
    SECURITY_DESCRIPTOR descriptor_;
    SECURITY_ATTRIBUTES attributes_;
    bool isWhole_;
};

}  // namespace slipway
