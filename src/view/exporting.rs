//! Exports: what can be had as a file, what the file is called, and how far it has come.

use crate::case::Texts;
use crate::export::{Format, Table};
use crate::protocol::{Form, Reply, What};

/// An export under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub number: u32,
    /// The file's.
    pub name: String,
    pub done: u32,
    /// Nought until that is known.
    pub total: u32,
}

/// Exports under way, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exporting(pub Vec<Export>);

impl Exporting {
    /// One was sent under this number; its file will be called so.
    pub fn begin(&mut self, number: u32, name: String) {
        self.0.push(Export { number, name, done: 0, total: 0 });
    }

    /// The file is had.
    pub fn had(&mut self, number: u32) {
        self.end(number);
    }

    /// What the worker says of them. Where one has failed: its file's name, and why.
    pub fn answered(&mut self, reply: &Reply) -> Option<(String, String)> {
        match reply {
            Reply::Writing { number, done, total } => {
                if let Some(export) = self.0.iter_mut().find(|export| export.number == *number) {
                    (export.done, export.total) = (*done, *total);
                }
                None
            }
            Reply::NotWritten { number, reason } => Some((self.end(*number)?.name, reason.clone()?)),
            _ => None,
        }
    }

    fn end(&mut self, number: u32) -> Option<Export> {
        let at = self.0.iter().position(|export| export.number == number)?;
        Some(self.0.remove(at))
    }
}

/// A form in the menu, with its label and what it is for.
type Offered = (Format, &'static str, &'static str);

/// What stands in the menu: headings, and under each its forms.
pub const MENU: [(&str, &[Offered]); 4] = [
    (
        "Tables, as CSV",
        &[
            (Format::Csv(Table::Articles), "Articles", "A row an article, with its text"),
            (Format::Csv(Table::Entities), "Entities", "A row for each name in an article"),
            (Format::Csv(Table::Mentions), "Mentions", "A row for each place where a name stands"),
            (Format::Csv(Table::Quotes), "Quotes", "Who said what"),
            (Format::Csv(Table::Dates), "Dates", "The dates that the texts name"),
            (Format::Csv(Table::Removed), "Dropped lines", "What was taken off, and why"),
        ],
    ),
    (
        "Citations",
        &[
            (Format::Ris, "RIS", "For Zotero, EndNote, Citavi and others"),
            (Format::Csl, "CSL JSON", "For citation processors"),
        ],
    ),
    ("To read", &[(Format::Markdown, "Markdown", "Text with headings, and who is named")]),
    (
        "For programs",
        &[
            (Format::JsonLines, "JSON Lines", "Everything that was found, an object an article"),
            (Format::Annotations, "Web Annotations", "Names, quotes, dates and notes, each at its words"),
            (Format::Gexf, "Network", "Who is named beside whom, for Gephi (GEXF)"),
        ],
    ),
];

/// How much text goes into a case file: a label, and what that is.
pub fn texts(texts: Texts) -> (&'static str, &'static str) {
    match texts {
        Texts::Full => ("Full texts", "The stories, with the lines that were dropped"),
        Texts::Snippets => {
            ("Snippets", "Twelve words of each paragraph, and the names and dates in the rest")
        }
        Texts::Data => ("Only what was found", "Names, dates, headlines and sources; no quotes, no stories"),
    }
}

/// What the file is called: what is in it, how much of that, and in which form.
pub fn file_name(what: &What, n_articles: u32, title: Option<&str>, form: &Form) -> String {
    let (of, extension) = match form {
        Form::For(Format::Csv(table)) => (table_name(*table), "csv"),
        Form::For(Format::Csl) => ("citations", "json"),
        Form::For(Format::Ris) => ("citations", "ris"),
        Form::For(Format::Gexf) => ("network", "gexf"),
        Form::For(Format::Annotations) => ("annotations", "jsonld"),
        Form::For(format) => ("articles", format.extension()),
        Form::Case { texts: Texts::Full, .. } => ("case", "html"),
        Form::Case { texts: Texts::Snippets, .. } => ("case-snippets", "html"),
        Form::Case { texts: Texts::Data, .. } => ("case-data", "html"),
    };
    let name = match (form, what) {
        (Form::Case { name, .. }, _) => slug(name),
        (_, What::All) => "all".to_owned(),
        (_, What::Found(query)) => slug(&query.text),
        (_, What::One(_)) => slug(title.unwrap_or_default()),
    };
    let name = if name.is_empty() { "found".to_owned() } else { name };
    let many = if n_articles == 1 { String::new() } else { format!("-{n_articles}") };
    format!("{name}{many}-{of}.{extension}")
}

fn table_name(table: Table) -> &'static str {
    match table {
        Table::Articles => "articles",
        Table::Entities => "entities",
        Table::Mentions => "mentions",
        Table::Quotes => "quotes",
        Table::Dates => "dates",
        Table::Removed => "dropped-lines",
    }
}

/// What a new case file is called, where nobody says otherwise.
pub fn case_name(what: &What, title: Option<&str>, carried: Option<&str>) -> String {
    let words = match what {
        What::All => "",
        What::Found(query) => &query.text,
        What::One(_) => title.unwrap_or_default(),
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match carried {
        _ if !words.is_empty() => words,
        Some(name) => name.to_owned(),
        None => "Cuttings".to_owned(),
    }
}

/// Words as every system takes them in a file's name: letters and digits, and hyphens between.
fn slug(text: &str) -> String {
    const MOST: usize = 40;
    let mut slug = String::new();
    for c in text.chars() {
        if slug.len() >= MOST {
            break;
        }
        if c.is_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;

    #[test]
    fn a_case_file_is_called_by_what_is_in_it() {
        let talks = What::Found(Query { text: " talks  iran".into(), ..Query::default() });
        let filtered = What::Found(Query::default());
        let one = What::One("9f".into());
        for (what, title, carried, expected) in [
            (&What::All, None, None, "Cuttings"),
            (&What::All, None, Some("Harbour"), "Harbour"),
            (&talks, None, Some("Harbour"), "talks iran"),
            (&filtered, None, Some("Harbour"), "Harbour"),
            (&one, Some("Ferry: it runs!"), Some("Harbour"), "Ferry: it runs!"),
            (&one, Some(""), None, "Cuttings"),
        ] {
            assert_eq!(case_name(what, title, carried), expected);
        }
    }

    #[test]
    fn files_are_called_by_what_is_in_them() {
        let found = |text: &str| What::Found(Query { text: text.into(), ..Query::default() });
        let case = |name: &str, texts| Form::Case { name: name.into(), texts };
        for (what, n, title, form, expected) in [
            (What::All, 46, None, Form::For(Format::JsonLines), "all-46-articles.jsonl"),
            (
                found("“gas transit” -Kyiv"),
                12,
                None,
                Form::For(Format::Csv(Table::Quotes)),
                "gas-transit-kyiv-12-quotes.csv",
            ),
            (found(""), 3, None, Form::For(Format::Ris), "found-3-citations.ris"),
            (
                What::One("9f".into()),
                1,
                Some("Ferry: it runs!"),
                Form::For(Format::Markdown),
                "ferry-it-runs-articles.md",
            ),
            (What::All, 46, None, case("Harbour / 2020", Texts::Data), "harbour-2020-46-case-data.html"),
            (found("\u{202e}../a"), 2, None, Form::For(Format::Gexf), "a-2-network.gexf"),
        ] {
            assert_eq!(file_name(&what, n, title, &form), expected);
        }
    }

    #[test]
    fn an_export_goes_on_until_it_is_had_or_fails() {
        let mut exporting = Exporting::default();
        for number in [4, 5, 6] {
            exporting.begin(number, format!("{number}.csv"));
        }
        assert_eq!(exporting.answered(&Reply::Writing { number: 5, done: 64, total: 90 }), None);
        assert_eq!(exporting.0[1].done, 64);
        exporting.had(4);
        let failed = exporting.answered(&Reply::NotWritten { number: 5, reason: Some("no room".into()) });
        assert_eq!(failed, Some(("5.csv".into(), "no room".into())));
        assert_eq!(exporting.answered(&Reply::NotWritten { number: 6, reason: None }), None);
        assert_eq!(exporting, Exporting::default());
    }
}
