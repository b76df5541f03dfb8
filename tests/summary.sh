#!/bin/sh
# Adds up the results below a folder: summary.sh FOLDER. Status 1 when anything failed.
find "$1" -name '*.count' -exec cat {} + | awk '
    { passed += $1; failed += $2 }
    END {
        print passed + 0 " passed, " failed + 0 " failed"
        exit failed > 0 || passed == 0
    }'
