# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..'))


def nuke(event):
    return {'integration': {'name': 'studio-nuke', 'version': '1.0.0', 'env': {
        'NUKE_PATH.prepend': os.path.join(ROOT, 'nuke')}}}


def hiero(event):
    return {'integration': {'name': 'studio-hiero', 'version': '1.0.0', 'env': {
        'HIERO_PLUGIN_PATH.prepend': os.path.join(ROOT, 'hiero'), 'QT_PREFERRED_BINDING.set': 'PySide2'}}}


def register(session):
    hub = session.event_hub
    for topic in ('discover', 'launch'):
        start = 'topic=ftrack.connect.application.' + topic
        hub.subscribe(start + ' and data.application.identifier=nuke_*', nuke, priority=40)
        hub.subscribe(start + ' and (data.application.identifier=nuke-studio* or '
                              'data.application.identifier=hiero*)', hiero, priority=20)
