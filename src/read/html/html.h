/*
 * HTML as it is written in articles: tags, attributes, entities.
 *
 * Not a parser of HTML: tags are distinguished from text, and the meaning of a tag is
 * looked up in one table. Anything that is no tag is text.
 */
#ifndef LECTERN_READ_HTML_HTML_H
#define LECTERN_READ_HTML_HTML_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

enum html_element {
    HTML_OTHER,   /* the tag drops, its text stays */
    HTML_UNKNOWN, /* no element of HTML: a component's, or a word in angle brackets */
    HTML_A,
    HTML_B,
    HTML_BLOCK, /* <p>, <div>, <section>, <center> ...: a border between paragraphs */
    HTML_BR,
    HTML_CAPTION, /* of a table: a paragraph before it */
    HTML_CELL,    /* <td>, <th> */
    HTML_CODE,
    HTML_DEFINITION, /* <dd> */
    HTML_DETAILS,
    HTML_DL,
    HTML_EM,
    HTML_HEADING,
    HTML_HR,
    HTML_IMG,
    HTML_KBD,
    HTML_LI,
    HTML_OL,
    HTML_PRE,
    HTML_QUOTE,
    HTML_ROW,
    HTML_RUBY,   /* <rt>: said beside a word, in brackets */
    HTML_SILENT, /* <script>, <style> and the like: gone with their body */
    HTML_STRIKE,
    HTML_SUB,
    HTML_SUMMARY,
    HTML_SUP,
    HTML_TABLE,
    HTML_TERM, /* <dt> */
    HTML_UL,
    HTML_ELEMENT_COUNT
};

enum html_part_kind { HTML_PART_TEXT, HTML_PART_TAG, HTML_PART_COMMENT };

enum { HTML_ATTRIBUTES_FIRST = 4 }; /* most tags have no more */

struct html_attribute {
    struct str name, value; /* entities not decoded */
};

struct html_part {
    enum html_part_kind kind;
    struct str text; /* of TEXT, entities not decoded; of others as it is */
    enum html_element element;
    struct str name; /* of a TAG, as all below */
    bool closing;    /* </name> */
    struct html_attribute first[HTML_ATTRIBUTES_FIRST];
    size_t first_count;
    struct str attributes; /* after the first, unparsed */
};

/* Reads through HTML a part at a time. Zero it but for `rest`. */
struct html_reader {
    struct str rest;
    bool no_braces; /* none that open from here on close soon */
    bool no_end;    /* no tag that begins from here on has an end: all is text */
};

/* The next part; false at the end. Linear over all calls. */
bool html_next(struct html_reader *reader, struct html_part *part);

/* The element that a tag name means; ASCII case does not matter. */
enum html_element html_element(struct str name);

/* A character that may be in the name of a tag or an attribute. */
bool html_is_name(char c);

/* Where the braces end that open at `at`, as the value of an attribute in JSX; 0 when
 * they do not, or not soon. */
size_t html_braces_end(struct str s, size_t at);

/* True for a tag that looks like more than a word: closing, empty, or with a value. */
bool html_is_used(const struct html_part *tag);

/* The value of an attribute, entities decoded, in `out`, which is cleared first; false
 * when the tag has none. */
bool html_attribute(const struct html_part *tag, struct str name, struct buf *out);

/* Appends `s` with its entities decoded. */
void html_decode(struct buf *out, struct str s);

#endif
