// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Security descriptors as Windows gives them to whoever asks, of an event: Wine keeps an event's
// whole, and of a file's what the modes of its host can say.

#include <gtest/gtest.h>

#include "resolver/windows_rights.h"
#include "resolver/witness_windows.h"

// Behind <windows.h>.
#include <sddl.h>

namespace slipway {
namespace {

constexpr std::uint32_t kOwnersAlone = 0100755;
constexpr std::uint32_t kEverybodys = 0100757;
constexpr std::uint32_t kStickyFolder = 0041757;

class Descriptor {
  public:
    // In the language for security descriptors: O: owner, D: access control list, of (A: allowed,
    // D: denied;how it is inherited;rights;;;to whom).
    explicit Descriptor(const std::wstring& text) {
        ::ConvertStringSecurityDescriptorToSecurityDescriptorW(text.c_str(), SDDL_REVISION_1,
                                                               &descriptor_, nullptr);
        EXPECT_NE(descriptor_, nullptr) << std::string(text.begin(), text.end());
    }
    Descriptor(const Descriptor&) = delete;
    ~Descriptor() { ::LocalFree(descriptor_); }
    PSECURITY_DESCRIPTOR get() const { return descriptor_; }
    ACL* list() const {
        BOOL isThere = FALSE, byDefault = FALSE;
        ACL* list = nullptr;
        ::GetSecurityDescriptorDacl(descriptor_, &isThere, &list, &byDefault);
        return list;
    }

  private:
    PSECURITY_DESCRIPTOR descriptor_ = nullptr;
};

FileRights rights(PSECURITY_DESCRIPTOR descriptor, bool isFolder = false) {
    SECURITY_ATTRIBUTES attributes{sizeof attributes, descriptor, FALSE};
    const Handle event(::CreateEventW(&attributes, TRUE, FALSE, nullptr));
    return rightsOfOpen(event.get(), isFolder);
}

FileRights rights(const std::wstring& text, bool isFolder = false) {
    return rights(Descriptor(text).get(), isFolder);
}

TEST(ObjectRights, AreOfItsOwner) {
    for (const wchar_t* owner :
         {L"SY", L"BA", L"S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"}) {
        EXPECT_EQ(rights(std::wstring(L"O:") + owner + L"D:(A;;FA;;;SY)").owner, 0u);
    }
    const std::uint32_t artist = rights(L"O:S-1-5-21-1-2-3-1001D:(A;;FA;;;SY)").owner;
    EXPECT_NE(artist, 0u);
    EXPECT_NE(rights(L"O:S-1-5-21-1-2-3-1002D:(A;;FA;;;SY)").owner, artist);
}

TEST(ObjectRights, AreEveryonesWhereOneOfTheThreeGroupsMayWrite) {
    for (const wchar_t* group : {L"WD", L"AU", L"BU"}) {
        const std::wstring end = std::wstring(L";;;") + group + L")";
        EXPECT_EQ(rights(L"O:SYD:(A;;FA;;;SY)(A;;0x1301bf" + end).mode, kEverybodys);
        EXPECT_EQ(rights(L"O:SYD:(A;;FA;;;SY)(A;;0x1200a9" + end).mode, kOwnersAlone);
        EXPECT_EQ(rights(L"O:SYD:(A;OICI;0x6" + end, true).mode, kStickyFolder);
    }
}

TEST(ObjectRights, GoByTheOrderOfTheEntriesAndByWhatIsOfTheObjectItself) {
    EXPECT_EQ(rights(L"O:SYD:(D;;0x1301bf;;;WD)(A;;0x1301bf;;;WD)").mode, kOwnersAlone);
    EXPECT_EQ(rights(L"O:SYD:(A;;0x1301bf;;;WD)(D;;0x1301bf;;;WD)").mode, kEverybodys);
    EXPECT_EQ(rights(L"O:SYD:(A;OICIIO;0x1301bf;;;WD)").mode, kOwnersAlone);
}

TEST(ObjectRights, AreEveryonesWithoutAListAndNobodysWithAnEmptyOne) {
    SECURITY_DESCRIPTOR open;
    ::InitializeSecurityDescriptor(&open, SECURITY_DESCRIPTOR_REVISION);
    ::SetSecurityDescriptorDacl(&open, TRUE, nullptr, FALSE);
    EXPECT_EQ(rights(&open).mode, kEverybodys);
    ACL empty;
    ::InitializeAcl(&empty, sizeof empty, ACL_REVISION);
    ::SetSecurityDescriptorDacl(&open, TRUE, &empty, FALSE);
    EXPECT_EQ(rights(&open).mode, kOwnersAlone);
}

std::wstring ofMany(int count) {
    std::wstring text = L"O:SYD:";
    for (int i = 0; i < count; ++i) {
        text += L"(A;;0x1200a9;;;S-1-5-21-1-2-3-" + std::to_wstring(2000 + i) + L")";
    }
    return text;
}

// A list names every group of a large studio now and then.
TEST(ObjectRights, AreOfEachEntryHoweverManyThereAre) {
    EXPECT_EQ(rights(ofMany(200)).mode, kOwnersAlone);
    EXPECT_EQ(rights(ofMany(200) + L"(A;;0x1301bf;;;BU)").mode, kEverybodys);
}

TEST(ObjectRights, AreNobodysAndEveryonesWhereTheyCannotBeRead) {
    const FileRights tooMany = rights(ofMany(1000));
    EXPECT_NE(tooMany.owner, 0u);
    EXPECT_EQ(tooMany.mode, kEverybodys);
    const Handle event(::CreateEventExW(nullptr, nullptr, 0, SYNCHRONIZE));
    const FileRights hidden = rightsOfOpen(event.get(), false);
    EXPECT_NE(hidden.owner, userNumber());
    EXPECT_EQ(hidden.mode, kEverybodys);
}

// An entry with a condition gives a right to some, at some time; one that denies, too.
TEST(ObjectRights, AreWhatAnEntryWithAConditionAllowsAndNotWhatItDenies) {
    const Descriptor allowing(L"O:SYD:(A;;0x1301bf;;;WD)");
    const Descriptor denying(L"O:SYD:(D;;0x1301bf;;;WD)(A;;0x1301bf;;;WD)");
    for (const auto& [descriptor, type] : {std::pair(&allowing, ACCESS_ALLOWED_CALLBACK_ACE_TYPE),
                                           std::pair(&denying, ACCESS_DENIED_CALLBACK_ACE_TYPE)}) {
        void* entry = nullptr;
        ASSERT_TRUE(::GetAce(descriptor->list(), 0, &entry));
        static_cast<ACE_HEADER*>(entry)->AceType = static_cast<BYTE>(type);
        EXPECT_EQ(rights(descriptor->get()).mode, kEverybodys);
    }
}

}  // namespace
}  // namespace slipway
