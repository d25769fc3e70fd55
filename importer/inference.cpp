// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/inference.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "importer/filter.h"
#include "importer/presence.h"
#include "importer/wording.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway::ftrack {

namespace {

using Topic = SubscriptionRecord::Topic;

// More ways than these to say one thing is no rule any more.
constexpr std::size_t kMostWordings = 8;
constexpr std::string_view kFileParts = "\x1f";  // between a file's path, mode and content

std::string nameOf(const SubscriptionRecord& record, const std::string& defaultName) {
    return record.name.empty() ? defaultName : record.name;
}

std::string folderOf(const std::string& path) {
    return path.substr(0, std::min(path.rfind('/'), path.size()));
}

std::string shown(const std::string& text) {
    constexpr std::size_t kLongest = 80;
    std::string line;
    for (const char c : text) line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    if (line.size() > kLongest) line = line.substr(0, kLongest) + "…";
    return "'" + line + "'";
}

// Something that a hook gives: an operation, an argument, a file.
struct Item {
    enum class Kind { kOperation, kArgument, kFile };
    Kind kind = Kind::kOperation;
    std::string name;       // a variable; an argument's place
    std::string operation;  // of a variable
    auto operator<=>(const Item&) const = default;

    std::string described() const {
        if (kind == Kind::kFile) return "a file that it writes";
        if (name.empty()) return "a variable without a name";
        if (kind == Kind::kArgument) return "argument " + name;
        return operation.empty() ? name : name + "." + operation;
    }
    std::size_t place() const { return kind == Kind::kArgument ? std::stoul(name) : 0; }
    bool isList() const {
        return kind == Kind::kOperation && operation != "set" && operation != "unset";
    }
};

struct ItemText {
    std::size_t launch = 0;
    std::string text;
};

// One launch of those that concern the integration.
struct Launch {
    const Recording* recording;
    HookAnswers answers;
    MadeTexts made;
    std::vector<KnownText> known;
};

std::string fileText(const RecordedFile& file) {
    return file.path + std::string(kFileParts) + std::to_string(file.mode) +
           std::string(kFileParts) + *file.content;
}

class IntegrationInference {
  public:
    IntegrationInference(const std::vector<Recording>& recordings, std::string name,
                         const std::string& defaultName)
        : name_(std::move(name)), survey_(recordings.front()) {
        const std::set<std::string> expressions = expressionsOf(recordings, name_, defaultName);
        for (const Recording& recording : recordings) {
            if (recording.scenario.isSurvey) continue;
            HookAnswers answers = answerIn(recording, name_, defaultName, expressions);
            const bool failed = recording.raised.has_value();
            if (!answers.isAsked) continue;
            if (failed) answers.reason = described(*recording.raised);
            Launch launch{&recording, std::move(answers), {}, {}};
            if (!recording.folders.empty()) launch.made.folder = recording.folders.front();
            launches_.push_back(std::move(launch));
        }
        for (const Launch& launch : launches_) scenarios_.push_back(launch.recording->scenario);
    }

    // Conditions, and what stands under each.
    using Parts = std::vector<std::pair<std::string, std::string>>;

    IntegrationDraft run(Findings& findings) {
        IntegrationDraft draft;
        draft.name = draft.hookName = name_;
        describe(draft);
        atoms_ = atomsFor(scenarios_, variablesRead(), survey_.fields, survey_.texts);
        findPorts();
        for (Launch& launch : launches_) {
            launch.known = knownTexts(launch.recording->scenario, launch.made);
        }
        whenApplied(draft, findings);
        const auto items = collected();
        std::map<Item, Parts> parts;
        for (const auto& [item, texts] : items) {
            const auto why = reasonToLeaveOut(item, texts, parts[item]);
            if (why) leaveOut(item, *why, draft, findings);
        }
        leaveOutOptions(items, draft, findings);
        for (const auto& [item, texts] : items) {
            if (leftOut_.contains(item)) continue;
            for (const auto& [condition, text] : parts[item]) put(item, condition, text, draft);
        }
        return draft;
    }

  private:
    void describe(IntegrationDraft& draft) const {
        for (const Launch& launch : launches_) {
            if (!launch.answers.answer) continue;
            draft.priority = launch.answers.answer->priority;
            draft.version = launch.answers.answer->version;
            return;
        }
    }

    std::vector<std::string> variablesRead() const {
        std::set<std::string> names;
        for (const Launch& launch : launches_) {
            names.insert(launch.recording->read.begin(), launch.recording->read.end());
        }
        return {names.begin(), names.end()};
    }

    // A number of a port's size, another in every launch, drawn or bound by the hook.
    void findPorts() {
        std::map<std::string, std::set<std::string>> values;
        std::map<std::string, std::size_t> counts;
        for (const Launch& launch : launches_) {
            if (!launch.answers.answer || !launch.recording->isRandom) continue;
            for (const RecordedOperation& each : launch.answers.answer->operations) {
                ++counts[each.name];
                if (isPort(each.value)) values[each.name].insert(each.value);
            }
        }
        for (const auto& [name, different] : values) {
            if (counts[name] < 4 || different.size() * 5 < counts[name] * 4) continue;
            for (Launch& launch : launches_) takePort(name, launch);
            portVariable_ = name;
            return;
        }
    }

    static bool isPort(const std::string& text) {
        const bool isNumber =
            !text.empty() && text.size() <= 5 && std::ranges::all_of(text, isDigit);
        return isNumber && std::stoul(text) >= 1024 && std::stoul(text) <= 65535;
    }

    static void takePort(const std::string& name, Launch& launch) {
        if (!launch.answers.answer) return;
        for (const RecordedOperation& each : launch.answers.answer->operations) {
            if (each.name == name && isPort(each.value)) launch.made.port = each.value;
        }
    }

    // Under which condition it takes part at all.
    void whenApplied(IntegrationDraft& draft, Findings& findings) {
        std::vector<Presence> presence;
        std::set<std::string> reasons;
        for (const Launch& launch : launches_) {
            const bool applied = launch.answers.answer.has_value();
            presence.push_back(applied ? Presence::kPresent : Presence::kAbsent);
            if (!applied) reasons.insert(launch.answers.reason);
        }
        const auto condition = conditionFor(presence, atoms_);
        if (!condition) {
            findings.byHand.push_back(
                "'" + name_ + "' takes part in some launches only, and by what is not clear: " +
                (reasons.empty() ? "" : *reasons.begin()));
            draft.own.comments.push_back("by hand: " + findings.byHand.back());
            return;
        }
        draft.own.when = *condition;
        if (condition->empty()) return;
        for (const std::string& reason : reasons) {
            draft.own.comments.push_back("'" + *condition + "': otherwise " + reason);
        }
    }

    // In the order in which the hook gives them.
    using Items = std::vector<std::pair<Item, std::vector<ItemText>>>;
    Items collected() const {
        Items items;
        const auto at = [&](const Item& item) -> std::vector<ItemText>& {
            const auto found =
                std::ranges::find(items, item, [](const auto& each) { return each.first; });
            if (found != items.end()) return found->second;
            return items.emplace_back(item, std::vector<ItemText>{}).second;
        };
        for (std::size_t i = 0; i < launches_.size(); ++i) {
            const Launch& launch = launches_[i];
            if (!launch.answers.answer) continue;
            for (const RecordedOperation& each : launch.answers.answer->operations) {
                const std::string value = each.operation == "unset" ? "" : each.value;
                at({Item::Kind::kOperation, each.name, each.operation}).push_back({i, value});
            }
            const auto& arguments = launch.answers.answer->arguments;
            for (std::size_t place = 0; place < arguments.size(); ++place) {
                at({Item::Kind::kArgument, std::to_string(place + 1), ""})
                    .push_back({i, arguments[place]});
            }
            for (const RecordedFile& file : launch.recording->files) {
                if (file.content) at({Item::Kind::kFile, "", ""}).push_back({i, fileText(file)});
            }
        }
        return items;
    }

    struct Wording {
        std::string text;
        std::set<std::size_t> launches;  // where it is what the hook gives
        std::set<std::size_t> perhaps;   // where another wording gives the same
    };

    static std::size_t doubtfulness(const std::string& wording) {
        return placeholdersIn(wording).size();
    }

    // The fewest texts with placeholders that are all of these. Nothing where there are too many.
    std::optional<std::vector<Wording>> wordings(const std::vector<ItemText>& texts) const {
        std::map<std::string, std::set<std::size_t>> coverage;  // indices of texts
        for (std::size_t i = 0; i < texts.size(); ++i) {
            for (const auto& each : readings(texts[i].text, launches_[texts[i].launch].known)) {
                coverage[each].insert(i);
            }
        }
        std::vector<Wording> chosen;
        std::set<std::size_t> open;
        for (std::size_t i = 0; i < texts.size(); ++i) open.insert(i);
        while (!open.empty()) {
            const auto best = bestOf(coverage, open);
            Wording wording{best->first, {}, {}};
            for (const std::size_t i : best->second) {
                (open.contains(i) ? wording.launches : wording.perhaps).insert(texts[i].launch);
                open.erase(i);
            }
            chosen.push_back(std::move(wording));
            if (chosen.size() > kMostWordings) return std::nullopt;
        }
        return chosen;
    }

    using Coverage = std::map<std::string, std::set<std::size_t>>;
    static Coverage::const_iterator bestOf(const Coverage& coverage,
                                           const std::set<std::size_t>& open) {
        auto best = coverage.end();
        constexpr std::size_t kMany = 100'000;
        std::tuple<std::size_t, std::size_t, std::size_t, std::size_t> most{};
        for (auto each = coverage.begin(); each != coverage.end(); ++each) {
            const auto count = static_cast<std::size_t>(std::ranges::count_if(
                each->second, [&](std::size_t i) { return open.contains(i); }));
            const std::tuple rank{count, each->second.size(), kMany - doubtfulness(each->first),
                                  kMany - std::min(kMany, each->first.size())};
            if (best == coverage.end() || rank > most) {
                best = each;
                most = rank;
            }
        }
        return best;
    }

    // Where a placeholder is absent the manifest leaves the value out by itself.
    static bool isAvailable(const std::string& placeholder, const Scenario& scenario) {
        if (placeholder.find(":-") != std::string::npos) return true;
        if (placeholder.starts_with("context.")) return scenario.selection.has_value();
        if (placeholder.starts_with("env.")) {
            return scenario.environment.contains(placeholder.substr(4));
        }
        const std::string& version = scenario.application.version;
        if (placeholder.ends_with(".minor")) return !versionComponent(version, 1).empty();
        if (placeholder.ends_with(".patch")) return !versionComponent(version, 2).empty();
        return true;
    }

    static bool isAvailable(const Item& item, const std::string& wording,
                            const Scenario& scenario) {
        const auto whole = [&](const std::string& text) {
            return std::ranges::all_of(placeholdersIn(text), [&](const std::string& each) {
                return isAvailable(each, scenario);
            });
        };
        if (!item.isList()) return whole(wording);
        return std::ranges::any_of(entriesOf(wording), whole);
    }

    std::vector<Presence> presenceOf(const Item& item, const Wording& wording) const {
        std::vector<Presence> presence;
        for (std::size_t i = 0; i < launches_.size(); ++i) {
            const bool isOpen = !launches_[i].answers.answer || wording.perhaps.contains(i) ||
                                !isAvailable(item, wording.text, launches_[i].recording->scenario);
            presence.push_back(wording.launches.contains(i) ? Presence::kPresent
                               : isOpen                     ? Presence::kEither
                                                            : Presence::kAbsent);
        }
        return presence;
    }

    void leaveOut(const Item& item, const std::string& why, IntegrationDraft& draft,
                  Findings& findings) {
        leftOut_.insert(item);
        if (item.kind == Item::Kind::kArgument) draft.argumentsLeftOut.insert(item.place());
        findings.byHand.push_back(item.described() + " is left out: " + why);
        draft.own.comments.push_back("by hand: " + findings.byHand.back());
    }

    // An option without its value would take the next argument for it.
    void leaveOutOptions(const Items& items, IntegrationDraft& draft, Findings& findings) {
        for (const auto& [item, texts] : items) {
            if (item.kind != Item::Kind::kArgument || leftOut_.contains(item)) continue;
            const bool isOption = std::ranges::all_of(texts, [](const ItemText& each) {
                return each.text.starts_with('-') && each.text.find('=') == std::string::npos;
            });
            const bool isBare = draft.argumentsLeftOut.contains(item.place() + 1);
            if (!isOption || !isBare || isOptionItself(items, item.place() + 1)) continue;
            leaveOut(item, shown(texts[0].text) + " would be without the value that follows it",
                     draft, findings);
        }
    }

    static bool isOptionItself(const Items& items, std::size_t place) {
        return std::ranges::any_of(items, [&](const auto& each) {
            return each.first.kind == Item::Kind::kArgument && each.first.place() == place &&
                   each.second[0].text.starts_with('-');
        });
    }

    static bool isName(const std::string& name) {
        return !name.empty() && std::ranges::none_of(name, [](char c) {
            return c == '=' || (static_cast<unsigned char>(c) < ' ');
        });
    }

    static std::string foreignReason(const std::string& foreign) {
        const std::size_t colon = foreign.find(':');
        const std::string what = foreign.substr(std::min(colon + 1, foreign.size()));
        if (foreign.starts_with("server:")) {
            return "ftrack's server is asked for '" + what + "'; a [[context]] may know it";
        }
        if (!foreign.starts_with("module:")) return "it is " + foreign;
        return "it takes '" + what + "' from a module that is not here";
    }

    std::string whyOther(const ItemText& text) const {
        const Scenario& scenario = launches_[text.launch].recording->scenario;
        const std::string above = folderOf(folderOf(scenario.application.path));
        if (text.text.find(above) != std::string::npos) {
            return "it is made of the application's path; the folder above its own is "
                   "'{application.dir}/..'";
        }
        return "it is another in every launch, such as " + shown(text.text);
    }

    // Why it is in no manifest; else `parts` are what is.
    std::optional<std::string> reasonToLeaveOut(const Item& item,
                                                const std::vector<ItemText>& texts,
                                                Parts& parts) const {
        if (item.kind == Item::Kind::kOperation && !isName(item.name)) {
            return "no variable can have that name";
        }
        for (const ItemText& each : texts) {
            if (each.text.find('\0') != std::string::npos) return "its value holds a NUL";
            const std::string foreign = foreignPart(each.text);
            if (!foreign.empty()) return foreignReason(foreign);
        }
        const auto found = wordings(texts);
        if (!found) return whyOther(texts[0]);
        for (const Wording& wording : *found) {
            auto condition = conditionFor(presenceOf(item, wording), atoms_);
            if (!condition) {
                return "it depends on what no condition says; once it is " + shown(texts[0].text);
            }
            parts.emplace_back(*std::move(condition), wording.text);
        }
        return std::nullopt;
    }

    static PartDraft& partFor(const std::string& condition, IntegrationDraft& draft) {
        if (condition.empty()) return draft.own;
        const auto found = std::ranges::find(draft.cases, condition, &PartDraft::when);
        if (found != draft.cases.end()) return *found;
        draft.cases.push_back({.when = condition});
        return draft.cases.back();
    }

    void put(const Item& item, const std::string& condition, const std::string& wording,
             IntegrationDraft& draft) const {
        PartDraft& part = partFor(condition, draft);
        if (item.kind == Item::Kind::kArgument) {
            part.arguments.push_back(wording);
        } else if (item.kind == Item::Kind::kFile) {
            part.files.push_back(fileOf(wording));
        } else {
            part.environment.push_back(operationOf(item, wording));
        }
    }

    static FileDraft fileOf(const std::string& wording) {
        constexpr std::uint32_t kUsual = 0644;
        const std::size_t mode = wording.find(kFileParts);
        const std::size_t content = wording.find(kFileParts, mode + 1);
        const auto bits =
            static_cast<std::uint32_t>(std::stoul(wording.substr(mode + 1, content - mode - 1)));
        return {wording.substr(0, mode), wording.substr(content + 1), bits == kUsual ? 0 : bits};
    }

    OperationDraft operationOf(const Item& item, const std::string& wording) const {
        OperationDraft operation{item.name, item.operation, {wording}, false, {}};
        if (item.operation == "unset") return operation;
        if (item.operation.empty() && !looksLikePath(wording)) {
            operation.operation = "set";
            operation.comments.push_back("no operation was named, so Connect appended");
        }
        if (item.name == portVariable_) {
            operation.comments.push_back("was drawn at random: here one that is free");
        }
        if (operation.operation == "set") return operation;
        operation.values = entriesOf(wording);
        std::erase(operation.values, "");
        operation.isList = operation.values.size() != 1;
        return operation;
    }

    std::string name_;
    const Recording& survey_;
    std::vector<Launch> launches_;
    std::vector<Scenario> scenarios_;
    std::vector<Atom> atoms_;
    std::string portVariable_;
    std::set<Item> leftOut_;
};

std::string parenthesised(const std::string& condition) {
    return condition.find(" or ") == std::string::npos ? condition : "(" + condition + ")";
}

std::string conjunction(const std::string& left, const std::string& right) {
    if (left.empty() || right.empty()) return left + right;
    return parenthesised(left) + " and " + parenthesised(right);
}

struct Subscriptions {
    std::vector<std::string> launch;  // `when`, each once
    std::vector<std::string> discover;
    bool isByHand = false;  // what it gives is written into the launch itself
    bool hasWildcard = false;
    bool comparesVersions = false;
};

void note(std::vector<std::string>& list, const std::string& text) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

// The subscriptions that ever answered with this integration.
Subscriptions subscriptionsOf(const std::vector<Recording>& recordings, const std::string& name,
                              const std::string& defaultName) {
    Subscriptions result;
    for (const Recording& recording : recordings) {
        result.isByHand |= !recording.direct.empty();
        for (const SubscriptionRecord& each : recording.subscriptions) {
            if (each.topic == Topic::kOther || !each.hasIntegration) continue;
            if (nameOf(each, defaultName) != name) continue;
            const auto filter = readFilter(each.expression);
            if (!filter) continue;
            note(each.topic == Topic::kLaunch ? result.launch : result.discover, filter->text);
            for (const std::string& value : filter->identifiers()) {
                result.hasWildcard |= value.find('*') != std::string::npos;
            }
            for (const std::string_view sign : {"<", ">"}) {
                result.comparesVersions |=
                    filter->text.find("version " + std::string(sign)) != std::string::npos;
            }
        }
    }
    return result;
}

std::string disjunction(const std::vector<std::string>& conditions) {
    if (std::ranges::find(conditions, "") != conditions.end()) return "";
    if (conditions.size() == 1) return conditions.front();
    std::string text;
    for (const std::string& each : conditions) {
        const bool isCompound = each.find(" and ") != std::string::npos;
        text += (text.empty() ? "" : " or ") + (isCompound ? "(" + each + ")" : each);
    }
    return text;
}

void setWhen(IntegrationDraft& draft, const Subscriptions& subscriptions, Findings& findings) {
    std::string asked = disjunction(subscriptions.launch);
    if (!subscriptions.discover.empty()) {
        const std::string discovered = disjunction(subscriptions.discover);
        if (discovered != asked) asked = conjunction(asked, discovered);
    } else if (!subscriptions.isByHand) {
        findings.notes.push_back("'" + draft.name +
                                 "' is never discovered: Connect left it out of "
                                 "each application that names it");
    }
    draft.own.when = conjunction(asked, draft.own.when);
    Comments& comments = draft.own.comments;
    std::vector<std::string> meant;
    if (subscriptions.hasWildcard) {
        meant.push_back(
            "a '*' stands for the rest of the identifier; Connect looked anywhere in it");
    }
    if (subscriptions.comparesVersions) {
        meant.push_back(
            "versions compare number by number, 4.10 is above 4.2; Connect's did not always");
    }
    comments.insert(comments.begin(), meant.begin(), meant.end());
}

std::vector<std::string> namesIn(const std::vector<Recording>& recordings,
                                 const std::string& defaultName) {
    std::vector<std::string> names;
    for (const Recording& recording : recordings) {
        for (const SubscriptionRecord& each : recording.subscriptions) {
            if (each.topic != Topic::kLaunch || !each.hasIntegration) continue;
            note(names, nameOf(each, defaultName));
        }
    }
    return names;
}

// Paths of one scenario as manifests have them.
std::string inManifest(std::string text, const Scenario& scenario) {
    const std::pair<std::string, std::string> known[] = {
        {scenario.place, "{plugin.dir}"},
        {scenario.original, "{plugin.dir}"},
        {scenario.home, "{home}"},
        {folderOf(scenario.application.path), "{application.dir}"}};
    for (const auto& [path, placeholder] : known) {
        const std::size_t at = path.empty() ? std::string::npos : text.find(path);
        if (at != std::string::npos) text.replace(at, path.size(), placeholder);
    }
    return text;
}

// What is to be said of the hook as a whole.
Findings overall(const std::vector<Recording>& recordings, const std::vector<std::string>& names) {
    Findings findings;
    const auto hand = [&](const std::string& text) { note(findings.byHand, text); };
    const auto mention = [&](const std::string& text) { note(findings.notes, text); };
    for (const Recording& recording : recordings) {
        for (const std::string& each : recording.refused) {
            hand("not carried over: " + inManifest(each, recording.scenario));
        }
        for (const std::string& each : recording.changed) {
            hand("it changes " + each + " for Connect itself, and so for every later launch");
        }
        for (const std::string& each : recording.missing) {
            mention("the module '" + each + "' is not here; it was stood in for");
        }
        if (recording.written > recording.files.size()) {
            hand("it writes " + std::to_string(recording.written) +
                 " files: copy them by a [[integration.before]] command");
        }
        for (const RecordedFile& file : recording.files) {
            if (!file.content) hand("it writes a file that is not text, or a link or too large");
        }
        for (const SubscriptionRecord& each : recording.subscriptions) {
            for (const std::string& remark : each.remarks) mention(remark);
            if (each.topic == Topic::kOther) {
                mention("the hook also answers '" + each.expression +
                        "', which is none of a launch's affairs");
            } else if (const auto filter = readFilter(each.expression); !filter) {
                hand("the subscription '" + each.expression +
                     "' cannot be read: " + filter.error());
            }
        }
    }
    if (names.empty()) {
        std::string why = "it never answered to a launch with an integration";
        for (const Recording& recording : recordings) {
            for (const SubscriptionRecord& each : recording.subscriptions) {
                if (each.topic == Topic::kLaunch && each.raised) why = described(*each.raised);
            }
        }
        hand("nothing could be taken from the hook: " + why);
    }
    return findings;
}

// What a hook gives in one launch, by what it is called.
std::map<std::string, std::string> givenIn(const Recording& recording) {
    std::map<std::string, std::string> given;
    for (const SubscriptionRecord& each : recording.subscriptions) {
        for (const RecordedOperation& one : each.operations) {
            given[one.name] += one.operation + "\n" + one.value + "\n";
        }
        for (const std::string& one : each.arguments) given["the arguments"] += one + "\n";
        std::string& takesPart = given["whether it takes part"];
        takesPart += each.hasIntegration && !each.isDisabled ? '1' : '0';
    }
    for (const RecordedFile& each : recording.files) {
        given["what it writes"] += each.path + "\n" + each.content.value_or("") + "\n";
    }
    return given;
}

// "A_VARIABLE, the arguments".
std::string whatDiffers(const Recording& left, const Recording& right) {
    auto before = givenIn(left);
    auto after = givenIn(right);
    if (before["whether it takes part"] != after["whether it takes part"]) {
        return "whether it takes part";
    }
    for (const auto& [name, value] : after) before.try_emplace(name);
    std::string names;
    for (const auto& [name, value] : before) {
        if (value != after[name]) names += (names.empty() ? "" : ", ") + name;
    }
    return names;
}

std::string inLine(std::uint32_t line) {
    return " (line " + std::to_string(line) + ")";
}

// "whether '/mnt/x' is there (line 6)".
std::string describedQuestion(const Question& question, const Scenario& scenario) {
    const std::size_t colon = question.what.find(':');
    const std::string kind = question.what.substr(0, colon);
    const std::string what = question.what.substr(colon + 1);
    if (kind == "path") {
        return "whether '" + inManifest(what, scenario) + "' is there" + inLine(question.line);
    }
    if (kind == "host") return what + inLine(question.line);
    if (kind == "server") return "'" + what + "' of ftrack's server" + inLine(question.line);
    return "'" + what + "' of a module that is not here" + inLine(question.line);
}

// The questions that were answered otherwise, by their lines.
std::string questionsOf(const Recording& otherwise) {
    std::string text;
    std::set<std::uint32_t> lines;
    const std::vector<std::string>& asked = otherwise.scenario.otherwise;
    for (const Question& each : otherwise.questions) {
        const bool isMeant = asked.front() == "*" || asked.front() == each.what;
        if (!isMeant || !lines.insert(each.line).second) continue;
        text += (text.empty() ? "" : " and ") + describedQuestion(each, otherwise.scenario);
    }
    return text;
}

// One line is told of once, and all that were answered otherwise together where none by itself was.
void addDifferences(const std::vector<Recording>& otherwise, std::vector<std::string>& texts) {
    std::set<std::string> told;
    const Recording* base = nullptr;
    for (const Recording& each : otherwise) {
        if (each.scenario.otherwise.empty()) base = &each;
        if (base == nullptr || base == &each) continue;
        if (each.scenario.otherwise.front() == "*" && !told.empty()) continue;
        const std::string what = whatDiffers(*base, each);
        const std::string asked = questionsOf(each);
        const std::size_t line = asked.rfind('(');
        if (what.empty() || line == std::string::npos) continue;
        if (!told.insert(asked.substr(line)).second) continue;
        const bool areMany = what.find(", ") != std::string::npos || what == "the arguments";
        texts.push_back(what + (areMany ? " depend" : " depends") + " on " + asked +
                        ", which no condition says: the manifest has it as it was here");
    }
}

// Where some launches led, and none went on.
bool isUnreached(const Statement& statement, const std::set<std::uint32_t>& reached) {
    const auto isIn = [&](std::uint32_t first, std::uint32_t last) {
        const auto found = reached.lower_bound(first);
        return found != reached.end() && *found <= last;
    };
    return isIn(statement.leadFirst, statement.leadLast) && !isIn(statement.first, statement.last);
}

}  // namespace

std::vector<std::string> untold(const std::vector<Recording>& recordings,
                                const std::vector<Recording>& otherwise) {
    std::vector<std::string> texts;
    std::set<std::uint32_t> reached;
    std::set<std::uint32_t> told;
    for (const Recording& each : recordings) {
        reached.insert(each.reached.begin(), each.reached.end());
        for (const Question& looked : each.looked) {
            if (!told.insert(looked.line).second) continue;
            texts.push_back("it reads '" + inManifest(looked.what, each.scenario) + "'" +
                            inLine(looked.line) + ": what stands there is not in the manifest");
        }
    }
    addDifferences(otherwise, texts);
    for (const Recording& each : otherwise) {
        reached.insert(each.reached.begin(), each.reached.end());
    }
    std::string lines;
    for (const Statement& each : recordings.front().statements) {
        if (!isUnreached(each, reached) || !told.insert(each.first).second) continue;
        lines += (lines.empty() ? "" : ", ") + std::to_string(each.first);
    }
    if (lines.empty()) return texts;
    const bool areMany = lines.find(',') != std::string::npos;
    texts.push_back((areMany ? "lines " + lines + " were" : "line " + lines + " was") +
                    " reached in no launch, so what stands there is not in the manifest");
    return texts;
}

std::set<std::string> expressionsOf(const std::vector<Recording>& recordings,
                                    const std::string& name, const std::string& defaultName) {
    std::set<std::string> expressions;
    for (const Recording& recording : recordings) {
        for (const SubscriptionRecord& each : recording.subscriptions) {
            const bool isItsOwn = each.hasIntegration && nameOf(each, defaultName) == name;
            if (each.topic == Topic::kLaunch && isItsOwn) expressions.insert(each.expression);
        }
    }
    return expressions;
}

namespace {

bool concerns(const std::string& expression, const Scenario& scenario) {
    const auto filter = readFilter(expression);
    return filter && filter->holds(scenario);
}

bool isDisabled(const Recording& recording, const std::string& name,
                const std::string& defaultName) {
    return std::ranges::any_of(recording.subscriptions, [&](const SubscriptionRecord& each) {
        return each.topic == Topic::kDiscover && each.isDisabled &&
               nameOf(each, defaultName) == name && concerns(each.expression, recording.scenario);
    });
}

}  // namespace

HookAnswers answerIn(const Recording& recording, const std::string& name,
                     const std::string& defaultName, const std::set<std::string>& expressions) {
    HookAnswers answers{.reason = "the hook gave nothing"};
    answers.isAsked = std::ranges::any_of(
        expressions, [&](const std::string& each) { return concerns(each, recording.scenario); });
    const SubscriptionRecord* given = nullptr;
    for (const SubscriptionRecord& each : recording.subscriptions) {
        if (each.topic != Topic::kLaunch || !expressions.contains(each.expression)) continue;
        if (!concerns(each.expression, recording.scenario)) continue;
        if (each.raised) answers.reason = "the hook raised " + described(*each.raised);
        if (!each.hasIntegration || nameOf(each, defaultName) != name) continue;
        // Of two answers of one name Connect took the first.
        if (given == nullptr || each.priority < given->priority) given = &each;
    }
    if (isDisabled(recording, name, defaultName)) {
        answers.reason = "the hook disabled it";
    } else if (given != nullptr) {
        answers.answer =
            HookAnswer{given->operations, given->arguments, given->version, given->priority};
    }
    return answers;
}

Inference inferIntegrations(const std::vector<Recording>& recordings,
                            const std::string& defaultName) {
    Inference inference;
    const std::vector<std::string> names = namesIn(recordings, defaultName);
    inference.findings = overall(recordings, names);
    for (const std::string& name : names) {
        Findings findings;
        IntegrationDraft draft = IntegrationInference(recordings, name, defaultName).run(findings);
        setWhen(draft, subscriptionsOf(recordings, name, defaultName), findings);
        inference.integrations.push_back(std::move(draft));
        inference.findings.add(findings);
    }
    return inference;
}

}  // namespace slipway::ftrack
