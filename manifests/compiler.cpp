// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/compiler.h"

#include <algorithm>
#include <map>
#include <set>

#include "manifests/catalogue_writer.h"
#include "manifests/launch_compiler.h"
#include "manifests/wording.h"
#include "resolver/arena.h"
#include "resolver/relevance.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// An integration that counts, with the plugin that it is of, or the configuration's.
struct Contribution {
    const Integration* integration;
    const Plugin* plugin = nullptr;
    const ConfiguredIntegrations* configured = nullptr;

    std::string owner() const {
        return plugin != nullptr ? "plugin '" + plugin->name + "'"
                                 : "'" + configured->source->path + "'";
    }
};
using Contributions = std::vector<Contribution>;

void reportShadowed(const Contribution& loser, const Contribution& winner,
                    Diagnostics& diagnostics) {
    Diagnostic diagnostic{.severity = Severity::kWarning,
                          .code = "integration-shadowed",
                          .message = "integration '" + loser.integration->name + "' of " +
                                     loser.owner() + " does not count, " + winner.owner() +
                                     " has one of that name",
                          .hint = {},
                          .location = loser.integration->location,
                          .concernsLaunch = false};
    diagnostics.add(std::move(diagnostic));
}

std::int32_t priorityOf(const Contribution& contribution) {
    return contribution.integration->priority;
}

// All, the one that counts of one name first (spec 1.2): plugins' as they are discovered, then
// configuration's, the highest file's first.
Contributions allIntegrations(const Studio& studio) {
    Contributions all;
    for (const Plugin& plugin : studio.discovery.plugins) {
        if (!plugin.counts()) continue;
        for (const Integration& integration : plugin.manifest.integrations) {
            all.push_back({&integration, &plugin});
        }
    }
    const auto& files = studio.configuration.integrations;
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        for (const Integration& integration : file->integrations) {
            all.push_back({&integration, nullptr, &*file});
        }
    }
    return all;
}

// Plugins' before configuration's; of that the lowest file's first, the user's last (spec 1.3).
std::ptrdiff_t rankOf(const Contribution& contribution, const Studio& studio) {
    if (contribution.configured == nullptr) return -1;
    return contribution.configured - studio.configuration.integrations.data();
}

// In the order of application (spec 1.4). Of two of one name in different plugins the first counts.
Contributions contributions(Studio& studio) {
    Contributions result;
    std::map<std::string_view, Contribution> byName;
    for (const Contribution& contribution : allIntegrations(studio)) {
        const auto first = byName.try_emplace(contribution.integration->name, contribution).first;
        const bool isSameOwner = first->second.plugin == contribution.plugin &&
                                 first->second.configured == contribution.configured;
        if (isSameOwner) {
            result.push_back(contribution);
        } else {
            reportShadowed(contribution, first->second, studio.diagnostics);
        }
    }
    std::ranges::stable_sort(result, {}, [&](const Contribution& contribution) {
        return std::pair(rankOf(contribution, studio), priorityOf(contribution));
    });
    return result;
}

// Of integrations that several plugins have: without the one that counts, another would.
std::set<std::string_view> contestedNames(const Studio& studio) {
    std::map<std::string_view, const Plugin*> owners;
    std::set<std::string_view> contested;
    for (const Contribution& contribution : allIntegrations(studio)) {
        const std::string_view name = contribution.integration->name;
        const auto owner = owners.try_emplace(name, contribution.plugin).first;
        if (owner->second != contribution.plugin) contested.insert(name);
    }
    return contested;
}

// Were its manifest not to count, the plugin would be called otherwise, and shadow others.
bool isCalledAsItsFolder(const Plugin& plugin, const PlatformRules& rules) {
    const FolderName folder = parseFolderName(fileNameOf(plugin.folder, rules));
    return folder.name == plugin.name && folder.version == plugin.version;
}

// Empty where only a launch knows it.
std::string nameOf(const Template& member, const Application& application) {
    std::string name;
    for (const TemplatePiece& piece : member) {
        const bool isName = piece.kind == PieceKind::kApplicationName;
        if (piece.kind != PieceKind::kLiteral && !isName) return {};
        name += isName ? application.name : piece.text;
    }
    return name;
}

std::set<std::string> groupedNames(const Studio& studio) {
    std::set<std::string> names;
    for (const Application& application : studio.applications) {
        for (const Group& group : application.groups) {
            for (const Template& member : group.members) names.insert(nameOf(member, application));
        }
    }
    return names;
}

// What is known of a command that no manifest knows: its name.
Application unknownApplication(std::string_view command) {
    Application application;
    application.name = command;
    application.label = literal(command);
    application.identifier = literal(application.name);
    return application;
}

const Command* commandNamed(const Application& application, std::string_view name,
                            const PlatformRules& rules) {
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    if (equals(application.name, name, letters)) return nullptr;
    const auto found = std::ranges::find_if(application.commands, [&](const Command& command) {
        return equals(command.name, name, letters);
    });
    return found == application.commands.end() ? nullptr : &*found;
}

// An empty one stands for the main one, which has its own.
bool hasEnding(const Template& executable, const PlatformRules& rules) {
    if (executable.empty()) return true;
    const TemplatePiece& last = executable.back();
    return last.kind != PieceKind::kLiteral || fileNameOf(last.text, rules).contains('.');
}

// How executables end is left out by manifests that are for every platform.
Template executableOf(const Command& command, const PlatformRules& rules) {
    if (!command.executable) return literal(command.name + std::string(rules.executableEnding));
    Template executable = *command.executable;
    if (!hasEnding(executable, rules)) append(executable, rules.executableEnding);
    return executable;
}

// The application's operations, then the command's own.
std::vector<EnvironmentOperation> environmentOf(const Application& application,
                                                const Command* command) {
    std::vector<EnvironmentOperation> operations = application.environment;
    if (command != nullptr) {
        operations.insert(operations.end(), command->environment.begin(),
                          command->environment.end());
    }
    return operations;
}

class Compilation {
  public:
    Compilation(std::string_view command, Extent extent, const Host& host)
        : command_(command),
          extent_(extent),
          rules_(host.targetRules()),
          disk_(host.disk),
          host_(recorded(host)),
          studio_(extent == Extent::kLaunch ? readStudioFor(command, host_) : readStudio(host_)),
          contributions_(contributions(studio_)),
          unknown_(unknownApplication(command)) {
        known_ = applicationOfCommand(studio_, command, rules_);
        warnOfUnknownNames(host_.variables("SLIPWAY_WITHOUT").value_or(""));
        if (!host.compiler.empty()) disk_.facts(host.compiler);
        const bool isForHost = host.target == nullptr;
        if (known_ != nullptr && studio_.questions.empty() && isForHost) {
            installations_ = findInstallations(*known_, host_, studio_.diagnostics);
        }
    }

    std::vector<std::byte> block() {
        return extent_ == Extent::kAll ? wholeBlock() : relevantBlock();
    }

  private:
    // Only what cannot matter to the command is left out.
    std::vector<std::byte> relevantBlock() {
        if (!studio_.questions.empty()) return askingBlock();
        const std::vector<std::byte> conditions = conditionsBlock();
        const auto catalogue = Catalogue::open(conditions);
        return blockOf(catalogue ? relevant(*catalogue) : contributions_);
    }

    std::vector<std::byte> wholeBlock() {
        return studio_.questions.empty() ? blockOf(contributions_) : askingBlock();
    }

    // An artist who is told to leave something out must learn that it was misspelt.
    void warnOfUnknownNames(std::string_view without) {
        if (without.empty()) return;
        std::vector<std::string_view> names;
        for (const Plugin& plugin : studio_.discovery.plugins) names.push_back(plugin.name);
        for (const Contribution& each : contributions_) names.push_back(each.integration->name);
        forEachListed(without, [&](std::string_view entry) {
            const auto isIt = [&](std::string_view name) {
                return equals(name, entry, Case::kIgnored);
            };
            if (std::ranges::any_of(names, isIt)) return;
            studio_.diagnostics.warning(
                "without", {},
                "SLIPWAY_WITHOUT: no plugin or integration is called " + quoted(entry),
                suggestion(entry, names));
        });
    }

    // The same host, whatever is asked of it written down.
    Host recorded(Host host) {
        const auto record = [this, variables = host.variables](std::string_view name) {
            std::optional<std::string> value = variables(name);
            seen_.try_emplace(std::string(name), value);
            return value;
        };
        return {.disk = disk_,
                .rules = host.rules,
                .variables = record,
                .definitions = host.definitions,
                .ask = noting(host.ask),
                .answers = host.answers,
                .siteFolder = host.siteFolder,
                .inhabitedRoots = host.inhabitedRoots,
                .user = host.user,
                .cacheFolder = host.cacheFolder,
                .launchRecord = host.launchRecord,
                .compiler = host.compiler,
                .shares = host.shares,
                .target = host.target};
    }

    // What an executable did not answer now it may answer later.
    AskExecutable noting(AskExecutable ask) {
        if (!ask) return {};
        return [this, ask = std::move(ask)](const auto& executable, const auto& arguments) {
            auto answer = ask(executable, arguments);
            if (!answer && !answer.error().lasting) allAnswered_ = false;
            return answer;
        };
    }

    const Application& application() const { return known_ != nullptr ? *known_ : unknown_; }

    Contributions relevant(const Catalogue& catalogue) const {
        Arena arena;
        std::set<std::string> named = namedByGroups();
        for (const Pin& pin : studio_.configuration.pins) {
            for (const Template& name : pin.require) named.insert(nameOf(name, application()));
        }
        const std::span<const bool> kept = whichMayApply(catalogue, rules_, arena);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            if (!kept[i]) continue;
            for (const Requirement& requirement : contributions_[i].integration->requirements) {
                named.insert(nameOf(requirement.name, application()));
            }
        }
        // A name that only the launch knows may be anybody's.
        if (named.contains("")) return contributions_;
        Contributions relevant;
        for (std::size_t i = 0; i < contributions_.size(); ++i) {
            if (kept[i] || named.contains(contributions_[i].integration->name)) {
                relevant.push_back(contributions_[i]);
            }
        }
        return relevant;
    }

    // What it takes to tell which integrations may apply, and nothing else: most do not.
    std::vector<std::byte> conditionsBlock() {
        CatalogueWriter writer;
        catalogue::Header header{};
        std::vector<catalogue::Integration> records;
        for (const Contribution& contribution : contributions_) {
            const std::vector<catalogue::Part> part{
                {.when = writer.condition(contribution.integration->parts.front().when)}};
            records.push_back({.parts = writer.list(part)});
        }
        header.integrations = writer.list(records);
        header.application = writeApplication(writer);
        return writer.finish(header);
    }

    // Whoever misses one of these says so, and why it is missing.
    std::set<std::string> namedByGroups() const {
        std::set<std::string> names;
        for (const Group& group : application().groups) {
            for (const Template& member : group.members) {
                names.insert(nameOf(member, application()));
            }
        }
        return names;
    }

    // A catalogue whose evaluation gives nothing but answers.
    std::vector<std::byte> askingBlock() {
        CatalogueWriter writer;
        catalogue::Header header{};
        header.questions = written(writer, studio_.questions, &CatalogueWriter::question);
        return finish(writer, header, {});
    }

    std::vector<std::byte> blockOf(const Contributions& contributions) {
        CatalogueWriter writer;
        catalogue::Header header{};
        header.integrations = writeIntegrations(writer, contributions);
        header.required = writeRequired(writer);
        header.diagnostics = writeDiagnostics(writer);
        header.secrets = writeSecrets(writer);
        header.strict = studio_.configuration.policy.strict ? 1 : 0;
        return finish(writer, header, foldersOfNoConcern(contributions));
    }

    // Of plugins that contribute nothing to the command, nor would if anything were wrong with
    // them; and more than that their folders cannot tell: whatever adds to a plugin changes its
    // manifest. A plugin that is broken may be mended by a change of its folder, so it is none.
    std::set<std::string> foldersOfNoConcern(const Contributions& relevant) const {
        std::set<const Plugin*> concerned;
        for (const Contribution& contribution : relevant) concerned.insert(contribution.plugin);
        const std::set<std::string_view> contested = contestedNames(studio_);
        const auto isContested = [&](const Integration& integration) {
            return contested.contains(integration.name);
        };
        std::set<std::string> folders;
        for (const Plugin& plugin : studio_.discovery.plugins) {
            const bool concerns = plugin.broken || concerned.contains(&plugin) ||
                                  !plugin.manifest.applications.empty() ||
                                  std::ranges::any_of(plugin.manifest.integrations, isContested);
            if (!concerns && isCalledAsItsFolder(plugin, rules_)) folders.insert(plugin.folder);
        }
        return folders;
    }

    // What others can write there could be put in its place.
    bool isFolderTrusted(const std::string& folder) {
        if (folder.empty()) return true;
        TrustCheck trust(host_);
        trust.follow(studio_.configuration.policy);
        return !trust.of(folder);
    }

    std::string launchRecord() {
        if (!studio_.configuration.policy.record) return {};
        const std::string folder(folderOf(host_.launchRecord, host_.rules));
        return isFolderTrusted(folder) ? host_.launchRecord : std::string();
    }

    // With what every catalogue has.
    std::vector<std::byte> finish(CatalogueWriter& writer, catalogue::Header& header,
                                  const std::set<std::string>& foldersOfNoConcern) {
        header.settled =
            isFolderTrusted(host_.cacheFolder) && disk_.settled() && allAnswered_ ? 1 : 0;
        header.launchRecord = writer.text(launchRecord());
        header.application = writeApplication(writer);
        header.contexts =
            written(writer, studio_.configuration.contexts, &CatalogueWriter::contextRule);
        header.variables = writeVariables(writer);
        const std::vector<std::string> roots = rootFolders();
        std::vector<RecordedWitness> witnesses = disk_.witnesses();
        for (RecordedWitness& witness : witnesses) {
            witness.ofPluginAlone &= foldersOfNoConcern.contains(witness.path);
        }
        header.witnessFolders = writer.witnesses(witnesses, roots, host_.shares.shareOf);
        writeShares(writer, header);
        return writer.finish(header);
    }

    void writeShares(CatalogueWriter& writer, catalogue::Header& header) const {
        const Policy& policy = studio_.configuration.policy;
        header.shareBudget = static_cast<std::uint32_t>(policy.shareBudget.count());
        header.shareTtl = static_cast<std::uint32_t>(policy.shareTtl.count());
        header.mounts = host_.shares.mounts;
        header.mountsSince = host_.shares.mountsSince;
        if (!host_.shares.silent) return;
        std::vector<catalogue::SilentFolder> records;
        for (const auto& [share, isDead] : host_.shares.silent()) {
            records.push_back({writer.text(share), isDead, false, {}});
            for (const PluginRoot& root : studio_.discovery.roots) {
                if (host_.shares.shareOf(root.path) == share) {
                    records.push_back({writer.text(root.path), isDead, true, {}});
                }
            }
        }
        header.silentFolders = writer.list(records);
    }

    template <class Input, class Record>
    static catalogue::List<Record> written(CatalogueWriter& writer,
                                           const std::vector<Input>& inputs,
                                           Record (CatalogueWriter::*write)(const Input&)) {
        std::vector<Record> records;
        for (const Input& input : inputs) records.push_back((writer.*write)(input));
        return writer.list(records);
    }

    catalogue::List<catalogue::Text> writeSecrets(CatalogueWriter& writer) const {
        std::vector<catalogue::Text> records;
        for (const std::string& name : studio_.configuration.policy.secrets) {
            records.push_back(writer.text(name));
        }
        return writer.list(records);
    }

    catalogue::List<catalogue::RequiredIntegrations> writeRequired(CatalogueWriter& writer) const {
        std::vector<catalogue::RequiredIntegrations> records;
        for (const Pin& pin : studio_.configuration.pins) {
            if (!pin.require.empty()) records.push_back(writer.required(pin));
        }
        return writer.list(records);
    }

    // Those of the application, then its default.
    catalogue::List<catalogue::VersionPin> writePins(CatalogueWriter& writer) const {
        std::vector<catalogue::VersionPin> records;
        const auto add = [&](const VersionPin& pin, const Condition& when, bool isDefault) {
            if (!equals(pin.application, application().name, Case::kIgnored)) return;
            records.push_back(writer.versionPin(pin, when));
            records.back().isDefault = isDefault;
        };
        for (const Pin& pin : studio_.configuration.pins) {
            for (const VersionPin& use : pin.use) add(use, pin.when, false);
        }
        for (const VersionPin& use : studio_.configuration.use) add(use, {}, true);
        return writer.list(records);
    }

    catalogue::Application writeApplication(CatalogueWriter& writer) const {
        const Application& application = this->application();
        const Command* command = commandNamed(application, command_, rules_);
        const auto orApplications = [&](const auto& own, const auto& otherwise) {
            return command != nullptr && own ? *own : otherwise;
        };
        catalogue::Application record{};
        record.known = known_ != nullptr;
        record.batchCommand = command != nullptr && command->isBatch;
        record.inheritsLaunch = application.inheritsLaunch;
        record.name = writer.text(application.name);
        record.command = writer.text(command != nullptr ? command->name : application.name);
        record.label = writer.writeTemplate(
            orApplications(command ? command->label : std::nullopt, application.label));
        if (command != nullptr) {
            record.executable = writer.writeTemplate(executableOf(*command, rules_));
        }
        record.identifier = writer.writeTemplate(
            orApplications(command ? command->identifier : std::nullopt, application.identifier));
        record.variant = writer.writeTemplate(application.variant);
        record.arguments =
            writer.templates(command != nullptr ? command->arguments : application.arguments);
        record.batchArguments = writer.templates(
            orApplications(command ? command->batch : std::nullopt, application.batch));
        record.workingDirectory =
            writer.writeTemplate(command != nullptr && command->workingDirectory
                                     ? *command->workingDirectory
                                     : application.workingDirectory.value_or(Template{}));
        record.environment = writer.operations(environmentOf(application, command));
        record.groups = writer.groups(application.groups);
        record.pins = writePins(writer);
        record.installations = writeInstallations(writer);
        record.origin = writer.origin(application.location);
        return record;
    }

    catalogue::List<catalogue::Installation> writeInstallations(CatalogueWriter& writer) const {
        std::vector<catalogue::Installation> records;
        for (const Installation& installation : installations_) {
            records.push_back({.version = writer.text(installation.version),
                               .path = writer.text(installation.path),
                               .arguments = writer.templates(installation.arguments),
                               .origin = writer.origin(installation.location),
                               .versionSource = writer.text(installation.versionSource),
                               .rosetta = installation.rosetta});
        }
        return writer.list(records);
    }

    catalogue::List<catalogue::Integration> writeIntegrations(
        CatalogueWriter& writer, const Contributions& contributions) const {
        const std::set<std::string> grouped = groupedNames(studio_);
        std::vector<catalogue::Integration> records;
        for (const Contribution& contribution : contributions) {
            records.push_back(writer.integration(*contribution.integration));
            catalogue::Integration& record = records.back();
            record.grouped = grouped.contains(contribution.integration->name);
            if (const Plugin* plugin = contribution.plugin) {
                record.plugin = writer.text(plugin->name);
                record.version = writer.text(plugin->version);
                record.folder = writer.text(plugin->folder);
            } else {
                record.usersOwn = contribution.configured->usersOwn;
            }
        }
        return writer.list(records);
    }

    catalogue::List<catalogue::Diagnostic> writeDiagnostics(CatalogueWriter& writer) const {
        std::vector<catalogue::Diagnostic> records;
        for (const Diagnostic& diagnostic : studio_.diagnostics.list()) {
            records.push_back(writer.diagnostic(diagnostic));
        }
        return writer.list(records);
    }

    catalogue::List<catalogue::VariableWitness> writeVariables(CatalogueWriter& writer) const {
        std::vector<catalogue::VariableWitness> records;
        for (const auto& [name, value] : seen_) {
            records.push_back({.name = writer.text(name),
                               .value = writer.text(value.value_or("")),
                               .isSet = value.has_value(),
                               .reserved = {}});
        }
        return writer.list(records);
    }

    // Folders with many facts beneath them: a launch opens them once.
    std::vector<std::string> rootFolders() {
        std::vector<std::string> folders;
        for (const PluginRoot& root : studio_.discovery.roots) {
            const bool isInhabited =
                std::ranges::any_of(studio_.discovery.plugins, [&](const Plugin& plugin) {
                    return studio_.discovery.roots[plugin.root].path == root.path;
                });
            // One that was is kept in mind until it is again (code "root-empty").
            const bool was = host_.inhabitedRoots.contains(root.path) &&
                             fileType(disk_.facts(root.path)) == FileType::kFolder;
            if (isInhabited || was) folders.push_back(root.path);
        }
        return folders;
    }

    std::string command_;
    Extent extent_;
    const PlatformRules& rules_;
    RecordingDisk disk_;
    std::map<std::string, std::optional<std::string>> seen_;
    bool allAnswered_ = true;
    Host host_;
    Studio studio_;
    Contributions contributions_;
    Application unknown_;
    const Application* known_ = nullptr;
    std::vector<Installation> installations_;
};

}  // namespace

void reportShadowedIntegrations(Studio& studio) {
    contributions(studio);
}

std::vector<std::byte> compileCatalogue(std::string_view command, Extent extent, const Host& host) {
    Compilation compilation(command, extent, host);
    return compilation.block();
}

void compileForLaunch(std::string_view command, const Host& host,
                      const std::function<void(std::span<const std::byte>)>& use) {
    Compilation compilation(command, Extent::kLaunch, host);
    use(compilation.block());
}

}  // namespace slipway
