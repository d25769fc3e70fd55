# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0

# What scripts/package hands to cpack: a tree that is staged already. In: SLIPWAY_STAGE,
# SLIPWAY_VERSION, SLIPWAY_SCRIPTS (folder of the scripts of deb and rpm), SLIPWAY_SYSTEM, SLIPWAY_ARCHITECTURE.

set(CPACK_PACKAGE_NAME slipway)
set(CPACK_PACKAGE_VERSION "${SLIPWAY_VERSION}")
set(CPACK_PACKAGE_VENDOR "The Slipway Authors")
set(CPACK_PACKAGE_CONTACT "The Slipway Authors <authors@slipway.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "starts applications with the environment that plugins ask for")
set(CPACK_PACKAGE_DESCRIPTION "A shim stands in place of each application of a studio, composes the environment that the
studio's plugins ask for, and becomes the application.")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_CURRENT_LIST_DIR}/../LICENSE")
set(CPACK_PACKAGE_FILE_NAME "slipway-${SLIPWAY_VERSION}-${SLIPWAY_SYSTEM}-${SLIPWAY_ARCHITECTURE}")
set(CPACK_INSTALL_CMAKE_PROJECTS "")
set(CPACK_INSTALLED_DIRECTORIES "${SLIPWAY_STAGE};.")
set(CPACK_INCLUDE_TOPLEVEL_DIRECTORY ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES FALSE)

if(CPACK_GENERATOR MATCHES "DEB|RPM")
    set(CPACK_INCLUDE_TOPLEVEL_DIRECTORY OFF)
    set(CPACK_PACKAGING_INSTALL_PREFIX "/")
endif()

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${SLIPWAY_SCRIPTS}/postinst;${SLIPWAY_SCRIPTS}/prerm;${SLIPWAY_SCRIPTS}/conffiles")

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE "Apache-2.0")
set(CPACK_RPM_PACKAGE_GROUP "Applications/Graphics")
set(CPACK_RPM_PACKAGE_AUTOREQPROV OFF)
set(CPACK_RPM_POST_INSTALL_SCRIPT_FILE "${SLIPWAY_SCRIPTS}/post")
set(CPACK_RPM_PRE_UNINSTALL_SCRIPT_FILE "${SLIPWAY_SCRIPTS}/preun")
set(CPACK_RPM_USER_FILELIST "%config(noreplace) /etc/profile.d/slipway.sh")
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION / /etc /etc/profile.d /usr/share/man
    /usr/share/man/man1 /usr/share/icons /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable
    /usr/share/icons/hicolor/scalable/apps)
# The same bytes whoever builds it where and when.
set(CPACK_RPM_SPEC_MORE_DEFINE "%define _buildhost localhost
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define debug_package %{nil}
%define __os_install_post %{nil}
%define _build_id_links none")
