#!/usr/bin/env python3
"""How well a library is searched: queries of people, with the sections that answer.

    score.py [--lectern PROGRAM] [--misses] [--tap] [COLLECTION...]

A collection is a folder beside this file; README.md says what its files hold. Beside the
program the same queries are put to FTS5, as it comes with Python's SQLite (porter, any of
the words, bm25, a row a section), and to what grep does (articles by how many of the
words they have). The two halves are told apart. --misses lists what was not found first,
of the half that may be seen. --tap compares with `floors`, for a check.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
CORPORA = PROJECT.parent / "shared" / "corpora"
HALVES = ("seen", "held")
ROWS = 50       # rows that the program is asked for
PLACES = 10     # places that count for MRR
FEW = 5         # what is seen without moving

Case = collections.namedtuple("Case", "collection half asked kind answers")
# Places from 1 on, 0: not among the rows.
Outcome = collections.namedtuple("Outcome", "article section rows")


def fold(text):
    """A heading, a slug or a path as they are compared: letters and digits alone."""
    return re.sub(r"[\W_]+", "", text.lower())


def plain_path(path):
    """Marks of direction are no part of a name to those who write cases."""
    return re.sub("[\u2066-\u2069]", "", path)


# --- Cases ------------------------------------------------------------------------------

def folder_of(collection):
    """Where the articles of a collection are; None when they are not here."""
    if collection == "starter":
        return PROJECT / "seeds"
    folder = CORPORA / collection
    return folder if folder.is_dir() else None


def read_answers(text):
    """[(path, slug)]; a slug of None takes any section of the article."""
    answers = []
    for answer in text.split(" | "):
        path, sign, slug = answer.strip().partition("#")
        answers.append((plain_path(path), slug if sign else None))
    return answers


def read_cases(collection, what, half):
    path = HERE / collection / f"{what}.{half}"
    if not path.exists():
        return []
    cases = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 3:
            sys.exit(f"{path}:{number}: not three fields")
        cases.append(Case(collection, half, fields[0], fields[1], read_answers(fields[2])))
    return cases


# --- The program ------------------------------------------------------------------------

class Ranker:
    def rows(self, query):
        """[(path, sections)]: an article and its sections, all of one row."""
        return [(path, [slug]) for path, slug in self.rank(query)]


class Lectern(Ranker):
    """The program, with a home of its own, so that neither disturbs the other."""

    def __init__(self, program, home, folder):
        self.program, self.folder = os.path.abspath(program), str(folder)
        self.environment = dict(os.environ, HOME=home, LC_ALL="C.UTF-8")
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            self.environment[f"XDG_{name}_HOME"] = os.path.join(home, name.lower())

    def run(self, command, *words):
        """The objects that a command prints."""
        done = subprocess.run(
            [self.program, command, "--json", "-L", self.folder, *words],
            stdin=subprocess.DEVNULL, capture_output=True, env=self.environment,
            check=False)
        if done.returncode not in (0, 1):
            message = done.stderr.decode("utf-8", "replace")
            sys.exit(f"{self.program} {command} {words}: {done.returncode}\n{message}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def rows(self, query):
        """A row opens into the further sections of its article that were found."""
        rows = self.run("search", "--limit", str(ROWS), "--", query)
        return [(plain_path(row["path"]),
                 [row["section"], *(more["section"] for more in row.get("more", []))])
                for row in rows]

    def rank(self, query):
        return [(path, sections[0]) for path, sections in self.rows(query)]

    def outlines(self):
        """{path: [(title, slug)]} of all articles."""
        return {record["path"]: [(head["title"], head["slug"])
                                 for head in record.get("outline", [])]
                for record in self.run("export")}


# --- What it is compared with -----------------------------------------------------------

def heading_in(line, suffix):
    """What a line has for a heading, folded; empty when it can be none."""
    if suffix == ".md":
        line = line.lstrip("> ")
        return fold(line) if line.startswith("#") else ""
    if suffix == ".yaml":
        line = re.sub(r"^[\s-]*(heading|question|q):", "", line)
    return fold(line)


def split_sections(text, outline, suffix):
    """[(slug, heading and text)] of a source; slug '' before the first heading."""
    sections, slug, lines, wanted = [], "", [], 0
    folded = [fold(title) for title, _ in outline]
    for line in text.splitlines():
        here = heading_in(line, suffix)
        # One that the source has in another form is passed over; its text stays.
        for ahead in range(wanted, min(wanted + 3, len(outline)) if here else wanted):
            if folded[ahead] == here or (suffix == ".md" and folded[ahead] and
                                         folded[ahead] in here):
                sections.append((slug, "\n".join(lines)))
                slug, lines, wanted = outline[ahead][1], [], ahead + 1
                break
        lines.append(line)
    sections.append((slug, "\n".join(lines)))
    return sections


class Library:
    """The sources of a collection, for the others to look through."""

    def __init__(self, folder, outlines):
        self.sections = []   # (path, slug, text)
        self.articles = []   # (path, folded text)
        for path, outline in sorted(outlines.items()):
            text = (folder / path).read_text("utf-8", "replace")
            name = plain_path(path)
            self.articles.append((name, text.lower()))
            for slug, body in split_sections(text, outline, pathlib.Path(path).suffix):
                self.sections.append((name, slug, body))


class Fts5(Ranker):
    def __init__(self, library):
        import sqlite3   # which not every Python has, and a check does not need
        self.table = sqlite3.connect(":memory:", check_same_thread=False)
        self.table.execute("CREATE VIRTUAL TABLE section USING fts5("
                           "path UNINDEXED, slug UNINDEXED, body, tokenize='porter')")
        self.table.executemany("INSERT INTO section VALUES (?, ?, ?)", library.sections)

    def rank(self, query):
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        return self.table.execute(
            "SELECT path, slug FROM section WHERE section MATCH ? "
            "ORDER BY bm25(section), rowid LIMIT ?", (words, ROWS)).fetchall()


class Grep(Ranker):
    """`rg -i -c` of each word: articles by the words, then by how often."""

    def __init__(self, library):
        self.articles = library.articles

    def rank(self, query):
        words = set(re.findall(r"\w+", query.lower()))
        found = []
        for path, text in self.articles:
            counts = [text.count(word) for word in words]
            if any(counts):
                found.append((-sum(map(bool, counts)), -sum(counts), path))
        return [(path, None) for _, _, path in sorted(found)[:ROWS]]


# --- Judging ----------------------------------------------------------------------------

def judge(rows, answers):
    """The places of the right article and of the right section.

    A section that a row opens into is as many places further as it is steps away.
    """
    paths = list(dict.fromkeys(path for path, _ in rows))
    right_paths = {path for path, _ in answers}
    article = next((n for n, path in enumerate(paths, 1) if path in right_paths), 0)
    places = [row + step for row, (path, sections) in enumerate(rows, 1)
              for step, slug in enumerate(sections)
              if (path, slug) in answers or (path, None) in answers]
    return Outcome(article, min(places, default=0), len(rows))


MEASURES = ("article", "first", "five", "section", "nothing")


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def summed(outcomes):
    """{measure: value}; nothing is a share as well."""
    def reciprocal(place):
        return 1 / place if 0 < place <= PLACES else 0
    return {
        "article": mean(reciprocal(o.article) for o in outcomes),
        "first": mean(o.article == 1 for o in outcomes),
        "five": mean(0 < o.article <= FEW for o in outcomes),
        "section": mean(reciprocal(o.section) for o in outcomes),
        "nothing": mean(o.rows == 0 for o in outcomes),
    }


RANKERS = ("lectern", "fts5", "grep")


def run_collection(program, collection, cases, others):
    """[(case, {ranker: outcome})]"""
    folder = folder_of(collection)
    with tempfile.TemporaryDirectory(prefix="lectern-finding.") as home:
        lectern = Lectern(program, home, folder)
        lectern.run("search", "--limit", "1", "--", "a")   # indexes
        rankers = {"lectern": lectern}
        if others:
            library = Library(folder, lectern.outlines())
            rankers.update(fts5=Fts5(library), grep=Grep(library))
        return [(case, {name: judge(ranker.rows(case.asked), case.answers)
                        for name, ranker in rankers.items()}) for case in cases]


def run_collections(program, collections_cases, others):
    """{collection: judged}; a library at a time for each processor."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        jobs = {collection: pool.submit(run_collection, program, collection, cases, others)
                for collection, cases in collections_cases.items()}
        return {collection: job.result() for collection, job in jobs.items()}


# --- Reports ----------------------------------------------------------------------------

def print_groups(judged, key, order=None):
    groups = collections.defaultdict(list)
    for case, outcomes in judged:
        groups[key(case)].append(outcomes)
    for name in order or sorted(groups):
        line = f"  {name:<18}{len(groups[name]):>4} "
        for ranker in RANKERS:
            values = summed([outcomes[ranker] for outcomes in groups[name]])
            wanted = MEASURES if ranker == "lectern" else MEASURES[:-1]
            if ranker == "grep":
                wanted = MEASURES[:3]
            line += " |" + "".join(f"{values[m]:6.2f}" for m in wanted)
        print(line)


def print_table(judged):
    for half in HALVES:
        part = [row for row in judged if row[0].half == half]
        if not part:
            continue
        heads = "".join(f"{m:>6.6}" for m in ("MRR", "@1", "@5", "sect.", "none"))
        print(f"{half + ' half':<25} |{'lectern':<30} |{'fts5, porter, or':<24} |grep")
        print(f"{'':<20}{'n':>4}  |{heads} |{heads[:24]} |{heads[:18]}")
        print_groups(part, lambda case: case.collection)
        print_groups(part, lambda case: case.kind)
        print_groups(part, lambda case: "all")
        print()


def print_misses(judged):
    """Of the seen half alone: the other one is to stay unknown."""
    for case, outcomes in judged:
        own = outcomes["lectern"]
        if case.half != "seen" or (own.article == 1 and 0 < own.section <= 2):
            continue
        best = case.answers[0][0] + ("#" + case.answers[0][1] if case.answers[0][1] else "")
        print(f"{case.collection}: {case.asked} [{case.kind}]: article {own.article or '-'}, "
              f"section {own.section or '-'} of {own.rows}, fts5 "
              f"{outcomes['fts5'].article or '-'}: {best}")


def read_floors():
    """[(collection, measure, value)]"""
    floors = []
    for line in (HERE / "floors").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            collection, measure, value = line.split()
            floors.append((collection, measure, float(value)))
    return floors


def read_all(collection):
    """The queries of both halves."""
    return [case for half in HALVES for case in read_cases(collection, "queries", half)]


def check_floors(program):
    """TAP: what is reached, at least, on both halves together."""
    floors = read_floors()
    wanted = {collection: read_all(collection) for collection, _, _ in floors
              if folder_of(collection)}
    judged = run_collections(program, wanted, False)
    for number, (collection, measure, floor) in enumerate(floors, 1):
        if collection not in judged:
            print(f"ok {number} - {collection}, {measure} # SKIP it is not here")
            continue
        value = summed([o["lectern"] for _, o in judged[collection]])[measure]
        right = value <= floor if measure == "nothing" else value >= floor
        word = "at most" if measure == "nothing" else "at least"
        print(f"{'ok' if right else 'not ok'} {number} - {collection}, {measure}: "
              f"{value:.3f}, {word} {floor:.3f}")
    print(f"1..{len(floors)}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lectern", default=os.environ.get("LECTERN", "build/lectern"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--tap", action="store_true")
    parser.add_argument("collection", nargs="*")
    options = parser.parse_args()
    if options.tap:
        check_floors(options.lectern)
        return
    wanted = {}
    for name in sorted(path.name for path in HERE.iterdir() if path.is_dir()):
        if options.collection and name not in options.collection:
            continue
        if folder_of(name):
            wanted[name] = read_all(name)
        else:
            print(f"{name} is not here", file=sys.stderr)
    judged = [row for rows in run_collections(options.lectern, wanted, True).values()
              for row in rows]
    if options.misses:
        print_misses(judged)
    else:
        print_table(judged)


if __name__ == "__main__":
    main()
