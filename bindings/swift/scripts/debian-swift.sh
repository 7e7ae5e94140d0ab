#!/usr/bin/env bash
# Swift on a Debian that has none, without touching the system: a small Debian with Swift in it, in a folder of its own.
#   debian-swift.sh ready                    says whether it is there
#   debian-swift.sh setup                    makes it, once (root; some minutes, 3 GB)
#   debian-swift.sh run FOLDER… -- CMD…      runs CMD in the first folder; each is at its own path inside
# REQUITE_CACHE says where it is kept (/var/cache/requite). All packages come from the mirror that this system already uses,
# and are checked against its keys. Nothing stays mounted.
set -euo pipefail
cache=${REQUITE_CACHE:-/var/cache/requite}
suite=trixie # the first Debian with Swift 6
root=$cache/swift-$suite
tools=$cache/swift-$suite.tools

fail() {
  echo "debian-swift: $*" >&2
  exit 1
}

packages=(swiftlang lld libc6-dev libstdc++-14-dev git ca-certificates tzdata)

ready() { # as Debian's own list of what is whole says
  local state
  state=$(dpkg-query --admindir="$root/var/lib/dpkg" --show --showformat='${db:Status-Abbrev}\n' "${packages[@]}" 2>/dev/null) || return 1
  ! grep -qv '^ii' <<<"$state"
}

inside() { # inside FOLDER… -- CMD…
  # All mounts are made in a namespace that ends with the command.
  unshare --mount --propagation private bash -c '
    set -e
    root=$1 first=$2
    shift
    mkdir -p "$root/proc" "$root/dev"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    while [ "$1" != -- ]; do
      mkdir -p "$root$1"
      mount --rbind "$1" "$root$1"
      shift
    done
    shift
    exec chroot "$root" /usr/bin/env -i \
      HOME=/root LC_ALL=C.UTF-8 PATH=/usr/bin:/bin:/usr/sbin:/sbin DEBIAN_FRONTEND=noninteractive \
      bash -c '"'"'cd "$0" && exec "$@"'"'"' "$first" "$@"' _ "$root" "$@"
}

mirror() { # the first Debian mirror of this system, of either form of its list; files that are not there are no matter
  {
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources || true
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources || true
    sed -n 's/^deb \(\[[^]]*\] \)\?\([^ ]*\).*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/*.list || true
  } 2>/dev/null | sed -n '/security/!{p;q;}'
}

setup() {
  [ "$(id -u)" = 0 ] || fail "a Debian of its own can only be made by root; install Swift 6 yourself, or run this with sudo"
  command -v apt-get >/dev/null || fail "this is no Debian; install Swift 6 yourself"
  local from keys=/usr/share/keyrings/debian-archive-keyring.gpg
  from=$(mirror)
  [ -n "$from" ] || fail "this system names no Debian mirror"
  mkdir -p "$tools"
  # Two at once would spoil each other's work.
  exec 9>"$cache/swift-$suite.lock"
  flock 9
  ready && return
  # What a run that was cut short has left is begun anew: half a Debian is worse than none.
  rm -rf "$root"
  (
    cd "$tools"
    if [ ! -x debootstrap/usr/sbin/debootstrap ]; then
      apt-get update -qq
      apt-get download -qq debootstrap
      dpkg -x debootstrap_*_all.deb debootstrap
    fi
    DEBOOTSTRAP_DIR=$tools/debootstrap/usr/share/debootstrap debootstrap/usr/sbin/debootstrap \
      --keyring="$keys" --variant=minbase "$suite" "$root" "$from"
  )
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  inside "$tools" -- apt-get update -qq
  # Without libc6-dev the compiler does not find libc; lld links in a fraction of the time.
  inside "$tools" -- apt-get install -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends \
    "${packages[@]}"
  inside "$tools" -- apt-get clean
  inside "$tools" -- swift --version
}

case ${1:-} in
ready)
  ready || fail "not set up; $0 setup does it"
  ;;
setup)
  ready || setup
  ;;
run)
  ready || fail "not set up; $0 setup does it"
  shift
  folders=()
  while [ "${1:---}" != -- ]; do
    folders+=("$(readlink -f "$1")")
    shift
  done
  [ ${#folders[@]} -gt 0 ] && [ $# -gt 1 ] || fail "run FOLDER… -- CMD…"
  inside "${folders[@]}" "$@"
  ;;
*)
  sed -n '2,7s/^# \{0,1\}//p' "$0"
  exit 2
  ;;
esac
