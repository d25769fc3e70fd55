// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/configuration.h"

#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>

#include "manifests/configuration_files.h"
#include "manifests/configuration_reader.h"
#include "manifests/document.h"
#include "manifests/keys.h"
#include "manifests/trust_check.h"
#include "manifests/way.h"
#include "manifests/wording.h"
#include "resolver/relative_path.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// A file that is there and has no error.
struct ReadFile {
    ConfigurationPlace place;
    std::shared_ptr<Source> source;
    Node root;
    ConfigurationFile content;
    bool included = false;
};
using ReadFiles = std::vector<ReadFile>;

bool isAbsent(int error) {
    return error == ENOENT || error == ENOTDIR;
}

std::string whyUnreadable(int error) {
    if (error == EINVAL) return "is no file";
    if (error == EFBIG) return "is larger than " + std::to_string(kLargestSource) + " bytes";
    return "cannot be read: " + errorText(error);
}

bool isError(const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError;
}

// A launch says one line of a file that is left out.
void report(const Diagnostics& problems, Diagnostics& diagnostics) {
    bool isSaid = false;
    for (Diagnostic diagnostic : problems.list()) {
        const bool isFirst = isError(diagnostic) && !isSaid;
        if (problems.hasErrors()) diagnostic.concernsLaunch = isFirst;
        if (isFirst) {
            if (!diagnostic.hint.empty()) diagnostic.hint += "; ";
            diagnostic.hint += "this configuration is left out";
            isSaid = true;
        }
        diagnostics.add(std::move(diagnostic));
    }
}

// An included file says neither what is worked on nor what is allowed, and includes nothing.
constexpr std::string_view kNotIncluded[] = {"policy", "context", "include"};

void warnOfWhatDoesNotCount(const ReadFile& file, Diagnostics& problems) {
    for (std::string_view key : kNotIncluded) {
        const Node* node = find(*file.root.as<Table>(), key);
        if (!file.included || node == nullptr) continue;
        problems.warning("not-included", node->location,
                         quoted(key) + " of an included file does not count",
                         "write it into the configuration that includes it");
    }
}

void dropWhatDoesNotCount(ReadFile& file) {
    if (file.place.onlyPolicy) file.content = {.policy = file.content.policy};
    if (!file.included) return;
    file.content.policy = {};
    file.content.contexts.clear();
    file.content.include.reset();
}

std::shared_ptr<Source> sourceAt(const std::string& path, const PlatformRules& rules) {
    auto source = std::make_shared<Source>();
    source->path = path;
    source->folder = folderOf(path, rules);
    return source;
}

Format formatOf(std::string_view path) {
    return path.ends_with(".json") ? Format::kJson : Format::kToml;
}

class ConfigurationReader {
  public:
    ConfigurationReader(const Host& host, Questions& questions, Diagnostics& diagnostics)
        : host_(host), questions_(questions), diagnostics_(diagnostics), trust_(host) {}

    Configuration read() {
        readFiles();
        settlePlaces();
        readIncludes();
        settlePlaces();
        Configuration configuration = merged();
        configuration.places = places_;
        return configuration;
    }

  private:
    // The system's first: what it says of trust holds for the others.
    void readFiles() {
        const std::vector<ConfigurationPlace> places = configurationPlaces(host_, diagnostics_);
        std::vector<std::optional<ReadFile>> files(places.size());
        for (const bool system : {true, false}) {
            for (std::size_t i = 0; i < places.size(); ++i) {
                if ((places[i].authority == Authority::kSystem) != system) continue;
                files[i] = readFile(places[i], false);
                if (files[i]) followTrust(files[i]->content.policy, system);
            }
        }
        for (auto& file : files) {
            if (file) files_.push_back(*std::move(file));
        }
    }

    void followTrust(const WrittenPolicy& written, bool isSystem) {
        if (trusted_.trustedOwners.empty() && written.trustedOwners) {
            trusted_.trustedOwners = *written.trustedOwners;
        }
        if (isSystem) {
            trusted_.groupWritable = written.groupWritable.value_or(true);
            trusted_.trustedRoots = literalTexts(written.trustedRoots);
        }
        trust_.follow(trusted_);
    }

    // Without what depends on other files, which are not read yet.
    static std::vector<std::string> literalTexts(const std::vector<Template>& texts) {
        std::vector<std::string> literals;
        for (const Template& text : texts) {
            const bool isLiteral = text.size() == 1 && text.front().kind == PieceKind::kLiteral;
            if (isLiteral) literals.push_back(text.front().text);
        }
        return literals;
    }

    std::optional<ReadFile> readFile(ConfigurationPlace place, bool included) {
        ReadFile file{.place = std::move(place), .included = included};
        file.source = sourceAt(file.place.path, host_.rules);
        auto content = host_.disk.read(file.place.path, kLargestSource);
        if (!content) return unreadable(file, content.error());
        if (const auto distrust = trust_.of(file.place.path)) return untrusted(file, *distrust);
        file.source->text = std::move(content->text);
        return parsed(std::move(file));
    }

    std::optional<ReadFile> untrusted(const ReadFile& file, const Distrust& distrust) {
        diagnostics_.error("untrusted", {file.source}, describe(distrust),
                           distrust.advice + "; this configuration is left out");
        return std::nullopt;
    }

    std::optional<ReadFile> unreadable(const ReadFile& file, int error) {
        const bool isNamed = file.place.authority == Authority::kNamed && !file.included;
        if (!isAbsent(error)) {
            ++leftOut_;
            diagnostics_.error("unreadable", {file.source}, whyUnreadable(error),
                               "this configuration is left out");
        } else if (isNamed) {
            diagnostics_.add({.severity = Severity::kWarning,
                              .code = "config-missing",
                              .message = "is not there",
                              .hint = "SLIPWAY_CONFIG names it",
                              .location = {file.source},
                              .leavesOut = true});
        }
        return std::nullopt;
    }

    std::optional<ReadFile> parsed(ReadFile file) {
        Diagnostics problems;
        auto root = readDocument(file.source, formatOf(file.place.path));
        if (root) {
            file.root = *std::move(root);
            file.content = readConfigurationFile(file.root, host_.rules, problems);
            warnOfWhatDoesNotCount(file, problems);
            dropWhatDoesNotCount(file);
        } else {
            problems.add(root.error());
        }
        report(problems, diagnostics_);
        if (!problems.hasErrors()) return file;
        ++leftOut_;
        return std::nullopt;
    }

    // From here on `{paths.*}` in every file are what all files together say.
    void settlePlaces() {
        auto places = std::make_shared<Places>();
        for (const ReadFile& file : files_) {
            if (file.place.onlyPolicy) continue;
            Places own = readPlaces(file.root, host_.rules);
            places->byName.merge(own.byName);  // what a higher file says stays
        }
        places_ = std::move(places);
        for (ReadFile& file : files_) readAgain(file);
    }

    void readAgain(ReadFile& file) {
        file.source->places = places_;
        Diagnostics reportedBefore;
        ConfigurationFile content = readConfigurationFile(file.root, host_.rules, reportedBefore);
        // Rules of contexts take every path of a place, so theirs stay as they were written.
        content.contexts = std::move(file.content.contexts);
        file.content = std::move(content);
        dropWhatDoesNotCount(file);
    }

    // The highest file's list counts; what it names counts more than the file itself.
    void readIncludes() {
        const auto including = std::ranges::find_if(
            files_, [](const ReadFile& file) { return file.content.include.has_value(); });
        if (including == files_.end()) return;
        ReadFiles included;
        std::set<std::string> seen;
        for (const WrittenPath& path : *including->content.include) {
            const auto text = questions_.path(path.text, path.location, diagnostics_);
            if (!text || !seen.insert(*text).second) continue;
            if (auto file = includedFile(*text, including->place, path.location)) {
                included.push_back(*std::move(file));
            }
        }
        files_.insert(including, std::make_move_iterator(included.begin()),
                      std::make_move_iterator(included.end()));
    }

    std::optional<ReadFile> includedFile(const std::string& path, const ConfigurationPlace& by,
                                         const Location& at) {
        if (isAbsolutePath(path, host_.rules)) {
            const std::string whole = tidyPath(path, host_.rules);
            return readFile({withoutParents(whole, host_.disk, host_.rules), by.authority}, true);
        }
        diagnostics_.warning("include-relative", at,
                             quoted(path) + isNoWholePath(path) + " and is not included",
                             hintFor(path));
        return std::nullopt;
    }

    Configuration merged() {
        Configuration configuration;
        for (const ReadFile& file : files_) {
            configuration.sources.push_back(file.source);
            append(configuration.contexts, contextsOf(file));
            append(configuration.pins, file.content.pins);
            mergeUse(file.content.use, configuration.use);
            if (file.content.integrations.empty()) continue;
            const bool usersOwn = file.place.authority == Authority::kUser;
            configuration.integrations.insert(configuration.integrations.begin(),
                                              {integrationsOf(file), usersOwn, file.source});
        }
        configuration.pluginPath = pluginPath(files_);
        configuration.policy = policy();
        configuration.leftOut = leftOut_;
        warnOfUnknownOwners(configuration.policy);
        return configuration;
    }

    // For another platform they are read once more; of all else in the file the host's counts.
    std::vector<Integration> integrationsOf(const ReadFile& file) const {
        if (host_.target == nullptr) return file.content.integrations;
        const auto source = std::make_shared<Source>(*file.source);
        source->folder = host_.target->path(source->folder).value_or(source->folder);
        source->places = host_.target->places;
        const auto root = readDocument(source, formatOf(source->path));
        Diagnostics reportedBefore;
        return root ? readConfigurationFile(*root, host_.target->rules, reportedBefore).integrations
                    : std::vector<Integration>();
    }

    template <class T>
    static void append(std::vector<T>& to, const std::vector<T>& more) {
        to.insert(to.end(), more.begin(), more.end());
    }

    std::vector<ContextRule> contextsOf(const ReadFile& file) const {
        std::vector<ContextRule> rules = file.content.contexts;
        for (ContextRule& rule : rules) {
            if (!rule.paths.empty()) rule.paths = withAllPlaces(rule.paths.front(), *places_);
            for (auto& [key, value] : rule.set) value = withPlaces(value, *places_);
        }
        return rules;
    }

    static void mergeUse(const std::vector<VersionPin>& lower, std::vector<VersionPin>& use) {
        for (const VersionPin& pin : lower) {
            const bool isKnown = std::ranges::any_of(use, [&](const VersionPin& higher) {
                return higher.application == pin.application;
            });
            if (!isKnown) use.push_back(pin);
        }
    }

    // `""` stands for the list of the next file below that has one; said twice it would say
    // nothing more, and many times in many files more than a memory holds.
    std::vector<ConfiguredPath> pluginPath(std::span<const ReadFile> files) {
        std::vector<ConfiguredPath> paths;
        bool hasLower = false;
        const auto has = [](const ReadFile& file) { return file.content.pluginPath.has_value(); };
        const auto file = std::ranges::find_if(files, has);
        if (file == files.end()) return paths;
        const auto lower = files.subspan(static_cast<std::size_t>(file - files.begin()) + 1);
        const bool isLowest = std::ranges::none_of(lower, has);
        for (const WrittenPath& written : *file->content.pluginPath) {
            if (!written.text.empty()) {
                addRoot(written, paths);
            } else if (std::exchange(hasLower, true)) {
                continue;
            } else if (isLowest) {
                paths.push_back({{}, written.location});
            } else {
                append(paths, pluginPath(lower));
            }
        }
        return paths;
    }

    void addRoot(const WrittenPath& written, std::vector<ConfiguredPath>& paths) {
        const auto path = questions_.path(written.text, written.location, diagnostics_);
        if (!path || path->empty()) return;
        if (isAbsolutePath(*path, host_.rules)) {
            paths.push_back({tidyPath(*path, host_.rules), written.location});
        } else {
            diagnostics_.lack("root-relative", written.location,
                              quoted(*path) + isNoWholePath(*path) + " and is passed over",
                              hintFor(*path));
        }
    }

    // A path that another platform has, most often: one file serves them all.
    bool hasNoDrive(std::string_view path) const { return !isRelativePath(path, host_.rules); }

    std::string isNoWholePath(std::string_view path) const {
        return hasNoDrive(path) ? " is on no drive" : " is no absolute path";
    }
    std::string hintFor(std::string_view path) const {
        return hasNoDrive(path) ? "a place of [paths] has a path for each platform" : "";
    }

    // What the system's configuration says holds; of the others the highest, where it says nothing.
    Policy policy() {
        std::vector<const ReadFile*> order;
        for (const bool system : {true, false}) {
            for (const ReadFile& file : files_) {
                if ((file.place.authority == Authority::kSystem) == system) order.push_back(&file);
            }
        }
        Policy policy;
        WrittenPolicy known;
        for (const ReadFile* file : order) {
            const bool isSystem = file->place.authority == Authority::kSystem;
            mergePolicy(file->content.policy, isSystem, known, policy);
        }
        return policy;
    }

    void warnOfUnknownOwners(const Policy& policy) {
        for (const std::string& owner : policy.trustedOwners) {
            if (!host_.user || ownerNumber(owner, host_.disk)) continue;
            diagnostics_.warning(
                "owner-unknown", {},
                "trusted_owners names " + quoted(owner) + ", whom /etc/passwd does not know",
                "write the user's number");
        }
    }

    void mergePolicy(const WrittenPolicy& written, bool isSystem, WrittenPolicy& known,
                     Policy& policy) {
        const auto take = [](const auto& value, auto& seen, auto& result) {
            if (!value || seen) return;
            seen = value;
            result = *value;
        };
        policy.strict = policy.strict || written.strict.value_or(false);
        take(written.record, known.record, policy.record);
        take(written.shareBudget, known.shareBudget, policy.shareBudget);
        take(written.shareTtl, known.shareTtl, policy.shareTtl);
        take(written.trustedOwners, known.trustedOwners, policy.trustedOwners);
        append(policy.secrets, knownTexts(written.secrets));
        if (!isSystem) return;
        policy.groupWritable = written.groupWritable.value_or(true);
        policy.trustedRoots = knownTexts(written.trustedRoots);
    }

    std::vector<std::string> knownTexts(const std::vector<Template>& texts) {
        std::vector<std::string> known;
        for (const Template& text : texts) {
            if (auto value = questions_.text(text)) known.push_back(*std::move(value));
        }
        return known;
    }

    const Host& host_;
    Questions& questions_;
    Diagnostics& diagnostics_;
    TrustCheck trust_;
    Policy trusted_;   // what the files read so far say of trust
    ReadFiles files_;  // highest first
    std::size_t leftOut_ = 0;
    std::shared_ptr<const Places> places_;
};

}  // namespace

Configuration readConfiguration(const Host& host, Questions& questions, Diagnostics& diagnostics) {
    return ConfigurationReader(host, questions, diagnostics).read();
}

Places placesOf(const Configuration& configuration, const PlatformRules& rules) {
    Places places;
    for (const SourcePointer& source : configuration.sources) {
        const auto root = readDocument(source, formatOf(source->path));
        if (root) places.byName.merge(readPlaces(*root, rules).byName);
    }
    return places;
}

std::optional<ConfiguredIntegrations> checkConfiguration(const std::string& path, const Host& host,
                                                         Diagnostics& diagnostics) {
    const auto source = sourceAt(path, host.rules);
    auto content = host.disk.read(path, kLargestSource);
    if (!content) {
        diagnostics.error("unreadable", {source}, whyUnreadable(content.error()));
        return std::nullopt;
    }
    source->text = std::move(content->text);
    const auto root = readDocument(source, formatOf(path));
    if (!root) {
        diagnostics.add(root.error());
        return std::nullopt;
    }
    Diagnostics problems;
    auto file = readConfigurationFile(*root, host.rules, problems);
    for (const Diagnostic& problem : problems.list()) diagnostics.add(problem);
    if (problems.hasErrors()) return std::nullopt;
    return ConfiguredIntegrations{.integrations = std::move(file.integrations), .source = source};
}

const PluginPin* pinOf(const std::vector<const Pin*>& pins, std::string_view plugin) {
    for (const std::string_view name : {plugin, std::string_view("*")}) {
        for (const Pin* pin : pins) {
            const auto found = std::ranges::find_if(pin->plugins, [&](const PluginPin& each) {
                return equals(each.plugin, name, Case::kIgnored);
            });
            if (found != pin->plugins.end()) return &*found;
        }
    }
    return nullptr;
}

bool isConfiguration(const Node& root) {
    const Table& table = *root.as<Table>();
    if (find(table, "slipway") || find(table, "plugin") || find(table, "application")) return false;
    return std::ranges::any_of(table, [](const Member& member) {
        return member.key != "integration" && findKey(configurationKeys(), member.key);
    });
}

}  // namespace slipway
