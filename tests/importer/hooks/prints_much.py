# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# Each of them asks for modules that are not there, and goes on without.
import copy
import logging.handlers  # noqa: F401
import pprint
import sys
import xml.etree.ElementTree  # noqa: F401

for _ in range(500):
    sys.stdout.write('{"done": true}\n' * 10)
    sys.stderr.write('{"scenario": 0}\n' * 10)


def launch(event):
    pprint.pprint(copy.deepcopy({"scenario": 1, "subscriptions": []}))
    return {'integration': {'name': 'studio-loud', 'version': '1.0.0', 'env': {'LOUD.set': 'yes'}}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*', launch)
