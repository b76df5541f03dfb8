/*
 * zlib's only user. The packer keeps its zlib state between records, because setting
 * it up costs more than packing a short record.
 */
#include "catalog/store/pack.h"

#include <stdlib.h>

#define ZLIB_CONST
#include <zlib.h>

#include "base/mem.h"
#include "catalog/store/varint.h"

enum {
    /* A record has a kilobyte or two: it is packed as tightly with a small window, and
     * the tables that are cleared for each are small. */
    WINDOW_BITS = 14,
    MEMORY_LEVEL = 7,
    /* The next two take a quarter more time and gain a twentieth. */
    LEVEL = 1,
    /* Fewer bytes are kept as they are: little would be gained, and zlib takes as long
     * to begin and end as it does for some hundred. */
    PACKED_MIN = 96,
};

struct packer {
    z_stream stream;
    struct buf bytes;
};

static void *allocate(void *context, unsigned count, unsigned size)
{
    (void)context;
    return mem_alloc((size_t)count * size);
}

static void deallocate(void *context, void *memory)
{
    (void)context;
    free(memory);
}

/* --- Packing --- */

struct packer *packer_new(void)
{
    struct packer *packer = mem_zalloc(1, sizeof *packer);
    packer->stream.zalloc = allocate;
    packer->stream.zfree = deallocate;
    if (deflateInit2(&packer->stream, LEVEL, Z_DEFLATED, -WINDOW_BITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        die("zlib %s cannot be used", zlibVersion());
    return packer;
}

void packer_free(struct packer *packer)
{
    if (packer == NULL)
        return;
    deflateEnd(&packer->stream);
    buf_release(&packer->bytes);
    free(packer);
}

struct buf *packer_begin(struct packer *packer)
{
    buf_clear(&packer->bytes);
    return &packer->bytes;
}

/* Writes so many bytes at most, and returns how many they were; 0 when they do not
 * do. */
static size_t deflate_bytes(z_stream *stream, struct str bytes, char *out, size_t most)
{
    deflateReset(stream);
    stream->next_in = (const Bytef *)bytes.ptr;
    stream->avail_in = (uInt)bytes.len;
    stream->next_out = (Bytef *)out;
    stream->avail_out = (uInt)most;
    return deflate(stream, Z_FINISH) == Z_STREAM_END ? most - stream->avail_out : 0;
}

void packer_end(struct packer *packer, struct buf *out)
{
    struct str bytes = buf_str(&packer->bytes);
    size_t len = 0;
    varint_put(out, bytes.len);
    size_t from = out->len;
    if (bytes.len >= PACKED_MIN && bytes.len <= PACK_BYTES_MAX)
        len = deflate_bytes(&packer->stream, bytes, buf_extend(out, bytes.len),
                            bytes.len - 1);
    buf_truncate(out, from + len);
    if (len < bytes.len / PACK_RATIO_MAX + 1) {
        buf_truncate(out, from);
        buf_puts(out, bytes);
    }
}

/* --- Unpacking --- */

/* Fills `out` with the first bytes; they must be all there are when `is_all`. Setting
 * up zlib takes a hundredth of the time, so nothing is kept for the next. */
static bool inflate_bytes(struct str packed, char *out, size_t len, bool is_all)
{
    z_stream stream = {
        .zalloc = allocate,
        .zfree = deallocate,
        .next_in = (const Bytef *)packed.ptr,
        .avail_in = (uInt)packed.len,
        .next_out = (Bytef *)out,
        .avail_out = (uInt)len,
    };
    if (inflateInit2(&stream, -WINDOW_BITS) != Z_OK)
        return false;
    bool is_at_end = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
    bool is_filled = stream.avail_out == 0;
    inflateEnd(&stream);
    return is_filled && (is_at_end || !is_all);
}

bool pack_get(struct str packed, size_t most, struct arena *arena, struct str *bytes)
{
    uint64_t len;
    if (!varint_get(&packed, &len) || packed.len > len || len > PACK_BYTES_MAX)
        return false;
    if (packed.len == len) {
        *bytes = arena_str(arena, str_slice(packed, 0, most));
        return true;
    }
    if (len / PACK_RATIO_MAX >= packed.len)
        return false;
    if (most > len)
        most = (size_t)len;
    char *out = arena_bytes(arena, most);
    if (!inflate_bytes(packed, out, most, most == len))
        return false;
    *bytes = (struct str){out, most};
    return true;
}
