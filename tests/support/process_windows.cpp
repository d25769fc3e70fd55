// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <stdexcept>
#include <system_error>

#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/start_windows.h"

namespace slipway::test {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::system_error(static_cast<int>(::GetLastError()), std::system_category(), what);
}

class Handle {
  public:
    explicit Handle(HANDLE handle) : handle_(handle) {}
    Handle(const Handle&) = delete;
    ~Handle() {
        if (handle_ != nullptr && handle_ != INVALID_HANDLE_VALUE) ::CloseHandle(handle_);
    }
    HANDLE get() const { return handle_; }

  private:
    HANDLE handle_;
};

// Where the program's standard streams lead: files, which keep nobody waiting who looks for their
// end, as a pipe would that some process still holds.
class Streams {
  public:
    explicit Streams(const std::string& given) {
        DWORD size = 0;
        ::WriteFile(input_.get(), given.data(), static_cast<DWORD>(given.size()), &size, nullptr);
        ::SetFilePointer(input_.get(), 0, nullptr, FILE_BEGIN);
    }
    void giveTo(STARTUPINFOW& start) const {
        start.dwFlags = STARTF_USESTDHANDLES;
        start.hStdInput = input_.get();
        start.hStdOutput = output_.get();
        start.hStdError = errors_.get();
    }
    std::string output() const { return readFile(folder_ / "output"); }
    std::string errors() const { return readFile(folder_ / "errors"); }

  private:
    TemporaryFolder folder_;
    Handle input_{openInherited(folder_ / "input")};
    Handle output_{openInherited(folder_ / "output")};
    Handle errors_{openInherited(folder_ / "errors")};
};

std::wstring commandLine(const std::vector<std::string>& arguments) {
    std::wstring line;
    for (const std::string& argument : arguments) {
        line += (line.empty() ? L"" : L" ") + quotedArgument(widened(argument));
    }
    return line;
}

std::wstring block(const std::vector<std::string>& environment) {
    std::map<std::wstring, std::wstring> variables;
    for (const std::string& entry : environment) {
        const std::size_t equal = entry.find('=', 1);
        if (equal == std::string::npos) throw std::invalid_argument("no variable: " + entry);
        variables[widened(entry.substr(0, equal))] = widened(entry.substr(equal + 1));
    }
    return environmentBlock(variables);
}

PROCESS_INFORMATION start(const Command& command, const Streams& streams) {
    STARTUPINFOW info{};
    info.cb = sizeof info;
    streams.giveTo(info);
    std::wstring line = commandLine(command.arguments);
    std::wstring environment = block(command.environment);
    PROCESS_INFORMATION process{};
    if (!::CreateProcessW(command.executable.c_str(), line.data(), nullptr, nullptr, TRUE,
                          CREATE_UNICODE_ENVIRONMENT, environment.data(),
                          command.workingDirectory.c_str(), &info, &process)) {
        fail("cannot start " + command.executable.string());
    }
    return process;
}

DWORD milliseconds(std::chrono::seconds time) {
    return static_cast<DWORD>(std::chrono::milliseconds(time).count());
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const Ended& ended) {
    if (ended.code) stream << "ended with exit code " << *ended.code;
    if (ended.timedOut) stream << " (at its time limit)";
    return stream << "\nstdout: " << ended.output << "\nstderr: " << ended.errors;
}

Ended run(const Command& command) {
    if (command.terminal || command.prepare) {
        throw std::invalid_argument("Windows has no terminals, and nothing between fork and exec");
    }
    const Streams streams(command.input);
    const PROCESS_INFORMATION started = start(command, streams);
    const Handle process(started.hProcess), thread(started.hThread);
    Ended ended{.pid = static_cast<int>(started.dwProcessId)};
    ended.timedOut = ::WaitForSingleObject(process.get(), milliseconds(command.timeLimit)) != 0;
    // The shim takes its application along.
    if (ended.timedOut) ::TerminateProcess(process.get(), 99);
    ::WaitForSingleObject(process.get(), INFINITE);
    DWORD code = 0;
    ::GetExitCodeProcess(process.get(), &code);
    ended.code = static_cast<int>(code);
    ended.output = streams.output();
    ended.errors = streams.errors();
    return ended;
}

}  // namespace slipway::test
