/*
 * A catalog that follows its library step by step is the one that is made of it in one
 * go: random series of changes to a small library.
 */
#include "kept.h"

#include "base/text.h"

enum {
    SERIES = 12, /* libraries */
    STEPS = 10,  /* syncs of each */
    CHANGES = 4, /* between two syncs, at most */
    STEMS = 12,  /* names that files have, so that they come and go */
};

static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % below;
}

/* --- Articles ----------------------------------------------------------------------
 */

static const char *const folders[] = {"", "one/", "two/", "two/deep/"};
static const char *const suffixes[] = {".md", ".md", ".txt", ".png"};

static void draw_name(uint32_t *state, char *name, size_t cap)
{
    uint32_t stem = draw(state, STEMS);

    /* A stem now and then has another suffix: what leads there is a file then. */
    snprintf(name, cap, "%sa%u%s", folders[draw(state, 4)], stem,
             suffixes[draw(state, 4)]);
}

static void put_links(uint32_t *state, struct buf *text)
{
    for (uint32_t i = draw(state, 5); i > 0; i--) {
        uint32_t stem = draw(state, STEMS);

        switch (draw(state, 6)) {
        case 0:
            buf_printf(text, "[[a%u]] is near. ", stem);
            break;
        case 1:
            buf_printf(text, "Of [[Title %u|that]] much is said. ", stem);
            break;
        case 2:
            buf_printf(text, "Look [here](../two/a%u.md#part). ", stem);
            break;
        case 3:
            buf_printf(text, "[[alias %u#Part]] too. ", stem);
            break;
        case 4:
            buf_printf(text, "[a picture](a%u.png) ", stem);
            break;
        default:
            buf_printf(text, "[[two/a%u]] ", stem);
        }
    }
}

static void put_words(uint32_t *state, struct buf *text)
{
    static const char *const words[] = {"harbour", "silt",  "dredging", "pilot",
                                        "river",   "crane", "tide",     "rope"};

    for (uint32_t i = 3 + draw(state, 20); i > 0; i--)
        buf_printf(text, "%s ", words[draw(state, 8)]);
}

static void put_article(uint32_t *state, struct buf *text)
{
    if (draw(state, 2) == 0) {
        buf_printf(text, "---\ntitle: Title %u\n", draw(state, STEMS));
        if (draw(state, 2) == 0)
            buf_printf(text, "aliases: [alias %u]\n", draw(state, STEMS));
        if (draw(state, 2) == 0)
            buf_printf(text, "tags: [tag %u]\n", draw(state, 3));
        buf_puts(text, STR("---\n"));
    } else {
        buf_printf(text, "# Title %u\n\n", draw(state, STEMS));
    }
    put_words(state, text);
    put_links(state, text);
    buf_puts(text, STR("\n\n## Part\n\n- **Label**: "));
    put_words(state, text);
    buf_puts(text, STR("\n\n## What is it?\n\n"));
    put_words(state, text);
    put_links(state, text);
    buf_putc(text, '\n');
}

/* --- Changes -----------------------------------------------------------------------
 */

/* A file that is called like an article and is none by its bytes. */
static void write_binary(struct kept *it, uint32_t *state)
{
    static const char bytes[] = "\x7f"
                                "ELF\0\0\0\0\1\2\3 title: no";
    char name[64];

    draw_name(state, name, sizeof name);
    temp_write_bytes(&it->temp, name, bytes, sizeof bytes);
}

static void write_one(struct kept *it, uint32_t *state)
{
    struct buf text = {0};
    char name[64];

    draw_name(state, name, sizeof name);
    put_article(state, &text);
    temp_write_bytes(&it->temp, name, text.data, text.len);
    buf_release(&text);
}

static void delete_one(struct kept *it, uint32_t *state)
{
    char name[64], path[4096];

    draw_name(state, name, sizeof name);
    temp_path(&it->temp, name, path, sizeof path);
    (void)unlink(path);
}

static void rename_one(struct kept *it, uint32_t *state)
{
    char from[64], to[64], from_path[4096], to_path[4096];

    draw_name(state, from, sizeof from);
    draw_name(state, to, sizeof to);
    temp_path(&it->temp, from, from_path, sizeof from_path);
    temp_path(&it->temp, to, to_path, sizeof to_path);
    (void)rename(from_path, to_path);
}

/* The order of the tree, by a file that is no article. */
static void arrange(struct kept *it, uint32_t *state)
{
    char path[4096], text[256];

    temp_path(&it->temp, "library.yaml", path, sizeof path);
    (void)unlink(path);
    if (draw(state, 2) == 0)
        return;
    snprintf(text, sizeof text,
             "title: Ordered %u\ntopics:\n  - title: First\n    articles: [a%u.md]\n",
             draw(state, 100), draw(state, STEMS));
    temp_write(&it->temp, "library.yaml", text);
}

static void change_one(struct kept *it, uint32_t *state)
{
    switch (draw(state, 9)) {
    case 0:
    case 1:
        delete_one(it, state);
        break;
    case 2:
        rename_one(it, state);
        break;
    case 3:
        arrange(it, state);
        break;
    case 4:
        write_binary(it, state);
        break;
    default:
        write_one(it, state);
    }
}

static void series_end_as_one_go(void **test_state)
{
    (void)test_state;
    for (uint32_t seed = 1; seed <= SERIES; seed++) {
        uint32_t state = seed * 77777;
        struct kept it;

        kept_make(&it);
        temp_write(&it.temp, "always.md", "# Always\n\nSo that there is one.\n");
        for (int i = 0; i < STEMS; i++)
            write_one(&it, &state);
        for (int step = 0; step < STEPS; step++) {
            for (uint32_t i = draw(&state, CHANGES); i > 0; i--)
                change_one(&it, &state);
            kept_sync(&it);
            print_message("# series %u, step %d\n", seed, step);
            kept_assert_right(&it, CONTENTS_BUT_NEARNESS);
        }
        kept_remove(&it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_end_as_one_go),
    };

    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
