// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/witness_windows.h"

#include <cstring>
#include <span>

namespace slipway {

namespace {

// Of a descriptor, and what of it fits there: a list with more entries than could be read would be
// taken for a shorter one.
constexpr std::size_t kLargestDescriptor = 8192;
constexpr std::size_t kMostEntries = kLargestDescriptor / sizeof(ACCESS_ALLOWED_ACE);
constexpr std::uint32_t kNobody = 0xffff'fffe;  // owns what does not say whose it is

// Windows counts tenths of microseconds since 1601.
constexpr std::int64_t kTicksPerSecond = 10'000'000;
constexpr std::int64_t kSecondsTo1970 = 11'644'473'600;

struct Time {
    std::int64_t seconds;
    std::int64_t nanoseconds;
};

Time timeOf(const LARGE_INTEGER& ticks) {
    return {ticks.QuadPart / kTicksPerSecond - kSecondsTo1970,
            ticks.QuadPart % kTicksPerSecond * 100};
}

std::string_view bytesOf(PSID sid) {
    return {static_cast<const char*>(sid), ::GetLengthSid(sid)};
}

// Built alike are one that denies and one with a condition, which stands behind the SID. Whether
// that holds nobody can tell here, so it does for a right and does not against one.
bool isOfFiles(const ACE_HEADER& header) {
    return header.AceType == ACCESS_ALLOWED_ACE_TYPE || header.AceType == ACCESS_DENIED_ACE_TYPE ||
           header.AceType == ACCESS_ALLOWED_CALLBACK_ACE_TYPE;
}

AccessEntry entryOf(ACE_HEADER* header) {
    auto* ace = reinterpret_cast<ACCESS_ALLOWED_ACE*>(header);
    return {.sid = bytesOf(&ace->SidStart),
            .mask = ace->Mask,
            .denies = header->AceType == ACCESS_DENIED_ACE_TYPE,
            .inheritsOnly = (header->AceFlags & INHERIT_ONLY_ACE) != 0};
}

std::size_t readEntries(ACL* list, std::span<AccessEntry> entries) {
    std::size_t count = 0;
    for (DWORD i = 0; i < list->AceCount && count < entries.size(); ++i) {
        void* ace = nullptr;
        if (!::GetAce(list, i, &ace)) break;
        auto* header = static_cast<ACE_HEADER*>(ace);
        if (isOfFiles(*header)) entries[count++] = entryOf(header);
    }
    return count;
}

// The number that ReFS has too is twice as long as the one that others do with.
std::uint64_t foldedId(const FILE_ID_128& id) {
    std::uint64_t halves[2];
    std::memcpy(halves, &id, sizeof halves);
    return halves[0] ^ halves[1] * 0x9e3779b97f4a7c15;
}

void readIdentity(HANDLE file, const BY_HANDLE_FILE_INFORMATION& known, FileFacts& facts) {
    FILE_ID_INFO id;
    if (::GetFileInformationByHandleEx(file, FileIdInfo, &id, sizeof id)) {
        facts.device = id.VolumeSerialNumber;
        facts.inode = foldedId(id.FileId);
    } else {
        facts.device = known.dwVolumeSerialNumber;
        facts.inode = std::uint64_t{known.nFileIndexHigh} << 32 | known.nFileIndexLow;
    }
}

bool readTimes(HANDLE file, FileFacts& facts) {
    FILE_BASIC_INFO info;
    if (!::GetFileInformationByHandleEx(file, FileBasicInfo, &info, sizeof info)) return false;
    const Time modified = timeOf(info.LastWriteTime);
    const Time changed = timeOf(info.ChangeTime);
    facts.modifiedSeconds = modified.seconds;
    facts.modifiedNanoseconds = modified.nanoseconds;
    facts.changedSeconds = changed.seconds;
    facts.changedNanoseconds = changed.nanoseconds;
    return true;
}

}  // namespace

Handle openToAsk(const wchar_t* path, Links links) {
    DWORD flags = FILE_FLAG_BACKUP_SEMANTICS |
                  (links == Links::kThemselves ? FILE_FLAG_OPEN_REPARSE_POINT : 0);
    const auto open = [&](DWORD access) {
        return ::CreateFileW(path, access, kShareAll, nullptr, OPEN_EXISTING, flags, nullptr);
    };
    HANDLE file = open(FILE_READ_ATTRIBUTES | READ_CONTROL);
    // The alias of an application of the Store, which starts like any executable, leads nowhere else.
    if (file == INVALID_HANDLE_VALUE && ::GetLastError() == ERROR_CANT_ACCESS_FILE) {
        flags |= FILE_FLAG_OPEN_REPARSE_POINT;
        file = open(FILE_READ_ATTRIBUTES | READ_CONTROL);
    }
    // Whose it is may be a secret; that it is there then is none.
    if (file == INVALID_HANDLE_VALUE && ::GetLastError() == ERROR_ACCESS_DENIED) {
        file = open(FILE_READ_ATTRIBUTES);
    }
    return Handle(file);
}

FileRights rightsOfOpen(HANDLE file, bool isFolder) {
    alignas(8) std::byte descriptor[kLargestDescriptor];
    DWORD size = 0;
    PSID owner = nullptr;
    ACL* list = nullptr;
    BOOL hasList = FALSE;
    BOOL byDefault = FALSE;
    constexpr SECURITY_INFORMATION kWanted = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
    if (!::GetKernelObjectSecurity(file, kWanted, descriptor, sizeof descriptor, &size) ||
        !::GetSecurityDescriptorOwner(descriptor, &owner, &byDefault) || owner == nullptr ||
        !::GetSecurityDescriptorDacl(descriptor, &hasList, &list, &byDefault)) {
        FileRights unknown = rightsOf({.owner = {}, .isFolder = isFolder, .hasList = false});
        unknown.owner = kNobody;
        return unknown;
    }
    AccessEntry entries[kMostEntries];
    const bool isRestricted = hasList && list != nullptr;
    const std::size_t count = isRestricted ? readEntries(list, entries) : 0;
    return rightsOf({.owner = bytesOf(owner),
                     .isFolder = isFolder,
                     .hasList = isRestricted,
                     .entries = {entries, count}});
}

FileFacts factsOf(HANDLE file) {
    BY_HANDLE_FILE_INFORMATION known;
    FileFacts facts;
    if (!::GetFileInformationByHandle(file, &known) || !readTimes(file, facts)) {
        return {.error = errnoOf(::GetLastError())};
    }
    readIdentity(file, known, facts);
    const bool isFolder = (known.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
    const FileRights rights = rightsOfOpen(file, isFolder);
    facts.size = isFolder ? 0 : std::uint64_t{known.nFileSizeHigh} << 32 | known.nFileSizeLow;
    facts.owner = rights.owner;
    facts.mode = rights.mode;
    return facts;
}

FileFacts factsOf(const wchar_t* path, Links links) {
    const Handle file = openToAsk(path, links);
    if (!file.isOpen()) return {.error = errnoOf(::GetLastError())};
    return factsOf(file.get());
}

namespace {

// Written into `room`, for a TOKEN_USER and the longest account. Null where it is not known.
PSID userWithin(std::span<std::byte> room) {
    DWORD size = 0;
    HANDLE token = nullptr;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token)) return nullptr;
    const Handle owned(token);
    const auto most = static_cast<DWORD>(room.size());
    if (!::GetTokenInformation(token, TokenUser, room.data(), most, &size)) return nullptr;
    return reinterpret_cast<TOKEN_USER*>(room.data())->User.Sid;
}

}  // namespace

std::uint32_t userNumber() {
    alignas(8) std::byte room[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    const PSID user = userWithin(room);
    return user == nullptr ? kNobody : ownerNumberOf(bytesOf(user));
}

UsersAlone::UsersAlone() : attributes_{sizeof attributes_, &descriptor_, FALSE} {
    const PSID user = userWithin(user_);
    ACL* const list = reinterpret_cast<ACL*>(list_);
    isWhole_ = user != nullptr && ::InitializeAcl(list, sizeof list_, ACL_REVISION) &&
               ::AddAccessAllowedAce(list, ACL_REVISION, FILE_ALL_ACCESS, user) &&
               ::InitializeSecurityDescriptor(&descriptor_, SECURITY_DESCRIPTOR_REVISION) &&
               ::SetSecurityDescriptorDacl(&descriptor_, TRUE, list, FALSE) &&
               ::SetSecurityDescriptorControl(&descriptor_, SE_DACL_PROTECTED, SE_DACL_PROTECTED);
}

bool isOwn(const FileFacts& facts) {
    constexpr std::uint32_t kOthersWrite = 0002;
    const bool isUsers = facts.owner == 0 || facts.owner == userNumber();
    return facts.error == 0 && isUsers && (facts.mode & kOthersWrite) == 0;
}

}  // namespace slipway
