// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The catalogue: everything that concerns the launches of one command, compiled.
//
// A catalogue is one flat, position-independent block of bytes: a header, records, texts. Nothing
// in it is a pointer; records name texts and lists of records by offset from the first byte. It is
// mapped and used as it stands. `Catalogue::open` accepts a block only when its checksum is right,
// so whoever holds a Catalogue reads it without further checks.
//
// The format is private to one build of Slipway: `kCatalogueFormat` changes with any change here.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "resolver/language.h"

namespace slipway {

inline constexpr std::uint32_t kCatalogueFormat = 10;
inline constexpr char kCatalogueMagic[8] = {'s', 'l', 'i', 'p', 'w', 'a', 'y', '\n'};

namespace catalogue {

struct Text {
    std::uint32_t offset;
    std::uint32_t size;
};

template <class T>
struct List {
    std::uint32_t offset;
    std::uint32_t count;
};

// Where in a manifest something was written. Line and column count from 1; line 0: nowhere.
struct Origin {
    Text file;
    std::uint32_t line;
    std::uint32_t column;
};

struct Piece;

// A string value: its pieces one after the other. Constant placeholders (`plugin.*`, `platform`,
// `pathsep`, escapes) are literals by now.
using Template = List<Piece>;

struct Piece {
    PieceKind kind;
    bool hasFallback;
    std::uint16_t reserved;
    Text text;          // the literal, or the KEY
    Template fallback;  // of `{name:-text}`
};

// A node of a condition; its operands stand before it in the list, the root is the last.
struct ConditionNode {
    enum class Kind : std::uint8_t { kTrue, kAnd, kOr, kNot, kCompare };
    Kind kind;
    PieceKind field;
    Comparison comparison;
    std::uint8_t reserved;
    std::uint32_t left;  // index in the list
    std::uint32_t right;
    Text key;  // of context.KEY and env.KEY
    Template value;
    Text source;  // the comparison as written
};
using Condition = List<ConditionNode>;  // empty: always true

struct Operation {
    Text name;
    OperationKind kind;
    bool isList;        // written as a list: an absent element leaves only itself out
    bool hasSeparator;  // else the platform's
    std::uint8_t reserved;
    Template separator;
    List<Template> values;
    Origin origin;
};

// A piece of a file's content; in a string of JSON what the template comes to is escaped.
struct ContentPiece {
    Template text;
    bool isInJsonString;
    std::uint8_t reserved[7];
};

// `file`: written before the launch.
struct File {
    Template path;  // relative: to the folder of the manifest
    List<ContentPiece> content;
    std::uint32_t mode;  // kModeOfUmask: as the umask has it
    std::uint32_t reserved;
    Origin origin;
};
inline constexpr std::uint32_t kModeOfUmask = ~0U;

// `before`: a command that runs before the launch.
struct BeforeCommand {
    List<Template> command;  // argv; the executable relative: to the folder of the manifest
    std::uint32_t timeoutMilliseconds;
    FailureResponse onFailure;
    bool readsOutput;  // `output = "json"`
    bool onWorker;     // `where = "worker"`: of a farm's launch, not run at freezing
    std::uint8_t reserved;
    Origin origin;
};

// `companion`: a process beside the application.
struct Companion {
    List<Template> command;  // as of BeforeCommand
    List<Operation> environment;
    Origin origin;
};

// What applies together under one condition: an integration itself, or one `case` of it. A case
// within a case applies only where that one does.
struct Part {
    Condition when;
    Text whenSource;
    List<Operation> environment;
    List<Template> arguments;
    List<BeforeCommand> before;
    List<File> files;
    List<Companion> companions;
    Origin origin;
    std::uint32_t depth;  // 0: the integration itself
};

struct Requirement {
    Template name;
    bool hasVersion;
    Comparison comparison;
    std::uint16_t reserved;
    Template version;
    Text source;  // as written
};

struct Integration {
    Text name;
    Text plugin;
    Text version;  // the plugin's; may be empty
    Text folder;   // the plugin's
    std::int32_t priority;
    bool required;
    bool grouped;   // some application's group names it
    bool usersOwn;  // of the user's own configuration: does not count in farm mode
    std::uint8_t reserved;
    List<Part> parts;  // the integration itself, then its cases, each before those within it
    List<Requirement> requirements;
    Origin origin;
};

struct Group {
    Text name;
    List<Template> members;  // names of integrations
    Origin origin;
};

// A version that configuration asks for: of a `[[pin]]`, or the default that `[use]` says.
struct VersionPin {
    Condition when;
    Text whenSource;
    Template version;
    bool isDefault;
    std::uint8_t reserved[3];
    Origin origin;
};

struct Installation {
    Text version;  // may be empty: not known
    Text path;     // the main command's executable, absolute
    List<Template> arguments;
    Origin origin;       // the `find` entry that matched
    Text versionSource;  // how the version is known, for people
    bool rosetta;        // of a universal executable on a Mac, the Intel half is meant
    std::uint8_t reserved[3];
};

struct Application {
    bool known;           // some manifest declares it
    bool batchCommand;    // the command says `mode = "batch"`
    bool inheritsLaunch;  // `nested = "inherit"`
    std::uint8_t reserved;
    Text name;
    Text command;
    Template label;
    Template executable;  // of the command, relative to the main one's folder; empty: the main one
    Template identifier;
    Template variant;
    List<Template> arguments;  // of the command
    List<Template> batchArguments;
    Template workingDirectory;  // empty: inherited
    List<Operation> environment;
    List<Group> groups;
    List<VersionPin> pins;
    List<Installation> installations;  // newest first
    Origin origin;
};

// A rule for the context: by path, or by condition.
struct Setting {
    Text key;
    Template value;
};
struct ContextRule {
    List<Template> paths;  // kContext pieces are what is sought
    Condition when;
    List<Setting> set;
    Origin origin;
};

// Integrations without which nothing is launched.
struct RequiredIntegrations {
    Condition when;
    List<Template> names;
    Origin origin;
};

// What the compilation must know of the launch. A condition, or a text.
struct Question {
    Text id;
    bool isCondition;
    std::uint8_t reserved[3];
    Condition condition;
    Template text;
};

// A thing to tell a person, found while compiling.
struct Diagnostic {
    Severity severity;
    bool concernsLaunch;  // said at every launch; else only by `explain`, `check`, `doctor`
    bool leavesOut;       // something is missing that may concern the application
    std::uint8_t reserved;
    Text code;
    Text message;  // without the place
    Text line;     // the whole, with its place, ready to be printed
    Origin origin;
};

// The fingerprint of one file, folder or absence that the compilation rests on (witness.h). A
// witness without a name is its folder's own.
struct Witness {
    std::uint64_t fingerprint;
    Text name;
    std::uint32_t kind;  // WitnessKind
    std::uint32_t reserved;
};

// Witnesses beneath one folder are looked at through one descriptor of it.
struct WitnessFolder {
    Text path;   // empty: the names are absolute
    Text share;  // that all of them were on, by the folder that it is mounted on; empty: on none
    // Folders of plugins that do not concern the command: they can tell at most that something is
    // wrong with such a plugin, which stops a launch only where nothing may be missing.
    bool isForCareful;
    std::uint8_t reserved[7];
    List<Witness> witnesses;
};

// A folder that did not answer while the catalogue was compiled.
struct SilentFolder {
    Text path;
    bool isDead;  // else slow: what is there can be used
    bool isRoot;  // a plugin root on a share, else the share itself
    std::uint8_t reserved[2];
};

// A variable of the starting environment that the compilation looked at.
struct VariableWitness {
    Text name;
    Text value;
    bool isSet;
    std::uint8_t reserved[7];
};

struct Header {
    char magic[8];
    std::uint32_t format;
    std::uint32_t size;      // of the whole block
    std::uint64_t checksum;  // of everything after this field
    std::uint64_t settled;   // 0: some fact may have changed since, or will without a trace; use
                             // once, do not keep
    List<WitnessFolder> witnessFolders;
    List<VariableWitness> variables;
    // What was mounted when it was told what is on a share (shim/shares.h), and what did not answer
    // then: such a catalogue is not kept.
    std::uint64_t mounts;
    std::int64_t mountsSince;
    List<SilentFolder> silentFolders;
    std::uint32_t shareBudget;  // milliseconds
    std::uint32_t shareTtl;     // milliseconds
    // Not empty: a catalogue that only asks. Whoever launches compiles again, with the answers.
    List<Question> questions;
    List<ContextRule> contexts;
    Application application;
    List<Integration> integrations;  // in the order of application
    List<RequiredIntegrations> required;
    List<Text> secrets;  // patterns of variables' names, besides the built-in ones
    std::uint32_t strict;
    std::uint32_t reserved;
    Text launchRecord;  // the file that launches are recorded in; empty: in none
    List<Diagnostic> diagnostics;
};

}  // namespace catalogue

// A view of a block of bytes that was checked. Cheap to copy; does not own the block.
class Catalogue {
  public:
    // Nothing where the block is not a whole catalogue of this format. `block` must be aligned
    // to 8 bytes and outlive the result.
    static std::optional<Catalogue> open(std::span<const std::byte> block);

    const catalogue::Header& header() const {
        return *reinterpret_cast<const catalogue::Header*>(base_);
    }
    const catalogue::Application& application() const { return header().application; }

    // Followed by a NUL that is not counted.
    std::string_view text(catalogue::Text text) const {
        if (text.size == 0) return "";
        return {reinterpret_cast<const char*>(base_ + text.offset), text.size};
    }
    // The whole, as it was opened.
    std::span<const std::byte> block() const { return {base_, header().size}; }
    template <class T>
    std::span<const T> list(catalogue::List<T> list) const {
        return {reinterpret_cast<const T*>(base_ + list.offset), list.count};
    }

  private:
    explicit Catalogue(const std::byte* base) : base_(base) {}
    const std::byte* base_;
};

// The checksum of `Header::checksum`, over the block's bytes after that field.
std::uint64_t catalogueChecksum(std::span<const std::byte> block);

}  // namespace slipway
