#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

# Runs a test that needs a display in an X server of its own, and ends with the status of the test:
# that of xvfb-run is not always the same.

if ! command -v xvfb-run >/dev/null; then
  echo '1..0 # SKIP xvfb-run is not installed'
  exit 0
fi

status=$(mktemp)
trap 'rm -f "$status"' EXIT

GTK_A11Y=${GTK_A11Y:-none} GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1 \
  xvfb-run -a -s '-screen 0 1280x900x24' sh -c '"$@"; echo $? >"$0"' "$status" "$@"
exit "$(cat "$status")"
