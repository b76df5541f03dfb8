/* The pop-up that shows where the selected link leads. */
#include "ui/lists/preview.h"

#include "ui/keys/actions.h"
#include "ui/lists/suggestions.h"
#include "ui/state.h"
#include "ui/tasks.h"

enum {
    /* The text of the pop-up is below that of the page. */
    TEXT_INDENT = 3,
};

/* The rows of the pane that a link is on. */
static void rows_of(const struct reader *reader, const struct stop *stop, int *from,
                    int *to)
{
    const struct layout *layout = reader->layout;
    const struct node *node = reader_node(reader, stop->node);
    size_t end = stop->line + 1;
    while (end < layout->line_count && reader_line_shows(reader, end, node))
        end++;
    *from = (int)(stop->line - reader->top);
    *to = (int)(end - reader->top);
    if (*to > reader->box.rows)
        *to = reader->box.rows;
}

void app_fit_popup(struct app *app)
{
    const struct stop *stop = reader_selected(&app->reader);
    struct area text = app->screen.text;
    int from = 0, to = 0;
    if (!app->popup.open)
        return;
    /* Without its link, which may have gone meanwhile, it stays at the top: the next
     * key is for it. */
    if (stop != NULL)
        rows_of(&app->reader, stop, &from, &to);
    int left =
        app->reader.box.col > TEXT_INDENT ? app->reader.box.col - TEXT_INDENT : 0;
    text.col += left;
    text.cols -= left;
    if (popup_fit(&app->popup, text, from, to))
        return;
    popup_close(&app->popup);
    app_say(app, "There is no room for a preview here");
}

/* --- What it shows --- */

/* The id after what belongs to a place: its section, or its answer. */
static uint32_t end_of_place(const struct doc *doc, const struct node *node)
{
    ptrdiff_t heading = doc_heading_index(doc, node->id);
    if (node->kind != NODE_HEADING && layout_can_fold(node))
        return layout_fold_end(doc, node);
    return heading >= 0 ? layout_fold_end(doc, doc->headings[heading]) : UINT32_MAX;
}

/* All of the article but its title, which is on the frame. */
static void limit_to_body(struct reader *reader)
{
    const struct doc *doc = reader_doc(reader);
    const struct node *first = doc->root->first;
    if (doc->title_node != NULL && doc->title_node == first)
        first = first->next;
    if (first != NULL)
        reader_limit(reader, first->id, UINT32_MAX);
}

static void show_article(struct app *app, const struct target *target)
{
    struct popup *popup = &app->popup;
    struct arena scratch = {0};
    struct str section = {0};
    /* The target is part of a page that may leave the cache. */
    struct str fragment = arena_str(&scratch, target->fragment);
    bool whole = target->kind == TARGET_ARTICLE || fragment.len == 0;
    reader_show(&popup->reader,
                app_take_page(app, page_of_article(app->library, target->article)));
    const struct doc *doc = reader_doc(&popup->reader);
    const struct node *node = whole ? NULL : target_place(doc, fragment);
    if (node == NULL && !whole && popup->reader.page->is_head) {
        popup_say(popup, popup->reader.page->title, fragment,
                  STR("It stands too far down in a large article to be shown here."));
        popup->leads = true;
        arena_release(&scratch);
        return;
    }
    if (node == NULL) {
        limit_to_body(&popup->reader);
    } else {
        const struct node *heading = doc_heading_of(doc, node);
        if (heading != NULL && heading != doc->title_node)
            section = node_text_in(heading, &scratch);
        /* A heading is on the frame, too, but what asks must be read whole. */
        const struct node *first = node == heading && node->next != NULL &&
                                           node->next->kind != NODE_HEADING &&
                                           (node->flags & NODE_QUESTION) == 0
                                       ? node->next
                                       : node;
        reader_limit(&popup->reader, first->id, end_of_place(doc, node));
    }
    popup_set_title(popup, popup->reader.page->title, section);
    arena_release(&scratch);
}

static void show_note(struct app *app, const struct node *note)
{
    struct popup *popup = &app->popup;
    struct arena scratch = {0};
    reader_show(&popup->reader, app_take_page(app, app->reader.page->id));
    uint32_t end =
        note->next != NULL ? note->next->id : reader_doc(&app->reader)->node_count;
    /* Without the rule above the first note. */
    const struct node *first = note->first != NULL ? note->first : note;
    reader_limit(&popup->reader, first->id, end);
    popup_set_title(popup, arena_printf(&scratch, "Note %u", note->u.footnote.number),
                    (struct str){0});
    arena_release(&scratch);
}

/* False when nothing can be said of what the link leads to. */
static bool show_target(struct app *app, const struct stop *stop)
{
    const struct target *target = reader_target(&app->reader, stop->link);
    const struct node *node = reader_node(&app->reader, stop->node);
    if (target->dangling) {
        suggestions_preview(app, target->text);
        return true;
    }
    switch (target->kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
        show_article(app, target);
        break;
    case TARGET_FOOTNOTE:
        if (node->kind != NODE_FOOTNOTE_REF || node->u.footnote.other == NULL)
            return false;
        show_note(app, node->u.footnote.other);
        break;
    case TARGET_TIMESTAMP:
        popup_say(&app->popup, STR("▶ A moment of a video"), target->text,
                  (struct str){0});
        break;
    case TARGET_URL:
        popup_say(&app->popup, STR("↗ Outside the library"), target->text,
                  (struct str){0});
        break;
    case TARGET_ASSET:
        popup_say(&app->popup, STR("↗ A file that is no article"), target->text,
                  (struct str){0});
        break;
    }
    return true;
}

struct reader *app_reader(struct app *app)
{
    return app->popup.open ? &app->popup.reader : &app->reader;
}

enum reaction run_preview(struct app *app, int arg, int count)
{
    (void)arg;
    (void)count;
    const struct stop *stop = reader_selected(&app->reader);
    if (stop == NULL || stop->link == SPAN_NO_LINK) {
        app_say(app, "No link is selected: Tab selects one");
        return REACT_DRAW;
    }
    app->tree_focus = false;
    popup_close(&app->popup);
    suggestions_forget(app);
    app->popup.leads = true;
    app->popup.open = show_target(app, stop);
    app_plan(app);
    reader_fit(&app->reader, app->screen.text.rows, app->screen.text.cols, false);
    app_fit_popup(app);
    return REACT_RELAYOUT | REACT_DRAW;
}
