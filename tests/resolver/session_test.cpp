// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.4: an inner launch begins with the environment that it would have got without the outer
// one.

#include "resolver/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "resolver/session_format.h"
#include "resolver/text.h"

namespace slipway {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Kind = OperationKind;
using Entries = std::vector<std::string>;

struct Operation {
    Kind kind;
    std::string name;
    std::vector<std::string> values;
    std::string separator = ":";
};

std::vector<const char*> pointersTo(const Entries& entries) {
    std::vector<const char*> pointers;
    for (const std::string& entry : entries) pointers.push_back(entry.c_str());
    pointers.push_back(nullptr);
    return pointers;
}

struct Left {
    Entries environment;
    std::vector<std::string> notTakenBack;
    std::string session;
};

// What an application finds that is launched with these operations, and nothing else.
Left launchFrom(const Entries& start, const std::vector<Operation>& operations,
                std::vector<ContextEntry> context = {}, std::vector<VersionInUse> versions = {},
                const LaunchChain& chain = {}, std::string_view inherited = {}) {
    Arena arena;
    const auto pointers = pointersTo(start);
    Environment environment(arena, kLinuxRules, {pointers.data(), pointers.size() - 1});
    for (const Operation& operation : operations) {
        const std::vector<std::string_view> values(operation.values.begin(),
                                                   operation.values.end());
        environment.apply(operation.kind, operation.name, values, operation.separator);
    }
    const PrintedSession session =
        printSession({environment, context, versions, chain, inherited}, arena);
    environment.set("SLIPWAY_APPLICATION", "maya_2024");
    environment.set("SLIPWAY_LAUNCH_ID", "an id");
    environment.set("SLIPWAY_SESSION", session.text);
    const auto block = environment.block();
    return {{block.begin(), block.end()},
            {session.left.begin(), session.left.end()},
            std::string(session.text)};
}

Entries takenBack(const Entries& environment) {
    Arena arena;
    const auto pointers = pointersTo(environment);
    const auto block =
        takeBack({pointers.data(), pointers.size() - 1}, kLinuxRules, arena).environment;
    EXPECT_EQ(block.data()[block.size()], nullptr);
    return {block.begin(), block.end()};
}

std::optional<std::string> valueIn(const Entries& environment, const std::string& name) {
    for (const std::string& entry : environment) {
        if (entry.starts_with(name + "=")) return entry.substr(name.size() + 1);
    }
    return std::nullopt;
}

// Nothing: unset.
void change(Entries& environment, const std::string& name, std::optional<std::string> value) {
    const auto entry = std::ranges::find_if(
        environment, [&](const std::string& each) { return each.starts_with(name + "="); });
    if (entry != environment.end() && value) *entry = name + "=" + *value;
    if (entry != environment.end() && !value) environment.erase(entry);
    if (entry == environment.end() && value) environment.push_back(name + "=" + *value);
}

// What an inner launch begins with, where P was `start`, was operated on, then became `changed`.
std::optional<std::string> listTakenBack(std::optional<std::string> start,
                                         const std::vector<Operation>& operations,
                                         const std::optional<std::string>& changed) {
    Entries environment = {"A=1"};
    if (start) environment.push_back("P=" + *start);
    Left left = launchFrom(environment, operations);
    change(left.environment, "P", changed);
    return valueIn(takenBack(left.environment), "P");
}

TEST(Session, OfAListThatOperationsPartByDifferentSeparatorsIsTakenBackWhole) {
    const std::vector<Operation> operations = {
        {Kind::kAppend, "P", {"/p1", "&"}, ";"},
        {Kind::kPrepend, "P", {"/p2"}, ":"},
    };
    EXPECT_EQ(listTakenBack("/u", operations, "/p2:/u;/p1;&"), "/u");
    EXPECT_EQ(listTakenBack(std::nullopt, operations, "/p2:/p1;&"), std::nullopt);
}

TEST(Session, TakingBackGivesTheStartingEnvironmentByteForByteAndInItsOrder) {
    const Entries start = {"A=1",       "PATH=/bin::/usr/bin:", "no equals",
                           "B=",        "LIST=x:y:x",           "A=2",
                           "\xff=\xfe", "GONE=was \n here"};
    const Left left = launchFrom(start, {{Kind::kPrepend, "PATH", {"/a", "/b:/c"}},
                                         {Kind::kAppend, "PATH", {"/bin"}},
                                         {Kind::kPop, "LIST", {"x"}},
                                         {Kind::kPrepend, "LIST", {"new"}},
                                         {Kind::kAppend, "NEW", {"1"}},
                                         {Kind::kSet, "OTHER", {""}},
                                         {Kind::kAppend, "B", {"b"}}});
    EXPECT_EQ(takenBack(left.environment), start);
    EXPECT_THAT(left.notTakenBack, IsEmpty());
}

TEST(Session, UnsetAndEmptyAreDifferent) {
    const Entries start = {"EMPTY=", "EMPTIED=x"};
    const Left left = launchFrom(start, {{Kind::kAppend, "EMPTY", {"x"}},
                                         {Kind::kAppend, "UNSET", {"x"}},
                                         {Kind::kSet, "EMPTIED", {""}},
                                         {Kind::kSet, "MADE_EMPTY", {""}}});
    EXPECT_EQ(takenBack(left.environment), start);
    EXPECT_EQ(takenBack(launchFrom({"V="}, {{Kind::kUnset, "V", {}}}).environment), Entries{"V="});
}

TEST(Session, AValueThatSomebodyElseSetSinceStays) {
    Left left = launchFrom(
        {"V=old", "GONE=old"},
        {{Kind::kSet, "V", {"given"}}, {Kind::kSet, "W", {"given"}}, {Kind::kUnset, "GONE", {}}});
    change(left.environment, "V", "theirs");
    change(left.environment, "W", std::nullopt);
    change(left.environment, "GONE", "theirs");
    EXPECT_EQ(takenBack(left.environment), (Entries{"V=theirs", "GONE=theirs"}));
}

TEST(Session, OfAListThatWasChangedSinceExactlyTheAddedEntriesGo) {
    const std::vector<Operation> operations = {{Kind::kPrepend, "P", {"/ours", "/own"}},
                                               {Kind::kAppend, "P", {"/last"}}};
    EXPECT_EQ(listTakenBack("/u", operations, "/w:/ours:/own:/u:/last:/v"), "/w:/u:/v");
    EXPECT_EQ(listTakenBack("/u", operations, "/last:/u:/own:/ours"), "/u") << "another order";
    EXPECT_EQ(listTakenBack("/u", operations, "/ours:/u"), "/u") << "some of ours are gone";
    EXPECT_EQ(listTakenBack("/u", operations, "/else"), "/else");
    EXPECT_EQ(listTakenBack(std::nullopt, operations, "/ours:/own:/last:/w"), "/w");
    EXPECT_EQ(listTakenBack("/u", operations, "/ours/deeper:/u"), "/ours/deeper:/u");
}

TEST(Session, AListThatWasClearedSinceStaysCleared) {
    const std::vector<Operation> operations = {{Kind::kPrepend, "P", {"/ours"}},
                                               {Kind::kPop, "P", {"/bad"}}};
    EXPECT_EQ(listTakenBack("/u:/bad", operations, std::nullopt), std::nullopt);
    EXPECT_EQ(listTakenBack("/u:/bad", operations, ""), "");
}

TEST(Session, OfEntriesThatStandTwiceOnlyTheAddedOneGoes) {
    const std::vector<Operation> ahead = {{Kind::kPrepend, "P", {"/a"}}};
    const std::vector<Operation> behind = {{Kind::kAppend, "P", {"/a"}}};
    EXPECT_EQ(listTakenBack("/b:/a", ahead, "/a:/b:/a:/w"), "/b:/a:/w");
    EXPECT_EQ(listTakenBack("/a:/b", behind, "/w:/a:/b:/a"), "/w:/a:/b");
    EXPECT_EQ(listTakenBack("/a", ahead, "/a:/a:/a"), "/a:/a") << "the third is theirs";
}

TEST(Session, PoppedEntriesComeBackWhereTheyStood) {
    const std::vector<Operation> operations = {{Kind::kPop, "P", {"/x*"}},
                                               {Kind::kPrepend, "P", {"/ours"}}};
    const std::string start = "/x1:/a:/x2:/x3:/b:/x4";
    EXPECT_EQ(listTakenBack(start, operations, "/ours:/a:/b"), start);
    EXPECT_EQ(listTakenBack(start, operations, "/w:/ours:/a:/b:/v"), "/w:/x1:/a:/x2:/x3:/b:/x4:/v");
    EXPECT_EQ(listTakenBack(start, operations, "/w:/ours"), "/w:/x1:/x2:/x3:/x4");
    EXPECT_EQ(listTakenBack("/x", {{Kind::kPop, "P", {"/x"}}}, std::nullopt), "/x");
}

TEST(Session, WhatASetReplacedComesBackIntoAListThatWasExtendedSince) {
    const std::vector<Operation> operations = {{Kind::kSet, "P", {"/ours"}},
                                               {Kind::kPrepend, "P", {"/own"}}};
    EXPECT_EQ(listTakenBack("/a:/b", operations, "/own:/ours"), "/a:/b");
    EXPECT_EQ(listTakenBack("/a:/b", operations, "/w:/own:/ours:/v"), "/w:/a:/b:/v");
}

TEST(Session, SeparatorsAreTheOperations) {
    EXPECT_EQ(listTakenBack("a b", {{Kind::kAppend, "P", {"c"}, ";"}}, "x;a b;c;y"), "x;a b;y");
    EXPECT_EQ(listTakenBack("1", {{Kind::kAppend, "P", {"2"}, ", "}}, "1, 2, 3"), "1, 3");
}

TEST(Session, SecretsNeverStandInIt) {
    const Left left = launchFrom(
        {"API_TOKEN=hunter2hunter2", "URL=https://hunter2hunter2@host", "FARM_PASSWORD=correct"},
        {{Kind::kSet, "API_TOKEN", {"another-one"}},
         {Kind::kSet, "URL", {"x"}},
         {Kind::kUnset, "FARM_PASSWORD", {}},
         {Kind::kSet, "NEW_SECRET", {"very-secret"}}},
        {{"token", "of-the-context", ""}, {"shot", "x-hunter2hunter2-x", ""}});
    for (const char* secret : {"hunter2", "another-one", "very-secret", "correct", "of-the"}) {
        EXPECT_THAT(left.session, Not(HasSubstr(secret)));
    }
    EXPECT_THAT(left.notTakenBack, ElementsAre("API_TOKEN", "URL", "FARM_PASSWORD"));
    EXPECT_EQ(valueIn(takenBack(left.environment), "API_TOKEN"), "another-one");
    EXPECT_EQ(valueIn(takenBack(left.environment), "NEW_SECRET"), std::nullopt);
}

TEST(Session, IsPrintableWhateverTheValuesHold) {
    std::string everyByte;
    for (int byte = 1; byte < 256; ++byte) everyByte += static_cast<char>(byte);
    const Entries start = {"V=" + everyByte, "NAME \n=1"};
    const Left left =
        launchFrom(start, {{Kind::kUnset, "V", {}}, {Kind::kSet, "NAME \n", {everyByte}}},
                   {{"key ,%", everyByte, ""}});
    EXPECT_TRUE(std::ranges::all_of(left.session, [](char c) { return c >= ' ' && c <= '~'; }))
        << left.session;
    Entries sorted = takenBack(left.environment);
    std::ranges::sort(sorted);
    EXPECT_EQ(sorted, (Entries{"NAME \n=1", "V=" + everyByte}));
}

TEST(Session, CarriesContextVersionsAndChain) {
    const std::vector<ChainStep> steps = {
        {"maya", "/opt/ma ya"}, {"nuke", "/n"}, {"maya", "/m"}, {"nuke", "/n"}};
    const Left left = launchFrom({}, {}, {{"project", "bunny, part 2", ""}, {"shot", "", ""}},
                                 {{"maya", "2024"}, {"nuke", "15.1v3"}},
                                 {.steps = steps, .process = "42", .execs = 3, .nested = 7});
    Arena arena;
    const auto pointers = pointersTo(left.environment);
    const StartingPoint point =
        takeBack({pointers.data(), pointers.size() - 1}, kLinuxRules, arena);
    const EnclosingLaunch& enclosing = point.enclosing;
    ASSERT_EQ(enclosing.context.size(), 2);
    EXPECT_EQ(enclosing.context[0].key, "project");
    EXPECT_EQ(enclosing.context[0].value, "bunny, part 2");
    EXPECT_EQ(enclosing.context[1].value, "");
    ASSERT_EQ(enclosing.versions.size(), 2);
    EXPECT_EQ(enclosing.versions[1].application, "nuke");
    EXPECT_EQ(enclosing.versions[1].version, "15.1v3");
    EXPECT_THAT(enclosing.chain.steps, ElementsAreArray(steps));
    EXPECT_EQ(enclosing.chain.process, "42");
    EXPECT_EQ(enclosing.chain.execs, 3);
    EXPECT_EQ(enclosing.chain.nested, 7);
    EXPECT_EQ(enclosing.session, left.session);
}

TEST(Session, AnInheritedOneIsTakenBackToo) {
    const Entries start = {"P=/u"};
    const Left outer =
        launchFrom(start, {{Kind::kPrepend, "P", {"/outer"}}, {Kind::kSet, "V", {"outer"}}});
    const Left inner = launchFrom(outer.environment,
                                  {{Kind::kPrepend, "P", {"/inner"}}, {Kind::kSet, "V", {"inner"}}},
                                  {}, {}, {}, outer.session);
    EXPECT_EQ(valueIn(inner.environment, "P"), "/inner:/outer:/u");
    EXPECT_EQ(takenBack(inner.environment), start);
}

TEST(Session, WithoutOneTheEnvironmentIsTheSameBlock) {
    Arena arena;
    const auto pointers = pointersTo({"A=1", "SLIPWAY_USE=maya=2024", "SLIPWAY_SESSIONS=1"});
    const std::span<const char* const> block{pointers.data(), pointers.size() - 1};
    EXPECT_EQ(takeBack(block, kLinuxRules, arena).environment.data(), block.data());
}

TEST(Session, WhatALaunchAddsOfItsOwnGoesEvenWithoutASession) {
    EXPECT_EQ(takenBack({"SLIPWAY_LAUNCH_ID=1", "A=1", "SLIPWAY_APPLICATION=x"}), Entries{"A=1"});
    EXPECT_EQ(takenBack({"SLIPWAY_SESSION=", "A=1", "SLIPWAY_SESSION=2"}), Entries{"A=1"});
}

TEST(Session, ADamagedOneIsIgnored) {
    const Left left =
        launchFrom({"P=/u"}, {{Kind::kPrepend, "P", {"/ours"}}, {Kind::kSet, "V", {"1"}}});
    Entries untouched = left.environment;
    std::erase_if(untouched, [](const std::string& e) { return e.starts_with("SLIPWAY_"); });
    for (std::size_t size = 0; size < left.session.size(); ++size) {
        Entries environment = left.environment;
        change(environment, "SLIPWAY_SESSION", left.session.substr(0, size));
        EXPECT_EQ(takenBack(environment), untouched) << size;
    }
    for (std::size_t at = 0; at < left.session.size(); ++at) {
        std::string damaged = left.session;
        damaged[at] = damaged[at] == 'x' ? 'y' : 'x';
        Entries environment = left.environment;
        change(environment, "SLIPWAY_SESSION", damaged);
        EXPECT_EQ(takenBack(environment), untouched) << at;
    }
}

// A checksum keeps nobody from making a text up: it must not do more than be ignored.
TEST(Session, AHostileOneDoesNoHarm) {
    std::mt19937 random(7);
    const std::string digits(session::kDigits);
    const std::string alphabet = digits + ",,,,, %%%2fea=:lsrukjnpcai";
    for (int i = 0; i < 20'000; ++i) {
        std::string fields;
        const std::size_t size = random() % 120;
        for (std::size_t k = 0; k < size; ++k) fields += alphabet[random() % alphabet.size()];
        fields = " " + fields;
        std::string text = "1";
        std::uint64_t checksum = session::digest(fields);
        for (std::size_t k = 0; k < session::kDigestSize; ++k, checksum >>= session::kDigitBits) {
            text += digits[checksum & 63];
        }
        const Entries environment = {"P=/a:/b", "SLIPWAY_SESSION=" + text + fields};
        EXPECT_GE(takenBack(environment).size(), 1);
    }
}

std::string withChecksum(const std::string& fields) {
    std::string text = "1";
    std::uint64_t checksum = session::digest(fields);
    for (std::size_t k = 0; k < session::kDigestSize; ++k, checksum >>= session::kDigitBits) {
        text += session::kDigits[checksum & 63];
    }
    return text + fields;
}

TEST(Session, FieldsThatNobodyWroteMakeTheWholeTextForeign) {
    const Entries fields = {
        " uV,x%00y",    " uA=B,x", " u,x",        " uV,x,more", " sV,short",
        " sV,!2345678", " lP,,,,", " lP,:,,123,", " j1",        " n99999999999",
        " n",           " zV,x",   "uV,x",        " uV,%4",     " lP,:,,,,00000000,1"};
    for (const std::string& field : fields) {
        const Entries environment = {"SLIPWAY_SESSION=" + withChecksum(" uGONE,back" + field)};
        EXPECT_THAT(takenBack(environment), IsEmpty()) << field;
    }
    EXPECT_EQ(takenBack({"SLIPWAY_SESSION=" + withChecksum(" uGONE,back")}), Entries{"GONE=back"});
}

TEST(Session, NeverExceeds8KiBAndSaysWhatIsNotTakenBack) {
    Entries start;
    std::vector<Operation> operations;
    for (int i = 0; i < 2000; ++i) {
        const std::string name = "VARIABLE_" + std::to_string(i);
        start.push_back(name + "=" + std::string(50, 'x') + std::to_string(i));
        operations.push_back({Kind::kSet, name, {"y"}});
    }
    const std::vector<ContextEntry> context(500, {"key", "a value that is not short", ""});
    const Left left = launchFrom(start, operations, context);
    EXPECT_LE(left.session.size(), kLargestSession);
    EXPECT_GT(left.session.size(), kLargestSession - 200);
    const Entries after = takenBack(left.environment);
    for (const Entries& pair : {start}) {
        std::size_t back = 0;
        for (const std::string& entry : pair) back += std::ranges::count(after, entry) == 1;
        EXPECT_EQ(back + left.notTakenBack.size(), start.size());
        EXPECT_GT(back, 50);
    }
}

TEST(Session, HugeListsFitInSinceTheyAreHashes) {
    std::string path;
    for (int i = 0; i < 3000; ++i)
        path += "/a/rather/long/folder/of/a/studio/" + std::to_string(i) + ":";
    Operation many{Kind::kPrepend, "PATH", {}};
    for (int i = 0; i < 900; ++i)
        many.values.push_back("/plugin/with/a/long/path/" + std::to_string(i));
    const Entries start = {"PATH=" + path};
    const Left left = launchFrom(start, {many});
    EXPECT_LE(left.session.size(), kLargestSession);
    EXPECT_THAT(left.notTakenBack, IsEmpty());
    EXPECT_EQ(takenBack(left.environment), start);
}

// ---- random launches and edits, against a model ----

class Dice {
  public:
    explicit Dice(unsigned seed) : random_(seed) {}
    std::size_t operator()(std::size_t sides) { return random_() % sides; }

  private:
    std::mt19937 random_;
};

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> entries;
    forEachEntry(list, ":", [&](std::string_view entry) { entries.emplace_back(entry); });
    return entries;
}

std::string join(const std::vector<std::string>& entries) {
    std::string list;
    for (std::size_t i = 0; i < entries.size(); ++i) list += (i == 0 ? "" : ":") + entries[i];
    return list;
}

std::string randomList(Dice& dice, const std::string& prefix, std::size_t most) {
    std::vector<std::string> entries;
    for (std::size_t i = dice(most) + 1; i > 0; --i) {
        entries.push_back(dice(10) == 0 ? "" : "/" + prefix + std::to_string(dice(6)));
    }
    return join(entries);
}

std::vector<Operation> randomOperations(Dice& dice) {
    std::vector<Operation> operations;
    for (std::size_t i = dice(8); i > 0; --i) {
        const std::string name = "V" + std::to_string(dice(4));
        const auto kind = static_cast<Kind>(dice(5));
        const std::string pattern = dice(3) == 0 ? "*1" : randomList(dice, "u", 2);
        operations.push_back(
            {kind,
             name,
             {kind == Kind::kPop ? pattern : randomList(dice, dice(2) ? "s" : "u", 3)}});
    }
    return operations;
}

TEST(SessionProperty, TakingBackIsTheReverseOfAnyOperations) {
    for (unsigned seed = 0; seed < 20'000; ++seed) {
        Dice dice(seed);
        Entries start;
        for (int i = 0; i < 4; ++i) {
            const std::string name = "V" + std::to_string(i);
            if (dice(3) != 0)
                start.push_back(name + "=" + (dice(5) ? randomList(dice, "u", 6) : ""));
        }
        const Left left = launchFrom(start, randomOperations(dice));
        Entries back = takenBack(left.environment);
        std::ranges::sort(back);
        std::ranges::sort(start);
        ASSERT_EQ(back, start) << "seed " << seed << ": " << left.session;
    }
}

// An entry, and whether Slipway added it. All entries differ, so who owns which is beyond doubt.
struct Owned {
    std::string text;
    bool slipways;
    bool operator==(const Owned&) const = default;
};

std::vector<std::string> textsOf(const std::vector<Owned>& entries, bool all) {
    std::vector<std::string> texts;
    for (const Owned& entry : entries) {
        if (all || !entry.slipways) texts.push_back(entry.text);
    }
    return texts;
}

void editAsAWrapperMight(std::vector<Owned>& list, Dice& dice, int& counter) {
    const auto at = [&](std::size_t size) {
        return list.begin() + static_cast<std::ptrdiff_t>(dice(size));
    };
    const Owned theirs{"/wrapper" + std::to_string(counter++), false};
    switch (dice(5)) {
        case 0:
            list.insert(list.begin(), theirs);
            break;
        case 1:
            list.push_back(theirs);
            break;
        case 2:
            list.insert(at(list.size() + 1), theirs);
            break;
        case 3:
            if (list.size() > 1) list.erase(at(list.size()));
            break;
        default:
            if (list.size() > 1) std::iter_swap(at(list.size()), at(list.size()));
    }
}

TEST(SessionProperty, WhateverAWrapperDoesToAListItsOwnAndTheUsersEntriesStayInOrder) {
    for (unsigned seed = 0; seed < 20'000; ++seed) {
        Dice dice(seed);
        std::vector<Owned> list;
        int counter = 0;
        for (std::size_t i = dice(5); i > 0; --i) {
            list.push_back({"/user" + std::to_string(counter++), false});
        }
        const Entries start = list.empty() ? Entries{} : Entries{"P=" + join(textsOf(list, true))};
        std::vector<Operation> operations;
        for (std::size_t i = dice(4) + 1; i > 0; --i) {
            const Owned added{"/slipway" + std::to_string(counter++), true};
            const bool ahead = dice(2) == 0;
            operations.push_back({ahead ? Kind::kPrepend : Kind::kAppend, "P", {added.text}});
            list.insert(ahead ? list.begin() : list.end(), added);
        }
        Left left = launchFrom(start, operations);
        for (std::size_t edits = dice(6); edits > 0; --edits) {
            editAsAWrapperMight(list, dice, counter);
        }
        change(left.environment, "P", join(textsOf(list, true)));
        const auto expected = textsOf(list, false);
        const auto value = valueIn(takenBack(left.environment), "P");
        if (expected.empty()) {
            ASSERT_EQ(value, std::nullopt) << "seed " << seed;
        } else {
            ASSERT_EQ(value, join(expected)) << "seed " << seed;
        }
    }
}

TEST(SessionProperty, PoppedEntriesComeBackOnceWhateverAWrapperDoes) {
    for (unsigned seed = 0; seed < 5'000; ++seed) {
        Dice dice(seed);
        int counter = 0;
        std::vector<Owned> list;
        std::vector<std::string> all, popped;
        for (std::size_t i = dice(6) + 2; i > 0; --i) {
            const std::string entry = "/user" + std::to_string(counter++);
            all.push_back(entry);
            if (dice(3) == 0) {
                popped.push_back(entry);
            } else {
                list.push_back({entry, false});
            }
        }
        if (popped.empty() || list.empty()) continue;
        Left left = launchFrom({"P=" + join(all)}, {{Kind::kPop, "P", {join(popped)}},
                                                    {Kind::kPrepend, "P", {"/slipway"}}});
        list.insert(list.begin(), {"/slipway", true});
        for (std::size_t edits = dice(6); edits > 0; --edits) {
            editAsAWrapperMight(list, dice, counter);
        }
        change(left.environment, "P", join(textsOf(list, true)));
        auto expected = textsOf(list, false);
        expected.insert(expected.end(), popped.begin(), popped.end());
        const auto back = split(valueIn(takenBack(left.environment), "P").value_or(""));
        ASSERT_THAT(back, testing::UnorderedElementsAreArray(expected)) << "seed " << seed;
        auto others = back;
        std::erase_if(others, [&](const std::string& e) { return std::ranges::count(popped, e); });
        ASSERT_EQ(others, textsOf(list, false)) << "seed " << seed;
    }
}

}  // namespace
}  // namespace slipway
