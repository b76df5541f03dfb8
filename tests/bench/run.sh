#!/bin/sh
# All measurements, as JSON Lines on standard output; what is left out and why is said on
# standard error.
#
#     run.sh FOLDER [PART...]
#
# FOLDER is where the program and the benchmarks are. The parts, all of them if none is
# named (`make bench`; one alone: `make bench-library`):
#
#     reader   reading, layout, small libraries, keys and their screens
#     library  a corpus of 1,582 articles, and 21,273 made of it: catalog, search, lookup
#              and first screen, beside FTS5 alone, rg, grep, find and less
#     growth   the same with 1,000, 10,000 and 100,000 small articles
#     quit     how long it takes to end at random moments: of indexing, of a search, of a
#              walk through many folders, while a large article comes in, while another
#              process holds the catalog, on a full disk
#
# Environment, which may be given to make as variables:
#
#     GROWTH     further sizes of the growth: GROWTH=1000000 takes some minutes and 5 GB
#     MOMENTS    of each way to end it in each situation (10)
#     LIBRARIES  a folder where made libraries stay, to be used again; by default they are
#                made in the scratch folder (below TMPDIR), which is removed
#     COLD       if set, a start with nothing of the disk in memory is measured as well:
#                needs root, and drops what the whole system has cached
#
# Screens need python3 and the measuring terminal that lies beside the sources, the
# library the corpora that lie there. A program of an age that knows no `index` or
# `search` is measured without.
set -eu
export LC_ALL=C.UTF-8
here=$(dirname "$0")
build=$(cd "$1" && pwd)
shift
parts=${*:-reader library growth quit}
shared=../shared
corpora=$shared/corpora
lectern=$build/lectern
tools=$build/tests/bench
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lectern-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# The measuring terminal hands on no other variable than HOME.
export HOME="$scratch/home" XDG_CACHE_HOME="$scratch/home/.cache"
mkdir -p "$XDG_CACHE_HOME"
unset LECTERN_LIBRARY

note() {
    echo "bench: $*" >&2
}

knows_command() {
    "$lectern" --help | grep -q "^  $1 "
}

knows_key() {
    "$lectern" --keys | grep -q "^  $1[, ]"
}

command=$tools/bench_command
ptybench=$shared/bench/ptybench.py
if [ -f $ptybench ] && command -v python3 > /dev/null; then
    screens=1
else
    note "no $ptybench or no python3: nothing is measured on the screen"
    screens=
fi

# screen FIELDS EXPECTED OPTION... -- PROGRAM...
screen() {
    fields=$1 expected=$2
    shift 2
    [ -z "$screens" ] ||
        python3 "$here/screen.py" $ptybench "$fields" --expect "$expected" "$@"
}

# --- reader ------------------------------------------------------------------------------

# The longest article below a folder, as seen from it.
longest() {
    (cd "$1" && find . -name '*.md' -size +8k -exec wc -c {} + | grep -v ' total$' |
        sort -n | tail -n 1 | sed 's/^ *[0-9]* *\.\///')
}

# reader_screen NAME EXPECTED PROGRAM...
reader_screen() {
    name=$1 expected=$2
    shift 2
    screen "\"bench\":\"screen\",\"library\":\"$name\",\"program\":\"lectern\"" \
        "$expected" --step 'line: j *40' --step 'page: <Space> b <Space> b <Space> b' \
        --step 'link: g<Tab> <Tab>*20' --step 'outline: t <Esc> t <Esc>' \
        --step 'tree width: ( ) ( )' -- "$@"
}

measure_reader() {
    "$tools/bench_read"
    set --
    for corpus in "$corpora/tubegraph" "$corpora/rust-book"; do
        [ ! -d "$corpus" ] || set -- "$@" "$corpus"
    done
    "$tools/bench_library" "$@"

    "$tools/bench_read" --write 10 > "$scratch/article.md"
    reader_screen starter 'Welcome' "$lectern"
    reader_screen 10mb 'An article' "$lectern" "$scratch/article.md"
    screen '"bench":"screen","library":"10mb","program":"lectern"' ' 0%' \
        --what 'all of it' -- "$lectern" "$scratch/article.md"
    [ ! -d $corpora/tubegraph ] || reader_screen tubegraph 'Tubegraph' "$lectern" \
        -L $corpora/tubegraph "$(longest $corpora/tubegraph)"
    ! command -v less > /dev/null ||
        screen '"bench":"screen","library":"10mb","program":"less"' 'An article' \
            --step 'line: j *40' -- less "$scratch/article.md"
}

# --- Libraries ---------------------------------------------------------------------------

# made NAME OPTION...: sets $library to the folder of the made library, which make_library
# makes with the options unless it is there.
made() {
    library=${LIBRARIES:-$scratch}/$1
    name=$1
    shift
    [ ! -d "$library" ] || return 0
    mkdir -p "${LIBRARIES:-$scratch}"
    rm -rf "$library.part"
    note "making $name"
    "$tools/make_library" "$@" "$library.part" >&2
    mv "$library.part" "$library"
}

# bytes_in FILE...: of all files of these names, and in folders of these names.
bytes_in() {
    find "$@" -type f -exec cat {} + | wc -c | tr -d ' '
}

# index FIELDS WHAT CATALOG ARGUMENT...: CATALOG is where it comes to be.
index() {
    fields="$1,\"what\":\"$2\",\"text_bytes\":$(bytes_in "$library")" catalog=$3
    shift 3
    line=$("$command" 1 "$fields" "$lectern" index -L "$library" "$@")
    set -- "$catalog"*
    echo "${line%\}},\"catalog_bytes\":$(bytes_in "$@")}"
}

# queries FIELDS QUERY...: the program's search from the shell.
queries() {
    fields=$1
    shift
    if ! knows_command search; then
        note "the program knows no 'search' command"
        return 0
    fi
    for query in "$@"; do
        quoted=$(echo "$query" | sed 's/"/\\"/g')
        "$command" 20 "$fields,\"query\":\"$quoted\"" "$lectern" search "$query" \
            -L "$library" --json
    done
}

# first_screens FIELDS EXPECTED: with a catalog, and with none, of the program as it is.
first_screens() {
    if knows_command index; then
        screen "$1" "$2" --what 'first screen, catalog' -- "$lectern" "$library"
        screen "$1" "$2" --what 'first screen, no catalog' --fresh --starts 3 -- \
            "$lectern" "$library"
    else
        screen "$1" "$2" --what 'first screen, no catalog' --starts 3 -- \
            "$lectern" "$library"
    fi
    [ -z "${COLD:-}" ] || screen "$1" "$2" --what 'first screen, no catalog, cold' \
        --fresh --cold --starts 3 -- "$lectern" "$library"
}

# keys FIELDS EXPECTED ARTICLE WORDS STEP...: the steps in an article, movement in the
# tree, and WORDS, in the language of the measuring terminal, typed into the lists.
keys() {
    fields=$1 expected=$2 article=$3 words=$4
    shift 4
    set -- "$@" --step 'tree: T j *20 T' \
        --step 'open go-to: o' --step "go-to: $words" --step 'close go-to: <Esc>'
    if knows_key s; then
        set -- "$@" --step 'open search: s' --step "search: $words" \
            --step 'close search: <Esc>'
    else
        note "the program knows no key for search"
    fi
    screen "$fields" "$expected" --starts 0 "$@" -- "$lectern" -L "$library" "$article"
}

# --- library -----------------------------------------------------------------------------

# What is asked for in the corpus, in words that FTS5 takes as well.
ask() {
    "$@" interest 'foreign policy trade' '"foreign policy"' 'int*' 'i*'
}
typed='i n t e r e s t <C-u> f o r e i g n <Space> p o l i c y <C-u> u k r a i n e'

# peer PROGRAM...: a search by another program, if it is there.
peer() {
    if command -v "$1" > /dev/null; then
        "$command" 5 "\"bench\":\"search\",\"library\":\"$name\",\"program\":\"$*\",$(:
        )\"query\":\"interest\"" "$@" interest "$library"
    else
        note "no $1 to compare with"
    fi
}

# one_library NAME: everything about $library.
one_library() {
    name=$1
    of="\"library\":\"$name\""
    note "measuring $name"
    "$tools/bench_floor" "$name" "$library" "$scratch/floor" 64
    rm -f "$scratch/floor"
    ask "$tools/bench_floor" "$name" "$library" "$scratch/floor" 1
    rm -f "$scratch/floor"
    if knows_command index; then
        by="\"bench\":\"index\",$of,\"program\":\"lectern\""
        for what in 'from nothing, --output' 'nothing changed, --output'; do
            index "$by" "$what" "$scratch/catalog" --output "$scratch/catalog"
        done
        rm -f "$scratch/catalog"*
        for what in 'from nothing' 'nothing changed'; do
            index "$by" "$what" "$XDG_CACHE_HOME/lectern"
        done
    else
        note "the program knows no 'index' command"
    fi
    ask queries "\"bench\":\"search\",$of,\"program\":\"lectern\""
    peer rg -c
    peer grep -r -l

    by="\"bench\":\"lookup\",$of,\"program\":"
    first_screens "$by\"lectern\"" Tubegraph
    screen "$by\"find, less\"" '\.md' -- \
        sh -c 'find "$1" -name "*.md" | less' sh "$library"
    keys "$by\"lectern\"" Tubegraph "$(longest "$library")" "$typed" \
        --step 'line: j *40' --step 'page: <Space> b <Space> b <Space> b'
    rm -rf "${XDG_CACHE_HOME:?}/lectern"
}

measure_library() {
    if [ ! -d $corpora/tubegraph ]; then
        note "no $corpora/tubegraph: no library is made of it"
        return 0
    fi
    library=$corpora/tubegraph
    one_library tubegraph
    made copies-21273 --from $corpora/tubegraph 21273
    one_library copies-21273
}

# --- growth ------------------------------------------------------------------------------

one_size() {
    of="\"bench\":\"growth\",\"articles\":$1"
    note "measuring $1 small articles"
    if knows_command index; then
        index "$of" 'sync, from nothing' "$XDG_CACHE_HOME/lectern"
        index "$of" 'sync, nothing changed' "$XDG_CACHE_HOME/lectern"
    fi
    ! knows_command search || queries "$of,\"what\":\"search command\"" 'rabo' \
        'rabo kiba debe' 'rab*'
    first_screens "$of" "Small $1"
    first=$(cd "$library" && find . -name '*.md' | sort | sed 's/^..//;q')
    keys "$of" "Small $1" "$first" \
        'r a b o <C-u> k i b a <Space> d e b e <C-u> m i t a d o' \
        --step 'follow: {<Tab><CR>}*8' --step 'back: <BS>*8'
    rm -rf "${XDG_CACHE_HOME:?}/lectern"
}

measure_growth() {
    for size in 1000 10000 100000 ${GROWTH:-}; do
        made "small-$size" --small "$size"
        one_size "$size"
        [ -n "${LIBRARIES:-}" ] || rm -rf "$library"
    done
}

# --- quit --------------------------------------------------------------------------------

# quit WHAT OPTION... -- ARGUMENT...: the key, signals, a closed terminal.
quit() {
    what=$1
    shift
    for word in "$@"; do
        shift
        set -- "$@" "$word"
        [ "$word" != -- ] || set -- "$@" "$lectern"
    done
    python3 "$here/quit.py" '"bench":"quit"' --what "$what" \
        --moments "${MOMENTS:-10}" "$@"
}

# A library of folders with hardly an article.
make_folders() {
    for one in $(seq 30); do
        for two in $(seq 100); do
            echo "$1/$one/$two"
        done
    done | while read -r folder; do
        mkdir -p "$folder"
        (cd "$folder" && mkdir 1 2 3 4 5 6 7 8 9 10)
    done
    echo '# Alone' > "$1/1/alone.md"
}

measure_quit() {
    if ! command -v python3 > /dev/null; then
        note "no python3: it is not measured how the program ends"
        return 0
    fi
    made small-6000 --small 6000
    quit 'nothing to do' --within 0.1:0.3 --
    quit 'indexing' --within 0:2 -- "$library"
    quit 'indexing, catalog held' --hold --within 0:2 -- "$library"
    "$lectern" index -L "$library" 2> /dev/null > /dev/null
    quit 'search, one letter' --keep --settle 0.2 --keys sa --quit-keys '\x1bq' \
        --within 0:0.3 -- "$library"
    quit 'go-to' --keep --settle 0.2 --keys oa --quit-keys '\x1bq' --within 0:0.1 \
        -- "$library"
    "$tools/bench_read" --write 33 > "$scratch/large.md"
    quit 'article of 33 MB' --within 0:2 -- "$scratch/large.md"
    make_folders "$scratch/folders"
    quit 'walk of 33,000 folders' --within 0:2 -- "$scratch/folders"
    rm -rf "$scratch/folders" "$scratch/large.md" "${XDG_CACHE_HOME:?}/lectern"
    if mkdir "$scratch/full" && mount -t tmpfs -o size=2m full "$scratch/full" \
        2> /dev/null; then
        (XDG_CACHE_HOME=$scratch/full && quit 'indexing, full disk' --within 0:2 -- \
            "$library")
        umount "$scratch/full"
    else
        note "no small file system can be mounted: nothing is measured on a full disk"
    fi
}

for part in $parts; do
    case $part in
    reader | library | growth | quit) "measure_$part" ;;
    *)
        note "no part '$part'"
        exit 2
        ;;
    esac
done
