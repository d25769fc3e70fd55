# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

import sys


def launch(event):
    sys.exit('no')


def register(session):
    session.event_hub.subscribe('topic=ftrack.connect.application.launch and '
                                'data.application.identifier=maya*', launch)
