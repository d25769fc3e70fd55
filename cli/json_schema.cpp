// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json_schema.h"

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "manifests/platform_table.h"
#include "resolver/language.h"

namespace slipway {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kDialect = "https://json-schema.org/draft/2020-12/schema";

Json reference(const std::string& name) {
    return {{"$ref", "#/$defs/" + name}};
}

Json anyOf(std::initializer_list<Json> schemas) {
    return {{"anyOf", Json::array_t(schemas)}};
}

Json listOf(const Json& element) {
    return {{"type", "array"}, {"items", element}};
}

// A table by platform, each branch of which is of that schema.
Json platforms(const Json& branch) {
    Json properties = Json::object();
    for (std::string_view word : platformWords()) properties[std::string(word)] = branch;
    return {{"type", "object"},
            {"properties", properties},
            {"additionalProperties", false},
            {"minProperties", 1}};
}

Json byPlatform(const Json& schema) {
    return anyOf({schema, platforms(schema)});
}

Json noneOf(std::span<const std::string_view> words) {
    return {{"not", {{"enum", words}}}};
}

// "(prepend|append|set|pop)": `unset` takes any value.
std::string operationsWithValue() {
    std::string pattern;
    for (std::string_view name : operationNames()) {
        if (name == operationName(OperationKind::kUnset)) continue;
        pattern += (pattern.empty() ? "(" : "|") + std::string(name);
    }
    return pattern + ")";
}

// `{ value = …, separator = … }`
Json valueWithSeparator() {
    std::vector<std::string_view> others(operationNames().begin(), operationNames().end());
    for (std::string_view word : platformWords()) others.push_back(word);
    return {{"type", "object"},
            {"properties",
             {{"value", byPlatform(reference("plain_value"))},
              {"separator", byPlatform({{"type", "string"}})}}},
            {"required", {"value"}},
            {"propertyNames", noneOf(others)}};
}

// What may stand below `env` and below a variable's name. In TOML unquoted dots make tables of
// what JSON has as one name: A.B.set.
void defineOperations(Json& definitions) {
    const Json value = reference("value");
    const std::string withValue = operationsWithValue();
    const std::string unset(operationName(OperationKind::kUnset));
    definitions["scalar"] = {{"type", {"string", "integer", "boolean"}}};
    definitions["plain_value"] =
        anyOf({reference("scalar"), listOf(byPlatform(reference("scalar")))});
    definitions["value_with_separator"] = valueWithSeparator();
    definitions["whole_value"] =
        anyOf({reference("plain_value"), reference("value_with_separator")});
    definitions["value"] = byPlatform(reference("whole_value"));
    definitions["operations_of_a_variable"] = {
        {"type", "object"},
        {"minProperties", 1},
        {"patternProperties",
         {{"(^|\\.)" + withValue + "$", value}, {"(^|\\.)" + unset + "$", true}}},
        {"additionalProperties", reference("operations_of_a_variable")}};
    definitions["operations"] = {
        {"type", "object"},
        {"propertyNames",
         {{"pattern", "^[^=\\u0000]+$"},
          {"not", {{"pattern", "^\\.(" + unset + "|" + withValue + ")$"}}}}},
        {"patternProperties",
         {{"\\." + withValue + "$", value},
          {"\\." + unset + "$", true},
          {"^[^.]*$", anyOf({value, reference("operations_of_a_variable")})}}},
        {"additionalProperties", reference("operations_of_a_variable")}};
}

Json definitionsOfTypes() {
    const Json string = {{"type", "string"}};
    Json definitions = {
        {"name", {{"type", "string"}, {"pattern", "^[^\\u0000-\\u001f\\u007f]+$"}}},
        {"text", byPlatform(string)},
        {"texts", byPlatform(listOf(reference("text")))},
        {"text_or_texts", byPlatform(anyOf({string, listOf(reference("text"))}))},
        {"integer",
         {{"type", "integer"},
          {"minimum", std::numeric_limits<std::int32_t>::min()},
          {"maximum", std::numeric_limits<std::int32_t>::max()}}},
        {"owners", listOf({{"type", {"string", "integer"}}})},
    };
    defineOperations(definitions);
    return definitions;
}

Json defaultOf(const Key& key) {
    if (key.type == KeyType::kTexts || key.type == KeyType::kOwners)
        return Json::parse(key.standard);
    if (key.type == KeyType::kInteger || key.type == KeyType::kBoolean) {
        return Json::parse(key.standard);
    }
    return key.standard;
}

class Writer {
  public:
    Writer(std::span<const Key> keys, UnknownKeys unknown) : keys_(keys), unknown_(unknown) {}

    Json whole(std::string_view title) const {
        Json json = {{"$schema", kDialect}, {"title", title}};
        json.update(table(""));
        json["$defs"] = definitionsOfTypes();
        for (const Key& key : keys_) {
            if (isRepeated(key)) json["$defs"][nameOf(key.path)] = table(key.path);
        }
        return json;
    }

  private:
    // A case stands within a case, and holds what its integration does: what tables of these keys
    // hold is said once.
    static bool isRepeated(const Key& key) {
        static constexpr std::string_view kRepeated[] = {
            "integration.before", "integration.case", "integration.companion", "integration.file"};
        return std::ranges::find(kRepeated, key.path) != std::end(kRepeated);
    }
    static std::string nameOf(std::string_view path) {
        return std::string(path.substr(path.rfind('.') + 1));
    }

    // An object of the keys beneath a path.
    Json table(std::string_view path) const {
        Json properties = Json::object();
        Json needed = Json::array();
        Json either = Json::array();
        for (std::string_view name : namesBeneath(keys_, path)) {
            const Key& key = *findKey(keys_, beneath(path, name));
            properties[std::string(name)] = described(key);
            if (!key.unless.empty()) {
                either = {{{"required", {name}}}, {{"required", {key.unless}}}};
            } else if (key.required) {
                needed.push_back(name);
            }
        }
        Json json = {{"type", "object"}, {"properties", properties}};
        if (!needed.empty()) json["required"] = needed;
        if (!either.empty()) json["anyOf"] = either;
        if (unknown_ == UnknownKeys::kRefused) json["additionalProperties"] = false;
        return json;
    }

    // One that may stand beside a table by platform.
    Json tableNotByPlatform(std::string_view path) const {
        Json json = table(path);
        json["propertyNames"] = noneOf(platformWords());
        return json;
    }

    static std::string beneath(std::string_view path, std::string_view name) {
        return path.empty() ? std::string(name) : std::string(path) + "." + std::string(name);
    }

    Json described(const Key& key) const {
        const std::string meaning(key.meaning);
        if (!key.carriedOut) {
            return {{"description", meaning + " Not carried out by this version."},
                    {"not", Json::object()}};
        }
        Json json = {{"description", meaning}};
        if (!key.standard.empty()) json["default"] = defaultOf(key);
        json.update(typeOf(key));
        return json;
    }

    Json typeOf(const Key& key) const {
        const Json string = {{"type", "string"}};
        switch (key.type) {
            case KeyType::kName:
                return reference("name");
            case KeyType::kWord:
                return byPlatform({{"enum", key.words}});
            case KeyType::kText:
            case KeyType::kCondition:
                return reference("text");
            case KeyType::kTexts:
                return reference("texts");
            case KeyType::kTextOrTexts:
                return reference("text_or_texts");
            case KeyType::kContent:
                return anyOf({string, {{"type", "object"}}});
            case KeyType::kTextOrTable:
                return anyOf({reference("text"), tableNotByPlatform(key.path)});
            case KeyType::kEntries:
                return byPlatform(listOf(anyOf({reference("text"), tableNotByPlatform(key.path)})));
            case KeyType::kInteger:
                // The language's own version: there is one.
                return key.path == "slipway" ? Json{{"const", 1}} : reference("integer");
            case KeyType::kBoolean:
                return {{"type", "boolean"}};
            case KeyType::kVersionOrBoolean:
                return {{"type", {"string", "boolean"}}};
            case KeyType::kOwners:
                return reference("owners");
            case KeyType::kTable:
                return table(key.path);
            case KeyType::kTables:
                return tables(key);
            case KeyType::kMap:
                return {
                    {"type", "object"},
                    {"additionalProperties", described(*findKey(keys_, beneath(key.path, "*")))}};
            case KeyType::kOperations:
                return reference("operations");
            case KeyType::kValue:
                return reference("value");
        }
        return string;
    }

    Json tables(const Key& key) const {
        const bool isRecursive = namesBeneath(keys_, key.path).empty();
        const Json one =
            isRecursive || isRepeated(key) ? reference(nameOf(key.path)) : table(key.path);
        return anyOf({one, listOf(one)});
    }

    std::span<const Key> keys_;
    UnknownKeys unknown_;
};

}  // namespace

std::string jsonSchema(std::span<const Key> keys, std::string_view title, UnknownKeys unknown) {
    return Writer(keys, unknown).whole(title).dump(2) + "\n";
}

}  // namespace slipway
