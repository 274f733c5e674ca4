//! Which column of a table, or field of a record, holds what.
//!
//! Mostly their names tell: those that exporters of articles use, scrapers, news
//! programming interfaces, feeds, `cuttings extract` itself. Where they don't, whoever
//! has the table is asked ([`Question`]), and what is chosen ([`Columns`]) goes before
//! the names.

use serde::{Deserialize, Serialize};

use super::super::SourceFile;

/// What a column is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    Text,
    Title,
    Published,
    Author,
    Source,
    Address,
    Section,
    /// What stands for a text where there is none.
    Summary,
}

impl Field {
    pub const ALL: [Field; 8] = [
        Field::Text,
        Field::Title,
        Field::Published,
        Field::Author,
        Field::Source,
        Field::Address,
        Field::Section,
        Field::Summary,
    ];

    /// What it is called, on the command line too: `--columns text=Body`.
    pub fn name(self) -> &'static str {
        match self {
            Field::Text => "text",
            Field::Title => "title",
            Field::Published => "date",
            Field::Author => "byline",
            Field::Source => "source",
            Field::Address => "address",
            Field::Section => "section",
            Field::Summary => "summary",
        }
    }
}

/// The names that are known, in small letters without hyphens and underscores; of
/// several columns for one field the one whose name stands first counts, where it is
/// not empty.
const NAMES: [(Field, &str); 8] = [
    (
        Field::Title,
        "title headline titletext articletitle newstitle name subject titel überschrift schlagzeile titre titulo \
         título titular titolo заголовок",
    ),
    (
        Field::Text,
        "text body content articlebody articletext maintext fulltext storytext story article maincontent cleantext \
         plaintext rawtext textcontent bodytext newscontent contenthtml bodyhtml html rawhtml paragraphs volltext \
         inhalt texte contenu texto contenido conteudo conteúdo testo contenuto текст",
    ),
    (Field::Summary, "summary standfirst abstract description lead excerpt snippet"),
    (
        Field::Published,
        "published publishedat datepublished publicationdate publishdate datepublish publishedtime publishedon \
         pubdate publishtime date dategmt datetime webpublicationdate firstpublicationdate createdat created time \
         timestamp datum veröffentlicht fecha дата",
    ),
    (
        Field::Author,
        "byline author authors authorname creator writer autor autoren auteur auteurs autores autore autori автор",
    ),
    (
        Field::Source,
        "source publisher sitename site sourcename outlet newspaper publication agency provider domain quelle \
         fuente fonte источник",
    ),
    (Field::Section, "sections section sectionname category categories topic"),
    (Field::Address, "url link articleurl sourceurl canonicalurl weburl permalink address uri"),
];

/// What a column of this name holds, where that is known, and how soon it counts:
/// the least first.
pub fn known(name: &str) -> Option<(Field, usize)> {
    let name: String = name.chars().filter(|c| !matches!(c, '_' | '-' | ' ' | '.')).collect();
    let name = name.to_lowercase();
    let place = |names: &str| names.split_ascii_whitespace().position(|known| known == name);
    NAMES.iter().find_map(|&(field, names)| Some((field, place(names)?)))
}

/// Which columns somebody has chosen for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    pub of: Of,
    /// An empty name says that there is no such column. What is not here goes by the names.
    pub chosen: Vec<(Field, String)>,
}

/// What the choice is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    /// All tables and records: where one lacks a chosen column, it is not read.
    All,
    /// Tables with just these columns.
    Table(Vec<String>),
    /// Records that have the field that is chosen for their text.
    Records,
}

impl Columns {
    /// What the command line says: `text=Body,title=Headline`. A comma within a column's
    /// name is part of it where no `=` follows.
    pub fn parse(text: &str) -> Result<Columns, String> {
        let mut chosen: Vec<(Field, String)> = Vec::new();
        for part in text.split(',') {
            match (part.split_once('='), chosen.last_mut()) {
                (Some((name, column)), _) => {
                    let known = Field::ALL.into_iter().find(|field| field.name() == name.trim());
                    let names = || Field::ALL.map(Field::name).join(", ");
                    let field = known.ok_or_else(|| format!("“{name}” is none of {}", names()))?;
                    chosen.push((field, column.trim().to_owned()));
                }
                (None, Some((_, column))) => *column = format!("{column},{part}"),
                (None, None) => return Err("it is written text=COLUMN,title=COLUMN".to_owned()),
            }
        }
        Ok(Columns { of: Of::All, chosen })
    }

    /// Whether this is for a table, or for records, with these columns.
    pub fn is_for(&self, header: &[String], is_table: bool) -> bool {
        match &self.of {
            Of::All => true,
            Of::Table(names) => is_table && names == header,
            Of::Records => {
                let mut texts = self.chosen.iter().filter(|(field, _)| *field == Field::Text);
                !is_table && texts.any(|(_, name)| header.contains(name))
            }
        }
    }

    /// Whether all that is chosen is there.
    pub fn is_there(&self, header: &[String]) -> bool {
        self.chosen.iter().all(|(_, name)| name.is_empty() || header.contains(name))
    }

    /// What the column of this name holds, and how soon it counts.
    pub fn field(&self, name: &str) -> Option<(Field, usize)> {
        let chosen = self.chosen.iter().find(|(_, column)| column == name);
        if let Some((field, _)) = chosen {
            return Some((*field, 0));
        }
        known(name).filter(|(field, _)| self.chosen.iter().all(|(other, _)| other != field))
    }
}

/// The column whose cells are texts, by how long they are in all: 200 bytes in the mean
/// at least, and twice as many as in any other.
pub fn by_length(lengths: &[usize], n_rows: usize) -> Option<usize> {
    const TEXT: usize = 200;
    let (column, &length) = lengths.iter().enumerate().max_by_key(|(_, length)| **length)?;
    let second = lengths.iter().enumerate().filter(|(n, _)| *n != column).map(|(_, length)| *length).max();
    (length >= TEXT * n_rows && length >= 2 * second.unwrap_or(0)).then_some(column)
}

/// A table, or a file of records, of which it is not known what holds the texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What messages call the file.
    pub shown: String,
    pub file: SourceFile,
    pub table: Asked,
}

/// Whether a cell looks as those of a field do.
type Look = fn(&str) -> bool;

/// What is to be known of a table by whoever says what its columns hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub is_table: bool,
    pub header: Vec<String>,
    /// Of each column the beginning of the first cell that is not empty.
    pub example: Vec<String>,
    /// What may be chosen, by name or by what the cells look like.
    pub guess: Vec<(Field, String)>,
}

impl Asked {
    /// Of rows of cells below a header; `None` where no cell has words in it.
    pub fn of(header: Vec<String>, rows: &[Vec<String>], is_table: bool) -> Option<Asked> {
        const EXAMPLE: usize = 60;
        let cells = |n: usize| rows.iter().filter_map(move |row| row.get(n)).map(|cell| cell.trim());
        let n_words = |cell: &str| cell.split_whitespace().take(4).count();
        let length = |n: &usize| cells(*n).map(str::len).sum::<usize>();
        let mut guess: Vec<(Field, usize)> = Vec::new();
        for field in Field::ALL {
            let columns = header.iter().enumerate().filter_map(|(n, name)| {
                known(name).filter(|(other, _)| *other == field).map(|(_, place)| (place, n))
            });
            guess.extend(columns.min().map(|(_, n)| (field, n)));
        }
        let looks: [(Field, Look); 2] = [
            (Field::Address, |cell| cell.starts_with("https://") || cell.starts_with("http://")),
            (Field::Published, |cell| {
                cell.len() >= 8
                    && cell.split(['-', '.', '/', ' ', 'T']).filter(|part| is_number(part)).count() >= 3
            }),
        ];
        for (field, looks_so) in looks {
            let is_free = |n: &usize| guess.iter().all(|(_, taken)| taken != n);
            let all =
                |n: &usize| cells(*n).next().is_some() && cells(*n).filter(|c| !c.is_empty()).all(looks_so);
            let column = (0..header.len()).filter(is_free).find(all);
            if guess.iter().all(|(other, _)| *other != field) {
                guess.extend(column.map(|n| (field, n)));
            }
        }
        // The longest with words is the text, the next with letters may be its title.
        let mut free: Vec<usize> =
            (0..header.len()).filter(|n| guess.iter().all(|(_, taken)| taken != n)).collect();
        free.sort_by_key(|n| (std::cmp::Reverse(length(n)), *n));
        let text = *free.iter().find(|n| cells(**n).any(|cell| n_words(cell) > 3))?;
        guess.push((Field::Text, text));
        let has_letters = |n: &usize| *n != text && cells(*n).any(|cell| cell.contains(char::is_alphabetic));
        if guess.iter().all(|(field, _)| *field != Field::Title) {
            guess.extend(free.into_iter().find(has_letters).map(|n| (Field::Title, n)));
        }
        let first = |n| cells(n).find(|cell| !cell.is_empty()).unwrap_or_default();
        let example = (0..header.len()).map(|n| first(n).chars().take(EXAMPLE).collect()).collect();
        let guess = guess.into_iter().map(|(field, n)| (field, header[n].clone())).collect();
        Some(Asked { is_table, header, example, guess })
    }

    /// What is chosen for this table, and for all that are like it.
    pub fn chosen(&self, chosen: Vec<(Field, String)>) -> Columns {
        let of = if self.is_table { Of::Table(self.header.clone()) } else { Of::Records };
        Columns { of, chosen }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        for (name, expected) in [
            ("Article-Body", Some(Field::Text)),
            ("published_at", Some(Field::Published)),
            ("Überschrift", Some(Field::Title)),
            ("Заголовок", Some(Field::Title)),
            ("Rumpf", None),
        ] {
            assert_eq!(known(name).map(|(field, _)| field), expected, "{name}");
        }
    }

    #[test]
    fn what_is_chosen_goes_before_the_names() {
        let columns = Columns::parse("text=Body, in full,title=").unwrap();
        assert_eq!(columns.field("Body, in full"), Some((Field::Text, 0)));
        for (name, expected) in [("text", None), ("title", None), ("date", Some(Field::Published))] {
            assert_eq!(columns.field(name).map(|(field, _)| field), expected, "{name}");
        }
        assert!(columns.is_there(
            &header("n,Body, in full").into_iter().chain(["Body, in full".into()]).collect::<Vec<_>>()
        ));
        assert!(!columns.is_there(&header("n,Body")));
    }

    #[test]
    fn a_wrong_choice_is_told() {
        assert!(Columns::parse("words=Body").unwrap_err().contains("“words” is none of text, title, date"));
        assert!(Columns::parse("Body").is_err());
    }

    #[test]
    fn a_choice_is_for_tables_of_the_same_columns() {
        let asked = Asked::of(header("n,Kopf,Rumpf"), &[header("1,Ferry,It runs again now")], true).unwrap();
        let columns = asked.chosen(vec![(Field::Text, "Rumpf".into())]);
        assert!(columns.is_for(&header("n,Kopf,Rumpf"), true));
        assert!(!columns.is_for(&header("n,Kopf,Rumpf,x"), true));
        assert!(!columns.is_for(&header("n,Kopf,Rumpf"), false));
        let records = Asked { is_table: false, ..asked }.chosen(vec![(Field::Text, "Rumpf".into())]);
        assert!(records.is_for(&header("x,Rumpf"), false) && !records.is_for(&header("x"), false));
    }

    #[test]
    fn a_text_is_by_far_the_longest() {
        for (lengths, n_rows, expected) in [
            (vec![10, 900, 80], 4, Some(1)),
            (vec![10, 700, 80], 4, None),
            (vec![10, 900, 800], 4, None),
            (vec![], 0, None),
        ] {
            assert_eq!(by_length(&lengths, n_rows), expected, "{lengths:?}");
        }
    }

    #[test]
    fn a_question_has_examples_and_a_guess() {
        let rows = [
            vec![
                "1",
                "",
                "Mill opens to all visitors",
                "2020-05-03",
                "The mill at the river is open again from May on.",
                "https://example.org/1",
            ],
            vec![
                "2",
                "x",
                "Ferry runs to the islands",
                "2020-05-04",
                "The ferry runs again after the winter, they say.",
                "https://example.org/2",
            ],
        ];
        let rows = rows.map(|row| row.into_iter().map(str::to_owned).collect::<Vec<_>>());
        let asked = Asked::of(header("n,Art,Kopf,Tag,Rumpf,Ort"), &rows, true).unwrap();
        assert_eq!(asked.example[..3], ["1", "x", "Mill opens to all visitors"]);
        let mut guess: Vec<(&str, &str)> =
            asked.guess.iter().map(|(field, name)| (field.name(), name.as_str())).collect();
        guess.sort();
        assert_eq!(guess, [("address", "Ort"), ("date", "Tag"), ("text", "Rumpf"), ("title", "Kopf")]);
        assert_eq!(Asked::of(header("a,b"), &[header("1,2")], true), None);
    }
}
