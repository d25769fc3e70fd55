"""The menu as it was in version 1.2."""


def register():
    print("studio: blender-tools 1.2.0, left over on this machine, is here")


def unregister():
    pass
