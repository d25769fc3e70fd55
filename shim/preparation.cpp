// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/preparation.h"

#include "shim/message.h"

namespace slipway {

namespace {

// Nothing, or a number.
void addOptional(MessageWriter& message, std::optional<std::uint64_t> number) {
    message.addNumber(number ? *number + 1 : 0);
}

std::optional<std::uint64_t> nextOptional(MessageReader& message) {
    const std::uint64_t number = message.nextNumber();
    return number == 0 ? std::nullopt : std::optional(number - 1);
}

void addContext(MessageWriter& message, const std::optional<Context>& context) {
    if (!context) return addOptional(message, std::nullopt);
    addOptional(message, context->entries.size());
    for (const ContextEntry& entry : context->entries) {
        for (std::string_view text : {entry.key, entry.value, entry.source}) message.add(text);
    }
}

std::optional<Context> nextContext(MessageReader& message, Arena& arena) {
    const std::optional<std::uint64_t> count = nextOptional(message);
    if (!count) return std::nullopt;
    ArenaVector<ContextEntry> entries(arena);
    for (std::uint64_t left = *count; left > 0 && !message.isWhole(); --left) {
        ContextEntry entry{};
        for (std::string_view* text : {&entry.key, &entry.value, &entry.source}) {
            *text = arena.copy(message.next());
        }
        entries.push(entry);
    }
    return Context{entries.span()};
}

}  // namespace

std::string_view writeRequest(const PreparationRequest& request, Arena& arena) {
    const Invocation& invocation = request.invocation;
    MessageWriter message(arena);
    message.addNumber(kCatalogueFormat);
    for (std::string_view text :
         {invocation.command, invocation.requestedVersion, invocation.boundVersion,
          invocation.recordedTarget, invocation.launchId, request.launchTime, request.processId,
          request.siteFolder}) {
        message.add(text);
    }
    message.addList(invocation.arguments);
    message.addNumber(invocation.silentFolders.size());
    for (std::string_view folder : invocation.silentFolders) message.add(folder);
    addOptional(message, invocation.mode ? std::optional<std::uint64_t>(
                                               static_cast<std::uint64_t>(*invocation.mode))
                                         : std::nullopt);
    addContext(message, invocation.context);
    message.add(
        {reinterpret_cast<const char*>(request.catalogue.data()), request.catalogue.size()});
    return message.finish();
}

std::optional<PreparationRequest> readRequest(std::span<const std::byte> bytes, Arena& arena) {
    MessageReader message(bytes);
    if (message.nextNumber() != kCatalogueFormat) return std::nullopt;
    PreparationRequest request{};
    Invocation& invocation = request.invocation;
    for (std::string_view* text :
         {&invocation.command, &invocation.requestedVersion, &invocation.boundVersion,
          &invocation.recordedTarget, &invocation.launchId, &request.launchTime, &request.processId,
          &request.siteFolder}) {
        *text = arena.copy(message.next());
    }
    invocation.arguments = message.nextList(arena);
    ArenaVector<std::string_view> folders(arena);
    for (std::uint64_t left = message.nextNumber(); left > 0 && !message.isWhole(); --left) {
        folders.push(arena.copy(message.next()));
    }
    invocation.silentFolders = folders.span();
    if (const auto mode = nextOptional(message)) invocation.mode = static_cast<LaunchMode>(*mode);
    invocation.context = nextContext(message, arena);
    const std::string_view block = message.next();
    auto* const aligned = static_cast<char*>(arena.allocate(block.size() + 1, 8));
    std::memcpy(aligned, block.data(), block.size());
    request.catalogue = {reinterpret_cast<const std::byte*>(aligned), block.size()};
    return message.isWhole() ? std::optional(request) : std::nullopt;
}

std::string_view writePlan(const LaunchPlan& plan, Arena& arena) {
    MessageWriter message(arena);
    message.addNumber(static_cast<std::uint64_t>(plan.outcome));
    message.add(plan.executable);
    message.addNumber(plan.workingDirectory ? 1 : 0);
    message.add(plan.workingDirectory.value_or(std::string_view{}));
    message.addList(plan.arguments);
    message.addList(plan.environment);
    message.addNumber(plan.remarks.size());
    for (const Remark& remark : plan.remarks) {
        message.addNumber(static_cast<std::uint64_t>(remark.severity));
        message.add(remark.code);
        message.add(remark.message);
    }
    message.addNumber(plan.companions.size());
    for (const PlannedCompanion& companion : plan.companions) {
        message.add(companion.executable);
        message.addList(companion.arguments);
        message.addList(companion.environment);
    }
    return message.finish();
}

std::optional<LaunchPlan> readPlan(std::span<const std::byte> bytes, Arena& arena) {
    MessageReader message(bytes);
    LaunchPlan plan;
    plan.outcome = static_cast<Outcome>(message.nextNumber());
    plan.executable = arena.copy(message.next());
    const bool hasFolder = message.nextNumber() == 1;
    const std::string_view folder = arena.copy(message.next());
    if (hasFolder) plan.workingDirectory = folder;
    plan.arguments = message.nextList(arena);
    plan.environment = message.nextList(arena);
    ArenaVector<Remark> remarks(arena);
    for (std::uint64_t left = message.nextNumber(); left > 0 && !message.isWhole(); --left) {
        const auto severity = static_cast<Severity>(message.nextNumber());
        const std::string_view code = message.next();
        remarks.push({severity, code, message.next()});
    }
    plan.remarks = remarks.span();
    ArenaVector<PlannedCompanion> companions(arena);
    for (std::uint64_t left = message.nextNumber(); left > 0 && !message.isWhole(); --left) {
        const std::string_view executable = arena.copy(message.next());
        const auto arguments = message.nextList(arena);
        companions.push({nullptr, nullptr, executable, arguments, message.nextList(arena)});
    }
    plan.companions = companions.span();
    return message.isWhole() ? std::optional(plan) : std::nullopt;
}

std::optional<LaunchPlan> Preparation::fail(std::initializer_list<std::string_view> parts) {
    failure_ = arena_.join(parts);
    return std::nullopt;
}

}  // namespace slipway
