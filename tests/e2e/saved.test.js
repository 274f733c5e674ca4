import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { at, cuttings, downloaded, found, plain, PAGES, search, start, until, untilFound } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const isReader = (url) => /\/reader-[^/]*\.(js|wasm)$/.test(url);

test("the reader's JSON of saved pages is the command line's, byte for byte", async () => {
  const pages = await start({ files: { "articles.zip": plain(PAGES) } });
  const page = await pages.open();
  assert.equal(await downloaded(page), cuttings("extract", PAGES));
  await page.finish();
  await pages.stop();
});

test("the reader is fetched when the first file comes, and only then", async () => {
  const page = await site.open();
  const fetched = [];
  page.context().on("request", (request) => { if (isReader(request.url())) fetched.push(request.url()); });
  await search(page, "geneva");
  await search(page, "");
  assert.deepEqual(fetched, []);
  const all = await found(page);
  const file = (name) => ({ name, mimeType: "text/html", buffer: readFileSync(join(PAGES, name)) });
  await at(page, "file-input").setInputFiles([file("suez-reopened.html"), file("klimavertrag.htm")]);
  await untilFound(page, all + 2);
  assert.ok(fetched.length > 0);
  await page.finish();
});

test("tables, records, mails and archives are opened", async () => {
  const page = await site.open();
  const all = await found(page);
  const file = (name, body) => ({ name, mimeType: "", buffer: Buffer.from(body) });
  const story = (n) => `The zumblefish ferry number ${n} has taken up its service again after the winter, the harbour office said on Monday.`;
  await at(page, "file-input").setInputFiles([
    file("two.csv", `title,text\nFirst ferry,"${story(1)}"\nSecond ferry,"${story(2)}"\n`),
    file("one.jsonl", `${JSON.stringify({ title: "Third ferry", text: story(3) })}\n`),
    file("note.eml", `From: Maria Keller <maria@example.org>\nSubject: Fourth ferry\nDate: Mon, 3 May 2021 10:00:00 +0000\n\n${story(4)}\n`),
    file("note.txt.gz", gzipSync(`Fifth ferry\n\n${story(5)}\n`)),
    file("bad.json", "{"),
  ]);
  await untilFound(page, all + 5);
  await until("the broken file is named", () => at(page, "error").allInnerTexts(), (all) => all.join().includes("bad.json"));
  await search(page, "zumblefish");
  assert.equal(await found(page), 5);
  await page.finish();
});
