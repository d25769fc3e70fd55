// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/frozen_platform.h"

#include <algorithm>
#include <utility>

#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

Node textNode(std::string text) {
    return {std::move(text), {}};
}

Node listNode(std::vector<std::string> texts) {
    Array list;
    for (std::string& text : texts) list.push_back(textNode(std::move(text)));
    return {std::move(list), {}};
}

void addMember(Table& table, std::string key, Node node) {
    table.push_back({std::move(key), {}, std::move(node)});
}

// Regular expressions have braces of their own, which are not doubled.
TicketText expression(const Template& text) {
    TicketText result;
    for (const TemplatePiece& piece : text) {
        result += piece.kind == PieceKind::kLiteral ? piece.text : templateText({piece});
    }
    return result;
}

// All that hold, as one; empty: always.
TicketText together(std::span<const TicketText> conditions) {
    TicketText text;
    for (const TicketText& each : conditions) {
        if (!each.empty()) text += (text.empty() ? "(" : " and (") + each + ")";
    }
    return text;
}

}  // namespace

FrozenPlatform::FrozenPlatform(const EvaluatedLaunch& launch,
                               const std::vector<TicketSecret>& secrets, const PathTokens& tokens,
                               const PathTokens& hostTokens, const SecretGuard& guard)
    : launch_(launch),
      secrets_(secrets),
      rules_(launch.host.targetRules()),
      tokens_(tokens),
      hostTokens_(hostTokens),
      texts_(launch.catalogue, launch.evaluation, tokens, rules_),
      guard_(guard) {}

PlatformLaunch FrozenPlatform::launch() {
    // What a farm's launch stops at is said of the host's own already, by its evaluation.
    for (const catalogue::Diagnostic& each : list(launch_.catalogue.header().diagnostics)) {
        if (each.concernsLaunch && each.leavesOut) throw Unfreezable{text(each.line)};
    }
    noteManifestsOfApplication();
    PlatformLaunch launch;
    launch.find = find();
    launch.executable = texts_.text(application().executable).value_or("");
    launch.arguments = texts(application().arguments);
    launch.workingDirectory = texts_.text(application().workingDirectory).value_or("");
    launch.operations = operations(application().environment);
    for (const catalogue::Group& group : list(application().groups)) {
        launch.groups.push_back({text(group.name), values(group.members)});
    }
    for (const catalogue::Integration& each : list(launch_.catalogue.header().integrations)) {
        if (auto frozen = integration(each)) launch.integrations.push_back(*std::move(frozen));
    }
    requireWhatPinsDo(launch);
    return launch;
}

std::string FrozenPlatform::placeOf(const catalogue::Origin& origin) const {
    return text(origin.file) + ":" + std::to_string(origin.line);
}

TicketText FrozenPlatform::origin(const catalogue::Origin& origin) const {
    const std::string file = text(origin.file);
    return file.empty() ? "" : hostTokens_.templateOf(file) + ":" + std::to_string(origin.line);
}

std::vector<TicketText> FrozenPlatform::texts(
    catalogue::List<catalogue::Template> templates) const {
    std::vector<TicketText> result;
    for (const catalogue::Template& each : list(templates)) {
        if (auto frozen = texts_.text(each)) result.push_back(*std::move(frozen));
    }
    return result;
}

std::vector<std::string> FrozenPlatform::values(
    catalogue::List<catalogue::Template> templates) const {
    std::vector<std::string> result;
    for (const catalogue::Template& each : list(templates)) {
        if (auto value = texts_.value(each)) result.push_back(*std::move(value));
    }
    return result;
}

// --- where it is

void FrozenPlatform::noteManifestsOfApplication() {
    const Application* known =
        applicationOfCommand(launch_.studio, text(application().command), rules_);
    if (known == nullptr) return;
    const auto note = [&](const Location& at) {
        if (at.source) files_.insert(at.source->path);
    };
    note(known->location);
    for (const Override& each : known->overrides) {
        note(each.by);
        note(each.over);
    }
}

// As `{ path = …, version = …, arguments = … }` of a manifest.
Node FrozenPlatform::find() const {
    const Application* known =
        applicationOfCommand(launch_.studio, text(application().command), rules_);
    const bool isFound = known != nullptr && launch_.evaluation.application.version;
    Array entries;
    for (const FindEntry& entry : isFound ? known->find : std::vector<FindEntry>()) {
        entries.push_back(entryNode(entry));
    }
    if (entries.empty() && !isHosts()) {
        throw Unfreezable{"no manifest says where " +
                              slipway::quoted(launch_.catalogue.text(application().name)) +
                              " is there",
                          false};
    }
    // What no definition leads to is where it is.
    if (entries.empty()) {
        const Value path = launch_.evaluation.application.path;
        entries.push_back(textNode(tokens_.templateOf(path.value_or(""))));
    }
    return {std::move(entries), {}};
}

// In `find`, `{version}` is what is sought.
TicketText FrozenPlatform::sought(const Template& text) const {
    TicketText result;
    for (const TemplatePiece& piece : text) {
        std::string written = piece.kind == PieceKind::kLiteral ? tokens_.templateOf(piece.text)
                                                                : templateText({piece});
        if (written.starts_with("{application.")) written.erase(1, 12);
        result += written;
    }
    return result;
}

std::vector<std::string> FrozenPlatform::soughtTexts(const std::vector<Template>& texts) const {
    std::vector<std::string> result;
    for (const Template& each : texts) result.push_back(sought(each));
    return result;
}

Node FrozenPlatform::entryNode(const FindEntry& entry) const {
    Table table;
    if (entry.search) {
        std::vector<std::string> segments{sought(entry.search->folder)};
        for (const Template& each : entry.search->segments) segments.push_back(expression(each));
        addMember(table, "segments", listNode(std::move(segments)));
        if (entry.search->version) {
            addMember(table, "version", textNode(expression(*entry.search->version)));
        }
    } else {
        addMember(table, "path", textNode(sought(entry.path)));
    }
    if (entry.version) addMember(table, "version", textNode(sought(*entry.version)));
    if (entry.question) addMember(table, "version", questionNode(*entry.question));
    if (!entry.arguments.empty()) {
        std::vector<std::string> arguments;
        for (const Template& each : entry.arguments) arguments.push_back(templateText(each));
        addMember(table, "arguments", listNode(std::move(arguments)));
    }
    return {std::move(table), {}};
}

Node FrozenPlatform::questionNode(const VersionQuestion& question) const {
    Table table;
    addMember(table, "ask", listNode(soughtTexts(question.arguments)));
    addMember(table, "pattern", textNode(sought(question.pattern)));
    if (question.executable) {
        addMember(table, "executable", textNode(sought(*question.executable)));
    }
    return {std::move(table), {}};
}

// --- integrations

bool FrozenPlatform::isLeftOut(const catalogue::Integration& integration) const {
    if (integration.usersOwn) return true;
    bool named = false;
    const std::string without = launch_.host.variables("SLIPWAY_WITHOUT").value_or("");
    forEachEntry(without, ",", [&](std::string_view entry) {
        named =
            named || (!entry.empty() && (equals(entry, text(integration.name), Case::kIgnored) ||
                                         equals(entry, text(integration.plugin), Case::kIgnored)));
    });
    return named;
}

// In no group of an application that has groups.
bool FrozenPlatform::isOthers(const catalogue::Integration& integration) const {
    if (application().groups.count == 0 || !integration.grouped) return false;
    for (const catalogue::Group& group : list(application().groups)) {
        const std::vector<std::string> members = values(group.members);
        if (std::ranges::find(members, text(integration.name)) != members.end()) return false;
    }
    return true;
}

// Nothing where it applies on no worker.
std::optional<TicketIntegration> FrozenPlatform::integration(
    const catalogue::Integration& integration) {
    if (isLeftOut(integration) || isOthers(integration)) return std::nullopt;
    TicketIntegration frozen{.name = text(integration.name),
                             .plugin = text(integration.plugin),
                             .version = text(integration.version),
                             .required = integration.required,
                             .grouped = integration.grouped,
                             .requirements = {},
                             .parts = {}};
    std::vector<TicketPart> printed;
    std::vector<TicketText> conditions;  // of the parts around the present one, and its own
    std::uint32_t deepest = 0;           // at which the next part may apply
    for (const catalogue::Part& part : list(integration.parts)) {
        if (part.depth > deepest) continue;
        const auto when = texts_.condition(part.when);
        deepest = part.depth;
        if (when.truth == Truth::kFalse && part.depth == 0) return std::nullopt;
        if (when.truth == Truth::kFalse) continue;
        deepest = part.depth + 1;
        conditions.resize(part.depth);
        conditions.push_back(when.text);
        if (!hasRunAll(integration, part, !together(conditions).empty())) return std::nullopt;
        frozen.parts.push_back(this->part(part, when.text));
        auto more = this->printed(part, together(std::span(conditions).subspan(1)));
        if (more) printed.push_back(*std::move(more));
    }
    // Behind all that stands in the manifest, as in a launch.
    std::ranges::move(printed, std::back_inserter(frozen.parts));
    for (const catalogue::Requirement& each : list(integration.requirements)) {
        frozen.requirements.push_back(requirement(each));
    }
    if (std::ranges::any_of(frozen.parts, &TicketPart::hasDeeds)) {
        frozen.folder = hostTokens_.templateOf(text(integration.folder));
        frozen.origin = origin(integration.origin);
    }
    requireReachable(integration);
    files_.insert(text(integration.origin.file));
    return frozen;
}

TicketPart FrozenPlatform::part(const catalogue::Part& part, const TicketText& when) {
    TicketPart frozen{.depth = part.depth,
                      .when = when,
                      .arguments = texts(part.arguments),
                      .operations = operations(part.environment),
                      .before = {},
                      .files = {},
                      .companions = {}};
    for (const catalogue::BeforeCommand& each : list(part.before)) {
        if (!each.onWorker) continue;
        auto words = commandLine(each.command, each.origin);
        if (!words) continue;
        frozen.before.push_back({.command = *std::move(words),
                                 .timeout = each.timeoutMilliseconds,
                                 .readsOutput = each.readsOutput,
                                 .origin = origin(each.origin)});
    }
    for (const catalogue::File& each : list(part.files)) {
        if (auto file = this->file(each)) frozen.files.push_back(*std::move(file));
    }
    for (const catalogue::Companion& each : list(part.companions)) {
        auto words = commandLine(each.command, each.origin);
        if (!words) continue;
        frozen.companions.push_back({.command = *std::move(words),
                                     .operations = operations(each.environment),
                                     .origin = origin(each.origin)});
    }
    return frozen;
}

TicketText FrozenPlatform::requirement(const catalogue::Requirement& requirement) const {
    TicketText text = texts_.text(requirement.name).value_or("");
    if (!requirement.hasVersion) return text;
    return text + " " + std::string(comparisonName(requirement.comparison)) + " " +
           texts_.text(requirement.version).value_or("");
}

// What stands in a folder that the platform does not see has nothing to contribute there.
void FrozenPlatform::requireReachable(const catalogue::Integration& integration) const {
    const std::string folder = text(integration.folder);
    if (isHosts() || folder.empty() || launch_.host.target->path(folder)) return;
    throw Unfreezable{"plugin " + slipway::quoted(text(integration.plugin)) + " stands in " +
                      slipway::quoted(folder) + ", beneath no place that [paths] has there"};
}

// Of the host's own launch the evaluation has said it.
void FrozenPlatform::requireWhatPinsDo(const PlatformLaunch& launch) const {
    if (isHosts()) return;
    for (const catalogue::RequiredIntegrations& required :
         list(launch_.catalogue.header().required)) {
        if (texts_.condition(required.when).truth == Truth::kFalse) continue;
        for (const std::string& name : values(required.names)) {
            const auto& there = launch.integrations;
            if (std::ranges::find(there, name, &TicketIntegration::name) != there.end()) continue;
            throw Unfreezable{"integration " + slipway::quoted(name) +
                              " is required by the pin at " + placeOf(required.origin) +
                              ", and is not applied there"};
        }
    }
}

// --- operations

std::vector<TicketOperation> FrozenPlatform::operations(
    catalogue::List<catalogue::Operation> operations) {
    std::vector<TicketOperation> frozen;
    for (const catalogue::Operation& each : list(operations)) {
        if (auto operation = this->operation(each)) frozen.push_back(*std::move(operation));
    }
    return frozen;
}

// As the evaluator has it: an absent value leaves out itself, or the operation where no other
// remains.
std::optional<TicketOperation> FrozenPlatform::operation(const catalogue::Operation& operation) {
    TicketOperation frozen{.name = text(operation.name),
                           .kind = operation.kind,
                           .isList = operation.isList,
                           .separator = std::nullopt,
                           .values = texts(operation.values),
                           .origin = origin(operation.origin)};
    if (operation.hasSeparator) {
        frozen.separator = texts_.text(operation.separator);
        if (!frozen.separator) return std::nullopt;
    }
    if (frozen.values.size() < operation.values.count && frozen.values.empty()) {
        return std::nullopt;
    }
    if (isSuppliedByWorker(frozen.name)) return std::nullopt;
    refuseSecrets(operation, frozen);
    return frozen;
}

bool FrozenPlatform::isSuppliedByWorker(const std::string& name) const {
    const Case letters = rules_.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    return std::ranges::any_of(
        secrets_, [&](const TicketSecret& secret) { return equals(secret.name, name, letters); });
}

void FrozenPlatform::refuseSecret(const std::string& name, bool isNamed,
                                  const std::optional<std::string>& why,
                                  const catalogue::Origin& origin) const {
    if (!isNamed && !why) return;
    throw Unfreezable{name + " looks like a secret" + (why ? " (" + *why + ")" : "") + ", set at " +
                      placeOf(origin) + ": say '--secret " + name +
                      "' for the worker's own value, or '--secret " + name +
                      "=FILE' for one that the worker reads from a file"};
}

// What is the worker's own (`{env.TOKEN}`) is no secret of the ticket's.
void FrozenPlatform::refuseSecrets(const catalogue::Operation& operation,
                                   const TicketOperation& frozen) const {
    if (operation.kind == OperationKind::kUnset || operation.kind == OperationKind::kPop) return;
    for (const catalogue::Template& value : list(operation.values)) {
        const std::optional<std::string> text = texts_.value(value);
        const bool isNamed = guard_.isSecret(frozen.name) && text && !text->empty();
        refuseSecret(frozen.name, isNamed, guard_.whyNot(texts_.text(value).value_or("")),
                     operation.origin);
    }
}

// --- what is done ahead of the launch

// Nothing where its executable is absent, whatever the worker.
std::optional<std::vector<TicketText>> FrozenPlatform::commandLine(
    catalogue::List<catalogue::Template> command, const catalogue::Origin& origin) const {
    if (!texts_.text(list(command).front())) return std::nullopt;
    std::vector<TicketText> words = texts(command);
    std::string_view wordAhead;
    for (const TicketText& word : words) {
        if (const auto why = guard_.whyNot(word, std::exchange(wordAhead, word))) {
            throw Unfreezable{"the command at " + placeOf(origin) +
                              " must not be written down: " + *why +
                              "; have it read that from its environment, and name it by --secret"};
        }
    }
    return words;
}

std::optional<TicketFile> FrozenPlatform::file(const catalogue::File& file) const {
    const auto path = texts_.text(file.path);
    if (!path) return std::nullopt;
    TicketFile frozen{.path = *path, .content = {}, .mode = {}, .origin = origin(file.origin)};
    if (file.mode != catalogue::kModeOfUmask) frozen.mode = file.mode;
    for (const catalogue::ContentPiece& piece : list(file.content)) {
        auto text = texts_.text(piece.text);
        if (!text) return std::nullopt;
        if (const auto why = guard_.whyNot(*text)) {
            throw Unfreezable{"the file at " + placeOf(file.origin) +
                              " must not be written down: " + *why};
        }
        frozen.content.push_back({*std::move(text), piece.isInJsonString});
    }
    return frozen;
}

// Whether the part can be frozen: what has to run at freezing has. False: the integration did not
// apply here, for a reason that holds on every worker. Where only a worker can tell, nobody else
// can run it.
bool FrozenPlatform::hasRunAll(const catalogue::Integration& integration,
                               const catalogue::Part& part, bool dependsOnWorker) const {
    for (const catalogue::BeforeCommand& each : list(part.before)) {
        if (each.onWorker || !texts_.text(list(each.command).front())) continue;
        if (launch_.commands.outputOf(launch_.catalogue, each.origin) != nullptr) continue;
        if (!dependsOnWorker && !launch_.commands.hasApplied(text(integration.name))) return false;
        throw Unfreezable{"the command at " + placeOf(each.origin) + " of integration " +
                          slipway::quoted(text(integration.name)) +
                          " has not run here, and only a worker can tell whether it is to: say "
                          "where = \"worker\""};
    }
    return true;
}

// What commands of the part printed here, as a case of its own.
std::optional<TicketPart> FrozenPlatform::printed(const catalogue::Part& part,
                                                  const TicketText& when) const {
    TicketPart frozen{.depth = 1, .when = when};
    for (const catalogue::BeforeCommand& each : list(part.before)) {
        const auto* output = launch_.commands.outputOf(launch_.catalogue, each.origin);
        if (each.onWorker || output == nullptr) continue;
        for (const RanCommands::Operation& operation : output->operations) {
            if (isSuppliedByWorker(operation.name)) continue;
            frozen.operations.push_back(printed(operation, each.origin));
        }
        std::string_view wordAhead;
        for (const std::string& argument : output->arguments) {
            if (const auto why = guard_.whyNot(argument, std::exchange(wordAhead, argument))) {
                throw Unfreezable{"an argument that the command at " + placeOf(each.origin) +
                                  " printed must not be written down: " + *why};
            }
            frozen.arguments.push_back(hostTokens_.templateOf(argument));
        }
    }
    if (frozen.operations.empty() && frozen.arguments.empty()) return std::nullopt;
    return frozen;
}

TicketOperation FrozenPlatform::printed(const RanCommands::Operation& operation,
                                        const catalogue::Origin& origin) const {
    TicketOperation frozen{.name = operation.name,
                           .kind = operation.kind,
                           .isList = operation.isList,
                           .separator = std::nullopt,
                           .values = {},
                           .origin = this->origin(origin)};
    const bool isRemoved =
        operation.kind == OperationKind::kUnset || operation.kind == OperationKind::kPop;
    for (const std::string& value : operation.values) {
        if (!isRemoved) {
            const bool isNamed = guard_.isSecret(operation.name) && !value.empty();
            refuseSecret(operation.name, isNamed, guard_.whyNot(value), origin);
        }
        frozen.values.push_back(hostTokens_.templateOf(value));
    }
    if (operation.separator) frozen.separator = hostTokens_.templateOf(*operation.separator);
    return frozen;
}

}  // namespace slipway
