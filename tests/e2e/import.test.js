import assert from "node:assert/strict";
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { ARTICLES, at, cuttings, downloaded, found, longestTasks, measures, noShared, plain, quiet, search, SHARED, start, story, until, untilFound } from "./page.js";

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

test("an import is measured with its stages", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles([text("a.txt", story(1)), text("b.txt", story(2))]);
  await untilFound(page, all + 2);
  await until("the import is measured", () => measures(page, "cuttings:import"), (n) => n >= 2);
  const { names, detail } = await page.evaluate(() => ({
    names: performance.getEntriesByType("measure").map((m) => m.name),
    detail: performance.getEntriesByName("cuttings:import").at(-1).detail,
  }));
  for (const stage of ["cuttings:clean", "cuttings:extract", "cuttings:index"]) assert.ok(names.includes(stage), stage);
  assert.equal(detail.articles, 2);
  assert.ok(detail.bytes > 0);
  await page.finish();
});

// A folder of so many stories; their paths.
function stories(n) {
  const folder = mkdtempSync(join(tmpdir(), "cuttings-"));
  return Array.from({ length: n }, (_, at) => {
    const path = join(folder, `${String(at).padStart(6, "0")}.txt`);
    writeFileSync(path, story(at));
    return path;
  });
}

const N_MANY = Number(process.env.FILES ?? 10_000);

test("ten thousand files come in while the page stays awake, and are found meanwhile", async (t) => {
  const page = await site.open();
  const all = await found(page);
  const paths = stories(N_MANY);
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  let seconds;
  const tasks = await longestTasks(page, async () => {
    const start = Date.now();
    await at(page, "file-input").setInputFiles(paths);
    await until("some are there while others are read", () => found(page), (n) => n > all, 120_000);
    await search(page, "orchard keller");
    await until("the search finds more and more", () => found(page), (n) => n > 100, 120_000);
    await search(page, "");
    await until("all are found", () => found(page), (n) => n === all + N_MANY, 600_000);
    seconds = (Date.now() - start) / 1000;
    await quiet(page);
  });
  const client = await page.context().newCDPSession(page);
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  t.diagnostic(`${N_MANY} files, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s: ${(bytes / 1e6 / seconds).toFixed(2)} MB/s`);
  t.diagnostic(`the page's longest tasks meanwhile, in its thread's time: ${tasks.slice(0, 5).join(", ")} ms; its heap: ${(usedSize / 1e6).toFixed(0)} MB`);
  await page.finish();
});

test("an import can be cancelled; what is there stays", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles(stories(3000));
  await until("some are there", () => found(page), (n) => n > all, 120_000);
  await at(page, "import-progress").getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The rest was cancelled").waitFor();
  await quiet(page);
  const some = await found(page);
  assert.ok(some > all && some < all + 3000, `${some} of ${all + 3000}`);
  await search(page, "geneva");
  assert.ok(await found(page) > 0);
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
