#include "library/file_digest.h"

/* Every bit of the result depends on every bit of both (the end of splitmix64). */
static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) + 0x9E3779B97F4A7C15u;
    hash = (hash ^ hash >> 30) * 0xBF58476D1CE4E5B9u;
    hash = (hash ^ hash >> 27) * 0x94D049BB133111EBu;
    return hash ^ hash >> 31;
}

void file_digest_add(uint64_t *digest, struct str path, const struct file_stamp *stamp,
                     bool is_named)
{
    uint64_t hash = str_hash(path);
    hash = mix(hash, stamp->size_bytes);
    hash = mix(hash, (uint64_t)stamp->mtime_ns);
    hash = mix(hash, (uint64_t)stamp->ctime_ns);
    hash = mix(hash, stamp->inode);
    hash = mix(hash, stamp->device);
    *digest += mix(hash, is_named);
}
