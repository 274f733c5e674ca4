//! In which encoding a page is written: its byte-order mark, then what its
//! bytes can only be, then what its head declares, then a guess.

use super::Decoder;
use crate::ingest::{self, IngestError};

/// Decodes a page.
pub fn decode(bytes: &[u8], decoder: Decoder) -> Result<String, IngestError> {
    let marked = bytes.starts_with(&[0xef, 0xbb, 0xbf])
        || bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff]);
    // Browsers pass over null characters; a page may have some and still be text.
    let without_nulls: Vec<u8>;
    let bytes = if marked || !bytes.contains(&0) {
        bytes
    } else {
        without_nulls = bytes.iter().copied().filter(|b| *b != 0).collect();
        &without_nulls
    };
    // Whatever the head says: text that is valid UTF-8 beyond ASCII is UTF-8.
    // Saved pages often keep the declaration of the encoding they came in.
    let declared = if marked || std::str::from_utf8(bytes).is_ok() { None } else { declared(bytes) };
    match declared.and_then(|label| decoder(&label, bytes)) {
        Some(text) => Ok(text),
        None => ingest::decode(bytes, decoder),
    }
}

/// The encoding that a `meta` element names, if any does within the first kilobytes.
fn declared(bytes: &[u8]) -> Option<String> {
    const HEAD: usize = 8192;
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = find(rest, b"charset") {
        rest = &rest[at + b"charset".len()..];
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')))
            .unwrap_or(value.len());
        if end > 0 {
            // What says that in ASCII is of no such encoding.
            let label = String::from_utf8(value[..end].to_vec()).ok()?;
            return (!label.starts_with("utf") && !label.starts_with("unicode")).then_some(label);
        }
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_encoding_is_found() {
        for (html, expected) in [
            ("<meta charset=\"windows-1251\">", Some("windows-1251")),
            ("<META CHARSET=Shift_JIS>", Some("shift_jis")),
            ("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=euc-kr\">", Some("euc-kr")),
            ("<script src=a.js charset = 'gbk'></script>", Some("gbk")),
            ("<meta charset=utf-16>", None),
            ("<meta charset=>", None),
            ("charset", None),
            ("", None),
        ] {
            assert_eq!(declared(html.as_bytes()).as_deref(), expected, "{html}");
        }
    }

    #[test]
    fn a_stale_declaration_does_not_break_utf_8() {
        let html = "<meta charset=iso-8859-1><p>Zürich</p>";
        let decoder: Decoder = |_, _| panic!("UTF-8 needs no decoder");
        assert_eq!(decode(html.as_bytes(), decoder).as_deref(), Ok(html));
    }

    #[test]
    fn null_characters_are_passed_over() {
        let decoder: Decoder = |_, _| None;
        assert_eq!(decode(b"<p>Fer\0ry\0\0</p>", decoder).as_deref(), Ok("<p>Ferry</p>"));
    }

    #[test]
    fn what_nobody_knows_is_guessed() {
        let html = b"<meta charset=x-unheard-of><p>Z\xfcrich, sch\xf6n";
        let decoder: Decoder =
            |label, bytes| (label == "windows-1252").then(|| bytes.iter().map(|b| char::from(*b)).collect());
        assert_eq!(decode(html, decoder).as_deref(), Ok("<meta charset=x-unheard-of><p>Zürich, schön"));
    }
}
