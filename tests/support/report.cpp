// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace slipway::test {
namespace {

using Json = nlohmann::json;

// The probe writes a byte as the code point of its number; the parser made UTF-8 of that.
std::string bytes(const Json& string) {
    std::string result;
    const auto& text = string.get_ref<const std::string&>();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            result += text[i];
        } else {
            const auto low = static_cast<unsigned char>(text[++i]);
            result += static_cast<char>((byte & 0x03) << 6 | (low & 0x3f));
        }
    }
    return result;
}

std::string bytesOrEmpty(const Json& value) {
    return value.is_null() ? "" : bytes(value);
}

std::vector<std::string> strings(const Json& array) {
    std::vector<std::string> result;
    for (const Json& element : array) result.push_back(bytes(element));
    return result;
}

std::map<int, OpenDescriptor> descriptors(const Json& object) {
    std::map<int, OpenDescriptor> result;
    for (const auto& [number, open] : object.items()) {
        result[std::stoi(number)] = {bytes(open["target"]), open["flags"], open["position"]};
    }
    return result;
}

// What every platform has.
Report commonReport(const Json& json) {
    return {
        .pid = json["pid"],
        .workingDirectory = bytesOrEmpty(json["cwd"]),
        .ownPath = bytesOrEmpty(json["exe"]),
        .startedAs = bytesOrEmpty(json["execfn"]),
        .arguments = strings(json["argv"]),
        .environment = strings(json["environment"]),
    };
}

void addPosix(Report& report, const Json& json) {
    report.parent = json["parent"];
    report.session = json["session"];
    report.group = json["group"];
    report.nice = json["nice"];
    report.mask = json["umask"];
    report.terminal = json["terminal"];
    report.foreground = json["foreground"];
    json["limits"].get_to(report.limits);
    json["blocked"].get_to(report.blocked);
    json["pending"].get_to(report.pending);
    json["ignored"].get_to(report.ignored);
    json["handled"].get_to(report.handled);
    report.workingDirectoryDeleted = json["cwdDeleted"];
    report.descriptors = descriptors(json["descriptors"]);
}

Report reportOf(const Json& json) {
    Report report = commonReport(json);
    if (json.contains("umask")) addPosix(report, json);
    if (json.contains("stdin")) {
        report.inputSize = json["stdin"]["size"];
        report.inputDigest = json["stdin"]["digest"];
    }
    return report;
}

}  // namespace

std::optional<std::string> Report::variable(std::string_view name) const {
    const std::string start = std::string(name) + "=";
    const auto found = std::ranges::find_if(
        environment, [&](const std::string& entry) { return entry.starts_with(start); });
    if (found == environment.end()) return std::nullopt;
    return found->substr(start.size());
}

std::optional<Report> readReport(std::string_view text) {
    if (std::ranges::count(text, '\n') != 1 || !text.ends_with('\n')) return std::nullopt;
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("argv")) return std::nullopt;
    return reportOf(json);
}

}  // namespace slipway::test
