//! Case files: one HTML file that holds articles, what was read of them, and the
//! page that shows them (see [`crate::case`]).
//!
//! Whoever reads one here takes its archive and nothing else: the page within it is
//! somebody else's, and is never run.

use base64::prelude::{BASE64_STANDARD as STANDARD, Engine};

/// Stands in the first kilobyte of every case file; the number is its form's.
pub const MARK: &str = "<!-- Cuttings case file, form 1:";

/// How far into the file that is looked for.
const HEAD: usize = 1024;

/// The archive stands between these, encoded, in as many pieces as it takes.
pub const OPEN: &str = "<script type=\"application/octet-stream\" class=\"archive\">";
pub const CLOSE: &str = "</script>\n";

pub fn is_case(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    head.windows(MARK.len()).any(|words| words == MARK.as_bytes())
}

/// The archive of a case file, as far as it can be read; `None` where the file is none.
pub fn archive(bytes: &[u8]) -> Option<Vec<u8>> {
    if !is_case(bytes) {
        return None;
    }
    let mut archive = Vec::new();
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    for piece in text.split(OPEN).skip(1) {
        let end = piece.find('<').unwrap_or(piece.len());
        match STANDARD.decode(piece[..end].trim()) {
            Ok(bytes) => archive.extend(bytes),
            Err(_) => break,
        }
    }
    Some(archive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_is_all_that_is_read() {
        let piece = |text: &str| format!("{OPEN}{text}{CLOSE}");
        let page = "<script>var a = 1;</script>";
        for (text, expected) in [
            (
                format!("<!doctype html>\n{MARK} a -->{page}{}{}{page}", piece("Zm9v"), piece("YmFy")),
                Some("foobar"),
            ),
            (format!("{MARK} a -->{page}"), Some("")),
            (format!("{MARK} a -->{}{}", piece("Zm9v"), piece("?")), Some("foo")),
            (format!("{MARK} a -->{OPEN}Zm9v"), Some("foo")),
            (format!("{}{MARK}{}", " ".repeat(HEAD), piece("Zm9v")), None),
            (piece("Zm9v"), None),
        ] {
            let archive = archive(text.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(archive.as_deref(), expected, "{text}");
        }
    }
}
