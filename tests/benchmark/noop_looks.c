// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `noop-looks FOLDER NAMES TARGET`: looks at each name in the file NAMES (one a line, beneath
// FOLDER) and becomes TARGET. What the looks of a launch cost at least, whoever makes them.

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char* argv[], char* environment[]) {
    if (argc != 4) return 2;
    const int folder = open(argv[1], O_PATH | O_DIRECTORY);
    const int file = open(argv[2], O_RDONLY);
    struct stat facts;
    if (folder < 0 || file < 0 || fstat(file, &facts) != 0) return 1;
    const size_t size = (size_t)facts.st_size;
    char* names = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (names == MAP_FAILED) return 1;
    for (char *name = names, *end; (end = memchr(name, '\n', size - (size_t)(name - names)));
         name = end + 1) {
        *end = '\0';
        if (fstatat(folder, name, &facts, 0) != 0) return 1;
    }
    close(folder);
    close(file);
    execve(argv[3], argv + 3, environment);
    return 127;
}
