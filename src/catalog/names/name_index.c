#include "catalog/names/name_index.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/store/record.h"

enum {
    WORDS_MAX = 8 << 20,    /* of all names together */
    BYTES_MAX = 64 << 20,   /* of the vocabulary */
    STOP_STEP = 4096,       /* names between two looks at whether to go on */
    HEADINGS_MAX = 1 << 20, /* of an article */
    JOINT_BITS = 2,
    JOINTS = 1 << JOINT_BITS,
};

/* --- Making --- */

/* What an article is called changes with the structure of the catalog alone, which
 * makes another index; its headings when it is read. */
static const char *const sql[2] = {
    "SELECT ord, id, title, path, head FROM article WHERE ord >= ? ORDER BY ord",
    "SELECT t.written, t.article, f.data FROM text t JOIN facts f"
    " ON f.article = t.article WHERE t.written >= ? ORDER BY t.written",
};

static void add_words(struct name_index *it, struct name_text *text,
                      const struct name_words *words, bool is_whole)
{
    unsigned weight = 0;
    for (size_t i = 0; i < words->count; i++) {
        struct word_letters letters = name_word_letters(words, i);
        uint32_t number = name_vocabulary_add(&it->vocabulary, letters, &it->small);
        const struct vocabulary_word *word = &it->vocabulary.words[number];
        it->words =
            mem_grow(it->words, it->word_count, &it->word_cap, sizeof *it->words);
        it->words[it->word_count++] = number << JOINT_BITS | words->words[i].joint;
        if (i == 0)
            text->first_initial = word->initial;
        if (text->telling_initial == 0 && !word->is_small)
            text->telling_initial = word->initial;
        is_whole &= words->words[i].joint == JOINT_BLANK;
        weight += name_word_weight(letters.count, word->is_small);
    }
    text->weight = is_whole && weight <= UINT16_MAX ? (uint16_t)weight : 0;
}

/* False when there is no room for more. */
static bool add_text(struct name_index *it, enum name_kind kind, struct str name,
                     uint32_t *number)
{
    bool is_path = kind == NAME_OF_PATH;
    struct name_words words;
    name_words_read(&words, name, is_path ? NAME_AS_PATH : NAME_PLAIN);
    if (it->word_count + words.count > WORDS_MAX ||
        it->vocabulary.bytes.len > BYTES_MAX)
        return false;
    struct name_text text = {
        .first = (uint32_t)it->word_count,
        .count = (unsigned)words.count & 0x3F,
    };
    add_words(it, &text, &words, !is_path);
    it->texts = mem_grow(it->texts, it->text_count, &it->text_cap, sizeof *it->texts);
    *number = (uint32_t)it->text_count;
    it->texts[it->text_count++] = text;
    return true;
}

/* Many articles have the same headings, which are read once. Of two that share a hash
 * the second would not be found. */
static bool add_heading_text(struct name_index *it, struct str name, uint32_t *number)
{
    uint64_t hash = str_hash(name), known = map_get(&it->headings, hash);
    *number = (uint32_t)(known - 1);
    if (known > 0)
        return true;
    if (!add_text(it, NAME_OF_HEADING, name, number))
        return false;
    map_put(&it->headings, hash, *number + UINT64_C(1));
    return true;
}

static void add_name(struct name_index *it, uint32_t article, enum name_kind kind,
                     size_t heading, struct str name)
{
    uint32_t text;
    if (name.len == 0 || it->is_full)
        return;
    it->is_full = it->count == NAME_INDEX_MAX || heading >= HEADINGS_MAX ||
                  !(kind == NAME_OF_HEADING ? add_heading_text(it, name, &text)
                                            : add_text(it, kind, name, &text));
    if (it->is_full)
        return;
    it->names = mem_grow(it->names, it->count, &it->cap, sizeof *it->names);
    it->names[it->count++] = (struct indexed_name){
        .text = text,
        .article = article,
        .heading = (unsigned)heading & (HEADINGS_MAX - 1),
        .kind = (unsigned)kind & 3,
    };
}

static void add_article(struct name_index *it, const struct statement *row,
                        struct arena *arena)
{
    uint32_t article = (uint32_t)column_int(row, 1);
    struct head head = {0};
    add_name(it, article, NAME_OF_TITLE, 0, column_bytes(row, 2));
    add_name(it, article, NAME_OF_PATH, 0, column_bytes(row, 3));
    if (record_get_head(column_bytes(row, 4), arena, &head)) {
        for (size_t i = 0; i < head.alias_count; i++)
            add_name(it, article, NAME_OF_ALIAS, 0, head.aliases[i]);
    }
}

static void add_headings(struct name_index *it, const struct statement *row,
                         struct arena *arena)
{
    uint32_t article = (uint32_t)column_int(row, 1);
    struct str *headings;
    size_t count;
    if (record_get_headings(column_bytes(row, 2), arena, &headings, &count)) {
        for (size_t i = 0; i < count; i++)
            add_name(it, article, NAME_OF_HEADING, i, headings[i]);
    }
}

void name_index_init(struct name_index *it, struct database *database,
                     const atomic_bool *stop)
{
    *it = (struct name_index){.database = database, .stop = stop};
    for (int part = 0; part < 2; part++)
        it->rows[part] = statement_new(database, sql[part]);
}

static bool is_stopped(const struct name_index *it)
{
    return atomic_load(it->stop) || database_fault(it->database) != FAULT_NONE;
}

const struct small_words *name_index_small_words(struct name_index *it)
{
    if (!it->has_small) {
        struct languages languages;
        languages_find(it->database, &languages);
        small_words_load(&it->small, &languages);
        it->has_small = !is_stopped(it);
    }
    return &it->small;
}

bool name_index_update(struct name_index *it, bool headings)
{
    struct arena scratch = {0};
    (void)name_index_small_words(it);
    for (int part = 0; part <= headings && !it->is_full; part++) {
        struct statement *rows = it->rows[part];
        statement_int(rows, 1, it->next[part]);
        while (!it->is_full && !is_stopped(it) && statement_next(rows)) {
            arena_clear(&scratch);
            (part == 0 ? add_article : add_headings)(it, rows, &scratch);
            it->next[part] = column_int(rows, 0) + 1;
        }
        statement_end(rows);
        if (it->next[1] == 0)
            it->article_names = it->count;
    }
    arena_release(&scratch);
    it->is_whole |= headings && !is_stopped(it);
    it->is_whole &= !it->is_full;
    return !is_stopped(it);
}

void name_index_clear(struct name_index *it)
{
    free(it->names);
    free(it->texts);
    map_release(&it->headings);
    free(it->words);
    name_vocabulary_release(&it->vocabulary);
    small_words_release(&it->small);
    *it = (struct name_index){
        .database = it->database, .stop = it->stop, .rows = {it->rows[0], it->rows[1]}};
}

void name_index_release(struct name_index *it)
{
    name_index_clear(it);
    statement_free(it->rows[0]);
    statement_free(it->rows[1]);
}

/* --- Texts --- */

/* The words of a name, from one to before another. */
struct word_range {
    size_t from, to;
};

static struct word_range words_of(const struct name_index *it, size_t number)
{
    const struct name_text *text = &it->texts[it->names[number].text];
    return (struct word_range){text->first, text->first + text->count};
}

void name_index_text(const struct name_index *it, size_t number, enum name_part part,
                     struct buf *out)
{
    struct word_range words = words_of(it, number);
    for (size_t i = words.from; i < words.to; i++) {
        enum word_joint joint = it->words[i] % JOINTS;
        if (part == NAME_OF_FILE && joint == JOINT_SUFFIX)
            return;
        if (part == NAME_OF_FILE && joint == JOINT_FOLDER)
            buf_clear(out);
        if (out->len > 0)
            buf_putc(out, ' ');
        buf_puts(out,
                 name_vocabulary_text(&it->vocabulary, it->words[i] >> JOINT_BITS));
    }
}

/* --- The best --- */

struct best_names {
    struct indexed_hit *list;
    size_t count, most;
    int least; /* of those that can still be among the best */
    bool is_cut;
};

static int compare_places(const void *a, const void *b)
{
    const struct indexed_hit *left = a, *right = b;
    if (left->article != right->article)
        return left->article < right->article ? -1 : 1;
    return left->heading < right->heading ? -1 : left->heading > right->heading;
}

static int compare_hits(const void *a, const void *b)
{
    const struct indexed_hit *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return compare_places(a, b);
}

/* Each place once, by its best name. */
static void drop_repeated(struct best_names *best)
{
    size_t kept = 0;
    if (best->count > 0)
        qsort(best->list, best->count, sizeof *best->list, compare_places);
    for (size_t i = 0; i < best->count; i++) {
        struct indexed_hit *last = kept > 0 ? &best->list[kept - 1] : NULL;
        if (last == NULL || compare_places(&best->list[i], last) != 0)
            best->list[kept++] = best->list[i];
        else if (best->list[i].score > last->score)
            last->score = best->list[i].score;
    }
    best->count = kept;
}

static void drop_worse(struct best_names *best)
{
    drop_repeated(best);
    if (best->count <= best->most)
        return;
    qsort(best->list, best->count, sizeof *best->list, compare_hits);
    best->count = best->most;
    best->least = best->list[best->most - 1].score;
    best->is_cut = true;
}

static void add_hit(struct best_names *best, const struct indexed_name *name, int score)
{
    if (best->count == 2 * best->most)
        drop_worse(best);
    if (score < best->least)
        return;
    best->list[best->count++] = (struct indexed_hit){
        .article = name->article,
        .heading = name->kind == NAME_OF_HEADING ? name->heading : SEARCH_TOP,
        .score = score,
    };
}

/* By article. */
static size_t end_best(struct best_names *best)
{
    drop_worse(best);
    if (best->count > 0)
        qsort(best->list, best->count, sizeof *best->list, compare_places);
    return best->count;
}

/* --- By words --- */

/* The words of the vocabulary that fit something. */
struct fitting_words {
    uint32_t *bits;  /* by word: typed words that it may stand for, a bit each */
    uint32_t *slots; /* by word: where it is in the items */
    struct word_fits *items;
    struct word_fit *fits; /* of each, by unit */
    size_t count, item_cap, fit_cap;
};

static void add_fitting(struct fitting_words *it, const struct name_query *query,
                        uint32_t word, const struct word_fits *fitting,
                        const struct word_fit *fits)
{
    it->items = mem_grow(it->items, it->count, &it->item_cap, sizeof *it->items);
    while (it->fit_cap < (it->count + 1) * query->unit_count)
        it->fits = mem_grow(it->fits, it->fit_cap, &it->fit_cap, sizeof *it->fits);
    for (size_t i = 0; i < query->unit_count; i++)
        it->fits[it->count * query->unit_count + i] = fits[i];
    it->items[it->count] = *fitting;
    it->bits[word] = fitting->fitted | fitting->begins;
    it->slots[word] = (uint32_t)it->count++;
}

static uint32_t first_letter(const struct name_vocabulary *it, uint32_t word)
{
    size_t pos = 0;
    return text_next(name_vocabulary_text(it, word), &pos);
}

/* False when it was stopped. */
static bool find_fitting(struct fitting_words *it, const struct name_index *index,
                         const struct name_query *query)
{
    const struct name_vocabulary *vocabulary = &index->vocabulary;
    it->bits = mem_zalloc(vocabulary->count + 1, sizeof *it->bits);
    it->slots = mem_zalloc(vocabulary->count + 1, sizeof *it->slots);
    for (uint32_t i = 0; i < vocabulary->count; i++) {
        const struct vocabulary_word *word = &vocabulary->words[i];
        if (i % STOP_STEP == 0 && is_stopped(index))
            return false;
        if (!word_may_fit(query, word->mask, first_letter(vocabulary, i),
                          (enum word_script)word->script))
            continue;
        uint32_t room[WORD_LETTERS_MAX];
        struct word_fits fitting;
        struct word_fit fits[UNITS_MAX];
        if (word_fits_find(&fitting, fits, query,
                           name_vocabulary_letters(vocabulary, i, room), word->mask))
            add_fitting(it, query, i, &fitting, fits);
    }
    return true;
}

static void release_fitting(struct fitting_words *it)
{
    free(it->bits);
    free(it->slots);
    free(it->items);
    free(it->fits);
}

struct finding {
    const struct name_index *index;
    const struct name_query *query;
    struct fitting_words fitting;
    unsigned initial; /* of names whose initials may have been typed; 0: none */
    uint16_t *scores; /* of texts, and 1; 0: not scored yet */
    struct best_names best;
};

struct name_at {
    const struct name_index *index;
    size_t first;
};

static struct word_letters letters_of(const void *context, size_t word,
                                      uint32_t room[WORD_LETTERS_MAX])
{
    const struct name_at *at = context;
    return name_vocabulary_letters(
        &at->index->vocabulary, at->index->words[at->first + word] >> JOINT_BITS, room);
}

static const struct vocabulary_word *word_at(const struct finding *it, size_t at)
{
    return &it->index->vocabulary.words[it->index->words[at] >> JOINT_BITS];
}

static struct scored_word scored_word(const struct finding *it, uint32_t word)
{
    const struct name_vocabulary *vocabulary = &it->index->vocabulary;
    uint32_t number = word >> JOINT_BITS, slot = it->fitting.slots[number];
    const struct vocabulary_word *known = &vocabulary->words[number];
    struct scored_word scored = {
        .letters = (uint8_t)known->letters,
        .joint = word % JOINTS,
        .is_small = known->is_small,
        .initial = it->initial > 0 ? first_letter(vocabulary, number) : 0,
    };
    if (it->fitting.bits[number] != 0) {
        scored.fitting = it->fitting.items[slot];
        scored.fits = it->fitting.fits + slot * it->query->unit_count;
    }
    return scored;
}

static int score_text(const struct finding *it, const struct name_text *text,
                      enum name_kind kind)
{
    struct scored_word words[NAME_WORDS_MAX];
    struct name_at at = {it->index, text->first};
    struct scored_name name = {
        .words = words,
        .count = text->count,
        .kind = kind,
        .letters_of = letters_of,
        .context = &at,
    };
    for (size_t i = 0; i < name.count; i++)
        words[i] = scored_word(it, it->index->words[at.first + i]);
    return name_match(it->query, &name).score;
}

/* Whether a name has all words typed, or all but one where that may be missing. */
static bool has_words(const struct finding *it, const struct name_text *text)
{
    uint32_t found = 0;
    for (size_t i = text->first; i < text->first + text->count; i++)
        found |= it->fitting.bits[it->index->words[i] >> JOINT_BITS];
    uint32_t missing = it->query->needed & ~found;
    return found != 0 && (missing == 0 || (it->query->manner == FIT_FORGIVING &&
                                           (missing & (missing - 1)) == 0));
}

/* Whether what was typed begins with a word of the name and may go on with the next. */
static bool may_be_apart(const struct finding *it, const struct name_text *text,
                         size_t word)
{
    struct word_letters typed = it->query->units[0].word.letters;
    size_t letters = word_at(it, word)->letters;
    return word + 1 < text->first + text->count && letters < typed.count &&
           (it->query->manner == FIT_FORGIVING ||
            word_at(it, word + 1)->initial == vocabulary_initial(typed.codes[letters]));
}

/* For one word typed: whether the name may be among the best, by what its words fit. A
 * letter or two are in very many. */
static bool may_be_best(const struct finding *it, const struct name_text *text,
                        enum name_kind kind)
{
    unsigned worth = 0, found = 0;
    if (it->query->unit_count != 1)
        return true;
    for (size_t i = text->first; i < text->first + text->count; i++) {
        uint32_t word = it->index->words[i] >> JOINT_BITS;
        uint32_t slot = it->fitting.slots[word];
        if (it->fitting.bits[word] == 0)
            continue;
        if (it->fitting.items[slot].begins != 0 && may_be_apart(it, text, i))
            return true;
        struct word_fit fit = it->fitting.fits[slot];
        worth = fit.worth > worth ? fit.worth : worth;
        found += name_word_weight(fit.letters, false);
    }
    if (worth == 0 || text->weight == 0 || it->best.least <= 0)
        return worth > 0;
    return name_score_most(kind, worth, found, text->weight, text->count == 1) >=
           it->best.least;
}

/* Whether what was typed may be the first letters of the words of a name. */
static bool may_be_initials(const struct finding *it, const struct name_text *text)
{
    if (it->initial == 0 ||
        (text->first_initial != it->initial && text->telling_initial != it->initial))
        return false;
    struct word_letters typed = it->query->units[0].word.letters;
    size_t found = 0;
    for (size_t i = 0; i < text->count && found < typed.count; i++) {
        const struct vocabulary_word *word = word_at(it, text->first + i);
        if (word->initial == vocabulary_initial(typed.codes[found]))
            found++;
        else if (!word->is_small)
            return false;
    }
    return found == typed.count;
}

/* 0 also where it could not be among the best. */
static int find_score(const struct finding *it, const struct name_text *text,
                      enum name_kind kind)
{
    if (!may_be_initials(it, text) &&
        (!has_words(it, text) || !may_be_best(it, text, kind)))
        return 0;
    int score = score_text(it, text, kind);
    return score < 0 ? 0 : score < UINT16_MAX ? score : UINT16_MAX - 1;
}

static void find_name(struct finding *it, const struct indexed_name *name)
{
    uint16_t *score = &it->scores[name->text];
    if (*score == 0)
        *score = (uint16_t)(1 + find_score(it, &it->index->texts[name->text],
                                           (enum name_kind)name->kind));
    if (*score > 1)
        add_hit(&it->best, name, *score - 1);
}

size_t name_index_best(const struct name_index *it, const struct name_query *query,
                       size_t most, struct indexed_hit **hits, bool *is_cut)
{
    uint32_t letter = name_query_initial(query);
    struct finding finding = {
        .index = it,
        .query = query,
        .initial = letter == UINT32_MAX ? 0 : vocabulary_initial(letter),
        .scores = mem_zalloc(it->text_count + 1, sizeof *finding.scores),
        .best = {.list = mem_zalloc(2 * most, sizeof *finding.best.list), .most = most},
    };
    bool is_going = find_fitting(&finding.fitting, it, query);
    for (size_t i = 0; i < it->count && is_going; i++) {
        if (i % STOP_STEP == 0 && is_stopped(it))
            break;
        find_name(&finding, &it->names[i]);
    }
    release_fitting(&finding.fitting);
    free(finding.scores);
    size_t count = end_best(&finding.best);
    *is_cut = finding.best.is_cut;
    *hits = finding.best.list;
    return count;
}

/* --- By letters --- */

static uint64_t mask_of(const struct name_index *it, size_t number)
{
    uint64_t mask = 0;
    struct word_range words = words_of(it, number);
    for (size_t i = words.from; i < words.to; i++)
        mask |= it->vocabulary.words[it->words[i] >> JOINT_BITS].mask;
    return mask;
}

size_t name_index_scattered(const struct name_index *it, const struct fuzzy *query,
                            size_t most, struct indexed_hit **hits, bool *is_cut)
{
    struct best_names best = {.list = mem_zalloc(2 * most, sizeof *best.list),
                              .most = most};
    struct buf text = {0};
    best.least = INT32_MIN;
    for (size_t i = 0; i < it->count; i++) {
        int score;
        if (i % STOP_STEP == 0 && is_stopped(it))
            break;
        if (!fuzzy_may_match(query, mask_of(it, i)))
            continue;
        buf_clear(&text);
        name_index_text(it, i, NAME_WHOLE, &text);
        if (!fuzzy_score_from(query, buf_str(&text), best.least, &score))
            continue;
        enum name_kind kind = (enum name_kind)it->names[i].kind;
        add_hit(&best, &it->names[i], name_score_scattered(score, kind));
    }
    buf_release(&text);
    size_t count = end_best(&best);
    *is_cut = best.is_cut;
    *hits = best.list;
    return count;
}
