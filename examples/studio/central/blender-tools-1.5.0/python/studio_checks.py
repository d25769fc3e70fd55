"""What is wrong with a scene, by the studio's rules."""

import os


def complaints(scene):
    wanted = os.environ.get("STUDIO_FPS")
    if wanted and scene.render.fps != int(wanted):
        yield f"this show runs at {wanted} frames a second, the scene at {scene.render.fps}"
