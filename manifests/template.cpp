// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/template.h"

#include <algorithm>
#include <array>
#include <utility>

#include "manifests/document.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

constexpr std::array<PlaceholderName, 29> kPlaceholders{{
    {"application.dir", "the folder of the application's executable"},
    {"application.identifier", "the application's identifier, 'maya_2024'"},
    {"application.label", "the application's name as people read it"},
    {"application.name", "the application's name, 'maya'"},
    {"application.path", "the path of the application's main executable"},
    {"application.variant", "what tells this installation from others, mostly its version"},
    {"application.version", "the version of the chosen installation"},
    {"application.version.major", "the first number of the version"},
    {"application.version.minor", "the second number of the version"},
    {"application.version.patch", "the third number of the version"},
    {"command", "the command that is launched, 'mayapy'"},
    {"context.KEY", "what is being worked on: project, sequence, shot, task, id, type, …"},
    {"env.NAME", "an environment variable as composed so far; as finished in arguments"},
    {"home", "the user's home folder: HOME, else as /etc/passwd has it"},
    {"host", "the host's name"},
    {"launch.dir", "a private folder of this launch, made when first used"},
    {"launch.id", "a UUID, the same everywhere in one launch"},
    {"launch.mode", "'interactive', 'batch' or 'farm'"},
    {"launch.pid", "the process id of the application"},
    {"launch.port", "a free TCP port"},
    {"launch.time", "when the launch began, ISO 8601, UTC"},
    {"paths.NAME", "a place of the configuration's [paths], on this platform"},
    {"pathsep", "what parts the entries of lists: ';' on Windows, ':' elsewhere"},
    {"platform", "'linux', 'windows' or 'macos'"},
    {"plugin.dir", "the folder of the plugin that says this"},
    {"plugin.name", "the plugin's name"},
    {"plugin.root", "the plugin root that the plugin was found in"},
    {"plugin.version", "the plugin's version"},
    {"user", "the user's name: USER, else LOGNAME, else as /etc/passwd has it"},
}};

std::string braced(std::string_view name) {
    return "{" + std::string(name) + "}";
}

// Whether the template is made of the application's other facts.
bool isNaming(TemplateScope scope) {
    return scope == TemplateScope::kVariant || scope == TemplateScope::kLabel ||
           scope == TemplateScope::kIdentifier;
}

// The variant is made first, then the label, then the identifier.
bool isMadeLater(PieceKind kind, TemplateScope scope) {
    if (kind == PieceKind::kApplicationIdentifier) return isNaming(scope);
    if (kind == PieceKind::kApplicationVariant) return scope == TemplateScope::kVariant;
    return kind == PieceKind::kApplicationLabel &&
           (scope == TemplateScope::kVariant || scope == TemplateScope::kLabel);
}

// What the short names of a scope stand for.
std::string longName(std::string_view name, TemplateScope scope) {
    if (!isNaming(scope) || name.starts_with("application.")) return std::string(name);
    const std::string candidate = "application." + std::string(name);
    return pieceNamed(candidate) ? candidate : std::string(name);
}

// A part of the context may have any plain name that is nothing else.
bool isContextKey(std::string_view name) {
    return !name.empty() && name.find('.') == std::string_view::npos;
}

constexpr int kDeepestPlace = 16;  // places may stand in places, though not in themselves

bool namesPlaces(const Template& text) {
    return std::ranges::any_of(text, [](const TemplatePiece& piece) {
        return piece.kind == PieceKind::kPaths || namesPlaces(piece.fallback);
    });
}

void appendWithPlaces(Template& to, const Template& text, const Places& places, int depth) {
    for (const TemplatePiece& piece : text) {
        const std::vector<Template>* paths =
            piece.kind == PieceKind::kPaths ? places.find(piece.text) : nullptr;
        if (paths != nullptr && !paths->empty() && depth < kDeepestPlace) {
            appendWithPlaces(to, paths->front(), places, depth + 1);
        } else if (paths == nullptr && piece.kind == PieceKind::kPaths && piece.hasFallback) {
            appendWithPlaces(to, piece.fallback, places, depth + 1);
        } else {
            Template copy{piece};
            copy.front().fallback = withPlaces(piece.fallback, places);
            append(to, std::move(copy));
        }
    }
}

// One text, from its first byte to its last. Every function returns false after a mistake, which
// is then reported.
class TemplateParser {
  public:
    TemplateParser(std::string_view text, const Location& at, const PlatformRules& rules,
                   Diagnostics& diagnostics, TemplateScope scope)
        : text_(text), location_(at), rules_(rules), diagnostics_(diagnostics), scope_(scope) {}

    std::optional<Template> parse() {
        Template result;
        if (text_.find('\0') != std::string_view::npos) {
            mistake("a value cannot hold NUL", "it would end there");
        } else if (pieces(result, 0)) {
            const Source* source = location_.source.get();
            const bool isWhole = source == nullptr || !source->places || !namesPlaces(result);
            if (!isWhole) result = withPlaces(result, *source->places);
            return result;
        }
        return std::nullopt;
    }

  private:
    // To the end of the text or, in a default, to the `}` that ends it.
    bool pieces(Template& into, std::uint32_t depth) {
        std::size_t openBraces = 0;
        while (at_ < text_.size()) {
            if (isDoubled('{')) {
                escape(into);
                ++openBraces;
            } else if (isDoubled('}') && (depth == 0 || openBraces > 0)) {
                escape(into);
                openBraces -= openBraces > 0;
            } else if (text_[at_] == '{') {
                if (!placeholder(into, depth)) return false;
            } else if (text_[at_] == '}') {
                return depth > 0 || strayBrace();
            } else {
                plain(into);
            }
        }
        return true;
    }

    bool isDoubled(char brace) const {
        return text_[at_] == brace && at_ + 1 < text_.size() && text_[at_ + 1] == brace;
    }

    void escape(Template& into) {
        append(into, text_.substr(at_, 1));
        at_ += 2;
    }

    void plain(Template& into) {
        const std::size_t end = nextBrace();
        append(into, text_.substr(at_, end - at_));
        at_ = end;
    }

    bool placeholder(Template& into, std::uint32_t depth) {
        const std::size_t begin = at_++;
        const std::string_view name = text_.substr(at_, nameEnd() - at_);
        at_ += name.size();
        TemplatePiece piece;
        if (text_.substr(at_).starts_with(":-")) {
            piece.hasFallback = true;
            at_ += 2;
            if (depth == kDeepestNesting) return tooDeep();
            if (!pieces(piece.fallback, depth + 1)) return false;
        }
        if (at_ == text_.size() || text_[at_] != '}') return notClosed(begin);
        ++at_;
        return resolve(into, name, std::move(piece));
    }

    // By hand: find_first_of makes a call for each character, and every value is looked through.
    std::size_t nextBrace() const {
        std::size_t at = at_;
        while (at < text_.size() && text_[at] != '{' && text_[at] != '}') ++at;
        return at;
    }

    std::size_t nameEnd() const {
        const std::size_t brace = nextBrace();
        const std::size_t separator = text_.substr(0, brace).find(":-", at_);
        return std::min(separator, brace);
    }

    bool resolve(Template& into, std::string_view name, TemplatePiece piece) {
        if (isConstant(name)) return constant(into, name, std::move(piece));
        if (scope_ == TemplateScope::kFind || scope_ == TemplateScope::kEarly) {
            return early(into, name, std::move(piece));
        }
        const std::string full = longName(name, scope_);  // the reference's key lies in it
        const auto reference = pieceNamed(full);
        if (!reference && scope_ == TemplateScope::kContextPath && isContextKey(name)) {
            into.push_back({PieceKind::kContext, std::string(name), false, {}});
            return !piece.hasFallback || noFallback(name);
        }
        if (!reference) return unknown(name);
        if (!isPossible(name, reference->kind)) return false;
        piece.kind = reference->kind;
        piece.text = reference->key;
        into.push_back(std::move(piece));
        return true;
    }

    bool isConstant(std::string_view name) const {
        return name == "platform" || name == "pathsep" || name == "plugin.dir" ||
               name == "plugin.name" || name == "plugin.version" || name == "plugin.root";
    }

    bool constant(Template& into, std::string_view name, TemplatePiece piece) {
        if (const std::string value = constantValue(name); !value.empty()) {
            append(into, value);
            return true;
        }
        if (piece.hasFallback) {
            append(into, std::move(piece.fallback));
            return true;
        }
        if (!plugin()) return mistake(quoted(braced(name)) + " stands in a file of no plugin");
        return mistake(
            quoted(braced(name)) + " is not known of this plugin",
            "give the plugin a '" + std::string(name.substr(name.find('.') + 1)) +
                "', or write a default: " + quoted(braced(std::string(name) + ":-text")));
    }

    std::string constantValue(std::string_view name) const {
        if (name == "platform") return std::string(rules_.name);
        if (name == "pathsep") return {rules_.listSeparator};
        if (!plugin()) return {};
        if (name == "plugin.dir") return plugin()->folder;
        if (name == "plugin.name") return plugin()->name;
        if (name == "plugin.version") return plugin()->version;
        return plugin()->root;
    }

    const PluginFacts* plugin() const {
        const Source* source = location_.source.get();
        return source != nullptr && source->plugin ? &*source->plugin : nullptr;
    }

    static std::optional<PieceReference> soughtPart(std::string_view name) {
        if (name == "version") return PieceReference{PieceKind::kApplicationVersion, {}};
        if (name == "version.major") return PieceReference{PieceKind::kApplicationVersionMajor, {}};
        if (name == "version.minor") return PieceReference{PieceKind::kApplicationVersionMinor, {}};
        return std::nullopt;
    }

    // In a path of `find`, `{version}` is what is looked for, not what is known.
    bool early(Template& into, std::string_view name, TemplatePiece piece) {
        const auto sought = scope_ == TemplateScope::kFind ? soughtPart(name) : std::nullopt;
        const auto reference = sought ? sought : pieceNamed(name);
        if (!reference) return unknown(name);
        if (sought && piece.hasFallback) {
            return mistake(quoted(braced(name)) + " is looked for and has no default");
        }
        const bool isKnown =
            reference->kind == PieceKind::kHome || reference->kind == PieceKind::kUser ||
            reference->kind == PieceKind::kEnv || reference->kind == PieceKind::kPaths;
        if (!sought && !isKnown) return notKnownEarly(name);
        piece.kind = reference->kind;
        piece.text = reference->key;
        into.push_back(std::move(piece));
        return true;
    }

    bool isPossible(std::string_view name, PieceKind kind) {
        return !isMadeLater(kind, scope_) || standsForItself(name);
    }

    bool noFallback(std::string_view name) {
        return mistake(quoted(braced(name)) + " is a part of the context here, without a default");
    }
    bool notKnownEarly(std::string_view name) {
        const std::string possible = scope_ == TemplateScope::kFind
                                         ? "'{version}', '{version.major}', '{version.minor}', "
                                         : "";
        return mistake(
            quoted(braced(name)) +
                " has no value here: installations are looked for before a launch",
            "possible are " + possible +
                "'{home}', '{user}', '{env.NAME}', '{paths.NAME}' and what is the plugin's own");
    }
    bool strayBrace() {
        return mistake("'}' without '{' before it in " + quoted(text_), "for a brace write '}}'");
    }
    bool notClosed(std::size_t begin) {
        return mistake("a placeholder is not closed: " + quoted(text_.substr(begin)),
                       "end it with '}', or write '{{' for a brace");
    }
    bool tooDeep() {
        return mistake("defaults are nested deeper than " + std::to_string(kDeepestNesting));
    }
    bool standsForItself(std::string_view name) {
        const bool isVariant = scope_ == TemplateScope::kVariant;
        return mistake(quoted(braced(name)) + " would stand for itself",
                       isVariant ? "build it from '{version}'"
                                 : "build it from '{name}', '{variant}' and '{version}'");
    }

    bool unknown(std::string_view name) {
        if (name.empty()) return mistake("a placeholder has no name", "for braces write '{{}}'");
        const std::string_view bare = name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
        std::vector<std::string_view> parts;
        for (const PlaceholderName& known : kPlaceholders) {
            const bool isPart = known.name.starts_with(bare) && known.name.size() > bare.size() &&
                                known.name[bare.size()] == '.';
            if (isPart) parts.push_back(known.name);
        }
        if (!parts.empty()) {
            return mistake(quoted(braced(name)) + " is not whole",
                           "it goes on: " + alternatives(parts));
        }
        return mistake("unknown placeholder " + quoted(braced(name)), hintFor(name));
    }

    // `${STUDIO}` and `{STUDIO}`: a variable, as other languages have it.
    std::string hintFor(std::string_view name) const {
        const auto brace = static_cast<std::size_t>(name.data() - text_.data()) - 1;
        const bool isVariable =
            name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
        const bool hasDollar = brace > 0 && brace < text_.size() && text_[brace - 1] == '$';
        if (!isVariable && !hasDollar) return nearestName(name);
        const std::string dollar = hasDollar ? ", without '$'" : "";
        if (name == "HOME") return "for the user's folder write '{home}'" + dollar;
        return "for the variable write " + quoted(braced("env." + std::string(name))) + dollar;
    }

    std::string nearestName(std::string_view name) const {
        if (pieceNamed("application." + std::string(name))) {
            return "did you mean " + quoted(braced("application." + std::string(name))) + "?";
        }
        const std::vector<std::string> names = candidates(name);
        return suggestion(braced(name), {names.begin(), names.end()},
                          "for braces write '{{' and '}}'");
    }

    // Keys are free, so `{contxt.shot}` is compared with `{context.shot}`.
    std::vector<std::string> candidates(std::string_view name) const {
        const std::string key{name.substr(std::min(name.find('.'), name.size()))};
        std::vector<std::string> result;
        for (const PlaceholderName& known : kPlaceholders) {
            const bool takesKey = known.name.ends_with("KEY") || known.name.ends_with("NAME");
            const std::string family{known.name.substr(0, known.name.find('.'))};
            result.push_back(braced(takesKey ? family + key : std::string(known.name)));
        }
        if (scope_ == TemplateScope::kValue || scope_ == TemplateScope::kEarly) return result;
        result.insert(result.end(), {"{version}", "{version.major}", "{version.minor}"});
        if (scope_ != TemplateScope::kFind) result.insert(result.end(), {"{name}", "{variant}"});
        return result;
    }

    bool mistake(std::string message, std::string hint = {}) {
        diagnostics_.error("schema", location_, std::move(message), std::move(hint));
        return false;
    }

    std::string_view text_;
    const Location& location_;
    const PlatformRules& rules_;
    Diagnostics& diagnostics_;
    TemplateScope scope_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<Template> parseTemplate(std::string_view text, const Location& at,
                                      const PlatformRules& rules, Diagnostics& diagnostics,
                                      TemplateScope scope) {
    return TemplateParser(text, at, rules, diagnostics, scope).parse();
}

void append(Template& to, std::string_view text) {
    if (text.empty()) return;
    if (to.empty() || to.back().kind != PieceKind::kLiteral) to.push_back({});
    to.back().text += text;
}

void append(Template& to, Template pieces) {
    for (TemplatePiece& piece : pieces) {
        if (piece.kind == PieceKind::kLiteral) {
            append(to, piece.text);
        } else {
            to.push_back(std::move(piece));
        }
    }
}

const std::vector<Template>* Places::find(std::string_view name) const {
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : &found->second;
}

Template withPlaces(const Template& text, const Places& places) {
    Template result;
    appendWithPlaces(result, text, places, 0);
    return result;
}

Template literal(std::string_view text) {
    Template result;
    append(result, text);
    return result;
}

std::optional<std::string> literalText(const Template& text) {
    if (text.empty()) return "";
    if (text.size() == 1 && text.front().kind == PieceKind::kLiteral) return text.front().text;
    return std::nullopt;
}

std::string templateText(const Template& text) {
    std::string result;
    for (const TemplatePiece& piece : text) {
        if (piece.kind == PieceKind::kLiteral) {
            for (const char c : piece.text) result.append(c == '{' || c == '}' ? 2 : 1, c);
            continue;
        }
        result += "{" + std::string(pieceName(piece.kind)) + piece.text;
        if (piece.hasFallback) result += ":-" + templateText(piece.fallback);
        result += "}";
    }
    return result;
}

std::vector<PlaceholderName> placeholderNames() {
    return {kPlaceholders.begin(), kPlaceholders.end()};
}

}  // namespace slipway
