/*
 * Opening a library: what is an article, titles, the topic tree of library.yaml and of
 * folders, notices, and what cannot be opened at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/wait.h>

#include "base/buf.h"
#include "library/hooks.h"
#include "temp_library.h"

/* The tree, a line each: titles, indented, topics with a '+'. */
static void put_tree(const struct library *library, struct buf *out)
{
    size_t depth = 0;
    for (const struct topic *topic = library->tree->first; topic != NULL;) {
        buf_repeat(out, ' ', depth * 2);
        buf_puts(out, topic->is_topic ? STR("+ ") : STR("- "));
        buf_puts(out, topic->title);
        if (topic->is_topic && topic->article != ARTICLE_NONE)
            buf_puts(out, STR(" *"));
        buf_putc(out, '\n');
        if (topic->first != NULL) {
            topic = topic->first;
            depth++;
            continue;
        }
        while (topic != NULL && topic->next == NULL) {
            topic = topic->parent;
            depth--;
        }
        topic = topic == NULL ? NULL : topic->next;
    }
}

static void assert_tree(const struct library *library, const char *expected)
{
    struct buf out = {0};
    put_tree(library, &out);
    assert_text(buf_str(&out), expected);
    buf_release(&out);
}

static bool has_notice(const struct library *library, const char *part)
{
    for (const struct library_notice *n = library->notices; n != NULL; n = n->next) {
        if (str_find(n->text, str_from(part)) < n->text.len)
            return true;
    }
    return false;
}

static void assert_cannot_open(const char *path, const char *expected)
{
    struct library *library = NULL;
    struct error err = {{0}};
    assert_int_equal(library_open(path, &library, NULL, &err), -1);
    assert_null(library);
    if (strstr(err.text, expected) == NULL)
        fail_msg("'%s' is not in '%s'", expected, err.text);
}

/* --- What is an article ----------------------------------------------------------- */

static void articles_are_told_by_name_and_content(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "a.md", "# Alpha\n\nText.\n");
    temp_write(&t, "b.markdown", "# Beta\n");
    temp_write(&t, "c.txt", "Gamma rays\n\nThey are rays. They go far.\n");
    temp_write(&t, "d.yaml", "title: Delta\nsummary: A letter.\n");
    temp_write(&t, "e.yaml", "image: nginx\nports: [80]\n");
    temp_write(&t, "README", "Read me\n\nThis is what to read.\n");
    temp_write(&t, "LICENSE", "Do what you like.\n");
    temp_write(&t, "Makefile", "all:\n");
    temp_write(&t, "photo.png", "\x89PNG\r\n");
    temp_write_bytes(&t, "core.txt",
                     "\x7F"
                     "ELF\0\0\0\0\1\2\3\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                     28);
    temp_write(&t, ".hidden.md", "# Hidden\n");
    temp_write(&t, ".git/x.md", "# Git\n");
    temp_write(&t, "node_modules/x/x.md", "# Module\n");
    temp_open(&t);
    assert_int_equal(t.library->article_count, 5);
    assert_int_not_equal(temp_article(&t, "a.md"), ARTICLE_NONE);
    assert_int_not_equal(temp_article(&t, "b.markdown"), ARTICLE_NONE);
    assert_int_not_equal(temp_article(&t, "c.txt"), ARTICLE_NONE);
    assert_int_not_equal(temp_article(&t, "d.yaml"), ARTICLE_NONE);
    assert_int_not_equal(temp_article(&t, "README"), ARTICLE_NONE);
    assert_int_equal(t.library->articles[temp_article(&t, "d.yaml")].format, DOC_YAML);
    temp_remove(&t);
}

static void ignored_files_are_left_out(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, ".lecternignore", "drafts/\n*.txt\n!keep.txt\n");
    temp_write(&t, "a.md", "# A\n");
    temp_write(&t, "x.txt", "X\n");
    temp_write(&t, "keep.txt", "Keep\n");
    temp_write(&t, "drafts/b.md", "# B\n");
    temp_write(&t, "sub/.lecternignore", "/c.md\n");
    temp_write(&t, "sub/c.md", "# C\n");
    temp_write(&t, "sub/deep/c.md", "# Deep C\n");
    temp_open(&t);
    assert_int_equal(t.library->article_count, 3);
    assert_int_equal(temp_article(&t, "drafts/b.md"), ARTICLE_NONE);
    assert_int_equal(temp_article(&t, "sub/c.md"), ARTICLE_NONE);
    assert_int_not_equal(temp_article(&t, "sub/deep/c.md"), ARTICLE_NONE);
    temp_remove(&t);
}

static void links_in_the_folder_neither_loop_nor_leave(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "a.md", "# A\n");
    temp_write(&t, "sub/b.md", "# B\n");
    char path[128];
    temp_path(&t, "sub/loop", path, sizeof path);
    assert_int_equal(symlink("..", path), 0);
    temp_path(&t, "again", path, sizeof path);
    assert_int_equal(symlink("sub", path), 0);
    temp_path(&t, "out", path, sizeof path);
    assert_int_equal(symlink("/etc", path), 0);
    temp_path(&t, "passwd.md", path, sizeof path);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    temp_path(&t, "pipe.md", path, sizeof path);
    assert_int_equal(mkfifo(path, 0644), 0);
    temp_open(&t);
    assert_int_equal(t.library->article_count, 2);
    assert_int_not_equal(temp_article(&t, "sub/b.md"), ARTICLE_NONE);
    temp_remove(&t);
}

/* --- Titles ----------------------------------------------------------------------- */

static void titles_come_from_the_best_place(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "a.md", "---\ntitle: From matter\n---\n\n# Heading\n");
    temp_write(&t, "b.md", "Some words.\n\n# From heading\n");
    temp_write(&t, "three-small_words.md", "");
    temp_open(&t);
    assert_text(t.library->articles[temp_article(&t, "a.md")].title, "From matter");
    assert_text(t.library->articles[temp_article(&t, "b.md")].title, "From heading");
    assert_false(t.library->articles[temp_article(&t, "b.md")].title_inferred);
    assert_text(t.library->articles[temp_article(&t, "three-small_words.md")].title,
                "Three small words");
    temp_remove(&t);
}

/* Each file's text and what it is called. */
static void headings_name_markdown_else_its_file_does(void **state)
{
    static const struct {
        const char *file, *text, *title;
    } files[] = {
        {"opened.md", "## Keeping bees\n\nText.\n\n## More\n", "Keeping bees"},
        {"later-part.md", "Words first.\n\n## A part\n\nText.\n", "Later part"},
        {"below.md", "Words first.\n\n## A part\n\n# The whole\n", "The whole"},
        {"words.md", "A hive is a box in which bees live.\n", "Words"},
        {"linked.md", "See [the box](words.md).\n", "Linked"},
        {"quoted.md", "> # Not mine\n\nText.\n", "Quoted"},
        {"item.md", "- # Not mine\n\nText.\n", "Item"},
        {"badges.md", "# Hive [![build](b.svg)](ci) ![docs](d.svg)\n", "Hive"},
        {"drawn.md",
         "<h3 align=\"center\"><img src=\"l.png\" alt=\"logo\"><br>Hive - <i>Keep</i>"
         "</h3>\n\nText.\n",
         "Hive - Keep"},
        {"shown.md", "[![x](y.svg)](z)\n\n<h1>Hive</h1>\n\n## Use\n", "Hive"},
        {"logo.md", "# ![The Hive](logo.png)\n\nText.\n", "The Hive"},
        {"blanks.md", "#  Two   blanks \n", "Two blanks"},
        {"bold.md", "<p><b>Hive</b></p>\n\n## Use\n", "Bold"},
        {"code.md", "Words.\n\n```\n# not this\n```\n\n## nor this\n", "Code"},
        {"fresh-air/README.md", "It is fresh.\n", "Fresh air"},
        {"stale-air/index.html.md", "It is stale.\n", "Stale air"},
        {"damp/article.md", "Damp is bad.\n", "Damp"},
        {"02-setting_out.md", "Off we go.\n", "Setting out"},
        {"2031-04-01.md", "Nothing new.\n", "2031 04 01"},
        {"3 ways home.md", "There are three.\n", "3 ways home"},
    };

    (void)state;
    struct temp_library t;
    temp_make(&t);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        temp_write(&t, files[i].file, files[i].text);
    temp_open(&t);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const struct article *article =
            &t.library->articles[temp_article(&t, files[i].file)];
        assert_text(article->title, files[i].title);
        assert_false(article->title_inferred);
    }
    temp_remove(&t);
}

/* Markup of a title is resolved, and what only looks like it stays. */
static void titles_of_front_matter_are_read(void **state)
{
    static const char *const titles[][2] = {
        {"Tea &middot; <i>Kettles</i> &amp; pots", "Tea \u00B7 Kettles & pots"},
        {"The `kettle` of *iron*", "The kettle of iron"},
        {"[[kettle|Kettles]] of old", "Kettles of old"},
        {"[Kettles](k.md) of old", "Kettles of old"},
        {"set_one_up in C#", "set_one_up in C#"},
        {"2 * 3 * 4", "2 * 3 * 4"},
        {"Pots & pans: 5 < 6", "Pots & pans: 5 < 6"},
        {"1. First things", "1. First things"},
    };

    (void)state;
    struct temp_library t;
    temp_make(&t);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        char path[32], text[200];
        snprintf(path, sizeof path, "t%zu.md", i);
        snprintf(text, sizeof text, "---\ntitle: '%s'\n---\n\nText.\n", titles[i][0]);
        temp_write(&t, path, text);
    }
    temp_write(&t, "templated.md", "---\ntitle: '{{ page.name }}'\n---\n\n# Own\n");
    temp_open(&t);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        char path[32];
        snprintf(path, sizeof path, "t%zu.md", i);
        assert_text(t.library->articles[temp_article(&t, path)].title, titles[i][1]);
    }
    assert_text(t.library->articles[temp_article(&t, "templated.md")].title, "Own");
    temp_remove(&t);
}

/* A line that is set apart names a text, wherever on the line it stands. */
static void first_lines_name_plain_texts(void **state)
{
    static const struct {
        const char *file, *text, *title;
    } files[] = {
        {"a1.txt",
         "\n                All about the keeping of bees\n\n\n"
         "If your bees are not at home, ask your neighbour\n"
         "by the brook, who may have seen them.\n\n 1. Do bees sting?\n\n    Yes.\n",
         "All about the keeping of bees"},
        {"a2.txt",
         "\t\tAll about the keeping of bees\n\nThis text has all that is known of bees "
         "and\nof those who keep them.\n",
         "All about the keeping of bees"},
        {"a3.txt",
         "    BEES AND HIVES\n    ==============\n\nA hive is a box, and in it the "
         "bees "
         "live.\n",
         "BEES AND HIVES"},
    };

    (void)state;
    struct temp_library t;
    temp_make(&t);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        temp_write(&t, files[i].file, files[i].text);
    temp_open(&t);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_text(t.library->articles[temp_article(&t, files[i].file)].title,
                    files[i].title);
    temp_remove(&t);
}

/* A text without a title is named by its file, if that says something. */
static void names_of_files_say_what_texts_are(void **state)
{
    static const struct {
        const char *file, *title;
    } files[] = {
        {"hive-book.txt", "Hive book"},
        {"Winter_bees_2.txt", "Winter bees 2"},
        {"README", "We keep all of our bees"},
        {"000_eb527153aa29.txt", "We keep all of our bees"},
        {"2031-04-01.txt", "We keep all of our bees"},
        {"notes/new.txt", "We keep all of our bees"},
    };

    (void)state;
    struct temp_library t;
    temp_make(&t);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        temp_write(
            &t, files[i].file,
            "We keep all of our bees: more than can be said of most people in the "
            "valley, and we shall go on as long as the bees do.\n");
    temp_open(&t);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_text(t.library->articles[temp_article(&t, files[i].file)].title,
                    files[i].title);
    temp_remove(&t);
}

/* The title stands behind more front matter, then more text, than is read at first. */
static void late_titles_are_found(void **state)
{
    struct buf text = {0};
    (void)state;
    struct temp_library t;
    temp_make(&t);
    buf_puts(&text, STR("---\n"));
    for (int i = 0; i < 200; i++)
        buf_printf(&text, "# note %d of the front matter\nkey%d: value\n", i, i);
    buf_puts(&text, STR("title: Late\n---\n\n# Other\n"));
    temp_write_bytes(&t, "matter.md", text.data, text.len);
    buf_clear(&text);
    for (int i = 0; i < 300; i++)
        buf_printf(&text, "A line of text that is no heading, number %d.\n", i);
    buf_puts(&text, STR("\n# Far below\n"));
    temp_write_bytes(&t, "text.md", text.data, text.len);
    buf_release(&text);
    temp_open(&t);
    assert_text(t.library->articles[temp_article(&t, "matter.md")].title, "Late");
    assert_text(t.library->articles[temp_article(&t, "text.md")].title, "Far below");
    temp_remove(&t);
}

/* A head that ends within a character must not be taken for another encoding. */
static void a_torn_character_is_no_matter(void **state)
{
    struct buf text = {0};
    (void)state;
    struct temp_library t;
    temp_make(&t);
    buf_puts(&text, STR("# \xC3\x9C"
                        "bung\n\n"));
    while (text.len < 8192)
        buf_puts(&text, STR("\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\n"));
    for (int i = 0; i < 3; i++) {
        char name[16];
        (void)snprintf(name, sizeof name, "%d.md", i);
        temp_write_bytes(&t, name, text.data, text.len);
        buf_putc(&text, 'x');
        memmove(text.data + 10, text.data + 9, text.len - 10);
    }
    buf_release(&text);
    temp_open(&t);
    for (uint32_t i = 0; i < 3; i++)
        assert_text(t.library->articles[i].title, "\xC3\x9C"
                                                  "bung");
    temp_remove(&t);
}

static void titles_are_clean(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "a.md", "---\ntitle: \"x\\e[31my\"\n---\n");
    temp_write(&t, "b\x1B[2Jc.md", "");
    temp_open(&t);
    for (uint32_t i = 0; i < t.library->article_count; i++) {
        struct str title = t.library->articles[i].title;
        assert_int_equal(str_chr(title, '\x1B'), title.len);
    }
    temp_remove(&t);
}

static void metadata_gives_aliases_and_topics(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "a.md",
               "---\ntitle: A\naliases: [First, \"One, two\", /old/path/]\n"
               "tags: ['#alpha', beta]\n---\n");
    temp_write(&t, "b.md",
               "---\ntitle: B\nalias: x, y\ncategory: gamma\ntopic: delta\n---\n");
    temp_open(&t);
    const struct article *a = &t.library->articles[temp_article(&t, "a.md")];
    const struct article *b = &t.library->articles[temp_article(&t, "b.md")];
    assert_int_equal(a->alias_count, 2);
    assert_text(a->aliases[0], "First");
    assert_text(a->aliases[1], "One, two");
    assert_int_equal(a->topic_count, 2);
    assert_text(a->topics[0], "alpha");
    assert_int_equal(b->alias_count, 2);
    assert_text(b->aliases[1], "y");
    assert_text(b->topics[0], "gamma");
    assert_text(b->topics[1], "delta");
    temp_remove(&t);
}

/* --- Folders as the tree ---------------------------------------------------------- */

static void folders_are_topics(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "README.md", "# The library\n");
    temp_write(&t, "zebra.md", "# Zebra\n");
    temp_write(&t, "animals/index.md", "# Of animals\n");
    temp_write(&t, "animals/cat.md", "# Cat\n");
    temp_write(&t, "animals/ant.md", "# Ant\n");
    temp_write(&t, "big-things/house.md", "# House\n");
    temp_write(&t, "alone/index.md", "# Alone\n");
    temp_write(&t, "empty/data.bin", "x");
    temp_open(&t);
    assert_text(t.library->title, "The library");
    assert_int_equal(t.library->home, temp_article(&t, "README.md"));
    assert_int_equal(t.library->order, ORDER_FOLDERS);
    assert_tree(t.library, "- The library\n"
                           "- Zebra\n"
                           "- Alone\n"
                           "+ Of animals *\n"
                           "  - Ant\n"
                           "  - Cat\n"
                           "+ Big things\n"
                           "  - House\n");
    assert_int_equal(t.library->tree->articles_below, 7);
    temp_remove(&t);
}

static void numbers_and_weights_sort(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "10-ten.md", "# Ten\n");
    temp_write(&t, "2-two.md", "# Two\n");
    temp_write(&t, "3-parts/x.md", "# X\n");
    temp_write(&t, "apple.md", "# Apple\n");
    temp_write(&t, "heavy.md", "---\ntitle: Heavy\nweight: 20\n---\n");
    temp_write(&t, "light.md", "---\ntitle: Light\nsidebar_position: 3\n---\n");
    temp_write(&t, "unset.md", "---\ntitle: Unset\nweight: 0\n---\n");
    temp_open(&t);
    assert_tree(t.library, "- Light\n"
                           "- Heavy\n"
                           "- Two\n"
                           "+ Parts\n"
                           "  - X\n"
                           "- Ten\n"
                           "- Apple\n"
                           "- Unset\n");
    temp_remove(&t);
}

static void numbers_follow_the_reading_order(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "library.yaml",
               "topics:\n"
               "  - title: One\n    articles: [z.md]\n"
               "  - title: Two\n    articles: [a.md, z.md]\n");
    temp_write(&t, "a.md", "# A\n");
    temp_write(&t, "m.md", "# M\n");
    temp_write(&t, "z.md", "# Z\n");
    temp_open(&t);
    assert_text(t.library->articles[0].path, "z.md");
    assert_text(t.library->articles[1].path, "a.md");
    assert_text(t.library->articles[2].path, "m.md");
    assert_text(t.library->articles[0].topic->title, "One");
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(t.library->articles[i].index, i);
    temp_remove(&t);
}

/* --- library.yaml ----------------------------------------------------------------- */

static void library_yaml_arranges(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "library.yaml",
               "title: My shelf\n"
               "home: intro\n"
               "topics:\n"
               "  - title: Cats\n"
               "    summary: Small ones.\n"
               "    articles: [cats/tabby.md, {path: siam.md, "
               "title: Siamese}]\n"
               "    topics:\n"
               "      - title: Big\n"
               "        articles: lion\n"
               "  - title: Nothing\n"
               "    articles: []\n");
    temp_write(&t, "intro.md", "# Introduction\n");
    temp_write(&t, "cats/tabby.md", "# Tabby\n");
    temp_write(&t, "siam.md", "# Siam\n");
    temp_write(&t, "cats/lion.md", "# Lion\n");
    temp_write(&t, "dog.md", "# Dog\n");
    temp_open(&t);
    assert_text(t.library->title, "My shelf");
    assert_int_equal(t.library->order, ORDER_LIBRARY_YAML);
    assert_int_equal(t.library->home, temp_article(&t, "intro.md"));
    assert_tree(t.library, "- Introduction\n"
                           "+ Cats\n"
                           "  - Tabby\n"
                           "  - Siamese\n"
                           "  + Big\n"
                           "    - Lion\n"
                           "+ More\n"
                           "  - Dog\n");
    assert_text(t.library->tree->first->next->summary, "Small ones.");
    assert_null(t.library->notices);
    temp_remove(&t);
}

static void the_rest_can_be_hidden(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "library.yaml",
               "rest: hide\ntopics: [{title: T, articles: [a.md]}]\n");
    temp_write(&t, "a.md", "# A\n");
    temp_write(&t, "b.md", "# B\n");
    temp_open(&t);
    assert_tree(t.library, "+ T\n  - A\n");
    assert_int_equal(t.library->article_count, 2);
    assert_null(t.library->articles[1].topic);
    temp_remove(&t);
}

static void missing_entries_are_notices(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "library.yaml",
               "topics:\n  - title: T\n"
               "    articles: [a.md, gone.md, ../etc/passwd]\n");
    temp_write(&t, "a.md", "# A\n");
    temp_open(&t);
    assert_tree(t.library, "+ T\n  - A\n");
    assert_true(has_notice(t.library, "library.yaml, line 3: there is no article "
                                      "'gone.md'"));
    assert_true(has_notice(t.library, "'../etc/passwd'"));
    temp_remove(&t);
}

static void a_broken_library_yaml_falls_through(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "library.yaml", "title: X\ntopics:\n  - [a.md\nb: }\n");
    temp_write(&t, "a.md", "# A\n");
    temp_open(&t);
    assert_int_equal(t.library->order, ORDER_FOLDERS);
    assert_tree(t.library, "- A\n");
    assert_true(has_notice(t.library, "library.yaml, line "));
    assert_true(has_notice(t.library, ", column "));
    temp_remove(&t);
}

static void a_title_alone_leaves_the_order_to_folders(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "library.yaml", "title: Named\nhome: b.md\n");
    temp_write(&t, "a.md", "# A\n");
    temp_write(&t, "b.md", "# B\n");
    temp_open(&t);
    assert_text(t.library->title, "Named");
    assert_int_equal(t.library->order, ORDER_FOLDERS);
    assert_int_equal(t.library->home, temp_article(&t, "b.md"));
    temp_remove(&t);
}

/* --- Other orders ----------------------------------------------------------------- */

static void mkdocs_nav_arranges(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "mkdocs.yml",
               "site_name: The docs\n"
               "plugins: [!!python/name:x.y z]\n"
               "nav:\n"
               "  - Start: index.md\n"
               "  - Guide:\n"
               "    - guide/index.md\n"
               "    - Second step: guide/two.md\n"
               "  - Web: https://example.org/\n"
               "  - gone.md\n");
    temp_write(&t, "docs/index.md", "# Index\n");
    temp_write(&t, "docs/guide/index.md", "# Guide page\n");
    temp_write(&t, "docs/guide/two.md", "# Two\n");
    temp_write(&t, "docs/other.md", "# Other\n");
    temp_open(&t);
    assert_int_equal(t.library->order, ORDER_MKDOCS);
    assert_text(t.library->title, "The docs");
    assert_int_equal(t.library->home, temp_article(&t, "docs/index.md"));
    assert_tree(t.library, "- Start\n"
                           "+ Guide *\n"
                           "  - Second step\n"
                           "+ Not in the navigation\n"
                           "  + Docs\n"
                           "    - Other\n");
    assert_true(has_notice(t.library, "mkdocs.yml, line 9"));
    assert_false(has_notice(t.library, "example.org"));
    temp_remove(&t);
}

static void summary_arranges(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "SUMMARY.md",
               "# Summary\n\n[Foreword](foreword.md)\n\n"
               "- [One](one.md)\n    - [Inner](in%20ner.md)\n"
               "    - [Draft]()\n- [Two](./two.md)\n\n"
               "# Part the second\n\n- [Three](three.md)\n\n---\n\n"
               "[End](end.md)\n");
    temp_write(&t, "foreword.md", "# F\n");
    temp_write(&t, "one.md", "# 1\n");
    temp_write(&t, "in ner.md", "# 1.1\n");
    temp_write(&t, "two.md", "# 2\n");
    temp_write(&t, "three.md", "# 3\n");
    temp_write(&t, "end.md", "# E\n");
    temp_open(&t);
    assert_int_equal(t.library->order, ORDER_SUMMARY);
    assert_tree(t.library, "- Foreword\n"
                           "+ One *\n"
                           "  - Inner\n"
                           "- Two\n"
                           "+ Part the second\n"
                           "  - Three\n"
                           "- End\n");
    temp_remove(&t);
}

static void an_article_called_summary_is_no_order(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "SUMMARY.md", "# Summary\n\nAll is well, see [this](a.md).\n");
    temp_write(&t, "a.md", "# A\n");
    temp_open(&t);
    assert_int_equal(t.library->order, ORDER_FOLDERS);
    assert_tree(t.library, "- A\n- Summary\n");
    temp_remove(&t);
}

/* --- Files, streams, failures ----------------------------------------------------- */

static void a_file_opens_its_folder(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "a.md", "# A\n");
    temp_write(&t, "b.md", "# B\n");
    temp_write(&t, "notes.tex", "Notes\n=====\n\nOf any kind.\n");
    char path[128];
    temp_path(&t, "b.md", path, sizeof path);
    struct error err;
    assert_int_equal(library_open(path, &t.library, &t.start, &err), 0);
    assert_int_equal(t.library->article_count, 2);
    assert_text(t.library->articles[t.start].path, "b.md");
    library_close(t.library);
    temp_path(&t, "notes.tex", path, sizeof path);
    assert_int_equal(library_open(path, &t.library, &t.start, &err), 0);
    assert_int_equal(t.library->article_count, 3);
    assert_text(t.library->articles[t.start].path, "notes.tex");
    temp_remove(&t);
}

static void what_cannot_be_opened_says_so(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    char path[128];
    temp_path(&t, "gone", path, sizeof path);
    assert_cannot_open(path, "': no such file or directory");
    assert_cannot_open(t.path, "no articles in '/tmp/lectern-test-");
    temp_write(&t, "data.bin", "x");
    assert_cannot_open(t.path, "no articles in '/tmp/lectern-test-");
    temp_path(&t, "pipe", path, sizeof path);
    assert_int_equal(mkfifo(path, 0644), 0);
    assert_cannot_open(path, "neither a file nor a folder");
    temp_remove(&t);
}

/* Opens as somebody who may not read everything; root may. Returns the exit status. */
static int as_nobody(int (*run)(const struct temp_library *temp),
                     const struct temp_library *temp)
{
    pid_t child = fork();
    int status = 0;
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        _exit(run(temp));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int open_with_one_unreadable(const struct temp_library *temp)
{
    struct library *library;
    struct arena arena = {0};
    struct error err = {{0}};
    if (library_open(temp->path, &library, NULL, &err) != 0)
        return 1;
    if (library->article_count != 2 || !has_notice(library, "permission denied"))
        return 2;
    struct str section;
    uint32_t article = library_find(library, STR("closed.md"), &section);
    uint32_t fine = library_find(library, STR("open.md"), &section);
    struct opened *opened;
    if (article_open(library, article, &arena, &opened, &err) == 0 ||
        strstr(err.text, "cannot open 'closed.md': permission denied") == NULL)
        return 3;
    if (article_open(library, fine, &arena, &opened, &err) != 0)
        return 4;
    arena_release(&arena);
    library_close(library);
    return 0;
}

static int open_unreadable_folder(const struct temp_library *temp)
{
    struct library *library;
    struct error err = {{0}};
    if (library_open(temp->path, &library, NULL, &err) == 0)
        return 1;
    return strstr(err.text, "cannot open '") != NULL &&
                   strstr(err.text, "': permission denied") != NULL
               ? 0
               : 2;
}

static void unreadable_files_leave_the_rest_readable(void **state)
{
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "open.md", "# Open\n");
    temp_write(&t, "closed.md", "# Closed\n");
    char path[128];
    temp_path(&t, "closed.md", path, sizeof path);
    assert_int_equal(chmod(path, 0), 0);
    assert_int_equal(as_nobody(open_with_one_unreadable, &t), 0);
    assert_int_equal(chmod(t.path, 0), 0);
    assert_int_equal(as_nobody(open_unreadable_folder, &t), 0);
    assert_int_equal(chmod(t.path, 0700), 0);
    temp_remove(&t);
}

/* What a text on standard input is taken for, and called. */
static void assert_stream(const char *text, enum doc_format format, const char *title)
{
    int ends[2], saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
    close(ends[1]);
    assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
    close(ends[0]);
    struct library *library;
    struct error err;
    uint32_t start;
    assert_int_equal(library_open("-", &library, &start, &err), 0);
    assert_true(dup2(saved, STDIN_FILENO) >= 0);
    close(saved);
    assert_int_equal(library->article_count, 1);
    assert_int_equal(start, 0);
    assert_int_equal(library->articles[0].format, format);
    assert_text(library->articles[0].title, title);
    library_close(library);
}

static void a_stream_is_one_article(void **state)
{
    (void)state;
    assert_stream("# From a pipe\n\nText.\n", DOC_MARKDOWN, "From a pipe");
    assert_stream("title: Yams\nbody: |\n  Some *words*.\n", DOC_YAML, "Yams");
    assert_stream("---\ntitle: Yams\nsections:\n  - heading: H\n    body: b\n",
                  DOC_YAML, "Yams");
    assert_stream("{title: Yams, summary: Short.}\n", DOC_YAML, "Yams");
    /* Not whatever looks like it at first. */
    assert_stream("---\ntitle: Front\nsummary: s\n---\nThe body.\n", DOC_MARKDOWN,
                  "Front");
    assert_stream("title: Yams\nsummary: s\n---\nThe rest.\n", DOC_TEXT, "title: Yams");
    assert_stream("Only **words** are here.\n", DOC_MARKDOWN, "Only words are here.");
    assert_stream("<!DOCTYPE HTML>\n<html><title>Pipes</title><p>A page.</p></html>\n",
                  DOC_HTML, "Pipes");
    assert_stream("Title: of a play\n\nIn two acts: one, and another.\n", DOC_TEXT,
                  "Title: of a play");
}

static void the_starter_library_is_whole(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct library *library;
    struct error err;
    assert_int_equal(library_open(NULL, &library, NULL, &err), 0);
    assert_null(library->notices);
    assert_true(library->article_count >= 16);
    assert_int_not_equal(library->home, ARTICLE_NONE);
    for (uint32_t i = 0; i < library->article_count; i++) {
        arena_clear(&arena);
        struct opened *opened;
        assert_int_equal(article_open(library, i, &arena, &opened, &err), 0);
        assert_true(opened->doc->node_count > 1);
    }
    arena_release(&arena);
    library_close(library);
}

/* --- What a walk shows that keeps nothing ------------------------------------------
 */

struct shown {
    size_t articles, others, asked, walked;
    bool has_changed;
};

static void show(void *context, const struct scan_file *file)
{
    struct shown *shown = context;
    assert_true(file->stamp.size_bytes > 0);
    *(file->is_article ? &shown->articles : &shown->others) += 1;
}

static bool tell_changed(void *context)
{
    struct shown *shown = context;
    shown->asked++;
    return shown->has_changed;
}

static bool take_walked(void *context, const struct scan_file *files, size_t count)
{
    struct shown *shown = context;
    (void)files;
    shown->walked++;
    assert_int_equal(count, shown->articles + shown->others);
    return true;
}

static int open_shown(struct temp_library *t, const char *name, struct shown *shown)
{
    const struct library_hooks hooks = {.context = shown,
                                        .met = show,
                                        .has_changed = tell_changed,
                                        .walked = take_walked};
    char path[256];
    struct error err = {{0}};
    temp_path(t, name, path, sizeof path);
    library_close(t->library);
    t->library = NULL;
    int status = library_open_as(path, &(struct library_opening){.hooks = &hooks},
                                 &t->library, NULL, &err);
    assert_int_equal(shown->asked, 1);
    return status;
}

/* What is shown of a folder until all of it is known. */
static int open_shallow(const char *path, struct str file, struct library **out,
                        uint32_t *start, struct error *err)
{
    struct library_opening how = {.shallow = true, .file = file};
    return library_open_as(path, &how, out, start, err);
}

/* What is shown until the library is there is what comes first by name, whatever the
 * disk lists first. */
static void of_what_is_near_the_first_names_come_first(void **state)
{
    static const char *const names[] = {"m", "z", "b", "q", "a", "x", "k"};
    struct error err = {{0}};
    (void)state;
    struct temp_library t;
    temp_make(&t);
    char path[64];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/deep/%s.md", names[i], names[i]);
        temp_write(&t, path, "# Far\n");
        snprintf(path, sizeof path, "%s/%s2.md", names[i], names[i]);
        if (i != 4)
            temp_write(&t, path, "# Near\n");
    }
    assert_int_equal(open_shallow(t.path, STR(""), &t.library, NULL, &err), 0);
    assert_int_equal(t.library->article_count, 13);
    assert_text(library_article(t.library, 0)->path, "a/deep/a.md");
    temp_remove(&t);
}

/* Many files whose heads are not read for the first screen. */
static void write_many(const struct temp_library *t)
{
    for (int i = 0; i < 1100; i++) {
        char path[64];
        snprintf(path, sizeof path, "many%02d/a%04d.md", i % 20, i);
        temp_write(t, path, "# Called otherwise\n\nText.\n");
    }
    temp_write(t, "aaa.md", "# The first by its name\n");
    temp_write(t, "zz/home.md", "# Home\n");
    temp_write(t, "zz/other.md", "# Other\n");
}

static struct str first_page(const struct library *library)
{
    uint32_t first = library->home != ARTICLE_NONE
                         ? library->home
                         : library_step(library, ARTICLE_NONE, +1);
    return library_article(library, first)->path;
}

/* What is shown first is the page that will be first, and nothing is complained of that
 * is only not known yet. */
static void assert_begins_with(const char *name, const char *text, const char *page)
{
    struct temp_library t;
    struct library *near = NULL;
    struct error err = {{0}};
    temp_make(&t);
    write_many(&t);
    if (name != NULL)
        temp_write(&t, name, text);
    assert_int_equal(open_shallow(t.path, STR(""), &near, NULL, &err), 0);
    assert_text(first_page(near), page);
    assert_null(near->notices);
    assert_text(first_page(temp_open(&t)), page);
    library_close(near);
    temp_remove(&t);
}

static void the_first_page_is_the_right_one_at_once(void **state)
{
    (void)state;
    assert_begins_with(NULL, NULL, "aaa.md");
    assert_begins_with("README.md", "# Lights\n", "README.md");
    assert_begins_with("1-first/index.md", "# One\n", "1-first/index.md");
    assert_begins_with("many07/index.md", "---\nweight: 1\n---\n# Seven\n",
                       "many07/index.md");
    assert_begins_with("first.md", "---\nweight: 1\n---\n# Heavy\n", "first.md");
    assert_begins_with("library.yaml",
                       "home: zz/home.md\ntopics:\n  - title: T\n"
                       "    articles: [zz/other.md, many03/a0003.md]\n",
                       "zz/home.md");
    assert_begins_with("library.yml", "articles: [zz/other.md, aaa.md]\n",
                       "zz/other.md");
    assert_begins_with("mkdocs.yml",
                       "docs_dir: .\nnav:\n  - Home: zz/home.md\n"
                       "  - Other: zz/other.md\n",
                       "zz/home.md");
    assert_begins_with("SUMMARY.md",
                       "# Summary\n\n- [Home](zz/home.md)\n- [Other](zz/other.md)\n"
                       "- [A](aaa.md)\n",
                       "zz/home.md");
}

/* A library of which only the first folders are listed at first. */
static void assert_begins_among_many(const char *name, const char *text,
                                     const char *page)
{
    struct temp_library t;
    struct library *near = NULL;
    struct error err = {{0}};
    temp_make(&t);
    for (int i = 0; i < 1200; i++) {
        char path[64];
        snprintf(path, sizeof path, "Part %d/a%04d.md", 2 + i % 24, i);
        temp_write(&t, path, "# Called otherwise\n\nText.\n");
    }
    temp_write(&t, name, text);
    assert_int_equal(open_shallow(t.path, STR(""), &near, NULL, &err), 0);
    assert_true(near->article_count < 1201);
    assert_text(first_page(near), page);
    assert_null(near->notices);
    assert_text(first_page(temp_open(&t)), page);
    library_close(near);
    temp_remove(&t);
}

static void of_many_folders_the_right_one_is_first(void **state)
{
    static const char first[] = "---\nweight: 1\n---\n# First\n";
    (void)state;
    assert_begins_among_many("x.csv", "1", "Part 2/a0000.md");
    assert_begins_among_many("Zoo/other.md", "# Zoo\n", "Part 2/a0000.md");
    assert_begins_among_many("aa/b.md", "# B\n", "aa/b.md");
    assert_begins_among_many("9 last/b.md", "# B\n", "9 last/b.md");
    assert_begins_among_many("Part 25/index.md", first, "Part 25/index.md");
    assert_begins_among_many("Zoo/_index.md", first, "Zoo/_index.md");
    assert_begins_among_many("Zoo/README.md", first, "Zoo/README.md");
    assert_begins_among_many("Zoo/Zoo.md", first, "Zoo/Zoo.md");
    assert_begins_among_many("Zoo/README.md", "# No place\n", "Part 2/a0000.md");
    assert_begins_among_many("index.md", "# Root\n", "index.md");
}

/* A file that is asked for by its path is there, wherever it lies, and nothing that no
 * article is called. */
static void a_file_is_shown_at_once(void **state)
{
    struct error err = {{0}};
    (void)state;
    struct temp_library t;
    temp_make(&t);
    write_many(&t);
    temp_write(&t, "zz/notes.log", "A line.\n");
    assert_int_equal(
        open_shallow(t.path, STR("zz/other.md"), &t.library, &t.start, &err), 0);
    assert_text(library_article(t.library, t.start)->path, "zz/other.md");
    assert_text(library_article(t.library, t.start)->title, "Other");
    library_close(t.library);
    assert_int_equal(
        open_shallow(t.path, STR("zz/notes.log"), &t.library, &t.start, &err), 0);
    assert_int_equal(t.start, ARTICLE_NONE);
    library_close(t.library);
    char path[128];
    temp_path(&t, "zz/notes.log", path, sizeof path);
    assert_int_equal(open_shallow(path, STR(""), &t.library, &t.start, &err), 0);
    assert_text(library_article(t.library, t.start)->path, "notes.log");
    temp_remove(&t);
}

static void nothing_is_opened_when_nothing_changed(void **state)
{
    struct shown shown = {.has_changed = false};
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "a.md", "# Alpha\n");
    temp_write(&t, "folder/b.md", "# Beta\n");
    temp_write(&t, "folder/c.png", "c");
    temp_write(&t, "folder/left.out", "d");
    temp_write(&t, ".hidden.md", "# Hidden\n");
    temp_write(&t, ".lecternignore", "*.out\n");
    assert_int_equal(open_shown(&t, "", &shown), LIBRARY_NOT_WANTED);
    assert_int_equal(shown.articles, 2);
    assert_int_equal(shown.others, 1);
    assert_int_equal(shown.walked, 0);
    assert_null(t.library);

    shown = (struct shown){.has_changed = true};
    assert_int_equal(open_shown(&t, "", &shown), 0);
    assert_int_equal(shown.walked, 1);
    assert_int_equal(t.library->article_count, 2);

    /* What is asked for by name is an article, whatever it is called. */
    shown = (struct shown){.has_changed = false};
    assert_int_equal(open_shown(&t, "folder/c.png", &shown), LIBRARY_NOT_WANTED);
    temp_remove(&t);
}

/* --- Stopping ----------------------------------------------------------------------
 */

enum { STOP_FOLDERS = 40, STOP_FILES = 20 };

/* Which call of a hook sets the flag, and what was asked for afterwards. */
struct stopping {
    atomic_bool stop;
    int folder, find, learned; /* that many calls; 0: never */
    atomic_int folders, finds;
    int learns;
};

static void count_call(struct stopping *it, int calls, int at)
{
    if (calls == at)
        atomic_store(&it->stop, true);
}

static void stop_at_folder(void *context, struct str path,
                           const struct file_stamp *stamp)
{
    struct stopping *it = context;
    (void)path, (void)stamp;
    count_call(it, atomic_fetch_add(&it->folders, 1) + 1, it->folder);
}

static bool stop_at_find(void *context, const struct scan_file *file,
                         struct arena *arena, struct head *head)
{
    struct stopping *it = context;
    (void)file, (void)arena, (void)head;
    count_call(it, atomic_fetch_add(&it->finds, 1) + 1, it->find);
    return false;
}

static void stop_at_learned(void *context, struct str path,
                            const struct file_stamp *stamp, const struct head *head)
{
    struct stopping *it = context;
    (void)path, (void)stamp, (void)head;
    count_call(it, ++it->learns, it->learned);
}

static int open_stopping(struct temp_library *t, struct stopping *it)
{
    const struct library_hooks hooks = {.context = it,
                                        .stop = &it->stop,
                                        .folder = stop_at_folder,
                                        .find = stop_at_find,
                                        .learned = stop_at_learned};
    struct error err = {{0}};
    library_close(t->library);
    t->library = NULL;
    return library_open_as(t->path, &(struct library_opening){.hooks = &hooks},
                           &t->library, NULL, &err);
}

static void opening_stops_wherever_it_is(void **state)
{
    struct stopping it = {.folder = 3};
    (void)state;
    struct temp_library t;
    temp_make(&t);
    for (int folder = 0; folder < STOP_FOLDERS; folder++) {
        for (int file = 0; file < STOP_FILES; file++) {
            char path[64];
            snprintf(path, sizeof path, "f%02d/a%02d.md", folder, file);
            temp_write(&t, path, "# Title\n\nText.\n");
        }
    }
    assert_int_equal(open_stopping(&t, &it), -1);
    assert_int_equal(it.folders, 3);
    assert_int_equal(it.finds, 0);

    /* Each thread may be in a file of its own. */
    it = (struct stopping){.find = 2};
    assert_int_equal(open_stopping(&t, &it), -1);
    assert_int_equal(it.folders, STOP_FOLDERS + 1);
    assert_in_range(it.finds, 2, 2 + PARALLEL_MAX);
    assert_int_equal(it.learns, 0);

    it = (struct stopping){.learned = 5};
    assert_int_equal(open_stopping(&t, &it), -1);
    assert_int_equal(it.finds, STOP_FOLDERS * STOP_FILES);
    assert_int_equal(it.learns, 5);

    it = (struct stopping){0};
    assert_int_equal(open_stopping(&t, &it), 0);
    assert_int_equal(it.learns, STOP_FOLDERS * STOP_FILES);
    temp_remove(&t);
}

/* A folder of very many files is one listing. */
static void a_listing_stops(void **state)
{
    struct stopping it = {.stop = true};
    (void)state;
    struct temp_library t;
    temp_make(&t);
    temp_write(&t, "a.md", "# Alpha\n");
    assert_int_equal(open_stopping(&t, &it), -1);
    assert_int_equal(it.finds, 0);
    temp_remove(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_are_told_by_name_and_content),
        cmocka_unit_test(ignored_files_are_left_out),
        cmocka_unit_test(links_in_the_folder_neither_loop_nor_leave),
        cmocka_unit_test(titles_come_from_the_best_place),
        cmocka_unit_test(names_of_files_say_what_texts_are),
        cmocka_unit_test(headings_name_markdown_else_its_file_does),
        cmocka_unit_test(titles_of_front_matter_are_read),
        cmocka_unit_test(first_lines_name_plain_texts),
        cmocka_unit_test(late_titles_are_found),
        cmocka_unit_test(a_torn_character_is_no_matter),
        cmocka_unit_test(titles_are_clean),
        cmocka_unit_test(metadata_gives_aliases_and_topics),
        cmocka_unit_test(folders_are_topics),
        cmocka_unit_test(numbers_and_weights_sort),
        cmocka_unit_test(numbers_follow_the_reading_order),
        cmocka_unit_test(library_yaml_arranges),
        cmocka_unit_test(the_rest_can_be_hidden),
        cmocka_unit_test(missing_entries_are_notices),
        cmocka_unit_test(a_broken_library_yaml_falls_through),
        cmocka_unit_test(a_title_alone_leaves_the_order_to_folders),
        cmocka_unit_test(mkdocs_nav_arranges),
        cmocka_unit_test(summary_arranges),
        cmocka_unit_test(an_article_called_summary_is_no_order),
        cmocka_unit_test(a_file_opens_its_folder),
        cmocka_unit_test(what_cannot_be_opened_says_so),
        cmocka_unit_test(unreadable_files_leave_the_rest_readable),
        cmocka_unit_test(a_stream_is_one_article),
        cmocka_unit_test(the_starter_library_is_whole),
        cmocka_unit_test(of_what_is_near_the_first_names_come_first),
        cmocka_unit_test(the_first_page_is_the_right_one_at_once),
        cmocka_unit_test(of_many_folders_the_right_one_is_first),
        cmocka_unit_test(a_file_is_shown_at_once),
        cmocka_unit_test(nothing_is_opened_when_nothing_changed),
        cmocka_unit_test(opening_stops_wherever_it_is),
        cmocka_unit_test(a_listing_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
