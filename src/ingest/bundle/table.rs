//! Tables to articles: a row each, below a row of names.

use csv::{ReaderBuilder, StringRecord};

use super::super::{Decoder, IngestError, SourceFile, decode};
use super::Entries;
use super::records::{Field, article, field};

/// Reads a table. Where no column is named as texts are, the one with by far
/// the longest cells is the text.
pub fn articles(file: &SourceFile, decoder: Decoder) -> Result<Entries, IngestError> {
    let text = decode(&file.bytes, decoder)?;
    let mut reader =
        ReaderBuilder::new().delimiter(separator(&text)).flexible(true).from_reader(text.as_bytes());
    let names = reader.headers().map_err(|_| IngestError::BrokenTable)?.clone();
    let rows: Vec<Result<StringRecord, csv::Error>> = reader.into_records().collect();
    let mut names: Vec<&str> = names.iter().map(str::trim).collect();
    if !names.iter().any(|name| matches!(field(name), Some((Field::Text | Field::Summary, _)))) {
        let longest = longest(&rows).filter(|&column| column < names.len());
        names[longest.ok_or(IngestError::NoColumn)?] = "text";
    }
    let entry = |(row, n): (Result<StringRecord, csv::Error>, usize)| {
        let Ok(row) = row else { return (n.to_string(), Err(IngestError::BrokenTable)) };
        let fields = names.iter().copied().zip(row.iter().map(str::to_owned)).collect();
        (n.to_string(), article(fields, format!("{}/{n}", file.path)))
    };
    Ok(rows.into_iter().zip(1..).map(entry).collect())
}

/// What parts the cells of the first row: whatever it has most of.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| head.bytes().filter(|b| b == separator).count();
    // The last of the best is taken.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The column whose cells are texts: 200 bytes in the mean at least.
fn longest(rows: &[Result<StringRecord, csv::Error>]) -> Option<usize> {
    const TEXT: usize = 200;
    let mut lengths: Vec<usize> = Vec::new();
    for row in rows.iter().flatten() {
        lengths.resize(lengths.len().max(row.len()), 0);
        row.iter().zip(&mut lengths).for_each(|(cell, length)| *length += cell.len());
    }
    let (column, length) = lengths.into_iter().enumerate().max_by_key(|(_, length)| *length)?;
    (length >= TEXT * rows.len()).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        match articles(&SourceFile::new("a.csv", text.as_bytes().to_vec()), |_, _| None) {
            Ok(entries) => entries
                .into_iter()
                .map(|(name, file)| match file {
                    Ok(file) => String::from_utf8(file.bytes).unwrap().replace('\n', "/"),
                    Err(error) => format!("{name}: {error}"),
                })
                .collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn each_row_is_an_article() {
        for separator in [",", ";", "\t", "|"] {
            let text = "Date,Title,Text\n2020-05-03,Ferry,\"It runs.\n\nDaily.\"\n2020-05-04,Mill,\n"
                .replace(',', separator);
            assert_eq!(
                told(&text),
                ["Ferry//It runs.//Daily.", "2: none of its fields holds the text of an article"]
            );
        }
    }

    #[test]
    fn the_text_is_told_by_its_length() {
        let long = "It runs again, the harbour office said on Monday. ".repeat(6);
        assert_eq!(told(&format!("n,what\n1,{}\n", long.replace(',', " "))), [long.replace(',', " ").trim()]);
        assert_eq!(told("n,what\n1,short\n"), ["none of its columns holds texts"]);
    }
}
