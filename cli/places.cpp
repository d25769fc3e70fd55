// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/places.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>

#include "cli/planned_launch.h"
#include "cli/shim_verbs.h"
#include "cli/terminal.h"
#include "cli/wanted_shims.h"
#include "installer/in_place.h"
#include "installer/in_place_plan.h"
#include "installer/install.h"
#include "installer/path_of.h"
#include "installer/reach.h"
#include "installer/shim_folder.h"
#include "installer/state.h"
#include "manifests/diagnostic.h"
#include "manifests/installations.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

using ByFolder = std::map<std::string, std::vector<WantedPlace>>;

std::string folderOfPath(const std::string& path) {
    return utf8Of(pathOf(path).parent_path());
}
std::string nameOfPath(const std::string& path) {
    return utf8Of(pathOf(path).filename());
}

// The shim finds itself by its own path, without links.
std::string withoutLinksAbove(const std::string& path) {
    std::error_code failed;
    const fs::path folder = fs::canonical(pathOf(path).parent_path(), failed);
    return failed ? path : utf8Of(folder / pathOf(path).filename());
}

class PlaceSearch {
  public:
    PlaceSearch(bool mayBeScript, const Surroundings& surroundings)
        : mayBeScript_(mayBeScript), surroundings_(surroundings) {}

    void add(const Application& application, const std::string& version) {
        Diagnostics unsaid;
        std::size_t count = 0;
        for (const Installation& found :
             findInstallations(application, hostOf(surroundings_), unsaid)) {
            if (!version.empty() && !isVersionWithin(found.version, version)) continue;
            ++count;
            add(application, found);
        }
        if (count != 0) return;
        problems_.push_back(application.name + (version.empty() ? "" : " " + version) +
                            " was not found on this host");
    }

    std::expected<RequestedPlaces, Problems> result() && {
        if (!problems_.empty()) return std::unexpected(std::move(problems_));
        return std::move(wanted_);
    }

  private:
    void add(const Application& application, const Installation& installation) {
        wanted_.places.push_back({installation.path, application.name});
        for (const Command& command : application.commands) {
            const auto path = executableOf(command, installation, surroundings_.rules);
            if (path && isExecutableFile(*path) && *path != installation.path) {
                add(*path, command.name);
            }
        }
    }

    // One command of several is not worth refusing all.
    void add(const std::string& path, const std::string& command) {
        const bool isThere = standingOf(path) == Standing::kShim;
        const auto why = isThere ? std::nullopt : whyNotInPlace(path, mayBeScript_);
        if (why) {
            wanted_.remarks.push_back(quote(path) + " stays as it is: " + *why);
        } else {
            wanted_.places.push_back({path, command});
        }
    }

    const bool mayBeScript_;
    const Surroundings& surroundings_;
    RequestedPlaces wanted_;
    Problems problems_;
};

void sayWhatIsThere(const std::vector<std::pair<std::string, ShimPlan>>& done,
                    std::string_view heading, const Surroundings& surroundings) {
    std::vector<Row> rows;
    for (const auto& [folder, plan] : done) {
        for (const PlannedShim& shim : plan.shims) {
            rows.push_back({{printable(pathIn(folder, shim.name)), Style::kBold},
                            {std::string(inWords(shim.outcome))}});
        }
    }
    surroundings.out << heading << "\n" << formatTable(rows, 2, surroundings.outScreen);
}

// Each folder for itself; the first that fails ends it.
class PlaceWorkshop {
  public:
    PlaceWorkshop(const PlaceWork& work, const Surroundings& surroundings)
        : work_(work), surroundings_(surroundings) {}

    using Plan = std::function<PlannedChanges(const std::string& shimFile)>;

    bool carryOutIn(const std::string& folder, const Plan& plan) {
        const auto shimFile = shimFileBeside(surroundings_.executable);
        if (!shimFile) return sayProblems({shimFile.error()}, surroundings_) == 0;
        if (!stateFolderOf(surroundings_)) {
            return sayProblems({whatIsUnset(surroundings_.rules) +
                                ", so nothing can be written down of what is done: set it"},
                               surroundings_) == 0;
        }
        auto done =
            carryOut({folder, [&] { return plan(*shimFile); }, work_.dryRun}, surroundings_);
        if (done) done_.emplace_back(folder, *std::move(done));
        return done.has_value();
    }

    void say(std::string_view heading) const {
        if (!work_.dryRun) sayWhatIsThere(done_, heading, surroundings_);
    }

    bool hasMade() const {
        return !work_.dryRun && std::ranges::any_of(done_, [](const auto& each) {
            return std::ranges::any_of(each.second.shims, [](const PlannedShim& shim) {
                return shim.outcome == PlannedShim::Outcome::kMade;
            });
        });
    }

  private:
    const PlaceWork& work_;
    const Surroundings& surroundings_;
    std::vector<std::pair<std::string, ShimPlan>> done_;
};

bool isRoot(const Surroundings& surroundings) {
    return surroundings.user == 0U;
}

std::string recordFor(const PlaceRequest& request, const Surroundings& surroundings) {
    const std::string name = placeName(nameOfPath(request.path));
    return recordBytes({.command = request.command == name ? "" : request.command,
                        .slipway = surroundings.executable,
                        .inPlace = "1"});
}

std::map<std::string, std::vector<std::string>> namesByFolder(
    const std::vector<std::string>& places) {
    std::map<std::string, std::vector<std::string>> byFolder;
    for (const std::string& place : places) {
        byFolder[folderOfPath(place)].push_back(nameOfPath(place));
    }
    return byFolder;
}

// Which of the known places a word means.
class PlaceChoice {
  public:
    explicit PlaceChoice(const Surroundings& surroundings)
        : surroundings_(surroundings), known_(placesIn(*stateFolderOf(surroundings))) {}

    std::vector<std::string> all() const { return known_; }

    std::vector<std::string> meantBy(const std::string& text) {
        if (text.find_first_of(kSeparators) != std::string::npos) {
            return {withoutLinksAbove(absolutePath(text, surroundings_).value_or(text))};
        }
        std::vector<std::string> places = ofApplication(text);
        for (const std::string& place : known_) {
            const std::string name = nameOfPath(place);
            if (isSame(name, text) || isSame(placeName(name), text)) places.push_back(place);
        }
        return places;
    }

  private:
    // Either slash, where it parts paths.
    static constexpr char kSeparators[] = {'/', kHostRules.pathSeparator, '\0'};

    bool isSame(std::string_view left, std::string_view right) const {
        const bool ignored = surroundings_.rules.namesIgnoreCase;
        return equals(left, right, ignored ? Case::kIgnored : Case::kMatters);
    }

    std::vector<std::string> ofApplication(const std::string& text) {
        const auto request = parseApplicationRequest(text);
        if (!request) return {};
        if (!studio_) studio_ = studioOf(surroundings_);
        const auto found = placesOfApplications({*request}, *studio_, true, surroundings_);
        std::vector<std::string> places;
        if (!found) return places;
        for (const PlaceRequest& place : found->places) {
            const std::string path = withoutLinksAbove(place.path);
            if (std::ranges::find(known_, path) != known_.end()) places.push_back(path);
        }
        return places;
    }

    const Surroundings& surroundings_;
    std::vector<std::string> known_;
    std::optional<Studio> studio_;
};

// All that the words mean; problems where one means nothing.
std::expected<std::vector<std::string>, Problems> chosenPlaces(
    const std::vector<std::string>& texts, const Surroundings& surroundings) {
    PlaceChoice choice(surroundings);
    if (texts.empty()) return choice.all();
    std::vector<std::string> places;
    Problems problems;
    for (const std::string& text : texts) {
        const auto meant = choice.meantBy(text);
        if (meant.empty()) {
            problems.push_back("no shim stands in the place of " + quote(text) +
                               ": 'slipway status' lists those that do");
        }
        places.insert(places.end(), meant.begin(), meant.end());
    }
    if (!problems.empty()) return std::unexpected(std::move(problems));
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    return places;
}

Problems whyNotThere(const std::string& folder, const ShimPlan& plan) {
    Problems problems;
    for (const PlannedShim& shim : plan.shims) {
        if (shim.outcome != PlannedShim::Outcome::kNotThere) continue;
        problems.push_back("no shim stands in the place of " + quote(pathIn(folder, shim.name)));
    }
    return problems;
}

}  // namespace

std::expected<RequestedPlaces, Problems> placesOfApplications(
    const std::vector<ApplicationRequest>& requests, const Studio& studio, bool mayBeScript,
    const Surroundings& surroundings) {
    PlaceSearch search(mayBeScript, surroundings);
    for (const ApplicationRequest& request : requests) {
        const auto application = knownApplication(request, studio, surroundings.rules);
        if (!application) return std::unexpected(Problems{application.error()});
        search.add(**application, request.version);
    }
    return std::move(search).result();
}

int installPlaces(const std::vector<PlaceRequest>& requests, const PlaceWork& work,
                  const Surroundings& surroundings) {
    ByFolder byFolder;
    for (const PlaceRequest& request : requests) {
        const std::string path = withoutLinksAbove(request.path);
        byFolder[folderOfPath(path)].push_back(
            {nameOfPath(path), recordFor(request, surroundings), work.mayBeScript});
    }
    const Packages packages = isRoot(surroundings) ? Packages::kDiverted : Packages::kLeftAlone;
    PlaceWorkshop workshop(work, surroundings);
    for (const auto& [folder, wanted] : byFolder) {
        const auto plan = [&](const std::string& shimFile) {
            return planPlaces(folder, shimFile, wanted, packages);
        };
        if (!workshop.carryOutIn(folder, plan)) return 1;
    }
    workshop.say("in the place of");
    if (workshop.hasMade()) {
        surroundings.out << "the processes are called NAME.slipway-real now: profiles of graphics "
                            "drivers and rules of firewalls that go by a file's name need that "
                            "name, too\n";
    }
    return 0;
}

int restorePlaces(const std::vector<std::string>& texts, const PlaceWork& work,
                  const Surroundings& surroundings) {
    if (!stateFolderOf(surroundings)) return 0;
    const auto places = chosenPlaces(texts, surroundings);
    if (!places) return sayProblems(places.error(), surroundings);
    PlaceWorkshop workshop(work, surroundings);
    for (const auto& [folder, names] : namesByFolder(*places)) {
        const auto plan = [&](const std::string& shimFile) -> PlannedChanges {
            auto planned = planRestoring(folder, shimFile, names);
            if (!planned) return planned;
            if (auto problems = whyNotThere(folder, *planned); !problems.empty() && !texts.empty())
                return std::unexpected(std::move(problems));
            return planned;
        };
        if (!workshop.carryOutIn(folder, plan)) return 1;
    }
    if (!places->empty()) workshop.say("restored");
    return 0;
}

int repairPlaces(const std::vector<std::string>& places, const PlaceWork& work,
                 const Surroundings& surroundings) {
    PlaceWorkshop workshop(work, surroundings);
    for (const auto& [folder, names] : namesByFolder(places)) {
        const auto plan = [&](const std::string& shimFile) {
            return planRepair(folder, shimFile, surroundings.executable, names);
        };
        if (!workshop.carryOutIn(folder, plan)) return 1;
    }
    if (!places.empty()) workshop.say("in the place of");
    return 0;
}

std::vector<std::string> knownPlaces(const Surroundings& surroundings) {
    std::vector<std::string> places;
    const auto own = stateFolderOf(surroundings);
    if (own) places = placesIn(*own);
    if (surroundings.rules.platform != Platform::kWindows) {
        const auto systems = placesIn(std::string(kSystemStateFolder));
        places.insert(places.end(), systems.begin(), systems.end());
    }
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    return places;
}

std::optional<std::string> stateFolderOf(const Surroundings& surroundings) {
    return defaultStateFolder(surroundings.rules, variablesOf(surroundings), isRoot(surroundings));
}

}  // namespace slipway
