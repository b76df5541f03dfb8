#!/usr/bin/env python3
"""Shows measurements, JSON Lines from files or standard input, as a table.

    table.py [FILE...]

What was measured alike stands together: a block for each "bench", a column for each
figure, rows of one "what" one below the other.
"""
import fileinput
import json

# Figures that most measurements have, in the order of their columns.
FIRST = ["articles", "text_bytes", "ms", "p50_ms", "p95_ms", "cpu_ms", "bytes",
         "catalog_bytes", "peak_kib", "found", "lines"]


def bytes_shown(number):
    for size, unit in (1e9, "GB"), (1e6, "MB"), (1e3, "kB"):
        if number >= 10 * size or size > 1e3 and number >= size:
            return "%.*f %s" % (1 if number < 100 * size else 0, number / size, unit)
    return "%.0f" % number


def shown(key, value):
    if not isinstance(value, (int, float)):
        return str(value)
    if key.endswith("ms"):
        return format(value, ",.0f" if value >= 1000 else ".4g")
    if key.endswith("bytes"):
        return bytes_shown(value)
    if key.endswith("kib"):
        return "%.1f MiB" % (value / 1024)
    if isinstance(value, int):
        return format(value, ",")
    return "%.4g" % value


def heading(key):
    for unit in ("_bytes", "_kib"):
        key = key.removesuffix(unit)
    return key.replace("_", " ")


def grouped(rows):
    """Rows of one "what" together, in the order in which they first come."""
    order = {}
    for row in rows:
        order.setdefault(row.get("what", ""), len(order))
    if not all("articles" in row for row in rows):
        return rows
    return sorted(rows, key=lambda row: order[row.get("what", "")])


def print_block(name, rows):
    texts, figures = [], []
    for row in rows:
        for key, value in row.items():
            column = texts if isinstance(value, str) else figures
            if key != "bench" and key not in texts + figures:
                column.append(key)
    figures = [key for key in figures if any(row.get(key) for row in rows)]
    columns = texts + sorted(figures, key=lambda key: FIRST.index(key)
                             if key in FIRST else len(FIRST))
    cells = [[heading(key) for key in columns]]
    for row in grouped(rows):
        cells.append([shown(key, row[key]) if row.get(key) is not None else ""
                      for key in columns])
    widths = [max(map(len, column)) for column in zip(*cells)]
    print(name.upper())
    for line in cells:
        parts = [cell.ljust(width) if at < len(texts) else cell.rjust(width)
                 for at, (cell, width) in enumerate(zip(line, widths))]
        print("  " + "  ".join(parts).rstrip())
    print()


def main():
    blocks = {}
    for line in fileinput.input():
        if line.startswith("{"):
            row = json.loads(line)
            blocks.setdefault(row.get("bench", ""), []).append(row)
    for name, rows in blocks.items():
        print_block(name, rows)


main()
