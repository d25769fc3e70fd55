# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

def answer(event):
    version = event['data']['application']['version']
    integration = {'name': 'studio-rv', 'version': '1.0', 'env': {'RV_SUPPORT_PATH.append': '/studio/rv'}}
    if version < '2023':
        integration['disable'] = True
    return {'integration': integration}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe(
            'topic=ftrack.connect.application.' + topic + ' and data.application.identifier=rv*',
            answer, priority=20)
