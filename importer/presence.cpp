// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/presence.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <set>

#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway::ftrack {

namespace {

using Predicate = std::function<bool(const Scenario&)>;

class Atoms {
  public:
    explicit Atoms(const std::vector<Scenario>& scenarios) : scenarios_(scenarios) {}

    // One that holds always, or never, or exactly where an earlier one does, tells nothing.
    void add(std::string text, const Predicate& predicate) {
        std::vector<bool> holds;
        for (const Scenario& scenario : scenarios_) holds.push_back(predicate(scenario));
        const auto count = std::ranges::count(holds, true);
        if (count == 0 || count == std::ssize(holds)) return;
        const bool isKnown = std::ranges::find(atoms_, holds, &Atom::holds) != atoms_.end();
        if (!isKnown) atoms_.push_back({std::move(text), std::move(holds)});
    }
    std::vector<Atom> take() { return std::move(atoms_); }

  private:
    const std::vector<Scenario>& scenarios_;
    std::vector<Atom> atoms_;
};

const std::string* variableIn(const Scenario& scenario, const std::string& name) {
    const auto found = scenario.environment.find(name);
    return found == scenario.environment.end() ? nullptr : &found->second;
}

// Bare where it can be; no condition can hold both kinds of quotes.
std::string valueText(const std::string& value) {
    if (value.find_first_of(" \t()'\"=!<>,") == std::string::npos && !value.empty()) return value;
    const char quote = value.find('\'') == std::string::npos ? '\'' : '"';
    return quote + value + quote;
}

using Fact = std::function<const std::string*(const Scenario&)>;

void addTexts(const std::string& field, const Fact& fact, const std::vector<std::string>& texts,
              Atoms& atoms) {
    const auto compared = [&](const std::string& pattern) {
        atoms.add(field + " = " + valueText(pattern), [&, pattern](const Scenario& each) {
            const std::string* value = fact(each);
            return value != nullptr && matchesWildcard(*value, pattern, Case::kIgnored);
        });
    };
    for (const std::string& text : texts) {
        // What such a comparison cannot say, or says of something else.
        if (text.find('*') != std::string::npos || text.find('{') != std::string::npos) continue;
        compared(text);
        compared("*" + text);
        compared(text + "*");
        compared("*" + text + "*");
    }
}

void addVariable(const std::string& name, const std::vector<std::string>& texts, Atoms& atoms) {
    const std::string field = "env." + name;
    const Fact fact = [&](const Scenario& each) { return variableIn(each, name); };
    atoms.add(field + " = *", [&](const Scenario& each) { return fact(each) != nullptr; });
    addTexts(field, fact, texts, atoms);
}

// As conditions have it, what the importer calls so.
void addField(const std::string& name, const std::vector<std::string>& texts, Atoms& atoms) {
    const auto ofApplication = [&](std::string LaunchedApplication::*member) {
        addTexts(
            "application." + name,
            [member](const Scenario& each) { return &(each.application.*member); }, texts, atoms);
    };
    if (name == "identifier") ofApplication(&LaunchedApplication::identifier);
    if (name == "label") ofApplication(&LaunchedApplication::label);
    if (name == "variant") ofApplication(&LaunchedApplication::variant);
    if (name == "user")
        addTexts(
            name, [](const Scenario& s) { return &s.user; }, texts, atoms);
    if (name == "host")
        addTexts(
            name, [](const Scenario& s) { return &s.host; }, texts, atoms);
}

std::vector<std::string> versionsOf(const std::vector<Scenario>& scenarios) {
    std::set<std::string> versions;
    for (const Scenario& each : scenarios) versions.insert(each.application.version);
    std::vector<std::string> sorted(versions.begin(), versions.end());
    std::ranges::sort(sorted, [](const std::string& a, const std::string& b) {
        return compareVersions(a, b) < 0;
    });
    return sorted;
}

// Short versions are those that somebody would write; of long ones, made up to be recognised, the
// number is what counts.
std::string writtenVersion(const std::string& version) {
    const bool isShort = version.size() <= 6;
    return isShort ? version : std::string(versionComponent(version, 0));
}

using Order = std::weak_ordering;

void addVersion(const std::string& version, std::string_view sign,
                const std::function<bool(Order)>& holds, Atoms& atoms) {
    const std::string bound = writtenVersion(version);
    const std::string text = "application.version " + std::string(sign) + " " + bound;
    atoms.add(text, [&](const Scenario& each) {
        return holds(compareVersions(each.application.version, bound));
    });
}

// What people write most comes first.
void addVersions(const std::vector<std::string>& versions, Atoms& atoms) {
    const auto add = [&](std::string_view sign, const std::function<bool(Order)>& holds) {
        for (const std::string& each : versions) addVersion(each, sign, holds, atoms);
    };
    add(">=", [](Order order) { return order >= 0; });
    add("<", [](Order order) { return order < 0; });
    add(">", [](Order order) { return order > 0; });
    add("<=", [](Order order) { return order <= 0; });
}

void addVersionItself(const std::string& version, Atoms& atoms) {
    const std::string major(versionComponent(version, 0));
    atoms.add("application.version.major = " + major, [major](const Scenario& each) {
        return versionComponent(each.application.version, 0) == major;
    });
}

// An atom or its opposite.
struct Literal {
    std::string text;
    std::vector<bool> holds;
};

std::vector<Literal> literalsOf(const std::vector<Atom>& atoms) {
    std::vector<Literal> literals;
    for (const Atom& atom : atoms) literals.push_back({atom.text, atom.holds});
    for (const Atom& atom : atoms) {
        std::vector<bool> opposite = atom.holds;
        opposite.flip();
        literals.push_back({"not " + atom.text, std::move(opposite)});
    }
    return literals;
}

template <class Holds>
bool fits(const std::vector<Presence>& presence, Holds holds) {
    for (std::size_t i = 0; i < presence.size(); ++i) {
        if (presence[i] == Presence::kEither) continue;
        if (holds(i) != (presence[i] == Presence::kPresent)) return false;
    }
    return true;
}

std::optional<std::string> pairFor(const std::vector<Presence>& presence,
                                   const std::vector<Literal>& literals) {
    for (std::size_t a = 0; a < literals.size(); ++a) {
        for (std::size_t b = a + 1; b < literals.size(); ++b) {
            const auto& left = literals[a];
            const auto& right = literals[b];
            if (fits(presence, [&](std::size_t i) { return left.holds[i] && right.holds[i]; })) {
                return left.text + " and " + right.text;
            }
            if (fits(presence, [&](std::size_t i) { return left.holds[i] || right.holds[i]; })) {
                return left.text + " or " + right.text;
            }
        }
    }
    return std::nullopt;
}

// "variant in ('2022', '2023', '2024')": each holds only where it may, all of them together
// wherever it must.
std::optional<std::string> anyFor(const std::vector<Presence>& presence,
                                  const std::vector<Atom>& atoms) {
    constexpr std::size_t kMost = 8;
    std::vector<bool> covered(presence.size());
    std::string text;
    for (std::size_t count = 0; count < kMost; ++count) {
        const Atom* best = nullptr;
        std::ptrdiff_t most = 0;
        for (const Atom& atom : atoms) {
            std::ptrdiff_t more = 0;
            for (std::size_t i = 0; i < presence.size() && more >= 0; ++i) {
                if (!atom.holds[i]) continue;
                if (presence[i] == Presence::kAbsent) more = -1;
                if (presence[i] == Presence::kPresent && !covered[i]) ++more;
            }
            if (more > most) {
                best = &atom;
                most = more;
            }
        }
        if (best == nullptr) return std::nullopt;
        for (std::size_t i = 0; i < presence.size(); ++i) covered[i] = covered[i] || best->holds[i];
        text += (text.empty() ? "" : " or ") + best->text;
        if (fits(presence, [&](std::size_t i) { return covered[i]; })) return text;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Atom> atomsFor(const std::vector<Scenario>& scenarios,
                           const std::vector<std::string>& variables,
                           const std::vector<std::string>& fields,
                           const std::vector<std::string>& texts) {
    Atoms atoms(scenarios);
    atoms.add("context.id = *", [](const Scenario& each) { return each.selection.has_value(); });
    std::set<std::string> types;
    std::set<std::string> platforms;
    std::set<std::string> names;
    for (const Scenario& each : scenarios) {
        if (each.selection) types.insert(each.selection->type);
        platforms.insert(each.platform);
        names.insert(each.application.name);
    }
    for (const std::string& variable : variables) addVariable(variable, texts, atoms);
    addVersions(versionsOf(scenarios), atoms);
    atoms.add("application.version.minor = *", [](const Scenario& each) {
        return !versionComponent(each.application.version, 1).empty();
    });
    for (const std::string& version : versionsOf(scenarios)) addVersionItself(version, atoms);
    for (const std::string& platform : platforms) {
        atoms.add("platform = " + platform,
                  [&](const Scenario& each) { return each.platform == platform; });
    }
    for (const std::string& name : names) {
        atoms.add("application.identifier = " + valueText(name + "*"), [&](const Scenario& each) {
            return each.application.identifier.starts_with(name);
        });
    }
    for (const std::string& field : fields) addField(field, texts, atoms);
    for (const std::string& type : types) {
        atoms.add("context.type = " + valueText(type), [&](const Scenario& each) {
            return each.selection && each.selection->type == type;
        });
    }
    return atoms.take();
}

std::optional<std::string> conditionFor(const std::vector<Presence>& presence,
                                        const std::vector<Atom>& atoms) {
    if (fits(presence, [](std::size_t) { return true; })) return "";
    const std::vector<Literal> literals = literalsOf(atoms);
    for (const Literal& each : literals) {
        if (fits(presence, [&](std::size_t i) { return each.holds[i]; })) return each.text;
    }
    if (auto pair = pairFor(presence, literals)) return pair;
    return anyFor(presence, atoms);
}

}  // namespace slipway::ftrack
