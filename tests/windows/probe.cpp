// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the tests of Windows start in an application's stead. Its arguments and its environment are
// what is tested, so it is steered by variables that no test looks at, PROBE_…; what it reports is
// "KEY\0VALUE\0…" in 16-bit units, in the file PROBE_REPORT. Without that variable it prints the
// line of JSON that the probe of Linux prints (tests/support/probe.c), as far as Windows has the
// like.

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using Text = std::wstring;

Text variable(const wchar_t* name) {
    wchar_t value[4096];
    const DWORD size = ::GetEnvironmentVariableW(name, value, 4096);
    return size < 4096 ? Text(value, size) : Text();
}

class Report {
  public:
    void add(std::wstring_view key, std::wstring_view value) {
        text_.append(key).append(1, L'\0').append(value).append(1, L'\0');
    }
    // Whole or not at all: the tests wait for it to be there.
    void write(const Text& path) const {
        const Text temporary = path + L".new";
        HANDLE file =
            ::CreateFileW(temporary.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, 0, nullptr);
        DWORD written = 0;
        ::WriteFile(file, text_.data(), static_cast<DWORD>(text_.size() * sizeof(wchar_t)),
                    &written, nullptr);
        ::CloseHandle(file);
        ::MoveFileExW(temporary.c_str(), path.c_str(), MOVEFILE_REPLACE_EXISTING);
    }

  private:
    Text text_;
};

Text hexadecimal(const void* bytes, std::size_t size) {
    Text text;
    for (std::size_t i = 0; i < size; ++i) {
        const unsigned byte = static_cast<const unsigned char*>(bytes)[i];
        text += L"0123456789abcdef"[byte >> 4];
        text += L"0123456789abcdef"[byte & 15];
    }
    return text;
}

Text streamKind(DWORD stream) {
    const HANDLE handle = ::GetStdHandle(stream);
    if (handle == nullptr) return L"none";
    if (handle == INVALID_HANDLE_VALUE) return L"invalid";
    return std::to_wstring(::GetFileType(handle));
}

Text inputBytes() {
    Text text;
    char buffer[256];
    DWORD size = 0;
    while (::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), buffer, sizeof buffer, &size, nullptr) &&
           size != 0) {
        text += hexadecimal(buffer, size);
    }
    return text;
}

void addEnvironment(Report& report) {
    wchar_t* const block = ::GetEnvironmentStringsW();
    for (const wchar_t* entry = block; *entry != L'\0'; entry += Text(entry).size() + 1) {
        if (std::wstring_view(entry).starts_with(L"PROBE_")) continue;
        report.add(L"environment", entry);
    }
    ::FreeEnvironmentStringsW(block);
}

void addStart(Report& report) {
    STARTUPINFOW start;
    ::GetStartupInfoW(&start);
    report.add(L"title", start.lpTitle == nullptr ? L"" : start.lpTitle);
    report.add(L"show", (start.dwFlags & STARTF_USESHOWWINDOW) != 0
                            ? std::to_wstring(start.wShowWindow)
                            : Text(L"default"));
    report.add(L"reserved", hexadecimal(start.lpReserved2, start.cbReserved2));
    report.add(L"input", streamKind(STD_INPUT_HANDLE));
    report.add(L"output", streamKind(STD_OUTPUT_HANDLE));
    report.add(L"error", streamKind(STD_ERROR_HANDLE));
    report.add(L"priority", std::to_wstring(::GetPriorityClass(::GetCurrentProcess())));
}

// Everything that stands on the console, line by line.
Text screen() {
    HANDLE console =
        ::CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                      nullptr, OPEN_EXISTING, 0, nullptr);
    CONSOLE_SCREEN_BUFFER_INFO info;
    if (!::GetConsoleScreenBufferInfo(console, &info))
        return L"no console: " + std::to_wstring(::GetLastError());
    Text text(static_cast<std::size_t>(info.dwSize.X) * (info.dwCursorPosition.Y + 1u), L' ');
    DWORD size = 0;
    ::ReadConsoleOutputCharacterW(console, text.data(), static_cast<DWORD>(text.size()), {0, 0},
                                  &size);
    ::CloseHandle(console);
    return text.substr(0, size);
}

Text currentFolder() {
    wchar_t folder[4096];
    return Text(folder, ::GetCurrentDirectoryW(4096, folder));
}

// Bytes that are not printable ASCII as \u00XX, one escape a byte of UTF-8.
std::string json(std::wstring_view text) {
    std::string bytes(text.size() * 3 + 1, '\0');
    const int size =
        ::WideCharToMultiByte(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), bytes.data(),
                              static_cast<int>(bytes.size()), nullptr, nullptr);
    bytes.resize(static_cast<std::size_t>(size));
    std::string quoted = "\"";
    for (const char byte : bytes) {
        const auto number = static_cast<unsigned char>(byte);
        if (number >= 0x20 && number <= 0x7e && byte != '"' && byte != '\\') {
            quoted += byte;
        } else {
            quoted += std::string("\\u00") + "0123456789abcdef"[number >> 4] +
                      "0123456789abcdef"[number & 15];
        }
    }
    return quoted + "\"";
}

std::string jsonArguments(int count, wchar_t** arguments) {
    std::string array;
    for (int i = 0; i < count; ++i) array += (i == 0 ? "" : ",") + json(arguments[i]);
    return "[" + array + "]";
}

// Without the working folders of drives, which every process has of its own, and what Wine adds.
std::string jsonEnvironment() {
    std::string array;
    wchar_t* const block = ::GetEnvironmentStringsW();
    for (const wchar_t* entry = block; *entry != L'\0'; entry += Text(entry).size() + 1) {
        if (*entry == L'=' || std::wstring_view(entry).starts_with(L"WINE")) continue;
        array += (array.empty() ? "" : ",") + json(entry);
    }
    ::FreeEnvironmentStringsW(block);
    return "[" + array + "]";
}

Text ownPath() {
    wchar_t path[4096];
    return Text(path, ::GetModuleFileNameW(nullptr, path, 4096));
}

// As the probe of Linux has it: size and FNV-1a.
std::string jsonInput() {
    std::uint64_t digest = 0xcbf29ce484222325;
    std::uint64_t total = 0;
    char block[4096];
    DWORD size = 0;
    const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    while (::ReadFile(input, block, sizeof block, &size, nullptr) && size != 0) {
        total += size;
        for (DWORD i = 0; i < size; ++i) {
            digest = (digest ^ static_cast<unsigned char>(block[i])) * 0x100000001b3;
        }
    }
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[digest >> shift & 15];
    return "{\"size\":" + std::to_string(total) + ",\"digest\":\"" + text + "\"}";
}

// A file that PROBE_OUTPUT names, or standard output.
void writeLine(const std::string& text) {
    const Text path = variable(L"PROBE_OUTPUT");
    const HANDLE output = path.empty() ? ::GetStdHandle(STD_OUTPUT_HANDLE)
                                       : ::CreateFileW(path.c_str(), GENERIC_WRITE, FILE_SHARE_READ,
                                                       nullptr, CREATE_ALWAYS, 0, nullptr);
    DWORD written = 0;
    ::WriteFile(output, text.data(), static_cast<DWORD>(text.size()), &written, nullptr);
}

void print(int count, wchar_t** arguments) {
    const bool readsInput = !variable(L"PROBE_STDIN").empty();
    const std::string text = "{\"pid\":" + std::to_string(::GetCurrentProcessId()) +
                             ",\"cwd\":" + json(currentFolder()) + ",\"exe\":" + json(ownPath()) +
                             ",\"execfn\":" + json(ownPath()) +
                             ",\"argv\":" + jsonArguments(count, arguments) +
                             ",\"environment\":" + jsonEnvironment() +
                             (readsInput ? ",\"stdin\":" + jsonInput() : "") + "}\n";
    writeLine(text);
}

// PROBE_SPAWN is a command line, PROBE_SPAWN_FLAGS the flags that it is started with.
DWORD spawn(Text line, bool wait) {
    STARTUPINFOW start = {};
    start.cb = sizeof start;
    PROCESS_INFORMATION process;
    const Text flags = variable(L"PROBE_SPAWN_FLAGS");
    ::SetEnvironmentVariableW(L"PROBE_SPAWN", nullptr);
    ::SetEnvironmentVariableW(L"PROBE_REPORT", (variable(L"PROBE_REPORT") + L".child").c_str());
    const DWORD creation = flags.empty() ? 0 : std::stoul(flags);
    if (!::CreateProcessW(nullptr, line.data(), nullptr, nullptr, FALSE, creation, nullptr, nullptr,
                          &start, &process)) {
        return ::GetLastError();
    }
    DWORD code = 0;
    if (wait) ::WaitForSingleObject(process.hProcess, INFINITE);
    if (wait) ::GetExitCodeProcess(process.hProcess, &code);
    return code;
}

// PROBE_AGAIN is a command line, too, started with all that this process has: what that starts may
// come back here. Each time a byte is added to the file PROBE_COUNT.
DWORD startAgain(Text line) {
    DWORD size = 0;
    HANDLE count = ::CreateFileW(variable(L"PROBE_COUNT").c_str(), FILE_APPEND_DATA, 0, nullptr,
                                 OPEN_ALWAYS, 0, nullptr);
    ::WriteFile(count, "x", 1, &size, nullptr);
    ::CloseHandle(count);
    STARTUPINFOW start = {};
    ::GetStartupInfoW(&start);
    PROCESS_INFORMATION process;
    if (!::CreateProcessW(nullptr, line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr, &start,
                          &process)) {
        return ::GetLastError();
    }
    DWORD code = 0;
    ::WaitForSingleObject(process.hProcess, INFINITE);
    ::GetExitCodeProcess(process.hProcess, &code);
    return code;
}

HANDLE interrupted = nullptr;

BOOL WINAPI onInterrupt(DWORD) {
    ::SetEvent(interrupted);
    return TRUE;
}

// As a user at the console would: every process there gets it.
int interruptAndCleanUp() {
    if (variable(L"PROBE_INTERRUPT") == L"handled") {
        interrupted = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
        ::SetConsoleCtrlHandler(onInterrupt, TRUE);
    }
    ::GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
    if (interrupted == nullptr) ::Sleep(INFINITE);
    ::WaitForSingleObject(interrupted, INFINITE);
    return 77;
}

int run(int count, wchar_t** arguments) {
    if (!variable(L"PROBE_NEVER").empty()) ::Sleep(INFINITE);
    if (const Text line = variable(L"PROBE_AGAIN"); !line.empty()) {
        return static_cast<int>(startAgain(line));
    }
    Report report;
    const Text reportPath = variable(L"PROBE_REPORT");
    report.add(L"line", ::GetCommandLineW());
    for (int i = 0; i < count; ++i) report.add(L"argument", arguments[i]);
    report.add(L"folder", currentFolder());
    report.add(L"process", std::to_wstring(::GetCurrentProcessId()));
    addStart(report);
    addEnvironment(report);
    if (!variable(L"PROBE_READ").empty()) report.add(L"read", inputBytes());
    if (const Text handle = variable(L"PROBE_HANDLE"); !handle.empty()) {
        const auto event = reinterpret_cast<HANDLE>(std::stoull(handle));
        report.add(L"handle", ::SetEvent(event) ? L"works" : L"lost");
    }
    if (const Text line = variable(L"PROBE_SPAWN"); !line.empty()) {
        report.add(L"spawned",
                   std::to_wstring(spawn(line, !variable(L"PROBE_SPAWN_WAIT").empty())));
    }
    if (!variable(L"PROBE_ATTACH").empty()) {
        const bool isAttached = ::AttachConsole(ATTACH_PARENT_PROCESS);
        const bool hasOne = isAttached || ::GetLastError() == ERROR_ACCESS_DENIED;
        report.add(L"attached", hasOne ? L"yes" : L"no");
    }
    if (!variable(L"PROBE_SCREEN").empty()) report.add(L"screen", screen());
    reportPath.empty() ? print(count, arguments) : report.write(reportPath);
    if (!variable(L"PROBE_INTERRUPT").empty()) return interruptAndCleanUp();
    if (const Text name = variable(L"PROBE_WAIT"); !name.empty()) {
        ::WaitForSingleObject(::OpenEventW(SYNCHRONIZE, FALSE, name.c_str()), INFINITE);
    }
    const Text code = variable(L"PROBE_EXIT");
    return code.empty() ? 0 : static_cast<int>(std::stoul(code));
}

}  // namespace

#if defined(PROBE_HAS_WINDOWS)
int WINAPI wWinMain(HINSTANCE, HINSTANCE, wchar_t*, int) {
    return run(__argc, __wargv);
}
#else
int wmain(int count, wchar_t** arguments) {
    return run(count, arguments);
}
#endif
