# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os


def launch(session, event):
    entity = event['data']['context']['selection'][0]
    task = session.get('Context', entity['entityId'])
    return {'integration': {'name': 'studio-context', 'version': '1.2.3', 'env': {
        'FTRACK_CONTEXTID.set': task['id'],
        'FTRACK_CONTEXTTYPE.set': entity['entityType'],
        'STUDIO_MENU.set': 'on',
    }}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*',
                                    lambda event: launch(session, event), priority=45)
