/*
 * What the thread of a catalog is at.
 */
#ifndef LECTERN_CATALOG_PHASE_H
#define LECTERN_CATALOG_PHASE_H

enum catalog_phase {
    CATALOG_LOOKING,  /* whether something changed */
    CATALOG_WAITING,  /* for another process, which writes it */
    CATALOG_READING,  /* articles */
    CATALOG_READY,
};

#endif
