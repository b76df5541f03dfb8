/*
 * What the commands do: the functions that the command table names, and the numbers
 * that it gives them. Each runs a command on the app and says what is to be done about
 * the screen. `count` is what was typed before the key, 0 for nothing.
 */
#ifndef LECTERN_UI_KEYS_ACTIONS_H
#define LECTERN_UI_KEYS_ACTIONS_H

#include "ui/keys/kinds.h"

struct app;

/* move.c */
enum reaction run_lines(struct app *app, int direction, int count);
enum reaction run_pages(struct app *app, int halves, int count);
enum reaction run_end(struct app *app, int direction, int count);
enum reaction run_percent(struct app *app, int arg, int count);
enum reaction run_heading(struct app *app, int direction, int count);

/* follow.c */
enum reaction run_select(struct app *app, int direction, int count);
enum reaction run_follow(struct app *app, int arg, int count);
enum reaction run_fold(struct app *app, int arg, int count);
enum reaction run_fold_all(struct app *app, int arg, int count);
enum reaction run_skim(struct app *app, int arg, int count);

/* preview.c */
enum reaction run_preview(struct app *app, int arg, int count);

/* travel.c */
enum reaction run_history(struct app *app, int direction, int count);
enum reaction run_article(struct app *app, int direction, int count);
enum reaction run_up(struct app *app, int arg, int count);
enum reaction run_home(struct app *app, int arg, int count);
enum reaction run_reload(struct app *app, int arg, int count);
enum reaction run_mark(struct app *app, int what, int count);
enum reaction run_page(struct app *app, int page_kind, int count);

/* prompt.c */
enum reaction run_follow_number(struct app *app, int arg, int count);
enum reaction run_find(struct app *app, int arg, int count);
enum reaction run_find_next(struct app *app, int direction, int count);
enum reaction run_recall(struct app *app, int direction, int count);

/* panes.c */
enum reaction run_focus(struct app *app, int arg, int count);
enum reaction run_tree(struct app *app, int arg, int count);
enum reaction run_tree_width(struct app *app, int cols, int count);
enum reaction run_tree_open(struct app *app, int arg, int count);
enum reaction run_tree_fold(struct app *app, int direction, int count);
enum reaction run_tree_all(struct app *app, int arg, int count);
enum reaction run_tree_by(struct app *app, int arg, int count);

/* lists.c */
enum reaction run_list(struct app *app, int list_kind, int count);
enum reaction run_rows(struct app *app, int step, int count);
enum reaction run_open_row(struct app *app, int arg, int count);

/* input.c */
enum reaction run_accept(struct app *app, int arg, int count);
enum reaction run_cancel(struct app *app, int arg, int count);
enum reaction run_redraw(struct app *app, int arg, int count);
enum reaction run_suspend(struct app *app, int arg, int count);
enum reaction run_quit(struct app *app, int arg, int count);

#endif
