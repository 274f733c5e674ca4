//! Verbs of languages other than English: which tell of what is past, which of
//! what is to come. By their endings, where the language has telling ones.

use super::tense::Tense;

/// Of each language: words and, after a hyphen, endings that look ahead; those that
/// look back; words that only end so.
const VERBS: &str = "\
it|-rà -ranno previsto prevista previsti previste programmato programmata atteso attesa|\
ha hanno disse era erano fu furono aveva avevano|tiranno
fr|-ra -ront prévu prévue prévus prévues devrait devraient doit doivent|\
a ont était étaient avait avaient fut furent|opéra caméra extra ultra infra contra mantra front affront
de|wird werden soll sollen geplant vorgesehen|\
war waren hatte hatten hat haben wurde wurden sagte sagten teilte teilten erklärte kündigte berichtete \
meldete begann gab kam kamen ging gingen fand fanden traf trafen starb sprach wollte konnte machte stellte|
es|-rá -rán previsto prevista previstos previstas programado programada|\
-ó -aron -ieron ha han había habían era eran fue fueron hubo dijo|
pt|-rá -rão previsto prevista previstos previstas|\
-ou -aram -eram -iram foi foram era eram tinha tinham havia disse|verão grão
nl|zal zullen wordt worden|zei was waren had hadden heeft hebben werd werden|
ru|будет будут состоится состоятся пройдёт пройдет планируется планируют намечен намечена намечено|\
-ил -ал -ел -ила -ала -ела -или -али -ели -лся -лась -лось -лись был была было были|\
если или сила дела начала недели цели отдел раздел предел села журнал материал финал канал сигнал вокзал
uk|буде будуть відбудеться|-ив -ав -ила -ала -или -али -вся -лася -лися був була було були|або
tr|-acak -ecek -acaktır -ecektir||
fa|خواهد خواهند|بود بودند شد شدند کرد کردند گفت گفتند|
";

/// What a word says of time; `None` where it is no telling verb.
pub fn verb(language: &str, word: &str, capital: bool) -> Option<Tense> {
    let mut lists = VERBS.lines().find_map(|line| line.strip_prefix(language)?.strip_prefix('|'))?.split('|');
    let (ahead, back, others) = (lists.next()?, lists.next()?, lists.next()?);
    let lower = word.to_lowercase();
    // A name may end as it likes: 'Sahara', 'Teherán'.
    let is_one = |listed: &str| match listed.strip_prefix('-') {
        Some(ending) => !capital && lower.len() > ending.len() + 1 && lower.ends_with(ending),
        None => lower == listed,
    };
    let among = |list: &str| list.split_whitespace().any(is_one);
    if among(others) {
        return None;
    }
    match (among(ahead), among(back)) {
        (true, _) => Some(Tense::Future),
        (false, true) => Some(Tense::Past),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_the_time() {
        for (language, word, tense) in [
            ("it", "incontrerà", Some(Tense::Future)),
            ("it", "voteranno", Some(Tense::Future)),
            ("it", "città", None),
            ("fr", "réunira", Some(Tense::Future)),
            ("fr", "opéra", None),
            ("fr", "a", Some(Tense::Past)),
            ("fr", "par", None),
            ("es", "reunirán", Some(Tense::Future)),
            ("es", "aprobó", Some(Tense::Past)),
            ("pt", "votarão", Some(Tense::Future)),
            ("pt", "verão", None),
            ("pt", "ou", None),
            ("ru", "заявила", Some(Tense::Past)),
            ("ru", "недели", None),
            ("tr", "toplanacak", Some(Tense::Future)),
            ("de", "wird", Some(Tense::Future)),
            ("sv", "ska", None),
        ] {
            assert_eq!(verb(language, word, false), tense, "{language} {word}");
        }
        assert_eq!(verb("es", "Teherán", true), None);
    }
}
