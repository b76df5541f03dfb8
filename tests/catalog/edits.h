/*
 * Random edits of a library, replayable from a seed: of files, folders, links,
 * permissions, navigation and ignore rules. What an edit finds not to be possible it
 * leaves: the walk of edits goes on.
 */
#ifndef LECTERN_TESTS_EDITS_H
#define LECTERN_TESTS_EDITS_H

#include "kept.h"

#include <fcntl.h>

enum {
    EDITS_STEMS = 12, /* names that files have, so that they come and go */
    EDITS_CROWD = 20, /* folders that hold a file of one name each */
};

struct edits {
    struct temp_library *temp;
    uint32_t state;
    struct buf log; /* what was done since it was cleared, to be shown */
};

static inline uint32_t edits_draw(struct edits *it, uint32_t below)
{
    it->state = it->state * 1664525 + 1013904223;
    return (it->state >> 8) % below;
}

static inline bool edits_chance(struct edits *it, uint32_t one_in)
{
    return edits_draw(it, one_in) == 0;
}

/* --- Names ------------------------------------------------------------------------ */

static const char *const edits_folders[] = {"",      "one",     "two",     "two/deep",
                                            "three", "one/sub", "two/sub", "three/sub"};
static const char *const edits_suffixes[] = {"md", "md", "md", "txt", "yaml", "png"};
static const char *const edits_words[] = {"harbour", "silt",  "dredging", "pilot",
                                          "river",   "crane", "tide",     "rope",
                                          "harvest", "tidal", "ropes",    "cranes"};

#define EDITS_PICK(it, list) (list)[edits_draw(it, sizeof(list) / sizeof *(list))]

struct edits_name {
    char text[96];
};

static inline struct edits_name edits_stem(struct edits *it)
{
    static const char *const odd[] = {"C#",     "F# tour", "R&D",   "a,b",
                                      "100%25", "what?",   "b [x]", "index"};
    struct edits_name name;
    if (edits_chance(it, 8))
        snprintf(name.text, sizeof name.text, "%s", EDITS_PICK(it, odd));
    else
        snprintf(name.text, sizeof name.text, "a%u", edits_draw(it, EDITS_STEMS));
    return name;
}

static inline struct edits_name edits_file(struct edits *it)
{
    const char *folder = EDITS_PICK(it, edits_folders);
    const char *suffix = EDITS_PICK(it, edits_suffixes);
    struct edits_name stem = edits_stem(it), name;
    snprintf(name.text, sizeof name.text, "%s%s%.40s.%s", folder,
             *folder == '\0' ? "" : "/", stem.text, suffix);
    return name;
}

static inline struct edits_name edits_folder(struct edits *it)
{
    struct edits_name name;
    snprintf(name.text, sizeof name.text, "%s", edits_folders[1 + edits_draw(it, 7)]);
    return name;
}

static inline void edits_note(struct edits *it, const char *what, const char *name,
                              const char *other)
{
    buf_printf(&it->log, "#   %s %s %s\n", what, name, other);
}

static inline void edits_path(const struct edits *it, const char *name, char *path)
{
    temp_path(it->temp, name, path, 4096);
}

/* --- Articles --------------------------------------------------------------------- */

static inline void edits_put_words(struct edits *it, struct buf *text)
{
    for (uint32_t i = 3 + edits_draw(it, 20); i > 0; i--)
        buf_printf(text, "%s ", EDITS_PICK(it, edits_words));
}

static inline void edits_put_link(struct edits *it, struct buf *text)
{
    struct edits_name stem = edits_stem(it), folder = edits_folder(it);
    uint32_t title = edits_draw(it, EDITS_STEMS);
    switch (edits_draw(it, 12)) {
    case 0:
        buf_printf(text, "[[%s]] is near. ", stem.text);
        break;
    case 1:
        buf_printf(text, "Of [[Title %u|that]] much is said. ", title);
        break;
    case 2:
        buf_printf(text, "Look [here](../two/%s.md#part). ", stem.text);
        break;
    case 3:
        buf_printf(text, "[[alias %u#Part]] too. ", title);
        break;
    case 4:
        buf_printf(text, "[a picture](%s.png) ", stem.text);
        break;
    case 5:
        buf_printf(text, "[a folder](/%s/) ", folder.text);
        break;
    case 6:
        buf_printf(text, "[[Called %u]] ", title);
        break;
    case 7:
        buf_puts(text, STR("[[same.txt]] and [[same]] "));
        break;
    case 8:
        buf_printf(text, "[text](<%s.txt>) ", stem.text);
        break;
    case 9:
        buf_printf(text, "[[%s.txt]] ", stem.text);
        break;
    case 10:
        buf_printf(text, "[[%s]] ", folder.text);
        break;
    default:
        buf_printf(text, "[[two/%s]] ", stem.text);
    }
}

static inline void edits_put_links(struct edits *it, struct buf *text)
{
    for (uint32_t i = edits_draw(it, 5); i > 0; i--)
        edits_put_link(it, text);
}

static inline void edits_put_front(struct edits *it, struct buf *text)
{
    buf_printf(text, "title: Title %u\n", edits_draw(it, EDITS_STEMS));
    if (edits_chance(it, 2))
        buf_printf(text, "aliases: [alias %u]\n", edits_draw(it, EDITS_STEMS));
    if (edits_chance(it, 2))
        buf_printf(text, "tags: [tag%u]\n", edits_draw(it, 3));
    if (edits_chance(it, 4))
        buf_printf(text, "weight: %u\n", edits_draw(it, 5));
    if (edits_chance(it, 3))
        buf_printf(text, "related: [a%u, Title %u]\n", edits_draw(it, EDITS_STEMS),
                   edits_draw(it, EDITS_STEMS));
}

static inline void edits_put_body(struct edits *it, struct buf *text)
{
    edits_put_words(it, text);
    edits_put_links(it, text);
    buf_puts(text, STR("\n\n## Part\n\n- **Label**: "));
    edits_put_words(it, text);
    buf_puts(text, STR("\n\n## What is it?\n\n"));
    edits_put_words(it, text);
    edits_put_links(it, text);
    if (edits_chance(it, 4))
        buf_printf(text, "\n\n## See also\n\n- a%u\n- Title %u\n",
                   edits_draw(it, EDITS_STEMS), edits_draw(it, EDITS_STEMS));
    buf_putc(text, '\n');
}

static inline void edits_put_markdown(struct edits *it, struct buf *text)
{
    if (edits_chance(it, 2)) {
        buf_puts(text, STR("---\n"));
        edits_put_front(it, text);
        buf_puts(text, STR("---\n"));
    } else if (!edits_chance(it, 5)) {
        buf_printf(text, "# Title %u\n\n", edits_draw(it, EDITS_STEMS));
    }
    edits_put_body(it, text);
}

static inline void edits_put_yaml(struct edits *it, struct buf *text)
{
    edits_put_front(it, text);
    buf_puts(text, STR("sections:\n  - heading: One\n    body: \""));
    edits_put_words(it, text);
    for (uint32_t i = edits_chance(it, 8) ? 6000 : 0; i > 0; i--)
        buf_puts(text, STR("so many words "));
    buf_puts(text, STR("\"\nfaq:\n  - {question: What of it?, answer: "));
    buf_printf(text, "%s}\n", EDITS_PICK(it, edits_words));
}

static inline void edits_put_text(struct edits *it, struct buf *text)
{
    buf_printf(text, "Title %u\n\n", edits_draw(it, EDITS_STEMS));
    edits_put_words(it, text);
    buf_puts(text, STR(".\n"));
}

/* Whether a file can be made there: a folder may lie in its place, a file where one of
 * its folders would. */
static inline bool edits_write(struct edits *it, const char *name, struct str bytes)
{
    char path[4096];
    edits_path(it, name, path);
    for (char *slash = path + strlen(it->temp->path) + 1;
         (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        (void)mkdir(path, 0755);
        *slash = '/';
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return false;
    assert_int_equal(write(fd, bytes.ptr, bytes.len), (ssize_t)bytes.len);
    close(fd);
    return true;
}

static inline void edits_article(struct edits *it)
{
    struct edits_name name = edits_file(it);
    struct buf text = {0};
    if (strstr(name.text, ".yaml") != NULL)
        edits_put_yaml(it, &text);
    else if (strstr(name.text, ".txt") != NULL)
        edits_put_text(it, &text);
    else
        edits_put_markdown(it, &text);
    edits_note(it, "write", name.text, "");
    (void)edits_write(it, name.text, buf_str(&text));
    buf_release(&text);
}

/* More words and links at the end: what it is called stays. */
static inline void edits_append(struct edits *it)
{
    struct edits_name name = edits_file(it);
    char path[4096];
    edits_path(it, name.text, path);
    edits_note(it, "append to", name.text, "");
    int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    if (fd < 0)
        return;
    struct buf text = {0};
    buf_puts(&text, STR("\n\n"));
    edits_put_body(it, &text);
    assert_int_equal(write(fd, text.data, text.len), (ssize_t)text.len);
    buf_release(&text);
    close(fd);
}

/* A file that is called like an article and is none by its bytes. */
static inline void edits_binary(struct edits *it)
{
    struct edits_name name = edits_file(it);
    edits_note(it, "write bytes to", name.text, "");
    (void)edits_write(it, name.text,
                      (struct str){"\x7f"
                                   "ELF\0\0\0\1\2\3 title: no",
                                   20});
}

/* --- Files as they are ------------------------------------------------------------ */

static inline void edits_delete(struct edits *it)
{
    struct edits_name name = edits_file(it);
    char path[4096];
    edits_path(it, name.text, path);
    edits_note(it, "delete", name.text, "");
    (void)unlink(path);
}

static inline void edits_rename_to(struct edits *it, const char *from, const char *to)
{
    char from_path[4096], to_path[4096];
    edits_path(it, from, from_path);
    edits_path(it, to, to_path);
    edits_note(it, "rename", from, to);
    (void)rename(from_path, to_path);
}

static inline void edits_rename(struct edits *it)
{
    struct edits_name from = edits_file(it), to = edits_file(it);
    edits_rename_to(it, from.text, to.text);
}

static inline void edits_swap(struct edits *it)
{
    struct edits_name one = edits_file(it), two = edits_file(it);
    edits_rename_to(it, one.text, "between");
    edits_rename_to(it, two.text, one.text);
    edits_rename_to(it, "between", two.text);
}

static inline void edits_truncate(struct edits *it)
{
    struct edits_name name = edits_file(it);
    char path[4096];
    edits_path(it, name.text, path);
    edits_note(it, "cut", name.text, "");
    struct stat st;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
        (void)!truncate(path, edits_chance(it, 2) ? 0 : st.st_size / 2);
}

/* Other bytes, as many as there were, and the time of the last change set back. */
static inline void edits_disguise(struct edits *it)
{
    struct edits_name name = edits_file(it);
    char path[4096], head[2];
    struct stat st;
    edits_path(it, name.text, path);
    edits_note(it, "change a letter of", name.text, "");
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return;
    struct timespec times[2];
    if (fstat(fd, &st) == 0 && st.st_size > 12 && pread(fd, head, 1, 9) == 1) {
        head[0] = head[0] == 'x' ? 'y' : 'x';
        assert_int_equal(pwrite(fd, head, 1, 9), 1);
        times[0] = st.st_atim;
        times[1] = st.st_mtim;
        assert_int_equal(futimens(fd, times), 0);
    }
    close(fd);
}

static inline void edits_touch(struct edits *it)
{
    struct edits_name name = edits_file(it);
    char path[4096];
    edits_path(it, name.text, path);
    edits_note(it, "touch", name.text, "");
    (void)utimensat(AT_FDCWD, path, NULL, 0);
}

/* --- Folders ---------------------------------------------------------------------- */

static inline void edits_remove_all(const char *path)
{
    (void)nftw(path, temp_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static inline void edits_make_folder(struct edits *it)
{
    struct edits_name name = edits_folder(it);
    char path[4096];
    edits_path(it, name.text, path);
    edits_note(it, "make folder", name.text, "");
    (void)mkdir(path, 0755);
}

static inline void edits_remove_folder(struct edits *it)
{
    struct edits_name name = edits_folder(it);
    char path[4096];
    edits_path(it, name.text, path);
    edits_note(it, "remove folder", name.text, "");
    edits_remove_all(path);
}

static inline void edits_move_folder(struct edits *it)
{
    struct edits_name from = edits_folder(it), to = edits_folder(it);
    edits_rename_to(it, from.text, to.text);
}

/* A file becomes a folder that has a file, or the other way round. */
static inline void edits_turn(struct edits *it)
{
    struct edits_name name = edits_file(it);
    char path[4096], below[160];
    struct stat st;
    edits_path(it, name.text, path);
    edits_note(it, "turn", name.text, "");
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        edits_remove_all(path);
        (void)edits_write(it, name.text, STR("# Title 1\n\nA file now.\n"));
    } else if (unlink(path) == 0) {
        snprintf(below, sizeof below, "%s/within.md", name.text);
        (void)edits_write(it, below, STR("# Within\n\nSee [[a1]].\n"));
    }
}

static inline void edits_crowd(struct edits *it)
{
    bool comes = edits_chance(it, 2);
    edits_note(it, comes ? "make" : "remove", "a crowd", "");
    char name[64], path[4096];
    for (uint32_t i = 0; i < EDITS_CROWD; i++) {
        snprintf(name, sizeof name, "d%u/same.%s", i,
                 i + 1 < EDITS_CROWD ? "md" : "txt");
        edits_path(it, name, path);
        if (comes || edits_chance(it, 2))
            (void)edits_write(it, name, STR("# Same\n\nOne of many.\n"));
        else
            (void)unlink(path);
    }
}

static inline void edits_empty(struct edits *it)
{
    edits_note(it, "remove", "all", "");
    edits_remove_all(it->temp->path);
    (void)mkdir(it->temp->path, 0755);
}

static inline void edits_link(struct edits *it)
{
    struct edits_name name = edits_file(it), to = edits_file(it);
    struct edits_name folder = edits_folder(it);
    bool to_folder = edits_chance(it, 3);
    char path[4096], target[4200];
    edits_path(it, to_folder ? "linked" : name.text, path);
    /* Links are read where the kernel can be asked to stay below a folder, if they are
     * relative. */
    if (to_folder)
        snprintf(target, sizeof target, "%s", folder.text);
    else
        snprintf(target, sizeof target, "%s%s",
                 strchr(name.text, '/') == NULL                    ? ""
                 : strchr(strchr(name.text, '/') + 1, '/') == NULL ? "../"
                                                                   : "../../",
                 to.text);
    edits_note(it, "link", path + strlen(it->temp->path), target);
    (void)unlink(path);
    (void)!symlink(target, path);
}

/* --- Permissions ------------------------------------------------------------------ */

static inline void edits_forbid(struct edits *it)
{
    struct edits_name file = edits_file(it), folder = edits_folder(it);
    static const mode_t modes[] = {0000, 0644, 0444, 0744, 0755};
    mode_t mode = EDITS_PICK(it, modes);
    char path[4096];
    edits_path(it, edits_chance(it, 2) ? file.text : folder.text, path);
    edits_note(it, "mode of", path + strlen(it->temp->path), mode < 0600 ? "less" : "");
    (void)chmod(path, mode);
}

/* --- Order ------------------------------------------------------------------------ */

static inline struct edits_name edits_entry(struct edits *it)
{
    const char *folder = EDITS_PICK(it, edits_folders);
    struct edits_name path;
    snprintf(path.text, sizeof path.text, "%s%sa%u.md", folder,
             *folder == '\0' ? "" : "/", edits_draw(it, EDITS_STEMS));
    return path;
}

static inline void edits_put_order(struct edits *it, struct buf *text, uint32_t which)
{
    if (which == 0)
        buf_printf(text,
                   "title: Ordered %u\nhome: a%u.md\nrest: %s\ntopics:\n"
                   "  - title: First\n    articles:\n",
                   edits_draw(it, 9), edits_draw(it, EDITS_STEMS),
                   edits_chance(it, 2) ? "hide" : "show");
    else if (which == 1)
        buf_puts(text, STR("site_name: Made\ndocs_dir: .\nnav:\n"));
    else
        buf_puts(text, STR("# Summary\n\n"));
    for (int i = 0; i < 4; i++) {
        struct edits_name path = edits_entry(it);
        uint32_t title = edits_draw(it, EDITS_STEMS);
        if (which == 0)
            buf_printf(text, "      - {path: %s, title: Called %u}\n", path.text,
                       title);
        else if (which == 1)
            buf_printf(text, "  - Called %u: %s\n", title, path.text);
        else
            buf_printf(text, "- [Called %u](%s)\n", title, path.text);
    }
}

/* A title and a place for a folder, by its page. */
static inline void edits_put_page(struct edits *it, struct buf *text)
{
    buf_printf(text, "---\ntitle: Called %u\nweight: %u\n---\n\nOf silt.\n",
               edits_draw(it, EDITS_STEMS), edits_draw(it, 9));
}

static inline void edits_arrange(struct edits *it)
{
    static const char *const names[] = {"library.yaml",  "mkdocs.yml",   "SUMMARY.md",
                                        "one/_index.md", "two/index.md", "_index.md"};
    uint32_t which = edits_draw(it, 6);
    struct buf text = {0};
    char path[4096];
    edits_path(it, names[which], path);
    edits_note(it, "arrange by", names[which], "");
    if (edits_chance(it, 3)) {
        (void)unlink(path);
        return;
    }
    if (which < 3)
        edits_put_order(it, &text, which);
    else
        edits_put_page(it, &text);
    (void)edits_write(it, names[which], buf_str(&text));
    buf_release(&text);
}

static inline void edits_ignore(struct edits *it)
{
    static const char *const names[] = {".lecternignore", "one/.lecternignore",
                                        ".gitignore"};
    static const char *const rules[] = {"a1*\n", "*.txt\n", "sub/\n!a3.md\n", "/two\n",
                                        ""};
    const char *name = EDITS_PICK(it, names);
    edits_note(it, "ignore by", name, "");
    (void)edits_write(it, name, str_from(EDITS_PICK(it, rules)));
}

/* --- All -------------------------------------------------------------------------- */

/* Each as often as it stands there. */
static void (*const edits_all[])(struct edits *it) = {
    edits_article,     edits_article,       edits_article,     edits_article,
    edits_article,     edits_article,       edits_article,     edits_article,
    edits_article,     edits_article,       edits_append,      edits_append,
    edits_append,      edits_append,        edits_delete,      edits_delete,
    edits_delete,      edits_rename,        edits_rename,      edits_swap,
    edits_binary,      edits_truncate,      edits_touch,       edits_disguise,
    edits_disguise,    edits_link,          edits_make_folder, edits_turn,
    edits_move_folder, edits_remove_folder, edits_crowd,       edits_forbid,
    edits_forbid,      edits_arrange,       edits_arrange,     edits_arrange,
    edits_ignore,
};

static inline void edits_one(struct edits *it)
{
    if (edits_chance(it, 200))
        edits_empty(it);
    else
        EDITS_PICK(it, edits_all)(it);
}

#endif
