/* The key table as text. */
#include "base/text.h"
#include "ui/app.h"
#include "ui/keys/commands.h"

static int widest(void (*write)(enum command_id id, struct buf *out))
{
    size_t most = 0;
    struct buf text = {0};
    for (int id = 0; id < CMD_COUNT; id++) {
        buf_clear(&text);
        write((enum command_id)id, &text);
        size_t cols = text_cols(buf_str(&text));
        most = cols > most ? cols : most;
    }
    buf_release(&text);
    return (int)most;
}

static void write_name(enum command_id id, struct buf *out)
{
    buf_puts(out, str_from(commands[id].name));
}

void app_print_keys(struct buf *out)
{
    int keys_cols = widest(command_keys), name_cols = widest(write_name);
    struct buf keys = {0};
    for (int group = 0; group < GROUP_COUNT; group++) {
        buf_printf(out, "%s%s\n", group > 0 ? "\n" : "",
                   command_group_title((enum command_group)group));
        for (int id = 0; id < CMD_COUNT; id++) {
            if ((int)commands[id].group != group)
                continue;
            buf_clear(&keys);
            command_keys((enum command_id)id, &keys);
            buf_printf(out, "  %-*.*s  %-*s  %s\n", keys_cols, STR_ARG(buf_str(&keys)),
                       name_cols, commands[id].name, commands[id].help);
        }
    }
    buf_release(&keys);
}
