#include "library/related.h"

const char *related_why_name(enum related_why why)
{
    static const char *const names[] = {
        [RELATED_LINKS] = "links",
        [RELATED_TOPICS] = "topics",
        [RELATED_WORDS] = "words",
    };

    return names[why];
}
