/*
 * Leads: which articles lead where, and from which of their sections.
 *
 * The table `lead` is the links of all articles turned round: what leads to an article
 * is together. Where an article leads is known by the targets in its facts, so its rows
 * are found without an index; they must be forgotten before those targets are.
 */
#ifndef LECTERN_CATALOG_NEAR_LEADS_H
#define LECTERN_CATALOG_NEAR_LEADS_H

#include "catalog/store/database.h"
#include "catalog/store/record.h"

struct leads;

struct leads *leads_new(struct database *database);
void leads_free(struct leads *leads); /* NULL is fine */

/* Forgets where the article leads, by its facts, if there are any. */
void leads_drop(struct leads *leads, uint32_t article);

/* Adds where its links lead, each section once; targets are ids. */
void leads_put(struct leads *leads, uint32_t article, const struct record_link *links,
               size_t count);

#endif
