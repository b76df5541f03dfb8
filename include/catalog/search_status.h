/*
 * What came of a question to a search.
 */
#ifndef LECTERN_CATALOG_SEARCH_STATUS_H
#define LECTERN_CATALOG_SEARCH_STATUS_H

enum search_status {
    SEARCH_DONE,
    SEARCH_STOPPED, /* on purpose: there is no answer */
    SEARCH_FAILED,  /* the catalog cannot be read now; it is marked if it is damaged
                     */
};

#endif
