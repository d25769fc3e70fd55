# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os

ROOT = os.environ['STUDIO_ROOT']
SHOW = os.getenv('STUDIO_SHOW')


def launch(event):
    env = {'STUDIO_TOOLS.set': os.path.join(ROOT, 'tools'), 'PYTHONPATH.append': ROOT + '/python'}
    if SHOW:
        env['SHOW_CONFIG.set'] = '{}/shows/{}/config.yml'.format(ROOT, SHOW)
    return {'integration': {'name': 'studio-env', 'version': '2.0', 'env': env}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*', launch, priority=10)
