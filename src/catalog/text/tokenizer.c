/*
 * The tokenizer of the full-text tables (see the header).
 */
#include "catalog/text/tokenizer.h"

/* A byte that is part of a word: ASCII letters and digits, and all above ASCII, of
 * which segmented text has letters and marks only. 1, else 0. */
#define ROW(c) c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c
/* clang-format off */
static const uint8_t is_part[256] = {
    ROW(0), ROW(0), ROW(0),
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, /* 0-9 */
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* A-O */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, /* P-Z */
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    ROW(1), ROW(1), ROW(1), ROW(1), ROW(1), ROW(1), ROW(1), ROW(1),
};
/* clang-format on */
#undef ROW

static bool is_part_at(struct str text, size_t pos)
{
    return is_part[(unsigned char)text.ptr[pos]] != 0;
}

bool tokenizer_next(struct str segmented, size_t *pos, struct str *word)
{
    size_t from = *pos;
    while (from < segmented.len && !is_part_at(segmented, from))
        from++;
    size_t to;
    for (to = from; to < segmented.len && is_part_at(segmented, to);)
        to++;
    *pos = to;
    *word = str_slice(segmented, from, to);
    return to > from;
}

/* A word begins where a byte is part of one and the byte before it is not. */
uint32_t tokenizer_count(struct str segmented)
{
    uint32_t count = 0, was_part = 0;
    for (size_t i = 0; i < segmented.len; i++) {
        uint32_t part = is_part[(unsigned char)segmented.ptr[i]];
        count += part & ~was_part;
        was_part = part;
    }
    return count;
}

/* --- For FTS5 --- */

typedef int take_token(void *context, int flags, const char *word, int len, int from,
                       int to);

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags,
                    const char *text, int len, take_token *take)
{
    struct str segmented = {text, len > 0 ? (size_t)len : 0};
    struct str word;
    size_t pos = 0;
    int status = SQLITE_OK;
    (void)tokenizer, (void)flags;
    while (status == SQLITE_OK && tokenizer_next(segmented, &pos, &word))
        status =
            take(context, 0, word.ptr, (int)word.len, (int)(word.ptr - text), (int)pos);
    return status;
}

/* It has no state, but FTS5 needs a pointer that is not NULL. */
static int create(void *api, const char **arguments, int count, Fts5Tokenizer **out)
{
    (void)arguments, (void)count;
    *out = api;
    return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer)
{
    (void)tokenizer;
}

fts5_api *tokenizer_api(sqlite3 *handle)
{
    sqlite3_stmt *ask = NULL;
    fts5_api *api = NULL;
    if (sqlite3_prepare_v2(handle, "SELECT fts5(?)", -1, &ask, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
        (void)sqlite3_step(ask);
    }
    (void)sqlite3_finalize(ask); /* keeps the code of what failed */
    return api;
}

/* To ask for the functions SQLite may read the file, which may be no database: then the
 * code says so. */
int tokenizer_register(sqlite3 *handle)
{
    fts5_tokenizer functions = {create, delete, tokenize};
    fts5_api *api = tokenizer_api(handle);
    if (api == NULL) {
        int result = sqlite3_extended_errcode(handle);
        return result != SQLITE_OK ? result : SQLITE_MISUSE;
    }
    return api->xCreateTokenizer(api, TOKENIZER_NAME, api, &functions, NULL);
}
