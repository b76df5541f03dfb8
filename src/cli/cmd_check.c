/*
 * lectern check: what is wrong with a library, grouped by kind; 1 when anything is.
 */
#include "catalog/check.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/similar.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "cli/command.h"

/* A destination that leads nowhere, with the articles that it may have meant. */
struct lost {
    struct str dest;
    bool is_asked;
    uint32_t articles[SIMILAR_MAX];
    size_t count;
};

struct checking {
    struct answer *answer;
    struct call *call;
    struct arena arena;
    size_t findings;
    const struct group *group;
    size_t in_group;
    struct lost *lost; /* each destination once, in order of the bytes */
    size_t lost_count;
};

/* A kind of findings, and what is said of each beside its place: in the text it is
 * after some words. */
struct group {
    enum check_kind kind;
    const char *name, *heading;
    const char *text_key, *other_key, *before_other; /* NULL: nothing */
};

/* clang-format off */
static const struct group groups[] = {
    { CHECK_UNREADABLE, "unreadable", "Files that cannot be read", "text", NULL, NULL },
    { CHECK_NOTICE, "notice", "What could not be taken as it stands", "text", NULL,
      NULL },
    { CHECK_DANGLING, "dangling", "Links that lead nowhere", "target", NULL, NULL },
    { CHECK_AMBIGUOUS, "ambiguous", "Links that may mean several articles", "target",
      "taken", "  taken: " },
    { CHECK_SECTION, "section", "Links to sections that are not there", "target",
      "article", "  not in: " },
    { CHECK_UNTITLED, "untitled", "Articles without a title", NULL, NULL, NULL },
    { CHECK_DUPLICATE, "duplicate", "Articles of one title", "title", "other",
      "  like: " },
    { CHECK_ORPHAN, "orphan", "Articles that nothing links to", NULL, NULL, NULL },
};
/* clang-format on */

/* --- Writing --- */

static void begin_text(struct checking *it, struct str path, uint32_t line)
{
    struct buf *out = &it->call->out;
    if (it->in_group == 0)
        buf_printf(out, "%s%s\n", it->findings > 0 ? "\n" : "", it->group->heading);
    buf_puts(out, STR("  "));
    text_clean_to(out, path, TEXT_ONE_LINE);
    if (line > 0)
        buf_printf(out, ":%u", line);
}

/* Opens a finding. `json` is only used where JSON is asked for. */
static void begin_finding(struct checking *it, struct json *json, struct str path,
                          uint32_t line)
{
    if (it->call->json) {
        json_init(json, &it->call->out);
        json_open(json, NULL, '{');
        json_str(json, "kind", str_from(it->group->name));
        json_str(json, "path", path);
        if (line > 0)
            json_int(json, "line", line);
    } else {
        begin_text(it, path, line);
    }
}

static void end_finding(struct checking *it, struct json *json)
{
    if (it->call->json) {
        json_close(json, '}');
        json_end(json);
    } else {
        buf_putc(&it->call->out, '\n');
    }
    it->in_group++;
    it->findings++;
}

/* A member of a finding: in the text it is after `before`. */
static void put_member(struct checking *it, struct json *json, const char *key,
                       const char *before, struct str value)
{
    if (it->call->json) {
        json_str(json, key, value);
    } else {
        buf_puts(&it->call->out, str_from(before));
        text_clean_to(&it->call->out, value, TEXT_ONE_LINE);
    }
}

/* --- What was meant --- */

static int compare_dests(const void *a, const void *b)
{
    const struct lost *left = a, *right = b;
    return str_cmp(left->dest, right->dest);
}

/* A wiki has thousands of links to few pages that are not there: each of these is
 * looked for once. */
static void collect_lost(struct checking *it)
{
    struct check *check = check_begin(it->answer->view, CHECK_DANGLING);
    size_t cap = 0, kept = 0;
    struct flaw flaw;
    while (check_next(check, &flaw)) {
        if (!flaw.is_name)
            continue;
        it->lost = mem_grow(it->lost, it->lost_count, &cap, sizeof *it->lost);
        it->lost[it->lost_count++] =
            (struct lost){.dest = arena_str(&it->arena, flaw.text)};
    }
    check_end(check);
    if (it->lost_count > 0)
        qsort(it->lost, it->lost_count, sizeof *it->lost, compare_dests);
    for (size_t i = 0; i < it->lost_count; i++)
        if (kept == 0 || !str_eq(it->lost[kept - 1].dest, it->lost[i].dest))
            it->lost[kept++] = it->lost[i];
    it->lost_count = kept;
}

static struct lost *find_meant(struct checking *it, struct str dest)
{
    struct lost key = {.dest = dest};
    struct lost *lost = it->lost_count == 0 ? NULL
                                            : bsearch(&key, it->lost, it->lost_count,
                                                      sizeof *it->lost, compare_dests);
    if (lost != NULL && !lost->is_asked) {
        lost->is_asked = true;
        (void)search_similar(it->answer->search, dest, lost->articles, &lost->count);
    }
    return lost;
}

static void put_meant(struct checking *it, struct json *json, const struct flaw *flaw)
{
    struct lost *lost = flaw->is_name ? find_meant(it, flaw->text) : NULL;
    if (it->call->json)
        json_open(json, "nearest", '[');
    for (size_t i = 0; lost != NULL && i < lost->count; i++) {
        const struct article *article =
            library_article(it->call->library, lost->articles[i]);
        if (it->call->json) {
            json_open(json, NULL, '{');
            json_str(json, "path", article->path);
            json_str(json, "title", article->title);
            json_close(json, '}');
        } else {
            buf_puts(&it->call->out, i == 0 ? STR("  near: ") : STR(", "));
            buf_puts(&it->call->out, article->title);
        }
    }
    if (it->call->json)
        json_close(json, ']');
}

/* --- All --- */

static void put_flaw(struct checking *it, const struct flaw *flaw)
{
    const struct group *group = it->group;
    struct json json;
    begin_finding(it, &json, flaw->path, flaw->line);
    if (group->text_key != NULL)
        put_member(it, &json, group->text_key, ": ", flaw->text);
    if (group->other_key != NULL && flaw->other.len > 0)
        put_member(it, &json, group->other_key, group->before_other, flaw->other);
    if (group->kind == CHECK_DANGLING)
        put_meant(it, &json, flaw);
    end_finding(it, &json);
}

static void put_library_notices(struct checking *it)
{
    for (const struct library_notice *notice = it->call->library->notices;
         notice != NULL; notice = notice->next) {
        struct flaw flaw = {.path = notice->path, .text = notice->text};
        put_flaw(it, &flaw);
    }
}

static void put_group(struct checking *it, const struct group *group)
{
    struct check *check = check_begin(it->answer->view, group->kind);
    it->group = group;
    it->in_group = 0;
    if (group->kind == CHECK_NOTICE)
        put_library_notices(it);
    struct flaw flaw;
    while (check_next(check, &flaw) && answer_flush(it->answer))
        put_flaw(it, &flaw);
    check_end(check);
}

static int check(struct answer *answer, struct error *err)
{
    struct checking it = {.answer = answer, .call = answer->call};
    (void)err;
    collect_lost(&it);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        put_group(&it, &groups[i]);
    free(it.lost);
    arena_release(&it.arena);
    return it.findings > 0 ? CLI_NOTHING : CLI_FOUND;
}

int run_check(struct call *call, struct error *err)
{
    return answer_run(call, ANSWER_IN_STEP, check, err);
}
