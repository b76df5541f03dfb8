/*
 * Growth: whatever a document or a library is made of, four times as much of it takes
 * less than eight times the work.
 *
 *     growth            TAP: a test for each case, judged by counted work
 *     growth --table    the same as a table, with the processor's time
 *
 * A case is a text in pieces, of which those that begin with '*' are repeated n times;
 * in them '%' is the number of the repetition. Cases of a document go through reading,
 * extraction, layout and a search; those of a library through subcommands.
 */
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "cli/cli.h"
#include "extract/extract.h"
#include "layout/layout.h"
#include "read/read.h"
#include "work.h"

enum {
    PIECES_MAX = 8,
    FILES_MAX = 4,
    STAGES_MAX = 8,
    DOCUMENT_N = 2000, /* repetitions, and four times as many */
    FACTOR = 4,
    LIMIT = 8,
    /* Less work than this is not judged: a constant part would be most of it. */
    WORK_MIN = 200000,
};

/* --- Cases --------------------------------------------------------------------------
 */

struct document_case {
    const char *name;
    enum doc_format format;
    const char *pieces[PIECES_MAX];
};

/* clang-format off */
static const struct document_case documents[] = {
    {"paragraphs", DOC_MARKDOWN, {"*Words of a harbour %.\n\n"}},
    {"lines of a paragraph", DOC_MARKDOWN, {"*words of a harbour %\n"}},
    {"one line", DOC_MARKDOWN, {"*words "}},
    {"one word", DOC_MARKDOWN, {"*abc"}},
    {"blank lines", DOC_MARKDOWN, {"a", "*\n"}},
    {"blanks", DOC_MARKDOWN, {"*    ", "x"}},
    {"tabs", DOC_MARKDOWN, {"*\t", "x"}},
    {"headings", DOC_MARKDOWN, {"*## Head %\n\nText.\n\n"}},
    {"headings of one name", DOC_MARKDOWN, {"*## Head\n\nText.\n\n"}},
    {"headings named like slugs", DOC_MARKDOWN, {"*## Head\n\n## Head %\n\n"}},
    {"headings deeper and deeper", DOC_MARKDOWN, {"*# a\n## b\n### c\n#### d\n##### e\n###### f\n"}},
    {"headings in quotes", DOC_MARKDOWN, {"*> # a\n> > # b\n\n"}},
    {"underlined headings", DOC_MARKDOWN, {"*a %\n=\n"}},
    {"rules", DOC_MARKDOWN, {"****\n"}},
    {"emphasis", DOC_MARKDOWN, {"**a* **b** "}},
    {"emphasis that opens", DOC_MARKDOWN, {"**a **b "}},
    {"emphasis that closes", DOC_MARKDOWN, {"*a* b** "}},
    {"emphasis of both kinds", DOC_MARKDOWN, {"**a_ "}},
    {"strikes", DOC_MARKDOWN, {"*~~a~~ ~b "}},
    {"code spans", DOC_MARKDOWN, {"*`a` "}},
    {"backticks that open", DOC_MARKDOWN, {"*`` a ` "}},
    {"backslashes", DOC_MARKDOWN, {"*\\"}},
    {"entities", DOC_MARKDOWN, {"*&amp; "}},
    {"links", DOC_MARKDOWN, {"*[a%](b%.md) "}},
    {"links to one place", DOC_MARKDOWN, {"# Place\n\n", "*[a](#place) "}},
    {"links that open", DOC_MARKDOWN, {"*[a]( "}},
    {"brackets", DOC_MARKDOWN, {"*[", "*]"}},
    {"images", DOC_MARKDOWN, {"*![a%](b.png) "}},
    {"wikilinks", DOC_MARKDOWN, {"*[[a%]] "}},
    {"wikilinks that open", DOC_MARKDOWN, {"*[[a| "}},
    {"embeds", DOC_MARKDOWN, {"*![[a%]]\n\n"}},
    {"addresses", DOC_MARKDOWN, {"*http://a.b/% a@b.c www.x.y "}},
    {"address without an end", DOC_MARKDOWN, {"*a@b."}},
    {"www without an end", DOC_MARKDOWN, {"*www._"}},
    {"slashes of an address", DOC_MARKDOWN, {"*://"}},
    {"anchors", DOC_MARKDOWN, {"*<a id=\"a%\"></a>x ^b%\n\n"}},
    {"links to anchors", DOC_MARKDOWN, {"*x ^b%\n\n[a](#^b%)\n\n"}},
    {"footnotes", DOC_MARKDOWN, {"*x[^%]\n\n[^%]: note %\n\n"}},
    {"footnotes of one name", DOC_MARKDOWN, {"*x[^a]\n\n[^a]: note\n\n"}},
    {"notes in the text", DOC_MARKDOWN, {"*x^[note %] "}},
    {"notes that open", DOC_MARKDOWN, {"*x^[ "}},
    {"reference definitions", DOC_MARKDOWN, {"*[a%]: /u\n", "\n", "*[a%] "}},
    {"references to one", DOC_MARKDOWN, {"[a]: /u\n\n", "*[a] "}},
    {"comments", DOC_MARKDOWN, {"*%%a%% b\n\n"}},
    {"comments that open", DOC_MARKDOWN, {"*%%\nb\n\n"}},
    {"rows of a table", DOC_MARKDOWN, {"|a|b|\n|-|-|\n", "*|c%|d|\n"}},
    {"columns of a table", DOC_MARKDOWN, {"|", "*a|", "\n|", "*-|", "\n|", "*b|"}},
    {"tables", DOC_MARKDOWN, {"*|a|b|\n|-|-|\n|c|*d*|\n\n"}},
    {"one long cell", DOC_MARKDOWN, {"|a|b|\n|-|-|\n|", "*word ", "|c|\n"}},
    {"pipes", DOC_MARKDOWN, {"*|a\n"}},
    {"list", DOC_MARKDOWN, {"*- item %\n"}},
    {"loose list", DOC_MARKDOWN, {"*- item %\n\n"}},
    {"numbered list", DOC_MARKDOWN, {"*1. item %\n"}},
    {"nested list", DOC_MARKDOWN, {"*- a\n  - b\n    - c\n      - d\n"}},
    {"list marks in a line", DOC_MARKDOWN, {"*- "}},
    {"tasks", DOC_MARKDOWN, {"*- [ ] item %\n"}},
    {"quotes in a line", DOC_MARKDOWN, {"*>", " x"}},
    {"quotes", DOC_MARKDOWN, {"*> quote %\n\n"}},
    {"callouts", DOC_MARKDOWN, {"*> [!note] N %\n> text\n\n"}},
    {"admonitions", DOC_MARKDOWN, {"*!!! note\n    text\n\n"}},
    {"containers", DOC_MARKDOWN, {"*:::note\ntext\n:::\n\n"}},
    {"containers that open", DOC_MARKDOWN, {"*:::note\n\n"}},
    {"definitions", DOC_MARKDOWN, {"*term %\n: means\n\n"}},
    {"fences", DOC_MARKDOWN, {"*```\ncode %\n```\n\n"}},
    {"lines of code", DOC_MARKDOWN, {"```\n", "*code %\n", "```\n"}},
    {"html", DOC_MARKDOWN, {"*<div><b>x</b></div>\n\n"}},
    {"html that opens", DOC_MARKDOWN, {"*<div><b>x\n\n"}},
    {"details", DOC_MARKDOWN, {"*<details><summary>s %</summary>\n\nx\n\n</details>\n\n"}},
    {"details that open", DOC_MARKDOWN, {"*<details><summary>s\n\n"}},
    {"angles", DOC_MARKDOWN, {"*<a "}},
    {"processing marks", DOC_MARKDOWN, {"*<?"}},
    {"dollars", DOC_MARKDOWN, {"*$a_% $$ "}},
    {"key points", DOC_MARKDOWN, {"## Key points\n\n", "*- **k%:** v\n"}},
    {"labelled items", DOC_MARKDOWN, {"*- Label %: text of it\n"}},
    {"questions", DOC_MARKDOWN, {"*### Why %?\n\nBecause.\n\n"}},
    {"questions in bold", DOC_MARKDOWN, {"***Why %?**\n\nBecause.\n\n"}},
    {"questions and answers", DOC_MARKDOWN, {"*Q: Why %?\nA: Because.\n\n"}},
    {"questions in one section", DOC_MARKDOWN, {"# FAQ\n\n", "*- Why %?\n\n  Because.\n\n"}},
    {"terms of See also", DOC_MARKDOWN, {"## See also\n\n", "*- term %\n"}},
    {"terms in a sentence", DOC_MARKDOWN, {"See also: ", "*term %, ", "end.\n"}},
    {"sentences with See also", DOC_MARKDOWN, {"*See also term %.\n\n"}},
    {"keys of the front matter", DOC_MARKDOWN, {"---\n", "*k%: v\n", "---\nx\n"}},
    {"tags", DOC_MARKDOWN, {"---\ntags: [", "*t%, ", "z]\n---\nx\n"}},
    {"aliases", DOC_MARKDOWN, {"---\naliases:\n", "*- t%\n", "---\nx\n"}},
    {"related in the front matter", DOC_MARKDOWN, {"---\nrelated:\n", "*- t%\n", "---\nx\n"}},
    {"points in the front matter", DOC_MARKDOWN, {"---\nkey_points:\n", "*- {label: a%, text: b}\n", "---\nx\n"}},
    {"brackets in the front matter", DOC_MARKDOWN, {"---\na: ", "*[", "\n---\nx\n"}},
    {"marks over letters", DOC_MARKDOWN, {"a", "*\xCC\x81"}},
    {"wide letters", DOC_MARKDOWN, {"*\xE6\xBC\xA2"}},
    {"letters that fold longer", DOC_MARKDOWN, {"*\xC7\x84\xC3\x9F "}},
    {"right to left", DOC_MARKDOWN, {"*\xE2\x80\xAE\xD7\x90 "}},
    {"joined emoji", DOC_MARKDOWN, {"*\xF0\x9F\x91\xA8\xE2\x80\x8D"}},
    {"bytes that are no text", DOC_MARKDOWN, {"a", "*\xFF"}},
    {"plain paragraphs", DOC_TEXT, {"*Words of a harbour %.\n\n"}},
    {"plain lines", DOC_TEXT, {"*words of a harbour that is long enough to be wrapped %\n"}},
    {"plain short lines", DOC_TEXT, {"*a%\n"}},
    {"plain headings", DOC_TEXT, {"*HEAD %\n\nText of the harbour, which is long.\n\n"}},
    {"plain numbers", DOC_TEXT, {"*%. Head\n\nText of the harbour, which is long.\n\n"}},
    {"plain underlines", DOC_TEXT, {"*Head %\n------\n\n"}},
    {"plain items", DOC_TEXT, {"*- item %\n"}},
    {"plain items deeper", DOC_TEXT, {"*- a\n  - b\n    - c\n"}},
    {"plain rules", DOC_TEXT, {"*-----\n"}},
    {"plain rows", DOC_TEXT, {"*| a% | b |\n"}},
    {"plain columns", DOC_TEXT, {"*a% |", "\n", "*b |", "\n"}},
    {"plain pages", DOC_TEXT, {"*page %\n\f"}},
    {"plain boilerplate", DOC_TEXT, {"*Share\nDonate\nTitleEdit\n\n"}},
    {"plain markers", DOC_TEXT, {"*\xE2\x96\xBC\n\nAnswer %.\n\n"}},
    {"plain quotes", DOC_TEXT, {"*> quote %\n"}},
    {"plain code", DOC_TEXT, {"*    code %\n"}},
    {"plain addresses", DOC_TEXT, {"*http://a.b/% a@b.c "}},
    {"plain signs of addresses", DOC_TEXT, {"*a://b@"}},
    {"plain blanks", DOC_TEXT, {"*    ", "x"}},
    {"plain labels", DOC_TEXT, {"*Label: text %\n\n"}},
    {"pages that nest", DOC_HTML, {"*<div>"}},
    {"emphasis that nests in a page", DOC_HTML, {"*<b id=%><p>"}},
    {"lists that nest in a page", DOC_HTML, {"*<ul><li>%"}},
    {"paragraphs of a page", DOC_HTML, {"*<p>words % <b>bold</b> <a href=x%>link</a>"}},
    {"names of a page", DOC_HTML, {"*<a name=x%></a>"}},
    {"attributes of a tag", DOC_HTML, {"<p ", "*a%=1 ", ">x"}},
    {"attributes without an end", DOC_HTML, {"<p ", "*a%='"}},
    {"elements of text without an end", DOC_HTML, {"*<title><script><svg>"}},
    {"ends without a beginning", DOC_HTML, {"<b><i>", "*</b></div></p>"}},
    {"comments of a page", DOC_HTML, {"*<!-- x"}},
    {"angles of a page", DOC_HTML, {"*< <"}},
    {"cells of a page", DOC_HTML, {"<table>", "*<tr><td rowspan=9 colspan=3>%"}},
    {"tables that nest in a page", DOC_HTML, {"*<table><tr><td>"}},
    {"notes of a page", DOC_HTML, {"*<div class=note><p class=title>%</p>"}},
    {"footnotes of a page", DOC_HTML, {"*<li id=fn%><a href=#fn%>%</a>"}},
    {"menus of a page", DOC_HTML, {"*<div class=toc><a rel=next href=x>y</a>"}},
    {"code of a page", DOC_HTML, {"*<code><a href=x>%</a>"}},
    {"sections in YAML", DOC_YAML, {"title: t\nsections:\n", "*- {heading: h%, body: b}\n"}},
    {"questions in YAML", DOC_YAML, {"title: t\nfaq:\n", "*- {question: 'q%?', answer: b}\n"}},
    {"points in YAML", DOC_YAML, {"title: t\nbody: b\nkey_points:\n", "*- {label: h%, text: b}\n"}},
    {"related in YAML", DOC_YAML, {"title: t\nbody: b\nrelated:\n", "*- h%\n"}},
    {"keys in YAML", DOC_YAML, {"title: t\nbody: b\n", "*k%: v\n"}},
    {"one key in YAML", DOC_YAML, {"title: t\nbody: b\n", "*k: v\n"}},
    {"body in YAML", DOC_YAML, {"title: t\nbody: |\n", "*  words %\n"}},
    {"broken YAML", DOC_YAML, {"title: t\nbody: b\n", "*k: v: %\n"}},
};

/* A path that begins with '*' is n files. */
struct library_case {
    const char *name;
    size_t n;
    struct { const char *path, *pieces[PIECES_MAX]; } files[FILES_MAX];
};

static const struct library_case libraries[] = {
    {"library.yaml: one article", 1000, {{"a.md", {"# A\n"}},
      {"library.yaml", {"title: x\ntopics:\n  - title: T\n    articles:\n", "*      - a.md\n"}}}},
    {"library.yaml: topics of one name", 1000, {{"a.md", {"# A\n"}},
      {"library.yaml", {"title: x\ntopics:\n", "*  - title: T\n    articles: [a.md]\n"}}}},
    {"library.yaml: topics", 1000, {{"a.md", {"# A\n"}},
      {"library.yaml", {"title: x\ntopics:\n", "*  - title: T%\n    articles: [a.md]\n"}}}},
    {"library.yaml: articles", 300, {{"*a%.md", {"# A %\n"}},
      {"library.yaml", {"title: x\ntopics:\n  - title: T\n    articles:\n", "*      - a%.md\n"}}}},
    {"library.yaml: what is not there", 1000, {{"a.md", {"# A\n"}},
      {"library.yaml", {"title: x\ntopics:\n  - title: T\n    articles:\n      - a.md\n", "*      - b%.md\n"}}}},
    {"mkdocs.yml: one article", 1000, {{"a.md", {"# A\n"}}, {"mkdocs.yml", {"nav:\n", "*- T: a.md\n"}}}},
    {"mkdocs.yml: topics", 1000, {{"a.md", {"# A\n"}}, {"mkdocs.yml", {"nav:\n", "*- T%:\n  - a.md\n"}}}},
    {"mkdocs.yml: what is not there", 1000, {{"a.md", {"# A\n"}}, {"mkdocs.yml", {"nav:\n- T: a.md\n", "*- T: b%.md\n"}}}},
    {"SUMMARY.md: one article", 1000, {{"a.md", {"# A\n"}}, {"SUMMARY.md", {"# S\n\n", "*- [T](a.md)\n"}}}},
    {"SUMMARY.md: parts", 1000, {{"a.md", {"# A\n"}}, {"SUMMARY.md", {"# S\n\n", "*# P %\n\n- [T](a.md)\n\n"}}}},
    {"SUMMARY.md: sub-chapters", 500, {{"a.md", {"# A\n"}}, {"SUMMARY.md", {"# S\n\n", "*- [T](a.md)\n  - [U](a.md)\n"}}}},
    {"SUMMARY.md: what is not there", 1000, {{"a.md", {"# A\n"}}, {"SUMMARY.md", {"# S\n\n- [T](a.md)\n- [U](a.md)\n", "*- [T](b%.md)\n"}}}},
    {"files", 300, {{"*a%.md", {"# A %\n\nwords\n"}}}},
    {"files of one title", 300, {{"*a%.md", {"# Title\n\nwords\n"}}}},
    {"files of one name", 300, {{"*f%/note.md", {"# A %\n\nwords\n"}}}},
    {"files of one alias", 300, {{"*a%.md", {"---\naliases: [same]\n---\n# A %\n"}}}},
    {"files of one weight", 300, {{"*a%.md", {"---\nweight: 3\ntags: [t]\n---\n# A %\n"}}}},
    {"folders", 300, {{"*f%/_index.md", {"# F %\n"}}}},
    {"links to a name that many have", 300, {{"*f%/note.md", {"# N\n\n[[note]]\n"}}}},
    {"links to the next", 300, {{"*a%.md", {"# A\n\n[[a1]] [n](a2.md)\n"}}}},
    {"links of one article", 500, {{"a.md", {"# A\n\n", "*[[b]] [x%](c%.md)\n\n"}}, {"b.md", {"# B\n"}}}},
    {"links to sections", 500, {{"a.md", {"# A\n\n", "*[x](b.md#s%)\n\n"}}, {"b.md", {"# B\n\n", "*## S%\n\n"}}}},
    {"links to sections that are not there", 500, {{"a.md", {"# A\n\n", "*[x](b.md#z%)\n\n"}}, {"b.md", {"# B\n\n", "*## S%\n\n"}}}},
    {"terms of one article", 500, {{"a.md", {"# A\n\n## See also\n\n", "*- term %\n"}}, {"b.md", {"# Term 3\n"}}}},
    {"related of all", 300, {{"*a%.md", {"---\nrelated: [A 1, A 2]\n---\n# A %\n\nwords\n"}}}},
    /* Beyond what an inquiry looks at of the places of a word, which is a limit. */
    {"questions of one article", 4000, {{"a.md", {"# A\n\n", "*## Why is harbour % deep?\n\nBecause.\n\n"}}}},
    {"points of one article", 500, {{"a.md", {"# A\n\n## Key points\n\n", "*- **Harbour %:** deep\n"}}}},
    {"lines of .lecternignore", 1000, {{"*a.md", {"# A\n"}}, {".lecternignore", {"*b%*c*.md\n"}}}},
    {"stars of .lecternignore", 500, {{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md", {"# A\n"}}, {".lecternignore", {"**a*", "b\n"}}}},
    {"lines of .gitignore", 1000, {{"a.md", {"# A\n"}}, {".gitignore", {"*/x%/\n!y%\n"}}}},
    {"broken front matter", 300, {{"*a%.md", {"---\na: b: c\n---\n# A %\n"}}}},
};
/* clang-format on */

/* --- Making them --------------------------------------------------------------------
 */

static void put_unit(struct buf *out, const char *unit, size_t number)
{
    for (; *unit != '\0'; unit++) {
        /* "%%" is an Obsidian comment. */
        if (unit[0] == '%' && unit[1] == '%') {
            buf_puts(out, STR("%%"));
            unit++;
        } else if (unit[0] == '%') {
            buf_number(out, number, 1);
        } else {
            buf_putc(out, *unit);
        }
    }
}

static void put_pieces(struct buf *out, const char *const *pieces, size_t n)
{
    for (size_t i = 0; i < PIECES_MAX && pieces[i] != NULL; i++) {
        bool repeats = pieces[i][0] == '*';
        for (size_t k = 0; k < (repeats ? n : 1); k++)
            put_unit(out, pieces[i] + repeats, k);
    }
}

/* --- Measuring ----------------------------------------------------------------------
 */

struct measured {
    const char *stage;
    uint64_t work;
    double seconds;
};

struct meter {
    struct measured stages[STAGES_MAX];
    size_t count;
    uint64_t work;
    double seconds;
};

static double processor_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void meter_start(struct meter *meter)
{
    meter->work = work_done();
    meter->seconds = processor_seconds();
}

/* What happened since the last stage was this one. */
static void meter_add(struct meter *meter, const char *stage)
{
    meter->stages[meter->count++] = (struct measured){
        stage, work_done() - meter->work, processor_seconds() - meter->seconds};
    meter_start(meter);
}

static void measure_document(const struct document_case *it, size_t n,
                             struct meter *meter)
{
    struct arena arena = {0};
    struct buf text = {0};
    put_pieces(&text, it->pieces, n);
    meter_start(meter);
    struct doc *doc = read_document(&arena, it->format, buf_str(&text));
    meter_add(meter, "read");
    (void)extract_all(&arena, doc);
    meter_add(meter, "extract");
    struct layout *layout =
        layout_new(&arena, doc, &(struct layout_options){.width_cols = 80});
    meter_add(meter, "layout");
    (void)layout_find(&arena, layout, STR("a"));
    (void)layout_find(&arena, layout, STR("a b\nword\nhead"));
    meter_add(meter, "find");
    arena_release(&arena);
    buf_release(&text);
}

/* --- Libraries ----------------------------------------------------------------------
 */

static void write_file(const char *folder, const char *path, struct str text)
{
    char name[4096];
    snprintf(name, sizeof name, "%s/%s", folder, path);
    for (char *slash = name + strlen(folder) + 1; (slash = strchr(slash, '/')) != NULL;
         slash++) {
        *slash = '\0';
        (void)mkdir(name, 0755);
        *slash = '/';
    }
    FILE *file = fopen(name, "wb");
    if (file == NULL || fwrite(text.ptr, 1, text.len, file) != text.len ||
        fclose(file) != 0) {
        perror(name);
        exit(2);
    }
}

static void write_library(const char *folder, const struct library_case *it, size_t n)
{
    for (size_t i = 0; i < FILES_MAX && it->files[i].path != NULL; i++) {
        const char *path = it->files[i].path;
        bool repeats = path[0] == '*';
        for (size_t k = 0; k < (repeats ? n : 1); k++) {
            struct buf name = {0}, text = {0};
            put_unit(&name, path + repeats, k);
            buf_putc(&name, '\0');
            if (repeats)
                for (size_t p = 0; p < PIECES_MAX && it->files[i].pieces[p]; p++)
                    put_unit(&text, it->files[i].pieces[p], k);
            else
                put_pieces(&text, it->files[i].pieces, n);
            write_file(folder, name.data, buf_str(&text));
            buf_release(&name);
            buf_release(&text);
        }
    }
}

static int remove_entry(const char *path, const struct stat *st, int type,
                        struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static void run(const char *command, const char *words, const char *folder)
{
    const char *argv[] = {command, "-L", folder, words, NULL};
    if (cli_run(words != NULL ? 4 : 3, (char **)(uintptr_t)argv, true) == CLI_ERROR) {
        fprintf(stderr, "%s failed\n", command);
        exit(2);
    }
}

static void measure_library(const struct library_case *it, size_t n,
                            struct meter *meter)
{
    char folder[] = "/tmp/lectern-growth-XXXXXX";
    if (mkdtemp(folder) == NULL)
        exit(2);
    char cache[64], library[64];
    snprintf(cache, sizeof cache, "%s/cache", folder);
    snprintf(library, sizeof library, "%s/library", folder);
    (void)mkdir(cache, 0700);
    (void)mkdir(library, 0755);
    setenv("XDG_CACHE_HOME", cache, 1);
    write_library(library, it, n);
    meter_start(meter);
    run("toc", NULL, library);
    meter_add(meter, "toc");
    run("check", NULL, library);
    meter_add(meter, "check");
    run("search", "harbour", library);
    meter_add(meter, "index");
    run("search", "words", library);
    meter_add(meter, "search");
    run("links", NULL, library);
    meter_add(meter, "links");
    run("export", NULL, library);
    meter_add(meter, "export");
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* --- Judging ------------------------------------------------------------------------
 */

struct report {
    FILE *out;
    bool table;
    int number, failed;
};

static double times(double less, double more)
{
    return more / (less > 0 ? less : 1e-9);
}

static void judge(struct report *report, const char *name, const struct meter *less,
                  const struct meter *more)
{
    char why[512] = "";
    report->number++;
    for (size_t i = 0; i < less->count; i++) {
        const struct measured *a = &less->stages[i], *b = &more->stages[i];
        bool bad = b->work > WORK_MIN && b->work >= LIMIT * (a->work + 1);
        if (report->table)
            fprintf(report->out, "%-38s %-8s %12llu %5.1f %9.1f ms %5.1f%s\n", name,
                    a->stage, (unsigned long long)b->work,
                    times((double)a->work, (double)b->work), b->seconds * 1e3,
                    times(a->seconds, b->seconds), bad ? "  <--" : "");
        if (bad)
            snprintf(why + strlen(why), sizeof why - strlen(why),
                     "# %s: %llu became %llu\n", a->stage, (unsigned long long)a->work,
                     (unsigned long long)b->work);
    }
    report->failed += why[0] != '\0';
    if (!report->table)
        fprintf(report->out, "%s %d - %s\n%s", why[0] != '\0' ? "not ok" : "ok",
                report->number, name, why);
    fflush(report->out);
}

/* Standard output is what the subcommands print; the report goes where it went. */
static FILE *take_output(void)
{
    int fd = dup(STDOUT_FILENO), nothing = open("/dev/null", O_WRONLY);
    if (fd < 0 || nothing < 0 || dup2(nothing, STDOUT_FILENO) < 0 ||
        dup2(nothing, STDERR_FILENO) < 0)
        exit(2);
    close(nothing);
    return fdopen(fd, "w");
}

int main(int argc, char **argv)
{
    const size_t document_count = sizeof documents / sizeof *documents;
    const size_t library_count = sizeof libraries / sizeof *libraries;
    struct report report = {.table = argc > 1 && strcmp(argv[1], "--table") == 0};
    text_setup();
    work_setup();
    report.out = take_output();
    if (report.table)
        fprintf(report.out, "%-38s %-8s %12s %5s %12s %5s\n", "four times as many",
                "stage", "work", "x", "processor", "x");
    else
        fprintf(report.out, "1..%zu\n", document_count + library_count);
    for (size_t i = 0; i < document_count; i++) {
        struct meter less = {0}, more = {0};
        measure_document(&documents[i], DOCUMENT_N, &less);
        measure_document(&documents[i], DOCUMENT_N * FACTOR, &more);
        judge(&report, documents[i].name, &less, &more);
    }
    for (size_t i = 0; i < library_count; i++) {
        struct meter less = {0}, more = {0};
        measure_library(&libraries[i], libraries[i].n, &less);
        measure_library(&libraries[i], libraries[i].n * FACTOR, &more);
        judge(&report, libraries[i].name, &less, &more);
    }
    return report.failed > 0;
}
