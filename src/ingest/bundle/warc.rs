//! Records of a crawl to pages (WARC 1.0 and 1.1, ISO 28500).

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, Header, Response};

use super::super::archive::LIMITS;
use super::super::{IngestError, SourceFile};
use super::Entries;
use crate::text::web_address;

/// The pages and texts that servers answered with, in the file's order.
/// Pictures, scripts, errors and redirections are no entries.
pub fn pages(file: &SourceFile) -> Result<Entries, IngestError> {
    let mut entries = Entries::new();
    let mut rest = file.bytes.as_slice();
    while let Some(record) = record(&mut rest) {
        let Ok(Record { address, response }) = record else {
            entries.push((String::new(), Err(IngestError::BrokenArchive)));
            break;
        };
        if let Some(body) = response.and_then(text) {
            if entries.len() >= LIMITS.entries {
                entries.push((String::new(), Err(IngestError::TooMany)));
                break;
            }
            let name = address.split_once("://").map_or(address, |(_, rest)| rest);
            let found = web_address(address).map(str::to_owned);
            let file = body.map(|bytes| SourceFile::new(name, bytes).found_at(found));
            entries.push((name.to_owned(), file));
        }
    }
    Ok(entries)
}

/// How many of the bytes are of records that have all come.
pub fn complete(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    let mut end = 0;
    while let Some(Ok(_)) = record(&mut rest) {
        end = bytes.len() - rest.len();
    }
    end
}

struct Record<'a> {
    /// What was asked for.
    address: &'a str,
    /// The server's answer, headers and all, where the record is one.
    response: Option<&'a [u8]>,
}

/// The next record, and `rest` behind it; nothing at the end.
fn record<'a>(rest: &mut &'a [u8]) -> Option<Result<Record<'a>, IngestError>> {
    *rest = rest.trim_ascii_start();
    if rest.is_empty() {
        return None;
    }
    let parsed = parse(rest);
    *rest = parsed.as_ref().map_or(&[], |(_, after)| after);
    Some(parsed.map(|(record, _)| record).ok_or(IngestError::BrokenArchive))
}

fn parse(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let line = bytes.iter().position(|b| *b == b'\n')?;
    bytes.starts_with(b"WARC/").then_some(())?;
    let mut headers = [EMPTY_HEADER; 64];
    let httparse::Status::Complete((length, headers)) =
        httparse::parse_headers(&bytes[line + 1..], &mut headers).ok()?
    else {
        return None;
    };
    let start = line + 1 + length;
    let size: usize = value(headers, "Content-Length")?.parse().ok()?;
    let end = start.checked_add(size)?;
    let block = bytes.get(start..end)?;
    let address = value(headers, "WARC-Target-URI").unwrap_or_default().trim_matches(['<', '>']);
    let is_response = value(headers, "WARC-Type") == Some("response");
    let is_http = value(headers, "Content-Type").is_none_or(|kind| kind.contains("http"));
    let record = Record { address, response: (is_response && is_http).then_some(block) };
    Some((record, &bytes[end..]))
}

fn value<'a>(headers: &[Header<'a>], name: &str) -> Option<&'a str> {
    let header = headers.iter().find(|h| h.name.eq_ignore_ascii_case(name))?;
    std::str::from_utf8(header.value).ok().map(str::trim)
}

/// The body of an answer, where it is a page or plain text.
fn text(answer: &[u8]) -> Option<Result<Vec<u8>, IngestError>> {
    let mut headers = [EMPTY_HEADER; 128];
    let mut response = Response::new(&mut headers);
    let Ok(httparse::Status::Complete(length)) = response.parse(answer) else { return None };
    let kind = value(response.headers, "Content-Type").unwrap_or_default().to_ascii_lowercase();
    let wanted = ["text/html", "application/xhtml", "text/plain"].iter().any(|k| kind.starts_with(k));
    if response.code != Some(200) || !wanted {
        return None;
    }
    let mut body = answer[length..].to_vec();
    if value(response.headers, "Transfer-Encoding").is_some_and(|v| v.contains("chunked")) {
        // Some crawlers keep the header and join the pieces.
        body = joined(&body).unwrap_or(body);
    }
    let body = match value(response.headers, "Content-Encoding") {
        Some("gzip" | "x-gzip") if body.starts_with(b"\x1f\x8b") => {
            unpacked(MultiGzDecoder::new(body.as_slice()))
        }
        Some("deflate") => unpacked(ZlibDecoder::new(body.as_slice())),
        Some("br" | "zstd") => Err(IngestError::UnknownCompression),
        _ => Ok(body),
    };
    Some(body.map(|body| if kind.starts_with("text/plain") { body } else { declared(&kind, body) }))
}

/// A page with what its server said of it above: that it is one, and its encoding.
fn declared(kind: &str, body: Vec<u8>) -> Vec<u8> {
    let charset = kind.split_once("charset=").map(|(_, name)| {
        let name = name.trim_matches(['"', '\'', ' ']);
        name.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).next().unwrap_or_default()
    });
    let mut page = b"<!doctype html>".to_vec();
    match charset {
        // A mark of the page's own goes before what its server says.
        _ if body.starts_with(b"\xef\xbb\xbf") || body.starts_with(b"\xff\xfe") => return body,
        Some(charset) if !charset.is_empty() => page.extend(format!("<meta charset={charset}>").bytes()),
        _ => {}
    }
    page.extend(body);
    page
}

fn unpacked(reader: impl Read) -> Result<Vec<u8>, IngestError> {
    let mut bytes = Vec::new();
    reader.take(LIMITS.entry + 1).read_to_end(&mut bytes).map_err(|_| IngestError::BrokenEntry)?;
    if bytes.len() as u64 > LIMITS.entry { Err(IngestError::TooBig) } else { Ok(bytes) }
}

/// A body that was sent in pieces, each with its size above it.
fn joined(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let httparse::Status::Complete((at, size)) = httparse::parse_chunk_size(bytes).ok()? else {
            return None;
        };
        if size == 0 {
            return Some(out);
        }
        let end = at.checked_add(usize::try_from(size).ok()?)?;
        out.extend_from_slice(bytes.get(at..end)?);
        bytes = bytes.get(end + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warc(records: &[(&str, &str, &str)]) -> SourceFile {
        let mut out = String::new();
        for (kind, target, block) in records {
            out += &format!(
                "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {target}\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            );
        }
        SourceFile::new("a.warc", out.into_bytes())
    }

    fn told(file: &SourceFile) -> Vec<String> {
        match pages(file) {
            Ok(entries) => entries
                .into_iter()
                .map(|(name, file)| match file {
                    Ok(file) => format!("{} {}", file.path, String::from_utf8(file.bytes).unwrap()),
                    Err(error) => format!("{name}: {error}"),
                })
                .collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>It runs.</p>";

    #[test]
    fn pages_are_taken_and_nothing_else() {
        let file = warc(&[
            ("warcinfo", "", "software: x"),
            ("request", "https://example.org/a", "GET /a HTTP/1.1\r\n\r\n"),
            ("response", "https://example.org/a", PAGE),
            (
                "response",
                "https://example.org/b",
                "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nNo",
            ),
            ("response", "https://example.org/c.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n?"),
            (
                "response",
                "<https://example.org/d>",
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nIt \r\n5\r\nruns.\r\n0\r\n\r\n",
            ),
        ]);
        assert_eq!(
            told(&file),
            ["example.org/a <!doctype html><meta charset=utf-8><p>It runs.</p>", "example.org/d It runs."]
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_an_articles() {
        for (target, expected) in [
            ("https://example.org/a?b=1", Some("https://example.org/a?b=1")),
            ("<http://example.org/a>", Some("http://example.org/a")),
            ("dns:example.org", None),
            ("urn:x:https://example.org/", None),
            ("ftp://example.org/a", None),
        ] {
            let entries = pages(&warc(&[("response", target, PAGE)])).unwrap();
            assert_eq!(entries[0].1.as_ref().unwrap().head.address.as_deref(), expected, "{target}");
        }
    }

    #[test]
    fn a_crawl_that_is_cut_gives_what_it_has() {
        let mut file =
            warc(&[("response", "https://example.org/a", PAGE), ("response", "https://example.org/b", PAGE)]);
        file.bytes.truncate(file.bytes.len() - 20);
        assert_eq!(
            told(&file),
            ["example.org/a <!doctype html><meta charset=utf-8><p>It runs.</p>", ": the archive is broken"]
        );
        assert_eq!(told(&SourceFile::new("a.warc", b"WARC/1.0\r\n".to_vec())), [": the archive is broken"]);
    }
}
