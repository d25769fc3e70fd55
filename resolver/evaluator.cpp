// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/evaluator.h"

#include <algorithm>

#include "resolver/context_sources.h"
#include "resolver/environment.h"
#include "resolver/installation_choice.h"
#include "resolver/integration_selection.h"
#include "resolver/launch_deeds.h"
#include "resolver/launch_facts.h"
#include "resolver/launch_limits.h"
#include "resolver/path.h"
#include "resolver/path_within.h"
#include "resolver/remarks.h"
#include "resolver/secret_values.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// Observes nothing, so that the evaluation need not ask whether anybody does.
class NoObserver final : public Observer {};

class Evaluator {
  public:
    Evaluator(const Catalogue& catalogue, const Invocation& invocation, const PlatformRules& rules,
              World& world, Arena& arena, Observer& observer,
              std::span<const LeftOutIntegration> leftOut)
        : catalogue_(catalogue),
          invocation_(invocation),
          leftOut_(leftOut),
          rules_(rules),
          world_(world),
          arena_(arena),
          observer_(observer),
          inherits_(catalogue.application().inheritsLaunch &&
                    !invocation.inheritedEnvironment.empty()),
          environment_(arena, rules,
                       inherits_ ? invocation.inheritedEnvironment : invocation.environment),
          facts_(catalogue, invocation, rules, world, environment_, arena),
          deeds_(catalogue, rules, observer, arena),
          remarks_(arena),
          parts_(arena),
          printed_(arena),
          arguments_(arena),
          companions_(arena) {}

    // An integration that turned out not to be possible: what was evaluated so far does not count.
    const std::optional<LeftOutIntegration>& without() const { return without_; }

    Evaluation run() {
        repeatDiagnostics();
        checkVariables();
        facts_.application.name = catalogue_.text(catalogue_.application().name);
        facts_.mode = launchMode();
        gatherContext();
        if (catalogue_.header().questions.count != 0) return {.answers = answers()};
        const InstallationChoice choice =
            chooseInstallation(catalogue_, invocation_, facts_, world_, remarks_, rules_, arena_);
        observer_.installationChosen(choice.installation, choice.reason, choice.pin);
        facts_.application =
            applicationFacts(catalogue_, choice.installation, choice.path, rules_, facts_, arena_);
        decisions_ = selectIntegrations(catalogue_, facts_, startingText("SLIPWAY_WITHOUT"),
                                        leftOut_, observer_, arena_);
        reportDecisions();
        checkRequired();
        collectParts();
        composeEnvironment();
        if (without_) return {};
        executable_ = executable(choice);
        checkExecutable();
        leaveSession();
        composeArguments(choice);
        planCompanions();
        if (without_) return {};
        writeFiles();
        return {facts_.application, choice.reason, facts_.mode, facts_.context, plan(), {}};
    }

  private:
    struct AppliedPart {
        const catalogue::Integration* integration;
        const catalogue::Part* part;
    };
    // What a command has to say of the command line.
    struct PrintedArguments {
        const catalogue::Integration* integration;
        std::span<const std::string_view> arguments;
    };

    std::string_view startingText(std::string_view name) const {
        return environment_.starting(name).value_or(std::string_view{});
    }

    void repeatDiagnostics() {
        for (const catalogue::Diagnostic& diagnostic :
             catalogue_.list(catalogue_.header().diagnostics)) {
            if (!diagnostic.concernsLaunch) continue;
            if (diagnostic.leavesOut) remarks_.lack();
            remarks_.add(diagnostic.severity, catalogue_.text(diagnostic.code),
                         {catalogue_.text(diagnostic.line)});
        }
    }

    // What steers a launch and cannot be carried out is said; what would make it another launch
    // refuses it.
    void checkVariables() {
        if (!startingText("SLIPWAY_TICKET").empty()) {
            refuse("ticket",
                   {"not launched: SLIPWAY_TICKET is set, and the launch is the ticket's: "
                    "'slipway ticket show' tells what it is"});
        }
        warnOfValue("SLIPWAY_STRICT", {"1", "0"}, "'1' nor '0'");
        warnOfValue("SLIPWAY_BYPASS", {"1", "0"}, "'1' nor '0'");
        warnOfValue("SLIPWAY_CACHE", {"off", "on"}, "'off' nor 'on'");
        warnOfValue("SLIPWAY_LOG", {"trace", "debug", "info", "warn", "error", "off"},
                    "'trace', 'debug', 'info', 'warn', 'error' nor 'off'");
    }

    // Whoever set it meant something by it.
    void warnOfValue(std::string_view name, std::initializer_list<std::string_view> values,
                     std::string_view words) {
        const std::string_view value = startingText(name);
        if (value.empty() || std::ranges::find(values, value) != values.end()) return;
        remarks_.warn("variable", {name, ": '", value, "' is neither ", words});
    }

    // A wrong frame costs more than one that waits: on a farm nothing is left to be guessed.
    void gatherContext() {
        const bool agrees = slipway::gatherContext(catalogue_, invocation_, rules_, world_, facts_,
                                                   remarks_, arena_);
        if (agrees || facts_.mode != LaunchMode::kFarm) return;
        refuse("context", {"not launched: the context contradicts itself, in farm mode"});
    }

    std::span<const Answer> answers() {
        ArenaVector<Answer> answers(arena_);
        for (const catalogue::Question& question : catalogue_.list(catalogue_.header().questions)) {
            answers.push({catalogue_.text(question.id), answerTo(question)});
        }
        return answers.span();
    }

    Value answerTo(const catalogue::Question& question) {
        if (question.isCondition) {
            const Verdict verdict = evaluateCondition(catalogue_, question.condition, facts_);
            return verdict.truth == Truth::kTrue ? Value{"true"} : Value{};
        }
        std::string_view absent;
        return expandTemplate(catalogue_, question.text, facts_, arena_, absent);
    }

    LaunchMode launchMode() {
        if (invocation_.mode) return *invocation_.mode;
        const std::string_view asked = startingText("SLIPWAY_MODE");
        if (const auto mode = launchModeNamed(asked)) return *mode;
        if (!asked.empty()) {
            remarks_.warn("mode",
                          {"SLIPWAY_MODE: '", asked, "' is not 'interactive', 'batch' or 'farm'"});
        }
        return isBatch() ? LaunchMode::kBatch : LaunchMode::kInteractive;
    }

    // No installation is chosen yet: a pin may depend on the mode.
    bool isBatch() {
        const catalogue::Application& application = catalogue_.application();
        const auto isGiven = [&](catalogue::Template text) {
            const Value batch = expanded(text, "batch");
            return batch &&
                   std::ranges::find(invocation_.arguments, *batch, [](const char* argument) {
                       return std::string_view(argument);
                   }) != invocation_.arguments.end();
        };
        return application.batchCommand ||
               std::ranges::any_of(catalogue_.list(application.batchArguments), isGiven);
    }

    Value expanded(catalogue::Template text, std::string_view key) {
        std::string_view absent;
        const Value value = expandTemplate(catalogue_, text, facts_, arena_, absent);
        if (!value) observer_.valueLeftOut(key, absent);
        return value;
    }

    void reportDecisions() {
        for (const Decision& decision : decisions_) {
            const catalogue::Integration& integration = *decision.integration;
            observer_.integrationDecided(integration, decision.status, decision.reason);
            if (decision.status != IntegrationStatus::kFailed) continue;
            const std::string_view name = catalogue_.text(integration.name);
            if (integration.required) {
                refuse("required", {"integration '", name,
                                    "' is required and cannot be applied: ", decision.reason});
            } else {
                remarks_.lack("integration-failed",
                              {"integration '", name, "' is left out: ", decision.reason});
            }
        }
    }

    // What a pin asks for beyond what the integrations themselves say.
    void checkRequired() {
        for (const catalogue::RequiredIntegrations& required :
             catalogue_.list(catalogue_.header().required)) {
            if (evaluateCondition(catalogue_, required.when, facts_).truth != Truth::kTrue)
                continue;
            for (const catalogue::Template& name : catalogue_.list(required.names)) {
                std::string_view absent;
                const Value text = expandTemplate(catalogue_, name, facts_, arena_, absent);
                if (text) checkRequired(*text, required.origin);
            }
        }
    }

    void checkRequired(std::string_view name, const catalogue::Origin& pin) {
        const auto decision = std::ranges::find_if(decisions_, [&](const Decision& each) {
            return equals(catalogue_.text(each.integration->name), name, Case::kIgnored);
        });
        const bool isThere = decision != decisions_.end();
        if (isThere && decision->status == IntegrationStatus::kApplied) return;
        refuse("required", {"not launched: integration '", name, "' is required by the pin at ",
                            catalogue_.text(pin.file), ":", arena_.decimal(pin.line), ", ",
                            isThere ? "and is not applied: " : "and no plugin has it",
                            isThere ? decision->reason : ""});
    }

    void refuse(std::string_view code, std::initializer_list<std::string_view> parts) {
        if (refusal_) return;
        refusal_ = Remark{Severity::kError, code, arena_.join(parts)};
    }

    void composeEnvironment() {
        for (const catalogue::Operation& operation :
             catalogue_.list(catalogue_.application().environment)) {
            apply(nullptr, operation);
        }
        forEachIntegration([&](std::span<const AppliedPart> parts) {
            for (const AppliedPart& applied : parts) {
                for (const catalogue::Operation& operation :
                     catalogue_.list(applied.part->environment)) {
                    apply(applied.integration, operation);
                }
            }
            for (const AppliedPart& applied : parts) runCommands(applied);
        });
        environment_.set(kApplicationVariable, facts_.application.identifier);
        environment_.set(kLaunchIdVariable, invocation_.launchId);
    }

    // Calls `visit(parts)` for each integration that applies, in order.
    template <class Visit>
    void forEachIntegration(Visit&& visit) {
        const auto parts = parts_.span();
        for (std::size_t begin = 0, end = 0; begin < parts.size(); begin = end) {
            const catalogue::Integration* of = parts[begin].integration;
            while (end < parts.size() && parts[end].integration == of) ++end;
            visit(parts.subspan(begin, end - begin));
        }
    }

    void runCommands(const AppliedPart& applied) {
        for (const catalogue::BeforeCommand& command : catalogue_.list(applied.part->before)) {
            needsPreparing_ = true;
            patience_ += command.timeoutMilliseconds;
            if (!isRefused() && !without_) run(*applied.integration, command);
        }
    }

    void run(const catalogue::Integration& by, const catalogue::BeforeCommand& command) {
        const auto planned = deeds_.command(by, command, facts_, environmentOfCommands());
        DeedResult result{Deed::kFailed, planned.problem};
        if (planned.deed) {
            result = world_.run(*planned.deed);
            observer_.commandRun(*planned.deed, result);
        }
        if (result.deed == Deed::kDone) addPrinted(*planned.deed, result);
        if (result.reason.empty()) return;
        const std::string_view what = planned.deed ? planned.deed->executable : std::string_view{};
        answer(by, command, result.deed, described("command", what, command.origin, result));
    }

    std::string_view described(std::string_view kind, std::string_view name,
                               const catalogue::Origin& origin, const DeedResult& result) {
        const std::string_view file = catalogue_.text(origin.file);
        const std::string_view quote = name.empty() ? "" : " '";
        return arena_.join({kind, quote, name, name.empty() ? "" : "'", " (", file, ":",
                            arena_.decimal(origin.line), ") ", result.reason});
    }

    // What went wrong, or is only worth a warning. As `on_failure` says; but a farm waits rather
    // than render something else, and what somebody else could have put there is never a matter of
    // opinion.
    void answer(const catalogue::Integration& by, const catalogue::BeforeCommand& command,
                Deed deed, std::string_view description) {
        const std::string_view name = catalogue_.text(by.name);
        if (deed == Deed::kDone) {
            remarks_.warn("before", {"of integration '", name, "' the ", description});
        } else if (deed == Deed::kUntrusted) {
            without_ = {&by, description};
        } else if (facts_.mode == LaunchMode::kFarm ||
                   command.onFailure == FailureResponse::kStop) {
            refuse("before", {"not launched, since of integration '", name, "' the ", description});
        } else if (command.onFailure == FailureResponse::kSkip) {
            without_ = {&by, arena_.join({"its ", description})};
        } else {
            remarks_.warn("before", {"of integration '", name, "' the ", description});
        }
    }

    // As the application's will be, as far as it is composed. A command may launch something
    // itself.
    std::span<const char* const> environmentOfCommands() {
        Environment own(arena_, rules_, environment_.block());
        own.set(kApplicationVariable, facts_.application.identifier);
        own.set(kLaunchIdVariable, invocation_.launchId);
        own.set(kSessionVariable, session(facts_.application.path.value_or("")).text);
        return own.block();
    }

    void addPrinted(const PlannedCommand& command, const DeedResult& result) {
        for (const PrintedOperation& operation : result.operations) {
            const std::string_view separator =
                operation.separator.value_or(std::string_view{&rules_.listSeparator, 1});
            environment_.apply(operation.kind, operation.name, operation.values, separator);
            observer_.printedOperationApplied(command, operation, separator);
        }
        if (!result.arguments.empty()) printed_.push({command.by, result.arguments});
    }

    void planCompanions() {
        for (const AppliedPart& applied : parts_.span()) {
            for (const catalogue::Companion& companion :
                 catalogue_.list(applied.part->companions)) {
                needsPreparing_ = true;
                if (!isRefused() && !without_) plan(*applied.integration, companion);
            }
        }
    }

    void plan(const catalogue::Integration& by, const catalogue::Companion& companion) {
        const auto planned = deeds_.companion(by, companion, facts_, environment_.block());
        DeedResult result{Deed::kFailed, planned.problem};
        if (planned.deed) {
            result = world_.look(*planned.deed);
            observer_.companionPlanned(*planned.deed, result);
        }
        if (planned.deed && result.reason.empty()) companions_.push(*planned.deed);
        if (result.reason.empty()) return;
        const std::string_view what = planned.deed ? planned.deed->executable : std::string_view{};
        const auto description = described("companion", what, companion.origin, result);
        if (result.deed == Deed::kUntrusted) {
            without_ = {&by, description};
        } else {
            goOnWithout(by, "companion", description);
        }
    }

    void writeFiles() {
        for (const AppliedPart& applied : parts_.span()) {
            for (const catalogue::File& file : catalogue_.list(applied.part->files)) {
                needsPreparing_ = true;
                if (!isRefused()) write(*applied.integration, file);
            }
        }
    }

    void write(const catalogue::Integration& by, const catalogue::File& file) {
        const auto planned = deeds_.file(by, file, facts_);
        DeedResult result{Deed::kFailed, planned.problem};
        if (planned.deed) {
            result = world_.write(*planned.deed);
            observer_.fileWritten(*planned.deed, result);
        }
        if (result.reason.empty()) return;
        const std::string_view what = planned.deed ? planned.deed->path : std::string_view{};
        goOnWithout(by, "file", described("file", what, file.origin, result));
    }

    void goOnWithout(const catalogue::Integration& by, std::string_view code,
                     std::string_view description) {
        const std::string_view name = catalogue_.text(by.name);
        if (by.required) {
            refuse(code, {"not launched, since of integration '", name,
                          "', which is required, the ", description});
        } else {
            remarks_.lack(code, {"of integration '", name, "' the ", description});
        }
    }

    PrintedSession session(std::string_view executable) {
        const LaunchChain chain =
            extended(invocation_.enclosingChain, {invocation_.command, executable},
                     world_.processId(), arena_);
        const auto inherited = inherits_ ? invocation_.enclosingSession : std::string_view{};
        return printSession({environment_, facts_.context.entries, versionsInUse(), chain,
                             inherited, SecretNames(catalogue_)},
                            arena_);
    }

    // What the launches within this one need to know.
    void leaveSession() {
        const std::string_view reason =
            whyNoFurther(invocation_.enclosingChain, world_.processId(), arena_);
        if (!reason.empty()) refuse("loop", {reason});
        const PrintedSession printed = session(executable_);
        for (std::string_view name : printed.left) observer_.notTakenBack(name);
        environment_.set(kSessionVariable, printed.text);
    }

    std::span<const VersionInUse> versionsInUse() {
        ArenaVector<VersionInUse> versions(arena_);
        const std::string_view name = catalogue_.text(catalogue_.application().name);
        if (facts_.application.version) versions.push({name, *facts_.application.version});
        for (const VersionInUse& enclosing : invocation_.enclosingVersions) {
            if (!equals(enclosing.application, name, Case::kIgnored)) versions.push(enclosing);
        }
        return versions.span();
    }

    // The parts that apply, in order: each applied integration's own, then its cases.
    void collectParts() {
        for (const Decision& decision : decisions_) {
            if (decision.status == IntegrationStatus::kApplied) collectParts(*decision.integration);
        }
    }

    void collectParts(const catalogue::Integration& integration) {
        std::uint32_t deepest = 0;  // at which the next part may apply
        for (const catalogue::Part& part : catalogue_.list(integration.parts)) {
            const bool applies =
                part.depth == 0 || caseApplies(integration, part, part.depth <= deepest);
            if (applies) parts_.push({&integration, &part});
            deepest = std::min(deepest, part.depth);
            if (applies) deepest = part.depth + 1;
        }
    }

    bool caseApplies(const catalogue::Integration& integration, const catalogue::Part& part,
                     bool outerApplies) {
        if (!outerApplies) {
            observer_.caseDecided(integration, part, false, "the case around it does not apply");
            return false;
        }
        const Verdict verdict = evaluateCondition(catalogue_, part.when, facts_);
        const bool applies = verdict.truth == Truth::kTrue;
        observer_.caseDecided(
            integration, part, applies,
            applies ? std::string_view{} : whyNot(catalogue_, part, verdict, facts_, arena_));
        return applies;
    }

    void apply(const catalogue::Integration* by, const catalogue::Operation& operation) {
        const AppliedOperation applied =
            expandOperation(catalogue_, operation, facts_, rules_, arena_);
        if (!applied.leftOut) {
            environment_.apply(operation.kind, catalogue_.text(operation.name), applied.values,
                               applied.separator);
        }
        observer_.operationApplied(by, operation, applied);
        const bool isRemoved =
            operation.kind == OperationKind::kPop || operation.kind == OperationKind::kUnset;
        if (invocation_.silentFolders.empty() || isRemoved) return;
        for (std::string_view value : applied.values) checkAnswers(by, value, applied.separator);
    }

    // The application would look at each entry, and hang in it.
    void checkAnswers(const catalogue::Integration* by, std::string_view value,
                      std::string_view separator) {
        checkAnswers(by, value);
        forEachEntry(value, separator, [&](std::string_view entry) { checkAnswers(by, entry); });
    }

    void checkAnswers(const catalogue::Integration* by, std::string_view path) {
        const std::string_view folder = silentFolderAbove(path);
        if (folder.empty() || by == nullptr || without_) return;
        without_ = {by, arena_.join({"its value '", path, "' is on '", folder,
                                     "', which does not answer"})};
    }

    std::string_view silentFolderAbove(std::string_view path) const {
        for (std::string_view folder : invocation_.silentFolders) {
            if (isWithinFolder(path, folder, rules_)) return folder;
        }
        return {};
    }

    // Whatever else is left out, without it there is nothing to launch.
    void checkExecutable() {
        const std::string_view folder = silentFolderAbove(executable_);
        if (folder.empty()) return;
        refuse("silent",
               {"not launched: '", executable_, "' is on '", folder, "', which does not answer"});
    }

    // A command's own stands beside the main one; without an installation there is only what was
    // found by the command's name.
    std::string_view executable(const InstallationChoice& choice) {
        const catalogue::Template own = catalogue_.application().executable;
        const bool isChosen = choice.path == invocation_.recordedTarget;
        if (choice.installation == nullptr || own.count == 0 || isChosen) return choice.path;
        std::string_view absent;
        const auto text = expandTemplate(catalogue_, own, facts_, arena_, absent);
        if (!text) {
            remarks_.fail("executable", {"the executable of '", invocation_.command,
                                         "' is not known: {", absent, "} is absent"});
            return {};
        }
        if (isAbsolutePath(*text, rules_)) return *text;
        return arena_.join(
            {folderOf(choice.path, rules_), std::string_view{&rules_.pathSeparator, 1}, *text});
    }

    void composeArguments(const InstallationChoice& choice) {
        const catalogue::Application& application = catalogue_.application();
        arguments_.push(arena_.copy(executable_).data());
        if (choice.installation != nullptr) {
            rosetta_ = choice.installation->rosetta;
            addArguments(nullptr, choice.installation->arguments);
        }
        addArguments(nullptr, application.arguments);
        forEachIntegration([&](std::span<const AppliedPart> parts) {
            for (const AppliedPart& applied : parts) {
                addArguments(applied.integration, applied.part->arguments);
            }
            addPrintedArguments(parts.front().integration);
        });
        arguments_.append(invocation_.arguments);
        arguments_.push(nullptr);
    }

    void addArguments(const catalogue::Integration* by,
                      catalogue::List<catalogue::Template> arguments) {
        for (const catalogue::Template& argument : catalogue_.list(arguments)) {
            std::string_view absent;
            const auto text = expandTemplate(catalogue_, argument, facts_, arena_, absent);
            if (!text) {
                observer_.argumentLeftOut(by, absent);
                continue;
            }
            arguments_.push(arena_.copy(*text).data());
            checkAnswers(by, *text, "=");
            observer_.argumentAdded(by, *text);
        }
    }

    void addPrintedArguments(const catalogue::Integration* by) {
        for (const PrintedArguments& printed : printed_.span()) {
            if (printed.integration != by) continue;
            for (std::string_view argument : printed.arguments) {
                arguments_.push(arena_.copy(argument).data());
                observer_.argumentAdded(by, argument);
            }
        }
    }

    LaunchPlan plan() {
        LaunchPlan plan;
        plan.executable = executable_;
        plan.arguments = {arguments_.begin(), arguments_.size() - 1};
        plan.workingDirectory = workingDirectory();
        plan.environment = environment_.block();
        plan.rosetta = rosetta_;
        plan.changes = environment_.changes();
        plan.companions = companions_.span();
        plan.needsPreparing = needsPreparing_ || facts_.usesPrivate;
        plan.patience = patience_;
        checkSize(plan);
        reportMissingPrivate();
        plan.outcome = outcome();
        plan.remarks = remarks(plan);
        return plan;
    }

    // What is said is shown, logged and recorded.
    std::span<const Remark> remarks(const LaunchPlan& plan) {
        const std::span<const Remark> all = remarks_.list();
        if (all.empty()) return all;
        const auto secrets = secretValues({plan.environment, invocation_.environment},
                                          SecretNames(catalogue_), arena_);
        ArenaVector<Remark> shown(arena_);
        for (const Remark& remark : all) {
            shown.push(
                {remark.severity, remark.code, withoutValues(remark.message, secrets, arena_)});
        }
        return shown.span();
    }

    // Hardly ever is there more than what is always taken, and it takes no look at each text to
    // know.
    void checkSize(const LaunchPlan& plan) {
        const LaunchLimits& limits = limitsOf(rules_);
        std::size_t size = executable_.size() + 1;
        environment_.forEachVariable([&](const VariableChange& variable) {
            if (variable.after) {
                size += variable.name.size() + variable.after->size() + 2 + limits.perText;
            }
        });
        for (std::string_view argument : plan.arguments) {
            size += argument.size() + 1 + limits.perText;
        }
        if (size <= std::min(limits.oneText, limits.together)) return;
        const std::string_view reason = whyTooLarge({executable_, plan.arguments, plan.environment},
                                                    limits, world_.argumentSpace(), arena_);
        if (!reason.empty()) refuse("too-large", {reason});
    }

    std::optional<std::string_view> workingDirectory() {
        const catalogue::Template text = catalogue_.application().workingDirectory;
        if (text.count == 0) return std::nullopt;
        const Value folder = expanded(text, "working_directory");
        if (!folder) return std::nullopt;
        return arena_.copy(*folder);
    }

    void reportMissingPrivate() {
        if (facts_.privateFailure.empty()) return;
        remarks_.lack("launch-folder", {facts_.privateFailure});
    }

    bool isStrict() const {
        return startingText("SLIPWAY_STRICT") == "1" || catalogue_.header().strict != 0;
    }
    bool isRefused() const {
        return refusal_ || (isStrict() && !remarks_.list().empty()) ||
               (remarks_.isIncomplete() && facts_.mode == LaunchMode::kFarm);
    }

    Outcome outcome() {
        if (executable_.empty()) return Outcome::kNotFound;
        if (isStrict() && !remarks_.list().empty()) {
            const bool asked = startingText("SLIPWAY_STRICT") == "1";
            refuse("strict", {"not launched, since ",
                              asked ? "SLIPWAY_STRICT=1" : "configuration's policy is strict",
                              " and the above is wrong"});
        }
        if (remarks_.isIncomplete() && facts_.mode == LaunchMode::kFarm) {
            refuse("incomplete", {"not launched, since in farm mode nothing may be missing"});
        }
        if (!refusal_) return Outcome::kLaunch;
        remarks_.add(refusal_->severity, refusal_->code, {refusal_->message});
        return Outcome::kRefused;
    }

    const Catalogue& catalogue_;
    const Invocation& invocation_;
    std::span<const LeftOutIntegration> leftOut_;
    const PlatformRules& rules_;
    World& world_;
    Arena& arena_;
    Observer& observer_;
    bool inherits_;  // what an enclosing launch had added is part of the starting environment
    Environment environment_;
    LaunchFacts facts_;
    LaunchDeeds deeds_;
    Remarks remarks_;
    std::span<const Decision> decisions_;
    ArenaVector<AppliedPart> parts_;
    ArenaVector<PrintedArguments> printed_;
    std::string_view executable_;
    bool rosetta_ = false;
    ArenaVector<const char*> arguments_;
    ArenaVector<PlannedCompanion> companions_;
    std::optional<LeftOutIntegration> without_;
    bool needsPreparing_ = false;
    std::uint64_t patience_ = 0;
    std::optional<Remark> refusal_;
};

}  // namespace

Evaluation evaluate(const Catalogue& catalogue, const Invocation& invocation,
                    const PlatformRules& rules, World& world, Arena& arena, Observer* observer) {
    NoObserver none;
    if (observer == nullptr) observer = &none;
    ArenaVector<LeftOutIntegration> leftOut(arena);
    for (;;) {
        Evaluator evaluator(catalogue, invocation, rules, world, arena, *observer, leftOut.span());
        const Evaluation evaluation = evaluator.run();
        if (!evaluator.without()) return evaluation;
        leftOut.push(*evaluator.without());
        observer->startedAnew();
    }
}

}  // namespace slipway
