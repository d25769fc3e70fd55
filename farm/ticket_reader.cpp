// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <memory>

#include "farm/frames.h"
#include "farm/iso_time.h"
#include "farm/ticket.h"
#include "farm/ticket_json.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

// What is wrong with the text; ends the reading.
struct Wrong {
    std::string message;
};

[[noreturn]] void wrong(const Node& node, const std::string& message) {
    throw Wrong{"line " + std::to_string(node.location.line) + ", column " +
                std::to_string(node.location.column) + ": " + message};
}

template <class T>
const T& as(const Node& node, const std::string& what, std::string_view kind) {
    if (const T* value = node.as<T>()) return *value;
    wrong(node, what + " is " + std::string(kind) + ", not " + std::string(node.kindName()));
}

// One object. Each key is asked for once; at the end none may be left.
class Object {
  public:
    Object(const Node& node, std::string name)
        : node_(node), name_(std::move(name)), table_(as<Table>(node, name_, "an object")) {}

    const Node* find(std::string_view key) {
        asked_.emplace_back(key);
        return slipway::find(table_, key);
    }
    const Node& get(std::string_view key) {
        if (const Node* node = find(key)) return *node;
        wrong(node_, name_ + " has no '" + std::string(key) + "'");
    }
    std::string nameOf(std::string_view key) const { return "'" + std::string(key) + "'"; }

    std::string text(std::string_view key) {
        const Node* node = find(key);
        return node == nullptr ? "" : textOf(*node, key);
    }
    std::string neededText(std::string_view key) {
        std::string value = textOf(get(key), key);
        if (value.empty()) wrong(node_, nameOf(key) + " is empty");
        return value;
    }
    bool flag(std::string_view key) {
        const Node* node = find(key);
        return node != nullptr && as<bool>(*node, nameOf(key), "a boolean");
    }
    std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most) {
        const Node& node = get(key);
        const auto value = as<std::int64_t>(node, nameOf(key), "an integer");
        if (value < least || value > most) wrong(node, nameOf(key) + " is out of range");
        return value;
    }
    template <class Read>
    auto list(std::string_view key, Read&& read) {
        std::vector<std::invoke_result_t<Read, const Node&>> values;
        const Node* node = find(key);
        if (node == nullptr) return values;
        for (const Node& element : as<Array>(*node, nameOf(key), "a list")) {
            values.push_back(read(element));
        }
        return values;
    }
    std::vector<std::string> texts(std::string_view key) {
        return list(key, [&](const Node& node) { return textOf(node, key); });
    }
    template <class Read>
    auto map(std::string_view key, Read&& read) {
        std::map<std::string, std::invoke_result_t<Read, const Node&>> values;
        const Node* node = find(key);
        if (node == nullptr) return values;
        for (const Member& member : as<Table>(*node, nameOf(key), "an object")) {
            values.emplace(member.key, read(member.node));
        }
        return values;
    }

    // What somebody wrote who knew more than this version must not be passed over.
    void end() const {
        for (const Member& member : table_) {
            if (std::ranges::find(asked_, member.key) == asked_.end()) {
                wrong(member.node, "unknown key " + slipway::quoted(member.key) + " in " + name_);
            }
        }
    }

  private:
    // Neither an argument nor a variable can hold a NUL: it would be cut there.
    static std::string textOf(const Node& node, std::string_view key) {
        const std::string what = "'" + std::string(key) + "'";
        const auto& text = as<std::string>(node, what, "a string");
        if (text.find('\0') != std::string::npos) wrong(node, what + " holds a NUL");
        return text;
    }

    const Node& node_;
    std::string name_;
    const Table& table_;
    std::vector<std::string> asked_;
};

// What `read` makes of an object, of which it must have asked for everything.
template <class Read>
auto readWhole(const Node& node, const char* name, Read&& read) {
    Object object(node, name);
    auto value = read(object);
    object.end();
    return value;
}

TicketOperation readOperation(const Node& node) {
    return readWhole(node, "an operation", [&](Object& object) {
        TicketOperation operation;
        operation.name = object.neededText("name");
        if (operation.name.find('=') != std::string::npos) wrong(node, "a name holds no '='");
        const auto kind = operationNamed(object.neededText("operation"));
        if (!kind) wrong(node, "there is no such operation");
        operation.kind = *kind;
        operation.isList = object.flag("list");
        if (object.find("separator") != nullptr) operation.separator = object.text("separator");
        operation.values = object.texts("values");
        operation.origin = object.text("origin");
        return operation;
    });
}

std::vector<TicketText> readCommandLine(const Node& node, Object& object) {
    auto words = object.texts("command");
    if (words.empty()) wrong(node, "a command has an executable");
    return words;
}

TicketCommand readCommand(const Node& node) {
    return readWhole(node, "a command", [&](Object& object) {
        return TicketCommand{.command = readCommandLine(node, object),
                             .timeout = object.number("timeout", 1, UINT32_MAX),
                             .readsOutput = object.flag("json"),
                             .origin = object.text("origin")};
    });
}

TicketContent readContent(const Node& node) {
    return readWhole(node, "a piece of content", [](Object& object) {
        return TicketContent{object.text("text"), object.flag("in_json")};
    });
}

TicketFile readFile(const Node& node) {
    return readWhole(node, "a file", [](Object& object) {
        TicketFile file{.path = object.neededText("path"),
                        .content = object.list("content", readContent),
                        .mode = std::nullopt,
                        .origin = object.text("origin")};
        if (object.find("mode") != nullptr) {
            file.mode = static_cast<std::uint32_t>(object.number("mode", 0, 0777));
        }
        return file;
    });
}

TicketCompanion readCompanion(const Node& node) {
    return readWhole(node, "a companion", [&](Object& object) {
        return TicketCompanion{.command = readCommandLine(node, object),
                               .operations = object.list("operations", readOperation),
                               .origin = object.text("origin")};
    });
}

TicketPart readPart(const Node& node) {
    return readWhole(node, "a part", [](Object& object) {
        TicketPart part;
        if (object.find("depth") != nullptr) {
            part.depth = static_cast<std::uint32_t>(object.number("depth", 1, kDeepestNesting));
        }
        part.when = object.text("when");
        part.arguments = object.texts("arguments");
        part.operations = object.list("operations", readOperation);
        part.before = object.list("before", readCommand);
        part.files = object.list("files", readFile);
        part.companions = object.list("companions", readCompanion);
        return part;
    });
}

TicketIntegration readIntegration(const Node& node) {
    return readWhole(node, "an integration", [&](Object& object) {
        TicketIntegration integration{.name = object.neededText("name"),
                                      .plugin = object.text("plugin"),
                                      .version = object.text("version"),
                                      .folder = object.text("folder"),
                                      .origin = object.text("origin"),
                                      .required = object.flag("required"),
                                      .grouped = object.flag("grouped"),
                                      .requirements = object.texts("requires"),
                                      .parts = object.list("parts", readPart)};
        if (integration.parts.empty() || integration.parts.front().depth != 0) {
            wrong(node, "an integration has a first part without 'depth'");
        }
        return integration;
    });
}

TicketGroup readGroup(const Node& node) {
    return readWhole(node, "a group", [](Object& object) {
        return TicketGroup{object.neededText("name"), object.texts("members")};
    });
}

PlatformLaunch readPlatform(const Node& node) {
    return readWhole(node, "a platform", [](Object& object) {
        const Node& find = object.get("find");
        as<Array>(find, "'find'", "a list");
        return PlatformLaunch{.find = find,
                              .executable = object.text("executable"),
                              .arguments = object.texts("arguments"),
                              .workingDirectory = object.text("working_directory"),
                              .operations = object.list("operations", readOperation),
                              .groups = object.list("groups", readGroup),
                              .integrations = object.list("integrations", readIntegration),
                              .digest = object.neededText("digest")};
    });
}

TicketApplication readApplication(const Node& node) {
    return readWhole(node, "'application'", [](Object& object) {
        return TicketApplication{.name = object.neededText("name"),
                                 .command = object.neededText("command"),
                                 .identifier = object.neededText("identifier"),
                                 .label = object.neededText("label"),
                                 .variant = object.text("variant"),
                                 .version = object.text("version")};
    });
}

TicketSecret readSecret(const Node& node) {
    return readWhole(node, "a secret", [](Object& object) {
        return TicketSecret{object.neededText("name"), object.text("file")};
    });
}

TicketManifest readManifest(const Node& node) {
    return readWhole(node, "a manifest", [](Object& object) {
        return TicketManifest{object.neededText("path"), object.neededText("sha256")};
    });
}

PlacePaths readPlace(const Node& node) {
    PlacePaths paths;
    for (const Member& member : as<Table>(node, "a place", "an object")) {
        for (const Node& path : as<Array>(member.node, "a place's platform", "a list")) {
            paths[member.key].push_back(as<std::string>(path, "a path", "a string"));
        }
        if (paths[member.key].empty()) wrong(member.node, "a place has no path");
    }
    return paths;
}

void readFrames(const Node& node, Ticket& ticket) {
    Object object(node, "'frames'");
    ticket.frames = object.neededText("list");
    ticket.chunk = static_cast<std::size_t>(object.number("chunk", 1, 1'000'000));
    object.end();
    const auto frames = Frames::parse(ticket.frames, ticket.chunk);
    if (!frames) wrong(node, frames.error());
}

// In a form that compares as text. What cannot be read as a time would hold for ever.
std::string readExpiry(Object& object) {
    const std::string expires = object.text("expires");
    const Node* node = object.find("expires");
    if (node == nullptr || (isIsoTime(expires) && expires.ends_with('Z'))) return expires;
    wrong(*node,
          "'expires' is a time in UTC ('2026-12-01T18:00:00Z'), not " + slipway::quoted(expires));
}

Ticket readTree(const Node& root) {
    Object object(root, "a ticket");
    const Node* format = object.find("slipway_ticket");
    if (format == nullptr) throw Wrong{"it is no ticket: it has no 'slipway_ticket'"};
    if (jsonOf(*format) != kTicketFormat) {
        throw Wrong{"it is of another version's format (" + jsonOf(*format).dump() +
                    "), this version of Slipway knows format " + std::to_string(kTicketFormat)};
    }
    Ticket ticket;
    ticket.id = object.neededText("id");
    // Ahead of all else: what was changed is said to be changed, not what is wrong with it.
    const std::string id = ticketId(jsonOf(root));
    if (id != ticket.id) throw Wrong{"it was changed since it was frozen: its id no longer fits"};
    ticket.application = readApplication(object.get("application"));
    ticket.arguments = object.texts("arguments");
    const std::string base = object.neededText("base");
    if (base != "clean" && base != "inherit") wrong(root, "'base' is 'inherit' or 'clean'");
    ticket.base = base == "clean" ? TicketBase::kClean : TicketBase::kInherit;
    ticket.context = object.map(
        "context", [](const Node& node) { return as<std::string>(node, "a value", "a string"); });
    ticket.expires = readExpiry(object);
    if (const Node* frames = object.find("frames")) readFrames(*frames, ticket);
    ticket.manifests = object.list("manifests", readManifest);
    ticket.paths = object.map("paths", readPlace);
    ticket.platforms = object.map("platforms", readPlatform);
    ticket.secrets = object.list("secrets", readSecret);
    ticket.secretPatterns = object.texts("secret_patterns");
    ticket.workingDirectory = object.text("working_directory");
    object.end();
    return ticket;
}

}  // namespace

std::expected<Ticket, std::string> readTicket(std::string name, std::string text) {
    Source source;
    source.path = std::move(name);
    source.text = std::move(text);
    const auto root = readJson(std::make_shared<const Source>(std::move(source)));
    if (!root) return std::unexpected("it is not whole: " + root.error().message);
    try {
        return readTree(*root);
    } catch (const Wrong& mistake) {
        return std::unexpected(mistake.message);
    }
}

}  // namespace slipway
