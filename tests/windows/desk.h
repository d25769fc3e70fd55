// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A folder with shims in it, and processes started as a user's shell would start them.

#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/start_windows.h"

namespace slipway::windows {

namespace fs = std::filesystem;
using test::narrowed;
using test::widened;

enum class Build { kConsole, kWindows };

// What the probe told of itself.
struct Report {
    std::wstring line;
    std::vector<std::wstring> arguments;
    std::vector<std::wstring> environment;  // as it stands in the block
    std::map<std::wstring, std::wstring> facts;

    std::wstring tail() const;                // of the command line, behind the program's name
    std::vector<std::wstring> words() const;  // the arguments without the program's name
    std::optional<std::wstring> variable(std::wstring_view name) const;  // in this very case
};

struct Start {
    std::wstring line;
    std::map<std::wstring, std::wstring> variables{};  // besides, or in place of, the desk's
    DWORD flags = 0;
    STARTUPINFOW info{};
    HANDLE job = nullptr;  // to start in
};

class Process {
  public:
    Process(HANDLE handle, DWORD id) : handle_(handle), id_(id) {}
    Process(Process&& other) noexcept : handle_(other.handle_), id_(other.id_) {
        other.handle_ = nullptr;
    }
    ~Process();
    // Fails the test, and ends the process, where that takes longer than anything here should.
    DWORD wait();
    bool isRunning() const;
    void kill();
    DWORD id() const { return id_; }
    HANDLE handle() const { return handle_; }

  private:
    HANDLE handle_;
    DWORD id_;
};

struct Outcome {
    DWORD code;
    Report report;        // empty: the probe did not run
    std::string said;     // on standard error
    std::string printed;  // on standard output
};

class Desk {
  public:
    Desk();
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    const fs::path& folder() const { return folder_; }
    // Of the tests' own build.
    static fs::path built(std::wstring_view name);
    static fs::path probe(Build build = Build::kConsole);

    // A copy of the shim, which is told what to start.
    fs::path shim(const fs::path& path, const fs::path& target, Build build = Build::kConsole);
    fs::path shim(const fs::path& path, Build build = Build::kConsole);
    // One that knows its helper, and takes its target from the plugins.
    fs::path helpedShim(const fs::path& path, Build build = Build::kConsole);
    void write(const fs::path& path, std::string_view content);
    // The probe as opt\NAMEVERSION\bin\NAME.exe.
    fs::path installation(const std::wstring& name, const std::wstring& version);
    // A plugin in the folder `studio`, which is the root, that makes the application known.
    void application(const std::string& name, const std::string& keys = {});

    Process begin(const fs::path& executable, const Start& start);
    Outcome run(const fs::path& executable, Start start);
    // slipway.exe with this tail.
    Outcome slipway(const std::wstring& tail);
    // Waits for the probe's.
    Report report(std::wstring_view ending = L"");

    // Inherited by what is started.
    std::map<std::wstring, std::wstring> variables;

  private:
    fs::path reportPath_;
    fs::path folder_;
};

std::wstring quoted(const fs::path& path);

}  // namespace slipway::windows
