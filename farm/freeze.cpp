// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/freeze.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "farm/digest.h"
#include "farm/frames.h"
#include "farm/frozen_text.h"
#include "farm/secret_guard.h"
#include "farm/thaw.h"
#include "manifests/wording.h"
#include "resolver/path.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// Ends the freezing.
struct Wrong {
    std::string message;
};

const PlatformRules* const kPlatforms[] = {&kLinuxRules, &kMacosRules, &kWindowsRules};

bool isUtf8(const std::string& text) {
    try {
        static_cast<void>(nlohmann::json(text).dump());
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

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

class Freezing {
  public:
    Freezing(const EvaluatedLaunch& launch, const FreezeWishes& wishes)
        : launch_(launch),
          wishes_(wishes),
          rules_(launch.host.rules),
          tokens_(*launch.studio.configuration.places, rules_),
          texts_(launch.catalogue, launch.evaluation, tokens_, rules_),
          guard_(SecretNames(launch.catalogue), wishes.environment) {}

    Ticket ticket() {
        addApplication();
        addWishes();
        ticket_.platforms[std::string(rules_.name)] = platform();
        // Where it is not a command, a file or a companion.
        if (launch_.evaluation.plan.needsPreparing) {
            throw Wrong{
                "{launch.dir} or {launch.port} is part of the launch, which this version "
                "does not freeze"};
        }
        addManifests();
        addPaths();
        for (catalogue::Text pattern : list(launch_.catalogue.header().secrets)) {
            ticket_.secretPatterns.push_back(text(pattern));
        }
        auto digest = Thaw(ticket_, rules_).digest();
        if (!digest) throw Wrong{"the ticket cannot be read again: " + digest.error()};
        ticket_.platforms[std::string(rules_.name)].digest = *std::move(digest);
        // Whatever it came through.
        if (const auto why = guard_.whyNot(printTicket(ticket_))) {
            throw Wrong{"a ticket is read by others, and " + *why};
        }
        return std::move(ticket_);
    }

  private:
    template <class T>
    std::span<const T> list(catalogue::List<T> list) const {
        return launch_.catalogue.list(list);
    }
    std::string text(catalogue::Text text) const {
        return std::string(launch_.catalogue.text(text));
    }
    const catalogue::Application& application() const { return launch_.catalogue.application(); }

    void addApplication() {
        const ApplicationFacts& facts = launch_.evaluation.application;
        const auto orNothing = [](Value value) { return std::string(value.value_or("")); };
        ticket_.application = {.name = text(application().name),
                               .command = text(application().command),
                               .identifier = orNothing(facts.identifier),
                               .label = orNothing(facts.label),
                               .variant = orNothing(facts.variant),
                               .version = orNothing(facts.version)};
        for (const ContextEntry& entry : launch_.evaluation.context.entries) {
            guard_.learn(entry.key, entry.value);
        }
        for (const ContextEntry& entry : launch_.evaluation.context.entries) {
            // What carries a secret is no part of what is worked on.
            if (guard_.isSecret(entry.key) || guard_.whyNot(entry.value)) continue;
            ticket_.context.emplace(entry.key, entry.value);
        }
    }

    void addWishes() {
        ticket_.base = wishes_.base;
        ticket_.expires = wishes_.expires;
        ticket_.frames = wishes_.frames;
        ticket_.chunk = wishes_.chunk;
        ticket_.workingDirectory = tokens_.templateOf(wishes_.workingDirectory);
        for (const std::string& argument : wishes_.arguments) addArgument(argument);
        for (const TicketSecret& secret : wishes_.secrets) {
            ticket_.secrets.push_back({secret.name, tokens_.templateOf(secret.file)});
        }
    }

    void addArgument(const std::string& argument) {
        if (!isUtf8(argument)) {
            throw Wrong{"the argument " + slipway::quoted(argument) +
                        " is not UTF-8, which a ticket is"};
        }
        if (const auto why = guard_.whyNot(argument)) {
            throw Wrong{"an argument must not be written down: " + *why +
                        "; have the application read it from its environment, and name it by "
                        "--secret"};
        }
        if (wishes_.frames.empty() && hasFramePlaceholder(argument)) {
            throw Wrong{slipway::quoted(argument) +
                        " is to be filled in by the farm, and there are no "
                        "--frames"};
        }
        ticket_.arguments.push_back(wishes_.frames.empty() ? tokens_.templateOf(argument)
                                                           : withFramesKept(argument));
    }

    // Braces are doubled but those of {frame}, {first} and {last}.
    TicketText withFramesKept(std::string_view argument) const {
        TicketText result;
        while (!argument.empty()) {
            std::size_t next = argument.size();
            std::string_view found;
            for (const std::string_view placeholder : kFramePlaceholders) {
                const std::size_t at = argument.find(placeholder);
                if (at >= next) continue;
                next = at;
                found = placeholder;
            }
            result += tokens_.templateOf(argument.substr(0, next));
            result += found;
            argument.remove_prefix(next + found.size());
        }
        return result;
    }

    PlatformLaunch platform() {
        PlatformLaunch launch;
        launch.find = findOf();
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
        return launch;
    }

    std::vector<TicketText> texts(catalogue::List<catalogue::Template> templates) const {
        std::vector<TicketText> result;
        for (const catalogue::Template& each : list(templates)) {
            if (auto frozen = texts_.text(each)) result.push_back(*std::move(frozen));
        }
        return result;
    }

    std::vector<std::string> values(catalogue::List<catalogue::Template> templates) const {
        std::vector<std::string> result;
        for (const catalogue::Template& each : list(templates)) {
            if (auto value = texts_.value(each)) result.push_back(*std::move(value));
        }
        return result;
    }

    // As `{ path = …, version = …, arguments = … }` of a manifest.
    Node findOf() const {
        const Application* known =
            applicationOfCommand(launch_.studio, text(application().command), rules_);
        const bool isFound = known != nullptr && launch_.evaluation.application.version;
        Array entries;
        for (const FindEntry& entry : isFound ? known->find : std::vector<FindEntry>()) {
            entries.push_back(entryNode(entry));
        }
        // What no definition leads to is where it is.
        if (entries.empty()) {
            const Value path = launch_.evaluation.application.path;
            entries.push_back(textNode(tokens_.templateOf(path.value_or(""))));
        }
        return {std::move(entries), {}};
    }

    // In `find`, `{version}` is what is sought.
    TicketText sought(const Template& text) const {
        TicketText result;
        for (const TemplatePiece& piece : text) {
            std::string written = piece.kind == PieceKind::kLiteral ? tokens_.templateOf(piece.text)
                                                                    : templateText({piece});
            if (written.starts_with("{application.")) written.erase(1, 12);
            result += written;
        }
        return result;
    }

    // Regular expressions have braces of their own, which are not doubled.
    static TicketText expression(const Template& text) {
        TicketText result;
        for (const TemplatePiece& piece : text) {
            result += piece.kind == PieceKind::kLiteral ? piece.text : templateText({piece});
        }
        return result;
    }

    std::vector<std::string> soughtTexts(const std::vector<Template>& texts) const {
        std::vector<std::string> result;
        for (const Template& each : texts) result.push_back(sought(each));
        return result;
    }

    Node entryNode(const FindEntry& entry) const {
        Table table;
        if (entry.search) {
            std::vector<std::string> segments{sought(entry.search->folder)};
            for (const Template& each : entry.search->segments) {
                segments.push_back(expression(each));
            }
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

    Node questionNode(const VersionQuestion& question) const {
        Table table;
        addMember(table, "ask", listNode(soughtTexts(question.arguments)));
        addMember(table, "pattern", textNode(sought(question.pattern)));
        if (question.executable) {
            addMember(table, "executable", textNode(sought(*question.executable)));
        }
        return {std::move(table), {}};
    }

    bool isLeftOut(const catalogue::Integration& integration) const {
        if (integration.usersOwn) return true;
        bool named = false;
        const std::string without(variableOf("SLIPWAY_WITHOUT"));
        forEachEntry(without, ",", [&](std::string_view entry) {
            named = named ||
                    (!entry.empty() && (equals(entry, text(integration.name), Case::kIgnored) ||
                                        equals(entry, text(integration.plugin), Case::kIgnored)));
        });
        return named;
    }

    std::string variableOf(std::string_view name) const {
        return launch_.host.variables(name).value_or("");
    }

    // In no group of an application that has groups.
    bool isOthers(const catalogue::Integration& integration) const {
        if (application().groups.count == 0 || !integration.grouped) return false;
        for (const catalogue::Group& group : list(application().groups)) {
            const std::vector<std::string> members = values(group.members);
            if (std::ranges::find(members, text(integration.name)) != members.end()) return false;
        }
        return true;
    }

    // Nothing where it applies on no worker.
    std::optional<TicketIntegration> integration(const catalogue::Integration& integration) {
        if (isLeftOut(integration) || isOthers(integration)) return std::nullopt;
        TicketIntegration frozen{.name = text(integration.name),
                                 .plugin = text(integration.plugin),
                                 .version = text(integration.version),
                                 .required = integration.required,
                                 .grouped = integration.grouped,
                                 .requirements = {},
                                 .parts = {}};
        std::uint32_t deepest = 0;  // at which the next part may apply
        for (const catalogue::Part& part : list(integration.parts)) {
            if (part.depth > deepest) continue;
            const auto when = texts_.condition(part.when);
            deepest = part.depth;
            if (when.truth == Truth::kFalse && part.depth == 0) return std::nullopt;
            if (when.truth == Truth::kFalse) continue;
            deepest = part.depth + 1;
            refuseDeeds(integration, part);
            frozen.parts.push_back({.depth = part.depth,
                                    .when = when.text,
                                    .arguments = texts(part.arguments),
                                    .operations = operations(part.environment)});
        }
        for (const catalogue::Requirement& each : list(integration.requirements)) {
            frozen.requirements.push_back(requirement(each));
        }
        files_.insert(text(integration.origin.file));
        return frozen;
    }

    // What a ticket does not hold must not be missing on the worker.
    void refuseDeeds(const catalogue::Integration& integration, const catalogue::Part& part) const {
        const char* what = part.before.count != 0       ? "runs a command before the launch"
                           : part.files.count != 0      ? "writes a file before the launch"
                           : part.companions.count != 0 ? "starts a companion"
                                                        : nullptr;
        if (what == nullptr) return;
        throw Wrong{"integration " + slipway::quoted(text(integration.name)) + " " + what +
                    ", which this version does not freeze"};
    }

    TicketText requirement(const catalogue::Requirement& requirement) const {
        TicketText text = texts_.text(requirement.name).value_or("");
        if (!requirement.hasVersion) return text;
        return text + " " + std::string(comparisonName(requirement.comparison)) + " " +
               texts_.text(requirement.version).value_or("");
    }

    std::vector<TicketOperation> operations(catalogue::List<catalogue::Operation> operations) {
        std::vector<TicketOperation> frozen;
        for (const catalogue::Operation& each : list(operations)) {
            if (auto operation = this->operation(each)) frozen.push_back(*std::move(operation));
        }
        return frozen;
    }

    // As the evaluator has it: an absent value leaves out itself, or the operation where no other
    // remains.
    std::optional<TicketOperation> operation(const catalogue::Operation& operation) {
        TicketOperation frozen{.name = text(operation.name),
                               .kind = operation.kind,
                               .isList = operation.isList,
                               .separator = std::nullopt,
                               .values = texts(operation.values),
                               .origin = texts_.origin(operation.origin)};
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

    bool isSuppliedByWorker(const std::string& name) const {
        const Case letters = rules_.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
        return std::ranges::any_of(wishes_.secrets, [&](const TicketSecret& secret) {
            return equals(secret.name, name, letters);
        });
    }

    // What is the worker's own (`{env.TOKEN}`) is no secret of the ticket's.
    void refuseSecrets(const catalogue::Operation& operation, const TicketOperation& frozen) const {
        if (operation.kind == OperationKind::kUnset || operation.kind == OperationKind::kPop) {
            return;
        }
        for (const catalogue::Template& value : list(operation.values)) {
            const std::optional<std::string> text = texts_.value(value);
            const bool isNamed = guard_.isSecret(frozen.name) && text && !text->empty();
            const auto why = guard_.whyNot(texts_.text(value).value_or(""));
            if (!isNamed && !why) continue;
            throw Wrong{frozen.name + " looks like a secret" + (why ? " (" + *why + ")" : "") +
                        ", set at " + placeOf(operation.origin) + ": say '--secret " + frozen.name +
                        "' for the worker's own value, or '--secret " + frozen.name +
                        "=FILE' for one that the worker reads from a file"};
        }
    }

    std::string placeOf(const catalogue::Origin& origin) const {
        return text(origin.file) + ":" + std::to_string(origin.line);
    }

    void addManifests() {
        const Application* known =
            applicationOfCommand(launch_.studio, text(application().command), rules_);
        const auto add = [&](const Location& at) {
            if (at.source) files_.insert(at.source->path);
        };
        if (known != nullptr) {
            add(known->location);
            for (const Override& each : known->overrides) {
                add(each.by);
                add(each.over);
            }
        }
        for (const std::string& path : files_) {
            if (!isAbsolutePath(path, rules_)) continue;  // built in
            const auto content = launch_.host.disk.read(path, kLargestSource);
            if (!content) throw Wrong{slipway::quoted(path) + ": " + errorText(content.error())};
            ticket_.manifests.push_back({tokens_.templateOf(path), sha256(content->text)});
        }
    }

    // Those that something in the ticket is beneath.
    void addPaths() {
        const std::string whole = printTicket(ticket_);
        for (const PlatformRules* rules : kPlatforms) {
            const bool isHere = rules->platform == rules_.platform;
            const Places places = isHere ? *launch_.studio.configuration.places
                                         : placesOf(launch_.studio.configuration, *rules);
            for (const auto& [name, paths] : places.byName) {
                if (whole.find("{paths." + name + "}") == std::string::npos) continue;
                for (const Template& path : paths) {
                    if (auto text = literalText(withPlaces(path, places))) {
                        ticket_.paths[name][std::string(rules->name)].push_back(*std::move(text));
                    }
                }
            }
        }
    }

    const EvaluatedLaunch& launch_;
    const FreezeWishes& wishes_;
    const PlatformRules& rules_;
    PathTokens tokens_;
    FrozenTexts texts_;
    SecretGuard guard_;
    Ticket ticket_;
    std::set<std::string> files_;
};

}  // namespace

std::expected<Ticket, std::string> freeze(const EvaluatedLaunch& launch,
                                          const FreezeWishes& wishes) try {
    return Freezing(launch, wishes).ticket();
} catch (const Wrong& wrong) {
    return std::unexpected(wrong.message);
} catch (const nlohmann::json::type_error&) {
    return std::unexpected("a path or a value of the context is not UTF-8, which a ticket is");
}

}  // namespace slipway
