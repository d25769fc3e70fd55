// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/catalogue_writer.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace slipway {

namespace {

template <class Input, class Write>
auto mapped(const std::vector<Input>& inputs, Write&& write) {
    std::vector<std::invoke_result_t<Write, const Input&>> outputs;
    outputs.reserve(inputs.size());
    for (const Input& input : inputs) outputs.push_back(write(input));
    return outputs;
}

// The part of `path` beneath `folder`, empty for the folder itself; nothing where it is elsewhere.
std::optional<std::string_view> beneath(std::string_view path, std::string_view folder) {
    if (!path.starts_with(folder)) return std::nullopt;
    path.remove_prefix(folder.size());
    if (path.empty()) return path;
    if (path.front() != '/' && path.front() != '\\') return std::nullopt;
    return path.substr(1);
}

}  // namespace

catalogue::Origin CatalogueWriter::origin(const Location& location) {
    return {text(location.source ? location.source->path : std::string()), location.line,
            location.column};
}

catalogue::Template CatalogueWriter::writeTemplate(const Template& text) {
    return list(mapped(text, [&](const TemplatePiece& piece) {
        return catalogue::Piece{.kind = piece.kind,
                                .hasFallback = piece.hasFallback,
                                .reserved = 0,
                                .text = this->text(piece.text),
                                .fallback = writeTemplate(piece.fallback)};
    }));
}

catalogue::List<catalogue::Template> CatalogueWriter::templates(
    const std::vector<Template>& texts) {
    return list(mapped(texts, [&](const Template& each) { return writeTemplate(each); }));
}

catalogue::Condition CatalogueWriter::condition(const Condition& condition) {
    return list(mapped(condition.nodes, [&](const ConditionNode& node) {
        return catalogue::ConditionNode{.kind = node.kind,
                                        .field = node.field,
                                        .comparison = node.comparison,
                                        .reserved = 0,
                                        .left = node.left,
                                        .right = node.right,
                                        .key = text(node.key),
                                        .value = writeTemplate(node.value),
                                        .source = text(node.source)};
    }));
}

catalogue::List<catalogue::Operation> CatalogueWriter::operations(
    const std::vector<EnvironmentOperation>& operations) {
    return list(mapped(operations, [&](const EnvironmentOperation& operation) {
        return catalogue::Operation{
            .name = text(operation.name),
            .kind = operation.kind,
            .isList = operation.isList,
            .hasSeparator = operation.separator.has_value(),
            .reserved = 0,
            .separator = writeTemplate(operation.separator.value_or(Template{})),
            .values = templates(operation.values),
            .origin = origin(operation.location)};
    }));
}

catalogue::BeforeCommand CatalogueWriter::before(const BeforeCommand& command) {
    return {.command = templates(command.command),
            .timeoutMilliseconds = static_cast<std::uint32_t>(
                std::min<std::int64_t>(command.timeout.count(), UINT32_MAX)),
            .onFailure = command.onFailure,
            .readsOutput = command.readsOutput,
            .onWorker = command.onWorker,
            .reserved = 0,
            .origin = origin(command.location)};
}

catalogue::File CatalogueWriter::file(const LaunchFile& file) {
    return {.path = writeTemplate(file.path),
            .content = list(mapped(file.content,
                                   [&](const ContentPiece& piece) {
                                       return catalogue::ContentPiece{
                                           .text = writeTemplate(piece.text),
                                           .isInJsonString = piece.isInJsonString,
                                           .reserved = {}};
                                   })),
            .mode = file.mode.value_or(catalogue::kModeOfUmask),
            .reserved = 0,
            .origin = origin(file.location)};
}

catalogue::Companion CatalogueWriter::companion(const Companion& companion) {
    return {.command = templates(companion.command),
            .environment = operations(companion.environment),
            .origin = origin(companion.location)};
}

catalogue::Part CatalogueWriter::part(const Part& part) {
    return {
        .when = condition(part.when),
        .whenSource = text(part.when.source),
        .environment = operations(part.environment),
        .arguments = templates(part.arguments),
        .before = list(mapped(part.before, [&](const auto& command) { return before(command); })),
        .files = list(mapped(part.files, [&](const auto& each) { return file(each); })),
        .companions =
            list(mapped(part.companions, [&](const auto& each) { return companion(each); })),
        .origin = origin(part.location),
        .depth = part.depth};
}

catalogue::Requirement CatalogueWriter::requirement(const Requirement& requirement) {
    return {.name = writeTemplate(requirement.name),
            .hasVersion = requirement.comparison.has_value(),
            .comparison = requirement.comparison.value_or(Comparison::kEqual),
            .reserved = 0,
            .version = writeTemplate(requirement.version),
            .source = text(requirement.source)};
}

catalogue::VersionPin CatalogueWriter::versionPin(const VersionPin& pin, const Condition& when) {
    return {.when = condition(when),
            .whenSource = text(when.source),
            .version = writeTemplate(pin.version),
            .isDefault = false,
            .reserved = {},
            .origin = origin(pin.location)};
}

catalogue::ContextRule CatalogueWriter::contextRule(const ContextRule& rule) {
    const auto set = mapped(rule.set, [&](const auto& setting) {
        return catalogue::Setting{text(setting.first), writeTemplate(setting.second)};
    });
    return {.paths = templates(rule.paths),
            .when = condition(rule.when),
            .set = list(set),
            .origin = origin(rule.location)};
}

catalogue::RequiredIntegrations CatalogueWriter::required(const Pin& pin) {
    return {.when = condition(pin.when),
            .names = templates(pin.require),
            .origin = origin(pin.location)};
}

catalogue::Question CatalogueWriter::question(const Question& question) {
    return {.id = text(question.id),
            .isCondition = question.isCondition,
            .reserved = {},
            .condition = condition(question.condition),
            .text = writeTemplate(question.text)};
}

catalogue::Integration CatalogueWriter::integration(const Integration& integration) {
    return {
        .name = text(integration.name),
        .priority = integration.priority,
        .required = integration.required,
        .parts = list(mapped(integration.parts, [&](const Part& each) { return part(each); })),
        .requirements = list(mapped(integration.requirements,
                                    [&](const Requirement& each) { return requirement(each); })),
        .origin = origin(integration.location)};
}

catalogue::List<catalogue::Group> CatalogueWriter::groups(const std::vector<Group>& groups) {
    return list(mapped(groups, [&](const Group& group) {
        return catalogue::Group{.name = text(group.name),
                                .members = templates(group.members),
                                .origin = origin(group.location)};
    }));
}

catalogue::Diagnostic CatalogueWriter::diagnostic(const Diagnostic& diagnostic) {
    const std::string message =
        diagnostic.hint.empty() ? diagnostic.message : diagnostic.message + "; " + diagnostic.hint;
    return {.severity = diagnostic.severity,
            .concernsLaunch = diagnostic.concernsLaunch,
            .leavesOut = diagnostic.leavesOut || diagnostic.severity == Severity::kError,
            .reserved = 0,
            .code = text(diagnostic.code),
            .message = text(message),
            .line = text(oneLine(diagnostic)),
            .origin = origin(diagnostic.location)};
}

catalogue::List<catalogue::WitnessFolder> CatalogueWriter::witnesses(
    const std::vector<RecordedWitness>& witnesses, const std::vector<std::string>& folders,
    const std::function<std::string(const std::string& path)>& shareOf) {
    // By folder and share. The first holds what is beneath none of the folders, by its whole path.
    using Place = std::tuple<std::size_t, std::string, bool>;
    std::map<Place, std::vector<catalogue::Witness>> lists;
    for (const RecordedWitness& witness : witnesses) {
        std::size_t at = 0;
        std::string_view name = witness.path;
        for (std::size_t i = 0; i < folders.size() && at == 0; ++i) {
            if (const auto relative = beneath(witness.path, folders[i])) {
                name = *relative;
                at = i + 1;
            }
        }
        auto& list =
            lists[{at, shareOf ? shareOf(witness.path) : std::string(), witness.ofPluginAlone}];
        list.push_back({.fingerprint = witness.fingerprint,
                        .name = text(name),
                        .kind = static_cast<std::uint32_t>(witness.kind),
                        .reserved = 0});
    }
    std::vector<catalogue::WitnessFolder> records;
    for (const auto& [place, facts] : lists) {
        const auto& [at, share, isForCareful] = place;
        records.push_back({.path = text(at == 0 ? std::string() : folders[at - 1]),
                           .share = text(share),
                           .isForCareful = isForCareful,
                           .reserved = {},
                           .witnesses = list(facts)});
    }
    return list(records);
}

}  // namespace slipway
