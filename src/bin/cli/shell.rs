//! `cuttings shell`: what a case file is but for what it carries, made of a built
//! page and `static/case.html`, written beside the page.
//!
//! Its scripts and styles stand in the file itself, and its Content-Security-Policy
//! names them by their hashes and allows nothing else.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use base64::prelude::{BASE64_STANDARD as STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::args::ShellArgs;

/// What the file is called: the page looks for it there.
pub const NAME: &str = "case-shell.html";

const TEMPLATE: &str = include_str!("../../../static/case.html");
const CARRIED: &str = include_str!("../../../static/carried.js");

pub fn run(args: &ShellArgs) -> anyhow::Result<()> {
    let page = &args.page;
    let text = |name: &str| {
        fs::read_to_string(page.join(name))
            .with_context(|| format!("{}: can't be read", page.join(name).display()))
    };
    let [page_js, page_wasm] = [named(page, "page-", ".js")?, named(page, "page-", "_bg.wasm")?];
    let style = text(&named(page, "page-", ".css")?)?;
    let worker = named(page, "worker-", "_bg.wasm")?;
    let reader = named(page, "reader-", "_bg.wasm")?;
    let script = |wasm: &str| wasm.replace("_bg.wasm", ".js");
    let scripts = [text(&page_js)?, CARRIED.to_owned(), text("boot.js")?];
    let mut inside = String::new();
    for script in &scripts {
        ensure!(
            !script.to_ascii_lowercase().contains("</script") && !script.contains("<!--"),
            "a script of the page holds markup that would end it"
        );
        inside.push_str(&format!("<script>{script}</script>\n"));
    }
    let hashes: Vec<String> = scripts.iter().map(|script| hash(script)).collect();
    let icon = STANDARD.encode(text("favicon.svg")?);
    let parts = format!(
        "page.wasm={page_wasm} worker.js={} worker.wasm={worker} reader.js={} reader.wasm={reader}",
        script(&worker),
        script(&reader)
    );
    let shell = TEMPLATE
        .replace("PARTS", &parts)
        .replace("SCRIPT-HASHES", &hashes.join(" "))
        .replace("STYLE-HASHES", &hash(&style))
        .replace("ICON", &icon)
        .replace("STYLES", &style)
        .replace("SCRIPTS", inside.trim_end());
    fs::write(page.join(NAME), shell)
        .with_context(|| format!("{}: can't be written", page.join(NAME).display()))
}

/// The one file of the page with such a name.
fn named(page: &Path, begins: &str, ends: &str) -> anyhow::Result<String> {
    let shown = page.display();
    let entries = fs::read_dir(page).with_context(|| format!("{shown}: can't be read"))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter(|name| name.starts_with(begins) && name.ends_with(ends)).collect();
    names.sort_unstable();
    names
        .into_iter()
        .next()
        .with_context(|| format!("{shown}: it holds no page: there is no {begins}…{ends}"))
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
