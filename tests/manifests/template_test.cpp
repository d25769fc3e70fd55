// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/support/documents.h"

namespace slipway {
namespace {

using slipway::testing::printed;
using slipway::testing::toolsLocation;
using slipway::testing::toolsSource;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TemplatePiece text(std::string value) {
    return {.kind = PieceKind::kLiteral, .text = std::move(value)};
}
TemplatePiece piece(PieceKind kind, std::string key = {}) {
    return {.kind = kind, .text = std::move(key)};
}
TemplatePiece withDefault(PieceKind kind, std::string key, Template fallback) {
    return {
        .kind = kind, .text = std::move(key), .hasFallback = true, .fallback = std::move(fallback)};
}

// The pieces of a text without a mistake.
Template parsed(std::string_view written, TemplateScope scope = TemplateScope::kValue,
                const PlatformRules& rules = kLinuxRules) {
    Diagnostics diagnostics;
    const auto result = parseTemplate(written, toolsLocation(), rules, diagnostics, scope);
    EXPECT_THAT(printed(diagnostics), IsEmpty());
    return result.value_or(Template{text("(nothing)")});
}

// What is said of a text with a mistake, without its place.
std::string mistake(std::string_view written, TemplateScope scope = TemplateScope::kValue,
                    const Location& at = toolsLocation()) {
    Diagnostics diagnostics;
    EXPECT_EQ(parseTemplate(written, at, kLinuxRules, diagnostics, scope), std::nullopt);
    if (diagnostics.list().size() != 1) return "(not one message)";
    Diagnostic only = diagnostics.list().front();
    only.location = {};
    return oneLine(only);
}

TEST(Template, OfPlainTextIsThatText) {
    EXPECT_THAT(parsed("/opt/maya/bin"), ElementsAre(text("/opt/maya/bin")));
}

TEST(Template, OfNothingHasNoPieces) {
    EXPECT_THAT(parsed(""), IsEmpty());
}

TEST(Template, PutsThePluginsFactsIn) {
    EXPECT_THAT(parsed("{plugin.dir}/lib"), ElementsAre(text("/studio/tools-1.2.0/lib")));
    EXPECT_THAT(parsed("{plugin.name}-{plugin.version} of {plugin.root}"),
                ElementsAre(text("tools-1.2.0 of /studio")));
}

TEST(Template, PutsThePlatformsFactsIn) {
    EXPECT_THAT(parsed("{platform}{pathsep}"), ElementsAre(text("linux:")));
    EXPECT_THAT(parsed("{platform}{pathsep}", TemplateScope::kValue, kWindowsRules),
                ElementsAre(text("windows;")));
    EXPECT_THAT(parsed("{platform}{pathsep}", TemplateScope::kValue, kMacosRules),
                ElementsAre(text("macos:")));
}

TEST(Template, NeverReadsWhatItPutsIn) {
    auto source = std::make_shared<Source>(*toolsSource());
    source->plugin->folder = "/studio/{home}";
    Diagnostics diagnostics;
    const auto result = parseTemplate("{plugin.dir}", {source, 1, 1}, kLinuxRules, diagnostics);
    EXPECT_EQ(result, Template{text("/studio/{home}")});
}

TEST(Template, KnowsThePlaceholdersOfALaunch) {
    EXPECT_THAT(parsed("{application.name}"), ElementsAre(piece(PieceKind::kApplicationName)));
    EXPECT_THAT(parsed("{application.identifier}"),
                ElementsAre(piece(PieceKind::kApplicationIdentifier)));
    EXPECT_THAT(parsed("{application.label}"), ElementsAre(piece(PieceKind::kApplicationLabel)));
    EXPECT_THAT(parsed("{application.variant}"),
                ElementsAre(piece(PieceKind::kApplicationVariant)));
    EXPECT_THAT(parsed("{application.version}"),
                ElementsAre(piece(PieceKind::kApplicationVersion)));
    EXPECT_THAT(parsed("{application.version.major}"),
                ElementsAre(piece(PieceKind::kApplicationVersionMajor)));
    EXPECT_THAT(parsed("{application.version.minor}"),
                ElementsAre(piece(PieceKind::kApplicationVersionMinor)));
    EXPECT_THAT(parsed("{application.version.patch}"),
                ElementsAre(piece(PieceKind::kApplicationVersionPatch)));
    EXPECT_THAT(parsed("{application.path}"), ElementsAre(piece(PieceKind::kApplicationPath)));
    EXPECT_THAT(parsed("{application.dir}"), ElementsAre(piece(PieceKind::kApplicationDir)));
    EXPECT_THAT(parsed("{command}"), ElementsAre(piece(PieceKind::kCommand)));
    EXPECT_THAT(parsed("{context.shot}"), ElementsAre(piece(PieceKind::kContext, "shot")));
    EXPECT_THAT(parsed("{env.PATH}"), ElementsAre(piece(PieceKind::kEnv, "PATH")));
    EXPECT_THAT(parsed("{host}"), ElementsAre(piece(PieceKind::kHost)));
    EXPECT_THAT(parsed("{user}"), ElementsAre(piece(PieceKind::kUser)));
    EXPECT_THAT(parsed("{home}"), ElementsAre(piece(PieceKind::kHome)));
    EXPECT_THAT(parsed("{launch.id}"), ElementsAre(piece(PieceKind::kLaunchId)));
    EXPECT_THAT(parsed("{launch.time}"), ElementsAre(piece(PieceKind::kLaunchTime)));
    EXPECT_THAT(parsed("{launch.pid}"), ElementsAre(piece(PieceKind::kLaunchPid)));
    EXPECT_THAT(parsed("{launch.mode}"), ElementsAre(piece(PieceKind::kLaunchMode)));
}

TEST(Template, KeepsTextBetweenPlaceholders) {
    EXPECT_THAT(parsed("a{home}b{user}c"),
                ElementsAre(text("a"), piece(PieceKind::kHome), text("b"), piece(PieceKind::kUser),
                            text("c")));
}

TEST(Template, TakesAnyTextAsAKey) {
    EXPECT_THAT(parsed("{context.My Task: 7}"),
                ElementsAre(piece(PieceKind::kContext, "My Task: 7")));
    EXPECT_THAT(parsed("{env.ProgramFiles(x86)}"),
                ElementsAre(piece(PieceKind::kEnv, "ProgramFiles(x86)")));
    EXPECT_THAT(parsed("{env.A.B-C}"), ElementsAre(piece(PieceKind::kEnv, "A.B-C")));
}

TEST(Template, HasBracesWhereTheyAreDoubled) {
    EXPECT_THAT(parsed("{{}}"), ElementsAre(text("{}")));
    EXPECT_THAT(parsed("{{home}}"), ElementsAre(text("{home}")));
    EXPECT_THAT(parsed("{{{home}}}"), ElementsAre(text("{"), piece(PieceKind::kHome), text("}")));
    EXPECT_THAT(parsed("}}{{"), ElementsAre(text("}{")));
}

TEST(Template, HasDefaults) {
    EXPECT_THAT(parsed("{context.shot:-none}"),
                ElementsAre(withDefault(PieceKind::kContext, "shot", {text("none")})));
    EXPECT_THAT(parsed("{env.A:-}"), ElementsAre(withDefault(PieceKind::kEnv, "A", {})));
    EXPECT_THAT(parsed("{env.A:-b:-c}"),
                ElementsAre(withDefault(PieceKind::kEnv, "A", {text("b:-c")})));
}

TEST(Template, HasPlaceholdersInDefaults) {
    EXPECT_THAT(
        parsed("{context.shot:-{context.asset:-{user}}}/x"),
        ElementsAre(
            withDefault(PieceKind::kContext, "shot",
                        {withDefault(PieceKind::kContext, "asset", {piece(PieceKind::kUser)})}),
            text("/x")));
    EXPECT_THAT(
        parsed("{env.A:-a{env.B:-b}}"),
        ElementsAre(withDefault(PieceKind::kEnv, "A",
                                {text("a"), withDefault(PieceKind::kEnv, "B", {text("b")})})));
}

TEST(Template, HasBracesInDefaults) {
    EXPECT_THAT(parsed("{env.A:-{{none}}}"),
                ElementsAre(withDefault(PieceKind::kEnv, "A", {text("{none}")})));
    EXPECT_THAT(parsed("{{{env.A:-b}}}"),
                ElementsAre(text("{"), withDefault(PieceKind::kEnv, "A", {text("b")}), text("}")));
}

TEST(Template, TakesTheDefaultOfAPluginsUnknownFact) {
    auto source = std::make_shared<Source>(*toolsSource());
    source->plugin->version.clear();
    const Location at{source, 1, 1};
    Diagnostics diagnostics;
    EXPECT_EQ(parseTemplate("v{plugin.version:-dev}", at, kLinuxRules, diagnostics),
              Template{text("vdev")});
    EXPECT_THAT(printed(diagnostics), IsEmpty());
    EXPECT_EQ(mistake("{plugin.version}", TemplateScope::kValue, at),
              "error: '{plugin.version}' is not known of this plugin; give the plugin a 'version', "
              "or write a default: '{plugin.version:-text}'");
}

TEST(Template, KnowsNoPluginInAFileOfNone) {
    auto source = std::make_shared<Source>(*toolsSource());
    source->plugin.reset();
    EXPECT_EQ(mistake("{plugin.dir}", TemplateScope::kValue, {source, 1, 1}),
              "error: '{plugin.dir}' stands in a file of no plugin");
}

TEST(Template, SaysWhichPlaceholderIsMeant) {
    EXPECT_EQ(mistake("{plugin.dirr}"),
              "error: unknown placeholder '{plugin.dirr}'; did you mean '{plugin.dir}'?");
    EXPECT_EQ(mistake("{aplication.version.major}"),
              "error: unknown placeholder '{aplication.version.major}'; did you mean "
              "'{application.version.major}'?");
    EXPECT_EQ(mistake("{contxt.shot}"),
              "error: unknown placeholder '{contxt.shot}'; did you mean '{context.shot}'?");
    EXPECT_EQ(mistake("{ENV.HOME}"),
              "error: unknown placeholder '{ENV.HOME}'; did you mean '{env.HOME}'?");
    EXPECT_EQ(mistake("{version}"),
              "error: unknown placeholder '{version}'; did you mean '{application.version}'?");
    EXPECT_EQ(mistake("{ home }"), "error: unknown placeholder '{ home }'; did you mean '{home}'?");
}

TEST(Template, SaysHowToWriteBracesWhereNoPlaceholderIsMeant) {
    EXPECT_EQ(mistake(R"({"a": 1})"),
              R"(error: unknown placeholder '{"a": 1}'; for braces write '{{' and '}}')");
    EXPECT_EQ(mistake("x{}y"), "error: a placeholder has no name; for braces write '{{}}'");
}

TEST(Template, SaysHowAPlaceholderGoesOn) {
    EXPECT_EQ(mistake("{context}"), "error: '{context}' is not whole; it goes on: 'context.KEY'");
    EXPECT_EQ(mistake("{context.}"), "error: '{context.}' is not whole; it goes on: 'context.KEY'");
    EXPECT_EQ(mistake("{plugin}"),
              "error: '{plugin}' is not whole; it goes on: 'plugin.dir', 'plugin.name', "
              "'plugin.root' or 'plugin.version'");
}

TEST(Template, FindsBracesThatDoNotMatch) {
    EXPECT_EQ(mistake("a{home"),
              "error: a placeholder is not closed: '{home'; end it with '}', or write '{{' for a "
              "brace");
    EXPECT_EQ(mistake("a}b"), "error: '}' without '{' before it in 'a}b'; for a brace write '}}'");
    EXPECT_EQ(mistake("{env.A:-b"),
              "error: a placeholder is not closed: '{env.A:-b'; end it with '}', or write '{{' for "
              "a brace");
    EXPECT_EQ(mistake("{context.{user}}"),
              "error: a placeholder is not closed: '{context.{user}}'; end it with '}', or write "
              "'{{' for a brace");
}

TEST(Template, FindsMistakesInDefaultsThatAreNotNeeded) {
    EXPECT_EQ(mistake("{platform:-{hom}}"),
              "error: unknown placeholder '{hom}'; did you mean '{home}'?");
}

TEST(Template, RefusesNul) {
    EXPECT_EQ(mistake(std::string_view("a\0b", 3)),
              "error: a value cannot hold NUL; it would end there");
}

TEST(Template, OfAVariantHasTheApplicationsOwnNames) {
    EXPECT_THAT(parsed("{name}-{version.major} {dir}", TemplateScope::kVariant),
                ElementsAre(piece(PieceKind::kApplicationName), text("-"),
                            piece(PieceKind::kApplicationVersionMajor), text(" "),
                            piece(PieceKind::kApplicationDir)));
    EXPECT_THAT(parsed("{application.version}{user}", TemplateScope::kVariant),
                ElementsAre(piece(PieceKind::kApplicationVersion), piece(PieceKind::kUser)));
}

TEST(Template, OfAnIdentifierHasTheVariantToo) {
    EXPECT_THAT(parsed("{name}_{variant}", TemplateScope::kIdentifier),
                ElementsAre(piece(PieceKind::kApplicationName), text("_"),
                            piece(PieceKind::kApplicationVariant)));
}

TEST(Template, CannotStandForItself) {
    EXPECT_EQ(mistake("{variant}", TemplateScope::kVariant),
              "error: '{variant}' would stand for itself; build it from '{version}'");
    EXPECT_EQ(mistake("{application.identifier}", TemplateScope::kVariant),
              "error: '{application.identifier}' would stand for itself; build it from "
              "'{version}'");
    EXPECT_EQ(mistake("{application.identifier}", TemplateScope::kIdentifier),
              "error: '{application.identifier}' would stand for itself; build it from '{name}', "
              "'{variant}' and '{version}'");
}

TEST(Template, OfAFindPathSeeksVersions) {
    EXPECT_THAT(
        parsed("{home}/nuke{version}/nuke{version.major}.{version.minor}", TemplateScope::kFind),
        ElementsAre(piece(PieceKind::kHome), text("/nuke"), piece(PieceKind::kApplicationVersion),
                    text("/nuke"), piece(PieceKind::kApplicationVersionMajor), text("."),
                    piece(PieceKind::kApplicationVersionMinor)));
    EXPECT_THAT(parsed("{env.APPS}{platform}", TemplateScope::kFind),
                ElementsAre(piece(PieceKind::kEnv, "APPS"), text("linux")));
    EXPECT_EQ(mistake("/opt/{verson}", TemplateScope::kFind),
              "error: unknown placeholder '{verson}'; did you mean '{version}'?");
    EXPECT_EQ(mistake("/opt/{context.project}", TemplateScope::kFind),
              "error: '{context.project}' has no value here: installations are looked for before a "
              "launch; possible are '{version}', '{version.major}', '{version.minor}', '{home}', "
              "'{user}', "
              "'{env.NAME}', '{paths.NAME}' and what is the plugin's own");
}

TEST(Template, OfAMegabyteTakesNoTimeAndNoStack) {
    const std::size_t size = 1 << 20;
    EXPECT_THAT(parsed(std::string(size, '{')), ElementsAre(text(std::string(size / 2, '{'))));
    EXPECT_EQ(mistake(std::string(size - 1, '{')).substr(0, 34),
              "error: a placeholder is not closed");
    std::string nested;
    for (std::size_t i = 0; i < size / 8; ++i) nested += "{env.A:-";
    EXPECT_EQ(mistake(nested), "error: defaults are nested deeper than 64");
    std::string many;
    for (std::size_t i = 0; i < size / 8; ++i) many += "{home}{{";
    EXPECT_EQ(parsed(many).size(), size / 4);
}

TEST(Template, QuotesLongTextsInPart) {
    EXPECT_LT(mistake("{" + std::string(100000, 'a') + "}").size(), 200);
}

TEST(LiteralText, IsThereWhereThereAreNoPlaceholders) {
    EXPECT_EQ(literalText(parsed("a{{b")), "a{b");
    EXPECT_EQ(literalText(parsed("")), "");
    EXPECT_EQ(literalText(parsed("a{home}")), std::nullopt);
    EXPECT_EQ(literalText(literal("x")), "x");
    EXPECT_EQ(literalText(literal("")), "");
}

TEST(TemplateText, ParsesToTheSameTemplate) {
    for (const char* written : {"", "a", "{{x}}{home}", "{env.A:-{context.b:-{{c}}}}"}) {
        EXPECT_EQ(parsed(templateText(parsed(written))), parsed(written)) << written;
    }
}

TEST(PlaceholderNames, AreThoseOfTheSpecification) {
    std::vector<std::string> names;
    for (const PlaceholderName& placeholder : placeholderNames()) {
        names.emplace_back(placeholder.name);
        EXPECT_FALSE(placeholder.meaning.empty()) << placeholder.name;
    }
    EXPECT_THAT(
        names, ::testing::UnorderedElementsAre(
                   "plugin.dir", "plugin.name", "plugin.version", "plugin.root", "application.name",
                   "application.identifier", "application.label", "application.variant",
                   "application.version", "application.path", "application.dir",
                   "application.version.major", "application.version.minor",
                   "application.version.patch", "command", "context.KEY", "paths.NAME", "env.NAME",
                   "platform", "host", "user", "home", "pathsep", "launch.id", "launch.time",
                   "launch.pid", "launch.mode", "launch.dir", "launch.port"));
}

}  // namespace
}  // namespace slipway
