#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

# Runs a test in a session and a home of its own, with an unlocked keyring (“keyring”) or without any
# Secret Service (“none”). The test finds the home in HOME, and may look at every file in it.

for program in dbus-run-session gnome-keyring-daemon; do
  if [ "$1" = keyring ] && ! command -v $program >/dev/null; then
    echo "1..0 # SKIP $program is not installed"
    exit 0
  fi
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" XDG_CACHE_HOME="$folder/cache" XDG_CONFIG_HOME="$folder/config"
export XDG_DATA_HOME="$folder/data" XDG_STATE_HOME="$folder/state" XDG_RUNTIME_DIR="$folder/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
export WB_TEST_KEYRING="$1"
shift

if [ "$WB_TEST_KEYRING" = none ]; then
  export DBUS_SESSION_BUS_ADDRESS="unix:path=$folder/no-bus"
  "$@"
else
  # The daemon ends with the bus.
  dbus-run-session -- sh -c '
    printf "%s" "the password of the keyring" |
      gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    exec "$@"' sh "$@"
fi
