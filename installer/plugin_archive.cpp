// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// ZIP archives, by minizip.

#include <minizip/unzip.h>

#include <algorithm>
#include <fstream>

#include "installer/path_of.h"
#include "installer/plugin_source.h"

namespace slipway {

namespace {

constexpr unsigned long kEncrypted = 1;
constexpr unsigned long kMadeOnUnix = 3;
constexpr unsigned long kMadeOnMacos = 19;
constexpr unsigned long kStored = 0;
constexpr unsigned long kDeflated = 8;

// Modes as Unix has them, which stand in an archive wherever it is read.
constexpr unsigned long kKind = 0170000;
constexpr unsigned long kFile = 0100000;
constexpr unsigned long kFolder = 0040000;
constexpr unsigned long kLink = 0120000;
constexpr unsigned long kOwnerMayExecute = 0100;

// minizip's way to a file: its own takes a narrow name, which on Windows depends on a locale.
std::ifstream& fileOf(void* stream) {
    return *static_cast<std::ifstream*>(stream);
}

void* openFile(void*, const void* path, int) {
    auto file =
        std::make_unique<std::ifstream>(pathOf(static_cast<const char*>(path)), std::ios::binary);
    return *file ? file.release() : nullptr;
}

uLong readFile(void*, void* stream, void* buffer, uLong size) {
    std::ifstream& file = fileOf(stream);
    file.read(static_cast<char*>(buffer), static_cast<std::streamsize>(size));
    return static_cast<uLong>(file.gcount());
}

uLong writeNothing(void*, void*, const void*, uLong) {
    return 0;
}

ZPOS64_T positionIn(void*, void* stream) {
    return static_cast<ZPOS64_T>(static_cast<std::streamoff>(fileOf(stream).tellg()));
}

long seekInFile(void*, void* stream, ZPOS64_T offset, int origin) {
    std::ifstream& file = fileOf(stream);
    file.clear();  // of having been read to its end
    const auto from = origin == ZLIB_FILEFUNC_SEEK_SET   ? std::ios::beg
                      : origin == ZLIB_FILEFUNC_SEEK_CUR ? std::ios::cur
                                                         : std::ios::end;
    file.seekg(static_cast<std::streamoff>(offset), from);
    return file ? 0 : -1;
}

int closeFile(void*, void* stream) {
    delete &fileOf(stream);
    return 0;
}

int errorOfFile(void*, void* stream) {
    return fileOf(stream).bad() ? 1 : 0;
}

unzFile openArchive(const std::string& path) {
    zlib_filefunc64_def files{openFile,   readFile,  writeNothing, positionIn,
                              seekInFile, closeFile, errorOfFile,  nullptr};
    return unzOpen2_64(path.c_str(), &files);
}

class ArchiveSource final : public PluginSource {
  public:
    explicit ArchiveSource(unzFile archive) : archive_(archive) {}
    ~ArchiveSource() override { unzClose(archive_); }
    ArchiveSource(const ArchiveSource&) = delete;

    // In words, why it is no archive to go by.
    std::optional<std::string> read() {
        unz_global_info64 global{};
        if (unzGetGlobalInfo64(archive_, &global) != UNZ_OK) return "it is damaged";
        if (global.number_entry >= kMostPluginEntries) return "it has more than 200,000 entries";
        int result = unzGoToFirstFile(archive_);
        for (; result == UNZ_OK; result = unzGoToNextFile(archive_)) {
            if (auto why = add()) return why;
        }
        if (result != UNZ_END_OF_LIST_OF_FILE && !entries_.empty()) return "it is damaged";
        return overlap();
    }

    const std::vector<PluginEntry>& entries() const override { return entries_; }

    std::expected<void, std::string> read(std::size_t entry, const PluginSink& sink) override {
        if (unzGoToFilePos64(archive_, &places_[entry]) != UNZ_OK ||
            unzOpenCurrentFile(archive_) != UNZ_OK) {
            return std::unexpected("it is damaged");
        }
        char buffer[64 * 1024];
        std::uint64_t size = 0;
        int count = 0;
        while ((count = unzReadCurrentFile(archive_, buffer, sizeof buffer)) > 0) {
            size += static_cast<std::uint64_t>(count);
            if (size > entries_[entry].size) break;
            if (!sink({buffer, static_cast<std::size_t>(count)})) {
                unzCloseCurrentFile(archive_);
                return {};
            }
        }
        const bool isWhole = unzCloseCurrentFile(archive_) == UNZ_OK;  // the checksum
        if (count == 0 && isWhole && size == entries_[entry].size) return {};
        return std::unexpected("it is damaged");
    }

  private:
    struct Range {
        std::uint64_t begin, end;
        std::size_t entry;
    };

    std::optional<std::string> add() {
        unz_file_info64 info{};
        constexpr uLong kLongest = 65536;
        std::string name(kLongest, '\0');
        unz64_file_pos place{};
        if (unzGetCurrentFileInfo64(archive_, &info, name.data(), kLongest, nullptr, 0, nullptr,
                                    0) != UNZ_OK ||
            unzGetFilePos64(archive_, &place) != UNZ_OK) {
            return "it is damaged";
        }
        name.resize(std::min<std::size_t>(info.size_filename, name.size() - 1));
        entries_.push_back(entryOf(info, std::move(name)));
        places_.push_back(place);
        return noteRange(info);
    }

    static PluginEntry entryOf(const unz_file_info64& info, std::string name) {
        PluginEntry entry{.path = std::move(name), .size = info.uncompressed_size};
        entry.isFolder = entry.path.ends_with('/') || entry.path.ends_with('\\');
        const unsigned long system = info.version >> 8;
        const unsigned long mode = info.external_fa >> 16;
        if (system == kMadeOnUnix || system == kMadeOnMacos) {
            const unsigned long kind = mode & kKind;
            entry.isExecutable = (mode & kOwnerMayExecute) != 0;
            if (kind == kLink) {
                entry.wrong = "it is a link";
            } else if (kind != 0 && kind != kFile && kind != kFolder) {
                entry.wrong = "it is neither a file nor a folder";
            }
        }
        if ((info.flag & kEncrypted) != 0) entry.wrong = "it is encrypted";
        if (info.compression_method != kStored && info.compression_method != kDeflated) {
            entry.wrong = "it is packed by a method that is not known here";
        }
        if (entry.path.find('\0') != std::string::npos) entry.wrong = "its name holds a NUL";
        return entry;
    }

    std::optional<std::string> noteRange(const unz_file_info64& info) {
        const std::string& path = entries_.back().path;
        if (!entries_.back().wrong.empty()) return std::nullopt;  // refused for that
        if (unzOpenCurrentFile(archive_) != UNZ_OK) return "'" + path + "': it is damaged";
        const std::uint64_t begin = unzGetCurrentFileZStreamPos64(archive_);
        unzCloseCurrentFile(archive_);  // nothing was read, so the checksum says nothing
        if (info.compressed_size > 0) {
            ranges_.push_back({begin, begin + info.compressed_size, entries_.size() - 1});
        }
        return std::nullopt;
    }

    // A small archive that is large by having the same bytes in many entries.
    std::optional<std::string> overlap() {
        std::ranges::sort(ranges_, {}, &Range::begin);
        for (std::size_t i = 1; i < ranges_.size(); ++i) {
            if (ranges_[i].begin >= ranges_[i - 1].end) continue;
            return "'" + entries_[ranges_[i].entry].path + "': it overlaps '" +
                   entries_[ranges_[i - 1].entry].path + "'";
        }
        return std::nullopt;
    }

    unzFile archive_;
    std::vector<PluginEntry> entries_;
    std::vector<unz64_file_pos> places_;
    std::vector<Range> ranges_;
};

}  // namespace

std::expected<PluginSourcePointer, std::string> openPluginArchive(const std::string& path) {
    const unzFile archive = openArchive(path);
    if (archive == nullptr) return std::unexpected("it is no ZIP archive");
    auto source = std::make_unique<ArchiveSource>(archive);
    if (auto why = source->read()) return std::unexpected(*std::move(why));
    return source;
}

}  // namespace slipway
