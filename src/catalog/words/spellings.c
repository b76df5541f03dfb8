/*
 * Tables: parts of words that are written in two ways, endings of words that are made
 * of each other, and families that have to be known one by one.
 */
#include "catalog/words/spellings.h"

enum {
    WORD_BYTES_MIN = 2,
    WORD_BYTES_MAX = 31,
    /* Letters before a part in two spellings, and before an ending that another word is
     * made with: mission is not of mit. */
    PART_AFTER_MIN = 2,
    MADE_AFTER_MIN = 3,
};

/* Two parts that stand for each other before one of the endings below, if there are so
 * many groups of vowels before them: four is not for, nor filled filed. */
struct part {
    struct str one, other;
    int vowels;
};

/* clang-format off */
static const struct part parts[] = {
    {STR_INIT("our"), STR_INIT("or"), 1},
    {STR_INIT("is"), STR_INIT("iz"), 1},
    {STR_INIT("ys"), STR_INIT("yz"), 1},
    {STR_INIT("ogue"), STR_INIT("og"), 1},
    {STR_INIT("ogu"), STR_INIT("og"), 1},
    {STR_INIT("enc"), STR_INIT("ens"), 1},
    {STR_INIT("ll"), STR_INIT("l"), 2},
    {STR_INIT("pp"), STR_INIT("p"), 2},
    {STR_INIT("ement"), STR_INIT("ment"), 1},
    {STR_INIT("eing"), STR_INIT("ing"), 1},
    {STR_INIT("mme"), STR_INIT("m"), 2},
};

/* Of Greek words, anywhere: anaemia, foetus. */
static const struct part middles[] = {
    {STR_INIT("ae"), STR_INIT("e"), 0},
    {STR_INIT("oe"), STR_INIT("e"), 0},
    {STR_INIT("ph"), STR_INIT("f"), 0},
};

static const struct str endings[] = {
    STR_INIT(""), STR_INIT("s"), STR_INIT("e"), STR_INIT("es"), STR_INIT("ed"),
    STR_INIT("er"), STR_INIT("ers"), STR_INIT("ing"), STR_INIT("ings"),
    STR_INIT("able"), STR_INIT("al"), STR_INIT("ation"), STR_INIT("ations"),
    STR_INIT("ational"), STR_INIT("ful"), STR_INIT("ist"), STR_INIT("ists"),
    STR_INIT("ite"), STR_INIT("ites"), STR_INIT("less"), STR_INIT("ly"), STR_INIT("y"),
    STR_INIT("ive"), STR_INIT("hood"), STR_INIT("ary"), STR_INIT("or"), STR_INIT("ors"),
    STR_INIT("ism"), STR_INIT("ment"), STR_INIT("ments"),
};

/* Endings of a verb, or another plain word, and of what is made of it. */
static const struct part made[] = {
    {STR_INIT("ke"), STR_INIT("cation"), 1},    /* revoke */
    {STR_INIT("y"), STR_INIT("ication"), 1},    /* apply */
    {STR_INIT("y"), STR_INIT("iance"), 1},      /* comply */
    {STR_INIT("y"), STR_INIT("ial"), 1},        /* deny */
    {STR_INIT("de"), STR_INIT("sion"), 1},      /* decide */
    {STR_INIT("nd"), STR_INIT("nsion"), 1},       /* extend */
    {STR_INIT("nd"), STR_INIT("nse"), 1},         /* respond, defend */
    {STR_INIT("be"), STR_INIT("ption"), 1},     /* describe */
    {STR_INIT("b"), STR_INIT("ption"), 1},      /* absorb */
    {STR_INIT("t"), STR_INIT("ssion"), 1},      /* permit */
    {STR_INIT("eive"), STR_INIT("eption"), 1},  /* perceive */
    {STR_INIT("uce"), STR_INIT("uction"), 0},   /* reduce */
    {STR_INIT("olve"), STR_INIT("olution"), 0}, /* solve */
    {STR_INIT("quire"), STR_INIT("quisition"), 1},
    {STR_INIT("tain"), STR_INIT("tention"), 1},
    {STR_INIT("tain"), STR_INIT("tenance"), 1},
    {STR_INIT("ain"), STR_INIT("anation"), 1},
    {STR_INIT("ete"), STR_INIT("etition"), 1},
    {STR_INIT("eed"), STR_INIT("edure"), 1},
    {STR_INIT("eed"), STR_INIT("ess"), 1},
    {STR_INIT("e"), STR_INIT("ure"), 1},        /* close, seize */
    {STR_INIT(""), STR_INIT("ure"), 2},         /* depart */
    {STR_INIT("e"), STR_INIT("al"), 2},         /* propose */
    {STR_INIT("ve"), STR_INIT("f"), 1},         /* believe, prove */
    {STR_INIT("ise"), STR_INIT("ice"), 1},      /* advise */
    {STR_INIT("sis"), STR_INIT("ses"), 1},      /* crisis */
    {STR_INIT("sis"), STR_INIT("tic"), 1},      /* analysis */
    {STR_INIT("y"), STR_INIT("ic"), 1},         /* economy */
    {STR_INIT("ia"), STR_INIT("ic"), 1},
    {STR_INIT("f"), STR_INIT("ves"), 1}, {STR_INIT("fe"), STR_INIT("ves"), 1},
    {STR_INIT("a"), STR_INIT("ae"), 1},
    {STR_INIT("us"), STR_INIT("i"), 1},
    {STR_INIT("um"), STR_INIT("a"), 1},
    {STR_INIT("on"), STR_INIT("a"), 2},
    {STR_INIT("ix"), STR_INIT("ices"), 1}, {STR_INIT("ex"), STR_INIT("ices"), 1},
    {STR_INIT("ent"), STR_INIT("ence"), 1}, {STR_INIT("ant"), STR_INIT("ance"), 1},
    {STR_INIT("ent"), STR_INIT("ency"), 1}, {STR_INIT("ant"), STR_INIT("ancy"), 1},
    {STR_INIT("ate"), STR_INIT("acy"), 1},
};

/* The same word, written in two ways. */
static const char *const written[] = {
    "centre center", "theatre theater", "metre meter", "kilometre kilometer",
    "centimetre centimeter", "millimetre millimeter", "litre liter", "fibre fiber",
    "calibre caliber", "lustre luster", "sabre saber", "spectre specter",
    "sombre somber", "meagre meager", "manoeuvre maneuver", "epicentre epicenter",
    "grey gray", "tyre tire", "cheque check", "kerb curb", "plough plow", "draught draft",
    "sceptic skeptic", "sceptical skeptical", "scepticism skepticism", "mould mold",
    "moult molt", "smoulder smolder", "storey story", "disc disk", "gaol jail",
    "aluminium aluminum", "aeroplane airplane", "enrol enroll", "fulfil fulfill",
    "instal install", "skilful skillful", "wilful willful", "jewellery jewelry",
    "pyjamas pajamas", "cosy cozy", "moustache mustache", "artefact artifact",
    "licence license", "practice practise", "offence offense", "pretence pretense",
    "sulphur sulfur", "doughnut donut", "yoghurt yogurt", "whisky whiskey",
    "ageing aging", "judgement judgment", "acknowledgement acknowledgment",
    "towards toward", "afterwards afterward", "learnt learned", "burnt burned",
    "email mail", "cyber cybersecurity",
};

/* Words of which each may stand for the others. */
static const char *const families[] = {
    "arise arose arisen", "bear bore borne", "become became", "begin began begun",
    "bend bent", "bind bound", "bite bit bitten", "blow blew blown",
    "break broke broken", "breed bred", "bring brought", "build built", "buy bought",
    "catch caught", "child children", "choose chose chosen choice", "cling clung",
    "come came", "creep crept", "criterion criteria", "deal dealt", "dig dug",
    "draw drew drawn", "dream dreamt", "drink drank drunk", "drive drove driven",
    "eat ate eaten", "fall fell fallen", "feed fed food", "feel felt", "fight fought",
    "find found", "flee fled flight", "fly flew flown flight", "foot feet",
    "forbid forbade forbidden", "foresee foresaw foreseen", "forget forgot forgotten",
    "forgive forgave forgiven", "freeze froze frozen", "get got gotten",
    "give gave given gift", "go went gone", "goose geese", "grind ground",
    "grow grew grown growth", "hang hung", "hear heard", "hide hid hidden", "hold held",
    "keep kept", "kneel knelt", "know knew known knowledge", "lay laid", "lead led",
    "leap leapt", "leave left", "lend lent loan", "light lit", "lose lost loss",
    "louse lice", "make made", "man men", "mean meant", "meet met", "mouse mice",
    "overcome overcame", "overthrow overthrew overthrown", "ox oxen", "pay paid",
    "person people", "prove proven proof", "rebuild rebuilt", "ride rode ridden",
    "ring rang rung", "rise rose risen", "run ran", "say said", "see saw seen",
    "seek sought", "sell sold sale", "send sent", "shake shook shaken",
    "shine shone", "shoot shot", "show shown", "shrink shrank shrunk",
    "sing sang sung song", "sink sank sunk", "sit sat", "sleep slept", "slide slid",
    "speak spoke spoken speech", "speed sped", "spend spent", "spin spun",
    "stand stood", "steal stole stolen theft", "stick stuck", "sting stung",
    "strike struck", "strive strove", "swear swore sworn", "sweep swept", "swim swam swum",
    "swing swung", "take took taken", "teach taught", "tear tore torn", "tell told",
    "thief thieves theft", "think thought", "throw threw thrown", "tooth teeth",
    "understand understood", "undertake undertook undertaken", "uphold upheld",
    "wake woke", "wear wore worn", "weave wove woven", "weep wept", "win won",
    "withdraw withdrew withdrawn", "woman women", "write wrote written",
    "strong strength", "long length", "wide width", "deep depth", "high height",
    "broad breadth", "warm warmth", "young youth", "poor poverty", "weigh weight",
    "die death dead", "born birth", "believe belief", "live life lives", "heal health",
    "destroy destruction", "omit omission", "vary variation various", "receive receipt",
    "able ability", "free freedom", "king kingdom", "wise wisdom", "bored boredom",
    "succeed success successful", "true truth", "hate hatred", "complain complaint",
    "marry marriage", "choose choosing", "maintain maintenance", "compare comparison",
    "pursue pursuit", "argue argument", "hot heat", "proud pride", "angry anger",
    "sign signature", "renew renewal", "survive survival", "arrive arrival",
    "fail failure", "wife wives", "solve solution", "behave behaviour behavior", "save savings safe",
};
/* clang-format on */

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static int vowels_in(struct str text)
{
    int groups = 0;
    for (size_t i = 0; i < text.len; i++)
        groups += is_vowel(text.ptr[i]) && (i == 0 || !is_vowel(text.ptr[i - 1]));
    return groups;
}

static void add(struct spellings *spellings, struct str word)
{
    for (size_t i = 0; i < spellings->count; i++) {
        if (str_eq(spellings->items[i], word))
            return;
    }
    if (spellings->count < SPELLINGS_MAX)
        spellings->items[spellings->count++] = word;
}

static struct str joined(struct arena *arena, struct str before, struct str part,
                         struct str after)
{
    return arena_printf(arena, STR_FMT STR_FMT STR_FMT, STR_ARG(before), STR_ARG(part),
                        STR_ARG(after));
}

/* --- Rules --- */

/* The word up to `end`, if it ends in the one part and has `least` letters before it,
 * with the other in its place. */
static void try_part(struct spellings *spellings, struct str word, size_t end,
                     const struct part *part, bool is_back, size_t least,
                     struct arena *arena)
{
    struct str from = is_back ? part->other : part->one;
    struct str to = is_back ? part->one : part->other;
    struct str head = str_slice(word, 0, end);
    if (!str_ends(head, from) || head.len < from.len + least)
        return;
    head = str_slice(head, 0, head.len - from.len);
    if (vowels_in(head) >= part->vowels && !(is_back && str_ends(head, to)))
        add(spellings, joined(arena, head, to, str_tail(word, end)));
}

static void try_parts(struct spellings *spellings, struct str word, size_t end,
                      const struct part *items, size_t count, size_t least,
                      struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        try_part(spellings, word, end, &items[i], false, least, arena);
        try_part(spellings, word, end, &items[i], true, least, arena);
    }
}

/* The first that is in the word. */
static void try_middles(struct spellings *spellings, struct str word,
                        struct arena *arena)
{
    for (size_t i = 0; i < sizeof middles / sizeof *middles; i++) {
        const struct part *part = &middles[i];
        size_t at = str_find(word, part->one);
        if (at < word.len)
            add(spellings, joined(arena, str_slice(word, 0, at), part->other,
                                  str_tail(word, at + part->one.len)));
    }
    for (size_t at = 0; at < word.len; at++) {
        if (word.ptr[at] != 'e' || at + 2 > word.len)
            continue;
        for (size_t i = 0; i < 2; i++)
            add(spellings, joined(arena, str_slice(word, 0, at), middles[i].one,
                                  str_tail(word, at + 1)));
    }
}

/* Whether it may be English in the index: letters a to z. */
static bool is_plain(struct str word)
{
    return word.len >= WORD_BYTES_MIN && word.len <= WORD_BYTES_MAX &&
           str_is_ascii(word);
}

/* --- Tables --- */

/* Adds the others of a line that has the word. */
static void try_line(struct spellings *spellings, struct str word, const char *line)
{
    struct str rest = str_from(line), part;
    bool has = false;
    while (str_cut(&rest, ' ', &part) && !has)
        has = str_eq(part, word);
    rest = str_from(line);
    while (has && str_cut(&rest, ' ', &part)) {
        if (!str_eq(part, word))
            add(spellings, part);
    }
}

static void try_lines(struct spellings *spellings, struct str word,
                      const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        try_line(spellings, word, lines[i]);
}

/* --- All --- */

void spellings_add(struct spellings *spellings, struct str word, struct arena *arena)
{
    if (!is_plain(word))
        return;
    try_lines(spellings, word, written, sizeof written / sizeof *written);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (str_ends(word, endings[i]))
            try_parts(spellings, word, word.len - endings[i].len, parts,
                      sizeof parts / sizeof *parts, PART_AFTER_MIN, arena);
    }
    try_middles(spellings, word, arena);
}

void spellings_add_family(struct spellings *spellings, struct str word,
                          struct arena *arena)
{
    if (!is_plain(word))
        return;
    try_lines(spellings, word, families, sizeof families / sizeof *families);
    try_parts(spellings, word, word.len, made, sizeof made / sizeof *made,
              MADE_AFTER_MIN, arena);
}
