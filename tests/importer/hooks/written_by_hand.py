# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os

LOCATION = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'location')
LOCATION = os.path.normpath(LOCATION)


def append(path, key, environment):
    try:
        environment[key] = os.pathsep.join([environment[key], path])
    except KeyError:
        environment[key] = path


def modify(event):
    environment = event['data']['options']['env']
    append(LOCATION, 'FTRACK_EVENT_PLUGIN_PATH', environment)
    environment['STUDIO_LOCATION'] = 'on'
    environment.pop('VIRTUAL_ENV', None)


def register(session):
    session.event_hub.subscribe('topic=ftrack.connect.application.launch', modify)
    session.event_hub.subscribe('topic=ftrack.action.launch', modify)
