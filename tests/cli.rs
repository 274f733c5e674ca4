//! The command line as those who script it meet it: streams, order, exit status.
#![cfg(feature = "cli")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A new folder for one test, emptied if an earlier run left something.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn story(n: usize) -> String {
    format!(
        "Talks number {n} end in Geneva\n\nGENEVA – Delegates from {n} countries left the conference on \
         Tuesday without an agreement, the organisers said in a statement.\n\nThey will meet again next \
         month in Vienna, where the first round was held in 2012 and the second a year later.\n"
    )
}

fn cuttings() -> Command {
    Command::new(env!("CARGO_BIN_EXE_cuttings"))
}

fn run(args: &[&str]) -> Output {
    cuttings().args(args).output().unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn files(records: &[Value]) -> Vec<&str> {
    records.iter().map(|r| r["file"].as_str().unwrap()).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_folder_is_walked_in_the_order_of_names_whatever_the_jobs() {
    let folder = folder("order");
    for n in 0..300 {
        write(&folder, &format!("{:02}/{n:03}.txt", n % 7), story(n));
    }
    write(&folder, ".hidden/x.txt", story(1));
    write(&folder, ".hidden.txt", story(1));
    write(&folder, "README.md", "What is here.");
    let one = run(&["extract", "--jobs", "1", text(&folder)]);
    let four = run(&["extract", "--jobs", "4", text(&folder)]);
    assert!(one.status.success() && four.status.success());
    assert_eq!(one.stdout, four.stdout);
    let records = records(&one);
    let names = files(&records);
    assert_eq!(names.len(), 300);
    assert_eq!(names[0], "00/000.txt");
    assert!(names.is_sorted());
}

/// Pages of one site, each with a story of its own and the same sentence below.
fn pages(folder: &Path, n_pages: usize) -> &'static str {
    const BELOW: &str =
        "Readers with pictures of the day find the desk in the old customs house on the quay.";
    for n in 0..n_pages {
        let said = |k: usize| {
            format!(
                "The council of ward {n} said in its note {k} on the harbour that barge {n}{k} is to be sold in May."
            )
        };
        let said: Vec<String> = (0..5).map(said).collect();
        let page =
            format!("Ward {n} sells a barge\n\n{}\n\n{BELOW}\n\nShare on Facebook\n", said.join("\n\n"));
        let page = if n % 2 == 0 { page } else { format!("<html><body><p>{}", page.replace("\n\n", "<p>")) };
        write(folder, &format!("{n:03}.{}", if n % 2 == 0 { "txt" } else { "html" }), page);
    }
    BELOW
}

#[test]
fn what_stands_in_many_files_is_no_story_and_said_so() {
    let folder = folder("recurring");
    let below = pages(&folder, 24);
    let kept = |record: &&Value| record["body"].to_string().contains(below);
    let together = run(&["extract", "--jobs", "1", text(&folder)]);
    assert_eq!(together.stdout, run(&["extract", "--jobs", "3", text(&folder)]).stdout);
    let together = records(&together);
    assert_eq!(together.iter().filter(kept).count(), 0);
    for record in &together {
        let said = record["removed"].as_array().unwrap().iter().find(|r| r["text"] == below).unwrap();
        assert_eq!((&said["reason"], said["confidence"].as_u64()), (&Value::from("recurring"), Some(95)));
        assert_eq!(record["body"].as_array().unwrap().len(), 5);
    }
    // Alone, or of too few, nothing can be said.
    assert_eq!(records(&run(&["extract", "--alone", text(&folder)])).iter().filter(kept).count(), 24);
    let few: Vec<PathBuf> = (0..3).map(|n| folder.join(format!("{:03}.txt", n * 2))).collect();
    let few: Vec<&str> = ["extract"].into_iter().chain(few.iter().map(|path| text(path))).collect();
    assert_eq!(records(&run(&few)).iter().filter(kept).count(), 3);
    // The last first: each article is the same.
    let names: Vec<String> =
        together.iter().rev().map(|r| text(&folder).to_owned() + "/" + r["file"].as_str().unwrap()).collect();
    let back: Vec<&str> = ["extract"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let back = records(&run(&back));
    assert!(
        back.iter().rev().zip(&together).all(|(a, b)| a["body"] == b["body"] && a["removed"] == b["removed"])
    );
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_written() {
    let folder = folder("failures");
    let good = write(&folder, "good.txt", story(1));
    let empty = write(&folder, "empty.txt", "");
    let binary = write(&folder, "binary.txt", [0u8, 159, 146, 150, 0, 1, 2, 255, 254, 0, 0, 7]);
    let missing = folder.join("missing.txt");
    let output = run(&["extract", text(&missing), text(&empty), text(&good), text(&binary)]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(&records(&output)), [text(&good)]);
    let errors = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 3, "{errors}");
    for (line, path) in lines.iter().zip([&missing, &empty, &binary]) {
        assert!(line.starts_with("cuttings: ") && line.contains(text(path)), "{line}");
    }
}

#[test]
fn what_is_no_page_is_told_what_it_is() {
    let folder = folder("foreign");
    for (name, bytes, said) in [
        ("a.pdf", "%PDF-1.7\n1 0 obj", "a PDF document"),
        ("b.txt", "{\\rtf1 Ferry runs again}", "an RTF document"),
        (
            "c.html",
            "<html><head><title></title><script>show()</script></head><body></body></html>",
            "the page has no text",
        ),
        ("d.json", "[{\"title\": \"Ferry runs again\"}]", "none of its fields"),
        (
            "e.csv",
            "date,title,place\n2020-01-01,Ferry,Geneva\n2020-01-02,Mill,Vienna\n",
            "none of its columns",
        ),
        ("f.html", "%PDF-1.7\n1 0 obj", "a PDF document"),
        ("g.zip", "\u{1f}\u{8b}", ""),
    ] {
        let path = write(&folder, name, bytes);
        let output = run(&["extract", text(&path)]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{name}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(name) && error.contains(said) && error.lines().count() == 1, "{error}");
    }
    // As a text like any other, where that is asked for.
    let table = folder.join("e.csv");
    assert!(run(&["extract", "--no-clean", text(&table)]).status.success());
}

/// Were they read whole, this would take minutes and more memory than there is.
#[test]
fn of_a_large_file_the_beginning_is_read_first() {
    const GB: u64 = 1 << 30;
    let folder = folder("large");
    write(&folder, "a.txt", story(1));
    for (name, beginning) in [("b.mp4", "\0\0\0\x20ftypisom"), ("c.mp4", ""), ("d.txt", "Talks end\n")] {
        let path = write(&folder, name, beginning);
        fs::OpenOptions::new().write(true).open(path).unwrap().set_len(400 * GB).unwrap();
    }
    let output = run(&["extract", text(&folder)]);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(files(&records(&output)), ["a.txt"]);
    let told = String::from_utf8(output.stderr).unwrap();
    for line in [
        "b.mp4: skipped: it is a film",
        "c.mp4: skipped: the file is not text",
        "d.txt: it has 400.0 GB, and one article is read up to 64 MB: cut it",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn records_and_mails_are_articles_with_their_own_facts() {
    let folder = folder("records");
    let told = |n: usize| story(n).replacen('\n', "", 1).split_once('\n').unwrap().1.trim().to_owned();
    let record = |n: usize| serde_json::json!({"headline": format!("Talks {n}"), "text": told(n), "date": "2020-05-03", "authors": ["Ann Lee"]});
    write(&folder, "a.jsonl", format!("{}\n{{\n{}\n", record(1), record(2)));
    write(&folder, "b.csv", format!("Title;Body;Published\nTalks 3;\"{}\";2020-05-03\n", told(3)));
    write(
        &folder,
        "c.eml",
        format!(
            "From: The Post <a@b.org>\nMessage-ID: <1@b.org>\nSubject: Talks 4\nDate: Sun, 3 May 2020 10:00:00 +0200\n\n{}\n",
            told(4)
        ),
    );
    write(&folder, "d.md", format!("---\ntitle: Talks 5\ndate: 2020-05-03\n---\n\n{}\n", told(5)));
    let page = format!(
        "<title>Talks 6</title><meta property=article:published_time content=2020-05-03><h1>Talks 6</h1><p>{}",
        told(6).replace("\n\n", "<p>")
    );
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://b.org/6\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(warc.as_bytes()).unwrap();
    write(&folder, "e.warc.gz", gzip.finish().unwrap());

    let output = run(&["extract", text(&folder)]);
    let records = records(&output);
    assert_eq!(files(&records), ["a.jsonl/1", "a.jsonl/3", "b.csv/1", "c.eml", "d.md", "b.org/6"]);
    for (record, n) in records.iter().zip(1..) {
        assert_eq!(record["title"], format!("Talks {n}"), "{record}");
        assert!(record["published"].as_str().unwrap().starts_with("2020-05-03"), "{record}");
        assert_eq!(record["body"].as_array().unwrap().len(), 2, "{record}");
    }
    assert_eq!(records[0]["byline"], "Ann Lee");
    assert_eq!(records[3]["source"], "The Post");
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        errors,
        format!("cuttings: {}: 2: it is no JSON that can be read\n", text(&folder.join("a.jsonl")))
    );
}

#[test]
fn a_file_in_an_archive_is_told_with_its_archive() {
    let folder = folder("archive-failure");
    write(&folder, "in/good.txt", story(1));
    write(&folder, "in/empty.txt", "");
    let (input, zip) = (folder.join("in"), folder.join("dump.zip"));
    assert!(run(&["pack", text(&input), "-o", text(&zip)]).status.success());
    let output = run(&["extract", text(&zip)]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(files(&records(&output)), ["good.txt"]);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error, format!("cuttings: {}: empty.txt: skipped: the file is empty\n", text(&zip)));
}

#[test]
fn wrong_usage_is_status_two() {
    for args in
        [&["extract"][..], &["extract", "--format", "xml", "-"], &["extract", "--jobs", "0", "-"], &["fly"]]
    {
        assert_eq!(run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn standard_input_is_one_article() {
    let mut child =
        cuttings().args(["extract", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(story(3).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let records = records(&output);
    assert_eq!(files(&records), ["-"]);
    assert_eq!(records[0]["title"], "Talks number 3 end in Geneva");
}

#[test]
fn a_closed_pipe_ends_it_silently() {
    let folder = folder("pipe");
    for n in 0..600 {
        write(&folder, &format!("{n:03}.txt"), story(n).repeat(2));
    }
    let mut child = cuttings()
        .args(["extract", text(&folder)])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn without_cleaning_the_body_is_the_file() {
    let folder = folder("no-clean");
    let raw = "  Menu \n\nHome\n\nA story – “told” here.  \n\n\nLeave a comment\n";
    let path = write(&folder, "raw.txt", raw);
    let output = run(&["extract", "--no-clean", text(&path)]);
    let record = &records(&output)[0];
    let body: Vec<&str> = record["body"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
    assert_eq!(body.join("\n\n"), raw);
    assert_eq!(record["title"], Value::Null);
    assert!(record["removed"].as_array().unwrap().is_empty());
}

#[test]
fn a_packed_folder_reads_like_the_folder() {
    let folder = folder("pack");
    for n in 0..12 {
        write(&folder, &format!("in/site-{}/{n}.txt", n % 3), story(n));
    }
    let (input, zip) = (folder.join("in"), folder.join("articles.zip"));
    assert!(run(&["pack", text(&input), "-o", text(&zip)]).status.success());
    let again = folder.join("again.zip");
    assert!(run(&["pack", text(&input), "-o", text(&again)]).status.success());
    assert_eq!(fs::read(&zip).unwrap(), fs::read(&again).unwrap());
    let from_folder = run(&["extract", text(&input)]);
    let from_zip = run(&["extract", text(&zip)]);
    assert_eq!(from_folder.stdout, from_zip.stdout);
    assert_eq!(records(&from_zip).len(), 12);
}

#[test]
fn a_pattern_chooses_articles_by_title_and_story() {
    let folder = folder("match");
    for n in 1..=12 {
        write(&folder, &format!("{n:02}.txt"), story(n));
    }
    let found = |pattern: &str| records(&run(&["extract", "--match", pattern, text(&folder)])).len();
    assert_eq!(found("number (3|7) end"), 2);
    assert_eq!(found(r"from \d countries"), 9);
    assert_eq!(found("VIENNA"), 0);
    assert_eq!(found("(?i)VIENNA"), 12);
    assert_eq!(run(&["extract", "--match", "(", text(&folder)]).status.code(), Some(2));
}

/// What became of each file is listed; what nobody meant to be read is no failure.
#[test]
fn each_files_outcome_is_told() {
    let folder = folder("outcomes");
    let page = "<!doctype html><title>The mill opens</title><article><h1>The mill opens</h1><p>The old mill at the \
        river is open to visitors from May on, its keeper said on Sunday.</article>";
    write(&folder, "in/a.txt", story(1));
    write(&folder, "in/b.txt", story(1));
    write(&folder, "in/.git/config", "x");
    write(&folder, "in/mill.html", page);
    write(&folder, "in/mill_files/frame.html", "<p>An advertisement.");
    write(&folder, "in/other_files/c.txt", story(2));
    write(&folder, "in/README.md", "What this is.");
    let list = folder.join("list");
    let output = run(&["extract", "--outcomes", text(&list), text(&folder.join("in"))]);
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(files(&records(&output)), ["a.txt", "b.txt", "mill.html", "other_files/c.txt"]);
    for (name, bytes) in [
        ("d.txt", &b""[..]),
        ("e.png", b"\x89PNG\r\n\x1a\n"),
        ("f.woff2", b"wOF2\0\x01"),
        ("g.mp4", b"\0\0\0\x18ftypmp42"),
        ("h.exe", b"MZ\x90\0\x03\0\0\0"),
        ("i.json", b"{"),
    ] {
        write(&folder, &format!("in/{name}"), bytes);
    }
    let output = run(&["extract", "--outcomes", text(&list), text(&folder.join("in"))]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("e.png: skipped: it is a picture, not a page or its text\n"), "{said}");
    assert_eq!(said.lines().count(), 6, "{said}");
    let within = format!("{}/", text(&folder.join("in")));
    let list = fs::read_to_string(&list).unwrap().replace(&within, "");
    let expected = "\
.git\tskipped: it is hidden
README.md\tskipped: it says what the folder holds
a.txt\tadded
b.txt\tsame as a.txt
d.txt\tskipped: the file is empty
e.png\tskipped: it is a picture, not a page or its text
f.woff2\tskipped: it is a font, not a page or its text
g.mp4\tskipped: it is a film, not a page or its text
h.exe\tskipped: it is a program, not a page or its text
i.json\tfailed: it is no JSON that can be read
mill.html\tadded
mill_files\tskipped: it belongs to a saved page
other_files/c.txt\tadded
";
    assert_eq!(list, expected);
}

/// Where the names of columns tell nothing they are named on the command line.
#[test]
fn columns_are_named_where_their_names_tell_nothing() {
    let folder = folder("columns");
    let row =
        |n: usize| format!("{n};\"Talks; {n}\";2020-05-0{n};\"{}\"\r\n", story(n).replace('\n', "\r\n"));
    let table = format!("Nr;Kopf;Tag;Rumpf\r\n{}{}", row(1), row(2));
    // The texts are told by their length; whose they are is not.
    let long = write(&folder, "long.csv", &table);
    let article = &records(&run(&["extract", text(&long)]))[0];
    assert_eq!(
        (article["title"].as_str(), article["published"].as_str()),
        (Some("Talks number 1 end in Geneva"), None)
    );
    let chosen = "text=Rumpf,title=Kopf,date=Tag";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("Nr;Kopf;Tag;Rumpf\n1;Fähre fährt;2020-05-03;Sie fährt täglich, hieß es.\n2;Mühle öffnet;2020-05-04;Sie ist für alle geöffnet.\n");
    let short = write(&folder, "short.csv", bytes);
    let output = run(&["extract", text(&short)]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("none of its columns is known to hold texts; --columns text=…"), "{said}");
    assert!(said.ends_with("which of them does: Nr, Kopf, Tag, Rumpf\n"), "{said}");
    let output = run(&["extract", "--columns", chosen, text(&short), text(&long)]);
    assert!(output.status.success());
    let told: Vec<(String, String)> = records(&output)
        .iter()
        .map(|r| (r["title"].as_str().unwrap().to_owned(), r["published"].as_str().unwrap().to_owned()))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(title, date)| (title.as_str(), date.as_str())).collect();
    let expected = [
        ("Fähre fährt", "2020-05-03"),
        ("Mühle öffnet", "2020-05-04"),
        ("Talks; 1", "2020-05-01"),
        ("Talks; 2", "2020-05-02"),
    ];
    assert_eq!(told, expected);
    let output = run(&["search", "--columns", chosen, "mühle", text(&short)]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("Mühle"));
    let lines = write(
        &folder,
        "a.jsonl",
        "{\"Kopf\": \"Ferry\", \"Rumpf\": \"It runs again.\"}\n{\"Rumpf\": \"It stops.\"}\n",
    );
    assert_eq!(records(&run(&["extract", "--columns", chosen, text(&lines)])).len(), 2);
    for (columns, status) in [("text=Rump", 1), ("words=Rumpf", 2), ("Rumpf", 2)] {
        assert_eq!(
            run(&["extract", "--columns", columns, text(&short)]).status.code(),
            Some(status),
            "{columns}"
        );
    }
}

#[test]
fn json_is_one_array_and_csv_one_row_an_article() {
    let folder = folder("formats");
    for n in 0..3 {
        write(&folder, &format!("{n}.txt"), story(n));
    }
    let json = run(&["extract", "--format", "json", text(&folder)]);
    let array: Vec<Value> = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(array, records(&run(&["extract", text(&folder)])));

    let to = folder.join("out.csv");
    let csv = run(&["extract", "--format", "csv", "--output", text(&to), text(&folder)]);
    assert!(csv.status.success() && csv.stdout.is_empty());
    let mut rows = csv::Reader::from_path(&to).unwrap();
    assert_eq!(rows.headers().unwrap().get(0), Some("file"));
    let title = rows.headers().unwrap().iter().position(|c| c == "title").unwrap();
    let titles: Vec<String> = rows.records().map(|r| r.unwrap()[title].to_owned()).collect();
    assert_eq!(titles.len(), 3);
    assert_eq!(titles[2], "Talks number 2 end in Geneva");
}

#[test]
fn what_is_read_is_never_written_over() {
    let folder = folder("same");
    let path = write(&folder, "a.txt", story(1));
    let other = folder.join(".").join("a.txt");
    for command in ["extract", "pack"] {
        let output = run(&[command, text(&path), "-o", text(&other)]);
        assert!(!output.status.success() && !output.stderr.is_empty(), "{command}");
        assert_eq!(fs::read_to_string(&path).unwrap(), story(1), "{command}");
    }
}

/// The first article of a folder.
fn find(folder: &str) -> PathBuf {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let inner = entries.filter(|path| path.is_dir()).min().unwrap();
    fs::read_dir(inner).unwrap().map(|entry| entry.unwrap().path()).min().unwrap()
}

/// Bundled articles answer as the files do, and not all of them are read for it.
#[test]
fn a_bundle_of_many_files_answers_as_the_articles_do() {
    let folder = folder("parts");
    let article = find("articles");
    let copies = write(&folder, "in/copy.txt", fs::read(article).unwrap());
    let copies = text(copies.parent().unwrap());
    let bundle = folder.join("bundle");
    let bundle = text(&bundle);
    let output = run(&["bundle", "articles", copies, "-o", bundle]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let queries = write(
        &folder,
        "queries",
        "ferry\n\"the harbour\"\nperson:*\nhas:quote -ferry\nsaid:harbour\nharbuor~2\n*\nxyzzy\n",
    );
    let answers = |paths: &[&str]| {
        let output =
            run(&[&["search", "--format", "jsonl", "--limit", "50", "--queries", text(&queries)], paths]
                .concat());
        assert!(output.status.success());
        output
    };
    let (of_files, of_bundle) = (answers(&["articles", copies]), answers(&[bundle]));
    assert_eq!(records(&of_bundle), records(&of_files));
    assert!(records(&of_bundle).len() > 20);
    let told = |query: &str| {
        let output = run(&["search", query, bundle]);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(told("xyzzy").contains("read 1 of "), "{}", told("xyzzy"));
    let page = write(&folder, "bundle/index.html", "<link href=./articles.zip?1 id=collection rel=prefetch>");
    for paths in [&["articles"][..], &["articles", copies]] {
        let again = run(&[&["bundle", "-o", bundle], paths].concat());
        let said = String::from_utf8_lossy(&again.stderr);
        assert!(again.status.success() && said.contains("the page there opens them"), "{said}");
    }
    let link = fs::read_to_string(&page).unwrap();
    assert!(link.contains("id=\"collection\"") && link.contains("\"./cuttings.head?"), "{link}");
    write(&folder, "bundle/index.html", "<p>Another page</p>");
    let output = run(&["bundle", "articles", "-o", bundle]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("is no page of Cuttings"));
    assert!(!output.status.success());
}

#[test]
fn a_bundle_with_nothing_in_it_is_told() {
    let folder = folder("hollow");
    for (name, bytes) in [("a.json", "[]"), ("b.csv", "title,text\n"), ("c.mbox", "Ferry runs again\n")] {
        let output = run(&["extract", text(&write(&folder, name, bytes))]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(error.contains("it holds nothing that can be read"), "{error}");
    }
}

#[test]
fn tables_and_forms_for_other_programs_are_written() {
    let folder = folder("forms");
    write(&folder, "1.txt", story(1));
    for (args, beginning) in [
        (&["--table", "entities"][..], "file,id,published,type,name,"),
        (&["--format", "csv", "--table", "removed"], "file,id,line,reason,"),
        (&["--format", "ris"], "TY  - NEWS\r\nTI  - Talks number 1 end in Geneva\r\n"),
        (&["--format", "csl"], "[\n{\"id\":"),
        (&["--format", "markdown"], "# Talks number 1 end in Geneva\n"),
        (&["--format", "annotations"], "{\"@context\":"),
        (&["--format", "gexf"], "<?xml version=\"1.0\""),
    ] {
        let output = run(&[&["extract"], args, &[text(&folder)]].concat());
        assert!(output.status.success(), "{args:?}");
        let written = String::from_utf8(output.stdout).unwrap();
        assert!(written.starts_with(beginning), "{args:?}: {written}");
    }
    let output = run(&["extract", "--format", "ris", "--table", "quotes", text(&folder)]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_spreadsheet_finds_no_formula_in_a_cell() {
    let folder = folder("formula");
    write(&folder, "=cmd.txt", story(1));
    let csv = run(&["extract", "--format", "csv", text(&folder)]);
    let mut rows = csv::Reader::from_reader(csv.stdout.as_slice());
    assert_eq!(&rows.records().next().unwrap().unwrap()[0], "'=cmd.txt");
}

#[test]
fn nothing_to_read_is_no_error() {
    let folder = folder("nothing");
    let output = run(&["extract", text(&folder)]);
    assert!(output.status.success());
    assert!(output.stdout.is_empty());
}

#[test]
fn offsets_count_code_points_of_the_joined_body() {
    let folder = folder("offsets");
    let path =
        write(&folder, "o.txt", story(4).replace("Delegates", "“Délégués” 𝄞 Sergei Lavrov and delegates"));
    let record = &records(&run(&["extract", text(&path)]))[0];
    let body: Vec<&str> = record["body"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
    let chars: Vec<char> = body.join("\n\n").chars().collect();
    let slice = |v: &Value| -> String {
        let at = |k: &str| v[k].as_u64().unwrap() as usize;
        chars[at("start")..at("end")].iter().collect()
    };
    let mut n_checked = 0;
    for mention in
        record["entities"].as_array().unwrap().iter().flat_map(|e| e["mentions"].as_array().unwrap())
    {
        assert_eq!(slice(mention), mention["text"].as_str().unwrap());
        n_checked += 1;
    }
    for list in ["quotes", "dates"] {
        for found in record[list].as_array().unwrap() {
            assert_eq!(slice(found), found["text"].as_str().unwrap());
            n_checked += 1;
        }
    }
    assert!(n_checked > 3, "{record}");
}

/// What is written to standard input line by line is answered line by line.
#[test]
fn records_and_lists_are_answered_as_they_come() {
    let folder = folder("as-they-come");
    for n in 0..3 {
        write(&folder, &format!("{n}.txt"), story(n));
    }
    let record = |n: usize| serde_json::json!({ "file": format!("r{n}"), "text": story(n) }).to_string();
    let path = |n: usize| text(&folder.join(format!("{n}.txt"))).to_owned();
    type Line<'a> = &'a dyn Fn(usize) -> String;
    let kinds: [(&[&str], Line<'_>, &str); 3] = [
        (&["--records"], &record, "\n"),
        (&["--alone", "--files-from", "-"], &path, "\r\n"),
        (&["--alone", "--files-from", "-", "-0"], &path, "\0"),
    ];
    for (args, line, end) in kinds {
        let mut child = cuttings()
            .arg("extract")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
        for n in 0..3 {
            write!(stdin, "{}{end}", line(n)).unwrap();
            stdin.flush().unwrap();
            let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
            let file = answer["file"].as_str().unwrap();
            assert!(file == format!("r{n}") || file.ends_with(&format!("{n}.txt")), "{args:?}: {file}");
            assert!(!answer["body"].as_array().unwrap().is_empty());
        }
        write!(stdin, "[]{end}").unwrap();
        drop(stdin);
        assert!(answers.next().is_none());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: what can't be read is told");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn a_list_of_files_is_read_as_its_files_are() {
    let folder = folder("files-from");
    for n in 0..3 {
        write(&folder, &format!("{n}.txt"), story(n));
    }
    let list = folder.parent().unwrap().join("files-from.list");
    fs::write(&list, format!("{0}/2.txt\n\n{0}/0.txt\n", text(&folder))).unwrap();
    let listed = records(&run(&["extract", "--files-from", text(&list)]));
    assert_eq!(listed.len(), 2);
    assert!(files(&listed)[0].ends_with("2.txt") && files(&listed)[1].ends_with("0.txt"));
    fs::write(&list, text(&folder)).unwrap();
    assert_eq!(
        run(&["extract", "--files-from", text(&list)]).stdout,
        run(&["extract", text(&folder)]).stdout
    );
    assert_eq!(run(&["extract", "--files-from", "none.list"]).status.code(), Some(1));
    assert_eq!(run(&["extract", "--files-from", text(&list), "x"]).status.code(), Some(2));
}

/// Three stories, of which two tell of a treaty.
fn collection(name: &str) -> PathBuf {
    let folder = folder(name);
    write(
        &folder,
        "a.txt",
        "The river treaty was signed by five countries in Vienna – “at last”, said the envoy.",
    );
    write(&folder, "b.txt", "Wheat prices rose again after the harvest failed.");
    write(&folder, "c.txt", "No treaty on wheat was in sight, the envoys said.");
    folder
}

#[test]
fn a_search_gives_its_hits_best_first() {
    let folder = collection("search");
    let output = run(&["search", "--format", "jsonl", "river treaty", text(&folder)]);
    assert_eq!(output.status.code(), Some(0));
    let hits = records(&output);
    assert_eq!(files(&hits), ["a.txt"]);
    let hit = &hits[0];
    assert_eq!((hit["query"].as_str(), hit["rank"].as_u64()), (Some("river treaty"), Some(1)));
    assert!(hit["score"].as_f64().unwrap() > 0.0 && hit["id"].is_string() && hit["title"].is_null());
    let snippet: Vec<char> = hit["snippet"]["text"].as_str().unwrap().chars().collect();
    let marked = |span: &Value| -> String {
        let at = |n: usize| span[n].as_u64().unwrap() as usize;
        snippet[at(0)..at(1)].iter().collect()
    };
    let marks: Vec<String> = hit["snippet"]["highlights"].as_array().unwrap().iter().map(marked).collect();
    assert_eq!(marks, ["river", "treaty"]);
    let last = records(&run(&["search", "--format", "jsonl", "last", text(&folder)]));
    let snippet = last[0]["snippet"]["text"].as_str().unwrap();
    let chars = snippet[..snippet.find("last").unwrap()].chars().count();
    assert_eq!(last[0]["snippet"]["highlights"][0][0], chars, "code points, not bytes");
}

#[test]
fn a_search_that_finds_nothing_is_status_one() {
    let folder = collection("search-status");
    let status = |args: &[&str]| run(&[&["search"], args].concat()).status.code();
    assert_eq!(status(&["wheat", text(&folder)]), Some(0));
    assert_eq!(status(&["zyzzyva", text(&folder)]), Some(1));
    assert_eq!(status(&["wheat", text(&folder.join("none.txt"))]), Some(2));
    assert_eq!(status(&["wheat", text(&folder), text(&folder.join("none.txt"))]), Some(2));
    assert_eq!(status(&["wheat"]), Some(2));
    assert_eq!(status(&["-n", "0", "wheat", text(&folder)]), Some(2));
    assert_eq!(status(&["--queries", text(&folder.join("none.txt")), text(&folder)]), Some(2));
    let nothing = run(&["search", "--format", "jsonl", "zyzzyva", text(&folder)]);
    assert!(nothing.stdout.is_empty() && nothing.stderr.is_empty());
}

#[test]
fn a_search_that_asks_for_nothing_finds_nothing_and_is_told_so() {
    let folder = collection("search-nothing");
    for query in ["", " ", "/[/", "\"\"", "(((", "NOT"] {
        let output = run(&["search", query, text(&folder)]);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{query}: {shown}");
        assert!(shown.contains("That asks for nothing"), "{query}: {shown}");
        let output = run(&["search", "--format", "jsonl", query, text(&folder)]);
        assert!(output.stdout.is_empty() && output.status.code() == Some(1), "{query}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("asks for nothing"), "{query}");
    }
    let all = records(&run(&["search", "--format", "jsonl", "*", text(&folder)]));
    assert_eq!(all.len(), 3);
    let output = run(&["search", "/[/ wheat", text(&folder)]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.starts_with("Read as: wheat; “/[/” taken literally."), "{shown}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn queries_of_a_file_are_answered_in_order() {
    let folder = collection("search-queries");
    let queries = folder.parent().unwrap().join("queries.txt");
    fs::write(&queries, "wheat\n\n  zyzzyva\r\ntreaty -river\n").unwrap();
    let hits = records(&run(&["search", "--format", "jsonl", "--queries", text(&queries), text(&folder)]));
    let found: Vec<(&str, &str)> =
        hits.iter().map(|h| (h["query"].as_str().unwrap(), h["file"].as_str().unwrap())).collect();
    assert_eq!(found, [("wheat", "b.txt"), ("wheat", "c.txt"), ("treaty -river", "c.txt")]);
    let one =
        run(&["search", "--format", "jsonl", "--limit", "1", "--queries", text(&queries), text(&folder)]);
    assert_eq!(records(&one).len(), 2);
}

#[test]
fn words_that_no_article_has_together_find_some_and_it_is_said() {
    let folder = collection("search-fallback");
    let output = run(&["search", "wheat river", text(&folder)]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.starts_with("No article has all of these words. These have some of them."), "{shown}");
    for file in ["a.txt", "b.txt", "c.txt"] {
        assert!(shown.contains(file), "{shown}");
    }
    assert!(shown.contains("*Wheat*") && !shown.contains('\x1b'), "{shown}");
    let both = run(&["search", "wheat treaty", text(&folder)]);
    assert_eq!(String::from_utf8(both.stdout).unwrap().matches(".txt").count(), 1);
    // A long question describes: what has all of its words comes first, others follow.
    let long = run(&[
        "search",
        "--format",
        "jsonl",
        "what treaty on the wheat is in sight of envoys",
        text(&folder),
    ]);
    let hits = records(&long);
    assert_eq!(files(&hits)[0], "c.txt");
    assert_eq!(hits.len(), 3);
    let scores: Vec<f64> = hits.iter().map(|h| h["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
}

#[test]
fn copies_of_a_file_are_all_found() {
    let folder = collection("search-copies");
    write(&folder, "d.txt", fs::read(folder.join("b.txt")).unwrap());
    let hits = records(&run(&["search", "--format", "jsonl", "prices", text(&folder)]));
    assert_eq!(files(&hits), ["b.txt", "d.txt"]);
    assert_eq!(hits[0]["id"], hits[1]["id"]);
}

#[test]
fn a_file_that_is_named_twice_is_found_once() {
    let folder = collection("search-twice");
    let file = folder.join("b.txt");
    let around = folder.join("..").join(folder.file_name().unwrap()).join("b.txt");
    let hits =
        records(&run(&["search", "--format", "jsonl", "wheat", text(&file), text(&folder), text(&around)]));
    assert_eq!(hits.len(), 2, "{hits:?}");
}

#[test]
fn hits_say_how_much_of_the_words_they_have() {
    let folder = collection("search-has");
    let has = |query: &str| -> Vec<String> {
        let hits = records(&run(&["search", "--format", "jsonl", query, text(&folder)]));
        hits.iter().map(|hit| hit["has"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(has("wheat treaty"), ["all"]);
    assert_eq!(has("wheat river"), ["some", "some", "some"]);
    assert_eq!(has("what is this wheat treaty"), ["telling"]);
    assert_eq!(has("treaty wheat sight"), ["all", "some", "some"]);
}

#[test]
fn what_recurs_in_many_files_is_found_in_none() {
    let folder = folder("search-recurring");
    for n in 0..14 {
        let sentence = |k: usize| {
            format!(
                "The council of ward {n} said in its note {k} on the harbour that barge {n}{k} is to be sold in May."
            )
        };
        let story: Vec<String> = (0..5).map(sentence).collect();
        let below =
            "The desk in the old customs house is open to readers with pictures on all days but Sunday.";
        let page =
            format!("Ward {n} sells a barge\n\n{}\n\n{below}\n\nShare on Facebook\n", story.join("\n\n"));
        write(&folder, &format!("{n}.txt"), &page);
    }
    assert_eq!(run(&["search", "customs house", text(&folder)]).status.code(), Some(1));
    assert_eq!(run(&["search", "--no-clean", "customs house", text(&folder)]).status.code(), Some(0));
    assert_eq!(run(&["search", "barge council", text(&folder)]).status.code(), Some(0));
}
