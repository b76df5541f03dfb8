# Which layer may include which; what is not named here is wrong. `headers` holds all
# headers of the tree, apart by white space.

BEGIN {
    stands_on["base"] = "base"
    stands_on["doc"] = "base doc"
    stands_on["read"] = "base doc read"
    stands_on["extract"] = "base doc extract"
    stands_on["layout"] = "base doc layout"
    stands_on["library"] = "base doc read extract library"
    stands_on["catalog"] = "base doc read extract library catalog"
    stands_on["cli"] = "base doc read extract layout library catalog cli"
    stands_on["ui"] = "base doc read extract layout library catalog ui"
    stands_on["main.c"] = "base doc read extract layout library catalog cli ui"

    # Libraries and the files that speak to them.
    owner["curses.h"] = owner["ncurses.h"] = owner["term.h"] = "^src/ui/term/term\\.c$"
    owner["cmark.h"] = owner["yaml.h"] = "^src/read/"
    owner["gumbo.h"] = "^src/read/(web|page)/"
    owner["sqlite3.h"] = "^src/catalog/"
    owner["zlib.h"] = "^src/catalog/store/pack\\.c$"
    owner["libstemmer.h"] = "^src/catalog/words/stemmer\\.c$"
    unistring = "^(unistr|unictype|uniwidth|unilbrk|unigbrk|uniwbrk|uninorm|" \
        "unicase|uniconv|unistdio|uniname|unitypes)\\.h$"
    unistring_owner = "^src/base/text[a-z_0-9]*\\.[ch]$"

    count = split(headers, list)
    for (i = 1; i <= count; i++)
        exists[list[i]] = 1
}

function wrong(why) {
    print FILENAME ":" FNR ": " why
}

FNR == 1 {
    split(FILENAME, part, "/")
    layer = part[2]
    if (!(layer in stands_on))
        wrong("a layer that tests/lint/layers.awk does not know")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    name = quoted[2]
    target = name
    sub(/\/.*/, "", target)
    if (name !~ /\//)
        wrong("\"" name "\" must be named with its layer")
    else if (index(" " stands_on[layer] " ", " " target " ") == 0)
        wrong(layer " does not stand on " target)
    else if (("src/" name) in exists && target != layer)
        wrong("\"" name "\" is private to " target)
    else if (!(("src/" name) in exists) && !(("include/" name) in exists))
        wrong("\"" name "\" does not exist")
}

/^[ \t]*#[ \t]*include[ \t]*</ {
    name = $0
    sub(/^[^<]*</, "", name)
    sub(/>.*/, "", name)
    if (name in owner && FILENAME !~ owner[name])
        wrong("<" name "> belongs to " owner[name])
    if (name ~ unistring && FILENAME !~ unistring_owner)
        wrong("<" name "> belongs to " unistring_owner)
}
