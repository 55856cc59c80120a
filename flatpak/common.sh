# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors
# shellcheck shell=bash

# What flatpak/build and flatpak/build-offline share: the steps from the manifest to a bundle that
# is known to run, each a function “step_NAME”.

# shellcheck source=build-aux/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../build-aux/common.sh"

export WHEREABOUTS_FLATPAK=${WHEREABOUTS_FLATPAK:-app.whereabouts.Whereabouts}
id=$WHEREABOUTS_FLATPAK
manifest=$root/flatpak/$id.json
work=${WHEREABOUTS_FLATPAK_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/whereabouts/flatpak-${0##*/}}
results=$root/_build-flatpak
bundle=$results/whereabouts.flatpak
repo=$work/repo
state=$work/state
builder_options=()
bundle_options=()

# Nothing here touches what the user has installed.
export FLATPAK_USER_DIR=$work/user
export PYTHONDONTWRITEBYTECODE=1

# Where the runtime comes from, as “flatpak remote-add” wants it: […] NAME ADDRESS
runtime_remote=()

# skip REASON: ends a step that cannot be taken here
skip ()
{
  printf 'SKIP: %s\n' "$*"
  exit 77
}

# manifest_value KEY
manifest_value ()
{
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$manifest" "$1"
}

check_sandbox ()
{
  bwrap --unshare-all --ro-bind / / --proc /proc --dev /dev true \
    || skip 'bubblewrap can make no sandbox here. A container has to run privileged for that, a' \
            'computer has to let users make namespaces.'
  [[ $EUID == 0 || -n ${DBUS_SYSTEM_BUS_ADDRESS:-} || -S /run/dbus/system_bus_socket ]] \
    || skip 'Flatpak asks on the system bus what a user may install, and there is no such bus.'
}

# install_runtime NAME…
install_runtime ()
{
  local branch

  branch=$(manifest_value runtime-version)
  flatpak --user remote-add --if-not-exists "${runtime_remote[@]}" \
    || skip "the runtime cannot be had from ${runtime_remote[-1]}"
  flatpak --user install -y --noninteractive --or-update "${runtime_remote[-2]}" \
    "${@/%/\/\/$branch}"
}

step_build ()
{
  prepare_manifest
  flatpak-builder --user --force-clean --disable-rofiles-fuse --state-dir="$state" --repo="$repo" \
    --default-branch=stable "${builder_options[@]}" "$work/app" "$manifest"
}

# Prints the files that the desktop sees, from the folder “share” of an installation.
exports ()
{
  printf '%s\n' \
    "applications/$id.desktop" \
    "dbus-1/services/$id.service" \
    "icons/hicolor/scalable/apps/$id.svg" \
    "icons/hicolor/scalable/mimetypes/$id-websocket.svg" \
    "icons/hicolor/symbolic/apps/$id-symbolic.svg" \
    "metainfo/$id.metainfo.xml" \
    "mime/packages/$id.xml"
}

check_exports ()
{
  local file

  while read -r file; do
    [[ -e $FLATPAK_USER_DIR/exports/share/$file ]] || die "The Flatpak does not export $file"
  done < <(exports)
}

step_install ()
{
  flatpak --user remote-add --if-not-exists --no-gpg-verify whereabouts "file://$repo"
  flatpak --user install -y --noninteractive --reinstall whereabouts "$id"
  flatpak info --user --show-permissions "$id"
  check_exports
}

# The portal that a sandbox starts lives a little longer than its session: cat ends when the last
# process that writes does.
wait_for_all ()
{
  "$@" 2>&1 | cat
}

# test_in_sandbox [TEST]: what a screen reader finds in the window of the installed application
test_in_sandbox ()
{
  WHEREABOUTS=$root/flatpak/run WHEREABOUTS_CLI=whereabouts-cli \
    GSETTINGS_BACKEND=memory LC_ALL=C.UTF-8 \
    wait_for_all "$root/tests/helpers/with-session.sh" \
    /usr/bin/python3 "$root/tests/ui/test_accessibility.py" -v "$@"
}

step_test ()
{
  test_in_sandbox
}

# The demo feed on the built-in map has to do without a network. The settings are those that GNOME
# makes by itself.
step_picture ()
{
  local home=$work/home

  rm -rf "$home"
  mkdir -p "$home/gtk-4.0" "$results"
  chmod 700 "$home"
  printf '[Settings]\ngtk-font-name=Cantarell 11\ngtk-decoration-layout=:close\n' \
    >"$home/gtk-4.0/settings.ini"
  HOME=$home XDG_CONFIG_HOME=$home XDG_RUNTIME_DIR=$home WHEREABOUTS=$root/flatpak/run \
    WHEREABOUTS_FLATPAK_OPTIONS=--unshare=network LC_ALL=C.UTF-8 \
    wait_for_all "$root/build-aux/picture" "$results/whereabouts.png" 1280x800 20 --demo
  rm -rf "$home"
  printf 'The picture is %s\n' "$results/whereabouts.png"
}

# The file that users get is tried where nothing but the runtime is installed.
step_bundle ()
{
  mkdir -p "$results"
  flatpak build-bundle "${bundle_options[@]}" "$repo" "$bundle" "$id" stable
  export FLATPAK_USER_DIR=$work/second-user
  rm -rf "$FLATPAK_USER_DIR"
  install_runtime org.gnome.Platform
  flatpak --user install -y --noninteractive --bundle "$bundle"
  test_in_sandbox Accessibility.test_demo
  rm -rf "$FLATPAK_USER_DIR"
  printf 'The bundle is %s\n' "$bundle"
}

# run_step NAME: in a process of its own, which ends at the first command that fails
run_step ()
{
  local log=$work/$1.log began=$SECONDS status=0 word=FAILED

  "$0" --step "$1" >"$log" 2>&1 </dev/null || status=$?
  ((status == 0)) || ! is_fault_of_mirror "$log" || status=77
  case $status in
    0) word=ok ;;
    77) word=skipped ;;
  esac
  printf '%-8s %-8s %4d s  %s\n' "$word" "$1" $((SECONDS - began)) "$(tail -n 1 "$log")"
  ((status == 0 || status == 77)) || tail -n 40 "$log"
  return "$status"
}

# Takes one step after the other until one does not pass.
run_steps ()
{
  local passed=0 failed=0 skipped=0 status=0

  while (($# > 0 && status == 0)); do
    run_step "$1" || status=$?
    case $status in
      0) ((passed += 1)) ;;
      77) ((skipped += 1)) ;;
      *) ((failed += 1)) ;;
    esac
    shift
  done
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0))
}

# main [STEP…]: these steps, or all of the script's; two runs at a time would build into each other
main ()
{
  local step

  if [[ ${1:-} == --step ]]; then
    "step_$2"
    return
  fi
  (($# > 0)) || set -- "${steps[@]}"
  for step in "$@"; do
    [[ " ${steps[*]} " == *" $step "* ]] || die "There is no step “$step”, but these: ${steps[*]}"
  done
  mkdir -p "$work"
  exec 9>"$work/lock"
  flock 9
  run_steps "$@"
}
