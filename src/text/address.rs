//! Addresses of pages on the web, as they are cited.

/// What is longer is no address that anybody cites.
const LONGEST: usize = 2000;

/// A text that is the address of a page on the web, `http` or `https`, without the spaces
/// around it. Whatever else a file may call its address is none: nobody is to be led to
/// `javascript:` or to a file.
pub fn web_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"\\^`{|}".contains(c);
    // Marks that turn the direction of writing make one address look like another.
    let turns =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    let is_whole = text.len() <= LONGEST && text.chars().all(|c| is_plain(c) && !turns(c));
    (is_web && is_whole && host.contains(char::is_alphanumeric)).then_some(text)
}

/// Whether an address is a site's and no page's: 'https://post.example/'.
pub fn is_front(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_have_addresses() {
        for (text, expected) in [
            (" https://post.example/a?b=c#d\n", Some("https://post.example/a?b=c#d")),
            ("HTTP://post.example/стаття", Some("HTTP://post.example/стаття")),
            ("http://[::1]/", Some("http://[::1]/")),
            ("javascript:alert(1)", None),
            ("javascript://post.example/%0aalert(1)", None),
            ("file:///etc/passwd", None),
            ("//post.example/a", None),
            ("/a", None),
            ("https://", None),
            ("https:///a", None),
            ("https://post.example/a b", None),
            ("https://post.example/\"><script>", None),
            ("https://post.example/\u{202e}a", None),
            ("", None),
        ] {
            assert_eq!(web_address(text), expected, "{text}");
        }
        assert_eq!(web_address(&format!("https://post.example/{}", "a".repeat(LONGEST))), None);
        assert!(is_front("https://post.example") && is_front("https://post.example/"));
        assert!(!is_front("https://post.example/?p=1"));
    }
}
