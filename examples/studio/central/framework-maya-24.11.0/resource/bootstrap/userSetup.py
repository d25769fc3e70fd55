"""Run by Maya at start-up: this folder is in PYTHONPATH."""

import os

print(f"framework-maya for Maya {os.environ.get('FTRACK_MAYA_VERSION', '?')}")
