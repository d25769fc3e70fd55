// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <io.h>

#include <charconv>
#include <iostream>
#include <new>
#include <streambuf>

#include "cli/ask_executable.h"
#include "cli/share_server_windows.h"
#include "cli/surroundings.h"
#include "resolver/path.h"
#include "resolver/windows_command_line.h"
#include "resolver/witness_windows.h"
#include "shim/process.h"
#include "shim/process_windows.h"
#include "shim/share_questions_windows.h"

namespace slipway {

namespace {

using EnvironmentBlock = std::span<const char* const>;

constexpr std::size_t kWidthOfNoTerminal = 100;

std::string_view valueOf(EnvironmentBlock environment, std::string_view name) {
    const char* value = variable(environment, name);
    return value == nullptr ? std::string_view{} : value;
}

bool isConsole(HANDLE stream) {
    DWORD mode = 0;
    return ::GetConsoleMode(stream, &mode) != 0;
}

// A console shows bytes by its own code page, and that is for whoever opened it to choose.
class ConsoleBuffer final : public std::streambuf {
  public:
    explicit ConsoleBuffer(HANDLE console) : console_(console) {}

  private:
    int_type overflow(int_type c) override {
        if (c != traits_type::eof()) text_ += static_cast<char>(c);
        if (c == '\n') sync();
        return 0;
    }
    std::streamsize xsputn(const char* text, std::streamsize size) override {
        text_.append(text, static_cast<std::size_t>(size));
        if (text_.ends_with('\n')) sync();
        return size;
    }
    int sync() override {
        Arena arena;
        const std::u16string_view units = toUtf16(text_, arena);
        DWORD written = 0;
        ::WriteConsoleW(console_, units.data(), static_cast<DWORD>(units.size()), &written,
                        nullptr);
        text_.clear();
        return 0;
    }

    HANDLE console_;
    std::string text_;
};

// A service, a scheduled task or a detached process has no streams: nothing is lost, as nobody
// listens.
class NoBuffer final : public std::streambuf {
    int_type overflow(int_type c) override { return traits_type::not_eof(c); }
    std::streamsize xsputn(const char*, std::streamsize size) override { return size; }
};

// Lives as long as the process, as the streams of the library do. Files and pipes get bytes as they
// are: a catalogue is one of them.
void prepare(std::ostream& stream, int descriptor, DWORD which) {
    ::_setmode(descriptor, _O_BINARY);
    const HANDLE handle = ::GetStdHandle(which);
    if (handle == nullptr) stream.rdbuf(new NoBuffer);
    if (isConsole(handle)) stream.rdbuf(new ConsoleBuffer(handle));
    stream << std::unitbuf;
}

std::size_t widthOf(HANDLE stream, EnvironmentBlock environment) {
    const std::string_view columns = valueOf(environment, "COLUMNS");
    std::size_t width = 0;
    std::from_chars(columns.data(), columns.data() + columns.size(), width);
    if (width != 0) return width;
    CONSOLE_SCREEN_BUFFER_INFO info;
    if (!::GetConsoleScreenBufferInfo(stream, &info)) return kWidthOfNoTerminal;
    return static_cast<std::size_t>(info.srWindow.Right - info.srWindow.Left + 1);
}

// A console older than Windows 10 cannot show colours so.
bool canColour(HANDLE stream) {
    constexpr DWORD kSequences = 0x0004;  // ENABLE_VIRTUAL_TERMINAL_PROCESSING
    DWORD mode = 0;
    return ::GetConsoleMode(stream, &mode) != 0 &&
           ((mode & kSequences) != 0 || ::SetConsoleMode(stream, mode | kSequences) != 0);
}

Screen screenOf(DWORD which, EnvironmentBlock environment) {
    const HANDLE stream = ::GetStdHandle(which);
    const bool colour = valueOf(environment, "NO_COLOR").empty() && canColour(stream);
    return {widthOf(stream, environment), colour};
}

std::string currentFolder(Arena& arena) {
    const DWORD size = ::GetCurrentDirectoryW(0, nullptr);
    const std::span<wchar_t> path = arena.allocateArray<wchar_t>(size + 1);
    const DWORD length = ::GetCurrentDirectoryW(size, path.data());
    return std::string(length < size ? narrow({path.data(), length}, arena) : std::string_view{});
}

std::vector<std::string> ownArguments(Arena& arena) {
    std::vector<std::string> arguments;
    for (const auto& argument : splitCommandLine(narrow(::GetCommandLineW(), arena), arena)) {
        arguments.emplace_back(argument.text);
    }
    if (!arguments.empty()) arguments.erase(arguments.begin());
    return arguments;
}

}  // namespace

Surroundings surroundingsOfProcess(int, const char* const*, ShareDisk& disk, Arena& arena) {
    ::SetThreadErrorMode(SEM_FAILCRITICALERRORS, nullptr);  // as the shim does (captureProcess)
    ::SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
    askIfSentToShare();
    serveShareIfAsked(ownArguments(arena), processEnvironment(arena));
    prepare(std::cout, 1, STD_OUTPUT_HANDLE);
    prepare(std::cerr, 2, STD_ERROR_HANDLE);
    const StartingPoint start = takeBack(processEnvironment(arena), kHostRules, arena);
    const EnvironmentBlock environment = start.environment;
    return {.arguments = ownArguments(arena),
            .environment = environment,
            .workingDirectory = currentFolder(arena),
            .inheritedEnvironment = start.inherited,
            .enclosing = start.enclosing,
            .user = userNumber(),
            .executable = std::string(ownPath(arena)),
            .folder = std::string(folderOf(ownPath(arena), kHostRules)),
            .out = std::cout,
            .err = std::cerr,
            .outScreen = screenOf(STD_OUTPUT_HANDLE, environment),
            .errScreen = screenOf(STD_ERROR_HANDLE, environment),
            .disk = disk,
            .shares = &disk,
            .definitions = builtinDefinitions(),
            .ask = askExecutable,
            .launch = launch};
}

}  // namespace slipway
