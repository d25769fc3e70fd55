// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/shim.h"

#include <algorithm>

#include "resolver/code_point.h"
#include "resolver/evaluator.h"
#include "resolver/path.h"
#include "resolver/session.h"
#include "resolver/windows_path.h"
#include "shim/catalogue_cache.h"
#include "shim/chain_memory.h"
#include "shim/compiler_process.h"
#include "shim/host_world.h"
#include "shim/identity.h"
#include "shim/in_place.h"
#include "shim/launch.h"
#include "shim/log.h"
#include "shim/preparation.h"
#include "shim/rebuild_turn.h"
#include "shim/record.h"
#include "shim/record_file.h"
#include "shim/refusal_notice.h"
#include "shim/share_asker.h"
#include "shim/witnesses.h"

namespace slipway {

namespace {

// Beside the shim's own file.
constexpr std::string_view kHelper =
    kHostRules.platform == Platform::kWindows ? "\\slipway.exe" : "/slipway";

std::string_view orElse(std::string_view text, std::string_view otherwise) {
    return text.empty() ? otherwise : text;
}

// How long a launch waits where nothing is known (spec 2.6).
constexpr Milliseconds kPatience = 15'000;
constexpr Milliseconds kFarmPatience = 120'000;

std::string_view silenceInWords(Silence silence) {
    return silence == Silence::kDead ? "does not answer" : "answers too slowly";
}

// Facts of this host; what is to be done ahead of a launch is the helper's. Where that cannot be
// had all of it has failed.
class ShimWorld final : public HostWorld {
  public:
    using HostWorld::HostWorld;

    void withoutHelper(std::string_view reason) { reason_ = reason; }

    Provided launchFolder() override {
        return reason_.empty() ? World::launchFolder() : Provided{{}, reason_};
    }
    Provided launchPort() override {
        return reason_.empty() ? World::launchPort() : Provided{{}, reason_};
    }
    DeedResult run(const PlannedCommand&) override { return left(); }
    DeedResult write(const PlannedFile&) override { return left(); }
    DeedResult look(const PlannedCompanion&) override { return left(); }

  private:
    DeedResult left() const { return {reason_.empty() ? Deed::kLeft : Deed::kFailed, reason_}; }

    std::string_view reason_;
};

// What was recorded of it. A copy in an executable's own place is that one's shim, whatever link it
// is called through.
ShimRecord recordOf(Identity& identity, Arena& arena) {
    const std::string_view file = fileNameOf(identity.ownFile, kHostRules);
    if (file != kShimFileName) {
        const std::string_view folder = folderOf(identity.ownFile, kHostRules);
        const bool hasEnding = !kHostRules.executableEnding.empty();
        const std::string_view name = hasEnding ? withoutExe(file) : file;
        ShimRecord own = readRecord(folder, name, arena);
        own.target = identity.ownFile;
        if (!own.inPlace.empty()) identity = {name, folder, identity.ownFile};
        if (!own.inPlace.empty()) return own;
    }
    return readRecord(identity.folder, identity.name, arena);
}

class Shim {
  public:
    Shim(const Process& process, Arena& arena)
        : process_(process),
          arena_(arena),
          start_(takeBack(process.environment, kHostRules, arena)),
          world_(arena, start_.environment),
          identity_(identify(process, arena)),
          asker_(world_.asker()),
          record_(recordOf(identity_, arena)),
          command_(orElse(record_.command, identity_.name)),
          answers_(arena),
          level_(logLevel(start_.environment)),
          said_(arena),
          logFile_(level_ <= LogLevel::kInfo ? variable(start_.environment, kLogFileVariable)
                                             : nullptr),
          launchId_(makeLaunchId(arena)),
          preparation_(arena) {}

    int run() {
        const bool isBypassed = isSet("SLIPWAY_BYPASS");
        if (isBypassed || mayHaveLostItsChain()) {
            start_.enclosing.chain = chainMemory_.emplace(arena_).recall();
        }
        if (isBypassed) return bypass();
        const char* ticket = variable(start_.environment, "SLIPWAY_TICKET");
        return ticket != nullptr && *ticket != '\0' ? executeTicket(ticket) : launchPlanned();
    }

  private:
    bool isSet(std::string_view name) const {
        const char* value = variable(start_.environment, name);
        return value != nullptr && std::string_view{value} == "1";
    }

    // Without a session: where somebody has removed it, and not what a launch leaves besides, or
    // most of the environment with it.
    bool mayHaveLostItsChain() const {
        if (!start_.enclosing.session.empty()) return false;
        const bool isWithinAnother = start_.environment.data() != process_.environment.data();
        return isWithinAnother || slipway::mayHaveLostItsChain(process_.environment);
    }

    void tell(LogLevel level, std::string_view message) {
        said_.push(message);
        if (level >= level_) say(printable(message, arena_), arena_);
    }

    // Neither on a farm nor where it is asked for.
    bool mayMissNothing() const {
        const char* mode = variable(start_.environment, "SLIPWAY_MODE");
        return isSet("SLIPWAY_STRICT") || (mode != nullptr && std::string_view{mode} == "farm") ||
               (remembered_ && remembered_->header().strict != 0);
    }

    int refuse(Outcome outcome, std::string_view reason) {
        tell(LogLevel::kError, reason);
        return endRefused(outcome);
    }

    // Why, has been told: the last of it is the reason.
    int endRefused(Outcome outcome) {
        preparation_.launchFailed();
        note(arena_.decimal(static_cast<std::uint64_t>(exitCode(outcome))));
        if (level_ <= LogLevel::kError && mode() == LaunchMode::kInteractive &&
            isSeenOnDesktopOnly(start_.environment)) {
            showRefusal(slipwayPath(), command_, said_.span(), start_.environment, arena_);
        }
        return exitCode(outcome);
    }

    // Before anything is evaluated, what is asked for.
    LaunchMode mode() const {
        if (launch_) return launch_->mode;
        const char* asked = variable(start_.environment, "SLIPWAY_MODE");
        return launchModeNamed(asked == nullptr ? "" : asked).value_or(LaunchMode::kInteractive);
    }

    // In the log, if one is wanted, and in this host's record of launches.
    void note(std::string_view outcome) {
        if (logFile_ == nullptr && launchRecord_.empty()) return;
        const std::string_view line = formatLogEntry(logEntry(outcome), arena_);
        if (logFile_ != nullptr) {
            writeWhereItAnswers(logFile_, line, [](auto file, auto text, Arena&) {
                appendToLog(file.data(), text);
            });
        }
        if (!launchRecord_.empty()) writeWhereItAnswers(launchRecord_, line, appendToLaunchRecord);
    }

    void writeWhereItAnswers(std::string_view file, std::string_view line, WriteLine write) {
        if (!isOnShare(file, asker_.shares())) return write(file, line, arena_);
        writeOnShare(file, line, write, asker_, arena_);
    }

    LogEntry logEntry(std::string_view outcome) {
        LogEntry entry{.time = world_.launchTime(),
                       .launchId = launchId_,
                       .command = command_,
                       .application = command_,
                       .executable = asItIs_,
                       .chosenBy = asItIs_.empty() ? "" : "the command itself",
                       .mode = launchModeName(mode()),
                       .catalogue = "none",
                       .outcome = outcome,
                       .warnings = said_.span()};
        if (outcome != kLaunched && !said_.empty()) {
            entry.reason = said_.back();
            entry.warnings = said_.span().first(said_.size() - 1);
        }
        if (!launch_) return entry;
        entry.name = launch_->application.name.value_or("");
        entry.application = launch_->application.identifier.value_or("");
        entry.version = launch_->application.version.value_or("");
        entry.executable = launch_->plan.executable;
        entry.chosenBy = launch_->chosenBy;
        entry.catalogue = isCompiled_ ? "compiled" : "kept";
        return entry;
    }

    int become(const LaunchPlan& plan) {
        const bool isOwnPlace = !record_.inPlace.empty() && plan.executable == record_.target;
        if (isOwnPlace && executableBehind(plan.executable, arena_) == plan.executable) {
            return refuse(Outcome::kNotFound,
                          arena_.join({"'", plan.executable, "' is a shim in the place of an ",
                                       "executable that is gone: '",
                                       realNameOf(plan.executable, kHostRules, arena_),
                                       "'; see 'slipway status'"}));
        }
        preparation_.launching();
        if (chainMemory_) chainMemory_->leave(chainWithin(plan.executable));
        const LaunchFailure failure = launch(plan, arena_);
        preparation_.launchFailed();
        return refuse(failure.outcome, describeFailure(failure, plan, world_, arena_));
    }

    int launchPlanned() {
        launch_ = evaluateLaunch();
        if (!launch_) return withoutCatalogue();
        tellSilent("; what is on it was passed over");
        if (mayMissNothing() && !asker_.silent().empty()) return endRefused(Outcome::kRefused);
        if (launch_->plan.needsPreparing && launch_->plan.outcome == Outcome::kLaunch) prepare();
        const LaunchPlan& plan = launch_->plan;
        for (const Remark& remark : plan.remarks) {
            tell(remark.severity == Severity::kError ? LogLevel::kError : LogLevel::kWarn,
                 remark.message);
        }
        if (plan.outcome != Outcome::kLaunch) return endRefused(plan.outcome);
        note(kLaunched);
        return become(plan);
    }

    // From here on the plan is the helper's: it evaluated the same, and did what that asks for.
    void prepare() {
        Invocation launch = invocation();
        launch.silentFolders = silentFolders(*launched_);
        const PreparationRequest request{launch, world_.launchTime(), world_.processId(),
                                         absoluteFolder(identity_.folder), launched_->block()};
        const auto prepared =
            preparation_.run(slipwayPath(), request, process_.environment, launch_->plan.patience);
        if (prepared) {
            launch_->plan = *prepared;
            return;
        }
        world_.withoutHelper(arena_.join({"cannot be: ", preparation_.failure()}));
        launch_ = evaluate(*launched_, launch, kHostRules, world_, arena_, nullptr);
    }

    // By `slipway farm-exec`, in this very process. The caller's arguments, where there are any,
    // are the launch's.
    int executeTicket(const char* ticket) {
        ArenaVector<const char*> arguments(arena_);
        const std::string_view slipway = arena_.copy(slipwayPath());
        for (std::string_view text : {slipway, std::string_view{"farm-exec"}}) {
            arguments.push(text.data());
        }
        if (const char* id = variable(start_.environment, "SLIPWAY_TICKET_SHA256")) {
            arguments.push("--sha256");
            arguments.push(id);
        }
        arguments.push("--command");
        arguments.push(arena_.copy(command_).data());
        arguments.push(ticket);
        arguments.push("--");
        arguments.append(process_.arguments);
        arguments.push(nullptr);
        LaunchPlan plan;
        plan.executable = slipway;
        plan.arguments = {arguments.begin(), arguments.size() - 1};
        plan.environment = process_.environment;
        const LaunchFailure failure = launch(plan, arena_);
        constexpr int kCannotRun = 78;  // as `farm-exec` would end
        tell(LogLevel::kError, describeFailure(failure, plan, world_, arena_));
        return kCannotRun;
    }

    // A catalogue may ask what is worked on, and the next one be for the answer.
    std::optional<Evaluation> evaluateLaunch() {
        Invocation launch = invocation();
        launchId_ = launch.launchId;
        for (int round = 0; round < kMostRoundsOfQuestions; ++round) {
            const std::optional<Catalogue> catalogue = findCatalogue();
            if (!catalogue) return std::nullopt;
            launch.silentFolders = silentFolders(*catalogue);
            const Evaluation evaluation =
                evaluate(*catalogue, launch, kHostRules, world_, arena_, nullptr);
            launched_ = catalogue;
            if (evaluation.answers.empty()) return evaluation;
            answers_.append(evaluation.answers);
        }
        return std::nullopt;
    }

    CatalogueRequest request() {
        return {command_, absoluteFolder(identity_.folder), answers_.span()};
    }

    // Of a relative path to the shim, as the caller wrote it.
    std::string_view absoluteFolder(std::string_view folder) {
        if (isAbsolutePath(folder, kHostRules)) return folder;
        const std::string_view here = world_.workingDirectory();
        return here.empty() ? here : arena_.join({here, "/", folder});
    }

    std::optional<Catalogue> findCatalogue() {
        request_ = request();
        const std::string_view cacheFile = cataloguePath(request_, start_.environment, arena_);
        cacheFile_ = cacheFile;
        remembered_.reset();
        if (!cacheFile.empty()) remembered_ = openCatalogue(cacheFile, asker_);
        switch (remembered_ ? testimony(*remembered_) : Testimony::kChanged) {
            case Testimony::kHolds:
                return remembered_;
            case Testimony::kSilent:
                return knownOfSilent();
            case Testimony::kChanged:
                break;
        }
        // Nobody waits for a home that does not answer to keep something in it.
        return rebuiltCatalogue(asker_.silent().empty() ? cacheFile : std::string_view{});
    }

    std::optional<Catalogue> rebuiltCatalogue(std::string_view cacheFile) {
        const auto catalogue = rebuiltInTurn(cacheFile);
        // The turn is its own now.
        if (isToBeReadMeanwhile_) startCompilerAside(compileForNext, this);
        isToBeReadMeanwhile_ = false;
        return catalogue;
    }

    // By this launch, or by another one at this moment.
    std::optional<Catalogue> rebuiltInTurn(std::string_view cacheFile) {
        const RebuildTurn turn(cacheFile, asker_.shares(), arena_);
        if (isKeptAnew(cacheFile)) return remembered_;
        return compiledCatalogue(cacheFile);
    }

    // It may be older than what this launch is to see, so it is heard like any other.
    bool isKeptAnew(std::string_view cacheFile) {
        if (cacheFile.empty()) return false;
        const std::optional<Catalogue> kept = openCatalogue(cacheFile, asker_);
        const auto sumOf = [](const Catalogue& catalogue) { return catalogue.header().checksum; };
        if (!kept || (remembered_ && sumOf(*kept) == sumOf(*remembered_))) return false;
        remembered_ = kept;
        return testimony(*kept) == Testimony::kHolds;
    }

    Testimony testimony(const Catalogue& catalogue) {
        recordAsIn(catalogue);
        const catalogue::Header& header = catalogue.header();
        asker_.limitTo({header.shareBudget, header.shareTtl});
        asker_.waitForSlow(mayMissNothing() ? kFarmPatience : 0);
        asker_.afterLateChange(compileForNext, this);
        const Care care = mayMissNothing() ? Care::kAll : Care::kEnvironment;
        return hearWitnesses(catalogue, start_.environment, care, asker_, arena_);
    }

    // The catalogue of the last launch, as far as nothing may be missing without.
    std::optional<Catalogue> knownOfSilent() {
        tellSilent("; going by what was known of it last");
        return mayMissNothing() ? std::nullopt : remembered_;
    }

    // Of each share once.
    void tellSilent(std::string_view consequence) {
        const bool isRefused = mayMissNothing();
        for (; told_ < asker_.silent().size(); ++told_) {
            const SilentShare& share = asker_.silent()[told_];
            tell(isRefused ? LogLevel::kError : LogLevel::kWarn,
                 arena_.join({"'", share.folder, "' ", silenceInWords(share.silence),
                              isRefused ? std::string_view{} : consequence}));
        }
    }

    // Values beneath these would make the application hang.
    std::span<const std::string_view> silentFolders(const Catalogue& catalogue) {
        ArenaVector<std::string_view> folders(arena_);
        for (const SilentShare& share : asker_.silent()) {
            if (share.silence != Silence::kDead) continue;
            folders.push(share.folder);
            for (const auto& folder : catalogue.list(catalogue.header().witnessFolders)) {
                const bool isRoot = folder.path.size != 0;  // perhaps by a link from elsewhere
                if (isRoot && catalogue.text(folder.share) == share.folder) {
                    folders.push(catalogue.text(folder.path));
                }
            }
        }
        for (const auto& folder : catalogue.list(catalogue.header().silentFolders)) {
            if (folder.isDead) folders.push(catalogue.text(folder.path));
        }
        return folders.span();
    }

    // With something known of it, a share is given no more time than what is left of the budget.
    CompilerPatience patience() const {
        if (mayMissNothing()) return {kFarmPatience, kFarmPatience};
        const Milliseconds all = remembered_ ? asker_.leftOfBudget() : kPatience;
        return {all, all};
    }

    void recordAsIn(const Catalogue& catalogue) {
        launchRecord_ = catalogue.text(catalogue.header().launchRecord);
    }

    // Compiled anew; where that cannot be, what was known last.
    std::optional<Catalogue> compiledCatalogue(std::string_view cacheFile) {
        const Compiled compiled = compileByHelper(slipwayPath(), request_, cacheFile, patience(),
                                                  start_.environment, arena_);
        if (compiled.catalogue) return choose(*compiled.catalogue);
        if (mayMissNothing()) {
            tell(LogLevel::kError, arena_.join({"cannot read the plugins: ", compiled.failure}));
            return std::nullopt;
        }
        tell(LogLevel::kWarn,
             arena_.join({"cannot read the plugins: ", compiled.failure,
                          remembered_ ? "; going by what was known at the last launch"
                                      : "; going on without them"}));
        return remembered_;
    }

    // In a process aside, that has all that this one had: what a slow share says too late for this
    // launch is there for the next ones.
    static void compileForNext(void* of) {
        auto& shim = *static_cast<Shim*>(of);
        Arena& arena = shim.arena_;
        if (!RebuildTurn::takeForGood(shim.cacheFile_, shim.asker_.shares(), arena)) return;
        becomeCompiler(compilerArguments(shim.slipwayPath(), shim.request_, shim.cacheFile_,
                                         {kPatience, kFarmPatience}, arena),
                       shim.start_.environment);
    }

    // What is known of a share is more than nothing of it. Without that, the catalogue says itself
    // what is missing.
    std::optional<Catalogue> choose(const Catalogue& compiled) {
        const auto silent = compiled.list(compiled.header().silentFolders);
        const auto isSlow = [](const catalogue::SilentFolder& folder) { return !folder.isDead; };
        isToBeReadMeanwhile_ = std::ranges::any_of(silent, isSlow) && !mayMissNothing();
        for (const catalogue::SilentFolder& folder : silent) {
            // Of one that never answered the catalogue itself says which roots are missing; of one
            // that stopped midway it does not know what.
            if (folder.isRoot || (folder.isDead && !remembered_)) continue;
            asker_.noteSilent(compiled.text(folder.path),
                              folder.isDead ? Silence::kDead : Silence::kSlow);
        }
        if (remembered_ && !silent.empty()) return knownOfSilent();
        isCompiled_ = true;
        recordAsIn(compiled);
        return compiled;
    }

    // Of a copy that somebody made by hand nothing is recorded.
    std::string_view slipwayPath() {
        const std::string_view known =
            record_.slipway.empty()
                ? arena_.join({folderOf(identity_.ownFile, kHostRules), kHelper})
                : record_.slipway;
        return world_.exists(known) ? known : orElse(world_.commandOnPath("slipway"), known);
    }

    Invocation invocation() {
        return {.command = command_,
                .arguments = process_.arguments,
                .environment = start_.environment,
                .requestedVersion = {},
                .boundVersion = record_.version,
                .recordedTarget = record_.target,
                .launchId = launchId_,
                .enclosingContext = start_.enclosing.context,
                .enclosingVersions = start_.enclosing.versions,
                .enclosingChain = start_.enclosing.chain,
                .inheritedEnvironment = start_.inherited,
                .enclosingSession = start_.enclosing.session};
    }

    // The real command as it is: nothing of Slipway's, but what must be said.
    int withoutCatalogue() {
        if (mayMissNothing()) {
            return refuse(Outcome::kRefused,
                          "not launched, since nothing may be missing in farm "
                          "mode and where a launch is strict");
        }
        const auto executable = orElse(record_.target, world_.commandOnPath(command_));
        return becomeAsItIs(executable, withSession(chainWithin(executable)));
    }

    LaunchChain chainWithin(std::string_view executable) {
        return extended(start_.enclosing.chain, {command_, executable}, world_.processId(), arena_);
    }

    // The starting environment, with what the launches within this one must know all the same.
    std::span<const char* const> withSession(const LaunchChain& chain) {
        const EnclosingLaunch& enclosing = start_.enclosing;
        Environment environment(arena_, kHostRules, start_.environment);
        const PrintedSession session =
            printSession({environment, enclosing.context, enclosing.versions, chain, {}}, arena_);
        environment.set(kSessionVariable, session.text);
        return environment.block();
    }

    int bypass() {
        if (!record_.target.empty()) return becomeAsItIs(record_.target, process_.environment);
        const auto cacheFile = lastCataloguePath(command_, start_.environment, arena_);
        if (!cacheFile.empty()) remembered_ = openCatalogue(cacheFile, asker_);
        return becomeAsItIs(orElse(rememberedExecutable(), world_.commandOnPath(command_)),
                            process_.environment);
    }

    // What a launch went to when last it was known; the environment and arguments are not.
    std::string_view rememberedExecutable() {
        if (!remembered_ || remembered_->application().installations.count == 0) return {};
        return evaluate(*remembered_, invocation(), kHostRules, world_, arena_, nullptr)
            .plan.executable;
    }

    int becomeAsItIs(std::string_view executable, std::span<const char* const> environment) {
        const std::string_view reason =
            whyNoFurther(start_.enclosing.chain, world_.processId(), arena_);
        if (!reason.empty()) return refuse(Outcome::kRefused, reason);
        if (executable.empty()) {
            return refuse(Outcome::kNotFound,
                          arena_.join({"'", command_, "' was not found on PATH"}));
        }
        ArenaVector<const char*> arguments(arena_);
        arguments.push(arena_.copy(executable).data());
        arguments.append(process_.arguments);
        arguments.push(nullptr);
        LaunchPlan plan;
        plan.executable = executable;
        plan.arguments = {arguments.begin(), arguments.size() - 1};
        plan.environment = environment;
        asItIs_ = executable;
        note(kLaunched);
        return become(plan);
    }

    const Process& process_;
    Arena& arena_;
    StartingPoint start_;
    ShimWorld world_;
    Identity identity_;
    ShareAsker& asker_;
    ShimRecord record_;
    std::string_view command_;
    ArenaVector<Answer> answers_;  // to what the catalogues so far asked
    CatalogueRequest request_{};   // the last one, and where what answers it is kept
    std::string_view cacheFile_;
    std::optional<Catalogue> remembered_;  // of the last launch, valid or not
    const LogLevel level_;
    ArenaVector<std::string_view> said_;  // in order
    const char* logFile_;                 // null: no line is wanted
    std::string_view launchRecord_;       // empty: none is kept, or it is not known where
    std::string_view asItIs_;             // the real command, where nothing is composed for it
    std::string_view launchId_;
    std::size_t told_ = 0;  // of the silent shares
    Preparation preparation_;
    std::optional<Catalogue> launched_;  // that the launch was evaluated by
    bool isCompiled_ = false;
    bool isToBeReadMeanwhile_ = false;        // what a slow share did not tell in time
    std::optional<ChainMemory> chainMemory_;  // where the session does not bring the chain
    std::optional<Evaluation> launch_;
};

}  // namespace

int runShim(const Process& process, Arena& arena) {
    if (process.isPrivileged) {  // ahead of everything: not one file is opened
        say("not launched: the shim must not be set-user-ID or set-group-ID", arena);
        return exitCode(Outcome::kRefused);
    }
    return Shim(process, arena).run();
}

}  // namespace slipway
