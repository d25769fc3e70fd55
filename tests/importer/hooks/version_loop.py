# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import functools
import os

HERE = os.path.dirname(__file__)


def launch(major, event):
    scripts = os.path.join(os.path.dirname(HERE), 'scripts', 'py3' if major >= 2022 else 'py2')
    return {'integration': {'name': 'studio-maya', 'version': '0.9.1',
                            'env': {'MAYA_SCRIPT_PATH.prepend': scripts}}}


def register(session):
    for major in (2020, 2022, 2024):
        for topic in ('discover', 'launch'):
            session.event_hub.subscribe(
                'topic=ftrack.connect.application.{} and data.application.identifier=maya* and '
                'data.application.version >= {} and data.application.version < {}'.format(
                    topic, major, major + 1),
                functools.partial(launch, major), priority=50)
