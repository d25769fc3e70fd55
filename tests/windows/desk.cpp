// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/windows/desk.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/files.h"

namespace slipway::windows {

namespace {

constexpr DWORD kPatience = 120'000;

// Nothing while the probe still puts it there.
std::wstring readUnits(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return {reinterpret_cast<const wchar_t*>(text.data()), text.size() / sizeof(wchar_t)};
}

Report parseReport(std::wstring_view text) {
    Report report;
    const auto take = [&] {
        const std::wstring_view field = text.substr(0, text.find(L'\0'));
        text.remove_prefix(std::min(text.size(), field.size() + 1));
        return std::wstring(field);
    };
    while (!text.empty()) {
        const std::wstring key = take();
        const std::wstring value = take();
        if (key == L"line") report.line = value;
        if (key == L"argument") report.arguments.push_back(value);
        if (key == L"environment") report.environment.push_back(value);
        if (key != L"environment" && key != L"argument") report.facts[key] = value;
    }
    return report;
}

fs::path ownFolder() {
    wchar_t path[4096];
    return fs::path(std::wstring(path, ::GetModuleFileNameW(nullptr, path, 4096))).parent_path();
}

}  // namespace

std::wstring Report::tail() const {
    bool isQuoted = false;
    std::size_t at = 0;
    for (; at < line.size() && (isQuoted || line[at] != L' '); ++at) {
        if (line[at] == L'"') isQuoted = !isQuoted;
    }
    return at < line.size() ? line.substr(at + 1) : std::wstring();
}

std::vector<std::wstring> Report::words() const {
    return {arguments.begin() + (arguments.empty() ? 0 : 1), arguments.end()};
}

std::optional<std::wstring> Report::variable(std::wstring_view name) const {
    for (const std::wstring& entry : environment) {
        if (entry.starts_with(std::wstring(name) + L"=")) return entry.substr(name.size() + 1);
    }
    return std::nullopt;
}

Process::~Process() {
    if (handle_ == nullptr) return;
    kill();
    ::CloseHandle(handle_);
}

DWORD Process::wait() {
    if (::WaitForSingleObject(handle_, kPatience) != WAIT_OBJECT_0) {
        ADD_FAILURE() << "the process does not end";
        kill();
    }
    DWORD code = 0;
    ::GetExitCodeProcess(handle_, &code);
    return code;
}

bool Process::isRunning() const {
    return ::WaitForSingleObject(handle_, 0) == WAIT_TIMEOUT;
}

void Process::kill() {
    ::TerminateProcess(handle_, 99);
    ::WaitForSingleObject(handle_, kPatience);
}

Desk::Desk() {
    static int counter = 0;
    wchar_t temporary[MAX_PATH];
    ::GetTempPathW(MAX_PATH, temporary);
    folder_ = fs::path(temporary) /
              (L"slipway tests \u00e9\u6f22 " + std::to_wstring(::GetCurrentProcessId()) + L"-" +
               std::to_wstring(++counter));
    fs::create_directories(folder_);
    reportPath_ = folder_ / L"report";
    variables = test::systemVariables();
    variables[L"PATH"] = (fs::path(variables[L"SystemRoot"]) / L"System32").wstring();
    variables[L"USERPROFILE"] = folder_.wstring();
    variables[L"LOCALAPPDATA"] = (folder_ / L"local").wstring();
    variables[L"APPDATA"] = (folder_ / L"roaming").wstring();
    variables[L"ProgramData"] = (folder_ / L"all").wstring();
    variables[L"SLIPWAY_PLUGIN_PATH"] = (folder_ / L"studio").wstring();
}

Desk::~Desk() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

fs::path Desk::built(std::wstring_view name) {
    return ownFolder().parent_path().parent_path() / L"bin" / name;
}

fs::path Desk::probe(Build build) {
    return ownFolder() / (build == Build::kConsole ? L"probe.exe" : L"probew.exe");
}

void Desk::write(const fs::path& path, std::string_view content) {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream file(folder_ / path, std::ios::binary);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
}

fs::path Desk::shim(const fs::path& path, Build build) {
    const fs::path to = folder_ / path;
    fs::create_directories(to.parent_path());
    fs::copy_file(built(build == Build::kConsole ? L"slipway-shim.exe" : L"slipway-shimw.exe"), to,
                  fs::copy_options::overwrite_existing);
    return to;
}

fs::path Desk::shim(const fs::path& path, const fs::path& target, Build build) {
    const std::string entry = "target=" + narrowed(target.wstring());
    write(path.parent_path() / L".slipway" / path.stem(),
          std::string("slipway-shim=1") + '\0' + entry + '\0');
    return shim(path, build);
}

fs::path Desk::helpedShim(const fs::path& path, Build build) {
    const std::string entry = "slipway=" + narrowed(built(L"slipway.exe").wstring());
    write(path.parent_path() / L".slipway" / path.stem(),
          std::string("slipway-shim=1") + '\0' + entry + '\0');
    return shim(path, build);
}

fs::path Desk::installation(const std::wstring& name, const std::wstring& version) {
    const fs::path path = folder_ / L"opt" / (name + version) / L"bin" / (name + L".exe");
    fs::create_directories(path.parent_path());
    fs::copy_file(probe(), path, fs::copy_options::overwrite_existing);
    return path;
}

void Desk::application(const std::string& name, const std::string& keys) {
    write(fs::path(L"studio") / widened("definitions-" + name) / L"slipway.toml",
          "slipway = 1\n[[application]]\nname = '" + name + "'\nfind.windows = ['" +
              narrowed(folder_.wstring()) + "\\opt\\" + name + "{version}\\bin\\" + name +
              ".exe']\n" + keys);
}

Process Desk::begin(const fs::path& executable, const Start& start) {
    auto all = variables;
    all[L"PROBE_REPORT"] = reportPath_.wstring();
    for (const auto& [name, value] : start.variables) all[name] = value;
    std::wstring environment = test::environmentBlock(all);
    std::wstring line = start.line;
    STARTUPINFOW info = start.info;
    info.cb = sizeof info;
    PROCESS_INFORMATION process{};
    fs::remove(reportPath_);
    const auto isStarted = [&] {
        return ::CreateProcessW(executable.c_str(), line.data(), nullptr, nullptr, TRUE,
                                start.flags | CREATE_UNICODE_ENVIRONMENT | CREATE_SUSPENDED,
                                environment.data(), nullptr, &info, &process) != 0;
    };
    // Wine fails so on a host that has no moment to spare.
    const auto isWines = [] { return ::GetLastError() == ERROR_INTERNAL_ERROR; };
    if (!isStarted() && !(isWines() && isStarted())) {
        ADD_FAILURE() << "cannot start " << executable << ": " << ::GetLastError();
        return {nullptr, 0};
    }
    if (start.job != nullptr) ::AssignProcessToJobObject(start.job, process.hProcess);
    ::ResumeThread(process.hThread);
    ::CloseHandle(process.hThread);
    return {process.hProcess, process.dwProcessId};
}

Outcome Desk::run(const fs::path& executable, Start start) {
    const fs::path said = folder_ / L"stderr";
    const fs::path printed = folder_ / L"stdout";
    std::vector<HANDLE> files;
    if ((start.info.dwFlags & STARTF_USESTDHANDLES) == 0) {
        for (const fs::path& path : {said, printed}) files.push_back(test::openInherited(path));
        start.info.dwFlags |= STARTF_USESTDHANDLES;
        start.info.hStdInput = ::GetStdHandle(STD_INPUT_HANDLE);
        start.info.hStdOutput = files[1];
        start.info.hStdError = files[0];
    }
    Outcome outcome{};
    {
        Process process = begin(executable, start);
        outcome.code = process.wait();
    }
    for (HANDLE file : files) ::CloseHandle(file);
    if (!files.empty()) outcome.said = test::readFile(said);
    if (!files.empty()) outcome.printed = test::readFile(printed);
    if (fs::exists(reportPath_)) outcome.report = parseReport(readUnits(reportPath_));
    return outcome;
}

Outcome Desk::slipway(const std::wstring& tail) {
    const fs::path executable = built(L"slipway.exe");
    return run(executable, {.line = quoted(executable) + L" " + tail});
}

Report Desk::report(std::wstring_view ending) {
    const fs::path path = reportPath_.wstring() + std::wstring(ending);
    const ULONGLONG deadline = ::GetTickCount64() + kPatience;
    Report report;
    while (report.facts.empty() && ::GetTickCount64() < deadline) {
        if (fs::exists(path)) report = parseReport(readUnits(path));
        if (report.facts.empty()) ::Sleep(10);
    }
    EXPECT_FALSE(report.facts.empty()) << "the probe did not report";
    report.facts.try_emplace(L"process", L"0");
    return report;
}

std::wstring quoted(const fs::path& path) {
    return L"\"" + path.wstring() + L"\"";
}

}  // namespace slipway::windows
