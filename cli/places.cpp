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
#include "manifests/wording.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

std::string nameOfPath(const std::string& path) {
    return utf8Of(pathOf(path).filename());
}

bool holds(const std::vector<std::string>& list, const std::string& text) {
    return std::ranges::find(list, text) != list.end();
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

// What is to be done in a folder.
struct Job {
    std::string folder;
    std::function<PlannedChanges(const std::string& shimFile)> plan;
};

class PlaceWorkshop {
  public:
    PlaceWorkshop(const PlaceWork& work, const Surroundings& surroundings)
        : work_(work), surroundings_(surroundings) {}

    // All refusals are said before anything is changed. Whether all was done.
    bool carryOut(const std::vector<Job>& jobs) {
        const auto shimFile = shimFileBeside(surroundings_.executable);
        if (!shimFile) return sayProblems({shimFile.error()}, surroundings_) == 0;
        if (!stateFolderOf(surroundings_)) {
            return sayProblems({whatIsUnset(surroundings_.rules) +
                                ", so nothing can be written down of what is done: set it"},
                               surroundings_) == 0;
        }
        const std::vector<Job> possible = withoutRefused(jobs, *shimFile);
        bool isDone = possible.size() == jobs.size();
        for (const Job& job : possible) {
            if (!isDone && !work_.inParts) break;
            isDone = carryOut(job, *shimFile) && isDone;
        }
        if (!isDone && !work_.inParts) takeBack(*shimFile);
        return isDone;
    }

    void say(std::string_view heading) const {
        if (!work_.dryRun && !done_.empty()) sayWhatIsThere(done_, heading, surroundings_);
    }

    // Where shims stand now that nobody had written down.
    void remember() const {
        const auto known = knownPlaces(surroundings_);
        std::vector<std::string> places;
        for (const auto& [folder, plan] : done_) {
            for (const PlannedShim& shim : plan.shims) places.push_back(pathIn(folder, shim.name));
        }
        std::erase_if(places, [&](const auto& place) { return holds(known, place); });
        if (work_.dryRun || places.empty()) return;
        HostFiles files;
        const auto done = rememberPlaces(places, *stateFolderOf(surroundings_), files, [] {});
        if (!done) sayProblems(done.error(), surroundings_);
    }

    bool hasMade() const {
        return !work_.dryRun && std::ranges::any_of(done_, [](const auto& each) {
            return std::ranges::any_of(each.second.shims, [](const PlannedShim& shim) {
                return shim.outcome == PlannedShim::Outcome::kMade;
            });
        });
    }

  private:
    std::vector<Job> withoutRefused(const std::vector<Job>& jobs, const std::string& shimFile) {
        std::vector<Job> possible;
        for (const Job& job : jobs) {
            const PlannedChanges planned = job.plan(shimFile);
            if (planned) possible.push_back(job);
            if (!planned) sayProblems(planned.error(), surroundings_);
        }
        return possible;
    }

    bool carryOut(const Job& job, const std::string& shimFile) {
        auto done = slipway::carryOut(
            {job.folder, [&] { return job.plan(shimFile); }, work_.dryRun}, surroundings_);
        if (done) done_.emplace_back(job.folder, *std::move(done));
        return done.has_value();
    }

    // What was made in other folders before it was not in this one.
    void takeBack(const std::string& shimFile) {
        for (auto& [folder, plan] : done_) {
            std::vector<std::string> names;
            for (const PlannedShim& shim : plan.shims) {
                if (shim.outcome == PlannedShim::Outcome::kMade) names.push_back(shim.name);
            }
            std::erase_if(plan.shims, [](const PlannedShim& shim) {
                return shim.outcome == PlannedShim::Outcome::kMade;
            });
            if (names.empty() || work_.dryRun) continue;
            const auto restoring = [&] { return planRestoring(folder, shimFile, names); };
            (void)slipway::carryOut({folder, restoring}, surroundings_);
        }
        std::erase_if(done_, [](const auto& each) { return each.second.shims.empty(); });
    }

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

// Those of root, for a user to know of.
std::vector<std::string> othersPlaces(const Surroundings& surroundings) {
    std::vector<std::string> places = knownPlaces(surroundings);
    const auto own = placesIn(stateFolderOf(surroundings).value_or(""));
    std::erase_if(places, [&](const auto& place) { return holds(own, place); });
    return places;
}

// Which of the known places a word means.
class PlaceChoice {
  public:
    PlaceChoice(std::vector<std::string> known, const Surroundings& surroundings)
        : surroundings_(surroundings), known_(std::move(known)) {}

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
    const auto own = placesIn(*stateFolderOf(surroundings));
    if (texts.empty()) return own;
    PlaceChoice choice(own, surroundings);
    PlaceChoice others(othersPlaces(surroundings), surroundings);
    std::vector<std::string> places;
    Problems problems;
    for (const std::string& text : texts) {
        const auto meant = choice.meantBy(text);
        if (meant.empty()) {
            const auto roots = others.meantBy(text);
            problems.push_back(roots.empty()
                                   ? "no shim stands in the place of " + quote(text) +
                                         ": 'slipway status' lists those that do"
                                   : "the shim in the place of " + quote(roots.front()) +
                                         " is root's: sudo slipway uninstall --in-place " +
                                         quoteForSh(text));
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

// For each folder, so that all of it is done or nothing; or for each place, so that none stands in
// another's way.
std::string partOf(const std::string& place, const PlaceWork& work) {
    return work.inParts ? place : folderOfPath(place);
}

std::vector<Job> installingJobs(const std::vector<PlaceRequest>& requests, const PlaceWork& work,
                                const Surroundings& surroundings) {
    std::map<std::string, std::pair<std::string, std::vector<WantedPlace>>> parts;
    for (const PlaceRequest& request : requests) {
        const std::string path = withoutLinksAbove(request.path);
        auto& [folder, wanted] = parts[partOf(path, work)];
        folder = folderOfPath(path);
        const auto isIt = [&](const WantedPlace& other) { return other.name == nameOfPath(path); };
        if (std::ranges::any_of(wanted, isIt)) continue;
        wanted.push_back({nameOfPath(path), recordFor(request, surroundings), work.mayBeScript});
    }
    const Packages packages = isRoot(surroundings) ? Packages::kDiverted : Packages::kLeftAlone;
    std::vector<Job> jobs;
    for (const auto& [key, part] : parts) {
        jobs.push_back({part.first, [part, packages](const std::string& shimFile) {
                            return planPlaces(part.first, shimFile, part.second, packages);
                        }});
    }
    return jobs;
}

std::vector<Job> restoringJobs(const std::vector<std::string>& places, const PlaceWork& work) {
    std::map<std::string, std::vector<std::string>> parts;
    for (const std::string& place : places) parts[partOf(place, work)].push_back(place);
    std::vector<Job> jobs;
    for (const auto& [key, part] : parts) {
        const std::string folder = folderOfPath(part.front());
        std::vector<std::string> names;
        for (const std::string& place : part) names.push_back(nameOfPath(place));
        jobs.push_back({folder, [=](const std::string& shimFile) -> PlannedChanges {
                            auto planned = planRestoring(folder, shimFile, names);
                            if (!planned || work.inParts) return planned;
                            auto problems = whyNotThere(folder, *planned);
                            if (!problems.empty()) return std::unexpected(std::move(problems));
                            return planned;
                        }});
    }
    return jobs;
}

// Takes those that are away out of the known ones.
std::vector<std::string> takeAway(std::vector<std::string>& places,
                                  const Surroundings& surroundings) {
    const auto known = placesIn(*stateFolderOf(surroundings));
    const auto isThere = [&](const std::string& place) {
        return !isAway(place) || !holds(known, place);
    };
    const auto away = std::ranges::stable_partition(places, isThere);
    std::vector<std::string> taken(away.begin(), away.end());
    places.erase(away.begin(), away.end());
    return taken;
}

// Whether nothing is to be known of it any more.
bool giveUp(const std::string& place, const std::vector<std::string>& texts, const PlaceWork& work,
            const Surroundings& surroundings) {
    const auto isIt = [&](const std::string& text) {
        return withoutLinksAbove(absolutePath(text, surroundings).value_or(text)) == place;
    };
    if (std::ranges::none_of(texts, isIt)) {
        sayProblems({quote(place) + " cannot be seen and stays known: mount its volume, or " +
                     howToForget(place, surroundings.rules)},
                    surroundings);
        return false;
    }
    if (!work.dryRun) {
        HostFiles files;
        const auto done = forgetPlaces({place}, *stateFolderOf(surroundings), files, [] {});
        if (!done) return sayProblems(done.error(), surroundings) == 0;
    }
    surroundings.out << (work.dryRun ? "would be done:\n  forget " : "forgotten ")
                     << inQuotes(place) << ", which cannot be seen\n";
    return true;
}

// Whoever wants to be rid of everything is told of the rest.
void sayOthers(const Surroundings& surroundings) {
    const std::size_t count = othersPlaces(surroundings).size();
    if (count == 0) return;
    surroundings.out << (count == 1 ? "1 shim stays" : std::to_string(count) + " shims stay")
                     << " that root has installed: sudo slipway uninstall --in-place --all\n";
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
    PlaceWorkshop workshop(work, surroundings);
    const bool isDone = workshop.carryOut(installingJobs(requests, work, surroundings));
    if (!isDone && !work.inParts && requests.size() > 1) {
        surroundings.err << "slipway: none of them was changed\n";
    }
    workshop.remember();
    workshop.say("in the place of");
    if (workshop.hasMade()) {
        surroundings.out << "the processes are called NAME.slipway-real now: profiles of graphics "
                            "drivers and rules of firewalls that go by a file's name need that "
                            "name, too\n";
    }
    return isDone ? 0 : 1;
}

int restorePlaces(const std::vector<std::string>& texts, const PlaceWork& work,
                  const Surroundings& surroundings) {
    if (!stateFolderOf(surroundings)) return 0;
    auto places = chosenPlaces(texts, surroundings);
    if (!places) return sayProblems(places.error(), surroundings);
    const std::vector<std::string> away = takeAway(*places, surroundings);
    PlaceWorkshop workshop(work, surroundings);
    bool isDone = workshop.carryOut(restoringJobs(*places, work));
    workshop.say("restored");
    for (const std::string& place : away) {
        isDone = giveUp(place, texts, work, surroundings) && isDone;
    }
    if (texts.empty()) sayOthers(surroundings);
    return isDone ? 0 : 1;
}

int repairPlaces(const std::vector<std::string>& places, const PlaceWork& work,
                 const Surroundings& surroundings) {
    std::vector<Job> jobs;
    for (const std::string& place : places) {
        if (isAway(place)) continue;  // and kept: 'status' tells
        const std::string folder = folderOfPath(place);
        jobs.push_back({folder, [&surroundings, folder, place](const std::string& shimFile) {
                            return planRepair(folder, shimFile, surroundings.executable,
                                              {nameOfPath(place)});
                        }});
    }
    PlaceWorkshop workshop(work, surroundings);
    const bool isDone = workshop.carryOut(jobs);
    workshop.say("in the place of");
    return isDone ? 0 : 1;
}

std::string howToForget(const std::string& place, const PlatformRules& rules) {
    return "forget it: slipway uninstall --in-place " + quoteForShell(place, rules);
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
