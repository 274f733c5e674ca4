// Case files: saved, opened from disk, added to, saved and opened again.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";

import { ARTICLES, at, caseFile, cuttings, DIST, entity, exportAs, extracted, found, items, PAGES, press, quiet, search, settled, show, start, titles, until, untilFound } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const folder = mkdtempSync(join(tmpdir(), "cuttings-case-"));
const onDisk = (name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
// Opens a file as a double-click does.
const open = (path, options) => site.open({ base: pathToFileURL(path).href, ...options });
const story = (n) => ({ name: `new-${n}.txt`, mimeType: "text/plain", buffer: Buffer.from(
  `A new ferry for ward ${n}\n\nThe zumblefish ferry number ${n} has taken up its service again after the winter, Oleg Petrov of the harbour office said on Monday.\n`) });

test("the demo opens from disk and is the page", async () => {
  const served = await site.open();
  const page = await open(join(DIST, "cuttings.html"));
  assert.equal(await found(page), await found(served));
  assert.deepEqual(await titles(page), await titles(served));
  await search(page, "geneva"), await search(served, "geneva");
  assert.deepEqual(await titles(page), await titles(served));
  assert.match(page.url(), /#.*geneva/);
  await page.reload();
  await settled(page);
  assert.deepEqual(await titles(page), await titles(served));
  await press(entity(page, "place").first());
  await quiet(page);
  await items(page).first().getByRole("link").first().click();
  for (const view of ["Raw", "Both", "Clean"]) await show(page, view);
  await page.getByRole("link", { name: /quotes/i }).or(page.getByRole("button", { name: /quotes/i })).first().click();
  await quiet(page);
  await served.finish();
  await page.finish();
});

test("a case file is saved, opened, added to, saved and opened again", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles([story(1)]);
  await untilFound(page, all + 1);
  const first = onDisk("first.html", await caseFile(page, { name: "Harbour <1>" }));
  await page.finish();

  const opened = await open(first);
  assert.equal(await opened.title(), "Harbour <1>");
  assert.equal(await found(opened), all + 1);
  // Files are read here, too.
  await at(opened, "file-input").setInputFiles([story(2), { name: "page.html", mimeType: "text/html", buffer: readFileSync(join(PAGES, "suez-reopened.html")) }]);
  await untilFound(opened, all + 3);
  await search(opened, "zumblefish");
  assert.equal(await found(opened), 2);
  const second = onDisk("second.html", await caseFile(opened, { what: "The 2", name: "Ferries" }));
  await opened.finish();

  const again = await open(second);
  assert.equal(await found(again), 2);
  assert.equal(await again.title(), "Ferries");
  await at(again, "file-input").setInputFiles([story(3)]);
  await untilFound(again, 3);
  const { text } = await exportAs(again, "JSON Lines");
  assert.deepEqual(text.trimEnd().split("\n").map((line) => JSON.parse(line).file).sort(), ["new-1.txt", "new-2.txt", "new-3.txt"]);
  await again.finish();
});

test("work in a case file is not left without a question", async () => {
  const page = await open(join(DIST, "cuttings.html"));
  const asked = new Promise((done) => page.once("dialog", (dialog) => { done(dialog.type()); dialog.accept(); }));
  await items(page).first().getByRole("link").first().click();
  await at(page, "reader").getByRole("button", { name: "Star", exact: true }).click();
  await page.reload();
  assert.equal(await asked, "beforeunload");
  await page.finish();
});

test("a case file that is dropped is articles, and its page does not run", async () => {
  const page = await site.open();
  const all = await found(page);
  await search(page, "zumblefish");
  await at(page, "file-input").setInputFiles([story(4), story(5)]);
  await untilFound(page, 2);
  let text = await caseFile(page, { what: "The 2" });
  await page.finish();
  text = text.replace("<script>", "<script>globalThis.ran = true;</script><script>");
  const other = await site.open();
  await at(other, "file-input").setInputFiles([{ name: "case.html", mimeType: "text/html", buffer: Buffer.from(text) }]);
  await untilFound(other, all + 2);
  assert.equal(await other.evaluate(() => globalThis.ran), undefined);
  await at(other, "file-input").setInputFiles([{ name: "case.html", mimeType: "text/html", buffer: Buffer.from(text.slice(0, text.length / 2)) }]);
  await until("a broken one is told", () => at(other, "error").allInnerTexts(), (all) => all.join().includes("case.html"));
  await other.finish();
});

test("what goes in can be less than the texts", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles([story(6)]);
  await untilFound(page, all + 1);
  for (const [texts, there, gone] of [["Snippets", "has taken up its service", "said on"], ["Only what was found", "Oleg Petrov", "service"]]) {
    const path = onDisk(`${texts}.html`, await caseFile(page, { texts, what: "All" }));
    const opened = await open(path);
    assert.equal(await found(opened), all + 1);
    await search(opened, "Oleg Petrov");
    await items(opened).filter({ hasText: "ward 6" }).getByRole("link").first().click();
    const shown = await at(opened, "reader").innerText();
    assert.ok(shown.includes(there) && !shown.includes(gone), shown);
    for (const view of ["Raw", "Both"]) await show(opened, view);
    await opened.finish();
  }
  await page.finish();
});

test("the command line makes one, and reads one", async () => {
  const path = join(folder, "cli.html");
  cuttings("bundle", ARTICLES, "-o", path, "--page", join(DIST, "cuttings.html"), "--name", "From the command line");
  const page = await open(path);
  assert.equal(await page.title(), "From the command line");
  const of = (article) => [article.id, article.title, article.body];
  const byId = (a, b) => a[0] < b[0] ? -1 : 1;
  assert.deepEqual(extracted(path).map(of).sort(byId), extracted(ARTICLES).map(of).sort(byId));
  await page.finish();
});
