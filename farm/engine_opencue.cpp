// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A job specification of OpenCue's, by its DTD cjsl-1.15, submitted with pycue.

#include <algorithm>

#include "farm/engine.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// What each option is an element of, in the order that the DTD has.
constexpr std::string_view kOfSpec[] = {"facility", "dept", "show", "shot", "user", "email", "uid"};
constexpr std::string_view kOfJob[] = {"paused",  "priority", "maxretries", "maxcores",
                                       "maxgpus", "autoeat",  "os"};
constexpr std::string_view kOfLayer[] = {"cores",      "threadable", "memory", "gpus",
                                         "gpu_memory", "timeout",    "tags"};

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '&') {
            result += "&amp;";
        } else if (c == '<') {
            result += "&lt;";
        } else if (c == '>') {
            result += "&gt;";
        } else if (c == '"') {
            result += "&quot;";
        } else {
            result += c;
        }
    }
    return result;
}

// Names are NMTOKENs.
std::string token(std::string_view text) {
    std::string name;
    for (const char c : text) name += isLetter(c) || isDigit(c) || c == '-' || c == '.' ? c : '_';
    return name;
}

std::string element(std::string_view name, std::string_view text, int depth) {
    return std::string(static_cast<std::size_t>(2 * depth), ' ') + "<" + std::string(name) + ">" +
           escaped(text) + "</" + std::string(name) + ">\n";
}

std::string forShell(std::string_view word) {
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return quoted + "'";
}

// The command is a shell's line there, on Windows that of a batch file, in which OpenCue doubles
// what cmd would take for a variable. No path there holds a quote.
std::string commandLine(const FarmJob& job) {
    const bool isBatch = job.workers.platform == Platform::kWindows;
    std::string line;
    for (const std::string& word : farmExecLine(job)) {
        line += (line.empty() ? "" : " ") + (isBatch ? "\"" + word + "\"" : forShell(word));
    }
    return job.tasks == 0 ? line : line + " --task #FRAME_START#";
}

class Writer {
  public:
    explicit Writer(const FarmJob& job) : job_(job) {}

    std::string text() const {
        std::string xml =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<!DOCTYPE spec PUBLIC \"SPI Cue Specification Language\" "
            "\"http://localhost:8080/spcue/dtd/cjsl-1.15.dtd\">\n<spec>\n";
        xml += elements(kOfSpec, 1);
        xml += "  <job name=\"" + token(job_.name) + "\">\n" + elements(kOfJob, 2);
        xml += "    <layers>\n      <layer name=\"render\" type=\"Render\">\n";
        xml += element("cmd", commandLine(job_), 4);
        xml += element("range", job_.tasks < 2 ? "0" : "0-" + std::to_string(job_.tasks - 1), 4);
        xml += element("chunk", "1", 4) + elements(kOfLayer, 4);
        xml += "        <services>\n" + element("service", option("service", "shell"), 5) +
               "        </services>\n      </layer>\n    </layers>\n  </job>\n";
        return xml + depends() + "</spec>\n";
    }

    std::string option(std::string_view name, std::string_view otherwise) const {
        for (const auto& [key, value] : job_.options) {
            if (key == name) return value;
        }
        return std::string(otherwise);
    }

  private:
    template <std::size_t N>
    std::string elements(const std::string_view (&names)[N], int depth) const {
        std::string xml;
        for (const std::string_view name : names) {
            const std::string_view standard = name == "shot"         ? "default"
                                              : name == "user"       ? std::string_view(job_.user)
                                              : name == "maxretries" ? "1"
                                                                     : "";
            const std::string value = option(name, standard);
            if (!value.empty()) xml += element(name, value, depth);
        }
        return xml;
    }

    std::string depends() const {
        if (job_.after.empty()) return "  <depends/>\n";
        return "  <depends>\n    <depend type=\"JOB_ON_JOB\">\n" +
               element("depjob", token(job_.name), 3) + element("onjob", job_.after, 3) +
               "    </depend>\n  </depends>\n";
    }

    const FarmJob& job_;
};

bool isKnown(std::string_view name) {
    const auto has = [&](const auto& names) {
        return std::ranges::find(names, name) != std::ranges::end(names);
    };
    return name == "service" || has(kOfSpec) || has(kOfJob) || has(kOfLayer);
}

constexpr std::string_view kSubmit =
    "import sys, opencue; jobs = opencue.api.launchSpecAndWait(open(sys.argv[1]).read()); "
    "print(jobs[0].name())";

}  // namespace

std::expected<Submission, std::string> opencueSubmission(const FarmJob& job) {
    for (const auto& [name, value] : job.options) {
        if (!isKnown(name)) {
            return std::unexpected("OpenCue's jobs have no option " + slipway::quoted(name));
        }
    }
    // Its workers put a '^' ahead of each in the batch file, between quotes, too.
    constexpr std::string_view kEscaped = "&<>|^";
    for (const std::string& text : {job.ticketPath, job.slipway}) {
        if (job.workers.platform == Platform::kWindows &&
            text.find_first_of(kEscaped) != std::string::npos) {
            return std::unexpected("OpenCue's workers on Windows take no path with one of &<>|^: " +
                                   slipway::quoted(text));
        }
    }
    const Writer writer(job);
    if (writer.option("show", "").empty()) {
        return std::unexpected("OpenCue's jobs belong to a show: --option show=NAME");
    }
    const char* python = job.here.platform == Platform::kWindows ? "python" : "python3";
    return Submission{{{"job.xml", writer.text()}},
                      {{python, "-c", std::string(kSubmit), filePath(job, "job.xml")}}};
}

}  // namespace slipway
