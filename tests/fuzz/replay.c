/*
 * Stands in for libFuzzer where there is none: gives a target the files of its corpus,
 * and of each some changed copies, always the same ones. Prints TAP.
 *
 *     fuzz_NAME FILE...
 *
 * The input that is being tried stands in fuzz_NAME.input; after a crash it is the one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "fuzz.h"

enum {
    MUTATIONS = 40,       /* of each file: a fraction of a second, with sanitizers */
    INPUT_MAX = 64 << 10, /* larger files are tried as they are only */
};

static uint32_t draw(uint32_t *state, size_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (uint32_t)((*state >> 8) % (below ? below : 1));
}

/* One change: a byte, a cut, a piece doubled, or a character that means something. */
static void mutate(struct buf *input, uint32_t *state)
{
    static const char telling[] =
        "\n\n\n  \t*_`[](){}<>|#-:!&;\\~\"'\033\302\233\377$^?=+.";
    size_t at = draw(state, input->len), len;
    switch (input->len ? draw(state, 5) : 4) {
    case 0:
        input->data[at] = (char)draw(state, 256);
        break;
    case 1:
        input->data[at] = telling[draw(state, sizeof telling - 1)];
        break;
    case 2:
        len = draw(state, input->len - at);
        memmove(input->data + at, input->data + at + len, input->len - at - len);
        buf_truncate(input, input->len - len);
        break;
    case 3:
        len = draw(state, input->len - at);
        buf_extend(input, len);
        memmove(input->data + at + len, input->data + at, input->len - at - len);
        break;
    default:
        buf_putc(input, telling[draw(state, sizeof telling - 1)]);
        break;
    }
}

static void keep_input(const char *path, const struct buf *input)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return;
    if (input->len)
        fwrite(input->data, 1, input->len, file);
    fclose(file);
}

static void try_input(const char *path, const struct buf *input)
{
    keep_input(path, input);
    LLVMFuzzerTestOneInput((const uint8_t *)(input->len ? input->data : ""),
                           input->len);
}

static bool read_input(const char *path, struct buf *input)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    for (int c; (c = getc(file)) != EOF;)
        buf_putc(input, (char)c);
    fclose(file);
    return true;
}

static bool try_file(const char *path, const char *trial)
{
    struct buf input = {0}, changed = {0};
    uint32_t state = 1;
    if (!read_input(path, &input))
        return false;
    try_input(trial, &input);
    for (int i = 0; i < MUTATIONS && input.len <= INPUT_MAX; i++) {
        buf_clear(&changed);
        buf_puts(&changed, buf_str(&input));
        for (uint32_t changes = 1 + draw(&state, 6); changes > 0; changes--)
            mutate(&changed, &state);
        try_input(trial, &changed);
    }
    buf_release(&input);
    buf_release(&changed);
    return true;
}

int main(int argc, char **argv)
{
    char trial[1024];
    bool read = true;
    snprintf(trial, sizeof trial, "%s.input", argv[0]);
    LLVMFuzzerInitialize(&argc, &argv);
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        fflush(stdout);
        bool tried = try_file(argv[i], trial);
        printf("%sok %d - %s\n", tried ? "" : "not ", i, argv[i]);
        read &= tried;
    }
    remove(trial);
    return read ? 0 : 1;
}
