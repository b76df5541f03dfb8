#include "extract/heading_line.h"

#include "base/text.h"
#include "extract/inlines.h"
#include "extract/questions/question_detection.h"

enum {
    LEAD_BYTES_MAX = 120,
    /* "Key points:" leads; "Key features of the new reader are:" is a sentence. */
    PLAIN_WORDS_MAX = 4,
};

/* A plain line leads when it is short and ends in a colon. */
static bool leads_plainly(struct str text)
{
    return (str_ends(text, STR(":")) || str_ends(text, STR("："))) &&
           ((unsigned char)text.ptr[0] >= 0xE3 || text_words(text) <= PLAIN_WORDS_MAX);
}

enum head_role heading_line_role(const struct sections *sections, struct arena *scratch,
                                 struct node *line, struct buf *work)
{
    enum head_role role = HEAD_OTHER;
    size_t start = work->len;
    if (line == NULL || (line->kind != NODE_PARAGRAPH && line->kind != NODE_SUMMARY))
        return HEAD_OTHER;
    inlines_text(line, LEAD_BYTES_MAX + 1, work);
    struct str text = str_trim(str_tail(buf_str(work), start));
    if (text.len > 0 && text.len <= LEAD_BYTES_MAX &&
        (line->kind == NODE_SUMMARY || leads_plainly(text) || question_is_bold(line)))
        role = head_role(sections->heads, scratch, text);
    buf_truncate(work, start);
    return role;
}
