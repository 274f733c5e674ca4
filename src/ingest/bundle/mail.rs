//! Mails to articles: newsletters, alerts and what people send each other, and
//! pages that browsers save as mails (.mhtml).

use std::collections::HashSet;

use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders};

use super::super::archive::inside;
use super::super::{Head, IngestError, SourceFile};
use super::Entries;
use super::records;
use crate::text::web_address;

/// What lines of a mail's head begin with, in small letters: what nothing but mails has,
const OF_MAILS: [&str; 6] =
    ["return-path:", "received:", "delivered-to:", "mime-version:", "message-id:", "x-mozilla"];
/// and what may begin a page's text, too.
const OF_OTHERS: [&str; 6] = ["from:", "subject:", "date:", "to:", "reply-to:", "content-type:"];

/// A text that begins with a header of mails and has two of them at least above
/// its first blank line, one of which nothing else has.
pub fn is_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let begins = |line: &[u8], headers: &[&str]| {
        headers.iter().any(|header| {
            line.get(..header.len()).is_some_and(|line| line.eq_ignore_ascii_case(header.as_bytes()))
        })
    };
    let known = |line: &&[u8]| begins(line, &OF_MAILS) || begins(line, &OF_OTHERS);
    let lines = || head.split(|b| *b == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    known(&head) && lines().filter(known).count() >= 2 && lines().any(|line| begins(line, &OF_MAILS))
}

/// A line 'From …' with a date, and a mail below.
pub fn is_mailbox(bytes: &[u8]) -> bool {
    let end = bytes.iter().position(|b| *b == b'\n').unwrap_or(bytes.len());
    is_envelope(&bytes[..end]) && is_mail(bytes[end..].trim_ascii_start())
}

/// 'From ann@example.org Sun May  3 10:00:00 2020'.
fn is_envelope(line: &[u8]) -> bool {
    line.starts_with(b"From ")
        && line.contains(&b':')
        && line.trim_ascii_end().last().is_some_and(u8::is_ascii_digit)
}

/// The mails of a mailbox, each with its number, and what is attached to them.
pub fn mails(file: &SourceFile) -> Result<Entries, IngestError> {
    let entries = |(bytes, n): (&[u8], usize)| {
        let n = n.to_string();
        let mail = mail(&unquoted(bytes), &format!("{}/{n}", file.path));
        let entries = mail.unwrap_or_else(|error| vec![(String::new(), Err(error))]);
        entries.into_iter().map(move |(name, file)| (within(&n, &name), file))
    };
    Ok(parts(&file.bytes).into_iter().zip(1..).flat_map(entries).collect())
}

/// What stands below the lines that part mails: they begin the file or follow a blank line.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = Vec::new();
    let (mut at, mut blank) = (0, true);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if blank && is_envelope(line) {
            starts.push((at, at + line.len()));
        }
        blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([bytes.len()]);
    starts.iter().zip(ends).map(|(&(_, start), end)| &bytes[start.min(end)..end]).collect()
}

/// Lines '>From ' as they were written.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let marks = line.iter().take_while(|b| **b == b'>').count();
        let quoted = marks > 0 && line[marks..].starts_with(b"From ");
        out.extend_from_slice(&line[usize::from(quoted)..]);
    }
    out
}

/// So many mails may be forwarded within each other.
const DEEPEST: usize = 6;

/// One mail, and the mails and files that are attached to it, by their names. What only
/// decorates a mail, or signs it, is no file.
pub fn mail(bytes: &[u8], path: &str) -> Result<Entries, IngestError> {
    let message = MessageParser::default().parse(bytes).ok_or(IngestError::BrokenMail)?;
    let mut mail = Mail { path, entries: Entries::new(), names: HashSet::new() };
    mail.take_apart(&message, String::new(), DEEPEST);
    Ok(mail.entries)
}

struct Mail<'a> {
    path: &'a str,
    entries: Entries,
    /// What attached parts are called; a second of the same name gets its number.
    names: HashSet<String>,
}

impl Mail<'_> {
    fn take_apart(&mut self, message: &Message, name: String, depth: usize) {
        let own = self.entries.len();
        let file = text(message).map(|file| file.called(&within(self.path, &name)));
        self.entries.push((name.clone(), file));
        if is_saved(message) {
            return;
        }
        for (part, n) in message.attachments().zip(1..).filter(|(part, _)| is_attached(part)) {
            let given = inside(part.attachment_name().unwrap_or_default());
            let mut inner = within(&name, &if given.is_empty() { format!("attached {n}") } else { given });
            if !self.names.insert(inner.clone()) {
                inner = format!("{inner} ({n})");
            }
            match part.message().filter(|_| depth > 0) {
                Some(mail) => self.take_apart(mail, inner, depth - 1),
                None => {
                    // Its text is in UTF-8 by now, whatever it says of itself.
                    let mark: &[u8] = if part.is_text() { b"\xef\xbb\xbf" } else { b"" };
                    let file = SourceFile::new(within(self.path, &inner), [mark, part.contents()].concat());
                    self.entries.push((inner, Ok(file)));
                }
            }
        }
        // 'See attached.'
        if self.entries.len() > own + 1 && self.entries[own].1 == Err(IngestError::NoArticle) {
            drop(self.entries.remove(own));
        }
    }
}

fn within(outer: &str, inner: &str) -> String {
    [outer, inner].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

/// Whether a part that is not shown was meant to be had: not so a newsletter's pictures,
/// and signatures that nobody reads.
fn is_attached(part: &MessagePart) -> bool {
    let (kind, form) =
        part.content_type().map_or(("", ""), |kind| (kind.ctype(), kind.subtype().unwrap_or("")));
    let is_said = part.content_disposition().is_some_and(|said| said.is_attachment());
    let is_named = part.attachment_name().is_some() && !kind.eq_ignore_ascii_case("image");
    let is_signature = form.to_ascii_lowercase().ends_with("-signature");
    part.is_message() || (is_said || is_named) && !is_signature
}

/// A mail's page where it has one, else its text.
fn text(message: &Message) -> Result<SourceFile, IngestError> {
    let head = head(message);
    let pages: Vec<_> = (0..message.html_body_count())
        .filter(|&n| message.html_part(n as u32).is_some_and(|part| part.is_text_html()))
        .filter_map(|n| message.body_html(n))
        .filter(|html| shows_text(html))
        .collect();
    if !pages.is_empty() {
        return Ok(records::page(&head, &pages.join("\n"), String::new()));
    }
    let texts = (0..message.text_body_count()).filter_map(|n| message.body_text(n));
    let texts: Vec<_> = texts.filter(|text| !text.trim().is_empty()).collect();
    if texts.is_empty() {
        return Err(IngestError::NoArticle);
    }
    Ok(records::plain(head, &texts.join("\n\n"), String::new()))
}

/// Whether anything but markup is in a page.
fn shows_text(html: &str) -> bool {
    html.split('<')
        .any(|part| part.rsplit('>').next().is_some_and(|text| text.contains(char::is_alphanumeric)))
}

/// Where a page stood that was saved as a mail: the head of all says so, or its own part.
fn place(message: &Message) -> Option<String> {
    let page = message.html_part(0).and_then(MimeHeaders::content_location);
    let all = message.header("Snapshot-Content-Location").and_then(HeaderValue::as_text);
    let places = [all, message.content_location(), page];
    places.into_iter().flatten().find_map(web_address).map(str::to_owned)
}

/// Whether a mail is a page that a browser saved: browsers name themselves as who wrote it.
fn is_saved(message: &Message) -> bool {
    let from = message.from().and_then(Address::first);
    let by = from.and_then(|from| from.name().or(from.address())).unwrap_or_default();
    message.header("Snapshot-Content-Location").is_some() || by.starts_with("Saved by ")
}

fn head(message: &Message) -> Head {
    let is_saved = is_saved(message);
    let from = message.from().and_then(Address::first);
    let named = from.and_then(|from| from.name().or(from.address()));
    Head {
        title: message
            .subject()
            .map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|s| !s.is_empty()),
        published: match is_saved {
            // A page was saved that day, not published.
            true => None,
            false => message.date().map(mail_parser::DateTime::to_rfc3339),
        },
        author: None,
        source: named.filter(|_| !is_saved).map(str::to_owned),
        sections: Vec::new(),
        address: place(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "From: \"The Post\" <news@example.org>\r\nMessage-ID: <1@example.org>\r\nSubject: =?utf-8?q?F=C3=A9rry?= runs\r\nDate: Sun, 3 May 2020 10:00:00 +0200\r\n\r\nIt runs again.\r\n";

    /// What is read of a mail that nothing is attached to.
    #[track_caller]
    fn one(bytes: &str) -> SourceFile {
        let mut entries = mail(bytes.as_bytes(), "a.eml").unwrap();
        assert_eq!(entries.len(), 1);
        entries.remove(0).1.unwrap()
    }

    #[track_caller]
    fn check(bytes: &str, title: Option<&str>, published: Option<&str>, text: &str) {
        let file = one(bytes);
        assert_eq!(file.head.title.as_deref(), title);
        assert_eq!(file.head.published.as_deref(), published);
        assert_eq!(String::from_utf8(file.bytes).unwrap().trim_end().replace("\r\n", "\n"), text);
    }

    #[test]
    fn a_mails_head_is_the_articles() {
        check(PLAIN, Some("Férry runs"), Some("2020-05-03T10:00:00+02:00"), "Férry runs\n\nIt runs again.");
    }

    #[test]
    fn a_mails_page_comes_before_its_text() {
        let mail = "MIME-Version: 1.0\nSubject: Ferry\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>It=20runs.</p>\n--b--\n";
        check(
            mail,
            None,
            None,
            "<!doctype html><meta charset=utf-8><title>Ferry</title><h1>Ferry</h1><p>It runs.</p>",
        );
    }

    #[test]
    fn a_saved_page_stood_where_its_head_or_its_own_part_says() {
        let saved = |all: &str, part: &str| {
            format!(
                "From: <Saved by Blink>\r\n{all}Subject: Ferry\r\nDate: Sun, 3 May 2020 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n{part}\r\n<p>It runs.</p>\r\n--b\r\nContent-Type: text/css\r\nContent-Location: https://post.example/style.css\r\n\r\np {{}}\r\n--b--\r\n"
            )
        };
        let snapshot = "Snapshot-Content-Location: https://post.example/ferry\r\n";
        let location = "Content-Location: https://post.example/part\r\n";
        for (all, part, expected) in [
            (snapshot, location, Some("https://post.example/ferry")),
            (location, "", Some("https://post.example/part")),
            ("", location, Some("https://post.example/part")),
            ("Snapshot-Content-Location: file:///ferry.html\r\n", "", None),
            ("", "Content-Location: cid:frame-1@mhtml.blink\r\n", None),
            ("", "", None),
        ] {
            let file = one(&saved(all, part));
            assert_eq!(file.head, Head { address: expected.map(str::to_owned), ..Head::default() });
            let text = String::from_utf8(file.bytes).unwrap();
            assert!(!text.contains("Saved by") && !text.contains("2020"), "{text}");
        }
    }

    #[test]
    fn an_empty_page_and_several_texts_lose_nothing() {
        let part = |kind: &str, text: &str| format!("--b\nContent-Type: text/{kind}\n\n{text}\n");
        let mail = |kind: &str, parts: &str| {
            format!(
                "MIME-Version: 1.0\nSubject: Ferry\nContent-Type: multipart/{kind}; boundary=b\n\n{parts}--b--\n"
            )
        };
        let page = mail("alternative", &(part("plain", "It runs.") + &part("html", "<p> </p>")));
        check(&page, Some("Ferry"), None, "Ferry\n\nIt runs.");
        let two = mail("mixed", &(part("plain", "It runs.") + &part("plain", "Daily.")));
        check(&two, Some("Ferry"), None, "Ferry\n\nIt runs.\n\nDaily.");
    }

    #[test]
    fn what_is_attached_comes_with_the_mail() {
        let part = |head: &str, body: &str| format!("--b\nContent-{head}\n\n{body}\n");
        let attached = |kind: &str, name: &str, body: &str| {
            part(&format!("Type: {kind}\nContent-Disposition: attachment; filename=\"{name}\""), body)
        };
        let mail_of = |parts: String| {
            format!(
                "MIME-Version: 1.0\nSubject: Ferry\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n"
            )
        };
        let forwarded = part(
            "Type: message/rfc822",
            "MIME-Version: 1.0\nSubject: Mill\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/plain\n\nIt is open.\n--c\nContent-Type: text/plain\nContent-Disposition: attachment; filename=hours.txt\n\nTen to four.\n--c--\n",
        );
        let picture =
            part("Type: image/png; name=logo.png\nContent-ID: <1>\nContent-Disposition: inline", "x");
        let signature = attached("application/pgp-signature", "signature.asc", "x");
        let see = part("Type: text/plain", "See the attached.");
        let story = attached("text/plain; charset=iso-8859-1", "../story.txt", "It runs.");
        for (parts, expected) in [
            (see.clone() + &picture + &signature, vec![("", "a.eml", "Ferry\n\nSee the attached.")]),
            (
                see.clone() + &story + &attached("application/pdf", "a.pdf", "%PDF-1"),
                vec![
                    ("", "a.eml", "Ferry\n\nSee the attached."),
                    ("story.txt", "a.eml/story.txt", "\u{feff}It runs."),
                    ("a.pdf", "a.eml/a.pdf", "%PDF-1"),
                ],
            ),
            (
                forwarded,
                vec![
                    ("attached 1", "a.eml/attached 1", "Mill\n\nIt is open."),
                    ("attached 1/hours.txt", "a.eml/attached 1/hours.txt", "\u{feff}Ten to four."),
                ],
            ),
            (
                see + &story + &story,
                vec![
                    ("", "a.eml", "Ferry\n\nSee the attached."),
                    ("story.txt", "a.eml/story.txt", "\u{feff}It runs."),
                    ("story.txt (2)", "a.eml/story.txt (2)", "\u{feff}It runs."),
                ],
            ),
        ] {
            let entries = mail(mail_of(parts).as_bytes(), "a.eml").unwrap();
            let told = entries.into_iter().map(|(name, file)| {
                let file = file.unwrap();
                (name, file.path, String::from_utf8(file.bytes).unwrap().trim_end().to_owned())
            });
            let expected = expected.into_iter().map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
            assert_eq!(told.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_mailbox_is_taken_apart() {
        let text = format!(
            "From a@b Sun May  3 10:00:00 2020\n{PLAIN}\nFrom here on it goes.\n>From that day.\n\nFrom a@b Mon May  4 10:00:00 2020\nFrom: Ann\nSubject: Mill\n\nIt is open.\n"
        );
        assert!(is_mailbox(text.as_bytes()));
        let file = SourceFile::new("a.mbox", text.into_bytes());
        let paths: Vec<String> =
            mails(&file).unwrap().into_iter().map(|(_, file)| file.unwrap().path).collect();
        assert_eq!(paths, ["a.mbox/1", "a.mbox/2"]);
    }

    #[test]
    fn mails_are_told_from_pages() {
        for (text, expected) in [
            (PLAIN, true),
            ("Date: 3 May 2020\nFrom: Vienna\n\nFerry runs", false),
            ("Subject: Ferry\n\nIt runs", false),
            ("Ferry runs\nMessage-ID: 7\nFrom: x\n", false),
            ("", false),
        ] {
            assert_eq!(is_mail(text.as_bytes()), expected, "{text}");
        }
    }
}
