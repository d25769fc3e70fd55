# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

def launch(session, event):
    env = {'STUDIO_FPS.unset': 1, 'STUDIO_ON.set': '1', 'PATH.pop': '/opt/old/bin'}
    selection = event['data']['context']['selection']
    if selection:
        task = session.get('Context', selection[0]['entityId'])
        env['STUDIO_START.set'] = str(task['parent']['custom_attributes'].get('fstart', '1'))
        env['STUDIO_PROJECT.set'] = task['project']['name']
    return {'integration': {'name': 'studio-shot', 'version': '1.0.0', 'env': env}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*',
                                    lambda event: launch(session, event))
