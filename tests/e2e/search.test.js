import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ARTICLES, chips, countOf, entity, extracted, found, items, nameOf, order, press, quiet, search, start, titles, until, untilFound } from "./page.js";

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

test("while somebody types, what it may become is offered, and taken by keyboard or by a click", async () => {
  const page = await site.open();
  const field = page.getByRole("searchbox", { name: "Search the articles" });
  const offered = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await search(page, "clim");
  await quiet(page);
  assert.equal(await offered.count(), 0, "nobody has typed");
  await field.fill("");
  await field.pressSequentially("clima");
  await offered.first().waitFor();
  const [box, list] = [await field.boundingBox(), await page.getByRole("listbox", { name: "Suggestions" }).boundingBox()];
  assert.ok(list.y >= box.y + box.height, "what is typed is not covered");
  await field.press("ArrowDown");
  assert.equal(await field.getAttribute("aria-activedescendant"), await offered.first().getAttribute("id"));
  assert.equal(await offered.first().getAttribute("aria-selected"), "true");
  await field.press("Enter");
  await until("it is taken", () => field.inputValue(), (text) => text.startsWith("climate"));
  assert.equal(await offered.count(), 0);
  await until("it is found", () => found(page), (n) => n > 0 && n < all.length);
  await field.pressSequentially("titl");
  await offered.filter({ hasText: "title:" }).click();
  assert.match(await field.inputValue(), /^climate.* title:$/);
  await field.pressSequentially("th");
  await offered.first().waitFor({ timeout: 3_000 }).catch(() => {});
  await field.press("Escape");
  await until("they are put away", async () => (await offered.count()) === 0);
  await page.finish();
});

test("a search for nothing there is says so and offers a way out", async () => {
  const page = await site.open();
  await search(page, "iran qqqxqqq");
  assert.equal(await found(page), 0);
  assert.equal(await items(page).count(), 0);
  assert.equal(await page.getByTestId("empty").getAttribute("style"), null, "the list's measures are gone with it");
  await page.getByTestId("empty").getByRole("button").first().click();
  await until("something is found again", () => found(page), (n) => n > 0);
  await page.finish();
});

test("the page says how it read a search, and offers other spellings and any of the words", async () => {
  const page = await site.open();
  const reading = page.getByTestId("read-as");
  await search(page, "(iran OR qqqxqqq) -zzzyzzz ");
  await reading.waitFor();
  assert.match(await reading.textContent(), /^Read as: iran or qqqxqqq, not zzzyzzz/);
  const either = await found(page);
  await search(page, "iran");
  assert.equal(await found(page), either);
  assert.equal(await reading.count(), 0);
  await search(page, "iran qqqxqqq");
  assert.equal(await found(page), 0);
  await page.getByTestId("empty").getByRole("button", { name: "Any of these words" }).click();
  await untilFound(page, either);
  await search(page, "climaet ");
  const spelt = page.getByTestId("empty").getByRole("button", { name: "Did you mean “climate”?" });
  await spelt.click();
  await until("the other spelling is found", () => found(page), (n) => n > 0);
  await page.finish();
});

test("the parts of a search can be turned round and taken away, and what is no syntax is underlined", async () => {
  const page = await site.open();
  const clauses = page.getByTestId("clauses").getByRole("listitem");
  await search(page, "iran ");
  const iran = await found(page);
  assert.equal(await clauses.count(), 0);
  await search(page, "iran nuclear ");
  const both = await found(page);
  assert.equal(await clauses.count(), 2);
  await clauses.nth(1).getByRole("button", { name: "nuclear", exact: true }).click();
  await untilFound(page, iran - both);
  assert.equal(await page.getByTestId("search").inputValue(), "iran -nuclear ");
  assert.equal(await clauses.nth(1).getAttribute("data-state"), "not");
  await clauses.nth(1).getByRole("button", { name: "Leave out nuclear" }).click();
  await untilFound(page, iran);
  await search(page, "iran foo:bar ");
  assert.deepEqual(await page.getByTestId("read-as").locator(".literal").allTextContents(), ["foo:bar"]);
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
    await order(page, name);
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
  await page.getByLabel("To", { exact: true }).fill(day);
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
      const name = await nameOf(entity(page, kind).nth(n));
      const row = entity(page, kind, name);
      const count = await countOf(row);
      await press(row);
      await untilFound(page, count);
      assert.equal(await row.getAttribute("data-state"), "only", name);
      assert.equal(await chips(page).count(), 1);
      await press(row);
      await untilFound(page, all.length - count);
      assert.equal(await row.getAttribute("data-state"), "not", name);
      await press(row);
      await untilFound(page, all.length);
      assert.equal(await chips(page).count(), 0);
    }
  }
  await page.finish();
});

test("two kinds narrow together, two of one kind widen, and counts tell it beforehand", async () => {
  const page = await site.open();
  await press(entity(page, "person", await nameOf(entity(page, "person").first())));
  await chips(page).first().waitFor();
  await quiet(page);
  const one = await found(page);
  const place = await nameOf(entity(page, "place").first());
  const both = await countOf(entity(page, "place", place));
  await press(entity(page, "place", place));
  await untilFound(page, both);
  assert.ok(both <= one);
  await chips(page).filter({ hasText: place }).getByRole("button").click();
  await untilFound(page, one);
  await press(entity(page, "person", await nameOf(entity(page, "person").nth(1))));
  await until("there are two chips", () => chips(page).count(), (n) => n === 2);
  await quiet(page);
  assert.ok((await found(page)) >= one, "OR within a kind");
  await page.getByRole("button", { name: "Clear all" }).click();
  await untilFound(page, all.length);
  await page.finish();
});

test("sidebar and filters agree with what the command line extracts", async () => {
  const page = await site.open();
  for (const kind of ["person", "place"]) {
    const row = entity(page, kind).first();
    const name = await nameOf(row);
    const having = all.filter((a) => a.entities.some((e) => e.type === kind && e.text === name)).length;
    assert.ok(having > 0 && (await countOf(row)) >= having, `${name}: ${having} articles`);
  }
  await page.finish();
});
