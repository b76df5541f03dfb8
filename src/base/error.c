/*
 * Errors as one line of text; the reason that the system gives is appended in lower
 * case.
 */
#include "base/error.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int error_set(struct error *err, const char *format, ...)
{
    if (err == NULL)
        return -1;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return -1;
}

int error_errno(struct error *err, int errnum, const char *format, ...)
{
    if (err == NULL)
        return -1;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    char reason[128];
    snprintf(reason, sizeof reason, "%s", strerror(errnum));
    if (isupper((unsigned char)reason[0]) && islower((unsigned char)reason[1]))
        reason[0] = (char)tolower((unsigned char)reason[0]);
    size_t len = strlen(err->text);
    snprintf(err->text + len, sizeof err->text - len, ": %s", reason);
    return -1;
}

struct str error_str(const struct error *err)
{
    return str_from(err->text);
}
