// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The evaluator: a catalogue and an invocation become a launch plan (spec 2.1). It reads no file,
// no clock and no variable of the process; what it needs of the world it is handed or asks of a
// World.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/catalogue.h"
#include "resolver/context.h"
#include "resolver/launch_plan.h"
#include "resolver/platform.h"
#include "resolver/preparation.h"
#include "resolver/session.h"

namespace slipway {

// What one launch brings with it.
struct Invocation {
    std::string_view command;                  // the name that was called: `maya`, `mayapy`
    std::span<const char* const> arguments;    // the user's own, without argv[0]
    std::span<const char* const> environment;  // the starting environment
    std::string_view requestedVersion;         // of APP@VERSION; empty: none
    std::string_view boundVersion;             // the shim's own; empty: none
    std::string_view recordedTarget;  // the executable recorded at installation; empty: none
    std::string_view launchId;        // a UUID
    // Of the enclosing launch, as its session tells.
    std::span<const ContextEntry> enclosingContext{};
    std::span<const VersionInUse> enclosingVersions{};
    LaunchChain enclosingChain{};
    // For an application that says `nested = "inherit"`: the starting environment with what the
    // enclosing launch had added, and the session that tells what that is.
    std::span<const char* const> inheritedEnvironment{};
    std::string_view enclosingSession{};
    // Folders that do not answer: an integration with a value beneath one is left out (spec 2.6).
    std::span<const std::string_view> silentFolders{};
    // Of a ticket, made or executed: both are decided already, whatever the environment says.
    std::optional<LaunchMode> mode{};
    std::optional<Context> context{};
};

// Facts that cost something to learn, and deeds, asked for only when a launch needs them. Texts
// must live as long as the plan. The defaults know nothing and do nothing.
class World {
  public:
    virtual std::string_view host() { return {}; }
    virtual std::string_view user() { return {}; }
    virtual std::string_view home() { return {}; }
    virtual std::string_view launchTime() { return {}; }  // ISO 8601, UTC
    virtual std::string_view processId() { return {}; }
    // Absolute; empty where there is none any more.
    virtual std::string_view workingDirectory() { return {}; }
    // Whether an absolute path leads to the working directory, too.
    virtual bool isWorkingDirectory(std::string_view) { return false; }
    // Whether something stands at an absolute path.
    virtual bool exists(std::string_view) { return false; }
    // How many bytes of arguments and environment together the system takes; 0: not known.
    virtual std::size_t argumentSpace() { return 0; }
    // The next command of that name on the starting environment's PATH that is no shim (2.3).
    virtual std::string_view commandOnPath(std::string_view) { return {}; }

    // `{launch.dir}` and `{launch.port}`, the same whenever they are asked for.
    virtual Provided launchFolder() { return {"{launch.dir}"}; }
    virtual Provided launchPort() { return {"{launch.port}"}; }
    virtual DeedResult run(const PlannedCommand&) { return {}; }
    virtual DeedResult write(const PlannedFile&) { return {}; }
    // Whether it can be started: it is with the application.
    virtual DeedResult look(const PlannedCompanion&) { return {}; }

  protected:
    ~World() = default;
};

enum class IntegrationStatus : std::uint8_t { kApplied, kSkipped, kFailed };

// Between the names of placeholders, where several are absent.
inline constexpr std::string_view kBetweenNames = ", ";

// What one operation came to.
struct AppliedOperation {
    std::span<const std::string_view> values;
    std::string_view separator;
    std::string_view absent;  // the placeholders because of which it, or entries, were left out
    bool leftOut;             // the whole of it
};

// Told of each decision while it is made; the shim has none.
class Observer {
  public:
    // All that was told so far counts no more: an integration has to be left out, and what rests on
    // it is decided again.
    virtual void startedAnew() {}
    // `reason` says in words why this one was chosen: "newest", "SLIPWAY_USE", …
    // `pin` is null unless one of configuration's did.
    virtual void installationChosen(const catalogue::Installation*, std::string_view /*reason*/,
                                    const catalogue::VersionPin* /*pin*/) {}
    virtual void integrationDecided(const catalogue::Integration&, IntegrationStatus,
                                    std::string_view /*reason*/) {}
    virtual void caseDecided(const catalogue::Integration&, const catalogue::Part&,
                             bool /*applies*/, std::string_view /*reason*/) {}
    // `by` is null for the application's own.
    virtual void operationApplied(const catalogue::Integration* /*by*/, const catalogue::Operation&,
                                  const AppliedOperation&) {}
    virtual void commandRun(const PlannedCommand&, const DeedResult&) {}
    // `operation` is one of those that the command printed.
    virtual void printedOperationApplied(const PlannedCommand&, const PrintedOperation&,
                                         std::string_view /*separator*/) {}
    virtual void fileWritten(const PlannedFile&, const DeedResult&) {}
    virtual void companionPlanned(const PlannedCompanion&, const DeedResult&) {}
    // A command, a file or a companion, because of an absent placeholder.
    virtual void deedLeftOut(const catalogue::Integration& /*by*/, const catalogue::Origin&,
                             std::string_view /*what*/, std::string_view /*absent*/) {}
    virtual void argumentAdded(const catalogue::Integration* /*by*/, std::string_view /*value*/) {}
    virtual void argumentLeftOut(const catalogue::Integration* /*by*/,
                                 std::string_view /*absent*/) {}
    // A value at any other key, or an entry of it, is left out. May be said more than once.
    virtual void valueLeftOut(std::string_view /*key*/, std::string_view /*absent*/) {}
    // An inner launch will find the variable as it is now: how to take it back has no place in the
    // session.
    virtual void notTakenBack(std::string_view /*variable*/) {}

  protected:
    ~Observer() = default;
};

// The application's facts as the chosen installation gives them; what is not known is absent.
struct ApplicationFacts {
    Value name, identifier, label, variant, version, path, dir;
};

// The answer to a question of the catalogue: nothing where a text is absent or a condition does
// not hold.
struct Answer {
    std::string_view question;
    Value answer;
};

// Of a catalogue that asks there are answers, and no plan.
struct Evaluation {
    ApplicationFacts application;
    std::string_view chosenBy;  // why this installation, as an observer is told
    LaunchMode mode = LaunchMode::kInteractive;
    Context context;
    LaunchPlan plan;
    std::span<const Answer> answers{};
};

// `observer` may be null.
Evaluation evaluate(const Catalogue& catalogue, const Invocation& invocation,
                    const PlatformRules& rules, World& world, Arena& arena, Observer* observer);

}  // namespace slipway
