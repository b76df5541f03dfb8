/*
 * Holdings, numbers for keys and work that is shared out: what two articles have in
 * common, and that nothing is done twice or left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "library/crew.h"
#include "library/holdings.h"
#include "library/numbering.h"

/* --- Numbers ---------------------------------------------------------------------- */

static void keys_keep_their_numbers(void **state)
{
    enum { COUNT = 5000 };
    struct numbering numbering = {0};

    (void)state;
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(numbering_of(&numbering, i * 77003u), i);
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_int_equal(numbering_of(&numbering, i * 77003u), i);
        assert_int_equal(numbering.keys[i], i * 77003u);
    }
    assert_int_equal(numbering.count, COUNT);
    numbering_release(&numbering);
}

/* --- Crews ------------------------------------------------------------------------ */

enum { JOBS = 1000 };

static void do_jobs(void *context, struct crew *crew)
{
    atomic_int *done = context;

    for (size_t from, to; crew_draw(crew, &from, &to);) {
        for (; from < to; from++)
            atomic_fetch_add(&done[from], 1);
    }
}

static void every_job_is_done_once(void **state)
{
    static const size_t counts[] = {0, 1, 64, 65, JOBS};

    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        atomic_int done[JOBS] = {0};

        crew_run(counts[i], do_jobs, done);
        for (size_t k = 0; k < JOBS; k++)
            assert_int_equal(atomic_load(&done[k]), k < counts[i]);
    }
}

/* --- Holdings --------------------------------------------------------------------- */

/* What four articles hold, each a text of keys from a to h. */
static const char *const held[] = {"aab", "abcdefg", "", "ch"};

enum { ARTICLES = 4, KEYS = 8 };

static size_t count_held(const void *context, uint32_t article)
{
    (void)context;
    return strlen(held[article]);
}

static void gather_held(const void *context, uint32_t article, struct tally *tally)
{
    (void)context;
    for (const char *at = held[article]; *at != '\0'; at++)
        tally_add(tally, (uint32_t)(*at - 'a'), 1);
}

static struct holdings *make(const float *rarities, uint32_t most)
{
    static const uint32_t holders[KEYS] = {2, 2, 2, 1, 1, 1, 1, 1};
    static const uint32_t names[KEYS] = {7, 6, 5, 4, 3, 2, 1, 0};

    struct holdings *holdings = holdings_new(&(struct holdings_source){
        .articles = ARTICLES,
        .keys = KEYS,
        .holders = holders,
        .rarities = rarities,
        .names = names,
        .most = most,
        .count = count_held,
        .gather = gather_held,
    });

    holdings_post(holdings);
    return holdings;
}

static void bags_have_what_can_be_shared_the_heaviest_first(void **state)
{
    static const float rarities[KEYS] = {1, 1, 3, 1, 1, 1, 1, 1};
    struct holdings *holdings = make(rarities, KEYS);
    struct bag_view bag = holdings_bag(holdings, 0);
    float both;

    (void)state;
    assert_int_equal(bag.count, 2);
    assert_int_equal(bag.keys[0], 0); /* twice */
    assert_int_equal(bag.keys[1], 1);
    both = (float)bag.weights[0] * (float)bag.weights[0] +
           (float)bag.weights[1] * (float)bag.weights[1];
    assert_true(fabsf(sqrtf(both) / HOLDINGS_ONE - 1) < 0.001F);
    bag = holdings_bag(holdings, 1);
    assert_int_equal(bag.count, 3); /* the other four nobody else has */
    assert_int_equal(bag.keys[0], 2);
    assert_int_equal(bag.keys[1], 1); /* of two that weigh the same, by name */
    assert_int_equal(bag.keys[2], 0);
    assert_int_equal(holdings_bag(holdings, 2).count, 0);
    holdings_free(holdings);
}

static void postings_are_the_bags_turned_round(void **state)
{
    static const float rarities[KEYS] = {1, 0, 3, 1, 1, 1, 1, 1};
    struct holdings *holdings = make(rarities, 1);
    struct postings postings = holdings_of(holdings, 2);

    (void)state;
    assert_int_equal(postings.count, 2);
    assert_int_equal(postings.items[0].article, 1);
    assert_int_equal(postings.items[1].article, 3);
    assert_int_equal(postings.items[1].weight, holdings_bag(holdings, 3).weights[0]);
    assert_int_equal(holdings_of(holdings, 0).count, 1); /* too light for the second */
    assert_int_equal(holdings_of(holdings, 1).count, 0); /* says nothing */
    assert_int_equal(holdings_of(holdings, 7).count, 0);
    holdings_free(holdings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_keep_their_numbers),
        cmocka_unit_test(every_job_is_done_once),
        cmocka_unit_test(bags_have_what_can_be_shared_the_heaviest_first),
        cmocka_unit_test(postings_are_the_bags_turned_round),
    };

    return cmocka_run_group_tests_name("holdings", tests, NULL, NULL);
}
