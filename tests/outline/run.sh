#!/bin/sh
# Scores the outlines found in plain texts of others, whose outlines are known and which
# lie beside the sources.
#
#     run.sh --has-texts             status 0 when there are such texts
#     run.sh [TEST_OUTLINE]
#
# Prints precision, recall and F1 over all, by style and by corpus; status 1 when one is
# below its floor.
set -eu
bench=${OUTLINE_BENCH:-../shared/outline-bench}
program=${1:-build/release/tests/outline/test_outline}

if [ "$program" = --has-texts ]; then
    [ -f "$bench/score_outline.py" ] && command -v python3 > /dev/null
    exit
fi
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
