// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A version is read as parts: each run of digits is one, with the letters right before it as its
// label (`15.1v3`: 15, 1, 3 labelled `v`); letters without digits behind them are a part of
// number 0. Everything else separates. Letters ahead of the first number say nothing (`v1.2`).
//
// Parts compare by number, then by label, none being the lowest; but one labelled `a`, `b` or `rc`
// comes before every other, and so before the zeros that a shorter version is taken to end in.
// Zeros right before it are dropped, so that `2rc1` is `2.0rc1`. All of that makes versions
// sequences under one lexicographic order, hence a strict weak ordering.

#include "resolver/version.h"

#include <cstddef>

#include "resolver/text.h"

namespace slipway {

namespace {

struct Part {
    std::string_view number;  // without leading zeros; empty: 0
    std::string_view label;
    bool prerelease = false;

    bool isPlainZero() const { return number.empty() && label.empty(); }
};

using Test = bool (*)(char);

// The longest beginning of `text` that passes, cut off it.
std::string_view takeWhile(std::string_view& text, Test test) {
    std::size_t size = 0;
    while (size < text.size() && test(text[size])) ++size;
    const std::string_view taken = text.substr(0, size);
    text.remove_prefix(size);
    return taken;
}

std::string_view withoutLeadingZeros(std::string_view number) {
    takeWhile(number, [](char c) { return c == '0'; });
    return number;
}

bool isPrereleaseLabel(std::string_view label) {
    for (std::string_view known : {"a", "b", "rc"}) {
        if (equals(label, known, Case::kIgnored)) return true;
    }
    return false;
}

std::string_view fromFirstDigit(std::string_view version) {
    takeWhile(version, [](char c) { return !isDigit(c); });
    return version;
}

// Reads the next part off `rest`; false at the end.
bool takePart(std::string_view& rest, Part& part) {
    takeWhile(rest, [](char c) { return !isDigit(c) && !isLetter(c); });
    if (rest.empty()) return false;
    part.label = takeWhile(rest, isLetter);
    part.number = withoutLeadingZeros(takeWhile(rest, isDigit));
    part.prerelease = isPrereleaseLabel(part.label);
    return true;
}

// The parts one after the other, without the zeros before a pre-release.
class Parts {
  public:
    explicit Parts(std::string_view version) : rest_(fromFirstDigit(version)) { advance(); }

    bool atEnd() const { return zeros_ == 0 && !hasNext_; }
    // At the end the zeros that every version is taken to end in.
    Part current() const { return zeros_ != 0 || !hasNext_ ? Part{} : next_; }
    void moveOn() {
        if (zeros_ != 0) {
            --zeros_;
        } else if (hasNext_) {
            advance();
        }
    }

  private:
    // Zeros are counted ahead, since what becomes of them depends on what they lead to.
    void advance() {
        while ((hasNext_ = takePart(rest_, next_)) && next_.isPlainZero()) ++zeros_;
        if (hasNext_ && next_.prerelease) zeros_ = 0;
    }

    std::string_view rest_;
    std::size_t zeros_ = 0;  // to come before next_
    Part next_;
    bool hasNext_ = false;
};

// Digits of any length: nothing is converted, so nothing overflows.
std::weak_ordering compareNumbers(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return left.size() <=> right.size();
    return left <=> right;
}

std::weak_ordering compareIgnoringCase(std::string_view left, std::string_view right) {
    for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
        const auto order = static_cast<unsigned char>(lower(left[i])) <=>
                           static_cast<unsigned char>(lower(right[i]));
        if (order != 0) return order;
    }
    return left.size() <=> right.size();
}

// `a`, `b` and `rc` stand in the order of the alphabet already.
std::weak_ordering comparePrereleases(const Part& left, const Part& right) {
    const auto order = compareIgnoringCase(left.label, right.label);
    return order != 0 ? order : compareNumbers(left.number, right.number);
}

std::weak_ordering compareParts(const Part& left, const Part& right) {
    if (left.prerelease != right.prerelease) {
        return left.prerelease ? std::weak_ordering::less : std::weak_ordering::greater;
    }
    if (left.prerelease) return comparePrereleases(left, right);
    const auto order = compareNumbers(left.number, right.number);
    return order != 0 ? order : compareIgnoringCase(left.label, right.label);
}

bool hasNumber(std::string_view version) {
    return !fromFirstDigit(version).empty();
}

}  // namespace

std::weak_ordering compareVersions(std::string_view left, std::string_view right) {
    if (!hasNumber(left) && !hasNumber(right)) return compareIgnoringCase(left, right);
    if (hasNumber(left) != hasNumber(right)) return hasNumber(left) <=> hasNumber(right);
    Parts lefts(left);
    Parts rights(right);
    for (; !lefts.atEnd() || !rights.atEnd(); lefts.moveOn(), rights.moveOn()) {
        const auto order = compareParts(lefts.current(), rights.current());
        if (order != 0) return order;
    }
    return std::weak_ordering::equivalent;
}

// As many parts as are wanted must agree: `2024.0` is 2024 too, whose minor number is 0, but not
// 2024.1. The zeros that are dropped before a pre-release count as there: `2.0` is 2rc1.
bool isVersionWithin(std::string_view version, std::string_view wanted) {
    if (wanted.empty()) return true;
    if (!isOneVersion(wanted)) return version == wanted;
    if (!hasNumber(wanted) || !hasNumber(version)) {
        return equals(version, wanted, Case::kIgnored);
    }
    Parts parts(version);
    for (Parts asked(wanted); !asked.atEnd(); asked.moveOn()) {
        if (parts.current().prerelease && asked.current().isPlainZero()) continue;
        if (compareParts(parts.current(), asked.current()) != 0) return false;
        parts.moveOn();
    }
    return true;
}

bool isOneVersion(std::string_view wanted) {
    return wanted.find_first_of("<>=!~^*|,") == std::string_view::npos;
}

bool isPrerelease(std::string_view version) {
    std::string_view rest = fromFirstDigit(version);
    for (Part part; takePart(rest, part);) {
        if (part.prerelease) return true;
    }
    return false;
}

std::string_view versionComponent(std::string_view version, unsigned index) {
    std::string_view rest = fromFirstDigit(version);
    while (!rest.empty()) {
        takeWhile(rest, [](char c) { return !isDigit(c) && !isLetter(c); });
        if (isPrereleaseLabel(takeWhile(rest, isLetter))) return {};
        const std::string_view number = takeWhile(rest, isDigit);
        if (!number.empty() && index-- == 0) return number;
    }
    return {};
}

}  // namespace slipway
