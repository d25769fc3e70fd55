# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os

PLUGIN = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))

answer = lambda env: {'integration': {'name': 'studio-nuke', 'version': '1.4.0', 'env': env}}


def register(session, **_):
    topic = 'topic=ftrack.connect.application.%s and data.application.identifier=nuke*'
    session.event_hub.subscribe(topic % 'discover', lambda event: answer({}))
    session.event_hub.subscribe(
        topic % 'launch',
        lambda event: answer({
            'NUKE_PATH.prepend': PLUGIN + '/gizmos',
            'NUKE_MAJOR.set': event['data']['application']['version'].version[0],
            'STUDIO_APP.set': event['data']['application']['identifier'],
        }),
    )
