// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "resolver/witness_posix.h"
#include "shim/process.h"
#include "shim/witnesses.h"

namespace slipway {

namespace {

bool variableHolds(const Catalogue& catalogue, const catalogue::VariableWitness& witness,
                   std::span<const char* const> environment) {
    const char* value = variable(environment, catalogue.text(witness.name));
    if (value == nullptr) return !witness.isSet;
    return witness.isSet && catalogue.text(witness.value) == value;
}

// `name` is relative to the folder, or empty for the folder itself.
FileFacts lookAt(int folder, const char* name, WitnessKind kind) {
    // AT_EMPTY_PATH costs a look at the name, which thousands of witnesses do not need.
    const int flags = (*name == '\0' ? AT_EMPTY_PATH : 0) |
                      (kind == WitnessKind::kLink ? AT_SYMLINK_NOFOLLOW : 0);
    struct ::stat found;
    if (::fstatat(folder, name, &found, flags) != 0) return {.error = errno};
    return factsOf(found);
}

bool factHolds(const Catalogue& catalogue, const catalogue::Witness& witness, int folder) {
    const char* name = catalogue.text(witness.name).data();
    const auto kind = static_cast<WitnessKind>(witness.kind);
    return fingerprint(lookAt(folder, name, kind), kind) == witness.fingerprint;
}

bool folderHolds(const Catalogue& catalogue, const catalogue::WitnessFolder& record) {
    const char* path = catalogue.text(record.path).data();
    const int folder =
        *path == '\0' ? AT_FDCWD : ::openat(AT_FDCWD, path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder == -1) return false;
    bool holds = true;
    for (const catalogue::Witness& witness : catalogue.list(record.witnesses)) {
        holds = factHolds(catalogue, witness, folder);
        if (!holds) break;
    }
    if (folder != AT_FDCWD) ::close(folder);
    return holds;
}

}  // namespace

bool witnessesHold(const Catalogue& catalogue, std::span<const char* const> environment) {
    const catalogue::Header& header = catalogue.header();
    for (const catalogue::VariableWitness& witness : catalogue.list(header.variables)) {
        if (!variableHolds(catalogue, witness, environment)) return false;
    }
    for (const catalogue::WitnessFolder& folder : catalogue.list(header.witnessFolders)) {
        if (!folderHolds(catalogue, folder)) return false;
    }
    return true;
}

}  // namespace slipway
