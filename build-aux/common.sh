# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors
# shellcheck shell=bash

# What build-aux/run, build-aux/test and .ci/run share: packages, configuring and building.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

die ()
{
  printf '%s\n' "$*" >&2
  exit 1
}

# list_packages WHEN…: prints “package check” for each line of the list that serves one of them
list_packages ()
{
  local when package check

  while read -r when package check; do
    if [[ " $* " == *" $when "* ]]; then
      printf '%s %s\n' "$package" "$check"
    fi
  done <"$root/build-aux/packages"
}

# missing_packages WHEN…: prints the packages that dpkg does not have
missing_packages ()
{
  local package

  while read -r package _; do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed* ]]; then
      printf '%s\n' "$package"
    fi
  done < <(list_packages "$@")
}

is_there ()
{
  case $1 in
    pkg:*) pkg-config --exists "${1#pkg:}" 2>/dev/null ;;
    bin:*) command -v "${1#bin:}" >/dev/null ;;
    py:*) python3 -c "import ${1#py:}" 2>/dev/null ;;
    *) true ;;
  esac
}

# missing_checks WHEN…: prints what is missing on a system without apt
missing_checks ()
{
  local check

  while read -r _ check; do
    is_there "$check" || printf '%s\n' "$check"
  done < <(list_packages "$@")
}

apt_install ()
{
  local as_root=(env DEBIAN_FRONTEND=noninteractive)

  if ((EUID != 0)); then
    command -v sudo >/dev/null \
      || die "These packages are missing. Install them as root: apt-get install $*"
    as_root=(sudo "${as_root[@]}")
  fi
  printf 'Installing %s\n' "$*"
  "${as_root[@]}" apt-get update -qq || true
  "${as_root[@]}" apt-get install -qq -y --no-install-recommends "$@" \
    || die "apt could not install these packages: $*"
}

# is_fault_of_mirror LOG: whether apt could not get what the mirror said it has; a package that nobody
# has is a mistake of ours
is_fault_of_mirror ()
{
  grep -Eq "^Err:|^E: (Failed to fetch|Unable to fetch|Couldn't download)" "$1"
}

# install_missing WHEN…: makes sure that everything for these purposes is there
install_missing ()
{
  local missing

  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
  else
    mapfile -t missing < <(missing_checks "$@")
    ((${#missing[@]} == 0)) \
      || die "Please install what is missing (pkg: is a pkg-config name, bin: a program," \
             "py: a Python module) and try again: ${missing[*]}"
  fi
}

# build FOLDER [SETUP-ARGUMENT…]: configures where needed, then compiles; the arguments and the
# environment variable MESON_ARGS, which applies to a configured folder too, are meson options
build ()
{
  local folder=$root/$1
  local options

  shift
  read -ra options <<<"${MESON_ARGS:-}"
  if [[ ! -f $folder/build.ninja ]]; then
    meson setup "$folder" "$root" "$@" "${options[@]}" || die "The build could not be set up."
  elif ((${#options[@]} > 0)); then
    meson configure "$folder" "${options[@]}" || die "The build could not be set up."
  fi
  ninja -C "$folder" || die "The project did not build."
}
