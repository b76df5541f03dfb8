/*
 * Whole texts of key points and answers, of which the catalog keeps the beginnings.
 */
#include "base/text.h"
#include "catalog/search.h"
#include "catalog/search/searching.h"
#include "catalog/store/record.h"
#include "extract/extract.h"

enum {
    /* A text that is shorter says too little by itself: "Type: text". */
    ENOUGH_COLS = 24,
};

/* A text may have been cut some bytes before the bound, between two characters. */
static bool is_cut(struct str text, size_t bound)
{
    return text.len + 4 > bound;
}

/* What is found in the article now; NULL when it cannot be read. */
static const struct extract *extract_of(struct search *search, uint32_t article)
{
    struct extracted *kept = &search->extracted;
    if (kept->extract != NULL && kept->article == article)
        return kept->extract;
    arena_clear(&kept->arena);
    kept->extract = NULL;
    kept->article = article;
    struct doc *doc;
    if (article_read(view_library(search->view), article, &search->stop, &kept->arena,
                     &doc, NULL) == 0)
        kept->extract = extract_all(&kept->arena, doc);
    return kept->extract;
}

/* The file may have changed since: what is whole begins as what is kept. */
static struct str whole(struct str kept, struct str found, struct arena *arena)
{
    return str_starts(found, kept) ? arena_str(arena, found) : kept;
}

bool item_hides_label(const struct item_hit *hit, const struct fact_point *point)
{
    return hit->is_vague && text_cols(point->text) >= ENOUGH_COLS;
}

struct str search_item_text(struct search *search, enum item_kind kind,
                            const struct item_hit *hit, const struct facts *facts,
                            struct arena *arena)
{
    bool is_point = kind == ITEM_POINT;
    struct str text =
        is_point ? facts->points[hit->index].text : facts->questions[hit->index].answer;
    if (!is_cut(text, is_point ? RECORD_POINT_BYTES : RECORD_ANSWER_BYTES))
        return text;
    const struct extract *extract = extract_of(search, hit->article);
    if (extract == NULL ||
        hit->index >= (is_point ? extract->point_count : extract->question_count))
        return text;
    return whole(text,
                 is_point ? extract->points[hit->index].text
                          : extract->questions[hit->index].answer,
                 arena);
}
