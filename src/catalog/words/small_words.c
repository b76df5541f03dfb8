/*
 * The lists, as the words are written, and a set of them as the index has them.
 *
 * Small words that may also be a subject (will, over, mean) are not listed: if they are
 * in all articles, their weight is low anyway.
 */
#include "catalog/words/small_words.h"

#include "catalog/text/segment.h"

/* clang-format off */
static const char *const lists[LANGUAGE_COUNT] = {
    [LANGUAGE_ENGLISH] =
        "a an the this that these those there here and or but nor if then than so as of "
        "at by for with about into onto to from in on upon between "
        "i you he she it we they me him her us them my your his its our their myself "
        "yourself himself herself itself ourselves yourselves themselves oneself mine "
        "yours hers ours theirs someone somebody something anyone anybody anything "
        "everyone everybody everything "
        "am is are was were be been being do does did doing done have has had having "
        "can could should would shall may might must cannot "
        "what who whom whose which when where why how whatever "
        "not no any some such too very just also only please vs versus etc much many "
        "s t m d re ll ve don doesn didn isn aren wasn weren hasn haven hadn shouldn "
        "wouldn couldn",
    [LANGUAGE_GERMAN] =
        "der die das den dem des ein eine einer eines einem einen und oder aber ist sind "
        "war waren wird werden wurde wurden sein hat haben hatte hatten habe bin bist "
        "ich du er sie es wir ihr mich dich sich mir dir ihm ihn ihnen uns euch mein "
        "meine dein deine seine ihre unser unsere in im ins an am auf aus bei beim mit "
        "nach von vom vor zu zum zur über für durch um als wie wer was wann wo warum "
        "wieso weshalb welche welcher welches welchem welchen wen wem wessen woher wohin "
        "womit wofür wodurch worin wozu nicht kein keine auch nur noch schon so dass ob "
        "wenn weil denn doch man kann können könnte soll sollen sollte muss müssen darf "
        "dürfen gibt dieser diese dieses diesem diesen hier dort da dann sehr bis",
    [LANGUAGE_FRENCH] =
        "le la les l un une des du de d au aux et ou mais donc ni car que qu qui quoi "
        "quel quelle quels quelles dont où quand comment pourquoi combien est sont était "
        "étaient être été a ont avait avoir ai avez avons suis sommes êtes je j tu il "
        "elle on nous vous ils elles me m te t se s lui leur leurs mon ma mes ton ta tes "
        "son sa ses notre nos votre vos ce c cet cette ces ça cela ceci ne n pas y en "
        "dans sur par pour avec chez si comme aussi très peut peuvent peux doit faut "
        "lorsque lequel laquelle",
    [LANGUAGE_SPANISH] =
        "el la los las un una unos unas de del al a y e o u pero que qué quien quién "
        "quienes quiénes cual cuál cuales cuáles cuando cuándo como cómo donde dónde "
        "adónde cuanto cuánto cuánta cuántos cuántas por porque para con en sobre entre "
        "desde es son era eran ser fue fueron está están estar hay ha han he hemos había "
        "yo tú él ella ellos ellas nosotros usted ustedes me te se le les lo nos mi mis "
        "tu tus su sus este esta esto estos estas ese esa eso esos esas aquel aquella "
        "muy no si sí ya también puede pueden puedo debe deben",
    [LANGUAGE_PORTUGUESE] =
        "o a os as um uma uns umas de do da dos das no na nos nas ao aos à às em por "
        "pelo pela pelos pelas para com e ou mas que quem qual quais quando como onde "
        "aonde porque porquê quanto quanta quantos quantas é são era eram ser foi foram "
        "está estão estar há tem têm ter eu tu ele ela eles elas nós você vocês me te se "
        "lhe lhes meu minha seu sua seus suas este esta isto esse essa isso aquele aquela "
        "aquilo não sim já também muito pode podem posso deve",
    [LANGUAGE_ITALIAN] =
        "il lo la i gli le l un uno una di del dello della dei degli delle dell d a al "
        "allo alla ai agli alle all da dal dalla dai dagli dalle dall in nel nello nella "
        "nei negli nelle nell con su sul sulla sui sulle sull per tra fra e ed o ma che "
        "chi cosa cos quale quali quando come dove perché quanto quanta quanti quante è "
        "sono era erano essere stato stata ha hanno avere ho io tu lui lei noi voi loro "
        "mi ti si ci vi ne mio mia suo sua questo questa questi queste quello quella "
        "quelli quelle non anche molto può possono posso deve c",
    [LANGUAGE_DUTCH] =
        "de het een en of maar van in op aan met voor door bij naar uit om te tot als dan "
        "dat die dit deze wie wat waar wanneer waarom hoe welke welk is zijn was waren "
        "wordt worden werd ben bent heb hebt heeft hebben had ik jij je hij zij ze wij we "
        "jullie u mij me hem haar ons hun mijn jouw niet geen ook nog er kan kunnen kun "
        "moet moeten mag zal zullen",
    [LANGUAGE_SWEDISH] =
        "en ett den det de och eller men att som är var vara varit blir har hade jag du "
        "han hon vi ni dem mig dig sig min din sin vår er hans hennes deras i på av för "
        "med till från om vid hos ur inte ej också så när där här hur vad vem vilken "
        "vilket vilka varför kan ska skall skulle måste får finns man",
    [LANGUAGE_DANISH] =
        "en et den det de og eller men at som der er var være været bliver har havde jeg "
        "du han hun vi dem mig dig sig min din sin vores jeres deres i på af for med til "
        "fra om ved ikke også så når hvor her hvordan hvad hvem hvilken hvilket hvilke "
        "hvorfor hvornår kan skal skulle må findes man",
    [LANGUAGE_NORWEGIAN] =
        "en ei et den det de og eller men å at som er var være vært blir har hadde jeg du "
        "han hun vi dere dem meg deg seg min din sin vår deres i på av for med til fra om "
        "ved ikke også så når hvor her hvordan hva hvem hvilken hvilket hvilke hvorfor "
        "kan skal skulle må finnes man",
    [LANGUAGE_FINNISH] =
        "ja tai mutta että jos kun kuin niin on ovat oli olivat olla ei en eivät minä "
        "sinä hän me te he se ne tämä tuo nämä mikä mitä mitkä kuka ketä kenen missä "
        "mistä mihin milloin miksi miten kuinka onko voi voiko voin myös",
    [LANGUAGE_RUSSIAN] =
        "и в во на с со к ко у о об от до за по из для не ни но а или что чтобы как кто "
        "где куда откуда когда почему зачем какой какая какое какие чей сколько это этот "
        "эта эти тот та те то я ты он она оно мы вы они его её их мне меня нам вам ли бы "
        "же есть быть был была было были может можно так уже чем",
    [LANGUAGE_UKRAINIAN] =
        "і й та в у на з із зі до від за по для не ні але а або що щоб як хто де куди "
        "звідки коли чому який яка яке які чи це цей ця ці той я ти він вона воно ми ви "
        "вони його її їх є бути був була було були може можна",
    [LANGUAGE_POLISH] =
        "i w we na z ze do od za po dla nie ale a albo lub czy co że żeby jak kto gdzie "
        "kiedy dlaczego czemu jaki jaka jakie który która które ile to ten ta te tego tej "
        "jest są być był była było byli ma mają ja ty on ona ono my wy oni one się mi "
        "mnie mu go jej ich o u przez przy może można",
    [LANGUAGE_CZECH] =
        "a i v ve na z ze do od za po pro ne ale nebo co že aby jak kdo kde kdy proč jaký "
        "jaká jaké který která které kolik to ten ta je jsou být byl byla bylo byli má já "
        "ty on ona my vy oni se si mi mně ho jej jeho její jejich o u při může lze",
    [LANGUAGE_ROMANIAN] =
        "și sau dar un o unui unei al ai ale a la de din în pe cu pentru prin este sunt "
        "era fi fost are au am eu tu el ea noi voi ei ele se îl îi îmi care ce cine când "
        "cum unde cât câtă câți câte nu că să acest această",
    [LANGUAGE_HUNGARIAN] =
        "a az egy és vagy de hogy ha mint nem is van vannak volt voltak lesz én te ő mi "
        "ti ők ez azok ki kik mit hol hova honnan mikor miért hogyan milyen melyik hány "
        "mennyi",
    [LANGUAGE_TURKISH] =
        "ve veya ama bir bu şu o da de ki mi mı mu mü ne kim nerede nereye zaman neden "
        "niçin niye nasıl hangi kaç ile için gibi var yok değil olan olarak ben sen biz "
        "siz onlar",
    [LANGUAGE_GREEK] =
        "ο η το οι τα του της των τον την τους τις ένας μια ένα και ή αλλά να θα δεν μην "
        "με σε από για ως που πως πώς ποιος ποια ποιο τι πότε πού γιατί είναι ήταν έχει "
        "έχουν στο στη στην στον στα στις",
    [LANGUAGE_CATALAN] =
        "el la els les l un una uns unes de del dels d a al als i o però que què qui quin "
        "quina quins quines quan com on perquè quant és són era ser ha han hi en amb per "
        "no jo tu ell ella",
    [LANGUAGE_INDONESIAN] =
        "yang dan atau tetapi di ke dari untuk dengan pada adalah ini itu apa siapa kapan "
        "mana mengapa kenapa bagaimana berapa saya anda dia mereka kita kami tidak ada "
        "akan bisa dapat juga",
    [LANGUAGE_SERBIAN] =
        "i u na je su se da ne ili ali za od do sa s o po što šta tko ko gdje gde kada "
        "kad zašto kako koji koja koje koliko li ja ti on ona mi vi oni "
        "и у на је су се да не или али за од до са с о по што шта ко где када зашто како "
        "који која које колико ли ја ти он она ми ви они",
    [LANGUAGE_LITHUANIAN] =
        "ir ar bet kad kaip kas kur kada kodėl koks kokia kuris kuri kiek yra buvo būti "
        "ne su į iš už per po prie tai šis ši",
    [LANGUAGE_IRISH] =
        "an na agus nó ach ar i in le do de ó go tá bhí is cé cad cathain cén conas cá mé "
        "tú sé sí",
    [LANGUAGE_ARABIC] =
        "في من على إلى عن مع هذا هذه ذلك التي الذي ما ماذا متى أين كيف لماذا هل هو هي أو "
        "و لا",
    [LANGUAGE_HINDI] =
        "के का की में है हैं को से पर और या यह वह क्या कौन कब कहाँ क्यों कैसे कितना नहीं ने था थे "
        "थी एक",
};
/* clang-format on */

void small_words_release(struct small_words *words)
{
    map_release(&words->languages);
}

static void load(struct small_words *words, const char *list, uint64_t bit)
{
    struct segment_word word;
    struct segment_words all;
    segment_words_init(&all, str_from(list));
    while (segment_next(&all, &word)) {
        uint64_t hash = str_hash(word.folded);
        map_put(&words->languages, hash, map_get(&words->languages, hash) | bit);
    }
    segment_words_release(&all);
}

void small_words_load(struct small_words *words, const struct languages *languages)
{
    map_clear(&words->languages);
    for (size_t i = 0; i < languages->count; i++)
        load(words, lists[languages->items[i]], (uint64_t)1 << i);
}

uint64_t small_words_languages(const struct small_words *words, struct str word)
{
    return map_get(&words->languages, str_hash(word));
}
