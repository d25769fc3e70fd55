// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/evaluator.h"

#include <algorithm>

#include "resolver/context_sources.h"
#include "resolver/environment.h"
#include "resolver/installation_choice.h"
#include "resolver/integration_selection.h"
#include "resolver/launch_facts.h"
#include "resolver/launch_limits.h"
#include "resolver/path.h"
#include "resolver/remarks.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// Observes nothing, so that the evaluation need not ask whether anybody does.
class NoObserver final : public Observer {};

class Evaluator {
  public:
    Evaluator(const Catalogue& catalogue, const Invocation& invocation, const PlatformRules& rules,
              World& world, Arena& arena, Observer& observer)
        : catalogue_(catalogue),
          invocation_(invocation),
          rules_(rules),
          world_(world),
          arena_(arena),
          observer_(observer),
          inherits_(catalogue.application().inheritsLaunch &&
                    !invocation.inheritedEnvironment.empty()),
          environment_(arena, rules,
                       inherits_ ? invocation.inheritedEnvironment : invocation.environment),
          facts_(catalogue, invocation, rules, world, environment_, arena),
          remarks_(arena),
          parts_(arena),
          arguments_(arena) {}

    Evaluation run() {
        repeatDiagnostics();
        checkVariables();
        facts_.application.name = catalogue_.text(catalogue_.application().name);
        facts_.mode = launchMode();
        gatherContext();
        if (catalogue_.header().questions.count != 0) return {.answers = answers()};
        const InstallationChoice choice =
            chooseInstallation(catalogue_, invocation_, facts_, world_, remarks_, arena_);
        observer_.installationChosen(choice.installation, choice.reason, choice.pin);
        facts_.application =
            applicationFacts(catalogue_, choice.installation, choice.path, rules_, facts_, arena_);
        decisions_ = selectIntegrations(catalogue_, facts_, startingText("SLIPWAY_WITHOUT"),
                                        observer_, arena_);
        reportDecisions();
        checkRequired();
        collectParts();
        composeEnvironment();
        executable_ = executable(choice);
        leaveSession();
        composeArguments(choice);
        return {facts_.application, facts_.mode, facts_.context, plan(), {}};
    }

  private:
    struct AppliedPart {
        const catalogue::Integration* integration;
        const catalogue::Part* part;
    };

    std::string_view startingText(std::string_view name) const {
        return environment_.starting(name).value_or(std::string_view{});
    }

    void repeatDiagnostics() {
        for (const catalogue::Diagnostic& diagnostic :
             catalogue_.list(catalogue_.header().diagnostics)) {
            if (!diagnostic.concernsLaunch) continue;
            isIncomplete_ = isIncomplete_ || diagnostic.leavesOut;
            remarks_.add(diagnostic.severity, catalogue_.text(diagnostic.code),
                         {catalogue_.text(diagnostic.line)});
        }
    }

    // What steers a launch and cannot be carried out is said; what would make it another launch
    // refuses it.
    void checkVariables() {
        if (!startingText("SLIPWAY_TICKET").empty()) {
            refuse("not-yet", {"not launched: SLIPWAY_TICKET is set, and this version executes no "
                               "tickets"});
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
                isIncomplete_ = true;
                remarks_.warn("integration-failed",
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
            return catalogue_.text(each.integration->name) == name;
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
        for (const AppliedPart& applied : parts_.span()) {
            for (const catalogue::Operation& operation :
                 catalogue_.list(applied.part->environment)) {
                apply(applied.integration, operation);
            }
        }
        environment_.set(kApplicationVariable, facts_.application.identifier);
        environment_.set(kLaunchIdVariable, invocation_.launchId);
    }

    // What the launches within this one need to know.
    void leaveSession() {
        const std::string_view process = world_.processId();
        const std::string_view reason = whyNoFurther(invocation_.enclosingChain, process, arena_);
        if (!reason.empty()) refuse("loop", {reason});
        const LaunchChain chain = extended(invocation_.enclosingChain,
                                           {invocation_.command, executable_}, process, arena_);
        const auto inherited = inherits_ ? invocation_.enclosingSession : std::string_view{};
        const PrintedSession session =
            printSession({environment_, facts_.context.entries, versionsInUse(), chain, inherited,
                          SecretNames(catalogue_)},
                         arena_);
        for (std::string_view name : session.left) observer_.notTakenBack(name);
        environment_.set(kSessionVariable, session.text);
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
        ArenaVector<std::string_view> values(arena_);
        std::string_view absent;
        for (const catalogue::Template& value : catalogue_.list(operation.values)) {
            if (const auto text = expandTemplate(catalogue_, value, facts_, arena_, absent)) {
                values.push(*text);
            }
        }
        const Value separator = separatorOf(operation, absent);
        // Only an element of a list falls out alone, and only as long as others remain.
        const bool leftOut = !separator || (!absent.empty() && values.empty());
        if (!leftOut) {
            environment_.apply(operation.kind, catalogue_.text(operation.name), values.span(),
                               *separator);
        }
        observer_.operationApplied(
            by, operation,
            {values.span(), separator.value_or(std::string_view{}), absent, leftOut});
    }

    Value separatorOf(const catalogue::Operation& operation, std::string_view& absent) {
        if (!operation.hasSeparator) return std::string_view{&rules_.listSeparator, 1};
        return expandTemplate(catalogue_, operation.separator, facts_, arena_, absent);
    }

    // A command's own stands beside the main one; without an installation there is only what was
    // found by the command's name.
    std::string_view executable(const InstallationChoice& choice) {
        const catalogue::Template own = catalogue_.application().executable;
        if (choice.installation == nullptr || own.count == 0) return choice.path;
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
            addArguments(nullptr, choice.installation->arguments);
        }
        addArguments(nullptr, application.arguments);
        for (const AppliedPart& applied : parts_.span()) {
            addArguments(applied.integration, applied.part->arguments);
        }
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
            observer_.argumentAdded(by, *text);
        }
    }

    LaunchPlan plan() {
        LaunchPlan plan;
        plan.executable = executable_;
        plan.arguments = {arguments_.begin(), arguments_.size() - 1};
        plan.workingDirectory = workingDirectory();
        plan.environment = environment_.block();
        plan.changes = environment_.changes();
        checkSize(plan);
        plan.outcome = outcome();
        plan.remarks = remarks_.list();
        return plan;
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

    Outcome outcome() {
        if (executable_.empty()) return Outcome::kNotFound;
        const bool asked = startingText("SLIPWAY_STRICT") == "1";
        if ((asked || catalogue_.header().strict != 0) && !remarks_.list().empty()) {
            refuse("strict", {"not launched, since ",
                              asked ? "SLIPWAY_STRICT=1" : "configuration's policy is strict",
                              " and the above is wrong"});
        }
        if (isIncomplete_ && facts_.mode == LaunchMode::kFarm) {
            refuse("incomplete", {"not launched, since in farm mode nothing may be missing"});
        }
        if (!refusal_) return Outcome::kLaunch;
        remarks_.add(refusal_->severity, refusal_->code, {refusal_->message});
        return Outcome::kRefused;
    }

    const Catalogue& catalogue_;
    const Invocation& invocation_;
    const PlatformRules& rules_;
    World& world_;
    Arena& arena_;
    Observer& observer_;
    bool inherits_;  // what an enclosing launch had added is part of the starting environment
    Environment environment_;
    LaunchFacts facts_;
    Remarks remarks_;
    std::span<const Decision> decisions_;
    ArenaVector<AppliedPart> parts_;
    std::string_view executable_;
    ArenaVector<const char*> arguments_;
    std::optional<Remark> refusal_;
    bool isIncomplete_ = false;  // something is left out that could have concerned this launch
};

}  // namespace

Evaluation evaluate(const Catalogue& catalogue, const Invocation& invocation,
                    const PlatformRules& rules, World& world, Arena& arena, Observer* observer) {
    NoObserver none;
    return Evaluator(catalogue, invocation, rules, world, arena,
                     observer == nullptr ? none : *observer)
        .run();
}

}  // namespace slipway
