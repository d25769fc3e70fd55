# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import getpass
import socket

PYTHON = {'13': '3.7', '14': '3.9'}


def launch(session, event):
    application = event['data']['application']
    major = str(application['version']).split('.')[0]
    env = {'STUDIO_PYTHON.set': PYTHON.get(major, '3.11')}
    if application['variant'].startswith('19.5'):
        env['STUDIO_QT.set'] = '5'
    if application['variant'] in ('20.0', '20.5', '21.0'):
        env['STUDIO_CHECKED.set'] = '1'
    if 'fx' in application['identifier']:
        env['STUDIO_FX.set'] = '1'
    env['STUDIO_HOST.set'] = socket.gethostname()
    if socket.gethostname().startswith('rnd'):
        env['STUDIO_FARM.set'] = '1'
    if getpass.getuser() in ('jane', 'tom'):
        env['STUDIO_DEVELOPER.set'] = '1'
    return {'integration': {'name': 'studio-variant', 'version': '1.0.0', 'env': env}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=houdini*',
                                    lambda event: launch(session, event))
