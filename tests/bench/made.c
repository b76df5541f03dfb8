/*
 * Numbers, words and files of made libraries.
 */
#include "made.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- Numbers and words ---------------------------------------------------------- */

uint64_t made_mix(uint64_t number)
{
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    return number ^ (number >> 31);
}

uint64_t made_draw(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15;
    return made_mix(*state);
}

uint64_t made_below(uint64_t *state, uint64_t below)
{
    return (made_draw(state) >> 32) % below;
}

void made_word(struct buf *out, uint64_t number)
{
    static const char consonants[] = "bdfghjklmnprstvz", vowels[] = "aeio";
    enum { SYLLABLES = 64 };
    /* The lowest digit comes first, so that neighbours do not begin alike. */
    for (;; number = number / SYLLABLES - 1) {
        buf_putc(out, consonants[number % SYLLABLES / 4]);
        buf_putc(out, vowels[number % 4]);
        if (number < SYLLABLES)
            return;
    }
}

/* --- Files ---------------------------------------------------------------------- */

int made_library_create(struct made_library *library, const char *path,
                        struct error *err)
{
    *library = (struct made_library){.fd = -1};
    if (mkdir(path, 0777) != 0)
        return error_errno(err, errno, "cannot make '%s'", path);
    library->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return library->fd < 0 ? error_errno(err, errno, "cannot open '%s'", path) : 0;
}

void made_library_close(struct made_library *library)
{
    if (library->fd >= 0)
        close(library->fd);
    library->fd = -1;
}

/* Makes the folders above `path` that are missing. */
static int make_folders(struct made_library *library, char *path)
{
    for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int result = mkdirat(library->fd, path, 0777);
        *slash = '/';
        if (result == 0)
            library->folders++;
        else if (errno != EEXIST)
            return -1;
    }
    return 0;
}

static int create(struct made_library *library, char *path)
{
    enum { FLAGS = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC };
    int fd = openat(library->fd, path, FLAGS, 0666);
    if (fd < 0 && errno == ENOENT && make_folders(library, path) == 0)
        fd = openat(library->fd, path, FLAGS, 0666);
    return fd;
}

static int write_all(int fd, struct str text)
{
    while (text.len > 0) {
        ssize_t written = write(fd, text.ptr, text.len);
        if (written < 0 && errno != EINTR)
            return -1;
        if (written > 0)
            text = str_tail(text, (size_t)written);
    }
    return 0;
}

int made_library_put(struct made_library *library, struct str path, struct str text,
                     struct error *err)
{
    char name[PATH_MAX];
    if (path.len >= sizeof name)
        return error_set(err, "too long a path: '" STR_FMT "'", STR_ARG(path));
    memcpy(name, path.ptr, path.len);
    name[path.len] = '\0';
    int fd = create(library, name);
    if (fd < 0)
        return error_errno(err, errno, "cannot make '%s'", name);
    int result = write_all(fd, text);
    if (close(fd) != 0 || result != 0)
        return error_errno(err, errno, "cannot write '%s'", name);
    library->articles++;
    library->bytes += text.len;
    return 0;
}
