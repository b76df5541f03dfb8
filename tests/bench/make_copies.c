/*
 * Copies of a corpus, round after round: the first is the corpus as it is. In each
 * later round every article has another file name and title, nine of ten wikilinks lead
 * to articles of the same round and the others to the originals, and of the rare words
 * a share is another. That share falls from round to round so that the vocabulary grows
 * with the 0.4th power of the text, as it does within the corpus this was made for
 * (9,193 words in 78,000, 27,158 in 1.2 million). Frequent words stay as they are.
 *
 * A word that is another in a round is the same other everywhere in it, names and links
 * included, so links lead as before: to a file's name, however it is written.
 */
#include <math.h>
#include <string.h>

#include "base/file.h"
#include "corpus.h"
#include "made.h"

enum {
    ROUNDS_PER_FOLDER = 2, /* later copies of a folder go together by twos */
    TAG_BYTES_MAX = 512,
};

static const double growth = 0.4;

struct copy {
    const struct corpus *corpus;
    struct buf text, path;
    size_t round;      /* from 0 */
    size_t in_round;   /* articles that this round has */
    double share;      /* of the rare words, changed */
    uint64_t state;    /* what is drawn for links */
    struct str source; /* what is being copied */
    size_t at;         /* the place in it */
};

/* --- Words and names ------------------------------------------------------------ */

/* The word of a round: its first letters, and others instead of the rest. */
static void put_changed(struct buf *out, struct str word, uint64_t number)
{
    enum { STEM_BYTES = 3, MADE_FROM = 64 + 4096, MADE = 1 << 18 };
    buf_puts(out, str_slice(word, 0, STEM_BYTES));
    made_word(out, word.len < 2 * STEM_BYTES ? 64 + number % 4096
                                             : MADE_FROM + number % MADE);
}

static void put_word(const struct copy *copy, struct buf *out, struct str text,
                     size_t at, size_t len)
{
    struct str word = {text.ptr + at, len};
    uint64_t hash = copy->round > 0 ? corpus_word(text, at, len) : 0;
    uint64_t drawn = made_mix(hash + copy->round * 0x9e3779b97f4a7c15);
    if (corpus_is_rare(copy->corpus, hash) &&
        (double)(drawn >> 32) < copy->share * 0x1p32)
        put_changed(out, word, drawn & 0xffffffff);
    else
        buf_puts(out, word);
}

/* A name or title: its words, and the number of the round. */
static void put_name(const struct copy *copy, struct buf *out, struct str name)
{
    for (size_t at = 0; at < name.len;) {
        size_t len = corpus_letters(name, at);
        if (len > 0)
            put_word(copy, out, name, at, len);
        else
            buf_putc(out, name.ptr[at]);
        at += len ? len : 1;
    }
    if (copy->round > 0)
        buf_printf(out, "%c%zu", str_chr(name, ' ') < name.len ? ' ' : '_',
                   copy->round + 1);
}

/* --- Articles ------------------------------------------------------------------- */

/* The next `len` bytes as they are. */
static void put_verbatim(struct copy *copy, size_t len)
{
    buf_puts(&copy->text, str_slice(copy->source, copy->at, copy->at + len));
    copy->at += len;
}

/* "[[" and the target behind it. */
static void put_link(struct copy *copy)
{
    struct str rest = str_tail(copy->source, copy->at + 2);
    size_t len = 0;
    while (len < rest.len && !strchr("|#]\n", rest.ptr[len]))
        len++;
    struct str target = str_trim(str_slice(rest, 0, len));
    bool changed = made_below(&copy->state, 10) > 0 &&
                   corpus_find(copy->corpus, target) < copy->in_round;
    if (!changed || target.len == 0) {
        put_verbatim(copy, 2 + len);
        return;
    }
    buf_puts(&copy->text, STR("[["));
    put_name(copy, &copy->text, target);
    buf_puts(&copy->text, rest.ptr[len - 1] == ' ' ? STR(" ") : STR(""));
    copy->at += 2 + len;
}

/* How many bytes from here are markup that must stay: a tag, the target of a link, an
 * address. */
static size_t markup_len(struct str rest)
{
    if (rest.ptr[0] == '<') {
        size_t len = str_chr(str_slice(rest, 0, TAG_BYTES_MAX), '>');
        return len < TAG_BYTES_MAX && len < rest.len ? len + 1 : 1;
    }
    bool target = str_starts(rest, STR("](")), address = str_starts(rest, STR("http"));
    size_t len = 0;
    while ((target || address) && len < rest.len && !strchr(") >\n", rest.ptr[len]))
        len++;
    return len;
}

static void put_body(struct copy *copy)
{
    while (copy->at < copy->source.len) {
        struct str rest = str_tail(copy->source, copy->at);
        size_t letters = corpus_letters(copy->source, copy->at),
               markup = markup_len(rest);
        if (markup > 0) {
            put_verbatim(copy, markup);
        } else if (letters > 0) {
            put_word(copy, &copy->text, copy->source, copy->at, letters);
            copy->at += letters;
        } else if (str_starts(rest, STR("[["))) {
            put_link(copy);
        } else {
            put_verbatim(copy, 1);
        }
    }
}

/* The front matter, if there is any: its title is another, the rest stays. */
static void put_front_matter(struct copy *copy)
{
    struct str rest = copy->source;
    if (!str_starts(rest, STR("---\n")))
        return;
    bool first = true, last = false;
    struct str line;
    while (!last && str_cut_line(&rest, &line)) {
        last = !first && str_eq(line, STR("---"));
        first = false;
        size_t line_bytes = rest.ptr ? (size_t)(rest.ptr - line.ptr) : line.len;
        if (!str_starts(line, STR("title: "))) {
            put_verbatim(copy, line_bytes);
            continue;
        }
        buf_puts(&copy->text, STR("title: "));
        put_name(copy, &copy->text, str_tail(line, STR("title: ").len));
        buf_putc(&copy->text, '\n');
        copy->at += line_bytes;
    }
}

/* "folder/name.md" becomes "folder_2/other_name_3.md". */
static void put_path(struct copy *copy, struct str path)
{
    size_t folder_len = str_chr(path, '/');
    struct str below = {0};
    if (folder_len < path.len) {
        buf_puts(&copy->path, str_slice(path, 0, folder_len));
        if (copy->round > 0)
            buf_printf(&copy->path, "_%zu",
                       (copy->round + ROUNDS_PER_FOLDER - 1) / ROUNDS_PER_FOLDER + 1);
        buf_putc(&copy->path, '/');
        below = path_folder(str_tail(path, folder_len + 1));
    }
    buf_puts(&copy->path, below);
    buf_puts(&copy->path, below.len > 0 ? STR("/") : STR(""));
    put_name(copy, &copy->path, path_stem(path));
    buf_puts(&copy->path, STR(".md"));
}

static int put_article(struct copy *copy, size_t index, struct made_library *library,
                       struct error *err)
{
    const struct original *article = &copy->corpus->articles[index];
    buf_clear(&copy->text);
    buf_clear(&copy->path);
    put_path(copy, article->path);
    copy->source = article->text;
    copy->at = 0;
    copy->state = made_mix(copy->round * copy->corpus->count + index);
    if (copy->round == 0)
        put_verbatim(copy, copy->source.len);
    put_front_matter(copy);
    put_body(copy);
    return made_library_put(library, buf_str(&copy->path), buf_str(&copy->text), err);
}

/* --- Rounds --------------------------------------------------------------------- */

/* With shares like these in all rounds, r rounds have r ^ growth times the words. */
static double changed_share(size_t round)
{
    static const double rare = 0.9; /* of the vocabulary */
    return (pow((double)round + 1, growth) - pow((double)round, growth)) / rare;
}

int make_copies(struct made_library *library, const char *from, size_t count,
                struct error *err)
{
    struct corpus corpus = {0};
    struct copy copy = {.corpus = &corpus};
    int result = corpus_read(&corpus, from, err);
    for (; result == 0 && count > 0; copy.round++) {
        copy.share = changed_share(copy.round);
        copy.in_round = count < corpus.count ? count : corpus.count;
        for (size_t i = 0; i < copy.in_round && result == 0; i++)
            result = put_article(&copy, i, library, err);
        count -= copy.in_round;
    }
    buf_release(&copy.text);
    buf_release(&copy.path);
    corpus_release(&corpus);
    return result;
}
