//! The language that a text is in.
//!
//! Told by the script; within a script by small words and by letters that only
//! some of its languages have. A word or letter speaks the more for a language,
//! the fewer have it. Made for running text: headlines and lists of names give
//! too little, and other languages than these are not told apart from them
//! unless they share few words.

use std::sync::LazyLock;

use super::words::runs;
use crate::quick::Map;

/// A way of writing that several of our languages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
}

use Script::*;

/// Tag, script, letters beyond the script's most common ones, small words.
/// At most 64, the bits of [`Evidence`].
#[rustfmt::skip]
const LANGUAGES: &[(&str, Script, &str, &str)] = &[
    ("en", Latin, "", "the of and to in a is that for on with as was it by at be from this have has had are were not or which but his her their its they we you i he she will would who what when been more about after into over said can all also no out up them"),
    ("it", Latin, "àèéìòù", "il lo la i gli le di a da in con su per tra un una che del della dei delle dello degli al alla ai alle nel nella nei nelle sul sulla non si è sono ha hanno più come ma anche questo questa dal dalla ci se o era stato l d un dell all quando"),
    ("fr", Latin, "àâæçèéêëîïôœùûü", "le la les de des du un une et a à au aux en dans sur pour par avec que qui ne pas est sont ont ce cette ces il elle ils se sa son ses leur plus mais ou comme été être l d qu n s c y nous vous deux après depuis"),
    ("de", Latin, "äöüß", "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man wir ich ihr zwischen wieder zurück"),
    ("es", Latin, "áéíñóúü¿¡", "el la los las de y a en que un una del al se por con no para su es como más lo o fue le ha sus pero este esta entre cuando muy sin sobre ser son también me hasta hay donde desde todo nos ya han"),
    ("pt", Latin, "áâãàçéêíóôõú", "o a os as de do da dos das e em no na nos nas um uma que para com por se não mais como mas foi ao aos pelo pela seu sua ou ser quando muito é são há está também só até isso ele ela entre era"),
    ("nl", Latin, "ëïé", "de het een en van in is dat op te zijn met voor niet die aan er om ook als dan maar bij of uit door naar heeft hij ze we wordt werd nog over al wel kan meer geen deze dit worden hebben tot was je u"),
    ("af", Latin, "êëîôû", "die van en in het is dat nie op te vir met wat om ʼn n aan sy by as ook hy hulle kan deur na sal uit word was ons maar een oor"),
    ("ca", Latin, "àçèéíïòóúü·", "el la els les de i a en que un una del al dels als per amb no és es com més ha han va són aquest aquesta seva seu o però també dels entre l d s n on fins molt"),
    ("ro", Latin, "ăâîșțşţ", "de și în a la cu pe o din care nu un este pentru că mai au fost sau ce fi al ale prin după ca se sunt cel lui dar această între sa până"),
    ("la", Latin, "", "et in est non ad cum ut quod per qui sed si ex ab esse sunt quae atque ac enim aut hoc nec autem eius etiam quam nunc ita pro"),
    ("pl", Latin, "ąćęłńóśźż", "w i na z się nie do to że jest o jak po a od za dla ale przez przy są tym czy już tego oraz był było ich jego być może tylko ma także które który która we ze"),
    ("cs", Latin, "áčďéěíňóřšťúůýž", "a v se na je že to s z do o i ve k pro za by ale jako po jsou od si tak které který jeho při až bude byl podle jen také nebo není která ze co už"),
    ("sk", Latin, "áäčďéíĺľňóôŕšťúýž", "a v sa na je že to s z do o aj vo k pre za by ale ako po sú od si tak ktoré ktorý jeho pri až bude bol podľa len tiež alebo nie ktorá zo čo už"),
    ("hr", Latin, "čćđšž", "i u je na da se za od su s koji što a ne o to kao iz će nije bi do sa koje ili ali koja samo prema te biti bio više nakon kako po bila još kada zbog među gdje svoj"),
    ("sl", Latin, "čšž", "in je v na da se za so z ki ne s o to kot pa tudi pri po od bi še do ali iz ni lahko bo bil med ter že več kako sem smo pred ko kar jih ga njegov jo zaradi le tem sta"),
    ("sv", Latin, "åäö", "och i att det som en på är av för med den till inte har de ett om var från men vi så kan nu man under efter sig också eller när han hon jag över ska vid"),
    ("da", Latin, "æøå", "og i at det er en til på som den af for med de ikke der har et var fra men vi så kan om han hun jeg sig også eller når efter over skal ved blev mere hvor bliver mig nogle noget kun fik gik meget hvad mod selv igen endnu uden siger hvis måske ud op lige været havde"),
    ("nb", Latin, "æøå", "og i at det er en til på som den av for med de ikke har et var fra men vi så kan om han hun jeg seg også eller når etter over skal ved ble mer hvor dette blir meg noen noe bare fikk gikk mye hva mot selv igjen uten sier hvis kanskje ut opp vært hadde både"),
    ("is", Latin, "áðéíóúýþæö", "og í að er á sem til það við um en með var ekki fyrir af hann því eru frá hafa hún þetta verið eða ég þar þá"),
    ("fi", Latin, "äö", "ja on ei se että oli ovat mutta myös hän kun tai kuin joka ole olla sen jos mukaan jo vain ne nyt niin tämä sekä jotka voi mitä hänen vuoden jälkeen eivät voidaan niitä sitä siitä kanssa olivat hänelle aikana vielä ollut kuitenkin koska sitten"),
    ("et", Latin, "äöõü", "ja on ei see et oli kui ta mis ka ning aga oma kes või seda olid pole tema need nii välja pärast siis üle aasta meie veel olla ole võib selle nende eest enne ainult juba koos ütles millal kuid kus üks pool"),
    ("lv", Latin, "āčēģīķļņšūž", "un ir ar no par uz ka kas arī lai bija kā pēc gan bet to tas nav vai tā viņš līdz ko šo savu pie"),
    ("lt", Latin, "ąčęėįšųūž", "ir kad į iš su yra tai bet kaip buvo apie per po ar dėl nuo už jis jo tik pat šio savo metų kuris taip dar nėra"),
    ("hu", Latin, "áéíóöőúüű", "a az és hogy nem is egy ez meg volt csak már van de ha vagy mint még el ki azt amely aki ezt szerint után lesz kell lehet minden között sem pedig"),
    ("tr", Latin, "çğıöşü", "ve bir bu da de için ile olarak daha çok en gibi olan kadar sonra o ne ki ise her ancak ya mi ama olduğu içinde tarafından değil var bunu yeni dedi üzere göre yok fakat böyle diye bütün ilk iki sadece hem önce şekilde dan nin"),
    ("az", Latin, "əçğıöşü", "və bir bu da də üçün ilə olan ki edib kimi olaraq sonra daha çox bildirib onun isə amma deyil hər var"),
    ("uz", Latin, "ʻʼ", "va bu bilan uchun ham bir esa deb bo edi yil ko lekin kerak haqida tomonidan bo'lgan"),
    ("vi", Latin, "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", "và của là có không trong được cho các một người với những này đã khi ra về tại từ"),
    ("id", Latin, "", "yang dan di ini itu dengan untuk dari dalam tidak pada akan ke juga ada oleh kata karena telah saya mereka bisa sudah lebih dia atau kami saat"),
    ("ru", Cyrillic, "ыэъё", "и в не на что с он по как это к из но за у от о же его для все а мы вы они она было быть был также до при бы или если так которые который после уже во со были только чтобы ее их году когда"),
    ("uk", Cyrillic, "іїєґ", "і в у не на що з він по як це до за від та про а але й є для його за ми ви вони вона було бути був також при або якщо так які який після вже були тільки щоб її їх року коли"),
    ("be", Cyrillic, "іўыэё", "і ў у не на што з ён па як гэта да за ад а але для яго мы вы яны яна было быў таксама пры ці калі так якія які пасля ўжо каб іх"),
    ("bg", Cyrillic, "ъ", "на и в се да за от са с не е по че това ще като при или до но той към има беше който които бе си го след само още между със във което няма може бъде съм сме така без ли тази този им ги"),
    ("sr", Cyrillic, "ђјљњћџ", "и у је на да се за од су с који што а не о то као из ће није би до са које или али која само према те више након"),
    ("mk", Cyrillic, "ѓќѕјљњџ", "на и во се да за од со не е по дека тоа ќе како при или до но тој има кој кои беше што ги го"),
    ("kk", Cyrillic, "әғқңөұүһі", "және бұл мен бір үшін деп да де бойынша болып туралы"),
    ("ar", Arabic, "ةىأإ", "في من على إلى الى أن ان عن مع التي الذي هذا هذه ما لا و أو كان كانت بعد قبل بين كما قد لم لن هو هي ذلك تلك حيث خلال وقال"),
    ("fa", Arabic, "پچژگیک", "و در به از که این را با است برای آن یک خود تا بر هم نیز شده شد می های کرد ما بود اما پس"),
    ("ur", Arabic, "ٹڈڑےںھہ", "کے میں کی ہے اور سے کا کو نے کہ پر ہیں اس یہ تھا بھی گیا جو"),
    ("hi", Devanagari, "", "के में की है और से का को ने पर हैं यह कि इस भी था एक नहीं"),
    ("mr", Devanagari, "ळ", "आहे आणि या व हे ते नाही होते आहेत की तर मध्ये"),
    ("ne", Devanagari, "", "छ र को मा गरेको भएको पनि छन् भने यो हो लागि"),
];

/// Scripts that one of our languages is written in: their letters, first to last.
const SCRIPTS: &[(char, char, &str)] = &[
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b00}', '\u{b7f}', "or"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{c80}', '\u{cff}', "kn"),
    ('\u{d00}', '\u{d7f}', "ml"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1200}', '\u{139f}', "am"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{3040}', '\u{30ff}', "ja"),
    ('\u{3400}', '\u{9fff}', "zh"),
    ('\u{ac00}', '\u{d7a3}', "ko"),
];

/// Bit n: the language of this place in [`LANGUAGES`].
type Evidence = u64;

/// The small words of all languages.
struct Words {
    places: Map<&'static str, u16>,
    /// What the word of each place speaks for.
    evidence: Vec<Evidence>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { places: Map::default(), evidence: Vec::new() };
    for (n, &(.., of_language)) in LANGUAGES.iter().enumerate() {
        for word in of_language.split(' ') {
            let place = usize::from(*words.places.entry(word).or_insert(words.evidence.len() as u16));
            words.evidence.resize(words.evidence.len().max(place + 1), 0);
            words.evidence[place] |= 1 << n;
        }
    }
    words
});

static LETTERS: LazyLock<Map<char, Evidence>> = LazyLock::new(|| {
    let mut known = Map::default();
    for (n, &(_, _, letters, _)) in LANGUAGES.iter().enumerate() {
        for letter in letters.chars() {
            *known.entry(letter).or_insert(0) |= 1 << n;
        }
    }
    known
});

/// Whether a word, in small letters, is one of the small ones of its language: 'of', 'nach'.
pub fn is_small_word(language: &str, word: &str) -> bool {
    let place = LANGUAGES.iter().position(|known| known.0 == language);
    place.is_some_and(|n| {
        WORDS.places.get(word).is_some_and(|&place| WORDS.evidence[usize::from(place)] & 1 << n != 0)
    })
}

/// Words of English questions and relations, beyond the small words by which
/// the language is told. Not 'us', which is a country without its points.
const QUESTION_WORDS: &str = "how where why whom whose while these those there than then if so such any some do does \
    did done may might must could should shall am being having my your our me him between during before under \
    again once here each most other only own same very just both because through against since per via upon within";

/// Whether a word, in small letters, only serves others in its language: a
/// question in whole sentences has many, and none tells what it is about.
pub fn is_function_word(language: &str, word: &str) -> bool {
    is_small_word(language, word) || language == "en" && QUESTION_WORDS.split(' ').any(|other| other == word)
}

/// BCP 47 tag of a text's language; `None` where it is too short to tell.
pub fn language(text: &str) -> Option<String> {
    /// Letters of running text: some seven words.
    const SHORTEST: usize = 40;
    /// By then more text says nothing new.
    const LONGEST: usize = 20_000;
    let text = match text.len() {
        ..=LONGEST => text,
        _ => text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at]),
    };
    let mut shared = [0; 4];
    let mut own = [0; SCRIPTS.len()];
    shared[Latin as usize] = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let others = text.bytes().enumerate().filter(|(_, byte)| *byte >= 0xc0);
    for c in others.filter_map(|(at, _)| text[at..].chars().next()).filter(|c| c.is_alphabetic()) {
        match c {
            '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => shared[Latin as usize] += 1,
            '\u{400}'..='\u{52f}' => shared[Cyrillic as usize] += 1,
            '\u{600}'..='\u{6ff}' => shared[Arabic as usize] += 1,
            '\u{900}'..='\u{97f}' => shared[Devanagari as usize] += 1,
            _ => {
                if let Some(n) = SCRIPTS.iter().position(|&(first, last, _)| (first..=last).contains(&c)) {
                    // Syllables and signs stand for several letters.
                    own[n] += if c >= '\u{3040}' { 3 } else { 1 };
                }
            }
        }
    }
    // Japanese mixes its syllables with Chinese signs.
    let place = |tag| SCRIPTS.iter().position(|&(.., t)| t == tag);
    if let (Some(ja), Some(zh)) = (place("ja"), place("zh"))
        && own[ja] * 12 > own[zh]
    {
        own[ja] += std::mem::take(&mut own[zh]);
    }
    let script =
        [Latin, Cyrillic, Arabic, Devanagari].into_iter().max_by_key(|&script| shared[script as usize])?;
    let most = own.iter().copied().max().unwrap_or(0);
    if most > shared[script as usize] {
        let is_wide = |n: usize| SCRIPTS[n].0 >= '\u{3040}';
        let n = own.iter().position(|&letters| letters == most)?;
        return (is_wide(n) || most >= SHORTEST).then(|| SCRIPTS[n].2.to_owned());
    }
    if shared[script as usize] < SHORTEST { None } else { of_script(text, script).map(str::to_owned) }
}

/// The language of a script that most small words and letters of a text speak for.
fn of_script(text: &str, script: Script) -> Option<&'static str> {
    /// What a word says that a single language has; a letter says half of it.
    const WORD: u32 = 24;
    let mut scores = [0_u32; LANGUAGES.len()];
    let mut add = |evidence: Evidence, times: u32, weight: u32| {
        let weight = times * (weight / evidence.count_ones().max(1));
        let mut rest = evidence;
        while rest != 0 {
            scores[rest.trailing_zeros() as usize] += weight;
            rest &= rest - 1;
        }
    };
    let mut n_words = 0;
    let mut times = vec![0; WORDS.evidence.len()];
    let mut small = String::new();
    for word in runs(text, is_mark) {
        n_words += 1;
        small.clear();
        if word.is_ascii() {
            small.push_str(word);
            small.make_ascii_lowercase();
        } else {
            small.extend(word.chars().flat_map(char::to_lowercase));
            for letter in small.chars().filter(|c| !c.is_ascii()) {
                add(LETTERS.get(&letter).copied().unwrap_or(0), 1, WORD / 2);
            }
        }
        if let Some(&place) = WORDS.places.get(small.as_str()) {
            times[usize::from(place)] += 1;
        }
    }
    for (&evidence, &times) in WORDS.evidence.iter().zip(&times).filter(|(_, times)| **times > 0) {
        add(evidence, times, WORD);
    }
    let ranked = |skip: Option<usize>| {
        (0..LANGUAGES.len())
            .filter(|&n| LANGUAGES[n].1 == script && Some(n) != skip)
            .max_by_key(|&n| (scores[n], std::cmp::Reverse(n)))
    };
    let best = ranked(None)?;
    let second = ranked(Some(best))?;
    // Names and figures alone have a few such words by chance.
    let clear = scores[best] > scores[second] + scores[second] / 32;
    (clear && scores[best] >= WORD && scores[best] * 32 >= n_words * WORD).then_some(LANGUAGES[best].0)
}

/// Vowel signs, which are no letters of their own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{97f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, expected) in [
            ("The tug had been lying off the mole since Tuesday evening, waiting for the swell.", Some("en")),
            (
                "Il rimorchiatore aspettava davanti al molo da martedì sera che il mare si calmasse.",
                Some("it"),
            ),
            ("Буксир стоял у мола со вторника и ждал, когда успокоится море.", Some("ru")),
            ("Буксир стояв біля молу з вівторка і чекав, поки заспокоїться море.", Some("uk")),
            ("El remolcador esperaba frente al muelle desde el martes a que se calmara el mar.", Some("es")),
            ("O rebocador esperava em frente ao molhe desde terça-feira que o mar acalmasse.", Some("pt")),
            ("Der Schlepper lag seit Dienstag vor der Mole und wartete auf ruhige See.", Some("de")),
            ("De sleepboot lag sinds dinsdag voor de pier te wachten tot de zee kalm werd.", Some("nl")),
            ("Holownik stał przed molo od wtorku i czekał, aż morze się uspokoi.", Some("pl")),
            (
                "Römorkör salı gününden beri iskelenin önünde denizin sakinleşmesi için bekliyordu.",
                Some("tr"),
            ),
            ("كان القارب ينتظر أمام الرصيف منذ يوم الثلاثاء حتى يهدأ البحر في الميناء", Some("ar")),
            ("قایق از روز سه‌شنبه در برابر اسکله منتظر بود تا دریا آرام شود", Some("fa")),
            ("拖船在港口等待", Some("zh")),
            ("タグボートは港で待っていた", Some("ja")),
            ("예인선은 항구에서 기다렸다", Some("ko")),
            ("Το ρυμουλκό περίμενε μπροστά στον μόλο από την Τρίτη το βράδυ.", Some("el")),
            ("The Chinese for harbour is 港口, which is written with two signs.", Some("en")),
            ("Home", None),
            ("Kowalski Yamamoto Fernandez Oyelaran Johansson Papadopoulos", None),
            ("", None),
        ] {
            assert_eq!(language(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn small_words() {
        let check = |language, word, expected| assert_eq!(is_small_word(language, word), expected, "{word}");
        check("de", "nach", true);
        check("de", "abkommen", false);
        check("en", "nach", false);
        check("xx", "nach", false);
        assert!(is_function_word("en", "how") && is_function_word("en", "the"));
        assert!(!is_function_word("de", "how") && !is_function_word("en", "treaty"));
    }

    #[test]
    fn languages_have_a_bit_each() {
        assert!(LANGUAGES.len() <= Evidence::BITS as usize);
    }
}
