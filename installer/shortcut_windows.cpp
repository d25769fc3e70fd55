// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// objidl.h leaves out what it needs where WIN32_LEAN_AND_MEAN is not told of COM.
#include "resolver/system_windows.h"
//
#include <objbase.h>
#include <shlobj.h>

#include <cstring>

#include "installer/shortcut.h"

namespace slipway {

namespace {

template <class Interface>
class Counted {
  public:
    Counted() = default;
    ~Counted() {
        if (object_ != nullptr) object_->Release();
    }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    Interface* operator->() const { return object_; }
    Interface* get() const { return object_; }
    Interface** place() { return &object_; }
    explicit operator bool() const { return object_ != nullptr; }

  private:
    Interface* object_ = nullptr;
};

// As long as anything of COM is used.
class Com {
  public:
    Com() : error_(::CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED)) {}
    ~Com() {
        if (SUCCEEDED(error_)) ::CoUninitialize();
    }
    Com(const Com&) = delete;
    Com& operator=(const Com&) = delete;

  private:
    HRESULT error_;
};

// A link, and the same as what can be written and read.
struct Link {
    Link() {
        if (FAILED(::CoCreateInstance(CLSID_ShellLink, nullptr, CLSCTX_INPROC_SERVER,
                                      IID_IShellLinkW, reinterpret_cast<void**>(link.place())))) {
            return;
        }
        link->QueryInterface(IID_IPersistStream, reinterpret_cast<void**>(stored.place()));
    }
    explicit operator bool() const { return link && stored; }
    Com com;
    Counted<IShellLinkW> link;
    Counted<IPersistStream> stored;
};

std::optional<std::string> bytesOf(IStream& stream) {
    HGLOBAL memory = nullptr;
    STATSTG facts{};
    if (FAILED(::GetHGlobalFromStream(&stream, &memory)) ||
        FAILED(stream.Stat(&facts, STATFLAG_NONAME))) {
        return std::nullopt;
    }
    const char* bytes = static_cast<const char*>(::GlobalLock(memory));
    if (bytes == nullptr) return std::nullopt;
    std::string copied(bytes, facts.cbSize.LowPart);
    ::GlobalUnlock(memory);
    return copied;
}

template <class Number>
Number numberAt(const std::string& bytes, std::size_t at) {
    Number number = 0;
    if (at + sizeof number <= bytes.size()) ::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

// The target's path in the code page of whoever writes it, here UTF-8, is read by others in theirs.
// What else is there of it, a list of names, is Unicode. (The layout: [MS-SHLLINK].)
std::string withoutLinkInfo(std::string bytes) {
    constexpr std::size_t kFlags = 0x14;
    constexpr std::size_t kHeaderSize = 0x4C;
    DWORD flags = numberAt<DWORD>(bytes, kFlags);
    constexpr DWORD kBoth = DWORD{SLDF_HAS_ID_LIST} | DWORD{SLDF_HAS_LINK_INFO};
    if ((flags & kBoth) != kBoth) return bytes;
    const std::size_t at = kHeaderSize + sizeof(WORD) + numberAt<WORD>(bytes, kHeaderSize);
    if (at > bytes.size()) return bytes;
    bytes.erase(at, numberAt<DWORD>(bytes, at));
    flags = (flags & ~DWORD{SLDF_HAS_LINK_INFO}) | DWORD{SLDF_FORCE_NO_LINKINFO};
    ::memcpy(bytes.data() + kFlags, &flags, sizeof flags);
    return bytes;
}

bool hasTarget(IShellLinkW& link, wchar_t* path, int size) {
    if (link.GetPath(path, size, nullptr, SLGP_RAWPATH) == S_OK) return true;
    PIDLIST_ABSOLUTE names = nullptr;
    if (link.GetIDList(&names) != S_OK) return false;
    const bool isPath =
        ::SHGetPathFromIDListEx(names, path, static_cast<DWORD>(size), GPFIDL_DEFAULT) != FALSE;
    ::CoTaskMemFree(names);
    return isPath;
}

bool tell(IShellLinkW& link, const Shortcut& shortcut) {
    Arena arena;
    return SUCCEEDED(link.SetPath(wide(shortcut.target, arena))) &&
           SUCCEEDED(link.SetDescription(wide(shortcut.description, arena))) &&
           SUCCEEDED(link.SetIconLocation(wide(shortcut.icon, arena), 0));
}

}  // namespace

std::optional<std::string> shortcutBytes(const Shortcut& shortcut) {
    const Link made;
    Counted<IStream> stream;
    if (!made || !tell(*made.link.get(), shortcut) ||
        FAILED(::CreateStreamOnHGlobal(nullptr, TRUE, stream.place())) ||
        FAILED(made.stored->Save(stream.get(), TRUE))) {
        return std::nullopt;
    }
    return bytesOf(*stream.get()).transform(withoutLinkInfo);
}

std::optional<Shortcut> readShortcut(const std::string& bytes) {
    const Link read;
    Counted<IStream> stream;
    ULONG written = 0;
    if (bytes.empty() || !read || FAILED(::CreateStreamOnHGlobal(nullptr, TRUE, stream.place())) ||
        FAILED(stream->Write(bytes.data(), static_cast<ULONG>(bytes.size()), &written)) ||
        FAILED(stream->Seek({}, STREAM_SEEK_SET, nullptr)) ||
        FAILED(read.stored->Load(stream.get()))) {
        return std::nullopt;
    }
    constexpr int kLongest = 4096;
    wchar_t target[kLongest] = {};
    wchar_t description[kLongest] = {};
    wchar_t icon[kLongest] = {};
    int index = 0;
    if (!hasTarget(*read.link.get(), target, kLongest) ||
        FAILED(read.link->GetDescription(description, kLongest)) ||
        FAILED(read.link->GetIconLocation(icon, kLongest, &index))) {
        return std::nullopt;
    }
    Arena arena;
    return Shortcut{std::string(narrow(target, arena)), std::string(narrow(description, arena)),
                    std::string(narrow(icon, arena))};
}

}  // namespace slipway
