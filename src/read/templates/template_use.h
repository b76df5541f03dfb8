/*
 * What tags of templates and components mean to a reader, by their names: shortcodes
 * of Hugo, tags of Liquid and Jinja, components of MDX have the same few.
 */
#ifndef LECTERN_READ_TEMPLATES_TEMPLATE_USE_H
#define LECTERN_READ_TEMPLATES_TEMPLATE_USE_H

#include "base/arena.h"
#include "read/templates/template_tag.h"

enum template_kind {
    USE_NONE,    /* nothing that is known: it goes, and what it encloses stays */
    USE_BOX,     /* encloses a callout; `type`, maybe a title */
    USE_SECTION, /* encloses what its title names: a tab, a step, a card */
    USE_DETAILS, /* encloses what can be folded; maybe a title */
    USE_NOTICE,  /* a callout with its text in an argument */
    USE_IMAGE,   /* `target`, `title` */
    USE_LINK,    /* the same */
    USE_CODE,    /* encloses code in the language `type` */
    USE_RAW,     /* encloses text that is shown as it is written */
    USE_COMMENT, /* encloses what is not shown */
};

struct template_use {
    enum template_kind kind;
    struct str type;   /* of a callout: "note"; a language */
    struct str title;  /* as written; may be empty */
    struct str text;   /* of NOTICE; of NONE what it says in the middle of a line */
    struct str target; /* of IMAGE, LINK; of SECTION, if it leads somewhere */
};

/* What a tag means. Strings are of the tag, or in the arena. */
struct template_use template_use(struct arena *arena, const struct template_tag *tag);

/* The type of the callout that a tag means whose name is `name`. */
struct str template_box_type(const struct template_use *use, struct str name);

/* What a tag is worth as the destination of a link: a path, or nothing. */
struct str template_target(struct arena *arena, const struct template_tag *tag);

/* `s` with every tag in it by what it is worth as a destination; `s` itself when it has
 * none. Else in the arena. */
struct str template_resolve(struct arena *arena, struct str s);

/* `s` without its tags: what they say in the middle of a line is in their place. */
struct str template_strip(struct arena *arena, struct str s);

#endif
