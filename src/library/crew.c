#include "library/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum {
    CREW_MAX = 16,
    /* Numbers that are drawn at once: a millisecond of work. */
    CREW_RANGE = 64,
};

struct crew {
    crew_work *work;
    void *context;
    size_t count;
    atomic_size_t drawn;
};

bool crew_draw(struct crew *crew, size_t *from, size_t *to)
{
    size_t first = atomic_fetch_add(&crew->drawn, CREW_RANGE);

    if (first >= crew->count)
        return false;
    *from = first;
    *to = crew->count - first < CREW_RANGE ? crew->count : first + CREW_RANGE;
    return true;
}

static void *run(void *context)
{
    struct crew *crew = context;

    crew->work(crew->context, crew);
    return NULL;
}

/* Besides the one that asks. */
static size_t helpers_for(size_t count)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t most = processors < 1 ? 1 : (size_t)processors;
    size_t ranges = count / CREW_RANGE + 1;

    if (most > CREW_MAX)
        most = CREW_MAX;
    return (most < ranges ? most : ranges) - 1;
}

void crew_run(size_t count, crew_work *work, void *context)
{
    struct crew crew = {.work = work, .context = context, .count = count};
    size_t wanted = helpers_for(count), started = 0;
    pthread_t helpers[CREW_MAX];

    while (started < wanted && pthread_create(&helpers[started], NULL, run, &crew) == 0)
        started++;
    (void)run(&crew);
    for (size_t i = 0; i < started; i++)
        pthread_join(helpers[i], NULL);
}
