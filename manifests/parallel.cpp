// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/parallel.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <system_error>
#include <thread>
#include <vector>

namespace slipway {

namespace {

constexpr std::size_t kMostThreads = 4;     // a compilation is short: more are hardly started
constexpr std::size_t kEnoughToShare = 16;  // below, a thread costs more than it takes over
constexpr std::size_t kShare = 8;

}  // namespace

void inParallel(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto workThrough = [&] {
        for (std::size_t begin; (begin = next.fetch_add(kShare)) < count;) {
            for (std::size_t i = begin; i < std::min(begin + kShare, count); ++i) work(i);
        }
    };
    const std::size_t processors = std::thread::hardware_concurrency();
    const std::size_t threads =
        count < kEnoughToShare ? 1 : std::clamp<std::size_t>(processors, 1, kMostThreads);
    std::vector<std::future<void>> others;
    try {
        while (others.size() + 1 < threads) {
            others.push_back(std::async(std::launch::async, workThrough));
        }
    } catch (const std::system_error&) {  // no more threads are to be had: then without
    }
    workThrough();
    for (std::future<void>& other : others) other.get();
}

}  // namespace slipway
