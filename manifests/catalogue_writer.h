// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Writes what manifests say into a catalogue block, record by record.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/discovery.h"
#include "manifests/disk.h"
#include "manifests/installations.h"
#include "manifests/manifest.h"
#include "resolver/catalogue_builder.h"

namespace slipway {

class CatalogueWriter {
  public:
    catalogue::Text text(std::string_view text) { return builder_.text(text); }
    catalogue::Origin origin(const Location& location);
    catalogue::Template writeTemplate(const Template& text);
    catalogue::List<catalogue::Template> templates(const std::vector<Template>& texts);
    catalogue::Condition condition(const Condition& condition);
    catalogue::List<catalogue::Operation> operations(
        const std::vector<EnvironmentOperation>& operations);
    // Without what only the compilation knows of it: whose it is.
    catalogue::Integration integration(const Integration& integration);
    catalogue::VersionPin versionPin(const VersionPin& pin, const Condition& when);
    catalogue::ContextRule contextRule(const ContextRule& rule);
    catalogue::RequiredIntegrations required(const Pin& pin);
    catalogue::Question question(const Question& question);
    catalogue::List<catalogue::Group> groups(const std::vector<Group>& groups);
    catalogue::Diagnostic diagnostic(const Diagnostic& diagnostic);
    // Facts beneath one of `folders` are named relative to it; those on a share stand apart.
    // `shareOf` may be empty: there is none.
    catalogue::List<catalogue::WitnessFolder> witnesses(
        const std::vector<RecordedWitness>& witnesses, const std::vector<std::string>& folders,
        const std::function<std::string(const std::string& path)>& shareOf);

    template <class T>
    catalogue::List<T> list(const std::vector<T>& records) {
        return builder_.list(records);
    }
    std::vector<std::byte> finish(const catalogue::Header& header) {
        return builder_.finish(header);
    }

  private:
    catalogue::BeforeCommand before(const BeforeCommand& command);
    catalogue::File file(const LaunchFile& file);
    catalogue::Companion companion(const Companion& companion);
    catalogue::Part part(const Part& part);
    catalogue::Requirement requirement(const Requirement& requirement);

    CatalogueBuilder builder_;
};

}  // namespace slipway
