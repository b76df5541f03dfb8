#!/usr/bin/env python3
"""Mutation testing: README.md tells what it does; `make mutate` calls it.

The environment says how to compile (CC_COMMAND), which libraries to link (LIBRARIES),
and how many mutants (N) from which random numbers (SEED), ONLY below which path.
"""
import concurrent.futures
import difflib
import hashlib
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict

sys.dont_write_bytecode = True  # the checkout is left as it is
import mutations

HOME = "build/mutate"
TREE = HOME + "/tree"
BUILT = "build/mutate"  # in the tree
COPIED = ["Makefile", "README.md", "src", "include", "tests", "seeds", ".ci",
          ".clang-format"]
JOBS = int(os.environ.get("JOBS") or min(2, os.cpu_count() or 1))
SUITES = int(os.environ.get("SUITES") or 10 ** 6)
MEMORY_BYTES = 6 << 30
FILE_BYTES = 1 << 29
COMPILE = shlex.split(os.environ["CC_COMMAND"])
LIBRARIES = shlex.split(os.environ["LIBRARIES"])
# What a change of argument order may not be.
STRICT = ["-w", "-Werror=int-conversion", "-Werror=incompatible-pointer-types",
          "-Werror=implicit-function-declaration"]


# --- The copy of the tree ----------------------------------------------------------------

def files_below(root):
    for name in COPIED:
        path = os.path.join(root, name)
        if os.path.isfile(path):
            yield name
        for folder, folders, files in os.walk(path):
            folders[:] = [f for f in folders if f != "__pycache__"]
            for file in files:
                yield os.path.relpath(os.path.join(folder, file), root)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def copy_tree():
    """Makes TREE like the checkout; what is the same already keeps its time."""
    wanted = set(files_below("."))
    for name in set(files_below(TREE)) - wanted if os.path.isdir(TREE) else ():
        os.remove(os.path.join(TREE, name))
    for name in wanted:
        target = os.path.join(TREE, name)
        if os.path.exists(target) and read(target) == read(name):
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy(name, target)


def build():
    subprocess.run(["make", "-s", "-j%d" % JOBS, "MODE=mutate", "mutate-programs"],
                   check=True, stdout=subprocess.DEVNULL)


# --- Programs that test -------------------------------------------------------------------

class Program:
    """A test program; `parts` are the files that tell whether it was changed."""

    def __init__(self, name, command, parts):
        self.name, self.command, self.parts = name, command, parts
        self.seconds, self.reached, self.size = 0.0, {}, 0

    def key(self):
        digest = hashlib.sha256()
        for part in sorted(self.parts):
            digest.update(part.encode() + b"\0" + read(part))
        return digest.hexdigest()


def below(*folders):
    return [os.path.join(at, name) for folder in folders
            for at, _, names in os.walk(folder) for name in names]


def all_programs():
    programs = []
    for source in sorted(below("tests")):
        folder, name = os.path.split(source)
        binary = os.path.join(BUILT, source[:-2])
        if name.startswith("test_tiny"):
            continue  # has copies of its own of much of the library
        if name.startswith("test_") and name.endswith(".c"):
            data = [f for f in below(folder) if not f.endswith((".c", ".h"))]
            programs.append(Program(source, [binary], [source] + data))
        elif name.startswith("fuzz_") and name.endswith(".c"):
            corpus = sorted(below("tests/fuzz/corpus/" + name[5:-2]))
            programs.append(Program(source, [binary] + corpus, [source] + corpus))
        elif name.endswith(".scr"):
            runner = os.path.join(BUILT, "tests/screens/run")
            screens = [f for f in below("tests/screens") if f.endswith(".screen")]
            programs.append(Program(source, [runner, source], [source] + screens))
    return programs


class Place:
    """Where a library lies and its programs may write; one for each worker."""

    def __init__(self, name):
        self.folder = os.path.abspath(os.path.join(BUILT, name))
        self.library = os.path.join(self.folder, "liblectern.so")
        self.home = os.path.join(self.folder, "home")
        self.program = os.path.join(self.folder, "lectern")
        os.makedirs(self.home, exist_ok=True)
        # It finds the library that lies beside it.
        shutil.copy(os.path.join(BUILT, "lectern"), self.program)

    def environment(self, **more):
        env = {k: v for k, v in os.environ.items()
               if k in ("PATH", "LANG", "USER", "LOGNAME", "TERM")}
        env.update(LD_LIBRARY_PATH=self.folder, LECTERN=self.program, HOME=self.home,
                   XDG_CACHE_HOME=self.home + "/cache", XDG_CONFIG_HOME=self.home,
                   TMPDIR=self.home, SCREEN_DEADLINE_MS="8000", **more)
        return env


def find_cage():
    """What keeps a mutant from other processes, and ends all that it has started."""
    cage = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"]
    try:
        subprocess.run(cage + ["true"], check=True, capture_output=True)
        return cage
    except (OSError, subprocess.CalledProcessError):
        return []


CAGE = find_cage()


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def passes(program, place, limit_seconds, **env):
    child = subprocess.Popen(CAGE + program.command, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             env=place.environment(**env), preexec_fn=limit,
                             start_new_session=True)
    try:
        return child.wait(limit_seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()


def limit_of(program):
    return 10 + 6 * program.seconds


# --- Linking --------------------------------------------------------------------------------

def sources():
    return sorted(f for f in below("src") if f.endswith(".c") and f != "src/main.c")


def compile_file(source, target, *flags):
    # A private header lies beside the file that it was copied from.
    beside = "-iquote" + os.path.dirname(re.sub(r".*?(src/)", r"\1", source))
    return subprocess.run(COMPILE + [*flags, beside, "-c", "-o", target, source],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def link(target, objects):
    subprocess.run(COMPILE[:1] + ["-shared", "-Wl,-soname,liblectern.so", "-o", target,
                                  *objects, *LIBRARIES], check=True)


def object_of(source):
    return os.path.join(BUILT, source[:-2] + ".o")


# --- Which lines a program reaches ----------------------------------------------------------

def build_reach(place):
    def compile_one(source):
        target = os.path.join(place.folder, source[:-2] + ".o")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        compile_file(source, target, "-w", "-O0", "-fsanitize-coverage=trace-pc").check_returncode()
        return target

    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        objects = list(pool.map(compile_one, sources()))
    hook = os.path.join(place.folder, "reach.o")
    subprocess.run(COMPILE + ["-w", "-c", "-o", hook, "tests/mutate/reach.c"], check=True)
    link(place.library, objects + [hook, os.path.join(BUILT, "gen/seeds.o")])


def read_blocks(library):
    """{address after the call that begins a block: {(file, line), ...}}"""
    listed = subprocess.run(["objdump", "-d", "--no-show-raw-insn", "-j", ".text", library],
                            capture_output=True, text=True, check=True).stdout
    addresses, starts, start, after_call = [], [], None, False
    for found in re.finditer(r"^ *([0-9a-f]+):\t(call.*<__sanitizer_cov_trace_pc)?", listed,
                             re.M):
        if after_call:
            start = int(found.group(1), 16)
        after_call = bool(found.group(2))
        if start is not None:
            addresses.append(found.group(1))
            starts.append(start)
    named = subprocess.run(["addr2line", "-e", library], input="\n".join(addresses),
                           capture_output=True, text=True, check=True).stdout
    blocks = defaultdict(set)
    for start, place in zip(starts, named.splitlines()):
        file, _, line = place.partition(" ")[0].rpartition(":")
        if line.isdigit():
            # A compiler cache may name the folder of another tree.
            blocks[start].add((re.sub(r"^.*/(?=src/)", "", file), int(line)))
    return blocks


def measure(program, place, blocks):
    mark = place.library + ".reach"
    if os.path.exists(mark):
        os.remove(mark)
    open(mark, "w").close()
    began = time.monotonic()
    ok = passes(program, place, 120)
    seconds = time.monotonic() - began
    entered, reached = read(mark), defaultdict(set)
    for start, lines in blocks.items():
        if start < len(entered) and entered[start]:
            for file, line in lines:
                reached[file].add(line)
    return ok, seconds, {f: sorted(lines) for f, lines in reached.items()}


class Reach:
    """What each program reaches, kept from one run to the next.

    Of a file that was changed since, it is known who reaches the file; all is found out
    anew when many files were changed, or a program."""

    def __init__(self):
        self.path = os.path.join(BUILT, "reach.json")
        self.kept = json.loads(read(self.path)) if os.path.exists(self.path) else {}
        self.now = {s: hashlib.sha256(read(s)).hexdigest() for s in sources()}
        then = self.kept.get("files", {})
        self.changed = {s for s in self.now if then.get(s) != self.now[s]}
        if len(self.changed) * 5 > len(self.now):
            self.kept = {"files": self.now, "known": {}, "programs": {}}
            self.changed = set()

    def missing(self, programs):
        return [p for p in programs
                if self.kept["programs"].get(p.name, {}).get("key") != p.key()]

    def measure(self, programs):
        print("finding out what %d test programs reach" % len(programs), flush=True)
        place, plain = Place("reach"), Place("plain")
        build_reach(place)
        shutil.copy(os.path.join(BUILT, "liblectern.so"), plain.library)
        blocks = read_blocks(place.library)
        places = [Place("reach-%d" % i) for i in range(JOBS)]
        for each in places:
            shutil.copy(place.library, each.library)
        for file, line in sorted(set().union(*blocks.values())):
            if file not in self.changed:
                self.kept["known"].setdefault(file, []).append(line)

        def one(program):
            own = places.pop()
            try:
                ok, seconds, reached = measure(program, own, blocks)
            finally:
                places.append(own)
            ok = ok or passes(program, plain, 120)
            return {"key": program.key(), "passes": ok, "seconds": seconds,
                    "reached": reached}

        with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
            for program, result in zip(programs, pool.map(one, programs)):
                self.kept["programs"][program.name] = result
        with open(self.path, "w") as file:
            json.dump(self.kept, file)

    def usable(self, programs):
        """Those that pass, with what they reach."""
        usable = []
        for program in programs:
            result = self.kept["programs"][program.name]
            if not result["passes"]:
                print("left out, since it fails unchanged: " + program.name)
                continue
            program.seconds = result["seconds"]
            program.reached = {f: set(at) for f, at in result["reached"].items()}
            program.size = sum(map(len, program.reached.values()))
            usable.append(program)
        self.known = {f: set(lines) for f, lines in self.kept["known"].items()}
        return usable

    def suites_for(self, programs, source, line):
        """The programs that reach a line, those that do so most particularly first."""
        known = self.known.get(source, set())
        # Not every line of a statement has code of its own.
        while line > 1 and line not in known and source not in self.changed:
            line -= 1

        def reaches(program):
            lines = program.reached.get(source, ())
            return lines if source in self.changed else line in lines
        return sorted(filter(reaches, programs), key=lambda p: (
            p.name.endswith(".scr"), p.size * (0.2 + p.seconds)))[:SUITES]


# --- Mutants --------------------------------------------------------------------------------

class Mutant:
    def __init__(self, source, text, mutation):
        self.source, self.mutation = source, mutation
        self.text = mutations.apply(text, mutation)
        self.result, self.by, self.seconds, self.suites = None, "", 0.0, 0
        old, new = text.split("\n"), self.text.split("\n")
        changed = [i for i in range(len(old)) if old[i] != new[i]] or [mutation.line - 1]
        self.line = changed[0] + 1
        self.diff = ["-" + old[i] for i in changed] + ["+" + new[i] for i in changed]

    def identity(self):
        return [self.source, self.mutation.kind] + self.diff


def without_debug(path):
    bare = path + ".bare"
    subprocess.run(["objcopy", "--strip-debug", path, bare], check=True)
    return read(bare)


def is_the_same_code(mutant, path, place, *flags):
    """Whether the compiler makes the same of the mutant and of what it was made from."""
    original = os.path.join(place.folder, "original.o")
    changed = os.path.join(place.folder, "changed.o")
    prefix = "-ffile-prefix-map=%s/=" % os.path.relpath(place.folder)
    compile_file(mutant.source, original, "-w", *flags, prefix)
    compile_file(path, changed, "-w", *flags, prefix)
    return without_debug(original) == without_debug(changed)


def judge(mutant, place, programs, reach):
    """caught, survived, unreached; or invalid, equivalent: these do not count."""
    path = os.path.join(place.folder, mutant.source)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(mutant.text)
    target = os.path.join(place.folder, "mutant.o")
    if compile_file(path, target, *STRICT).returncode != 0:
        return "invalid"
    if is_the_same_code(mutant, path, place):
        return "equivalent"
    suites = reach.suites_for(programs, mutant.source, mutant.line)
    mutant.suites = len(suites)
    if suites:
        objects = [target if s == mutant.source else object_of(s) for s in sources()]
        link(place.library, objects + [os.path.join(BUILT, "gen/seeds.o")])
    for program in suites:
        # What fails once may be the machine's fault.
        if not passes(program, place, limit_of(program)) and \
                not passes(program, place, limit_of(program)):
            mutant.by = program.name
            return "caught"
    if is_the_same_code(mutant, path, place, "-O2"):
        return "equivalent"
    return "survived" if suites else "unreached"


def all_lines(only):
    """[(file, text, [mutations of one line])]: each line is as likely as any other."""
    lines, folders = [], tuple(only.split())
    for source in sources():
        if not source.startswith(folders):
            continue
        text = read(source).decode()
        by_line = defaultdict(list)
        for mutation in mutations.mutations(text):
            by_line[mutation.line].append(mutation)
        lines += [(source, text, found) for found in by_line.values()]
    return lines


def draw(only, chance):
    lines = all_lines(only)
    if not lines:
        sys.exit("mutate: nothing to change below '%s'" % only)
    drawn = set()
    while True:
        source, text, found = chance.choice(lines)
        kind = chance.choice(sorted({m.kind for m in found}))
        mutation = chance.choice([m for m in found if m.kind == kind])
        if (source, mutation) not in drawn:
            drawn.add((source, mutation))
            yield Mutant(source, text, mutation)


def draw_again(report):
    """Those that survived last time, as far as they can still be made."""
    wanted = [entry["identity"] for entry in json.loads(read(report))["survivors"]]
    for source in sorted({identity[0] for identity in wanted}):
        if not os.path.exists(source):
            continue
        text = read(source).decode()
        for mutation in mutations.mutations(text):
            mutant = Mutant(source, text, mutation)
            if mutant.identity() in wanted:
                wanted.remove(mutant.identity())
                yield mutant


def run(drawn, count, programs, reach):
    places = [Place("worker-%d" % i) for i in range(JOBS)]
    lock, done, tries = threading.Lock(), [], Counter()
    stopped = threading.Event()

    def work(place):
        while True:
            with lock:
                mutant = next(drawn, None)
                if mutant is None or stopped.is_set() or sum(
                        tries[r] for r in ("caught", "survived", "unreached")) >= count:
                    return
            began = time.monotonic()
            result = judge(mutant, place, programs, reach)
            mutant.result, mutant.seconds = result, time.monotonic() - began
            with lock:
                tries[result] += 1
                done.append(mutant)
                if result not in ("invalid", "equivalent"):
                    print("%-9s %5.1f s  %s:%d  %s  %s" % (
                        result, mutant.seconds, mutant.source, mutant.line,
                        mutant.mutation.kind, mutant.by), flush=True)

    threads = [threading.Thread(target=work, args=(place,)) for place in places]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except KeyboardInterrupt:
        print("stopping when those are done that were begun", flush=True)
        stopped.set()
        for thread in threads:
            thread.join()
    return done, tries


# --- The report -----------------------------------------------------------------------------

def report(done, tries, seconds, seed):
    counted = [m for m in done if m.result in ("caught", "survived", "unreached")]
    lost = sorted((m for m in counted if m.result != "caught"),
                  key=lambda m: (m.source, m.line))
    lines = []
    for mutant in lost:
        how = "no test reaches it" if mutant.result == "unreached" else \
            "%d suites passed" % mutant.suites
        lines += ["", "%s:%d: %s: %s" % (mutant.source, mutant.line,
                                          mutant.mutation.kind, how)] + mutant.diff
    lines.append("")
    total, caught = Counter(), Counter()
    for mutant in counted:
        for name in (os.path.dirname(mutant.source), "all"):
            total[name] += 1
            caught[name] += mutant.result == "caught"
    for name in sorted(total, key=lambda n: (n == "all", n)):
        lines.append("%5.1f %%  %3d of %3d  %s" % (
            100 * caught[name] / total[name], caught[name], total[name], name))
    lines.append("seed %s, %d s; not counted: %d that do not compile, %d equivalent" % (
        seed, seconds, tries["invalid"], tries["equivalent"]))
    return "\n".join(lines), [{"identity": m.identity(), "line": m.line} for m in lost]


def main():
    os.nice(10)
    began = time.monotonic()
    seed = os.environ.get("SEED") or str(random.SystemRandom().randrange(10 ** 6))
    last = os.path.abspath(HOME + "/survivors.json")
    copy_tree()
    os.chdir(TREE)
    build()
    programs, reach = all_programs(), Reach()
    missing = reach.missing(programs)
    if missing:
        reach.measure(missing)
    programs = reach.usable(programs)
    began = time.monotonic()
    drawn = draw_again(last) if os.environ.get("AGAIN") else \
        draw(os.environ.get("ONLY") or "src/", random.Random(seed))
    done, tries = run(drawn, int(os.environ.get("N") or 200), programs, reach)
    if not done:
        return 0
    text, survivors = report(done, tries, time.monotonic() - began, seed)
    print(text)
    with open(last, "w") as file:
        json.dump({"seed": seed, "survivors": survivors}, file)
    with open(os.path.join(os.path.dirname(last), "report.txt"), "w") as file:
        file.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
