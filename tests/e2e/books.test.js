import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ARTICLES, at, extracted, items, openId, quiet, search, start, until } from "./page.js";

let site, all;
before(async () => { [site, all] = [await start(), extracted(ARTICLES)]; });
after(() => site?.stop());

const tab = (page, name) => page.getByRole("navigation", { name: "Show the" }).getByRole("link", { name, exact: true }).click();
const quotes = (page) => at(page, "quote");
const moments = (page) => at(page, "moment");
const entries = (page) => at(page, "book").locator(".entry");
const address = (page) => page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
const go = (page, hash) => page.evaluate((to) => { location.hash = to; }, hash);

// The number that the book's head begins with.
const total = async (page) => Number((await at(page, "book-count").innerText()).match(/^\s*(\d+)/)?.[1] ?? NaN);

// The words that the reader was led to, as they stand there.
const flashed = (page) => until("the words are shown", () =>
  at(page, "reader").locator("[data-flash]").evaluateAll((parts) => parts.map((part) => part.textContent).join("")));

const plain = (text) => text.replaceAll(/[\s“”…]+/g, " ").trim();

test("every quote is in the quote book, with its speaker, and leads to its words", async () => {
  const page = await site.open();
  await tab(page, "Quotes");
  await until("there are quotes", () => total(page), (n) => n > 0);
  const said = new Set(all.flatMap((article) => article.quotes.map((quote) => plain(quote.text))));
  const shown = await quotes(page).locator(".entry").allInnerTexts();
  assert.ok(shown.length > 20);
  // A long one is cut.
  for (const words of shown.map(plain).filter((words) => words.length < 500)) assert.ok(said.has(words), words);
  const first = quotes(page).first();
  const words = plain(await first.locator(".entry").innerText());
  await first.locator(".entry").click();
  await until("its article is open", () => openId(page));
  assert.ok(plain(await flashed(page)).includes(words.slice(0, 60)), words);
  await page.goBack();
  await until("it is closed", () => openId(page), (id) => !id);
  assert.equal((await address(page)).show, "quotes");
  await page.finish();
});

test("quotes are chosen by speaker and by words, and a link holds the choice", async () => {
  const page = await site.open();
  await tab(page, "Quotes");
  await until("there are quotes", () => total(page), (n) => n > 0);
  const n_all = await total(page);
  const speakers = page.getByLabel("Speaker");
  const [label, value] = await speakers.locator("option").nth(1).evaluate((option) => [option.textContent, option.value]);
  const [, name, n] = label.match(/^(.*) \((\d+)\)$/);
  await speakers.selectOption(value);
  await until("their quotes alone are left", () => total(page), (found) => found === Number(n));
  for (const by of await quotes(page).locator(".by").allInnerTexts()) assert.ok(by.includes(name), by);
  const words = plain(await quotes(page).first().locator(".entry").innerText()).split(" ").find((word) => /^\p{L}{4,}$/u.test(word));
  await page.getByLabel("Find in these quotes").pressSequentially(words);
  await until("the words are in the address", () => address(page), (now) => now.words === words && now.by === name);
  await quiet(page);
  assert.ok((await total(page)) >= 1 && (await total(page)) <= Number(n));
  assert.ok((await quotes(page).first().locator("mark").first().innerText()).toLowerCase().startsWith(words.toLowerCase()));
  const other = await site.open();
  await go(other, new URL(page.url()).hash);
  await until("the same quotes are there", () => total(other), async (n) => n === await total(page));
  assert.deepEqual(await quotes(other).allInnerTexts(), await quotes(page).allInnerTexts());
  await page.goBack();
  await until("the words are gone", () => address(page), (now) => now.by === name && !now.words);
  await until("all of theirs are there again", () => total(page), (found) => found === Number(n));
  await page.goBack();
  await until("all are there again", () => total(page), (found) => found === n_all);
  assert.equal(await speakers.inputValue(), "");
  await Promise.all([page.finish(), other.finish()]);
});

test("the quote book is of what the search finds", async () => {
  const page = await site.open();
  await tab(page, "Quotes");
  await until("there are quotes", () => total(page), (n) => n > 0);
  const n_all = await total(page);
  await at(page, "search").fill("syria");
  await until("there are fewer", () => total(page), (n) => n > 0 && n < n_all);
  await tab(page, "Articles");
  await items(page).first().waitFor();
  await page.finish();
});

test("the timeline is brushed by pointer and by keyboard, its list with it", async () => {
  const page = await site.open();
  await tab(page, "Dates");
  await until("there are dates", () => total(page), (n) => n > 0);
  const n_all = await total(page);
  const from = page.getByLabel("From", { exact: true }).and(page.locator("[type=range]"));
  await from.focus();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowRight");
  await until("the address has the brush", () => address(page), (now) => now.brush);
  await until("there are fewer", () => total(page), (n) => n < n_all);
  assert.match(await from.getAttribute("aria-valuetext"), /\d{4}/);
  await page.getByRole("button", { name: "All dates" }).click();
  await until("all are there again", () => total(page), (n) => n === n_all);

  const box = await at(page, "timeline").locator("svg").boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 5 });
  await page.mouse.up();
  const { brush } = await until("the address has the brush", () => address(page), (now) => now.brush);
  const [first, last] = brush.split("..");
  await quiet(page);
  const n_brushed = await total(page);
  assert.ok(n_brushed > 0 && n_brushed < n_all);
  for (const time of await moments(page).locator("h3 time").evaluateAll((all) => all.map((time) => time.dateTime))) {
    const [begins, ends] = [time.split("/")[0], time.split("/").at(-1)];
    assert.ok(ends.slice(0, 10) + "~" >= first && begins <= last + "~", `${time} is not in ${brush}`);
  }
  await page.getByRole("button", { name: "Look closer" }).click();
  await until("it spans what was chosen", () => address(page), (now) => now.span === brush && !now.brush);
  await until("the same dates are there", () => total(page), (n) => n === n_brushed);
  await page.finish();
});

test("a date leads to its words, an article that was published then to itself", async () => {
  const page = await site.open();
  await tab(page, "Dates");
  const told = at(page, "book").locator("[data-told=told]").first();
  const words = await told.locator("mark").first().innerText();
  await told.locator(".entry").click();
  assert.ok((await flashed(page)).includes(words), words);
  const published = at(page, "book").locator("[data-told=published]").first();
  await published.locator(".entry").click();
  await until("there is no place in the address", () => address(page), (now) => now.open && !now.at);
  await page.finish();
});

test("a person's roles stand with their articles and dates", async () => {
  const page = await site.open();
  const bearer = all.flatMap((article) => article.entities).find((e) => e.type === "person" && e.roles.length > 0);
  await go(page, `show=name&of=person:${encodeURIComponent(bearer.text)}`);
  const role = at(page, "role").first();
  await role.waitFor();
  assert.match(await role.innerText(), /\b\d+ articles?\b/);
  const words = await role.locator("mark").first().innerText();
  await role.locator(".entry").first().click();
  assert.ok((await flashed(page)).includes(words), words);
  await page.finish();
});

test("all about a name opens from the sidebar and from the article", async () => {
  const page = await site.open();
  const row = at(page, "entity").and(page.locator("[data-kind=person]")).first();
  const name = await row.getByRole("button").first().getAttribute("title");
  await row.hover();
  await row.getByRole("button", { name: `All about ${name}` }).click();
  await until("it is told who is looked at", () => at(page, "book").locator("h2").innerText(), (text) => text === name);
  await at(page, "book").getByRole("link", { name: /\d+ articles?/ }).first().click();
  await items(page).first().click();
  const mention = at(page, "reader").locator("a.mention[data-kind=person]").first();
  await mention.click();
  await at(page, "reader").getByRole("button", { name: "All about" }).click();
  await until("the book is open", () => address(page), (now) => now.show === "name");
  await at(page, "book").locator("h2").waitFor();
  await page.finish();
});

test("j and k walk through a book, Enter opens", async () => {
  const page = await site.open();
  await tab(page, "Quotes");
  await quotes(page).first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const focused = await page.evaluate(() => document.activeElement.textContent);
  assert.equal(focused, await entries(page).nth(1).textContent());
  await page.keyboard.press("Enter");
  await until("its article is open", () => openId(page));
  await page.finish();
});

test("a book on a phone is no wider than it, and turns to the article and back", async () => {
  const page = await site.open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  for (const book of ["Quotes", "Dates"]) {
    await tab(page, book);
    await entries(page).first().waitFor();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, book);
  }
  await entries(page).first().click();
  await until("the article is in sight", () => at(page, "reader").isVisible());
  await page.goBack();
  await until("the book is in sight", () => at(page, "book").isVisible());
  await page.finish();
});

test("nothing in a book comes from another question", async () => {
  const page = await site.open();
  await search(page, "syria");
  await tab(page, "Quotes");
  await until("there are quotes", () => total(page), (n) => n > 0);
  const found = await total(page);
  await go(page, "q=syria&show=name&of=place:Syria");
  await at(page, "book").locator("h2").waitFor();
  await page.goBack();
  await until("the same quotes are there", () => total(page), (n) => n === found);
  await page.finish();
});
