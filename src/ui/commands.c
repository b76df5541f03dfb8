/* The command table. The functions that it names are declared in ui/actions.h. */
#include "ui/commands.h"

#include <assert.h>

#include "ui/actions.h"

/* clang-format off */
const struct command commands[CMD_COUNT] = {
    [CMD_LINE_DOWN] = { .name = "line-down", .group = GROUP_MOVE,
        .help = "One line down; in the tree, one row",
        .run = run_lines, .arg = +1 },
    [CMD_LINE_UP] = { .name = "line-up", .group = GROUP_MOVE,
        .help = "One line up; in the tree, one row",
        .run = run_lines, .arg = -1 },
    [CMD_PAGE_DOWN] = { .name = "page-down", .group = GROUP_MOVE, .hint = "page",
        .help = "One page down", .run = run_pages, .arg = +2 },
    [CMD_PAGE_UP] = { .name = "page-up", .group = GROUP_MOVE,
        .help = "One page up", .run = run_pages, .arg = -2 },
    [CMD_HALF_DOWN] = { .name = "half-page-down", .group = GROUP_MOVE,
        .help = "Half a page down", .run = run_pages, .arg = +1 },
    [CMD_HALF_UP] = { .name = "half-page-up", .group = GROUP_MOVE,
        .help = "Half a page up", .run = run_pages, .arg = -1 },
    [CMD_TOP] = { .name = "top", .group = GROUP_MOVE,
        .help = "To the top; with a count, to that line",
        .run = run_end, .arg = -1 },
    [CMD_BOTTOM] = { .name = "bottom", .group = GROUP_MOVE,
        .help = "To the end; with a count, to that line",
        .run = run_end, .arg = +1 },
    [CMD_PERCENT] = { .name = "percent", .group = GROUP_MOVE,
        .help = "To so many per cent: 50% is the middle",
        .run = run_percent },
    [CMD_NEXT_HEADING] = { .name = "next-heading", .group = GROUP_MOVE,
        .help = "To the next heading", .run = run_heading, .arg = +1 },
    [CMD_PREVIOUS_HEADING] = { .name = "previous-heading", .group = GROUP_MOVE,
        .help = "To the heading before", .run = run_heading, .arg = -1 },

    [CMD_NEXT_LINK] = { .name = "next-link", .group = GROUP_LINKS, .hint = "link",
        .help = "Select the next link", .run = run_select, .arg = +1 },
    [CMD_PREVIOUS_LINK] = { .name = "previous-link", .group = GROUP_LINKS,
        .help = "Select the link before", .run = run_select, .arg = -1 },
    [CMD_FOLLOW] = { .name = "follow", .group = GROUP_LINKS, .hint = "follow",
        .help = "Follow the selected link",
        .run = run_follow },
    [CMD_FOLLOW_NUMBER] = { .name = "follow-number", .group = GROUP_LINKS,
        .help = "Number the links on the screen, to follow one",
        .run = run_follow_number },
    [CMD_BACK] = { .name = "back", .group = GROUP_LINKS, .hint = "back",
        .help = "Back to where you were", .run = run_history, .arg = -1 },
    [CMD_FORWARD] = { .name = "forward", .group = GROUP_LINKS, .hint = "forward",
        .help = "Forward again", .run = run_history, .arg = +1 },
    [CMD_FOLD] = { .name = "fold", .group = GROUP_LINKS,
        .help = "Fold or unfold a passage",
        .run = run_fold },

    [CMD_NEXT_ARTICLE] = { .name = "next-article", .group = GROUP_ARTICLES,
        .help = "To the next article of the library", .run = run_article, .arg = +1 },
    [CMD_PREVIOUS_ARTICLE] = { .name = "previous-article", .group = GROUP_ARTICLES,
        .help = "To the article before", .run = run_article, .arg = -1 },
    [CMD_UP] = { .name = "up", .group = GROUP_ARTICLES,
        .help = "Up to the page of the topic", .run = run_up },
    [CMD_HOME] = { .name = "home", .group = GROUP_ARTICLES,
        .help = "To the first page of the library", .run = run_home },
    [CMD_RELOAD] = { .name = "reload", .group = GROUP_ARTICLES,
        .help = "Read the article again", .run = run_reload },
    [CMD_MARK] = { .name = "mark", .group = GROUP_ARTICLES,
        .help = "Remember this place under a letter",
        .run = run_mark, .arg = 'm' },
    [CMD_GO_MARK] = { .name = "go-mark", .group = GROUP_ARTICLES,
        .help = "To the place remembered under a letter",
        .run = run_mark, .arg = '\'' },

    [CMD_FIND] = { .name = "find", .group = GROUP_FIND, .hint = "find",
        .help = "Find words in this article", .run = run_find },
    [CMD_FIND_NEXT] = { .name = "find-next", .group = GROUP_FIND, .hint = "next",
        .help = "To the next match", .run = run_find_next, .arg = +1 },
    [CMD_FIND_PREVIOUS] = { .name = "find-previous", .group = GROUP_FIND,
        .help = "To the match before", .run = run_find_next, .arg = -1 },

    [CMD_FOCUS] = { .name = "focus", .group = GROUP_TREE, .hint = "tree",
        .help = "Move between the tree and the text", .run = run_focus },
    [CMD_TREE] = { .name = "tree", .group = GROUP_TREE,
        .help = "Hide or show the tree", .run = run_tree },
    [CMD_TREE_WIDER] = { .name = "tree-wider", .group = GROUP_TREE,
        .help = "Make the tree wider", .run = run_tree_width, .arg = +2 },
    [CMD_TREE_NARROWER] = { .name = "tree-narrower", .group = GROUP_TREE,
        .help = "Make the tree narrower", .run = run_tree_width, .arg = -2 },
    [CMD_TREE_OPEN] = { .name = "tree-open", .group = GROUP_TREE, .hint = "open",
        .help = "Read what is selected in the tree", .run = run_tree_open },
    [CMD_TREE_UNFOLD] = { .name = "tree-unfold", .group = GROUP_TREE, .hint = "unfold",
        .help = "Unfold what is selected in the tree", .run = run_tree_fold, .arg = +1 },
    [CMD_TREE_FOLD] = { .name = "tree-fold", .group = GROUP_TREE, .hint = "fold",
        .help = "Fold it, or go to what it stands under", .run = run_tree_fold,
        .arg = -1 },
    [CMD_TREE_TOGGLE] = { .name = "tree-toggle", .group = GROUP_TREE,
        .help = "Fold or unfold it", .run = run_tree_fold, .arg = 0 },
    [CMD_TREE_ALL] = { .name = "tree-all", .group = GROUP_TREE,
        .help = "Unfold all topics, or fold them all", .run = run_tree_all },

    [CMD_OUTLINE] = { .name = "outline", .group = GROUP_LISTS, .hint = "outline",
        .help = "Jump to a section of this article", .run = run_list,
        .arg = LIST_OUTLINE },
    [CMD_OPEN] = { .name = "open", .group = GROUP_LISTS, .hint = "open",
        .help = "Go to an article by one of its names",
        .run = run_list, .arg = LIST_ARTICLES },
    [CMD_PALETTE] = { .name = "commands", .group = GROUP_LISTS,
        .help = "Choose a command by its name", .run = run_list,
        .arg = LIST_COMMANDS },
    [CMD_NEXT_ROW] = { .name = "list-next", .group = GROUP_LISTS,
        .help = "In a list: the next row", .run = run_rows, .arg = +1 },
    [CMD_PREVIOUS_ROW] = { .name = "list-previous", .group = GROUP_LISTS,
        .help = "In a list: the row before", .run = run_rows, .arg = -1 },
    [CMD_NEXT_ROWS] = { .name = "list-page-down", .group = GROUP_LISTS,
        .help = "In a list: a page down", .run = run_rows, .arg = +2 },
    [CMD_PREVIOUS_ROWS] = { .name = "list-page-up", .group = GROUP_LISTS,
        .help = "In a list: a page up", .run = run_rows, .arg = -2 },
    [CMD_ACCEPT] = { .name = "accept", .group = GROUP_LISTS, .hint = "go there",
        .help = "Take what is typed or selected", .run = run_accept },
    [CMD_OLDER] = { .name = "older", .group = GROUP_LISTS,
        .help = "While typing: what was typed before", .run = run_recall, .arg = +1 },
    [CMD_NEWER] = { .name = "newer", .group = GROUP_LISTS,
        .help = "While typing: what was typed after it", .run = run_recall,
        .arg = -1 },

    [CMD_CANCEL] = { .name = "cancel", .group = GROUP_PROGRAM, .hint = "close",
        .help = "Back out of what is open; never quits", .run = run_cancel },
    [CMD_NOTICES] = { .name = "notices", .group = GROUP_PROGRAM,
        .help = "What could not be read as it stands", .run = run_page,
        .arg = PAGE_NOTICES },
    [CMD_HELP] = { .name = "help", .group = GROUP_PROGRAM, .hint = "help",
        .help = "This page", .run = run_page, .arg = PAGE_HELP },
    [CMD_REDRAW] = { .name = "redraw", .group = GROUP_PROGRAM,
        .help = "Draw the screen anew", .run = run_redraw },
    [CMD_SUSPEND] = { .name = "suspend", .group = GROUP_PROGRAM,
        .help = "Stop and give the terminal to the shell", .run = run_suspend },
    [CMD_QUIT] = { .name = "quit", .group = GROUP_PROGRAM, .hint = "quit",
        .help = "Close the innermost thing, else quit", .run = run_quit },
};
/* clang-format on */

const char *command_group_title(enum command_group group)
{
    static const char *const titles[GROUP_COUNT] = {
        [GROUP_MOVE] = "Moving",         [GROUP_LINKS] = "Links and history",
        [GROUP_ARTICLES] = "Articles",   [GROUP_FIND] = "Finding",
        [GROUP_TREE] = "The tree",       [GROUP_LISTS] = "Lists and prompts",
        [GROUP_PROGRAM] = "The program",
    };
    assert(group < GROUP_COUNT);
    return titles[group];
}

bool command_is_choice(enum command_id command)
{
    /* Those that only make sense while a list or a prompt is open. */
    static const bool typing[CMD_COUNT] = {
        [CMD_NEXT_ROW] = true, [CMD_PREVIOUS_ROW] = true,  [CMD_NEXT_ROWS] = true,
        [CMD_ACCEPT] = true,   [CMD_PREVIOUS_ROWS] = true, [CMD_OLDER] = true,
        [CMD_NEWER] = true,    [CMD_CANCEL] = true,        [CMD_PALETTE] = true,
    };
    return !typing[command];
}
