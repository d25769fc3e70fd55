// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/in_place_plan.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "installer/content_of.h"
#include "installer/files.h"
#include "installer/in_place.h"
#include "installer/package_manager.h"
#include "installer/path_of.h"
#include "installer/reach.h"
#include "installer/shim_folder.h"
#include "installer/windows_subsystem.h"
#include "resolver/text.h"
#include "shim/marker.h"
#include "shim/record.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;
using Outcome = PlannedShim::Outcome;
using Kind = Change::Kind;

// The header of every executable format has a NUL; what has none a shell runs as a script, be there
// a '#!' or not.
bool isScript(const std::string& path) {
    std::ifstream file(pathOf(path), std::ios::binary);
    char bytes[512];
    file.read(bytes, sizeof bytes);
    return !std::string_view(bytes, static_cast<std::size_t>(file.gcount())).contains('\0');
}

bool hasBeside(const std::string& path, std::string_view ending) {
    std::error_code failed;
    return fs::exists(pathOf(path + std::string(ending)), failed);
}

// The first component of the path for which `test` holds.
template <class Test>
std::optional<std::string> component(const std::string& path, Test&& test) {
    for (const fs::path& part : pathOf(path)) {
        if (test(utf8Of(part))) return utf8Of(part);
    }
    return std::nullopt;
}

bool isBundleName(const std::string& name) {
    return name.size() > 4 && equals(name.substr(name.size() - 4), ".app", Case::kIgnored);
}
bool isAdobes(const std::string& name) {
    return name.size() >= 5 && equals(name.substr(0, 5), "adobe", Case::kIgnored);
}

bool isRecordedPlace(const std::string& path) {
    const std::string bytes = placeRecord(path).value_or("");
    return !parseRecord(bytes).value_or(ShimRecord{}).inPlace.empty();
}

// What is wrong with the file itself, whatever is around it.
std::optional<std::string> whyNotThisFile(const std::string& path, bool mayBeScript) {
    std::error_code failed;
    if (fs::is_symlink(pathOf(path), failed)) {
        return "it is a link: name what it leads to, " +
               quote(utf8Of(fs::weakly_canonical(pathOf(path), failed)));
    }
    if (!isExecutableFile(path)) return "it is no executable file";
    if (isShim(path.c_str())) return "it is a shim already";
    const std::string name = utf8Of(pathOf(path).filename());
    if (!commandOf(name)) return "it is no .exe, as a shim is";
    if (placeName(name) == "slipway") return "it is Slipway's own";
    if (standingOf(path) == Standing::kUpdated && !isRecordedPlace(path)) {
        return quote(realPathOf(path)) + " is there already, and is not Slipway's";
    }
    if (mayBeScript || !isScript(path)) return std::nullopt;
    return "it is a script, which sees by another name in $0 what it is: --force installs all the "
           "same, where it only looks for its folder by that";
}

std::optional<std::string> whyNotAround(const std::string& path) {
    if (const auto bundle = component(path, isBundleName)) {
        return "it is part of " + quote(*bundle) + ", which is signed as a whole";
    }
    if (component(path, isAdobes)) return "Adobe's applications check their own files";
    if (hasBeside(path, ".config")) return "it reads the file of its own name with '.config'";
    const std::string stem = utf8Of(pathOf(path).replace_extension());
    if (hasBeside(stem, "._pth")) return "it reads the file of its own name with '._pth'";
    return std::nullopt;
}

std::string quotedForShell(const std::string& path) {
    return path.find_first_of(" '\"$\\") == std::string::npos ? path : quote(path);
}

class Planner {
  public:
    Planner(const std::string& folder, const std::string& shimFile)
        : folder_(folder), shimFile_(shimFile) {}

    void install(const WantedPlace& wanted, Packages packages) {
        const std::string path = pathIn(folder_, wanted.name);
        if (standingOf(path) == Standing::kShim && isRecordedPlace(path)) return renew(wanted);
        if (const auto why = whyNotInPlace(path, wanted.mayBeScript)) {
            return refuse(path, *why);
        }
        changeRecord(wanted.name, wanted.record);
        change(Kind::kPlace, path, {}, shimFor(path));
        if (packages == Packages::kDiverted && isPackaged(path)) {
            change(Kind::kDiversion, path, {}, realPathOf(path));
        }
        plan_.shims.push_back({wanted.name, Outcome::kMade});
    }

    void restore(const std::string& name) {
        const std::string path = pathIn(folder_, name);
        if (!isRecordedPlace(path) && standingOf(path) != Standing::kShim) {
            plan_.shims.push_back({name, Outcome::kNotThere});
            return;
        }
        if (isInTheWay(path)) return;
        undivert(path);
        change(Kind::kPlace, path, shimFor(path), {});
        changeRecord(name, {});
        plan_.shims.push_back({name, Outcome::kRemoved});
    }

    void repair(const std::string& name, const std::string& slipway) {
        const std::string path = pathIn(folder_, name);
        switch (standingOf(path)) {
            case Standing::kLost:
            case Standing::kNothing:
                return forget(name);
            default:
                break;
        }
        if (!isInTheWay(path)) renew({name, recordWith(path, slipway)});
    }

    PlannedChanges result() && {
        if (!plan_.changes.empty()) lookForRights();
        if (!problems_.empty()) return std::unexpected(std::move(problems_));
        return std::move(plan_);
    }

  private:
    // What is no file is no update of the executable, which must not be lost for it.
    bool isInTheWay(const std::string& path) {
        std::error_code failed;
        const bool isOther =
            standingOf(path) == Standing::kUpdated && !fs::is_regular_file(pathOf(path), failed);
        if (isOther) {
            problems_.push_back(quote(path) + " stays as it is: it is no file any more; move it " +
                                "away, then call this again");
        }
        return isOther;
    }

    void refuse(const std::string& path, const std::string& why) {
        const bool isLaunchable = isExecutableFile(path) && !isShim(path.c_str());
        const std::string instead = "; a shim folder works: slipway install --target " +
                                    quotedForShell(path) + " (with --desktop for its menu, too)";
        problems_.push_back(quote(path) + " stays as it is: " + why +
                            (isLaunchable ? instead : ""));
    }

    // Before anything is begun that could then neither be finished nor taken back.
    void lookForRights() {
        for (const std::string& folder : {folder_, ownFolder(folder_)}) {
            const int error = whyNotWritable(folder);
            if (error == 0 || error == ENOENT) continue;
            const bool isOthers = error == EACCES || error == EPERM;
            problems_.push_back(failureOf("change anything in", folder, error) +
                                (isOthers ? ": its owner can, or root (sudo)" : ""));
            return;
        }
    }

    std::string shimFor(const std::string& path) const { return shimForPlace(shimFile_, path); }

    void change(Kind kind, const std::string& path, std::optional<std::string> before,
                std::optional<std::string> after) {
        plan_.changes.push_back({kind, path, std::move(before), std::move(after)});
    }

    void changeRecord(const std::string& name, const std::optional<std::string>& after) {
        const std::string path = pathIn(folder_, name);
        const auto before = placeRecord(path);
        if (before == after) return;
        change(Kind::kFile, placeRecordPath(path), before, after);
    }

    void undivert(const std::string& path) {
        if (!isDiverted(path, realPathOf(path))) return;
        change(Kind::kDiversion, path, realPathOf(path), {});
    }

    void renew(const WantedPlace& wanted) {
        const std::string path = pathIn(folder_, wanted.name);
        const std::size_t before = plan_.changes.size();
        changeRecord(wanted.name, wanted.record);
        const std::string shimFile = shimFor(path);
        const bool isRight = standingOf(path) == Standing::kShim && isCopyOf(path, shimFile);
        if (!isRight) change(Kind::kPlace, path, shimFile, shimFile);
        const bool isChanged = plan_.changes.size() != before;
        plan_.shims.push_back({wanted.name, isChanged ? Outcome::kRenewed : Outcome::kAsItWas});
    }

    // The application is gone.
    void forget(const std::string& name) {
        const std::string path = pathIn(folder_, name);
        undivert(path);
        change(Kind::kPlace, path, shimFile_, {});
        changeRecord(name, {});
        plan_.shims.push_back({name, Outcome::kRemoved});
    }

    // What it knows, but for where the helper is by now.
    std::string recordWith(const std::string& path, const std::string& slipway) {
        const std::string bytes = placeRecord(path).value_or("");
        ShimRecord record = parseRecord(bytes).value_or(ShimRecord{});
        record.slipway = slipway;
        record.inPlace = "1";
        return recordBytes(record);
    }

    const std::string& folder_;
    const std::string& shimFile_;
    ShimPlan plan_;
    Problems problems_;
};

}  // namespace

std::optional<std::string> placeRecord(const std::string& path) {
    return contentOf(placeRecordPath(path));
}

std::optional<std::string> whyNotInPlace(const std::string& path, bool mayBeScript) {
    if (const auto why = whyNotAround(path)) return why;
    return whyNotThisFile(path, mayBeScript);
}

PlannedChanges planPlaces(const std::string& folder, const std::string& shimFile,
                          const std::vector<WantedPlace>& wanted, Packages packages) {
    Planner planner(folder, shimFile);
    for (const WantedPlace& place : wanted) planner.install(place, packages);
    return std::move(planner).result();
}

PlannedChanges planRestoring(const std::string& folder, const std::string& shimFile,
                             const std::vector<std::string>& names) {
    Planner planner(folder, shimFile);
    for (const std::string& name : names) planner.restore(name);
    return std::move(planner).result();
}

PlannedChanges planRepair(const std::string& folder, const std::string& shimFile,
                          const std::string& slipway, const std::vector<std::string>& names) {
    Planner planner(folder, shimFile);
    for (const std::string& name : names) planner.repair(name, slipway);
    return std::move(planner).result();
}

std::string shimForPlace(const std::string& shimFile, const std::string& path) {
    // An update may have changed that, too: what stands there now is what is started.
    const bool hasNew = standingOf(path) == Standing::kUpdated;
    const std::string real = realPathOf(path);
    std::error_code failed;
    return shimFileFor(shimFile,
                       isWindowed(hasNew || !fs::exists(pathOf(real), failed) ? path : real));
}

bool isCopyOf(const std::string& path, const std::string& other) {
    std::ifstream left(pathOf(path), std::ios::binary);
    std::ifstream right(pathOf(other), std::ios::binary);
    std::array<char, 64 * 1024> ours, others;
    while (left && right) {
        left.read(ours.data(), ours.size());
        right.read(others.data(), others.size());
        const bool isSame = left.gcount() == right.gcount() &&
                            std::equal(ours.data(), ours.data() + left.gcount(), others.data());
        if (!isSame) return false;
    }
    return left.eof() && right.eof();
}

}  // namespace slipway
