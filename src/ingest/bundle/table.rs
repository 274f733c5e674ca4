//! Tables to articles: a row each, below a row of names.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::super::{Decoder, IngestError, SourceFile, decode};
use super::Entries;
use super::columns::{Asked, Columns, Field, Of, by_length, known};
use super::records::article;

/// So many rows tell what the columns hold.
const SAMPLE: usize = 50;

/// Reads a table. Where no column is named as texts are, the one with by far
/// the longest cells is the text.
pub fn articles(file: &SourceFile, decoder: Decoder, choices: &[Columns]) -> Result<Entries, IngestError> {
    let text = decode(&file.bytes, decoder)?;
    let mut reader = reader(&text);
    let names = header(&mut reader)?;
    let rows: Vec<Result<StringRecord, csv::Error>> = reader.into_records().collect();
    let choice = choices.iter().find(|columns| columns.is_for(&names, true));
    if choice.is_some_and(|columns| columns.of == Of::All && !columns.is_there(&names)) {
        return Err(IngestError::LacksColumn);
    }
    let field = |name: &String| choice.map_or_else(|| known(name), |columns| columns.field(name));
    let mut fields: Vec<Option<(Field, usize)>> = names.iter().map(field).collect();
    if !fields.iter().any(|field| matches!(field, Some((Field::Text | Field::Summary, _)))) {
        let column = by_length(&lengths(&rows, names.len()), rows.len());
        fields[column.ok_or(IngestError::NoColumn)?] = Some((Field::Text, 0));
    }
    let entry = |(row, n): (Result<StringRecord, csv::Error>, usize)| {
        let Ok(row) = row else { return (n.to_string(), Err(IngestError::BrokenTable)) };
        let cells = fields.iter().zip(&row).filter_map(|(field, cell)| Some(((*field)?, cell.to_owned())));
        (n.to_string(), article(cells.collect(), format!("{}/{n}", file.path)))
    };
    Ok(rows.into_iter().zip(1..).map(entry).collect())
}

/// What is to be known of a table by whoever says what its columns hold.
pub fn asked(file: &SourceFile, decoder: Decoder) -> Option<Asked> {
    let text = decode(&file.bytes, decoder).ok()?;
    let mut reader = reader(&text);
    let header = header(&mut reader).ok()?;
    let cells = |row: StringRecord| row.iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = reader.into_records().flatten().take(SAMPLE).map(cells).collect();
    Asked::of(header, &rows, true)
}

fn reader(text: &str) -> Reader<&[u8]> {
    // Spreadsheets may say in a line of its own what parts the cells.
    let said =
        text.strip_prefix("sep=").and_then(|rest| Some((rest.chars().next()?, rest.split_once('\n')?.1)));
    let (separator, text) = match said {
        Some((separator, rest)) if separator.is_ascii() => (separator as u8, rest),
        _ => (separator(text), text),
    };
    ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes())
}

fn header(reader: &mut Reader<&[u8]>) -> Result<Vec<String>, IngestError> {
    let names = reader.headers().map_err(|_| IngestError::BrokenTable)?;
    Ok(names.iter().map(|name| name.trim().to_owned()).collect())
}

/// What parts the cells of the first row: whatever it has most of outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b'|', 0), (b'\t', 0), (b';', 0), (b',', 0)];
    let mut is_quoted = false;
    for b in text.bytes() {
        match b {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ => counts
                .iter_mut()
                .filter(|(separator, _)| *separator == b && !is_quoted)
                .for_each(|c| c.1 += 1),
        }
    }
    // The last of the best is taken.
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}

/// How long each column's cells are in all.
fn lengths(rows: &[Result<StringRecord, csv::Error>], n_columns: usize) -> Vec<usize> {
    let mut lengths = vec![0; n_columns];
    for row in rows.iter().flatten() {
        row.iter().zip(&mut lengths).for_each(|(cell, length)| *length += cell.len());
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        told_by(text, &[])
    }

    fn told_by(text: &str, choices: &[Columns]) -> Vec<String> {
        match articles(&SourceFile::new("a.csv", text.as_bytes().to_vec()), |_, _| None, choices) {
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
        assert_eq!(told("n,what\n1,short\n"), ["none of its columns is known to hold texts"]);
    }

    #[test]
    fn cells_are_parted_outside_quotes() {
        for text in [
            "\"Date; of, print\";Title;Text\n2020-05-03;Ferry;\"It runs;\n\nin, all, weathers.\"\n",
            "sep=;\nDate;Title;Text\n2020-05-03;Ferry;\"It runs;\n\nin, all, weathers.\"\n",
            "sep=;\r\nDate;Title;Text\r\n2020-05-03;Ferry;\"It runs;\n\nin, all, weathers.\"\r\n",
        ] {
            assert_eq!(told(text), ["Ferry//It runs;//in, all, weathers."], "{text}");
        }
    }

    #[test]
    fn columns_are_chosen_where_their_names_tell_nothing() {
        let text = "Kopf\tname\tRumpf\nFerry\tF1\t\"It runs every day.\n\nDaily.\"\n";
        assert_eq!(told(text), ["none of its columns is known to hold texts"]);
        let columns = Columns::parse("text=Rumpf,title=Kopf").unwrap();
        assert_eq!(told_by(text, &[columns]), ["Ferry//It runs every day.//Daily."]);
        let columns = Columns::parse("text=Rumpf,title=").unwrap();
        assert_eq!(told_by(text, &[columns]), ["It runs every day.//Daily."]);
        let columns = Columns::parse("text=Rump").unwrap();
        assert_eq!(told_by(text, &[columns]), ["it lacks a column that was chosen"]);
        let asked = asked(&SourceFile::new("a", text.into()), |_, _| None);
        assert_eq!(asked.unwrap().header, ["Kopf", "name", "Rumpf"]);
    }
}
