#include <math.h>

#include "library/near_parts.h"

float near_rarity(uint32_t holders, size_t all)
{
    float rest = (float)all - (float)holders;

    return logf(1 + (rest + 0.5F) / ((float)holders + 0.5F));
}

bool near_goes_on(const struct near_input *input)
{
    return !atomic_load_explicit(input->stop, memory_order_relaxed);
}

void near_reckon(struct near *near, const struct near_input *input, struct arena *arena)
{
    near_reckon_sees(&near->sees, input, arena);
    near_reckon_related(&near->related, input, arena);
}
