/*
 * What is wrong with an article, as facts.
 *
 * A link's flaws are of two sorts. Some can be judged for good by the article alone.
 * Where others lead depends on the names of the library: they are judged again when
 * these change, by the form and the destination of the link alone (facts_judge).
 */
#include "library/facts_gather.h"

#include "base/file.h"
#include "base/text.h"
#include "library/links/key.h"

struct flaw_gatherer {
    struct facts *facts;
    size_t cap;
    struct arena *arena;
};

static void add(struct flaw_gatherer *it, struct fact_flaw flaw)
{
    struct facts *facts = it->facts;
    if (facts->flaw_count == it->cap) {
        size_t cap = 2 * it->cap + 4;
        struct fact_flaw *grown = ARENA_ARRAY(it->arena, cap, struct fact_flaw);
        for (size_t i = 0; i < facts->flaw_count; i++)
            grown[i] = facts->flaws[i];
        facts->flaws = grown;
        it->cap = cap;
    }
    flaw.text = arena_str(it->arena, flaw.text);
    flaw.fragment = arena_str(it->arena, flaw.fragment);
    facts->flaws[facts->flaw_count++] = flaw;
}

/* --- Links --- */

bool facts_is_by_name(const struct opened *opened, size_t index)
{
    const struct node *node = opened->doc->links[index];
    if (node->kind != NODE_LINK || str_starts(node->u.link.dest, STR("#")))
        return false;
    switch (opened->targets[index].kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
    case TARGET_ASSET:
        return true;
    case TARGET_FOOTNOTE:
    case TARGET_TIMESTAMP:
    case TARGET_URL:
        break;
    }
    return false;
}

size_t facts_judge(const struct target *target,
                   struct fact_flaw flaws[FACTS_FLAWS_PER_LINK])
{
    size_t count = 0;
    if (target->dangling) {
        flaws[0] = (struct fact_flaw){.kind = FLAW_DANGLING,
                                      .is_name = target->kind == TARGET_ARTICLE ||
                                                 target->kind == TARGET_SECTION,
                                      .to = ARTICLE_NONE};
        return 1;
    }
    if (target->ambiguous)
        flaws[count++] =
            (struct fact_flaw){.kind = FLAW_AMBIGUOUS, .to = target->article};
    if (target->kind == TARGET_SECTION || target->kind == TARGET_FAQ)
        flaws[count++] = (struct fact_flaw){
            .kind = FLAW_FRAGMENT, .to = target->article, .fragment = target->fragment};
    return count;
}

/* Judges a link that depends on no other article. */
static size_t judge_own(const struct target *target, struct fact_flaw *flaw)
{
    if (!target->dangling && !target->place_missing)
        return 0;
    *flaw = (struct fact_flaw){.kind = target->dangling ? FLAW_LOST : FLAW_SECTION,
                               .to = target->article};
    return 1;
}

static void gather_link(struct flaw_gatherer *it, const struct opened *opened,
                        size_t index)
{
    const struct node *node = opened->doc->links[index];
    const struct target *target = &opened->targets[index];
    struct fact_flaw flaws[FACTS_FLAWS_PER_LINK];
    size_t count = facts_is_by_name(opened, index) ? facts_judge(target, flaws)
                                                   : judge_own(target, flaws);
    for (size_t i = 0; i < count; i++) {
        flaws[i].order = (uint32_t)index;
        flaws[i].line = node->line;
        flaws[i].text =
            node->kind == NODE_LINK ? node->u.link.dest : node->u.footnote.label;
        add(it, flaws[i]);
    }
}

/* --- The article --- */

static void gather_notices(struct flaw_gatherer *it, const struct doc *doc)
{
    uint32_t order = 0;
    for (const struct notice *notice = doc->notices; notice != NULL;
         notice = notice->next)
        add(it, (struct fact_flaw){.kind = FLAW_NOTICE,
                                   .order = order++,
                                   .line = notice->line,
                                   .to = ARTICLE_NONE,
                                   .text = notice->text});
}

/* True when neither the document nor a list of articles gave a title, and the file's
 * name is not one either. */
static bool is_untitled(const struct library *library, const struct opened *opened,
                        struct arena *scratch)
{
    const struct article *article = library_article(library, opened->article);
    return opened->doc->title_node == NULL && !name_says_something(article->path) &&
           doc_meta(opened->doc, STR("title")) == NULL &&
           str_eq(article->title, title_from_path(scratch, article->path));
}

void facts_gather_flaws(struct facts *facts, const struct library *library,
                        const struct opened *opened, struct arena *arena,
                        struct arena *scratch)
{
    struct flaw_gatherer it = {.facts = facts, .arena = arena};
    gather_notices(&it, opened->doc);
    if (is_untitled(library, opened, scratch))
        add(&it, (struct fact_flaw){.kind = FLAW_UNTITLED, .to = ARTICLE_NONE});
    for (size_t i = 0; i < opened->doc->link_count; i++)
        gather_link(&it, opened, i);
}

struct facts *facts_of_unread(struct str trouble, struct arena *arena)
{
    struct facts *facts = ARENA_NEW(arena, struct facts);
    struct flaw_gatherer it = {.facts = facts, .arena = arena};
    add(&it, (struct fact_flaw){
                 .kind = FLAW_UNREADABLE,
                 .to = ARTICLE_NONE,
                 .text = text_clean(arena, arena_str(arena, trouble), TEXT_ONE_LINE)});
    return facts;
}
