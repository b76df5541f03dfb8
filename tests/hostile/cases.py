"""Hostile libraries: what a stranger could put into a folder of articles.

    python3 cases.py FOLDER      makes them below FOLDER, which must not exist
    python3 cases.py --list      names every case

Nothing is left to chance: two runs make the same bytes. Each folder of FOLDER is a
library of its own, but for 'outside', which no library may lead to: its files hold
CANARY. A case is marked by a word that stands beside it ("case0123x"), so that a test
can ask whether the case was shown, and tell which one did harm.

Where a payload is put (a *place*) decides how it is decoded before it is shown; so every
payload is put into every place. A place that takes many payloads is one article with a
section for each.
"""
import os
import socket
import sys

CANARY = 'outsidecanary'

# --- What a terminal obeys ---------------------------------------------------------------

ESC, ST = b'\x1b', b'\x1b\\'
CONTROLS = {
    # Sequences that make a terminal answer: the answer would be taken for keys.
    'status': ESC + b'[5n', 'position': ESC + b'[6n', 'position-dec': ESC + b'[?6n',
    'attributes': ESC + b'[c', 'attributes-2': ESC + b'[>c', 'attributes-3': ESC + b'[=c',
    'parameters': ESC + b'[x', 'version': ESC + b'[>q', 'mode-query': ESC + b'[?2026$p',
    'size-report': ESC + b'[14t', 'title-report': ESC + b'[21t', 'answerback': b'\x05',
    'identify': ESC + b'Z', 'setting-query': ESC + b'P$q"p' + ST,
    'capability-query': ESC + b'P+q544e' + ST, 'colour-query': ESC + b']11;?\x07',
    'palette-query': ESC + b']4;1;?' + ST, 'clipboard-query': ESC + b']52;c;?\x07',
    'font-query': ESC + b']50;?\x07', 'checksum-query': ESC + b'[1;1;1;1;2;2*y',
    # Sequences that change it, store something in it, or make it do something.
    'title': ESC + b']0;owned\x07', 'title-st': ESC + b']2;owned' + ST,
    'icon': ESC + b']1;owned' + ST, 'folder': ESC + b']7;file:///etc' + ST,
    'clipboard': ESC + b']52;c;b3duZWQ=\x07', 'link': ESC + b']8;;http://x.test' + ST,
    'notify': ESC + b']9;owned\x07', 'notify-777': ESC + b']777;notify;a;b\x07',
    'file': ESC + b']1337;File=name=b3duZWQ=:b3duZWQ=\x07',
    'palette': ESC + b']4;0;#ffffff' + ST, 'log-file': ESC + b']46;/tmp/owned' + ST,
    'prompt-mark': ESC + b']133;C' + ST, 'user-keys': ESC + b'P0;1|17/6f776e6564' + ST,
    'sixel': ESC + b'Pq#0;2;0;0;0~~' + ST, 'graphics': ESC + b'_Ga=T,f=24,s=1,v=1;AAAA' + ST,
    'privacy': ESC + b'^owned' + ST, 'string': ESC + b'Xowned' + ST,
    'tmux-pass': ESC + b'Ptmux;\x1b\x1b]0;owned\x07' + ST,
    'print': ESC + b'[5i', 'print-screen': ESC + b'[i', 'resize': ESC + b'[8;1;1t',
    'iconify': ESC + b'[2t', 'reset': ESC + b'c', 'soft-reset': ESC + b'[!p',
    'fill': ESC + b'#8', 'double-height': ESC + b'#3', 'charset': ESC + b'(K',
    'charset-g2': ESC + b'*0', 'shift-g2': ESC + b'n', 'lock-keys': ESC + b'[2h',
    'mouse': ESC + b'[?1003h', 'mouse-sgr': ESC + b'[?1006h', 'focus': ESC + b'[?1004h',
    'paste': ESC + b'[?2004h', 'sync': ESC + b'[?2026h', 'reverse': ESC + b'[?5h',
    'columns': ESC + b'[?3h', 'margins': ESC + b'[?69h', 'cursor-style': ESC + b'[5 q',
    'keyboard': ESC + b'[>1u', 'other-keys': ESC + b'[>4;2m', 'conceal': ESC + b'[8m',
    'clear-line': ESC + b'[1A' + ESC + b'[2K', 'clear-history': ESC + b'[3J',
    'region': ESC + b'[2;5r', 'repeat': b'x' + ESC + b'[9999b', 'leds': ESC + b'[1q',
    'utf8-off': ESC + b'%@', 'memory-lock': ESC + b'l', 'lock': ESC + b'[?30l',
    # The same by other ways to write them.
    'csi-8bit': b'\x9b5n', 'osc-8bit': b'\x9d0;owned\x9c', 'dcs-8bit': b'\x90$q"p\x9c',
    'csi-utf8': b'\xc2\x9b5n', 'osc-utf8': b'\xc2\x9d0;owned\xc2\x9c',
    'csi-overlong': b'\xc0\x9b[5n', 'escape-twice': ESC + ESC + b'[5n',
    'nul-inside': ESC + b'\x00[5n', 'cancelled': ESC + b'[5\x18' + ESC + b'[5n',
    'newline-inside': ESC + b']0;own\ned\x07', 'open-ended': ESC + b']0;owned',
    'long-number': ESC + b'[' + b'9' * 300 + b'n', 'last-byte': b'owned ' + ESC,
    # Single controls.
    'bell': b'\x07', 'nul': b'a\x00b', 'delete': b'a\x7fb', 'backspace': b'safe\x08\x08evil',
    'return': b'safe text\revil', 'shift-out': b'\x0eqqq\x0f', 'vertical-tab': b'a\x0bb',
    'form-feed': b'a\x0cb', 'substitute': b'a\x1ab', 'next-line': b'a\xc2\x85b',
    'index': ESC + b'D' + ESC + b'M',
}

# --- Characters that mislead -------------------------------------------------------------

CHARACTERS = {
    **{'bidi-%04x' % c: 'a' + chr(c) + 'b' for c in (
        0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))},
    **{'invisible-%04x' % c: 'a' + chr(c) + 'b' for c in (
        0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060,
        0x2064, 0x206A, 0x206F, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF9,
        0xFFFB, 0x1BCA0, 0x1D173, 0xE0001, 0xE0041, 0xE007F, 0xE0100)},
    **{'nonchar-%04x' % c: 'a' + chr(c) + 'b' for c in (
        0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)},
    'line-separator': 'a\u2028b', 'paragraph-separator': 'a\u2029b',
    'private': 'a\ue000\U000f0000b', 'unassigned': 'a\u0378\U000e8000b',
    'many-marks': 'a' + '\u0301\u0316\u0334' * 70 + 'b', 'marks-alone': '\u0301\u0302',
    'enclosing': 'a' + '\u20dd' * 9 + 'b', 'emoji-family': '\U0001f468\u200d\U0001f469\u200d\U0001f467',
    'emoji-text': '\u2764\ufe0e\u2764\ufe0f', 'flags': '\U0001f1fa\U0001f1f8' * 9,
    'flag-tags': '\U0001f3f4\U000e0067\U000e0062\U000e007f', 'jamo': '\u1100\u1161\u11a8' * 9,
    'thai': '\u0e01\u0e33\u0e49\u0e49', 'wide': '\u6f22' * 200, 'right-to-left': 'abc \u05d0\u05d1\u05d2 123',
    'override': 'exe.\u202egpj.md', 'isolate-open': '\u2067' * 70 + 'a', 'blank-braille': 'a\u2800b',
}

# --- Bytes that are no text --------------------------------------------------------------

BYTES = {
    'overlong-2': b'\xc0\x80', 'overlong-slash': b'\xc0\xaf', 'overlong-3': b'\xe0\x80\x9b',
    'overlong-4': b'\xf0\x80\x80\x9b', 'surrogate': b'\xed\xa0\x80', 'pair': b'\xed\xa0\xbd\xed\xb8\x80',
    'beyond': b'\xf4\x90\x80\x80', 'five': b'\xf8\x88\x80\x80\x80', 'six': b'\xfc\x84\x80\x80\x80\x80',
    'lone-80': b'\x80', 'lone-9b': b'a\x9b0n', 'lone-bf': b'\xbf' * 9, 'fe': b'\xfe', 'ff': b'\xff' * 3,
    'cut-2': b'\xc3', 'cut-3': b'\xe2\x82', 'cut-4': b'\xf0\x9f\x98', 'cut-ascii': b'\xe2\x82A',
    'cut-escape': b'\xe2\x82\x1b[5n', 'lead-escape': b'\xf0\x1b]0;owned\x07', 'all-leads': bytes(range(0xc0, 0x100)),
    'all-trails': bytes(range(0x80, 0xc0)), 'controls': bytes(range(0x01, 0x13)) + b'\x7f',  # with more of them it would be binary
}

# --- Places ------------------------------------------------------------------------------


def yaml_quoted(payload):
    """As a double-quoted scalar of YAML: every byte by its escape."""
    text = payload.decode('utf-8', 'replace')
    return ''.join('\\U%08X' % ord(c) if not (c.isascii() and c.isalnum()) else c
                   for c in text).encode()


def entities(payload):
    return ''.join('&#%d;' % ord(c) for c in payload.decode('utf-8', 'replace')).encode()


def percent(payload):
    return b''.join(b'%%%02X' % c for c in payload)


def line(payload):
    return payload.replace(b'\n', b' ').replace(b'\r', b' ')


def quoted(payload):
    return line(payload).replace(b'\\', b'\\\\').replace(b'"', b'\\"')


def cell(payload):
    return line(payload).replace(b'|', b'\\|')


# Name: suffix, beginning of the article, a section for a mark and a payload.
PLACES = {
    'heading': ('.md', b'# Headings\n', lambda m, p: b'\n## %s %s\n\nText.\n' % (m, line(p))),
    'text': ('.md', b'# Text\n', lambda m, p: b'\n%s %s end.\n' % (m, p)),
    'code': ('.md', b'# Code\n', lambda m, p: b'\n%s\n\n```\n%s\n```\n' % (m, p)),
    'fence': ('.md', b'# Fences\n', lambda m, p: b'\n~~~ %s\n%s\n~~~\n' % (line(p), m)),
    'span': ('.md', b'# Spans\n', lambda m, p: b'\n%s `` %s `` **%s**\n' % (m, line(p), line(p))),
    'link-text': ('.md', b'# Links\n', lambda m, p: b'\n[%s %s](text.md)\n' % (m, line(p))),
    'link-target': ('.md', b'# Targets\n', lambda m, p: b'\n[%s](<%s.md> "%s")\n' % (m, line(p), quoted(p))),
    'link-percent': ('.md', b'# Escaped\n', lambda m, p: b'\n[%s](%s.md#%s)\n' % (m, percent(p), percent(p))),
    'url': ('.md', b'# URLs\n', lambda m, p: b'\n%s <http://x.test/%s>\n' % (m, line(p).replace(b' ', b''))),
    'wikilink': ('.md', b'# Wikilinks\n', lambda m, p: b'\n[[%s%s|%s %s]]\n' % (m, cell(p), m, cell(p))),
    'image': ('.md', b'# Images\n', lambda m, p: b'\n![%s %s](<%s.png>)\n' % (m, line(p), line(p))),
    'table': ('.md', b'# Tables\n', lambda m, p: b'\n| a | b |\n|---|---|\n| %s | %s |\n' % (m, cell(p))),
    'footnote': ('.md', b'# Notes\n', lambda m, p: b'\n%s[^%s]\n\n[^%s]: %s\n' % (m, m, m, line(p))),
    'callout': ('.md', b'# Callouts\n', lambda m, p: b'\n> [!%s] %s %s\n> Text.\n' % (line(p)[:9], m, line(p))),
    'question': ('.md', b'# FAQ\n', lambda m, p: b'\n## %s: what is %s?\n\nIt is %s.\n' % (m, line(p), line(p))),
    'point': ('.md', b'# Points\n\n## Key points\n\n', lambda m, p: b'- **%s %s**: text %s\n' % (m, line(p), line(p))),
    'html': ('.md', b'# HTML\n', lambda m, p: b'\n<p title="%s">%s %s</p>\n' % (quoted(p), m, line(p))),
    'details': ('.md', b'# Details\n', lambda m, p: b'\n<details><summary>%s %s</summary>\n\n%s\n\n</details>\n' % (m, line(p), line(p))),
    'entity': ('.md', b'# Entities\n', lambda m, p: b'\n%s %s end\n' % (m, entities(p))),
    'math': ('.md', b'# Formulas\n', lambda m, p: b'\n%s $%s$\n' % (m, line(p))),
    'plain': ('.txt', b'Plain text\n==========\n', lambda m, p: b'\n%s %s end.\n' % (m, p)),
    'plain-heading': ('.txt', b'Plain headings\n==============\n', lambda m, p: b'\n%s %s\n--------------------\n\nText of it.\n' % (m, line(p))),
    'plain-list': ('.txt', b'Plain lists\n===========\n\n', lambda m, p: b'  * %s: %s\n' % (m, line(p))),
    'yaml-body': ('.yaml', b'title: YAML\nsections:\n', lambda m, p: b'  - heading: "%s %s"\n    body: "%s"\n' % (m, yaml_quoted(p), yaml_quoted(p))),
    'yaml-faq': ('.yaml', b'title: YAML FAQ\nfaq:\n', lambda m, p: b'  - question: "%s %s?"\n    answer: "%s"\n' % (m, yaml_quoted(p), yaml_quoted(p))),
    'yaml-point': ('.yaml', b'title: YAML points\nkey_points:\n', lambda m, p: b'  - {label: "%s %s", text: "%s"}\n' % (m, yaml_quoted(p), yaml_quoted(p))),
    'yaml-related': ('.yaml', b'title: YAML related\nbody: Text.\nrelated:\n', lambda m, p: b'  - "%s%s"\n' % (m, yaml_quoted(p))),
    'yaml-raw': ('.yaml', b'title: YAML raw\nsections:\n', lambda m, p: b'  - heading: %s %s\n    body: %s\n' % (m, line(p), line(p))),
}

# An article for each payload, where one spoils the whole or where titles are listed.
FACTS = {
    'title': ('.md', lambda m, p: b'---\ntitle: "%s %s"\n---\n\nText.\n' % (m, yaml_quoted(p))),
    'facts': ('.md', lambda m, p: b'---\ntitle: %s\ntags: ["%s"]\nauthor: "%s"\ndate: "%s"\naliases: ["%s"]\nsummary: "%s"\n---\n\nText.\n'
              % ((m,) + (yaml_quoted(p),) * 5)),
    'raw-facts': ('.md', lambda m, p: b'---\ntitle: %s %s\ntags: %s\n---\n\n%s\n' % (m, line(p), line(p), b'More text.\n' * 200)),
}

# --- Links that would leave the library --------------------------------------------------

OUTSIDE = ('../outside/secret.md', '..%2foutside%2fsecret.md', '%2e%2e/outside/secret.md',
           '%252e%252e/outside/secret.md', 'sub/../../outside/secret.md', './../outside/./secret.md',
           '..\\outside\\secret.md', '/../outside/secret.md', '//outside/secret.md', '{outside}/secret.md',
           'file://{outside}/secret.md', 'file:{outside}/secret.md', 'FILE:///{outside}/secret.md',
           '/etc/passwd', '/proc/self/environ', '/dev/stdin', '~/secret.md', '$HOME/secret.md',
           'away/secret.md', 'away.md', 'away-absolute.md', 'twice.md', 'secret.md\x00.md',
           '..\u2215outside\u2215secret.md', '\uff0e\uff0e/outside/secret.md', '../links/../outside/secret.md',
           'javascript:alert(1)', 'data:text/html,x', 'ssh://host', '-oProxyCommand=x', 'mailto:a@b?cc=c')

# --- Names -------------------------------------------------------------------------------

NAMES = [b'esc\x1b]0;owned\x07.md', b'csi\x1b[5n.md', b'new\nline.md', b'tab\there.md', b'return\r.md',
         b'bell\x07.md', b'c1\x9b5n.md', b'c1utf8\xc2\x9b5n.md', b'latin\xe9.md', b'bad\xff\xfe.md',
         b'cut\xe2\x82.md', b'bidi\xe2\x80\xaedm.exe.md', b'zero\xe2\x80\x8bwidth.md', b'bom\xef\xbb\xbf.md',
         b'nfc\xc3\xa9.md', b'nfde\xcc\x81.md', b'marks' + b'\xcc\x81' * 60 + b'.md', b'Case.md', b'case.MD',
         b' lead.md', b'trail .md', b'-rf.md', b'--help.md', b'*.md', b'?.md', b'[x].md', b'[[x]].md',
         b'a|b.md', b'a#b.md', b'a%20b.md', b'a%2fb.md', b'a\\b.md', b'a;b.md', b'a`b`.md', b'$(x).md',
         b'"quoted".md', b"'single'.md", b'<tag>.md', b'a&b.md', b'con.md', b'..md', b'...md', b'x.md.md',
         b'~.md', b'n' * 252 + b'.md', b'\xe6\xbc\xa2' * 80 + b'.md', b'x.md ', b'100%.md', b'%s%n.md']

# --- Shapes that cost --------------------------------------------------------------------

N = 4000
SHAPES = {
    'quotes.md': '> ' * N + 'a\n', 'lists.md': '- ' * N + 'a\n', 'numbers.md': '1. ' * N + 'a\n',
    'indents.md': ''.join('  ' * i + '- a\n' for i in range(300)), 'brackets.md': '[' * N * 5 + '\n',
    'closers.md': ']' * N * 5 + '\n', 'pairs.md': '[a](' * N + '\n', 'images.md': '![' * N + '\n',
    'stars.md': '*a_ ' * N + '\n', 'nested-stars.md': '*a **b ' * N + '\n', 'backticks.md': ''.join(
        '`' * i + 'a ' for i in range(1, 200)) + '\n', 'entities.md': '&#' * N + '&amp;' * N + '\n',
    'wikis.md': '[[' * N + 'a\n', 'wiki-pairs.md': '[[a|' * N + ']]' * N + '\n', 'html.md': '<a ' * N + '\n',
    'tags.md': '<b>' * N + 'a\n', 'comments.md': '<!--' * N + '\n', 'instructions.md': '<?' * N + '\n',
    'declarations.md': '<![CDATA[' * N + '\n', 'details.md': '<details><summary>q\n' * 500 + '\n',
    'references.md': ''.join('[r%d]: /u\n' % i for i in range(N)) + '[r1]' * N + '\n',
    'footnotes.md': ''.join('[^%d] ' % i for i in range(N)) + '\n\n' + ''.join('[^%d]: n\n' % i for i in range(N)),
    'self-notes.md': '[^a]\n\n[^a]: [^a] ' + '[^a]' * N + '\n', 'wide-table.md': '|a' * N + '|\n' + '|-' * N + '|\n' + '|b' * N + '|\n',
    'long-table.md': '|a|b|\n|-|-|\n' + '|c|d|\n' * N, 'half-table.md': '|a|\n|-|\n' + '|' * N + '\n',
    'long-line.md': 'word ' * N * 10 + '\n', 'long-word.md': 'w' * N * 20 + '\n', 'blank-lines.md': 'a' + '\n' * N * 5 + 'b\n',
    'headings.md': ''.join('#' * (i % 6 + 1) + ' h\n' for i in range(N)), 'same-headings.md': '# a\n' * N,
    'underlines.md': 'a\n=\n' * N, 'rules.md': '---\n' * N, 'fences.md': '```\n~~~\n' * N, 'callouts.md': ''.join(
        '> ' * i + '[!note] a\n' for i in range(1, 100)), 'tabs.md': '\t' * N + 'a\n', 'containers.md': ':::note\n' * N,
    'admonitions.md': ''.join('    ' * i + '!!! note\n' for i in range(100)), 'formulas.md': '$' * N + '$a$ ' * N + '\n',
    'terms.md': 'a\n: b\n\n' * N, 'tasks.md': '- [ ] a\n' * N, 'escapes.md': '\\' * N * 5 + '\n', 'carets.md': '^[' * N + '\n',
    'front-open.md': '---\n' + 'a: b\n' * N, 'front-deep.md': '---\na: ' + '[' * N + '\n---\nText.\n',
    'front-map.md': '---\n' + ''.join(' ' * i + 'a:\n' for i in range(400)) + '---\nText.\n', 'front-long.md': '---\ntitle: ' + 't' * N * 10 + '\n---\nText.\n',
    'front-tags.md': '---\ntags: [' + 'a,' * N + ']\n---\nText.\n', 'front-same.md': '---\n' + 'title: a\n' * 900 + '---\nText.\n',
    'bomb.yaml': 'a: &a [x,x]\n' + ''.join('%s: &%s [*%s,*%s,*%s]\n' % (b, b, a, a, a) for a, b in zip('abcdefghi', 'bcdefghij'))
    + 'title: Bomb\nbody: *j\n', 'self.yaml': 'title: Self\nbody: &x [*x]\n', 'deep.yaml': 'title: Deep\nsections: ' + '[' * N + '\n',
    'flow.yaml': 'title: Flow\nbody: ' + '{a: ' * N + '\n', 'tag.yaml': '%TAG ! x\n' * 500 + '---\ntitle: Tag\nbody: x\n',
    'object.yaml': 'title: !!python/object/apply:os.system [x]\nbody: !!binary x\n', 'many.yaml': 'title: Many\nfaq:\n' + '  - {question: q?, answer: a}\n' * N,
    'merge.yaml': 'x: &x {title: Merge}\n<<: *x\nbody: x\n', 'documents.yaml': '---\ntitle: One\nbody: x\n...\n' * 300,
    'words.txt': 'word ' * N * 5, 'lines.txt': 'Short Line\n' * N, 'titles.txt': 'A Title\n\n' * N, 'rules.txt': 'A\n=\n' * N,
    'bullets.txt': '* a\n' * N, 'indents.txt': ''.join(' ' * i + 'a\n' for i in range(1000)), 'boxes.txt': '+-' * 60 + '\n' + ('| ' * 60 + '\n') * 300,
    'strikes.txt': 'a\x08a' * N + '\n', 'colons.txt': 'Label: text\n' * N, 'asked.txt': 'Q: a?\nA: b\n' * N, 'see.txt': 'See also ' + 'a, ' * N + 'b.\n',
}

# --- Navigation files --------------------------------------------------------------------

BAD = '\x1b]0;owned\x07\u202e'
NAVIGATION = {
    'nav-mkdocs': {'mkdocs.yml': 'site_name: "Nav \\e]0;owned\\a"\nnav:\n  - "\\e[5n page": a.md\n  - Out: ../outside/secret.md\n'
                                 '  - Abs: /etc/passwd\n  - ' + '[' * 300 + '\n', 'docs/a.md': '# A\n', 'docs/b.md': '# B\n'},
    'nav-inherit': {'mkdocs.yml': 'INHERIT: ../outside/mkdocs.yml\nsite_name: !ENV [HOME, x]\ndocs_dir: ../outside\nnav: !!python/name:os.system\n', 'docs/a.md': '# A\n'},
    'nav-summary': {'SUMMARY.md': '# Summary\n\n- [A' + BAD + '](a.md)\n- [Out](../outside/secret.md)\n- [Self](SUMMARY.md)\n' + ''.join(
        '  ' * i + '- [deep](a.md)\n' for i in range(200)), 'a.md': '# A\n'},
    'nav-library': {'library.yaml': 'title: "L \\e]0;owned\\a"\nhome: ../outside/secret.md\ntopics:\n  - title: "T \\x9b5n"\n    summary: "\\e[5n"\n'
                                    '    articles: [a.md, ../outside/secret.md, /etc/passwd, a.md, ""]\n    topics: *none\n', 'a.md': '# A\n'},
    'nav-bomb': {'library.yaml': 'a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntopics: *c\n', 'a.md': '# A\n'},
    'nav-binary': {'library.yaml': '\x00\x01\x02' * 99, 'mkdocs.yml': '\x00' * 99, 'SUMMARY.md': '\x00' * 99, 'a.md': '# A\n'},
    'nav-ignore': {'.lecternignore': '*' * 200 + 'a\n' + '[' * 200 + '\n!../outside\n\x1b[5n\n' + '**/' * 200 + 'x\n', 'a.md': '# A\n', 'b' * 100 + '.md': '# B\n'},
    'nav-folders': {'_index.md': '---\ntitle: "\\e]0;owned\\a"\nweight: 99999999999999999999\n---\n', 'sub/_category_.json': '{"label": "\\u001b[5n", "position": 1e999',
                    'sub/a.md': '---\nsidebar_position: -1e400\nnav_order: .nan\ndate: 9999999-99-99\n---\n# A\n'},
}


def listed():
    """(folder, name, marks, bytes) of each article that has a place for cases."""
    number = 0
    kinds = (('escape', CONTROLS), ('unicode', {k: v.encode('utf-8', 'surrogatepass') for k, v in CHARACTERS.items()}),
             ('bytes', BYTES))
    for folder, payloads in kinds:
        for place, (suffix, start, section) in PLACES.items():
            marks, text = [], start
            for payload in payloads.values():
                number += 1
                marks.append(b'case%04dx' % number)
                text += section(marks[-1], payload)
            if folder == 'bytes' and suffix != '.yaml':
                text += '\nWords that say UTF-8: naïve, 漢字, Ελλάδα, кириллица.\n'.encode()
            yield folder, (place + suffix).encode(), marks, text
        for place, (suffix, article) in FACTS.items():
            for name, payload in payloads.items():
                number += 1
                mark = b'case%04dx' % number
                yield folder + '-facts', ('%s-%s%s' % (place, name, suffix)).encode(), [mark], article(mark, payload)
    for name, text in SHAPES.items():
        yield 'shapes', name.encode(), [], text.encode()
    for name in NAMES:
        number += 1
        mark = b'case%04dx' % number
        is_article = not name.startswith(b'.') and name.lower().endswith(b'.md')
        yield 'names', name, [mark] if is_article else [], b'Text of %s, see [[%s]].\n' % (mark, name.replace(b'\n', b' '))
    for folder, files in NAVIGATION.items():
        for name, text in files.items():
            yield folder, name.encode(), [], text.encode()
    wide = 'Wide \x1b]0;owned\x07 text\n'.encode('utf-16')
    yield 'bytes', b'wide.txt', [], wide
    yield 'bytes', b'wide-odd.txt', [], wide + b'x'
    yield 'bytes', b'binary.md', [], bytes(range(256)) * 64
    yield 'bytes', b'zeros.txt', [], bytes(5000)
    yield 'bytes', b'empty.md', [], b''
    yield 'bytes', b'packed.md', [], b'\x1f\x8b\x08\x00' + bytes(range(256))


def put(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


def make_links(top):
    outside = os.path.abspath(os.path.join(os.fsdecode(top), 'outside'))
    targets = [target.replace('{outside}', outside) for target in OUTSIDE]
    text = '# Links out\n' + ''.join(
        '\n- case8%03dx [a](<%s>) [b](%s) ![[%s]] [[%s|c]] <a href="%s">d</a>\n' % (i, t, t.replace(' ', '%20'), t, t, t)
        for i, t in enumerate(targets))
    put(top + b'/links/start.md', text.encode())
    put(top + b'/links/related.yaml', ('title: Related\nbody: Text.\nrelated:\n' + ''.join(
        '  - "%s"\n' % t.replace('\\', '\\\\').replace('\x00', '\\0') for t in targets)).encode())
    links = top + b'/links/'
    os.symlink(b'../outside', links + b'away')
    os.symlink(b'../outside/secret.md', links + b'away.md')
    os.symlink(outside.encode() + b'/secret.md', links + b'away-absolute.md')
    os.symlink(b'away.md', links + b'twice.md')
    os.symlink(b'/proc/self/cwd', links + b'cwd')
    os.symlink(b'loop.md', links + b'loop.md')
    os.symlink(b'.', links + b'here')


def make_special(top):
    special = top + b'/special/'
    put(special + b'article.md', b'# An article\n\ncase9000x\n\n[pipe](pipe.md) [socket](socket.md) [folder](folder.md)\n')
    os.mkdir(special + b'folder.md')
    os.mkfifo(special + b'pipe.md')
    os.mkfifo(special + b'mkdocs.yml')
    os.mkfifo(special + b'.lecternignore')
    os.symlink(b'/dev/zero', special + b'zero.md')
    os.symlink(b'/dev/tty', special + b'tty.md')
    os.symlink(b'/proc/kmsg', special + b'kmsg.txt')
    os.symlink(b'absent.md', special + b'absent.md.md')
    here = os.getcwd()
    os.chdir(special)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind('socket.md')
    listener.close()
    for _ in range(90):
        os.mkdir('d')
        os.chdir('d')
    put(os.path.abspath('deep.md').encode(), b'# Deep\n')
    os.chdir(here)
    put(special + b'locked.md', b'# Locked\n')
    os.chmod(special + b'locked.md', 0)


def make(top):
    top = os.fsencode(top)
    put(top + b'/outside/secret.md', b'# Secret\n\n%s\n' % CANARY.encode())
    put(top + b'/outside/mkdocs.yml', b'site_name: %s\n' % CANARY.encode())
    for folder, name, _, text in listed():
        put(b'%s/%s/%s' % (top, folder.encode(), name), text)
    make_links(top)
    make_special(top)


def case_names():
    for kind, payloads in (('escape', CONTROLS), ('unicode', CHARACTERS), ('bytes', BYTES)):
        for place in (*PLACES, *FACTS):
            for name in payloads:
                yield '%s %s in %s' % (kind, name, place)
    for kind, names in (('name', map(ascii, NAMES)), ('shape', SHAPES), ('link', map(ascii, OUTSIDE)), ('navigation', NAVIGATION)):
        for name in names:
            yield '%s %s' % (kind, name)


if __name__ == '__main__':
    if sys.argv[1:] == ['--list']:
        print('\n'.join(case_names()))
    elif len(sys.argv) == 2:
        make(sys.argv[1])
    else:
        sys.exit(__doc__)
