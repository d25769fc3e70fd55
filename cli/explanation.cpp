// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/explanation.h"

#include <algorithm>
#include <map>

#include "cli/secrets.h"
#include "resolver/environment.h"
#include "resolver/text.h"
#include "shim/catalogue_cache.h"
#include "shim/host_world.h"

namespace slipway {

namespace {

using Part = Explanation;

std::optional<std::string> owned(Value value) {
    return value ? std::optional<std::string>(*value) : std::nullopt;
}

// Writes decisions down as they are made.
class Recorder final : public Observer {
  public:
    Recorder(const Catalogue& catalogue, const PlatformRules& rules, Explanation& explanation)
        : catalogue_(catalogue), rules_(rules), explanation_(explanation) {}

    void installationChosen(const catalogue::Installation* chosen, std::string_view reason,
                            const catalogue::VersionPin* pin) override {
        explanation_.application.chosenBy = reason;
        if (pin != nullptr) {
            explanation_.application.pin = {text(pin->whenSource), place(pin->origin)};
        }
        for (const auto& found : catalogue_.list(catalogue_.application().installations)) {
            explanation_.application.found.push_back({text(found.version), text(found.path),
                                                      &found == chosen, place(found.origin),
                                                      text(found.versionSource)});
        }
    }

    void integrationDecided(const catalogue::Integration& integration, IntegrationStatus status,
                            std::string_view reason) override {
        explanation_.integrations.push_back({.name = text(integration.name),
                                             .plugin = text(integration.plugin),
                                             .version = text(integration.version),
                                             .folder = text(integration.folder),
                                             .priority = integration.priority,
                                             .status = status,
                                             .reason = std::string(reason),
                                             .place = place(integration.origin),
                                             .cases = {}});
        if (status == IntegrationStatus::kApplied) return;
        for (const catalogue::Part& part : catalogue_.list(integration.parts)) {
            skip(integration, part, reason);
        }
    }

    void caseDecided(const catalogue::Integration& integration, const catalogue::Part& part,
                     bool applies, std::string_view reason) override {
        const auto whole = std::ranges::find(explanation_.integrations, text(integration.name),
                                             &Part::IntegrationPart::name);
        whole->cases.push_back({.when = text(part.whenSource),
                                .applies = applies,
                                .reason = std::string(reason),
                                .depth = part.depth,
                                .place = place(part.origin)});
        if (!applies) skip(integration, part, reason);
    }

    void operationApplied(const catalogue::Integration* by, const catalogue::Operation& operation,
                          const AppliedOperation& applied) override {
        Arena arena;
        variableNamed(text(operation.name))
            .operations.push_back(
                {.kind = operation.kind,
                 .value = std::string(arena.join(applied.values, applied.separator)),
                 .isList = operation.isList,
                 .separator = std::string(applied.separator),
                 .by = nameOf(by),
                 .place = place(operation.origin),
                 .absent = std::string(applied.absent),
                 .leftOut = applied.leftOut});
    }

    void startedAnew() override { explanation_ = {}; }

    void printedOperationApplied(const PlannedCommand& command, const PrintedOperation& operation,
                                 std::string_view separator) override {
        Arena arena;
        variableNamed(operation.name)
            .operations.push_back({.kind = operation.kind,
                                   .value = std::string(arena.join(operation.values, separator)),
                                   .isList = operation.isList,
                                   .separator = std::string(separator),
                                   .by = nameOf(command.by),
                                   .place = place(command.command->origin),
                                   .absent = {},
                                   .leftOut = false,
                                   .printedBy = std::string(command.executable)});
    }

    void commandRun(const PlannedCommand& command, const DeedResult& result) override {
        addDeed(Part::DeedPart::Kind::kCommand, wordsOf(command.arguments), {}, command.by,
                command.command->origin, result);
    }
    void fileWritten(const PlannedFile& file, const DeedResult& result) override {
        addDeed(Part::DeedPart::Kind::kFile, {std::string(file.path)}, std::string(file.content),
                file.by, file.file->origin, result);
    }
    void companionPlanned(const PlannedCompanion& companion, const DeedResult& result) override {
        addDeed(Part::DeedPart::Kind::kCompanion, wordsOf(companion.arguments), {}, companion.by,
                companion.companion->origin, result);
    }
    void deedLeftOut(const catalogue::Integration& by, const catalogue::Origin& origin,
                     std::string_view what, std::string_view absent) override {
        const auto kind = what == "file"      ? Part::DeedPart::Kind::kFile
                          : what == "command" ? Part::DeedPart::Kind::kCommand
                                              : Part::DeedPart::Kind::kCompanion;
        addDeed(kind, {}, {}, &by, origin, {});
        explanation_.deeds.back().absent = absent;
    }

    void valueLeftOut(std::string_view key, std::string_view absent) override {
        const std::string message = "a value of '" + std::string(key) + "' is left out: {" +
                                    std::string(absent) + "} is absent";
        const bool isNew =
            std::ranges::find(explanation_.diagnostics, message, &Part::Notice::message) ==
            explanation_.diagnostics.end();
        if (!isNew) return;
        explanation_.diagnostics.push_back({Severity::kNote, "left-out", message, {}});
    }

    void argumentAdded(const catalogue::Integration* by, std::string_view value) override {
        explanation_.addedArguments.push_back({std::string(value), nameOf(by)});
    }

    void argumentLeftOut(const catalogue::Integration* by, std::string_view absent) override {
        explanation_.addedArguments.push_back({{}, nameOf(by), std::string(absent)});
    }

    void notTakenBack(std::string_view variable) override {
        explanation_.diagnostics.push_back(
            {Severity::kNote,
             "not-taken-back",
             "a launch within this one does not take '" + std::string(variable) +
                 "' back: what it was is a secret, or has no place in SLIPWAY_SESSION",
             {}});
    }

    Part::Variable& variableNamed(std::string_view name) {
        const Case letters = rules_.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
        auto found = std::ranges::find_if(explanation_.variables, [&](const auto& variable) {
            return equals(variable.name, name, letters);
        });
        if (found != explanation_.variables.end()) return *found;
        return explanation_.variables.emplace_back(Part::Variable{.name = std::string(name)});
    }

    std::string text(catalogue::Text text) const { return std::string(catalogue_.text(text)); }
    Part::Place place(const catalogue::Origin& origin) const {
        return {text(origin.file), origin.line, origin.column};
    }

  private:
    static std::vector<std::string> wordsOf(std::span<const char* const> arguments) {
        return {arguments.begin(), arguments.end()};
    }

    void addDeed(Part::DeedPart::Kind kind, std::vector<std::string> words, std::string content,
                 const catalogue::Integration* by, const catalogue::Origin& origin,
                 const DeedResult& result) {
        explanation_.deeds.push_back({.kind = kind,
                                      .words = std::move(words),
                                      .content = std::move(content),
                                      .by = nameOf(by).value_or(""),
                                      .place = place(origin),
                                      .deed = result.deed,
                                      .reason = std::string(result.reason)});
    }

    void skip(const catalogue::Integration& integration, const catalogue::Part& part,
              std::string_view reason) {
        for (const catalogue::Operation& operation : catalogue_.list(part.environment)) {
            Part::SkippedOperation skipped{.name = text(operation.name),
                                           .operation = {.kind = operation.kind,
                                                         .isList = operation.isList,
                                                         .by = text(integration.name),
                                                         .place = place(operation.origin)},
                                           .values = {},
                                           .reason = std::string(reason)};
            for (const catalogue::Template& value : catalogue_.list(operation.values)) {
                skipped.values.push_back(asWritten(value));
            }
            explanation_.skippedOperations.push_back(std::move(skipped));
        }
    }

    std::string asWritten(const catalogue::Template& value) const {
        std::string written;
        for (const catalogue::Piece& piece : catalogue_.list(value)) {
            const std::string name = std::string(pieceName(piece.kind)) + text(piece.text);
            const std::string fallback =
                piece.hasFallback ? ":-" + asWritten(piece.fallback) : std::string();
            written += piece.kind == PieceKind::kLiteral ? name : "{" + name + fallback + "}";
        }
        return written;
    }

    std::optional<std::string> nameOf(const catalogue::Integration* integration) const {
        return integration == nullptr ? std::nullopt : std::optional(text(integration->name));
    }

    const Catalogue& catalogue_;
    const PlatformRules& rules_;
    Explanation& explanation_;
};

void addApplication(const Catalogue& catalogue, const Evaluation& evaluation,
                    const Recorder& recorder, Explanation& explanation) {
    const catalogue::Application& record = catalogue.application();
    Part::ApplicationPart& application = explanation.application;
    application.known = record.known;
    application.name = recorder.text(record.name);
    application.command = recorder.text(record.command);
    application.place = recorder.place(record.origin);
    application.label = owned(evaluation.application.label).value_or("");
    application.identifier = owned(evaluation.application.identifier).value_or("");
    application.variant = owned(evaluation.application.variant);
    application.version = owned(evaluation.application.version);
    application.path = owned(evaluation.application.path);
}

void addVariables(const Evaluation& evaluation, const Surroundings& surroundings,
                  Recorder& recorder, Explanation& explanation) {
    for (const VariableChange& change : evaluation.plan.changes) {
        Part::Variable& variable = recorder.variableNamed(change.name);
        variable.before = owned(change.before);
        variable.after = owned(change.after);
        variable.changed = true;
    }
    for (const Part::SkippedOperation& skipped : explanation.skippedOperations) {
        recorder.variableNamed(skipped.name);
    }
    for (Part::Variable& variable : explanation.variables) {
        if (variable.changed) continue;
        variable.before = variable.after = variablesOf(surroundings)(variable.name);
    }
}

void addPlan(const Evaluation& evaluation, Explanation& explanation) {
    const LaunchPlan& plan = evaluation.plan;
    explanation.mode = evaluation.mode;
    explanation.executable = plan.executable;
    explanation.rosetta = plan.rosetta;
    explanation.outcome = plan.outcome;
    explanation.workingDirectory = owned(plan.workingDirectory);
    for (const char* argument : plan.arguments.subspan(plan.arguments.empty() ? 0 : 1)) {
        explanation.arguments.emplace_back(argument);
    }
    for (const ContextEntry& entry : evaluation.context.entries) {
        explanation.context.push_back(
            {std::string(entry.key), std::string(entry.value), std::string(entry.source)});
    }
}

// The evaluator repeats what the compiler said of the launch; here each thing is said once.
void addDiagnostics(const Catalogue& catalogue, const LaunchPlan& plan, const Recorder& recorder,
                    Explanation& explanation) {
    std::vector<std::string_view> said;
    for (const auto& diagnostic : catalogue.list(catalogue.header().diagnostics)) {
        said.push_back(catalogue.text(diagnostic.line));
        explanation.diagnostics.push_back({diagnostic.severity, recorder.text(diagnostic.code),
                                           recorder.text(diagnostic.message),
                                           recorder.place(diagnostic.origin)});
    }
    for (const Remark& remark : plan.remarks) {
        if (std::ranges::find(said, remark.message) != said.end()) continue;
        explanation.diagnostics.push_back(
            {remark.severity, std::string(remark.code), std::string(remark.message), {}});
    }
}

std::string integrationsOn(const std::string& share, const Catalogue& catalogue,
                           const ShareFacts& shares) {
    std::string names;
    for (const auto& integration : catalogue.list(catalogue.header().integrations)) {
        const std::string manifest(catalogue.text(integration.origin.file));
        if (shares.shareOf(manifest) != share) continue;
        if (!names.empty()) names += ", ";
        names += "'" + std::string(catalogue.text(integration.name)) + "'";
    }
    return names;
}

// Here all is compiled anew, so of a share that does not answer nothing is shown; a launch knows
// more of it.
void addLastKnown(const PlannedLaunch& launch, const Surroundings& surroundings,
                  Explanation& explanation) {
    const ShareFacts& shares = launch.host().shares;
    const auto silent = shares.silent ? shares.silent() : std::map<std::string, bool>{};
    if (silent.empty()) return;
    Arena arena;
    AskedHost world(arena, surroundings.environment);
    const auto last = openCatalogue(
        lastCataloguePath(launch.request().name, surroundings.environment, arena), world.asker());
    if (!last) return;
    for (const auto& [share, isDead] : silent) {
        const std::string names = integrationsOn(share, *last, shares);
        if (names.empty()) continue;
        explanation.diagnostics.push_back(
            {Severity::kNote,
             "share-known",
             "a launch goes by what was known last of '" + share + "': " + names +
                 (isDead ? "; what has a value beneath it is left out" : ""),
             {}});
    }
}

// What the compiler said first of a manifest as a whole or of a line of it.
const Diagnostic* diagnosticOf(const Studio& studio, const Plugin& plugin,
                               bool (*isIt)(const Diagnostic&)) {
    for (const Diagnostic& diagnostic : studio.diagnostics.list()) {
        const SourcePointer& source = diagnostic.location.source;
        if (source && source->path == plugin.manifestPath && isIt(diagnostic)) return &diagnostic;
    }
    return nullptr;
}

Part::Place placeOf(const Location& at) {
    return {at.source ? at.source->path : std::string(), at.line, at.column};
}

void addOverrides(const Studio& studio, const PlatformRules& rules, Explanation& explanation) {
    const Application* application =
        applicationOfCommand(studio, explanation.application.command, rules);
    if (application == nullptr) return;
    for (const Override& each : application->overrides) {
        explanation.application.overridden.push_back(
            {each.key, placeOf(each.by), placeOf(each.over)});
    }
}

void addRoots(const Discovery& discovery, Disk& disk, Explanation& explanation) {
    for (const PluginRoot& root : discovery.roots) {
        explanation.roots.push_back({root.path, root.namedBy, disk.facts(root.path).error == 0, 0});
    }
    for (const Plugin& plugin : discovery.plugins) ++explanation.roots[plugin.root].plugins;
}

void addShadowed(const Studio& studio, Explanation& explanation) {
    for (const Plugin& plugin : studio.discovery.plugins) {
        if (!plugin.isPassedOver()) continue;
        const Plugin* winner =
            plugin.shadowedBy ? &studio.discovery.plugins[*plugin.shadowedBy] : nullptr;
        const Diagnostic* said = diagnosticOf(studio, plugin, [](const Diagnostic& diagnostic) {
            return diagnostic.code == "plugin-shadowed" || diagnostic.code == "plugin-excluded";
        });
        explanation.shadowed.push_back({plugin.name, plugin.version, plugin.manifestPath,
                                        winner != nullptr ? winner->version : "",
                                        winner != nullptr ? winner->manifestPath : "",
                                        said == nullptr ? "" : said->hint});
    }
}

// A broken plugin has no integrations that anybody could know of: it stands for itself.
void addBrokenPlugins(const Studio& studio, Explanation& explanation) {
    for (const Plugin& plugin : studio.discovery.plugins) {
        if (!plugin.broken || plugin.isPassedOver()) continue;
        Part::IntegrationPart part{.name = plugin.name,
                                   .plugin = plugin.name,
                                   .version = plugin.version,
                                   .folder = plugin.folder,
                                   .status = IntegrationStatus::kFailed,
                                   .reason = "its manifest is broken",
                                   .place = {plugin.manifestPath, 0, 0}};
        const Diagnostic* error = diagnosticOf(studio, plugin, [](const Diagnostic& diagnostic) {
            return diagnostic.severity == Severity::kError;
        });
        if (error != nullptr) {
            part.reason += ": " + error->message;
            part.place.line = error->location.line;
            part.place.column = error->location.column;
        }
        explanation.integrations.push_back(std::move(part));
    }
}

Secrets secretsOf(const Explanation& explanation, const Catalogue& catalogue,
                  const Surroundings& surroundings) {
    Secrets secrets{SecretNames(catalogue)};
    secrets.learn(surroundings.environment);
    for (const Part::Variable& variable : explanation.variables) {
        secrets.learn(variable.name, variable.after.value_or(""));
        for (const Part::OperationPart& operation : variable.operations) {
            secrets.learn(variable.name, operation.value);
        }
    }
    for (const Part::SkippedOperation& skipped : explanation.skippedOperations) {
        for (const std::string& value : skipped.values) secrets.learn(skipped.name, value);
    }
    return secrets;
}

void hideIn(const Secrets& secrets, Part::Variable& variable) {
    if (variable.before) variable.before = secrets.hideValue(variable.name, *variable.before);
    if (variable.after) variable.after = secrets.hideValue(variable.name, *variable.after);
    for (Part::OperationPart& operation : variable.operations) {
        operation.value = secrets.hideValue(variable.name, operation.value);
    }
}

void hideSecrets(const Secrets& secrets, Explanation& explanation) {
    const auto hide = [&](std::string& text) { text = secrets.hide(text); };
    for (Part::Variable& variable : explanation.variables) hideIn(secrets, variable);
    for (Part::SkippedOperation& skipped : explanation.skippedOperations) {
        hide(skipped.reason);
        for (std::string& value : skipped.values) value = secrets.hideValue(skipped.name, value);
    }
    for (Part::ContextPart& entry : explanation.context) {
        entry.value = secrets.hideValue(entry.key, entry.value);
    }
    for (Part::IntegrationPart& integration : explanation.integrations) {
        hide(integration.reason);
        for (Part::Case& part : integration.cases) hide(part.reason);
    }
    for (Part::DeedPart& deed : explanation.deeds) {
        for (std::string& word : deed.words) hide(word);
        hide(deed.content);
        hide(deed.reason);
    }
    for (std::string& argument : explanation.arguments) hide(argument);
    for (Part::Argument& argument : explanation.addedArguments) hide(argument.value);
    if (explanation.workingDirectory) hide(*explanation.workingDirectory);
    for (Part::Notice& notice : explanation.diagnostics) hide(notice.message);
}

}  // namespace

Explanation explain(PlannedLaunch& launch, const Studio& studio, const Surroundings& surroundings) {
    Explanation explanation;
    Recorder recorder(launch.catalogue(), surroundings.rules, explanation);
    const Evaluation evaluation = launch.evaluate(&recorder);
    addApplication(launch.catalogue(), evaluation, recorder, explanation);
    addVariables(evaluation, surroundings, recorder, explanation);
    addPlan(evaluation, explanation);
    addDiagnostics(launch.catalogue(), evaluation.plan, recorder, explanation);
    addLastKnown(launch, surroundings, explanation);
    for (const SourcePointer& source : studio.configuration.sources) {
        explanation.configuration.push_back(source->path);
    }
    addOverrides(studio, surroundings.rules, explanation);
    addRoots(studio.discovery, surroundings.disk, explanation);
    addShadowed(studio, explanation);
    addBrokenPlugins(studio, explanation);
    hideSecrets(secretsOf(explanation, launch.catalogue(), surroundings), explanation);
    return explanation;
}

}  // namespace slipway
