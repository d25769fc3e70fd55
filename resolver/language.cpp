// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/language.h"

#include <array>
#include <cstddef>

namespace slipway {

namespace {

using Name = std::string_view;

// Each table stands in the order of its enumerators. That none is forgotten is checked by the
// size, that none is misplaced by the tests.
constexpr std::array<Name, 5> kOperationNames{"prepend", "append", "set", "pop", "unset"};
static_assert(kOperationNames.size() == std::size_t(OperationKind::kUnset) + 1);

constexpr std::array<Name, 24> kPieceNames{
    "",
    "application.name",
    "application.identifier",
    "application.label",
    "application.variant",
    "application.version",
    "application.version.major",
    "application.version.minor",
    "application.version.patch",
    "application.path",
    "application.dir",
    "command",
    "context.",
    "paths.",
    "env.",
    "host",
    "user",
    "home",
    "launch.id",
    "launch.time",
    "launch.pid",
    "launch.mode",
    "launch.dir",
    "launch.port",
};
static_assert(kPieceNames.size() == std::size_t(PieceKind::kLaunchPort) + 1);

constexpr std::array<Name, 17> kFieldNames{
    "application.name",
    "application.identifier",
    "application.label",
    "application.variant",
    "application.version",
    "application.version.major",
    "application.version.minor",
    "application.version.patch",
    "application.path",
    "application.dir",
    "command",
    "context.",
    "env.",
    "platform",
    "host",
    "user",
    "launch.mode",
};
static_assert(kFieldNames.size() == std::size_t(Field::kLaunchMode) + 1);

constexpr std::array<Name, 6> kComparisonNames{"=", "!=", "<", "<=", ">", ">="};
static_assert(kComparisonNames.size() == std::size_t(Comparison::kGreaterOrEqual) + 1);

constexpr std::array<Name, 3> kLaunchModeNames{"interactive", "batch", "farm"};
static_assert(kLaunchModeNames.size() == std::size_t(LaunchMode::kFarm) + 1);

constexpr std::array<Name, 3> kFailureResponseNames{"stop", "warn", "skip"};
static_assert(kFailureResponseNames.size() == std::size_t(FailureResponse::kSkip) + 1);

constexpr std::array<Name, 3> kSeverityNames{"note", "warning", "error"};
static_assert(kSeverityNames.size() == std::size_t(Severity::kError) + 1);

template <class Kind, std::size_t size>
constexpr Name nameOf(const std::array<Name, size>& names, Kind kind) {
    return names[static_cast<std::size_t>(kind)];
}

template <class Kind, std::size_t size>
std::optional<Kind> named(const std::array<Name, size>& names, Name name) {
    for (std::size_t i = 0; i < size; ++i) {
        if (!names[i].empty() && names[i] == name) return static_cast<Kind>(i);
    }
    return std::nullopt;
}

// As above, but a name that ends with a dot takes all that begins with it, the rest being a key.
template <class Reference, class Kind, std::size_t size>
std::optional<Reference> referenceNamed(const std::array<Name, size>& names, Name name) {
    for (std::size_t i = 0; i < size; ++i) {
        if (names[i].empty() || !name.starts_with(names[i])) continue;
        const Name key{name.data() + names[i].size(), name.size() - names[i].size()};
        const bool takesKey = names[i].back() == '.';
        if (takesKey != key.empty()) return Reference{static_cast<Kind>(i), key};
    }
    return std::nullopt;
}

}  // namespace

std::string_view operationName(OperationKind kind) {
    return nameOf(kOperationNames, kind);
}
std::optional<OperationKind> operationNamed(std::string_view name) {
    return named<OperationKind>(kOperationNames, name);
}
std::span<const std::string_view> operationNames() {
    return kOperationNames;
}

std::string_view pieceName(PieceKind kind) {
    return nameOf(kPieceNames, kind);
}
std::optional<PieceReference> pieceNamed(std::string_view name) {
    return referenceNamed<PieceReference, PieceKind>(kPieceNames, name);
}

std::string_view fieldName(Field field) {
    return nameOf(kFieldNames, field);
}
std::optional<FieldReference> fieldNamed(std::string_view name) {
    return referenceNamed<FieldReference, Field>(kFieldNames, name);
}
std::span<const std::string_view> fieldNames() {
    return kFieldNames;
}

std::string_view comparisonName(Comparison comparison) {
    return nameOf(kComparisonNames, comparison);
}
std::optional<Comparison> comparisonNamed(std::string_view name) {
    return named<Comparison>(kComparisonNames, name);
}
std::span<const std::string_view> comparisonNames() {
    return kComparisonNames;
}

std::string_view launchModeName(LaunchMode mode) {
    return nameOf(kLaunchModeNames, mode);
}
std::optional<LaunchMode> launchModeNamed(std::string_view name) {
    return named<LaunchMode>(kLaunchModeNames, name);
}
std::span<const std::string_view> launchModeNames() {
    return kLaunchModeNames;
}

std::string_view failureResponseName(FailureResponse response) {
    return nameOf(kFailureResponseNames, response);
}
std::optional<FailureResponse> failureResponseNamed(std::string_view name) {
    return named<FailureResponse>(kFailureResponseNames, name);
}

std::string_view severityName(Severity severity) {
    return nameOf(kSeverityNames, severity);
}

}  // namespace slipway
