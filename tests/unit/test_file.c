/*
 * The door to files: what opens beneath a root and what does not, and paths.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#if defined(SYS_openat2) && __has_include(<linux/seccomp.h>)
#define CAN_REFUSE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#endif
#endif

#include "base/buf.h"
#include "base/file.h"

struct fixture {
    char folder[64]; /* holds "lib" and, outside it, "secret" */
    struct file_root root;
    struct arena arena;
};

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void in_folder(const char *folder, const char *command)
{
    char line[512];
    snprintf(line, sizeof line, "cd '%s' && %s", folder, command);
    assert_int_equal(system(line), 0);
}

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/lectern-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    in_folder(fixture->folder, "mkdir -p lib/sub && mkfifo lib/pipe");
    write_file(fixture->folder, "secret", "outside");
    write_file(fixture->folder, "lib/a.md", "hello");
    write_file(fixture->folder, "lib/sub/b.md", "world");
    in_folder(fixture->folder, "ln -s ../secret lib/out && ln -s sub/b.md lib/in && "
                               "ln -s /etc/passwd lib/abs && ln -s loop lib/loop");
    char lib[80];
    snprintf(lib, sizeof lib, "%s/lib", fixture->folder);
    assert_int_equal(file_root_open(&fixture->root, lib, NULL), 0);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    file_root_close(&fixture->root);
    arena_release(&fixture->arena);
    char line[128];
    snprintf(line, sizeof line, "rm -rf '%s'", fixture->folder);
    assert_int_equal(system(line), 0);
    free(fixture);
    return 0;
}

static int read_it(struct fixture *fixture, const char *path, struct str *content,
                   struct error *err)
{
    return file_read(&fixture->root, str_from(path), 1 << 20, false, &fixture->arena,
                     content, NULL, err);
}

static void reads_beneath_the_root(void **state)
{
    struct fixture *fixture = *state;
    struct str content;
    assert_int_equal(read_it(fixture, "a.md", &content, NULL), 0);
    assert_true(str_eq(content, STR("hello")));
    assert_int_equal(read_it(fixture, "in", &content, NULL), 0);
    assert_true(str_eq(content, STR("world")));
    assert_int_equal(read_it(fixture, "sub/../a.md", &content, NULL), 0);
}

static void reads_nothing_else(void **state)
{
    static const char *const paths[] = {
        "out", "abs",  "loop",  "../secret", "pipe", "/etc/passwd", "sub/../../secret",
        "sub", "none", "a.md/x"};
    struct fixture *fixture = *state;
    struct str content = STR("untouched");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct error err = {0};
        assert_int_equal(read_it(fixture, paths[i], &content, &err), -1);
        assert_non_null(strstr(err.text, paths[i]));
    }
    assert_true(str_eq(content, STR("untouched")));
}

static void says_why(void **state)
{
    struct fixture *fixture = *state;
    struct error err;
    struct str content;
    read_it(fixture, "none", &content, &err);
    assert_string_equal(err.text, "cannot open 'none': no such file or directory");
    read_it(fixture, "out", &content, &err);
    assert_string_equal(err.text, "cannot open 'out': it leads out of the library");
    read_it(fixture, "pipe", &content, &err);
    assert_string_equal(err.text, "cannot read 'pipe': not a regular file");
    assert_int_equal(file_read(&fixture->root, STR("a.md"), 2, false, &fixture->arena,
                               &content, NULL, &err),
                     -1);
    assert_non_null(strstr(err.text, "larger than"));
}

static void reads_the_head_of_a_large_file(void **state)
{
    struct fixture *fixture = *state;
    struct file_stamp stamp;
    struct str content;
    assert_int_equal(file_read(&fixture->root, STR("a.md"), 2, true, &fixture->arena,
                               &content, &stamp, NULL),
                     0);
    assert_true(str_eq(content, STR("he")));
    assert_int_equal(stamp.size_bytes, 5);
}

static void lists_in_order_and_knows_links_to_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct file_entry *entries;
    struct buf names = {0};
    size_t count;
    assert_int_equal(
        file_list(&fixture->root, STR(""), &fixture->arena, &entries, &count, NULL), 0);
    for (size_t i = 0; i < count; i++) {
        buf_puts(&names, entries[i].name);
        buf_puts(&names, entries[i].is_link ? STR("@ ") : STR(" "));
    }
    assert_true(str_eq(buf_str(&names), STR("a.md abs@ in@ loop@ out@ pipe sub ")));
    for (size_t i = 0; i < count; i++) {
        bool is_lost = entries[i].is_link && !str_eq(entries[i].name, STR("in"));
        assert_int_equal(entries[i].stamp.inode == 0, is_lost);
    }
    assert_int_equal(entries[6].kind, FILE_FOLDER);
    assert_int_equal(entries[2].kind, FILE_REGULAR);
    for (size_t i = 1; i < 6; i += 2)
        assert_int_equal(entries[i].kind, FILE_OTHER);
    buf_release(&names);
}

static void opens_folders_beneath_the_root_only(void **state)
{
    static const char *const refused[] = {"..", "a.md", "pipe", "none", "parent"};
    struct fixture *fixture = *state;
    in_folder(fixture->folder, "ln -s .. lib/parent && ln -s sub lib/inside");
    int fd = file_open_folder(&fixture->root, STR("inside"), NULL);
    assert_true(fd >= 0);
    assert_int_equal(faccessat(fd, "b.md", F_OK, 0), 0);
    close(fd);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct error err = {0};
        assert_int_equal(file_open_folder(&fixture->root, str_from(refused[i]), &err),
                         -1);
        assert_non_null(strstr(err.text, refused[i]));
    }
}

/* --- Writing -----------------------------------------------------------------------
 */

enum { MUCH_BYTES = 1 << 20 }; /* more than any pipe holds */

struct drain {
    int fd;
    size_t count;
    bool is_same; /* each byte is the one that was written there */
};

static char byte_at(size_t i)
{
    return (char)('a' + i % 23);
}

static void *drain(void *context)
{
    struct drain *drain = context;
    drain->is_same = true;
    char bytes[4096];
    ssize_t len;
    while ((len = read(drain->fd, bytes, sizeof bytes)) != 0) {
        for (ssize_t i = 0; i < len; i++)
            drain->is_same &= bytes[i] == byte_at(drain->count++);
    }
    return NULL;
}

/* Writes much into a pipe that another thread empties; 0 or an errno. */
static int write_much(int flags, struct drain *into)
{
    char *much = malloc(MUCH_BYTES);
    assert_non_null(much);
    for (size_t i = 0; i < MUCH_BYTES; i++)
        much[i] = byte_at(i);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, flags), 0);
    *into = (struct drain){.fd = ends[0]};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, drain, into), 0);
    int errnum = file_write_all(ends[1], (struct str){much, MUCH_BYTES});
    close(ends[1]);
    pthread_join(thread, NULL);
    close(ends[0]);
    free(much);
    return errnum;
}

static void waits_where_writing_would_block(void **state)
{
    (void)state;
    struct drain into;
    assert_int_equal(write_much(O_NONBLOCK, &into), 0);
    assert_int_equal(into.count, MUCH_BYTES);
    assert_true(into.is_same);
}

static void on_alarm(int number)
{
    (void)number;
}

static void goes_on_writing_after_a_signal(void **state)
{
    struct sigaction action = {.sa_handler = on_alarm}; /* no SA_RESTART */
    struct itimerval often = {{0, 50}, {0, 50}}, never = {{0, 0}, {0, 0}};
    (void)state;
    sigemptyset(&action.sa_mask);
    struct sigaction before;
    sigaction(SIGALRM, &action, &before);
    setitimer(ITIMER_REAL, &often, NULL);
    struct drain into;
    int errnum = write_much(0, &into);
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &before, NULL);
    assert_int_equal(errnum, 0);
    assert_int_equal(into.count, MUCH_BYTES);
    assert_true(into.is_same);
}

static void says_why_it_could_not_write(void **state)
{
    int full = open("/dev/full", O_WRONLY);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)state;
    if (full >= 0) {
        assert_int_equal(file_write_all(full, STR("words")), ENOSPC);
        close(full);
    }
    struct sigaction before;
    sigaction(SIGPIPE, &ignore, &before);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    assert_int_equal(file_write_all(ends[1], STR("words")), EPIPE);
    close(ends[1]);
    sigaction(SIGPIPE, &before, NULL);
    assert_int_equal(file_write_all(ends[1], STR("words")), EBADF);
    assert_int_equal(file_write_all(ends[1], STR("")), 0);
}

/* Sandboxes refuse openat2() with EPERM, old kernels with ENOSYS: the same files open
 * by another way, and no others. */
#ifdef CAN_REFUSE
static bool refuse(int number, int with)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)with),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {sizeof code / sizeof *code, code};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

enum { SANDBOXED_WELL, SANDBOX_READS_WRONG, SANDBOX_NONE };

static int look_from_a_sandbox(struct fixture *fixture, int with)
{
    static const char *const inside[] = {"a.md", "sub/b.md"};
    static const char *const outside[] = {"out",  "abs",           "loop",
                                          "sub",  "../secret",     "sub/../../secret",
                                          "none", "/etc/hostname", "a.md/x"};

    if (!refuse(SYS_openat2, with))
        return SANDBOX_NONE;
    struct str content;
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        if (read_it(fixture, inside[i], &content, NULL) != 0 || content.len != 5)
            return SANDBOX_READS_WRONG;
    }
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        if (read_it(fixture, outside[i], &content, NULL) != -1)
            return SANDBOX_READS_WRONG;
    }
    return SANDBOXED_WELL;
}

static void reads_the_same_in_a_sandbox(void **state)
{
    static const int refusals[] = {EPERM, ENOSYS};

    for (size_t i = 0; i < 2; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            _exit(look_from_a_sandbox(*state, refusals[i]));
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        if (WEXITSTATUS(status) == SANDBOX_NONE)
            skip();
        assert_int_equal(WEXITSTATUS(status), SANDBOXED_WELL);
    }
}
#else
static void reads_the_same_in_a_sandbox(void **state)
{
    (void)state;
    skip();
}
#endif

static void assert_join(const char *base, const char *path, const char *wanted)
{
    struct arena arena = {0};
    struct str joined;
    bool inside = path_join(&arena, str_from(base), str_from(path), &joined);
    assert_int_equal(inside, wanted != NULL);
    if (wanted != NULL)
        assert_string_equal(arena_cstr(&arena, joined), wanted);
    arena_release(&arena);
}

static void joins_paths_within_the_root(void **state)
{
    (void)state;
    assert_join("a/b", "../c.md", "a/c.md");
    assert_join("a/b", "./c//d.md", "a/b/c/d.md");
    assert_join("a/b", "/c.md", "c.md");
    assert_join("a", "..", "");
    assert_join("a", "../..", NULL);
    assert_join("", "../x", NULL);
}

static void takes_paths_apart(void **state)
{
    (void)state;
    assert_true(str_eq(path_folder(STR("a/b/c.md")), STR("a/b")));
    assert_true(str_eq(path_name(STR("a/b/c.md")), STR("c.md")));
    assert_true(str_eq(path_stem(STR("a/b.x/c.d.md")), STR("c.d")));
    assert_true(str_eq(path_suffix(STR("a/c.md")), STR("md")));
    assert_true(str_eq(path_suffix(STR("a.b/README")), STR("")));
    assert_true(str_eq(path_stem(STR(".hidden")), STR(".hidden")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_beneath_the_root, setup, teardown),
        cmocka_unit_test_setup_teardown(reads_nothing_else, setup, teardown),
        cmocka_unit_test_setup_teardown(says_why, setup, teardown),
        cmocka_unit_test_setup_teardown(reads_the_head_of_a_large_file, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(lists_in_order_and_knows_links_to_nothing,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(opens_folders_beneath_the_root_only, setup,
                                        teardown),
        cmocka_unit_test(waits_where_writing_would_block),
        cmocka_unit_test(goes_on_writing_after_a_signal),
        cmocka_unit_test(says_why_it_could_not_write),
        cmocka_unit_test_setup_teardown(reads_the_same_in_a_sandbox, setup, teardown),
        cmocka_unit_test(joins_paths_within_the_root),
        cmocka_unit_test(takes_paths_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
