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
        --expect "$expected" --step 'line: j *40' --step 'page: <Space> b <Space> b <Space> b' \
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
    for what, unit in ("bytes", "bytes"), ("last_ms", "ms"):
        line[step["name"] + "_" + unit] = step[what] and step[what]["p50"]
print(json.dumps(line))
PYTHON
}

"$build/tests/bench/bench_read" --write 10 > "$scratch/article.md"
screen starter 'Welcome' "$build/lectern"
screen 10mb 'An article' "$build/lectern" "$scratch/article.md"
if [ -d $corpora/tubegraph ]; then
    longest=$(cd $corpora/tubegraph && find . -name '*.md' -size +8k -exec wc -c {} + |
        grep -v total | sort -n | tail -n 1 | sed 's/^ *[0-9]* *\.\///')
    screen tubegraph 'Tubegraph' "$build/lectern" -L $corpora/tubegraph "$longest"
fi
