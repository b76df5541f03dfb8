#!/bin/sh
# Compares the words of our own articles with the words that the program prints; TAP.
#
#     run.sh PATH...
set -u
if ! command -v python3 > /dev/null || ! command -v diff > /dev/null; then
    echo "ok 1 - words # SKIP no python3 or no diff"
    exit 0
fi
number=0
for path; do
    number=$((number + 1))
    if found=$(python3 tests/words/words.py --lectern "$LECTERN" -v --search 12 \
        --exceptions tests/words/exceptions.txt "$path" 2>&1); then
        echo "ok $number - $path"
    else
        echo "not ok $number - $path"
        printf '%s\n' "$found" | head -n 60 | sed 's/^/# /'
    fi
done
echo "1..$number"
