# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import json
import os
import uuid

FOLDER = os.path.join(os.path.expanduser('~'), '.studio', 'photoshop')


def launch(event):
    session_id = str(uuid.uuid4())
    os.makedirs(FOLDER, exist_ok=True)
    path = os.path.join(FOLDER, 'session-{}.json'.format(session_id))
    for each in (path, os.path.join(FOLDER, 'latest.json')):
        with open(each, 'w') as stream:
            json.dump({'session': session_id, 'version': str(event['data']['application']['version']),
                       'keep': 3, 'tags': ['a', 'b']}, stream)
        os.chmod(each, 0o600)
    return {'integration': {'name': 'studio-photoshop', 'version': '1.0.0', 'env': {
        'STUDIO_SESSION': session_id, 'STUDIO_SESSION_FILE.set': path}}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=photoshop*',
                                    launch if topic == 'launch' else
                                    (lambda event: {'integration': {'name': 'studio-photoshop',
                                                                    'version': '1.0.0'}}))
