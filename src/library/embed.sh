#!/bin/sh
# Writes the files of a folder as a C table, for include/library/embedded.h.
#
#     embed.sh FOLDER LIST
#
# LIST holds the paths relative to FOLDER, apart by white space. The table is sorted by
# path, bytewise. Each file ends in a NUL that its length does not count.
set -eu
export LC_ALL=C
folder=$1
paths=$(tr -s ' \t' '\n\n' < "$2" | sed '/^$/d' | sort)

echo '#include "library/embedded.h"'
number=0
for path in $paths; do
    printf '\nstatic const unsigned char file_%d[] = {\n' "$number"
    od -A n -v -t u1 "$folder/$path" | sed 's/ *\([0-9][0-9]*\)/\1,/g'
    echo '0};'
    number=$((number + 1))
done

printf '\nconst struct embedded_file embedded_files[] = {\n'
number=0
for path in $paths; do
    printf '    {"%s", file_%d, sizeof file_%d - 1},\n' "$path" "$number" "$number"
    number=$((number + 1))
done
[ "$number" -gt 0 ] || echo '    {0},'
printf '};\nconst size_t embedded_file_count = %d;\n' "$number"
