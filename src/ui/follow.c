/* Links: selecting them, what they say, and where they lead. */
#include "ui/follow.h"

#include "base/text.h"
#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/known.h"
#include "ui/lists/suggestions.h"
#include "ui/state.h"
#include "ui/travel.h"

/* --- Selecting --- */

enum reaction run_select(struct app *app, int direction, int count)
{
    bool moved = false;
    for (int i = count > 0 ? count : 1; i > 0; i--)
        moved |= reader_select_step(&app->reader, direction);
    if (!moved && direction > 0 && pending_run(app, run_select, direction, 1))
        return REACT_DRAW;
    if (!moved && app->reader.stop_count == 0)
        app_say(app, "There is no link on this page");
    else if (!moved)
        app_say(app,
                direction > 0 ? "This is the last link" : "This is the first link");
    return REACT_DRAW;
}

/* --- What a link says --- */

static const struct target *target_of(const struct app *app, const struct stop *stop)
{
    return reader_target(&app->reader, stop->link);
}

struct str section_name(const struct app *app, const struct target *target)
{
    const struct facts *facts = app_facts(app, target->article);
    for (size_t i = 0; facts != NULL && i < facts->heading_count; i++)
        if (str_eq(facts->headings[i].slug, target->fragment) &&
            facts->headings[i].title.len > 0)
            return facts->headings[i].title;
    return target->fragment;
}

static void describe_article(const struct app *app, const struct target *target,
                             struct buf *out)
{
    const struct article *article = library_article(app->library, target->article);
    buf_puts(out, STR("→ "));
    buf_puts(out, article->title);
    if (target->kind != TARGET_ARTICLE && target->fragment.len > 0) {
        buf_puts(out, STR(" › "));
        text_clean_to(out, section_name(app, target), TEXT_ONE_LINE);
    }
    buf_puts(out, STR(" · "));
    text_clean_to(out, article->path, TEXT_ONE_LINE);
    if (target->ambiguous)
        buf_puts(out, STR(" (others have this name, too)"));
}

static void describe_target(const struct app *app, const struct target *target,
                            struct buf *out)
{
    if (target->dangling) {
        buf_puts(out, STR("✗ not in this library: "));
        text_clean_to(out, target->text, TEXT_ONE_LINE);
        return;
    }
    switch (target->kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
        describe_article(app, target, out);
        return;
    case TARGET_FOOTNOTE:
        buf_puts(out, STR("→ note "));
        break;
    case TARGET_TIMESTAMP:
        buf_puts(out, STR("▶ "));
        break;
    case TARGET_ASSET:
    case TARGET_URL:
        buf_puts(out, STR("↗ "));
        break;
    }
    text_clean_to(out, target->text, TEXT_ONE_LINE);
}

void describe_stop(const struct app *app, const struct stop *stop, struct buf *out)
{
    const struct node *node = reader_node(&app->reader, stop->node);
    if (stop->link != SPAN_NO_LINK)
        describe_target(app, target_of(app, stop), out);
    else if (app->reader.skim)
        buf_puts(out, STR("→ the whole text from here"));
    else if (reader_is_folded(&app->reader, node))
        buf_puts(out, STR("▸ folded"));
    else
        buf_puts(out, STR("▾ unfolded"));
}

/* --- Following --- */

/* After a fold changed. */
/* What is looked for is shown, whether it is folded away or one skims. */
void go_node(struct app *app, const struct node *node)
{
    const struct doc *doc = reader_doc(&app->reader);
    ptrdiff_t heading = doc_heading_index(doc, node->id);
    if (heading >= 0 && doc->headings[heading] == node) {
        reader_go_heading(&app->reader, (size_t)heading);
    } else if (app->reader.skim) {
        reader_unskim_at(&app->reader, node);
    } else {
        reader_unfold_around(&app->reader, node);
        reader_go_node(&app->reader, node);
    }
}

static enum reaction go_pending(struct app *app, struct pending *pending)
{
    go_fragment(app, buf_str(&pending->text));
    return REACT_DRAW;
}

bool go_fragment(struct app *app, struct str fragment)
{
    const struct node *node = target_place(reader_doc(&app->reader), fragment);
    if (node == NULL && pending_start(app, go_pending, fragment))
        return true;
    if (node == NULL) {
        app_complain(app, "no section '" STR_FMT "' in '" STR_FMT "'",
                     STR_ARG(fragment), STR_ARG(app->reader.page->title));
        return false;
    }
    go_node(app, node);
    return true;
}

static enum reaction follow_article(struct app *app, const struct target *target)
{
    /* The target is part of a page that may leave the cache when the next one comes. */
    struct buf fragment = {0};
    if (target->kind != TARGET_ARTICLE)
        buf_puts(&fragment, target->fragment);
    bool here = app->reader.page->article == target->article;
    if (here)
        travel_remember(app);
    else
        travel_to_article(app, target->article);
    if (fragment.len > 0)
        go_fragment(app, buf_str(&fragment));
    else if (here)
        reader_go_line(&app->reader, 0);
    buf_release(&fragment);
    if (app->reader.page->failed)
        app_complain(app, "'" STR_FMT "' cannot be read",
                     STR_ARG(app->reader.page->title));
    return REACT_DRAW;
}

static enum reaction follow_footnote(struct app *app, const struct stop *stop)
{
    const struct node *node = reader_node(&app->reader, stop->node);
    bool is_reference = node->kind == NODE_FOOTNOTE_REF;
    const struct node *note = is_reference ? node->u.footnote.other : NULL;
    if (note == NULL) {
        app_complain(app, "this note is not in the article");
        return REACT_DRAW;
    }
    travel_remember(app);
    go_node(app, note);
    return REACT_DRAW;
}

static enum reaction follow_link(struct app *app, const struct stop *stop)
{
    const struct target *target = target_of(app, stop);
    if (target->dangling) {
        suggestions_complain(app, target->text);
        return REACT_DRAW;
    }
    switch (target->kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
        return follow_article(app, target);
    case TARGET_FOOTNOTE:
        return follow_footnote(app, stop);
    case TARGET_TIMESTAMP:
    case TARGET_URL:
        app_say(app, STR_FMT "  is outside the library: copy it from here",
                STR_ARG(target->text));
        break;
    case TARGET_ASSET:
        app_say(app, STR_FMT "  is a file that is no article", STR_ARG(target->text));
        break;
    }
    return REACT_DRAW;
}

static enum reaction toggle_fold(struct app *app, const struct stop *stop)
{
    app->reader.selected = stop->node;
    reader_toggle_fold(&app->reader, stop->node);
    reader_fit_soon(&app->reader);
    return REACT_DRAW;
}

/* Ends skimming. The way back is to where one was in the skimmed page. */
static enum reaction read_from(struct app *app, const struct stop *stop)
{
    const struct node *node = reader_node(&app->reader, stop->node);
    app->reader.selected = stop->node;
    travel_remember(app);
    reader_unskim_at(&app->reader, node);
    return REACT_DRAW;
}

enum reaction follow_stop(struct app *app, const struct stop *stop)
{
    if (app->reader.skim && stop->link == SPAN_NO_LINK)
        return read_from(app, stop);
    if (stop->link == SPAN_NO_LINK)
        return toggle_fold(app, stop);
    app->reader.selected = stop->node;
    return follow_link(app, stop);
}

enum reaction run_follow(struct app *app, int arg, int count)
{
    (void)arg;
    const struct stop *stop = count > 0
                                  ? reader_numbered_link(&app->reader, (size_t)count)
                                  : reader_selected(&app->reader);
    popup_close(&app->popup);
    if (stop != NULL)
        return follow_stop(app, stop);
    if (count > 0)
        app_say(app, "No link on the screen has the number %d", count);
    else if (app->reader.stop_count == 0)
        app_say(app, "There is no link on this page");
    else
        app_say(app, "No link is selected: Tab selects one");
    return REACT_DRAW;
}

enum reaction run_fold(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    const struct stop *stop = reader_selected(&app->reader);
    if (stop == NULL || stop->link != SPAN_NO_LINK)
        stop = reader_visible_fold(&app->reader);
    if (app->reader.skim)
        app_say(app, "Nothing folds while one skims");
    else if (stop != NULL)
        return toggle_fold(app, stop);
    else
        app_say(app, "Nothing on the screen can be folded");
    return REACT_DRAW;
}

enum reaction run_fold_all(struct app *app, int arg, int count)
{
    if (pending_run(app, run_fold_all, arg, count))
        return REACT_DRAW;
    bool folded;
    if (app->reader.skim)
        app_say(app, "Nothing folds while one skims");
    else if (!reader_toggle_all(&app->reader, &folded))
        app_say(app, "Nothing on this page can be folded");
    else
        app_say(app, folded ? "All answers are folded" : "All answers are unfolded");
    return REACT_DRAW;
}

enum reaction run_skim(struct app *app, int arg, int count)
{
    if (pending_run(app, run_skim, arg, count))
        return REACT_DRAW;
    reader_skim(&app->reader, !app->reader.skim);
    if (!app->reader.skim || app->reader.stop_count > 0)
        return REACT_DRAW;
    reader_skim(&app->reader, false);
    app_say(app, "There are no headings, key points or questions to skim");
    return REACT_DRAW;
}
