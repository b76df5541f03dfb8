#!/bin/sh
# Compiles every file against musl's headers, without linking: musl.sh FLAG...
#
# The libraries' own headers are the system's; what belongs to glibc must not be among
# them. Prints what does not compile. Run from the top of the tree.
set -u
command -v musl-gcc > /dev/null || { echo "musl: there is no musl-gcc (musl-tools)" >&2; exit 2; }
include=$(mktemp -d "${TMPDIR:-/tmp}/lectern-musl.XXXXXX")
trap 'rm -rf "$include"' EXIT
for header in curses ncurses ncurses_dll term unctrl yaml sqlite3 zlib zconf cmocka \
    cmocka_pbc cmocka_version vterm vterm_keycodes cmark cmark_export cmark_version \
    unitypes unictype unicase uniconv unigbrk unilbrk uninorm uniname unistdio unistr \
    uniwbrk uniwidth unimetadata libstemmer; do
    ln -s "/usr/include/$header.h" "$include"
done
ln -s /usr/include/unistring "$include"

failed=0
for file in $(find src tests -name '*.c' | sort); do
    musl-gcc -fsyntax-only -isystem "$include" "$@" "$file" || failed=$((failed + 1))
done
echo "$failed files do not compile against musl"
[ "$failed" = 0 ]
