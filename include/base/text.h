/*
 * Text: decoding, the one sanitiser, columns, line breaks and folding.
 *
 * Words used here. *Raw* text is bytes from outside, of any kind. *Clean* text is UTF-8
 * that a terminal may be sent: no control character, no bidirectional control, no
 * invisible or unassigned-without-width code point, at most four combining marks on a
 * base; it may hold '\n'. The joiners of some scripts and the selectors of emoji are
 * part of it, since the writing needs them, but no terminal is sent them: which columns
 * they would take depends on its maker. A *cluster* is what is in one place on the
 * screen: a base character with its marks, 0, 1 or 2 *columns* wide. Columns are
 * counted as curses counts them (wcwidth), code point by code point, so that the screen
 * and the terminal never go out of step.
 *
 * This file is libunistring's only user.
 */
#ifndef LECTERN_BASE_TEXT_H
#define LECTERN_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/text_search.h"

enum {
    /* ncurses keeps a base and at most five more per cell (CCHARW_MAX); one is
     * spared. */
    TEXT_MARKS_MAX = 4,
    TEXT_TAB_COLS = 8,
};

/*
 * Chooses the character type that columns are measured with, UTF-8 whatever the
 * user's locale says, and returns whether the user's terminal takes UTF-8. Call once,
 * first thing in main(); setlocale() must not be called elsewhere.
 */
bool text_setup(void);

/*
 * Decodes the bytes of a whole file to valid UTF-8 with LF line ends: takes off a byte
 * order mark (UTF-16 is converted), turns CRLF and lone CR into LF and NUL
 * into U+FFFD; text that is not UTF-8 but reads as Windows-1252 is taken for that, and
 * otherwise each maximal ill-formed part becomes one U+FFFD (Unicode 3.9). Control
 * characters stay: the sanitiser shows them. The result is `raw` itself when nothing
 * had to change, else it is in the arena.
 */
struct str text_decode(struct arena *arena, struct str raw);

/* True for UTF-16: with a byte order mark, or by the zero bytes of its Latin letters.
 * Lines of it cannot be cut at bytes. */
bool text_is_wide(struct str raw);

/* True when the bytes look like no text at all (NULs or control bytes abound). */
bool text_is_binary(struct str raw);

/* What the sanitiser does with line ends and tabs inside its input. */
enum text_lines {
    TEXT_ONE_LINE,   /* all line ends and tabs become one space: titles, messages */
    TEXT_MANY_LINES, /* line ends stay as '\n', tabs become spaces to the next stop */
};

/*
 * The sanitiser. Returns clean text: `raw` itself when it is clean already, else a new
 * slice in the arena. Control characters are shown as ^X, U+0080-U+009F as <9B>,
 * bidirectional overrides as <202E>, ill-formed bytes and noncharacters as U+FFFD;
 * marks, joiners, tags and other invisibles are dropped (U+00AD and U+200B too).
 * Everything that is shown, wherever it comes from, goes through here.
 */
struct str text_clean(struct arena *arena, struct str raw, enum text_lines lines);

/* As text_clean, after what `out` holds already. */
void text_clean_to(struct buf *out, struct str raw, enum text_lines lines);

bool text_is_clean(struct str s);

/* Bytes at the start of any text that are printable ASCII (0x20-0x7E): they need no
 * closer look. Many at a time. */
size_t text_plain_run(struct str s);

/* What a terminal is sent of clean text: all of it but joiners and selectors. */
void text_show_to(struct buf *out, struct str s);

/* True for U+200C, U+200D and the selectors of emoji. */
bool text_is_joiner(uint32_t c);

/* Decodes one code point of valid or invalid UTF-8 at `*pos` and moves past it;
 * ill-formed bytes give U+FFFD. `*pos` must be below s.len. */
uint32_t text_next(struct str s, size_t *pos);

/* Appends the UTF-8 form of a code point. */
void text_put(struct buf *out, uint32_t c);

/* Columns of one code point (0, 1 or 2); -1 for what cannot be shown. */
int text_code_cols(uint32_t c);

/* One cluster of clean text at `*pos`: moves past it, writes its columns. */
struct str text_cluster(struct str s, size_t *pos, int *cols);

/* Columns of clean text in one line. */
size_t text_cols(struct str s);

/* The longest prefix of clean text, in whole clusters, within `cols` columns. */
struct str text_fit(struct str s, size_t cols);

/* As text_fit, but a text that is cut ends in "…" within `cols`. */
struct str text_ellipsis(struct arena *arena, struct str s, size_t cols);

/* Clean text in at most `max_bytes`: one that is longer is cut at the end of a
 * character and ends in "…". A copy in the arena. */
struct str text_cut(struct arena *arena, struct str clean, size_t max_bytes);

/* The ASCII substitute of a cluster in exactly `cols` columns, appended to `out`: the
 * base letter without its accent, a plain quote or dash, a mark's twin, else '?'. */
void text_ascii(struct buf *out, struct str cluster, int cols);

/*
 * Line breaking opportunities (UAX #14) of clean text: breaks[i] becomes TEXT_BREAK_MAY
 * when a line may end before byte i, TEXT_BREAK_MUST after a '\n', else TEXT_BREAK_NO.
 * `breaks` has room for s.len bytes. Fast on ASCII.
 */
enum { TEXT_BREAK_NO, TEXT_BREAK_MAY, TEXT_BREAK_MUST };
void text_breaks(struct str s, char *breaks);

/* Folded for comparing: case and compatibility forms, and accents when `marks` is
 * false; runs of white space become one space. In the arena. */
struct str text_fold(struct arena *arena, struct str s, bool marks);

/*
 * One letter of a text as it is compared with what a person types: without its accents,
 * and without its case unless `keep_case`; quotes, dashes, blanks and full-width forms
 * as a keyboard has them. What is invisible belongs to the letter before it.
 */
struct text_letter {
    uint32_t codes[TEXT_SEARCH_CODES_MAX];
    size_t count;    /* of these, 1 at least */
    size_t from, to; /* bytes of the text */
};

/* The letter at `*pos`, which is moved past it; false at the end of the text. */
bool text_letter_next(struct str text, size_t *pos, bool keep_case,
                      struct text_letter *letter);

/* Folded so, letter by letter: for every box that is typed into, and for what it is
 * compared with. Runs of blanks become one space, those at the ends nothing. In the
 * arena. */
struct str text_fold_typed(struct arena *arena, struct str s, bool keep_case);

/* The slug of a heading as GitHub makes it: lower case, punctuation but '-' and '_'
 * dropped, spaces to '-'. Repeats are not told apart here. */
struct str text_slug(struct arena *arena, struct str heading);

/* True for an upper-case letter of any script. */
bool text_is_upper(uint32_t c);

/* Words of clean text (runs of letters and digits; each ideograph or kana is one). */
size_t text_words(struct str s);

#endif
