/*
 * A damaged catalog never answers: what is asked after any damage to its file is
 * answered as before, or the catalog says that it is damaged; and the next time, when
 * it was made anew, all is right.
 */
#include "searched.h"

#include "catalog/check.h"
#include "catalog/similar.h"

enum { DAMAGES = 300, PAGE_BYTES = 8192 };

static uint32_t draw(uint32_t *state, size_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (uint32_t)((*state >> 8) % below);
}

static const struct file harbour[] = {
    {"harbour.md", "---\ntitle: Harbour\naliases: [port]\ntags: [sea]\n---\nOf ships "
                   "and [[Pilots]].\n\n## Key points\n\n- **Depth**: enough.\n\n## Who "
                   "comes?\n\nShips with [pilots](pilots.md).\n"},
    {"pilots.md", "# Pilots\n\nThey know the [[port]] and its depth.\n\n## Boats\n\n"
                  "Built for weather.\n"},
    {"more/tugs.txt", "Tugs\n\nTugs turn large ships.\n"},
    {"more/quay.md", "# Quay\n\nOf stone; see [[Tugs]], [[Tuggs]], "
                     "[steps](../pilots.md#steps) and [boats](../pilots.md#boats).\n"},
};

/* --- Answers --- */

static void put_searched(struct searched *it, struct buf *out)
{
    static const char *const asked[] = {"ships", "p*", "depth", "title:quay",
                                        "in:more"};

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct passages found;
        if (search_passages(it->search, str_from(asked[i]), false, SCOPE_LIBRARY, 0,
                            &it->arena, &found) == SEARCH_DONE)
            for (size_t k = 0; k < found.count; k++)
                buf_printf(out, STR_FMT "#%u ",
                           STR_ARG(path_of(it, found.hits[k].article)),
                           found.hits[k].heading);
        struct items items;
        if (search_items(it->search, ITEM_POINT, str_from(asked[i]), false,
                         SCOPE_LIBRARY, 0, &it->arena, &items) == SEARCH_DONE)
            buf_printf(out, "%zu points", items.count);
        buf_putc(out, '\n');
    }
}

static void put_facts(struct view *view, uint32_t id, struct arena *arena,
                      struct buf *out)
{
    const struct facts *facts = view_facts(view, id, arena);
    for (size_t i = 0; facts != NULL && i < facts->heading_count; i++)
        buf_printf(out, " #" STR_FMT, STR_ARG(facts->headings[i].title));
    for (size_t i = 0; facts != NULL && i < facts->question_count; i++)
        buf_printf(out, " ?" STR_FMT, STR_ARG(facts->questions[i].answer));
    size_t count;
    struct backlink *links = view_backlinks(view, id, arena, &count);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, " <%u", links[i].from);
    struct related *related = view_related(view, id, arena, &count);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, " ~%u", related[i].article);
}

static void put_library(struct view *view, struct arena *arena, struct buf *out)
{
    const struct library *library = view_library(view);
    size_t steps = 0;
    for (uint32_t id = library_step(library, ARTICLE_NONE, 1);
         id != ARTICLE_NONE && steps < 20; id = library_step(library, id, 1), steps++) {
        const struct article *article = library_article(library, id);
        buf_printf(out, STR_FMT " " STR_FMT, STR_ARG(article->path),
                   STR_ARG(article->title));
        put_facts(view, id, arena, out);
        buf_putc(out, '\n');
    }
}

static void put_flaws(struct searched *it, enum check_kind kind, struct buf *out)
{
    struct check *check = check_begin(search_view(it->search), kind);
    struct flaw flaw;
    while (check_next(check, &flaw))
        buf_printf(out, "%d " STR_FMT ":%u " STR_FMT " " STR_FMT "\n", (int)kind,
                   STR_ARG(flaw.path), flaw.line, STR_ARG(flaw.text),
                   STR_ARG(flaw.other));
    check_end(check);
}

static void put_wrong(struct searched *it, struct buf *out)
{
    for (int kind = 0; kind < CHECK_KIND_COUNT; kind++)
        put_flaws(it, (enum check_kind)kind, out);
    uint32_t articles[SIMILAR_MAX];
    size_t count;
    (void)search_similar(it->search, STR("Tuggs"), articles, &count);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "like %u\n", articles[i]);
}

/* What is seen in one life of the catalog; false when it says that it is damaged. */
static bool see_all(struct searched *it, struct buf *out)
{
    struct error err = {0};
    buf_clear(out);
    kept_open(&it->kept);
    if (search_open(it->kept.catalog, &it->search, &err) == 0) {
        put_searched(it, out);
        put_library(search_view(it->search), &it->arena, out);
        put_wrong(it, out);
    }
    struct error trouble;
    bool is_sound = !catalog_trouble(it->kept.catalog, &trouble);
    searched_close(it);
    return is_sound;
}

/* --- Damage --- */

static struct buf read_whole(const char *path)
{
    struct buf bytes = {0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int c; (c = getc(file)) != EOF;)
        buf_putc(&bytes, (char)c);
    fclose(file);
    return bytes;
}

static void write_whole(const char *path, const struct buf *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->data, 1, bytes->len, file), bytes->len);
    assert_int_equal(fclose(file), 0);
}

static char *draw_page(struct buf *bytes, uint32_t *state)
{
    return bytes->data + PAGE_BYTES * draw(state, bytes->len / PAGE_BYTES);
}

static void swap_pages(struct buf *bytes, uint32_t *state)
{
    char *a = draw_page(bytes, state), *b = draw_page(bytes, state), kept[PAGE_BYTES];
    memcpy(kept, a, PAGE_BYTES);
    memmove(a, b, PAGE_BYTES);
    memcpy(b, kept, PAGE_BYTES);
}

static void change_bytes(struct buf *bytes, uint32_t *state, uint32_t count)
{
    while (count-- > 0)
        bytes->data[draw(state, bytes->len)] = (char)draw(state, 256);
}

static void damage(struct buf *bytes, uint32_t *state, int kind)
{
    char *page = draw_page(bytes, state);
    switch (kind) {
    case 0:
        change_bytes(bytes, state, 1 + draw(state, 3));
        break;
    case 1:
        change_bytes(bytes, state, 1000);
        break;
    case 2: /* one bit, in each page in turn */
        page[draw(state, PAGE_BYTES)] ^= (char)(1 << draw(state, 8));
        break;
    case 3:
        buf_truncate(bytes, draw(state, bytes->len));
        break;
    case 4:
        buf_truncate(bytes, bytes->len - PAGE_BYTES);
        break;
    case 5:
        memset(page, 0, PAGE_BYTES);
        break;
    case 6:
        for (int i = 0; i < PAGE_BYTES; i++)
            page[i] = (char)draw(state, 256);
        break;
    case 7:
        memmove(page, draw_page(bytes, state), PAGE_BYTES);
        break;
    default:
        swap_pages(bytes, state);
    }
}

static void damage_is_never_answered(void **state)
{
    struct buf right = {0}, seen = {0};
    int noticed = 0;
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    char *path = catalog_file(it.kept.catalog);
    searched_close(&it);
    assert_true(see_all(&it, &right));
    struct buf sound = read_whole(path);
    assert_true(sound.len > 10 * PAGE_BYTES);
    for (uint32_t i = 0; i < DAMAGES; i++) {
        uint32_t seed = i * 2654435761u;
        struct buf bytes = {0};
        buf_puts(&bytes, buf_str(&sound));
        damage(&bytes, &seed, (int)(i % 9));
        write_whole(path, &bytes);
        buf_release(&bytes);
        bool is_sound = see_all(&it, &seen);
        noticed += !is_sound;
        if (is_sound && !str_eq(buf_str(&seen), buf_str(&right)))
            fail_msg("damage %u answers\n" STR_FMT "\nnot\n" STR_FMT, i,
                     STR_ARG(buf_str(&seen)), STR_ARG(buf_str(&right)));
        assert_true(see_all(&it, &seen));
        if (!str_eq(buf_str(&seen), buf_str(&right)))
            fail_msg("after damage %u\n" STR_FMT "\nnot\n" STR_FMT, i,
                     STR_ARG(buf_str(&seen)), STR_ARG(buf_str(&right)));
    }
    print_message("# %d of %d were noticed\n", noticed, DAMAGES);
    assert_true(noticed > DAMAGES / 2);
    buf_release(&sound);
    buf_release(&right);
    buf_release(&seen);
    free(path);
    kept_remove(&it.kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damage_is_never_answered),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
