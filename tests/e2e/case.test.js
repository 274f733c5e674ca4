// Case files: saved, opened from disk, added to, saved and opened again.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";

import { ARTICLES, at, caseFile, cuttings, DIST, entity, exportAs, extracted, found, items, note, openArticle, PAGES, press, quiet, search, settled, show, starred, start, tag, titles, until, untilFound } from "./page.js";

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

test("a star, a tag and a note go through case files, are changed there, and leave nothing behind", async () => {
  const page = await site.open();
  await at(page, "file-input").setInputFiles([story(7)]);
  await search(page, "zumblefish");
  await untilFound(page, 1);
  await items(page).first().getByRole("link").first().click();
  await quiet(page);
  await page.keyboard.press("s");
  await starred(page);
  await tag(page, "sea");
  await note(page, "Secret first wording", "Oleg Petrov");
  await note(page, "On all of it");
  const first = onDisk("worked.html", await caseFile(page, { what: "The open", name: "Worked" }));
  const bare = onDisk("bare.html", await caseFile(page, { what: "The open", marks: false }));
  await page.finish();

  const opened = await open(first);
  const notes = at(opened, "notes");
  const [{ id }] = extracted(first);
  await openArticle(opened, id);
  await starred(opened);
  await until("the notes stand there", () => notes.innerText(), (text) => text.includes("Secret first wording") && text.includes("“Oleg Petrov”") && text.includes("On all of it"));
  assert.equal(await at(opened, "reader").locator(".story [data-noted]").count(), 1);
  await search(opened, "tag:sea has:star has:note");
  assert.equal(await found(opened), 1);
  // Changed: another wording, the note on all of it struck, another tag, no star.
  const item = (text) => notes.getByRole("listitem").filter({ hasText: text });
  await item("Secret").getByRole("button", { name: /^Edit/ }).click();
  await at(opened, "reader").getByRole("textbox", { name: "Note" }).fill("Second wording");
  await opened.keyboard.press("Control+Enter");
  await until("it is changed", () => notes.innerText(), (text) => text.includes("Second wording"));
  await item("On all of it").getByRole("button", { name: /^Delete/ }).click();
  await until("it is struck", () => notes.innerText(), (text) => !text.includes("On all of it"));
  await at(opened, "reader").getByRole("button", { name: "Take off the tag sea" }).click();
  await tag(opened, "harbour");
  await at(opened, "reader").getByRole("button", { name: "Star", exact: true }).click();
  await starred(opened, false);
  const second = onDisk("worked-2.html", await caseFile(opened, { what: "All" }));
  await opened.finish();

  const again = await open(second);
  await openArticle(again, id);
  await starred(again, false);
  const text = await at(again, "notes").innerText();
  assert.ok(text.includes("Second wording") && text.includes("“Oleg Petrov”") && !text.includes("On all of it"), text);
  await search(again, "tag:harbour");
  assert.equal(await found(again), 1);
  await search(again, "tag:sea");
  assert.equal(await found(again), 0);
  await again.finish();

  const yours = (path) => extracted(path)[0].yours;
  assert.deepEqual(yours(second).tags, ["harbour"]);
  assert.deepEqual(yours(second).notes.map((note) => [note.text, note.on]), [["Second wording", "Oleg Petrov"]]);
  assert.equal(yours(first).starred, true);
  assert.equal(yours(bare), undefined, "without them, there are none");
  const journals = await Promise.all([first, second, bare].map(journal));
  assert.deepEqual(journals.map((bytes) => bytes.includes("Secret first wording")), [true, false, false]);
  for (const gone of ["On all of it", "sea"]) assert.ok(!journals[1].includes(gone), `“${gone}” is not in the file`);
  assert.equal(journals[2].length, 0);
});

// The journal in a case file's archive, as whoever is curious would have it.
function journal(path) {
  const pieces = [...readFileSync(path, "utf8").matchAll(/class="archive">([^<]*)</g)].map(([, piece]) => Buffer.from(piece, "base64"));
  const zip = Buffer.concat(pieces);
  const end = zip.lastIndexOf("PK\x05\x06");
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === 0x02014b50;) {
    const [packed, name, extra, comment, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    if (zip.toString("utf8", at + 46, at + 46 + name) === ".cuttings/journal") {
      const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(begin, begin + packed));
    }
    at += 46 + name + extra + comment;
  }
  return Buffer.alloc(0);
}

test("a part of an article gives way to the whole, also after a reload, with what was done to it", async () => {
  const page = await site.open();
  await at(page, "file-input").setInputFiles([story(8)]);
  await search(page, "zumblefish");
  await untilFound(page, 1);
  const part = { name: "part.html", mimeType: "text/html", buffer: Buffer.from(await caseFile(page, { what: "The 1", texts: "Only what was found" })) };
  await page.finish();

  const other = await site.open();
  const all = await found(other);
  await at(other, "file-input").setInputFiles([part]);
  await untilFound(other, all + 1);
  const { id } = extracted(onDisk("part.html", part.buffer))[0];
  await openArticle(other, id);
  await other.keyboard.press("s");
  await starred(other);
  await note(other, "Which of them?", "Oleg Petrov");
  const has = (words, is) => until(`it has ${words}: ${is}`, () => at(other, "reader").innerText(), (text) => text.includes(words) === is);
  await has("taken up its service", false);
  await at(other, "file-input").setInputFiles([story(8)]);
  await search(other, "zumblefish");
  await untilFound(other, 1);
  await other.locator(".outcomes summary").click();
  await until("what came of it is told", () => at(other, "outcomes").innerText(), (text) => text.includes("the full text of what was there in part"));
  await search(other, "");
  for (const reload of [false, true]) {
    if (reload) {
      await other.reload();
      await settled(other);
    }
    await untilFound(other, all + 1);
    await openArticle(other, id);
    await has("taken up its service", true);
    await starred(other);
    await until("the note stands at its words", () => at(other, "reader").locator(".story [data-noted]").innerText(), (text) => text === "Oleg Petrov");
  }
  // And the part does not take it away again.
  await at(other, "file-input").setInputFiles([part]);
  await until("it is there already", () => other.locator("body").innerText(), (text) => /there already|same as/.test(text));
  await openArticle(other, id);
  await has("taken up its service", true);
  await other.finish();
});
