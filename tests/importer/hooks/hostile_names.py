# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

def launch(event):
    return {'integration': {
        'name': 'evil"\n[plugin]\nname = "other',
        'version': '1.0"\n',
        'env': {
            'QUOTED.set': 'a "b" \'c\' \\ d\n[[integration]]\t{home} {x} }} {{',
            'BRACES.prepend': '/a{b}/c:/d}',
            'UNI.set': u'\u00fc\u4e2d\U0001f600',
            'WITH SPACE.set': '1',
            'A.B.C': '/two/dots',
            'NUMBER.set': 7,
            'TRUTH.set': True,
            'NONE.set': None,
            'LIST.prepend': ['/x', '/y'],
            'ODD.frobnicate': '1',
            '': 'empty',
            'WITH=EQUALS.set': '1',
            'NUL.set': 'a\0b',
        }}}


def register(session):
    for topic in ('discover', 'launch'):
        session.event_hub.subscribe('topic=ftrack.connect.application.' + topic +
                                    ' and data.application.identifier=maya*', launch)
    session.event_hub.subscribe('topic=ftrack.connect.application.launch and (', launch)
    session.event_hub.subscribe(None, launch)
