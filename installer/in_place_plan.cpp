// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/in_place_plan.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

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

std::string firstBytes(const std::string& path) {
    std::ifstream file(pathOf(path), std::ios::binary);
    char bytes[2] = {};
    file.read(bytes, sizeof bytes);
    return {bytes, static_cast<std::size_t>(file.gcount())};
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
    if (mayBeScript || firstBytes(path) != "#!") return std::nullopt;
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

std::optional<std::string> recordOf(const std::string& folder, const std::string& name) {
    std::ifstream file(pathOf(recordPath(folder, placeName(name))), std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

bool isRecordedPlace(const std::string& folder, const std::string& name) {
    const std::string bytes = recordOf(folder, name).value_or("");
    return !parseRecord(bytes).value_or(ShimRecord{}).inPlace.empty();
}

class Planner {
  public:
    Planner(const std::string& folder, const std::string& shimFile)
        : folder_(folder), shimFile_(shimFile) {}

    void install(const WantedPlace& wanted, Packages packages) {
        const std::string path = pathIn(folder_, wanted.name);
        const Standing standing = standingOf(path);
        const bool isOurs = isRecordedPlace(folder_, wanted.name);
        if (isOurs && standing == Standing::kShim) return renew(wanted);
        if (standing == Standing::kUpdated && !isOurs) {
            return refuse(path,
                          quote(realPathOf(path)) + " is there already, and is not Slipway's");
        }
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
        const Standing standing = standingOf(path);
        const bool isOurs = isRecordedPlace(folder_, name);
        if (!isOurs && standing != Standing::kShim) {
            plan_.shims.push_back({name, Outcome::kNotThere});
            return;
        }
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
                return renew({name, recordWith(name, slipway)});
        }
    }

    PlannedChanges result() && {
        if (!problems_.empty()) return std::unexpected(std::move(problems_));
        return std::move(plan_);
    }

  private:
    void refuse(const std::string& path, const std::string& why) {
        problems_.push_back(quote(path) + " stays as it is: " + why +
                            "; a shim folder works: slipway install --target " +
                            quotedForShell(path) + " (with --desktop for its menu, too)");
    }

    std::string shimFor(const std::string& path) const { return shimForPlace(shimFile_, path); }

    void change(Kind kind, const std::string& path, std::optional<std::string> before,
                std::optional<std::string> after) {
        plan_.changes.push_back({kind, path, std::move(before), std::move(after)});
    }

    void changeRecord(const std::string& name, const std::optional<std::string>& after) {
        const auto before = recordOf(folder_, name);
        if (before == after) return;
        change(Kind::kFile, recordPath(folder_, placeName(name)), before, after);
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
    std::string recordWith(const std::string& name, const std::string& slipway) {
        const std::string bytes = recordOf(folder_, name).value_or("");
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
    return left && right &&
           std::equal(std::istreambuf_iterator<char>(left), {},
                      std::istreambuf_iterator<char>(right), {});
}

}  // namespace slipway
