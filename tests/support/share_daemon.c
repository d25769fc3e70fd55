// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A share that fails as it is told to: `slipway-share BACKING MOUNT CONTROL` shows the folder
// BACKING at MOUNT, and stays. Each operation looks at the first letter of the file CONTROL:
//
//   g  good          answers
//   h  hangs         answers nothing until the letter changes; whoever asks cannot be killed
//   s  slow          each operation takes 200 ms
//   r  reads slowly  tells of files at once, but takes 100 ms for each that it opens or reads
//   n  never reads   opens and lists, but a read of a file hangs
//   m  midway        a listing fails after its first name
//   e  ESTALE, i  EIO   every operation fails so
//   0  empty         nothing but the root is there
//
// One that hangs and can be killed is this process stopped (SIGSTOP). Nothing is cached by the
// kernel, so that each look at a file comes here.

#define FUSE_USE_VERSION 31
#define _GNU_SOURCE

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char* backing;
static int control;

static char mode(void) {
    char letter = 'g';
    return pread(control, &letter, 1, 0) == 1 ? letter : 'g';
}

static void pause_for(long milliseconds) {
    const struct timespec span = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&span, NULL);
}

// What every operation comes to first: 0, or an error negated.
static int behave(void) {
    while (mode() == 'h') pause_for(5);
    switch (mode()) {
        case 's':
            pause_for(200);
            return 0;
        case 'e':
            return -ESTALE;
        case 'i':
            return -EIO;
        default:
            return 0;
    }
}

static void hesitate_to_read(void) {
    if (mode() == 'r') pause_for(100);
}

static int place(const char* path, char out[PATH_MAX]) {
    const int error = behave();
    if (error != 0) return error;
    if (mode() == '0' && strcmp(path, "/") != 0) return -ENOENT;
    return snprintf(out, PATH_MAX, "%s%s", backing, path) < PATH_MAX ? 0 : -ENAMETOOLONG;
}

static int look(const char* path, struct stat* found, struct fuse_file_info* info) {
    (void)info;
    char real[PATH_MAX];
    const int error = place(path, real);
    if (error != 0) return error;
    if (lstat(real, found) != 0) return -errno;
    if (mode() == '0') found->st_mtim.tv_sec -= 1; /* the folder that it is mounted on is another */
    return 0;
}

static int follow(const char* path, char* target, size_t size) {
    char real[PATH_MAX];
    const int error = place(path, real);
    if (error != 0) return error;
    const ssize_t length = readlink(real, target, size - 1);
    if (length < 0) return -errno;
    target[length] = '\0';
    return 0;
}

static int list(const char* path, void* out, fuse_fill_dir_t fill, off_t offset,
                struct fuse_file_info* info, enum fuse_readdir_flags flags) {
    (void)offset, (void)info, (void)flags;
    char real[PATH_MAX];
    const int error = place(path, real);
    if (error != 0) return error;
    DIR* folder = opendir(real);
    if (folder == NULL) return -errno;
    int result = 0;
    for (const struct dirent* entry; result == 0 && (entry = readdir(folder)) != NULL;) {
        if (mode() == '0') break;
        fill(out, entry->d_name, NULL, 0, 0);
        if (mode() == 'm' && entry->d_name[0] != '.') result = -EIO;
    }
    closedir(folder);
    return result;
}

static int open_file(const char* path, struct fuse_file_info* info) {
    char real[PATH_MAX];
    const int error = place(path, real);
    if (error != 0) return error;
    hesitate_to_read();
    const int file = open(real, info->flags & ~O_NOFOLLOW);
    if (file < 0) return -errno;
    info->fh = (uint64_t)file;
    info->direct_io = 1;
    return 0;
}

static int read_file(const char* path, char* out, size_t size, off_t offset,
                     struct fuse_file_info* info) {
    (void)path;
    while (mode() == 'n') pause_for(5);
    hesitate_to_read();
    const int error = behave();
    if (error != 0) return error;
    const ssize_t count = pread((int)info->fh, out, size, offset);
    return count < 0 ? -errno : (int)count;
}

static int close_file(const char* path, struct fuse_file_info* info) {
    (void)path;
    close((int)info->fh);
    return 0;
}

static void* begin(struct fuse_conn_info* connection, struct fuse_config* config) {
    (void)connection;
    config->use_ino = 1;
    config->attr_timeout = config->entry_timeout = config->negative_timeout = 0;
    return NULL;
}

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    backing = argv[1];
    control = open(argv[3], O_RDONLY | O_CLOEXEC);
    if (control < 0) return 1;
    static const struct fuse_operations operations = {
        .init = begin,
        .getattr = look,
        .readlink = follow,
        .readdir = list,
        .open = open_file,
        .read = read_file,
        .release = close_file,
    };
    /* Only root may let others in, and only where it is root's do other users launch. */
    char* options = geteuid() == 0 ? "fsname=slipway-share,allow_other" : "fsname=slipway-share";
    char* arguments[] = {argv[0], argv[2], "-f", "-o", options, NULL};
    return fuse_main(5, arguments, &operations, NULL);
}
