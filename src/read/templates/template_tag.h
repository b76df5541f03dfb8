/*
 * Tags of template languages, as they stand in articles whose site would have filled
 * them in: Liquid and Jinja "{% name args %}", "{{ value }}", "{# comment #}"; Hugo
 * "{{< name args >}}", "{{% name %}}"; ERB "<% name %>", "<%= value %>".
 */
#ifndef LECTERN_READ_TEMPLATES_TEMPLATE_TAG_H
#define LECTERN_READ_TEMPLATES_TEMPLATE_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum template_form {
    TEMPLATE_STATEMENT, /* {% %}, {{< >}}, {{% %}}, <% %> */
    TEMPLATE_VALUE,     /* {{ }}, <%= %> */
    TEMPLATE_COMMENT,   /* {# #}, {{!-- --}}, {{/…/}}, <%# %> */
};

struct template_tag {
    enum template_form form;
    struct str name; /* the first word, "end" and "/" taken off; empty: none */
    struct str args; /* what follows it; of a value all of it */
    bool closing;    /* {% endname %}, {{< /name >}} */
};

/* The tag that starts `s`: its length, or 0. Looks no further than the next tag. */
size_t template_read(struct str s, struct template_tag *tag);

/* What ends the tag that starts `s`, which may be in a later line; empty: no tag. */
struct str template_end(struct str s);

/* One argument from the start of `*args`: `name` is empty for one without a name.
 * Quotes are taken off, and `quoted` says so. False at the end. */
struct template_argument {
    struct str name, value;
    bool quoted;
};
bool template_next(struct str *args, struct template_argument *argument);

/* The value of the argument that is called so; empty when there is none. */
struct str template_get(struct str args, struct str name);

#endif
