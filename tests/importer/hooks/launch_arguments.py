# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os

SCRIPTS = os.path.realpath(os.path.join(os.path.dirname(__file__), '..', 'scripts'))


def launch(event):
    arguments = ['-script', os.path.join(SCRIPTS, 'startup.py')]
    if event['data']['application']['version'].version[0] >= 2023:
        arguments.append('-noBanner')
    return {'integration': {'name': 'studio-arguments', 'version': '1.0.0',
                            'env': {'STUDIO_SCRIPTS.set': SCRIPTS}, 'launch_arguments': arguments}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*', launch)
