#include "catalog/rank.h"

#include <math.h>
#include <sqlite3.h>

enum {
    /* Occurrences of a phrase in a row that are looked at: a damaged index may have no
     * end of them. */
    OCCURRENCES_MAX = 1000,
};

/* How soon more of the same word counts less: BM25's k1, as is usual. */
static const double saturation = 1.2;

/* What was found of the terms in a row, by column. */
struct counts {
    double of[QUERY_TERMS_MAX][RANK_COLUMNS];
};

static void measure(struct ranker *ranker, const Fts5ExtensionApi *api,
                    Fts5Context *context)
{
    sqlite3_int64 rows = 0;

    if (api->xRowCount(context, &rows) != SQLITE_OK || rows < 1)
        rows = 1;
    for (int i = 0; i < RANK_COLUMNS; i++) {
        sqlite3_int64 words = 0;

        if (i < api->xColumnCount(context))
            (void)api->xColumnTotalSize(context, i, &words);
        ranker->lengths[i] = words > rows ? (double)words / (double)rows : 1;
    }
    ranker->is_measured = true;
}

static int count_phrase(const struct ranker *ranker, const Fts5ExtensionApi *api,
                        Fts5Context *context, size_t phrase, struct counts *counts)
{
    const struct rank_phrase *part = &ranker->phrases[phrase];
    Fts5PhraseIter at;
    int column, offset;
    int result = api->xPhraseFirst(context, (int)phrase, &at, &column, &offset);

    for (int i = 0; result == SQLITE_OK && column >= 0 && i < OCCURRENCES_MAX; i++) {
        if (column < RANK_COLUMNS)
            counts->of[part->term][column] += (double)part->worth;
        api->xPhraseNext(context, &at, &column, &offset);
    }
    return result;
}

static int count_all(const struct ranker *ranker, const Fts5ExtensionApi *api,
                     Fts5Context *context, struct counts *counts)
{
    size_t count = (size_t)api->xPhraseCount(context);
    int result = SQLITE_OK;

    for (size_t i = 0; i < ranker->term_count; i++)
        for (int k = 0; k < RANK_COLUMNS; k++)
            counts->of[i][k] = 0;
    if (count > ranker->phrase_count)
        count = ranker->phrase_count;
    for (size_t i = 0; i < count && result == SQLITE_OK; i++)
        result = count_phrase(ranker, api, context, i, counts);
    return result;
}

static bool is_repetition(const struct ranker *ranker, const struct counts *counts,
                          int64_t row)
{
    if (ranker->repeats == NULL)
        return false;
    for (size_t i = 0; i < ranker->term_count; i++)
        for (int k = 1; k < RANK_COLUMNS; k++)
            if (counts->of[i][k] > 0)
                return false;
    return ranker->repeats(ranker->repeats_context, row);
}

/* What an occurrence in a column of so many words is worth. */
static double worth_in(const struct ranker *ranker, int column, double words)
{
    const struct rank_column *rule = &ranker->columns[column];
    double length = ranker->is_measured ? words / ranker->lengths[column] : 1;

    return rule->weight / (1 - rule->length_counts + rule->length_counts * length);
}

static int weigh(const struct ranker *ranker, const Fts5ExtensionApi *api,
                 Fts5Context *context, double worth[RANK_COLUMNS])
{
    for (int i = 0; i < RANK_COLUMNS; i++) {
        int words = 0, result;

        worth[i] = 0;
        if (i >= api->xColumnCount(context))
            continue;
        result = api->xColumnSize(context, i, &words);
        if (result != SQLITE_OK)
            return result;
        worth[i] = worth_in(ranker, i, words > 0 ? words : 1);
    }
    return SQLITE_OK;
}

/* What a term is worth that occurs so often, each time weighed by where. */
static double term_score(const struct ranker *ranker, size_t term, double found)
{
    double rarity = log(1 + 1 / (ranker->shares[term] + 1e-9));

    return rarity * found / (found + saturation);
}

static double score_of(const struct ranker *ranker, const struct counts *counts,
                       const double worth[RANK_COLUMNS])
{
    double score = 0;

    for (size_t i = 0; i < ranker->term_count; i++) {
        double found = 0;

        for (int k = 0; k < RANK_COLUMNS; k++)
            found += counts->of[i][k] * worth[k];
        score += term_score(ranker, i, found);
    }
    return score;
}

double rank_column(const struct ranker *ranker, int column, const double *occurrences,
                   size_t words)
{
    double worth = worth_in(ranker, column, words > 0 ? (double)words : 1), score = 0;

    for (size_t i = 0; i < ranker->term_count; i++)
        score += term_score(ranker, i, occurrences[i] * worth);
    return score;
}

static void rank(const Fts5ExtensionApi *api, Fts5Context *context,
                 sqlite3_context *result, int count, sqlite3_value **values)
{
    struct ranker *ranker = api->xUserData(context);
    int64_t row = api->xRowid(context);
    struct counts counts;
    double worth[RANK_COLUMNS];
    int status;

    (void)count, (void)values;
    sqlite3_result_double(result, 0);
    if (ranker->accepts != NULL && !ranker->accepts(ranker->context, row))
        return;
    if (!ranker->is_measured)
        measure(ranker, api, context);
    status = count_all(ranker, api, context, &counts);
    if (status == SQLITE_OK && is_repetition(ranker, &counts, row))
        return;
    if (status == SQLITE_OK)
        status = weigh(ranker, api, context, worth);
    if (status == SQLITE_OK)
        sqlite3_result_double(result, score_of(ranker, &counts, worth));
    else
        sqlite3_result_error_code(result, status);
}

static fts5_api *find_api(sqlite3 *handle)
{
    sqlite3_stmt *ask = NULL;
    fts5_api *api = NULL;

    if (sqlite3_prepare_v2(handle, "SELECT fts5(?)", -1, &ask, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
        (void)sqlite3_step(ask);
    }
    sqlite3_finalize(ask);
    return api;
}

void rank_register(struct database *database, struct ranker *ranker)
{
    fts5_api *api = find_api(database->handle);

    if (database->result != SQLITE_OK)
        return;
    database->result =
        api == NULL ? SQLITE_MISUSE
                    : api->xCreateFunction(api, ranker->function, ranker, rank, NULL);
}
