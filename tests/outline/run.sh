#!/bin/sh
# Scores the outlines found in plain texts whose outlines are known.
#
#     run.sh [TEST_OUTLINE]
#
# Prints precision, recall and F1 over all, by style and by corpus; status 1 when one is
# below its floor, 77 when the texts or python3 are not there.
set -eu
bench=${OUTLINE_BENCH:-../shared/outline-bench}
program=${1:-build/release/tests/outline/test_outline}
skipped=77

[ -f "$bench/score_outline.py" ] || { echo "no $bench: skipped"; exit $skipped; }
command -v python3 > /dev/null || { echo "no python3: skipped"; exit $skipped; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT INT TERM
mkdir "$out/found"
"$program" "$bench/text" "$out/found"

score() {
    python3 "$bench/score_outline.py" "$bench/truth" "$out/found" --by style --by corpus "$@"
}
score
score --json > "$out/scores.json"
python3 - "$out/scores.json" << 'END'
import json, sys
# A little below what is reached, so that a change for the worse is seen.
floors = {'all': 0.97, 'style': 0.96, 'corpus': 0.95, 'corpus=obsidian-tasks': 0.92}
low = []
for group, score in json.load(open(sys.argv[1])).items():
    floor = floors.get(group, floors.get(group.split('=')[0], 0))
    if score['f1'] < floor:
        low.append('%s: F1 %.3f is below %.2f' % (group, score['f1'], floor))
print('\n'.join(low) or 'all at or above their floors')
sys.exit(1 if low else 0)
END
