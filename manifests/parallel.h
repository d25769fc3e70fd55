// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <vector>

namespace slipway {

// Calls `work` with each number below `count`, on as many processors as help. The calls must not
// touch one another's data, nor a disk. Returns when all are done; an exception of one is thrown.
void inParallel(std::size_t count, const std::function<void(std::size_t)>& work);

// The same for work that is still being found: other processors begin with the first of it.
class ParallelTasks {
  public:
    // `others` is held, shared, by each thread but the caller's while it works.
    explicit ParallelTasks(std::shared_mutex& others) : others_(others) {}
    ~ParallelTasks();
    ParallelTasks(const ParallelTasks&) = delete;
    ParallelTasks& operator=(const ParallelTasks&) = delete;

    void add(std::function<void()> task);
    // Works, too; returns when all are done. An exception of one is thrown.
    void finish();

  private:
    using Tasks = std::deque<std::function<void()>>;
    void close();
    Tasks take();
    void workAsideUntilClosed();

    std::shared_mutex& others_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Tasks tasks_;
    std::size_t added_ = 0;
    bool isClosed_ = false;
    std::vector<std::future<void>> threads_;
};

}  // namespace slipway
