// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/model/writer.h"

#include <algorithm>
#include <cctype>
#include <random>
#include <variant>

#include "tests/support/sandbox.h"

namespace slipway::model {

namespace {

using test::kHost;
using test::native;

const std::string kHere{kHost.name};
const std::string kElsewhere{kHost.elsewhere};

// What JSON and TOML have in common.
struct Tree;
using List = std::vector<Tree>;
using Table = std::vector<std::pair<std::string, Tree>>;
struct Tree {
    // A number or truth as it is written; text, which is quoted; lists; tables.
    struct Plain {
        std::string digits;
    };
    std::variant<std::string, Plain, List, Table> value;
};

Tree plain(std::string digits) {
    return {Tree::Plain{std::move(digits)}};
}

std::string hexadecimal(unsigned char c) {
    constexpr const char* kDigits = "0123456789abcdef";
    return std::string("\\u00") + kDigits[c >> 4] + kDigits[c & 15];
}

// The same escapes in both formats.
std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += std::string("\\") + c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            result += hexadecimal(static_cast<unsigned char>(c));
        } else {
            result += c;
        }
    }
    return result + "\"";
}

std::string inlined(const Tree& tree, Format format) {
    if (const auto* text = std::get_if<std::string>(&tree.value)) return quoted(*text);
    if (const auto* digits = std::get_if<Tree::Plain>(&tree.value)) return digits->digits;
    std::string result;
    if (const auto* list = std::get_if<List>(&tree.value)) {
        for (const Tree& each : *list)
            result += (result.empty() ? "" : ", ") + inlined(each, format);
        return "[" + result + "]";
    }
    for (const auto& [key, value] : std::get<Table>(tree.value)) {
        result += (result.empty() ? "" : ", ") + quoted(key) +
                  (format == Format::kJson ? ": " : " = ") + inlined(value, format);
    }
    return "{" + result + "}";
}

bool isTables(const Tree& tree) {
    const auto* list = std::get_if<List>(&tree.value);
    return list != nullptr && !list->empty() && std::holds_alternative<Table>(list->front().value);
}

// --- texts

std::string written(const Text& text);

std::string written(const Piece& piece) {
    if (!piece.name.empty()) {
        return "{" + piece.name + (piece.hasFallback ? ":-" + written(piece.fallback) : "") + "}";
    }
    std::string result;
    for (const char c : piece.literal) result.append(c == '{' || c == '}' ? 2 : 1, c);
    return result;
}

std::string written(const Text& text) {
    std::string result;
    for (const Piece& piece : text) result += written(piece);
    return result;
}

class Writer {
  public:
    Writer(std::uint64_t seed, std::string folder) : engine_(seed), folder_(std::move(folder)) {}

    std::string manifest(const Plugin& plugin) {
        Table root{{"slipway", plain("1")}};
        Table own;
        if (plugin.ownName) own.emplace_back("name", Tree{*plugin.ownName});
        if (plugin.ownVersion) own.emplace_back("version", Tree{*plugin.ownVersion});
        if (!own.empty()) root.emplace_back("plugin", Tree{own});
        add(root, "application", plugin.applications, [&](const auto& each) { return tree(each); });
        add(root, "integration", plugin.integrations, [&](const auto& each) { return tree(each); });
        if (plugin.damage == Damage::kSchema) {
            root.emplace_back("application", Tree{Table{{"priority", Tree{"no integer"}}}});
            if (!plugin.applications.empty())
                root.erase(root.end() - 1), root[0].second = plain("2");
        }
        if (plugin.format == Format::kJson) return inlined(Tree{root}, Format::kJson);
        std::string text;
        toml(root, "", text);
        return text;
    }

    std::string configuration(const Configuration& file, const std::vector<Root>& pluginPath) {
        Table root;
        if (!pluginPath.empty()) {
            List list;
            for (const Root& each : pluginPath) list.push_back({place(each.folder)});
            root.emplace_back("plugin_path", Tree{list});
        }
        if (!file.paths.empty()) root.emplace_back("paths", paths(file));
        if (!file.use.empty()) root.emplace_back("use", tree(file.use));
        add(root, "context", file.contexts, [&](const ContextRule& rule) {
            return Tree{Table{{"when", Tree{condition(rule.when)}}, {"set", tree(rule.set)}}};
        });
        add(root, "pin", file.pins, [&](const Pin& pin) { return tree(pin); });
        add(root, "integration", file.integrations, [&](const auto& each) { return tree(each); });
        std::string text;
        toml(root, "", text);
        return text;
    }

  private:
    std::string place(const std::string& path) const { return folder_ + native("/" + path); }

    bool in(std::size_t count) { return engine_() % count == 0; }

    static Tree tree(const std::map<std::string, std::string>& words) {
        Table table;
        for (const auto& [key, word] : words) {
            table.emplace_back(key, word == "true" || word == "false" ? plain(word) : Tree{word});
        }
        return {table};
    }

    Tree paths(const Configuration& file) {
        Table table;
        for (const auto& [name, path] : file.paths) {
            const Tree ours = in(2) ? Tree{path} : Tree{List{{path}, {path + "-alias"}}};
            table.emplace_back(name, Tree{Table{{kElsewhere, {"P:\\x"}}, {kHere, ours}}});
        }
        return {table};
    }

    Tree tree(const Pin& pin) {
        Table table;
        if (pin.when) table.emplace_back("when", Tree{condition(*pin.when)});
        if (!pin.use.empty()) table.emplace_back("use", tree(pin.use));
        if (!pin.plugins.empty()) table.emplace_back("plugins", tree(pin.plugins));
        List names;
        for (const std::string& name : pin.require) names.push_back({name});
        if (!names.empty()) table.emplace_back("require", Tree{names});
        return {table};
    }

    template <class T, class Make>
    void add(Table& table, const std::string& key, const std::vector<T>& items, Make make) {
        if (items.empty()) return;
        List list;
        for (const T& item : items) list.push_back(make(item));
        // One object stands for a list of one.
        table.emplace_back(key, list.size() == 1 && in(3) ? list.front() : Tree{list});
    }

    // With headers where they are possible, inline where the dice say so.
    void toml(const Table& table, const std::string& path, std::string& text) {
        std::vector<const std::pair<std::string, Tree>*> below;
        for (const auto& member : table) {
            const bool isTable = std::holds_alternative<Table>(member.second.value);
            if ((isTable || isTables(member.second)) && !in(3)) {
                below.push_back(&member);
            } else {
                text += quoted(member.first) + " = " + inlined(member.second, Format::kToml) + "\n";
            }
        }
        for (const auto* member : below) {
            const std::string name = path + (path.empty() ? "" : ".") + member->first;
            if (const auto* inner = std::get_if<Table>(&member->second.value)) {
                header("[" + name + "]", text);
                // What stands in `env` and in tables by platform has keys of its own.
                if (member->first == "application" || member->first == "integration") {
                    toml(*inner, name, text);
                } else {
                    for (const auto& [key, value] : *inner) {
                        text += quoted(key) + " = " + inlined(value, Format::kToml) + "\n";
                    }
                }
                continue;
            }
            for (const Tree& each : std::get<List>(member->second.value)) {
                header("[[" + name + "]]", text);
                toml(std::get<Table>(each.value), name, text);
            }
        }
    }

    void header(const std::string& line, std::string& text) {
        if (in(3)) text += "# a comment\r\n";
        text += line + "\n";
    }

    // --- values

    template <class T, class Make>
    Tree tree(const Choice<T>& choice, Make make) {
        if (choice.platforms.empty()) return make(choice.plain);
        Table table;
        for (const auto& [platform, value] : choice.platforms)
            table.emplace_back(platform, make(value));
        return {table};
    }

    static Tree tree(const Scalar& scalar) {
        const std::string text = written(scalar.text);
        if (scalar.kind == Scalar::Kind::kInteger) return plain(text);
        if (scalar.kind == Scalar::Kind::kBoolean) return plain(text == "1" ? "true" : "false");
        return {text};
    }

    Tree tree(const Value& value) {
        const auto scalar = [&](const Scalar& each) { return tree(each); };
        if (!value.isList) return tree(value.elements.front(), scalar);
        List list;
        for (const auto& element : value.elements) list.push_back(tree(element, scalar));
        return {list};
    }

    Tree tree(const Operation& operation) {
        Tree value = tree(operation.value, [&](const Value& each) { return tree(each); });
        if (!operation.separator) return value;
        return {Table{{"value", std::move(value)}, {"separator", {written(*operation.separator)}}}};
    }

    Tree tree(const std::vector<Operation>& operations) {
        Table table;
        for (const Operation& operation : operations) {
            const std::string key = operation.operation.empty()
                                        ? operation.variable
                                        : operation.variable + "." + operation.operation;
            const auto isOf = [&](const Operation& other) {
                return other.variable == operation.variable;
            };
            // A table of operations under the name says the same of a variable's only one.
            const bool isOnly = std::ranges::count_if(operations, isOf) == 1;
            if (isOnly && !operation.operation.empty() && in(4)) {
                table.emplace_back(operation.variable,
                                   Tree{Table{{operation.operation, tree(operation)}}});
            } else {
                table.emplace_back(key, tree(operation));
            }
        }
        return {table};
    }

    static Tree tree(const std::vector<Text>& texts) {
        List list;
        for (const Text& text : texts) list.push_back({written(text)});
        return {list};
    }

    // --- conditions

    static int strength(Condition::Kind kind) {
        switch (kind) {
            case Condition::Kind::kOr:
                return 0;
            case Condition::Kind::kAnd:
                return 1;
            case Condition::Kind::kNot:
                return 2;
            case Condition::Kind::kCompare:
                return 3;
        }
        return 3;
    }

    std::string keyword(std::string word) {
        if (in(4))
            std::ranges::transform(word, word.begin(),
                                   [](unsigned char c) { return std::toupper(c); });
        return word;
    }

    std::string condition(const Condition& condition) {
        if (condition.kind == Condition::Kind::kCompare) return comparison(condition);
        std::string result;
        for (const Condition& operand : condition.operands) {
            std::string inner = this->condition(operand);
            // Parentheses where they are needed, and sometimes where they are not.
            if (strength(operand.kind) <= strength(condition.kind) || in(6))
                inner = "(" + inner + ")";
            if (condition.kind == Condition::Kind::kNot) return keyword("not") + " " + inner;
            const char* word = condition.kind == Condition::Kind::kAnd ? "and" : "or";
            result += (result.empty() ? "" : " " + keyword(word) + " ") + inner;
        }
        return result;
    }

    std::string comparison(const Condition& condition) {
        const std::string value = written(condition.value);
        const bool isBare =
            value.find_first_of(" \"'()=!<>") == std::string::npos && !value.empty();
        const std::string quote = isBare && !in(4) ? "" : in(2) ? "'" : "\"";
        const std::string space = in(4) ? "" : " ";
        return (in(6) ? "data." : "") + condition.field + space + condition.comparison + space +
               quote + value + quote;
    }

    // --- integrations, applications

    void addPart(const Part& part, Table& table) {
        if (part.when) table.emplace_back("when", Tree{condition(*part.when)});
        if (!part.arguments.empty()) table.emplace_back("arguments", tree(part.arguments));
        if (!part.environment.empty()) table.emplace_back("env", tree(part.environment));
        add(table, "case", part.cases, [&](const Part& inner) {
            Table result;
            addPart(inner, result);
            return Tree{result};
        });
    }

    Tree tree(const Integration& integration) {
        Table table;
        if (integration.name) table.emplace_back("name", Tree{*integration.name});
        if (integration.priority)
            table.emplace_back("priority", plain(std::to_string(*integration.priority)));
        if (integration.required) table.emplace_back("required", plain("true"));
        if (!integration.requirements.empty()) {
            List list;
            for (const Requirement& each : integration.requirements) {
                const std::string space = in(3) ? "" : " ";
                list.push_back({each.comparison.empty()
                                    ? each.name
                                    : each.name + space + each.comparison + space + each.version});
            }
            table.emplace_back("requires", Tree{list});
        }
        addPart(integration.part, table);
        return {table};
    }

    static void addText(Table& table, const std::string& key, const std::optional<Text>& text) {
        if (text) table.emplace_back(key, Tree{written(*text)});
    }
    static void addTexts(Table& table, const std::string& key,
                         const std::optional<std::vector<Text>>& texts) {
        if (texts) table.emplace_back(key, tree(*texts));
    }

    Tree tree(const Application& application) {
        Table table{{"name", Tree{application.name}}};
        addText(table, "identifier", application.identifier);
        addText(table, "variant", application.variant);
        addText(table, "label", application.label);
        addText(table, "working_directory", application.workingDirectory);
        addTexts(table, "arguments", application.arguments);
        addTexts(table, "batch", application.batch);
        if (!application.groups.empty()) table.emplace_back("integrations", groups(application));
        if (!application.commands.empty()) table.emplace_back("commands", commands(application));
        if (!application.environment.empty())
            table.emplace_back("env", tree(application.environment));
        if (application.findFolder) table.emplace_back("find", find(application));
        return {table};
    }

    static Tree groups(const Application& application) {
        Table table;
        for (const auto& [name, members] : application.groups) {
            List list;
            for (const std::string& member : members) list.push_back({member});
            table.emplace_back(name, Tree{list});
        }
        return {table};
    }

    static Tree commands(const Application& application) {
        Table table;
        for (const auto& [name, command] : application.commands) {
            Table one;
            addText(one, "executable", command.executable);
            addText(one, "identifier", command.identifier);
            if (!command.arguments.empty()) one.emplace_back("arguments", tree(command.arguments));
            if (command.batch) one.emplace_back("mode", Tree{"batch"});
            table.emplace_back(name, Tree{one});
        }
        return {table};
    }

    Tree find(const Application& application) const {
        const std::string path = place(*application.findFolder + "/" + application.name +
                                       "{version}/bin/" + application.name) +
                                 std::string(kHost.executableSuffix);
        Tree entry{path};
        if (!application.findArguments.empty()) {
            entry = {Table{{"path", {path}}, {"arguments", tree(application.findArguments)}}};
        }
        return {Table{{kHere, {List{entry}}}, {kElsewhere, {List{Tree{"C:\\nowhere"}}}}}};
    }

    std::mt19937_64 engine_;
    std::string folder_;
};

std::string folderName(const Plugin& plugin) {
    std::string name = plugin.name;
    if (!plugin.version.empty()) name += "-" + plugin.version;
    if (!plugin.platform.empty()) name += "-" + plugin.platform;
    return name;
}

}  // namespace

std::string pluginFolder(const Root& root, const Plugin& plugin) {
    return plugin.oneFile ? root.folder : root.folder + "/" + folderName(plugin);
}

std::map<std::string, std::string> written(const Studio& studio, std::uint64_t seed,
                                           const std::string& folder) {
    std::map<std::string, std::string> files;
    Writer writer(seed, folder);
    files["home/.config/slipway/config.toml"] =
        writer.configuration(studio.user, studio.pluginPath);
    files["shims/slipway-site.toml"] = writer.configuration(studio.site, {});
    for (const auto* list : {&studio.roots.slipway, &studio.roots.ftrack, &studio.roots.defaults,
                             &studio.pluginPath}) {
        for (const Root& root : *list) {
            if (!root.exists) continue;
            for (const Plugin& plugin : root.plugins) {
                const bool isJson = plugin.format == Format::kJson;
                const std::string ending = isJson ? "slipway.json" : "slipway.toml";
                const std::string path = pluginFolder(root, plugin) + "/" +
                                         (plugin.oneFile ? folderName(plugin) + "." : "");
                std::string text = writer.manifest(plugin);
                if (plugin.damage == Damage::kSyntax) text.insert(text.size() / 2, "\n= ][\n");
                files[path + ending] = text;
                if (plugin.damage != Damage::kTwoManifests) continue;
                files[path + (isJson ? "slipway.toml" : "slipway.json")] = "";
            }
        }
    }
    return files;
}

}  // namespace slipway::model
