// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/helper_log.h"

#include <spdlog/details/null_mutex.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>

#include <memory>
#include <numeric>
#include <vector>

#include "manifests/diagnostic.h"
#include "resolver/text.h"
#include "shim/log.h"
#include "shim/process.h"

namespace slipway {

namespace {

// Writes as the shim does, with its care for links, FIFOs and others' files: spdlog's own sinks
// open whatever the name leads to.
class LogFileSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
  public:
    explicit LogFileSink(const char* path) : path_(path) {}

  private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        appendToLog(path_, {line.data(), line.size()});
    }
    void flush_() override {}

    const char* path_;
};

spdlog::level::level_enum spdlogLevel(LogLevel level) {
    switch (level) {
        case LogLevel::kTrace:
            return spdlog::level::trace;
        case LogLevel::kDebug:
            return spdlog::level::debug;
        case LogLevel::kInfo:
            return spdlog::level::info;
        default:
            return spdlog::level::off;  // the shim's own line says the rest
    }
}

spdlog::logger loggerOf(const Surroundings& surroundings) {
    const char* path = variable(surroundings.environment, kLogFileVariable);
    spdlog::logger logger("slipway");
    if (path != nullptr) logger.sinks().push_back(std::make_shared<LogFileSink>(path));
    logger.set_level(spdlogLevel(logLevel(surroundings.environment)));
    logger.set_pattern("time=%Y-%m-%dT%H:%M:%SZ\t%v", spdlog::pattern_time_type::utc);
    return logger;
}

std::size_t witnessesOf(const Catalogue& catalogue) {
    const auto folders = catalogue.list(catalogue.header().witnessFolders);
    return std::accumulate(folders.begin(), folders.end(), std::size_t{0},
                           [&](std::size_t sum, const catalogue::WitnessFolder& folder) {
                               return sum + catalogue.list(folder.witnesses).size();
                           });
}

constexpr std::size_t kMostLines = 100;

void logLines(spdlog::logger& logger, std::string_view key, const std::string& text) {
    std::vector<std::string_view> lines;
    forEachEntry(text, "\n", [&](std::string_view line) {
        if (!line.empty()) lines.push_back(line);
    });
    const std::size_t first = lines.size() > kMostLines ? lines.size() - kMostLines : 0;
    for (std::size_t i = first; i < lines.size(); ++i) {
        logger.info("{}={}", key, printable(lines[i]));
    }
}

}  // namespace

void logCommand(const CommandRun& command, const Surroundings& surroundings) {
    spdlog::logger logger = loggerOf(surroundings);
    if (!logger.should_log(spdlog::level::info)) return;
    logger.info("before={}\tintegration={}\tresult={}\tmilliseconds={}",
                printable(command.executable), printable(command.integration), command.ended,
                command.time.count());
    logLines(logger, "output", command.output);
    logLines(logger, "errors", command.errors);
}

void logCompilation(const Compilation& compilation, const Surroundings& surroundings) {
    spdlog::logger logger = loggerOf(surroundings);
    const Catalogue& catalogue = compilation.catalogue;
    logger.debug("compiled={}\twitnesses={}\tbytes={}\tkept={}\tmilliseconds={}",
                 printable(compilation.command), witnessesOf(catalogue), compilation.bytes,
                 compilation.kept ? "yes" : "no", compilation.time.count());
    for (const catalogue::WitnessFolder& folder :
         catalogue.list(catalogue.header().witnessFolders)) {
        logger.trace("rests_on={}\twitnesses={}", printable(catalogue.text(folder.path)),
                     catalogue.list(folder.witnesses).size());
    }
}

}  // namespace slipway
