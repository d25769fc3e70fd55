/* Copyright (c) 2026 The Slipway Authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The application that tests launch: it prints what it was started with as one line of JSON, to its
 * stdout, or to the file named in PROBE_OUTPUT so that stdout can be checked to be untouched.
 *
 * Bytes that are not printable ASCII are written as \u00XX, one escape a byte, whatever encoding
 * they are in: arguments, variables and paths come through exactly (report.cpp turns them back).
 *
 * Then, by variables:
 *   PROBE_STDIN=1   reads stdin to its end and reports its size and digest (FNV-1a, 64 bits)
 *   PROBE_EXIT=N    ends with exit code N
 *   PROBE_SIGNAL=N  ends by signal N, leaving no core
 *   PROBE_NEVER=1   prints nothing and never ends
 *
 * It must disturb nothing that it reports: what it opens to look is closed before it looks on, the
 * report's own file is opened last. It is plain C and linked statically, so no loader and no
 * run-time library opens, masks or allocates anything before main either.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char** environ;

enum { kSignals = 64, kPathSize = 64 * 1024 };

static void fail(const char* what) {
    dprintf(2, "probe: %s: %s\n", what, strerror(errno));
    _exit(99);
}

/* ---- the text being made ---- */

static struct {
    char* bytes;
    size_t size, capacity;
} text;

static void putBytes(const char* bytes, size_t size) {
    if (text.size + size > text.capacity) {
        text.capacity = (text.size + size) * 2;
        text.bytes = realloc(text.bytes, text.capacity);
        if (!text.bytes) fail("realloc");
    }
    memcpy(text.bytes + text.size, bytes, size);
    text.size += size;
}

static void put(const char* format, ...) __attribute__((format(printf, 1, 2)));
static void put(const char* format, ...) {
    char line[256];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    putBytes(line, (size_t)size);
}

static void putString(const char* bytes) {
    putBytes("\"", 1);
    for (; *bytes; ++bytes) {
        unsigned char byte = (unsigned char)*bytes;
        if (byte < 0x20 || byte > 0x7e || byte == '"' || byte == '\\') {
            put("\\u%04x", byte);
        } else {
            putBytes(bytes, 1);
        }
    }
    putBytes("\"", 1);
}

static void putStrings(const char* name, char** strings) {
    put(",\"%s\":[", name);
    for (int i = 0; strings[i]; ++i) {
        if (i) put(",");
        putString(strings[i]);
    }
    put("]");
}

static void putStringOrNull(const char* name, const char* string) {
    put(",\"%s\":", name);
    if (string) {
        putString(string);
    } else {
        put("null");
    }
}

/* ---- what is looked at ---- */

static const char* linkTarget(const char* path) {
    static char target[kPathSize];
    ssize_t size = readlink(path, target, sizeof target - 1);
    if (size < 0) return NULL;
    target[size] = 0;
    return target;
}

static void putProcess(void) {
    put("\"pid\":%d,\"parent\":%d,\"session\":%d,\"group\":%d", getpid(), getppid(), getsid(0),
        getpgrp());
    put(",\"nice\":%d", getpriority(PRIO_PROCESS, 0));
}

/* As the kernel knows them: the controlling terminal (0: none) and its foreground group (-1). */
static void putTerminal(void) {
    char stat[1024];
    int file = open("/proc/self/stat", O_RDONLY);
    if (file < 0) fail("/proc/self/stat");
    ssize_t size = read(file, stat, sizeof stat - 1);
    close(file);
    stat[size < 0 ? 0 : size] = 0;
    const char* afterName = strrchr(stat, ')');
    int terminal = 0, foreground = 0;
    if (!afterName || sscanf(afterName, ") %*c %*d %*d %*d %d %d", &terminal, &foreground) != 2) {
        fail("/proc/self/stat is not as expected");
    }
    put(",\"terminal\":%d,\"foreground\":%d", terminal, foreground);
}

/* /proc/self/fd is listed through a descriptor of our own, which is not one of the answers. */
static void putDescriptors(void) {
    DIR* folder = opendir("/proc/self/fd");
    if (!folder) fail("/proc/self/fd");
    put(",\"descriptors\":{");
    const char* separator = "";
    for (struct dirent* entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.' || atoi(entry->d_name) == dirfd(folder)) continue;
        char path[64];
        snprintf(path, sizeof path, "/proc/self/fd/%.20s", entry->d_name);
        const char* target = linkTarget(path);
        put("%s\"%.20s\":{\"target\":", separator, entry->d_name);
        putString(target ? target : "");
        int number = atoi(entry->d_name);
        put(",\"flags\":%d,\"position\":%lld}", fcntl(number, F_GETFL),
            (long long)lseek(number, 0, SEEK_CUR));
        separator = ",";
    }
    closedir(folder);
    put("}");
}

static void putSignalSet(const char* name, uint64_t set) {
    put(",\"%s\":[", name);
    const char* separator = "";
    for (int number = 1; number <= kSignals; ++number) {
        if (!(set >> (number - 1) & 1)) continue;
        put("%s%d", separator, number);
        separator = ",";
    }
    put("]");
}

/* By system calls of our own: the C library hides the signals that it uses itself. */
static void putSignals(void) {
    uint64_t blocked = 0, pending = 0, ignored = 0, handled = 0;
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &blocked, sizeof blocked);
    syscall(SYS_rt_sigpending, &pending, sizeof pending);
    for (int number = 1; number <= kSignals; ++number) {
        uintptr_t action[8] = {
            0}; /* the kernel's struct sigaction; the handler is its first word */
        syscall(SYS_rt_sigaction, number, NULL, action, sizeof(uint64_t));
        uint64_t bit = UINT64_C(1) << (number - 1);
        if (action[0] == (uintptr_t)SIG_IGN) {
            ignored |= bit;
        } else if (action[0] != (uintptr_t)SIG_DFL) {
            handled |= bit;
        }
    }
    putSignalSet("blocked", blocked);
    putSignalSet("pending", pending);
    putSignalSet("ignored", ignored);
    putSignalSet("handled", handled);
}

static void putUmask(void) {
    mode_t mask = umask(0);
    umask(mask);
    put(",\"umask\":%u", (unsigned)mask);
}

static void putLimits(void) {
    put(",\"limits\":[");
    for (int resource = 0; resource < RLIMIT_NLIMITS; ++resource) {
        struct rlimit limit = {0, 0};
        getrlimit(resource, &limit);
        put("%s[%llu,%llu]", resource ? "," : "", (unsigned long long)limit.rlim_cur,
            (unsigned long long)limit.rlim_max);
    }
    put("]");
}

static void putWorkingDirectory(void) {
    static char path[kPathSize];
    int deleted = syscall(SYS_getcwd, path, sizeof path) < 0 && errno == ENOENT;
    putStringOrNull("cwd", linkTarget("/proc/self/cwd"));
    put(",\"cwdDeleted\":%s", deleted ? "true" : "false");
}

static void putInput(void) {
    uint64_t digest = UINT64_C(0xcbf29ce484222325);
    long long size = 0;
    char block[4096];
    for (ssize_t got; (got = read(0, block, sizeof block)) > 0; size += got) {
        for (ssize_t i = 0; i < got; ++i) {
            digest = (digest ^ (unsigned char)block[i]) * UINT64_C(0x100000001b3);
        }
    }
    put(",\"stdin\":{\"size\":%lld,\"digest\":\"%016llx\"}", size, (unsigned long long)digest);
}

/* ---- the report and the end ---- */

static void report(char** argv) {
    put("{");
    putProcess();
    putUmask();
    putLimits();
    putSignals();
    putWorkingDirectory();
    putDescriptors();
    putTerminal();
    putStringOrNull("exe", linkTarget("/proc/self/exe"));
    putStringOrNull("execfn", (const char*)getauxval(AT_EXECFN));
    putStrings("argv", argv);
    putStrings("environment", environ);
    if (getenv("PROBE_STDIN")) putInput();
    put("}\n");
}

static void writeReport(void) {
    const char* path = getenv("PROBE_OUTPUT");
    int file = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : 1;
    if (file < 0) fail(path);
    for (size_t done = 0; done < text.size;) {
        ssize_t wrote = write(file, text.bytes + done, text.size - done);
        if (wrote < 0) fail("write");
        done += (size_t)wrote;
    }
}

static void endBySignal(int number) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    sigset_t all;
    sigfillset(&all);
    signal(number, SIG_DFL); /* fails for SIGKILL and SIGSTOP, which need nothing */
    sigprocmask(SIG_UNBLOCK, &all, NULL);
    kill(getpid(), number);
}

int main(int argc, char** argv) {
    (void)argc;
    while (getenv("PROBE_NEVER")) pause();
    report(argv);
    writeReport();
    const char* number = getenv("PROBE_SIGNAL");
    if (number) endBySignal(atoi(number));
    const char* code = getenv("PROBE_EXIT");
    return code ? atoi(code) : 0;
}
