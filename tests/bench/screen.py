#!/usr/bin/env python3
"""Measures a program on a screen, by the terminal that lies beside the sources.

    screen.py PTYBENCH FIELDS [OPTION...] -- PROGRAM [ARGUMENT...]

Prints JSON Lines that begin with FIELDS ("bench":"screen", say): the first screen, each
step and the memory at the end. Exit status 1 when a screen is not what was expected.
"""
import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

DROP_CACHES = "/proc/sys/vm/drop_caches"


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("ptybench")
    parser.add_argument("fields")
    parser.add_argument("--what", default="first screen")
    parser.add_argument("--expect", required=True, help="what the first screen shows")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--fresh", action="store_true",
                        help="give each start an empty cache folder")
    parser.add_argument("--cold", action="store_true",
                        help="and no file in the memory of the system (as root)")
    parser.add_argument("--step", action="append", default=[], help="NAME: KEYS")
    parser.add_argument("command", nargs="+")
    return parser.parse_args()


def drop_caches():
    os.sync()
    with open(DROP_CACHES, "w") as knob:
        knob.write("3\n")


def measure(args, starts, steps, environment):
    """One call of the measuring terminal; what it has found."""
    with tempfile.TemporaryDirectory() as scratch:
        result = os.path.join(scratch, "result")
        command = [sys.executable, args.ptybench, "--size", "120x40", "--quit", "q",
                   "--expect", args.expect, "--repeat", str(starts), "--runs", "1",
                   "--timeout", "60", "--json", result]
        for step in steps:
            command += ["--step", step]
        done = subprocess.run(command + ["--"] + args.command, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            with open(result) as file:
                return json.load(file)[0]
        except (OSError, ValueError):
            sys.exit("bench: the screen cannot be measured: "
                     + done.stdout.decode("utf-8", "replace")[-400:])


@contextlib.contextmanager
def fresh_cache():
    home = tempfile.mkdtemp(dir=os.environ.get("HOME"))
    try:
        yield dict(os.environ, HOME=home, XDG_CACHE_HOME=home + "/.cache")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def first_screens(args):
    if not (args.fresh or args.cold):
        return measure(args, args.starts, [], dict(os.environ))["starts"]
    starts = []
    for _ in range(args.starts):
        with fresh_cache() as environment:
            if args.cold:
                drop_caches()
            starts += measure(args, 1, [], environment if args.fresh
                              else dict(os.environ))["starts"]
    return starts


def quantile(values, share):
    values = sorted(values)
    return round(values[min(len(values) - 1, int(len(values) * share))], 2)


def say(args, what, **figures):
    line = json.loads("{%s}" % args.fields)
    line["what"] = what
    line.update(figures)
    print(json.dumps(line, separators=(",", ":")), flush=True)


def report_starts(args):
    starts = first_screens(args)
    times = [start["ready_ms"] for start in starts if start["ok"]]
    if len(times) < args.starts:
        sys.exit("bench: '%s' does not show '%s'" % (args.command[0], args.expect))
    say(args, args.what, p50_ms=quantile(times, .5), p95_ms=quantile(times, .95),
        bytes=statistics.median(start["bytes"] for start in starts),
        peak_kib=max(start["rss_kib"] for start in starts))


def report_steps(args):
    run = measure(args, 0, args.step, dict(os.environ))["runs"][0]
    for step in run["steps"]:
        if not step["ok"] or not step["last_ms"]:
            sys.exit("bench: step '%s' does not do what it should" % step["name"])
        say(args, step["name"], p50_ms=step["last_ms"]["p50"],
            p95_ms=step["last_ms"]["p95"], bytes=step["bytes"]["p50"])
    say(args, "memory", peak_kib=run["end"]["rss_kib"])


def main():
    args = arguments()
    if args.starts > 0:
        report_starts(args)
    if args.step:
        report_steps(args)


main()
