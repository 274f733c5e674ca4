// Each export, read by a library that others read such files with.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import * as commonmark from "commonmark";
import { parse } from "csv-parse/sync";
import Graph from "graphology";
import gexf from "graphology-gexf/node/index.js";

import { ARTICLES, at, exportAs, extracted, found, items, longestTasks, note, openArticle, quiet, search, starred, start, tag, until } from "./page.js";

let site, page, records;
before(async () => {
  site = await start();
  page = await site.open();
  records = extracted(ARTICLES).sort(byId);
});
after(async () => {
  try {
    await page?.finish();
  } finally {
    await site?.stop();
  }
});

const byId = (a, b) => (a.id < b.id ? -1 : 1);
const all = (name) => exportAs(page, name, { what: "All" });
const table = async (name) => {
  const { name: file, text } = await all(name);
  assert.ok(file.endsWith(".csv"), file);
  assert.ok(text.startsWith("\ufeff"), "a spreadsheet is told the encoding");
  return parse(text, { columns: true, bom: true });
};
// Spreadsheets' own mark of a text; see the CSV's own tests.
const cell = (text) => (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text);
const sum = (of) => records.reduce((n, record) => n + of(record).length, 0);

test("JSON Lines are the command line's", async () => {
  const { name, text } = await all("JSON Lines");
  assert.equal(name, `all-${records.length}-articles.jsonl`);
  assert.deepEqual(text.trimEnd().split("\n").map((line) => JSON.parse(line)).sort(byId), records);
});

test("tables have a row for each, and every cell as it was", async () => {
  const articles = (await table("Articles")).sort(byId);
  assert.deepEqual(articles.map((row) => [row.id, row.title, row.body]), records.map((r) => [r.id, cell(r.title ?? ""), cell(r.body.join("\n\n"))]));
  assert.equal((await table("Entities")).length, sum((r) => r.entities));
  assert.equal((await table("Mentions")).length, sum((r) => r.entities.flatMap((e) => e.mentions)));
  assert.equal((await table("Dates")).length, sum((r) => r.dates));
  assert.equal((await table("Dropped lines")).length, sum((r) => r.removed));
  const quotes = await table("Quotes");
  const text = (a, b) => (a.text < b.text ? -1 : 1);
  assert.deepEqual(quotes.map((row) => row.text).sort(), records.flatMap((r) => r.quotes).map((q) => cell(q.text)).sort());
  assert.ok(quotes.sort(text).every((row) => Number(row.end) > Number(row.start)));
});

test("citation managers read the citations", async () => {
  for (const name of ["RIS", "CSL JSON"]) {
    const { text } = await all(name);
    const cited = new Cite(text).data;
    assert.equal(cited.length, records.length, name);
    const titles = (list) => list.map((title) => title.replace(/\s+/g, " ").trim()).sort();
    assert.deepEqual(titles(cited.map((c) => c.title)), titles(records.map((r) => r.title ?? r.file)), name);
    const dated = records.filter((r) => r.published);
    const year = (r) => Number(r.published.slice(0, 4));
    const years = cited.filter((c) => c.issued && !c.issued.circa).map((c) => Number(c.issued["date-parts"][0][0]));
    assert.deepEqual(years.sort(), dated.map(year).sort(), name);
    assert.ok(new Cite(text).format("bibliography", { format: "text" }).length > 100);
  }
});

test("Markdown has the headlines for headings, and no markup in them", async () => {
  const { text } = await all("Markdown");
  const headings = [];
  const walker = new commonmark.Parser().parse(text).walker();
  for (let event; (event = walker.next());) {
    const { node, entering } = event;
    assert.ok(!["html_block", "html_inline", "image", "link"].includes(node.type), node.literal);
    if (node.type === "heading" && entering) headings.push("");
    if (node.type === "text" && node.parent.type === "heading") headings[headings.length - 1] += node.literal;
  }
  assert.deepEqual(headings.sort(), records.map((r) => r.title ?? r.file).sort());
});

test("every annotation stands at its words", async () => {
  const { text } = await all("Web Annotations");
  const page_ = JSON.parse(text);
  assert.equal(page_["@context"], "http://www.w3.org/ns/anno.jsonld");
  const bodies = new Map(records.map((r) => [`urn:cuttings:${r.id}`, [...r.body.join("\n\n")]]));
  for (const { target: { source, selector: [quote, place] } } of page_.items) {
    assert.equal(bodies.get(source).slice(place.start, place.end).join(""), quote.exact);
  }
  assert.equal(new Set(page_.items.map((item) => item.id)).size, page_.items.length);
});

test("the network is read, and has the names of the articles", async () => {
  const { text } = await all("Network");
  const graph = gexf.parse(Graph, text);
  const names = records.flatMap((r) => r.entities).filter((e) => ["person", "organization", "place", "group", "event"].includes(e.type));
  assert.equal(graph.order, new Set(names.map((e) => `${e.type} ${e.text}`)).size);
  assert.ok(graph.size > graph.order / 2);
});

test("what is found, and the open article, are exported by themselves", async () => {
  await search(page, "geneva");
  const n = await found(page);
  const { name, text } = await exportAs(page, "JSON Lines", { what: "The \\d" });
  assert.equal(name, `geneva-${n}-articles.jsonl`);
  assert.equal(text.trimEnd().split("\n").length, n);
  await items(page).first().getByRole("link").first().click();
  await quiet(page);
  const title = await at(page, "reader").getByRole("heading", { level: 2 }).first().innerText();
  const one = await exportAs(page, "JSON Lines", { what: "The open" });
  assert.equal(JSON.parse(one.text).title, title);
  await search(page, "");
});

test("the page stays awake while a case file is written", async () => {
  const tasks = await longestTasks(page, () => all("Save as a case file"));
  assert.ok((tasks[0] ?? 0) < 50, `the longest task took ${tasks[0]} ms`);
});

test("stars, tags and notes are in every form that has a place for them, and only where that is wanted", async () => {
  const own = await site.open();
  const article = records.find((r) => r.body.some((p) => p.includes(" said ")));
  await openArticle(own, article.id);
  await own.keyboard.press("s");
  await starred(own);
  await tag(own, "to read");
  await note(own, "Who heard it, and \"when\"?", "said");
  const has = async (name, marks) => (await exportAs(own, name, { what: "The open", marks })).text;
  const forms = {
    "JSON Lines": (text) => { const { yours } = JSON.parse(text); return yours && [yours.starred, yours.tags, yours.notes.map((n) => [n.on, n.text])]; },
    Articles: (text) => { const [row] = parse(text, { columns: true, bom: true }); return row.starred ? [row.starred === "yes", row.tags.split("; "), [row.notes.match(/^“(.*)”: (.*)$/).slice(1)]] : undefined; },
    RIS: (text) => { const [cited] = new Cite(text).data; return cited_(cited.keyword, [cited.note].flat()); },
    "CSL JSON": (text) => { const [cited] = new Cite(text).data; return cited_(cited.keyword, cited.note.split("\n\n")); },
    "Web Annotations": (text) => {
      const by = (motivation) => JSON.parse(text).items.filter((item) => item.motivation === motivation);
      const notes = by("commenting").map(({ body, target: { selector: [quote, place] } }) => {
        assert.equal([...article.body.join("\n\n")].slice(place.start, place.end).join(""), quote.exact);
        return [quote.exact, body.value];
      });
      return by("bookmarking").length ? [true, by("tagging").map((item) => item.body.value), notes] : undefined;
    },
    Markdown: (text) => {
      const plain = [];
      const walker = new commonmark.Parser().parse(text).walker();
      for (let event; (event = walker.next());) {
        if (event.entering && event.node.type === "paragraph") plain.push("");
        if (event.node.type === "text" && plain.length) plain[plain.length - 1] += event.node.literal;
      }
      const marks = plain.find((p) => p.startsWith("★"));
      return marks && [true, [marks.split("#")[1]], [plain.find((p) => p.startsWith("Note: ")).match(/“(.*?)”: (.*)$/).slice(1)]];
    },
  };
  const cited_ = (keyword, notes) => {
    const words = (keyword ?? "").split(/, ?/);
    const told = notes.map((n) => n.match(/^“(.*?)”: (.*)$/)).filter(Boolean).map((m) => m.slice(1));
    return words.includes("starred") ? [true, words.filter((w) => w === "to read"), told] : undefined;
  };
  for (const [name, read] of Object.entries(forms)) {
    assert.deepEqual(read(await has(name, true)), [true, ["to read"], [["said", "Who heard it, and \"when\"?"]]], name);
    assert.equal(read(await has(name, false)), undefined, `${name} without them`);
  }
  await own.finish();
});

test("a saved page's own address is told as text and cited, and nothing else is taken for one", async () => {
  const own = await site.open();
  const told = ["has taken up its service again after the winter, the harbour office said on Monday", "lies in the yard with a broken engine, and nobody knows when it will leave, its captain told reporters"];
  const saved = (n, address) => ({ name: `own-${n}.html`, mimeType: "text/html", buffer: Buffer.from(`<!doctype html><title>Zumblefish ferry ${n} runs</title>
    <link rel="canonical" href="${address}"><article><h1>Zumblefish ferry ${n} runs</h1><p>The zumblefish ferry number ${n} ${told[n - 1]}.</p></article>`) });
  const address = "https://post.example/2020/05/zumblefish?id=1&amp;page=2";
  await at(own, "file-input").setInputFiles([saved(1, address), saved(2, "javascript:alert(1)")]);
  await search(own, "zumblefish");
  await until("both are found", () => found(own), (n) => n === 2);
  const expected = address.replace("&amp;", "&");
  const line = at(own, "reader").locator(".address");
  for (const [title, shown] of [["Zumblefish ferry 1 runs", [expected]], ["Zumblefish ferry 2 runs", []]]) {
    await items(own).filter({ hasText: title }).getByRole("link").first().click();
    await quiet(own);
    await until("it is open", () => at(own, "reader").locator(".title").innerText(), (text) => text === title);
    assert.deepEqual(await line.allInnerTexts(), shown);
    assert.equal(await at(own, "reader").locator("a[href*='post.example'], a[href^=javascript]").count(), 0);
  }
  const urls = async (name, read) => read((await exportAs(own, name, { what: "The 2" })).text).map((url) => url ?? "").sort();
  const both = ["", expected];
  for (const name of ["RIS", "CSL JSON"]) assert.deepEqual(await urls(name, (text) => new Cite(text).data.map((c) => c.URL)), both, name);
  assert.deepEqual(await urls("JSON Lines", (text) => text.trimEnd().split("\n").map((line) => JSON.parse(line).url)), both);
  assert.deepEqual(await urls("Articles", (text) => parse(text, { columns: true, bom: true }).map((row) => row.url)), both);
  await own.finish();
});
