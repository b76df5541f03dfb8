/*
 * Writing of the line pre-pass (see the header).
 */
#include "read/markdown/liner.h"

void liner_replace(struct liner *l, const char *from, const char *to)
{
    buf_puts(l->out, (struct str){l->text.ptr + l->copied,
                                  (size_t)(from - l->text.ptr) - l->copied});
    l->copied = (size_t)(to - l->text.ptr);
}

size_t liner_put_block(struct liner *l, struct str source, size_t number)
{
    liner_replace(l, source.ptr, str_end(source));
    buf_puts(l->out, STR("<?"));
    token_put(l->out, number);
    buf_puts(l->out, STR("?>"));
    return number;
}
