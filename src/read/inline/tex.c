/*
 * TeX as text (see the header).
 *
 * A formula is read once from left to right; groups in braces are read by the same
 * function, one level of it for each, and no deeper than is sensible.
 */
#include "read/inline/tex.h"

#include <string.h>

#include "base/ascii.h"

enum {
    DEPTH_MAX = 8,
    FORMULA_MAX_BYTES = 2048, /* more is no formula of a text */
};

struct sign {
    struct str name, text;
};

/* Commands by their names, in the order of their bytes. */
/* clang-format off */
static const struct sign signs[] = {
    {STR_INIT("And"), STR_INIT("&")},
    {STR_INIT("Box"), STR_INIT("□")},
    {STR_INIT("Delta"), STR_INIT("Δ")},
    {STR_INIT("Gamma"), STR_INIT("Γ")},
    {STR_INIT("Im"), STR_INIT("ℑ")},
    {STR_INIT("Lambda"), STR_INIT("Λ")},
    {STR_INIT("Leftarrow"), STR_INIT("⇐")},
    {STR_INIT("Leftrightarrow"), STR_INIT("⇔")},
    {STR_INIT("Omega"), STR_INIT("Ω")},
    {STR_INIT("P"), STR_INIT("¶")},
    {STR_INIT("Phi"), STR_INIT("Φ")},
    {STR_INIT("Pi"), STR_INIT("Π")},
    {STR_INIT("Pr"), STR_INIT("Pr")},
    {STR_INIT("Psi"), STR_INIT("Ψ")},
    {STR_INIT("Re"), STR_INIT("ℜ")},
    {STR_INIT("Rightarrow"), STR_INIT("⇒")},
    {STR_INIT("S"), STR_INIT("§")},
    {STR_INIT("Sigma"), STR_INIT("Σ")},
    {STR_INIT("Theta"), STR_INIT("Θ")},
    {STR_INIT("Upsilon"), STR_INIT("Υ")},
    {STR_INIT("Vert"), STR_INIT("‖")},
    {STR_INIT("Xi"), STR_INIT("Ξ")},
    {STR_INIT("aleph"), STR_INIT("ℵ")},
    {STR_INIT("alpha"), STR_INIT("α")},
    {STR_INIT("angle"), STR_INIT("∠")},
    {STR_INIT("approx"), STR_INIT("≈")},
    {STR_INIT("arccos"), STR_INIT("arccos")},
    {STR_INIT("arcsin"), STR_INIT("arcsin")},
    {STR_INIT("arctan"), STR_INIT("arctan")},
    {STR_INIT("arg"), STR_INIT("arg")},
    {STR_INIT("ast"), STR_INIT("∗")},
    {STR_INIT("backslash"), STR_INIT("\\")},
    {STR_INIT("because"), STR_INIT("∵")},
    {STR_INIT("beta"), STR_INIT("β")},
    {STR_INIT("bigcap"), STR_INIT("⋂")},
    {STR_INIT("bigcup"), STR_INIT("⋃")},
    {STR_INIT("blacksquare"), STR_INIT("■")},
    {STR_INIT("bot"), STR_INIT("⊥")},
    {STR_INIT("bullet"), STR_INIT("•")},
    {STR_INIT("cap"), STR_INIT("∩")},
    {STR_INIT("cdot"), STR_INIT("·")},
    {STR_INIT("cdots"), STR_INIT("⋯")},
    {STR_INIT("checkmark"), STR_INIT("✓")},
    {STR_INIT("chi"), STR_INIT("χ")},
    {STR_INIT("circ"), STR_INIT("∘")},
    {STR_INIT("colon"), STR_INIT(":")},
    {STR_INIT("cong"), STR_INIT("≅")},
    {STR_INIT("copyright"), STR_INIT("©")},
    {STR_INIT("cos"), STR_INIT("cos")},
    {STR_INIT("cosh"), STR_INIT("cosh")},
    {STR_INIT("cot"), STR_INIT("cot")},
    {STR_INIT("csc"), STR_INIT("csc")},
    {STR_INIT("cup"), STR_INIT("∪")},
    {STR_INIT("dagger"), STR_INIT("†")},
    {STR_INIT("deg"), STR_INIT("deg")},
    {STR_INIT("degree"), STR_INIT("°")},
    {STR_INIT("delta"), STR_INIT("δ")},
    {STR_INIT("det"), STR_INIT("det")},
    {STR_INIT("diamond"), STR_INIT("⋄")},
    {STR_INIT("dim"), STR_INIT("dim")},
    {STR_INIT("div"), STR_INIT("÷")},
    {STR_INIT("dots"), STR_INIT("…")},
    {STR_INIT("dotsc"), STR_INIT("…")},
    {STR_INIT("downarrow"), STR_INIT("↓")},
    {STR_INIT("ell"), STR_INIT("ℓ")},
    {STR_INIT("emptyset"), STR_INIT("∅")},
    {STR_INIT("epsilon"), STR_INIT("ε")},
    {STR_INIT("equiv"), STR_INIT("≡")},
    {STR_INIT("eta"), STR_INIT("η")},
    {STR_INIT("exists"), STR_INIT("∃")},
    {STR_INIT("exp"), STR_INIT("exp")},
    {STR_INIT("forall"), STR_INIT("∀")},
    {STR_INIT("gamma"), STR_INIT("γ")},
    {STR_INIT("gcd"), STR_INIT("gcd")},
    {STR_INIT("ge"), STR_INIT("≥")},
    {STR_INIT("geq"), STR_INIT("≥")},
    {STR_INIT("geqslant"), STR_INIT("≥")},
    {STR_INIT("gets"), STR_INIT("←")},
    {STR_INIT("gg"), STR_INIT("≫")},
    {STR_INIT("hbar"), STR_INIT("ℏ")},
    {STR_INIT("hom"), STR_INIT("hom")},
    {STR_INIT("hookrightarrow"), STR_INIT("↪")},
    {STR_INIT("iff"), STR_INIT("⟺")},
    {STR_INIT("iint"), STR_INIT("∬")},
    {STR_INIT("implies"), STR_INIT("⟹")},
    {STR_INIT("in"), STR_INIT("∈")},
    {STR_INIT("inf"), STR_INIT("inf")},
    {STR_INIT("infty"), STR_INIT("∞")},
    {STR_INIT("int"), STR_INIT("∫")},
    {STR_INIT("iota"), STR_INIT("ι")},
    {STR_INIT("kappa"), STR_INIT("κ")},
    {STR_INIT("ker"), STR_INIT("ker")},
    {STR_INIT("lVert"), STR_INIT("‖")},
    {STR_INIT("lambda"), STR_INIT("λ")},
    {STR_INIT("land"), STR_INIT("∧")},
    {STR_INIT("langle"), STR_INIT("⟨")},
    {STR_INIT("lbrace"), STR_INIT("{")},
    {STR_INIT("lceil"), STR_INIT("⌈")},
    {STR_INIT("ldots"), STR_INIT("…")},
    {STR_INIT("le"), STR_INIT("≤")},
    {STR_INIT("leftarrow"), STR_INIT("←")},
    {STR_INIT("leftrightarrow"), STR_INIT("↔")},
    {STR_INIT("leq"), STR_INIT("≤")},
    {STR_INIT("leqslant"), STR_INIT("≤")},
    {STR_INIT("lfloor"), STR_INIT("⌊")},
    {STR_INIT("lg"), STR_INIT("lg")},
    {STR_INIT("lim"), STR_INIT("lim")},
    {STR_INIT("liminf"), STR_INIT("liminf")},
    {STR_INIT("limsup"), STR_INIT("limsup")},
    {STR_INIT("ll"), STR_INIT("≪")},
    {STR_INIT("ln"), STR_INIT("ln")},
    {STR_INIT("lnot"), STR_INIT("¬")},
    {STR_INIT("log"), STR_INIT("log")},
    {STR_INIT("longrightarrow"), STR_INIT("⟶")},
    {STR_INIT("lor"), STR_INIT("∨")},
    {STR_INIT("lvert"), STR_INIT("|")},
    {STR_INIT("mapsto"), STR_INIT("↦")},
    {STR_INIT("max"), STR_INIT("max")},
    {STR_INIT("mid"), STR_INIT("∣")},
    {STR_INIT("min"), STR_INIT("min")},
    {STR_INIT("mod"), STR_INIT("mod")},
    {STR_INIT("models"), STR_INIT("⊨")},
    {STR_INIT("mp"), STR_INIT("∓")},
    {STR_INIT("mu"), STR_INIT("μ")},
    {STR_INIT("nabla"), STR_INIT("∇")},
    {STR_INIT("ne"), STR_INIT("≠")},
    {STR_INIT("neg"), STR_INIT("¬")},
    {STR_INIT("neq"), STR_INIT("≠")},
    {STR_INIT("nexists"), STR_INIT("∄")},
    {STR_INIT("ni"), STR_INIT("∋")},
    {STR_INIT("notin"), STR_INIT("∉")},
    {STR_INIT("nu"), STR_INIT("ν")},
    {STR_INIT("odot"), STR_INIT("⊙")},
    {STR_INIT("oint"), STR_INIT("∮")},
    {STR_INIT("omega"), STR_INIT("ω")},
    {STR_INIT("ominus"), STR_INIT("⊖")},
    {STR_INIT("oplus"), STR_INIT("⊕")},
    {STR_INIT("otimes"), STR_INIT("⊗")},
    {STR_INIT("parallel"), STR_INIT("∥")},
    {STR_INIT("partial"), STR_INIT("∂")},
    {STR_INIT("perp"), STR_INIT("⊥")},
    {STR_INIT("phi"), STR_INIT("φ")},
    {STR_INIT("pi"), STR_INIT("π")},
    {STR_INIT("pm"), STR_INIT("±")},
    {STR_INIT("pounds"), STR_INIT("£")},
    {STR_INIT("prec"), STR_INIT("≺")},
    {STR_INIT("prime"), STR_INIT("′")},
    {STR_INIT("prod"), STR_INIT("∏")},
    {STR_INIT("propto"), STR_INIT("∝")},
    {STR_INIT("psi"), STR_INIT("ψ")},
    {STR_INIT("rVert"), STR_INIT("‖")},
    {STR_INIT("rangle"), STR_INIT("⟩")},
    {STR_INIT("rbrace"), STR_INIT("}")},
    {STR_INIT("rceil"), STR_INIT("⌉")},
    {STR_INIT("rfloor"), STR_INIT("⌋")},
    {STR_INIT("rho"), STR_INIT("ρ")},
    {STR_INIT("rightarrow"), STR_INIT("→")},
    {STR_INIT("rightharpoonup"), STR_INIT("⇀")},
    {STR_INIT("rvert"), STR_INIT("|")},
    {STR_INIT("sec"), STR_INIT("sec")},
    {STR_INIT("setminus"), STR_INIT("∖")},
    {STR_INIT("sigma"), STR_INIT("σ")},
    {STR_INIT("sim"), STR_INIT("∼")},
    {STR_INIT("simeq"), STR_INIT("≃")},
    {STR_INIT("sin"), STR_INIT("sin")},
    {STR_INIT("sinh"), STR_INIT("sinh")},
    {STR_INIT("square"), STR_INIT("□")},
    {STR_INIT("star"), STR_INIT("⋆")},
    {STR_INIT("subset"), STR_INIT("⊂")},
    {STR_INIT("subseteq"), STR_INIT("⊆")},
    {STR_INIT("succ"), STR_INIT("≻")},
    {STR_INIT("sum"), STR_INIT("∑")},
    {STR_INIT("sup"), STR_INIT("sup")},
    {STR_INIT("supset"), STR_INIT("⊃")},
    {STR_INIT("supseteq"), STR_INIT("⊇")},
    {STR_INIT("surd"), STR_INIT("√")},
    {STR_INIT("tan"), STR_INIT("tan")},
    {STR_INIT("tanh"), STR_INIT("tanh")},
    {STR_INIT("tau"), STR_INIT("τ")},
    {STR_INIT("therefore"), STR_INIT("∴")},
    {STR_INIT("theta"), STR_INIT("θ")},
    {STR_INIT("times"), STR_INIT("×")},
    {STR_INIT("to"), STR_INIT("→")},
    {STR_INIT("top"), STR_INIT("⊤")},
    {STR_INIT("triangle"), STR_INIT("△")},
    {STR_INIT("uparrow"), STR_INIT("↑")},
    {STR_INIT("upsilon"), STR_INIT("υ")},
    {STR_INIT("varepsilon"), STR_INIT("ε")},
    {STR_INIT("varnothing"), STR_INIT("∅")},
    {STR_INIT("varphi"), STR_INIT("φ")},
    {STR_INIT("varpi"), STR_INIT("ϖ")},
    {STR_INIT("varrho"), STR_INIT("ϱ")},
    {STR_INIT("varsigma"), STR_INIT("ς")},
    {STR_INIT("vartheta"), STR_INIT("ϑ")},
    {STR_INIT("vdash"), STR_INIT("⊢")},
    {STR_INIT("vdots"), STR_INIT("⋮")},
    {STR_INIT("vee"), STR_INIT("∨")},
    {STR_INIT("vert"), STR_INIT("|")},
    {STR_INIT("wedge"), STR_INIT("∧")},
    {STR_INIT("wp"), STR_INIT("℘")},
    {STR_INIT("xi"), STR_INIT("ξ")},
    {STR_INIT("zeta"), STR_INIT("ζ")},
};
/* clang-format on */

/* What is lowered and raised, of those characters that fonts have so. */
static const char low_of[] = "0123456789+-=()aehijklmnoprstuvx";
static const struct str lows[] = {
    STR_INIT("₀"), STR_INIT("₁"), STR_INIT("₂"), STR_INIT("₃"), STR_INIT("₄"),
    STR_INIT("₅"), STR_INIT("₆"), STR_INIT("₇"), STR_INIT("₈"), STR_INIT("₉"),
    STR_INIT("₊"), STR_INIT("₋"), STR_INIT("₌"), STR_INIT("₍"), STR_INIT("₎"),
    STR_INIT("ₐ"), STR_INIT("ₑ"), STR_INIT("ₕ"), STR_INIT("ᵢ"), STR_INIT("ⱼ"),
    STR_INIT("ₖ"), STR_INIT("ₗ"), STR_INIT("ₘ"), STR_INIT("ₙ"), STR_INIT("ₒ"),
    STR_INIT("ₚ"), STR_INIT("ᵣ"), STR_INIT("ₛ"), STR_INIT("ₜ"), STR_INIT("ᵤ"),
    STR_INIT("ᵥ"), STR_INIT("ₓ"),
};
static const char high_of[] = "0123456789+-=()ni";
static const struct str highs[] = {
    STR_INIT("⁰"), STR_INIT("¹"), STR_INIT("²"), STR_INIT("³"), STR_INIT("⁴"),
    STR_INIT("⁵"), STR_INIT("⁶"), STR_INIT("⁷"), STR_INIT("⁸"), STR_INIT("⁹"),
    STR_INIT("⁺"), STR_INIT("⁻"), STR_INIT("⁼"), STR_INIT("⁽"), STR_INIT("⁾"),
    STR_INIT("ⁿ"), STR_INIT("ⁱ"),
};

struct reader {
    struct str s;
    size_t at;
    int depth;
    struct buf *out;
};

static bool read_all(struct reader *r);
static bool read_group(struct reader *r, struct buf *out);

static char at_or_nul(const struct reader *r, size_t at)
{
    return at < r->s.len ? r->s.ptr[at] : '\0';
}

static struct str sign_of(struct str name)
{
    size_t from = 0, to = sizeof signs / sizeof *signs;
    while (from < to) {
        const size_t middle = (from + to) / 2;
        const int order = str_cmp(name, signs[middle].name);
        if (order == 0)
            return signs[middle].text;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return (struct str){0};
}

/* --- Parts --- */

/* Reads `s` as a formula of its own into `out`. */
static bool read_part(const struct reader *r, struct str s, struct buf *out)
{
    struct reader part = {.s = s, .depth = r->depth + 1, .out = out};
    return part.depth <= DEPTH_MAX && read_all(&part);
}

/* The end of the braces that open at `at`; 0 when they do not close. */
static size_t braces_end(const struct reader *r, size_t at)
{
    size_t open = 0;
    for (size_t i = at; i < r->s.len; i++) {
        if (r->s.ptr[i] == '\\')
            i++;
        else if (r->s.ptr[i] == '{')
            open++;
        else if (r->s.ptr[i] == '}' && --open == 0)
            return i;
    }
    return 0;
}

static size_t letters_end(const struct reader *r, size_t at)
{
    while (ascii_is_letter(at_or_nul(r, at)))
        at++;
    return at;
}

/* The next argument: what is in braces, a command, or one character. */
static bool read_group(struct reader *r, struct buf *out)
{
    while (ascii_is_space(at_or_nul(r, r->at)))
        r->at++;
    const size_t from = r->at;
    const char c = at_or_nul(r, from);
    if (c == '{') {
        const size_t end = braces_end(r, from);
        r->at = end + 1;
        return end > 0 && read_part(r, str_slice(r->s, from + 1, end), out);
    }
    r->at = c == '\\' ? letters_end(r, from + 1) : from + 1;
    while (c != '\\' && ((unsigned char)at_or_nul(r, r->at) & 0xC0) == 0x80)
        r->at++;
    return c != '\0' && read_part(r, str_slice(r->s, from, r->at), out);
}

/* --- Indices and powers --- */

static bool put_shifted(struct buf *out, struct str s, const char *of,
                        const struct str *signs_of)
{
    for (size_t i = 0; i < s.len; i++) {
        const char *found = strchr(of, s.ptr[i]);
        if (s.ptr[i] == '\0' || found == NULL)
            return false;
        buf_puts(out, signs_of[found - of]);
    }
    return s.len > 0;
}

/* One character, of whatever bytes. */
static bool is_single(struct str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return count == 1;
}

/* One number or one name. */
static bool is_one(struct str s)
{
    bool digits = false, letters = false;
    for (size_t i = 0; i < s.len; i++) {
        const bool letter =
            ascii_is_letter(s.ptr[i]) || (unsigned char)s.ptr[i] >= 0x80;
        if (!letter && !ascii_is_digit(s.ptr[i]))
            return false;
        digits = digits || !letter;
        letters = letters || letter;
    }
    return s.len > 0 && digits != letters;
}

/* In brackets when it is more than one thing, or when one of several characters would
 * not be seen to end. */
static void put_whole(struct buf *out, struct str s, bool always)
{
    if (is_single(s) || (!always && is_one(s))) {
        buf_puts(out, s);
        return;
    }
    buf_putc(out, '(');
    buf_puts(out, s);
    buf_putc(out, ')');
}

static bool read_shifted(struct reader *r, bool high)
{
    struct buf group = {0};
    const char mark = high ? '^' : '_';
    r->at++;
    const bool good = read_group(r, &group);
    const size_t before = r->out->len;
    const struct str s = buf_str(&group);
    if (good && str_eq(s, STR("∘")) && high) {
        buf_puts(r->out, STR("°"));
    } else if (good && str_eq(s, STR("′")) && high) {
        buf_puts(r->out, s);
    } else if (good &&
               !put_shifted(r->out, s, high ? high_of : low_of, high ? highs : lows)) {
        buf_truncate(r->out, before);
        buf_putc(r->out, mark);
        put_whole(r->out, s, true);
    }
    buf_release(&group);
    return good;
}

/* --- Commands --- */

/* Those whose argument is text, or is set in another face. */
static bool is_face(struct str name)
{
    static const struct str names[] = {
        STR_INIT("text"),    STR_INIT("textbf"),     STR_INIT("textit"),
        STR_INIT("textrm"),  STR_INIT("mathrm"),     STR_INIT("mathbf"),
        STR_INIT("mathit"),  STR_INIT("mathsf"),     STR_INIT("mathtt"),
        STR_INIT("mathcal"), STR_INIT("mathscr"),    STR_INIT("operatorname"),
        STR_INIT("mbox"),    STR_INIT("boldsymbol"), STR_INIT("bm"),
        STR_INIT("mathop"),  STR_INIT("texttt"),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(name, names[i]))
            return true;
    }
    return false;
}

/* Those that only say how large or how far apart things are. */
static bool is_looks(struct str name)
{
    static const struct str names[] = {
        STR_INIT("left"),      STR_INIT("right"),  STR_INIT("big"),
        STR_INIT("Big"),       STR_INIT("bigl"),   STR_INIT("bigr"),
        STR_INIT("Bigl"),      STR_INIT("Bigr"),   STR_INIT("displaystyle"),
        STR_INIT("textstyle"), STR_INIT("limits"), STR_INIT("nolimits"),
        STR_INIT("middle"),    STR_INIT("bigg"),   STR_INIT("Bigg"),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(name, names[i]))
            return true;
    }
    return false;
}

/* Signs above a letter. */
static struct str accent_of(struct str name)
{
    static const struct sign accents[] = {
        {STR_INIT("hat"), STR_INIT("\xCC\x82")},
        {STR_INIT("bar"), STR_INIT("\xCC\x84")},
        {STR_INIT("vec"), STR_INIT("\xE2\x83\x97")},
        {STR_INIT("dot"), STR_INIT("\xCC\x87")},
        {STR_INIT("ddot"), STR_INIT("\xCC\x88")},
        {STR_INIT("tilde"), STR_INIT("\xCC\x83")},
        {STR_INIT("overline"), STR_INIT("\xCC\x85")},
    };
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        if (str_eq(name, accents[i].name))
            return accents[i].text;
    }
    return (struct str){0};
}

/* The text in the braces as it is. */
static bool read_face(struct reader *r)
{
    const size_t end = at_or_nul(r, r->at) == '{' ? braces_end(r, r->at) : 0;
    const struct str inside = str_slice(r->s, r->at + 1, end);
    if (end == 0)
        return read_group(r, r->out);
    r->at = end + 1;
    if (str_chr(inside, '\\') < inside.len || str_chr(inside, '_') < inside.len ||
        str_chr(inside, '^') < inside.len)
        return read_part(r, inside, r->out);
    buf_puts(r->out, inside);
    return true;
}

static bool read_blackboard(struct reader *r)
{
    static const struct sign sets[] = {
        {STR_INIT("R"), STR_INIT("ℝ")}, {STR_INIT("N"), STR_INIT("ℕ")},
        {STR_INIT("Z"), STR_INIT("ℤ")}, {STR_INIT("Q"), STR_INIT("ℚ")},
        {STR_INIT("C"), STR_INIT("ℂ")}, {STR_INIT("P"), STR_INIT("ℙ")},
        {STR_INIT("H"), STR_INIT("ℍ")}, {STR_INIT("E"), STR_INIT("𝔼")},
        {STR_INIT("1"), STR_INIT("𝟙")},
    };
    struct buf group = {0};
    bool good = read_group(r, &group);
    struct str text = {0};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if (str_eq(buf_str(&group), sets[i].name))
            text = sets[i].text;
    }
    buf_puts(r->out, text);
    buf_release(&group);
    return good && text.len > 0;
}

static bool read_fraction(struct reader *r)
{
    struct buf above = {0}, below = {0};
    const bool good = read_group(r, &above) && read_group(r, &below);
    if (good) {
        put_whole(r->out, buf_str(&above), false);
        buf_putc(r->out, '/');
        put_whole(r->out, buf_str(&below), false);
    }
    buf_release(&above);
    buf_release(&below);
    return good;
}

static bool read_root(struct reader *r)
{
    struct buf group = {0};
    if (at_or_nul(r, r->at) == '[')
        return false;
    const bool good = read_group(r, &group);
    buf_puts(r->out, STR("√"));
    put_whole(r->out, buf_str(&group), true);
    buf_release(&group);
    return good;
}

static bool read_accent(struct reader *r, struct str accent)
{
    struct buf group = {0};
    const bool good = read_group(r, &group) && is_single(buf_str(&group));
    buf_puts(r->out, buf_str(&group));
    buf_puts(r->out, accent);
    buf_release(&group);
    return good;
}

/* A backslash and one sign. */
static bool read_escape(struct reader *r)
{
    const char c = at_or_nul(r, r->at + 1);
    r->at += 2;
    if (c == '\0' || c == '\\')
        return false;
    if (c == '|')
        buf_puts(r->out, STR("‖"));
    else if (memchr(",;: >", c, 5) != NULL)
        buf_putc(r->out, ' ');
    else if (c != '!' && c != '/')
        buf_putc(r->out, c);
    return memchr("{}$%&#_,;: >!/|-", c, 16) != NULL;
}

/* Words and relations stand apart from a letter before and after them. */
static void put_sign(struct reader *r, struct str sign)
{
    const char before = r->out->len > 0 ? r->out->data[r->out->len - 1] : ' ';
    const bool word = ascii_is_letter(*sign.ptr);
    if (word && ascii_is_alnum(before))
        buf_putc(r->out, ' ');
    buf_puts(r->out, sign);
    while (ascii_is_space(at_or_nul(r, r->at)) &&
           ascii_is_space(at_or_nul(r, r->at + 1)))
        r->at++;
    if (word && ascii_is_alnum(at_or_nul(r, r->at)))
        buf_putc(r->out, ' ');
}

static bool read_command(struct reader *r)
{
    const size_t from = r->at + 1, end = letters_end(r, from);
    const struct str name = str_slice(r->s, from, end);
    if (name.len == 0)
        return read_escape(r);
    r->at = end;
    if (is_face(name))
        return read_face(r);
    if (is_looks(name)) {
        r->at += at_or_nul(r, r->at) == '.';
        return true;
    }
    if (str_eq(name, STR("frac")) || str_eq(name, STR("dfrac")) ||
        str_eq(name, STR("tfrac")))
        return read_fraction(r);
    if (str_eq(name, STR("sqrt")))
        return read_root(r);
    if (str_eq(name, STR("mathbb")))
        return read_blackboard(r);
    if (str_eq(name, STR("quad")) || str_eq(name, STR("qquad"))) {
        buf_putc(r->out, ' ');
        return true;
    }
    const struct str accent = accent_of(name);
    if (accent.len > 0)
        return read_accent(r, accent);
    const struct str sign = sign_of(name);
    if (sign.len > 0)
        put_sign(r, sign);
    return sign.len > 0;
}

static bool read_one(struct reader *r)
{
    const char c = r->s.ptr[r->at];
    switch (c) {
    case '\\':
        return read_command(r);
    case '_':
    case '^':
        return read_shifted(r, c == '^');
    case '{':
        return read_group(r, r->out);
    case '}':
    case '&':
    case '#':
    case '%':
        return false;
    case '~':
    case '\n':
        buf_putc(r->out, ' ');
        break;
    case '\'':
        buf_puts(r->out, STR("′"));
        break;
    default:
        buf_putc(r->out, c);
        break;
    }
    r->at++;
    return true;
}

static bool read_all(struct reader *r)
{
    while (r->at < r->s.len) {
        if (!read_one(r))
            return false;
    }
    return true;
}

/* One blank for several: TeX sets its own. */
static void fold_blanks(struct buf *out, size_t from)
{
    size_t len = from;
    for (size_t i = from; i < out->len; i++) {
        if (out->data[i] != ' ' || len == from || out->data[len - 1] != ' ')
            out->data[len++] = out->data[i];
    }
    buf_truncate(out, len);
}

bool tex_text(struct str formula, struct buf *out)
{
    struct reader r = {.s = str_trim(formula), .out = out};
    const size_t from = out->len;
    if (formula.len > FORMULA_MAX_BYTES || r.s.len == 0 || !read_all(&r))
        return false;
    fold_blanks(out, from);
    return true;
}

struct str tex_inside(struct str source)
{
    static const struct sign marks[] = {
        {STR_INIT("$$"), STR_INIT("$$")},       {STR_INIT("$`"), STR_INIT("`$")},
        {STR_INIT("$"), STR_INIT("$")},         {STR_INIT("\\\\("), STR_INIT("\\\\)")},
        {STR_INIT("\\\\["), STR_INIT("\\\\]")}, {STR_INIT("\\("), STR_INIT("\\)")},
        {STR_INIT("\\["), STR_INIT("\\]")},
    };
    source = str_trim(source);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const struct sign *mark = &marks[i];
        if (source.len >= mark->name.len + mark->text.len &&
            str_starts(source, mark->name) && str_ends(source, mark->text))
            return str_trim(
                str_slice(source, mark->name.len, source.len - mark->text.len));
    }
    return source;
}
