#!/usr/bin/env python3
"""Compares the words of articles with the words that `lectern show` prints of them.

    words.py [--lectern BIN] [--exceptions FILE] [--width N] [--search N] [-v] PATH...

A PATH is a file or a folder: one collection. The source is read with a tokenizer that
shares nothing with the program: it strips what is plainly markup and cuts the rest
into words. Both lists are compared in order, in a layout so wide that few cells wrap.
At the width asked for (76) no letter may be missing either.

Words are *lost* (in the source only), *added* (on the screen only), *moved* (lost in
one place, added in another), *joined* (two words of the source are one on the screen)
or *split* (the other way round); *denied* are shown and not found by `search`. Some words are optional: front matter, titles and
targets of links, what a fence says about its language.

FILE lists what is not mended: a line is "KIND<tab>GLOB<tab>WORD<tab>REASON", where
GLOB is of the path below its collection and "*" is any word. Exit status 1 when
something is neither mended nor listed.
"""

import argparse
import fnmatch
import html
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from html.entities import html5

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
PLAIN = (".txt", ".text", "")
WIDE = 1000

# The elements of HTML, the old ones too: a tag of any other name is a word.
ELEMENTS = set(
    """a abbr acronym address animate applet area article aside audio b base basefont
    bdi bdo big blink blockquote body br button canvas caption center circle cite code
    col colgroup data datalist dd defs del details dfn dialog dir div dl dt ellipse em
    embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5
    h6 head header hgroup hr html i iframe img input ins kbd label legend li line link
    main map mark marquee math menu meta meter nav nobr noframes noscript object ol
    optgroup option output p param path picture pre progress polygon polyline q rb rect
    rp rt rtc ruby s samp script search section select slot small source span strike
    strong style sub summary sup svg symbol table tbody td template text textarea tfoot
    th thead time title tr track tspan tt u ul use var video wbr""".split()
)

TAG = re.compile(
    r"</?([A-Za-z][A-Za-z0-9:._-]*)((?:\s+[^\s=<>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'"
    r"|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s\"'<>]+))?)*)\s*/?>"
)
# With attributes of several lines, quotes that hold ">" and the like.
INLINE_ELEMENTS = set(
    "a abbr b bdi bdo big cite code data dfn em font i mark q samp small span "
    "strong time tt u var wbr ins label".split()
)
ZERO_HOURS = re.compile(r"\b0?0:(?=\d?\d:\d\d\b)")  # of a moment in a video
NUMBER = re.compile(r"^[^\w\[{]*\d+\\?[.)](?=\s|$)")  # of an item or heading
# Where no blanks part words, each sign is one, so that joining them means nothing.
ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile("[%s]|[^\\W_%s]+" % (ALONE, ALONE))
MAY, END = "\ue000", "\ue004"  # round optional words
FROM_FRONT = " See also Key points FAQ "  # headings over what front matter tells
KEY = re.compile(r"^\s*(\{|[^\s:#|>-][^:\n]*:(\s|$))")


def optional(text):
    """The words of text, marked as optional; nothing stands in their place."""
    return MAY + " ".join(WORD.findall(re.sub(MAY + "|" + END, " ", text))) + END


def cut_front_matter(text):
    """Optional words of a mapping between "---" lines; other text stays."""
    match = re.match(r"\ufeff?---[ \t]*\n(.*?\n)?(---|\.\.\.)[ \t]*(\n|$)", text, re.S)
    toml = re.match(r"\ufeff?\+\+\+[ \t]*\n(.*?\n)?\+\+\+[ \t]*(\n|$)", text, re.S)
    if toml:
        return optional((toml.group(1) or "") + FROM_FRONT) + "\n" + text[toml.end() :]
    if not match:
        return text
    block = match.group(1) or ""
    first = next((l for l in block.splitlines() if l.strip() and l[0] != "#"), "")
    if first and not KEY.match(first):
        return text
    return optional(block + FROM_FRONT) + "\n" + text[match.end() :]


def cut_tag(match, text):
    name = match.group(1).lower()
    known = (
        name in ELEMENTS
        or "-" in name and match.group(2).strip()
        or "</%s>" % match.group(1) in text
        or match.group(1)[0].isupper()
        and ("/>" in match.group(0) or "=" in match.group(2) or match.group(0)[1] == "/")
    )
    if not known:
        return " " + match.group(0)[1:-1] + " "
    out = "" if name in INLINE_ELEMENTS else " "
    if name in ("sub", "sup"):  # "H2O", "1st": read as one word
        out = "`"
    if name == "img":
        alt = re.search(r"\balt\s*=\s*(\"[^\"]*\"|'[^']*'|\S+)", match.group(0), re.S)
        out = " " + (alt.group(1) if alt else "") + " "
    return out + (optional(match.group(2)) if match.group(2).strip() else out)


def cut_link(match):
    label, target = match.group(1), match.group(2)
    return label + optional(target)


def cut_wikilink(match):
    embed, inside = match.group(1), match.group(2)
    target, bar, label = inside.replace("\\|", "|").partition("|")
    if embed and re.fullmatch(r"[0-9x]*", label):
        return " " + target + " "
    return label if bar and label.strip() else target


CODE = r"(?<![\\`])(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
# Code within a wikilink is part of its heading or label.
RAW = r"(?P<raw>(?<!`)\[\[(?:[^\[\]\n`]|`[^`\[\]\n]*`)*`(?:[^\[\]\n`]|`[^`\[\]\n]*`)*\]\])"
AUTOLINK = r"<(?P<auto>https?://[^\s<>]*|[\w.+-]+@[\w.-]+)>"
ESCAPE = r"\\(?P<escape>[<&\[\]!`])"
COMMENT = r"(?P<comment>%%.*?%%|<!--.*?-->|<[!?][A-Za-z][^<>]*>)"
INLINE = re.compile("|".join((RAW, CODE, AUTOLINK, ESCAPE, COMMENT, "(?P<tag>" + TAG.pattern + ")")), re.S)


def hide(code):
    return code.replace("<", "\ue001").replace("&", "\ue002").replace("[", "\ue003")


def cut_inline(match):
    """Code, tags and escapes: the first in the line counts."""
    if match.group("raw"):
        return match.group("raw").replace("`", "")
    if match.group("code"):
        return hide(match.group("code"))
    if match.group("comment"):
        return ""
    if match.group("auto"):
        return " " + match.group("auto") + " "
    if match.group("escape"):
        return hide(match.group("escape")) if match.group("escape") in "<&[" else ""
    return cut_tag(TAG.match(match.group("tag")), match.string)


INLINE_NOTE = r"(?<!\\)\^\[((?:[^\[\]]|\[[^\[\]]*\])+)\]"
MOMENT = re.compile(r"<a\b[^<>]*\bdata-t=\"([\d:]+)\"[^<>]*>\s*\[?[\d:]+\]?\s*</a>")


# What other programs put in place of these may be shown or not: tags of templates,
# expressions and attributes in braces, names of signs, keys, tables of contents, roles.
PLACED = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\{::?.*?\}|\{/\*.*?\*/\}|\{\w+(?:\.\w+)+\}"
    r"|\{[^{}\n]*=[^{}]*\}|\{\w+\}(?=`)|:[a-z][\w+-]*:|\+\+[\w+-]+\+\+"
    r"|\[\[_?(?:toc|TOC)_?\]\]|^(?:\* )?\[?TOC\]?$|^(?:import|export)\b.*$|^<<<.*$",
    re.S | re.M,
)


def cut_inlines(text):
    text = PLACED.sub(lambda match: optional(match.group(0)), text)
    return INLINE.sub(cut_inline, text)


def cut_links(text):
    text = re.sub(r"(!?)\[\[([^\[\]\n]+)\]\]", cut_wikilink, text)
    picture = r"\[\[([^\[\]\n|]+\|[^\[\]\n]*!\[[^\[\]\n]*\]\([^()\n]*\)[^\[\]\n]*)\]\]"
    text = re.sub("()" + picture, cut_wikilink, text)
    text = re.sub(r"\[\^([^\]\s]+)\]", lambda m: " %s " % optional(m.group(1)), text)
    target = r"\((\s*(?:<[^<>\n]*>|(?:[^()\s]|\((?:[^()\s]|\([^()\s]*\))*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*)\)"
    for _ in range(4):  # images within links, brackets within labels
        text = re.sub(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]" + target, cut_link, text)
    text = re.sub(r"\]\[([^\[\]]*)\]", lambda m: optional(m.group(1)), text)
    text = re.sub(r"\{:?\s*[#.][^{}\n]*\}", lambda m: optional(m.group(0)), text)
    return text


def in_lines(row):
    """A row of a table whose cells have breaks, line by line as it is laid out."""
    if not re.match(r"[\s>]*\|.*<br ?/?>", row):
        return row
    cells = [re.split(r"<br ?/?>", cell) for cell in re.split(r"(?<!\\)\|", row)]
    return " ".join(" ".join(parts) for parts in itertools.zip_longest(*cells, fillvalue=""))


def by_reference(notes, body):
    """Notes in the order in which they are shown: that of the first words on them."""
    text = "\n".join(body)
    at = {}
    for match in re.finditer(MAY + "(.*?)" + END, text, re.S):
        at.setdefault(match.group(1), match.start())
    def place(note):
        label = re.match(MAY + "(.*?)" + END, note, re.S)
        return at.get(label.group(1), len(text)) if label else len(text)
    groups = []
    for note in notes:
        if re.match(MAY, note) or not groups:
            groups.append([note])
        else:
            groups[-1].append(note)
    return [note for group in sorted(groups, key=lambda g: place(g[0])) for note in group]


def indent(line):
    """Columns of the blanks and marks of quotes before a line."""
    return len(re.match(r"[\s>]*", line).group(0).expandtabs(4))


def read_markdown(text):
    """Blocks, line by line: fences keep their lines, notes go to the end."""
    # A moment of a video is shown as it leads, not as its label says.
    moments = re.search(r"^videoId:", text, re.M)
    text = cut_front_matter(text)
    body, notes, fence, note = [], [], None, False
    fence_indent = note_indent = 0
    defining = False
    quiet = None
    prose = []

    def take_note(match):
        label = optional("inline%d" % len(notes))
        notes.append(label + " " + match.group(1))
        return " %s " % label

    def flush():
        if prose:
            text = "\n".join(prose)
            text = MOMENT.sub(r" [\1] ", text) if moments else text
            text = cut_links(cut_inlines(text))
            if not note:
                text = re.sub(INLINE_NOTE, take_note, text)
            (notes if note else body).append(text)
            prose.clear()

    for line in text.splitlines():
        bare = re.sub(r"^[\s>]*", "", line)
        if fence:
            if (
                re.match(r"(`{3,}|~{3,})\s*$", bare)
                and bare.startswith(fence)
                and indent(line) < fence_indent + 4
            ):
                fence = None
            else:
                (notes if note else body).append(hide(line))
            continue
        if quiet:
            end = re.search(quiet, line, re.I)
            if not end:
                continue
            quiet, line = None, line[end.end() :]
            bare = line.strip()
        line = re.sub(r"<(script|style|svg)\b[^>]*>.*?</\1>", "", line, flags=re.I)
        # "%%" alone opens a comment where another one follows.
        if re.match(r"%%(?!.*%%)", bare) and "%%" in text.partition(line)[2]:
            flush()
            quiet = "%%"
            continue
        start = re.match(r"<!--|<(script|style|svg|template)\b[^>]*(?<!/)>", bare, re.I)
        if start:
            quiet = "-->" if start.group(1) is None else "</" + start.group(1) + ">"
            end = re.search(quiet, bare, re.I)
            if not end:
                flush()
                continue
            quiet, bare = None, bare[end.end() :]
            line = bare
        if note and line.strip() and indent(line) <= note_indent and not prose:
            note = False
        opened = re.match(r"(?:[-*+]\s+|\d+[.)]\s+)*(`{3,}|~{3,})([^`]*)$", bare)
        if opened:
            flush()
            fence, fence_indent = opened.group(1), indent(line)
            (notes if note else body).append(optional(opened.group(2)))
            continue
        defined = re.match(r"\[\^([^\]\s]+)\]:(.*)", bare)
        if defined:
            flush()
            note, note_indent = True, indent(line)
            prose.append(optional(defined.group(1)) + " " + defined.group(2))
            continue
        if note and bare and indent(line) <= note_indent:
            if not prose or re.match(r"[#>|-]", line):
                flush()
                note = False
        if not line.strip():
            flush()
            continue
        if defining:  # the target of a definition, in its next line
            defining = False
            prose.append(optional(line))
            flush()
            continue
        if re.match(r"\[[^\]\^]+\]:\s*$", bare) and not prose:
            defining = True
            prose.append(optional(line))
            continue
        if re.match(r"\[[^\]\^]+\]:\s*(\S.*)?$", bare) and not prose:
            prose.append(optional(line))
            flush()
            continue
        admonition = re.match(r"(!!!|\?\?\?\+?)\s+([\w-]+(?:\s+(?:inline|end))*)\s*(.*)", bare)
        if admonition:
            line = optional(admonition.group(2)) + admonition.group(3)
        div = re.match(r":::+\s*\{?([.\w-]*)\}?(.*)", bare)
        if div:
            line = optional(div.group(1)) + div.group(2)
        line = in_lines(line)
        line = re.sub(r"^([\s>]*>\s*)(\[!\w[^\]|\[]*(?:\|[^\]]*)?\])",
                      lambda m: m.group(1) + optional(m.group(2)), line)
        line = re.sub(r"^([\s>]*(?:(?:[-*+]|\d+[.)])\s+)?)\[([xX])\]\s",
                      lambda m: m.group(1) + optional(m.group(2)), line)
        line = re.sub(NUMBER, lambda m: optional(m.group(0)), line)
        line = re.sub(r"(?:^|\s)\^([\w-]+)\s*$", lambda m: optional(m.group(1)), line)
        prose.append(line)
        if re.match(r"#{1,6}\s", bare):
            flush()
    flush()
    text = "\n".join(body + by_reference(notes, body))
    text = re.sub(r"(?<!\\)&(#\d+|#[xX][0-9a-fA-F]+|\w+);", lambda m: html.unescape(m.group(0)) if m.group(1)[0] == "#" or m.group(1) + ";" in html5 else m.group(0), text)
    return text.replace("\ue001", "<").replace("\ue002", "&").replace("\ue003", "[")


# What exported pages hold that are Markdown under the name of plain text.
LIKE_MARKDOWN = re.compile(r"<br ?/?>|<a [^<>]*=[^<>]*>|\[\[[^\[\]\n]+\]\]|\]\(https?:")


def read_plain(text):
    return cut_front_matter(text)


def decoded(raw):
    """What the bytes may say: without a mark, that is a guess, and the better counts."""
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return [raw[2:].decode(name, "replace")]
    zeros = raw[0:2000:2].count(0), raw[1:2000:2].count(0)
    if max(zeros) > len(raw[:2000]) / 4:
        return [raw.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")]
    text = raw.decode("utf-8-sig", "replace")
    return [text, raw.decode("cp1252", "replace")] if "\ufffd" in text else [text]


# Signs within a word that are not seen, and those that are shown by their number so
# that they cannot change the order of what stands round them.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]|\x1b\\[[0-9;]*[A-Za-z]")
NUMBERED = re.compile("[\x80-\x9f\u202a-\u202e\u2066-\u2069]")


def seen(text):
    text = NUMBERED.sub(lambda m: " %X " % ord(m.group(0)), UNSEEN.sub("", text))
    return text.replace("\x07", " G ")


def shape(word):
    """Numbers without the zeros before them."""
    return word.lstrip("0") or "0" if word.isdigit() else word


def readings(path):
    """What source_words finds, in each encoding that the file may have."""
    with open(path, "rb") as file:
        return [source_words(path, text) for text in decoded(file.read())]


def source_words(path, text):
    text = seen(text.replace("\r\n", "\n").replace("\r", "\n"))
    suffix = os.path.splitext(path)[1].lower()
    is_markdown = suffix in MARKDOWN or LIKE_MARKDOWN.search(text)
    text = read_markdown(text) if is_markdown else read_plain(text)
    may = Counter()
    for match in re.finditer(MAY + "(.*?)" + END, text, re.S):
        may.update(shape(word).casefold() for word in match.group(1).split())
    text = re.sub(MAY + ".*?" + END, "", text, flags=re.S)
    may.update(WORD.findall(os.path.basename(path).casefold()))
    soft = set(re.findall(r"([^\W_]+)[*`~_\\]+(?=([^\W_]+))", text))
    words = [shape(word) for word in WORD.findall(ZERO_HOURS.sub("", text))]
    return words, may, soft


def ask(lectern, folder, command, *arguments):
    return subprocess.run(
        [lectern, command, "-L", folder, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=120,
        env=dict(os.environ, XDG_CACHE_HOME=folder + "/.cache", LC_ALL="C.UTF-8"),
    )


def show(lectern, folder, name, width):
    run = ask(lectern, folder, "show", "--width", str(width), "--color=never", name)
    if run.returncode != 0:
        if b"no articles" in run.stderr:
            return None
        raise RuntimeError(run.stderr.decode("utf-8", "replace").strip() or "status %d" % run.returncode)
    return run.stdout.decode("utf-8", "replace")


def is_row(line):
    return line.count("│") > 2 and line.rstrip().endswith("│")


def in_cells(lines):
    """The lines, those of a row of a table whose cells have several cell by cell."""
    out, at = [], 0
    while at < len(lines):
        end = at
        while end < len(lines) and is_row(lines[end]):
            end += 1
        table = lines[at:end]
        # Rows are apart where one of them is tall.
        if any(not line.replace("│", "").strip() for line in table):
            row = []
            for line in table + [""]:
                if line.replace("│", "").strip():
                    row.append(line.split("│"))
                else:
                    for cells in zip(*row):
                        out.append(" ".join(cells))
                    row = []
        else:
            out += table
        if end == at:
            out.append(lines[at])
        at = max(end, at + 1)
    return out


def without_title(lines):
    """Without a title that was taken from the text, and says so."""
    for at, line in enumerate(lines):
        if line.startswith("───") and at > 0 and lines[at - 1].endswith("≈"):
            title = WORD.findall(" ".join(lines[:at]))
            text = WORD.findall(" ".join(lines[at + 1 : at + 40]))
            found = " %s " % " ".join(title) in " %s " % " ".join(text)
            return lines[at + 1 :] if found else lines
        if line.startswith("───") or not line:
            break
    return lines


def shown_words(text, by_cell, with_title):
    text = UNSEEN.sub("", text)
    text = text.replace("[image: ", " ").replace("[image]", " ").replace(" ✗", "")
    words, numbers = [], Counter()
    lines = text.splitlines()
    if not with_title:
        lines = without_title(lines)
    for line in in_cells(lines) if by_cell else lines:
        for mark in (NUMBER, re.compile(r"^[\s│]*\[\d+\](?=\s|$)")):
            match = mark.match(line)
            if match:
                numbers.update(shape(w) for w in WORD.findall(match.group(0)))
                line = line[match.end() :]
        words += [shape(word) for word in WORD.findall(ZERO_HOURS.sub("", line))]
    return words, numbers


def shown_ways(text):
    """What may be shown: it cannot be seen where rows with tall cells end, nor if a line
    of its own became the title; the best counts."""
    ways = []
    for by_cell, with_title in itertools.product((False, True), repeat=2):
        way = shown_words(text, by_cell, with_title)
        if way not in ways:
            ways.append(way)
    return ways


def differences(source, shown, scratch):
    """Hunks of (source words, shown words) that differ, by diff(1)."""
    a, b = os.path.join(scratch, "a"), os.path.join(scratch, "b")
    for name, words in ((a, source), (b, shown)):
        with open(name, "w", encoding="utf-8") as file:
            file.write("".join(w + "\n" for w in words))
    out = subprocess.run(["diff", "--minimal" if len(source) < 20000 else "--speed-large-files", a, b],
                         stdout=subprocess.PIPE).stdout.decode("utf-8")
    for match in re.finditer(r"^(\d+)(?:,(\d+))?([acd])(\d+)(?:,(\d+))?$", out, re.M):
        a1, a2, kind, b1, b2 = match.groups()
        a1, b1 = int(a1), int(b1)
        a2, b2 = int(a2 or a1), int(b2 or b1)
        yield (
            source[a1 - 1 : a2] if kind != "a" else [],
            shown[b1 - 1 : b2] if kind != "d" else [],
            source[max(0, a1 - 4) : a1 - (kind != "a")],
        )


def compare(source, may, soft, shown, numbers, scratch):
    """Lists of (kind, word, context)."""
    found, lost, added = [], [], []
    notes = sum(may.values())
    for gone, come, before in differences(source, shown, scratch):
        context = " ".join(before)
        if gone and "".join(gone) == "".join(come):
            kind = "joined" if len(come) < len(gone) else "split"
            if kind == "split" or not any(pair in soft for pair in zip(gone, gone[1:])):
                found += [(kind, " ".join(gone), context)]
            continue
        lost += [(w, context) for w in gone]
        added += [(w, context) for w in come]
    left = Counter(w for w, _ in lost)
    for word, context in added:
        if left[word] > 0:
            left[word] -= 1
            found.append(("moved", word, context))
        elif may[word.casefold()] > 0 or word.isdecimal() and int(word) <= notes:
            may[word.casefold()] -= 1
        else:
            found.append(("added", word, context))
    for word, context in lost:
        if left[word] > 0 and numbers[word] > 0:
            numbers[word] -= 1
            left[word] -= 1
        elif left[word] > 0:
            left[word] -= 1
            found.append(("lost", word, context))
    return found


def typed_words(text):
    """What a reader may type of a text, with the marks that belong to its letters."""
    text = re.sub(r"\[image: [^\]]*\.\w+\]|\[image: ", " ", text)
    part = lambda c: c.isalnum() or unicodedata.category(c)[0] == "M"
    return list(dict.fromkeys("".join(c if part(c) else " " for c in text.lower()).split()))


def not_found(lectern, folder, text, may, most):
    """Words of the text that the search does not find, of `most` spread over it. Those of
    the front matter, of targets and types are not looked for."""
    words = [w for w in typed_words(text) if not w.isdigit() and w not in may]
    for word in words[:: max(1, -(-len(words) // most))]:
        if ask(lectern, folder, "search", word).returncode != 0:
            yield ("denied", word, "search")


def letters(text):
    return Counter(c for c in text if c.isalnum())


def check_file(lectern, path, width, most):
    scratch = tempfile.mkdtemp(prefix="words.")
    try:
        folder = os.path.join(scratch, "library")
        os.mkdir(folder)
        name = os.path.basename(path)
        shutil.copyfile(path, os.path.join(folder, name))
        wide = show(lectern, folder, name, WIDE)
        if wide is None:
            return path, None, [], None
        narrow = show(lectern, folder, name, width)
        sources = readings(path)
        found = min(
            (
                compare(source, Counter(may), soft, *shown, scratch)
                for source, may, soft in sources
                for shown in shown_ways(wide)
            ),
            key=len,
        )
        a, b = letters(wide), letters(narrow)
        if a - b:  # a table that is too wide repeats the names of its columns
            found.append(("narrow", "".join(sorted(a - b)), "width %d" % width))
        if most > 0:
            found += not_found(lectern, folder, wide, sources[0][1], most)
        return path, len(sources[0][0]), found, None
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        return path, 0, [], str(error)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def files_below(path):
    if os.path.isfile(path):
        return [path]
    out = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if f[0] != ".")
        for name in sorted(names):
            suffix = os.path.splitext(name)[1].lower()
            if name[0] != "." and suffix in MARKDOWN + PLAIN:
                out.append(os.path.join(folder, name))
    return out


def read_exceptions(path):
    rules = []
    if path:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip() and line[0] != "#":
                    kind, glob, word, reason = line.rstrip("\n").split("\t")
                    rules.append((kind, glob, word, reason))
    return rules


def listed_by(rules, base, path, kind, word):
    """The exceptions that a difference falls under."""
    name = os.path.join(os.path.basename(os.path.abspath(base)), os.path.relpath(path, base))
    if os.path.isfile(base):
        name = os.path.basename(path)
    return [
        rule for rule in rules
        if kind in (rule[0], ) + (("moved", "lost", "added") if rule[0] == "*" else ())
        and fnmatch.fnmatch(name, rule[1])
        and (rule[2] == "*" or fnmatch.fnmatch(word, rule[2]))
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lectern", default="build/lectern")
    parser.add_argument("--exceptions")
    parser.add_argument("--width", type=int, default=76)
    parser.add_argument("--search", type=int, default=0, metavar="N",
                        help="look for N words that are shown of each article, too")
    parser.add_argument("--words", action="store_true", help="print the source's words, no more")
    parser.add_argument("--unused", action="store_true",
                        help="tell which exceptions match nothing in all these paths; the"
                        " denied need --search 12")
    parser.add_argument("-v", action="store_true", help="every difference")
    parser.add_argument("paths", nargs="+")
    args = parser.parse_args()
    if args.words:
        print("\n".join(w for p in args.paths for w in readings(p)[0][0]))
        return 0
    rules, used, bad = read_exceptions(args.exceptions), set(), False
    lectern = os.path.abspath(args.lectern)
    for base in args.paths:
        total, files, hit, kinds, listed = 0, 0, 0, Counter(), 0
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for path, count, found, error in pool.map(
                lambda p: check_file(lectern, p, args.width, args.search), files_below(base)
            ):
                if count is None:
                    continue  # no article
                files += 1
                total += count
                if error:
                    print("%s: %s" % (path, error))
                    kinds["error"] += 1
                rest = []
                for f in found:
                    by = listed_by(rules, base, path, f[0], f[1])
                    used.update(by)
                    rest += [] if by else [f]
                listed += len(found) - len(rest)
                hit += bool(rest)
                for kind, word, context in rest:
                    kinds[kind] += 1
                    if args.v:
                        print("%s: %s %r after %r" % (path, kind, word, context))
                if rest and not args.v:
                    print("%s: %s" % (path, ", ".join("%s %d" % i for i in Counter(f[0] for f in rest).items())))
        wrong = sum(kinds.values())
        bad = bad or wrong > 0
        rate = 1e4 * wrong / total if total else 0
        print(
            "== %s: %d files, %d words, %d differences (%.2f per 10,000) in %d files, %d listed%s"
            % (base, files, total, wrong, rate, hit, listed,
               "".join("; %s %d" % i for i in sorted(kinds.items())))
        )
    if args.unused:
        for rule in rules:
            if rule not in used:
                bad = True
                print("no longer needed: %s" % "\t".join(rule[:3]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
