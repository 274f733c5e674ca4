import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ARTICLES, at, cuttings, downloaded, found, measures, noShared, plain, quiet, search, SHARED, start, until, untilFound } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const text = (name, body) => ({ name, mimeType: "text/plain", buffer: Buffer.from(body) });

test("chosen files are added, a broken one is named, the others are there", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles([
    text("harbour.txt", "Ferry to the islands runs again\n\nThe zumblefish ferry has taken up its service again after the winter, the harbour office said on Monday.\n"),
    { name: "broken.txt", mimeType: "text/plain", buffer: Buffer.from([0, 1, 2, 255, 254, 0, 0, 200, 3, 0]) },
    text("mill.txt", "Old mill opens its doors\n\nThe zumblefish mill at the river is open to visitors from May on, its keeper wrote.\n"),
  ]);
  await untilFound(page, all + 2);
  await until("the broken file is named", () => at(page, "error").allInnerTexts(), (all) => all.join().includes("broken.txt"));
  await search(page, "zumblefish");
  assert.equal(await found(page), 2);
  await page.finish();
});

test("the same file a second time adds nothing", async () => {
  const page = await site.open();
  const all = await found(page);
  const file = text("again.txt", "A title of its own\n\nThis is a short story that is the same each time that it is read.\n");
  await at(page, "file-input").setInputFiles([file]);
  await untilFound(page, all + 1);
  await at(page, "file-input").setInputFiles([file]);
  await until("a second import is measured", () => measures(page, "cuttings:import"), (n) => n >= 2);
  await quiet(page);
  assert.equal(await found(page), all + 1);
  await page.finish();
});

test("an import is measured with its stages, and the page stays awake", async (t) => {
  const page = await site.open();
  const all = await found(page);
  const sources = Array.from({ length: 300 }, (_, n) =>
    text(`story-${n}.txt`, `Story number ${n} of the harbour\n\nHARBOUR, May ${1 + (n % 28)}, 2021 - The council met ${n} times with Maria Keller of the port office.\n\nIt meets again in June.\n`));
  await page.evaluate(() => { globalThis.longTasks.length = 0; });
  await at(page, "file-input").setInputFiles(sources);
  await untilFound(page, all + sources.length);
  await until("the import is measured", () => measures(page, "cuttings:import"));
  const { names, detail, longest } = await page.evaluate(() => ({
    names: performance.getEntriesByType("measure").map((m) => m.name),
    detail: performance.getEntriesByName("cuttings:import").at(-1).detail,
    longest: Math.max(0, ...globalThis.longTasks),
  }));
  for (const stage of ["cuttings:clean", "cuttings:extract", "cuttings:index"]) assert.ok(names.includes(stage), stage);
  assert.equal(detail.articles, sources.length);
  assert.ok(detail.bytes > 0);
  t.diagnostic(`longest task of the page while ${sources.length} files came in: ${Math.round(longest)} ms`);
  await page.finish();
});

test("the prepared articles' JSON is the command line's, byte for byte", async () => {
  const page = await site.open();
  assert.equal(await downloaded(page), cuttings("extract", ARTICLES));
  await page.finish();
});

test("what the page reads itself is the command line's, byte for byte", async () => {
  const bare = await start({ files: { "articles.zip": plain(ARTICLES) } });
  const page = await bare.open();
  assert.equal(await downloaded(page), cuttings("extract", ARTICLES));
  await page.finish();
  await bare.stop();
});

test("the worker's JSON of the shared articles is the command line's", { skip: noShared }, async () => {
  const shared = await start({ files: { "articles.zip": plain(SHARED) } });
  const page = await shared.open();
  assert.equal(await downloaded(page), cuttings("extract", SHARED));
  await page.finish();
  await shared.stop();
});
