# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors
# shellcheck shell=bash

# What the scripts share that make a system of Debian packages, from the mirrors that apt uses here.

# Asks as apt does, which knows of proxies and certificates.
has_suite ()
{
  local answer status=0

  answer=$(mktemp)
  /usr/lib/apt/apt-helper -o Acquire::Retries=1 -o Acquire::http::Timeout=20 \
    -o Acquire::https::Timeout=20 download-file "$1/dists/$2/Release" "$answer" >/dev/null 2>&1 \
    || status=$?
  rm -f "$answer"
  return "$status"
}

mirrors ()
{
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | sed 's,/$,,' | uniq
}

# find_mirror SUITE: prints the first of apt's mirrors that holds it and can be reached
find_mirror ()
{
  local mirror

  while read -r mirror; do
    if has_suite "$mirror" "$1"; then
      printf '%s\n' "$mirror"
      break
    fi
  done < <(mirrors)
}

# Programs that do not read apt's configuration look for the proxy here.
export_proxy ()
{
  eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
  [[ -z ${http_proxy:-} ]] || export http_proxy
}
