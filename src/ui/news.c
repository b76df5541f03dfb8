/* What becomes known of the library while one reads. */
#include "ui/state.h"

/* The reader shows a page that was plain until now. */
static void redress(struct reader *reader, bool was_plain)
{
    if (was_plain && page_is_dressed(reader->page))
        reader_redress(reader);
}

static bool shows_plain(const struct reader *reader)
{
    return reader->page != NULL && !page_is_dressed(reader->page);
}

void app_dress(struct app *app)
{
    struct reader *readers[] = {&app->reader, &app->list.preview, &app->popup.reader};
    enum { COUNT = sizeof readers / sizeof *readers };
    bool plain[COUNT];
    if (app->survey == NULL || app->shelf.survey != NULL ||
        !survey_is_complete(app->survey))
        return;
    for (int i = 0; i < COUNT; i++)
        plain[i] = shows_plain(readers[i]);
    shelf_dress(&app->shelf, app->survey);
    for (int i = 0; i < COUNT; i++)
        redress(readers[i], plain[i]);
    if (app->prompt.kind != PROMPT_NONE)
        place_redress(&app->prompt.origin, app->reader.page);
}
