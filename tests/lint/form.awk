# Columns (code points; tables that clang-format leaves alone may be wider), tabs, blanks
# at line ends, the end of the file.

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
}

END { end_of_file() }

function end_of_file() {
    if (previous != "" && last == "")
        print previous ": an empty line at the end"
}
