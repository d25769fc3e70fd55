// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/checkup.h"
#include "cli/listing.h"
#include "cli/path_advice.h"
#include "cli/shell_format.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "installer/reach.h"
#include "installer/shim_folder.h"
#include "manifests/installations.h"
#include "resolver/version.h"
#include "shim/host_world.h"
#include "shim/marker.h"

namespace slipway {

namespace {

// What is wrong with a shim, but for its name: shims of which it is the same are told of at once.
struct Ailment {
    Severity severity;
    std::string code;
    std::string fact;  // follows the names, of one shim or many: "no longer …"
    std::string why;
    std::string mend;
    auto operator<=>(const Ailment&) const = default;
};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + inQuotes(name);
    return text;
}

class ShimExamination {
  public:
    ShimExamination(std::string folder, std::vector<Place> shims, const Studio& studio,
                    const Surroundings& surroundings, Checkup& checkup)
        : folder_(std::move(folder)),
          shims_(std::move(shims)),
          studio_(studio),
          surroundings_(surroundings),
          variables_(variablesOf(surroundings)),
          checkup_(checkup) {}

    void examine() {
        checkup_.facts.push_back({"shims", folder_ + ": " + counted(shims_.size(), "shim")});
        for (const Place& shim : shims_) examine(shim);
        examineReach();
        for (const auto& [ailment, names] : ailments_) {
            checkup_.findings.push_back(
                {ailment.severity, ailment.code,
                 joined(names) + " in " + inQuotes(folder_) + ": " + ailment.fact, ailment.why,
                 ailment.mend});
        }
    }

  private:
    void ail(const std::string& name, Ailment ailment) {
        ailments_[std::move(ailment)].push_back(name);
    }

    void examine(const Place& shim) {
        const auto parsed = shim.record ? parseRecord(*shim.record) : std::nullopt;
        const ShimRecord record = parsed.value_or(ShimRecord{});
        if (shim.kind == Place::Kind::kOrphan) return examineOrphan(shim, record);
        examineTarget(shim.name, record);
        examineHelper(shim, record);
    }

    void examineOrphan(const Place& shim, const ShimRecord& record) {
        ail(shim.name,
            {Severity::kError, "shim-orphan", "the file behind is gone: " + inQuotes(shim.shimFile),
             "typed, it is 'command not found', or another of that name",
             installAgain(shim.name, record)});
    }

    void examineTarget(const std::string& name, const ShimRecord& record) {
        if (!record.target.empty()) return examineRecordedTarget(name, record);
        const std::string command(record.command.empty() ? name : record.command);
        const Application* application =
            applicationOfCommand(studio_, command, surroundings_.rules);
        if (application != nullptr && !record.version.empty()) {
            examineVersion(name, record, *application);
        } else if (application == nullptr && nextOnPath(command).empty()) {
            ail(name, {Severity::kError, "shim-lost",
                       "no manifest makes it known, and no other command of that name is on PATH",
                       "it has nothing to launch (exit 127)", remove(name)});
        }
    }

    void examineRecordedTarget(const std::string& name, const ShimRecord& record) {
        const std::string target(record.target);
        if (isExecutableFile(target)) return;
        ail(name,
            {Severity::kError, "shim-target-lost", "what is launched is gone: " + inQuotes(target),
             "it has nothing to launch (exit 127)",
             "reinstall the application, or " + remove(name)});
    }

    void examineVersion(const std::string& name, const ShimRecord& record,
                        const Application& application) {
        Diagnostics ofNoConcern;
        const auto found = findInstallations(application, hostOf(surroundings_), ofNoConcern);
        const auto isWanted = [&](const Installation& installation) {
            return isVersionWithin(installation.version, record.version);
        };
        if (std::ranges::any_of(found, isWanted)) return;
        const std::string version = application.name + " " + std::string(record.version);
        ail(name, {Severity::kError, "shim-version-lost", "no " + version + " is installed here",
                   "it is bound to that version and launches no other (exit 127)",
                   "install " + version + ", or " + remove(name)});
    }

    // On a launch whose catalogue is not compiled yet the shim calls it.
    void examineHelper(const Place& shim, const ShimRecord& record) {
        const std::string slipway =
            record.slipway.empty()
                ? (std::filesystem::path(shim.shimFile).parent_path() / "slipway").string()
                : std::string(record.slipway);
        if (isExecutableFile(slipway)) return;
        ail(shim.name,
            {Severity::kError, "shim-helper-lost", "the helper is missing: " + inQuotes(slipway),
             "without it no plugin is read: the application starts bare, or with what "
             "was known last",
             "put slipway back beside slipway-shim, or " + installAgain(shim.name, record)});
    }

    void examineReach() {
        std::vector<std::string> unreached;
        for (const Place& shim : shims_) {
            const Reach reach =
                reachOf(folder_, shim.name, variables_("PATH").value_or(""), surroundings_.rules);
            if (reach.kind == Reach::Kind::kNotOnPath) unreached.push_back(shim.name);
            // Another shim does as well: it launches by the same plugins.
            if (reach.kind == Reach::Kind::kBehind && !isShim(reach.other.c_str())) {
                ail(shim.name,
                    {Severity::kError, "shim-hidden", "hidden on PATH by " + inQuotes(reach.other),
                     "typed, that one starts, without any plugin", putFirst()});
            }
        }
        if (unreached.empty()) return;
        checkup_.findings.push_back(
            {Severity::kWarning, "path-missing", inQuotes(folder_) + " is not on PATH",
             "what is typed goes past " + joined(unreached) + " in it: no plugin is loaded",
             putFirst()});
    }

    std::string putFirst() const {
        const StartupLine startup = startupLine(variables_("SHELL").value_or(""), folder_);
        return hasLine(startup)
                   ? "the line is in " + startup.file + " already: " + startup.then
                   : "add to " + startup.file + ", then " + startup.then + ": " + startup.line;
    }

    bool hasLine(const StartupLine& startup) const {
        constexpr std::uint64_t kLargest = 1024 * 1024;
        const auto content = surroundings_.disk.read(
            expandPath(startup.file, surroundings_.rules, variables_), kLargest);
        return content && content->text.find(startup.line) != std::string::npos;
    }

    std::string nextOnPath(const std::string& command) const {
        Arena arena;
        return std::string(AskedHost(arena, surroundings_.environment).commandOnPath(command));
    }

    // Where it is not the folder that `install` takes by itself.
    std::string option(std::string_view name) const {
        const bool isOwn = defaultShimFolder(surroundings_.rules, variables_) == folder_;
        return isOwn ? "" : " " + std::string(name) + " " + quoteForSh(folder_);
    }

    std::string remove(const std::string& name) const {
        return "slipway uninstall " + quoteForSh(name) + option("--from");
    }

    std::string installAgain(const std::string& name, const ShimRecord& record) const {
        if (!record.target.empty()) {
            return "slipway install --target " + quoteForSh(record.target) + " --name " +
                   quoteForSh(name) + option("--to");
        }
        const std::string command(record.command.empty() ? name : record.command);
        const Application* application =
            applicationOfCommand(studio_, command, surroundings_.rules);
        if (application == nullptr) return remove(name);
        const std::string version(record.version);
        return "slipway install " +
               quoteForSh(application->name + (version.empty() ? "" : "@" + version)) +
               option("--to");
    }

    const std::string folder_;
    const std::vector<Place> shims_;
    const Studio& studio_;
    const Surroundings& surroundings_;
    const Variables variables_;
    Checkup& checkup_;
    std::map<Ailment, std::vector<std::string>> ailments_;
};

}  // namespace

void examineShims(const Studio& studio, const Surroundings& surroundings, Checkup& checkup) {
    bool any = false;
    for (const std::string& folder : foldersOfShims(surroundings)) {
        auto shims = shimsIn(folder);
        if (!shims || shims->empty()) continue;
        any = true;
        ShimExamination(folder, std::move(*shims), studio, surroundings, checkup).examine();
    }
    if (!any) checkup.facts.push_back({"shims", "none"});
}

}  // namespace slipway
