# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

plugin = Path(__file__).resolve().parents[1]


def launch(event):
    application = event['data']['application']
    major, minor = application['version'].version[:2]
    return {'integration': {'name': 'studio-houdini', 'version': '3.1.0', 'env': {
        'HOUDINI_OTLSCAN_PATH.prepend': f'{plugin}/otls/{major}.{minor}',
        'HSITE.set': f'{plugin}/hsite',
        'STUDIO_LABEL.set': f"{application['label']} for {Path.home()}",
    }}}


def register(session):
    for topic in 'discover', 'launch':
        session.event_hub.subscribe(
            f'topic=ftrack.connect.application.{topic} and '
            'data.application.identifier=houdini* and data.application.version >= 19.5',
            launch, priority=30)
