# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..'))


def launch(event):
    env = {'STUDIO_ROOT.set': ROOT}
    if sys.platform == 'win32':
        env['STUDIO_SHARE.set'] = r'\\filesrv\studio'
    elif event['data']['platform'] == 'darwin':
        env['STUDIO_SHARE.set'] = '/Volumes/studio'
    else:
        env['STUDIO_SHARE.set'] = '/mnt/studio'
    return {'integration': {'name': 'studio-share', 'version': '1.0.0', 'env': env}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*', launch)
