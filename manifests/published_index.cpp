// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/published_index.h"

#include <algorithm>
#include <cstring>

#include "resolver/hash.h"

namespace slipway {

namespace {

constexpr std::string_view kMagic = "slipway index\n";
constexpr std::uint64_t kFormat = 1;
constexpr std::string_view kDamaged = "is damaged";

class Printer {
  public:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) text_ += static_cast<char>(value | 0x80);
        text_ += static_cast<char>(value);
    }
    void text(std::string_view value) {
        number(value.size());
        text_ += value;
    }
    void place(const Location& location) {
        number(location.line);
        number(location.column);
    }
    void node(const Node& node) {
        number(node.value.index());
        place(node.location);
        std::visit([&](const auto& value) { this->value(value); }, node.value);
    }
    void diagnostic(const Diagnostic& diagnostic) {
        number(static_cast<std::uint64_t>(diagnostic.severity));
        text(diagnostic.code);
        text(diagnostic.message);
        text(diagnostic.hint);
        place(diagnostic.location);
    }
    std::string take() { return std::move(text_); }

  private:
    void value(const std::string& value) { text(value); }
    void value(std::int64_t value) { number(static_cast<std::uint64_t>(value)); }
    void value(bool value) { number(value ? 1 : 0); }
    void value(const Unsupported& value) {
        text(value.text);
        text(value.kind);
    }
    void value(const Array& value) {
        number(value.size());
        for (const Node& element : value) node(element);
    }
    void value(const Table& value) {
        number(value.size());
        for (const Member& member : value) {
            text(member.key);
            place(member.keyLocation);
            node(member.node);
        }
    }

    std::string text_;
};

// The checksum finds what happens to files by itself; whoever means harm is kept out by trust.
// Still no bytes may do more than fail: every read is within them, and trees are not too deep.
class Parser {
  public:
    explicit Parser(std::string_view text, SourcePointer source = {})
        : rest_(text), source_(std::move(source)) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80) return value;
        }
        return fail();
    }
    std::string_view text() {
        const std::uint64_t size = number();
        if (size > rest_.size()) fail();
        const std::string_view text = rest_.substr(0, failed_ ? 0 : size);
        rest_.remove_prefix(text.size());
        return text;
    }
    // Of things that take a byte each at least.
    std::size_t count() {
        const std::uint64_t count = number();
        return count <= rest_.size() ? static_cast<std::size_t>(count) : fail();
    }
    Location place() {
        const auto line = static_cast<std::uint32_t>(number());
        return {source_, line, static_cast<std::uint32_t>(number())};
    }
    Node node(std::uint32_t depth);
    Diagnostic diagnostic() {
        Diagnostic diagnostic;
        const std::uint64_t severity = number();
        if (severity > static_cast<std::uint64_t>(Severity::kError)) fail();
        diagnostic.severity = static_cast<Severity>(severity);
        diagnostic.code = text();
        diagnostic.message = text();
        diagnostic.hint = text();
        diagnostic.location = place();
        return diagnostic;
    }
    bool atEnd() const { return rest_.empty() && !failed_; }
    bool failed() const { return failed_; }
    std::string_view rest() const { return rest_; }

  private:
    Array array(std::uint32_t depth) {
        Array array(count());
        for (Node& element : array) element = node(depth);
        return array;
    }
    Table table(std::uint32_t depth) {
        Table table(count());
        for (Member& member : table) {
            member.key = text();
            member.keyLocation = place();
            member.node = node(depth);
        }
        return table;
    }
    std::uint32_t fail() {
        failed_ = true;
        rest_ = {};
        return 0;
    }

    std::string_view rest_;
    SourcePointer source_;
    bool failed_ = false;
};

Node Parser::node(std::uint32_t depth) {
    Node node;
    const std::uint64_t kind = depth <= kDeepestNesting ? number() : fail();
    node.location = place();
    switch (failed_ ? 0 : kind) {  // in the order of the variant
        case 0:
            node.value = std::string(text());
            break;
        case 1:
            node.value = static_cast<std::int64_t>(number());
            break;
        case 2:
            node.value = number() != 0;
            break;
        case 3: {
            std::string written(text());
            node.value = Unsupported{std::move(written), std::string(text())};
            break;
        }
        case 4:
            node.value = array(depth + 1);
            break;
        case 5:
            node.value = table(depth + 1);
            break;
        default:
            fail();
    }
    return node;
}

std::string printDraft(const PluginDraft& draft) {
    Printer printer;
    printer.number(draft.problems.list().size());
    for (const Diagnostic& problem : draft.problems.list()) printer.diagnostic(problem);
    printer.number(draft.document ? 1 : 0);
    if (draft.document) printer.node(*draft.document);
    return printer.take();
}

std::uint64_t digestOf(const PluginDraft& draft) {
    return draft.source->text.empty() ? 0 : hashText(draft.source->text);
}

// Elsewhere than directly in a folder nothing is read, whatever an index says.
bool isPlainName(std::string_view name, const PlatformRules& rules) {
    const auto parts = [&](char c) { return isSeparator(c, rules); };
    return name != "." && name != ".." && std::ranges::none_of(name, parts);
}

}  // namespace

std::string indexPath(const std::string& root, const PlatformRules& rules) {
    return joinPath(joinPath(root, kIndexFolder, rules), kIndexFile, rules);
}

std::string printIndex(const std::vector<PluginDraft>& drafts, const PlatformRules& rules) {
    Printer plugins;
    plugins.number(drafts.size());
    for (const PluginDraft& draft : drafts) {
        plugins.text(draft.entry);
        plugins.text(fileNameOf(draft.plugin.manifestPath, rules));
        plugins.number(digestOf(draft));
        plugins.text(printDraft(draft));
    }
    const std::string body = plugins.take();
    Printer header;
    header.number(kFormat);
    header.number(hashText(body));
    return std::string(kMagic) + header.take() + body;
}

std::expected<std::vector<IndexedPlugin>, std::string> parseIndex(std::string_view index,
                                                                  const PlatformRules& rules) {
    const std::unexpected damaged{std::string(kDamaged)};
    if (!index.starts_with(kMagic)) return damaged;
    Parser header(index.substr(kMagic.size()));
    if (header.number() != kFormat) {
        return std::unexpected("was published by another version of Slipway");
    }
    const std::uint64_t checksum = header.number();
    if (header.failed() || checksum != hashText(header.rest())) return damaged;
    Parser parser(header.rest());
    std::vector<IndexedPlugin> plugins(parser.count());
    for (IndexedPlugin& plugin : plugins) {
        plugin.entry = parser.text();
        plugin.manifest = parser.text();
        plugin.digest = parser.number();
        plugin.content = parser.text();
    }
    if (!parser.atEnd()) return damaged;
    std::erase_if(plugins, [&](const IndexedPlugin& plugin) {
        return !isPlainName(plugin.entry, rules) || !isPlainName(plugin.manifest, rules);
    });
    return plugins;
}

std::optional<PluginDraft> publishedDraft(const IndexedPlugin& plugin, const PluginPlace& place,
                                          const PlatformRules& rules) {
    PluginDraft draft = emptyDraft(place, joinPath(place.folder, plugin.manifest, rules));
    Parser parser(plugin.content, draft.source);
    const std::size_t problems = parser.count();
    for (std::size_t i = 0; i < problems; ++i) draft.problems.add(parser.diagnostic());
    if (parser.number() != 0) draft.document = parser.node(1);
    if (!parser.atEnd()) return std::nullopt;
    if (draft.document) identify(draft);
    return draft;
}

}  // namespace slipway
