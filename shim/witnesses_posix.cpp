// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "resolver/hash.h"
#include "resolver/witness_posix.h"
#include "shim/kernel_posix.h"
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
    const int flags = kind == WitnessKind::kLink ? AT_SYMLINK_NOFOLLOW : 0;
    struct ::stat found;
    const int failed =
        *name == '\0' ? ::fstat(folder, &found) : ::fstatat(folder, name, &found, flags);
    return failed != 0 ? FileFacts{.error = errno} : factsOf(found);
}

bool factHolds(const Catalogue& catalogue, const catalogue::Witness& witness, int folder) {
    const char* name = catalogue.text(witness.name).data();
    const auto kind = static_cast<WitnessKind>(witness.kind);
    return fingerprint(lookAt(folder, name, kind), kind) == witness.fingerprint;
}

// Some of those beneath one folder.
struct Witnesses {
    std::string_view folder;  // empty: their names are absolute
    std::span<const catalogue::Witness> list;
};

// Null where all holds, else the first that does not; `heard` is called after each look.
template <class Heard>
const catalogue::Witness* firstChanged(const Catalogue& catalogue, const Witnesses& witnesses,
                                       Heard heard) {
    int folder = AT_FDCWD;
    if (!witnesses.folder.empty()) {
        folder = openFolder(witnesses.folder.data());
        heard();
        if (folder == -1) return witnesses.list.data();
    }
    const catalogue::Witness* changed = nullptr;
    for (const catalogue::Witness& witness : witnesses.list) {
        const bool holds = factHolds(catalogue, witness, folder);
        heard();
        if (holds) continue;
        changed = &witness;
        break;
    }
    if (folder != AT_FDCWD) ::close(folder);
    return changed;
}

struct ShareWitnesses {
    std::string_view share;
    const Catalogue* catalogue;
    ArenaVector<Witnesses> witnesses;
};

constexpr std::uint32_t kChanged = 2;

// Changed facts are no answer yet: a share may tell of a file that it does not let anybody read,
// and whoever compiles anew would hang there.
void readABit(const Catalogue& catalogue, const Witnesses& witnesses,
              const catalogue::Witness& changed) {
    int folder = AT_FDCWD;
    if (!witnesses.folder.empty()) {
        folder = openFolder(witnesses.folder.data());
    }
    const std::string_view name = catalogue.text(changed.name);
    struct ::stat facts;
    const char* path = name.empty() ? "." : name.data();
    if (::fstatat(folder, path, &facts, 0) != 0) return;
    if (!S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode)) return;
    const int file = ::openat(folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    char bytes[1];
    if (S_ISREG(facts.st_mode)) {
        [[maybe_unused]] const auto size = ::read(file, bytes, sizeof bytes);
    } else {
        readSomeEntries(file);
    }
}

std::uint32_t hearShare(void* argument, ShareAnswers& answers) {
    const auto& share = *static_cast<ShareWitnesses*>(argument);
    for (const Witnesses& witnesses : share.witnesses) {
        const catalogue::Witness* changed =
            firstChanged(*share.catalogue, witnesses, [&] { answers.answered(); });
        if (changed == nullptr) continue;
        readABit(*share.catalogue, witnesses, *changed);
        return kChanged;
    }
    return kAllHolds;
}

class Hearing {
  public:
    Hearing(const Catalogue& catalogue, Care care, ShareAsker& asker, Arena& arena)
        : catalogue_(catalogue), care_(care), asker_(asker), arena_(arena), shares_(arena) {}

    // In the order of their paths, so that a link or a folder is heard before what is beneath it.
    bool hearLocal() {
        const catalogue::Header& header = catalogue_.header();
        const bool isAsMounted =
            isSame({header.mounts, header.mountsSince}, asker_.shares().state());
        const bool isTold = isAsMounted || !asker_.shares().exist();
        for (const catalogue::WitnessFolder& folder : catalogue_.list(header.witnessFolders)) {
            if (folder.isForCareful && care_ != Care::kAll) continue;
            const Witnesses all{catalogue_.text(folder.path), catalogue_.list(folder.witnesses)};
            const auto share = isAsMounted ? catalogue_.text(folder.share) : std::string_view{};
            const bool holds = isTold ? hear(share, all) : hearByTable(all);
            if (!holds) return false;
        }
        return true;
    }

    Testimony askShares() {
        ArenaVector<ShareQuestion> questions(arena_);
        // What held for one that looks at less, is no answer to one that looks at all.
        const auto id = mix(catalogue_.header().checksum, static_cast<std::uint64_t>(care_));
        for (ShareWitnesses& share : shares_) {
            questions.push({share.share, hearShare, &share, id});
        }
        asker_.ask({questions.begin(), questions.size()});
        Testimony testimony = Testimony::kHolds;
        for (const ShareQuestion& question : questions) {
            if (question.result == kChanged) return Testimony::kChanged;
            if (question.result == 0) testimony = Testimony::kSilent;
        }
        return testimony;
    }

    bool hasShares() const { return !shares_.empty(); }

  private:
    bool hear(std::string_view share, const Witnesses& witnesses) {
        if (share.empty()) return firstChanged(catalogue_, witnesses, [] {}) == nullptr;
        auto* known = std::ranges::find(shares_, share, &ShareWitnesses::share);
        if (known == shares_.end()) {
            shares_.push({share, &catalogue_, ArenaVector<Witnesses>(arena_)});
            known = shares_.end() - 1;
        }
        known->witnesses.push(witnesses);
        return true;
    }

    // Something was mounted since, so it is told anew what is on a share, run by run.
    bool hearByTable(const Witnesses& all) {
        std::string_view share;
        std::size_t begin = 0;
        for (std::size_t i = 0; i < all.list.size(); ++i) {
            const std::string_view next = asker_.shares().of(pathOf(all, all.list[i]));
            if (i != begin && next != share) {
                if (!hear(share, {all.folder, all.list.subspan(begin, i - begin)})) return false;
                begin = i;
            }
            share = next;
        }
        return all.list.empty() || hear(share, {all.folder, all.list.subspan(begin)});
    }

    std::string_view pathOf(const Witnesses& witnesses, const catalogue::Witness& witness) {
        const std::string_view name = catalogue_.text(witness.name);
        if (witnesses.folder.empty() || name.empty()) {
            return name.empty() ? witnesses.folder : name;
        }
        return arena_.join({witnesses.folder, "/", name});
    }

    const Catalogue& catalogue_;
    const Care care_;
    ShareAsker& asker_;
    Arena& arena_;
    ArenaVector<ShareWitnesses> shares_;
};

}  // namespace

Testimony hearWitnesses(const Catalogue& catalogue, std::span<const char* const> environment,
                        Care care, ShareAsker& asker, Arena& arena) {
    for (const catalogue::VariableWitness& witness : catalogue.list(catalogue.header().variables)) {
        if (!variableHolds(catalogue, witness, environment)) return Testimony::kChanged;
    }
    Hearing hearing(catalogue, care, asker, arena);
    if (!hearing.hearLocal()) return Testimony::kChanged;
    return hearing.hasShares() ? hearing.askShares() : Testimony::kHolds;
}

}  // namespace slipway
