#include "catalog/names/name_words.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/text_search.h"
#include "catalog/text/segment.h"
#include "catalog/words/small_words.h"

/* Letters after an apostrophe that belong to the word before it. */
enum { ENDING_LETTERS_MAX = 2 };

enum letter_class {
    CLASS_LETTER = SCRIPT_LETTERS,
    CLASS_DIGIT = SCRIPT_DIGITS,
    CLASS_ALONE = SCRIPT_ALONE,
    CLASS_APOSTROPHE,
    CLASS_PLUS,  /* belongs to the word before: C++ */
    CLASS_SHARP, /* belongs to the letter before: C# */
    CLASS_DASH,
    CLASS_BLANK,
    CLASS_COLON,
    CLASS_BRACKET,
    CLASS_SLASH,
    CLASS_DOT,
    CLASS_SIGN,
};

struct reading {
    struct name_words *it;
    struct str name;
    size_t pos;
    bool is_path, is_open; /* a word is being read */
    bool was_blank, was_dash, was_colon;
    uint8_t joint; /* of the next word */
};

/* --- Letters --- */

static enum letter_class class_of_sign(uint32_t c)
{
    switch (c) {
    case '\'':
    case '`':
    case 0xB4:
    case 0x2BC:
    case 0x2032:
        return CLASS_APOSTROPHE;
    case '+':
        return CLASS_PLUS;
    case '#':
        return CLASS_SHARP;
    case '-':
        return CLASS_DASH;
    case ' ':
        return CLASS_BLANK;
    case ':':
        return CLASS_COLON;
    case '(':
    case '[':
    case '|':
        return CLASS_BRACKET;
    case '/':
        return CLASS_SLASH;
    case '.':
        return CLASS_DOT;
    default:
        return CLASS_SIGN;
    }
}

static enum letter_class class_of(uint32_t c)
{
    if (c >= 'a' && c <= 'z')
        return CLASS_LETTER;
    if (c >= '0' && c <= '9')
        return CLASS_DIGIT;
    if (c < 0x80 || !text_is_word(c) || c == 0x2BC)
        return class_of_sign(c);
    return segment_is_alone(c) ? CLASS_ALONE : CLASS_LETTER;
}

/* As text_letter_next(), in a short way for ASCII that no mark follows. */
static bool next_letter(struct str name, size_t *pos, struct text_letter *letter)
{
    size_t at = *pos;
    if (at < name.len && name.ptr[at] >= ' ' && name.ptr[at] <= '~' &&
        (at + 1 == name.len || (name.ptr[at + 1] >= ' ' && name.ptr[at + 1] <= '~'))) {
        letter->codes[0] = (unsigned char)ascii_lower(name.ptr[at]);
        letter->count = 1;
        letter->from = at;
        letter->to = *pos = at + 1;
        return true;
    }
    return text_letter_next(name, pos, false, letter);
}

/* --- Words --- */

static void end_word(struct reading *at)
{
    struct name_words *it = at->it;
    at->is_open = false;
    if (it->count == 0)
        return;
    struct name_word *word = &it->words[it->count - 1];
    while (word->script == SCRIPT_DIGITS && word->count > 1 &&
           it->codes[word->first] == '0') {
        word->first++;
        word->count--;
    }
}

static bool begin_word(struct reading *at, enum letter_class class)
{
    struct name_words *it = at->it;
    end_word(at);
    if (it->count == NAME_WORDS_MAX)
        return false;
    it->words[it->count++] = (struct name_word){.first = (uint16_t)it->letter_count,
                                                .joint = at->joint,
                                                .script = (uint8_t) class};
    at->joint = JOINT_BLANK;
    at->is_open = true;
    return true;
}

static bool add_code(struct reading *at, uint32_t code, const struct text_letter *from)
{
    struct name_words *it = at->it;
    if (it->letter_count == NAME_LETTERS_MAX)
        return false;
    it->at[it->letter_count] = (struct byte_range){from->from, from->to};
    it->codes[it->letter_count++] = code;
    it->words[it->count - 1].count++;
    return true;
}

/* A letter or digit; false when there is no room. */
static bool add_letter(struct reading *at, uint32_t code, enum letter_class class,
                       const struct text_letter *from)
{
    const struct name_words *it = at->it;
    const struct name_word *last = it->count > 0 ? &it->words[it->count - 1] : NULL;
    if ((!at->is_open || last->script != class || last->count == WORD_LETTERS_MAX) &&
        !begin_word(at, class))
        return false;
    at->was_blank = at->was_dash = at->was_colon = false;
    return add_code(at, code, from);
}

/* Whether a short ending follows, or nothing. */
static bool is_ending(const struct reading *at)
{
    size_t pos = at->pos, count = 0;
    struct text_letter letter;
    while (count <= ENDING_LETTERS_MAX && next_letter(at->name, &pos, &letter) &&
           class_of(letter.codes[0]) == CLASS_LETTER)
        count += letter.count;
    return count <= ENDING_LETTERS_MAX;
}

static const struct name_word *open_word(const struct reading *at)
{
    return at->is_open ? &at->it->words[at->it->count - 1] : NULL;
}

/* A sign that belongs to the word before it. */
static bool is_part(const struct reading *at, enum letter_class class)
{
    const struct name_word *word = open_word(at);
    if (word == NULL || word->script != SCRIPT_LETTERS ||
        word->count == WORD_LETTERS_MAX)
        return false;
    return class == CLASS_PLUS || (class == CLASS_SHARP && word->count == 1);
}

/* After a blank, what was before it says whether a subtitle begins. */
static void take_blank(struct reading *at)
{
    if (!at->is_path && (at->was_colon || (at->was_dash && at->was_blank)))
        at->joint = JOINT_SUBTITLE;
    at->was_blank = true;
    at->was_dash = at->was_colon = false;
}

static void take_sign(struct reading *at, enum letter_class class)
{
    if (class == CLASS_APOSTROPHE && at->is_open && is_ending(at))
        return;
    end_word(at);
    if (class == CLASS_BLANK) {
        take_blank(at);
        return;
    }
    at->was_colon = class == CLASS_COLON;
    if (class == CLASS_DASH)
        at->was_dash = true;
    if (class == CLASS_BRACKET && !at->is_path && at->it->count > 0)
        at->joint = JOINT_SUBTITLE;
    if (class == CLASS_SLASH && at->is_path)
        at->joint = JOINT_FOLDER;
    if (class == CLASS_DOT && at->is_path && at->joint != JOINT_FOLDER)
        at->joint = JOINT_SUFFIX;
}

/* False when there is no room for more. */
static bool take_letter(struct reading *at, const struct text_letter *letter)
{
    for (size_t i = 0; i < letter->count; i++) {
        enum letter_class class = class_of(letter->codes[i]);
        bool goes_on = true;
        if (class <= CLASS_ALONE)
            goes_on = add_letter(at, letter->codes[i], class, letter);
        else if (is_part(at, class))
            goes_on = add_code(at, letter->codes[i], letter);
        else
            take_sign(at, class);
        if (!goes_on)
            return false;
    }
    return true;
}

/* What follows the last dot is the suffix of a path. */
static void keep_suffix(struct name_words *it)
{
    bool is_last = true;
    for (size_t i = it->count; i > 0; i--) {
        struct name_word *word = &it->words[i - 1];
        if (word->joint == JOINT_SUFFIX && !is_last)
            word->joint = JOINT_BLANK;
        if (word->joint == JOINT_SUFFIX || word->joint == JOINT_FOLDER)
            is_last = false;
    }
}

/* Adds the ASCII letters that are next, in a short way, while the word is open. */
static void add_run(struct reading *at)
{
    struct name_words *it = at->it;
    struct name_word *word = at->is_open ? &it->words[it->count - 1] : NULL;
    if (word == NULL || word->script != SCRIPT_LETTERS)
        return;
    while (at->pos + 1 < at->name.len && word->count < WORD_LETTERS_MAX &&
           it->letter_count < NAME_LETTERS_MAX) {
        char c = ascii_lower(at->name.ptr[at->pos]), next = at->name.ptr[at->pos + 1];
        if (c < 'a' || c > 'z' || next < ' ' || next > '~')
            return;
        it->at[it->letter_count] = (struct byte_range){at->pos, at->pos + 1};
        it->codes[it->letter_count++] = (unsigned char)c;
        word->count++;
        at->pos++;
    }
}

void name_words_read(struct name_words *it, struct str name, enum name_form form)
{
    struct reading at = {.it = it, .name = name, .is_path = form == NAME_AS_PATH};
    it->count = it->letter_count = 0;
    struct text_letter letter;
    while (next_letter(name, &at.pos, &letter) && take_letter(&at, &letter))
        add_run(&at);
    end_word(&at);
    keep_suffix(it);
}

static void put_letters(struct buf *out, struct word_letters word)
{
    for (size_t i = 0; i < word.count; i++)
        text_put(out, word.codes[i]);
}

struct str word_text(struct word_letters word, struct arena *arena)
{
    struct buf out = {0};
    put_letters(&out, word);
    struct str text = buf_keep(&out, arena);
    buf_release(&out);
    return text;
}

struct str name_words_text(const struct name_words *it, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < it->count; i++) {
        if (i > 0)
            buf_putc(&out, ' ');
        put_letters(&out, name_word_letters(it, i));
    }
    struct str text = buf_keep(&out, arena);
    buf_release(&out);
    return text;
}

/* --- What a word is --- */

uint64_t word_mask(struct word_letters word)
{
    enum { DIGITS = 26, OTHERS = 36, OTHERS_COUNT = 64 - OTHERS };
    uint64_t mask = 0;
    for (size_t i = 0; i < word.count; i++) {
        uint32_t c = word.codes[i];
        if (c >= 'a' && c <= 'z')
            mask |= UINT64_C(1) << (c - 'a');
        else if (c >= '0' && c <= '9')
            mask |= UINT64_C(1) << (DIGITS + (c - '0'));
        else
            mask |= UINT64_C(1) << (OTHERS + c % OTHERS_COUNT);
    }
    return mask;
}

uint64_t word_small_languages(struct word_letters word, const struct small_words *small)
{
    enum { SMALL_LETTERS_MAX = 12 };
    struct buf text = {0};
    if (word.count > SMALL_LETTERS_MAX || word.script != SCRIPT_LETTERS)
        return 0;
    put_letters(&text, word);
    uint64_t languages = small_words_languages(small, buf_str(&text));
    buf_release(&text);
    return languages;
}
