// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/language.h"

namespace slipway {

std::string_view pieceName(PieceKind kind) {
    switch (kind) {
        case PieceKind::kLiteral:
            return "";
        case PieceKind::kApplicationName:
            return "application.name";
        case PieceKind::kApplicationIdentifier:
            return "application.identifier";
        case PieceKind::kApplicationLabel:
            return "application.label";
        case PieceKind::kApplicationVariant:
            return "application.variant";
        case PieceKind::kApplicationVersion:
            return "application.version";
        case PieceKind::kApplicationVersionMajor:
            return "application.version.major";
        case PieceKind::kApplicationVersionMinor:
            return "application.version.minor";
        case PieceKind::kApplicationVersionPatch:
            return "application.version.patch";
        case PieceKind::kApplicationPath:
            return "application.path";
        case PieceKind::kApplicationDir:
            return "application.dir";
        case PieceKind::kCommand:
            return "command";
        case PieceKind::kContext:
            return "context.";
        case PieceKind::kPaths:
            return "paths.";
        case PieceKind::kEnv:
            return "env.";
        case PieceKind::kHost:
            return "host";
        case PieceKind::kUser:
            return "user";
        case PieceKind::kHome:
            return "home";
        case PieceKind::kLaunchId:
            return "launch.id";
        case PieceKind::kLaunchTime:
            return "launch.time";
        case PieceKind::kLaunchPid:
            return "launch.pid";
        case PieceKind::kLaunchMode:
            return "launch.mode";
        case PieceKind::kLaunchDir:
            return "launch.dir";
        case PieceKind::kLaunchPort:
            return "launch.port";
    }
    return "";
}

std::string_view fieldName(Field field) {
    switch (field) {
        case Field::kApplicationName:
            return "application.name";
        case Field::kApplicationIdentifier:
            return "application.identifier";
        case Field::kApplicationLabel:
            return "application.label";
        case Field::kApplicationVariant:
            return "application.variant";
        case Field::kApplicationVersion:
            return "application.version";
        case Field::kApplicationVersionMajor:
            return "application.version.major";
        case Field::kApplicationVersionMinor:
            return "application.version.minor";
        case Field::kApplicationVersionPatch:
            return "application.version.patch";
        case Field::kApplicationPath:
            return "application.path";
        case Field::kApplicationDir:
            return "application.dir";
        case Field::kCommand:
            return "command";
        case Field::kContext:
            return "context.";
        case Field::kEnv:
            return "env.";
        case Field::kPlatform:
            return "platform";
        case Field::kHost:
            return "host";
        case Field::kUser:
            return "user";
        case Field::kLaunchMode:
            return "launch.mode";
    }
    return "";
}

}  // namespace slipway
