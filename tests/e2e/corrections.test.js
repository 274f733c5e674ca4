// What the user does to articles and names: shown at once, found, and undone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { ARTICLES, at, downloaded, entity, extracted, found, items, nameOf, openId, quiet, rawLines, search, select, show, start, titles, until, untilFound } from "./page.js";

let site, all;
before(async () => { [site, all] = [await start(), extracted(ARTICLES)]; });
after(() => site?.stop());

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const reader = (page) => at(page, "reader");
const said = (page) => at(page, "said");
const yours = (page) => at(page, "yours");
const star = (page) => reader(page).getByRole("button", { name: "Star", exact: true });
const isStarred = (page, is) => until(`starred: ${is}`, () => star(page).getAttribute("aria-pressed"), (now) => now === String(is));
const saying = (page, words) => until(`it says ${words}`, () => said(page).innerText(), (text) => words.test(text));

async function open(page, article) {
  await page.evaluate((id) => { location.hash = `open=${id}`; }, article.id);
  await until("the article is open", () => openId(page), (id) => id === article.id);
  await until("its text stands there", () => reader(page).innerText(), (text) => text.includes(article.body.at(-1).slice(0, 40)));
}

test("a star by key, and undo and redo by key", async () => {
  const page = await site.open();
  await open(page, all[0]);
  assert.equal(await yours(page).count(), 0, "nothing was done yet");
  await page.keyboard.press("s");
  await isStarred(page, true);
  await saying(page, /^Starred/);
  await page.keyboard.press("Control+z");
  await isStarred(page, false);
  await saying(page, /^Undone: starred/);
  await page.keyboard.press("Control+Shift+z");
  await isStarred(page, true);
  await yours(page).getByRole("button", { name: /^Starred/ }).click();
  await untilFound(page, 1);
  assert.equal(await openId(page), all[0].id);
  await search(page, "-has:star");
  assert.equal(await found(page), all.length - 1);
  // In a field the key is a letter.
  await at(page, "search").fill("");
  await at(page, "search").press("s");
  await isStarred(page, true);
  await page.finish();
});

test("tags are given, completed, found and taken off", async () => {
  const page = await site.open();
  await open(page, all[0]);
  const field = page.getByLabel("Add a tag");
  for (const tag of ["to read", "sea"]) {
    await field.fill(tag);
    await field.press("Enter");
    await reader(page).getByRole("listitem").filter({ hasText: tag }).first().waitFor();
  }
  await open(page, all[1]);
  assert.deepEqual(await page.locator("#known-tags option").evaluateAll((options) => options.map((o) => o.value)), ["sea", "to read"]);
  await search(page, 'tag:"to read"');
  assert.equal(await found(page), 1);
  assert.match(await items(page).first().innerText(), /#sea, #to read/);
  await open(page, all[0]);
  await reader(page).getByRole("button", { name: "Take off the tag to read" }).click();
  await saying(page, /“to read” taken off/);
  await search(page, 'tag:"to read"');
  assert.equal(await found(page), 0);
  await page.finish();
});

test("a note on words stands beside them, leads to them, is changed and deleted", async () => {
  const page = await site.open();
  const article = all.find((a) => a.body.some((p) => / said /.test(p)));
  await open(page, article);
  const words = article.body.find((p) => / said /.test(p)).match(/\p{L}+ said/u)[0];
  assert.ok(await select(page, "said"), words);
  await reader(page).getByRole("button", { name: "Note on this" }).click();
  const field = reader(page).getByRole("textbox", { name: "Note" });
  await field.fill("Who heard it?");
  await field.press("Control+Enter");
  const notes = at(page, "notes");
  await until("the note stands there", () => notes.innerText(), (text) => text.includes("Who heard it?") && text.includes("“said”"));
  assert.equal(await reader(page).locator(".story [data-noted]").count(), 1);
  await notes.getByTitle("Show these words").click();
  await until("the words are shown", () => reader(page).locator("[data-flash]").count(), (n) => n > 0);
  await notes.getByRole("button", { name: /^Edit/ }).click();
  await field.fill("Nobody heard it");
  await reader(page).getByRole("button", { name: "Save the note" }).click();
  await until("it is changed", () => notes.innerText(), (text) => text.includes("Nobody"));
  await search(page, "has:note");
  assert.equal(await found(page), 1);
  await notes.getByRole("button", { name: /^Delete/ }).click();
  await until("it is gone", () => notes.count(), (n) => n === 0);
  await said(page).getByRole("button", { name: "Undo" }).click();
  await until("it is there again", () => notes.innerText(), (text) => text.includes("Nobody"));
  await page.finish();
});

test("what is half written is there again after another article and another view, and is asked about before it is lost", async () => {
  const page = await site.open();
  const [one, other] = all.filter((a) => a.title && a.body.some((p) => / said /.test(p)));
  const note = reader(page).getByRole("textbox", { name: "Note" });
  const title = page.getByLabel("Title", { exact: true });
  await open(page, one);
  await reader(page).getByRole("button", { name: "Add a note" }).click();
  await until("its field has the focus", () => note.evaluate((field) => field === document.activeElement), Boolean);
  await note.fill("Ask the harbour office");
  await open(page, other);
  assert.equal(await note.count(), 0);
  await reader(page).getByRole("button", { name: "Correct", exact: true }).click();
  await title.fill("Half a title");
  await page.getByRole("link", { name: "Quotes", exact: true }).click();
  await page.keyboard.press("Escape");
  await open(page, one);
  assert.equal(await note.inputValue(), "Ask the harbour office");
  await reader(page).getByRole("button", { name: "Raw", exact: true }).click();
  assert.equal(await note.inputValue(), "Ask the harbour office");
  // Escape puts it away, and it is there again.
  await note.press("Escape");
  assert.equal(await note.count(), 0);
  await reader(page).getByRole("button", { name: "Add a note" }).click();
  await until("it is there", () => note.inputValue(), (text) => text === "Ask the harbour office");
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.type()); dialog.dismiss().catch(() => {}); });
  await page.evaluate(() => { setTimeout(() => location.reload(), 0); });
  await until("the browser asks", async () => asked.length, (n) => n > 0);
  assert.deepEqual(asked, ["beforeunload"]);
  await note.press("Control+Enter");
  await until("the note is kept", () => at(page, "notes").innerText(), (text) => text.includes("Ask the harbour office"));
  await open(page, other);
  assert.equal(await title.inputValue(), "Half a title");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  // Nothing is left to ask about.
  await page.reload();
  await page.getByTestId("article-list").waitFor();
  assert.equal(asked.length, 1);
  await page.finish();
});

test("a note that is half written on words waits at its words", async () => {
  const page = await site.open();
  const [one, other] = all.filter((a) => a.body.some((p) => / said /.test(p)));
  const note = reader(page).getByRole("textbox", { name: "Note" });
  await open(page, one);
  assert.ok(await select(page, "said"));
  await reader(page).getByRole("button", { name: "Note on this" }).click();
  await note.fill("Who heard");
  await open(page, other);
  await open(page, one);
  await reader(page).getByRole("group", { name: "Note on the selected words" }).getByText("“said”").waitFor();
  await note.pressSequentially(" it?");
  await note.press("Control+Enter");
  await until("the note stands there", () => at(page, "notes").innerText(), (text) => text.includes("Who heard it?") && text.includes("“said”"));
  await page.finish();
});

test("words of notes and of tags are found, and one's own tags are offered", async () => {
  const page = await site.open();
  const [one, other] = all.filter((a) => a.body.some((p) => / said /.test(p)));
  await open(page, one);
  for (const tag of ["baltic sea", "to read"]) {
    await page.getByLabel("Add a tag").fill(tag);
    await page.getByLabel("Add a tag").press("Enter");
    await saying(page, new RegExp(`Tagged “${tag}”`));
  }
  await open(page, other);
  await reader(page).getByRole("button", { name: "Add a note" }).click();
  await reader(page).getByRole("textbox", { name: "Note" }).fill("Ask the xylophone makers");
  await reader(page).getByRole("button", { name: "Save the note" }).click();
  await saying(page, /Note added/);
  for (const [query, n] of [["tag:balt", 1], ["tag:sea", 1], ['tag:"sea"', 0], ["note:xylophone", 1], ["xylophone makers", 1], ["title:xylophone", 0], ["-note:xylophone", all.length - 1]]) {
    await search(page, query);
    assert.equal(await found(page), n, query);
  }
  await search(page, "xylophone");
  assert.match(await items(page).first().innerText(), /Your note: .*xylophone/);
  await at(page, "search").fill("");
  await at(page, "search").pressSequentially("tag:");
  const offered = page.getByRole("listbox").getByRole("option");
  await until("the tags are offered", () => offered.allInnerTexts(), (all) => all.length === 2 && /baltic sea/.test(all[0]));
  await at(page, "search").press("ArrowDown");
  await at(page, "search").press("Enter");
  await untilFound(page, 1);
  await page.finish();
});

test("the whole list is printed, not only the rows in sight", async () => {
  const page = await site.open();
  const drawn = () => page.locator("#list article").count();
  assert.ok(await drawn() < all.length, "there are more than are drawn");
  await page.evaluate(() => { window.print = () => { window.printed = document.querySelectorAll("#list article:not([aria-hidden]) .row-title").length; }; });
  await page.keyboard.press("Control+p");
  const n = await items(page).count();
  await until("it is printed", () => page.evaluate(() => window.printed ?? 0), (n) => n > 0);
  const rows = await page.evaluate(() => window.printed);
  assert.ok(rows >= n && rows > 24, `${rows} rows`);
  await until("and drawn as before", drawn, (now) => now < rows);
  // The browser's own menu waits for nothing: what is there is printed, and what is not is told.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await until("all that have come are drawn", drawn, (now) => now >= Math.min(rows, 24));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await until("and no longer", drawn, (now) => now < rows);
  await page.finish();
});

test("a name's page says what was done to it, and a hidden one is shown again", async () => {
  const page = await site.open();
  const name = await nameOf(entity(page, "person").first());
  const book = at(page, "book");
  await page.getByRole("button", { name: `All about ${name}`, exact: true }).click();
  await book.getByRole("heading", { name, exact: true }).waitFor();
  const putRight = async (label, button) => {
    await book.getByRole("button", { name: "Put right" }).click();
    if (label) await page.getByLabel("Call it").fill(label);
    await page.getByRole("button", { name: button, exact: true }).click();
  };
  await putRight("Erika Mustermann", "Rename or merge");
  await page.evaluate(() => { location.hash = ""; });
  await quiet(page);
  await page.getByRole("button", { name: "All about Erika Mustermann", exact: true }).click();
  await book.getByText("what it was called before you renamed it").waitFor();
  await putRight(null, "Hide");
  await book.getByRole("button", { name: /^Show again/ }).click();
  await saying(page, /^Undone: “Erika Mustermann” is hidden/);
  await until("nothing is hidden", () => book.getByRole("button", { name: /^Show again/ }).count(), (n) => n === 0);
  await page.finish();
});

test("on a phone what was done is told beside the controls, not over them", async () => {
  const page = await site.open({ viewport: { width: 390, height: 844 } });
  await open(page, all[0]);
  await star(page).click();
  await saying(page, /^Starred/);
  const covered = await page.evaluate(() => {
    const told = document.querySelector("[data-testid=said]").getBoundingClientRect();
    return [...document.querySelectorAll(".bar button, .toolbar button, .strip button, .masthead button, .masthead input")].filter((control) => {
      const box = control.getBoundingClientRect();
      return box.width > 0 && box.bottom > told.top + 1 && box.top < told.bottom - 1 && box.right > told.left && box.left < told.right && box.top < innerHeight;
    }).map((control) => control.innerText);
  });
  assert.deepEqual(covered, []);
  await page.finish();
});

test("a corrected title and date act in list, order and search, and go into the export", async () => {
  const page = await site.open();
  const article = all.find((a) => a.published && a.title);
  await open(page, article);
  await reader(page).getByRole("button", { name: "Correct", exact: true }).click();
  await page.getByLabel("Title", { exact: true }).fill("Zeppelins over the harbour");
  await page.getByLabel("Date", { exact: true }).fill("yesterday");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await reader(page).getByText("This is no date.").waitFor();
  await page.getByLabel("Date", { exact: true }).fill("1899-05-06");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await until("the title is another", () => reader(page).locator(".title").innerText(), (t) => t === "Zeppelins over the harbour");
  await reader(page).getByText(`Title corrected by you; read as “${article.title}”`).waitFor();
  await search(page, "zeppelins before:1900");
  assert.deepEqual(await titles(page), ["Zeppelins over the harbour"]);
  const written = (await downloaded(page)).trimEnd().split("\n").map((line) => JSON.parse(line)).find((a) => a.id === article.id);
  assert.equal(written.title, "Zeppelins over the harbour");
  assert.equal(written.published, "1899-05-06");
  assert.deepEqual(written.yours.corrected.map(({ field, was }) => [field, was]), [["title", article.title], ["published", article.published]]);
  await reader(page).getByRole("button", { name: "Take back: Title" }).click();
  await reader(page).getByRole("button", { name: "Take back: Date" }).click();
  await until("the title is what was read", () => reader(page).locator(".title").innerText(), (t) => t === article.title);
  await search(page, "is:corrected");
  assert.equal(await found(page), 0);
  await page.finish();
});

test("a dropped line is put back and searched, a paragraph left out and not", async () => {
  const page = await site.open();
  const article = all.find((a) => a.body.length > 4 && a.removed.some((r) => /\p{L}{5}/u.test(r.text) && r.reason !== "duplicate"));
  const line = article.removed.find((r) => /\p{L}{5}/u.test(r.text) && r.reason !== "duplicate");
  await open(page, article);
  await show(page, "Raw");
  const row = (number) => rawLines(page).filter({ has: page.locator(".raw-number", { hasText: new RegExp(`^${number}$`) }) });
  await row(line.line).hover();
  await row(line.line).getByRole("button", { name: /^Put back/ }).click();
  await until("the line is kept", () => row(line.line).getAttribute("data-kept"), (kept) => kept === "true");
  await show(page, "Clean");
  assert.ok((await reader(page).locator(".story").innerText()).includes(line.text));
  await search(page, `"${line.text.replaceAll(/[^\p{L}\p{N} ]+/gu, " ").trim()}"`);
  const ids = await items(page).getByRole("link").evaluateAll((links) => links.map((a) => a.hash.split("open=")[1]));
  assert.ok(ids.includes(article.id), "it is found by the line");
  await show(page, "Raw");
  await row(line.line).hover();
  await row(line.line).getByRole("button", { name: /^Take back/ }).click();
  await until("the line is out again", () => row(line.line).getAttribute("data-kept"), (kept) => kept === "false");
  // A paragraph of the story goes the other way.
  const story = rawLines(page).and(page.locator("[data-kept=true]")).filter({ has: page.getByRole("button", { name: /^Leave out/ }) }).last();
  const number = await story.locator(".raw-number").innerText();
  const text = await story.locator(".raw-text").innerText();
  await story.hover();
  await story.getByRole("button", { name: /^Leave out/ }).click();
  await until("it is left out", () => row(number).locator(".raw-label").innerText(), (label) => label === "left out by you");
  await show(page, "Clean");
  assert.ok(!(await reader(page).locator(".story").innerText()).includes(text.trim().slice(0, 60)));
  await page.keyboard.press("Control+z");
  await until("it is back", () => reader(page).locator(".story").innerText(), (story) => story.includes(text.trim().slice(0, 40)));
  await page.finish();
});

test("names are renamed, merged, of another kind and hidden in the whole collection, and back", async () => {
  const page = await site.open();
  const [first, second] = await Promise.all([nameOf(entity(page, "person").first()), nameOf(entity(page, "person").nth(1))]);
  const about = async (name) => {
    await page.getByRole("button", { name: `All about ${name}`, exact: true }).click();
    await at(page, "book").getByRole("heading", { name, exact: true }).waitFor();
    await page.getByRole("button", { name: "Put right" }).click();
  };
  const people = () => entity(page, "person").getByRole("button").evaluateAll((buttons) => buttons.map((b) => b.title));
  await about(first);
  await page.getByLabel("Call it").fill("Erika Mustermann");
  await page.getByRole("button", { name: "Rename or merge" }).click();
  await until("it is called so", people, (names) => names.includes("Erika Mustermann") && !names.includes(first));
  await page.evaluate(() => { location.hash = ""; });
  await quiet(page);
  await search(page, `person:"${first}"`);
  const renamed = await found(page);
  assert.ok(renamed > 0, "the old name finds it still");
  await search(page, "Erika Mustermann");
  assert.equal(await found(page), renamed);
  await search(page, "");
  await about(second);
  await page.getByLabel("Call it").fill("Erika Mustermann");
  await page.getByRole("button", { name: "Rename or merge" }).click();
  await saying(page, new RegExp(`counts as “Erika Mustermann” now`));
  await until("they are one", people, (names) => names.includes("Erika Mustermann") && !names.includes(second));
  await about("Erika Mustermann");
  await page.getByRole("button", { name: "Hide", exact: true }).click();
  await until("it is hidden", people, (names) => !names.includes("Erika Mustermann"));
  for (let n = 0; n < 3; n++) {
    await page.keyboard.press("Control+z");
    await quiet(page);
  }
  await until("all is as it was", people, (names) => names.includes(first) && names.includes(second) && !names.includes("Erika Mustermann"));
  await page.finish();
});

test("the journal is saved as JSON Lines and taken over by another page", async () => {
  const page = await site.open();
  await open(page, all[0]);
  await page.keyboard.press("s");
  await isStarred(page, true);
  const [download] = await Promise.all([page.waitForEvent("download"), yours(page).getByRole("button", { name: "Save your work" }).click()]);
  const path = await download.path();
  const events = readFileSync(path, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(events.map((event) => event.act), [{ star: { article: all[0].id, on: true } }]);
  assert.match(events[0].id, /^[0-9a-f]{32}$/);
  assert.ok(Math.abs(Date.now() - Date.parse(events[0].time)) < 600_000);
  const other = await site.open();
  await at(other, "file-input").setInputFiles({ name: "journal.jsonl", mimeType: "application/jsonl", buffer: readFileSync(path) });
  await saying(other, /1 change was taken over/);
  await search(other, "has:star");
  assert.equal(await found(other), 1);
  await other.finish();
  await page.finish();
});

test("what is done is done by keyboard on a phone's width, too, and axe-core finds nothing serious", async () => {
  const page = await site.open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await open(page, all[0]);
  await page.keyboard.press("s");
  await isStarred(page, true);
  await page.keyboard.press("m");
  await page.keyboard.type("On the whole article");
  await page.keyboard.press("Control+Enter");
  await until("the note stands there", () => at(page, "notes").innerText(), (text) => text.includes("On the whole article"));
  await reader(page).getByRole("button", { name: "Correct", exact: true }).click();
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations
    .filter((v) => ["serious", "critical"].includes(v.impact)).flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target}: ${n.failureSummary}`)));
  assert.deepEqual(violations, []);
  await page.keyboard.press("Escape");
  await until("the form is closed", () => page.getByLabel("Title", { exact: true }).count(), (n) => n === 0);
  const small = await page.evaluate(() => [...document.querySelectorAll("#reader button, #reader input")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 43.5 && !e.closest(".story, .imprint, .facts, .sheet-head"))
    .map((e) => `${e.className} ${e.textContent} ${e.getBoundingClientRect().height}`));
  assert.deepEqual(small, [], "targets are large enough to be touched");
  await page.finish();
});
