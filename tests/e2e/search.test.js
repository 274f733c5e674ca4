import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ARTICLES, at, countOf, entity, extracted, found, items, quiet, search, start, titles, until, untilFound } from "./page.js";

let site, all;
before(async () => { [site, all] = [await start(), extracted(ARTICLES)]; });
after(() => site?.stop());

test("every bundled article is found before anything is asked", async () => {
  const page = await site.open();
  assert.equal(await found(page), all.length);
  await page.finish();
});

test("words narrow the list, are marked in it, and more words narrow it further", async () => {
  const page = await site.open();
  await search(page, "iran");
  const one = await found(page);
  assert.ok(one > 0 && one < all.length, `${one} of ${all.length}`);
  const marked = await items(page).first().locator("mark").first().textContent();
  assert.match(marked, /iran/i);
  await search(page, "iran nuclear");
  const two = await found(page);
  assert.ok(two > 0 && two <= one, `${two} after ${one}`);
  await search(page, "");
  await untilFound(page, all.length);
  await page.finish();
});

test("a search for nothing there is says so and offers a way out", async () => {
  const page = await site.open();
  await search(page, "iran qqqxqqq");
  assert.equal(await found(page), 0);
  assert.equal(await items(page).count(), 0);
  await page.getByRole("button", { name: /without|clear/i }).first().click();
  await until("something is found again", () => found(page), (n) => n > 0);
  await page.finish();
});

test("a title's own words find its article first", async () => {
  const page = await site.open();
  for (const article of all.filter((a) => a.title && a.language === "en").slice(0, 6)) {
    await search(page, article.title);
    const first = await titles(page);
    assert.ok(first[0]?.includes(article.title), `${article.title}: first is ${first[0]}`);
  }
  await page.finish();
});

test("the sort puts dates in order, either way", async () => {
  const page = await site.open();
  const printed = all.filter((a) => a.published).map((a) => a.published);
  for (const [name, wanted] of [["newest", printed.reduce((a, b) => (a > b ? a : b))], ["oldest", printed.reduce((a, b) => (a < b ? a : b))]]) {
    await page.getByLabel(/sort/i).first().selectOption(name);
    await quiet(page);
    const first = await titles(page);
    const dated = all.filter((a) => a.published?.slice(0, 10) === wanted.slice(0, 10) || a.published_inferred);
    assert.ok(dated.some((a) => first[0].includes(a.title ?? a.file)), `${name}: ${first[0]}`);
  }
  await page.finish();
});

test("a date range keeps what lies in it, and only that", async () => {
  const page = await site.open();
  const day = all.map((a) => a.published).filter((d) => d?.length >= 10).sort()[3].slice(0, 10);
  await page.getByLabel(/^to/i).first().fill(day);
  await page.keyboard.press("Tab");
  await until("the range is applied", () => found(page), (n) => n < all.length);
  const n = await found(page);
  const surely = all.filter((a) => a.published && a.published.slice(0, 10) <= day && a.published.length >= 10).length;
  assert.ok(n >= surely, `${n} found, ${surely} are dated up to ${day}`);
  assert.ok(n <= surely + all.filter((a) => !a.published || a.published.length < 10).length);
  await page.finish();
});

test("a click on a name filters by it, another excludes it, a third clears it", async () => {
  const page = await site.open();
  for (const kind of ["person", "org", "place"]) {
    for (const n of [0, 2]) {
      const row = entity(page, kind).nth(n);
      const value = await row.getAttribute("data-value");
      const count = countOf(await row.innerText());
      const same = entity(page, kind, value);
      const press = () => same.getByRole("button").first().click();
      await press();
      await untilFound(page, count);
      assert.equal(await same.getAttribute("data-choice"), "only", value);
      assert.equal(await at(page, "chip").count(), 1);
      await press();
      await untilFound(page, all.length - count);
      assert.equal(await same.getAttribute("data-choice"), "not", value);
      await press();
      await untilFound(page, all.length);
      assert.equal(await at(page, "chip").count(), 0);
    }
  }
  await page.finish();
});

test("two kinds narrow together, two of one kind widen, and counts tell it beforehand", async () => {
  const page = await site.open();
  const choose = (row) => row.getByRole("button").first().click();
  const person = await entity(page, "person").first().getAttribute("data-value");
  await choose(entity(page, "person", person));
  await at(page, "chip").first().waitFor();
  await quiet(page);
  const one = await found(page);
  const place = entity(page, "place").first();
  const both = countOf(await place.innerText());
  await choose(place);
  await untilFound(page, both);
  assert.ok(both <= one);
  await at(page, "chip").last().getByRole("button").first().click();
  await untilFound(page, one);
  const other = await entity(page, "person").nth(1).getAttribute("data-value");
  await choose(entity(page, "person", other));
  await quiet(page);
  assert.ok((await found(page)) >= one, "OR within a kind");
  await page.getByRole("button", { name: /^clear/i }).first().click();
  await untilFound(page, all.length);
  await page.finish();
});

test("sidebar and filters agree with what the command line extracts", async () => {
  const page = await site.open();
  for (const [kind, type] of [["person", "person"], ["place", "place"]]) {
    const row = entity(page, kind).first();
    const name = await row.getAttribute("data-value");
    const having = all.filter((a) => a.entities.some((e) => e.type === type && e.text === name)).length;
    assert.equal(countOf(await row.innerText()), having, name);
  }
  await page.finish();
});
