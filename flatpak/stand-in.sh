# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors
# shellcheck shell=bash

# Stand-ins for org.gnome.Platform and org.gnome.Sdk, made of Debian packages: not the runtime that
# users have, but one of nearly the same libraries in the same places, where the real one is out of
# reach. flatpak/build-offline uses them.

# shellcheck source=build-aux/debian.sh
source "$root/build-aux/debian.sh"

# The first one that a mirror holds is used; source packages are looked for in all of these.
suites=(forky trixie)
source_suites=(sid forky trixie)
branch=$(manifest_value runtime-version)
triplet=x86_64-linux-gnu
runtime_repo=$work/runtime

# find_debian SUITE…: prints “suite mirror” for the first one that a mirror holds
find_debian ()
{
  local suite mirror

  for suite in "$@"; do
    mirror=$(find_mirror "$suite")
    if [[ -n $mirror ]]; then
      printf '%s %s\n' "$suite" "$mirror"
      break
    fi
  done
}

# What the stand-ins were made from; anything else makes others.
recipe ()
{
  printf '%s\n' "$branch" "${suites[@]}"
  cat "$root/flatpak/stand-in.sh" "$root/flatpak/runtime-packages"
}

# packages WHERE…: prints the names, with a comma after each
packages ()
{
  local where package

  while read -r where package; do
    if [[ " $* " == *" $where "* ]]; then
      printf '%s,' "$package"
    fi
  done <"$root/flatpak/runtime-packages"
}

# unpack_debian FOLDER WHERE…: fills the folder with the system's “usr” and “etc”. A mirror may be
# older than Debian thinks it should be.
unpack_debian ()
{
  local folder=$1

  shift
  mmdebstrap --variant=essential --include="$(packages "$@")" \
    --aptopt='APT::Install-Recommends "false"' \
    --aptopt='Acquire::Check-Date "false"' \
    --aptopt='Acquire::Check-Valid-Until "false"' \
    "$suite" "$folder.tar" "$mirror"
  mkdir -p "$folder"
  tar -x --no-same-owner -C "$folder" -f "$folder.tar" ./usr ./etc
  rm "$folder.tar"
}

# Flatpak makes these itself, and nobody reads the others.
remove_needless ()
{
  local name

  for name in passwd group shadow gshadow; do
    rm -f etc/"$name" etc/"$name"-
  done
  rm -rf etc/{machine-id,resolv.conf,hosts,hostname,mtab,localtime,timezone,.pwd.lock}
  rm -rf etc/apt etc/debian_version share/{doc,man,info}
}

# Where the programs of an application find its libraries.
write_library_path ()
{
  rm -rf etc/ld.so.conf.d etc/ld.so.cache
  printf '%s\n' /app/lib "/lib/$triplet" 'include /run/flatpak/ld.so.conf.d/app-*.conf' \
    'include /run/flatpak/ld.so.conf.d/runtime-*.conf' >etc/ld.so.conf
}

# With a folder of this name meson installs into /app/lib64, where nobody looks.
make_lib64_a_link ()
{
  mv lib64/ld-linux-x86-64.so.2 lib/
  ln -sf "$triplet/ld-linux-x86-64.so.2" lib/
  rmdir lib64
  ln -s lib lib64
}

# What Flatpak looks for in the path, and what the loaders of pictures make their sandboxes with.
link_programs ()
{
  local name

  [[ -e bin/ldconfig ]] || ln -s ../sbin/ldconfig bin/
  for name in flatpak-spawn xdg-open xdg-email; do
    ln -sf "../libexec/flatpak-xdg-utils/$name" bin/
  done
}

# flatpak-builder before 1.3 calls a program that is no more. Its successor does the same work, but
# looks for the metainfo where flatpak-builder has just moved it away from.
write_appstream_compose ()
{
  [[ -x bin/appstreamcli ]] || return 0
  cat >bin/appstream-compose <<'END'
#!/bin/sh
for id; do :; done
mkdir -p /app/share/metainfo
[ -e "/app/share/metainfo/$id.metainfo.xml" ] \
  || cp "/app/share/appdata/$id.appdata.xml" "/app/share/metainfo/$id.metainfo.xml"
exec appstreamcli compose --prefix=/ --origin="$id" --components="$id" --result-root=/app \
  --data-dir=/app/share/app-info/xmls --icons-dir=/app/share/app-info/icons/flatpak /app
END
  chmod +x bin/appstream-compose
}

# write_metadata NAME
write_metadata ()
{
  printf '[Runtime]\nname=%s\nruntime=org.gnome.Platform/x86_64/%s\nsdk=org.gnome.Sdk/x86_64/%s\n' \
    "$1" "$branch" "$branch"
}

# make_runtime NAME WHERE…: adds it to the repository
make_runtime ()
{
  local name=$1 new=$work/new

  shift
  rm -rf "$new"
  mkdir -p "$new"
  unpack_debian "$new/debian" "$@"
  mv "$new/debian/usr" "$new/files"
  mv "$new/debian/etc" "$new/files/etc"
  (
    cd "$new/files"
    remove_needless
    write_library_path
    make_lib64_a_link
    link_programs
    write_appstream_compose
  )
  write_metadata "$name" >"$new/metadata"
  flatpak build-export --runtime --files=files --arch=x86_64 --disable-sandbox \
    "$runtime_repo" "$new" "$branch"
  rm -rf "$new"
}

make_stand_ins ()
{
  local suite mirror

  read -r suite mirror < <(find_debian "${suites[@]}") \
    || skip "no mirror of apt's that holds Debian ${suites[*]} can be reached."
  export_proxy
  rm -rf "$runtime_repo" "$runtime_repo.recipe"
  make_runtime org.gnome.Platform platform
  make_runtime org.gnome.Sdk platform sdk
  flatpak build-update-repo "$runtime_repo"
  recipe >"$runtime_repo.recipe"
}
