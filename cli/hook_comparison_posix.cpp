// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "cli/hook_comparison.h"
#include "cli/planned_launch.h"
#include "importer/inference.h"
#include "importer/wording.h"
#include "manifests/diagnostic.h"
#include "resolver/text.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;
using ftrack::RecordedOperation;
using ftrack::Recording;
using Variables = std::map<std::string, std::string>;

struct Outcome {
    Variables environment;
    std::vector<std::string> arguments;
    std::map<std::string, std::string> files;  // contents, by path
};

std::vector<std::string> entriesOf(const std::string& list) {
    std::vector<std::string> entries;
    forEachEntry(list, ":", [&](std::string_view each) {
        if (!each.empty()) entries.emplace_back(each);
    });
    return entries;
}

std::string joined(const std::vector<std::string>& entries) {
    std::string list;
    for (const std::string& each : entries) list += (list.empty() ? "" : ":") + each;
    return list;
}

void pop(const std::string& value, Variables& variables, const std::string& name) {
    std::vector<std::string> entries = entriesOf(variables[name]);
    for (const std::string& each : entriesOf(value)) std::erase(entries, each);
    variables[name] = joined(entries);
    if (entries.empty()) variables.erase(name);
}

// As Connect would have, but for what was meant otherwise: no empty entries, one value set.
void apply(const RecordedOperation& operation, Variables& variables) {
    const std::string& name = operation.name;
    const bool isSet = operation.operation == "set" ||
                       (operation.operation.empty() && !ftrack::looksLikePath(operation.value));
    if (operation.operation == "unset") {
        variables.erase(name);
    } else if (isSet) {
        variables[name] = operation.value;
    } else if (operation.operation == "pop") {
        pop(operation.value, variables, name);
    } else if (const std::string value = joined(entriesOf(operation.value)); !value.empty()) {
        const std::string was = variables.contains(name) ? variables[name] : "";
        const bool isAhead = operation.operation == "prepend";
        variables[name] = was.empty() ? value : isAhead ? value + ":" + was : was + ":" + value;
    }
}

bool isLeftOut(const std::string& name, const ftrack::ManifestDraft& draft) {
    const auto has = [&](const ftrack::PartDraft& part) {
        return std::ranges::find(part.environment, name, &ftrack::OperationDraft::name) !=
               part.environment.end();
    };
    return std::ranges::none_of(draft.integrations, [&](const ftrack::IntegrationDraft& each) {
        return has(each.own) || std::ranges::any_of(each.cases, has);
    });
}

bool isAnyFileDrafted(const ftrack::ManifestDraft& draft) {
    return std::ranges::any_of(draft.integrations, [](const ftrack::IntegrationDraft& each) {
        const auto has = [](const ftrack::PartDraft& part) { return !part.files.empty(); };
        return has(each.own) || std::ranges::any_of(each.cases, has);
    });
}

class LaunchComparison {
  public:
    LaunchComparison(const ftrack::ManifestDraft& draft, const std::vector<Recording>& recordings,
                     const std::string& defaultName, std::string scratch,
                     const Surroundings& surroundings)
        : draft_(draft),
          recordings_(recordings),
          defaultName_(defaultName),
          scratch_(std::move(scratch)),
          surroundings_(surroundings) {
        for (const ftrack::IntegrationDraft& each : draft.integrations) {
            expressions_.push_back(ftrack::expressionsOf(recordings, each.hookName, defaultName));
        }
    }

    HookComparison run() {
        HookComparison result;
        for (const Recording& recording : recordings_) {
            if (recording.scenario.isSurvey) continue;
            ++result.launches;
            compare(recording, isOdd(recording) ? oddities_ : differences_);
        }
        result.differences = texts(differences_);
        result.oddities = texts(oddities_);
        return result;
    }

  private:
    // By what differs: of many launches the first says it.
    struct Differing {
        std::string first;
        std::size_t launches = 0;
    };
    using Differences = std::map<std::string, Differing>;

    static void note(Differences& differences, const std::string& what, const std::string& text) {
        Differing& differing = differences[what];
        if (differing.launches++ == 0) differing.first = text;
    }

    static std::vector<std::string> texts(const Differences& differences) {
        std::vector<std::string> result;
        for (const auto& [what, differing] : differences) {
            result.push_back(differing.first);
            if (differing.launches == 1) continue;
            result.back() += ", and in " + std::to_string(differing.launches - 1) + " more";
        }
        return result;
    }

    // A variable that is there and empty: few hooks mind.
    static bool isOdd(const Recording& recording) {
        return std::ranges::any_of(recording.scenario.environment,
                                   [](const auto& each) { return each.second.empty(); });
    }

    Outcome expected(const Recording& recording) const {
        Outcome outcome{recording.scenario.environment, {}, {}};
        for (std::size_t i = 0; i < draft_.integrations.size(); ++i) {
            const auto answers = ftrack::answerIn(recording, draft_.integrations[i].hookName,
                                                  defaultName_, expressions_[i]);
            if (!answers.answer) continue;
            for (const auto& operation : answers.answer->operations) {
                apply(operation, outcome.environment);
            }
            const auto& arguments = answers.answer->arguments;
            for (std::size_t at = 0; at < arguments.size(); ++at) {
                if (draft_.integrations[i].argumentsLeftOut.contains(at + 1)) continue;
                outcome.arguments.push_back(arguments[at]);
            }
            for (const ftrack::RecordedFile& file : recording.files) {
                if (file.content) outcome.files[file.path] = *file.content;
            }
        }
        for (auto& [name, value] : outcome.environment) inPlace(recording.scenario, value);
        for (std::string& each : outcome.arguments) inPlace(recording.scenario, each);
        for (auto& [path, content] : outcome.files) inPlace(recording.scenario, content);
        return outcome;
    }

    static void write(const fs::path& path, const std::string& text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    static std::string tomlText(const std::string& text) {
        return nlohmann::json(text).dump();  // a string of JSON is one of TOML
    }

    static std::string escaped(std::string text) {
        for (std::size_t at = 0; (at = text.find_first_of("{}", at)) != std::string::npos;
             at += 2) {
            text.insert(at, 1, text[at]);
        }
        return text;
    }

    // The plugin where it is staged, and the application that is launched.
    std::string studioFor(const Recording& recording) const {
        const ftrack::LaunchedApplication& application = recording.scenario.application;
        const std::string definitions = scratch_ + "/definitions";
        write(fs::path(recording.scenario.place) / "slipway.toml", ftrack::manifestText(draft_));
        write(application.path, "");
        fs::permissions(application.path, fs::perms::owner_all);
        write(fs::path(definitions) / "application.slipway.toml",
              "slipway = 1\n[[application]]\nname = \"app\"\nidentifier = " +
                  tomlText(escaped(application.identifier)) +
                  "\nvariant = " + tomlText(escaped(application.variant)) +
                  "\nlabel = " + tomlText(escaped(application.label)) +
                  "\nfind = [{ path = " + tomlText(escaped(application.path)) +
                  ", version = " + tomlText(application.version) + " }]\n");
        write(scratch_ + "/none.toml", "");
        return recording.scenario.place + ":" + definitions;
    }

    static std::string contextOf(const ftrack::Scenario& scenario) {
        if (!scenario.selection) return "{}";
        return nlohmann::json{{"id", scenario.selection->id}, {"type", scenario.selection->type}}
            .dump();
    }

    std::vector<std::string> environmentFor(const Recording& recording) const {
        std::vector<std::string> entries;
        for (const auto& [name, value] : recording.scenario.environment) {
            entries.push_back(name + "=" + value);
        }
        entries.push_back("SLIPWAY_PLUGIN_PATH=" + studioFor(recording));
        entries.push_back("SLIPWAY_CONFIG=" + scratch_ + "/none.toml");
        entries.push_back("SLIPWAY_CONTEXT=" + contextOf(recording.scenario));
        return entries;
    }

    // What each launch has anew is the hook's again.
    struct Anew {
        std::string is;
        std::string was;
    };
    static std::string asRecorded(std::string text, const std::vector<Anew>& anew) {
        for (const Anew& each : anew) {
            for (std::size_t at = 0; (at = text.find(each.is, at)) != std::string::npos;) {
                text.replace(at, each.is.size(), each.was);
                at += each.was.size();
            }
        }
        return text;
    }

    // The value that stands in the hook's environment where the manifest's has the port.
    static std::string portOf(const Variables& actual, const std::string& port,
                              const Outcome& wanted) {
        for (const auto& [name, value] : actual) {
            const auto found = wanted.environment.find(name);
            if (value == port && found != wanted.environment.end()) return found->second;
        }
        return port;
    }

    static std::vector<Anew> anewIn(PlannedLaunch& launch, const Recording& recording,
                                    const Variables& actual, const Outcome& wanted) {
        std::vector<Anew> anew = {{std::string(launch.id()), recording.scenario.launchId}};
        const Value folder = launch.world().launchFolder().value;
        if (folder && !recording.folders.empty()) {
            anew.push_back({std::string(*folder), recording.folders.front()});
        }
        if (const Value given = launch.world().launchPort().value) {
            const std::string port(*given);
            anew.push_back({port, portOf(actual, port, wanted)});
        }
        return anew;
    }

    // Links in a staged plugin lead to the plugin itself.
    static void inPlace(const ftrack::Scenario& scenario, std::string& text) {
        const std::string& original = scenario.original;
        for (std::size_t at = 0;
             !original.empty() && (at = text.find(original, at)) != text.npos;) {
            text.replace(at, original.size(), scenario.place);
            at += scenario.place.size();
        }
    }

    struct Files final : Observer {
        std::map<std::string, std::string> contents;
        void fileWritten(const PlannedFile& file, const DeedResult&) override {
            contents[std::string(file.path)] = file.content;
        }
    };

    Outcome actual(const Recording& recording, const Outcome& wanted,
                   std::vector<std::string>& remarks) const {
        const std::vector<std::string> entries = environmentFor(recording);
        std::vector<const char*> pointers;
        for (const std::string& each : entries) pointers.push_back(each.c_str());
        pointers.push_back(nullptr);
        const auto environment = std::span(pointers).first(entries.size());
        Surroundings own{.arguments = {},
                         .environment = environment,
                         .workingDirectory = "/",
                         .inheritedEnvironment = environment,
                         .out = surroundings_.out,
                         .err = surroundings_.err,
                         .disk = surroundings_.disk};
        const std::vector<std::string> arguments;
        PlannedLaunch launch({"app", ""}, arguments, Extent::kLaunch, own);
        Files files;
        const LaunchPlan plan = launch.evaluate(&files).plan;
        for (const Remark& remark : plan.remarks) remarks.emplace_back(remark.message);
        Outcome outcome;
        for (const char* const* each = plan.environment.data(); *each != nullptr; ++each) {
            const std::string_view entry(*each);
            const std::size_t equals = entry.find('=', 1);
            outcome.environment[std::string(entry.substr(0, equals))] = entry.substr(equals + 1);
        }
        const std::vector<Anew> anew = anewIn(launch, recording, outcome.environment, wanted);
        const auto asInHook = [&](const std::string& text) { return asRecorded(text, anew); };
        for (auto& [name, value] : outcome.environment) value = asInHook(value);
        for (std::size_t i = 1; plan.arguments[i] != nullptr; ++i) {
            outcome.arguments.push_back(asInHook(plan.arguments[i]));
        }
        for (const auto& [path, content] : files.contents) {
            outcome.files[asInHook(path)] = asInHook(content);
        }
        return outcome;
    }

    // As manifests have it.
    static std::string shown(const Variables& variables, const std::string& name,
                             const ftrack::Scenario& scenario) {
        const auto found = variables.find(name);
        if (found == variables.end()) return "unset";
        return "'" +
               printable(asRecorded(
                   found->second, {{scenario.place, "{plugin.dir}"}, {scenario.home, "{home}"}})) +
               "'";
    }

    static std::string where(const ftrack::Scenario& scenario) {
        std::string text = " (" + scenario.application.identifier;
        if (!scenario.selection) text += ", nothing selected";
        for (const auto& [name, value] : scenario.environment) {
            if (value.empty()) text += ", " + name + " empty";
        }
        return text + ")";
    }

    void compare(const Recording& recording, Differences& differences) const {
        const Outcome wanted = expected(recording);
        std::vector<std::string> remarks;
        const Outcome got = actual(recording, wanted, remarks);
        for (const std::string& each : remarks) note(differences, each, "Slipway says: " + each);
        std::set<std::string> names;
        for (const auto& [name, value] : wanted.environment) names.insert(name);
        for (const auto& [name, value] : got.environment) names.insert(name);
        for (const std::string& name : names) {
            if (name.starts_with("SLIPWAY_")) continue;
            const std::string is = shown(got.environment, name, recording.scenario);
            const std::string was = shown(wanted.environment, name, recording.scenario);
            if (is == was || isLeftOut(name, draft_)) continue;
            note(differences, name,
                 name + " is " + is + ", of the hook " + was + where(recording.scenario));
        }
        if (got.arguments != wanted.arguments) {
            note(differences, " arguments",
                 "the arguments are not the hook's" + where(recording.scenario));
        }
        if (isAnyFileDrafted(draft_)) compareFiles(got, wanted, recording, differences);
    }

    // JSON by what it says.
    static bool isSame(const std::string& left, const std::string& right) {
        if (left == right) return true;
        const auto a = nlohmann::json::parse(left, nullptr, false);
        const auto b = nlohmann::json::parse(right, nullptr, false);
        return a.is_object() && a == b;
    }

    static void compareFiles(const Outcome& got, const Outcome& wanted, const Recording& recording,
                             Differences& differences) {
        for (const auto& [path, content] : wanted.files) {
            const auto found = got.files.find(path);
            if (found != got.files.end() && isSame(found->second, content)) continue;
            note(differences, " files",
                 "the file " + path + " is not as the hook writes it" + where(recording.scenario));
        }
        for (const auto& [path, content] : got.files) {
            if (wanted.files.contains(path)) continue;
            note(differences, " files",
                 "the hook does not write " + path + where(recording.scenario));
        }
    }

    const ftrack::ManifestDraft& draft_;
    const std::vector<Recording>& recordings_;
    const std::string& defaultName_;
    std::string scratch_;
    const Surroundings& surroundings_;
    std::vector<std::set<std::string>> expressions_;
    Differences differences_;
    Differences oddities_;
};

}  // namespace

HookComparison compareWithHook(const ftrack::ManifestDraft& draft,
                               const std::vector<Recording>& recordings,
                               const std::string& defaultName, const std::string& scratch,
                               const Surroundings& surroundings) {
    return LaunchComparison(draft, recordings, defaultName, scratch, surroundings).run();
}

}  // namespace slipway
