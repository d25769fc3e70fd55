// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstring>

#include "resolver/hash.h"
#include "resolver/witness_windows.h"
#include "shim/process.h"
#include "shim/share_questions_windows.h"
#include "shim/witnesses.h"

namespace slipway {

namespace {

alignas(16) std::byte pathMemory[16 * 1024];

constexpr std::uint32_t kChanged = 2;

bool variableHolds(const Catalogue& catalogue, const catalogue::VariableWitness& witness,
                   std::span<const char* const> environment) {
    const char* value = variable(environment, catalogue.text(witness.name));
    if (value == nullptr) return !witness.isSet;
    return witness.isSet && catalogue.text(witness.value) == value;
}

std::string_view pathOf(std::string_view folder, std::string_view name, Arena& arena) {
    if (folder.empty() || name.empty()) return folder.empty() ? name : folder;
    const bool hasEnd = folder.ends_with('\\') || folder.ends_with('/');
    return arena.join({folder, hasEnd ? "" : "\\", name});
}

bool factHolds(std::string_view path, const catalogue::Witness& witness, Arena& arena) {
    const auto kind = static_cast<WitnessKind>(witness.kind);
    const auto links = kind == WitnessKind::kLink ? Links::kThemselves : Links::kFollowed;
    return fingerprint(factsOf(widePath(path, arena), links), kind) == witness.fingerprint;
}

// Until `visit` says no: then false. What it is given lasts as long as the call.
template <class Visit>
bool forEachWitness(const Catalogue& catalogue, Care care, Visit visit) {
    for (const auto& folder : catalogue.list(catalogue.header().witnessFolders)) {
        if (folder.isForCareful && care != Care::kAll) continue;
        for (const catalogue::Witness& witness : catalogue.list(folder.witnesses)) {
            Arena arena(pathMemory, [] { ::ExitProcess(125); });
            const auto path =
                pathOf(catalogue.text(folder.path), catalogue.text(witness.name), arena);
            if (!visit(path, witness, arena)) return false;
        }
    }
    return true;
}

// What the process that asks a share is told: this, then the catalogue, then the share's name.
struct Hearing {
    std::uint64_t care;
    std::uint64_t catalogueSize;
    std::uint64_t shareSize;
};

ShareQuestion questionTo(std::string_view share, const Catalogue& catalogue, Care care,
                         Arena& arena) {
    const std::span<const std::byte> block = catalogue.block();
    const Hearing hearing{static_cast<std::uint64_t>(care), block.size(), share.size()};
    const std::size_t size = sizeof hearing + block.size() + share.size();
    auto* bytes = static_cast<std::byte*>(arena.allocate(size, 8));
    std::memcpy(bytes, &hearing, sizeof hearing);
    std::memcpy(bytes + sizeof hearing, block.data(), block.size());
    std::memcpy(bytes + sizeof hearing + block.size(), share.data(), share.size());
    return {.share = share,
            .ask = hearWitnessesOfShare,
            .argument = bytes,
            // What held for one that looks at less, is no answer to one that looks at all.
            .catalogue = mix(catalogue.header().checksum, static_cast<std::uint64_t>(care)),
            .argumentSize = size};
}

// Changed facts are no answer yet: a share may tell of a file that it does not let anybody read,
// and whoever compiles anew would hang there.
void readABit(std::string_view path, Arena& arena) {
    const Handle file(::CreateFileW(widePath(path, arena), GENERIC_READ, kShareAll, nullptr,
                                    OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    char bytes[1];
    DWORD size = 0;
    if (file.isOpen() && ::ReadFile(file.get(), bytes, sizeof bytes, &size, nullptr)) return;
    WIN32_FIND_DATAW first;
    const HANDLE listing = ::FindFirstFileW(widePath(arena.join({path, "\\*"}), arena), &first);
    if (listing != INVALID_HANDLE_VALUE) ::FindClose(listing);
}

Testimony askShares(std::span<ShareQuestion> questions, ShareAsker& asker) {
    asker.ask(questions);
    Testimony testimony = Testimony::kHolds;
    for (const ShareQuestion& question : questions) {
        if (question.result == kChanged) return Testimony::kChanged;
        if (question.result == 0) testimony = Testimony::kSilent;
    }
    return testimony;
}

}  // namespace

std::uint32_t hearWitnessesOfShare(void* argument, ShareAnswers& answers) {
    Hearing hearing;
    std::memcpy(&hearing, argument, sizeof hearing);
    const std::byte* block = static_cast<std::byte*>(argument) + sizeof hearing;
    const auto catalogue = Catalogue::open({block, hearing.catalogueSize});
    if (!catalogue) return kChanged;
    const char* name = reinterpret_cast<const char*>(block + hearing.catalogueSize);
    const std::string_view share{name, hearing.shareSize};
    Arena arena;
    Shares shares(arena);
    const bool holds = forEachWitness(
        *catalogue, static_cast<Care>(hearing.care),
        [&](std::string_view path, const catalogue::Witness& witness, Arena& ofPath) {
            if (shares.of(path) != share) return true;
            const bool isAsItWas = factHolds(path, witness, ofPath);
            answers.answered();
            if (!isAsItWas) readABit(path, ofPath);
            return isAsItWas;
        });
    return holds ? kAllHolds : kChanged;
}

Testimony hearWitnesses(const Catalogue& catalogue, std::span<const char* const> environment,
                        Care care, ShareAsker& asker, Arena& arena) {
    for (const catalogue::VariableWitness& witness : catalogue.list(catalogue.header().variables)) {
        if (!variableHolds(catalogue, witness, environment)) return Testimony::kChanged;
    }
    ArenaVector<ShareQuestion> questions(arena);
    const bool holds = forEachWitness(
        catalogue, care,
        [&](std::string_view path, const catalogue::Witness& witness, Arena& ofPath) {
            const std::string_view share = asker.shares().of(path);
            if (share.empty()) return factHolds(path, witness, ofPath);
            if (std::ranges::find(questions, share, &ShareQuestion::share) == questions.end()) {
                questions.push(questionTo(share, catalogue, care, arena));
            }
            return true;
        });
    if (!holds) return Testimony::kChanged;
    return questions.empty() ? Testimony::kHolds
                             : askShares({questions.begin(), questions.size()}, asker);
}

}  // namespace slipway
