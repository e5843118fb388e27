#!/bin/bash
# Brings a bare Debian 12 machine to a built program at build/bin/securepose: Debian packages, OpenVINO,
# networks, the demonstration video, build. Does only what is not done yet.
#
#   scripts/setup.sh                 the program
#   scripts/setup.sh --with-checks   also what the developers' checks need, and the tests
#
# SECUREPOSE_DEPS: folder for what does not come from Debian (default: ~/.cache/securepose).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1  # every checkout shares what was compiled
deps=${SECUREPOSE_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/securepose}
with_checks=no

step() { echo "set-up: $*"; }
fail() { echo "set-up: $*" >&2; exit 1; }

packages_missing_of() {
  local name
  for name in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || echo "$name"
  done
}

install_debian_packages() {
  local missing as_root=()
  missing=$(packages_missing_of "$@")
  [[ -n $missing ]] || return 0
  # One line of names, for the messages and for apt-get.
  missing=$(echo "$missing" | tr '\n' ' ')
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null ||
      fail "Debian packages are missing and neither root nor sudo is here. As root, run:
  apt-get install --no-install-recommends $missing"
    as_root=(sudo)
  fi
  step "Debian packages: $missing"
  "${as_root[@]}" apt-get update -qq ||
    fail "apt-get could not read the package lists. Is this machine connected to the network?"
  # shellcheck disable=SC2086
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends $missing >/dev/null ||
    fail "apt-get could not install the packages named above. Its message says why; on a full disk, free about 2 GB."
}

names_in() { grep -hv '^#' "$@" | grep -v '^$'; }

check_machine() {
  command -v dpkg-query >/dev/null ||
    fail "This is made for Debian 12, and dpkg is not here. See docs for other systems, or use a Debian 12 container."
  [[ $(uname -m) == x86_64 ]] ||
    fail "This machine is $(uname -m); the set-up fetches OpenVINO for x86_64 only."
}

fetch_dependencies() {
  # Debian's own Python: the converter needs Debian's python3-protobuf.
  local fetch=(/usr/bin/python3 "$root/scripts/setup/fetch.py" --deps "$deps")
  if ! command -v npm >/dev/null && "${fetch[@]}" --networks-missing; then
    install_debian_packages nodejs npm
  fi
  step "OpenVINO, networks and demonstration video in $deps"
  PYTHONDONTWRITEBYTECODE=1 "${fetch[@]}" || exit 1
}

build() {
  local options=() target=(--target securepose)
  command -v ccache >/dev/null && options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  [[ $with_checks == yes ]] && target=()
  step "building $root/build"
  (cd "$root" && cmake --preset release -DSECUREPOSE_DEPS="$deps" "${options[@]}" >/dev/null) ||
    fail "cmake could not configure the build; its message says why. Deleting $root/build and running this again helps after a change of machine."
  cmake --build "$root/build" "${target[@]}" ||
    fail "The build failed; the compiler's message is above. If the disk or the memory ran out, free some and run this again."
}

for argument in "$@"; do
  case $argument in
    --with-checks) with_checks=yes ;;
    --help | -h) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "set-up: unknown option $argument; --help tells what there is." >&2; exit 2 ;;
  esac
done

check_machine
lists=("$root/scripts/debian-packages.txt")
[[ $with_checks == yes ]] && lists+=("$root/scripts/debian-packages-checks.txt")
# shellcheck disable=SC2046
install_debian_packages $(names_in "${lists[@]}")
fetch_dependencies
build
step "done: $root/build/bin/securepose"
