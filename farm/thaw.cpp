// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/thaw.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "farm/digest.h"
#include "farm/ticket_json.h"
#include "manifests/catalogue_writer.h"
#include "manifests/manifest.h"
#include "manifests/wording.h"
#include "resolver/evaluator.h"

namespace slipway {

namespace {

// Ends the reading of a ticket's text.
struct Wrong {
    std::string message;
};

SourcePointer sourceOf(const Ticket& ticket, const PlatformRules& rules) {
    auto places = std::make_shared<Places>();
    for (const auto& [name, paths] : ticket.paths) {
        const auto own = paths.find(std::string(rules.name));
        if (own == paths.end()) continue;
        for (const std::string& path : own->second) {
            places->byName[name].push_back(literal(path));
        }
    }
    Source source;
    source.path = "ticket";
    source.places = std::move(places);
    return std::make_shared<const Source>(std::move(source));
}

// The same tree, whose texts are read by another source's places.
Node movedTo(const SourcePointer& source, Node node) {
    node.location.source = source;
    if (auto* array = std::get_if<Array>(&node.value)) {
        for (Node& element : *array) element = movedTo(source, std::move(element));
    }
    if (auto* table = std::get_if<Table>(&node.value)) {
        for (Member& member : *table) {
            member.keyLocation.source = source;
            member.node = movedTo(source, std::move(member.node));
        }
    }
    return node;
}

[[noreturn]] void refuse(const std::string& text, const std::string& why) {
    throw Wrong{slipway::quoted(text) + ": " + why};
}

void checkPlaces(const Template& text, const std::string& written, const PlatformRules& rules) {
    for (const TemplatePiece& piece : text) {
        if (piece.kind == PieceKind::kPaths) {
            refuse(written, "[paths] had no '" + piece.text + "' for " + std::string(rules.name) +
                                " when it was frozen");
        }
        checkPlaces(piece.fallback, written, rules);
    }
}

std::string versionsOf(const std::vector<Installation>& installations) {
    std::string list;
    for (const Installation& found : installations) {
        list += (list.empty() ? "" : ", ") + (found.version.empty() ? found.path : found.version);
    }
    return list.empty() ? "none" : list;
}

}  // namespace

// Writes the catalogue. Throws Wrong.
class Thaw::Writing {
  public:
    Writing(const Thaw& thaw, WorkerFacts facts)
        : thaw_(thaw), facts_(facts), at_{thaw.source_, 1, 1} {}

    Template read(const TicketText& text) {
        Diagnostics diagnostics;
        auto pieces = parseTemplate(text, at_, thaw_.rules_, diagnostics);
        if (!pieces) refuse(text, diagnostics.list().front().message);
        checkPlaces(*pieces, text, thaw_.rules_);
        if (facts_ == WorkerFacts::kEvaluated) return *std::move(pieces);
        Template written;
        for (const TemplatePiece& piece : *pieces) {
            append(written, piece.kind == PieceKind::kLiteral ? piece.text : templateText({piece}));
        }
        return written;
    }

    std::vector<Template> readAll(const std::vector<TicketText>& texts) {
        std::vector<Template> templates;
        for (const TicketText& text : texts) templates.push_back(read(text));
        return templates;
    }

    std::vector<std::byte> catalogue(const std::vector<Installation>& installations) {
        catalogue::Header header{};
        header.application = application(installations);
        std::vector<catalogue::Integration> records;
        for (const TicketIntegration& each : thaw_.launch_.integrations) {
            records.push_back(integration(each));
        }
        header.integrations = writer_.list(records);
        std::vector<catalogue::Text> secrets;
        for (const std::string& pattern : thaw_.ticket_.secretPatterns) {
            secrets.push_back(writer_.text(pattern));
        }
        header.secrets = writer_.list(secrets);
        return writer_.finish(header);
    }

  private:
    // An identifier has no placeholders: it is what it came to.
    catalogue::Template name(const std::string& text) {
        return writer_.writeTemplate(literal(text));
    }

    catalogue::Application application(const std::vector<Installation>& installations) {
        const TicketApplication& application = thaw_.ticket_.application;
        catalogue::Application record{};
        record.known = true;
        record.name = writer_.text(application.name);
        record.command = writer_.text(application.command);
        record.label = name(application.label);
        record.identifier = name(application.identifier);
        record.variant = name(application.variant);
        record.executable = writer_.writeTemplate(read(thaw_.launch_.executable));
        record.arguments = writer_.templates(readAll(thaw_.launch_.arguments));
        record.workingDirectory = writer_.writeTemplate(read(thaw_.launch_.workingDirectory));
        record.environment = writer_.operations(operations(thaw_.launch_.operations));
        record.groups = writer_.groups(groups());
        std::vector<catalogue::Installation> records;
        for (const Installation& found : installations) {
            records.push_back({.version = writer_.text(found.version),
                               .path = writer_.text(found.path),
                               .arguments = writer_.templates(found.arguments),
                               .origin = {},
                               .versionSource = writer_.text(found.versionSource)});
        }
        record.installations = writer_.list(records);
        return record;
    }

    std::vector<Group> groups() {
        std::vector<Group> groups;
        for (const TicketGroup& group : thaw_.launch_.groups) {
            groups.push_back({group.name, {}, {}});
            for (const std::string& member : group.members) {
                groups.back().members.push_back(literal(member));
            }
        }
        return groups;
    }

    // "MANIFEST:LINE", where relative paths begin, and what messages name.
    Location location(const TicketText& origin) {
        const std::size_t colon = origin.rfind(':');
        if (colon == std::string::npos) return {};
        Source source;
        source.path = literalText(read(origin.substr(0, colon))).value_or("");
        std::uint32_t line = 0;
        std::from_chars(origin.data() + colon + 1, origin.data() + origin.size(), line);
        return {std::make_shared<const Source>(std::move(source)), line, 1};
    }

    std::vector<BeforeCommand> commands(const std::vector<TicketCommand>& commands) {
        std::vector<BeforeCommand> read;
        for (const TicketCommand& command : commands) {
            read.push_back({.command = readAll(command.command),
                            .timeout = std::chrono::milliseconds(command.timeout),
                            .onFailure = FailureResponse::kStop,
                            .readsOutput = command.readsOutput,
                            .onWorker = true,
                            .location = location(command.origin)});
        }
        return read;
    }

    std::vector<LaunchFile> files(const std::vector<TicketFile>& files) {
        std::vector<LaunchFile> read;
        for (const TicketFile& file : files) {
            read.push_back({.path = this->read(file.path),
                            .content = {},
                            .mode = file.mode,
                            .location = location(file.origin)});
            for (const TicketContent& piece : file.content) {
                read.back().content.push_back({this->read(piece.text), piece.isInJsonString});
            }
        }
        return read;
    }

    std::vector<Companion> companions(const std::vector<TicketCompanion>& companions) {
        std::vector<Companion> read;
        for (const TicketCompanion& companion : companions) {
            read.push_back({.command = readAll(companion.command),
                            .environment = operations(companion.operations),
                            .location = location(companion.origin)});
        }
        return read;
    }

    std::vector<EnvironmentOperation> operations(const std::vector<TicketOperation>& operations) {
        std::vector<EnvironmentOperation> read;
        for (const TicketOperation& operation : operations) {
            read.push_back({.name = operation.name,
                            .kind = operation.kind,
                            .isList = operation.isList,
                            .values = readAll(operation.values),
                            .separator = std::nullopt,
                            .location = {}});
            if (operation.separator) read.back().separator = this->read(*operation.separator);
        }
        return read;
    }

    Condition condition(const TicketText& text) {
        if (text.empty()) return {};
        Diagnostics diagnostics;
        auto condition = parseCondition(text, at_, thaw_.rules_, diagnostics);
        if (!condition) refuse(text, diagnostics.list().front().message);
        for (const ConditionNode& node : condition->nodes) {
            checkPlaces(node.value, text, thaw_.rules_);
        }
        return *std::move(condition);
    }

    catalogue::Integration integration(const TicketIntegration& integration) {
        Integration read{.name = integration.name,
                         .required = integration.required,
                         .parts = {},
                         .requirements = {},
                         .location = location(integration.origin)};
        for (const TicketPart& part : integration.parts) {
            read.parts.push_back({.depth = part.depth,
                                  .when = condition(part.when),
                                  .environment = operations(part.operations),
                                  .arguments = readAll(part.arguments),
                                  .before = commands(part.before),
                                  .files = files(part.files),
                                  .companions = companions(part.companions),
                                  .location = {}});
        }
        for (const TicketText& text : integration.requirements) {
            auto requirement = parseRequirement(this->read(text));
            if (!requirement) refuse(text, "it is no requirement");
            read.requirements.push_back(*std::move(requirement));
        }
        catalogue::Integration record = writer_.integration(read);
        record.plugin = writer_.text(integration.plugin);
        record.version = writer_.text(integration.version);
        record.folder = writer_.text(literalText(this->read(integration.folder)).value_or(""));
        record.grouped = integration.grouped;
        return record;
    }

    const Thaw& thaw_;
    WorkerFacts facts_;
    Location at_;
    CatalogueWriter writer_;
};

Thaw::Thaw(const Ticket& ticket, const PlatformRules& rules)
    : ticket_(ticket),
      launch_(ticket.platforms.at(std::string(rules.name))),
      rules_(rules),
      source_(sourceOf(ticket, rules)) {}

std::expected<std::string, std::string> Thaw::text(const TicketText& text) const try {
    const Template read = Writing(*this, WorkerFacts::kEvaluated).read(text);
    if (auto plain = literalText(read)) return *std::move(plain);
    return std::unexpected(slipway::quoted(text) + " holds a placeholder that has no value here");
} catch (const Wrong& wrong) {
    return std::unexpected(wrong.message);
}

std::expected<std::vector<std::string>, std::string> Thaw::texts(
    const std::vector<TicketText>& texts) const {
    std::vector<std::string> values;
    for (const TicketText& text : texts) {
        auto value = this->text(text);
        if (!value) return std::unexpected(value.error());
        values.push_back(*std::move(value));
    }
    return values;
}

std::expected<std::vector<Installation>, std::string> Thaw::installations(const Host& host) const {
    Node application = movedTo(source_, Node{Table{{"name", {}, Node{ticket_.application.name, {}}},
                                                   {"find", {}, launch_.find}},
                                             {}});
    const auto read = readApplication(application, rules_);
    if (!read) return std::unexpected("its 'find' cannot be read");
    Diagnostics ofNoConcern;
    std::vector<Installation> all = findInstallations(*read, host, ofNoConcern);
    std::vector<Installation> fitting;
    for (const Installation& found : all) {
        const std::string& version = ticket_.application.version;
        if (version.empty() || found.version == version) fitting.push_back(found);
    }
    if (!fitting.empty()) return fitting;
    return std::unexpected(versionsOf(all));
}

std::expected<std::vector<std::byte>, std::string> Thaw::catalogue(
    const std::vector<Installation>& installations, WorkerFacts facts) const try {
    return Writing(*this, facts).catalogue(installations);
} catch (const Wrong& wrong) {
    return std::unexpected(wrong.message);
}

std::expected<std::string, std::string> Thaw::digest() const {
    const Installation anywhere{.version = ticket_.application.version,
                                .path = "{application.path}",
                                .arguments = {},
                                .location = {},
                                .versionSource = {}};
    const auto block = catalogue({anywhere}, WorkerFacts::kAsWritten);
    if (!block) return std::unexpected(block.error());
    const auto catalogue = Catalogue::open(*block);
    if (!catalogue) return std::unexpected("it is too large");
    class Nothing final : public World {
    } world;
    Arena arena;
    const std::string command = ticket_.application.command;
    const Evaluation evaluation = evaluate(*catalogue,
                                           {.command = command,
                                            .arguments = {},
                                            .environment = {},
                                            .requestedVersion = {},
                                            .boundVersion = {},
                                            .recordedTarget = {},
                                            .launchId = {},
                                            .mode = LaunchMode::kFarm,
                                            .context = Context{}},
                                           rules_, world, arena, nullptr);
    nlohmann::json environment = nlohmann::json::object();
    for (const VariableChange& change : evaluation.plan.changes) {
        if (change.name.starts_with("SLIPWAY_")) continue;
        environment[std::string(change.name)] = change.after.value_or("");
    }
    return sha256(canonical(environment));
}

}  // namespace slipway
