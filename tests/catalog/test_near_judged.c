/*
 * How sensible what is related is, as a score: a small library in three languages, in
 * which a person says what belongs together.
 *
 * An article is judged by its group, the first letter of its path. Beside the groups
 * there are pages that belong to none: a list of everything, a navigation list, and an
 * article about something that no other one speaks of.
 */
#include "kept.h"

#include "base/text.h"

struct sample {
    const char *path, *title, *text;
};

/* clang-format off */
static const struct sample samples[] = {
    /* Bread */
    {"b/starter.md", "Keeping a starter",
     "Flour and water stand in a jar until wild yeast lives in them. Feed the starter each evening, and it raises dough for years. A sour smell is a good sign; pink streaks are not."},
    {"b/kneading.md", "Kneading",
     "Stretch the dough and fold it until gluten holds it together. Wet dough wants folding rather than kneading. When a piece can be drawn thin like a window it is ready to prove."},
    {"b/proving.md", "Proving dough",
     "While dough proves, yeast fills it with gas. A cool night gives more taste than a warm hour. Press a finger into the loaf: if the dent comes back slowly it may go into the oven."},
    {"b/oven.md", "Steam in the oven",
     "A loaf rises most in its first ten minutes, while steam keeps the crust soft. Bakers throw water on a hot stone. Without steam the crust sets early and the loaf tears at its side."},
    {"b/rye.md", "Loaves of rye",
     "Rye flour has little gluten, so its dough is a paste that is not kneaded. A sour starter keeps the crumb from turning to glue. The loaf is cut on the next day, when the crust has softened."},
    {"b/rye-first.md", "Loaves of rye, first version",
     "Rye flour has little gluten, so its dough is a paste that is not kneaded. A sour starter keeps the crumb from turning to glue. The loaf is cut on the second day, once the crust is soft."},
    /* Bees */
    {"h/hive.md", "The hive in a year",
     "In spring the queen lays and the colony doubles. By midsummer combs are full of honey, in autumn drones are driven out. The winter cluster lives on its stores and keeps the queen warm."},
    {"h/swarm.md", "Catching a swarm",
     "When a colony has raised a new queen the old one leaves with half of the bees. A swarm hangs in a tree for an hour or a day. Shake it into a box, set that below, and the rest walk in."},
    {"h/honey.md", "Taking honey",
     "Combs are ripe when the bees have sealed most cells with wax. Cut the caps off, spin the frames, and let the honey stand until the froth has risen. Leave the colony enough for winter."},
    {"h/mites.md", "Mites",
     "Varroa mites breed in sealed cells beside the brood and weaken a colony within two summers. Count those that fall from the frames. Drone brood, cut out in time, takes many mites with it."},
    {"h/wax.md", "Rendering wax",
     "Old combs melt in a bag that is pressed below hot water; wax rises and sets as a cake. Bees take sheets of it as a beginning for new combs. Dark brood combs give little wax."},
    /* Sailing */
    {"s/reef.md", "Taking in a reef",
     "Shorten sail before you think that you must. Ease the sheet, lower the halyard to the mark, and tie the new tack to the boom. A reefed mainsail keeps the helm light in gusts."},
    {"s/knots.md", "Knots for a boat",
     "A bowline makes a loop that never slips, for the jib sheet. The reef knot ties a sail to its boom and nothing else. Belay a halyard with turns on a cleat, never with a hitch that jams."},
    {"s/tides.md", "Reckoning with tides",
     "A boat that does four knots gains nothing against a stream of four. Leave harbour an hour before the tide turns, and carry it along the coast. Over a bar wind against the stream raises steep seas."},
    {"s/anchor.md", "Lying at anchor",
     "Let out chain five times the depth at high tide, then pull it in with the helm astern. Take bearings of the coast, for an anchor that drags does so at night. A boat swings as the stream turns."},
    {"s/tack.md", "Going about",
     "Put the helm down, let fly the jib sheet when the sail flaps, and haul in on the new tack. A boat without way hangs in irons. Then back the jib and let her fall off."},
    /* Uhren */
    {"u/pendel.md", "Das Pendel",
     "Wie lange ein Pendel schwingt, bestimmt allein seine Länge. Wird es im Sommer warm, geht die Uhr nach. Darum tragen gute Uhren ein Pendel aus Holz oder eines, dessen Quecksilber die Wärme ausgleicht."},
    {"u/hemmung.md", "Die Hemmung",
     "Die Hemmung gibt dem Pendel bei jeder Schwingung einen Stoß und hält das Räderwerk an. Das Ticken der Uhr ist der Anker, der in die Zähne des Hemmungsrades fällt. Fehlt Öl, bleibt sie stehen."},
    {"u/zifferblatt.md", "Zifferblätter",
     "Auf dem Zifferblatt einer alten Uhr steht die Vier als vier Striche. Emaillierte Zifferblätter bekommen Risse, bemalte verblassen. Der Zeiger für die Minuten kam erst mit dem Pendel auf."},
    {"u/turmuhr.md", "Die Turmuhr",
     "Das Räderwerk einer Turmuhr treibt ein Gewicht, das täglich aufgezogen wird. Wind drückt auf die Zeiger, und so verlangt sie eine Hemmung, die den Druck vom Pendel fernhält. Zu jeder Stunde schlägt sie."},
    /* Obst */
    {"o/schnitt.md", "Obstbäume schneiden",
     "Im Winter schneidet man Obstbäume auf wenige Leitäste. Was nach innen wächst, nimmt man am Astring ab. Ein Schnitt im Sommer bremst den Wuchs, einer im Winter treibt neue Schosse."},
    {"o/veredeln.md", "Veredeln",
     "Ein Reis der Sorte kommt auf die Unterlage, so dass Rinde an Rinde liegt. Man bindet die Stelle mit Bast und streicht Wachs darauf. Die Unterlage bestimmt den Wuchs, das Reis die Äpfel."},
    {"o/lager.md", "Äpfel lagern",
     "Späte Äpfel liegen kühl und feucht bis in den März. Birnen und Kartoffeln gehören nicht daneben. Man legt jede Sorte für sich, den Stiel nach oben, und liest faule Äpfel jede Woche aus."},
    {"o/wiese.md", "Die Streuobstwiese",
     "Hochstämme auf starker Unterlage stehen weit genug, dass unter ihnen Heu gemacht wird. Alte Sorten tragen jedes zweite Jahr. Obstbäume mit Höhlen bleiben stehen, für Specht und Steinkauz."},
    /* Verre */
    {"v/souffler.md", "Souffler le verre",
     "Le verrier cueille le verre en fusion au bout de la canne, souffle, puis tourne sans cesse. La paraison refroidie retourne au four. Une pièce détachée trop vite éclate pendant la nuit."},
    {"v/recuire.md", "Recuire",
     "Le verre soufflé garde des tensions tant qu'il n'a pas été recuit. On le laisse refroidir dans l'arche, degré par degré. Plus la pièce est épaisse, plus la recuisson dure."},
    {"v/vitrail.md", "Le vitrail",
     "Le verrier coupe le verre coloré d'après un carton, puis le sertit de plomb. La grisaille, peinte et cuite au four, dessine les visages. Les plombs fatiguent après un siècle et le vitrail se bombe."},
    {"v/cristal.md", "Le cristal",
     "L'oxyde de plomb rend le verre lourd, clair et tendre à la taille. Le cristal sonne longtemps. Les verriers de Lorraine et de Bohême le taillent à la roue, puis le polissent à l'acide."},
    /* Of no group */
    {"lonely.md", "Umpires",
     "Cricket leaves lbw appeals with whoever stands behind stumps; replays merely advise him."},
};
/* clang-format on */

enum { SAMPLES = sizeof samples / sizeof *samples };

static void write_sample(struct kept *it, const struct sample *sample,
                         const char *front, const char *more)
{
    struct buf out = {0};
    buf_printf(&out, "%s# %s\n\n%s\n\n%s\n", front, sample->title, sample->text, more);
    temp_write_bytes(&it->temp, sample->path, out.data, out.len);
    buf_release(&out);
}

static const struct sample *find_sample(const char *path)
{
    for (size_t i = 0; i < SAMPLES; i++) {
        if (strcmp(samples[i].path, path) == 0)
            return &samples[i];
    }
    fail_msg("no sample %s", path);
    return NULL;
}

/* Lists that lead to everything, one of them with the titles, the other with words from
 * the texts as well. */
static void write_lists(struct kept *it)
{
    struct buf all = {0}, navigation = {0};
    buf_puts(&all, STR("# Everything\n\n"));
    buf_puts(&navigation, STR("# Where to go\n\n"));
    for (size_t i = 0; i < SAMPLES; i++) {
        buf_printf(&all, "- [%s](%s): %.40s\n", samples[i].title, samples[i].path,
                   samples[i].text);
        buf_printf(&navigation, "[%s](%s) ", samples[i].title, samples[i].path);
    }
    temp_write_bytes(&it->temp, "all.md", all.data, all.len);
    temp_write_bytes(&it->temp, "navigation.md", navigation.data, navigation.len);
    buf_release(&all);
    buf_release(&navigation);
}

static void write_samples(struct kept *it, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        write_sample(it, &samples[i], "", "");
}

static void show(struct kept *it)
{
    kept_sync(it);
    kept_open(it);
    kept_view(it);
}

struct score {
    size_t shown, sensible, lists;
    size_t lone; /* articles that have nothing sensible */
};

static void judge(struct kept *it, const char *path, struct score *score)
{
    const struct library *library = view_library(it->view);
    struct arena arena = {0};
    size_t count, sensible = 0;
    const struct related *found =
        view_related(it->view, kept_article(it, path), &arena, &count);
    for (size_t i = 0; i < count; i++) {
        struct str other = library_article(library, found[i].article)->path;
        bool is_sensible =
            other.len > 2 && other.ptr[1] == '/' && other.ptr[0] == *path;
        sensible += is_sensible;
        score->lists +=
            str_eq(other, STR("all.md")) || str_eq(other, STR("navigation.md"));
        if (!is_sensible)
            print_message("%s: " STR_FMT " by %s\n", path, STR_ARG(other),
                          related_why_name(found[i].why));
    }
    score->shown += count;
    score->sensible += sensible;
    score->lone += sensible == 0;
    arena_release(&arena);
}

static struct score judge_all(struct kept *it, size_t from, size_t to)
{
    struct score score = {0};
    for (size_t i = from; i < to; i++)
        judge(it, samples[i].path, &score);
    print_message("shown %zu, sensible %zu, lists %zu, lone %zu\n", score.shown,
                  score.sensible, score.lists, score.lone);
    return score;
}

/* The path of the n-th article that is related to one, counted from 0, or "". */
static const char *nth_related(struct kept *it, const char *path, size_t n,
                               enum related_why *why)
{
    static char text[64];
    struct arena arena = {0};
    size_t count;
    const struct related *found =
        view_related(it->view, kept_article(it, path), &arena, &count);
    text[0] = '\0';
    if (n < count) {
        struct str other =
            library_article(view_library(it->view), found[n].article)->path;
        snprintf(text, sizeof text, STR_FMT, STR_ARG(other));
        *why = found[n].why;
    }
    arena_release(&arena);
    return text;
}

static void what_is_related_is_sensible(void **state)
{
    (void)state;
    struct kept it;
    kept_make(&it);
    write_samples(&it, 0, SAMPLES);
    write_lists(&it);
    show(&it);
    struct score score = judge_all(&it, 0, SAMPLES - 1);
    assert_true(100 * score.sensible >= 95 * score.shown);
    assert_int_equal(score.lists, 0);
    assert_true(score.lone <= 2);
    assert_true(score.shown >= 2 * (SAMPLES - 1));
    enum related_why why;
    /* Near copies are the nearest. */
    assert_string_equal(nth_related(&it, "b/rye.md", 0, &why), "b/rye-first.md");
    assert_string_equal(nth_related(&it, "b/rye-first.md", 0, &why), "b/rye.md");
    /* No article rather than a wrong one. */
    assert_string_equal(nth_related(&it, "lonely.md", 0, &why), "");
    kept_remove(&it);
}

static void links_and_topics_come_before_words(void **state)
{
    static const char tagged[] = "---\ntags: [craft]\n---\n";
    enum related_why why = RELATED_WORDS;
    (void)state;
    struct kept it;
    kept_make(&it);
    write_samples(&it, 0, SAMPLES);
    write_sample(&it, find_sample("s/tides.md"), "", "See [bees](../h/hive.md).");
    write_sample(&it, find_sample("v/cristal.md"), tagged, "");
    write_sample(&it, find_sample("u/pendel.md"), tagged, "");
    show(&it);
    assert_string_equal(nth_related(&it, "s/tides.md", 0, &why), "h/hive.md");
    assert_int_equal(why, RELATED_LINKS);
    assert_string_equal(nth_related(&it, "v/cristal.md", 0, &why), "u/pendel.md");
    assert_int_equal(why, RELATED_TOPICS);
    kept_remove(&it);
}

/* In ten articles a word of three is no rare one, and yet it tells. */
static void a_small_library_does_not_starve(void **state)
{
    (void)state;
    struct kept it;
    kept_make(&it);
    write_samples(&it, 0, 10);
    show(&it);
    struct score score = judge_all(&it, 0, 10);
    assert_true(100 * score.sensible >= 90 * score.shown);
    assert_int_equal(score.lone, 0);
    kept_remove(&it);
}

static void an_article_that_comes_is_related_at_once(void **state)
{
    static const struct sample added = {
        "s/mainsail.md", "Hoisting the mainsail",
        "Head into the wind, let the sheet run, and haul the halyard until the "
        "mainsail "
        "stands. Then belay it on its cleat and set the boom free."};
    (void)state;
    struct kept it;
    kept_make(&it);
    write_samples(&it, 0, SAMPLES);
    show(&it);
    write_sample(&it, &added, "", "");
    kept_close(&it);
    show(&it);
    struct score score = {0};
    judge(&it, added.path, &score);
    assert_true(score.sensible == score.shown && score.shown >= 2);
    bool is_there = false;
    enum related_why why;
    for (size_t i = 0; i < RELATED_MAX; i++)
        is_there |= strcmp(nth_related(&it, "s/reef.md", i, &why), added.path) == 0;
    assert_true(is_there);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_related_is_sensible),
        cmocka_unit_test(links_and_topics_come_before_words),
        cmocka_unit_test(a_small_library_does_not_starve),
        cmocka_unit_test(an_article_that_comes_is_related_at_once),
    };
    text_setup();
    return cmocka_run_group_tests_name("near_judged", tests, NULL, NULL);
}
