"""The small changes that can be made in one C file.

    mutations(text) -> [Mutation, ...]

A lexer is enough: the source is laid out by clang-format and its macros are few. What
is left alone, and why, is told in README.md; the names of the rules are the same.
"""
import re
from collections import namedtuple

# Bytes from..to of the file become `new`; `kind` names the operator.
Mutation = namedtuple("Mutation", "line start end new kind")
Token = namedtuple("Token", "text start end line")

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:[^\n\\]|\\.)*)
      |(?P<token>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*|\.?\d(?:[\w.]|[eEpP][+-])*
        |->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\.\.\.|.)""",
    re.S | re.M | re.X)

KEYWORDS = set("""if else for while do switch case default return break continue goto
sizeof struct union enum static const typedef extern inline volatile""".split())
TYPES = set("""void bool char short int long unsigned signed float double size_t ssize_t
ptrdiff_t intptr_t uintptr_t off_t time_t""".split())
RELATIONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
LOGIC = {"&&": "||", "||": "&&"}
SUMS = {"+": "-", "-": "+", "*": "+", "/": "*", "%": "/", "+=": "-=", "-=": "+=",
        "|=": "&=", "&=": "|="}

# Rule "asserts": they are checks themselves.
ASSERTS = {"assert", "static_assert", "_Static_assert"}
# Rule "danger": a mutant must not reach other processes.
DANGER = re.compile(r"\b(kill|raise|fork|setpgid|tcsetpgrp|abort|die)\b")
# Rule "room": how much is allocated at a time shows in no result.
ROOM = re.compile(r"\b\w*(cap|capacity|reserve|grow)\b|_CAP\b|_GROW\b")
ALLOCATION = re.compile(r"\b(malloc|calloc|realloc|mem_\w*alloc\w*|arena_\w+|ARENA_\w+)\(")
# Rule "time": how long is waited is no result either.
TIME = re.compile(r"\w_(ms|ns|us)\b|_MS\b|_NS\b|\b(clock|nanosleep|poll)\w*\(|\btv_n?sec\b"
                  r"|\bE(INTR|AGAIN)\b")
# Rule "release": leaks and races are for the sanitizers, not for a debug build.
RELEASE = re.compile(
    r"(^|_)(free|release|close|closedir|destroy|finalize|munmap|lock|unlock|join|wait|"
    r"signal|broadcast|detach|madvise|fadvise|unref|clear|reset|setup|discard)$")
# Rule "limits": where exactly a limit lies is no promise.
LIMIT = re.compile(r"^[A-Z][A-Z0-9_]*_(MAX|MIN|BYTES|MOST)$")
# Rule "signs": a direction is 1 or -1, never 0.
SIGN = re.compile(r"\bdirection (<|>|<=|>=) 0\b")
# Rule "halving": a search that parts otherwise than in the middle finds the same.
HALVING = re.compile(r"\blow \+ \(high - low\) / 2")
# Rule "descriptors": 0 is one, but never ours: `fd < 0` and `fd <= 0` are alike.
DESCRIPTOR = re.compile(r"\b(\w*fd|fds\[\w\]|wake\[\w\]) *(<|>=) *0\b")
# Rule "symmetry": two equal things are so both ways.
SYMMETRIC = {"str_eq", "str_eq_nocase"}
# Rule "texts": what is printed for people is looked at elsewhere.
TEXTS = {"fprintf", "printf", "perror"}


def lex(text):
    tokens, line, at = [], 1, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        if match.lastgroup == "token":
            tokens.append(Token(match.group("token"), match.start(), match.end(), line))
    return tokens


def is_name(text):
    return text[0].isalpha() or text[0] == "_"


def is_operand_end(text):
    return (is_name(text) and text not in KEYWORDS) or text[0].isdigit() \
        or text in (")", "]") or text[0] in "\"'"


class File:
    def __init__(self, text):
        self.text, self.tokens, self.found = text, lex(text), []
        self.lines = text.split("\n")
        self.pairs = self.match_pairs()
        self.places = self.find_places()

    def match_pairs(self):
        pairs, stack = {}, []
        for i, token in enumerate(self.tokens):
            if token.text in ("(", "[", "{"):
                stack.append(i)
            elif token.text in (")", "]", "}") and stack:
                opened = stack.pop()
                pairs[opened], pairs[i] = i, opened
        return pairs

    def find_places(self):
        """For each token the return type it stands under, "table" or None."""
        places, i, since = [None] * len(self.tokens), 0, 0
        while i < len(self.tokens):
            text = self.tokens[i].text
            if text in (";", "}"):
                since = i + 1
            if text == "{":
                end = self.pairs.get(i, i)
                before = self.tokens[i - 1].text if i else ""
                place = self.return_type(since, i) if before == ")" and \
                    not RELEASE.search(self.function_name(i)) else \
                    "table" if before == "=" else None
                places[i:end] = [place] * (end - i)
                i = since = end
            i += 1
        return places

    def function_name(self, brace):
        return self.tokens[self.pairs[brace - 1] - 1].text

    def return_type(self, since, brace):
        name = self.pairs[brace - 1] - 1
        words = [t.text for t in self.tokens[since:name]]
        if "*" in words:
            return "pointer"
        if "struct" in words:
            return "struct"
        return next((w for w in words if w in ("bool", "void")), "number")

    def add(self, kind, first, last, new):
        """Tokens first..last become `new`, with as many lines as before."""
        start, end = self.tokens[first].start, self.tokens[last].end
        old = self.text[start:end]
        new += "\n" * (old.count("\n") - new.count("\n"))
        line = self.tokens[first].line
        shown = "\n".join(self.lines[line - 1:line + old.count("\n")])
        if kind in ("relation", "constant") and \
                (DESCRIPTOR.search(shown) or SIGN.search(shown)):
            return
        if DANGER.search(shown) or ROOM.search(shown) or TIME.search(shown):
            return
        self.found.append(Mutation(line, start, end, new, kind))

    def source(self, first, last):
        return self.text[self.tokens[first].start:self.tokens[last].end]

    def mutate(self):
        i = 0
        while i < len(self.tokens):
            if self.tokens[i].text in ASSERTS and self.tokens[i + 1].text == "(":
                i = self.pairs[i + 1]
            elif self.is_release(i):
                i = self.pairs[i + 1]
            elif self.places[i] == "table":
                self.in_table(i)
            elif self.places[i]:
                self.in_function(i)
            i += 1
        return self.found

    def is_release(self, i):
        return self.tokens[i - 1].text in (";", "{", "}", "else", ")") and \
            RELEASE.search(self.tokens[i].text) and self.tokens[i + 1].text == "("

    def in_table(self, i):
        """Rule "tables": rows of bare numbers are data; named members are not."""
        if self.tokens[i - 1].text == "=" or \
                (self.tokens[i - 1].text in "+-" and self.tokens[i - 2].text == "="):
            self.literal(i)

    def in_function(self, i):
        text = self.tokens[i].text
        before = self.tokens[i - 1].text
        if text in RELATIONS:
            if text in ("==", "!=") or not self.is_limit(i):
                self.add("relation", i, i, RELATIONS[text])
            self.last_left_out(i)
        elif text in LOGIC:
            self.add("logic", i, i, LOGIC[text])
            self.drop_operand(i)
        elif text in SUMS and (len(text) == 2 or self.is_binary(i)):
            if not ALLOCATION.search(self.lines[self.tokens[i].line - 1]):
                self.add("arithmetic", i, i, SUMS[text])
        elif text == "?":
            self.negate_ternary(i)
        elif text == "if":
            self.negate(i + 1)
        elif text == "return":
            self.change_return(i)
        elif text in ("break", "continue"):
            self.add("jump", i, i, "continue" if text == "break" else "break")
        elif text == "(" and is_name(before) and before not in KEYWORDS | {"defined"}:
            self.swap_arguments(i)
        else:
            self.literal(i)
        if before in (";", "{", "}", ":", "else", ")"):
            self.drop_statement(i)

    def is_limit(self, i):
        return LIMIT.match(self.tokens[i - 1].text) or LIMIT.match(self.tokens[i + 1].text)

    def is_binary(self, i):
        before = self.tokens[i - 1].text
        if before == ")":
            inside = self.tokens[self.pairs[i - 1] + 1:i - 1]
            if inside and all(t.text in TYPES | {"*", "const", "struct"} or
                              t.text.endswith("_t") for t in inside):
                return False
        return is_operand_end(before)

    def literal(self, i):
        text, before = self.tokens[i].text, self.tokens[i - 1].text
        if text in ("true", "false"):
            self.add("boolean", i, i, "false" if text == "true" else "true")
        elif text.isdigit():
            line = self.lines[self.tokens[i].line - 1]
            declares = before == "[" and is_name(self.tokens[i - 3].text) and \
                self.tokens[i - 3].text not in KEYWORDS
            if declares or ALLOCATION.search(line) or HALVING.search(line) or \
                    (before == "{" and self.tokens[i + 1].text == "}"):
                return
            self.add("constant", i, i, str(int(text) + 1))
            if int(text) > 0 and before != "-":
                self.add("constant", i, i, str(int(text) - 1))
        elif len(text) == 3 and text[0] == "'" and text[1].isalnum():
            self.add("constant", i, i, "'%c'" % (ord(text[1]) + 1))

    def last_left_out(self, i):
        """for (...; i < n; ...) leaves out the last one."""
        if self.tokens[i].text != "<" or not is_name(self.tokens[i - 1].text) or \
                self.tokens[i - 2].text != ";":
            return
        self.add("off-by-one", i - 1, i, self.tokens[i - 1].text + " + 1 <")

    def operand(self, i, step):
        """The last token of the operand of && or || at i, on the side of `step`."""
        at = i + step
        ends = {")", "]", "}", ";", ",", "?", ":", "&&", "||"} if step > 0 else \
            {"(", "[", "{", ";", ",", "?", ":", "=", "return", "&&", "||"}
        while self.tokens[at].text not in ends:
            opens = ("(", "[", "{") if step > 0 else (")", "]", "}")
            if self.tokens[at].text in opens:
                at = self.pairs[at]
            at += step
        return at - step

    def drop_operand(self, i):
        first, last = self.operand(i, -1), self.operand(i, 1)
        self.add("operand", first, last, self.source(first, i - 1))
        self.add("operand", first, last, self.source(i + 1, last))

    def negate(self, opened):
        if self.tokens[opened].text != "(":
            return
        close = self.pairs[opened]
        inner = self.source(opened + 1, close - 1)
        self.add("negation", opened, close, "(!(%s))" % inner)

    def negate_ternary(self, i):
        first = self.operand(i, -1)
        if self.tokens[first].text == "(" and self.pairs[first] > i:
            return
        self.add("negation", first, i, "!(%s) ?" % self.source(first, i - 1))

    def change_return(self, i):
        end = i
        while self.tokens[end].text != ";":
            end = self.pairs[end] if self.tokens[end].text in ("(", "[", "{") else end
            end += 1
        if end == i + 1:
            return
        value = self.source(i + 1, end - 1)
        kind = self.places[i]
        new = {"bool": {"true": "false", "false": "true"}.get(value, "!(%s)" % value),
               "pointer": "NULL" if value != "NULL" else None,
               "number": {"0": "-1", "-1": "0"}.get(value, "(%s) + 1" % value),
               }.get(kind)
        if new:
            self.add("return", i + 1, end - 1, new)

    def swap_arguments(self, i):
        end, args, at = self.pairs[i], [], i + 1
        if self.tokens[i - 1].text in SYMMETRIC:
            return
        while at < end:
            first = at
            while at < end and self.tokens[at].text != ",":
                at = self.pairs[at] if self.tokens[at].text in ("(", "[", "{") else at
                at += 1
            args.append((first, at - 1))
            at += 1
        simple = re.compile(r"^&?[A-Za-z_][\w.]*(->[\w.]+)*$|^\d+$")
        for (a, b), (c, d) in zip(args, args[1:]):
            left, right = self.source(a, b), self.source(c, d)
            if simple.match(left) and simple.match(right) and left != right and \
                    left[0].isdigit() == right[0].isdigit() and "NULL" not in (left, right):
                self.add("arguments", a, d, "%s, %s" % (right, left))

    def drop_statement(self, i):
        first, second = self.tokens[i], self.tokens[i + 1].text
        if self.tokens[i - 1].text == ")" and not self.ends_condition(i - 1):
            return
        if self.tokens[i - 1].text == ":" and self.is_ternary(i - 1):
            return
        if not (is_name(first.text) and first.text not in KEYWORDS | TYPES) and \
                first.text not in ("*", "++", "--"):
            return
        if first.text not in ("*", "++", "--") and \
                second not in ("(", "->", ".", "=", "[", "++", "--") and \
                not (len(second) == 2 and second[1] == "="):
            return
        end = i
        while self.tokens[end].text != ";":
            if self.tokens[end].text in ("{", "}"):
                return
            end = self.pairs[end] if self.tokens[end].text in ("(", "[") else end
            end += 1
        if second == "(" and (RELEASE.search(first.text) or first.text in TEXTS):
            return
        self.add("statement", i, end - 1, "(void)0")

    def ends_condition(self, close):
        before = self.tokens[self.pairs[close] - 1].text
        return before in ("if", "for", "while")

    def is_ternary(self, i):
        while self.tokens[i].text not in (";", "{", "}"):
            if self.tokens[i].text == "?":
                return True
            if self.tokens[i].text in ("case", "default"):
                return False
            i -= 1
        return False


def mutations(text):
    return File(text).mutate()


def apply(text, mutation):
    return text[:mutation.start] + mutation.new + text[mutation.end:]
