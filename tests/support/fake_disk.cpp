// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fake_disk.h"

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "manifests/paths.h"

namespace slipway::test {

namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

constexpr std::uint32_t kFile = 0100000;
constexpr std::uint32_t kFolder = 0040000;
constexpr std::uint32_t kFifo = 0010000;
constexpr std::uint32_t kDevice = 0020000;
constexpr std::uint32_t kLink = 0120000;
constexpr std::uint32_t kTypeMask = 0170000;
constexpr int kMostLinks = 40;
constexpr nanoseconds kStart = std::chrono::seconds(1'700'000'000) + 123'456'789ns;

}  // namespace

struct FakeDisk::Node {
    std::uint32_t mode = 0;
    std::uint32_t owner = 1000;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    nanoseconds modified{};
    nanoseconds changed{};
    std::string text;  // a file's content, a link's target
    std::map<std::string, NodePointer> entries;

    bool is(std::uint32_t type) const { return (mode & kTypeMask) == type; }
};

FakeDisk::FakeDisk(const PlatformRules& rules)
    : rules_(rules), root_(std::make_shared<Node>()), now_(kStart) {
    root_->mode = kFolder | 0755;
    root_->modified = root_->changed = now_;
    age();
}

FakeDisk::~FakeDisk() = default;

std::vector<std::string> FakeDisk::segments(const std::string& path) const {
    std::vector<std::string> segments(1);
    for (char c : path) {
        if (!isSeparator(c, rules_)) {
            segments.back() += c;
        } else if (!segments.back().empty()) {
            segments.emplace_back();
        }
    }
    if (segments.back().empty()) segments.pop_back();
    return segments;
}

auto FakeDisk::find(const std::string& path) const -> std::expected<NodePointer, int> {
    int links = 0;
    return walk(root_, segments(path), links);
}

// Of a link the link.
auto FakeDisk::findItself(const std::string& path) const -> std::expected<NodePointer, int> {
    std::vector<std::string> names = segments(path);
    if (names.empty()) return root_;
    const std::string last = names.back();
    names.pop_back();
    int links = 0;
    const auto folder = walk(root_, names, links);
    if (!folder) return folder;
    if (!(*folder)->is(kFolder)) return std::unexpected(ENOTDIR);
    const auto entry = (*folder)->entries.find(last);
    if (entry == (*folder)->entries.end()) return std::unexpected(ENOENT);
    return entry->second;
}

// Targets of links are absolute here.
auto FakeDisk::walk(NodePointer at, std::vector<std::string> segments, int& links) const
    -> std::expected<NodePointer, int> {
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!at->is(kFolder)) return std::unexpected(ENOTDIR);
        if ((at->mode & 0111) == 0) return std::unexpected(EACCES);
        if (segments[i] == ".") continue;
        const auto entry = at->entries.find(segments[i]);
        if (entry == at->entries.end()) return std::unexpected(ENOENT);
        at = entry->second;
        if (!at->is(kLink)) continue;
        if (++links > kMostLinks) return std::unexpected(ELOOP);
        const auto target = walk(root_, this->segments(at->text), links);
        if (!target) return target;
        at = *target;
    }
    return at;
}

auto FakeDisk::folderOf(const std::string& path) -> NodePointer {
    std::vector<std::string> names = segments(path);
    if (names.empty()) throw std::invalid_argument("a path is missing");
    names.pop_back();
    NodePointer at = root_;
    for (const std::string& name : names) {
        NodePointer& entry = at->entries[name];
        if (!entry) {
            entry = std::make_shared<Node>();
            entry->mode = kFolder | 0755;
            entry->inode = nextInode_++;
            entry->modified = entry->changed = stamp();
            at->modified = at->changed = stamp();
        }
        at = entry;
    }
    return at;
}

FakeDisk::Node& FakeDisk::put(const std::string& path, std::uint32_t mode) {
    const NodePointer folder = folderOf(path);
    NodePointer& entry = folder->entries[segments(path).back()];
    const bool isEdit = entry && entry->is(kFile) && (mode & kTypeMask) == kFile;
    if (!isEdit) {
        entry = std::make_shared<Node>();
        entry->inode = nextInode_++;
        folder->modified = folder->changed = stamp();
    }
    entry->mode = mode;
    entry->modified = entry->changed = stamp();
    return *entry;
}

FakeDisk::Node& FakeDisk::existing(const std::string& path) const {
    const auto node = find(path);
    if (!node) throw std::invalid_argument("nothing at " + path);
    return **node;
}

nanoseconds FakeDisk::stamp() const {
    return now_ - now_ % granularity_;
}

void FakeDisk::write(const std::string& path, std::string_view text, std::uint32_t permissions) {
    Node& file = put(path, kFile | permissions);
    file.text = text;
    file.size = text.size();
}

void FakeDisk::makeFolder(const std::string& path) {
    folderOf(path + rules_.pathSeparator + "x");
}

void FakeDisk::link(const std::string& path, const std::string& target) {
    put(path, kLink | 0777).text = target;
}

void FakeDisk::makeFifo(const std::string& path) {
    put(path, kFifo | 0644);
}

void FakeDisk::makeDevice(const std::string& path) {
    put(path, kDevice | 0644);
}

void FakeDisk::remove(const std::string& path) {
    const NodePointer folder = folderOf(path);
    folder->entries.erase(segments(path).back());
    folder->modified = folder->changed = stamp();
}

void FakeDisk::writeSparse(const std::string& path, std::uint64_t size) {
    put(path, kFile | 0644).size = size;
}

void FakeDisk::setPermissions(const std::string& path, std::uint32_t permissions) {
    Node& node = existing(path);
    node.mode = (node.mode & kTypeMask) | permissions;
    node.changed = stamp();
}

void FakeDisk::setOwner(const std::string& path, std::uint32_t owner) {
    const auto node = findItself(path);
    if (!node) throw std::invalid_argument("nothing at " + path);
    (*node)->owner = owner;
    (*node)->changed = stamp();
}

void FakeDisk::setModified(const std::string& path, nanoseconds time) {
    existing(path).modified = time;
    existing(path).changed = stamp();
}

void FakeDisk::setChanged(const std::string& path, nanoseconds time) {
    existing(path).changed = time;
}

void FakeDisk::fail(Call call, const std::string& path, int error) {
    failures_[{call, path}] = error;
}

void FakeDisk::before(Call call, const std::string& path, std::function<void()> action) {
    before_[{call, path}] = std::move(action);
}

void FakeDisk::after(Call call, const std::string& path, std::function<void()> action) {
    after_[{call, path}] = std::move(action);
}

std::size_t FakeDisk::looksAt(const std::string& path) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        log_, [&](const std::string& entry) { return entry.substr(entry.find(' ') + 1) == path; }));
}

// An action may set the same one again.
void FakeDisk::run(Actions& actions, const Event& event) {
    if (auto action = actions.extract(event)) action.mapped()();
}

void FakeDisk::enter(Call call, const std::string& path) {
    constexpr std::string_view kNames[] = {"facts ", "list ", "read ", "entry "};
    log_.push_back(std::string(kNames[static_cast<std::size_t>(call)]) + path);
    run(before_, {call, path});
}

template <class Result>
Result FakeDisk::leave(Call call, const std::string& path, Result result) {
    run(after_, {call, path});
    return result;
}

int FakeDisk::failure(Call call, const std::string& path) const {
    const auto failure = failures_.find({call, path});
    return failure == failures_.end() ? 0 : failure->second;
}

FileFacts FakeDisk::factsOf(const Node& node) const {
    return {.device = 1,
            .inode = node.inode,
            .size = node.size,
            .modifiedSeconds = node.modified / 1s,
            .modifiedNanoseconds = (node.modified % 1s).count(),
            .changedSeconds = node.changed / 1s,
            .changedNanoseconds = (node.changed % 1s).count(),
            .mode = node.mode,
            .owner = node.owner};
}

FileFacts FakeDisk::facts(const std::string& path) {
    enter(Call::kFacts, path);
    const auto node = find(path);
    const int error = node ? failure(Call::kFacts, path) : node.error();
    FileFacts facts{.error = error};
    if (error == 0) facts = factsOf(**node);
    return leave(Call::kFacts, path, facts);
}

Entry FakeDisk::entry(const std::string& path) {
    enter(Call::kEntry, path);
    const auto node = findItself(path);
    const int error = node ? failure(Call::kEntry, path) : node.error();
    Entry entry{{.error = error}, {}};
    if (error == 0) entry = {factsOf(**node), (*node)->is(kLink) ? (*node)->text : ""};
    return leave(Call::kEntry, path, entry);
}

std::expected<FolderNames, int> FakeDisk::list(const std::string& folder) {
    using Result = std::expected<FolderNames, int>;
    enter(Call::kList, folder);
    const auto node = find(folder);
    int error = node ? failure(Call::kList, folder) : node.error();
    if (error == 0 && !(*node)->is(kFolder)) error = ENOTDIR;
    if (error == 0 && ((*node)->mode & 0444) == 0) error = EACCES;
    if (error != 0) return leave(Call::kList, folder, Result(std::unexpected(error)));
    FolderNames names;
    for (const auto& [name, entry] : (*node)->entries) names.push_back(name);
    return leave(Call::kList, folder, Result(std::move(names)));
}

std::expected<FileContent, int> FakeDisk::read(const std::string& path, std::uint64_t limit) {
    using Result = std::expected<FileContent, int>;
    enter(Call::kRead, path);
    const auto node = find(path);
    int error = node ? failure(Call::kRead, path) : node.error();
    if (error == 0 && !(*node)->is(kFile)) error = EINVAL;
    if (error == 0 && (*node)->size > limit) error = EFBIG;
    if (error == 0 && ((*node)->mode & 0444) == 0) error = EACCES;
    if (error != 0) return leave(Call::kRead, path, Result(std::unexpected(error)));
    return leave(Call::kRead, path, Result(FileContent{(*node)->text, factsOf(**node)}));
}

void FakeDisk::wait(nanoseconds span) {
    log_.push_back("wait " + std::to_string(span / 1ms) + "ms");
    now_ += span;
}

}  // namespace slipway::test
