# Columns (code points), tabs, blanks at line ends, the end of the file, one thing a file.

function wrong(why) {
    print FILENAME ":" FNR ": " why
}

FNR == 1 {
    end_of_file()
    previous = FILENAME
}

{
    shown = $0
    gsub(/[\200-\277]/, "", shown)
    if (length(shown) > 88)
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
