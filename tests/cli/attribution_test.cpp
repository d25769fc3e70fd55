// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/attribution.h"

#include <gtest/gtest.h>

namespace slipway {
namespace {

using Operation = Explanation::OperationPart;
using Variable = Explanation::Variable;

Operation operation(OperationKind kind, const std::string& value, const std::string& by) {
    return {.kind = kind, .value = value, .separator = ":", .by = by};
}

// "entry<by", "-" standing for what was there before.
std::vector<std::string> attributed(const Variable& variable) {
    std::vector<std::string> texts;
    for (const AttributedEntry& entry : attributeEntries(variable, kLinuxRules)) {
        texts.push_back(entry.entry + "<" +
                        (entry.operation == nullptr ? "-" : entry.operation->by.value()));
    }
    return texts;
}

using Texts = std::vector<std::string>;

TEST(Attribution, KnowsWhoPutAnEntryAtWhichEnd) {
    const Variable variable{.name = "P",
                            .before = "/was",
                            .after = "/b:/a1:/a2:/was:/c",
                            .operations = {operation(OperationKind::kPrepend, "/a1:/a2", "a"),
                                           operation(OperationKind::kPrepend, "/b", "b"),
                                           operation(OperationKind::kAppend, "/c", "c")}};
    EXPECT_EQ(attributed(variable), (Texts{"/b<b", "/a1<a", "/a2<a", "/was<-", "/c<c"}));
}

TEST(Attribution, ForgetsWhatWasSetOrUnsetAfterwards) {
    const Variable set{.name = "P",
                       .before = "/was",
                       .after = "/new:/c",
                       .operations = {operation(OperationKind::kPrepend, "/a", "a"),
                                      operation(OperationKind::kSet, "/new", "b"),
                                      operation(OperationKind::kAppend, "/c", "c")}};
    EXPECT_EQ(attributed(set), (Texts{"/new<b", "/c<c"}));
    const Variable unset{.name = "P",
                         .before = "/was",
                         .after = "/c",
                         .operations = {operation(OperationKind::kUnset, "", "a"),
                                        operation(OperationKind::kAppend, "/c", "c")}};
    EXPECT_EQ(attributed(unset), (Texts{"/c<c"}));
}

TEST(Attribution, KnowsWhatWasPopped) {
    const Variable variable{.name = "P",
                            .before = "/x/1:/y:/x/2",
                            .after = "/y:/c",
                            .operations = {operation(OperationKind::kPop, "/x/*", "a"),
                                           operation(OperationKind::kAppend, "/c", "c")}};
    EXPECT_EQ(attributed(variable), (Texts{"/y<-", "/c<c"}));
}

TEST(Attribution, PassesOverWhatWasLeftOut) {
    Variable variable{.name = "P",
                      .after = "/c",
                      .operations = {operation(OperationKind::kAppend, "", "a"),
                                     operation(OperationKind::kAppend, "/c", "c")}};
    variable.operations[0].leftOut = true;
    EXPECT_EQ(attributed(variable), Texts{"/c<c"});
}

TEST(Attribution, SaysNothingRatherThanSomethingWrong) {
    Variable variable{.name = "P",
                      .before = "a",
                      .after = "a:b;c",
                      .operations = {operation(OperationKind::kAppend, "b", "a"),
                                     operation(OperationKind::kAppend, "c", "b")}};
    variable.operations[1].separator = ";";
    EXPECT_TRUE(attributed(variable).empty());
    EXPECT_TRUE(attributed({.name = "P", .before = "a", .after = std::nullopt}).empty());
}

}  // namespace
}  // namespace slipway
