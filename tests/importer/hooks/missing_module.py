# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os

from studio_pipeline.settings import SERVER, make_path
from ftrack_utils.paths import get_temp_path


def launch(event):
    return {'integration': {'name': 'studio-missing', 'version': '1.0.0', 'env': {
        'STUDIO_SERVER.set': SERVER,
        'STUDIO_PATH.set': make_path('x'),
        'STUDIO_SCRATCH.set': get_temp_path(is_directory=True),
        'STUDIO_KIND.set': 'dcc',
    }}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*', launch)
