// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/syntax.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/terminal.h"
#include "manifests/diagnostic.h"
#include "resolver/version.h"

namespace slipway {

namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kWidestProse = 88;

std::vector<Row> optionRows(const Syntax& syntax) {
    std::vector<Row> rows;
    for (const Option& option : syntax.options) {
        const std::string value = option.placeholder.empty() ? "" : " " + option.placeholder;
        const std::string also = option.shortName.empty() ? "" : ", " + option.shortName;
        rows.push_back({{option.name + value + also, Style::kBold}, {option.help}});
    }
    rows.push_back({{"--help", Style::kBold}, {"this"}});
    return rows;
}

std::string examplesText(const Syntax& syntax, const Screen& screen) {
    std::vector<Row> rows;
    for (const auto& [line, about] : syntax.examples) rows.push_back({{line}, {about}});
    return rows.empty() ? "" : "\n" + formatTable(rows, kIndent, screen);
}

std::string helpText(const Syntax& syntax, const Screen& screen) {
    std::string text = Line(screen)
                           .add("usage: ", Style::kDim)
                           .add("slipway " + syntax.verb, Style::kBold)
                           .add((syntax.usage.empty() ? "" : " ") + syntax.usage)
                           .text() +
                       "\n";
    std::string_view about = syntax.about;
    while (!about.empty()) {
        const std::string_view paragraph = about.substr(0, about.find('\n'));
        about.remove_prefix(std::min(paragraph.size() + 1, about.size()));
        text += "\n";
        for (const std::string& line : wrapped(paragraph, std::min(screen.width, kWidestProse))) {
            text += line + "\n";
        }
    }
    return text + examplesText(syntax, screen) + "\n" +
           formatTable(optionRows(syntax), kIndent, screen);
}

void declare(CLI::App& app, const Option& option) {
    const std::string names =
        option.shortName.empty() ? option.name : option.shortName + "," + option.name;
    if (const auto* flag = std::get_if<bool*>(&option.target)) {
        app.add_flag(names, **flag);
    } else if (const auto* texts = std::get_if<std::vector<std::string>*>(&option.target)) {
        app.add_option(names, **texts)->expected(1)->take_all();
    } else {
        app.add_option(names, *std::get<std::string*>(option.target));
    }
}

std::string unknownOption(const Syntax& syntax, const std::string& text) {
    const std::string name = text.substr(0, text.find('='));
    std::vector<std::string_view> names{"--help"};
    for (const Option& option : syntax.options) names.push_back(option.name);
    return "unknown option " + inQuotes(name) + didYouMean(name, names);
}

std::string missing(const Syntax& syntax) {
    return "'" + syntax.verb + "' needs more: slipway " + syntax.verb + " " + syntax.usage;
}

std::string unexpected(const Syntax& syntax, const std::string& text) {
    return "unexpected " + inQuotes(text) + ": slipway " + syntax.verb + " " + syntax.usage;
}

std::string needsValue(std::string_view option) {
    return "option " + inQuotes(option) + " needs a value";
}

std::string givenTwice(std::string_view option) {
    return "option " + inQuotes(option) + " is given twice";
}

// `--to "$DIR"` where DIR is not set must not mean the default.
bool isGivenEmpty(const CLI::App& app, const Option& option) {
    const auto* text = std::get_if<std::string*>(&option.target);
    return text != nullptr && (*text)->empty() && app.count(option.name) != 0;
}

// Positionals never reach CLI11 as such: it takes "[a]" for a list and swallows "--" and "++".
// What it does not know it leaves over, in order.
std::expected<std::vector<std::string>, std::string> parseOptions(const Syntax& syntax,
                                                                  Arguments arguments,
                                                                  bool& wantsHelp) {
    CLI::App app;
    app.set_help_flag();
    app.add_flag("-h,--help", wantsHelp);
    app.allow_windows_style_options(false);
    app.allow_extras();
    for (const Option& option : syntax.options) declare(app, option);
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ArgumentMismatch&) {
        for (const Option& option : syntax.options) {
            if (app.count(option.name) > 1) return std::unexpected(givenTwice(option.name));
        }
        return std::unexpected(needsValue(arguments.back()));
    } catch (const CLI::ParseError& error) {
        return std::unexpected(std::string(error.what()));
    }
    for (const Option& option : syntax.options) {
        if (isGivenEmpty(app, option)) return std::unexpected(needsValue(option.name));
    }
    std::vector<std::string> rest = app.remaining();
    const auto option = std::ranges::find_if(
        rest, [](const std::string& text) { return text.size() > 1 && text.starts_with('-'); });
    if (option == rest.end()) return rest;
    return std::unexpected(unknownOption(syntax, *option));
}

}  // namespace

std::expected<ParsedArguments, int> parse(const Syntax& syntax, Arguments arguments,
                                          const Surroundings& surroundings) {
    const auto dashes = std::ranges::find(arguments, "--");
    const Arguments behind(dashes == arguments.end() ? dashes : dashes + 1, arguments.end());
    bool wantsHelp = false;
    auto rest = parseOptions(syntax, {arguments.begin(), dashes}, wantsHelp);
    if (wantsHelp) {
        surroundings.out << helpText(syntax, surroundings.outScreen);
        return std::unexpected(0);
    }
    if (!rest) return std::unexpected(wrongUsage(surroundings, rest.error()));

    ParsedArguments parsed{std::move(*rest), {}};
    auto& target =
        syntax.takesApplicationArguments ? parsed.applicationArguments : parsed.positionals;
    target.insert(target.end(), behind.begin(), behind.end());
    if (parsed.positionals.size() < syntax.fewest) {
        return std::unexpected(wrongUsage(surroundings, missing(syntax)));
    }
    if (parsed.positionals.size() > syntax.most) {
        return std::unexpected(
            wrongUsage(surroundings, unexpected(syntax, parsed.positionals[syntax.most])));
    }
    return parsed;
}

std::expected<bool, int> parseReport(std::string_view verb, std::string_view about,
                                     Arguments arguments, const Surroundings& surroundings) {
    bool json = false;
    const Syntax syntax{.verb = std::string(verb),
                        .usage = "[--json]",
                        .about = std::string(about),
                        .options = {{"--json", "", "as JSON", &json}}};
    const auto parsed = parse(syntax, arguments, surroundings);
    if (!parsed) return std::unexpected(parsed.error());
    return json;
}

std::string inQuotes(std::string_view text) {
    return "'" + printable(text) + "'";
}

int wrongUsage(const Surroundings& surroundings, std::string_view message) {
    surroundings.err << "slipway: " << message << "\n";
    return 2;
}

std::string didYouMean(std::string_view text, const std::vector<std::string_view>& candidates) {
    const std::string_view near = nearest(text, candidates);
    return near.empty() ? "" : "; did you mean '" + std::string(near) + "'?";
}

std::expected<ApplicationRequest, std::string> parseApplicationRequest(std::string_view text) {
    const std::size_t at = text.rfind('@');
    const std::string name(text.substr(0, at));
    if (name.empty()) return std::unexpected(inQuotes(text) + " names no application");
    if (at == std::string_view::npos) return ApplicationRequest{name, ""};
    const std::string version(text.substr(at + 1));
    if (version.empty()) {
        return std::unexpected(inQuotes(text) + " names no version: " + printable(name) +
                               "@2024, or without '@' for the one in use");
    }
    if (!isOneVersion(version)) {
        const std::string_view first = versionComponent(version, 0);
        const std::string one(first.empty() ? "2024" : first);
        return std::unexpected(inQuotes(text) + " asks for a range: write one version, " +
                               printable(name) + "@" + one + " for the newest " + one);
    }
    return ApplicationRequest{name, version};
}

}  // namespace slipway
