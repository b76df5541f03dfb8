/*
 * inotify's only user; other systems get the functions that report no watch.
 */
#include "library/watch/watch_events.h"

#ifdef __linux__

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
    NAME_EVENTS = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO,
    /* Files that were deleted while open are nobody's concern. */
    FOLDER_EVENTS = NAME_EVENTS | IN_CLOSE_WRITE | IN_ATTRIB | IN_EXCL_UNLINK,
    /* For other folders, the folder above reports the move. */
    ROOT_EVENTS = FOLDER_EVENTS | IN_MOVE_SELF,
    READ_BYTES = 16 << 10, /* some hundred events; one is 272 bytes at most */
    READS_MAX = 256,       /* 4 MB: more than a whole queue of the usual size */
};

static_assert(READ_BYTES >= sizeof(struct inotify_event) + NAME_MAX + 1,
              "an event fits");

int watch_events_open(void)
{
    return inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

/*
 * inotify takes paths only, and follows links in all of them but the last name; a path
 * from the root could be led out of the library by whoever swaps a folder for a link
 * just then. So the folder is opened first, through the one door (base/file.h) that
 * lets nothing out, and is watched by the name that /proc gives to the descriptor: that
 * leads to the very folder which was opened, wherever it is now. Without /proc the
 * folder is not watched.
 */
enum watch_answer watch_events_add(int events, int folder, bool is_root, int *wd)
{
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
    int added = inotify_add_watch(events, path,
                                  IN_ONLYDIR | (is_root ? ROOT_EVENTS : FOLDER_EVENTS));
    if (added < 0)
        return errno == ENOSPC || errno == ENOMEM ? WATCH_FULL : WATCH_REFUSED;
    *wd = added;
    return WATCH_ADDED;
}

void watch_events_remove(int events, int wd)
{
    (void)inotify_rm_watch(events, wd);
}

/* False when another event reports the same. */
static bool kind_of(const struct inotify_event *event, enum watch_event_kind *kind)
{
    if (event->mask & IN_Q_OVERFLOW)
        *kind = WATCH_EVENT_OVERFLOW;
    else if (event->mask & IN_IGNORED)
        *kind = WATCH_EVENT_ENDED;
    else if (event->mask & IN_MOVE_SELF)
        *kind = WATCH_EVENT_MOVED;
    else if (event->mask & NAME_EVENTS)
        *kind = WATCH_EVENT_NAME;
    else if (event->mask & (IN_CLOSE_WRITE | IN_ATTRIB))
        *kind = event->len > 0 ? WATCH_EVENT_CONTENT : WATCH_EVENT_FOLDER;
    else
        return false; /* IN_UNMOUNT: IN_IGNORED follows */
    return true;
}

static void tell_event(const struct inotify_event *event, watch_event_teller *tell,
                       void *context)
{
    struct watch_event told = {
        .wd = event->wd,
        .is_folder = (event->mask & IN_ISDIR) != 0,
    };
    if (event->len > 0)
        told.name = (struct str){event->name, strnlen(event->name, event->len)};
    if (kind_of(event, &told.kind))
        tell(context, &told);
}

void watch_events_read(int events, watch_event_teller *tell, void *context)
{
    _Alignas(struct inotify_event) char bytes[READ_BYTES];

    for (int i = 0; i < READS_MAX; i++) {
        ssize_t got = read(events, bytes, sizeof bytes);
        const char *at = bytes, *end = bytes + (got > 0 ? got : 0);
        if (at == end)
            return; /* empty, or interrupted: poll comes back */
        while (at < end) {
            /* The kernel keeps every event aligned. */
            const struct inotify_event *event = (const void *)at;
            tell_event(event, tell, context);
            at += sizeof *event + event->len;
        }
    }
}

/* Their numbers are what the kernel's sources give them; a header has some of them. */
bool watch_events_are_partial(int folder)
{
    /* clang-format off */
    static const uint32_t types[] = {
        0x00006969, /* NFS */      0x0000517B, /* SMB */       0xFF534D42, /* CIFS */
        0xFE534D42, /* SMB 2 */    0x65735546, /* FUSE: SSHFS and many more */
        0x01021997, /* 9P */       0x00C36400, /* Ceph */      0x6B414653, /* AFS */
        0x5346414F, /* OpenAFS */  0x73757245, /* Coda */      0x0000564C, /* NCP */
        0x786F4256, /* VirtualBox */                           0xBACBACBC, /* VMware */
        0x7C7C6673, /* Parallels */                            0x0BD00BD0, /* Lustre */
        0x47504653, /* GPFS */     0x01161970, /* GFS 2 */     0x7461636F, /* OCFS 2 */
    };
    /* clang-format on */
    struct statfs fs;
    if (fstatfs(folder, &fs) != 0)
        return true; /* nothing is known of it, so nothing is sure */
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if ((uint32_t)fs.f_type == types[i])
            return true;
    }
    return false;
}

#else

int watch_events_open(void)
{
    return -1;
}

enum watch_answer watch_events_add(int events, int folder, bool is_root, int *wd)
{
    (void)events, (void)folder, (void)is_root, (void)wd;
    return WATCH_REFUSED;
}

void watch_events_remove(int events, int wd)
{
    (void)events, (void)wd;
}

void watch_events_read(int events, watch_event_teller *tell, void *context)
{
    (void)events, (void)tell, (void)context;
}

bool watch_events_are_partial(int folder)
{
    (void)folder;
    return true;
}

#endif
