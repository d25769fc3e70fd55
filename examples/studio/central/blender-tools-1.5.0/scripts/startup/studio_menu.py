"""Run by Blender at start-up: BLENDER_USER_SCRIPTS names the folder above `startup`."""

import os

import bpy
import studio
import studio_checks


class STUDIO_OT_check_scene(bpy.types.Operator):
    """Look for what the studio does not want to see in a scene"""

    bl_idname = "studio.check_scene"
    bl_label = "Check Scene"

    def execute(self, context):
        for complaint in studio_checks.complaints(context.scene):
            self.report({"WARNING"}, complaint)
        return {"FINISHED"}


def draw_menu_entry(menu, context):
    menu.layout.operator(STUDIO_OT_check_scene.bl_idname)


def register():
    bpy.utils.register_class(STUDIO_OT_check_scene)
    bpy.types.TOPBAR_MT_file.append(draw_menu_entry)
    version = os.environ.get("STUDIO_BLENDER_TOOLS", "?")
    print(f"studio: blender-tools {version} is here, working on {studio.working_on()}")


def unregister():
    bpy.types.TOPBAR_MT_file.remove(draw_menu_entry)
    bpy.utils.unregister_class(STUDIO_OT_check_scene)
