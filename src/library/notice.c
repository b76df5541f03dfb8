/*
 * The list of notices.
 */
#include "library/notice.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/error.h"
#include "base/text.h"

static void append(struct notices *notices, struct str path, struct str text)
{
    struct library_notice *notice = ARENA_NEW(notices->arena, struct library_notice);
    notice->path = path;
    notice->text = text;
    if (notices->last != NULL)
        notices->last->next = notice;
    else
        notices->first = notice;
    notices->last = notice;
}

void notice_unread(struct notices *notices, struct str path, struct str why)
{
    notice_add(notices, path, STR_FMT, STR_ARG(why));
    notices->last->is_unread = notices->count < LIBRARY_NOTICES_MAX;
}

void notice_add(struct notices *notices, struct str path, const char *format, ...)
{
    notices->count++;
    if (notices->count > LIBRARY_NOTICES_MAX)
        return;
    if (notices->count == LIBRARY_NOTICES_MAX) {
        append(notices, (struct str){0}, STR("more notices are not listed"));
        return;
    }
    va_list args;
    va_start(args, format);
    char text[ERROR_CAP_BYTES];
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct str raw = arena_str(notices->arena, str_from(text));
    append(notices, path, text_clean(notices->arena, raw, TEXT_ONE_LINE));
}
