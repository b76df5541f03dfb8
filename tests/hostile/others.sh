#!/bin/sh
# Opens the hostile articles of others and checks with their tools that nothing they hold
# reaches the terminal as more than text; prints TAP. Articles and checker lie beside the
# sources, in ../shared/hostile; where they are not, there is nothing to do. Our own cases
# are in cases.py.
#
#     others.sh make LIBRARY            makes the articles
#     others.sh browse LIBRARY FOLDER   browses from one to the next, in one go
#     others.sh print LIBRARY FOLDER    prints each of them, and all that is known of all
#     others.sh open LIBRARY FOLDER     opens, pages and quits, one by one
#
# LECTERN is the program. TERM_OF_TEST and LANG_OF_TEST choose another terminal and locale
# than xterm-256color and C.UTF-8.
set -u
tools=../shared/hostile
way=$1
library=$2
folder=${3:-}
term=${TERM_OF_TEST:-xterm-256color}
lang=${LANG_OF_TEST:-C.UTF-8}
charset=utf-8
[ "$lang" != C ] || charset=ascii

check() {
    python3 "$tools/check_no_escape.py" --term "$term" --lang "$lang" --charset "$charset" \
        --require-clean-exit --timeout 600 --max-report 10 "$@"
}

# run KEYS DELAY ARGUMENT...: the program in a terminal, and KEYS pressed.
run() {
    keys=$1 delay=$2
    shift 2
    check --run --key-delay "$delay" --keys "$keys" -- "$LECTERN" "$@"
}

number=0
# report STATUS NAME, with what was said about it in $scratch.
report() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        LC_ALL=C sed 's/[^ -~]/?/g; s/^/# /' "$scratch"
    fi
}

count_files() {
    find "$library/$folder" -type f | grep -c .
}

browse() {
    # Each article is drawn, its first link selected, and its end seen.
    keys='{0.5}'
    left=$(count_files)
    while [ "$left" -gt 0 ]; do
        keys="$keys\\tG]"
        left=$((left - 1))
    done
    run "$keys{0.2}q" 0.03 "$library/$folder" > "$scratch" 2>&1
    report $? "browse $folder"
    # What the lists show: titles, links' targets, notices.
    run '{0.5}o{0.3}\x1b[6~{0.1}\x07t{0.2}\x07!{0.2}\x07o.md\n{0.2}\x07qq' 0.05 \
        "$library/$folder" > "$scratch" 2>&1
    report $? "lists of $folder"
}

print() {
    printed=$scratch.printed
    : > "$printed"
    for command in toc links 'links --broken' 'links --json' export 'toc --json'; do
        "$LECTERN" $command -L "$library/$folder" < /dev/null >> "$printed" 2>&1
        [ $? -le 2 ] || echo "'$command' ended with status $?" >> "$scratch.bad"
    done
    for file in "$library/$folder"/*; do
        "$LECTERN" show "$file" < /dev/null >> "$printed" 2>&1
        [ $? -le 2 ] || echo "'show' ended with status $?" >> "$scratch.bad"
    done
    # A name in a message is as hostile as one in a list.
    if [ "$folder" = names ]; then
        for file in "$library/$folder"/*; do
            "$LECTERN" show "$file.absent" < /dev/null >> "$printed" 2>&1
        done
    fi
    check "$printed" > "$scratch" 2>&1
    status=$?
    if [ -s "$scratch.bad" ]; then
        cat "$scratch.bad" >> "$scratch"
        status=1
    fi
    report $status "print $folder"
}

open_each() {
    for file in "$library/$folder"/*; do
        [ ! -d "$file" ] || continue # another library, not an article
        run '{0.1}\t Gq' 0.05 "$file" > "$scratch" 2>&1
        status=$?
        # A file that is no article is refused in a line, with status 2.
        if grep -q "'status': 512}" "$scratch" && grep -q ' 0 violations' "$scratch"; then
            status=0
        fi
        report $status "open $folder/$(basename "$file" | LC_ALL=C tr -c ' -~\n' '?')"
    done
}

scratch=$(mktemp "${TMPDIR:-/tmp}/lectern-hostile.XXXXXX")
trap 'rm -f "$scratch" "$scratch".*' EXIT
case $way in
make)
    rm -rf "$library"
    python3 "$tools/make_hostile.py" "$library" > "$scratch" 2>&1
    status=$?
    if grep -q 'out of range for platform time_t' "$scratch"; then
        number=$((number + 1))
        echo "ok $number - make the hostile articles # SKIP the last: times end in 2038 here"
    else
        report $status "make the hostile articles"
    fi
    ;;
browse) browse ;;
print) print ;;
open) open_each ;;
esac
echo "1..$number"
