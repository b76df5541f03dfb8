#include "library/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "extract/extract.h"
#include "library/words_thin.h"

enum {
    /* Stems that are counted in all, 8 bytes each: shared out evenly, but enough for
     * the beginning of any article. */
    STEMS_MAX = 4 << 20,
    ARTICLE_STEMS_MIN = 256,
    /* Where they are thinned out they do not stay, so an article may have many. */
    ARTICLE_STEMS_MAX = 8192,

    /* Shorter stems join "state" with "station", longer ones part "economy" from
     * "economic". */
    STEM_CODES = 6,
    /* Of a hash. A library knows some hundred thousand stems, so that one in a hundred
     * shares its number with another; and a step between two of them takes a byte less
     * in a catalog than with all 32 bits. */
    STEM_MASK = (1 << 24) - 1,
    /* By which they are sorted. */
    DIGIT_BITS = 8,
    DIGITS = 1 << DIGIT_BITS,
    /* A heading says in few words what its section is about. */
    HEADING_TIMES = 3,
    /* A question says what its answer is about. */
    QUESTION_TIMES = 2,
    /* So do the links of the answer, of which so many are looked at: the answers of a
     * hostile article may hold one another. */
    ANSWER_LINK_TIMES = 3,
    ANSWER_LINKS_MAX = 32,
    /* Of one section; a list of a whole dictionary needs no more. */
    SECTION_WORDS_MAX = 4000,
    /* Of an answer; what comes behind it has wandered off. */
    ANSWER_BYTES_MAX = 4096,
};

/* --- Splitting -------------------------------------------------------------------- */

/* The small form of an ASCII letter or digit; a blank for all other bytes. */
static char small_of(char c)
{
    static const char small[] = "                0123456789      "
                                " abcdefghijklmnopqrstuvwxyz     "
                                " abcdefghijklmnopqrstuvwxyz     ";

    return c >= ' ' ? small[c - ' '] : ' ';
}

/* Scripts that are written without spaces. */
static bool is_ideograph(uint32_t c)
{
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static uint32_t id_of(unsigned long long hash)
{
    return (uint32_t)(hash ^ hash >> 32) & STEM_MASK;
}

static uint32_t hash_bytes(struct str s)
{
    return id_of(str_hash(s));
}

static void add(struct stem_list *list, uint32_t id, int times)
{
    for (int i = 0; i < times; i++) {
        list->ids = mem_grow(list->ids, list->count, &list->cap, sizeof *list->ids);
        list->ids[list->count++] = id;
    }
}

static void add_folded(struct stem_list *list, struct str word, int times,
                       struct arena *scratch)
{
    struct str folded = text_fold(scratch, word, false);
    size_t pos = 0;

    for (int codes = 0; pos < folded.len && codes < STEM_CODES; codes++)
        text_next(folded, &pos);
    add(list, hash_bytes(str_slice(folded, 0, pos)), times);
}

/* A run of ideographs: each two neighbours, or the only one. */
static void add_run(struct stem_list *list, struct str run, int times)
{
    size_t first = 0, pos = 0;

    text_next(run, &pos);
    if (pos == run.len)
        add(list, hash_bytes(run), times);
    while (pos < run.len) {
        size_t second = pos;

        text_next(run, &pos);
        add(list, hash_bytes(str_slice(run, first, pos)), times);
        first = second;
    }
}

/* The end of the run of ideographs, or of other letters, that starts at `from`. */
static size_t run_end(struct str text, size_t from, bool ideographs)
{
    size_t pos = from;

    while (pos < text.len) {
        size_t at = pos;
        uint32_t c = text_next(text, &pos);

        if (is_ideograph(c) != ideographs || !text_is_word(c))
            return at;
    }
    return pos;
}

/* Takes the word of ASCII at `*pos`, hashed as it is read; false when it goes on with
 * other letters. */
static bool take_ascii(struct stem_list *list, struct str text, size_t *pos, int times)
{
    unsigned long long hash = STR_HASH_BEGIN;
    size_t at = *pos;
    char c = ' ';

    for (; at < text.len && (c = small_of(text.ptr[at])) != ' '; at++) {
        if (at - *pos < STEM_CODES)
            hash = str_hash_byte(hash, c);
    }
    if (at < text.len && (unsigned char)text.ptr[at] >= 0x80 &&
        run_end(text, at, false) > at)
        return false;
    if (at - *pos > 1) /* single letters say nothing */
        add(list, id_of(hash), times);
    *pos = at;
    return true;
}

/* Takes the word of any letters that begins with `c` at `from`. */
static size_t take_word(struct stem_list *list, struct str text, size_t from,
                        uint32_t c, int times, struct arena *scratch)
{
    size_t end = run_end(text, from, is_ideograph(c));
    struct str word = str_slice(text, from, end);

    if (is_ideograph(c))
        add_run(list, word, times);
    else
        add_folded(list, word, times, scratch);
    return end;
}

void words_split(struct stem_list *list, struct str text, int times,
                 struct arena *scratch)
{
    size_t pos = 0;

    while (pos < text.len) {
        size_t from = pos;
        uint32_t c;

        if ((unsigned char)text.ptr[pos] < 0x80) {
            if (small_of(text.ptr[pos]) == ' ') {
                pos++;
                continue;
            }
            if (take_ascii(list, text, &pos, times))
                continue;
        }
        c = text_next(text, &pos);
        if (text_is_word(c))
            pos = take_word(list, text, from, c, times, scratch);
    }
}

/* --- Counting --------------------------------------------------------------------- */

/* Moves ids in order of one of their digits, those with the same as they stood. */
static void sort_by(const uint32_t *ids, uint32_t *sorted, size_t count, int shift)
{
    size_t from[DIGITS] = {0}, sum = 0;

    for (size_t i = 0; i < count; i++)
        from[ids[i] >> shift & (DIGITS - 1)]++;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        size_t many = from[digit];

        from[digit] = sum;
        sum += many;
    }
    for (size_t i = 0; i < count; i++)
        sorted[from[ids[i] >> shift & (DIGITS - 1)]++] = ids[i];
}

/* Digit by digit, the lowest first: several times as fast as by comparing. */
static void sort_ids(struct stem_list *list)
{
    uint32_t *ids, *other;

    list->ids = mem_grow(list->ids, 2 * list->count - 1, &list->cap, sizeof *list->ids);
    ids = list->ids;
    other = ids + list->count;
    for (int shift = 0; STEM_MASK >> shift != 0; shift += DIGIT_BITS) {
        uint32_t *sorted = other;

        sort_by(ids, sorted, list->count, shift);
        other = ids;
        ids = sorted;
    }
    memcpy(list->ids, ids, list->count * sizeof *ids);
}

/* Sorts and counts the list, and empties it. */
static struct stems count_stems(struct stem_list *list, struct arena *arena)
{
    struct stems stems = {.total = (float)list->count};
    size_t different = 0;

    if (list->count == 0)
        return stems;
    sort_ids(list);
    for (size_t i = 0; i < list->count; i++)
        different += i == 0 || list->ids[i] != list->ids[i - 1];
    stems.items = ARENA_ARRAY(arena, different, struct stem);
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 || list->ids[i] != list->ids[i - 1])
            stems.items[stems.count++].id = list->ids[i];
        stems.items[stems.count - 1].count += 1;
    }
    list->count = 0;
    return stems;
}

/* --- An article ------------------------------------------------------------------- */

struct counting {
    const struct opened *opened;
    struct article_words *words;
    struct arena *arena, *scratch;
    struct stem_list list;
    struct buf text;
    size_t left;      /* stems that may still be counted */
    bool *left_out;   /* by node */
    uint32_t section; /* that the list belongs to */
};

static bool *find_left_out(const struct opened *opened, struct arena *scratch)
{
    const struct extract *extract = opened->extract;
    bool *left_out = ARENA_ARRAY(scratch, opened->doc->node_count, bool);

    for (size_t i = 0; i < extract->point_count; i++) {
        if (extract->points[i].source != POINT_LABEL)
            left_out[extract->points[i].node->id] = true;
    }
    for (size_t i = 0; i < extract->question_count; i++) {
        const struct question *question = &extract->questions[i];

        if (question->node->kind == NODE_HEADING)
            continue;
        left_out[question->node->id] = true;
        /* Answers do not overlap much, but those of a hostile article may. */
        for (uint32_t id = question->from;
             id < question->to && id < opened->doc->node_count && !left_out[id]; id++)
            left_out[id] = true;
    }
    return left_out;
}

static void end_section(struct counting *it)
{
    struct stems *section = &it->words->sections[it->section];

    if (it->left > 0)
        *section = count_stems(&it->list, it->arena);
    it->list.count = 0;
    it->left -= it->left < section->count ? it->left : section->count;
}

static void take_text(struct counting *it, const struct node *node, int times)
{
    if (it->list.count >= SECTION_WORDS_MAX)
        return;
    buf_clear(&it->text);
    node_text(node, &it->text);
    words_split(&it->list, buf_str(&it->text), times, it->scratch);
}

static bool has_words(struct str text)
{
    for (size_t pos = 0; pos < text.len;) {
        if (text_is_word(text_next(text, &pos)))
            return true;
    }
    return false;
}

/* True when links are all there is to read in a block: their words are the names of
 * other articles and say nothing here. */
static bool is_navigation(struct node *block)
{
    struct walk walk = walk_begin(block);
    bool links = false;

    for (const struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering)
            continue;
        if (node->kind == NODE_LINK) {
            links = true;
            walk_skip(&walk);
        } else if ((node->kind == NODE_TEXT || node->kind == NODE_CODE) &&
                   has_words(node->u.text)) {
            return false;
        }
    }
    return links;
}

/* True when nothing below the node is looked at any more. */
static bool take_node(struct counting *it, struct node *node)
{
    const struct doc *doc = it->opened->doc;

    if (node->kind == NODE_HEADING && it->section < doc->heading_count &&
        doc->headings[it->section] == node) {
        end_section(it);
        it->section++;
    }
    if (it->left_out[node->id] || (node->flags & NODE_HIDDEN) ||
        node->kind == NODE_FOOTNOTE)
        return true;
    if (!node_is_block(node) || !node_holds_inlines(node))
        return false;
    if (node->kind != NODE_HEADING && is_navigation(node))
        return true;
    take_text(it, node, node->kind == NODE_HEADING ? HEADING_TIMES : 1);
    return true;
}

/* Headings below what is left out are passed, too, so that sections keep their
 * numbers. */
static void count_sections(struct counting *it)
{
    const struct doc *doc = it->opened->doc;
    struct walk walk = walk_begin(doc->root);

    it->words->section_count = (uint32_t)doc->heading_count + 1;
    it->words->sections =
        ARENA_ARRAY(it->arena, it->words->section_count, struct stems);
    if (doc->title_node == NULL)
        words_split(&it->list, doc->title, HEADING_TIMES, it->scratch);
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering)
            continue;
        while (it->section < doc->heading_count &&
               doc->headings[it->section]->id < node->id) {
            end_section(it);
            it->section++;
        }
        if (take_node(it, node) && !node_is_leaf(node))
            walk_skip(&walk);
    }
    end_section(it);
}

/* The section that a node stands in; a heading stands in its own. */
static uint32_t section_of(const struct doc *doc, uint32_t node)
{
    return (uint32_t)(doc_heading_index(doc, node) + 1);
}

/* The first section whose heading does not come before a node. */
static uint32_t section_from(const struct doc *doc, uint32_t node)
{
    return node == 0 ? 1 : section_of(doc, node - 1) + 1;
}

static struct own_sections find_own(const struct doc *doc,
                                    const struct question *question)
{
    struct own_sections own = {
        .from = section_from(doc, question->from),
        .to = section_from(doc, question->to),
    };

    if (question->section != NULL)
        own.home = section_of(doc, question->section->id);
    own.heading = own.home;
    if (question->node->kind == NODE_HEADING)
        own.heading = section_of(doc, question->node->id);
    return own;
}

/* By its looks: where it leads depends on other articles, the words of this one do not.
 */
static bool names_article(const struct node *link)
{
    return link->kind == NODE_LINK && !(link->flags & NODE_EXTERNAL) &&
           (link->u.link.form == LINK_WIKI || link->u.link.form == LINK_TERM ||
            link->u.link.form == LINK_INLINE);
}

/* The first link of the document at or after a node. */
static size_t link_from(const struct doc *doc, uint32_t node)
{
    size_t from = 0, to = doc->link_count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (doc->links[middle]->id < node)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* What an answer links to says more about it. */
static void count_answer_links(struct counting *it, const struct question *question)
{
    const struct doc *doc = it->opened->doc;
    size_t first = link_from(doc, question->from);

    for (size_t i = first; i < doc->link_count && i - first < ANSWER_LINKS_MAX; i++) {
        const struct node *link = doc->links[i];

        if (link->id >= question->to)
            break;
        if (!names_article(link))
            continue;
        take_text(it, link, ANSWER_LINK_TIMES);
        words_split(&it->list, link->u.link.dest, ANSWER_LINK_TIMES, it->scratch);
    }
}

static void count_questions(struct counting *it)
{
    const struct extract *extract = it->opened->extract;

    it->words->question_count = (uint32_t)extract->question_count;
    it->words->questions =
        ARENA_ARRAY(it->arena, extract->question_count, struct question_words);
    for (size_t i = 0; i < extract->question_count && it->left > 0; i++) {
        const struct question *question = &extract->questions[i];
        struct question_words *asked = &it->words->questions[i];

        asked->own = find_own(it->opened->doc, question);
        /* One that is inferred is made of the words of its answer. */
        if (!question->inferred)
            words_split(&it->list, question->question, QUESTION_TIMES, it->scratch);
        words_split(&it->list, str_slice(question->answer, 0, ANSWER_BYTES_MAX), 1,
                    it->scratch);
        count_answer_links(it, question);
        asked->stems = count_stems(&it->list, it->arena);
        it->left -= it->left < asked->stems.count ? it->left : asked->stems.count;
    }
}

size_t words_most(size_t articles)
{
    size_t share = STEMS_MAX / articles;

    return share < ARTICLE_STEMS_MIN ? ARTICLE_STEMS_MIN : share;
}

struct article_words *words_gather(const struct opened *opened, size_t most,
                                   const struct usage *usage, struct arena *arena,
                                   struct arena *scratch)
{
    struct counting it = {
        .opened = opened,
        .words = ARENA_NEW(arena, struct article_words),
        .arena = arena,
        .scratch = scratch,
        .left = usage != NULL ? ARTICLE_STEMS_MAX : most,
        .left_out = find_left_out(opened, scratch),
    };

    count_sections(&it);
    count_questions(&it);
    buf_release(&it.text);
    free(it.list.ids);
    if (usage != NULL)
        words_thin(it.words, usage, scratch);
    return it.words;
}
