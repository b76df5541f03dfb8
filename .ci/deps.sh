#!/bin/sh
# Installs what is missing to build Lectern, or to build and test it.
#
#     deps.sh [only-tell] build [test]
#
# With only-tell it installs nothing, and fails when something is missing.
#
# What is there is found out by linking a program with it, so libraries that came by
# another way than packages count as well, and the package manager is asked for nothing
# when nothing is missing. Works with apt-get, dnf, pacman, apk and brew.
set -eu
cc=${CC:-cc}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lectern-deps.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
    echo "deps: $*" >&2
    exit 1
}

# --- What is needed ----------------------------------------------------------------------

# NAME HEADER LIBRARY, then the package of apt-get, dnf, pacman, apk and brew; - is none.
build_table() {
    cat <<'EOT'
ncurses      ncurses.h  ncursesw   libncurses-dev    ncurses-devel      ncurses      ncurses-dev       ncurses
libyaml      yaml.h     yaml       libyaml-dev       libyaml-devel      libyaml      yaml-dev          libyaml
cmark        cmark.h    cmark      libcmark-dev      cmark-devel        cmark        cmark-dev         cmark
gumbo        gumbo.h    gumbo      libgumbo-dev      gumbo-parser-devel gumbo-parser gumbo-parser-dev  gumbo-parser
libunistring unistr.h   unistring  libunistring-dev  libunistring-devel libunistring libunistring-dev  libunistring
libstemmer   libstemmer.h stemmer  libstemmer-dev    libstemmer-devel   snowball     snowball-dev      snowball
sqlite       sqlite3.h  sqlite3    libsqlite3-dev    sqlite-devel       sqlite       sqlite-dev        sqlite
zlib         zlib.h     z          zlib1g-dev        zlib-devel         zlib         zlib-dev          zlib
EOT
}

test_table() {
    cat <<'EOT'
cmocka       cmocka.h   cmocka     libcmocka-dev     libcmocka-devel    cmocka       cmocka-dev        cmocka
libvterm     vterm.h    vterm      libvterm-dev      libvterm-devel     libvterm     libvterm-dev      libvterm
libasan      -          asan       -                 libasan            -            -                 -
libubsan     -          ubsan      -                 libubsan           -            -                 -
EOT
}

compiler_packages() {
    case $manager in
    apt-get) echo gcc libc6-dev ;;
    dnf) echo gcc glibc-devel ;;
    apk) echo gcc musl-dev ;;
    *) echo gcc ;;
    esac
}

# COMMAND, then its package of apt-get, dnf, pacman, apk and brew. Minimal images lack
# some of them.
tool_table() {
    cat <<'EOT'
awk  mawk       gawk       gawk       gawk       gawk
find findutils  findutils  findutils  findutils  findutils
cmp  diffutils  diffutils  diffutils  diffutils  diffutils
EOT
}

table() {
    build_table
    [ "$goal" = build ] || test_table
}

headers() {
    table | while read -r _ header _; do echo "$header"; done
}

libraries() {
    table | while read -r _ _ library _; do echo "$library"; done
}

# --- Probing -----------------------------------------------------------------------------

# links "HEADERS" "LIBRARIES": can a program be made with all of them?
links() {
    {
        # cmocka.h wants these before it.
        printf '#include <%s.h>\n' setjmp stdarg stddef stdint
        for header in $1; do [ "$header" = - ] || echo "#include <$header>"; done
        echo 'int main(void) { return 0; }'
    } > "$scratch/probe.c"
    libraries=
    for library in $2; do libraries="$libraries -l$library"; done
    $cc $search -o "$scratch/probe" "$scratch/probe.c" $libraries > "$scratch/log" 2>&1
}

has_tools() {
    [ "$goal" = build ] || tool_table | while read -r tool _; do
        command -v "$tool" > /dev/null || exit 1
    done
}

# Some of the tests' tools are in Python.
has_python() {
    [ "$goal" = build ] || command -v python3 > /dev/null
}

# CommonMark's own examples, as data; they are packaged for Debian alone.
has_examples() {
    [ "$goal" = build ] || [ "$manager" != apt-get ] ||
        [ -f /usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json ]
}

# package_here NAME APT DNF PACMAN APK BREW: what the package manager of this system calls
# it.
package_here() {
    case $manager in
    apt-get) echo "$2" ;;
    dnf) echo "$3" ;;
    pacman) echo "$4" ;;
    apk) echo "$5" ;;
    brew) echo "$6" ;;
    *) echo "$1" ;;
    esac
}

# Prints "NAME PACKAGE" of what is missing and can be installed here.
find_missing() {
    links '' '' || for package in $(compiler_packages); do echo "compiler $package"; done
    table | while read -r name header library packages; do
        package=$(package_here "$name" $packages)
        [ "$package" = - ] || links "$header" "$library" || echo "$name $package"
    done
    has_tools || tool_table | while read -r tool packages; do
        command -v "$tool" > /dev/null || echo "$tool $(package_here "$tool" $packages)"
    done
    has_python || echo "python3 python3"
    has_examples || echo "examples golang-github-yuin-goldmark-dev"
}

# --- Installing --------------------------------------------------------------------------

find_manager() {
    for manager in apt-get dnf pacman apk brew; do
        if command -v "$manager" > /dev/null 2>&1; then return; fi
    done
    manager=
}

install_command() {
    case $manager in
    apt-get) echo "apt-get install -y --no-install-recommends $*" ;;
    dnf) echo "dnf install -y $*" ;;
    # New packages on an old system are a partial upgrade, which Arch does not support;
    # a fresh image knows no packages before it is brought up to date.
    pacman)
        set -- --needed --noconfirm "$@"
        if ls /var/lib/pacman/sync/*.db > /dev/null 2>&1; then
            echo "pacman -S $*"
        else
            echo "pacman -Syu $*"
        fi ;;
    apk) echo "apk add $*" ;;
    brew) echo "brew install $*" ;;
    esac
}

# Writes the command that makes the next one root's.
find_root() {
    become=
    [ "$(id -u)" != 0 ] && [ "$manager" != brew ] || return 0
    for become in sudo doas; do
        if command -v "$become" > /dev/null 2>&1; then return 0; fi
    done
    return 1
}

install_packages() {
    command=$(install_command "$@")
    find_root || fail "you are not root and there is no sudo; as root, run: $command"
    echo "deps: installing with $manager: $*" >&2
    if [ "$manager" = apt-get ]; then
        $become apt-get update -qq >&2 || fail "'apt-get update' failed"
        command="env DEBIAN_FRONTEND=noninteractive $command"
    fi
    $become $command >&2 || fail "'$command' failed"
}

# --- The work ----------------------------------------------------------------------------

goal=build
only_tell=
for word in "$@"; do
    case $word in
    only-tell) only_tell=yes ;;
    test) goal=test ;;
    esac
done

find_manager
search=
if [ "$manager" = brew ]; then
    prefix=$(brew --prefix)
    search="-I$prefix/include -L$prefix/lib"
    search="$search -I$prefix/opt/ncurses/include -L$prefix/opt/ncurses/lib"
fi

# Once for all of them, so that it is quick when nothing is missing.
if links "$(headers)" "$(libraries)" && has_tools && has_python && has_examples; then
    exit 0
fi
find_missing > "$scratch/missing"
[ -s "$scratch/missing" ] || exit 0
names=$(cut -d' ' -f1 "$scratch/missing" | uniq | tr '\n' ' ')
[ -n "$manager" ] || fail "missing, and no package manager known here: $names"
[ -z "$only_tell" ] || fail "missing: $names; 'make test-deps' installs it"
install_packages $(cut -d' ' -f2 "$scratch/missing")
find_missing > "$scratch/missing"
[ ! -s "$scratch/missing" ] ||
    fail "'$cc' still cannot use $names: $(grep -m 1 -i error "$scratch/log")"
