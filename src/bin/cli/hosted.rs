//! A built page that opens what was bundled into its folder.
//!
//! The page is told by its own `index.html` which collection it opens: by the link that
//! otherwise names its packed articles. So it asks for nothing that is not there, and
//! nothing else in it has to change but the list of what is kept for visits without a network.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use cuttings::ingest;
use cuttings::shards::Name;

/// What `make page` has packed.
const PACKED: &str = "articles.zip";

/// Has the page in a folder, where there is one, open the collection there, whose head this
/// is. Whether there is a page.
pub fn turn(folder: &Path, head: &[u8]) -> anyhow::Result<bool> {
    let page = folder.join("index.html");
    if !page.exists() {
        return Ok(false);
    }
    // What was read with an older one is not what this one expects.
    let version = &ingest::id(head).0[..12];
    let change = |name: &str, turned: fn(&str, &str) -> Option<String>| {
        let path = folder.join(name);
        let shown = path.display();
        let text = fs::read_to_string(&path).with_context(|| format!("{shown}: can't be read"))?;
        let Some(text) = turned(&text, version) else {
            bail!("{shown}: is no page of Cuttings, or of one that opens no collection in parts");
        };
        fs::write(&path, text).with_context(|| format!("{shown}: can't be written"))
    };
    change("index.html", page_of)?;
    if folder.join("sw.js").exists() {
        change("sw.js", offline_of)?;
    }
    Ok(true)
}

/// The page with another collection. Its head may be large: it is not fetched ahead, which some
/// browsers do twice.
fn page_of(page: &str, version: &str) -> Option<String> {
    let named = page.find("id=\"collection\"").or_else(|| page.find("id=collection"))?;
    let start = page[..named].rfind("<link")?;
    let end = named + page[named..].find('>')? + 1;
    let link = format!("<link id=\"collection\" rel=\"alternate\" href=\"./{}?{version}\">", Name::Head);
    Some([&page[..start], &link, &page[end..]].concat())
}

/// What keeps the page for visits without a network, with the head of another collection, and
/// as another version.
fn offline_of(script: &str, version: &str) -> Option<String> {
    let head = Name::Head.to_string();
    let names = [PACKED, &head].map(|name| format!("\"{name}?"));
    let start = names.iter().find_map(|name| script.find(name))?;
    let end = start + 1 + script[start + 1..].find('"')?;
    let script = [&script[..start], "\"", &head, "?", version, &script[end..]].concat();
    let begin = "var cache = own + \"";
    let start = script.find(begin)? + begin.len();
    let end = start + script[start..].find('"')?;
    let own = script[start..end].split('-').next()?;
    Some([&script[..start], own, "-", version, &script[end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_turned_as_often_as_need_be() {
        for link in [
            "<link id=\"collection\" rel=\"prefetch\" href=\"./articles.zip?17\">",
            "<link href=./articles.zip?17 id=collection rel=prefetch>",
        ] {
            let page = format!("<head><link id=other>{link}<link id=last></head>");
            let once = page_of(&page, "abc").unwrap();
            let wanted = "<link id=\"collection\" rel=\"alternate\" href=\"./cuttings.head?abc\">";
            assert_eq!(once, format!("<head><link id=other>{wanted}<link id=last></head>"));
            assert_eq!(page_of(&once, "def").unwrap(), once.replace("abc", "def"));
        }
        assert_eq!(page_of("<p>Something else</p>", "abc"), None);
    }

    #[test]
    fn what_is_kept_is_another_version() {
        let script = "var cache = own + \"123\";\nvar first = [\"./\",\"articles.zip?17\",\"x.js\"];";
        let once = offline_of(script, "abc").unwrap();
        assert_eq!(
            once,
            "var cache = own + \"123-abc\";\nvar first = [\"./\",\"cuttings.head?abc\",\"x.js\"];"
        );
        assert_eq!(offline_of(&once, "def").unwrap(), once.replace("abc", "def"));
    }
}
