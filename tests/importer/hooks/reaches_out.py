# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import os
import shutil
import signal
import socket
import subprocess


def attempt(function, *arguments, **named):
    try:
        function(*arguments, **named)
    except Exception:
        pass


def launch(event):
    here = os.path.dirname(os.path.realpath(os.path.join(os.path.dirname(__file__), '..', 'resource')))
    attempt(open, '/tmp/slipway-import-must-not-be', 'w')
    attempt(os.open, '/tmp/slipway-import-must-not-be', os.O_CREAT | os.O_WRONLY)
    attempt(open, os.path.join(here, 'resource', 'left-behind'), 'w')
    attempt(open, os.path.join(os.path.dirname(__file__), '..', 'resource', 'left-behind'), 'w')
    attempt(os.remove, os.path.join(os.path.dirname(__file__), '..', 'resource', 'precious'))
    attempt(shutil.rmtree, os.path.join(os.path.dirname(__file__), '..', 'resource'))
    attempt(subprocess.run, ['touch', '/tmp/slipway-import-must-not-be'])
    attempt(os.system, 'touch /tmp/slipway-import-must-not-be')
    attempt(os.fork)
    attempt(os.kill, os.getppid(), signal.SIGTERM)
    attempt(socket.create_connection, ('192.0.2.1', 80), timeout=1)
    attempt(socket.getaddrinfo, 'ftrack.example.com', 443)
    return {'integration': {'name': 'studio-reach', 'version': '1.0.0', 'env': {'REACH.set': 'x'}}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*', launch)
