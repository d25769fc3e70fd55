// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/ticket.h"

namespace slipway {

std::string ticketSchema() {
    return R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Slipway ticket",
  "description": "One launch, frozen for a render farm. Texts are in the language of manifests: placeholders stand for what only the worker knows, {paths.NAME} for a place of [paths].",
  "type": "object",
  "additionalProperties": false,
  "required": ["slipway_ticket", "id", "application", "base", "platforms"],
  "properties": {
    "slipway_ticket": {"const": 1, "description": "The version of this format."},
    "id": {"$ref": "#/$defs/digest", "description": "SHA-256 of all the rest, as JSON with sorted keys and without white space."},
    "application": {
      "type": "object",
      "additionalProperties": false,
      "required": ["name", "command", "identifier", "label"],
      "properties": {
        "name": {"$ref": "#/$defs/name"},
        "command": {"$ref": "#/$defs/name"},
        "identifier": {"$ref": "#/$defs/name"},
        "label": {"$ref": "#/$defs/name"},
        "variant": {"$ref": "#/$defs/name"},
        "version": {"$ref": "#/$defs/name", "description": "The one that is launched, and no other; absent: not known."}
      }
    },
    "arguments": {"$ref": "#/$defs/texts", "description": "The user's own; {frame}, {first} and {last} are filled in."},
    "base": {"enum": ["inherit", "clean"], "description": "The worker's environment, or the least of it."},
    "context": {"type": "object", "additionalProperties": {"type": "string"}},
    "expires": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"},
    "frames": {
      "type": "object",
      "additionalProperties": false,
      "required": ["list", "chunk"],
      "properties": {"list": {"$ref": "#/$defs/name"}, "chunk": {"type": "integer", "minimum": 1}}
    },
    "manifests": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["path", "sha256"],
        "properties": {"path": {"$ref": "#/$defs/name"}, "sha256": {"$ref": "#/$defs/digest"}}
      }
    },
    "paths": {
      "description": "By name, by platform; the first of a list is the one to write.",
      "type": "object",
      "additionalProperties": {
        "type": "object",
        "additionalProperties": {"type": "array", "minItems": 1, "items": {"type": "string"}}
      }
    },
    "platforms": {"type": "object", "additionalProperties": {"$ref": "#/$defs/launch"}},
    "secrets": {
      "description": "What the worker supplies, from its environment or from a file.",
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["name"],
        "properties": {"name": {"$ref": "#/$defs/name"}, "file": {"$ref": "#/$defs/name"}}
      }
    },
    "secret_patterns": {"$ref": "#/$defs/texts"},
    "working_directory": {"$ref": "#/$defs/name"}
  },
  "$defs": {
    "name": {"type": "string", "minLength": 1},
    "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "operation": {
      "type": "object",
      "additionalProperties": false,
      "required": ["name", "operation"],
      "properties": {
        "name": {"type": "string", "pattern": "^[^=]+$"},
        "operation": {"enum": ["prepend", "append", "set", "pop", "unset"]},
        "list": {"type": "boolean"},
        "separator": {"type": "string"},
        "values": {"$ref": "#/$defs/texts"},
        "origin": {"type": "string", "description": "The manifest and line that it comes from."}
      }
    },
    "operations": {"type": "array", "items": {"$ref": "#/$defs/operation"}},
    "command": {
      "type": "object",
      "additionalProperties": false,
      "required": ["command", "timeout"],
      "properties": {
        "command": {"$ref": "#/$defs/commandline"},
        "timeout": {"type": "integer", "minimum": 1, "maximum": 4294967295, "description": "In milliseconds."},
        "json": {"type": "boolean", "description": "What it prints is part of the launch."},
        "origin": {"type": "string"}
      }
    },
    "commandline": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    "file": {
      "type": "object",
      "additionalProperties": false,
      "required": ["path", "content"],
      "properties": {
        "path": {"$ref": "#/$defs/name"},
        "content": {
          "description": "Pieces, one behind the other.",
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["text"],
            "properties": {
              "text": {"type": "string"},
              "in_json": {"type": "boolean", "description": "What it comes to is escaped."}
            }
          }
        },
        "mode": {"type": "integer", "minimum": 0, "maximum": 511},
        "origin": {"type": "string"}
      }
    },
    "companion": {
      "type": "object",
      "additionalProperties": false,
      "required": ["command"],
      "properties": {
        "command": {"$ref": "#/$defs/commandline"},
        "operations": {"$ref": "#/$defs/operations"},
        "origin": {"type": "string"}
      }
    },
    "part": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "depth": {"type": "integer", "minimum": 1, "maximum": 64},
        "when": {"$ref": "#/$defs/name"},
        "arguments": {"$ref": "#/$defs/texts"},
        "operations": {"$ref": "#/$defs/operations"},
        "before": {"description": "Commands that the worker runs before the launch.", "type": "array", "items": {"$ref": "#/$defs/command"}},
        "files": {"description": "Files that the worker writes before the launch.", "type": "array", "items": {"$ref": "#/$defs/file"}},
        "companions": {"description": "Processes beside the application.", "type": "array", "items": {"$ref": "#/$defs/companion"}}
      }
    },
    "integration": {
      "type": "object",
      "additionalProperties": false,
      "required": ["name", "parts"],
      "properties": {
        "name": {"$ref": "#/$defs/name"},
        "plugin": {"$ref": "#/$defs/name"},
        "version": {"$ref": "#/$defs/name"},
        "folder": {"$ref": "#/$defs/name", "description": "The plugin's, where something is run or written."},
        "origin": {"$ref": "#/$defs/name"},
        "required": {"type": "boolean"},
        "grouped": {"type": "boolean"},
        "requires": {"$ref": "#/$defs/texts"},
        "parts": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/part"}}
      }
    },
    "launch": {
      "type": "object",
      "additionalProperties": false,
      "required": ["digest", "find"],
      "properties": {
        "digest": {"$ref": "#/$defs/digest", "description": "Of the environment that the operations compose on an empty one, placeholders as they are written."},
        "find": {"type": "array", "items": {"type": ["string", "object"]}, "description": "As in a manifest."},
        "executable": {"$ref": "#/$defs/name"},
        "arguments": {"$ref": "#/$defs/texts"},
        "working_directory": {"$ref": "#/$defs/name"},
        "operations": {"$ref": "#/$defs/operations"},
        "groups": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name", "members"],
            "properties": {"name": {"$ref": "#/$defs/name"}, "members": {"$ref": "#/$defs/texts"}}
          }
        },
        "integrations": {"type": "array", "items": {"$ref": "#/$defs/integration"}}
      }
    }
  }
}
)json";
}

}  // namespace slipway
