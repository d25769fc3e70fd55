// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace slipway {
namespace {

using ::testing::ElementsAre;

TEST(OperationName, IsTheOneOfTheSpecification) {
    EXPECT_EQ(operationName(OperationKind::kPrepend), "prepend");
    EXPECT_EQ(operationName(OperationKind::kAppend), "append");
    EXPECT_EQ(operationName(OperationKind::kSet), "set");
    EXPECT_EQ(operationName(OperationKind::kPop), "pop");
    EXPECT_EQ(operationName(OperationKind::kUnset), "unset");
    EXPECT_THAT(operationNames(), ElementsAre("prepend", "append", "set", "pop", "unset"));
}

TEST(OperationName, IsFoundAsItIsWrittenOnly) {
    EXPECT_EQ(operationNamed("prepend"), OperationKind::kPrepend);
    EXPECT_EQ(operationNamed("unset"), OperationKind::kUnset);
    EXPECT_EQ(operationNamed("Prepend"), std::nullopt);
    EXPECT_EQ(operationNamed("prep"), std::nullopt);
    EXPECT_EQ(operationNamed(""), std::nullopt);
}

TEST(PieceName, IsTheOneOfTheSpecification) {
    EXPECT_EQ(pieceName(PieceKind::kLiteral), "");
    EXPECT_EQ(pieceName(PieceKind::kApplicationName), "application.name");
    EXPECT_EQ(pieceName(PieceKind::kApplicationIdentifier), "application.identifier");
    EXPECT_EQ(pieceName(PieceKind::kApplicationLabel), "application.label");
    EXPECT_EQ(pieceName(PieceKind::kApplicationVariant), "application.variant");
    EXPECT_EQ(pieceName(PieceKind::kApplicationVersion), "application.version");
    EXPECT_EQ(pieceName(PieceKind::kApplicationVersionMajor), "application.version.major");
    EXPECT_EQ(pieceName(PieceKind::kApplicationVersionMinor), "application.version.minor");
    EXPECT_EQ(pieceName(PieceKind::kApplicationVersionPatch), "application.version.patch");
    EXPECT_EQ(pieceName(PieceKind::kApplicationPath), "application.path");
    EXPECT_EQ(pieceName(PieceKind::kApplicationDir), "application.dir");
    EXPECT_EQ(pieceName(PieceKind::kCommand), "command");
    EXPECT_EQ(pieceName(PieceKind::kContext), "context.");
    EXPECT_EQ(pieceName(PieceKind::kPaths), "paths.");
    EXPECT_EQ(pieceName(PieceKind::kEnv), "env.");
    EXPECT_EQ(pieceName(PieceKind::kHost), "host");
    EXPECT_EQ(pieceName(PieceKind::kUser), "user");
    EXPECT_EQ(pieceName(PieceKind::kHome), "home");
    EXPECT_EQ(pieceName(PieceKind::kLaunchId), "launch.id");
    EXPECT_EQ(pieceName(PieceKind::kLaunchTime), "launch.time");
    EXPECT_EQ(pieceName(PieceKind::kLaunchPid), "launch.pid");
    EXPECT_EQ(pieceName(PieceKind::kLaunchMode), "launch.mode");
    EXPECT_EQ(pieceName(PieceKind::kLaunchDir), "launch.dir");
    EXPECT_EQ(pieceName(PieceKind::kLaunchPort), "launch.port");
}

TEST(PieceName, IsFoundWithItsKey) {
    EXPECT_EQ(pieceNamed("application.version"),
              (PieceReference{PieceKind::kApplicationVersion, ""}));
    EXPECT_EQ(pieceNamed("application.version.major"),
              (PieceReference{PieceKind::kApplicationVersionMajor, ""}));
    EXPECT_EQ(pieceNamed("context.shot"), (PieceReference{PieceKind::kContext, "shot"}));
    EXPECT_EQ(pieceNamed("env.A.B"), (PieceReference{PieceKind::kEnv, "A.B"}));
}

TEST(PieceName, IsNotFoundWithoutAKeyThatItNeedsOrWithOneThatItLacks) {
    EXPECT_EQ(pieceNamed("context"), std::nullopt);
    EXPECT_EQ(pieceNamed("context."), std::nullopt);
    EXPECT_EQ(pieceNamed("home.dir"), std::nullopt);
    EXPECT_EQ(pieceNamed("application"), std::nullopt);
    EXPECT_EQ(pieceNamed("application.version.majority"), std::nullopt);
    EXPECT_EQ(pieceNamed(""), std::nullopt);
}

TEST(FieldName, IsTheOneOfTheSpecification) {
    EXPECT_THAT(
        fieldNames(),
        ElementsAre("application.name", "application.identifier", "application.label",
                    "application.variant", "application.version", "application.version.major",
                    "application.version.minor", "application.version.patch", "application.path",
                    "application.dir", "command", "context.", "env.", "host", "user", "launch.mode",
                    "platform"));
}

TEST(FieldName, LeadsBackToItsField) {
    for (const std::string_view name : fieldNames()) {
        const char* key = name.ends_with('.') ? "x" : "";
        const auto field = fieldNamed(std::string(name) + key);
        ASSERT_TRUE(field) << name;
        EXPECT_EQ(pieceName(field->kind), name);
        EXPECT_EQ(field->key, key);
    }
}

TEST(FieldName, OfAPlaceholderThatIsNoFieldIsUnknown) {
    EXPECT_EQ(fieldNamed("home"), std::nullopt);
    EXPECT_EQ(fieldNamed("launch.id"), std::nullopt);
    EXPECT_EQ(fieldNamed("plugin.name"), std::nullopt);
}

TEST(ComparisonName, LeadsBackToItsComparison) {
    EXPECT_THAT(comparisonNames(), ElementsAre("=", "!=", "<", "<=", ">", ">="));
    EXPECT_EQ(comparisonNamed("="), Comparison::kEqual);
    EXPECT_EQ(comparisonNamed("!="), Comparison::kNotEqual);
    EXPECT_EQ(comparisonNamed("<"), Comparison::kLess);
    EXPECT_EQ(comparisonNamed("<="), Comparison::kLessOrEqual);
    EXPECT_EQ(comparisonNamed(">"), Comparison::kGreater);
    EXPECT_EQ(comparisonNamed(">="), Comparison::kGreaterOrEqual);
    EXPECT_EQ(comparisonNamed("=="), std::nullopt);
    EXPECT_EQ(comparisonName(Comparison::kGreaterOrEqual), ">=");
}

TEST(LaunchModeName, LeadsBackToItsMode) {
    EXPECT_THAT(launchModeNames(), ElementsAre("interactive", "batch", "farm"));
    EXPECT_EQ(launchModeNamed("interactive"), LaunchMode::kInteractive);
    EXPECT_EQ(launchModeNamed("batch"), LaunchMode::kBatch);
    EXPECT_EQ(launchModeNamed("farm"), LaunchMode::kFarm);
    EXPECT_EQ(launchModeNamed("Farm"), std::nullopt);
    EXPECT_EQ(launchModeName(LaunchMode::kFarm), "farm");
}

TEST(SeverityName, IsTheOneThatMessagesShow) {
    EXPECT_EQ(severityName(Severity::kNote), "note");
    EXPECT_EQ(severityName(Severity::kWarning), "warning");
    EXPECT_EQ(severityName(Severity::kError), "error");
}

}  // namespace
}  // namespace slipway
