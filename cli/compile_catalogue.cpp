// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim's helper (shim/compiler_process.h): not for people, so it says nothing.

#include <charconv>
#include <chrono>
#include <cstdlib>

#include "cli/allocation.h"
#include "cli/helper_log.h"
#include "cli/inhabited_roots.h"
#include "cli/launch_record.h"
#include "cli/private_file.h"
#include "cli/verbs.h"
#include "manifests/launch_compiler.h"
#include "resolver/catalogue.h"
#include "shim/catalogue_cache.h"
#include "shim/rebuild_turn.h"

namespace slipway {

namespace {

constexpr std::size_t kFixedArguments = 6;

// There is a catalogue for each context that plugins depend on, and shots come to an end.
constexpr std::chrono::hours kUnusedFor{30 * 24};

// Pairs of a question and `=TEXT`, or `-` for no answer.
Answers answersOf(std::span<const std::string> pairs) {
    Answers answers;
    for (; pairs.size() >= 2; pairs = pairs.subspan(2)) {
        auto& answer = answers[pairs[0]];
        if (pairs[1].starts_with('=')) answer = pairs[1].substr(1);
    }
    return answers;
}

std::chrono::milliseconds milliseconds(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::chrono::milliseconds(number);
}

void keep(const Catalogue& catalogue, std::span<const std::byte> block, const std::string& command,
          const std::string& cacheFile, const Surroundings& surroundings) {
    keepPrivately(cacheFile, block);
    const std::string_view folder = folderOf(cacheFile, surroundings.rules);
    forgetUnused(std::string(folder), kUnusedFor);
    forgetUnused(std::string(folderOf(folder, surroundings.rules)).append(kTurnFolder), kUnusedFor);
    if (catalogue.application().installations.count == 0) return;
    Arena arena;
    nameAlso(cacheFile, std::string(lastCataloguePath(command, surroundings.environment, arena)));
}

// The launch goes on when this process ends, and all its memory is given back at once then.
void handOver(std::span<const std::byte> block, std::ostream& out) {
    out.write(reinterpret_cast<const char*>(block.data()),
              static_cast<std::streamsize>(block.size()));
    if (out.flush()) std::_Exit(0);
}

}  // namespace

int runCompileCatalogue(const Surroundings& surroundings, Arguments arguments) {
    if (arguments.size() < kFixedArguments) return 2;
    takeMemoryInLargeParts();
    const std::string& command = arguments[0];
    const std::string& cacheFile = arguments[1];
    const SharePatience patience{milliseconds(arguments[4]), milliseconds(arguments[5])};
    if (surroundings.shares != nullptr) surroundings.shares->have(patience);
    Host host = hostOf(surroundings);
    host.compiler = arguments[2];
    host.siteFolder = arguments[3];
    if (!cacheFile.empty()) {
        // Before all: it is one more place that the catalogue rests on.
        makePrivateFoldersAbove(cacheFile);
        host.cacheFolder = folderOf(cacheFile, surroundings.rules);
        host.inhabitedRoots = inhabitedRoots(cacheFile, surroundings);
    }
    host.launchRecord = launchRecordFile(surroundings);
    if (!host.launchRecord.empty()) makePrivateFoldersAbove(host.launchRecord);
    host.inhabitedRoots.merge(inhabitedRootsOf(command, surroundings));
    host.answers = answersOf(std::span(arguments).subspan(kFixedArguments));
    const auto start = std::chrono::steady_clock::now();
    compileForLaunch(command, host, [&](std::span<const std::byte> block) {
        const auto catalogue = Catalogue::open(block);
        if (!catalogue) return;
        const bool isKept = !cacheFile.empty() && catalogue->header().settled;
        if (isKept) keep(*catalogue, block, command, cacheFile, surroundings);
        const auto time = std::chrono::steady_clock::now() - start;
        logCompilation({command, *catalogue, block.size(), isKept,
                        std::chrono::duration_cast<std::chrono::milliseconds>(time)},
                       surroundings);
        handOver(block, surroundings.out);
    });
    return 1;
}

}  // namespace slipway
