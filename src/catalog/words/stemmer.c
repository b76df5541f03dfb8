#include "catalog/words/stemmer.h"

#include <libstemmer.h>
#include <string.h>

#include "base/mem.h"

enum {
    WORD_BYTES_MAX = 60, /* longer words are not inflected */
};

/* An ending as the index has it, and as it is written; in place of some that stemmers
 * make too little of, that of the singular. */
struct ending {
    enum language language;
    struct str folded, written;
};

/* clang-format off */
static const struct ending endings[] = {
    {LANGUAGE_SPANISH, STR_INIT("acion"), STR_INIT("ación")},
    {LANGUAGE_SPANISH, STR_INIT("ucion"), STR_INIT("ución")},
    {LANGUAGE_SPANISH, STR_INIT("logia"), STR_INIT("logía")},
    {LANGUAGE_SPANISH, STR_INIT("logias"), STR_INIT("logías")},
    {LANGUAGE_SPANISH, STR_INIT("ion"), STR_INIT("ión")},
    {LANGUAGE_PORTUGUESE, STR_INIT("cao"), STR_INIT("ção")},
    {LANGUAGE_PORTUGUESE, STR_INIT("coes"), STR_INIT("ção")},
    {LANGUAGE_PORTUGUESE, STR_INIT("soes"), STR_INIT("são")},
    {LANGUAGE_PORTUGUESE, STR_INIT("sao"), STR_INIT("são")},
    {LANGUAGE_PORTUGUESE, STR_INIT("avel"), STR_INIT("ável")},
    {LANGUAGE_PORTUGUESE, STR_INIT("ivel"), STR_INIT("ível")},
    {LANGUAGE_FRENCH, STR_INIT("ite"), STR_INIT("ité")},
    {LANGUAGE_FRENCH, STR_INIT("ites"), STR_INIT("ités")},
};
/* clang-format on */

void stemmers_init(struct stemmers *stemmers, const struct languages *languages)
{
    *stemmers = (struct stemmers){.count = 0};
    for (size_t i = 0; i < languages->count; i++) {
        const char *name = language_stemmer(languages->items[i]);
        struct sb_stemmer *made = name != NULL ? sb_stemmer_new(name, "UTF_8") : NULL;
        if (made == NULL)
            continue;
        stemmers->languages[stemmers->count] = languages->items[i];
        stemmers->items[stemmers->count++] = made;
    }
}

void stemmers_release(struct stemmers *stemmers)
{
    for (size_t i = 0; i < stemmers->count; i++)
        sb_stemmer_delete(stemmers->items[i]);
    stemmers->count = 0;
}

/* Puts back the accents of the ending; the word itself when it has no such one. */
static struct str write_ending(enum language language, struct str word,
                               char written[WORD_BYTES_MAX + 4])
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const struct ending *ending = &endings[i];
        if (ending->language != language || !str_ends(word, ending->folded))
            continue;
        size_t kept = word.len - ending->folded.len;
        memcpy(written, word.ptr, kept);
        memcpy(written + kept, ending->written.ptr, ending->written.len);
        return (struct str){written, kept + ending->written.len};
    }
    return word;
}

struct str stemmers_stem(const struct stemmers *stemmers, size_t number,
                         struct str word)
{
    char buffer[WORD_BYTES_MAX + 4];
    if (word.len == 0 || word.len > WORD_BYTES_MAX)
        return word;
    struct str written = write_ending(stemmers->languages[number], word, buffer);
    struct sb_stemmer *stemmer = stemmers->items[number];
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer, (const sb_symbol *)written.ptr, (int)written.len);
    if (stem == NULL)
        die("out of memory");
    int len = sb_stemmer_length(stemmer);
    return len > 0 ? (struct str){(const char *)stem, (size_t)len} : word;
}
