# Columns (code points; tables that clang-format leaves alone may be wider), tabs, blanks
# at line ends, the end of the file, and no blank line between the declarations that
# begin a block and its statements (constants of a function may have one).

function wrong(why) {
    print FILENAME ":" FNR ": " why
}

FNR == 1 {
    end_of_file()
    previous = FILENAME
    table = 0
}

{
    shown = $0
    gsub(/[\200-\277]/, "", shown)
    if (/clang-format off/)
        table = 1
    if (/clang-format on/)
        table = 0
    if (length(shown) > 88 && !table)
        wrong(length(shown) " columns, 88 is all there is")
    if ($0 ~ /\t/)
        wrong("tab")
    if ($0 ~ /[ \r]$/)
        wrong("blanks at the end of the line")
    last = $0
    after_declarations()
}

# `top`: 1 at the beginning of a block, 2 after a declaration there, 3 within one, else 0.
function after_declarations() {
    if (/^[{}]/)
        in_function = top = /^[{]$/
    else if (!in_function)
        top = 0
    else if (/^$/) {
        if (top == 1 || top == 2)
            wrong("blank line " (top == 1 ? "at the top of a block" : "after declarations"))
        top = 0
    } else if (top == 3)
        top = /;( *\/\*.*)?$/ ? 2 : 3
    else if (/[^=] [{]$/ && !/^ *(static|struct|enum) /)
        top = 1
    else if (top && /^ +[a-z_]/ && !/^ +(static|return|goto|else|case|default|if|for|while) / && /^ +((const|struct|enum|unsigned|long) )*[a-zA-Z_0-9]+ \**[a-zA-Z_0-9]+( =|;|,|\[)/)
        top = /;( *\/\*.*)?$/ ? 2 : 3
    else
        top = 0
}

END { end_of_file() }

function end_of_file() {
    if (previous != "" && last == "")
        print previous ": an empty line at the end"
}
