import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";

import { DIST, at, found, items, measures, search, start, until } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

test("the start and each search are measured once", async (t) => {
  const page = await site.open();
  const [began] = await page.evaluate(() => performance.getEntriesByName("cuttings:start").map((m) => m.duration));
  t.diagnostic(`cuttings:start: ${Math.round(began)} ms`);
  assert.equal(await measures(page, "cuttings:start"), 1);
  const before = await measures(page, "cuttings:search");
  await search(page, "geneva");
  assert.equal(await measures(page, "cuttings:search"), before + 1);
  await until("the painting is measured", () => measures(page, "cuttings:render"));
  await page.finish();
});

test("it works under any path", async () => {
  const page = await site.open({ base: site.project });
  assert.ok((await found(page)) > 0);
  await page.finish();
});

for (const missing of ["WebAssembly", "Worker"]) {
  test(`without ${missing} it says so in words`, async () => {
    const page = await site.open({ wait: false, before: `delete globalThis.${missing}` });
    const error = at(page, "error").first();
    await error.waitFor();
    assert.match(await error.innerText(), /browser/i);
    assert.equal(await items(page).count(), 0);
    await page.finish();
  });
}

test("without scripts it says what is needed", async () => {
  const page = await site.open({ wait: false, javaScriptEnabled: false });
  assert.match(await page.locator("body").innerText(), /JavaScript/);
  await page.finish();
});

test("without bundled articles it still takes files", async () => {
  const bare = await start({ files: { "articles.zip": null } });
  const page = await bare.open({ wait: false });
  await at(page, "file-input").waitFor({ state: "attached" });
  await at(page, "file-input").setInputFiles([
    { name: "one.txt", mimeType: "text/plain", buffer: Buffer.from("A title stands here\n\nAnd a story of some length follows it, told in one sentence.\n") },
  ]);
  await until("it is listed", () => items(page).count(), (n) => n === 1);
  // The browser itself reports the file that is not there.
  page.problems = page.problems.filter((problem) => !/404/.test(problem));
  await page.finish();
  await bare.stop();
});

test("the bundled articles are there at once, with all their names, and nothing that reads files is fetched", async () => {
  const reader = readdirSync(DIST).filter((name) => /^reader-.*\.(js|wasm)$/.test(name));
  assert.ok(reader.length > 0);
  const poor = await start({ files: Object.fromEntries(reader.map((name) => [name, null])) });
  try {
    // Damascus is known by the lists of places alone.
    const page = await poor.open({ path: "#place=Damascus" });
    assert.ok(await found(page) > 0);
    await page.finish();
  } finally {
    await poor.stop();
  }
});

test("where the part that reads files does not arrive, each file is named, and the rest works", async () => {
  const reader = readdirSync(DIST).filter((name) => /^reader-.*\.wasm$/.test(name));
  const poor = await start({ files: Object.fromEntries(reader.map((name) => [name, null])) });
  const page = await poor.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles([
    { name: "one.txt", mimeType: "text/plain", buffer: Buffer.from("A title stands here\n\nAnd a story of some length follows it, told in one sentence.\n") },
  ]);
  await until("the file is named", () => at(page, "error").allInnerTexts(), (all) => all.join().includes("one.txt"));
  await search(page, "geneva");
  assert.ok(await found(page) > 0 && await found(page) < all);
  page.problems = page.problems.filter((problem) => !/404/.test(problem));
  await page.finish();
  await poor.stop();
});
