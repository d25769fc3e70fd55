# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import time
import uuid


def launch(event):
    return {'integration': {'name': 'studio-clock', 'version': '1.0.0', 'env': {
        'STUDIO_STARTED.set': str(int(time.time())),
        'STUDIO_TOKEN.set': uuid.uuid4().hex,
        'STUDIO_STEADY.set': 'yes',
    }}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*', launch)
