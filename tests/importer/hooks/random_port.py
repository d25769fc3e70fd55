# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import random
import socket
import uuid


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(('localhost', port)) != 0


def launch(event):
    port = random.randint(50000, 65000)
    while not is_free(port):
        port = random.randint(50000, 65000)
    return {'integration': {'name': 'studio-remote', 'version': '1.0.0', 'env': {
        'STUDIO_LISTEN_PORT.set': str(port),
        'STUDIO_URL.set': 'http://localhost:{}/'.format(port),
        'STUDIO_REMOTE_ID.set': str(uuid.uuid4()),
    }}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=harmony*', launch, priority=40)
