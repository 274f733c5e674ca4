import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { at, chips, entity, found, items, openId, order, press, quiet, rawLines, search, settled, show, start, titles, until, untilFound } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

// What a reader would compare to say that two pages show the same.
const view = async (page) => ({
  found: await found(page),
  titles: (await titles(page)).slice(0, 5),
  search: await at(page, "search").inputValue(),
  chips: await chips(page).allInnerTexts(),
  reader: (await openId(page)) && (await at(page, "reader").innerText()).slice(0, 2000),
});

test("a link reproduces the view: words, filters, order, open article, raw", async () => {
  const page = await site.open();
  await search(page, "talks");
  await press(entity(page, "place").first());
  await chips(page).first().waitFor();
  await order(page, "oldest");
  await quiet(page);
  await items(page).first().click();
  await until("an article is open", () => openId(page));
  await at(page, "reader").getByRole("button", { name: "Raw" }).waitFor();
  await show(page, "Raw");
  await rawLines(page).first().waitFor();
  await quiet(page);
  const link = new URL(page.url());
  const other = await site.open({ path: link.hash });
  await rawLines(other).first().waitFor();
  await quiet(other);
  assert.deepEqual(await view(other), await view(page));
  const inProject = await site.open({ base: site.project, path: link.hash });
  await rawLines(inProject).first().waitFor();
  await quiet(inProject);
  assert.deepEqual(await view(inProject), await view(page));
  await Promise.all([page.finish(), other.finish(), inProject.finish()]);
});

test("back undoes one choice at a time, forward does it again", async () => {
  const page = await site.open();
  const all = await found(page);
  await press(entity(page, "person").first());
  await chips(page).first().waitFor();
  await quiet(page);
  const one = await found(page);
  await items(page).first().click();
  await until("an article is open", () => openId(page));
  await quiet(page);
  const opened = await view(page);
  await page.goBack();
  await until("the article is closed", () => openId(page), (id) => !id);
  await untilFound(page, one);
  await page.goBack();
  await untilFound(page, all);
  assert.equal(await chips(page).count(), 0);
  await page.goForward();
  await untilFound(page, one);
  await page.goForward();
  await until("the article is open again", () => view(page), ({ reader }) => reader === opened.reader);
  await page.finish();
});

test("typing leaves one step behind, not one a letter", async () => {
  const page = await site.open();
  const before = await page.evaluate(() => history.length);
  await at(page, "search").pressSequentially("astana");
  await until("the address has the words", async () => page.url().includes("q=astana"));
  assert.equal(await page.evaluate(() => history.length), before + 1);
  await page.goBack();
  await until("the field is empty again", () => at(page, "search").inputValue(), (text) => text === "");
  await page.goForward();
  await until("the address has the words", async () => page.url().includes("q=astana"));
  await page.reload();
  await settled(page);
  assert.equal(await at(page, "search").inputValue(), "astana");
  await page.finish();
});
