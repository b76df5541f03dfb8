#!/usr/bin/env python3
"""How well questions are answered, subjects gathered and names gone to.

    asked.py --go-to PROGRAM [--lectern PROGRAM] [--misses] [--tap] [COLLECTION...]

The cases are beside the queries of score.py: `questions`, `subjects` and `names` of each
collection, in two halves; README.md says what they hold. --misses lists what is missed,
of the half that may be seen. --tap compares with `floors.asked`, for a check.
"""
import argparse
import collections
import concurrent.futures
import fnmatch
import functools
import json
import os
import re
import subprocess
import tempfile

from score import FEW, HALVES, HERE, Fts5, Lectern, Library, fold, folder_of, mean, \
    plain_path

# How an answer says what it takes of an article: a section by its slug, a question or a
# label by its beginning, a point by what it has; without a sign anything.
SIGNS = "#?:~"
Answer = collections.namedtuple("Answer", "path sign rest")
Case = collections.namedtuple("Case", "collection half asked kind answers")


def read_answer(text):
    path, sign, rest = re.fullmatch(rf"([^{SIGNS}]*)([{SIGNS}]?)(.*)", text).groups()
    return Answer(plain_path(path), sign, rest)


def read_cases(collection, what, half):
    path = HERE / collection / f"{what}.{half}"
    cases = []
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line and not line.startswith("#"):
            asked, kind, answers = line.split("\t")
            cases.append(Case(collection, half, asked, kind,
                              [read_answer(text) for text in answers.split(" | ")]))
    return cases


def read_all(collection, what):
    """The cases of both halves."""
    return [case for half in HALVES for case in read_cases(collection, what, half)]


def is_at(path, answer):
    return fnmatch.fnmatchcase(plain_path(path), answer.path)


class Asked:
    """A collection, and what is asked about it."""

    def __init__(self, options, collection, home):
        self.collection, self.folder = collection, folder_of(collection)
        self.lectern = Lectern(options.lectern, home, self.folder)
        self.go_to = options.go_to
        self.outlines = self.lectern.outlines()
        self.entries = self.lectern.run("faq")
        self.others = None if options.tap else Fts5(Library(self.folder, self.outlines))

    @functools.cached_property
    def gone_to(self):
        """{what is typed: rows}, of all names."""
        typed = [case.asked for case in read_all(self.collection, "names")]
        done = subprocess.run(
            [self.go_to, str(self.folder)], input="".join(line + "\n" for line in typed),
            capture_output=True, text=True, check=True, env=self.lectern.environment)
        return {found["typed"]: found["found"]
                for found in map(json.loads, done.stdout.splitlines())}


# --- Questions --------------------------------------------------------------------------

def is_entry(row, answer):
    """Whether a row of `faq` is the answer."""
    if not is_at(row["path"], answer):
        return False
    if answer.sign == "?":
        return fold(row["question"]).startswith(fold(answer.rest))
    return answer.sign == "" or answer.rest in (row["section"], slug_of(row["question"]))


def slug_of(heading):
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading.lower()))


def sections_of(asked, answer):
    """The (path, slug) that answer, of an entry the heading or the section it is in."""
    found = set()
    for path, outline in asked.outlines.items():
        if not is_at(path, answer):
            continue
        if answer.sign == "?":
            slugs = [slug for title, slug in outline
                     if fold(title).startswith(fold(answer.rest))] or \
                    [row["section"] for row in asked.entries
                     if row["path"] == path and is_entry(row, answer)]
        elif answer.sign == "#":
            slugs = [answer.rest]
        else:
            slugs = ["", *(slug for _, slug in outline)]
        found.update((plain_path(path), slug) for slug in slugs)
    return found


def ask_question(asked, case):
    """An answer among the first rows of `faq`, of `search`, of one of the two."""
    right = set().union(*(sections_of(asked, answer) for answer in case.answers))
    entries = asked.lectern.run("faq", "--limit", str(FEW), "--", case.asked)[:FEW]
    passages = asked.lectern.rank(case.asked)[:FEW]
    faq = any(is_entry(row, answer) for row in entries for answer in case.answers)
    search = any(row in right for row in passages)
    outcome = {"either": faq or search, "faq": faq, "search": search,
               "nothing": not entries and not passages}
    if asked.others:
        outcome["fts5"] = any(row in right for row in asked.others.rank(case.asked)[:FEW])
    shown = [f"{row['path']}?{row['question']}" for row in entries] + \
            ["#".join(row) for row in passages]
    return outcome, shown


# --- Subjects ---------------------------------------------------------------------------

def is_point(row, answer):
    if not is_at(row["path"], answer):
        return False
    label = fold(row["label"])
    return {"": True, "#": row["section"] == answer.rest,
            ":": label.startswith(fold(answer.rest)),
            "~": fold(answer.rest) in label + fold(row["text"])}[answer.sign]


def ask_subject(asked, case):
    """How many of the first rows are sensible; whether a label stands there twice."""
    rows = asked.lectern.run("points", "--limit", str(FEW), "--", case.asked)[:FEW]
    sensible = sum(any(is_point(row, answer) for answer in case.answers) for row in rows)
    labels = [fold(row["label"]) for row in rows if row["label"]]
    outcome = {"sensible": sensible, "twice": len(labels) != len(set(labels)),
               "unlabelled": sum(not row["label"] for row in rows),
               "nothing": not rows}
    return outcome, [f"{row['path']}:{row['label']}" for row in rows]


# --- Names ------------------------------------------------------------------------------

def is_place(row, answer):
    return is_at(row["path"], answer) and row["section"] == answer.rest


def ask_name(asked, case):
    """What go-to has in the first place, among the first few."""
    rows = asked.gone_to[case.asked]
    places = [n for n, row in enumerate(rows)
              if any(is_place(row, answer) for answer in case.answers)]
    outcome = {"first": 0 in places, "five": bool(places) and places[0] < FEW,
               "nothing": not rows}
    return outcome, ["#".join(filter(None, (row["path"], row["section"])))
                     for row in rows[:FEW]]


# --- Reports ----------------------------------------------------------------------------

# What is asked, how, and the measure that says whether it was missed, with its best.
WAYS = {
    "questions": (ask_question, "either", 1),
    "subjects": (ask_subject, "sensible", FEW),
    "names": (ask_name, "first", 1),
}


def run_collection(options, collection):
    """{what: [(case, outcome, shown)]}"""
    with tempfile.TemporaryDirectory(prefix="lectern-finding.") as home:
        asked = Asked(options, collection, home)
        return {what: [(case, *way(asked, case)) for case in read_all(collection, what)]
                for what, (way, _, _) in WAYS.items()}


def run_collections(options, wanted):
    """{collection: what came of it}; a library at a time for each processor."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = {name: pool.submit(run_collection, options, name) for name in wanted}
        return {name: job.result() for name, job in jobs.items()}


def sums(judged):
    outcomes = [outcome for _, outcome, _ in judged]
    return {measure: mean(outcome[measure] for outcome in outcomes)
            for measure in outcomes[0]}


def print_table(what, judged):
    for half in HALVES:
        part = [row for row in judged if row[0].half == half]
        if not part:
            continue
        print(f"{what + ', ' + half:<24}{'n':>4} " +
              "".join(f"{measure:>11}" for measure in part[0][1]))
        for key in (lambda case: case.collection, lambda case: case.kind,
                    lambda case: "all"):
            groups = collections.defaultdict(list)
            for row in part:
                groups[key(row[0])].append(row)
            for name in sorted(groups):
                print(f"  {name:<22}{len(groups[name]):>4} " + "".join(
                    f"{value:>11.2f}" for value in sums(groups[name]).values()))
        print()


def print_misses(what, judged):
    """Of the seen half alone: the other one is to stay unknown."""
    _, measure, best = WAYS[what]
    for case, outcome, shown in judged:
        if case.half == "seen" and outcome[measure] < best:
            first = case.answers[0]
            print(f"{case.collection}: {case.asked} [{case.kind}]: {measure} "
                  f"{int(outcome[measure])}; wanted {''.join(first)}")
            for row in shown:
                print(f"        {row}")


def read_floors():
    """[(collection, what, measure, value)]"""
    lines = (HERE / "floors.asked").read_text("utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def check_floors(options):
    """TAP: what is reached, at least, on both halves together."""
    floors = read_floors()
    judged = run_collections(options, {name for name, *_ in floors if folder_of(name)})
    for number, (collection, what, measure, floor) in enumerate(floors, 1):
        name = f"{number} - {collection}, {what}, {measure}"
        if collection not in judged:
            print(f"ok {name} # SKIP it is not here")
            continue
        value = sums(judged[collection][what])[measure]
        right = value >= float(floor)
        print(f"{'ok' if right else 'not ok'} {name}: {value:.3f}, at least {floor}")
    print(f"1..{len(floors)}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lectern", default=os.environ.get("LECTERN", "build/lectern"))
    parser.add_argument("--go-to", type=os.path.abspath, required=True)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--tap", action="store_true")
    parser.add_argument("collection", nargs="*")
    options = parser.parse_args()
    if options.tap:
        check_floors(options)
        return
    here = sorted(path.name for path in HERE.iterdir() if path.is_dir())
    judged = run_collections(options, [
        name for name in options.collection or here
        if folder_of(name) and any(read_all(name, what) for what in WAYS)])
    for what in WAYS:
        rows = [row for ways in judged.values() for row in ways[what]]
        if rows:
            (print_misses if options.misses else print_table)(what, rows)


if __name__ == "__main__":
    main()
