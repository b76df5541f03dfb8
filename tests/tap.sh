#!/bin/sh
# Runs one test program, which speaks TAP, and keeps and shows its result.
#
#     tap.sh RESULT COMMAND [ARGUMENT...]
#
# RESULT ends in .tap and gets what the program prints; its twin .count gets the numbers
# "passed failed skipped". Shown is one line, what failed with what belongs to it, and
# lines that start with "info: ". A program that ends badly, or before its plan is
# fulfilled, has failed once more, whatever it printed.
set -u
result=$1
shift
stem=${result%.tap}
name=${stem##*/results/}
mkdir -p "${result%/*}"

# A test that hangs must not hang those who wait for it; not all systems have timeout.
# One that computes is measured by its own time, since a machine may have much else to do.
cpu_seconds=${CHECK_TIMEOUT:-300}
wall_seconds=$((cpu_seconds * 4))
limit=
command -v timeout > /dev/null 2>&1 && limit="timeout -k 5 $wall_seconds"

(
    ulimit -S -t "$cpu_seconds"
    CMOCKA_MESSAGE_OUTPUT=tap
    export CMOCKA_MESSAGE_OUTPUT
    exec $limit "$@"
) > "$result" 2> "$stem.err" < /dev/null
status=$?

summary=$(awk -v status="$status" -v wall="$wall_seconds" -v cpu="$cpu_seconds" '
    /^1\.\.[0-9]+/ { planned += substr($1, 4) }
    /^(not )?ok/ && /# SKIP/ { skipped++; next }
    /^ok/ { passed++ }
    /^not ok/ { failed++ }
    END {
        short = passed + failed + skipped < planned
        if (short || (status != 0 && !failed)) {
            failed++
            why = status == 124 ? "took longer than " wall " s" : \
                  status == 152 ? "took longer than " cpu " s of processor time" : \
                  status != 0 ? "ended with status " status : "ended too early"
        }
        print passed + 0, failed + 0, skipped + 0, why
    }' "$result")
set -- $summary
passed=$1 failed=$2 skipped=$3
shift 3
echo "$passed $failed $skipped" > "$stem.count"

{
    extra=
    [ "$skipped" = 0 ] || extra=", $skipped skipped"
    if [ "$failed" = 0 ]; then
        printf 'ok    %-34s %5d%s\n' "$name" "$passed" "$extra"
    else
        printf 'FAIL  %-34s %5d passed, %d failed%s%s\n' "$name" "$passed" "$failed" \
            "$extra" "${*:+: $*}"
        # What a failed test says stands behind it, up to the next result.
        awk '/^1\.\./ { bad = 0 } /^(not )?ok/ { bad = /^not ok/ && !/# SKIP/ } bad { print "      " $0 }' \
            "$result" | head -n 120
        # A program that broke down has said why at the end or, sanitised, at the start.
        if [ $# -gt 0 ]; then tail -n 3 "$result" | sed 's/^/      | /'; fi
        head -n 60 "$stem.err" | sed 's/^/      | /'
    fi
    sed -n 's/^info: /      /p' "$result"
} > "$stem.shown"
cat "$stem.shown"
