// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An Open Job Description template (specification 2023-09), which is a Deadline Cloud job bundle,
// too, by its name and folder.

#include <nlohmann/json.hpp>

#include "farm/engine.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestName = 128;

// Two braces begin what the engine fills in, and there is no way to write them otherwise.
std::optional<std::string> unwritable(const FarmJob& job) {
    for (const std::string& text : farmExecLine(job)) {
        if (text.find("{{") != std::string::npos) return text;
    }
    if (job.name.find("{{") != std::string::npos) return job.name;
    return std::nullopt;
}

Json requirements(const std::vector<JobOption>& options) {
    Json amounts = Json::array();
    for (const auto& [name, value] : options) {
        amounts.push_back({{"name", name}, {"min", std::stod(value)}});
    }
    return {{"amounts", amounts}};
}

bool isNumber(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos &&
           text.front() != '.';
}

Json step(const FarmJob& job) {
    std::vector<std::string> arguments = farmExecLine(job);
    arguments.erase(arguments.begin());
    Json step = {{"name", "Render"}};
    if (job.tasks > 0) {
        arguments.insert(arguments.end(), {"--task", "{{Task.Param.Task}}"});
        const std::string range = job.tasks == 1 ? "0" : "0-" + std::to_string(job.tasks - 1);
        step["parameterSpace"] = {
            {"taskParameterDefinitions", {{{"name", "Task"}, {"type", "INT"}, {"range", range}}}}};
    }
    if (!job.options.empty()) step["hostRequirements"] = requirements(job.options);
    step["script"] = {{"actions", {{"onRun", {{"command", job.slipway}, {"args", arguments}}}}}};
    return step;
}

}  // namespace

std::expected<Submission, std::string> openjdSubmission(const FarmJob& job) {
    if (!job.after.empty()) {
        return std::unexpected("a job of Open Job Description waits for no other: no --after");
    }
    if (job.name.size() > kLongestName) {
        return std::unexpected("a job's name has at most 128 characters there");
    }
    if (const auto text = unwritable(job)) {
        return std::unexpected("'{{' cannot stand in an Open Job Description: " +
                               slipway::quoted(*text));
    }
    for (const auto& [name, value] : job.options) {
        if (name.starts_with("amount.") && isNumber(value)) continue;
        return std::unexpected(
            "options are amounts that a worker must have, such as "
            "amount.worker.vcpu=4; not " +
            slipway::quoted(name + "=" + value));
    }
    const Json whole = {{"specificationVersion", "jobtemplate-2023-09"},
                        {"name", job.name},
                        {"steps", {step(job)}}};
    return Submission{{{"template.json", whole.dump(2) + "\n"}},
                      {{"deadline", "bundle", "submit", job.folder, "--yes"},
                       {"openjd", "run", filePath(job, "template.json")}}};
}

}  // namespace slipway
