/*
 * Boilerplate: what is on a page and is no part of its article. Buttons and banners of
 * a web site, edit links, a title said twice, running heads of printed pages. Lines are
 * dropped or lose their end; nothing else changes.
 *
 * Words are few and in one table; a word that may as well be a heading goes only beside
 * other boilerplate or at the ends of the page.
 */
#include "base/ascii.h"
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/text.h"

enum {
    BOILERPLATE_MAX_BYTES = 120, /* longer lines are text */
    TITLE_BYTES = 600,           /* of a title that may be twice */
    WORDS_MAX_BYTES = 40,        /* of the longest row of the table of words */
    EDIT_LINES_MIN = 2,          /* glued edit links that make one believe in them */
    RUNNING_HEAD_PAGES = 3,  /* a line at the edge of as many pages is a running head */
    REFERENCE_MARKS_MIN = 2, /* [12] after a stop, that make one believe in them */
    REFERENCE_DIGITS = 3,
};

/* SIGNS are of a page and nothing else. BUTTONS may as well be an author's words: they
 * go at the ends of the page, and all over a page that has other boilerplate. The last
 * ones may be headings: they go right beside other boilerplate only. */
enum certainty { SIGN, BUTTON, BESIDE_OTHERS };

/* clang-format off */
static const struct {
    struct str text; /* ASCII letters in lower case */
    enum certainty certainty;
} words[] = {
    {STR_INIT("donate"), BUTTON}, {STR_INIT("donate now"), BUTTON}, {STR_INIT("share"), BUTTON},
    {STR_INIT("subscribe"), BUTTON}, {STR_INIT("subscribe now"), BUTTON},
    {STR_INIT("share this"), BUTTON}, {STR_INIT("share this article"), SIGN},
    {STR_INIT("share this page"), SIGN}, {STR_INIT("share on facebook"), SIGN},
    {STR_INIT("share on twitter"), SIGN}, {STR_INIT("share on x"), SIGN},
    {STR_INIT("share on linkedin"), SIGN}, {STR_INIT("tweet"), BUTTON},
    {STR_INIT("sign in"), BUTTON}, {STR_INIT("sign up"), BUTTON}, {STR_INIT("log in"), BUTTON},
    {STR_INIT("login"), BESIDE_OTHERS}, {STR_INIT("register"), BESIDE_OTHERS},
    {STR_INIT("create account"), BUTTON}, {STR_INIT("jump to navigation"), SIGN},
    {STR_INIT("jump to search"), SIGN}, {STR_INIT("jump to content"), SIGN},
    {STR_INIT("jump to navigation jump to search"), SIGN},
    {STR_INIT("skip to content"), SIGN}, {STR_INIT("skip to main content"), SIGN},
    {STR_INIT("skip to navigation"), SIGN}, {STR_INIT("back to top"), SIGN},
    {STR_INIT("from wikipedia, the free encyclopedia"), SIGN},
    {STR_INIT("accept all cookies"), SIGN}, {STR_INIT("accept cookies"), SIGN},
    {STR_INIT("cookie settings"), SIGN}, {STR_INIT("manage cookies"), SIGN},
    {STR_INIT("advertisement"), BUTTON}, {STR_INIT("read more"), BESIDE_OTHERS},
    {STR_INIT("show more"), BESIDE_OTHERS}, {STR_INIT("menu"), BESIDE_OTHERS},
    {STR_INIT("search"), BESIDE_OTHERS}, {STR_INIT("print"), BESIDE_OTHERS},
    {STR_INIT("edit"), BESIDE_OTHERS}, {STR_INIT("home"), BESIDE_OTHERS},
    {STR_INIT("close"), BESIDE_OTHERS}, {STR_INIT("facebook"), BESIDE_OTHERS},
    {STR_INIT("twitter"), BESIDE_OTHERS}, {STR_INIT("copy link"), BUTTON},
    {STR_INIT("toggle navigation"), SIGN}, {STR_INIT("toggle the table of contents"), SIGN},
    {STR_INIT("edit this page"), SIGN}, {STR_INIT("edit source"), BESIDE_OTHERS},
    {STR_INIT("view source"), BESIDE_OTHERS}, {STR_INIT("view history"), BESIDE_OTHERS},
    {STR_INIT("teilen"), BUTTON}, {STR_INIT("spenden"), BUTTON}, {STR_INIT("abonnieren"), BUTTON},
    {STR_INIT("anmelden"), BESIDE_OTHERS}, {STR_INIT("zum inhalt springen"), SIGN},
    {STR_INIT("partager"), BUTTON}, {STR_INIT("faire un don"), BUTTON},
    {STR_INIT("s’abonner"), BUTTON}, {STR_INIT("s'abonner"), BUTTON},
    {STR_INIT("se connecter"), BUTTON}, {STR_INIT("aller au contenu"), SIGN},
    {STR_INIT("compartir"), BUTTON}, {STR_INIT("donar"), BUTTON}, {STR_INIT("suscribirse"), BUTTON},
    {STR_INIT("iniciar sesión"), BUTTON}, {STR_INIT("ir al contenido"), SIGN},
    {STR_INIT("condividi"), BUTTON}, {STR_INIT("dona ora"), BUTTON}, {STR_INIT("accedi"), BUTTON},
    {STR_INIT("compartilhar"), BUTTON}, {STR_INIT("doar"), BUTTON}, {STR_INIT("entrar"), BUTTON},
    {STR_INIT("delen"), BUTTON}, {STR_INIT("udostępnij"), BUTTON}, {STR_INIT("paylaş"), BUTTON},
    {STR_INIT("Поделиться"), BUTTON}, {STR_INIT("Подписаться"), BUTTON},
    {STR_INIT("Войти"), BUTTON}, {STR_INIT("Пожертвовать"), BUTTON}, {STR_INIT("Поділитися"), BUTTON},
    {STR_INIT("分享"), BUTTON}, {STR_INIT("订阅"), BUTTON}, {STR_INIT("訂閱"), BUTTON},
    {STR_INIT("登录"), BUTTON}, {STR_INIT("登入"), BUTTON}, {STR_INIT("捐款"), BUTTON},
    {STR_INIT("共有"), BUTTON}, {STR_INIT("シェア"), BUTTON}, {STR_INIT("ログイン"), BUTTON},
    {STR_INIT("寄付"), BUTTON}, {STR_INIT("공유"), BUTTON}, {STR_INIT("로그인"), BUTTON},
    {STR_INIT("구독"), BUTTON}, {STR_INIT("مشاركة"), BUTTON}, {STR_INIT("شارك"), BUTTON},
    {STR_INIT("تبرع"), BUTTON}, {STR_INIT("تسجيل الدخول"), BUTTON}, {STR_INIT("اشترك"), BUTTON},
    {STR_INIT("साझा करें"), BUTTON}, {STR_INIT("दान करें"), BUTTON}, {STR_INIT("लॉग इन"), BUTTON},
    {STR_INIT("שיתוף"), BUTTON}, {STR_INIT("แชร์"), BUTTON},
};

/* Whole paragraphs that open so, at the ends of the page or beside other boilerplate. */
static const struct str openings[] = {
    STR_INIT("we use cookies"), STR_INIT("this site uses cookies"),
    STR_INIT("this website uses cookies"), STR_INIT("by using this site, you agree"),
    STR_INIT("jump up ^"), STR_INIT("wir verwenden cookies"),
    STR_INIT("nous utilisons des cookies"), STR_INIT("utilizamos cookies"),
};

/* What is in the brackets of an edit link, or opens it. */
static const struct str edits[] = {
    STR_INIT("edit"), STR_INIT("bearbeiten"), STR_INIT("modifier"), STR_INIT("editar"),
    STR_INIT("modifica"), STR_INIT("bewerken"), STR_INIT("edytuj"), STR_INIT("править"),
    STR_INIT("редагувати"), STR_INIT("編集"), STR_INIT("编辑"), STR_INIT("編輯"),
    STR_INIT("편집"), STR_INIT("عدل"), STR_INIT("تعديل"), STR_INIT("संपादित करें"),
    STR_INIT("redigera"), STR_INIT("rediger"), STR_INIT("muokkaa"), STR_INIT("değiştir"),
};

/* Sections whose glued edit link is believed even when it is the only one. */
static const struct str stems[] = {
    STR_INIT("see also"), STR_INIT("references"), STR_INIT("external links"),
    STR_INIT("notes"), STR_INIT("history"), STR_INIT("further reading"),
    STR_INIT("bibliography"),
};
/* clang-format on */

static bool is_word(struct str s, enum certainty *certainty)
{
    if (s.len > WORDS_MAX_BYTES) {
        return false;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].text.len == s.len && str_eq_nocase(words[i].text, s)) {
            *certainty = words[i].certainty;
            return true;
        }
    }
    return false;
}

static bool opens_boilerplate(struct str s)
{
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (s.len > openings[i].len &&
            str_eq_nocase(str_slice(s, 0, openings[i].len), openings[i])) {
            return true;
        }
    }
    return false;
}

static bool is_stem(struct str s)
{
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        if (str_eq_nocase(stems[i], s)) {
            return true;
        }
    }
    return false;
}

/* --- Edit links --- */

/* Bytes of "[edit]", "[edit | edit source]" and their like at the end; 0 if none. */
static size_t bracketed_edit(struct str s)
{
    if (s.len < 3 || s.ptr[s.len - 1] != ']') {
        return 0;
    }
    size_t open = str_rchr(s, '[');
    if (open == s.len || open == 0) {
        return 0;
    }
    struct str inside = str_trim(str_slice(s, open + 1, s.len - 1));
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct str start = str_slice(inside, 0, edits[i].len);
        struct str rest = str_trim(str_tail(inside, edits[i].len));
        if (str_eq_nocase(start, edits[i]) && (rest.len == 0 || rest.ptr[0] == '|' ||
                                               str_eq_nocase(rest, STR("source")))) {
            return s.len - open;
        }
    }
    return 0;
}

/* True when the text ends in "Edit" or "edit" that is glued to a word. */
static bool has_glued_edit(struct str s)
{
    if (s.len < 6 || s.len > TITLE_BYTES) {
        return false;
    }
    struct str end = str_tail(s, s.len - 4);
    char before = s.ptr[s.len - 5];
    bool glued = before != ' ' && before != '-' && before != '/' && before != '\t';
    return glued && (str_eq(end, STR("Edit")) || str_eq(end, STR("edit")));
}

static struct str without_glued_edit(struct str s)
{
    return str_slice(s, 0, s.len - 4);
}

static bool is_capital_edit(struct str s)
{
    char before = s.ptr[s.len - 5];
    bool upper = ascii_is_upper(before);
    return s.ptr[s.len - 4] == 'E' && !upper;
}

/* Lines that end in "Edit"; none when all of them may be names, as of programs. */
static size_t count_glued_edits(const struct plain *plain)
{
    size_t count = 0;
    bool sure = false;
    for (size_t i = 0; i < plain->line_count; i++) {
        struct str s = line_str(plain, &plain->lines[i]);
        bool edit = has_glued_edit(s) && is_capital_edit(s) && str_chr(s, '.') == s.len;
        struct str stem = edit ? without_glued_edit(s) : s;
        count += edit;
        sure |= edit && (is_stem(stem) || str_chr(stem, ' ') < stem.len);
    }
    return sure ? count : 0;
}

static void cut_line(const struct plain *plain, struct plain_line *line, size_t bytes)
{
    struct str s = line_str(plain, line);
    s.len -= bytes;
    line->len = (uint32_t)(str_trim(s).len);
    line->flags |= LINE_EDITED;
}

/* Takes edit links off; how many there were. */
static size_t strip_edits(struct plain *plain)
{
    size_t stripped = 0;
    bool many = count_glued_edits(plain) >= EDIT_LINES_MIN;
    for (size_t i = 0; i < plain->line_count; i++) {
        struct plain_line *line = &plain->lines[i];
        struct str s = line_str(plain, line);
        if (line->kind == LINE_DROPPED || line->len > TITLE_BYTES) {
            continue;
        }
        size_t bytes = bracketed_edit(s);
        bool heads = bytes > 0 && s.len <= BOILERPLATE_MAX_BYTES &&
                     s.ptr[s.len - bytes - 1] != ' ';
        if (heads || (bytes > 0 && is_stem(str_trim(str_slice(s, 0, s.len - bytes))))) {
            cut_line(plain, line, bytes);
            stripped++;
        } else if (has_glued_edit(s)) {
            struct str stem = without_glued_edit(s);
            bool twice =
                i + 1 < plain->line_count && str_eq(line_str(plain, line + 1), stem);
            if (twice) {
                line->kind = LINE_DROPPED;
                stripped++;
            } else if (is_stem(stem) || (many && is_capital_edit(s))) {
                cut_line(plain, line, 4);
                stripped++;
            }
        }
    }
    return stripped;
}

/* --- Whole lines --- */

static bool is_dropped_at(const struct plain *plain, size_t i)
{
    return i < plain->line_count && plain->lines[i].kind == LINE_DROPPED;
}

/* What the words of a line are, if they are boilerplate: a line of its own, no item. */
static bool is_boilerplate(const struct plain *plain, size_t i,
                           enum certainty *certainty)
{
    const struct plain_line *line = &plain->lines[i];
    struct str s = line_str(plain, line);
    if (line->kind != LINE_TEXT || line->level > 0 || s.len > BOILERPLATE_MAX_BYTES) {
        return false;
    }
    *certainty = BUTTON;
    return is_word(s, certainty) || opens_boilerplate(s);
}

/* True when the line beside it takes the words up: they are what the text is about. */
static bool is_taken_up(const struct plain *plain, size_t i)
{
    struct str word = line_str(plain, &plain->lines[i]);
    if (i + 1 >= plain->line_count) {
        return false;
    }
    struct str next = str_slice(line_str(plain, &plain->lines[i + 1]), 0, TITLE_BYTES);
    for (size_t at = 0; at + word.len < next.len; at++) {
        if (str_eq_nocase(str_slice(next, at, at + word.len), word)) {
            return true;
        }
    }
    return false;
}

static size_t drop_signs(struct plain *plain)
{
    size_t dropped = 0;
    enum certainty certainty;
    for (size_t i = 0; i < plain->line_count; i++) {
        if (is_boilerplate(plain, i, &certainty) && certainty == SIGN) {
            plain->lines[i].kind = LINE_DROPPED;
            dropped++;
        }
    }
    return dropped;
}

/* Buttons before the first and after the last line of the text. */
static size_t drop_ends(struct plain *plain)
{
    size_t dropped = 0, count = plain->line_count;
    enum certainty certainty = BUTTON;
    for (size_t i = 0; i < count; i++) {
        if (!is_dropped_at(plain, i)) {
            if (!is_boilerplate(plain, i, &certainty) || certainty == BESIDE_OTHERS ||
                is_taken_up(plain, i)) {
                break;
            }
            plain->lines[i].kind = LINE_DROPPED;
            dropped++;
        }
    }
    for (size_t i = count; i-- > 0;) {
        if (!is_dropped_at(plain, i)) {
            if (!is_boilerplate(plain, i, &certainty) || certainty == BESIDE_OTHERS) {
                break;
            }
            plain->lines[i].kind = LINE_DROPPED;
            dropped++;
        }
    }
    return dropped;
}

/* Drops buttons anywhere, and the lines beside any boilerplate that look like some. */
static void drop_buttons(struct plain *plain)
{
    enum certainty certainty;
    for (size_t i = 0; i < plain->line_count; i++) {
        if (is_boilerplate(plain, i, &certainty) && !is_taken_up(plain, i) &&
            (certainty == BUTTON || (i > 0 && is_dropped_at(plain, i - 1)))) {
            plain->lines[i].kind = LINE_DROPPED;
        }
    }
    for (size_t i = plain->line_count; i-- > 0;) {
        if (is_dropped_at(plain, i + 1) && is_boilerplate(plain, i, &certainty)) {
            plain->lines[i].kind = LINE_DROPPED;
        }
    }
}

/* A text of nothing but such words is about them. */
static bool has_other_words(const struct plain *plain)
{
    enum certainty certainty;
    for (size_t i = 0; i < plain->line_count; i++) {
        if (!is_boilerplate(plain, i, &certainty)) {
            return true;
        }
    }
    return false;
}

/* `found` is the boilerplate that was found before. */
static void drop_words(struct plain *plain, size_t found)
{
    if (has_other_words(plain) && found + drop_signs(plain) + drop_ends(plain) > 0) {
        drop_buttons(plain);
    }
}

/* The first line that is not dropped, from `i` on. */
static size_t shown_from(const struct plain *plain, size_t i)
{
    while (i < plain->line_count && plain->lines[i].kind == LINE_DROPPED) {
        i++;
    }
    return i;
}

/* True for "Title - Site" and "Title | Site" above a line that says "Title". */
static bool is_page_title_of(struct str page, struct str title)
{
    static const struct str signs[] = {STR_INIT("-"), STR_INIT("–"), STR_INIT("—"),
                                       STR_INIT("|"), STR_INIT("·"), STR_INIT("::")};
    if (title.len < 3 || !str_starts(page, title)) {
        return false;
    }
    struct str rest = str_trim(str_tail(page, title.len));
    bool parted = rest.len == 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        parted |= str_starts(rest, signs[i]) && page.ptr[title.len] == ' ';
    }
    return parted;
}

static void drop_doubled_title(struct plain *plain)
{
    size_t first = shown_from(plain, 0), second = shown_from(plain, first + 1);
    if (second >= plain->line_count || plain->lines[first].len > TITLE_BYTES) {
        return;
    }
    struct plain_line *line = &plain->lines[first];
    bool text = line->kind == LINE_TEXT || line->kind == LINE_ROW;
    if (text && line->level == 0 &&
        is_page_title_of(line_str(plain, line),
                         line_str(plain, &plain->lines[second]))) {
        line->kind = LINE_DROPPED;
    }
}

/* --- Running heads --- */

/* Equal when runs of digits are: "[Page 7]" and "[Page 12]". */
static bool same_but_digits(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        bool digit = ascii_is_digit(a.ptr[i]);
        if (digit && ascii_is_digit(b.ptr[j])) {
            while (i < a.len && ascii_is_digit(a.ptr[i])) {
                i++;
            }
            while (j < b.len && ascii_is_digit(b.ptr[j])) {
                j++;
            }
        } else if (a.ptr[i++] != b.ptr[j++]) {
            return false;
        }
    }
    return i == a.len && j == b.len;
}

static bool ends_open(struct str s)
{
    return s.len > 0 && strchr(".!?:;\"')", s.ptr[s.len - 1]) == NULL;
}

/* Takes the line at the edge of a page away; a paragraph may go on after it. */
static void drop_edge(struct plain *plain, size_t i, size_t before, size_t after)
{
    plain->lines[i].kind = LINE_DROPPED;
    if (before < plain->line_count && after < plain->line_count) {
        struct str s = line_str(plain, &plain->lines[after]);
        bool lower = ascii_is_lower(s.ptr[0]);
        bool goes_on = lower && ends_open(line_str(plain, &plain->lines[before]));
        plain->lines[after].blanks = goes_on ? 0 : 1;
    }
}

/* "Chapter 3" opens a page, and is none of its boilerplate: a running head is the same
 * on all pages, is set in columns or brackets, or is a number. */
static bool is_running_head(struct str a, struct str b)
{
    size_t letters = 0;
    for (size_t i = 0; i < a.len; i++) {
        unsigned char c = (unsigned char)a.ptr[i];
        letters += (c | 0x20u) >= 'a' && (c | 0x20u) <= 'z';
    }
    return same_but_digits(a, b) &&
           (str_eq(a, b) || letters == 0 || a.ptr[a.len - 1] == ']' ||
            str_find(a, STR("   ")) < a.len || memchr(a.ptr, '\t', a.len) != NULL);
}

/* Takes the head or foot at the page break `i` away, unless it is gone already. */
static void drop_running_head(struct plain *plain, size_t i, size_t offset)
{
    if (plain->lines[i - offset].kind != LINE_DROPPED) {
        drop_edge(plain, i - offset, i >= 2 ? i - 2 : 0, offset == 0 ? i + 1 : i);
    }
}

/* Lines first on a page (offset 0) or last (offset 1) that are alike on most pages: all
 * that are like the one of a neighbouring page. */
static void drop_running_heads(struct plain *plain, size_t offset)
{
    size_t pages = 0, alike = 0, last = plain->line_count;
    for (size_t i = 1; i < plain->line_count; i++) {
        if ((plain->lines[i].flags & LINE_PAGE) == 0) {
            continue;
        }
        size_t at = i - offset;
        alike += last < plain->line_count &&
                 is_running_head(line_str(plain, &plain->lines[last]),
                                 line_str(plain, &plain->lines[at]));
        last = at;
        pages++;
    }
    if (pages < RUNNING_HEAD_PAGES || alike * 2 < pages) {
        return;
    }
    last = plain->line_count;
    for (size_t i = 1; i < plain->line_count; i++) {
        if ((plain->lines[i].flags & LINE_PAGE) == 0) {
            continue;
        }
        if (last < plain->line_count &&
            is_running_head(line_str(plain, &plain->lines[last - offset]),
                            line_str(plain, &plain->lines[i - offset]))) {
            drop_running_head(plain, last, offset);
            drop_running_head(plain, i, offset);
        }
        last = i;
    }
}

/* --- Reference marks --- */

/* Bytes of "[12]" at `pos`; 0 when there is none. */
static size_t reference_at(struct str s, size_t pos)
{
    size_t i = pos + 1;
    while (i < s.len && i <= pos + REFERENCE_DIGITS && ascii_is_digit(s.ptr[i])) {
        i++;
    }
    return i > pos + 1 && i < s.len && s.ptr[i] == ']' ? i + 1 - pos : 0;
}

/* Marks after full stops, and no list of what they refer to. */
static bool finds_reference_marks(const struct plain *plain)
{
    size_t marks = 0;
    struct str s = plain->text;
    for (size_t pos = 0; pos < s.len;) {
        const char *open = memchr(s.ptr + pos, '[', s.len - pos);
        if (open == NULL) {
            break;
        }
        pos = (size_t)(open - s.ptr);
        if (reference_at(s, pos) > 0) {
            if (pos == 0 || s.ptr[pos - 1] == '\n') {
                return false;
            }
            marks += strchr(".,;!?)\"", s.ptr[pos - 1]) != NULL;
        }
        pos++;
    }
    return marks >= REFERENCE_MARKS_MIN;
}

void plain_boilerplate(struct plain *plain)
{
    drop_running_heads(plain, 0);
    drop_running_heads(plain, 1);
    drop_words(plain, strip_edits(plain));
    drop_doubled_title(plain);
    plain->reference_marks = finds_reference_marks(plain);
}
