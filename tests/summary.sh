#!/bin/sh
# Adds up the results below a folder: summary.sh FOLDER. Status 1 when anything failed.
# What failed is named once more before the last line, since its own lines may be far up.
set -u
folder=$1
if [ -e "$folder/build.failed" ]; then
    echo 0 1 0 > "$folder/build.count"
    echo 'FAIL  build: some suites could not be built and did not run:'
    grep -E 'error:|[Ee]rror [0-9]|undefined reference|cannot find|No rule to make' \
        "$folder/build.log" | head -n 12 | cut -c 1-200 | sed 's/^/      /'
fi
find "$folder" -name '*.count' | sort | while read -r count; do
    read -r _ failed _ < "$count"
    name=${count#"$folder/"}
    [ "$failed" = 0 ] || echo "failed: ${name%.count}"
done
find "$folder" -name '*.count' -exec cat {} + | awk '
    { passed += $1; failed += $2 }
    END {
        print passed + 0 " passed, " failed + 0 " failed"
        exit failed > 0 || passed == 0
    }'
