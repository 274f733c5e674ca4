//! What a page's own scripts are handed: `<script type="application/json">`.
//!
//! Pages that scripts put together have their story's day there and, before the
//! scripts have run, nowhere else. The data has no common form, and may tell of
//! many stories; so only what its names say outright is taken, and whoever takes
//! it is to see whether all of it agrees.

/// Reports each text that stands under a name of publication.
///
/// The text is searched, not parsed: what a page hands its scripts may be
/// megabytes, and may be cut short.
pub fn published(text: &str, claim: &mut dyn FnMut(&str)) {
    for (at, _) in text.match_indices("\":") {
        let key = &text[text[..at].rfind('"').map_or(0, |quote| quote + 1)..at];
        let Some(value) = text[at + 2..].trim_start().strip_prefix('"') else { continue };
        if is_published(key)
            && let Some(end) = value.find('"')
        {
            claim(&value[..end]);
        }
    }
}

/// Whether a name is one of publication: 'publishedDate', 'first_published_at'.
fn is_published(key: &str) -> bool {
    const NAMES: [&str; 14] = [
        "datepublished",
        "firstpublished",
        "firstpublishedat",
        "firstpublisheddate",
        "pubdate",
        "publicationdate",
        "publicationtime",
        "publishdate",
        "published",
        "publishedat",
        "publisheddate",
        "publishedon",
        "publishedtime",
        "publishtime",
    ];
    const LONGEST: usize = 24;
    if key.len() > LONGEST || !key.as_bytes().iter().any(|b| b.eq_ignore_ascii_case(&b'p')) {
        return false;
    }
    let letters = key.chars().filter(|c| !matches!(c, '_' | '-'));
    let bare: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    NAMES.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        published(text, &mut |value| found.push(value.to_owned()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_of_publication_are_taken() {
        check(
            r#"{"publishedDate":"2016-11-04T20:37:27Z","updatedDate":"2016-11-05"}"#,
            &["2016-11-04T20:37:27Z"],
        );
        check(
            r#"{"a":[{"first_published_at": "2020-05-03"},{"PubDate":"2020-05-04"}]}"#,
            &["2020-05-03", "2020-05-04"],
        );
    }

    #[test]
    fn what_is_no_text_or_cut_short_says_nothing() {
        for text in [
            r#"{"publishedDate":null}"#,
            r#"{"publishedDate":"2016"#,
            r#""publishedDate":"#,
            "\":\"",
            "\":",
            "",
        ] {
            check(text, &[]);
        }
        check(r#"{"isPublished":"yes","publisher":"The Post","unpublished":"2020-05-03"}"#, &[]);
    }
}
