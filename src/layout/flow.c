/*
 * Flows: gathering runs.
 */
#include "layout/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

void flow_release(struct flow *flow)
{
    buf_release(&flow->text);
    free(flow->runs);
    free(flow->breaks);
    *flow = (struct flow){.is_ascii = true};
}

void flow_clear(struct flow *flow)
{
    buf_clear(&flow->text);
    flow->run_count = 0;
    flow->is_ascii = true;
}

static struct run *add_run(struct flow *flow, struct str text)
{
    flow->runs =
        mem_grow(flow->runs, flow->run_count, &flow->run_cap, sizeof *flow->runs);
    struct run *run = &flow->runs[flow->run_count++];
    run->src = text.ptr;
    run->at = flow_len(flow);
    run->len = (uint32_t)text.len;
    buf_puts(&flow->text, text);
    flow->is_ascii = flow->is_ascii && str_is_ascii(text);
    return run;
}

void flow_text(struct flow *flow, uint32_t node, uint32_t byte, struct str text,
               struct run_look look, enum hold hold)
{
    if (text.len == 0)
        return;
    struct run *run = add_run(flow, text);
    run->node = node;
    run->byte = byte;
    run->look = look;
    run->hold = (uint8_t)hold;
    run->is_text = true;
}

void flow_mark(struct flow *flow, uint32_t node, struct str text, struct run_look look,
               enum hold hold)
{
    if (text.len == 0)
        return;
    flow_text(flow, node, 0, text, look, hold);
    flow->runs[flow->run_count - 1].is_text = false;
}

void flow_blank(struct flow *flow)
{
    buf_putc(&flow->text, ' ');
}

void flow_newline(struct flow *flow)
{
    buf_putc(&flow->text, '\n');
}

uint32_t flow_len(const struct flow *flow)
{
    return (uint32_t)flow->text.len;
}

int flow_cols(const struct flow *flow, uint32_t from, uint32_t to)
{
    if (flow->is_ascii)
        return (int)(to - from);
    return (int)text_cols((struct str){flow->text.data + from, to - from});
}

struct strip strip_of(uint32_t from, uint32_t end, size_t run)
{
    return (struct strip){.pos = from, .end = end, .run = run};
}
