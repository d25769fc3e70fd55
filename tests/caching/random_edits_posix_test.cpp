// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Right before fast (spec 2.8): whatever happens to a studio between two launches, the second is
// the one that SLIPWAY_CACHE=off gives. Where something may be missing one thing may be said later,
// and makes no difference: that a plugin which does not concern the application is to be left out,
// where only its folder tells (tests/caching/care_test.cpp).
//
// SLIPWAY_EDITS=20000 makes as many changes instead of 2000; SLIPWAY_SEED=7 others than usual. What
// happened is printed where the launches differ. They are shared by several tests, which may run
// side by side: half the time of a change is waiting until it is old enough to prove anything.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <sstream>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

// Nor where links lead in a circle.
bool stands(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

std::uint64_t numberFrom(const char* variable, std::uint64_t standard) {
    const char* text = std::getenv(variable);
    return text == nullptr ? standard : std::strtoull(text, nullptr, 10);
}

// A studio that things happen to. Every path in it is one of few, so that things meet.
class RestlessStudio {
  public:
    explicit RestlessStudio(std::uint64_t seed) : random_(seed) {
        for (int i = 0; i < 4; ++i) write(manifest());
    }

    // Does one thing and says what.
    std::string change() {
        using Deed = std::string (RestlessStudio::*)();
        static constexpr Deed kDeeds[] = {
            &RestlessStudio::edit,        &RestlessStudio::edit,        &RestlessStudio::edit,
            &RestlessStudio::editKeeping, &RestlessStudio::editKeeping, &RestlessStudio::setTime,
            &RestlessStudio::remove,      &RestlessStudio::rename,      &RestlessStudio::replace,
            &RestlessStudio::link,        &RestlessStudio::changeMode,  &RestlessStudio::configure,
            &RestlessStudio::search,      &RestlessStudio::install,     &RestlessStudio::publish,
            &RestlessStudio::unpublish,   &RestlessStudio::other,       &RestlessStudio::nothing,
            &RestlessStudio::care,
        };
        return (this->*kDeeds[below(std::size(kDeeds))])();
    }

    const MayaSandbox& world() const { return world_; }
    MayaSandbox& world() { return world_; }

  private:
    std::size_t below(std::size_t count) { return random_() % count; }
    bool chance(std::size_t oneIn) { return below(oneIn) == 0; }

    fs::path root() { return world_ / (chance(3) ? "second" : "studio"); }
    fs::path plugin() {
        static constexpr const char* kNames[] = {"a-1.0", "a-2.0", "b-1.0", "c", "a-1.0-windows"};
        return root() / kNames[below(std::size(kNames))];
    }
    fs::path manifest() {
        if (chance(8)) return root() / (chance(2) ? "d.slipway.toml" : "d.slipway.json");
        return plugin() / (chance(4) ? "slipway.json" : "slipway.toml");
    }
    // One that is there, if the first few tries find any.
    fs::path existing() {
        for (int tries = 0; tries < 20; ++tries) {
            if (const fs::path path = manifest(); stands(path)) return path;
        }
        return manifest();
    }

    std::string text(const fs::path& path) {
        const std::string digits = std::to_string(10 + below(90));  // texts of one size
        const bool isJson = path.extension() == ".json";
        if (chance(12)) return isJson ? "{\"slipway\": 1," : "slipway = 1\n[[integration\n";
        if (isJson) {
            return R"({"slipway": 1, "integration": {"env": {"VALUE.append": ")" + digits + "\"}}}";
        }
        const std::string called = chance(8) ? "[plugin]\nname = 'b'\n" : "";
        const std::string shared = chance(8) ? "name = 'shared'\n" : "";
        const std::string when = chance(2) ? "when = 'application.name = nuke'\n" : "";
        return "slipway = 1\n" + called + "[[integration]]\n" + shared + when +
               "env.VALUE.append = '" + digits + "{plugin.name}'\n";
    }
    // In place, as an editor that keeps the file does.
    void write(const fs::path& path) {
        std::error_code ignored;
        if (!fs::is_directory(path.parent_path(), ignored)) fs::remove(path.parent_path(), ignored);
        fs::create_directories(path.parent_path(), ignored);
        std::ofstream(path, std::ios::trunc) << text(path);
    }
    static void setTimes(const fs::path& path, ::timespec time) {
        const ::timespec times[2] = {time, time};
        ::utimensat(AT_FDCWD, path.c_str(), times, 0);
    }

    std::string edit() {
        const fs::path path = manifest();
        write(path);
        return "edit " + path.string();
    }
    std::string editKeeping() {
        const fs::path path = existing();
        struct stat before {};
        ::stat(path.c_str(), &before);
        write(path);
        setTimes(path, before.st_mtim);
        return "edit, keeping the time, " + path.string();
    }
    std::string setTime() {
        const fs::path path = chance(3) ? plugin() : existing();
        const std::time_t years = static_cast<std::time_t>(below(40)) - 20;
        setTimes(path, {std::time(nullptr) + years * 31'000'000, chance(2) ? 0 : 5});
        return "set the time of " + path.string() + " by " + std::to_string(years) + " years";
    }
    std::string remove() {
        const fs::path path = chance(2) ? plugin() : existing();
        std::error_code ignored;
        fs::remove_all(path, ignored);
        return "remove " + path.string();
    }
    std::string rename() {
        const fs::path from = plugin();
        const fs::path to = plugin();
        std::error_code failed;
        fs::rename(from, to, failed);
        return "rename " + from.string() + " to " + to.string() + (failed ? " in vain" : "");
    }
    // By another file of the same size and time, as deployments do that keep times.
    std::string replace() {
        const fs::path path = existing();
        const fs::path next = path.string() + ".new";
        struct stat before {};
        ::stat(path.c_str(), &before);
        write(next);
        std::ofstream(next, std::ios::trunc) << text(path);
        setTimes(next, before.st_mtim);
        std::error_code failed;
        fs::rename(next, path, failed);
        return "replace " + path.string();
    }
    std::string link() {
        const fs::path at = chance(2) ? plugin() : manifest();
        const fs::path target = at.has_extension() ? existing() : plugin();
        std::error_code failed;
        fs::create_directories(at.parent_path(), failed);
        fs::create_symlink(target, at, failed);
        return "link " + at.string() + " to " + target.string() + (failed ? " in vain" : "");
    }
    std::string changeMode() {
        const fs::path path = chance(3) ? root() : chance(2) ? plugin() : existing();
        const ::mode_t mode = chance(2) ? 0755 : chance(2) ? 0777 : 0700;
        std::error_code ignored;
        const bool isFile = fs::is_regular_file(path, ignored);
        ::chmod(path.c_str(), isFile ? mode & 0666 : mode);
        return "chmod " + path.string();
    }
    std::string configure() {
        static constexpr const char* kTexts[] = {
            "",
            "[use]\nmaya = '2023'\n",
            "[[pin]]\nplugins = { a = '1.0' }\n",
            "[[pin]]\nplugins = { b = false }\n",
            "[[integration]]\nname = 'own'\nenv.VALUE.append = 'own'\n",
            "[policy]\nstrict = true\n",
            "broken = [\n",
        };
        const std::size_t which = below(std::size(kTexts));
        world_.write("home/.config/slipway/config.toml", kTexts[which]);
        return "configure " + std::to_string(which);
    }
    std::string search() {
        static constexpr const char* kPaths[] = {"$SANDBOX/studio:$SANDBOX/second",
                                                 "$SANDBOX/second:$SANDBOX/studio",
                                                 "$SANDBOX/studio", "$SANDBOX/studio:/nowhere"};
        const std::string path = kPaths[below(std::size(kPaths))];
        world_.set("SLIPWAY_PLUGIN_PATH", path);
        return "search " + path;
    }
    std::string install() {
        const std::string version = chance(2) ? "2023" : "2025";
        const fs::path folder = world_ / ("opt/maya" + version);
        const bool isThere = fs::exists(folder);
        if (isThere) fs::remove_all(folder);
        if (!isThere) world_.installation("maya", version);
        return (isThere ? "uninstall " : "install ") + version;
    }
    std::string publish() {
        const fs::path path = root();
        world_.slipway({"index", path.string()});
        return "publish " + path.string();
    }
    std::string unpublish() {
        const fs::path path = root();
        if (chance(3)) {  // damage
            if (stands(path / ".slipway/index")) std::ofstream(path / ".slipway/index") << "?";
            return "damage the index of " + path.string();
        }
        world_.slipway({"index", path.string(), "--remove"});
        return "unpublish " + path.string();
    }
    // What matters to no launch.
    std::string other() {
        const fs::path path = root() / "notes.txt";
        std::error_code ignored;
        fs::create_directories(path.parent_path(), ignored);
        std::ofstream(path, std::ios::app) << "more";
        return "note in " + path.string();
    }
    std::string nothing() { return "nothing"; }
    std::string care() {
        static constexpr const char* kModes[] = {"interactive", "batch", "farm"};
        const std::string mode = kModes[below(std::size(kModes))];
        world_.set("SLIPWAY_MODE", mode);
        const bool isStrict = chance(8);
        world_.set("SLIPWAY_STRICT", isStrict ? "1" : "0");
        return mode + (isStrict ? " and strict" : "");
    }

    MayaSandbox world_;
    std::mt19937_64 random_;
};

// What a launch comes to: how it ends, what the application finds.
std::string outcomeOf(const Launch& launch) {
    std::string outcome = launch.ended.code ? std::to_string(*launch.ended.code) : "a signal";
    if (!launch.report) return outcome + launch.ended.output;
    outcome += launch.report->startedAs;
    for (const std::string& entry : launch.report->environment) {
        const bool isNew = entry.starts_with("SLIPWAY_SESSION=") ||
                           entry.starts_with("SLIPWAY_LAUNCH_ID=") ||
                           entry.starts_with("SLIPWAY_CACHE=");
        if (!isNew) outcome += "\n" + entry;
    }
    return outcome;
}

// What takes a memory to tell, of which SLIPWAY_CACHE=off has none.
constexpr const char* kRemembered = "is empty, and was not before";

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        if (!line.contains(kRemembered)) lines.push_back(line);
    }
    std::ranges::sort(lines);
    return lines;
}

// What one that launches says for all that; one that is refused says everything.
void expectSaid(const Launch& kept, const Launch& fresh) {
    if (!kept.report) {
        EXPECT_EQ(linesOf(kept.said()), linesOf(fresh.said()));
        return;
    }
    const std::vector<std::string> said = linesOf(kept.said());
    const std::vector<std::string> all = linesOf(fresh.said());
    EXPECT_TRUE(std::ranges::includes(all, said)) << "too much is said:\n" << kept.said();
    std::vector<std::string> later;
    std::ranges::set_difference(all, said, std::back_inserter(later));
    for (const std::string& line : later) {
        EXPECT_TRUE(line.contains("has a slipway.json beside it") ||
                    line.contains("is not trusted: '"))
            << "not said: " << line;
    }
}

constexpr std::uint64_t kShares = 4;

class RandomEdits : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomEdits, AreAllSeenByTheVeryNextLaunch) {
    const std::uint64_t edits = numberFrom("SLIPWAY_EDITS", 2000) / kShares;
    const std::uint64_t seed = numberFrom("SLIPWAY_SEED", 1) * kShares + GetParam();
    constexpr std::uint64_t kOfOneStudio = 50;
    std::size_t answers = 0;
    for (std::uint64_t done = 0; done < edits;) {
        RestlessStudio studio(seed * 1'000'003 + done);
        std::string story;
        for (std::uint64_t i = 0; i < kOfOneStudio && done < edits; ++i, ++done) {
            story += studio.change() + "\n";
            const Launch kept = studio.world().maya();
            studio.world().set("SLIPWAY_CACHE", "off");
            const Launch fresh = studio.world().maya();
            studio.world().unset("SLIPWAY_CACHE");
            const bool isStopped = !kept.report && kept.said().contains(kRemembered);
            if (isStopped && fresh.report) continue;
            expectSaid(kept, fresh);
            EXPECT_EQ(outcomeOf(kept), outcomeOf(fresh));
            ASSERT_FALSE(HasFailure()) << "after " << done << " edits of seed " << seed << ":\n"
                                       << story;
            if (kept.report && kept["VALUE"]) ++answers;
        }
    }
    EXPECT_GT(answers, edits / 4) << "the launches show nothing";
}

INSTANTIATE_TEST_SUITE_P(Shared, RandomEdits, testing::Range<std::uint64_t>(0, kShares));

}  // namespace
}  // namespace slipway::test
