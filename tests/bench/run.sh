#!/bin/sh
# All measurements, as JSON Lines: run.sh FOLDER, where the program and the benchmarks are.
# Those of the screen need the measuring terminal that lies beside the sources.
set -eu
build=$1
shared=../shared
corpora=$shared/corpora
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lectern-bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

"$build/tests/bench/bench_read"
set --
for corpus in "$corpora/tubegraph" "$corpora/rust-book"; do
    [ ! -d "$corpus" ] || set -- "$@" "$corpus"
done
"$build/tests/bench/bench_library" "$@"

if [ ! -f $shared/bench/ptybench.py ] || ! command -v python3 > /dev/null; then
    echo "bench: no $shared/bench, so nothing is measured on the screen" >&2
    exit 0
fi

# screen NAME EXPECTED PROGRAM...: at 120x40, from the start to the quit.
screen() {
    name=$1 expected=$2
    shift 2
    HOME=$scratch LC_ALL=C.UTF-8 python3 $shared/bench/ptybench.py --size 120x40 \
        --expect "$expected" --step 'line: j *40' --step 'page: <Space> *10' \
        --step 'link: g<Tab> <Tab>*20' --repeat 5 --runs 1 --quit q \
        --json "$scratch/result" -- "$@" > "$scratch/table" 2>&1 || {
        cat "$scratch/table" >&2
        return 1
    }
    python3 - "$name" "$scratch/result" << 'PYTHON'
import json, statistics, sys
name, path = sys.argv[1:]
result = json.load(open(path))[0]
starts = result["starts"]
line = {"bench": "screen", "library": name,
        "first_screen_ms": statistics.median(s["ready_ms"] for s in starts),
        "peak_kib": max(r["end"]["rss_kib"] for r in result["runs"])}
for step in result["runs"][0]["steps"]:
    line[step["name"] + "_bytes"] = step["bytes"]["p50"]
    line[step["name"] + "_ms"] = step["last_ms"]["p50"]
print(json.dumps(line))
PYTHON
}

"$build/tests/bench/bench_read" --write 10 > "$scratch/article.md"
screen starter 'Welcome' "$build/lectern"
screen 10mb 'An article' "$build/lectern" "$scratch/article.md"
[ ! -d $corpora/tubegraph ] || screen tubegraph 'of [0-9]+' "$build/lectern" $corpora/tubegraph
