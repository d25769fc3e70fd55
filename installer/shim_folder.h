// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a shim folder holds: links to `slipway-shim` (on Windows copies of it), and in `.slipway` a
// record for each that has something to know (shim/record.h). Only looks; changes are planned by
// shim_plan.h.

#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "installer/words.h"
#include "resolver/platform.h"
#include "shim/record.h"

namespace slipway {

// What stands at a name.
struct Place {
    enum class Kind {
        kNothing,
        kShim,
        kOrphan,  // a shim whose `slipway-shim` is gone
        kOther,   // not Slipway's, never to be touched
    };
    std::string name;
    Kind kind = Kind::kNothing;
    std::string shimFile{};               // where a shim or an orphan points to; itself, if a copy
    std::string description{};            // of what is not Slipway's: "a folder"
    std::optional<std::string> record{};  // the bytes; it may be there without a shim
};

Place lookAt(const std::string& folder, const std::string& name,
             const PlatformRules& rules = kHostRules);

// The names in a folder, in no order. Errors are errno values.
std::expected<std::vector<std::string>, int> namesIn(const std::string& folder);

// The shims and orphans of a folder, sorted by name. A folder that is not there has none.
std::expected<std::vector<Place>, Problems> shimsIn(const std::string& folder,
                                                    const PlatformRules& rules = kHostRules);

// 'FOLDER/NAME', with the separator that the host writes.
std::string pathIn(const std::string& folder, std::string_view name);
// Of the shim that is typed as `name`.
std::string commandPath(const std::string& folder, std::string_view name,
                        const PlatformRules& rules = kHostRules);
// The name that is typed for a file, `maya.exe`; nothing for what nobody would type.
std::optional<std::string> commandOf(std::string_view fileName,
                                     const PlatformRules& rules = kHostRules);
// In a deployment, the file that names the version which Windows' shims are copies of.
inline constexpr const char* kDeployedForWindows = "current-windows.txt";

// Whether shims are copies: making links takes a right that Windows' users do not have.
bool areCopies(const PlatformRules& rules);
// What Slipway keeps in the folder: records, and under names beginning with a dot its own.
std::string ownFolder(const std::string& folder);
std::string recordPath(const std::string& folder, std::string_view name);

// The bytes of a record that owns its texts.
std::string recordBytes(const ShimRecord& record);

// The value of a variable; nothing where it is unset.
using VariableOf = std::function<std::optional<std::string>(std::string_view name)>;

// The user's own shim folder (spec 3.1). Nothing where no variable says where that is.
std::optional<std::string> defaultShimFolder(const PlatformRules& rules,
                                             const VariableOf& variable);
// All users'. On Windows not in ProgramData, where any user may put files.
std::string systemShimFolder(const PlatformRules& rules, const VariableOf& variable);

}  // namespace slipway
