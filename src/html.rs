//! A saved page's bytes to what a reader would see of it: lines of text, the
//! boxes they stand in, and what the page says of itself in its markup.
//!
//! The *raw text* of an article that came as HTML is this rendering: first a
//! head of a few lines, `title: …`, `published: …`, `author: …`, `site: …`,
//! with what the markup claims and no visible line says; then the visible
//! text, one line for each block or line break, white space collapsed. Scripts,
//! styles and hidden elements are no line. The same bytes give the same
//! rendering everywhere.
//!
//! The tokens are html5ever's; the tree is our own ([`tree`]): boxes only,
//! never deeper than [`tree::DEEPEST`], so that no page can exhaust the stack
//! or make reading slower than linear.

mod claims;
mod encoding;
mod hints;
mod json_ld;
mod render;
mod state;
mod tags;
mod tree;

pub use claims::{Claim, Kind, Origin};
pub use hints::{Hint, Hints};
pub use render::{Line, PageText};
pub use tags::Tag;
pub use tree::Box;

use crate::ingest::{self, IngestError};

/// Decodes bytes by the name of their encoding, as the WHATWG names them;
/// `None` where the name is not known. The edges bring one: the command line
/// a crate's, the browser its own, which follow the same standard.
pub use crate::ingest::Decoder;

/// Reads a page.
pub fn read(bytes: &[u8], decoder: Decoder) -> Result<PageText, IngestError> {
    ingest::by_signature(bytes)?;
    let html = encoding::decode(bytes, decoder)?;
    let page = render::render(tree::parse(&html));
    // A title alone is no article.
    match page.lines.iter().any(|line| !line.head) {
        true => Ok(page),
        false if has_frames(&html) => Err(IngestError::Frames),
        false => Err(IngestError::NoWords),
    }
}

/// Whether a page is a set of frames, which show other files.
fn has_frames(html: &str) -> bool {
    const FRAMES: &[u8] = b"<frameset";
    html.as_bytes().windows(FRAMES.len()).any(|part| part.eq_ignore_ascii_case(FRAMES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let page = read(html.as_bytes(), |_, _| None).unwrap_or_default();
        page.text.lines().map(str::to_owned).collect()
    }

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        assert_eq!(lines(html), expected, "{html}");
    }

    #[test]
    fn blocks_and_line_breaks_end_lines() {
        check("<p>a <b>b</b>\n c<p>d<br>e", &["a b c", "d", "e"]);
        check("a<div>b</div>c", &["a", "b", "c"]);
        check("<ul><li>a<li>b<ul><li>c</ul></ul>d", &["a", "b", "c", "d"]);
        check("<h1>a</h1><pre>b\nc</pre>", &["a", "b", "c"]);
        check("<a href=x>a</a><a href=y>b</a> (<a>c</a>)", &["a b (c)"]);
        check("so\u{ad}ft zero\u{200b}width&nbsp;&amp; &lt;b&gt;", &["soft zerowidth & <b>"]);
    }

    #[test]
    fn rows_of_tables_are_lines() {
        check("<table><tr><th>a<th>b<tr><td>1<td>2</table>c", &["a\tb", "1\t2", "c"]);
        check("<table><tr><td>a<br>b<td>c<p>d</table>", &["a", "b", "c", "d"]);
    }

    #[test]
    fn what_is_not_seen_is_no_line() {
        check("<script>a</script><style>b</style><noscript>c</noscript><!-- d -->e", &["e"]);
        check("<p hidden>a</p><p style='display: none'>b</p><p>c<span hidden>d</span>e</p>", &["ce"]);
        check(
            "<select><option>a</select><svg><title>b</title><text>c</text></svg><template>d</template>e",
            &["e"],
        );
        check("<textarea>a</textarea><input value=b><img alt=c>d", &["d"]);
    }

    #[test]
    fn a_page_that_a_script_would_show_is_seen() {
        let story =
            "The ferry has taken up its service again after the winter, the harbour office said on Monday. "
                .repeat(3);
        check(&format!("<div style='display:none'><p>{story}</div><p>Loading"), &[story.trim(), "Loading"]);
    }

    #[test]
    fn markup_that_is_broken_is_read_as_browsers_read_it() {
        check("<b><p>a</b>b<p>c", &["ab", "c"]);
        check("<div><span>a</div>b</span>c", &["a", "bc"]);
        check("<a>a<div>b</a>c</div>d", &["a", "bc", "d"]);
        check("</p></div>a</body></html>b", &["a", "b"]);
        check("<p <p a=b>c<", &["c<"]);
    }

    #[test]
    fn the_head_says_what_no_line_shows() {
        check(
            "<title>Ferry runs | Post</title><meta name=author content='Ann Lee'><meta name=date content=2020-05-03><p>By Ann Lee",
            &["title: Ferry runs | Post", "published: 2020-05-03", "By Ann Lee"],
        );
    }

    #[test]
    fn a_page_without_words_is_said_to_be_one() {
        let error = |html: &str| read(html.as_bytes(), |_, _| None).err();
        let frames = "<title>Post</title><FRAMESET cols='20%,80%'><frame src='menu.htm'></FRAMESET>";
        assert_eq!(error(frames), Some(IngestError::Frames));
        assert_eq!(error("<title>Post</title><div id=app></div>"), Some(IngestError::NoWords));
        assert_eq!(error("<title>Post</title><p>Ferry"), None);
    }

    #[test]
    fn in_xhtml_any_element_may_be_closed_at_once() {
        let page = "<head><script src='a.js'/></head><body><div class='ad'/><figure><img/><figcaption/></figure><p>a</p></body>";
        check(&format!("<?xml version='1.0'?><html>{page}</html>"), &["a"]);
        check(&format!("<html xmlns=\"http://www.w3.org/1999/xhtml\">{page}</html>"), &["a"]);
        let boxes =
            |start: &str| read(format!("{start}<p>b<div/><p>a").as_bytes(), |_, _| None).unwrap().boxes;
        assert_eq!(boxes("<?xml version='1.0'?>").last().map(|b| b.parent), Some(0));
        assert_ne!(boxes("").last().map(|b| b.parent), Some(0));
    }

    #[test]
    fn no_page_is_too_deep_or_too_wide() {
        const MANY: usize = 100_000;
        for (open, close) in
            [("<div>", "</div>"), ("<b>", ""), ("<p><i>", "</p>"), ("<table><tr><td>", ""), ("<a x>", "</b>")]
        {
            let html = format!("{}x{}", open.repeat(MANY), close.repeat(MANY));
            assert_eq!(lines(&html), ["x"], "{open}");
        }
        let attributes: String = (0..MANY).map(|n| format!(" a{n}=1")).collect();
        check(&format!("<p{attributes}>x</p>y"), &["x", "y"]);
    }
}
