/*
 * The numbers of items, as their list writes them.
 */
#include "doc/doc.h"

enum { LETTERS = 26, ROMAN_MAX = 39 };

static void put_roman(uint32_t number, bool upper, struct buf *out)
{
    static const struct {
        uint32_t value;
        struct str lower, upper;
    } signs[] = {
        {10, STR_INIT("x"), STR_INIT("X")}, {9, STR_INIT("ix"), STR_INIT("IX")},
        {5, STR_INIT("v"), STR_INIT("V")},  {4, STR_INIT("iv"), STR_INIT("IV")},
        {1, STR_INIT("i"), STR_INIT("I")},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        for (; number >= signs[i].value; number -= signs[i].value)
            buf_puts(out, upper ? signs[i].upper : signs[i].lower);
    }
}

static void put_number(uint32_t number, enum list_numbering numbering, struct buf *out)
{
    bool upper = numbering == LIST_UPPER || numbering == LIST_UPPER_ROMAN;
    bool letter = numbering == LIST_UPPER || numbering == LIST_LOWER;
    bool roman = numbering == LIST_UPPER_ROMAN || numbering == LIST_LOWER_ROMAN;
    if (letter && number >= 1 && number <= LETTERS)
        buf_putc(out, (char)((upper ? 'A' : 'a') + (int)number - 1));
    else if (roman && number >= 1 && number <= ROMAN_MAX)
        put_roman(number, upper, out);
    else
        buf_printf(out, "%u", (unsigned)number);
}

void node_item_number(const struct node *item, struct buf *out)
{
    const struct node *list = item->parent;
    if (list->u.list.enclosed)
        buf_putc(out, '(');
    put_number(item->u.item.number, (enum list_numbering)list->u.list.numbering, out);
    buf_putc(out, list->u.list.delimiter == ')' ? ')' : '.');
}
