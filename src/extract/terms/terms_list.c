/*
 * The items of See also and Further reading sections: a name, or "name – remark".
 */
#include "base/ascii.h"
#include "base/text.h"
#include "extract/inlines.h"
#include "extract/points/label_words.h"
#include "extract/terms/terms.h"

enum {
    ITEM_WORDS_MAX = 8, /* a longer item is a sentence or a work that is cited */
    ITEM_COLS_MAX = 80,
    LOW_WORDS_MAX = 3, /* of a name without a capital that is a line */
};

/* An item with a link of its own says where it leads; code names no article. */
static bool has_target(struct node *holder)
{
    struct walk walk = walk_begin(holder);
    for (const struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (node->kind == NODE_LINK || node->kind == NODE_CODE)
            return true;
    }
    return false;
}

/* Where the name ends and a remark on it begins; the length when there is none. */
static size_t remark_at(struct str text)
{
    static const struct str signs[] = {
        STR_INIT(" – "), STR_INIT(" — "), STR_INIT(" - "), STR_INIT(": "),
        STR_INIT("："),  STR_INIT("——"),  STR_INIT(" -- ")};
    size_t first = text.len;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t at = str_find(text, signs[i]);
        if (at < first)
            first = at;
    }
    return first;
}

static size_t without_end(struct str text, size_t to)
{
    while (to > 0 && (text.ptr[to - 1] == ' ' || text.ptr[to - 1] == '.' ||
                      text.ptr[to - 1] == ',' || text.ptr[to - 1] == ';'))
        to--;
    return to;
}

/* A year in brackets or a page: a work is cited, no article named. */
static bool is_citation(struct str text)
{
    size_t at = str_chr(text, '(');
    while (at < text.len) {
        struct str rest = str_tail(text, at + 1);
        if (rest.len > 4 && (rest.ptr[0] == '1' || rest.ptr[0] == '2') &&
            ascii_is_digit(rest.ptr[1]) && ascii_is_digit(rest.ptr[3]))
            return true;
        at += 1 + str_chr(rest, '(');
    }
    return str_find(text, STR("ISBN")) < text.len ||
           str_find(text, STR(" pp. ")) < text.len;
}

static bool is_name(struct str name)
{
    if (name.len == 0 || name.len > 4 * ITEM_COLS_MAX || terms_is_markup(name) ||
        text_cols(name) > ITEM_COLS_MAX || str_starts(name, STR("http")))
        return false;
    if (str_find(name, STR(". ")) < name.len && str_find(name, STR(". ")) > 3)
        return false;
    return text_words(name) > 0 &&
           ((unsigned char)name.ptr[0] >= 0xE3 || text_words(name) <= ITEM_WORDS_MAX);
}

/* One TEXT that is an item or a line of one. */
static void link_item(struct term_scan *scan, struct node *text, enum head_role role)
{
    struct str all = text->u.text;
    size_t from = 0, to = remark_at(all);
    bool remark = to < all.len;
    while (from < to && (all.ptr[from] == ' ' || all.ptr[from] == '\n'))
        from++;
    to = without_end(all, to);
    if (str_ends(str_trim(all), STR(":"))) /* leads to what is below it */
        return;
    if (to <= from || !is_name(str_slice(all, from, to)))
        return;
    if (!remark && (is_citation(all) || label_is_sentence(all)))
        return;
    if (role == HEAD_READING && is_citation(all))
        return;
    term_link(scan, text, from, to);
}

/* The TEXT that a holder opens with, inside bold or emphasis; NULL for other things. */
static struct node *opening_text(struct node *holder)
{
    struct node *first = inlines_first(holder->first, NULL);
    while (first != NULL &&
           (first->kind == NODE_STRONG || first->kind == NODE_EMPHASIS))
        first = inlines_first(first->first, NULL);
    return first != NULL && first->kind == NODE_TEXT ? first : NULL;
}

/* The name is whole when nothing follows it, or a remark does. */
static bool is_whole(const struct node *text, const struct node *holder)
{
    const struct node *top = text;
    if (remark_at(text->u.text) < text->u.text.len)
        return true;
    while (top->parent != holder) {
        if (top->next != NULL)
            return false;
        top = top->parent;
    }
    if (top->next == NULL || node_breaks(top->next))
        return true;
    return top->next->kind == NODE_TEXT && top != text &&
           remark_at(top->next->u.text) == 0;
}

static void link_holder(struct term_scan *scan, struct node *holder,
                        enum head_role role)
{
    if (has_target(holder))
        return;
    struct node *text = opening_text(holder);
    if (text != NULL && is_whole(text, holder))
        link_item(scan, text, role);
}

/* A list of one item may hold all names at once. */
static bool is_series(const struct node *text)
{
    struct str all = text->u.text;
    return str_find(all, STR(", ")) < all.len && remark_at(all) == all.len;
}

static void link_alone(struct term_scan *scan, struct node *holder, enum head_role role)
{
    struct node *text = has_target(holder) ? NULL : opening_text(holder);
    if (text != NULL && text->next == NULL && is_series(text))
        terms_series(scan, text, 0, text->u.text.len, term_language(TERM_ENGLISH));
    else
        link_holder(scan, holder, role);
}

void terms_list(struct term_scan *scan, struct node *list, enum head_role role)
{
    bool alone = list->first != NULL && list->first == list->last;
    for (struct node *item = list->first; item != NULL; item = item->next) {
        struct node *first = item->first;
        if (first == NULL || first->kind != NODE_PARAGRAPH || terms_prose(scan, first))
            continue;
        if (alone && role == HEAD_SEE_ALSO)
            link_alone(scan, first, role);
        else
            link_holder(scan, first, role);
    }
}

/* A line that may be all of a name: sentences that were wrapped have lines that open
 * small or end in a comma. */
static bool is_title_line(const struct node *node)
{
    if (node_breaks(node))
        return true;
    if (node->kind != NODE_TEXT)
        return false;
    struct str text = str_trim(node->u.text);
    return !str_ends(text, STR(",")) && !str_ends(text, STR(".")) &&
           (!terms_opens_low(text) || text_words(text) <= LOW_WORDS_MAX);
}

/* Names without list markers: one a line, or all in one line. */
void terms_lines(struct term_scan *scan, struct node *paragraph, enum head_role role)
{
    bool lines = false, titles = true;
    for (const struct node *at = paragraph->first; at != NULL; at = at->next) {
        lines = lines || node_breaks(at);
        titles = titles && is_title_line(at);
    }
    if (!lines)
        link_alone(scan, paragraph, role);
    struct node *next;
    for (struct node *at = paragraph->first; lines && titles && at != NULL; at = next) {
        next = at->next;
        if (at->kind == NODE_TEXT)
            link_item(scan, at, role);
    }
}
