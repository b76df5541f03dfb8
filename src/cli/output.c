/*
 * What leaves the subcommands: clean text, as UTF-8 or as ASCII.
 */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/command.h"

static void to_ascii(struct buf *out, struct str s)
{
    size_t pos = 0;
    while (pos < s.len) {
        /* Line ends and the escapes of our own colours pass as they are. */
        if ((unsigned char)s.ptr[pos] < 0x80) {
            buf_putc(out, s.ptr[pos++]);
            continue;
        }
        int cols;
        struct str cluster = text_cluster(s, &pos, &cols);
        text_ascii(out, cluster, cols);
    }
}

/* 0, or the errno of what went wrong. */
static int write_text(int fd, struct str s, bool utf8)
{
    struct buf shown = {0};
    if (utf8)
        text_show_to(&shown, s);
    else
        to_ascii(&shown, s);
    int errnum = file_write_all(fd, buf_str(&shown));
    buf_release(&shown);
    return errnum;
}

bool output_flush(struct call *call)
{
    /* JSON is UTF-8 by its definition (RFC 8259, 8.1). */
    if (call->write_errnum != 0)
        ;
    else if (call->json)
        call->write_errnum = file_write_all(STDOUT_FILENO, buf_str(&call->out));
    else
        call->write_errnum = write_text(STDOUT_FILENO, buf_str(&call->out), call->utf8);
    buf_clear(&call->out);
    return call->write_errnum == 0;
}

int output_status(const struct call *call, int status, struct error *err)
{
    if (call->write_errnum == 0 || call->write_errnum == EPIPE)
        return status;
    error_errno(err, call->write_errnum, "cannot write to standard output");
    return CLI_ERROR;
}

void output_count(struct buf *out, size_t count)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%zu", count);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            buf_putc(out, ',');
        buf_putc(out, digits[i]);
    }
}

void cli_report(struct str message, bool utf8)
{
    struct buf line = {0};
    buf_puts(&line, STR("lectern: "));
    text_clean_to(&line, message, TEXT_ONE_LINE);
    buf_putc(&line, '\n');
    (void)write_text(STDERR_FILENO, buf_str(&line), utf8);
    buf_release(&line);
}

int cli_print(const struct buf *text, bool utf8)
{
    struct call call = {.utf8 = utf8};
    struct error err = {0};
    buf_puts(&call.out, buf_str(text));
    (void)output_flush(&call);
    int status = output_status(&call, CLI_FOUND, &err);
    if (status != CLI_FOUND)
        cli_report(error_str(&err), utf8);
    buf_release(&call.out);
    return status;
}
