// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a compilation must know of the launch that it is for: which plugin roots, included files
// and versions of plugins there are may depend on what is being worked on. The compilation asks,
// the launch answers (resolver/questions.h), and the next compilation is one for those answers.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "manifests/condition.h"
#include "manifests/diagnostic.h"
#include "manifests/host.h"
#include "manifests/template.h"

namespace slipway {

struct Question {
    std::string id;  // the text that is asked about
    bool isCondition = false;
    Condition condition;
    Template text;
    bool operator==(const Question&) const = default;
};

class Questions {
  public:
    explicit Questions(const Host& host) : host_(host) {}

    // False where the answer is not known yet. A condition that is always true is not asked.
    bool holds(const Condition& condition);
    // Nothing where something in it is absent, or the answer is not known yet. `{home}`, `{user}`
    // and `{env.NAME}` are answered by the host, of the starting environment.
    std::optional<std::string> text(const Template& text);
    // The same of a path, and why there is none is reported. What the launch says of itself never
    // leads out of where the path was written to lead: a project called `../../etc` has none.
    std::optional<std::string> path(const Template& text, const Location& at,
                                    Diagnostics& diagnostics);

    // What the host has no answer to yet; each once.
    const std::vector<Question>& unanswered() const { return unanswered_; }

  private:
    void ask(Question question);

    const Host& host_;
    std::vector<Question> unanswered_;
};

}  // namespace slipway
