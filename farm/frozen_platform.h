// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What of a launch is one platform's own (ticket.h): the host's, or another, for which the
// manifests are compiled once more.

#pragma once

#include <set>
#include <string>

#include "farm/freeze.h"
#include "farm/frozen_text.h"
#include "farm/secret_guard.h"

namespace slipway {

// Ends the freezing, or that for one platform.
struct Unfreezable {
    std::string message;  // one line
    bool isNews = true;   // false: nobody who did not ask for the platform expects it
};

class FrozenPlatform {
  public:
    // `launch`: of the platform that its host says, with the evaluation of the launch that is
    // frozen. `tokens` are by the platform's places, `hostTokens` by those of the host. All must
    // outlive it.
    FrozenPlatform(const EvaluatedLaunch& launch, const std::vector<TicketSecret>& secrets,
                   const PathTokens& tokens, const PathTokens& hostTokens,
                   const SecretGuard& guard);

    // Without its digest. Throws Unfreezable.
    PlatformLaunch launch();
    // The manifests that it comes from.
    const std::set<std::string>& files() const { return files_; }

  private:
    template <class T>
    std::span<const T> list(catalogue::List<T> list) const {
        return launch_.catalogue.list(list);
    }
    std::string text(catalogue::Text text) const {
        return std::string(launch_.catalogue.text(text));
    }
    const catalogue::Application& application() const { return launch_.catalogue.application(); }
    bool isHosts() const { return launch_.host.target == nullptr; }
    std::string placeOf(const catalogue::Origin& origin) const;
    std::vector<TicketText> texts(catalogue::List<catalogue::Template> templates) const;
    std::vector<std::string> values(catalogue::List<catalogue::Template> templates) const;
    TicketText origin(const catalogue::Origin& origin) const;

    void noteManifestsOfApplication();
    Node find() const;
    TicketText sought(const Template& text) const;
    std::vector<std::string> soughtTexts(const std::vector<Template>& texts) const;
    Node entryNode(const FindEntry& entry) const;
    Node questionNode(const VersionQuestion& question) const;

    bool isLeftOut(const catalogue::Integration& integration) const;
    bool isOthers(const catalogue::Integration& integration) const;
    std::optional<TicketIntegration> integration(const catalogue::Integration& integration);
    TicketPart part(const catalogue::Part& part, const TicketText& when);
    TicketText requirement(const catalogue::Requirement& requirement) const;
    void requireReachable(const catalogue::Integration& integration) const;
    void requireWhatPinsDo(const PlatformLaunch& launch) const;

    std::vector<TicketOperation> operations(catalogue::List<catalogue::Operation> operations);
    std::optional<TicketOperation> operation(const catalogue::Operation& operation);
    bool isSuppliedByWorker(const std::string& name) const;
    void refuseSecret(const std::string& name, bool isNamed, const std::optional<std::string>& why,
                      const catalogue::Origin& origin) const;
    void refuseSecrets(const catalogue::Operation& operation, const TicketOperation& frozen) const;

    std::optional<std::vector<TicketText>> commandLine(catalogue::List<catalogue::Template> command,
                                                       const catalogue::Origin& origin) const;
    std::optional<TicketFile> file(const catalogue::File& file) const;
    bool hasRunAll(const catalogue::Integration& integration, const catalogue::Part& part,
                   bool dependsOnWorker) const;
    std::optional<TicketPart> printed(const catalogue::Part& part, const TicketText& when) const;
    TicketOperation printed(const RanCommands::Operation& operation,
                            const catalogue::Origin& origin) const;

    const EvaluatedLaunch& launch_;
    const std::vector<TicketSecret>& secrets_;
    const PlatformRules& rules_;
    const PathTokens& tokens_;
    const PathTokens& hostTokens_;
    FrozenTexts texts_;
    const SecretGuard& guard_;
    std::set<std::string> files_;
};

}  // namespace slipway
