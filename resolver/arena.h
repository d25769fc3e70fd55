// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Memory for one evaluation: allocated by moving a pointer, freed all at once.
//
// resolver/ is linked into the shim without exceptions and without a C++ run-time library, so
// nothing here (or that uses this) may need operator new, std::string or std::vector.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <span>
#include <string_view>
#include <type_traits>

namespace slipway {

class Arena {
  public:
    // Called when the system has no memory left; must not return.
    using OutOfMemory = void (*)();

    // `first` is used before any memory is asked of the system; it may be empty. Not owned.
    Arena(std::span<std::byte> first, OutOfMemory outOfMemory)
        : next_(first.data()), end_(first.data() + first.size()), outOfMemory_(outOfMemory) {}
    // Aborts the process when memory runs out.
    Arena();
    ~Arena();
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    // `alignment` is a power of two. Never null; the bytes are not initialised.
    void* allocate(std::size_t size, std::size_t alignment) {
        auto at = (reinterpret_cast<std::uintptr_t>(next_) + alignment - 1) & ~(alignment - 1);
        if (at > reinterpret_cast<std::uintptr_t>(end_) ||
            size > reinterpret_cast<std::uintptr_t>(end_) - at) {
            return allocateFromNewChunk(size, alignment);
        }
        next_ = reinterpret_cast<std::byte*>(at + size);
        return reinterpret_cast<void*>(at);
    }

    template <class T>
    std::span<T> allocateArray(std::size_t count) {
        static_assert(std::is_trivially_destructible_v<T>, "an arena destroys nothing");
        return {static_cast<T*>(allocate(count * sizeof(T), alignof(T))), count};
    }

    // The parts one after the other. The result is followed by a NUL that is not counted, so
    // `.data()` may be handed to the operating system.
    std::string_view join(std::initializer_list<std::string_view> parts);
    std::string_view join(std::span<const std::string_view> parts, std::string_view separator);
    std::string_view copy(std::string_view text) { return join({text}); }
    std::string_view decimal(std::uint64_t number);
    std::string_view hexadecimal(std::uint64_t number);  // 16 digits

  private:
    struct Chunk;
    void* allocateFromNewChunk(std::size_t size, std::size_t alignment);

    std::byte* next_ = nullptr;
    std::byte* end_ = nullptr;
    Chunk* chunks_ = nullptr;
    OutOfMemory outOfMemory_;
};

// A growing array in an arena. Its elements are plain values, moved by copying their bytes.
template <class T>
class ArenaVector {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

  public:
    explicit ArenaVector(Arena& arena) : arena_(&arena) {}

    void push(const T& value) {
        if (size_ == capacity_) reserve(capacity_ == 0 ? 8 : capacity_ * 2);
        data_[size_++] = value;
    }
    void append(std::span<const T> values) {
        for (const T& value : values) push(value);
    }
    void reserve(std::size_t capacity) {
        if (capacity <= capacity_) return;
        T* larger = arena_->allocateArray<T>(capacity).data();
        if (size_ != 0) std::memcpy(static_cast<void*>(larger), data_, size_ * sizeof(T));
        data_ = larger;
        capacity_ = capacity;
    }
    void truncate(std::size_t size) { size_ = size; }

    T* begin() { return data_; }
    T* end() { return data_ + size_; }
    const T* begin() const { return data_; }
    const T* end() const { return data_ + size_; }
    T& operator[](std::size_t index) { return data_[index]; }
    const T& operator[](std::size_t index) const { return data_[index]; }
    T& back() { return data_[size_ - 1]; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    std::span<const T> span() const { return {data_, size_}; }
    Arena& arena() const { return *arena_; }

  private:
    Arena* arena_;
    T* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace slipway
