// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The words of the manifest language that outlive compilation: what the compiler writes into a
// catalogue and the evaluator reads from it. Names and meanings: spec 1.4.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace slipway {

enum class OperationKind : std::uint8_t { kPrepend, kAppend, kSet, kPop, kUnset };

std::string_view operationName(OperationKind kind);
std::optional<OperationKind> operationNamed(std::string_view name);
std::span<const std::string_view> operationNames();  // in the order of the enumerators

// What a template's piece, or the left of a comparison in `when`, stands for. `kLiteral` is text;
// those with a KEY carry it as text.
enum class PieceKind : std::uint8_t {
    kLiteral,
    kApplicationName,
    kApplicationIdentifier,
    kApplicationLabel,
    kApplicationVariant,
    kApplicationVersion,
    kApplicationVersionMajor,
    kApplicationVersionMinor,
    kApplicationVersionPatch,
    kApplicationPath,
    kApplicationDir,
    kCommand,
    kContext,  // {context.KEY}
    kPaths,    // {paths.KEY}
    kEnv,      // {env.KEY}
    kHost,
    kUser,
    kHome,
    kLaunchId,
    kLaunchTime,
    kLaunchPid,
    kLaunchMode,
    kLaunchDir,
    kLaunchPort,
    kPlatform,  // in templates a literal, once they are compiled
};

// As written between braces: "application.name"; "context." where a KEY follows; "" for a literal.
std::string_view pieceName(PieceKind kind);

// A name as written, taken apart: {context.id} is kContext with the key "id".
struct PieceReference {
    PieceKind kind;
    std::string_view key;  // empty where the kind has none
    bool operator==(const PieceReference&) const = default;
};
std::optional<PieceReference> pieceNamed(std::string_view name);

// The same of what may stand left of a comparison in `when`: "application.name", "context.id".
std::optional<PieceReference> fieldNamed(std::string_view name);
// In the order of the enumerators; "context." where a KEY follows.
std::span<const std::string_view> fieldNames();

enum class Comparison : std::uint8_t {
    kEqual,
    kNotEqual,
    kLess,
    kLessOrEqual,
    kGreater,
    kGreaterOrEqual,
};

// As written: "=", "!=", …
std::string_view comparisonName(Comparison comparison);
std::optional<Comparison> comparisonNamed(std::string_view name);
std::span<const std::string_view> comparisonNames();

// What the failure of a `before` command leads to: no launch, the launch with a warning, or the
// launch without the integration.
enum class FailureResponse : std::uint8_t { kStop, kWarn, kSkip };

std::string_view failureResponseName(FailureResponse response);
std::optional<FailureResponse> failureResponseNamed(std::string_view name);

enum class LaunchMode : std::uint8_t { kInteractive, kBatch, kFarm };

std::string_view launchModeName(LaunchMode mode);
std::optional<LaunchMode> launchModeNamed(std::string_view name);
std::span<const std::string_view> launchModeNames();

enum class Severity : std::uint8_t { kNote, kWarning, kError };

std::string_view severityName(Severity severity);

}  // namespace slipway
