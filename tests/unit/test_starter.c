/*
 * The starter library as its readers meet it: every link leads somewhere, and to one
 * place, but for one; every article stands in the topic tree, has key points or
 * questions, and says as of when it holds; one spelling is kept; and whatever the
 * reader can show is there to be seen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "extract/extract.h"
#include "library/library.h"

/* The shapes of articles that the reader knows, by what gives each away. */
enum text_shape {
    SHAPE_MOMENTS,
    SHAPE_PARAGRAPHS,
    SHAPE_SIGNS,
    SHAPE_LISTS,
    SHAPE_YAML,
    SHAPE_OTHER,
    SHAPE_COUNT
};
enum { SHAPE_LEAST = 4, SHAPE_POINTS_LEAST = 5 };

/* Hashes of all runs of so many words of a text. */
struct runs {
    unsigned long long *items;
    size_t count, cap;
};

struct starter {
    struct library *library;
    struct arena arena;         /* of the article that is looked at */
    size_t broken_links;        /* seen so far */
    struct runs others;         /* of documents that were models */
    unsigned shown;             /* bits of enum sight */
    size_t questions, linked;   /* answers that have a link */
    size_t terms;               /* of See also, in documents that were models */
    size_t shapes[SHAPE_COUNT]; /* how many articles have each */
};

/* Articles that are lists to look things up in, and why that is all they are. */
static const struct {
    const char *path, *reason;
} lists[] = {
    {"glossary.md", "terms and what they mean"},
    {"timeline.md", "dates in order"},
};

static bool is_list(struct str path)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (str_eq(path, str_from(lists[i].path)))
            return true;
    }
    return false;
}

/* The article that shows how a link looks that leads nowhere, and what it names. */
static const char broken_path[] = "shell.md",
                  broken_name[] = "a page that nobody wrote";

static void check_links(struct starter *it, const struct opened *opened,
                        struct str path)
{
    for (size_t i = 0; i < opened->doc->link_count; i++) {
        const struct target *target = &opened->targets[i];
        if (target->dangling && str_eq(path, str_from(broken_path)) &&
            str_eq(target->text, str_from(broken_name))) {
            it->broken_links++;
            continue;
        }
        if (target->dangling || target->place_missing)
            fail_msg(STR_FMT ": '" STR_FMT "' leads nowhere", STR_ARG(path),
                     STR_ARG(target->text));
        if (target->ambiguous)
            fail_msg(STR_FMT ": '" STR_FMT "' may mean several articles", STR_ARG(path),
                     STR_ARG(target->text));
    }
}

static void for_each(struct starter *it,
                     void (*look)(struct starter *, struct opened *, struct str))
{
    struct error err;
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        arena_clear(&it->arena);
        struct opened *opened;
        assert_int_equal(article_open(it->library, i, &it->arena, &opened, &err), 0);
        look(it, opened, library_article(it->library, i)->path);
    }
}

static void look_at_links(struct starter *it, struct opened *opened, struct str path)
{
    article_check_sections(it->library, opened, &it->arena);
    check_links(it, opened, path);
}

static void every_link_but_one_leads_to_one_place(void **state)
{
    struct starter *it = *state;
    for_each(it, look_at_links);
    assert_int_equal(it->broken_links, 1);
}

static void look_at_finds(struct starter *it, struct opened *opened, struct str path)
{
    const struct extract *found = opened->extract;
    bool has_any = found->point_count + found->question_count > 0;
    (void)it;
    if (!has_any && !is_list(path))
        fail_msg(STR_FMT " has neither key points nor questions", STR_ARG(path));
}

static void every_article_has_points_or_questions(void **state)
{
    for_each(*state, look_at_finds);
}

static bool has_link(const struct doc *doc, const struct question *question)
{
    size_t at = doc_link_at(doc, question->from);
    return at < doc->link_count && doc->links[at]->id < question->to;
}

static void look_at_answers(struct starter *it, struct opened *opened, struct str path)
{
    const struct extract *found = opened->extract;
    (void)path;
    it->questions += found->question_count;
    for (size_t i = 0; i < found->question_count; i++)
        it->linked += has_link(opened->doc, &found->questions[i]);
}

/* Four of five say by a link where more is told; the rest is told nowhere else. */
static void most_answers_lead_further(void **state)
{
    struct starter *it = *state;
    for_each(it, look_at_answers);
    if (5 * it->linked < 4 * it->questions)
        fail_msg("%zu of %zu answers have a link", it->linked, it->questions);
}

/* A list that has left the library is no exception any more. */
static void every_exception_is_an_article(void **state)
{
    const struct starter *it = *state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        uint32_t k = 0;
        while (k < it->library->article_count &&
               !str_eq(library_article(it->library, k)->path, str_from(lists[i].path)))
            k++;
        if (k == it->library->article_count)
            fail_msg("%s (%s) is not there", lists[i].path, lists[i].reason);
    }
}

/* Counts the places of the tree that library.yaml gives to each article. */
static void count_places(const struct library *library, struct topic *topic,
                         size_t *places)
{
    if (topic->article != ARTICLE_NONE)
        places[topic->article]++;
    for (struct topic *child = library_children(library, topic); child != NULL;
         child = child->next)
        count_places(library, child, places);
}

static void every_article_stands_in_a_topic(void **state)
{
    struct starter *it = *state;
    assert_int_equal(it->library->order, ORDER_LIBRARY_YAML);
    arena_clear(&it->arena);
    size_t *places = ARENA_ARRAY(&it->arena, it->library->article_count, size_t);
    for (uint32_t i = 0; i < it->library->article_count; i++)
        places[i] = 0;
    count_places(it->library, it->library->tree, places);
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        const struct article *article = library_article(it->library, i);
        if (places[i] != 1)
            fail_msg(STR_FMT " stands in %zu topics", STR_ARG(article->path),
                     places[i]);
    }
    /* What library.yaml does not list stands in a topic that is made for the rest. */
    for (const struct topic *topic = library_children(it->library, it->library->tree);
         topic != NULL; topic = topic->next)
        assert_false(str_eq(topic->title, STR("More")));
}

/* --- As of when ------------------------------------------------------------------- */

/* Months that an article may name: no more than a year before this version. */
static const int as_of_first = 2025 * 12 + 11, as_of_last = 2026 * 12 + 11;

/* "March 2026" as a number of months; -1 for anything else. */
static int months_of(struct str date)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    struct str month;
    if (!str_cut(&date, ' ', &month) || date.len != 4)
        return -1;
    for (int i = 0; i < 12; i++) {
        if (str_eq(month, str_from(names[i])))
            return 12 * (1000 * (date.ptr[0] - '0') + 100 * (date.ptr[1] - '0') +
                         10 * (date.ptr[2] - '0') + date.ptr[3] - '0') +
                   i + 1;
    }
    return -1;
}

/* What a page without front matter says below its sources. */
static struct str as_of_in_text(const struct opened *opened, struct arena *arena)
{
    static const struct str sign = STR_INIT("Facts as of: ");
    struct str text = node_text_in(opened->doc->root, arena);
    size_t at = str_find(text, sign);
    return str_trim(str_tail(text, at + sign.len));
}

static void look_at_as_of(struct starter *it, struct opened *opened, struct str path)
{
    const struct meta *meta = doc_meta(opened->doc, STR("as_of"));
    struct str date = meta != NULL && meta->count == 1
                          ? meta->values[0]
                          : as_of_in_text(opened, &it->arena);
    int months = months_of(date);
    if (months < as_of_first || months > as_of_last)
        fail_msg(STR_FMT " is as of '" STR_FMT "'", STR_ARG(path), STR_ARG(date));
}

static void every_article_says_as_of_when(void **state)
{
    for_each(*state, look_at_as_of);
}

/* --- Words ------------------------------------------------------------------------ */

/* The next word; empty at the end. */
static struct str next_word(struct str text, size_t *pos)
{
    size_t start = text.len, end;
    for (end = *pos; end < text.len;) {
        size_t next = end;
        bool is_word = text_is_word(text_next(text, &next));
        if (is_word && start == text.len)
            start = end;
        if (!is_word && start < text.len)
            break;
        end = next;
    }
    *pos = end;
    return str_slice(text, start, end);
}

/* American spelling is kept; names of what is British keep theirs, with a capital. */
static void check_spelling(struct str text, struct str path)
{
    static const char *const others[] = {
        "defence",   "colour",    "honour",    "labour",     "favour",    "neighbour",
        "behaviour", "harbour",   "centre",    "theatre",    "programme", "licence",
        "organise",  "organised", "recognise", "recognised", "realise",   "realised",
        "travelled", "cancelled", "grey",      "sceptic",    "sceptics",  "whilst"};

    for (size_t pos = 0; pos < text.len;) {
        struct str word = next_word(text, &pos);
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            if (str_eq(word, str_from(others[i])))
                fail_msg(STR_FMT " spells '%s'", STR_ARG(path), others[i]);
        }
    }
}

/* The words of an address are its own. */
static bool is_address(const struct node *text)
{
    return text->parent->kind == NODE_LINK && text->parent->u.link.form == LINK_URL;
}

static void look_at_spelling(struct starter *it, struct opened *opened, struct str path)
{
    (void)it;
    for (uint32_t i = 0; i < opened->doc->node_count; i++) {
        const struct node *node = opened->doc->nodes[i];
        if (node->kind == NODE_TEXT && !is_address(node))
            check_spelling(node->u.text, path);
    }
}

static void one_spelling_is_kept(void **state)
{
    for_each(*state, look_at_spelling);
}

/* --- Words of others ------------------------------------------------------------- */

enum { RUN_WORDS = 8, OTHERS_BYTES_MAX = 1 << 20 };

static unsigned long long hash_word(struct str word)
{
    unsigned long long hash = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        hash = hash * 31 + (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return hash;
}

static void add_runs(struct runs *runs, struct str text)
{
    unsigned long long last[RUN_WORDS] = {0};
    size_t words = 0;
    for (size_t pos = 0; pos < text.len; words++) {
        unsigned long long sum = 0;
        last[words % RUN_WORDS] = hash_word(next_word(text, &pos));
        for (size_t i = 1; i <= RUN_WORDS; i++)
            sum = sum * 1000003 + last[(words + i) % RUN_WORDS];
        if (words + 1 < RUN_WORDS)
            continue;
        runs->items =
            mem_grow(runs->items, runs->count, &runs->cap, sizeof *runs->items);
        runs->items[runs->count++] = sum;
    }
}

static int compare_runs(const void *a, const void *b)
{
    const unsigned long long *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* The runs of all files of a folder, rising; none without the folder. */
static struct runs runs_of_folder(const char *path)
{
    struct runs runs = {0};
    struct arena arena = {0};
    struct file_root root;
    size_t count = 0;
    struct error err;
    if (file_root_open(&root, path, &err) != 0)
        return runs;
    struct file_entry *entries;
    if (file_list(&root, STR(""), &arena, &entries, &count, &err) < 0)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        struct str text;
        if (file_read(&root, entries[i].name, OTHERS_BYTES_MAX, true, &arena, &text,
                      NULL, &err) == 0)
            add_runs(&runs, text);
    }
    file_root_close(&root);
    arena_release(&arena);
    if (runs.count > 0)
        qsort(runs.items, runs.count, sizeof *runs.items, compare_runs);
    return runs;
}

static void look_at_wording(struct starter *it, struct opened *opened, struct str path)
{
    struct runs own = {0};
    add_runs(&own, node_text_in(opened->doc->root, &it->arena));
    for (size_t i = 0; i < own.count; i++) {
        if (bsearch(&own.items[i], it->others.items, it->others.count,
                    sizeof own.items[i], compare_runs) != NULL)
            fail_msg(STR_FMT " has eight words of a document that was its model",
                     STR_ARG(path));
    }
    free(own.items);
}

static void no_wording_is_taken_over(void **state)
{
    struct starter *it = *state;
    it->others = runs_of_folder("../shared/seeds");
    if (it->others.count == 0)
        skip();
    for_each(it, look_at_wording);
    free(it->others.items);
}

/* --- Documents that were models --------------------------------------------------- */

/* Each term of their See also is the name of an article here. */
static void look_at_terms(struct starter *it, struct opened *opened, struct str path)
{
    for (size_t i = 0; i < opened->doc->link_count; i++) {
        const struct node *node = opened->doc->links[i];
        if (node->kind != NODE_LINK || node->u.link.form != LINK_TERM)
            continue;
        it->terms++;
        if (library_resolve(it->library, ARTICLE_NONE, LINK_TERM, node->u.link.dest,
                            &it->arena)
                .dangling)
            fail_msg(STR_FMT ": no article for '" STR_FMT "'", STR_ARG(path),
                     STR_ARG(node->u.link.dest));
    }
}

static void every_term_of_a_model_has_its_article(void **state)
{
    struct starter *it = *state, models = {.library = NULL};
    struct error err;
    if (library_open("../shared/seeds", &models.library, NULL, &err) != 0)
        skip();
    it->terms = 0;
    for (uint32_t i = 0; i < models.library->article_count; i++) {
        arena_clear(&models.arena);
        arena_clear(&it->arena);
        struct opened *opened;
        assert_int_equal(article_open(models.library, i, &models.arena, &opened, &err),
                         0);
        look_at_terms(it, opened, library_article(models.library, i)->path);
    }
    assert_true(it->terms > 0);
    arena_release(&models.arena);
    library_close(models.library);
}

static bool has_moments(const struct doc *doc)
{
    for (size_t i = 0; i < doc->link_count; i++) {
        if (doc->links[i]->kind == NODE_LINK &&
            doc->links[i]->u.link.form == LINK_TIMESTAMP)
            return true;
    }
    return false;
}

/* Key points that stand before all headings, each a paragraph with a label. */
static size_t count_loose_points(const struct extract *found)
{
    size_t count = 0;
    for (size_t i = 0; i < found->point_count; i++)
        count += found->points[i].section == NULL;
    return count;
}

static bool has_table_of_points(const struct extract *found)
{
    for (size_t i = 0; i < found->point_count; i++) {
        if (found->points[i].source == POINT_TABLE)
            return true;
    }
    return false;
}

static enum text_shape shape_of(const struct opened *opened)
{
    if (opened->doc->format == DOC_YAML)
        return SHAPE_YAML;
    if (opened->doc->format == DOC_MARKDOWN)
        return has_moments(opened->doc) ? SHAPE_MOMENTS : SHAPE_OTHER;
    if (has_table_of_points(opened->extract))
        return SHAPE_SIGNS;
    return count_loose_points(opened->extract) >= SHAPE_POINTS_LEAST ? SHAPE_PARAGRAPHS
                                                                     : SHAPE_LISTS;
}

static void look_at_shape(struct starter *it, struct opened *opened, struct str path)
{
    (void)path;
    it->shapes[shape_of(opened)]++;
}

static void every_shape_is_there_several_times(void **state)
{
    static const char *const names[] = {"moments", "paragraphs with labels", "signs",
                                        "lists", "YAML"};
    struct starter *it = *state;
    for_each(it, look_at_shape);
    for (size_t i = 0; i < SHAPE_OTHER; i++) {
        if (it->shapes[i] < SHAPE_LEAST)
            fail_msg("%zu articles with %s", it->shapes[i], names[i]);
    }
}

/* --- What the reader can show ----------------------------------------------------- */

enum sight {
    SIGHT_EMBED,
    SIGHT_IMAGE,
    SIGHT_OUTSIDE,
    SIGHT_MOMENT,
    SIGHT_NOTE,
    SIGHT_TERMS,
    SIGHT_DETAILS,
    SIGHT_TASK,
    SIGHT_SHELL,
    SIGHT_CLOSED,
    SIGHT_FAQ,
    SIGHT_WIDE,
    SIGHT_HAN,
    SIGHT_ARABIC,
    SIGHT_COUNT
};

static const char *const sights[SIGHT_COUNT] = {
    [SIGHT_EMBED] = "an embed",
    [SIGHT_IMAGE] = "an image",
    [SIGHT_OUTSIDE] = "a link out of the library",
    [SIGHT_MOMENT] = "a moment of a video",
    [SIGHT_NOTE] = "a footnote",
    [SIGHT_TERMS] = "a definition list",
    [SIGHT_DETAILS] = "a fold-out",
    [SIGHT_TASK] = "a task",
    [SIGHT_SHELL] = "commands for the shell",
    [SIGHT_CLOSED] = "a closed callout",
    [SIGHT_FAQ] = "a faq callout",
    [SIGHT_WIDE] = "a table of five columns",
    [SIGHT_HAN] = "Chinese",
    [SIGHT_ARABIC] = "a script from right to left",
};

static unsigned sight_of_link(const struct node *node)
{
    switch (node->u.link.form) {
    case LINK_EMBED:
        return 1u << SIGHT_EMBED;
    case LINK_TIMESTAMP:
        return 1u << SIGHT_MOMENT;
    default:
        return node->flags & NODE_EXTERNAL ? 1u << SIGHT_OUTSIDE : 0;
    }
}

static unsigned sight_of_callout(const struct node *node)
{
    unsigned seen = 0;
    if (node->u.callout.fold && !node->u.callout.open)
        seen |= 1u << SIGHT_CLOSED;
    if (str_eq(node->u.callout.type, STR("faq")))
        seen |= 1u << SIGHT_FAQ;
    return seen;
}

static unsigned sight_of_text(struct str text)
{
    unsigned seen = 0;
    for (size_t pos = 0; pos < text.len;) {
        uint32_t c = text_next(text, &pos);
        if (c >= 0x4E00 && c < 0xA000)
            seen |= 1u << SIGHT_HAN;
        if (c >= 0x600 && c < 0x700)
            seen |= 1u << SIGHT_ARABIC;
    }
    return seen;
}

static unsigned sight_of(const struct node *node)
{
    switch (node->kind) {
    case NODE_LINK:
        return sight_of_link(node);
    case NODE_IMAGE:
        return 1u << SIGHT_IMAGE;
    case NODE_FOOTNOTE_REF:
        return 1u << SIGHT_NOTE;
    case NODE_TERMS:
        return 1u << SIGHT_TERMS;
    case NODE_DETAILS:
        return 1u << SIGHT_DETAILS;
    case NODE_ITEM:
        return node->u.item.task ? 1u << SIGHT_TASK : 0;
    case NODE_CODE_BLOCK:
        return str_eq(node->u.code.info, STR("sh")) ? 1u << SIGHT_SHELL : 0;
    case NODE_CALLOUT:
        return sight_of_callout(node);
    case NODE_TABLE:
        return node->u.table.columns >= 5 ? 1u << SIGHT_WIDE : 0;
    case NODE_TEXT:
        return sight_of_text(node->u.text);
    default:
        return 0;
    }
}

static void look_at_sights(struct starter *it, struct opened *opened, struct str path)
{
    (void)path;
    for (uint32_t i = 0; i < opened->doc->node_count; i++)
        it->shown |= sight_of(opened->doc->nodes[i]);
}

static void whatever_can_be_shown_is_there(void **state)
{
    struct starter *it = *state;
    for_each(it, look_at_sights);
    for (unsigned i = 0; i < SIGHT_COUNT; i++) {
        if (!(it->shown & 1u << i))
            fail_msg("%s is nowhere", sights[i]);
    }
}

static int set_up(void **state)
{
    static struct starter starter;

    *state = &starter;
    struct error err;
    return library_open(NULL, &starter.library, NULL, &err);
}

static int tear_down(void **state)
{
    struct starter *it = *state;
    arena_release(&it->arena);
    library_close(it->library);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_link_but_one_leads_to_one_place),
        cmocka_unit_test(every_article_has_points_or_questions),
        cmocka_unit_test(most_answers_lead_further),
        cmocka_unit_test(every_exception_is_an_article),
        cmocka_unit_test(every_article_stands_in_a_topic),
        cmocka_unit_test(every_article_says_as_of_when),
        cmocka_unit_test(one_spelling_is_kept),
        cmocka_unit_test(no_wording_is_taken_over),
        cmocka_unit_test(every_term_of_a_model_has_its_article),
        cmocka_unit_test(every_shape_is_there_several_times),
        cmocka_unit_test(whatever_can_be_shown_is_there),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
