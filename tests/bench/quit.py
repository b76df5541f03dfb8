#!/usr/bin/env python3
"""Measures how long the program takes to end, at random moments of what it does.

    quit.py FIELDS [OPTION...] -- PROGRAM [ARGUMENT...]

Prints a JSON line for each way to end it, which begins with FIELDS ("bench":"quit",
say): the key, SIGTERM, SIGHUP and a terminal that is closed. The time is from then until
the process is gone, not only its screen; cpu_ms is what it took of a processor in that
time, which a loaded machine does not change.
"""
import argparse
import json
import os
import pty
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import fcntl
import time

WAYS = ["q", "term", "hup", "closed"]
# What ends it at once is the floor: --ways kill.
SIGNALS = {"term": signal.SIGTERM, "hup": signal.SIGHUP, "kill": signal.SIGKILL}
GIVE_UP_S = 20
APART_S = 0.1  # between Escape and the next key


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("fields")
    parser.add_argument("--what", required=True)
    parser.add_argument("--moments", type=int, default=10, help="of each way")
    parser.add_argument("--within", default="0.05:1", metavar="S:S",
                        help="seconds after the keys, or else after the first screen")
    parser.add_argument("--keys", default="", help="typed before, as in C: \\r")
    parser.add_argument("--pause", type=float, default=0, help="seconds between keys")
    parser.add_argument("--quit-keys", default="q", help="what ends it by keys: timed from the last")
    parser.add_argument("--settle", type=float, default=0,
                        help="seconds between the first screen and the keys")
    parser.add_argument("--keep", action="store_true",
                        help="use the cache folder of the environment")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--hold", action="store_true",
                        help="hold a lock on each database that comes to be")
    parser.add_argument("--slow", type=float, default=100,
                        help="ms from which on a moment is told on standard error")
    parser.add_argument("command", nargs="+")
    return parser.parse_args()


class Run:
    """The program in a terminal of its own."""

    def __init__(self, command, environment):
        self.pid, self.tty = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.tty, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.exit = os.pidfd_open(self.pid)

    def drain(self, seconds):
        """Reads what is drawn; how much it was. True too when the process is gone."""
        until, total = time.monotonic() + seconds, 0
        while True:
            left = until - time.monotonic()
            fds = [self.exit] + ([self.tty] if self.tty is not None else [])
            ready = select.select(fds, [], [], max(left, 0))[0]
            if self.tty in ready:
                try:
                    total += len(os.read(self.tty, 65536))
                    if left > 0:
                        continue
                except OSError:
                    self.close()
            if self.exit in ready:
                return -1
            if left <= 0:
                return total

    def first_screen(self):
        until = time.monotonic() + GIVE_UP_S
        while time.monotonic() < until:
            if self.drain(0.01) > 500:
                return
        sys.exit("bench: no screen is drawn")

    def close(self):
        if self.tty is not None:
            os.close(self.tty)
        self.tty = None

    def cpu(self):
        """Seconds of all its threads; None when it is gone."""
        try:
            return time.clock_gettime(~self.pid << 3 | 2)
        except OSError:
            return None

    def end(self, way, keys):
        if way == "q":
            for key in keys[:-1]:
                os.write(self.tty, key.encode())
                self.drain(APART_S)
            used = self.cpu()
            os.write(self.tty, keys[-1:].encode())
        elif way == "closed":
            used = self.cpu()
            self.close()
        else:
            used = self.cpu()
            os.kill(self.pid, SIGNALS[way])
        begun = time.monotonic()
        is_gone = self.drain(GIVE_UP_S) < 0
        took = (time.monotonic() - begun) * 1000
        if not is_gone:
            os.kill(self.pid, signal.SIGKILL)
        usage = os.wait4(self.pid, 0)[2]
        self.close()
        os.close(self.exit)
        return took, (usage.ru_utime + usage.ru_stime - used) * 1000


def hold_databases(folder):
    """A process that keeps others from writing to the catalogs in a folder."""
    code = ("import glob, sqlite3, sys, time\n"
            "held = {}\n"
            "while True:\n"
            "  for path in glob.glob(sys.argv[1] + '/**/*.db', recursive=True):\n"
            "    if path in held: continue\n"
            "    try:\n"
            "      c = sqlite3.connect(path, timeout=0.001, isolation_level=None)\n"
            "      c.execute('BEGIN EXCLUSIVE'); held[path] = c\n"
            "    except sqlite3.Error: pass\n"
            "  time.sleep(0.002)\n")
    return subprocess.Popen([sys.executable, "-c", code, folder])


def one_moment(args, way, environment):
    low, high = map(float, args.within.split(":"))
    run = Run(args.command, environment)
    run.first_screen()
    run.drain(args.settle)
    for key in args.keys.encode().decode("unicode_escape"):
        os.write(run.tty, key.encode())
        run.drain(args.pause)
    moment = random.uniform(low, high)
    if run.drain(moment) < 0:
        sys.exit("bench: the program ends by itself")
    took, cpu = run.end(way, args.quit_keys.encode().decode("unicode_escape"))
    if took >= args.slow:
        print("bench: %s, %s after %.3f s: %.0f ms, %.0f of a processor"
              % (args.what, way, moment, took, cpu), file=sys.stderr, flush=True)
    return took, cpu


def one_try(args, way):
    if args.keep:
        return one_moment(args, way, dict(os.environ))
    home = tempfile.mkdtemp(dir=os.environ.get("XDG_CACHE_HOME"))
    holder = hold_databases(home) if args.hold else None
    try:
        return one_moment(args, way, dict(os.environ, HOME=home,
                                          XDG_CACHE_HOME=home + "/.cache"))
    finally:
        if holder:
            holder.kill()
            holder.wait()
        shutil.rmtree(home, ignore_errors=True)


def share(times, part):
    return round(times[min(int(len(times) * part), len(times) - 1)], 1)


def main():
    args = arguments()
    os.environ.setdefault("TERM", "xterm-256color")
    for way in args.ways.split(","):
        both = [one_try(args, way) for _ in range(args.moments)]
        times, cpus = (sorted(column) for column in zip(*both))
        line = json.loads("{%s}" % args.fields)
        line.update(what=args.what, way=way, p50_ms=share(times, 0.5),
                    p95_ms=share(times, 0.95), max_ms=share(times, 1),
                    cpu_p50_ms=share(cpus, 0.5), cpu_max_ms=share(cpus, 1),
                    late=sum(1 for took in times if took > 100), moments=len(times))
        print(json.dumps(line, separators=(",", ":")), flush=True)


main()
