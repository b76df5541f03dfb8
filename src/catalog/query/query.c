/*
 * The parser: what was typed is cut into *pieces* (a minus, a keyword, a word or a
 * quoted phrase, a star), and each piece becomes a term or a filter. Nothing is an
 * error; what cannot be used is left out and noted.
 */
#include "catalog/query/query.h"

#include "base/text.h"
#include "catalog/text/segment.h"

/* One piece of what was typed: [-][keyword:]word[*] or [-][keyword:]"words"[*]. */
struct query_piece {
    struct str typed;              /* all of it */
    const struct keyword *keyword; /* before the colon, when it is one; else NULL */
    struct str text;               /* without the quotes */
    bool is_excluded;
    bool is_quoted;
    bool has_star;
    bool is_open; /* goes on to the end of the text: may be being typed */
};

struct parser {
    struct arena *arena;
    struct str read, rest; /* all that is read, and what is left of it */
    bool typing;
    struct query *query;
    const struct query
        *quoted; /* whose phrases are unquoted that are nowhere, or NULL */
    struct buf left_out, unquoted;
};

/* What is before a colon, and what becomes of a piece that has it. */
typedef void add_fn(struct parser *parser, const struct query_piece *piece);

struct keyword {
    struct str name;
    add_fn *add;
};

static add_fn add_title, add_topic, add_folder, add_has;

static const struct keyword keywords[] = {
    {STR_INIT("title"), add_title},
    {STR_INIT("topic"), add_topic},
    {STR_INIT("in"), add_folder},
    {STR_INIT("has"), add_has},
};

/* --- Pieces --- */

static bool is_blank(uint32_t c)
{
    return c <= ' ' || (c >= 0x7F && c <= 0xA0) || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x3000;
}

static bool is_quote(uint32_t c)
{
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E;
}

/* The first code point of the rest; 0 at its end. */
static uint32_t peek(const struct parser *parser)
{
    size_t pos = 0;
    return parser->rest.len > 0 ? text_next(parser->rest, &pos) : 0;
}

static void skip_code(struct parser *parser)
{
    size_t pos = 0;
    if (parser->rest.len > 0)
        text_next(parser->rest, &pos);
    parser->rest = str_tail(parser->rest, pos);
}

static void skip_blanks(struct parser *parser)
{
    while (parser->rest.len > 0 && is_blank(peek(parser)))
        skip_code(parser);
}

typedef bool stops_at(uint32_t c);

static bool ends_word(uint32_t c)
{
    return is_blank(c) || is_quote(c);
}

/* Cuts off what is before the code point where `stops` says so. */
static struct str cut_until(struct parser *parser, stops_at *stops)
{
    struct str rest = parser->rest;
    size_t pos = 0, end = 0;
    while (pos < rest.len && !stops(text_next(rest, &pos)))
        end = pos;
    parser->rest = str_tail(rest, end);
    return str_slice(rest, 0, end);
}

static const struct keyword *find_keyword(struct str name)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (str_eq_nocase(name, keywords[i].name))
            return &keywords[i];
    }
    return NULL;
}

static const struct keyword *cut_keyword(struct parser *parser)
{
    struct str name = str_slice(parser->rest, 0, str_chr(parser->rest, ':'));
    if (name.len == parser->rest.len)
        return NULL;
    const struct keyword *keyword = find_keyword(name);
    if (keyword != NULL)
        parser->rest = str_tail(parser->rest, name.len + 1);
    return keyword;
}

/* A minus excludes what is right after it; two of them are an option's. */
static bool cut_minus(struct parser *parser)
{
    const struct str rest = parser->rest;
    if (rest.len < 2 || rest.ptr[0] != '-' || rest.ptr[1] == '-' ||
        is_blank((unsigned char)rest.ptr[1]))
        return false;
    parser->rest = str_tail(rest, 1);
    return true;
}

/* Stars at the end of a word are its own, of a phrase they are after the quote. */
static void cut_stars(struct parser *parser, struct query_piece *piece)
{
    while (piece->is_quoted && peek(parser) == '*') {
        piece->has_star = true;
        skip_code(parser);
    }
    while (!piece->is_quoted && piece->text.len > 0 &&
           piece->text.ptr[piece->text.len - 1] == '*') {
        piece->has_star = true;
        piece->text.len--;
    }
}

static bool next_piece(struct parser *parser, struct query_piece *piece)
{
    skip_blanks(parser);
    if (parser->rest.len == 0)
        return false;
    struct str from = parser->rest;
    *piece = (struct query_piece){.is_excluded = cut_minus(parser)};
    piece->keyword = cut_keyword(parser);
    piece->is_quoted = is_quote(peek(parser));
    if (piece->is_quoted)
        skip_code(parser);
    piece->text = cut_until(parser, piece->is_quoted ? is_quote : ends_word);
    piece->is_open = parser->typing && parser->rest.len == 0;
    if (piece->is_quoted)
        skip_code(parser);
    cut_stars(parser, piece);
    piece->typed = str_slice(from, 0, from.len - parser->rest.len);
    return true;
}

/* --- Terms --- */

/* A word of ideographs or kana does not go on; those of Thai and its like may get their
 * vowels yet. */
static bool can_go_on(struct str word)
{
    size_t pos = 0;
    uint32_t c = text_next(word, &pos);
    return !segment_is_alone(c) || c < 0x3000;
}

/* Where the words of a folded text with spaces between them are. */
static void cut_words(struct arena *arena, struct query_term *term)
{
    struct str rest = term->text;
    term->words = ARENA_ARRAY(arena, term->count, struct str);
    for (size_t i = 0; i < term->count; i++)
        str_cut(&rest, ' ', &term->words[i]);
}

/* The words of a piece; false when it has none. `*reaches_end` says that nothing is
 * after the last one. */
static bool make_term(struct arena *arena, struct str text, struct query_term *term,
                      bool *reaches_end)
{
    struct segment_word word = {0};
    struct buf folded = {0};
    *term = (struct query_term){0};
    struct segment_words words;
    size_t from = 0;
    segment_words_init(&words, text);
    for (; segment_next(&words, &word); term->count++) {
        if (term->count > 0)
            buf_putc(&folded, ' ');
        else
            from = word.from;
        buf_puts(&folded, word.folded);
    }
    *reaches_end = term->count > 0 && word.to == text.len;
    term->text = buf_keep(&folded, arena);
    term->typed = arena_str(arena, str_slice(text, from, word.to));
    term->is_phrase = term->count > 1;
    cut_words(arena, term);
    segment_words_release(&words);
    buf_release(&folded);
    return term->count > 0;
}

static void leave_out(struct parser *parser, struct str typed)
{
    if (parser->left_out.len > 0)
        buf_putc(&parser->left_out, ' ');
    buf_puts(&parser->left_out, typed);
}

static void add_term(struct parser *parser, const struct query_piece *piece,
                     bool in_title)
{
    struct query *query = parser->query;
    struct query_term term;
    bool reaches_end;
    if (!make_term(parser->arena, piece->text, &term, &reaches_end))
        return;
    if (query->term_count + query->excluded_count == QUERY_TERMS_MAX) {
        leave_out(parser, piece->typed);
        return;
    }
    term.is_exact = piece->is_quoted || piece->has_star;
    term.in_title = in_title;
    term.is_needed = term.in_title || piece->is_quoted;
    if (can_go_on(term.words[term.count - 1]))
        term.is_prefix =
            piece->has_star || (piece->is_open && reaches_end && !piece->is_excluded);
    if (piece->is_excluded)
        query->excluded[query->excluded_count++] = term;
    else
        query->terms[query->term_count++] = term;
}

/* --- Filters --- */

static struct str fold_name(struct arena *arena, struct str text)
{
    return text_fold(arena, text_clean(arena, str_trim(text), TEXT_ONE_LINE), false);
}

static struct str fold_folder(struct arena *arena, struct str text)
{
    struct str rest = fold_name(arena, text), part;
    struct buf out = {0};
    while (str_cut(&rest, '/', &part)) {
        if (part.len == 0 || str_eq(part, STR(".")))
            continue;
        if (out.len > 0)
            buf_putc(&out, '/');
        buf_puts(&out, part);
    }
    struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

static void add_filter(struct parser *parser, struct query_filter *filters,
                       size_t *count, struct str name, const struct query_piece *piece)
{
    if (name.len > 0 && *count == QUERY_FILTERS_MAX)
        leave_out(parser, piece->typed);
    else if (name.len > 0)
        filters[(*count)++] = (struct query_filter){
            .name = name,
            .is_excluded = piece->is_excluded,
            .is_typed = piece->is_open || piece->has_star,
        };
}

struct feature {
    struct str name;
    enum query_has flag;
};

static const struct feature features[] = {
    {STR_INIT("faq"), QUERY_HAS_FAQ},
    {STR_INIT("points"), QUERY_HAS_POINTS},
};

/* False for what is no feature, nor the beginning of one being typed. */
static bool add_feature(struct query *query, const struct query_piece *piece)
{
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        struct str head = str_slice(features[i].name, 0, piece->text.len);
        if (str_eq_nocase(features[i].name, piece->text)) {
            *(piece->is_excluded ? &query->has_not : &query->has) |= features[i].flag;
            return true;
        }
        if (piece->is_open && str_eq_nocase(head, piece->text))
            return true;
    }
    return piece->text.len == 0;
}

/* --- Phrases that nothing has --- */

static bool is_nowhere(const struct parser *parser, const struct query_piece *piece)
{
    struct query_term term;
    bool reaches_end;
    if (parser->quoted == NULL || !piece->is_quoted || piece->is_excluded ||
        piece->keyword != NULL ||
        !make_term(parser->arena, piece->text, &term, &reaches_end))
        return false;
    for (size_t i = 0; i < parser->quoted->term_count; i++) {
        const struct query_term *known = &parser->quoted->terms[i];
        if (known->forms.is_nowhere && str_eq(known->text, term.text))
            return true;
    }
    return false;
}

static void add_unquoted(struct parser *parser, const struct query_piece *piece)
{
    struct str rest = parser->rest;
    buf_printf(&parser->unquoted, "%s\"" STR_FMT "\"",
               parser->unquoted.len > 0 ? " " : "", STR_ARG(piece->text));
    parser->rest = piece->text;
    for (skip_blanks(parser); parser->rest.len > 0; skip_blanks(parser)) {
        struct query_piece word = {.text = cut_until(parser, ends_word)};
        word.typed = word.text;
        add_term(parser, &word, false);
    }
    parser->rest = rest;
}

/* --- The whole --- */

static void add_title(struct parser *parser, const struct query_piece *piece)
{
    add_term(parser, piece, true);
}

static void add_topic(struct parser *parser, const struct query_piece *piece)
{
    add_filter(parser, parser->query->topics, &parser->query->topic_count,
               fold_name(parser->arena, piece->text), piece);
}

static void add_folder(struct parser *parser, const struct query_piece *piece)
{
    add_filter(parser, parser->query->folders, &parser->query->folder_count,
               fold_folder(parser->arena, piece->text), piece);
}

/* A keyword that knows no such value is a word before another. */
static void add_has(struct parser *parser, const struct query_piece *piece)
{
    struct query_piece whole = *piece;
    if (add_feature(parser->query, piece))
        return;
    whole.text = arena_printf(parser->arena, STR_FMT " " STR_FMT,
                              STR_ARG(piece->keyword->name), STR_ARG(piece->text));
    add_term(parser, &whole, false);
}

static void add_piece(struct parser *parser, const struct query_piece *piece)
{
    if (piece->keyword != NULL)
        piece->keyword->add(parser, piece);
    else if (is_nowhere(parser, piece))
        add_unquoted(parser, piece);
    else
        add_term(parser, piece, false);
}

static size_t count_codes(struct str text)
{
    size_t pos = 0, count = 0;
    for (; pos < text.len; count++)
        text_next(text, &pos);
    return count;
}

/* In scripts without spaces a word is short and yet not the beginning of many. */
static bool ends_in_short_prefix(const struct query_term *term)
{
    struct str last = term->words[term->count - 1];
    size_t pos = 0;
    return term->is_prefix && !segment_is_alone(text_next(last, &pos)) &&
           count_codes(last) <= QUERY_SHORT_CODES;
}

static void finish(struct parser *parser)
{
    struct query *query = parser->query;
    if (query->term_count == 1 && query->terms->count == 1 &&
        ends_in_short_prefix(query->terms))
        query->short_prefix = query->terms->text;
    query->is_empty = query->term_count == 0 && query->excluded_count == 0 &&
                      query->topic_count == 0 && query->folder_count == 0 &&
                      query->has == 0 && query->has_not == 0;
    query->left_out = buf_keep(&parser->left_out, parser->arena);
    query->unquoted = buf_keep(&parser->unquoted, parser->arena);
    buf_release(&parser->left_out);
    buf_release(&parser->unquoted);
}

/* Without a piece of a character at the end. */
static struct str cut_long(struct str text)
{
    size_t len = QUERY_BYTES_MAX;
    if (text.len <= len)
        return text;
    while (len > QUERY_BYTES_MAX - 4 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--;
    return str_slice(text, 0, len);
}

bool query_is_telling(const struct query_term *terms, size_t count, size_t term)
{
    bool has_others = false;
    for (size_t i = 0; i < count && !has_others; i++)
        has_others = !terms[i].forms.is_small;
    return !has_others || !terms[term].forms.is_small;
}

static const struct query *parse(struct arena *arena, struct str text, bool typing,
                                 const struct query *quoted)
{
    struct query *query = ARENA_NEW(arena, struct query);
    struct parser parser = {
        .arena = arena,
        .read = cut_long(text),
        .typing = typing,
        .query = query,
        .quoted = quoted,
    };
    parser.rest = parser.read;
    query->terms = ARENA_ARRAY(arena, QUERY_TERMS_MAX, struct query_term);
    query->excluded = ARENA_ARRAY(arena, QUERY_TERMS_MAX, struct query_term);
    query->topics = ARENA_ARRAY(arena, QUERY_FILTERS_MAX, struct query_filter);
    query->folders = ARENA_ARRAY(arena, QUERY_FILTERS_MAX, struct query_filter);
    struct query_piece piece;
    while (next_piece(&parser, &piece))
        add_piece(&parser, &piece);
    if (parser.read.len < text.len)
        leave_out(&parser, str_tail(text, parser.read.len));
    finish(&parser);
    return query;
}

const struct query *query_parse(struct arena *arena, struct str text, bool typing)
{
    return parse(arena, text, typing, NULL);
}

const struct query *query_unquote(struct arena *arena, struct str text, bool typing,
                                  const struct query *query)
{
    return parse(arena, text, typing, query);
}
