//! Data flows one way: no module names one that stands above or beside it, and
//! the core names nothing of the browser, the system, the clock or the network.
//!
//! Read from the sources' own words, `crate::…` and a few names, so that a
//! wrong arrow is found by the line that draws it. Comments and unit tests may
//! name what they like.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `src/lib.rs`, lowest first. Those of one layer don't name each other.
const LAYERS: &[&[&str]] = &[
    &["base64", "order", "quick", "table"],
    &["text"],
    &["date", "given"],
    &["article"],
    &["journal"],
    &["ingest"],
    &["html"],
    &["clean", "extract"],
    &["query"],
    &["books", "index"],
    &["corpus"],
    &["record", "prepared", "shards"],
    &["case", "export", "kept"],
    &["protocol", "scribe"],
    &["reader", "view"],
    &["worker"],
    &["ui"],
];

/// What may name the browser: the edges that the page is made of.
const EDGES: &[&str] = &["src/worker", "src/ui", "src/protocol/postcard.rs"];

/// What the core must do without, so that it gives the same answer everywhere.
const OUTSIDE: &[&str] = &[
    "yew::",
    "gloo::",
    "gloo_worker::",
    "web_sys::",
    "js_sys::",
    "wasm_bindgen::",
    "rayon::",
    "std::env",
    "std::fs",
    "std::io::stdin",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant::now",
    "Local::now",
    "Utc::now",
    "println!",
    "dbg!",
];

#[test]
fn no_module_names_one_above_or_beside_it() {
    let mut wrong = Vec::new();
    for (module, path, code) in sources() {
        let Some(layer) = layer(&module) else {
            wrong.push(format!("{}: say in tests/layers.rs where `{module}` stands", path.display()));
            continue;
        };
        for named in named_modules(&code) {
            let below = self::layer(&named).is_some_and(|of_named| of_named < layer);
            if named != module && !below {
                wrong.push(format!("{}: `{module}` names `{named}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_core_names_nothing_outside_it() {
    let mut wrong = Vec::new();
    for (_, path, code) in sources() {
        let shown = path.display().to_string().replace('\\', "/");
        if EDGES.iter().any(|edge| shown.starts_with(edge)) {
            continue;
        }
        for name in OUTSIDE.iter().filter(|name| code.contains(*name)) {
            wrong.push(format!("{shown}: `{name}`"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every file of the library but its root: the module of `src/lib.rs` that it
/// belongs to, its path, and its code without comments and unit tests.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut paths = Vec::new();
    collect(Path::new("src"), &mut paths);
    paths.sort();
    let sources: Vec<_> = paths
        .into_iter()
        .filter_map(|path| {
            let first = path.strip_prefix("src").ok()?.components().next()?;
            let module = first.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
            let inside = !matches!(module.as_str(), "lib" | "main" | "bin");
            inside.then(|| (module, code(&fs::read_to_string(&path).unwrap()), path))
        })
        .map(|(module, code, path)| (module, path, code))
        .collect();
    assert!(sources.len() >= LAYERS.len(), "the sources are not where this test looks for them");
    sources
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|e| e == "rs") {
            paths.push(path);
        }
    }
}

/// The code without the unit tests at its foot and without comments.
fn code(source: &str) -> String {
    let above_tests = source.split("\n#[cfg(test)]\nmod ").next().unwrap_or(source);
    above_tests.lines().map(|line| line.split("//").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The first names after each `crate::`, those in braces included.
fn named_modules(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, prefix) in code.match_indices("crate::") {
        // `$crate::` and `other_crate::` are not ours to judge.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            named.extend(module_name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' | ',' if depth == 0 => {
                    named.extend(module_name(group[start..i].trim()));
                    start = i + 1;
                    if c == '}' {
                        break;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    named
}

/// The module that a path starts with; types and functions, which `src/lib.rs`
/// exports again for others, have no business in the library's own paths.
fn module_name(path: &str) -> Option<String> {
    let name: String = path.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect();
    (!name.is_empty()).then_some(name)
}

#[test]
fn grouped_and_commented_paths_are_read() {
    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let named = named_modules(&code(source));
        assert_eq!(named.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{source}");
    }
    check("use crate::text::Span;", &["text"]);
    check("use crate::{date::{Date, When}, text};", &["date", "text"]);
    check("/// See [`crate::corpus`].\nfn f() { crate::index::g() } // crate::ui", &["index"]);
    check("fn f() {}\n#[cfg(test)]\nmod tests { use crate::ui::App; }", &[]);
    check("my_crate::ui::run()", &[]);
}
