# What lectern-library.5 names is what the source knows, and the other way round:
# suffixes, names of articles and of private folders, files that give an order, keys of
# front matter, kinds of callouts. First the manual, then the sources.

BEGIN {
    # Kind, file and table of the source.
    table("suffix", "format.c", "formats")
    table("article", "file_rules.c", "bare_articles")
    table("folder", "file_rules.c", "private_folders")
    table("order", "file_rules.c", "root_files")
    table("order", "file_rules.c", "order_files")
    table("order", "file_rules.c", "summaries")
    table("page", "key.c", "pages")
    table("key", "meta.c", "rules")
    table("key", "draft_meta.c", "uses")
    table("key", "head_layout.c", "byline")
    table("key", "terms.c", "keys")
    table("key", "structured_body.c", "given_bodies")
    table("point", "points_list.c", "types")
    table("question", "questions_block.c", "types")
}

function table(kind, file, name) {
    kind_of[file, name] = kind
    missing[file, name] = file ": no table '" name "' (tests/lint/manual.awk)"
}

# Names of a line of the manual, parted by " , ".
function names(kind, line,    part, count, i) {
    sub(/ [;.,]$/, "", line)
    count = split(line, part, / , /)
    for (i = 1; i <= count; i++)
        manual[kind, part[i]] = FNR
}

FNR == 1 {
    in_source = ++files > 1
    file = FILENAME
    sub(/.*\//, "", file)
    name = ""
}

# --- The manual ---

!in_source && /^\.S[hs] / { section = substr($0, 5); after = "" }
!in_source && /^\.It Li \./ {
    for (i = 3; $i != "Ta"; i++)
        manual["suffix", substr($i, 2)] = FNR
}
!in_source && /^(Without a suffix|Left out are|callouts of the kinds|Its page is)/ { after = $1 }
!in_source && /^(it is plain text|files that are binary|or as the folder)/ { after = "" }
!in_source && /^\.It/ && after == "callouts" { after = "" }
!in_source && /^\.Li / && after == "Without" { names("article", $2) }
!in_source && /^\.Li / && after == "Left" { names("folder", $2) }
!in_source && /^\.Pa / && after == "Its" { names("page", tolower($2)) }
!in_source && /^\.Ic / && after == "callouts" {
    names(section == "KEY POINTS" ? "point" : "question", substr($0, 5))
}
!in_source && /^\.It Ic / && section == "FRONT MATTER" { names("key", substr($0, 8)) }
!in_source && /^\.It Pa / && section == "ORDER OF THE TREE" {
    gsub(/ Pa /, " ")
    names("order", substr($0, 5))
}

# --- The source ---

in_source && name == "" && /^ *[a-z].*\[[A-Z_]*\] = \{/ {
    name = $0
    sub(/\[[A-Z_]*\] = .*/, "", name)
    sub(/.*[ *]/, "", name)
    if (!((file, name) in kind_of))
        name = ""
    else
        delete missing[file, name]
    kind = name == "" ? "" : kind_of[file, name]
}
in_source && name == "" && /^    \} [a-z]+\[\] = \{/ {
    name = $2
    sub(/\[.*/, "", name)
    if ((file, name) in kind_of) {
        delete missing[file, name]
        kind = kind_of[file, name]
    } else {
        name = ""
    }
}
in_source && name != "" {
    rest = $0
    sub(/\.name = "[^"]*"/, "", rest) # what a format is called in JSON
    while (match(rest, /"[^"]*"/)) {
        text = substr(rest, RSTART + 1, RLENGTH - 2)
        if (text != "" && text !~ / $/)
            source[kind, text] = FILENAME ":" FNR
        rest = substr(rest, RSTART + RLENGTH)
    }
    if (/\};/)
        name = ""
}
in_source && match($0, /(front_value|doc_meta)\([^"]*"[^"]*"/) {
    text = substr($0, RSTART, RLENGTH)
    sub(/"$/, "", text)
    sub(/.*"/, "", text)
    source["key", text] = FILENAME ":" FNR
}

END {
    for (at in missing)
        print missing[at]
    for (at in source)
        if (!(at in manual)) {
            split(at, part, SUBSEP)
            print source[at] ": " part[1] " '" part[2] "' is not in lectern-library.5"
        }
    for (at in manual)
        if (!(at in source)) {
            split(at, part, SUBSEP)
            print "lectern-library.5:" manual[at] ": the source knows no " part[1] " '" part[2] "'"
        }
}
