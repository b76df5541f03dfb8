/*
 * What go-to finds, without a screen: the scorer of tests/finding asks by this program.
 *
 *     go_to LIBRARY < NAMES
 *
 * Each line of standard input is typed once, all of it, with the names of the library
 * in memory. For each one line of JSON says what is found, the best first. Exit status
 * 1 when the library cannot be opened.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/json.h"
#include "catalog/search.h"
#include "catalog/session.h"

enum {
    LIMIT = 200, /* as the list of the screen has it */
    SHOWN = 10,
};

/* The slug of a heading; empty for the article itself. */
static struct str section_of(struct search *search, const struct name_hit *hit,
                             struct arena *arena)
{
    if (hit->heading == SEARCH_TOP)
        return (struct str){0};
    const struct facts *facts = view_facts(search_view(search), hit->article, arena);
    bool is_there = facts != NULL && hit->heading < facts->heading_count;
    return is_there ? facts->headings[hit->heading].slug : (struct str){0};
}

static void put_hit(struct json *json, struct search *search,
                    const struct name_hit *hit, struct arena *arena)
{
    const struct library *library = view_library(search_view(search));
    json_open(json, NULL, '{');
    json_str(json, "path", library_article(library, hit->article)->path);
    json_str(json, "section", section_of(search, hit, arena));
    json_str(json, "name", hit->name);
    json_close(json, '}');
}

static bool put_found(struct search *search, struct str typed)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct json json;
    struct names_found found = {0};
    bool is_done = search_names(search, typed, LIMIT, &arena, &found) == SEARCH_DONE;
    json_init(&json, &out);
    json_open(&json, NULL, '{');
    json_str(&json, "typed", typed);
    json_open(&json, "found", '[');
    for (size_t i = 0; i < found.count && i < SHOWN; i++)
        put_hit(&json, search, &found.hits[i], &arena);
    json_close(&json, ']');
    json_close(&json, '}');
    json_end(&json);
    fwrite(out.data, 1, out.len, stdout);
    buf_release(&out);
    arena_release(&arena);
    return is_done;
}

static bool answer_lines(struct search *search)
{
    char *line = NULL;
    size_t cap = 0;
    bool is_done = true;
    search_load_ahead(search);
    for (ssize_t len; is_done && (len = getline(&line, &cap, stdin)) > 0;) {
        size_t end = (size_t)len;
        if (line[end - 1] == '\n')
            end--;
        is_done = put_found(search, (struct str){line, end});
    }
    free(line);
    return is_done;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: go_to LIBRARY < NAMES\n", stderr);
        return 1;
    }
    struct session_options options = {.mode = SESSION_IN_STEP, .path = argv[1]};
    struct session *session = NULL;
    struct search *search = NULL;
    struct error err = {{0}};
    bool is_done = session_open(&options, &session, &err) == 0 &&
                   catalog_wait(session_catalog(session), -1) &&
                   search_open(session_catalog(session), &search, &err) == 0 &&
                   answer_lines(search);
    if (!is_done)
        fprintf(stderr, "go_to: %s: no answer %s\n", argv[1], err.text);
    search_close(search);
    session_close(session);
    return is_done ? 0 : 1;
}
