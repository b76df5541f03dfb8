/*
 * The order of the tree that collections bring along: files of navigation, front
 * matter, names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "library/library.h"

#include "temp_library.h"

/* The tree, a line each: titles, indented, topics with a '+', and '*' for a page. */
static void put_topics(const struct library *library, struct topic *topic, int depth,
                       struct buf *out)
{
    for (topic = library_children(library, topic); topic != NULL; topic = topic->next) {
        for (int i = 0; i < depth; i++)
            buf_puts(out, STR("  "));
        buf_puts(out, topic->is_topic ? STR("+ ") : STR("- "));
        buf_puts(out, topic->title);
        if (topic->is_topic && topic->article != ARTICLE_NONE)
            buf_puts(out, STR(" *"));
        buf_putc(out, '\n');
        put_topics(library, topic, depth + 1, out);
    }
}

struct file {
    const char *path, *text;
};

enum { FILES_MAX = 16 };

/* A library and what its tree looks like. */
struct shelf {
    const char *tree;
    const char *home;   /* a path; NULL where it is not asked for */
    const char *notice; /* words of one; NULL: there is none */
    struct file files[FILES_MAX];
};

static bool has_notice(const struct library *library, const char *words)
{
    for (const struct library_notice *at = library->notices; at != NULL;
         at = at->next) {
        if (str_find(at->text, str_from(words)) < at->text.len)
            return true;
    }
    return false;
}

static void assert_shelf(const struct shelf *shelf)
{
    struct temp_library t;
    struct buf out = {0};
    temp_make(&t);
    for (size_t i = 0; i < FILES_MAX && shelf->files[i].path != NULL; i++)
        temp_write(&t, shelf->files[i].path, shelf->files[i].text);
    temp_open(&t);
    put_topics(t.library, t.library->tree, 0, &out);
    assert_text(buf_str(&out), shelf->tree);
    if (shelf->home != NULL)
        assert_int_equal(t.library->home, temp_article(&t, shelf->home));
    if (shelf->notice != NULL)
        assert_true(has_notice(t.library, shelf->notice));
    else if (t.library->notices != NULL)
        fail_msg("%.*s", STR_ARG(t.library->notices->text));
    buf_release(&out);
    temp_remove(&t);
}

#define ASSERT_SHELVES(shelves)                                                        \
    for (size_t i = 0; i < sizeof(shelves) / sizeof *(shelves); i++)                   \
    assert_shelf(&(shelves)[i])

/* --- Lists of links --------------------------------------------------------------- */

static void summaries_arrange(void **state)
{
    static const struct shelf shelves[] = {
        /* With the configuration of the book, which says where it is. */
        {"- Moss\n",
         "text/moss.md",
         NULL,
         {{"book.toml", "[book]\ntitle = \"Mosses\"\nsrc = 'text'\n"},
          {"text/SUMMARY.md", "# Summary\n\n- [Moss](moss.md)\n"},
          {"text/moss.md", "# A moss\n"}}},
        /* Without it, one chapter alone, in the folder of sources. */
        {"- Moss\n+ Not in the navigation\n  - Notes\n",
         "src/moss.md",
         NULL,
         {{"src/SUMMARY.md", "# Summary\n\n* [Moss](moss.md)\n"},
          {"src/moss.md", "text\n"},
          {"notes.md", "text\n"}}},
        /* Parts, a draft, what stands outside of them. */
        {"- First\n+ Wet\n  + Moss *\n    - Fern\n- Last\n",
         "first.md",
         NULL,
         {{"SUMMARY.md",
           "# Plants\n\n[First](first.md)\n\n# Wet\n\n- [Moss](moss.md)\n"
           "  - [Fern](a%20fern.md)\n  - [Later]()\n\n---\n\n[Last](last.md)\n"},
          {"first.md", "text\n"},
          {"moss.md", "text\n"},
          {"a fern.md", "text\n"},
          {"last.md", "text\n"}}},
        /* Several links in an item, and one that leads nowhere. */
        {"- Moss\n- Fern\n",
         NULL,
         "line 3: an item has several links, also to 'fern.md'",
         {{"SUMMARY.md", "# Summary\n\n- [Moss](moss.md) and [Fern](fern.md)\n"},
          {"moss.md", "text\n"},
          {"fern.md", "text\n"}}},
        {"- Moss\n",
         NULL,
         "SUMMARY.md, line 4: there is no article 'gone.md'",
         {{"SUMMARY.md", "# Summary\n\n- [Moss](moss.md)\n- [Gone](gone.md)\n"},
          {"moss.md", "text\n"}}},
        /* In a folder below, it orders that folder. */
        {"+ Book\n  - Two\n  - One\n  - Three\n- Apart\n",
         NULL,
         NULL,
         {{"apart.md", "text\n"},
          {"1-book/SUMMARY.md", "- [Two](two.md)\n- [One](one.md)\n"},
          {"1-book/one.md", "text\n"},
          {"1-book/two.md", "text\n"},
          {"1-book/three.md", "text\n"}}},
    };

    (void)state;
    ASSERT_SHELVES(shelves);
}

static void sidebars_and_lists_for_machines_arrange(void **state)
{
    static const struct shelf shelves[] = {
        {"- Start\n+ Use\n  - The second step\n  - First step\n",
         "Home.md",
         NULL,
         {{"_Sidebar.md",
           "* [Start](Home)\n\n## Use\n\n* [The second step](Second-step)\n"
           "* [[First step]]\n* [Web](https://example.org/)\n"},
          {"Home.md", "Welcome.\n"},
          {"First-step.md", "# First step\n"},
          {"Second-step.md", "text\n"},
          {"_Footer.md", "At the foot.\n"}}},
        {"+ Docs\n  - Tuning\n  - Setting up\n",
         NULL,
         NULL,
         {{"llms.txt", "# Lutes\n\n> All of lutes.\n\n## Docs\n\n"
                       "- [Tuning](https://lutes.example/docs/tune.md): how to\n"
                       "- [Setting up](docs/setup.md)\n"},
          {"docs/tune.md", "text\n"},
          {"docs/setup.md", "text\n"}}},
        {"+ Lutes\n  - Strings\n  + Frets *\n    - Nuts\n",
         NULL,
         NULL,
         {{"nav.adoc", ".Lutes\n* xref:strings.md[Strings]\n* xref:frets.md[Frets]\n"
                       "** xref:nuts.md[Nuts]\n"},
          {"strings.md", "text\n"},
          {"frets.md", "text\n"},
          {"nuts.md", "text\n"}}},
    };

    (void)state;
    ASSERT_SHELVES(shelves);
}

/* --- Lists of data ---------------------------------------------------------------- */

static void mkdocs_inherits_and_has_folders(void **state)
{
    static const struct shelf shelves[] = {
        {"- B\n- A\n",
         NULL,
         NULL,
         {{"mkdocs.yml", "INHERIT: config/base.yml\nsite_name: !ENV [X, Lutes]\n"},
          {"config/base.yml", "docs_dir: text\nnav: [b.md, {A: a.md}]\n"},
          {"text/a.md", "text\n"},
          {"text/b.md", "text\n"}}},
        /* No list: the folders below docs_dir, its page first. */
        {"- Welcome\n- Ash\n+ Not in the navigation\n  - CHANGELOG\n",
         "docs/index.md",
         NULL,
         {{"mkdocs.yml", "site_name: Trees\n"},
          {"docs/index.md", "# Welcome\n"},
          {"docs/ash.md", "text\n"},
          {"CHANGELOG.md", "text\n"}}},
        /* What leads elsewhere is no mistake, nor is a file that is no article. */
        {"- Ash\n",
         NULL,
         NULL,
         {{"mkdocs.yml", "nav:\n  - Ash: ash.md\n  - Shop: https://example.org/x\n"
                         "  - Plan: plan.pdf\n"},
          {"docs/ash.md", "text\n"},
          {"docs/plan.pdf", "%PDF"}}},
        {"- Ash\n- Elm\n",
         NULL,
         "mkdocs.yml, line 2: one entry has several links",
         {{"mkdocs.yml", "nav:\n  - Ash: ash.md\n    Elm: elm.md\n"},
          {"docs/ash.md", "text\n"},
          {"docs/elm.md", "text\n"}}},
        /* .pages within: an order, the rest, a title, the names from the end. */
        {"- Z\n+ Under *\n  - Two\n  - One\n- A\n- M\n",
         NULL,
         NULL,
         {{"mkdocs.yml", "site_name: P\n"},
          {"docs/.pages", "nav:\n  - z.md\n  - sub\n  - ...\n  - m.md\n"},
          {"docs/sub/.pages", "title: Under\norder: desc\n"},
          {"docs/sub/index.md", "# Sub\n"},
          {"docs/sub/one.md", "text\n"},
          {"docs/sub/two.md", "text\n"},
          {"docs/a.md", "text\n"},
          {"docs/m.md", "text\n"},
          {"docs/z.md", "text\n"}}},
    };

    (void)state;
    ASSERT_SHELVES(shelves);
}

static void tables_of_contents_arrange(void **state)
{
    static const struct shelf shelves[] = {
        /* DocFX, one table within another. */
        {"+ Overview *\n  - What it is\n+ More\n  - Deep\n",
         NULL,
         NULL,
         {{"toc.yml", "- name: Overview\n  href: over.md\n  items:\n"
                      "  - name: What it is\n    href: what.md\n"
                      "- name: More\n  href: deep/toc.yml\n"
                      "- name: Web\n  href: https://example.org\n"},
          {"over.md", "text\n"},
          {"what.md", "text\n"},
          {"deep/toc.yml", "items:\n- href: deep.md\n"},
          {"deep/deep.md", "text\n"}}},
        /* Tables that name each other. */
        {"- One\n+ Two\n  - Deep\n",
         NULL,
         NULL,
         {{"toc.yml", "- href: one.md\n- name: Two\n  href: deep/toc.yml\n"
                      "- name: Again\n  href: deep/toc.yml\n"},
          {"one.md", "text\n"},
          {"deep/toc.yml", "- href: deep.md\n- href: ../toc.yml\n"},
          {"deep/deep.md", "text\n"}}},
        /* Jupyter Book. */
        {"- Welcome\n+ One\n  - Basics\n  + Tools *\n    - Saw\n",
         NULL,
         NULL,
         {{"_toc.yml", "format: jb-book\nroot: intro\nparts:\n- caption: One\n"
                       "  chapters:\n  - file: basics\n  - file: tools\n"
                       "    sections:\n    - file: saw\n"},
          {"intro.md", "# Welcome\n"},
          {"basics.md", "text\n"},
          {"tools.md", "text\n"},
          {"saw.md", "text\n"}}},
        /* Mintlify. */
        {"+ Start\n  - Quick\n  + Deep\n    - Slow\n",
         NULL,
         NULL,
         {{"docs.json", "{\"name\": \"M\", \"navigation\": {\"groups\": [{\"group\": "
                        "\"Start\", \"pages\": [\"quick\", {\"group\": \"Deep\", "
                        "\"pages\": [\"in/slow\"]}]}]}}"},
          {"quick.md", "text\n"},
          {"in/slow.md", "text\n"}}},
        /* Quarto. */
        {"- Preface\n+ Wood\n  - Oak\n",
         NULL,
         NULL,
         {{"_quarto.yml",
           "project: {type: book}\nbook:\n  title: Woods\n  chapters:\n"
           "    - index.md\n    - part: Wood\n      chapters: [oak.md]\n"},
          {"index.md", "# Preface\n"},
          {"oak.md", "text\n"}}},
        /* Nextra. */
        {"- Second\n- The first\n",
         NULL,
         NULL,
         {{"_meta.json", "{\"b\": \"Second\", \"a\": {\"title\": \"The first\"}}"},
          {"a.md", "text\n"},
          {"b.md", "text\n"}}},
        /* Docusaurus. */
        {"+ Tutorial\n  - Bee\n  - Ant\n+ Reference\n  - First\n  - Second\n",
         NULL,
         NULL,
         {{"ref/_category_.yml", "label: Reference\nposition: 2\n"},
          {"ref/02-second.md", "text\n"},
          {"ref/01-first.md", "text\n"},
          {"tut/_category_.json", "{\"label\": \"Tutorial\", \"position\": 1}"},
          {"tut/a.md", "---\nsidebar_position: 2\n---\n# Ant\n"},
          {"tut/b.md",
           "---\nsidebar_position: 1\nsidebar_label: Bee\n---\n# Of bees\n"}}},
    };

    (void)state;
    ASSERT_SHELVES(shelves);
}

/* --- Front matter and names ------------------------------------------------------- */

static void front_matter_arranges(void **state)
{
    static const struct shelf shelves[] = {
        /* Hugo: weight, the newest, the title; short titles; pages with resources. */
        {"+ Woods *\n  - Heavy\n  - New\n  - Old\n  - Alder\n  - Short\n  - Plank\n",
         NULL,
         NULL,
         {{"content/_index.md", "---\ntitle: Woods\n---\n"},
          {"content/a.md", "---\ntitle: Old\ndate: 2001-02-03\n---\n"},
          {"content/b.md", "---\ntitle: New\ndate: 2020-02-03T10:00:00Z\n---\n"},
          {"content/c.md", "---\ntitle: Heavy\nweight: 5\n---\n"},
          {"content/d.md", "---\ntitle: Very long\nlinkTitle: Short\n---\n"},
          {"content/e.md", "+++\ntitle = \"Alder\"\n+++\n"},
          {"content/plank/index.md", "---\ntitle: Plank\n---\n"},
          {"content/plank/resource.md", "text\n"}}},
        /* Menus: what an article is, and what none is. */
        {"+ Care *\n  - Oil\n  - Wax\n+ Admin rights\n  - Keys\n",
         NULL,
         NULL,
         {{"care.md", "---\ntitle: Care\nweight: 1\n---\n"},
          {"wax.md",
           "---\ntitle: Wax\nmenu: {docs: {parent: care, weight: 20}}\n---\n"},
          {"oil.md",
           "---\ntitle: Oil\nmenu:\n  docs:\n    parent: care\n    weight: 10\n"
           "---\n"},
          {"keys.md", "+++\ntitle = 'Keys'\n[menu.main]\nparent = 'admin-rights'\n"
                      "weight = 3\n+++\n"}}},
        /* Parents by title, two of one name. */
        {"+ One *\n  + Parts *\n    - Axle\n+ Two *\n  + Parts *\n    - Bolt\n",
         NULL,
         NULL,
         {{"one.md", "---\ntitle: One\nnav_order: 1\n---\n"},
          {"two.md", "---\ntitle: Two\nnav_order: 2\n---\n"},
          {"p1.md", "---\ntitle: Parts\nparent: One\n---\n"},
          {"p2.md", "---\ntitle: Parts\nparent: Two\n---\n"},
          {"axle.md", "---\ntitle: Axle\nparent: Parts\ngrand_parent: One\n---\n"},
          {"bolt.md", "---\ntitle: Bolt\nparent: Parts\ngrand_parent: Two\n---\n"}}},
        /* A ring is none. */
        {"+ A *\n  - B\n",
         NULL,
         NULL,
         {{"a.md", "---\ntitle: A\nparent: B\n---\n"},
          {"b.md", "---\ntitle: B\nparent: A\n---\n"}}},
        /* Drafts and what is not public are left out. */
        {"- Public\n",
         NULL,
         NULL,
         {{"a.md", "---\ntitle: Public\ndraft: false\npublishDate: 2001-01-01\n---\n"},
          {"b.md", "---\ntitle: Draft\ndraft: true\n---\n"},
          {"c.md", "---\ntitle: Over\nexpiryDate: 2002-03-04\n---\n"},
          {"d.md", "---\ntitle: To come\npublishDate: 2998-01-01\n---\n"},
          {"e.md", "---\ntitle: Kept back\npublished: false\n---\n"}}},
        /* Other keys of a place. */
        {"- Three\n- Two\n- One\n",
         NULL,
         NULL,
         {{"a.md", "---\ntitle: One\nsidebar:\n  order: 30\n---\n"},
          {"b.md", "---\ntitle: Two\nsort_rank: 20\n---\n"},
          {"c.md", "---\ntitle: Three\nnav_order: 10\n---\n"}}},
    };

    (void)state;
    ASSERT_SHELVES(shelves);
}

static void names_arrange(void **state)
{
    static const struct shelf shelves[] = {
        /* Dots are a hierarchy where what they go through is there. */
        {"+ Guide *\n  - Use\n  + Setup *\n    - Linux\n- Rev.2\n",
         NULL,
         NULL,
         {{"guide.md", "# Guide\n"},
          {"guide.use.md", "---\nnav_order: 1\n---\n# Use\n"},
          {"guide.setup.md", "---\nnav_order: 2\n---\n# Setup\n"},
          {"guide.setup.os.linux.md", "# Linux\n"},
          {"rev.2.md", "text\n"}}},
        /* Papers stand last, and never first. */
        {"- Ash\n- History\n+ Wood\n  - Elm\n- CHANGELOG\n- LICENSE MIT\n- Origin\n",
         NULL,
         NULL,
         {{"CHANGELOG.md", "text\n"},
          {"LICENSE-MIT.md", "text\n"},
          {"origin.md", "text\n"},
          {"ash.md", "text\n"},
          {"history.md", "text\n"},
          {"wood/elm.md", "text\n"}}},
        /* Posts, the newest first. */
        {"+ Blog\n  - Old\n  - New\n  - About\n",
         NULL,
         NULL,
         {{"blog/2031-01-02-new.md", "---\ndate: 2031-01-03\n---\n# New\n"},
          {"blog/2031-04-01-old.md", "# Old\n"},
          {"blog/about.md", "# About\n"}}},
        {"+ Posts\n  - Later\n  - Sooner\n",
         NULL,
         NULL,
         {{"_posts/2031-01-02-sooner.md", "# Sooner\n"},
          {"_posts/2032-01-02-later.md", "# Later\n"}}},
        /* Pages of folders. */
        {"+ A wood *\n  - Elm\n+ B wood *\n  - Elm\n",
         NULL,
         NULL,
         {{"a/article.md", "# A wood\n"},
          {"a/elm.md", "text\n"},
          {"b/index.html.md", "# B wood\n"},
          {"b/elm.md", "text\n"}}},
    };

    (void)state;
    ASSERT_SHELVES(shelves);
}

/* --- What is left out ------------------------------------------------------------- */

static void rules_of_git_count(void **state)
{
    static const struct shelf shelves[] = {
        {"- Kept\n+ Sub\n  - Two\n",
         NULL,
         NULL,
         {{".gitignore", "built/\n*.tmp.md\n"},
          {".lecternignore", "!kept.tmp.md\n"},
          {"kept.tmp.md", "# Kept\n"},
          {"gone.tmp.md", "text\n"},
          {"built/x.md", "text\n"},
          {"sub/.gitignore", "/one.md\n"},
          {"sub/one.md", "text\n"},
          {"sub/two.md", "text\n"}}},
    };

    (void)state;
    ASSERT_SHELVES(shelves);
}

/* --- Other trees ------------------------------------------------------------------ */

static void assert_other(struct temp_library *t, enum library_tree which,
                         const char *expected)
{
    struct buf out = {0};
    put_topics(t->library, library_tree(t->library, which), 0, &out);
    assert_text(buf_str(&out), expected);
    buf_release(&out);
}

static void articles_are_listed_by_topic_and_where_left_out(void **state)
{
    struct temp_library t;
    (void)state;
    temp_make(&t);
    temp_write(&t, "z.md",
               "---\ntitle: Ash\ntags: [trees/Broad leaved, '#wood']\n---\n");
    temp_write(&t, "b/y.md",
               "---\ntitle: Elm\ncategories: Trees, trees/broad leaved\n---\n");
    temp_write(&t, "c.md", "---\ntitle: Plain\n---\n");
    temp_write(&t, "d.md", "---\ntitle: Secret\ndraft: true\ntags: [trees]\n---\n");
    temp_write(&t, "b/x.md", "---\ntitle: Later\npublishDate: 2997-01-01\n---\n");
    temp_open(&t);
    assert_other(&t, TREE_OF_ORDER, "- Plain\n- Ash\n+ B\n  - Elm\n");
    assert_other(&t, TREE_BY_TOPIC,
                 "+ Trees\n  - Elm\n  + broad leaved\n    - Elm\n    - Ash\n"
                 "+ wood\n  - Ash\n");
    assert_other(&t, TREE_LEFT_OUT, "+ b\n  - Later\n- Secret\n");
    temp_remove(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summaries_arrange),
        cmocka_unit_test(sidebars_and_lists_for_machines_arrange),
        cmocka_unit_test(mkdocs_inherits_and_has_folders),
        cmocka_unit_test(tables_of_contents_arrange),
        cmocka_unit_test(front_matter_arranges),
        cmocka_unit_test(names_arrange),
        cmocka_unit_test(rules_of_git_count),
        cmocka_unit_test(articles_are_listed_by_topic_and_where_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
