#include "catalog/words/word_distance.h"

enum {
    SLIP_LETTERS_MIN = 4,
    SECOND_SLIP_LETTERS_MIN = 8,
    SLIPS_MAX = 2,
};

size_t word_slips_max(size_t letters)
{
    if (letters >= SECOND_SLIP_LETTERS_MIN)
        return SLIPS_MAX;
    return letters >= SLIP_LETTERS_MIN;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static uint8_t distance_at(const struct word_distances *it, struct word_letters a,
                           struct word_letters b, size_t i, size_t k)
{
    bool is_same = a.codes[i - 1] == b.codes[k - 1];
    size_t best = it->rows[i - 1][k - 1] + (size_t)!is_same;
    best = least(best, it->rows[i - 1][k] + 1u);
    best = least(best, it->rows[i][k - 1] + 1u);
    if (i > 1 && k > 1 && a.codes[i - 1] == b.codes[k - 2] &&
        a.codes[i - 2] == b.codes[k - 1])
        best = least(best, it->rows[i - 2][k - 2] + 1u);
    return (uint8_t)best;
}

bool word_distances_fill(struct word_distances *it, struct word_letters a,
                         struct word_letters b, size_t most)
{
    const uint8_t far = (uint8_t)(most + 1);
    for (size_t k = 0; k <= b.count; k++)
        it->rows[0][k] = (uint8_t)least(k, far);
    for (size_t i = 1; i <= a.count; i++) {
        size_t from = i > most ? i - most : 1, to = least(b.count, i + most);
        uint8_t best = far;
        it->rows[i][from - 1] = from == 1 ? (uint8_t)least(i, far) : far;
        for (size_t k = from; k <= to; k++) {
            it->rows[i][k] = (uint8_t)least(distance_at(it, a, b, i, k), far);
            best = (uint8_t)least(best, it->rows[i][k]);
        }
        if (to < b.count)
            it->rows[i][to + 1] = far;
        if (best == far && it->rows[i][from - 1] == far)
            return false;
    }
    return true;
}

size_t word_distance(struct word_letters a, struct word_letters b, size_t most)
{
    struct word_distances it;
    size_t apart = a.count > b.count ? a.count - b.count : b.count - a.count;
    if (apart > most || !word_distances_fill(&it, a, b, most))
        return most + 1;
    return it.rows[a.count][b.count];
}
