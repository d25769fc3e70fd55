// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <chrono>
#include <memory>

#include "cli/ask_executable.h"
#include "cli/captured_stream_windows.h"
#include "installer/path_of.h"
#include "installer/plugin_store.h"
#include "shim/helper_process_windows.h"
#include "shim/in_place.h"
#include "shim/launch_failure_windows.h"
#include "shim/marker.h"
#include "shim/process.h"
#include "shim/process_windows.h"

namespace slipway {

namespace {

constexpr std::chrono::seconds kPatience{5};

std::unexpected<AskFailure> failure(std::string reason, bool lasting = false) {
    return std::unexpected(AskFailure{std::move(reason), lasting});
}

// A home for one question: what is asked for its version may make its settings all the same.
class PassingFolder {
  public:
    explicit PassingFolder(Arena& arena) {
        wchar_t folder[MAX_PATH + 1];
        if (::GetTempPathW(MAX_PATH, folder) == 0) return;
        for (int i = 0; i < 100 && path_.empty(); ++i) {
            const std::wstring path = std::wstring(folder) + L"slipway-ask-" +
                                      std::to_wstring(::GetCurrentProcessId()) + L"-" +
                                      std::to_wstring(i);
            if (::CreateDirectoryW(path.c_str(), nullptr)) path_ = narrow(path, arena);
        }
    }
    ~PassingFolder() {
        if (!path_.empty()) removeWhole(pathOf(path_));
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    const std::string& path() const { return path_; }  // empty: it could not be made

  private:
    std::string path_;
};

// Nothing of the user's, but what Windows and what is installed there cannot do without.
std::vector<std::string> environmentIn(const std::string& home, Arena& arena) {
    std::vector<std::string> entries = {"APPDATA=" + home,  "LOCALAPPDATA=" + home,
                                        "SLIPWAY_BYPASS=1", "TEMP=" + home,
                                        "TMP=" + home,      "USERPROFILE=" + home};
    const auto own = processEnvironment(arena);
    for (const char* name : {"SystemRoot", "SystemDrive", "ComSpec", "windir", "ProgramData",
                             "ProgramFiles", "COMPUTERNAME"}) {
        const char* value = variable(own, name);
        if (value != nullptr) entries.push_back(std::string(name) + "=" + value);
    }
    const char* root = variable(own, "SystemRoot");
    if (root != nullptr) entries.push_back("PATH=" + std::string(root) + "\\System32");
    return entries;
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
    std::vector<const char*> result;
    for (const std::string& text : texts) result.push_back(text.c_str());
    result.push_back(nullptr);
    return result;
}

// Its job ends what it leaves in the background, which may hold its output for ever.
std::expected<std::string, AskFailure> answer(const HelperProcess& asked) {
    const auto output =
        std::make_unique<CapturedStream>(asked.conversation.get(), Keep::kBeginning);
    CapturedStream* const streams[] = {output.get()};
    if (follow(asked.process.get(), streams, kPatience) != Followed::kEnded) {
        return failure("it did not end within 5 s");
    }
    output->readRest();
    DWORD code = 0;
    ::GetExitCodeProcess(asked.process.get(), &code);
    if (code != 0) return failure("it ended with exit code " + std::to_string(code));
    return output->take();
}

}  // namespace

std::expected<std::string, AskFailure> askExecutable(const std::string& executable,
                                                     const std::vector<std::string>& arguments) {
    Arena arena;
    const std::string real(executableBehind(executable, arena));
    if (isShim(real.c_str())) return failure("it is a shim of Slipway", true);
    const PassingFolder home(arena);
    if (home.path().empty()) return failure("there is no room to run it");
    std::vector<std::string> words = {real};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const std::vector<std::string> environment = environmentIn(home.path(), arena);
    const auto entries = pointers(environment);
    const Handle job = makeJobThatEnds();
    const std::vector<const char*> command = pointers(words);
    const auto asked = startHelper({.arguments = command,
                                    .environment = std::span(entries).first(environment.size()),
                                    .folder = home.path(),
                                    .job = job.get(),
                                    .errors = HelperErrors::kWithOutput},
                                   arena);
    if (!asked) return failure(std::string(errorInWords(::GetLastError(), arena)));
    return answer(*asked);
}

}  // namespace slipway
