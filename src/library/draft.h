/*
 * Drafts: articles while their library is being opened.
 *
 * A draft is numbered by its place in the walk, sorted by path. When the topic tree is
 * built, the drafts become articles, numbered in its reading order.
 */
#ifndef LECTERN_LIBRARY_DRAFT_H
#define LECTERN_LIBRARY_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/arena.h"
#include "base/str.h"
#include "library/contents.h"
#include "library/files/scan.h"
#include "library/hooks.h"
#include "library/names.h"
#include "library/notice.h"
#include "library/source.h"

struct draft {
    struct article article;
    struct head_order order;
    struct str trouble; /* why its head could not be read */
    bool is_article;    /* as in struct head */
    bool is_apart;      /* named by no topic, and not among the rest either */
};

/* Release them; what they refer to lasts longer. */
struct drafts {
    struct draft *items;
    size_t count;
    struct str *others; /* paths of the files that are no articles */
    size_t other_count;
};

/*
 * Reads the heads of all files that may be articles: titles, aliases, topics. Files
 * that turn out not to be articles (binaries, other YAML) go to `others`; unreadable
 * ones stay articles, with a notice. Heads that `hooks` know are not read. `wanted` is
 * an article whatever its bytes are. With `only_near` the others have names alone but
 * for those near the root. `arenas` are PARALLEL_MAX, for what the
 * readers find.
 */
void drafts_read(struct drafts *drafts, const struct source *source,
                 const struct file_scan *scan, struct str wanted, bool only_near,
                 const struct library_hooks *hooks, struct notices *notices,
                 struct arena *arenas);

/* Sets apart what its front matter calls a draft, or is public from later on or until
 * earlier than now. */
void drafts_leave_out(struct drafts *drafts, time_t now);

void drafts_release(struct drafts *drafts);

/* Takes over what metadata says: aliases, topics, addresses, place. */
void draft_take_meta(struct draft *draft, const struct meta *meta, struct arena *arena);

/* A date as it is written, "2031-04-01" and then perhaps a time, in digits:
 * 203104010000; 0 when it is none. */
int64_t draft_date(struct str text);

/* Enters everything into the index, unless `source` is to stop meanwhile. */
void drafts_name(const struct drafts *drafts, const struct file_scan *scan,
                 const struct source *source, struct names *names);

#endif
