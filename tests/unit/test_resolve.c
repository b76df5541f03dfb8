/*
 * Where links lead: wikilinks, Markdown links, terms, URLs, ties, and that no link
 * leaves the library.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "temp_library.h"

static struct temp_library shelf;
static struct arena arena;

/*
 * One library for all tests here:
 *
 *     index.md  Note.md  c-sharp.md (title "C# basics")
 *     dir/index.md  dir/Note.md  dir/other.md  dir/deep/leaf.md
 *     content/posts/hello-world.md   topic/README.md   a b.md   file.v1.md
 *     us_china_relations.md (title, alias)   treaty.txt (title "Treaties")
 *     twin/same.md  pair/same.md   image.png  dir/photo.png  LICENSE
 */
static int open_shelf(void **state)
{
    (void)state;
    temp_make(&shelf);
    temp_write(&shelf, "index.md", "# Index\n");
    temp_write(&shelf, "Note.md", "# Root note\n\n## Part one\n");
    temp_write(&shelf, "c-sharp.md", "---\ntitle: \"C# basics\"\n---\n");
    temp_write(&shelf, "dir/index.md", "# Dir page\n");
    temp_write(&shelf, "dir/Note.md", "# Dir note\n");
    temp_write(&shelf, "dir/other.md", "# Other\n");
    temp_write(&shelf, "dir/deep/leaf.md", "# Leaf\n");
    temp_write(&shelf, "content/posts/hello-world.md",
               "---\ntitle: Hello\npermalink: /greetings/\n"
               "aliases: [/old/hello/, /hi]\n---\n");
    temp_write(&shelf, "topic/README.md", "# Topic page\n");
    temp_write(&shelf, "a b.md", "# Spaced\n");
    temp_write(&shelf, "file.v1.md", "# Versioned\n");
    temp_write(&shelf, "us_china_relations.md",
               "---\ntitle: The two powers\naliases: [G-2]\n---\n");
    temp_write(&shelf, "treaty.txt", "---\ntitle: Security treaties\n---\nText.\n");
    temp_write(&shelf, "twin/same.md", "# Same one\n");
    temp_write(&shelf, "pair/same.md", "# Same two\n");
    temp_write(&shelf, "image.png", "x");
    temp_write(&shelf, "dir/photo.png", "x");
    temp_write(&shelf, "LICENSE", "x");
    temp_open(&shelf);
    return 0;
}

static int close_shelf(void **state)
{
    (void)state;
    temp_remove(&shelf);
    arena_release(&arena);
    return 0;
}

static struct target resolve(const char *from, enum link_form form, const char *dest)
{
    uint32_t article = from == NULL ? ARTICLE_NONE : temp_article(&shelf, from);
    return library_resolve(shelf.library, article, form, str_from(dest), &arena);
}

static void leads_to(const char *from, enum link_form form, const char *dest,
                     const char *path)
{
    struct target target = resolve(from, form, dest);
    if (target.dangling)
        fail_msg("'%s' dangles", dest);
    assert_true(target.kind == TARGET_ARTICLE || target.kind == TARGET_SECTION);
    assert_text(shelf.library->articles[target.article].path, path);
    assert_text(target.text, path);
}

static void dangles(const char *from, enum link_form form, const char *dest)
{
    struct target target = resolve(from, form, dest);
    if (!target.dangling)
        fail_msg("'%s' leads to '%.*s'", dest, STR_ARG(target.text));
    assert_true(target.kind == TARGET_ARTICLE || target.kind == TARGET_ASSET);
    assert_int_equal(target.article, ARTICLE_NONE);
}

static void is_asset(const char *from, enum link_form form, const char *dest,
                     const char *path)
{
    struct target target = resolve(from, form, dest);
    assert_int_equal(target.kind, TARGET_ASSET);
    assert_false(target.dangling);
    assert_text(target.text, path);
}

static void wikilinks_by_path(void **state)
{
    (void)state;
    leads_to("index.md", LINK_WIKI, "Note", "Note.md");
    leads_to("index.md", LINK_WIKI, "Note.md", "Note.md");
    leads_to("index.md", LINK_WIKI, "dir/Note", "dir/Note.md");
    leads_to("index.md", LINK_WIKI, "/dir/Note", "dir/Note.md");
    leads_to("dir/other.md", LINK_WIKI, "Note", "Note.md");
    leads_to("dir/other.md", LINK_WIKI, "deep/leaf", "dir/deep/leaf.md");
    leads_to("dir/other.md", LINK_WIKI, "../a b", "a b.md");
    leads_to("index.md", LINK_WIKI, "posts/hello-world",
             "content/posts/hello-world.md");
    leads_to("index.md", LINK_WIKI, "file.v1", "file.v1.md");
}

static void wikilinks_by_name(void **state)
{
    (void)state;
    leads_to("index.md", LINK_WIKI, "leaf", "dir/deep/leaf.md");
    leads_to("index.md", LINK_WIKI, "LEAF", "dir/deep/leaf.md");
    leads_to("index.md", LINK_WIKI, " leaf ", "dir/deep/leaf.md");
    leads_to("index.md", LINK_WIKI, "Hello", "content/posts/hello-world.md");
    leads_to("index.md", LINK_WIKI, "hello world", "content/posts/hello-world.md");
    leads_to("index.md", LINK_WIKI, "US-China relations", "us_china_relations.md");
    leads_to("index.md", LINK_WIKI, "g-2", "us_china_relations.md");
    leads_to("index.md", LINK_WIKI, "the two powers", "us_china_relations.md");
    dangles("index.md", LINK_WIKI, "Nothing of the kind");
    dangles("index.md", LINK_WIKI, "nowhere/leaf");
    dangles("index.md", LINK_WIKI, "leaf.txt");
}

static void wikilinks_with_fragments(void **state)
{
    struct target target = resolve("index.md", LINK_WIKI, "Note#Part one");
    (void)state;
    assert_int_equal(target.kind, TARGET_SECTION);
    assert_text(target.fragment, "Part one");
    assert_text(target.slug, "part-one");
    assert_text(target.text, "Note.md");
    target = resolve("dir/Note.md", LINK_WIKI, "#Part one");
    assert_int_equal(target.article, temp_article(&shelf, "dir/Note.md"));
    assert_int_equal(target.kind, TARGET_SECTION);
    target = resolve("index.md", LINK_WIKI, "Note#^block-1");
    assert_text(target.fragment, "^block-1");
    leads_to("index.md", LINK_WIKI, "C# basics", "c-sharp.md");
    dangles("index.md", LINK_WIKI, "Nothing#Part");
}

static void ties_are_broken_and_said(void **state)
{
    struct target target = resolve("index.md", LINK_WIKI, "same");
    (void)state;
    assert_text(target.text, "pair/same.md");
    assert_true(target.ambiguous);
    target = resolve("twin/same.md", LINK_WIKI, "same");
    assert_text(target.text, "twin/same.md");
    target = resolve("index.md", LINK_WIKI, "leaf");
    assert_false(target.ambiguous);
}

static void wikilinks_to_files(void **state)
{
    (void)state;
    is_asset("index.md", LINK_EMBED, "image.png", "image.png");
    is_asset("index.md", LINK_EMBED, "photo.png", "photo.png");
    is_asset("index.md", LINK_WIKI, "LICENSE", "LICENSE");
    dangles("index.md", LINK_EMBED, "gone.png");
    assert_int_equal(resolve("index.md", LINK_EMBED, "gone.png").kind, TARGET_ASSET);
}

static void markdown_links(void **state)
{
    (void)state;
    leads_to("dir/other.md", LINK_INLINE, "Note.md", "dir/Note.md");
    leads_to("dir/other.md", LINK_INLINE, "../Note.md", "Note.md");
    leads_to("dir/other.md", LINK_INLINE, "/Note.md", "Note.md");
    leads_to("dir/other.md", LINK_INLINE, "./deep/leaf", "dir/deep/leaf.md");
    leads_to("dir/other.md", LINK_INLINE, "Note.md?plain=1#x", "dir/Note.md");
    leads_to("index.md", LINK_INLINE, "a%20b.md", "a b.md");
    leads_to("index.md", LINK_INLINE, "a b.md", "a b.md");
    leads_to("index.md", LINK_INLINE, "dir/", "dir/index.md");
    leads_to("index.md", LINK_INLINE, "topic", "topic/README.md");
    leads_to("dir/other.md", LINK_INLINE, "../", "index.md");
    leads_to("index.md", LINK_INLINE, "dir/other.html", "dir/other.md");
    leads_to("index.md", LINK_INLINE, "/greetings/", "content/posts/hello-world.md");
    leads_to("index.md", LINK_INLINE, "/old/hello", "content/posts/hello-world.md");
    leads_to("index.md", LINK_INLINE, "hi/", "content/posts/hello-world.md");
    leads_to("index.md", LINK_INLINE, "/posts/hello-world/",
             "content/posts/hello-world.md");
    leads_to("index.md", LINK_INLINE, "{{ site.baseurl }}/Note.md", "Note.md");
    leads_to("index.md", LINK_INLINE, "{% link dir/Note.md %}", "dir/Note.md");
    leads_to("index.md", LINK_INLINE, "{{< ref \"dir/Note.md\" >}}", "dir/Note.md");
    dangles("index.md", LINK_INLINE, "gone.md");
    dangles("index.md", LINK_INLINE, "");
    is_asset("dir/other.md", LINK_INLINE, "photo.png", "photo.png");
    is_asset("index.md", LINK_INLINE, "LICENSE", "LICENSE");
}

static void markdown_fragments_are_decoded(void **state)
{
    struct target target = resolve("index.md", LINK_INLINE, "Note.md#Part%20one");
    (void)state;
    assert_int_equal(target.kind, TARGET_SECTION);
    assert_text(target.fragment, "Part one");
    target = resolve("Note.md", LINK_INLINE, "#part-one");
    assert_int_equal(target.article, temp_article(&shelf, "Note.md"));
    assert_text(target.slug, "part-one");
    target = resolve("Note.md", LINK_INLINE, "#top");
    assert_int_equal(target.kind, TARGET_ARTICLE);
}

static void urls_leave_the_library(void **state)
{
    static const char *const urls[] = {
        "https://example.org/a.md", "mailto:a@b.c",        "ftp://x",
        "//example.org/x",          "javascript:alert(1)", "file:///etc/passwd",
    };

    (void)state;
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct target target = resolve("index.md", LINK_INLINE, urls[i]);
        assert_int_equal(target.kind, TARGET_URL);
        assert_false(target.dangling);
        assert_text(target.text, urls[i]);
    }
    assert_int_equal(resolve("index.md", LINK_URL, "http://x.y").kind, TARGET_URL);
    assert_int_equal(resolve("index.md", LINK_WIKI, "https://x.y/z").kind, TARGET_URL);
    assert_int_equal(resolve("index.md", LINK_WIKI, "Note: on style").kind,
                     TARGET_ARTICLE);
    assert_int_equal(resolve("index.md", LINK_TIMESTAMP, "https://youtu.be/x?t=1").kind,
                     TARGET_TIMESTAMP);
}

static void no_link_leaves_the_root(void **state)
{
    static const char *const paths[] = {
        "../x.md",        "../../etc/passwd", "dir/../../x.md", "%2e%2e/etc/passwd",
        "..%2f..%2fx.md", "..\\x.md",         "/../etc/passwd", "a\x01.md",
        "dir/%00.md",     "....//etc/passwd"};

    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct target target = resolve("index.md", LINK_INLINE, paths[i]);
        assert_true(target.dangling || target.kind == TARGET_URL);
        target = resolve("index.md", LINK_WIKI, paths[i]);
        assert_true(target.dangling || target.kind == TARGET_ASSET);
        assert_true(resolve("index.md", LINK_TERM, paths[i]).dangling);
    }
}

static void targets_are_clean(void **state)
{
    struct target target = resolve("index.md", LINK_INLINE, "x\x1B[31m.md");
    (void)state;
    assert_true(target.dangling);
    assert_int_equal(str_chr(target.text, '\x1B'), target.text.len);
    target = resolve("index.md", LINK_URL, "http://x/\xE2\x80\xAE");
    assert_int_equal(str_find(target.text, STR("\xE2\x80\xAE")), target.text.len);
}

static void terms_are_found_in_many_dresses(void **state)
{
    (void)state;
    leads_to("index.md", LINK_TERM, "Note", "Note.md");
    leads_to("index.md", LINK_TERM, "G-2", "us_china_relations.md");
    leads_to("index.md", LINK_TERM,
             "US\xE2\x80\x93"
             "China relations",
             "us_china_relations.md");
    leads_to("index.md", LINK_TERM, "US China relation", "us_china_relations.md");
    leads_to("index.md", LINK_TERM, "us_china_relations", "us_china_relations.md");
    leads_to("index.md", LINK_TERM, "Security treaty", "treaty.txt");
    leads_to("index.md", LINK_TERM, "treaties", "treaty.txt");
    leads_to("index.md", LINK_TERM, "the leaf", "dir/deep/leaf.md");
    leads_to("index.md", LINK_TERM, "Leaf \xE2\x80\x93 what grows", "dir/deep/leaf.md");
    leads_to("index.md", LINK_TERM, "Leaf - what grows", "dir/deep/leaf.md");
    leads_to("index.md", LINK_TERM, "Leaf (botany)", "dir/deep/leaf.md");
    leads_to("index.md", LINK_TERM, "dir/other.md", "dir/other.md");
    dangles("index.md", LINK_TERM, "Leafless");
    dangles("index.md", LINK_TERM, "");
    dangles("index.md", LINK_TERM, "s");
}

static void people_find_articles(void **state)
{
    (void)state;
    struct str section;
    assert_int_equal(library_find(shelf.library, STR("dir/Note.md"), &section),
                     temp_article(&shelf, "dir/Note.md"));
    assert_int_equal(section.len, 0);
    assert_int_equal(library_find(shelf.library, STR("./Note.md#Part one"), &section),
                     temp_article(&shelf, "Note.md"));
    assert_text(section, "Part one");
    assert_int_equal(library_find(shelf.library, STR("C# basics#Types"), &section),
                     temp_article(&shelf, "c-sharp.md"));
    assert_text(section, "Types");
    assert_int_equal(library_find(shelf.library, STR("c# BASICS"), &section),
                     temp_article(&shelf, "c-sharp.md"));
    assert_int_equal(section.len, 0);
    assert_int_equal(library_find(shelf.library, STR("g-2"), &section),
                     temp_article(&shelf, "us_china_relations.md"));
    assert_int_equal(library_find(shelf.library, STR("nothing"), &section),
                     ARTICLE_NONE);
    assert_int_equal(library_find(shelf.library, STR("image.png"), &section),
                     ARTICLE_NONE);
    assert_int_equal(library_find(shelf.library, STR(""), &section), ARTICLE_NONE);
    assert_int_equal(library_find(shelf.library, STR("####"), &section), ARTICLE_NONE);
}

/* Names with signs that mean something in links. */
static void signs_in_names_are_found(void **state)
{
    static const struct {
        enum link_form form;
        const char *dest, *path, *fragment;
    } cases[] = {
        {LINK_WIKI, "C#", "C#.md", ""},
        {LINK_WIKI, "C#.md", "C#.md", ""},
        {LINK_WIKI, "C##Types", "C#.md", "Types"},
        {LINK_WIKI, "C", "C.md", ""},
        {LINK_WIKI, "C#Types", "C.md", "Types"},
        {LINK_WIKI, "F# tour", "F# tour.md", ""},
        {LINK_WIKI, "F# tour#Lists", "F# tour.md", "Lists"},
        {LINK_WIKI, "f# TOUR#Lists#Two", "F# tour.md", "Lists#Two"},
        {LINK_WIKI, "what?", "what?.md", ""},
        {LINK_WIKI, "100%", "100%.md", ""},
        {LINK_WIKI, "a%20b", "a%20b.md", ""},
        {LINK_WIKI, "R&D", "R&D.md", ""},
        {LINK_WIKI, "b [x]", "b [x].md", ""},
        {LINK_WIKI, "p|q", "p|q.md", ""},
        {LINK_INLINE, "C%23.md", "C#.md", ""},
        {LINK_INLINE, "C%23.md#types", "C#.md", "types"},
        {LINK_INLINE, "F# tour.md", "F# tour.md", ""},
        {LINK_INLINE, "F# tour.md#lists", "F# tour.md", "lists"},
        {LINK_INLINE, "what?.md", "what?.md", ""},
        {LINK_INLINE, "what%3F.md", "what?.md", ""},
        {LINK_INLINE, "C.md?raw=1#types", "C.md", "types"},
        {LINK_INLINE, "100%.md", "100%.md", ""},
        {LINK_INLINE, "a%20b.md", "a%20b.md", ""},
        {LINK_INLINE, "a%2520b.md", "a%20b.md", ""},
        {LINK_INLINE, "p|q.md", "p|q.md", ""},
        {LINK_TERM, "C#", "C#.md", ""},
        {LINK_TERM, "F# tour#Lists", "F# tour.md", "Lists"},
    };
    static const char *const names[] = {"C#.md",    "C.md",     "F# tour.md",
                                        "what?.md", "100%.md",  "a%20b.md",
                                        "R&D.md",   "b [x].md", "p|q.md"};

    (void)state;
    struct temp_library temp;
    temp_make(&temp);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        temp_write(&temp, names[i], "Of signs.\n\n## Types\n\n## Lists\n\n### Two\n");
    temp_open(&temp);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct target target = library_resolve(temp.library, 0, cases[i].form,
                                               str_from(cases[i].dest), &arena);
        if (target.dangling)
            fail_msg("'%s' dangles", cases[i].dest);
        assert_text(library_article(temp.library, target.article)->path, cases[i].path);
        assert_text(target.fragment, cases[i].fragment);
    }
    temp_remove(&temp);
}

/* However many are called alike, the one whose file ends as it was asked for. */
static void one_of_many_is_found_by_its_suffix(void **state)
{
    (void)state;
    struct temp_library temp;
    temp_make(&temp);
    char name[64];
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "d%d/same.md", i);
        temp_write(&temp, name, "# Same\n");
    }
    temp_write(&temp, "a/long/way/below/same.txt", "Same as well.\n");
    temp_write(&temp, "d5/x.md", "# X\n");
    temp_open(&temp);
    struct target target = library_resolve(temp.library, temp_article(&temp, "d5/x.md"),
                                           LINK_WIKI, STR("same.txt"), &arena);
    assert_false(target.dangling);
    assert_text(target.text, "a/long/way/below/same.txt");
    assert_false(target.ambiguous);
    target =
        library_resolve(temp.library, ARTICLE_NONE, LINK_WIKI, STR("same"), &arena);
    assert_text(target.text, "d0/same.md");
    assert_true(target.ambiguous);
    temp_remove(&temp);
}

/* Two names with one hash (FNV-1a) are two names. */
static void names_with_one_hash_are_told_apart(void **state)
{
    static const char one[] = "8yn0iYCKYHlIj4-BwPqk", two[] = "GReLUrM4wMqfg9yzV3KQ";

    (void)state;
    if (str_hash(str_from(one)) != str_hash(str_from(two)))
        skip();
    struct temp_library temp;
    temp_make(&temp);
    char name[64];
    snprintf(name, sizeof name, "%s.md", one);
    temp_write(&temp, name, "# One\n");
    temp_write(&temp, "x.md", "# X\n");
    temp_open(&temp);
    struct target target =
        library_resolve(temp.library, 0, LINK_WIKI, str_from(one), &arena);
    assert_false(target.dangling);
    target = library_resolve(temp.library, 0, LINK_WIKI, str_from(two), &arena);
    assert_true(target.dangling);
    library_close(temp.library);
    snprintf(name, sizeof name, "a/longer/way/%s.md", two);
    temp_write(&temp, name, "# Two\n");
    temp_open(&temp);
    target = library_resolve(temp.library, 0, LINK_WIKI, str_from(one), &arena);
    assert_text(library_article(temp.library, target.article)->title, "One");
    assert_false(target.ambiguous);
    target = library_resolve(temp.library, 0, LINK_WIKI, str_from(two), &arena);
    assert_text(library_article(temp.library, target.article)->title, "Two");
    assert_false(target.ambiguous);
    temp_remove(&temp);
}

/* What a link in `from` leads to, by each rule and in its order: an article with the
 * fragment, a file, a folder ("="), nothing ("-"), and whether others were as good. */
static void rules_are_tried_in_their_order(void **state)
{
    static const char *const files[] = {
        "tax.md",           "ally.md",        "treaties.md",
        "alliance.md",      "boxes.md",       "glass.md",
        "law/index.md",     "law/tax.md",     "law/deep/README.md",
        "law/deep/levy.md", "notes/notes.md", "notes/tax.txt",
        "empty/x.png",      "site/page.md",   "site/other/index.md",
        "v1.txt.md",        "a/one/same.md",  "a/two/same.md",
        "a/two/from.md",    "Upper.md",       "data.json",
        "a/data.json",      "b/data.json",
    };
    static const struct {
        const char *from;
        enum link_form form;
        const char *dest, *leads;
    } cases[] = {
        /* Paths, with and without suffix, from the root and from beside. */
        {"tax.md", LINK_WIKI, "law/tax", "law/tax.md"},
        {"law/deep/levy.md", LINK_WIKI, "tax", "tax.md"},
        {"law/deep/levy.md", LINK_WIKI, "../tax", "law/tax.md"},
        {"law/deep/levy.md", LINK_WIKI, "./levy", "law/deep/levy.md"},
        {"law/deep/levy.md", LINK_INLINE, "tax.md", "-"},
        {"law/deep/levy.md", LINK_INLINE, "../tax.md", "law/tax.md"},
        {"law/deep/levy.md", LINK_INLINE, "../../tax.md", "tax.md"},
        {"law/deep/levy.md", LINK_INLINE, "../../../tax.md", "-"},
        {"law/deep/levy.md", LINK_INLINE, "/law/tax.md", "law/tax.md"},
        {"tax.md", LINK_INLINE, "law/tax", "law/tax.md"},
        {"tax.md", LINK_INLINE, "law//tax.md", "law/tax.md"},
        {"tax.md", LINK_INLINE, "notes/tax", "notes/tax.txt"},
        {"tax.md", LINK_INLINE, "notes/tax.md", "-"},
        {"tax.md", LINK_WIKI, "notes/tax.md", "-"},
        {"tax.md", LINK_WIKI, "tax.txt", "notes/tax.txt"},
        {"tax.md", LINK_WIKI, "v1.txt", "v1.txt.md"},
        {"tax.md", LINK_WIKI, "UPPER", "Upper.md"},
        {"tax.md", LINK_INLINE, "upper.md", "Upper.md"},
        /* Folders and their pages. */
        {"tax.md", LINK_INLINE, "law", "law/index.md"},
        {"tax.md", LINK_INLINE, "law/", "law/index.md"},
        {"tax.md", LINK_INLINE, "law/deep", "law/deep/README.md"},
        {"tax.md", LINK_INLINE, "law/deep/..", "law/index.md"},
        {"tax.md", LINK_INLINE, "notes/", "notes/notes.md"},
        {"tax.md", LINK_INLINE, "empty/", "=empty/"},
        {"tax.md", LINK_WIKI, "empty", "=empty"},
        {"tax.md", LINK_WIKI, "law", "law/index.md"},
        {"law/deep/levy.md", LINK_INLINE, ".", "law/deep/README.md"},
        {"law/deep/levy.md", LINK_INLINE, "..", "law/index.md"},
        /* Pages that a site generator makes. */
        {"tax.md", LINK_INLINE, "site/page.html", "site/page.md"},
        {"tax.md", LINK_INLINE, "site/page.htm#x", "site/page.md#x"},
        {"tax.md", LINK_INLINE, "site/other/index.html", "site/other/index.md"},
        {"tax.md", LINK_INLINE, "site/other.html", "site/other/index.md"},
        {"tax.md", LINK_INLINE, "page.html", "-"},
        {"tax.md", LINK_INLINE, "/page.md", "site/page.md"},
        /* Files that are no articles. */
        {"tax.md", LINK_INLINE, "data.json", "=data.json"},
        {"tax.md", LINK_WIKI, "data.json", "=data.json"},
        {"tax.md", LINK_WIKI, "x.png", "=x.png"},
        {"tax.md", LINK_EMBED, "empty/x.png", "=empty/x.png"},
        {"tax.md", LINK_INLINE, "empty/y.png", "-"},
        /* Several of one name. */
        {"tax.md", LINK_WIKI, "same", "a/one/same.md (others)"},
        {"a/two/from.md", LINK_WIKI, "same", "a/two/same.md"},
        {"tax.md", LINK_WIKI, "two/same", "a/two/same.md"},
        {"tax.md", LINK_INLINE, "same.md", "a/one/same.md (others)"},
        /* Terms in either number, with an article, with a description. */
        {"boxes.md", LINK_TERM, "taxes", "tax.md (others)"},
        {"boxes.md", LINK_TERM, "Allies", "ally.md"},
        {"boxes.md", LINK_TERM, "alliances", "alliance.md"},
        {"boxes.md", LINK_TERM, "treaty", "treaties.md"},
        {"tax.md", LINK_TERM, "box", "boxes.md"},
        {"tax.md", LINK_TERM, "glas", "glass.md"},
        {"tax.md", LINK_TERM, "glasses", "glass.md"},
        {"tax.md", LINK_TERM, "the tax", "tax.md"},
        {"tax.md", LINK_TERM, "A treaty", "treaties.md"},
        {"tax.md", LINK_TERM, "an ally", "ally.md"},
        {"tax.md", LINK_TERM, "thetax", "-"},
        {"tax.md", LINK_TERM, "tax: on what", "tax.md"},
        {"tax.md", LINK_TERM, "tax (on what)", "tax.md"},
        {"tax.md", LINK_TERM, "taxes \u2014 on what", "tax.md (others)"},
        {"tax.md", LINK_TERM, "taxes \u2013 on what - or whom", "tax.md (others)"},
        {"tax.md", LINK_TERM, "the taxes (on what)", "-"},
        {"tax.md", LINK_TERM, "what on: tax", "-"},
        {"tax.md", LINK_TERM, "(tax)", "tax.md (others)"},
        {"tax.md", LINK_TERM, "law/tax", "law/tax.md"},
        {"tax.md", LINK_TERM, "  tax  ", "tax.md"},
        {"tax.md", LINK_TERM, "ies", "-"},
        {"tax.md", LINK_TERM, "https://example.org/tax", "@https://example.org/tax"},
        /* Fragments, queries and templates. */
        {"tax.md", LINK_INLINE, "#a%20b", "tax.md#a b"},
        {"tax.md", LINK_INLINE, "#", "tax.md"},
        {"tax.md", LINK_INLINE, "#top", "tax.md"},
        {"tax.md", LINK_INLINE, "law/tax.md?a=b", "law/tax.md"},
        {"tax.md", LINK_INLINE, "law/tax.md?a=b#c", "law/tax.md#c"},
        {"tax.md", LINK_INLINE, "  law/tax.md  ", "law/tax.md"},
        {"tax.md", LINK_WIKI, "#x", "tax.md#x"},
        {"tax.md", LINK_WIKI, "law/tax#x#y", "law/tax.md#x#y"},
        {"tax.md", LINK_WIKI, " law/tax # x ", "law/tax.md#x"},
        {"tax.md", LINK_INLINE, "{% post_url law/tax %}", "law/tax.md"},
        {"tax.md", LINK_INLINE, "{{< relref \"ally.md\" >}}", "ally.md"},
        {"tax.md", LINK_INLINE, "{{ base }}/ally.md#z", "ally.md#z"},
        {"tax.md", LINK_INLINE, "{{ base }}", "-"},
        {"tax.md", LINK_INLINE, "//example.org/x", "@//example.org/x"},
        {"tax.md", LINK_INLINE, "tel:123", "@tel:123"},
        {"tax.md", LINK_WIKI, "ftp://x/y", "@ftp://x/y"},
    };

    (void)state;
    struct temp_library temp;
    temp_make(&temp);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        temp_write(&temp, files[i], "Words.\n");
    temp_open(&temp);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct target target =
            library_resolve(temp.library, temp_article(&temp, cases[i].from),
                            cases[i].form, str_from(cases[i].dest), &arena);
        struct str leads = STR("-");
        if (target.kind == TARGET_URL)
            leads = arena_printf(&arena, "@" STR_FMT, STR_ARG(target.text));
        else if (target.kind == TARGET_ASSET && !target.dangling)
            leads = arena_printf(&arena, "=" STR_FMT, STR_ARG(target.text));
        else if (!target.dangling)
            leads = arena_printf(
                &arena, STR_FMT "%s" STR_FMT "%s",
                STR_ARG(library_article(temp.library, target.article)->path),
                target.fragment.len > 0 ? "#" : "", STR_ARG(target.fragment),
                target.ambiguous ? " (others)" : "");
        if (!str_eq(leads, str_from(cases[i].leads)))
            fail_msg("'%s' in %s leads to '" STR_FMT "', not '%s'", cases[i].dest,
                     cases[i].from, STR_ARG(leads), cases[i].leads);
    }
    temp_remove(&temp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wikilinks_by_path),
        cmocka_unit_test(wikilinks_by_name),
        cmocka_unit_test(wikilinks_with_fragments),
        cmocka_unit_test(ties_are_broken_and_said),
        cmocka_unit_test(wikilinks_to_files),
        cmocka_unit_test(markdown_links),
        cmocka_unit_test(markdown_fragments_are_decoded),
        cmocka_unit_test(urls_leave_the_library),
        cmocka_unit_test(no_link_leaves_the_root),
        cmocka_unit_test(targets_are_clean),
        cmocka_unit_test(terms_are_found_in_many_dresses),
        cmocka_unit_test(people_find_articles),
        cmocka_unit_test(signs_in_names_are_found),
        cmocka_unit_test(one_of_many_is_found_by_its_suffix),
        cmocka_unit_test(names_with_one_hash_are_told_apart),
        cmocka_unit_test(rules_are_tried_in_their_order),
    };
    return cmocka_run_group_tests(tests, open_shelf, close_shelf);
}
