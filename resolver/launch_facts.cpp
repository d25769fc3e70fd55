// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/launch_facts.h"

#include "resolver/path.h"
#include "resolver/version.h"

namespace slipway {

namespace {

Value unlessEmpty(std::string_view text) {
    return text.empty() ? Value{} : Value{text};
}

Value component(const ApplicationFacts& application, unsigned index) {
    return application.version ? unlessEmpty(versionComponent(*application.version, index))
                               : std::nullopt;
}

}  // namespace

Value applicationFact(const ApplicationFacts& application, PieceKind kind) {
    switch (kind) {
        case PieceKind::kApplicationName:
            return application.name;
        case PieceKind::kApplicationIdentifier:
            return application.identifier;
        case PieceKind::kApplicationLabel:
            return application.label;
        case PieceKind::kApplicationVariant:
            return application.variant;
        case PieceKind::kApplicationVersion:
            return application.version;
        case PieceKind::kApplicationVersionMajor:
            return component(application, 0);
        case PieceKind::kApplicationVersionMinor:
            return component(application, 1);
        case PieceKind::kApplicationVersionPatch:
            return component(application, 2);
        case PieceKind::kApplicationPath:
            return application.path;
        case PieceKind::kApplicationDir:
            return application.dir;
        default:
            return std::nullopt;
    }
}

namespace {

bool isApplicationFact(PieceKind kind) {
    return kind >= PieceKind::kApplicationName && kind <= PieceKind::kApplicationDir;
}

// `variant`, `label` and `identifier` are made from the application's other facts, too.
class ApplicationPlaceholders final : public PlaceholderSource {
  public:
    ApplicationPlaceholders(const ApplicationFacts& facts, PlaceholderSource& others)
        : facts_(facts), others_(others) {}

    Value placeholder(PieceKind kind, std::string_view key) override {
        return isApplicationFact(kind) ? applicationFact(facts_, kind)
                                       : others_.placeholder(kind, key);
    }

  private:
    const ApplicationFacts& facts_;
    PlaceholderSource& others_;
};

}  // namespace

Fact LaunchFacts::fact(PieceKind field, std::string_view key) {
    const bool isStarting = field == PieceKind::kEnv;
    const Value value = isStarting ? environment_.starting(key) : placeholder(field, key);
    return value ? Fact{Fact::State::kKnown, *value} : Fact{Fact::State::kAbsent, {}};
}

Fact LaunchFacts::text(catalogue::Template text) {
    std::string_view absent;
    const auto value = expandTemplate(catalogue_, text, *this, arena_, absent);
    return value ? Fact{Fact::State::kKnown, *value} : Fact{Fact::State::kAbsent, absent};
}

Value LaunchFacts::placeholder(PieceKind kind, std::string_view key) {
    switch (kind) {
        case PieceKind::kCommand:
            return invocation_.command;
        case PieceKind::kContext:
            return context.get(key);
        case PieceKind::kEnv:
            return environment_.get(key);
        case PieceKind::kPlatform:
            return rules_.name;
        case PieceKind::kHost:
            return unlessEmpty(world_.host());
        case PieceKind::kUser:
            return unlessEmpty(world_.user());
        case PieceKind::kHome:
            return unlessEmpty(world_.home());
        case PieceKind::kLaunchId:
            return unlessEmpty(invocation_.launchId);
        case PieceKind::kLaunchTime:
            return unlessEmpty(world_.launchTime());
        case PieceKind::kLaunchPid:
            return unlessEmpty(world_.processId());
        case PieceKind::kLaunchMode:
            return launchModeName(mode);
        case PieceKind::kLaunchDir:
            return provided(world_.launchFolder());
        case PieceKind::kLaunchPort:
            return provided(world_.launchPort());
        default:
            return applicationFact(application, kind);
    }
}

Value LaunchFacts::provided(const Provided& provided) {
    usesPrivate = true;
    if (!provided.value) privateFailure = provided.failure;
    return provided.value;
}

ApplicationFacts applicationFacts(const Catalogue& catalogue,
                                  const catalogue::Installation* installation,
                                  std::string_view target, const PlatformRules& rules,
                                  PlaceholderSource& others, Arena& arena) {
    const catalogue::Application& application = catalogue.application();
    ApplicationFacts facts;
    facts.name = catalogue.text(application.name);
    if (installation != nullptr) {
        facts.version = unlessEmpty(catalogue.text(installation->version));
        target = catalogue.text(installation->path);
    }
    facts.path = unlessEmpty(target);
    if (facts.path) facts.dir = folderOf(*facts.path, rules);

    ApplicationPlaceholders placeholders(facts, others);
    const auto expanded = [&](catalogue::Template text) {
        std::string_view absent;
        return expandTemplate(catalogue, text, placeholders, arena, absent);
    };
    facts.variant = expanded(application.variant);
    facts.label = expanded(application.label);
    if (!facts.label) facts.label = facts.name;
    facts.identifier = expanded(application.identifier);
    // Without a version there is no variant; `when = "application.identifier = maya*"` shall hold
    // all the same.
    if (!facts.identifier) facts.identifier = facts.name;
    return facts;
}

}  // namespace slipway
