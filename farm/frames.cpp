// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/frames.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::size_t kMostFrames = 1'000'000;
constexpr int kFurthest = 100'000'000;

// The number that the text begins with, which is taken off it.
std::optional<int> takeNumber(std::string_view& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number > kFurthest || number < -kFurthest) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

// Of a list of numbers and their signs alone.
bool hasTooLarge(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789";
    if (text.find_first_not_of("0123456789-x") != std::string_view::npos) return false;
    for (std::size_t at = 0; (at = text.find_first_of(kDigits, at)) != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_not_of(kDigits, at), text.size());
        std::string_view number = text.substr(at, end - at);
        if (!takeNumber(number)) return true;
        at = end;
    }
    return false;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

struct Range {
    int first, last, step;
};

std::size_t countOf(const Range& range) {
    return static_cast<std::size_t>((range.last - range.first) / range.step) + 1;
}

std::optional<Range> readRange(std::string_view text) {
    const auto first = takeNumber(text);
    if (!first) return std::nullopt;
    Range range{*first, *first, 1};
    if (take(text, '-')) {
        const auto last = takeNumber(text);
        if (!last) return std::nullopt;
        range.last = *last;
        if (take(text, 'x')) {
            const auto step = takeNumber(text);
            if (!step) return std::nullopt;
            range.step = *step;
        }
    }
    return text.empty() ? std::optional(range) : std::nullopt;
}

std::string joined(const TaskFrames& frames) {
    std::string text;
    for (const int frame : frames) text += (text.empty() ? "" : ",") + std::to_string(frame);
    return text;
}

std::string_view placeholderAt(std::string_view text) {
    for (const std::string_view placeholder : kFramePlaceholders) {
        if (text.starts_with(placeholder)) return placeholder;
    }
    return {};
}

std::string valueOf(std::string_view placeholder, const TaskFrames& frames) {
    if (placeholder == "{first}") return std::to_string(frames.front());
    if (placeholder == "{last}") return std::to_string(frames.back());
    return joined(frames);
}

}  // namespace

std::expected<Frames, std::string> Frames::parse(std::string_view list, std::size_t chunk) {
    if (chunk == 0) return std::unexpected("a task has at least one frame, not 0");
    Frames frames;
    frames.list_ = list;
    frames.chunk_ = chunk;
    std::set<int> seen;
    std::string wrong;
    forEachEntry(list, ",", [&](std::string_view entry) {
        if (!wrong.empty()) return;
        const auto range = readRange(trimmed(entry));
        if (!range) {
            wrong = slipway::quoted(entry) +
                    (hasTooLarge(entry)
                         ? " has a number beyond " + std::to_string(kFurthest) +
                               ", which no frame can have"
                         : " is no frame and no range; write '12', '1-100' or '1-100x2'");
        } else if (range->step <= 0) {
            wrong = slipway::quoted(entry) + ": a step is at least 1";
        } else if (range->last < range->first) {
            wrong = slipway::quoted(entry) + " runs backwards; write '" +
                    std::to_string(range->last) + "-" + std::to_string(range->first) + "'";
        } else if (frames.frames_.size() + countOf(*range) > kMostFrames) {
            wrong = "more than a million frames are no one job";
        } else {
            for (int frame = range->first; frame <= range->last; frame += range->step) {
                if (seen.insert(frame).second) frames.frames_.push_back(frame);
            }
        }
    });
    if (!wrong.empty()) return std::unexpected(wrong);
    return frames;
}

std::size_t Frames::taskCount() const {
    return frames_.size() / chunk_ + (frames_.size() % chunk_ != 0 ? 1 : 0);
}

TaskFrames Frames::ofTask(std::size_t task) const {
    const std::size_t begin = task * chunk_;
    const std::size_t end = begin + std::min(chunk_, frames_.size() - begin);
    return {frames_.begin() + static_cast<std::ptrdiff_t>(begin),
            frames_.begin() + static_cast<std::ptrdiff_t>(end)};
}

bool Frames::hasGaps() const {
    for (std::size_t task = 0; task < taskCount(); ++task) {
        const TaskFrames frames = ofTask(task);
        const auto next = [](int left, int right) { return right != left + 1; };
        if (std::ranges::adjacent_find(frames, next) != frames.end()) return true;
    }
    return false;
}

bool hasFramePlaceholder(std::string_view text) {
    return std::ranges::any_of(kFramePlaceholders, [&](std::string_view placeholder) {
        return text.find(placeholder) != std::string_view::npos;
    });
}

std::string withFrames(std::string_view text, const TaskFrames& frames) {
    std::string filled;
    while (!text.empty()) {
        const bool isDoubled = text.starts_with("{{") || text.starts_with("}}");
        const std::string_view placeholder = isDoubled ? std::string_view{} : placeholderAt(text);
        const std::size_t length = isDoubled ? 2 : placeholder.empty() ? 1 : placeholder.size();
        filled += placeholder.empty() ? std::string(text.substr(0, length))
                                      : valueOf(placeholder, frames);
        text.remove_prefix(length);
    }
    return filled;
}

}  // namespace slipway
