/*
 * Furniture: what stands on a page and is no part of its article. Buttons and banners
 * of a web site, edit links, a title said twice, running heads of printed pages. Lines
 * are dropped or lose their end; nothing else changes.
 *
 * Words are few and in one table; a word that may as well be a heading goes only beside
 * other furniture or at the ends of the page.
 */
#include "read/plain_lines.h"

#include <string.h>

#include "base/text.h"

enum {
    FURNITURE_MAX_BYTES = 120, /* longer lines are text */
    TITLE_BYTES = 600,         /* of a title that may stand twice */
    WORDS_MAX_BYTES = 40,      /* of the longest row of the table of words */
    EDIT_LINES_MIN = 2,        /* glued edit links that make one believe in them */
    RUNNING_HEAD_PAGES = 3,  /* a line at the edge of as many pages is a running head */
    REFERENCE_MARKS_MIN = 2, /* [12] behind a stop, that make one believe in them */
    REFERENCE_DIGITS = 3,
};

enum certainty { SURE, BESIDE_OTHERS };

/* clang-format off */
static const struct {
    struct str text; /* ASCII letters in lower case */
    enum certainty certainty;
} words[] = {
    {STR_INIT("donate"), SURE}, {STR_INIT("donate now"), SURE}, {STR_INIT("share"), SURE},
    {STR_INIT("subscribe"), SURE}, {STR_INIT("subscribe now"), SURE},
    {STR_INIT("share this"), SURE}, {STR_INIT("share this article"), SURE},
    {STR_INIT("share this page"), SURE}, {STR_INIT("share on facebook"), SURE},
    {STR_INIT("share on twitter"), SURE}, {STR_INIT("share on x"), SURE},
    {STR_INIT("share on linkedin"), SURE}, {STR_INIT("tweet"), SURE},
    {STR_INIT("sign in"), SURE}, {STR_INIT("sign up"), SURE}, {STR_INIT("log in"), SURE},
    {STR_INIT("login"), BESIDE_OTHERS}, {STR_INIT("register"), BESIDE_OTHERS},
    {STR_INIT("create account"), SURE}, {STR_INIT("jump to navigation"), SURE},
    {STR_INIT("jump to search"), SURE}, {STR_INIT("jump to content"), SURE},
    {STR_INIT("jump to navigation jump to search"), SURE},
    {STR_INIT("skip to content"), SURE}, {STR_INIT("skip to main content"), SURE},
    {STR_INIT("skip to navigation"), SURE}, {STR_INIT("back to top"), SURE},
    {STR_INIT("from wikipedia, the free encyclopedia"), SURE},
    {STR_INIT("accept all cookies"), SURE}, {STR_INIT("accept cookies"), SURE},
    {STR_INIT("cookie settings"), SURE}, {STR_INIT("manage cookies"), SURE},
    {STR_INIT("advertisement"), SURE}, {STR_INIT("read more"), BESIDE_OTHERS},
    {STR_INIT("show more"), BESIDE_OTHERS}, {STR_INIT("menu"), BESIDE_OTHERS},
    {STR_INIT("search"), BESIDE_OTHERS}, {STR_INIT("print"), BESIDE_OTHERS},
    {STR_INIT("edit"), BESIDE_OTHERS}, {STR_INIT("home"), BESIDE_OTHERS},
    {STR_INIT("close"), BESIDE_OTHERS}, {STR_INIT("facebook"), BESIDE_OTHERS},
    {STR_INIT("twitter"), BESIDE_OTHERS}, {STR_INIT("copy link"), SURE},
    {STR_INIT("toggle navigation"), SURE}, {STR_INIT("toggle the table of contents"), SURE},
    {STR_INIT("edit this page"), SURE}, {STR_INIT("edit source"), BESIDE_OTHERS},
    {STR_INIT("view source"), BESIDE_OTHERS}, {STR_INIT("view history"), BESIDE_OTHERS},
    {STR_INIT("teilen"), SURE}, {STR_INIT("spenden"), SURE}, {STR_INIT("abonnieren"), SURE},
    {STR_INIT("anmelden"), BESIDE_OTHERS}, {STR_INIT("zum inhalt springen"), SURE},
    {STR_INIT("partager"), SURE}, {STR_INIT("faire un don"), SURE},
    {STR_INIT("s’abonner"), SURE}, {STR_INIT("s'abonner"), SURE},
    {STR_INIT("se connecter"), SURE}, {STR_INIT("aller au contenu"), SURE},
    {STR_INIT("compartir"), SURE}, {STR_INIT("donar"), SURE}, {STR_INIT("suscribirse"), SURE},
    {STR_INIT("iniciar sesión"), SURE}, {STR_INIT("ir al contenido"), SURE},
    {STR_INIT("condividi"), SURE}, {STR_INIT("dona ora"), SURE}, {STR_INIT("accedi"), SURE},
    {STR_INIT("compartilhar"), SURE}, {STR_INIT("doar"), SURE}, {STR_INIT("entrar"), SURE},
    {STR_INIT("delen"), SURE}, {STR_INIT("udostępnij"), SURE}, {STR_INIT("paylaş"), SURE},
    {STR_INIT("Поделиться"), SURE}, {STR_INIT("Подписаться"), SURE},
    {STR_INIT("Войти"), SURE}, {STR_INIT("Пожертвовать"), SURE}, {STR_INIT("Поділитися"), SURE},
    {STR_INIT("分享"), SURE}, {STR_INIT("订阅"), SURE}, {STR_INIT("訂閱"), SURE},
    {STR_INIT("登录"), SURE}, {STR_INIT("登入"), SURE}, {STR_INIT("捐款"), SURE},
    {STR_INIT("共有"), SURE}, {STR_INIT("シェア"), SURE}, {STR_INIT("ログイン"), SURE},
    {STR_INIT("寄付"), SURE}, {STR_INIT("공유"), SURE}, {STR_INIT("로그인"), SURE},
    {STR_INIT("구독"), SURE}, {STR_INIT("مشاركة"), SURE}, {STR_INIT("شارك"), SURE},
    {STR_INIT("تبرع"), SURE}, {STR_INIT("تسجيل الدخول"), SURE}, {STR_INIT("اشترك"), SURE},
    {STR_INIT("साझा करें"), SURE}, {STR_INIT("दान करें"), SURE}, {STR_INIT("लॉग इन"), SURE},
    {STR_INIT("שיתוף"), SURE}, {STR_INIT("แชร์"), SURE},
};

/* Whole paragraphs that open so. */
static const struct str openings[] = {
    STR_INIT("we use cookies"), STR_INIT("this site uses cookies"),
    STR_INIT("this website uses cookies"), STR_INIT("by using this site, you agree"),
    STR_INIT("jump up ^"), STR_INIT("wir verwenden cookies"),
    STR_INIT("nous utilisons des cookies"), STR_INIT("utilizamos cookies"),
};

/* What stands in the brackets of an edit link, or opens it. */
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

static bool opens_furniture(struct str s)
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

/* --- Edit links ---------------------------------------------------------------- */

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
    bool upper = before >= 'A' && before <= 'Z';
    return s.ptr[s.len - 4] == 'E' && !upper;
}

static size_t count_glued_edits(const struct plain *plain)
{
    size_t count = 0;
    for (size_t i = 0; i < plain->line_count; i++) {
        struct str s = line_str(plain, &plain->lines[i]);
        count += has_glued_edit(s) && is_capital_edit(s) && str_chr(s, '.') == s.len;
    }
    return count;
}

static void cut_line(const struct plain *plain, struct line *line, size_t bytes)
{
    struct str s = line_str(plain, line);
    s.len -= bytes;
    line->len = (uint32_t)(str_trim(s).len);
    line->flags |= LINE_EDITED;
}

static void strip_edits(struct plain *plain)
{
    bool many = count_glued_edits(plain) >= EDIT_LINES_MIN;
    for (size_t i = 0; i < plain->line_count; i++) {
        struct line *line = &plain->lines[i];
        struct str s = line_str(plain, line);
        if (line->kind == LINE_DROPPED || line->len > TITLE_BYTES) {
            continue;
        }
        size_t bytes = bracketed_edit(s);
        if (bytes > 0) {
            cut_line(plain, line, bytes);
        } else if (has_glued_edit(s)) {
            struct str stem = without_glued_edit(s);
            bool twice =
                i + 1 < plain->line_count && str_eq(line_str(plain, line + 1), stem);
            if (twice) {
                line->kind = LINE_DROPPED;
            } else if (is_stem(stem) || (many && is_capital_edit(s))) {
                cut_line(plain, line, 4);
            }
        }
    }
}

/* --- Whole lines --------------------------------------------------------------- */

static bool is_dropped_at(const struct plain *plain, size_t i)
{
    return i < plain->line_count && plain->lines[i].kind == LINE_DROPPED;
}

static void drop_words(struct plain *plain)
{
    size_t count = plain->line_count;
    for (size_t i = 0; i < count; i++) {
        struct line *line = &plain->lines[i];
        struct str s = line_body(plain, line);
        enum certainty certainty;
        if (line->kind == LINE_DROPPED || line->level > 0 ||
            s.len > FURNITURE_MAX_BYTES) {
            continue;
        }
        if (is_word(s, &certainty)) {
            if (certainty == SURE || (i > 0 && is_dropped_at(plain, i - 1))) {
                line->kind = LINE_DROPPED;
            }
        } else if (opens_furniture(s)) {
            line->kind = LINE_DROPPED;
        }
    }
    /* Doubtful words before sure ones, from the end. */
    for (size_t i = count; i-- > 0;) {
        enum certainty certainty;
        if (is_dropped_at(plain, i + 1) && plain->lines[i].level == 0 &&
            plain->lines[i].kind == LINE_TEXT &&
            is_word(line_str(plain, &plain->lines[i]), &certainty)) {
            plain->lines[i].kind = LINE_DROPPED;
        }
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
    struct line *line = &plain->lines[first];
    bool text = line->kind == LINE_TEXT || line->kind == LINE_ROW;
    if (text && line->level == 0 &&
        is_page_title_of(line_str(plain, line),
                         line_str(plain, &plain->lines[second]))) {
        line->kind = LINE_DROPPED;
    }
}

/* --- Running heads ------------------------------------------------------------- */

/* Equal when runs of digits are: "[Page 7]" and "[Page 12]". */
static bool same_but_digits(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        bool digit = a.ptr[i] >= '0' && a.ptr[i] <= '9';
        if (digit && b.ptr[j] >= '0' && b.ptr[j] <= '9') {
            while (i < a.len && a.ptr[i] >= '0' && a.ptr[i] <= '9') {
                i++;
            }
            while (j < b.len && b.ptr[j] >= '0' && b.ptr[j] <= '9') {
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

/* Takes the line at the edge of a page away; a paragraph may go on behind it. */
static void drop_edge(struct plain *plain, size_t i, size_t before, size_t after)
{
    plain->lines[i].kind = LINE_DROPPED;
    if (before < plain->line_count && after < plain->line_count) {
        struct str s = line_str(plain, &plain->lines[after]);
        bool lower = s.ptr[0] >= 'a' && s.ptr[0] <= 'z';
        bool goes_on = lower && ends_open(line_str(plain, &plain->lines[before]));
        plain->lines[after].blanks = goes_on ? 0 : 1;
    }
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
                 same_but_digits(line_str(plain, &plain->lines[last]),
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
            same_but_digits(line_str(plain, &plain->lines[last - offset]),
                            line_str(plain, &plain->lines[i - offset]))) {
            drop_running_head(plain, last, offset);
            drop_running_head(plain, i, offset);
        }
        last = i;
    }
}

/* --- Reference marks ----------------------------------------------------------- */

/* Bytes of "[12]" at `pos`; 0 when there is none. */
static size_t reference_at(struct str s, size_t pos)
{
    size_t i = pos + 1;
    while (i < s.len && i <= pos + REFERENCE_DIGITS && s.ptr[i] >= '0' &&
           s.ptr[i] <= '9') {
        i++;
    }
    return i > pos + 1 && i < s.len && s.ptr[i] == ']' ? i + 1 - pos : 0;
}

/* Marks behind full stops, and no list of what they refer to. */
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

void plain_furniture(struct plain *plain)
{
    drop_running_heads(plain, 0);
    drop_running_heads(plain, 1);
    strip_edits(plain);
    drop_words(plain);
    drop_doubled_title(plain);
    plain->reference_marks = finds_reference_marks(plain);
}
