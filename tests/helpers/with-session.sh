#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

# Runs a test that looks at the window from outside, with a session bus and an X server of its own,
# and ends with the status of the test: that of xvfb-run is not always the same.

for program in dbus-run-session xvfb-run; do
  if ! command -v $program >/dev/null; then
    echo "$program is not installed"
    exit 77
  fi
done

# The bus of the accessible objects has its socket in one of these folders, whatever the session:
# with the user's, two sessions would take it away from each other.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" XDG_CACHE_HOME="$folder/cache" XDG_CONFIG_HOME="$folder/config"
export XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder"
mkdir -p "$XDG_CONFIG_HOME/gtk-4.0"
printf '[Settings]\ngtk-decoration-layout=:close\n' >"$XDG_CONFIG_HOME/gtk-4.0/settings.ini"

# Two screens: of a desktop and of a phone. They stay when the first client leaves before the next came.
unset GTK_A11Y NO_AT_BRIDGE
GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1 \
  dbus-run-session -- xvfb-run -a -s '-noreset -screen 0 1280x800x24 -screen 1 360x640x24' \
  sh -c '"$@"; echo $? >"$0"' "$folder/status" "$@"
exit "$(cat "$folder/status")"
