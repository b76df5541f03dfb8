#!/bin/sh
# Runs the two commands of the README in a minimal Debian that has git and make only.
#
#     check-in-root.sh SUITE [ARCHITECTURE]
#
# The root gets a clone of this tree, with what is not committed, and what lies in
# ../shared beside it. It is removed at the end. Status: that of the commands; 0, with a
# line that says why, where no root can be made.
set -u
suite=$1
arch=${2:-}
mirror=${MIRROR:-http://deb.debian.org/debian}
top=$(cd "$(dirname "$0")/.." && pwd)
root=

skip() {
    echo "not checked in Debian $suite: $*"
    clean_up
    exit 0
}

clean_up() {
    trap - EXIT
    [ -n "$root" ] || return 0
    for place in dev/pts dev proc shared; do umount -l "$root/$place" 2> /dev/null; done
    # A file system that is still mounted must not be emptied.
    grep -q " $root/" /proc/mounts || rm -rf --one-file-system "$root"
    root=
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

[ "$(id -u)" = 0 ] || skip "only root can make one"
if ! command -v debootstrap > /dev/null 2>&1; then
    command -v apt-get > /dev/null 2>&1 || skip "there is no debootstrap"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends debootstrap; } > /dev/null 2>&1 ||
        skip "debootstrap cannot be installed"
fi

root=$(mktemp -d "${TMPDIR:-/tmp}/lectern-root.XXXXXX") || skip "no temporary folder"
chmod 755 "$root" # tests that are not root's must be able to enter it
echo "making a minimal Debian $suite in $root"
debootstrap ${arch:+--arch="$arch"} --variant=minbase --include=git,make,ca-certificates \
    "$suite" "$root" "$mirror" > "$root.log" 2>&1 ||
    skip "debootstrap failed: $(grep '^E:' "$root.log" | tail -n 1)"
rm -f "$root.log"
mkdir -p "$root/shared" "$root/lectern"
mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" &&
    mount --make-rslave "$root/dev" || skip "nothing can be mounted"
if [ -d "$top/../shared" ]; then mount --bind "$top/../shared" "$root/shared"; fi
cp /etc/resolv.conf "$root/etc/resolv.conf" 2> /dev/null
git -C "$top" ls-files -z --cached --others --exclude-standard |
    (cd "$top" && xargs -0 tar cf - --ignore-failed-read) | tar xf - -C "$root/lectern"

echo "make run and make check in Debian $suite${arch:+ $arch}:"
chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    TERM=xterm-256color LC_ALL=C.UTF-8 ${http_proxy:+http_proxy="$http_proxy"} \
    WERROR="${WERROR--Werror}" sh -c 'cd /lectern &&
        if make run WERROR="$WERROR" < /dev/null > /run.log 2>&1 &&
            grep -q "NATO" /run.log
        then echo "make run: shows the starter library"
        else tail -n 30 /run.log; echo "make run: failed"; exit 1
        fi && make check WERROR="$WERROR"'
