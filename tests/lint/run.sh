#!/bin/sh
# Checks what no compiler does; prints TAP. Run from the top of the tree.
#
#     run.sh OBJECTS COMPILER [FLAG...]
#
# OBJECTS is a folder with the objects of src/, as the release compiles them but without
# sanitizers, whose own data would be in them.
set -u
export LC_ALL=C
objects=$1
shift
here=tests/lint
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lectern-lint.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

sources=$(find src include -name '*.[ch]' | sort)
headers=$(find src include -name '*.h' | sort)
code=$(find src include tests -name '*.[ch]' | sort)
all=$(find . \( -name .git -o -name build -o -name .cache -o -name compile_commands.json \) -prune -o -type f -print | sort)

number=0
# report NAME: the check has failed when it has found something, a line each.
report() {
    number=$((number + 1))
    if [ -s "$scratch/found" ]; then
        echo "not ok $number - $1"
        sed 's/^/# /' "$scratch/found"
    else
        echo "ok $number - $1"
    fi
}

# Includes go down the layers only, and a library has one user.
awk -v headers="$headers" -f $here/layers.awk $sources > "$scratch/found"
report "layers"

# No module includes another that includes it, by whatever way: tsort complains of loops.
loops() { tsort 2>&1 > /dev/null | sed 's/^tsort: //'; }
{
    awk -v sources="$sources" -f $here/circles.awk $sources | loops
    printf 'a b\nb a\n' | loops | grep -q b || echo "tsort finds no loop, or is not there"
} > "$scratch/found"
report "no circle of includes"

# A header can be included first.
for header in $headers; do
    "$@" -fsyntax-only -x c "$header" > "$scratch/log" 2>&1 ||
        sed -n "s|.*error: |$header: |p" "$scratch/log" | head -n 1
done > "$scratch/found"
report "headers compile alone"

# Data that can change, outside functions: named in the list or a mistake. What is const
# but needs relocation stands in .data.rel.ro, which is no such data.
if objdump -t "$objects"/src/base/*.o 2> /dev/null | grep -q '\.text'; then
    find "$objects/src" -name '*.o' | sort | while read -r object; do
        source=${object#"$objects/"}
        [ -e "${source%.o}.c" ] || continue # left by a file that was moved
        objdump -t "$object" | awk -v object="${object#"$objects/"}" '
            / O / && $4 !~ /^\.(rodata|data\.rel\.ro)/ && \
                ($4 ~ /^\.t?(data|bss)/ || $4 == "*COM*") { print object ": " $NF }'
    done | sed 's/\.o: /.c: /; s/\.[0-9]*$//' |
        grep -v -x -F -f $here/globals.txt > "$scratch/found"
    report "no mutable globals"
else
    echo "ok $((number += 1)) - no mutable globals # SKIP no ELF objects, or no objdump"
fi

# Functions that are not to be called, or not everywhere.
awk -f $here/calls.awk $(find src -name '*.c' | sort) > "$scratch/found"
report "calls"

awk -f $here/form.awk $code > "$scratch/found"
report "form of the code"

awk -f $here/limits.awk SECURITY.md $sources > "$scratch/found"
report "limits in SECURITY.md"

awk -f $here/manual.awk src/man/lectern-library.5 $sources > "$scratch/found"
report "names in lectern-library.5"

# src/README.md names each folder and each table of the catalog, and no other table.
{
    find src -mindepth 1 -type d | sed 's|^src/||' | sort | while read -r folder; do
        grep -q "^| \`$folder\` |" src/README.md || echo "src/README.md: no folder $folder"
    done
    sed -n 's/.*CREATE \(VIRTUAL \)*TABLE \([a-z]*\).*/\2/p' src/catalog/store/schema.c |
        sort > "$scratch/tables"
    sed -n '/^| table | holds/,/^$/ { s/^| \(`[^|]*\)|.*/\1/p; }' src/README.md |
        tr ', ' '\n\n' | sed -n 's/`\(.*\)`/\1/p' | sort > "$scratch/described"
    comm -3 "$scratch/tables" "$scratch/described" |
        awk -F '\t' '$1 != "" { print "src/README.md: no table " $1 }
            $1 == "" { print "src/README.md: a table that is none: " $2 }'
} > "$scratch/found"
report "folders and tables in src/README.md"

awk '/\r$/ { print FILENAME ":" FNR ": carriage return" }
    /[ \t]$/ { print FILENAME ":" FNR ": blanks at the end of the line" }' \
    Makefile $(find src tests .ci -name '*.sh' -o -name '*.awk' -o -name run |
        grep -v '\.[ch]$') > "$scratch/found"
report "form of the scripts"

# Comments cite documents that are in the tree.
{
    grep -n -o -E '\b(DESIGN|FORMATS|SECURITY|STYLE) [0-9]+(\.[0-9]+)?' $sources |
        sed 's/$/ is in no document of ours/'
    grep -n -o -E '\b([A-Z]{5,}\.md|lectern[a-z-]*\.[1-9])\b' $sources |
        while IFS=: read -r file line cited; do
            [ -e "$cited" ] || [ -e "src/man/$cited" ] || echo "$file:$line: there is no $cited"
        done
} | grep -v -E '(README|SUMMARY)\.md$' > "$scratch/found"
report "documents that comments cite"

# The tree must make sense to those who have nothing but the tree.
grep -n -E '/wor[k]/|\bwt-[a-z]|TOD[O][:(]|FIXM[E]|\bXX[X]\b' $all /dev/null |
    grep -v -E '^\./seeds/|^Binary' | cut -c1-160 > "$scratch/found"
report "nothing left over"

echo "1..$number"
