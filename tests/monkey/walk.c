/* One walk: what is done next, and what must be so afterwards. */
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "monkey.h"
#include "ui/keys/actions.h"
#include "ui/keys/input.h"
#include "ui/tasks.h"
#include "ui/updates.h"

/* --- What is logged ----------------------------------------------------------------
 */

/* A step is written before it is done, so that nothing can lose it. */
static void tell(struct monkey *monkey, struct str step)
{
    char line[400];
    int len = snprintf(line, sizeof line, "  %zu " STR_FMT "\n", monkey->step_count++,
                       (int)(step.len < 300 ? step.len : 300), step.ptr);
    if (write(STDERR_FILENO, line, (size_t)len) != len)
        _exit(1);
}

static void note(struct monkey *monkey, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void note(struct monkey *monkey, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char text[300];
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    tell(monkey, str_from(text));
}

static void fail(struct monkey *monkey, const char *why)
{
    struct buf screen = {0};
    grid_dump(&monkey->app.grid, &screen);
    fprintf(stderr, "monkey: %s\n", why);
    fprintf(stderr, STR_FMT "\n", STR_ARG(buf_str(&screen)));
    abort();
}

/* --- Words that are seen -----------------------------------------------------------
 */

static void keep_word(struct monkey *monkey, struct str word)
{
    size_t at = monkey->word_count < WORDS_KEPT
                    ? monkey->word_count++
                    : chance_below(&monkey->chance, WORDS_KEPT);
    buf_clear(&monkey->words[at]);
    buf_puts(&monkey->words[at], word);
}

static void look_at_words(struct monkey *monkey)
{
    struct buf screen = {0};
    if (monkey->app.grid.rows == 0)
        return;
    grid_dump(&monkey->app.grid, &screen);
    struct str text = buf_str(&screen), word;
    while (str_cut(&text, ' ', &word))
        if (word.len > 1 && word.len < 40 && chance_of(&monkey->chance, 4) &&
            str_chr(word, '\n') == word.len)
            keep_word(monkey, word);
    buf_release(&screen);
}

static const char *const odd_words[] = {
    "the",
    "a",
    "é",
    "e\xcc\x81",
    "日本",
    "ﬁ",
    "“x”",
    "it’s",
    "-not",
    "in:x",
    "\"",
    "s*",
    "title:w",
    "ß",
    "İ",
    "\xc2\xa0",
    "–",
    "soft\xc2\xadhyphen",
    "Ａｂｃ",
    ":",
    "/../",
    "100",
    "👩‍👩‍👧",
    "ffi",
    "has:faq",
    "%s%n",
};

static struct str any_word(struct monkey *monkey)
{
    size_t odd = sizeof odd_words / sizeof *odd_words;
    if (monkey->word_count == 0 || chance_of(&monkey->chance, 20))
        return str_from(odd_words[chance_below(&monkey->chance, odd)]);
    return buf_str(&monkey->words[chance_below(&monkey->chance, monkey->word_count)]);
}

/* --- Keys ---------------------------------------------------------------------------
 */

static void press(struct monkey *monkey, struct key key)
{
    struct buf step = {0};
    buf_puts(&step, STR("key "));
    key_show(key, &step);
    tell(monkey, buf_str(&step));
    buf_release(&step);
    monkey->commands++;
    (void)app_key(&monkey->app, key); /* also what would quit: the walk goes on */
    monkey->app.suspend_asked = false;
}

static void type(struct monkey *monkey, struct str text)
{
    for (size_t pos = 0; pos < text.len;)
        press(monkey, (struct key){.code = text_next(text, &pos)});
}

static void press_binding(struct monkey *monkey)
{
    const struct binding *binding;
    enum mode mode = app_mode(&monkey->app);
    do
        binding = &bindings[chance_below(&monkey->chance, binding_count)];
    while (binding->mode != mode &&
           (mode == MODE_LIST || mode == MODE_PROMPT || binding->mode != MODE_ANY));
    if (mode != MODE_LIST && mode != MODE_PROMPT && chance_of(&monkey->chance, 8))
        type(monkey, STR("12"));
    struct key keys[KEYS_SEQUENCE_MAX];
    int count = keys_parse(binding->keys, keys);
    for (int i = 0; i < count; i++)
        press(monkey, keys[i]);
}

/* A key that may mean nothing. */
static void press_any(struct monkey *monkey)
{
    struct key key = {.mods = (uint8_t)chance_below(&monkey->chance, 8)};
    if (chance_of(&monkey->chance, 40))
        key.code =
            (uint32_t)(KEYCODE_FIRST +
                       chance_below(&monkey->chance, KEYCODE_LAST - KEYCODE_FIRST));
    else
        key.code = (uint32_t)(' ' + chance_below(&monkey->chance, 95));
    press(monkey, key);
}

static void press_code(struct monkey *monkey, uint32_t code)
{
    press(monkey, (struct key){.code = code});
}

/* Types into what is open, and mostly takes what is found. */
static void type_into(struct monkey *monkey)
{
    struct chance *chance = &monkey->chance;
    struct str word = any_word(monkey);
    if (chance_of(chance, 30))
        word = str_slice(word, 0, chance_below(chance, word.len + 1));
    type(monkey, word);
    if (chance_of(chance, 20)) {
        press_code(monkey, ' ');
        type(monkey, any_word(monkey));
    }
    for (size_t i = chance_below(chance, 4); i > 0; i--)
        press_code(monkey, chance_of(chance, 60) ? KEYCODE_DOWN : KEYCODE_UP);
    if (chance_of(chance, 60))
        press_code(monkey, KEYCODE_ENTER);
    else if (chance_of(chance, 50))
        press_code(monkey, KEYCODE_ESCAPE);
}

/* A command as the palette runs it, which need not have a key. */
static void run_by_name(struct monkey *monkey)
{
    size_t id = chance_below(&monkey->chance, CMD_COUNT);
    enum mode mode = app_mode(&monkey->app);
    if (mode == MODE_LIST || mode == MODE_PROMPT ||
        !command_is_choice((enum command_id)id))
        return;
    press_code(monkey, ':');
    type(monkey, str_from(commands[id].name));
    press_code(monkey, KEYCODE_ENTER);
}

static void press_mark(struct monkey *monkey)
{
    enum mode mode = app_mode(&monkey->app);
    if (mode == MODE_LIST || mode == MODE_PROMPT)
        return;
    press_code(monkey, chance_of(&monkey->chance, 50) ? 'm' : '\'');
    press_code(monkey, (uint32_t)('a' + chance_below(&monkey->chance, 4)));
}

/* --- Everything else ----------------------------------------------------------------
 */

static void resize(struct monkey *monkey)
{
    static const int sizes[][2] = {{1, 1},   {2, 5},   {3, 20},   {5, 10},    {8, 59},
                                   {10, 60}, {24, 80}, {30, 100}, {100, 300}, {1, 200},
                                   {100, 1}, {7, 40},  {40, 130}, {24, 61}};
    size_t which = chance_below(&monkey->chance, 20);
    int rows = (int)chance_below(&monkey->chance, 50) + 1;
    int cols = (int)chance_below(&monkey->chance, 150) + 1;
    if (which < sizeof sizes / sizeof *sizes) {
        rows = sizes[which][0];
        cols = sizes[which][1];
    }
    note(monkey, "size %d x %d", rows, cols);
    app_resize(&monkey->app, rows, cols);
}

static void change_files(struct monkey *monkey)
{
    const struct page *page = monkey->app.reader.page;
    struct str shown = {0};
    if (monkey->files.folder == NULL || !monkey->is_changing)
        return;
    if (page->id.kind == PAGE_ARTICLE)
        shown = page->id.path;
    struct buf step = {0};
    files_change(&monkey->files, &monkey->chance, shown, &step);
    tell(monkey, buf_str(&step));
    buf_release(&step);
}

static void take_news(struct monkey *monkey)
{
    struct pollfd wake = {.fd = session_wake_fd(monkey->session), .events = POLLIN};
    if (poll(&wake, 1, 0) <= 0)
        return;
    note(monkey, "news");
    (void)app_take_news(&monkey->app, monkey->session);
}

/* Until the catalog is at rest: as a reader who reads. */
static void wait_for_news(struct monkey *monkey)
{
    if (monkey->app.catalog == NULL)
        return;
    note(monkey, "wait");
    catalog_rescan(monkey->app.catalog);
    (void)catalog_wait(monkey->app.catalog, 2000);
    take_news(monkey);
}

/* --- There and back -----------------------------------------------------------------
 */

struct there {
    const struct page *page;
    size_t line_count;   /* of it: its footer may have come meanwhile */
    uint32_t node_count; /* of it: it may have been read again in the same place */
    unsigned long serial;
    size_t top, folds;
    uint32_t selected;
    bool skim;
};

static struct there where(const struct app *app)
{
    const struct reader *reader = &app->reader;
    return (struct there){
        .page = reader->page,
        .node_count = reader_doc(reader)->node_count,
        .line_count = reader->layout->line_count,
        .serial = reader->serial,
        .top = reader->top,
        .folds = reader->folds.count,
        .selected = reader->selected,
        .skim = reader->skim,
    };
}

/* Back and forward again is where one was, as long as the page is the same. */
static void go_there_and_back(struct monkey *monkey)
{
    struct app *app = &monkey->app;
    if (app_mode(app) != MODE_READER || app->pending.grant != NULL ||
        app->history.back.count == 0 || page_waits(app->reader.page))
        return;
    app_refresh(app);
    struct there before = where(app);
    note(monkey, "there and back");
    (void)run_history(app, -1, 0);
    if (app->list.open)
        (void)run_cancel(app, 0, 0);
    if (page_waits(app->reader.page) || app->history.forward.count == 0)
        return;
    (void)run_history(app, +1, 0);
    app_refresh(app);
    struct there after = where(app);
    if (before.page != after.page || before.node_count != after.node_count ||
        before.line_count != after.line_count)
        return; /* it left the cache meanwhile, and may have been read again */
    if (before.top != after.top || before.folds != after.folds ||
        before.skim != after.skim || before.selected != after.selected) {
        note(monkey, "top %zu, then %zu; folds %zu, %zu; selected %u, %u; skim %d, %d",
             before.top, after.top, before.folds, after.folds, before.selected,
             after.selected, before.skim, after.skim);
        fail(monkey, "back and forward again is not where one was");
    }
}

/* --- The walk ------------------------------------------------------------------------
 */

static void step(struct monkey *monkey)
{
    struct chance *chance = &monkey->chance;
    enum mode mode = app_mode(&monkey->app);
    size_t dice = chance_below(chance, 100);
    if ((mode == MODE_LIST || mode == MODE_PROMPT) && dice < 50)
        type_into(monkey);
    else if (dice < 72)
        press_binding(monkey);
    else if (dice < 78)
        press_any(monkey);
    else if (dice < 83)
        run_by_name(monkey);
    else if (dice < 87)
        press_mark(monkey);
    else if (dice < 91)
        resize(monkey);
    else if (dice < 95)
        change_files(monkey);
    else if (dice < 98)
        go_there_and_back(monkey);
    else if (chance_of(chance, 10))
        wait_for_news(monkey);
}

/* As the loop does between two waits; not after each key, as keys may come together. */
static void frame(struct monkey *monkey)
{
    take_news(monkey);
    (void)app_settle(&monkey->app, monkey->session);
    app_refresh(&monkey->app);
    app_load_rest(&monkey->app);
    app_lay_out(&monkey->app);
    app_ask_footer(&monkey->app);
    const char *broken = invariants_broken(&monkey->app);
    if (broken != NULL)
        fail(monkey, broken);
    if (chance_of(&monkey->chance, 5))
        look_at_words(monkey);
}

static void begin(struct monkey *monkey)
{
    struct session_options options = {.path = monkey->library};
    struct error err = {0};
    if (session_open(&options, &monkey->session, &err) != 0) {
        fprintf(stderr, "monkey: %s\n", err.text);
        exit(1);
    }
    struct app_start start = {
        .article = session_article(monkey->session), .grace_ms = 1, .footer_ms = 1};
    app_init(&monkey->app, session_library(monkey->session),
             session_view(monkey->session), &start, 24, 80);
    app_begin(&monkey->app, monkey->session);
}

static void end(struct monkey *monkey)
{
    search_thread_free(monkey->app.asker);
    app_release(&monkey->app);
    session_close(monkey->session);
    for (size_t i = 0; i < WORDS_KEPT; i++)
        buf_release(&monkey->words[i]);
}

void walk_run(struct monkey *monkey, size_t count)
{
    monkey->chance = (struct chance){monkey->seed};
    monkey->is_changing = chance_of(&monkey->chance, 70);
    alarm(STEP_SECONDS_LONG);
    begin(monkey);
    if (chance_of(&monkey->chance, 50)) {
        (void)catalog_wait(monkey->app.catalog, 5000);
        take_news(monkey);
    }
    /* Small articles are shown by their heads first, too. */
    if (chance_of(&monkey->chance, 30))
        monkey->app.pages.large_bytes = 2000;
    while (monkey->commands < count) {
        alarm(STEP_SECONDS_LONG);
        step(monkey);
        if (chance_of(&monkey->chance, 70))
            frame(monkey);
    }
    frame(monkey);
    alarm(STEP_SECONDS_LONG);
    end(monkey);
    alarm(0);
}
