# Calls that are wrong everywhere, or outside the files that are there for them.

BEGIN {
    # Names apart by blanks; a pattern of files where they may stand; the reason.
    rule("strcpy strcat strncpy strncat sprintf vsprintf strtok strtok_r gets alloca", \
        "^$", "cannot be bounded, or keeps state")
    # cmark and gumbo cannot be stopped otherwise; all that they have is in one arena.
    rule("setjmp longjmp sigsetjmp siglongjmp", "^src/read/(markdown/(markdown|tree_memory)|web/dom)\\.c$", \
        "jumps over what must be released")
    rule("system popen fork vfork execl execle execlp execv execve execvp posix_spawn " \
        "posix_spawnp wordexp", "^$", "no program is ever started")
    rule("mmap", "^$", "files are read, never mapped")
    rule("scanf fscanf sscanf atoi atol atof rand srand", "^$", "hides its errors")
    rule("malloc calloc realloc reallocarray strdup strndup asprintf vasprintf", \
        "^src/base/mem\\.c$", "memory comes from base/mem.h")
    rule("setlocale", "^src/base/text[a-z_0-9]*\\.c$", "the locale is text_setup()'s")
    rule("printf vprintf fprintf vfprintf puts fputs putchar putc fputc fwrite perror " \
        "dprintf vdprintf", "^src/(main|base/mem|cli/[a-z_/]*)\\.c$", \
        "only main.c, cli and die() print")
    rule("fopen fdopen freopen open openat openat2 creat opendir fdopendir scandir", \
        "^src/(base/file[a-z_]*|catalog/store/cache_location|ui/(term/term|app)[a-z_]*|main)\\.c$", \
        "files are opened in base/file.c, the terminal in main.c and ui, a lock in cache_location.c")
}

function rule(names, where, why,    list, count, i) {
    count = split(names, list, " ")
    for (i = 1; i <= count; i++) {
        allowed[list[i]] = where
        reason[list[i]] = why
    }
}

FNR == 1 { in_comment = 0 }

{
    line = $0
    if (in_comment) {
        if (!match(line, /\*\//))
            next
        line = substr(line, RSTART + 2)
        in_comment = 0
    }
    gsub(/\\./, "", line)
    gsub(/"[^"]*"/, "\"\"", line)
    gsub(/'[^']*'/, "0", line)
    gsub(/\/\*([^*]|\*[^\/])*\*\//, " ", line)
    sub(/\/\/.*/, "", line)
    if (match(line, /\/\*/)) {
        line = substr(line, 1, RSTART - 1)
        in_comment = 1
    }
    if (line ~ /^[ \t]*#/)
        next
    start = substr(line, 1, 6)
    while (match(line, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
        name = substr(line, RSTART, RLENGTH)
        sub(/[ \t]*\(/, "", name)
        if (start == "static") # a function of the file's own with such a name
            own[FILENAME, name] = 1
        before = RSTART > 1 ? substr(line, RSTART - 1, 1) : ""
        line = substr(line, RSTART + RLENGTH)
        if (before != "." && before != ">" && name in allowed && \
            FILENAME !~ allowed[name] && !((FILENAME, name) in own))
            print FILENAME ":" FNR ": " name "(): " reason[name]
    }
}
