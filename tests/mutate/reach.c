/*
 * Which code a test program reaches: called at the start of each basic block of a
 * library that is compiled with -fsanitize-coverage=trace-pc. A file beside the
 * library, its name with ".reach", gets a byte for each byte of the code, set where a
 * block was entered; it is shared by all processes and threads of the program, however
 * they end.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { CODE_MAX = 64 << 20 };

void __sanitizer_cov_trace_pc(void);

static unsigned char *map;
static uintptr_t base;

__attribute__((constructor)) static void reach_open(void)
{
    Dl_info info;
    if (!dladdr((void *)&base, &info))
        return;
    char path[4096];
    (void)snprintf(path, sizeof path, "%s.reach", info.dli_fname);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd < 0 || ftruncate(fd, CODE_MAX) != 0)
        return;
    void *at = mmap(NULL, CODE_MAX, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    base = (uintptr_t)info.dli_fbase;
    map = at != MAP_FAILED ? at : NULL;
}

void __sanitizer_cov_trace_pc(void)
{
    uintptr_t at = (uintptr_t)__builtin_return_address(0) - base;
    if (map != NULL && at < CODE_MAX)
        map[at] = 1;
}
