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

import { ARTICLES, at, exportAs, extracted, found, items, longestTasks, quiet, search, start } from "./page.js";

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
  return parse(text, { columns: true });
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
