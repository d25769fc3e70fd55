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

std::size_t threadsThatHelp() {
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
}

// At most `count`; fewer where no more threads are to be had.
std::vector<std::future<void>> startThreads(std::size_t count, const std::function<void()>& work) {
    std::vector<std::future<void>> threads;
    try {
        while (threads.size() < count) threads.push_back(std::async(std::launch::async, work));
    } catch (const std::system_error&) {
    }
    return threads;
}

}  // namespace

void inParallel(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto workThrough = [&] {
        for (std::size_t begin; (begin = next.fetch_add(kShare)) < count;) {
            for (std::size_t i = begin; i < std::min(begin + kShare, count); ++i) work(i);
        }
    };
    auto others = startThreads(count < kEnoughToShare ? 0 : threadsThatHelp() - 1, workThrough);
    workThrough();
    for (std::future<void>& other : others) other.get();
}

ParallelTasks::~ParallelTasks() {
    close();
}

void ParallelTasks::close() {
    {
        const std::lock_guard lock(mutex_);
        isClosed_ = true;
    }
    changed_.notify_all();
}

// Nobody is woken for less than a share: waking costs more than the work of one task.
void ParallelTasks::add(std::function<void()> task) {
    bool isShare = false;
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
        isShare = tasks_.size() % kShare == 0;
    }
    if (++added_ == kEnoughToShare) {
        threads_ = startThreads(threadsThatHelp() - 1, [this] { workAsideUntilClosed(); });
    }
    if (isShare) changed_.notify_one();
}

// A few at a time; none where there are none.
ParallelTasks::Tasks ParallelTasks::take() {
    Tasks taken;
    while (!tasks_.empty() && taken.size() < kShare) {
        taken.push_back(std::move(tasks_.front()));
        tasks_.pop_front();
    }
    return taken;
}

void ParallelTasks::workAsideUntilClosed() {
    for (;;) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return isClosed_ || tasks_.size() >= kShare; });
        const Tasks taken = take();
        lock.unlock();
        if (taken.empty()) return;
        const std::shared_lock held(others_);
        for (const auto& task : taken) task();
    }
}

void ParallelTasks::finish() {
    close();
    for (;;) {
        std::unique_lock lock(mutex_);
        const Tasks taken = take();
        lock.unlock();
        if (taken.empty()) break;
        for (const auto& task : taken) task();
    }
    for (std::future<void>& thread : threads_) thread.get();
    threads_.clear();
}

}  // namespace slipway
