/*
 * Which keys run which commands. The first binding of a command is the one that hints
 * teach. Keys that are left free on purpose: y and i, for what readers of a library
 * will want next.
 */
#include "ui/keys/commands.h"

/* clang-format off */
const struct binding bindings[] = {
    { MODE_ANY, "j", CMD_LINE_DOWN },         { MODE_ANY, "<Down>", CMD_LINE_DOWN },
    { MODE_ANY, "<C-n>", CMD_LINE_DOWN },
    { MODE_ANY, "k", CMD_LINE_UP },           { MODE_ANY, "<Up>", CMD_LINE_UP },
    { MODE_ANY, "<C-p>", CMD_LINE_UP },
    { MODE_ANY, "<Space>", CMD_PAGE_DOWN },   { MODE_ANY, "<PgDn>", CMD_PAGE_DOWN },
    { MODE_ANY, "<C-f>", CMD_PAGE_DOWN },     { MODE_ANY, "<C-v>", CMD_PAGE_DOWN },
    { MODE_ANY, "b", CMD_PAGE_UP },           { MODE_ANY, "<PgUp>", CMD_PAGE_UP },
    { MODE_ANY, "<C-b>", CMD_PAGE_UP },       { MODE_ANY, "<M-v>", CMD_PAGE_UP },
    { MODE_ANY, "d", CMD_HALF_DOWN },         { MODE_ANY, "<C-d>", CMD_HALF_DOWN },
    { MODE_ANY, "u", CMD_HALF_UP },           { MODE_ANY, "<C-u>", CMD_HALF_UP },
    { MODE_ANY, "g", CMD_TOP },               { MODE_ANY, "<Home>", CMD_TOP },
    { MODE_ANY, "<lt>", CMD_TOP },
    { MODE_ANY, "G", CMD_BOTTOM },            { MODE_ANY, "<End>", CMD_BOTTOM },
    { MODE_ANY, ">", CMD_BOTTOM },
    { MODE_ANY, "%", CMD_PERCENT },
    { MODE_ANY, "}", CMD_NEXT_HEADING },      { MODE_ANY, "{", CMD_PREVIOUS_HEADING },

    { MODE_READER, "<Tab>", CMD_NEXT_LINK },  { MODE_READER, "<S-Tab>", CMD_PREVIOUS_LINK },
    { MODE_READER, "<M-Tab>", CMD_PREVIOUS_LINK },
    { MODE_READER, "<Enter>", CMD_FOLLOW },   { MODE_READER, "<Right>", CMD_FOLLOW },
    { MODE_ANY, "f", CMD_FOLLOW_NUMBER },
    { MODE_ANY, "<BS>", CMD_BACK },           { MODE_READER, "<Left>", CMD_BACK },
    { MODE_ANY, "<C-o>", CMD_BACK },          { MODE_ANY, "<M-Left>", CMD_BACK },
    { MODE_ANY, "F", CMD_FORWARD },           { MODE_ANY, "<M-Right>", CMD_FORWARD },
    { MODE_READER, "z", CMD_FOLD },           { MODE_READER, "x", CMD_FOLD_ALL },
    { MODE_ANY, "v", CMD_SKIM },
    { MODE_ANY, "K", CMD_PREVIEW },

    { MODE_ANY, "]", CMD_NEXT_ARTICLE },      { MODE_ANY, "[", CMD_PREVIOUS_ARTICLE },
    { MODE_ANY, "^", CMD_UP },                { MODE_ANY, "H", CMD_HOME },
    { MODE_ANY, "R", CMD_RELOAD },            { MODE_ANY, "<C-r>", CMD_RELOAD },
    { MODE_ANY, "m", CMD_MARK },              { MODE_ANY, "'", CMD_GO_MARK },

    { MODE_ANY, "/", CMD_FIND },              { MODE_ANY, "<C-s>", CMD_FIND },
    { MODE_ANY, "n", CMD_FIND_NEXT },         { MODE_ANY, "N", CMD_FIND_PREVIOUS },

    { MODE_ANY, "T", CMD_FOCUS },             { MODE_ANY, "w", CMD_FOCUS },
    { MODE_ANY, "<C-w>", CMD_FOCUS },         { MODE_TREE, "<Tab>", CMD_FOCUS },
    { MODE_ANY, "\\", CMD_TREE },
    { MODE_ANY, ")", CMD_TREE_WIDER },        { MODE_ANY, "(", CMD_TREE_NARROWER },
    { MODE_TREE, "<Enter>", CMD_TREE_OPEN },
    { MODE_TREE, "l", CMD_TREE_UNFOLD },      { MODE_TREE, "<Right>", CMD_TREE_UNFOLD },
    { MODE_TREE, "h", CMD_TREE_FOLD },        { MODE_TREE, "<Left>", CMD_TREE_FOLD },
    { MODE_TREE, "<Space>", CMD_TREE_TOGGLE },
    { MODE_ANY, "*", CMD_TREE_ALL },          { MODE_ANY, "#", CMD_TREE_BY },

    { MODE_ANY, "t", CMD_OUTLINE },           { MODE_ANY, "o", CMD_OPEN },
    { MODE_ANY, "s", CMD_SEARCH },
    { MODE_ANY, "p", CMD_POINTS },            { MODE_ANY, "P", CMD_ALL_POINTS },
    { MODE_ANY, "a", CMD_QUESTIONS },         { MODE_ANY, "A", CMD_ALL_QUESTIONS },
    { MODE_ANY, "L", CMD_LINKS },             { MODE_ANY, "B", CMD_BACKLINKS },
    { MODE_ANY, "r", CMD_RELATED },
    { MODE_ANY, ":", CMD_PALETTE },
    { MODE_LIST, "<Down>", CMD_NEXT_ROW },    { MODE_LIST, "<C-n>", CMD_NEXT_ROW },
    { MODE_LIST, "<Tab>", CMD_NEXT_ROW },
    { MODE_LIST, "<Up>", CMD_PREVIOUS_ROW },  { MODE_LIST, "<C-p>", CMD_PREVIOUS_ROW },
    { MODE_LIST, "<S-Tab>", CMD_PREVIOUS_ROW },
    { MODE_LIST, "<PgDn>", CMD_NEXT_ROWS },   { MODE_LIST, "<PgUp>", CMD_PREVIOUS_ROWS },
    { MODE_LIST, "<Right>", CMD_OPEN_ROW },
    { MODE_LIST, "<Enter>", CMD_ACCEPT },     { MODE_PROMPT, "<Enter>", CMD_ACCEPT },
    { MODE_PROMPT, "<Up>", CMD_OLDER },       { MODE_PROMPT, "<C-p>", CMD_OLDER },
    { MODE_PROMPT, "<Down>", CMD_NEWER },     { MODE_PROMPT, "<C-n>", CMD_NEWER },

    { MODE_ANY, "<Esc>", CMD_CANCEL },        { MODE_ANY, "<C-c>", CMD_CANCEL },
    { MODE_ANY, "<C-g>", CMD_CANCEL },
    { MODE_LIST, "<Esc>", CMD_CANCEL },       { MODE_LIST, "<C-c>", CMD_CANCEL },
    { MODE_LIST, "<C-g>", CMD_CANCEL },
    { MODE_PROMPT, "<Esc>", CMD_CANCEL },     { MODE_PROMPT, "<C-c>", CMD_CANCEL },
    { MODE_PROMPT, "<C-g>", CMD_CANCEL },
    { MODE_ANY, "!", CMD_NOTICES },
    { MODE_ANY, "?", CMD_HELP },              { MODE_READER, "h", CMD_HELP },
    { MODE_ANY, "<F1>", CMD_HELP },
    { MODE_ANY, "<C-l>", CMD_REDRAW },        { MODE_LIST, "<C-l>", CMD_REDRAW },
    { MODE_PROMPT, "<C-l>", CMD_REDRAW },
    { MODE_ANY, "<C-z>", CMD_SUSPEND },       { MODE_LIST, "<C-z>", CMD_SUSPEND },
    { MODE_PROMPT, "<C-z>", CMD_SUSPEND },
    { MODE_ANY, "q", CMD_QUIT },              { MODE_ANY, "Z Z", CMD_QUIT },

    { MODE_POPUP, "j", CMD_LINE_DOWN },       { MODE_POPUP, "<Down>", CMD_LINE_DOWN },
    { MODE_POPUP, "<C-n>", CMD_LINE_DOWN },
    { MODE_POPUP, "k", CMD_LINE_UP },         { MODE_POPUP, "<Up>", CMD_LINE_UP },
    { MODE_POPUP, "<C-p>", CMD_LINE_UP },
    { MODE_POPUP, "<Space>", CMD_PAGE_DOWN }, { MODE_POPUP, "<PgDn>", CMD_PAGE_DOWN },
    { MODE_POPUP, "<C-f>", CMD_PAGE_DOWN },   { MODE_POPUP, "<C-v>", CMD_PAGE_DOWN },
    { MODE_POPUP, "b", CMD_PAGE_UP },         { MODE_POPUP, "<PgUp>", CMD_PAGE_UP },
    { MODE_POPUP, "<C-b>", CMD_PAGE_UP },     { MODE_POPUP, "<M-v>", CMD_PAGE_UP },
    { MODE_POPUP, "d", CMD_HALF_DOWN },       { MODE_POPUP, "<C-d>", CMD_HALF_DOWN },
    { MODE_POPUP, "u", CMD_HALF_UP },         { MODE_POPUP, "<C-u>", CMD_HALF_UP },
    { MODE_POPUP, "g", CMD_TOP },             { MODE_POPUP, "<Home>", CMD_TOP },
    { MODE_POPUP, "<lt>", CMD_TOP },
    { MODE_POPUP, "G", CMD_BOTTOM },          { MODE_POPUP, "<End>", CMD_BOTTOM },
    { MODE_POPUP, ">", CMD_BOTTOM },
    { MODE_POPUP, "<Enter>", CMD_FOLLOW },    { MODE_POPUP, "K", CMD_CANCEL },
    { MODE_POPUP, "q", CMD_CANCEL },          { MODE_POPUP, "<Esc>", CMD_CANCEL },
    { MODE_POPUP, "<C-c>", CMD_CANCEL },      { MODE_POPUP, "<C-g>", CMD_CANCEL },
    { MODE_POPUP, "<C-l>", CMD_REDRAW },      { MODE_POPUP, "<C-z>", CMD_SUSPEND },
};
/* clang-format on */

const size_t binding_count = sizeof bindings / sizeof *bindings;

enum binding_match binding_find(enum mode mode, const struct key *keys, int count,
                                enum command_id *command)
{
    enum binding_match match = BINDING_NONE;
    for (size_t i = 0; i < binding_count; i++) {
        if (bindings[i].mode != mode)
            continue;
        struct key bound[KEYS_SEQUENCE_MAX];
        int len = keys_parse(bindings[i].keys, bound);
        int same = 0;
        while (same < count && same < len && key_eq(keys[same], bound[same]))
            same++;
        if (same < count)
            continue;
        match = BINDING_PREFIX;
        if (len == count) {
            *command = bindings[i].command;
            return BINDING_FOUND;
        }
    }
    return match;
}

static void show_keys(const char *text, struct buf *out)
{
    struct key keys[KEYS_SEQUENCE_MAX];
    int count = keys_parse(text, keys);
    for (int i = 0; i < count; i++)
        key_show(keys[i], out);
}

bool command_key(enum command_id command, struct buf *out)
{
    for (size_t i = 0; i < binding_count; i++) {
        if (bindings[i].command == command) {
            show_keys(bindings[i].keys, out);
            return true;
        }
    }
    return false;
}

/* The same key in another mode is not listed twice. */
static bool is_told(size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (bindings[i].command == bindings[index].command &&
            str_eq(str_from(bindings[i].keys), str_from(bindings[index].keys)))
            return true;
    return false;
}

void command_keys(enum command_id command, struct buf *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < binding_count; i++) {
        if (bindings[i].command != command || is_told(i))
            continue;
        if (out->len > start)
            buf_puts(out, STR(", "));
        show_keys(bindings[i].keys, out);
    }
}
