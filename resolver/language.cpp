// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/language.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace slipway {

namespace {

using Name = std::string_view;

// Each table stands in the order of its enumerators. That none is forgotten is checked by the
// size, that none is misplaced by the tests.
constexpr std::array<Name, 5> kOperationNames{"prepend", "append", "set", "pop", "unset"};
static_assert(kOperationNames.size() == std::size_t(OperationKind::kUnset) + 1);

// Where a name may stand.
constexpr unsigned kTemplates = 1;
constexpr unsigned kConditions = 2;

struct PieceWord {
    Name name;
    unsigned places;
};

constexpr std::array<PieceWord, 25> kPieces{{
    {"", kTemplates},
    {"application.name", kTemplates | kConditions},
    {"application.identifier", kTemplates | kConditions},
    {"application.label", kTemplates | kConditions},
    {"application.variant", kTemplates | kConditions},
    {"application.version", kTemplates | kConditions},
    {"application.version.major", kTemplates | kConditions},
    {"application.version.minor", kTemplates | kConditions},
    {"application.version.patch", kTemplates | kConditions},
    {"application.path", kTemplates | kConditions},
    {"application.dir", kTemplates | kConditions},
    {"command", kTemplates | kConditions},
    {"context.", kTemplates | kConditions},
    {"paths.", kTemplates},
    {"env.", kTemplates | kConditions},
    {"host", kTemplates | kConditions},
    {"user", kTemplates | kConditions},
    {"home", kTemplates},
    {"launch.id", kTemplates},
    {"launch.time", kTemplates},
    {"launch.pid", kTemplates},
    {"launch.mode", kTemplates | kConditions},
    {"launch.dir", kTemplates},
    {"launch.port", kTemplates},
    {"platform", kConditions},
}};
static_assert(kPieces.size() == std::size_t(PieceKind::kPlatform) + 1);

constexpr bool isField(const PieceWord& piece) {
    return (piece.places & kConditions) != 0;
}

constexpr auto kFieldNames = [] {
    std::array<Name, std::ranges::count_if(kPieces, isField)> names;
    std::size_t size = 0;
    for (const PieceWord& piece : kPieces) {
        if (isField(piece)) names[size++] = piece.name;
    }
    return names;
}();

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

// A name that ends with a dot takes all that begins with it, the rest being a key.
std::optional<PieceReference> pieceIn(unsigned place, Name name) {
    for (std::size_t i = 0; i < kPieces.size(); ++i) {
        const PieceWord& piece = kPieces[i];
        if (piece.name.empty() || (piece.places & place) == 0) continue;
        if (!name.starts_with(piece.name)) continue;
        const Name key{name.data() + piece.name.size(), name.size() - piece.name.size()};
        const bool takesKey = piece.name.back() == '.';
        if (takesKey != key.empty()) return PieceReference{static_cast<PieceKind>(i), key};
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
    return kPieces[static_cast<std::size_t>(kind)].name;
}
std::optional<PieceReference> pieceNamed(std::string_view name) {
    return pieceIn(kTemplates, name);
}
std::optional<PieceReference> fieldNamed(std::string_view name) {
    return pieceIn(kConditions, name);
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
