"""Judges what a program sends to a terminal.

    judge = Judge(term='xterm-256color', charset='utf-8')
    judge.feed(bytes); judge.end(); judge.faults    # a list of lines, empty when all is well

What may be sent is made of terminfo: the strings that curses uses for moving, erasing,
scrolling, attributes and colours, in every form that their parameters give them. All else
that a terminal would obey is a fault, and so is text that a reader must not be shown:
controls, ill-formed UTF-8, what turns or hides text, a base with more than four marks.
term=None is for output that goes to no terminal: then no control passes but a newline. JSON
may have the joiners and selectors that the writing needs (joiners=True).
"""
import curses
import functools
import re
import unicodedata

FIXED = '''blink bold cbt civis clear cnorm cr cub1 cud1 cuf1 cuu1 cvvis dch1 dim dl1 ed el el1
    enacs home ht ich1 il1 ind nel oc op rc rev ri ritm rmacs rmam rmcup rmir rmkx rmso rmul sc
    sgr0 sitm smacs smam smcup smir smkx smso smul'''.split()
MOVING = 'csr cub cud cuf cup cuu dch dl ech hpa ich il indn rin vpa'.split()
COLOURS = 'setaf setab setf setb'.split()
SAMPLE = (31, 57)

MARKS_MAX = 4
NEAREST = re.compile(rb'case\d{4}x')

# Unicode's Default_Ignorable_Code_Point, and what turns the direction of text.
HIDDEN = ((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
          (0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
          (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB),
          (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF))


@functools.lru_cache(maxsize=None)
def is_hidden(code):
    return (any(low <= code <= high for low, high in HIDDEN) or 0xFDD0 <= code <= 0xFDEF
            or code & 0xFFFE == 0xFFFE)


def capability(name):
    text = curses.tigetstr(name)
    return text or b''


def unpadded(text):
    return re.sub(rb'\$<[\d.]*[*/]*>', b'', text)


def with_numbers(text):
    """A pattern for a string with parameters: each number of it may be any."""
    return re.sub(rb'\d+', rb'\\d{1,4}', re.escape(text))


def allowed(term):
    """A pattern of all that curses may send to this terminal."""
    curses.setupterm(term, 1)
    fixed, patterns = set(), set()
    for name in FIXED:
        fixed.add(unpadded(capability(name)))
    for name in MOVING:
        if capability(name):
            patterns.add(with_numbers(unpadded(curses.tparm(capability(name), *SAMPLE))))
    repeat = capability('rep')
    if repeat:
        expanded = unpadded(curses.tparm(repeat, ord('x'), SAMPLE[0]))
        patterns.add(with_numbers(expanded[1:]))
    for name in COLOURS:
        if capability(name):
            for colour in range(max(curses.tigetnum('colors'), 0)):
                fixed.add(unpadded(curses.tparm(capability(name), colour)))
    if capability('sgr'):
        for bits in range(1 << 9):
            values = [bits >> i & 1 for i in range(9)]
            if not values[6]:  # invisible text is never wanted
                fixed.add(unpadded(curses.tparm(capability('sgr'), *values)))
    if curses.tigetflag('AX') == 1:  # one of the two default colours alone
        fixed |= {b'\x1b[39m', b'\x1b[49m'}
    fixed.discard(b'')
    patterns |= {re.escape(text) for text in fixed}
    return re.compile(b'|'.join(sorted(patterns, key=len, reverse=True)))


class Judge:
    def __init__(self, term, charset='utf-8', joiners=False):
        self.allowed = allowed(term) if term else None
        self.charset = charset
        self.shown = '\u200c\u200d\ufe0e\ufe0f' if joiners else ''
        self.faults = []
        self.rest = b''
        self.near = b'(start)'
        self.marks = 0

    def fault(self, what, where):
        if len(self.faults) < 100:
            near = NEAREST.findall(where)
            self.faults.append('%s near %s: %r' % (what, (near[-1] if near else self.near).decode(), where[-60:]))

    def feed(self, data):
        """Judges all but a last part that more may belong to."""
        data = self.rest + data
        keep = max(len(data) - 64, 0)
        # A sequence or a character that is cut is judged with what follows.
        end = max(data.rfind(b'\n', 0, keep), data.rfind(b' ', 0, keep)) + 1
        self.judge(data[:end])
        self.rest = data[end:]

    def end(self):
        self.judge(self.rest)
        self.rest = b''

    def judge(self, data):
        at = 0
        while at < len(data):
            found = CONTROL.search(data, at)
            to = found.start() if found else len(data)
            self.text(data[at:to])
            if not found:
                return
            at = self.control(data, to)

    def control(self, data, at):
        if data[at:at + 1] == b'\n':
            return at + 1
        match = self.allowed.match(data, at) if self.allowed else None
        if match and match.end() > at:
            return match.end()
        self.fault('control %#04x' % data[at], data[max(at - 40, 0):at + 24])
        return at + 1

    def text(self, data):
        if not data:
            return
        marks = NEAREST.findall(data)
        if marks:
            self.near = marks[-1]
        if data.isascii():
            self.marks = 0
            return
        if self.charset == 'ascii':
            self.fault('byte above 0x7f', data)
            return
        try:
            text = data.decode('utf-8')
        except UnicodeDecodeError:
            self.fault('ill-formed UTF-8', data)
            return
        for sign in text:
            self.sign(sign, data)

    def sign(self, sign, data):
        code = ord(sign)
        if code < 0x7F:
            self.marks = 0
        elif sign in self.shown:
            pass
        elif 0x7F <= code < 0xA0 or is_hidden(code):
            self.fault('U+%04X' % code, data)
        elif unicodedata.category(sign) in ('Mn', 'Me'):
            self.marks += 1
            if self.marks == MARKS_MAX + 1:
                self.fault('more than %d marks' % MARKS_MAX, data)
        else:
            self.marks = 0


CONTROL = re.compile(rb'[\x00-\x1f\x7f]')


def test_itself():
    """The judge must pass what curses sends and find fault with every hostile case."""
    import cases
    wrong = []

    def faults(text, term, charset='utf-8'):
        judge = Judge(term, charset)
        for part in range(0, len(text), 7):  # cut anywhere
            judge.feed(text[part:part + 7])
        judge.end()
        return judge.faults

    term = 'xterm-256color'
    good = [b'plain text\n', 'naïve 漢字 a\u0301\u0302\u0303\u0304 \u0e01\u0e33'.encode()]
    curses.setupterm(term, 1)
    good += [unpadded(curses.tparm(capability('cup'), 4, 70)) + b'x',
             unpadded(curses.tparm(capability('setaf'), 200)) + b'x' + unpadded(capability('sgr0')),
             unpadded(capability('smcup')) + unpadded(capability('clear')) + unpadded(capability('rmcup')),
             unpadded(curses.tparm(capability('csr'), 2, 22)) + unpadded(capability('ind'))]
    for text in good:
        wrong += ['%r is good: %s' % (text, fault) for fault in faults(text, term)]
    # Bytes of a document that happen to be what curses sends cannot be told from it.
    same = {'return', 'backspace', 'region', 'repeat'}
    for name, payload in cases.CONTROLS.items():
        if not faults(payload, None):
            wrong.append('%s passes where there is no terminal' % name)
        if name not in same and not faults(payload, term):
            wrong.append('%s passes' % name)
    for name in ('bidi-202e', 'invisible-200b', 'nonchar-ffff', 'invisible-fe0f', 'many-marks', 'line-separator', 'flag-tags'):
        if not faults(cases.CHARACTERS[name].encode(), term):
            wrong.append('%s passes' % name)
    for name, payload in cases.BYTES.items():
        if not faults(payload + b'a', term):
            wrong.append('%s passes' % name)
    if not faults('é'.encode(), term, 'ascii'):
        wrong.append('é passes for ASCII')
    return wrong
