/*
 * What is done on threads while one reads. These begin it, after a frame, and show what
 * came of it.
 */
#ifndef LECTERN_UI_TASKS_H
#define LECTERN_UI_TASKS_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/keys/kinds.h"
#include "ui/pages/page.h"

struct app;

/* As page_cache_take(), mostly with its footer. */
struct page *app_take_page(struct app *app, struct page_id id);

/* Shows a page in the reader, not laid out yet or with the lines that it wants. */
void app_show_page(struct app *app, struct page_id id);

/* Reads the whole of the article on, if its head is shown. */
void app_load_rest(struct app *app);

/* Ends that, whatever it has come to. */
void app_end_reading(struct app *app);

/* Has long pages laid out on a thread where the lines that are shown will do so far:
 * call app_lay_out() after a frame. */
void app_lay_out(struct app *app);
enum reaction app_lines_news(struct app *app);

/* Asks what is near the articles that are shown, one after the other. */
void app_ask_footer(struct app *app);
enum reaction app_footer_news(struct app *app);

/* Whether a thread uses the library, or pages of it, which must not change
 * meanwhile. */
bool app_has_tasks(const struct app *app);
void app_stop_tasks(struct app *app);

/* Waits for their ends. */
void app_end_tasks(struct app *app);

#endif
