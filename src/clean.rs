//! [`RawArticle`] to [`Article`]: the story kept, every other line accounted for.
//!
//! The raw lines become blocks ([`wrap`]), the blocks get features and a score
//! ([`features`], [`story`]), and the run of blocks that scores best is the
//! story. What stands around it is read for title, date, byline and the like;
//! the rest is dropped, each line with its reason. Nothing is lost silently:
//! every raw line that is not blank has a use.

pub mod across;
mod assemble;
mod authors;
mod byline;
mod caption;
mod dateline;
mod features;
mod headed;
mod lines;
pub mod markup;
mod names;
mod page;
mod phrases;
mod published;
mod reasons;
mod sections;
mod shape;
mod signals;
mod source;
mod story;
mod table;
mod title;
#[cfg(feature = "train")]
pub mod training;
mod trees;
mod words;
mod wrap;

use crate::article::{Article, Line, LineUse, RawArticle};
use crate::ingest::Head;
use crate::text::Span;

/// Finds title, story and metadata, and says of every other line why it was dropped.
pub fn clean(raw: RawArticle) -> Article {
    clean_by(raw, &story::Model::own(), Some(&title::Judge::OWN))
}

/// [`clean`] for a text that came with facts about it. Where these hold a
/// title, the text's first line is it.
pub fn clean_headed(raw: RawArticle, head: &Head) -> Article {
    let judge = head.title.is_none().then_some(&title::Judge::OWN);
    headed::with_head(clean_by(raw, &story::Model::own(), judge), head)
}

/// Where no `judge` looks for the headline, the first block is known to be it.
fn clean_by(raw: RawArticle, model: &story::Model, judge: Option<&title::Judge>) -> Article {
    let lines = lines::read(&raw.text);
    let page = page::read(&raw.text, &lines, model, judge);
    assemble::article(raw, &lines, page)
}

/// Takes the whole file as body, unchanged: no line is lifted, trimmed or dropped.
pub fn keep_all(raw: RawArticle) -> Article {
    let lines = lines::read(&raw.text)
        .into_iter()
        .map(|line| Line { number: line.number, span: line.span, uses: vec![LineUse::Body(0)] })
        .collect();
    Article {
        file: raw.file,
        id: raw.id,
        lines,
        title: None,
        summary: None,
        published: None,
        byline: None,
        source: None,
        sections: None,
        dateline: None,
        language: crate::text::language(&raw.text),
        paragraphs: vec![Span::new(0, raw.text.len())],
        text: raw.text.clone(),
        raw: raw.text,
        doubts: Vec::new(),
        captions: Vec::new(),
        address: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    #[track_caller]
    fn check(text: &str, title: Option<&str>, body: &str) {
        let raw =
            RawArticle { file: "a.txt".to_owned(), id: ArticleId(String::new()), text: text.to_owned() };
        let article = clean(raw);
        assert_eq!(article.title.as_ref().map(|t| t.value.as_str()), title, "{text}");
        assert_eq!(article.text, body, "{text}");
    }

    #[test]
    fn a_short_notice_is_a_story() {
        check(
            "Ferry to the islands runs again\n\nThe ferry has taken up its service again after the winter, the \
             harbour office said on Monday.\n",
            Some("Ferry to the islands runs again"),
            "The ferry has taken up its service again after the winter, the harbour office said on Monday.",
        );
        check(
            "Home\nNews\nSport\n\nBridge closed for repairs\n\nThe old bridge is closed until Friday, the town \
             hall announced in the morning.\n\nShare on Facebook\nLeave a Comment\n",
            Some("Bridge closed for repairs"),
            "The old bridge is closed until Friday, the town hall announced in the morning.",
        );
    }

    const LEAD: &str = "Envoys from five countries ended two days of talks on the river treaty on Sunday.";
    const MORE: &str = "The ministry said in a statement that the next meeting would be held in Geneva, and that \
                        all the parties had agreed to come back to the table in the autumn.";
    const LAST: &str = "Diplomats who were in the room said that the question of water rights was still open, and \
                        that it would be for the leaders to decide on it.";

    #[test]
    fn a_box_behind_the_lead_does_not_part_it_from_the_story() {
        for between in
            ["Related\n\nTalks begin", "Related articles\n\nTalks begin\nRiver rises", "Advertisement"]
        {
            check(
                &format!("Talks end in Vienna\n\n3 May 2020\n\n{LEAD}\n\n{between}\n\n{MORE}\n\n{LAST}\n"),
                Some("Talks end in Vienna"),
                &format!("{LEAD}\n\n{MORE}\n\n{LAST}"),
            );
        }
    }

    #[test]
    fn sentences_of_pictures_are_no_story() {
        let shown = "Envoys wave from the steps of the hotel before the last day of their talks.";
        for pictures in [
            format!("{shown}\nJane Doe, AP"),
            format!("1 of 2 {shown}\n\n2 of 2 The harbour of the town, seen from the hotel at night."),
            format!(
                "Image 1 of 2\n\n{shown}\n\n{shown}\n\nImage 2 of 2\n\nThe harbour of the town at night."
            ),
        ] {
            check(
                &format!("Talks end in Vienna\n\n3 May 2020\n\n{LEAD}\n\n{pictures}\n\n{MORE}\n\n{LAST}\n"),
                Some("Talks end in Vienna"),
                &format!("{LEAD}\n\n{MORE}\n\n{LAST}"),
            );
        }
        let told = "1 of 4 children in the towns on the river has no clean water, the envoys were told.";
        check(
            &format!("Talks end in Vienna\n\n3 May 2020\n\n{LEAD}\n\n{told}\n\n{MORE}\n\n{LAST}\n"),
            Some("Talks end in Vienna"),
            &format!("{LEAD}\n\n{told}\n\n{MORE}\n\n{LAST}"),
        );
    }

    #[test]
    fn an_inline_link_does_not_end_the_story() {
        let end = "The next round is on Monday, she added.";
        for above in [LEAD.to_owned(), format!("{MORE}\n\n{LAST}")] {
            check(
                &format!("Talks end in Vienna\n\n3 May 2020\n\n{above}\n\nRead more: Talks begin\n\n{end}\n"),
                Some("Talks end in Vienna"),
                &format!("{above}\n\n{end}"),
            );
        }
    }

    #[test]
    fn a_quote_before_furniture_is_story() {
        check(
            "Rovers beat City in the cup\n\nRovers beat City on Saturday in the cup with a goal in the last \
             minute of the match.\n\n“We were the better side,” the coach said.\n\nMore on this story\n\n\
             City part with coach\nRovers sign Ek\n",
            Some("Rovers beat City in the cup"),
            "Rovers beat City on Saturday in the cup with a goal in the last minute of the match.\n\n“We were \
             the better side,” the coach said.",
        );
    }

    #[test]
    fn a_notice_of_cookies_in_sentences_is_not_story() {
        for notice in [
            "We use cookies to give you the best experience. By clicking “Accept” you agree to them all.",
            "Wir verwenden Cookies, um unsere Seite zu verbessern. Mit Klick auf „Ja“ stimmen Sie dem zu.",
            "Мы используем файлы cookie. Оставаясь на сайте, вы соглашаетесь с этим.",
            "Sitemizde çerezleri kullanıyoruz. Devam ederek bunu kabul etmiş olursunuz.",
        ] {
            check(
                &format!("Talks end in Vienna\n\n3 May 2020\n\n{LEAD}\n\n{MORE}\n\n{notice}\n"),
                Some("Talks end in Vienna"),
                &format!("{LEAD}\n\n{MORE}"),
            );
        }
        let baked = "The baker said that she would bring cookies to the next talks, and that all had agreed.";
        let told = "Ministers had taken to the cookies of her shop on the first evening of the talks.";
        check(
            &format!(
                "Talks end in Vienna\n\n3 May 2020\n\n{LEAD}\n\n{told}\n\n{MORE}\n\n{LAST}\n\n{baked}\n"
            ),
            Some("Talks end in Vienna"),
            &format!("{LEAD}\n\n{told}\n\n{MORE}\n\n{LAST}\n\n{baked}"),
        );
    }

    #[test]
    fn an_agencys_lead_is_story() {
        let lead = "The crew came back to the ground on Tuesday, the agency said.";
        let more = "The three astronauts are in good health, it added.";
        for line in [
            "JIUQUAN, Oct. 31 (Xinhua) -- ",
            "Nov 21 (Reuters) - ",
            "VIENNA, May 12. /TASS/. ",
            "Vienna - Agencies\n\n",
        ] {
            check(
                &format!("Crew returns to Earth\n\n{line}{lead}\n\n{more}\n"),
                Some("Crew returns to Earth"),
                &format!("{lead}\n\n{more}"),
            );
        }
    }

    #[test]
    fn a_datelines_place_is_no_section() {
        let text = format!(
            "Firm names new chief\n\nCAMBRIDGE, Mass., Sept. 12, 2022 (GLOBE NEWSWIRE) -- {MORE}\n\n{LAST}\n"
        );
        let article = clean(RawArticle { file: "a.txt".to_owned(), id: ArticleId(String::new()), text });
        assert_eq!(article.sections.map(|s| s.value), None);
        assert_eq!(article.dateline.map(|d| d.place).as_deref(), Some("Cambridge"));
    }

    #[test]
    fn what_may_be_no_story_is_kept_and_said_so() {
        let doubts = |text: String| {
            let article = clean(RawArticle { file: "a.txt".to_owned(), id: ArticleId(String::new()), text });
            article
                .doubts
                .iter()
                .map(|d| article.paragraphs[d.paragraph as usize].of(&article.text).to_owned())
                .collect()
        };
        let none: Vec<String> =
            doubts(format!("Talks end in Vienna\n\n3 May 2020\n\n{LEAD}\n\n{MORE}\n\n{LAST}\n"));
        assert_eq!(none, [""; 0]);
        let lines: Vec<String> = doubts("Vienna\n\nTalks\n\nWater rights\n".to_owned());
        assert!(!lines.is_empty());
    }

    #[test]
    fn a_short_headline_stands_above_its_date() {
        for (above, title, below) in [
            ("Home\nNews\nSport", "River treaty talks", "3 May 2020"),
            ("Home\nRecipes\nSoups", "Envoys' talks end", "By Ann Lee\n\n3 May 2020"),
        ] {
            check(
                &format!("{above}\n\n{title}\n\n{below}\n\n{LEAD}\n\n{MORE}\n\n{LAST}\n"),
                Some(title),
                &format!("{LEAD}\n\n{MORE}\n\n{LAST}"),
            );
        }
        check(
            &format!("Home\nNews\nSport\n\nForeign desk\n\n3 May 2020\n\n{LEAD}\n\n{MORE}\n\n{LAST}\n"),
            None,
            &format!("{LEAD}\n\n{MORE}\n\n{LAST}"),
        );
    }

    #[test]
    fn author_lines_and_labels_are_no_story() {
        for (above, below) in [("di Marco Rossi", "Archivado en"), ("By Marco Rossi in Rome", "Tagged in")] {
            check(
                &format!("{above}\n\nTalks end in Vienna\n\n{LEAD}\n\n{MORE}\n\n{below}\n"),
                Some("Talks end in Vienna"),
                &format!("{LEAD}\n\n{MORE}"),
            );
        }
    }
}
