"""Shows hostile libraries to the program and judges what it sends; prints TAP.

    python3 run.py make LIBRARY              makes them, and tries the judge
    python3 run.py browse LIBRARY FOLDER...  pages through all articles in a terminal
    python3 run.py print LIBRARY FOLDER...   asks every subcommand for all of it

LECTERN is the program. TERM_OF_TEST and LANG_OF_TEST choose another terminal and locale
than xterm-256color and C.UTF-8. Whatever the way, nothing from outside the library may be
shown, nothing in it may change, and the program must end as it should.
"""
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

import cases
from judge import Judge, NEAREST, capability, test_itself, unpadded

TERM = os.environ.get('TERM_OF_TEST', 'xterm-256color')
LANG = os.environ.get('LANG_OF_TEST', 'C.UTF-8')
ROWS, COLS = 30, 100
LONGEST_SECONDS = 120  # for one program; what hangs fails
ARTICLES, PAGES = 50, 3  # that are read of a folder, and shown of each article


def environment(home):
    kept = {name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}
    return {**kept, 'PATH': os.environ['PATH'], 'HOME': home, 'TERM': TERM, 'LC_ALL': LANG,
            'TZ': 'UTC', 'XDG_CACHE_HOME': home + '/cache'}


def listing(top):
    """All names below a folder, with what would tell of a change."""
    found = []
    for folder, folders, files in os.walk(os.fsencode(top)):
        for name in folders + files:
            status = os.lstat(os.path.join(folder, name))
            found.append((folder, name, status.st_mode, status.st_size, status.st_mtime_ns))
    return sorted(found)


class Terminal:
    """The program in a terminal of its own."""

    def __init__(self, arguments, home):
        self.judge = Judge(TERM, 'ascii' if LANG == 'C' else 'utf-8')
        self.sent = bytearray()
        self.until = time.monotonic() + LONGEST_SECONDS
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', ROWS, COLS, 0, 0))
            os.execve(os.environ['LECTERN'], ['lectern', *arguments], environment(home))

    def take(self, seconds):
        """What is sent within some time; False when there is nothing, or never more."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the other side is closed
            return False
        self.judge.feed(data)
        self.sent += data
        return bool(data)

    def press(self, keys, first=0.12):
        """Presses keys and takes the answer: as much as comes without a pause."""
        os.write(self.fd, keys)
        while self.take(first) and time.monotonic() < self.until:
            first = 0.01

    def end(self):
        """Takes the rest; what was wrong with the end."""
        while self.take(LONGEST_SECONDS if time.monotonic() < self.until else 0):
            pass
        while time.monotonic() < self.until:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(0.01)
        else:
            os.kill(self.pid, signal.SIGKILL)
            status = os.waitpid(self.pid, 0)[1]
        os.close(self.fd)
        self.judge.end()
        wrong = [] if status == 0 else ['ended with status %d of wait' % status]
        begin, leave = (unpadded(capability(name)) for name in ('smcup', 'rmcup'))
        if begin and self.sent.rfind(leave) < self.sent.rfind(begin):
            wrong.append('the screen was not given back')
        return wrong


def browse(library, folder, home):
    top = os.path.join(library, folder)
    terminal = Terminal([top], home)
    terminal.press(b'', first=2)
    count = sum(len(files) for _, _, files in os.walk(os.fsencode(top)))
    for _ in range(min(count, ARTICLES)):
        # The first link is selected and looked at; some pages, the end, the next article.
        for keys in (b'\t', b'K', b'\x07', *(b' ',) * PAGES, b'G', b']'):
            terminal.press(keys)
    # What the tree and the lists show: titles, names, headings, points, questions, links,
    # notices, words.
    pages = (b'\x1b[6~',) * PAGES * 3
    for keys in (b'o', b'case', *pages, b'\x07', b't', *pages, b'\x07', b'P', *pages, b'\x07', b'A', *pages, b'\x07',
                 b'L', b'\n', b'B', b'\x07', b's', b'owned', *pages, b'\x07', b'!', *pages, b'\x07', b'*', b'T', *pages,
                 b'G', b'T', b'H', b'v', b'x'):
        terminal.press(keys)
    os.write(terminal.fd, b'\x07\x07q')
    wrong = terminal.end() + terminal.judge.faults
    if cases.CANARY.encode() in terminal.sent:
        wrong.append('shows what is outside the library')
    if folder in LISTED and not NEAREST.search(terminal.sent):
        wrong.append('no case was shown')
    return wrong


def output_of(arguments, home):
    done = subprocess.run([os.environ['LECTERN'], *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, env=environment(home), timeout=LONGEST_SECONDS, check=False)
    wrong = [] if 0 <= done.returncode <= 2 else ['%r: status %d' % (arguments, done.returncode)]
    return done.stdout, wrong


def print_all(library, folder, home):
    top = os.path.join(library, folder)
    asked = [[*command.split(), '-L', top] for command in (
        'toc', 'toc --json', 'links', 'links --broken', 'links --json', 'points', 'faq', 'search owned',
        'search --json case', 'check', 'check --json', 'export')]
    names = sorted(os.listdir(os.fsencode(top)))
    if folder in SHOWN_EACH:
        asked += [['show', '--width', '60', '-L', top, name] for name in names]
        # A name in a message is as hostile as one in a list.
        asked += [['show', os.path.join(os.fsencode(top), name) + b'.absent'] for name in names[::7]]
    if b'yaml-raw.yaml' in names:  # broken YAML has no place in a library
        asked.insert(0, ['show', top + '/yaml-raw.yaml'])
    wrong, printed = [], bytearray()
    for arguments in asked:
        output, faults = output_of(arguments, home)
        wrong += faults
        judge = Judge(None, joiners='--json' in arguments or arguments[0] == 'export')
        judge.feed(output)
        judge.end()
        wrong += ['%r: %s' % (arguments, fault) for fault in judge.faults[:3]]
        printed += output
    if cases.CANARY.encode() in printed:
        wrong.append('prints what is outside the library')
    shown = set(NEAREST.findall(bytes(printed)))
    lost = [mark.decode() for place, _, marks, _ in cases.listed() if place == folder for mark in marks if mark not in shown]
    if lost:
        wrong.append('lost: ' + ' '.join(lost))
    if folder == 'links':
        wrong += led_out(top, home)
    return wrong


def led_out(top, home):
    """Links of the articles that lead to a file: there is none that they may lead to."""
    output, wrong = output_of(['links', '--json', '-L', top], home)
    return wrong + ['leads out: ' + text for text in output.decode().split('\n')
                    if '"kind":"article"' in text and '"dangling":false' in text and 'secret' in text]


LISTED = {folder for folder, _, marks, _ in cases.listed() if marks}
SHOWN_EACH = ('names', 'links', 'special')


class Tap:
    def __init__(self):
        self.number = 0

    def report(self, name, wrong):
        self.number += 1
        print('%sok %d - %s' % ('not ' if wrong else '', self.number, name))
        for line in wrong[:20]:
            print('# ' + line.encode('ascii', 'backslashreplace').decode().replace('\n', ' ')[:2000])
        sys.stdout.flush()


def make(library, tap):
    shutil.rmtree(library, ignore_errors=True)
    cases.make(library)
    tap.report('the judge knows good from bad', test_itself())


def main():
    way, library = sys.argv[1:3]
    tap = Tap()
    if way == 'make':
        make(library, tap)
    for folder in sys.argv[3:]:
        before = listing(library)
        with tempfile.TemporaryDirectory(prefix='lectern-hostile.') as home:
            wrong = (browse if way == 'browse' else print_all)(library, folder, home)
        if listing(library) != before:
            wrong.append('the library was changed')
        tap.report('%s %s' % (way, folder), wrong)
    print('1..%d' % tap.number)


main()
