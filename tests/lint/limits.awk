# The limits that SECURITY.md tells of are those of the source. First the page, then the
# sources.

FNR == 1 && NR > 1 { in_sources = 1 }

!in_sources && /^\| [^|]*\| *[0-9]/ {
    split($0, cell, / *\| */)
    name = cell[4]
    gsub(/`/, "", name)
    value = cell[3]
    sub(/ rows.*/, "", value)
    gsub(/,/, "", value)
    sub(/ bytes$/, "", value)
    sub(/ KB$/, " << 10", value)
    sub(/ MB$/, " << 20", value)
    wanted[name] = value
    line[name] = FNR
}

in_sources && /^ +[A-Z][A-Z_]+ = / {
    if ($1 in wanted) {
        found = $0
        sub(/^[^=]*= (LIMIT\()?/, "", found)
        sub(/,.*/, "", found)
        value_of[$1] = found
    }
}

END {
    for (name in wanted)
        if (value_of[name] != wanted[name])
            print "SECURITY.md:" line[name] ": " name " is '" value_of[name] "', not '" wanted[name] "'"
}
