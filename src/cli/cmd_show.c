/*
 * lectern show: an article, or a section of it, laid out for a width.
 */
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "layout/layout.h"

enum { WIDTH_DEFAULT = 80, WIDTH_MAX = 1000 };

/* What roles look like on a terminal, as parameters of SGR (ECMA-48, 8.3.117): of the
 * sixteen colours at most, the rest is the terminal's own. */
/* clang-format off */
static const char *const role_sgr[ROLE_COUNT] = {
    [ROLE_QUIET] = "2",
    [ROLE_STRONG] = "1",
    [ROLE_HEADING_1] = "1",
    [ROLE_HEADING_2] = "1",
    [ROLE_HEADING_3] = "1",
    [ROLE_LINK] = "4;36",
    [ROLE_LINK_DANGLING] = "2;4",
    [ROLE_MARK] = "33",
    [ROLE_CODE] = "36",
    [ROLE_QUOTE] = "2",
    [ROLE_TITLE] = "1",
    [ROLE_RULE] = "2",
    [ROLE_KEY] = "1",
    [ROLE_ERROR] = "31",
};

static const struct {
    enum span_attr attr;
    const char *sgr;
} attr_sgr[] = {
    { SPAN_BOLD, ";1" }, { SPAN_ITALIC, ";3" }, { SPAN_UNDERLINE, ";4" },
    { SPAN_STRIKE, ";9" },
};
/* clang-format on */

/* --width, else the terminal's, else $COLUMNS, else 80 columns. */
static int choose_width(const struct call *call)
{
    const char *columns = getenv("COLUMNS");
    if (call->width_cols > 0)
        return call->width_cols;
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col < WIDTH_MAX ? size.ws_col : WIDTH_MAX;
    long asked = columns != NULL ? strtol(columns, NULL, 10) : 0;
    return asked > 0 && asked <= WIDTH_MAX ? (int)asked : WIDTH_DEFAULT;
}

static bool use_color(const struct call *call)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (call->color != COLOR_AUTO)
        return call->color == COLOR_ALWAYS;
    return isatty(STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') &&
           term != NULL && !str_eq(str_from(term), STR("dumb"));
}

static void put_span(struct buf *out, const struct span *span, bool color)
{
    const char *sgr = role_sgr[span->role];
    if (!color || (sgr == NULL && span->attrs == 0)) {
        buf_puts(out, span->text);
        return;
    }
    buf_printf(out, "\033[%s", sgr != NULL ? sgr : "0");
    for (size_t i = 0; i < sizeof attr_sgr / sizeof *attr_sgr; i++) {
        if (span->attrs & attr_sgr[i].attr)
            buf_puts(out, str_from(attr_sgr[i].sgr));
    }
    buf_putc(out, 'm');
    buf_puts(out, span->text);
    buf_puts(out, STR("\033[m"));
}

static void put_line(struct buf *out, const struct layout *layout,
                     const struct line *line, bool color)
{
    size_t col = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        const struct span *span = &layout->spans[line->first + i];
        if (span->col > col)
            buf_repeat(out, ' ', span->col - col);
        put_span(out, span, color);
        col = (size_t)span->col + span->cols;
    }
    buf_putc(out, '\n');
}

/* Lines [from, to) without the empty ones at both ends. */
static void put_lines(struct buf *out, const struct layout *layout, size_t from,
                      size_t to, bool color)
{
    while (from < to && layout->lines[from].count == 0)
        from++;
    while (to > from && layout->lines[to - 1].count == 0)
        to--;
    for (size_t i = from; i < to; i++)
        put_line(out, layout, &layout->lines[i], color);
}

/* The id after the last node of what a place stands for: its section, or itself. */
static uint32_t place_end(const struct doc *doc, const struct node *place)
{
    ptrdiff_t index = doc_heading_index(doc, place->id);
    if (index >= 0 && doc->headings[index] == place)
        return doc_section_end(doc, (size_t)index);
    while (place != NULL && place->next == NULL)
        place = place->parent;
    return place != NULL ? place->next->id : doc->node_count;
}

/* The lines of the section that `fragment` names; false when there is none. */
static bool find_section(const struct layout *layout, struct str fragment, size_t *from,
                         size_t *to)
{
    const struct doc *doc = layout->doc;
    const struct node *place = target_place(doc, fragment);
    if (place == NULL)
        return false;
    uint32_t end = place_end(doc, place);
    *from = layout_line_of_node(layout, place);
    *to = end < doc->node_count ? layout_line_of_node(layout, doc->nodes[end])
                                : layout->line_count;
    return true;
}

static int show_text(struct call *call, const struct opened *opened, struct str section,
                     struct error *err)
{
    struct layout_options options = {.width_cols = choose_width(call),
                                     .unfolded = true};
    struct arena arena = {0};
    struct layout *layout = layout_new(&arena, opened->doc, &options);
    size_t from = 0, to = layout->line_count;
    int status = CLI_FOUND;
    if (section.len > 0 && !find_section(layout, section, &from, &to)) {
        error_set(err, "no section '" STR_FMT "' in '" STR_FMT "'", STR_ARG(section),
                  STR_ARG(library_article(call->library, opened->article)->title));
        status = CLI_NOTHING;
    } else {
        put_lines(&call->out, layout, from, to, use_color(call));
    }
    arena_release(&arena);
    return status;
}

/* What is not there by the catalog may be there by now, and the other way round. */
static int show_article(struct answer *answer, struct error *err)
{
    struct call *call = answer->call;
    struct arena arena = {0};
    struct str section;
    uint32_t article;
    int status = find_article(call, &article, &section, err);
    answer->is_unsure = true;
    struct opened *opened;
    if (status == CLI_FOUND &&
        article_open(call->library, article, &arena, &opened, err) < 0) {
        status = CLI_ERROR;
    } else if (status == CLI_FOUND) {
        answer->is_unsure =
            call->is_similar || !session_is_sure(answer->session, opened);
        status = show_text(call, opened, section, err);
    }
    arena_release(&arena);
    return status;
}

/* As JSON it is a line of `export`, with what the rest of the library says about it. */
int run_show(struct call *call, struct error *err)
{
    return call->json ? run_export(call, err)
                      : answer_run(call, ANSWER_AS_IS, show_article, err);
}
