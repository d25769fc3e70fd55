// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/freeze.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "farm/digest.h"
#include "farm/frames.h"
#include "farm/frozen_platform.h"
#include "farm/thaw.h"
#include "manifests/wording.h"
#include "resolver/path.h"

namespace slipway {

namespace {

const PlatformRules* const kPlatforms[] = {&kLinuxRules, &kMacosRules, &kWindowsRules};

bool isUtf8(const std::string& text) {
    try {
        static_cast<void>(nlohmann::json(text).dump());
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

class Freezing {
  public:
    Freezing(const EvaluatedLaunch& launch, const FreezeWishes& wishes)
        : launch_(launch),
          wishes_(wishes),
          rules_(launch.host.rules),
          tokens_(*launch.studio.configuration.places, rules_),
          guard_(SecretNames(launch.catalogue), wishes.environment) {}

    FrozenLaunch frozen() {
        addApplication();
        addWishes();
        for (const PlatformRules* rules : kPlatforms) {
            if (rules->platform == rules_.platform) {
                addHostsPlatform();
            } else {
                addOtherPlatform(*rules);
            }
        }
        addManifests();
        for (catalogue::Text pattern : launch_.catalogue.list(launch_.catalogue.header().secrets)) {
            ticket_.secretPatterns.emplace_back(launch_.catalogue.text(pattern));
        }
        addPaths();
        // Whatever it came through.
        if (const auto why = guard_.whyNot(printTicket(ticket_))) {
            throw Unfreezable{"a ticket is read by others, and " + *why};
        }
        return {std::move(ticket_), std::move(leftOut_)};
    }

  private:
    std::string text(catalogue::Text text) const {
        return std::string(launch_.catalogue.text(text));
    }

    void addApplication() {
        const ApplicationFacts& facts = launch_.evaluation.application;
        const auto orNothing = [](Value value) { return std::string(value.value_or("")); };
        ticket_.application = {.name = text(launch_.catalogue.application().name),
                               .command = text(launch_.catalogue.application().command),
                               .identifier = orNothing(facts.identifier),
                               .label = orNothing(facts.label),
                               .variant = orNothing(facts.variant),
                               .version = orNothing(facts.version)};
        for (const ContextEntry& entry : launch_.evaluation.context.entries) {
            guard_.learn(entry.key, entry.value);
        }
        for (const ContextEntry& entry : launch_.evaluation.context.entries) {
            // What carries a secret is no part of what is worked on.
            if (guard_.isSecret(entry.key) || guard_.whyNot(entry.value)) continue;
            ticket_.context.emplace(entry.key, entry.value);
        }
    }

    void addWishes() {
        ticket_.base = wishes_.base;
        ticket_.expires = wishes_.expires;
        ticket_.frames = wishes_.frames;
        ticket_.chunk = wishes_.chunk;
        ticket_.workingDirectory = tokens_.templateOf(wishes_.workingDirectory);
        std::string_view wordAhead;
        for (const std::string& argument : wishes_.arguments) {
            addArgument(argument, std::exchange(wordAhead, argument));
        }
        for (const TicketSecret& secret : wishes_.secrets) {
            ticket_.secrets.push_back({secret.name, tokens_.templateOf(secret.file)});
        }
    }

    void addArgument(const std::string& argument, std::string_view wordAhead) {
        if (!isUtf8(argument)) {
            throw Unfreezable{"the argument " + slipway::quoted(argument) +
                              " is not UTF-8, which a ticket is"};
        }
        if (const auto why = guard_.whyNot(argument, wordAhead)) {
            throw Unfreezable{"an argument must not be written down: " + *why +
                              "; have the application read it from its environment, and name it by "
                              "--secret"};
        }
        if (wishes_.frames.empty() && hasFramePlaceholder(argument)) {
            throw Unfreezable{slipway::quoted(argument) +
                              " is to be filled in by the farm, and there are no "
                              "--frames"};
        }
        ticket_.arguments.push_back(wishes_.frames.empty() ? tokens_.templateOf(argument)
                                                           : withFramesKept(argument));
    }

    // Braces are doubled but those of {frame}, {first} and {last}.
    TicketText withFramesKept(std::string_view argument) const {
        TicketText result;
        while (!argument.empty()) {
            std::size_t next = argument.size();
            std::string_view found;
            for (const std::string_view placeholder : kFramePlaceholders) {
                const std::size_t at = argument.find(placeholder);
                if (at >= next) continue;
                next = at;
                found = placeholder;
            }
            result += tokens_.templateOf(argument.substr(0, next));
            result += found;
            argument.remove_prefix(next + found.size());
        }
        return result;
    }

    bool isAskedFor(const PlatformRules& rules) const {
        return std::ranges::find(wishes_.platforms, rules.name) != wishes_.platforms.end();
    }

    void addHostsPlatform() {
        if (!wishes_.platforms.empty() && !isAskedFor(rules_)) return;
        addPlatform(FrozenPlatform(launch_, wishes_.secrets, tokens_, tokens_, guard_), rules_);
    }

    void addOtherPlatform(const PlatformRules& rules) {
        if (!wishes_.platforms.empty() && !isAskedFor(rules)) return;
        const PathTranslation translation(launch_.studio.configuration, rules_, rules);
        // A studio without such computers has no places for them.
        if (!isAskedFor(rules) && translation.places()->byName.empty()) return;
        try {
            addCompiledFor({rules, translation.places(), std::cref(translation)});
        } catch (const Unfreezable& wrong) {
            ticket_.platforms.erase(std::string(rules.name));
            const std::string message = "for " + std::string(rules.name) + ": " + wrong.message;
            if (isAskedFor(rules)) throw Unfreezable{message};
            if (wrong.isNews) leftOut_.push_back(message);
        }
    }

    // What the manifests say to such a worker; what was chosen and what ran is this launch's.
    void addCompiledFor(const Target& target) {
        Host host = launch_.host;
        host.target = &target;
        host.ask = {};
        const auto block = compileCatalogue(ticket_.application.command, Extent::kAll, host);
        const auto catalogue = Catalogue::open(block);
        if (!catalogue) throw Unfreezable{"the manifests are too large to compile"};
        const Studio studio = readStudio(host);
        const PathTokens tokens(*target.places, target.rules);
        const EvaluatedLaunch launch{*catalogue, launch_.evaluation, launch_.commands, studio,
                                     host};
        addPlatform(FrozenPlatform(launch, wishes_.secrets, tokens, tokens_, guard_), target.rules);
    }

    void addPlatform(FrozenPlatform platform, const PlatformRules& rules) {
        PlatformLaunch& launch = ticket_.platforms[std::string(rules.name)];
        launch = platform.launch();
        addPaths();
        auto digest = Thaw(ticket_, rules).digest();
        if (!digest) throw Unfreezable{digest.error()};
        launch.digest = *std::move(digest);
        if (rules.platform != rules_.platform) requirePortable(rules);
        files_.insert(platform.files().begin(), platform.files().end());
    }

    // What is not this platform's own must mean something there, too.
    void requirePortable(const PlatformRules& rules) const {
        const Thaw thaw(ticket_, rules);
        for (const TicketText& argument : ticket_.arguments) {
            const auto text = thaw.text(withFrames(argument, {1}));
            if (!text) throw Unfreezable{text.error()};
        }
        if (ticket_.workingDirectory.empty()) return;
        const auto folder = thaw.text(ticket_.workingDirectory);
        if (!folder) throw Unfreezable{folder.error()};
        if (ticket_.workingDirectory.starts_with("{paths.")) return;
        throw Unfreezable{"the working directory " + slipway::quoted(*folder) +
                          " is beneath no place of [paths]; say --directory"};
    }

    void addManifests() {
        for (const std::string& path : files_) {
            if (!isAbsolutePath(path, rules_)) continue;  // built in
            const auto content = launch_.host.disk.read(path, kLargestSource);
            if (!content) {
                throw Unfreezable{slipway::quoted(path) + ": " + errorText(content.error())};
            }
            ticket_.manifests.push_back({tokens_.templateOf(path), sha256(content->text)});
        }
        // As it is wherever it was frozen.
        std::ranges::sort(ticket_.manifests, {}, &TicketManifest::path);
    }

    // Those that something in the ticket is beneath.
    void addPaths() {
        ticket_.paths.clear();
        const std::string whole = printTicket(ticket_);
        for (const PlatformRules* rules : kPlatforms) {
            const bool isHere = rules->platform == rules_.platform;
            const Places places = isHere ? *launch_.studio.configuration.places
                                         : placesOf(launch_.studio.configuration, *rules);
            for (const auto& [name, paths] : places.byName) {
                if (whole.find("{paths." + name + "}") == std::string::npos) continue;
                for (const Template& path : paths) {
                    if (auto text = literalText(withPlaces(path, places))) {
                        ticket_.paths[name][std::string(rules->name)].push_back(*std::move(text));
                    }
                }
            }
        }
    }

    const EvaluatedLaunch& launch_;
    const FreezeWishes& wishes_;
    const PlatformRules& rules_;
    PathTokens tokens_;
    SecretGuard guard_;
    Ticket ticket_;
    std::set<std::string> files_;
    std::vector<std::string> leftOut_;
};

}  // namespace

std::expected<FrozenLaunch, std::string> freeze(const EvaluatedLaunch& launch,
                                                const FreezeWishes& wishes) try {
    return Freezing(launch, wishes).frozen();
} catch (const Unfreezable& wrong) {
    return std::unexpected(wrong.message);
} catch (const nlohmann::json::type_error&) {
    return std::unexpected("a path or a value of the context is not UTF-8, which a ticket is");
}

std::vector<std::string_view> ticketPlatforms() {
    std::vector<std::string_view> names;
    for (const PlatformRules* rules : kPlatforms) names.push_back(rules->name);
    return names;
}

}  // namespace slipway
