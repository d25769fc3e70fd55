// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/preparation.h"

#include "shim/message.h"

namespace slipway {

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
    return message.isWhole() ? std::optional(plan) : std::nullopt;
}

std::optional<LaunchPlan> Preparation::fail(std::initializer_list<std::string_view> parts) {
    failure_ = arena_.join(parts);
    return std::nullopt;
}

}  // namespace slipway
