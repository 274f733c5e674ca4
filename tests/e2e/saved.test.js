import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { at, cuttings, downloaded, found, plain, PAGES, start, until, untilFound } from "./page.js";

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

test("the reader is fetched when the first saved page arrives, and only then", async () => {
  const page = await site.open();
  const fetched = [];
  page.context().on("request", (request) => { if (isReader(request.url())) fetched.push(request.url()); });
  const all = await found(page);
  const file = (name) => ({ name, mimeType: "text/html", buffer: readFileSync(join(PAGES, name)) });
  await at(page, "file-input").setInputFiles([{ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("Ferry runs again\n\nThe ferry has taken up its service again after the winter, the harbour office said on Monday.\n") }]);
  await untilFound(page, all + 1);
  assert.deepEqual(fetched, []);
  await at(page, "file-input").setInputFiles([file("suez-reopened.html"), file("klimavertrag.htm")]);
  await untilFound(page, all + 3);
  await page.finish();
});

test("a saved page can't be read where the reader is not there; the others are", async () => {
  const page = await site.open();
  await page.context().route((url) => isReader(url.pathname), (route) => route.abort());
  const all = await found(page);
  await at(page, "file-input").setInputFiles([
    { name: "page.html", mimeType: "text/html", buffer: readFileSync(join(PAGES, "suez-reopened.html")) },
    { name: "b.txt", mimeType: "text/plain", buffer: Buffer.from("Old mill opens its doors\n\nThe mill at the river is open to visitors from May on, its keeper wrote.\n") },
  ]);
  await until("the page is named", () => at(page, "error").allInnerTexts(), (texts) => texts.join().includes("page.html"));
  await untilFound(page, all + 1);
  await page.context().close();
});
