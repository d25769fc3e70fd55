# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os

import ftrack_api


class Integration(object):
    name = 'framework-blender'
    filter = 'data.application.identifier=blender* and data.application.version >= 4.2'

    def __init__(self, session):
        self.session = session
        self.folder = os.path.abspath(os.path.join(os.path.dirname(__file__), '..'))

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def discover(self, event):
        return {'integration': {'name': self.name, 'version': '24.11.0'}}

    def __call__(self, event):
        answer = self.discover(event)
        answer['integration']['env'] = {
            'PYTHONPATH.prepend': self.path('dependencies'),
            'BLENDER_USER_SCRIPTS.set': self.path('resource', 'bootstrap'),
        }
        return answer


def register(session):
    if not isinstance(session, ftrack_api.Session):
        return
    integration = Integration(session)
    for topic, callback in (('discover', integration.discover), ('launch', integration)):
        session.event_hub.subscribe(
            'topic=ftrack.connect.application.{} and {}'.format(topic, integration.filter),
            callback, priority=40)
