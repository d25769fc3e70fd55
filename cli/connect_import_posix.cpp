// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

#include "cli/connect_import.h"
#include "cli/hook_comparison.h"
#include "cli/hook_runner.h"
#include "importer/inference.h"
#include "importer/launch_configuration.h"
#include "importer/scenario_plan.h"
#include "importer/wording.h"
#include "importer/yaml_reader.h"
#include "manifests/diagnostic.h"
#include "manifests/document.h"
#include "manifests/manifest.h"
#include "manifests/plugin_folder.h"
#include "shim/host_world.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

constexpr int kMostRounds = 4;  // of asking a hook again, since it had read one more variable
constexpr std::string_view kManifest = "slipway.toml";

// What is imported into one manifest.
struct ConnectPlugin {
    fs::path source;               // as given: a folder, or a file
    fs::path folder;               // empty: a file that belongs to no plugin
    std::string name;              // of the folder to write
    std::vector<fs::path> hooks;   // absolute
    std::vector<fs::path> launch;  // configurations
};

bool hasEnding(const fs::path& path, std::initializer_list<std::string_view> endings) {
    return std::ranges::find(endings, path.extension().string()) != endings.end();
}

bool isYaml(const fs::path& path) {
    return hasEnding(path, {".yaml", ".yml"});
}

std::vector<fs::path> filesIn(const fs::path& folder, bool (*isWanted)(const fs::path&)) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const bool isHidden = entry.path().filename().string().starts_with('.');
        if (!isHidden && entry.is_regular_file(failed) && isWanted(entry.path())) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<fs::path> launchConfigurationsIn(const fs::path& folder) {
    std::vector<fs::path> files = filesIn(folder / "extensions/launch", isYaml);
    for (const fs::path& each : filesIn(folder / "launch", isYaml)) files.push_back(each);
    return files;
}

std::optional<ConnectPlugin> pluginIn(const fs::path& folder) {
    const auto isHook = [](const fs::path& path) { return hasEnding(path, {".py"}); };
    ConnectPlugin plugin{folder, folder, folder.filename().string(),
                         filesIn(folder / "hook", isHook), launchConfigurationsIn(folder)};
    if (plugin.hooks.empty() && plugin.launch.empty()) return std::nullopt;
    return plugin;
}

ConnectPlugin loneFile(const fs::path& file) {
    ConnectPlugin plugin{.source = file, .folder = {}, .name = file.stem().string()};
    fs::path folder = file.parent_path();
    const bool isHook = !isYaml(file);
    (isHook ? plugin.hooks : plugin.launch).push_back(file);
    const bool isInPlace = folder.filename() == (isHook ? "hook" : "launch");
    if (!isInPlace) return plugin;
    folder = folder.parent_path();
    if (folder.filename() == "extensions") folder = folder.parent_path();
    plugin.folder = folder;
    plugin.name = folder.filename().string();
    return plugin;
}

std::expected<std::vector<ConnectPlugin>, std::string> pluginsAt(const fs::path& path) {
    std::error_code failed;
    if (fs::is_regular_file(path, failed)) {
        if (isYaml(path) || hasEnding(path, {".py"})) return std::vector{loneFile(path)};
        return std::unexpected("'" + path.string() +
                               "' is neither a hook (.py) nor a launch "
                               "configuration (.yaml)");
    }
    if (!fs::is_directory(path, failed)) {
        return std::unexpected("there is no '" + path.string() + "'");
    }
    if (auto plugin = pluginIn(path)) return std::vector{*std::move(plugin)};
    std::vector<ConnectPlugin> plugins;
    for (const auto& entry : fs::directory_iterator(path, failed)) {
        if (entry.path().filename().string().starts_with('.')) continue;
        if (auto plugin = pluginIn(entry.path())) plugins.push_back(*std::move(plugin));
    }
    std::ranges::sort(plugins, {}, &ConnectPlugin::name);
    if (plugins.empty()) {
        return std::unexpected("'" + path.string() +
                               "' holds no Connect plugin: one has hooks in "
                               "'hook', or launch configurations in 'launch'");
    }
    return plugins;
}

std::string hostName(const Surroundings& surroundings) {
    Arena arena;
    AskedHost world(arena, surroundings.environment);
    return std::string(world.host());
}

std::string readFile(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The plugin as a scenario has it: hooks are copied, so that they find themselves there, all else
// is linked.
void stage(const ConnectPlugin& plugin, const fs::path& place) {
    fs::create_directories(place / "hook");
    if (plugin.folder.empty()) {
        fs::copy(plugin.hooks.front(), place / "hook");
        return;
    }
    for (const auto& entry : fs::directory_iterator(plugin.folder)) {
        const fs::path name = entry.path().filename();
        if (name == "slipway.toml" || name == "slipway.json") continue;
        const bool isCopied = name == "hook" || entry.is_regular_file();
        if (!isCopied) {
            fs::create_symlink(entry.path(), place / name);
        } else {
            fs::copy(entry.path(), place / name,
                     fs::copy_options::recursive | fs::copy_options::copy_symlinks |
                         fs::copy_options::overwrite_existing);
        }
    }
}

class PluginImport {
  public:
    PluginImport(ConnectPlugin plugin, const ImportRequest& request, fs::path scratch,
                 std::expected<HookRunner, std::string>& runner,
                 std::set<std::string>& applications, const Surroundings& surroundings)
        : plugin_(std::move(plugin)),
          request_(request),
          scratch_(std::move(scratch)),
          runner_(runner),
          applications_(applications),
          surroundings_(surroundings) {
        result_.source = plugin_.source.string();
        const FolderName parsed = parseFolderName(plugin_.name);
        pluginName_ = parsed.name;
        version_ = parsed.version;
    }

    ImportedPlugin run() {
        if (refuseToOverwrite()) return std::move(result_);
        for (const fs::path& each : plugin_.launch) importConfiguration(each);
        if (!plugin_.hooks.empty()) importHooks();
        if (draft_.applications.empty() && draft_.integrations.empty()) {
            return std::move(result_);
        }
        write();
        return std::move(result_);
    }

  private:
    fs::path destination() const { return fs::path(request_.root) / plugin_.name; }

    bool isInPlace() const {
        std::error_code failed;
        return !plugin_.folder.empty() && fs::equivalent(destination(), plugin_.folder, failed);
    }

    bool refuseToOverwrite() {
        const fs::path taken = isInPlace() ? destination() / kManifest : destination();
        std::error_code failed;
        if (!fs::exists(fs::symlink_status(taken, failed))) return false;
        result_.failures.push_back("'" + taken.string() + "' is there already");
        return true;
    }

    void importConfiguration(const fs::path& file) {
        const auto source = std::make_shared<Source>(
            Source{file.string(), file.parent_path().string(), readFile(file), {}});
        if (source->text.size() > kLargestSource) {
            result_.failures.push_back(file.string() + ": it is larger than a megabyte");
            return;
        }
        const auto root = ftrack::readYaml(source);
        if (!root) return fail(root.error());
        auto application = ftrack::importLaunchConfiguration(*root, applications_);
        if (!application) return fail(application.error());
        draft_.applications.push_back(std::move(application->draft));
        result_.findings.add(application->findings);
    }

    void fail(const Diagnostic& diagnostic) { result_.failures.push_back(oneLine(diagnostic)); }

    void importHooks() {
        if (!runner_) {
            result_.failures.push_back("the hooks are not imported: " + runner_.error());
            return;
        }
        for (const char* place : {"at-7a", "further/at-7bb", "compared/7ccc"}) {
            const fs::path folder = scratch_ / place / plugin_.name;
            stage(plugin_, folder);
            places_.push_back(folder.string());
        }
        for (const fs::path& each : plugin_.hooks) importHook(each);
    }

    ftrack::Stage stageOf(std::vector<std::string> places) const {
        return {plugin_.folder.string(), std::move(places), scratch_.string(), {}, {}};
    }

    // Nothing: it failed, which is told.
    std::optional<std::vector<ftrack::Recording>> record(
        const fs::path& hook, const std::vector<ftrack::Scenario>& scenarios) {
        auto result = runner_->run("hook/" + hook.filename().string(), version_, scenarios);
        if (!result.failure.empty()) {
            result_.failures.push_back(hook.filename().string() + ": " + result.failure);
            return std::nullopt;
        }
        return std::move(result.recordings.list);
    }

    // What it subscribes to. A hook may want variables to be set before it even can be imported.
    std::optional<ftrack::Recording> survey(const fs::path& hook, const ftrack::Stage& stage) {
        std::vector<std::string> variables;
        for (int round = 0;; ++round) {
            auto recordings = record(hook, {ftrack::surveyScenario(stage, variables)});
            if (!recordings) return std::nullopt;
            ftrack::Recording& recording = recordings->front();
            const bool isNew = std::ranges::any_of(recording.read, [&](const std::string& each) {
                return std::ranges::find(variables, each) == variables.end();
            });
            if (!recording.raised || !isNew || round == kMostRounds) return std::move(recording);
            variables = recording.read;
        }
    }

    bool isUsable(const ftrack::Recording& survey, const fs::path& hook) {
        const std::string name = hook.filename().string();
        if (survey.raised) {
            result_.failures.push_back(
                name + ": " + described(*survey.raised) +
                (survey.raised->kind == "SyntaxError" ? "; hooks run in Python 3" : ""));
            return false;
        }
        if (!survey.isRegistered) {
            result_.findings.notes.push_back(name + " has no 'register', so it is no hook");
            return false;
        }
        const bool concernsLaunches =
            std::ranges::any_of(survey.subscriptions, [](const ftrack::SubscriptionRecord& each) {
                return each.topic != ftrack::SubscriptionRecord::Topic::kOther;
            });
        if (!concernsLaunches) {
            result_.findings.notes.push_back(name + " has nothing to do with launches");
        }
        return concernsLaunches;
    }

    static std::set<std::string> variablesIn(const std::vector<ftrack::Recording>& recordings) {
        std::set<std::string> names;
        for (const ftrack::Recording& each : recordings) {
            names.insert(each.read.begin(), each.read.end());
        }
        return names;
    }

    std::optional<std::vector<ftrack::Recording>> learn(const fs::path& hook,
                                                        const ftrack::Stage& stage) {
        auto surveyed = survey(hook, stage);
        if (!surveyed || !isUsable(*surveyed, hook)) return std::nullopt;
        std::vector<ftrack::Recording> known = {*surveyed};
        for (int round = 0; round < kMostRounds; ++round) {
            auto recordings = record(hook, ftrack::scenariosToLearn(known, stage));
            if (!recordings) return std::nullopt;
            recordings->insert(recordings->begin(), *surveyed);
            const bool isSettled = variablesIn(*recordings) == variablesIn(known);
            known = *std::move(recordings);
            if (isSettled) break;
        }
        return known;
    }

    void importHook(const fs::path& hook) {
        const auto known = learn(hook, stageOf({places_[0], places_[1]}));
        if (!known) return;
        ftrack::Inference inference = ftrack::inferIntegrations(*known, pluginName_);
        if (!inference.integrations.empty()) addUntold(hook, *known, inference.findings);
        for (ftrack::IntegrationDraft& each : inference.integrations) nameOf(each);
        ftrack::ManifestDraft own{.integrations = inference.integrations};
        compare(hook, *known, own);
        result_.findings.add(inference.findings);
        for (ftrack::IntegrationDraft& each : own.integrations) {
            for (const std::string& note : inference.findings.byHand) mention(each, note);
            draft_.integrations.push_back(std::move(each));
        }
    }

    // A hook that does not end when its questions are answered otherwise has told enough before.
    void addUntold(const fs::path& hook, const std::vector<ftrack::Recording>& known,
                   ftrack::Findings& findings) {
        const auto scenarios = ftrack::scenariosOtherwise(known);
        std::vector<ftrack::Recording> otherwise;
        if (!scenarios.empty()) {
            otherwise = runner_->run("hook/" + hook.filename().string(), version_, scenarios)
                            .recordings.list;
        }
        const std::vector<std::string> texts = ftrack::untold(known, otherwise);
        findings.byHand.insert(findings.byHand.end(), texts.begin(), texts.end());
    }

    // Of what concerns the hook as a whole; the rest stands there already.
    static void mention(ftrack::IntegrationDraft& draft, const std::string& text) {
        const std::string comment = "by hand: " + text;
        ftrack::Comments& comments = draft.own.comments;
        if (std::ranges::find(comments, comment) == comments.end()) comments.push_back(comment);
    }

    void nameOf(ftrack::IntegrationDraft& draft) {
        const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' '; };
        if (std::erase_if(draft.name, isControl) != 0) {
            result_.findings.byHand.push_back("the name '" + draft.name +
                                              "' had control characters, which no name can have");
        }
        if (draft.name == pluginName_) draft.name.clear();
        if (!version_.empty() || draft.version.empty() || draft.version == "0.0.0") return;
        if (!ftrack::foreignPart(draft.version).empty()) return;
        draft_.version = draft.version;
    }

    void compare(const fs::path& hook, const std::vector<ftrack::Recording>& known,
                 const ftrack::ManifestDraft& own) {
        if (own.integrations.empty()) return;
        ftrack::Stage stage = stageOf({places_[2]});
        stage.isForLearning = false;
        stage.host = hostName(surroundings_);  // the resolver has no other
        const auto recordings = record(hook, ftrack::scenariosToCompare(known, stage));
        if (!recordings) return;
        const HookComparison comparison =
            compareWithHook(own, *recordings, pluginName_, scratch_.string(), surroundings_);
        result_.launches += comparison.launches;
        for (const std::string& each : comparison.oddities) {
            result_.findings.notes.push_back("with an empty variable: " + each);
        }
        for (const std::string& each : comparison.differences) {
            if (std::ranges::find(result_.differences, each) == result_.differences.end()) {
                result_.differences.push_back(each);
            }
        }
    }

    void addHeading() {
        for (const std::string& each : result_.differences) {
            draft_.comments.push_back("by hand: " + each);
        }
        for (const std::string& each : result_.failures) {
            draft_.comments.push_back("by hand: not imported: " + each);
        }
    }

    // A folder that is there as a whole, or not at all.
    void write() {
        addHeading();
        const std::string text = ftrack::manifestText(draft_);
        std::error_code failed;
        const fs::path made =
            isInPlace() ? destination() : fs::path(request_.root) / (".importing-" + plugin_.name);
        if (!isInPlace()) {
            fs::create_directories(made, failed);
            if (!failed && !plugin_.folder.empty()) copyInto(made, failed);
        }
        if (!failed) failed = writeManifest(made, text);
        if (!failed && !isInPlace()) fs::rename(made, destination(), failed);
        if (!failed) {
            result_.manifest = (destination() / kManifest).string();
            return;
        }
        if (!isInPlace()) {
            std::error_code ignored;
            fs::remove_all(made, ignored);
        }
        result_.failures.push_back("'" + destination().string() +
                                   "' cannot be written: " + failed.message());
    }

    void copyInto(const fs::path& made, std::error_code& failed) const {
        fs::copy(plugin_.folder, made,
                 fs::copy_options::recursive | fs::copy_options::copy_symlinks |
                     fs::copy_options::overwrite_existing,
                 failed);
        for (const char* each : {"slipway.toml", "slipway.json"}) {
            std::error_code ignored;
            fs::remove(made / each, ignored);
        }
    }

    static std::error_code writeManifest(const fs::path& folder, const std::string& text) {
        const fs::path passing = folder / ".slipway.toml.importing";
        std::ofstream file(passing, std::ios::binary);
        file << text;
        if (!file.flush()) return std::make_error_code(std::errc::io_error);
        std::error_code failed;
        fs::rename(passing, folder / kManifest, failed);
        return failed;
    }

    ConnectPlugin plugin_;
    const ImportRequest& request_;
    fs::path scratch_;
    std::expected<HookRunner, std::string>& runner_;
    std::set<std::string>& applications_;
    const Surroundings& surroundings_;
    std::string pluginName_;
    std::string version_;
    std::vector<std::string> places_;
    ftrack::ManifestDraft draft_;
    ImportedPlugin result_;
};  // namespace

}  // namespace

std::expected<std::vector<ImportedPlugin>, std::string> importFromConnect(
    const ImportRequest& request, const Surroundings& surroundings) {
    std::vector<ConnectPlugin> plugins;
    for (const std::string& path : request.paths) {
        auto found = pluginsAt(path);
        if (!found) return std::unexpected(found.error());
        std::ranges::move(*found, std::back_inserter(plugins));
    }
    const ScratchFolder scratch;
    if (scratch.path().empty()) {
        return std::unexpected("no folder for passing files could be made");
    }
    auto runner = HookRunner::make(surroundings, scratch.path(), request.timeout);
    std::set<std::string> applications;
    std::vector<ImportedPlugin> imported;
    for (std::size_t i = 0; i < plugins.size(); ++i) {
        const fs::path own = fs::path(scratch.path()) / std::to_string(i);
        imported.push_back(
            PluginImport(std::move(plugins[i]), request, own, runner, applications, surroundings)
                .run());
    }
    return imported;
}

}  // namespace slipway
