/*
 * The tree of a library that is not in memory: a million articles in four thousand
 * topics, made when they are asked for, as from a catalog. What is on the screen is
 * right, and only what is unfolded was asked for.
 */
#include "ui_case.h"

#include "library/library.h"
#include "library/names.h"
#include "library/source.h"

enum {
    TOPICS = 4000,
    EACH = 250, /* articles in a topic */
    HOME_TOPIC = 2000,
};

/* Articles have numbers with gaps between them. */
static uint32_t number_of(uint32_t topic, uint32_t place)
{
    return (topic * EACH + place) * 3 + 5;
}

/* What was made so far. */
struct made {
    struct arena articles; /* they stay as long as the library is open */
    struct arena arena;
    struct topic root;
    struct topic *topics[TOPICS];
    size_t asked; /* topics whose children were made */
    size_t count; /* topics and places */
};

struct big {
    struct library library; /* first: the functions of it are given this */
    struct made *made;
    struct source source;
};

static struct made *made_of(const struct library *library)
{
    return ((const struct big *)library)->made;
}

/* --- The functions of the library --- */

static struct topic *make(struct made *made, struct topic *parent, uint64_t id,
                          struct str title)
{
    struct topic *topic = ARENA_NEW(&made->arena, struct topic);
    made->count++;
    topic->id = id;
    topic->parent = parent;
    topic->title = title;
    topic->article = ARTICLE_NONE;
    return topic;
}

static struct topic *topic_at(struct made *made, uint32_t index)
{
    if (made->topics[index] != NULL)
        return made->topics[index];
    struct topic *topic = make(made, &made->root, index + 1,
                               arena_printf(&made->arena, "Topic %u", index));
    topic->is_topic = topic->has_children = true;
    topic->articles_below = EACH;
    return made->topics[index] = topic;
}

static void make_topics(struct made *made)
{
    made->root.first = topic_at(made, 0);
    for (uint32_t i = 0; i + 1 < TOPICS; i++)
        topic_at(made, i)->next = topic_at(made, i + 1);
}

static void make_places(struct made *made, struct topic *topic)
{
    uint32_t index = 0;
    while (made->topics[index] != topic)
        index++;
    struct topic **link = &topic->first;
    for (uint32_t i = 0; i < EACH; i++, link = &(*link)->next) {
        *link = make(made, topic, TOPICS + number_of(index, i),
                     arena_printf(&made->arena, "Article %u of %u", i, index));
        (*link)->article = number_of(index, i);
    }
}

static struct topic *big_children(const struct library *library, struct topic *topic)
{
    struct made *made = made_of(library);
    if (topic->first != NULL || !topic->has_children)
        return topic->first;
    made->asked++;
    if (topic == &made->root)
        make_topics(made);
    else
        make_places(made, topic);
    return topic->first;
}

static const struct article *big_article(const struct library *library, uint32_t id)
{
    struct made *made = made_of(library);
    struct arena *arena = &made->articles;
    struct article *article = ARENA_NEW(arena, struct article);
    uint32_t index = (id - 5) / 3;
    assert_true(id >= 5 && (id - 5) % 3 == 0 && index < TOPICS * EACH);
    article->index = id;
    article->path = arena_printf(arena, "%u.txt", id);
    article->title =
        arena_printf(arena, "Article %u of %u", index % EACH, index / EACH);
    article->format = DOC_TEXT;
    article->topic = topic_at(made, index / EACH);
    return article;
}

static uint32_t big_step(const struct library *library, uint32_t id, int direction)
{
    (void)library;
    uint32_t last = number_of(TOPICS - 1, EACH - 1), first = number_of(0, 0);
    if (id == ARTICLE_NONE)
        return direction > 0 ? first : last;
    if (id == (direction > 0 ? last : first))
        return ARTICLE_NONE;
    return direction > 0 ? id + 3 : id - 3;
}

static void big_find(void *context, enum name_class class, struct str key,
                     unsigned char ext, struct name_list *list)
{
    (void)context;
    (void)ext;
    if (class == NAME_PATH)
        list->items[list->count++].id = (uint32_t)strtoul(key.ptr, NULL, 10);
}

static const struct library_ops on_demand = {
    .article = big_article,
    .step = big_step,
    .children = big_children,
};

/* Every file says its own name. */
static int big_read(const struct source *source, struct str path, size_t cap_bytes,
                    bool head, struct arena *arena, struct str *content,
                    struct file_stamp *stamp, struct error *err)
{
    (void)source, (void)cap_bytes, (void)head, (void)stamp, (void)err;
    *content = arena_printf(arena, "This is the file %.*s.\n", (int)path.len, path.ptr);
    return 0;
}

static const struct source_ops files = {.read = big_read};

/* --- The case --- */

struct big_case {
    struct ui_case ui;
    struct big big;
    struct made made;
};

static void make_root(struct made *made)
{
    made->root = (struct topic){
        .title = STR("Everything"),
        .article = ARTICLE_NONE,
        .is_topic = true,
        .has_children = true,
        .articles_below = TOPICS * EACH,
    };
}

static int big_setup(void **state)
{
    struct big_case *at = calloc(1, sizeof *at);
    struct library *library = &at->big.library;
    text_setup();
    make_root(&at->made);
    at->big.made = &at->made;
    at->big.source.ops = &files;
    library->ops = &on_demand;
    library->title = at->made.root.title;
    library->article_count = TOPICS * EACH;
    library->tree = &at->made.root;
    library->home = number_of(HOME_TOPIC, 3);
    library->names = names_new_elsewhere(big_find, NULL);
    library->source = &at->big.source;
    at->ui.library = library;
    struct app_start begin = {.article = ARTICLE_NONE};
    app_init(&at->ui.app, library, NULL, &begin, 20, 90);
    *state = at;
    return 0;
}

static int big_teardown(void **state)
{
    struct big_case *at = *state;
    app_release(&at->ui.app);
    names_free(at->big.library.names);
    arena_release(&at->big.library.arena);
    arena_release(&at->made.articles);
    arena_release(&at->made.arena);
    buf_release(&at->ui.text);
    free(at);
    return 0;
}

/* --- Tests --- */

static void starting_asks_for_one_topic(void **state)
{
    struct big_case *at = *state;
    shows(&at->ui, "▾ Topic 2000");
    shows(&at->ui, "▌ Article 3 of 2000");
    shows(&at->ui, "  ▸ Article 4 of 2000");
    shows(&at->ui, "This is the file 1500014.txt.");
    assert_int_equal(at->made.asked, 2); /* the root and this topic */
    assert_int_equal(at->made.count, TOPICS + EACH);
}

static void opening_an_article_asks_for_its_topic(void **state)
{
    struct big_case *at = *state;
    travel_to_article(&at->ui.app, number_of(3998, 249));
    app_refresh(&at->ui.app);
    shows(&at->ui, "▌ Article 249 of 3998");
    assert_int_equal(at->made.asked, 3);
    press(&at->ui, "<BS>");
    shows(&at->ui, "▌ Article 3 of 2000");
    assert_int_equal(at->made.asked, 3);
}

static void stepping_into_the_next_topic_unfolds_it(void **state)
{
    struct big_case *at = *state;
    travel_to_article(&at->ui.app, number_of(HOME_TOPIC, EACH - 1));
    press(&at->ui, "]");
    shows(&at->ui, "▾ Topic 2001");
    shows(&at->ui, "▌ Article 0 of 2001");
    assert_int_equal(at->made.asked, 3);
}

static void moving_asks_for_nothing(void **state)
{
    struct big_case *at = *state;
    press(&at->ui, "TG");
    shows(&at->ui, "▸ Topic 3999");
    press(&at->ui, "g100j");
    shows(&at->ui, "▸ Topic 100");
    assert_int_equal(at->made.asked, 2);
}

static void unfolding_asks_for_that_topic_only(void **state)
{
    struct big_case *at = *state;
    press(&at->ui, "Tg");
    press(&at->ui, "jl");
    shows(&at->ui, "▾ Topic 1 ");
    shows(&at->ui, "▸ Article 0 of 1 ");
    assert_int_equal(at->made.asked, 3);
    press(&at->ui, "h");
    shows(&at->ui, "▸ Topic 1 ");
    hides(&at->ui, "Article 0 of 1 ");
    press(&at->ui, "l");
    shows(&at->ui, "▸ Article 0 of 1 ");
    assert_int_equal(at->made.asked, 3);
    assert_int_equal(at->made.count, TOPICS + 2 * EACH);
}

static void unfolding_all_stops(void **state)
{
    struct big_case *at = *state;
    /* So many topics have room beside all the folded ones. */
    size_t most = (TREE_ROWS_MAX - TOPICS) / EACH;
    press(&at->ui, "T*");
    shows(&at->ui, "Unfolded as far as 30,000 rows go");
    /* The root, these, and the first that had no room; the article's is beyond it. */
    assert_int_equal(at->made.asked, 1 + most + 1 + 1);
    assert_int_equal(at->ui.app.tree.row_count, TOPICS + (most + 1) * EACH);
    press(&at->ui, "g");
    shows(&at->ui, "▾ Topic 0");
    press(&at->ui, "*");
    shows(&at->ui, "All topics are folded");
    assert_int_equal(at->ui.app.tree.row_count, TOPICS);
    press(&at->ui, "*");
    assert_int_equal(at->ui.app.tree.row_count, TREE_ROWS_MAX);
}

static void the_history_outlasts_the_topics(void **state)
{
    struct big_case *at = *state;
    travel_to_article(&at->ui.app, number_of(3998, 0));
    tree_pane_unbind(&at->ui.app.tree);
    arena_release(&at->made.arena);
    memset(at->made.topics, 0, sizeof at->made.topics);
    at->made.asked = 0;
    make_root(&at->made);
    tree_pane_rebind(&at->ui.app.tree, at->ui.library);
    app_refresh(&at->ui.app);
    shows(&at->ui, "▌ Article 0 of 3998");
    press(&at->ui, "<BS>");
    shows(&at->ui, "▾ Topic 2000");
    shows(&at->ui, "▌ Article 3 of 2000");
    assert_int_equal(at->made.asked, 3); /* what was unfolded before */
}

#define big_test(name) cmocka_unit_test_setup_teardown(name, big_setup, big_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        big_test(starting_asks_for_one_topic),
        big_test(opening_an_article_asks_for_its_topic),
        big_test(stepping_into_the_next_topic_unfolds_it),
        big_test(moving_asks_for_nothing),
        big_test(unfolding_asks_for_that_topic_only),
        big_test(unfolding_all_stops),
        big_test(the_history_outlasts_the_topics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
