/*
 * Opened articles: where links lead, and what leads to an article.
 */
#include "indexed.h"

static const struct file shelf[] = {
    {"a.md", "# A\n\n[b](b.md) and [b again](b.md) and [me](a.md).\n\n"
             "## Second\n\nOnce more [b](b.md#part), [gone](gone.md), "
             "[here](#second), [nowhere](#nowhere).\n\n"
             "[web](https://example.org/)\n"},
    {"b.md", "# B\n\n## Part\n\nSee [a](a.md).\n"},
    {"c.md", "# C\n\n[the b](b.md)\n"},
};

static const struct target *target_of(const struct opened *opened, const char *label,
                                      const struct node **node)
{
    struct arena arena = {0};
    const struct target *target = NULL;
    for (size_t i = 0; i < opened->doc->link_count && target == NULL; i++) {
        *node = opened->doc->links[i];
        if (str_eq(node_text_in(*node, &arena), str_from(label)))
            target = &opened->targets[i];
    }
    arena_release(&arena);
    assert_non_null(target);
    return target;
}

static void links_know_where_they_lead(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    struct opened *opened;
    assert_int_equal(article_open(it.temp.library, 0, &it.arena, &opened, NULL), 0);
    assert_text(opened->doc->title, "A");
    const struct node *node;
    assert_int_equal(target_of(opened, "b again", &node)->article, 1);
    assert_int_equal(node->flags & (NODE_DANGLING | NODE_EXTERNAL), 0);
    assert_true(target_of(opened, "gone", &node)->dangling);
    assert_true(node->flags & NODE_DANGLING);
    const struct target *target = target_of(opened, "here", &node);
    assert_int_equal(target->kind, TARGET_SECTION);
    assert_text(target->slug, "second");
    assert_false(target->place_missing);
    target = target_of(opened, "nowhere", &node);
    assert_true(target->place_missing);
    assert_false(target->dangling);
    assert_int_equal(target_of(opened, "web", &node)->kind, TARGET_URL);
    assert_true(node->flags & NODE_EXTERNAL);
    indexed_remove(&it);
}

static void assert_backlink(struct indexed *it, const struct backlink *link,
                            uint32_t from, const char *text, const char *slug)
{
    const struct facts *facts = indexed_facts(it, link->from);
    assert_int_equal(link->from, from);
    assert_text(link->text, text);
    assert_true(link->heading < facts->heading_count);
    assert_text(facts->headings[link->heading].slug, slug);
}

static struct backlink *backlinks_of(struct indexed *it, uint32_t article,
                                     size_t *count)
{
    struct backlink *links = view_backlinks(it->view, article, &it->arena, count);
    view_backlink_texts(it->view, article, links, *count, &it->arena);
    return links;
}

static void backlinks_are_once_per_section(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    size_t count;
    struct backlink *links = backlinks_of(&it, 1, &count);
    assert_int_equal(count, 3);
    assert_backlink(&it, &links[0], 0, "b", "a");
    assert_backlink(&it, &links[1], 0, "b", "second");
    assert_backlink(&it, &links[2], 2, "the b", "c");
    links = backlinks_of(&it, 0, &count);
    assert_int_equal(count, 1);
    assert_backlink(&it, &links[0], 1, "a", "part");
    (void)backlinks_of(&it, 2, &count);
    assert_int_equal(count, 0);
    indexed_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_know_where_they_lead),
        cmocka_unit_test(backlinks_are_once_per_section),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
