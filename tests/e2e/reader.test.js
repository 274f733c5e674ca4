import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ARTICLES, at, cuttings, extracted, found, items, noShared, quiet, search, SHARED, start, until } from "./page.js";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let site, all;
before(async () => { [site, all] = [await start(), extracted(ARTICLES)]; });
after(() => site?.stop());

const openArticle = async (page, article) => {
  await page.evaluate((id) => { location.hash = `open=${id}`; }, article.id);
  await until("the article is open", () => at(page, "reader").innerText(), (text) => text.includes(article.body.at(-1).slice(0, 40)));
};

test("a click opens the article: title, body, and who and what is in it", async () => {
  const page = await site.open();
  await items(page).first().click();
  const id = await until("an article is open", () => page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("open")));
  const article = all.find((a) => a.id === id);
  const reader = at(page, "reader");
  await until("its title stands there", () => reader.innerText(), (text) => text.includes(article.title));
  const text = await reader.innerText();
  for (const paragraph of article.body) {
    // Lists and line ends aside, the words are all there.
    assert.ok(text.replaceAll(/\s+/g, " ").includes(paragraph.replaceAll(/\s+/g, " ")), paragraph);
  }
  assert.equal(text.includes(article.removed.find((r) => r.text.length > 25)?.text ?? "\0"), false, "what was dropped stays out");
  await page.finish();
});

// In the raw view every line that the command line reports as removed is
// shown, with its number and reason, and no other is.
async function rawShowsWhatWasDropped(site, articles) {
  const page = await site.open();
  for (const article of articles) {
    await openArticle(page, article);
    await at(page, "reader").getByText("Raw", { exact: true }).first().click();
    await until("the raw lines are there", () => at(page, "raw-line").count(), (n) => n > 0);
    const shown = await page.locator("[data-testid=raw-line][data-reason]").evaluateAll((lines) =>
      lines.map((line) => ({ line: Number(line.dataset.line), reason: line.dataset.reason, text: line.textContent, seen: line.checkVisibility() })));
    assert.deepEqual(
      shown.map(({ line, reason }) => `${line} ${reason}`),
      article.removed.map(({ line, reason }) => `${line} ${reason}`), article.file);
    for (const [i, { text, seen }] of shown.entries()) {
      assert.ok(seen && text.includes(article.removed[i].text), `${article.file}:${article.removed[i].line}`);
    }
    await at(page, "reader").getByText("Clean", { exact: true }).first().click();
    await quiet(page);
  }
  await page.finish();
}

test("the raw view shows every dropped line with its reason", () => rawShowsWhatWasDropped(site, all.filter((_, n) => n % 6 === 0)));

test("the shared articles read the same in the page", { skip: noShared }, async () => {
  const zip = join(mkdtempSync(join(tmpdir(), "cuttings-")), "articles.zip");
  cuttings("pack", SHARED, "-o", zip);
  const shared = await start({ files: { "articles.zip": readFileSync(zip) } });
  try {
    await rawShowsWhatWasDropped(shared, extracted(SHARED));
    const page = await shared.open();
    assert.equal(await found(page), 5);
    await search(page, "Lavrentiyev");
    assert.ok((await found(page)) >= 1);
    await page.finish();
  } finally {
    await shared.stop();
  }
});

test("hits are marked in the open article and n walks through them", async () => {
  const page = await site.open();
  await search(page, "syria");
  await items(page).first().click();
  await until("hits are marked", () => at(page, "reader").locator("mark").count(), (n) => n > 0);
  assert.match(await at(page, "reader").locator("mark").first().innerText(), /syria/i);
  await page.keyboard.press("n");
  await page.finish();
});
