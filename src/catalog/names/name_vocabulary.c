#include "catalog/names/name_vocabulary.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

enum { SLOTS_MIN = 1024 };

struct str name_vocabulary_text(const struct name_vocabulary *it, uint32_t number)
{
    const struct vocabulary_word *word = &it->words[number];
    return str_slice(buf_str(&it->bytes), word->from, word->from + word->bytes);
}

struct word_letters name_vocabulary_letters(const struct name_vocabulary *it,
                                            uint32_t number,
                                            uint32_t room[WORD_LETTERS_MAX])
{
    const struct vocabulary_word *word = &it->words[number];
    struct str text = name_vocabulary_text(it, number);
    struct word_letters letters = {room, word->letters, (enum word_script)word->script};
    for (size_t i = 0, pos = 0; i < word->letters; i++) {
        if ((unsigned char)text.ptr[pos] < 0x80)
            room[i] = (unsigned char)text.ptr[pos++];
        else
            room[i] = text_next(text, &pos);
    }
    return letters;
}

static size_t slot_of(const struct name_vocabulary *it, struct str text)
{
    size_t at = (size_t)str_hash(text) & (it->slot_count - 1);
    while (it->slots[at] != 0 &&
           !str_eq(name_vocabulary_text(it, it->slots[at] - 1), text))
        at = (at + 1) & (it->slot_count - 1);
    return at;
}

static void grow_slots(struct name_vocabulary *it)
{
    if (it->slot_count > 2 * it->count)
        return;
    free(it->slots);
    it->slot_count = it->slot_count == 0 ? SLOTS_MIN : 2 * it->slot_count;
    it->slots = mem_zalloc(it->slot_count, sizeof *it->slots);
    for (uint32_t i = 0; i < it->count; i++)
        it->slots[slot_of(it, name_vocabulary_text(it, i))] = i + 1;
}

uint32_t name_vocabulary_add(struct name_vocabulary *it, struct word_letters word,
                             const struct small_words *small)
{
    size_t from = it->bytes.len;
    grow_slots(it);
    for (size_t i = 0; i < word.count; i++)
        text_put(&it->bytes, word.codes[i]);
    size_t at = slot_of(it, str_tail(buf_str(&it->bytes), from));
    if (it->slots[at] != 0) {
        it->bytes.len = from;
        return it->slots[at] - 1;
    }
    it->words = mem_grow(it->words, it->count, &it->cap, sizeof *it->words);
    it->words[it->count++] = (struct vocabulary_word){
        .mask = word_mask(word),
        .from = (uint32_t)from,
        .letters = (unsigned)word.count & 0x3F,
        .bytes = (unsigned)(it->bytes.len - from) & 0xFF,
        .script = (unsigned)word.script & 3,
        .is_small = word_small_languages(word, small) != 0,
        .initial = vocabulary_initial(word.codes[0]) & 0x1F,
    };
    it->slots[at] = (uint32_t)it->count;
    return (uint32_t)it->count - 1;
}

void name_vocabulary_release(struct name_vocabulary *it)
{
    free(it->words);
    free(it->slots);
    buf_release(&it->bytes);
    *it = (struct name_vocabulary){0};
}
