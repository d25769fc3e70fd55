// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `easel`, an application in two versions with a command of each kind, and a plugin for it.

#pragma once

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "tests/windows/desk.h"

namespace slipway::windows {

inline std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class InstallWorld : public testing::Test {
  protected:
    InstallWorld() {
        desk.variables[L"ProgramFiles"] = (desk.folder() / L"programs").wstring();
        desk.application("easel",
                         "[application.commands.view]\nexecutable = 'view.exe'\n"
                         "[application.commands.absent]\nexecutable = 'absent.exe'\n");
        desk.write(L"studio/paint-1.0/slipway.toml",
                   "slipway = 1\n[[integration]]\nwhen = 'application.name = easel'\n"
                   "[integration.env]\nBRUSH.set = 'oil {application.version}'\n");
        for (const wchar_t* version : {L"2.1", L"3.0"}) {
            const fs::path made = desk.installation(L"easel", version);
            fs::copy_file(Desk::probe(Build::kWindows), made.parent_path() / L"view.exe");
        }
        before = tree();
    }

    // All that there is below the desk, but for what a command said.
    std::map<std::wstring, std::string> tree() const {
        std::map<std::wstring, std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(desk.folder())) {
            const std::wstring path = entry.path().lexically_relative(desk.folder()).wstring();
            if (path == L"stdout" || path == L"stderr" || path == L"report") continue;
            const auto time = fs::last_write_time(entry).time_since_epoch().count();
            files[path] = entry.is_directory() ? "folder"
                                               : std::to_string(time) + " " + bytesOf(entry.path());
        }
        return files;
    }
    std::vector<std::wstring> differences(const std::map<std::wstring, std::string>& after) const {
        std::vector<std::wstring> paths;
        for (const auto& [path, what] : after) {
            const auto was = before.find(path);
            if (was == before.end() || was->second != what) paths.push_back(path);
        }
        for (const auto& [path, what] : before) {
            if (!after.contains(path)) paths.push_back(L"no " + path);
        }
        return paths;
    }
    // What launches keep is none of an install's.
    void expectNoTrace() {
        fs::remove_all(desk.folder() / L"local/slipway/cache");
        std::error_code notEmpty;
        fs::remove(desk.folder() / L"local/slipway", notEmpty);
        fs::remove(desk.folder() / L"local", notEmpty);
        EXPECT_THAT(differences(tree()), testing::IsEmpty());
    }
    Outcome launch(const fs::path& shim, const std::wstring& tail = {}) {
        return desk.run(shim, {.line = quoted(shim) + tail});
    }
    void expectDone(const std::wstring& tail) {
        const Outcome outcome = desk.slipway(tail);
        EXPECT_EQ(outcome.code, 0U) << outcome.said << outcome.printed;
    }

    Desk desk;
    fs::path bin = desk.folder() / L"local/slipway/bin";
    fs::path easel = desk.folder() / L"opt/easel3.0/bin/easel.exe";
    fs::path real = desk.folder() / L"opt/easel3.0/bin/easel.slipway-real.exe";
    std::map<std::wstring, std::string> before;
};

}  // namespace slipway::windows
