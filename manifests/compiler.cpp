// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/compiler.h"

#include <algorithm>
#include <map>
#include <set>

#include "manifests/catalogue_writer.h"
#include "resolver/arena.h"
#include "resolver/relevance.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// An integration that counts, with the plugin that it is of.
struct Contribution {
    const Integration* integration;
    const Plugin* plugin;
};

void reportShadowed(const Contribution& loser, const Contribution& winner,
                    Diagnostics& diagnostics) {
    Diagnostic diagnostic{.severity = Severity::kWarning,
                          .code = "integration-shadowed",
                          .message = "integration '" + loser.integration->name + "' of plugin '" +
                                     loser.plugin->name + "' does not count, '" +
                                     winner.plugin->name + "' has one of that name",
                          .hint = {},
                          .location = loser.integration->location,
                          .concernsLaunch = false};
    diagnostics.add(std::move(diagnostic));
}

// In the order of application (spec 1.4). Of two of one name the first counts (1.2).
std::vector<Contribution> contributions(const Discovery& discovery, Diagnostics& diagnostics) {
    std::vector<Contribution> contributions;
    std::map<std::string_view, Contribution> byName;
    for (const Plugin& plugin : discovery.plugins) {
        if (plugin.broken || plugin.shadowedBy) continue;
        for (const Integration& integration : plugin.manifest.integrations) {
            const Contribution contribution{&integration, &plugin};
            const auto [first, isNew] = byName.try_emplace(integration.name, contribution);
            if (isNew) {
                contributions.push_back(contribution);
            } else {
                reportShadowed(contribution, first->second, diagnostics);
            }
        }
    }
    std::ranges::stable_sort(contributions, {}, [](const Contribution& contribution) {
        return contribution.integration->priority;
    });
    return contributions;
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

Template executableOf(const Command& command, const PlatformRules& rules) {
    if (command.executable) return *command.executable;
    return literal(rules.platform == Platform::kWindows ? command.name + ".exe" : command.name);
}

class Compilation {
  public:
    Compilation(std::string_view command, const Host& host)
        : command_(command),
          rules_(host.rules),
          disk_(host.disk),
          host_(recorded(host)),
          studio_(readStudio(host_)),
          contributions_(contributions(studio_.discovery, studio_.diagnostics)),
          unknown_(unknownApplication(command)) {
        known_ = applicationOfCommand(studio_, command, rules_);
        if (!host.compiler.empty()) disk_.facts(host.compiler);
        if (known_ != nullptr) {
            installations_ = findInstallations(*known_, host_);
        }
    }

    // Only what cannot matter to the command is left out.
    std::vector<std::byte> relevantBlock() {
        const std::vector<std::byte> whole = block(contributions_);
        const auto catalogue = Catalogue::open(whole);
        if (!catalogue) return whole;
        return block(relevant(*catalogue));
    }

    std::vector<std::byte> wholeBlock() { return block(contributions_); }

  private:
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
                .ask = host.ask,
                .siteFolder = host.siteFolder,
                .compiler = host.compiler};
    }

    const Application& application() const { return known_ != nullptr ? *known_ : unknown_; }

    std::vector<Contribution> relevant(const Catalogue& catalogue) const {
        Arena arena;
        std::set<std::string> named = namedByGroups();
        std::vector<bool> kept(contributions_.size());
        const auto records = catalogue.list(catalogue.header().integrations);
        for (std::size_t i = 0; i < records.size(); ++i) {
            kept[i] = mayApply(catalogue, records[i], rules_, arena);
            if (!kept[i]) continue;
            for (const Requirement& requirement : contributions_[i].integration->requirements) {
                named.insert(nameOf(requirement.name, application()));
            }
        }
        // A name that only the launch knows may be anybody's.
        if (named.contains("")) return contributions_;
        std::vector<Contribution> relevant;
        for (std::size_t i = 0; i < contributions_.size(); ++i) {
            if (kept[i] || named.contains(contributions_[i].integration->name)) {
                relevant.push_back(contributions_[i]);
            }
        }
        return relevant;
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

    std::vector<std::byte> block(const std::vector<Contribution>& contributions) {
        CatalogueWriter writer;
        catalogue::Header header{};
        header.settled = disk_.settled() ? 1 : 0;
        header.application = writeApplication(writer);
        header.integrations = writeIntegrations(writer, contributions);
        header.diagnostics = writeDiagnostics(writer);
        header.variables = writeVariables(writer);
        header.witnessFolders = writer.witnesses(disk_.witnesses(), rootFolders());
        return writer.finish(header);
    }

    catalogue::Application writeApplication(CatalogueWriter& writer) const {
        const Application& application = this->application();
        const Command* command = commandNamed(application, command_, rules_);
        const auto orApplications = [&](const auto& own, const auto& otherwise) {
            return command != nullptr && own ? *own : otherwise;
        };
        catalogue::Application record{};
        record.known = known_ != nullptr;
        record.batchCommand = command != nullptr && command->batch;
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
        record.batchArguments = writer.templates(application.batch);
        record.workingDirectory =
            writer.writeTemplate(application.workingDirectory.value_or(Template{}));
        record.environment = writer.operations(application.environment);
        record.groups = writer.groups(application.groups);
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
                               .origin = writer.origin(installation.location)});
        }
        return writer.list(records);
    }

    catalogue::List<catalogue::Integration> writeIntegrations(
        CatalogueWriter& writer, const std::vector<Contribution>& contributions) const {
        const std::set<std::string> grouped = groupedNames(studio_);
        std::vector<catalogue::Integration> records;
        for (const auto& [integration, plugin] : contributions) {
            records.push_back(
                writer.integration(*integration, *plugin, grouped.contains(integration->name)));
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
    std::vector<std::string> rootFolders() const {
        std::vector<std::string> folders;
        for (const PluginRoot& root : studio_.discovery.roots) {
            const bool isThere =
                std::ranges::any_of(studio_.discovery.plugins, [&](const Plugin& plugin) {
                    return studio_.discovery.roots[plugin.root].path == root.path;
                });
            if (isThere) folders.push_back(root.path);
        }
        return folders;
    }

    std::string command_;
    const PlatformRules& rules_;
    RecordingDisk disk_;
    std::map<std::string, std::optional<std::string>> seen_;
    Host host_;
    Studio studio_;
    std::vector<Contribution> contributions_;
    Application unknown_;
    const Application* known_ = nullptr;
    std::vector<Installation> installations_;
};

}  // namespace

std::vector<std::byte> compileCatalogue(std::string_view command, Extent extent, const Host& host) {
    Compilation compilation(command, host);
    return extent == Extent::kAll ? compilation.wholeBlock() : compilation.relevantBlock();
}

}  // namespace slipway
