# Which module includes which, a pair a line, for tsort. A module is a source file and the
# header of its name, whether that is beside it or in include/. `sources` holds all files
# of the tree, apart by white space.

BEGIN {
    count = split(sources, list)
    for (i = 1; i <= count; i++) {
        if (list[i] ~ /^src.*\.h$/)
            is_private[substr(list[i], 5)] = 1
        if (list[i] ~ /^src.*\.c$/) {
            name = substr(list[i], 5, length(list[i]) - 6)
            folders = split(name, part, "/")
            public[part[1] "/" part[folders]] = name
        }
    }
}

# The module of a header, as it is included.
function module(header) {
    name = substr(header, 1, length(header) - 2)
    return !(header in is_private) && name in public ? public[name] : name
}

FNR == 1 {
    file = FILENAME
    sub(/^[^\/]*\//, "", file)
    own = FILENAME ~ /\.h$/ ? module(file) : substr(file, 1, length(file) - 2)
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    target = module(quoted[2])
    if (target != own)
        print own, target
}
