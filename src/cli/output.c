/*
 * What leaves the subcommands: clean text, as UTF-8 or as ASCII.
 */
#include <errno.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/command.h"

static void to_ascii(struct buf *out, struct str s)
{
    size_t pos = 0;

    while (pos < s.len) {
        struct str cluster;
        int cols;

        /* Line ends and the escapes of our own colours pass as they are. */
        if ((unsigned char)s.ptr[pos] < 0x80) {
            buf_putc(out, s.ptr[pos++]);
            continue;
        }
        cluster = text_cluster(s, &pos, &cols);
        text_ascii(out, cluster, cols);
    }
}

static void write_all(int fd, struct str s)
{
    while (s.len > 0) {
        ssize_t done = write(fd, s.ptr, s.len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return;
        s = str_tail(s, (size_t)done);
    }
}

static void write_text(int fd, struct str s, bool utf8)
{
    struct buf shown = {0};

    if (utf8)
        text_show_to(&shown, s);
    else
        to_ascii(&shown, s);
    write_all(fd, buf_str(&shown));
    buf_release(&shown);
}

void output_flush(struct call *call)
{
    /* JSON is UTF-8 by its definition (RFC 8259, 8.1). */
    if (call->json)
        write_all(STDOUT_FILENO, buf_str(&call->out));
    else
        write_text(STDOUT_FILENO, buf_str(&call->out), call->utf8);
    buf_clear(&call->out);
}

void report(struct str message, bool utf8)
{
    struct buf line = {0};

    buf_puts(&line, STR("lectern: "));
    text_clean_to(&line, message, TEXT_ONE_LINE);
    buf_putc(&line, '\n');
    write_text(STDERR_FILENO, buf_str(&line), utf8);
    buf_release(&line);
}
