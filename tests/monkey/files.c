/* The library on the disk: written, copied, listed and changed. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "monkey.h"

enum { PATH_BYTES_MAX = 1024, COPY_BYTES_MAX = 1 << 22, LARGE_BYTES = 5 << 18 };

/* --- Files ------------------------------------------------------------------------ */

static void join(char path[PATH_BYTES_MAX], const char *folder, const char *name)
{
    if (snprintf(path, PATH_BYTES_MAX, "%s/%s", folder, name) >= PATH_BYTES_MAX)
        path[0] = '\0';
}

static void put_file(const char *folder, const char *name, struct str text)
{
    char path[PATH_BYTES_MAX];
    join(path, folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return;
    (void)fwrite(text.ptr, 1, text.len, file);
    fclose(file);
}

static void get_file(const char *folder, const char *name, struct buf *text)
{
    char path[PATH_BYTES_MAX], bytes[4096];
    size_t count;
    join(path, folder, name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return;
    while (text->len < COPY_BYTES_MAX &&
           (count = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_puts(text, (struct str){bytes, count});
    fclose(file);
}

/* Calls `visit` for each entry of a folder. */
typedef void visit(const char *folder, const char *name, bool is_folder, void *context);

static void each_entry(const char *folder, visit *call, void *context)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return;
    struct stat stat_buf;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char path[PATH_BYTES_MAX];
        join(path, folder, entry->d_name);
        bool is_folder = lstat(path, &stat_buf) == 0 && S_ISDIR(stat_buf.st_mode);
        call(folder, entry->d_name, is_folder, context);
    }
    closedir(dir);
}

static void remove_entry(const char *folder, const char *name, bool is_folder,
                         void *context)
{
    (void)context;
    char path[PATH_BYTES_MAX];
    join(path, folder, name);
    if (is_folder)
        files_remove(path);
    else
        (void)unlink(path);
}

void files_remove(const char *folder)
{
    each_entry(folder, remove_entry, NULL);
    (void)rmdir(folder);
}

static void copy_entry(const char *folder, const char *name, bool is_folder,
                       void *context)
{
    const char *to = context;
    char from_path[PATH_BYTES_MAX], to_path[PATH_BYTES_MAX];
    struct buf text = {0};
    join(from_path, folder, name);
    join(to_path, to, name);
    if (strcmp(name, ".git") == 0)
        return;
    if (is_folder) {
        files_copy(from_path, to_path);
        return;
    }
    get_file(folder, name, &text);
    put_file(to, name, buf_str(&text));
    buf_release(&text);
}

void files_copy(const char *from, const char *to)
{
    (void)mkdir(to, 0700);
    char target[PATH_BYTES_MAX];
    snprintf(target, sizeof target, "%s", to);
    each_entry(from, copy_entry, target);
}

struct listing {
    struct files *files;
    const char *below; /* of the library's folder; "" for itself */
};

static void list_entry(const char *folder, const char *name, bool is_folder,
                       void *context)
{
    struct listing *listing = context;
    struct files *files = listing->files;
    char below[PATH_BYTES_MAX], path[PATH_BYTES_MAX];
    if (listing->below[0] == '\0')
        snprintf(below, sizeof below, "%s", name);
    else
        join(below, listing->below, name);
    if (is_folder) {
        struct listing deeper = {files, below};
        join(path, folder, name);
        each_entry(path, list_entry, &deeper);
    } else if (files->count < FILES_MAX) {
        files->names[files->count++] = strdup(below);
    }
}

void files_list(struct files *files, const char *folder)
{
    struct listing listing = {files, ""};
    files_release(files);
    files->folder = strdup(folder);
    each_entry(folder, list_entry, &listing);
}

void files_release(struct files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->names[i]);
    free(files->folder);
    *files = (struct files){0};
}

/* --- A library of its own --------------------------------------------------------- */

static void write_article(const char *folder, int number, struct buf *text)
{
    buf_clear(text);
    buf_printf(text, "---\ntopics: [Tides, Group %d]\naliases: [Alias %d]\n---\n",
               number % 3, number);
    buf_printf(text,
               "# Water %d\n\nSee [the next](water-%d.md#how-deep-is-%d), "
               "[[Water %d]] and [nothing](none-%d.md).[^1]\n\n",
               number, (number + 1) % 12, (number + 1) % 12, (number + 5) % 12, number);
    buf_printf(text,
               "## Key points\n\n- Depth: %d fathoms, “at low water” – mostly.\n"
               "- Ca\xcc\x81lm: no wind in the café of [the next](water-%d.md).\n\n",
               number, (number + 2) % 12);
    buf_printf(text,
               "## FAQ\n\n### How deep is %d?\n\nAs deep as it is.\n\n"
               "### Who measured it?\n\nA crew; see [[Water %d]].\n\n",
               number, (number + 3) % 12);
    buf_puts(text, STR("<details><summary>More of it</summary>\n\nWhat is folded away "
                       "has [a link](water-0.md), too.\n\n</details>\n\n"));
    buf_puts(text, STR("| Sea | Depth |\n|---|---|\n| 北海 | [ninety](water-1.md) |\n"
                       "| Baltic | fifty |\n\n"));
    for (int i = 0; i < number; i++)
        buf_printf(text,
                   "## Part %d\n\nThe same words in each part of it, again and "
                   "again, so that there is something to scroll.\n\n",
                   i);
    buf_puts(text, STR("[^1]: A note at the foot.\n"));
    char name[64];
    snprintf(name, sizeof name, "water-%d.md", number);
    put_file(folder, name, buf_str(text));
}

void files_write(const char *folder)
{
    struct buf text = {0};
    (void)mkdir(folder, 0700);
    for (int i = 0; i < 12; i++)
        write_article(folder, i, &text);
    char below[PATH_BYTES_MAX];
    join(below, folder, "plain");
    (void)mkdir(below, 0700);
    put_file(below, "notes.txt",
             STR("NOTES ON WATER\n\nIt is wet.\n\nSee also: Water 1, "
                 "Water 2 and the moon.\n\n\tindented\n"));
    put_file(below, "facts.yaml",
             STR("title: Facts\nkey_points:\n  - {label: Wet, text: it is}\n"
                 "faq:\n  - {question: Is it?, answer: \"It *is*.\"}\n"
                 "related: [water-1]\n"));
    put_file(below, "empty.md", STR(""));
    put_file(below, "bad.md", STR("---\na: [\n---\n\x1b[31m# \xff\xfe broken\n"));
    buf_release(&text);
}

/* --- Changes ---------------------------------------------------------------------- */

enum change {
    CHANGE_APPEND,
    CHANGE_BEGIN,
    CHANGE_CUT,
    CHANGE_EMPTY,
    CHANGE_REPLACE,
    CHANGE_DELETE,
    CHANGE_RENAME,
    CHANGE_FOLDER,
    CHANGE_ADD,
    CHANGE_NAVIGATION,
    CHANGE_TOUCH,
    CHANGE_LARGE,
    CHANGE_COUNT
};

static const char *const change_names[CHANGE_COUNT] = {
    "append", "begin",  "cut", "empty",      "replace", "delete",
    "rename", "folder", "add", "navigation", "touch",   "large",
};

static const char *any_name(const struct files *files, struct chance *chance)
{
    return files->count > 0 ? files->names[chance_below(chance, files->count)]
                            : "new.md";
}

static void change_text(const struct files *files, struct chance *chance,
                        const char *name, enum change change)
{
    struct buf was = {0}, now = {0};
    get_file(files->folder, name, &was);
    struct str text = buf_str(&was);
    if (change == CHANGE_APPEND) {
        buf_puts(&now, text);
        buf_printf(&now, "\n## Added %zu\n\nSee [it](%s). Why is it?\n",
                   chance_below(chance, 9), any_name(files, chance));
    } else if (change == CHANGE_BEGIN) {
        buf_printf(&now, "# Begun %zu\n\nSome words.\n\n### What is it?\n\nIt is.\n\n",
                   chance_below(chance, 9));
        buf_puts(&now, text);
    } else if (change == CHANGE_CUT) {
        buf_puts(&now, str_slice(text, 0, chance_below(chance, text.len + 1)));
    } else if (change == CHANGE_REPLACE) {
        get_file(files->folder, any_name(files, chance), &now);
    } else if (change == CHANGE_LARGE) {
        while (text.len > 0 && now.len < LARGE_BYTES)
            buf_puts(&now, text);
    }
    put_file(files->folder, name, buf_str(&now));
    buf_release(&was);
    buf_release(&now);
}

static void rename_file(const struct files *files, struct chance *chance,
                        const char *name)
{
    static const char *const ends[] = {".md", "-x.md", ".txt", "~"};
    char from[PATH_BYTES_MAX], to[PATH_BYTES_MAX + 8];
    join(from, files->folder, name);
    snprintf(to, sizeof to, "%s%s", from, ends[chance_below(chance, 4)]);
    (void)rename(from, to);
}

static void make_folder(const struct files *files, const char *name)
{
    char path[PATH_BYTES_MAX];
    join(path, files->folder, name);
    (void)unlink(path);
    (void)mkdir(path, 0700);
    put_file(path, "inside.md", STR("# Inside\n\nWhere a file was.\n"));
}

static void write_navigation(const struct files *files, struct chance *chance)
{
    static const char *const names[] = {"library.yaml", "mkdocs.yml",
                                        "SUMMARY.md",   ".pages",
                                        "_Sidebar.md",  ".lecternignore"};
    struct buf text = {0};
    size_t which = chance_below(chance, 6);
    const char *a = any_name(files, chance), *b = any_name(files, chance);
    switch (which) {
    case 0:
        buf_printf(&text,
                   "title: T\nhome: %s\ntopics:\n  - title: A\n    articles: "
                   "[%s, %s]\n",
                   a, a, b);
        break;
    case 1:
        buf_printf(&text, "site_name: S\nnav:\n  - A: %s\n  - B:\n    - %s\n", a, b);
        break;
    case 2:
        buf_printf(&text, "# Summary\n\n- [A](%s)\n  - [B](%s)\n", a, b);
        break;
    case 5:
        buf_printf(&text, "%s\n", a);
        break;
    default:
        buf_printf(&text, "nav:\n  - %s\n", a);
        break;
    }
    if (chance_of(chance, 25))
        buf_puts(&text, STR("- [\n"));
    if (chance_of(chance, 40))
        remove_entry(files->folder, names[which], false, NULL);
    else
        put_file(files->folder, names[which], buf_str(&text));
    buf_release(&text);
}

static void add_file(const struct files *files, struct chance *chance)
{
    char name[32];
    snprintf(name, sizeof name, "added-%zu.md", chance_below(chance, 6));
    put_file(files->folder, name,
             STR("# Added\n\nSee [it](water-1.md).\n\n## Why?\n\nBecause.\n"));
}

void files_change(struct files *files, struct chance *chance, struct str shown,
                  struct buf *said)
{
    enum change change = (enum change)chance_below(chance, CHANGE_COUNT);
    if (change == CHANGE_LARGE && !chance_of(chance, 10))
        change = CHANGE_APPEND;
    char name[PATH_BYTES_MAX], path[PATH_BYTES_MAX];
    snprintf(name, sizeof name, "%s", any_name(files, chance));
    if (shown.len > 0 && shown.len < sizeof name && chance_of(chance, 60))
        snprintf(name, sizeof name, STR_FMT, STR_ARG(shown));
    join(path, files->folder, name);
    buf_printf(said, "file %s %s", change_names[change], name);
    if (change == CHANGE_DELETE)
        (void)unlink(path);
    else if (change == CHANGE_RENAME)
        rename_file(files, chance, name);
    else if (change == CHANGE_FOLDER)
        make_folder(files, name);
    else if (change == CHANGE_ADD)
        add_file(files, chance);
    else if (change == CHANGE_NAVIGATION)
        write_navigation(files, chance);
    else if (change == CHANGE_TOUCH)
        (void)utimensat(AT_FDCWD, path, NULL, 0);
    else
        change_text(files, chance, name, change);
}
