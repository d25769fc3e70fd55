# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os
import tempfile

BOOTSTRAP = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', 'resource', 'bootstrap'))


def launch(event):
    menu = tempfile.mkdtemp(prefix='menu')
    current = os.environ.get('HOUDINI_PATH')
    own = os.pathsep.join([BOOTSTRAP, menu])
    if current and not current.endswith('&'):
        own = '&' + os.pathsep + own
    return {'integration': {'name': 'framework-houdini', 'version': '24.11.0', 'env': {
        'HOUDINI_PATH.append': own + os.pathsep + '&',
        'FTRACK_HOUDINI_XML_MENU_FILE': menu,
        'FTRACK_HOUDINI_VERSION': str(event['data']['application']['version'].version[0]),
    }}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe(
            'topic=ftrack.connect.application.' + topic + ' and '
            'data.application.identifier=houdini* and data.application.version >= 19',
            launch, priority=40)
