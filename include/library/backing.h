/*
 * What a library stands on: its articles and topics in memory, or in a catalog that
 * brings them there when they are asked for. The contracts are those of the functions
 * of the same name in library/library.h.
 */
#ifndef LECTERN_LIBRARY_BACKING_H
#define LECTERN_LIBRARY_BACKING_H

#include <stdint.h>

#include "library/library.h"

struct library_ops {
    const struct article *(*article)(const struct library *library, uint32_t id);
    uint32_t (*step)(const struct library *library, uint32_t id, int direction);
    struct topic *(*children)(const struct library *library, struct topic *topic);
    /* See library_hold(); NULL where that saves nothing. */
    void (*hold)(const struct library *library, bool holds);
};

#endif
