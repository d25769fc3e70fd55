"""The studio's own Python package, the same in every application."""

import os


def working_on():
    """What this launch is for, in words."""
    show = os.environ.get("STUDIO_SHOW")
    return f"the show {show!r}" if show else "no show in particular"
