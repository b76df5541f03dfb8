/*
 * Small articles of made words: a title, two sections with links, key points, now and
 * then a question. Everything about article N follows from N and the number of
 * articles, so a link to it can be written before it is.
 *
 * Words are drawn so that the word of rank r turns up with a chance that falls like
 * (r + 20) ^ -5/3: the most frequent one is 3 words in 100, and the vocabulary goes on
 * growing with the 0.6th power of the text, as it does in real ones.
 */
#include <math.h>

#include "made.h"

enum {
    ARTICLES_PER_FOLDER = 256,
    FOLDERS_PER_FOLDER = 64,
    RANKS_BEFORE_TITLES = 64, /* no title of the words that are everywhere */
    RANKS_MAX = 1 << 24,      /* beyond, where one word in 8,000 is, they fold back */
    ARTICLE_BYTES_MIN = 400,
    ARTICLE_BYTES_SPREAD = 400,
};

struct small {
    struct buf text;
    uint64_t state; /* of what is drawn for this article */
    size_t number, count;
};

static uint64_t draw_rank(uint64_t *state)
{
    double chance = ((double)(made_draw(state) >> 11) + 1) * 0x1p-53;
    double rank = 20 / (chance * sqrt(chance)) - 20;
    return (uint64_t)fmod(rank, RANKS_MAX);
}

/* Makes the letter at `at` a capital. */
static void capitalize(struct buf *text, size_t at)
{
    text->data[at] = (char)(text->data[at] - 'a' + 'A');
}

/* --- Names ---------------------------------------------------------------------- */

/* Two words and a third that no other article has: x is in no other word. */
static void put_name(struct buf *out, size_t number, char between)
{
    uint64_t state = made_mix(number);
    made_word(out, RANKS_BEFORE_TITLES + draw_rank(&state));
    buf_putc(out, between);
    made_word(out, RANKS_BEFORE_TITLES + draw_rank(&state));
    buf_putc(out, between);
    made_word(out, number);
    buf_putc(out, 'x');
}

static void put_path(struct buf *out, size_t number)
{
    size_t folder = number / ARTICLES_PER_FOLDER;
    made_word(out, folder / FOLDERS_PER_FOLDER);
    buf_puts(out, STR("s/"));
    made_word(out, RANKS_BEFORE_TITLES + folder);
    buf_putc(out, '/');
    put_name(out, number, '_');
    buf_puts(out, STR(".md"));
}

/* --- Text ----------------------------------------------------------------------- */

static void put_words(struct small *article, uint64_t count)
{
    size_t start = article->text.len;
    for (uint64_t i = 0; i < count; i++) {
        if (i > 0)
            buf_putc(&article->text, ' ');
        made_word(&article->text, draw_rank(&article->state));
    }
    capitalize(&article->text, start);
}

static void put_sentence(struct small *article)
{
    put_words(article, 5 + made_below(&article->state, 8));
    buf_puts(&article->text, STR(". "));
}

/* Half of the links stay in the folder; of the others some meet at few articles. */
static size_t draw_target(struct small *article)
{
    size_t first = article->number / ARTICLES_PER_FOLDER * ARTICLES_PER_FOLDER;
    size_t here = article->count - first < ARTICLES_PER_FOLDER ? article->count - first
                                                               : ARTICLES_PER_FOLDER;
    uint64_t way = made_below(&article->state, 8);
    if (way < 4)
        return first + (size_t)made_below(&article->state, here);
    size_t any = (size_t)made_below(&article->state, article->count);
    return way < 7 ? any : (size_t)((uint64_t)any * any / article->count);
}

static void put_link(struct small *article)
{
    struct buf *text = &article->text;
    made_word(text, draw_rank(&article->state));
    buf_puts(text, STR(" [["));
    size_t target = draw_target(article);
    put_name(text, target, '_');
    if (made_below(&article->state, 2)) {
        buf_puts(text, STR(" | "));
        made_word(text, draw_rank(&article->state));
    }
    buf_puts(text, STR("]]. "));
}

static void put_heading(struct small *article)
{
    buf_puts(&article->text, STR("\n\n## "));
    put_words(article, 2 + made_below(&article->state, 2));
    buf_puts(&article->text, STR("\n\n"));
}

static void put_key_points(struct small *article)
{
    buf_puts(&article->text, STR("\n\n## Key points\n"));
    for (uint64_t left = 2 + made_below(&article->state, 2); left > 0; left--) {
        buf_puts(&article->text, STR("\n- **"));
        put_words(article, 1 + made_below(&article->state, 2));
        buf_puts(&article->text, STR("**: "));
        put_words(article, 4);
    }
}

static void put_question(struct small *article)
{
    buf_puts(&article->text, STR("\n\n## "));
    put_words(article, 4);
    buf_puts(&article->text, STR("?\n\n"));
    put_sentence(article);
}

static void put_section(struct small *article, uint64_t links, size_t bytes)
{
    put_heading(article);
    while (links-- > 0) {
        put_link(article);
        put_sentence(article);
    }
    while (article->text.len < bytes)
        put_sentence(article);
}

static void put_title(struct small *article)
{
    struct buf *text = &article->text;
    buf_puts(text, article->number % 2 ? STR("---\ntitle: ") : STR("# "));
    size_t start = text->len;
    put_name(text, article->number, ' ');
    capitalize(text, start);
    if (article->number % 2) {
        buf_puts(text, STR("\ntopics: ["));
        made_word(text, RANKS_BEFORE_TITLES + draw_rank(&article->state) % 512);
        buf_puts(text, STR("]\n---"));
    }
    buf_puts(text, STR("\n\n"));
}

static void put_article(struct small *article)
{
    uint64_t links = 3 + made_below(&article->state, 4);
    size_t bytes =
        ARTICLE_BYTES_MIN + (size_t)made_below(&article->state, ARTICLE_BYTES_SPREAD);
    put_title(article);
    put_sentence(article);
    put_key_points(article);
    put_section(article, links / 2, bytes / 2);
    put_section(article, links - links / 2, bytes);
    if (made_below(&article->state, 8) == 0)
        put_question(article);
    buf_putc(&article->text, '\n');
}

int make_small(struct made_library *library, size_t count, struct error *err)
{
    struct small article = {.count = count};
    struct buf path = {0};
    int result = 0;
    for (; article.number < count && result == 0; article.number++) {
        buf_clear(&article.text);
        buf_clear(&path);
        article.state = made_mix(~(uint64_t)article.number);
        put_path(&path, article.number);
        put_article(&article);
        result = made_library_put(library, buf_str(&path), buf_str(&article.text), err);
    }
    buf_release(&path);
    buf_release(&article.text);
    return result;
}
