export PYTHONPATH='$SANDBOX\studio\framework-maya-24.11.0/dependencies;$SANDBOX\studio\framework-maya-24.11.0/resource/bootstrap;/usr/share/pipeline;$SANDBOX\local\artist-tools-1.0.0/python'
export MAYA_SCRIPT_PATH='$SANDBOX\local\artist-tools-1.0.0/mel;$SANDBOX\studio\framework-maya-24.11.0/resource/bootstrap'
export FTRACK_MAYA_VERSION=2024
export FTRACK_CONTEXTID=9f2c
export FTRACK_API_KEY='do not show'
unset VIRTUAL_ENV
export SLIPWAY_APPLICATION=maya_2024
export SLIPWAY_LAUNCH_ID=$LAUNCH_ID
export SLIPWAY_SESSION='$SESSION'
