import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ARTICLES, at, extracted, found, items, noShared, openId, packed, quiet, rawLines, search, SHARED, show, start, until } from "./page.js";

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
  const id = await until("an article is open", () => openId(page));
  const article = all.find((a) => a.id === id);
  const reader = at(page, "reader");
  await until("its title stands there", () => reader.innerText(), (text) => text.includes(article.title));
  const text = await reader.innerText();
  for (const paragraph of article.body) {
    // Lists and line ends aside, the words are all there.
    assert.ok(text.replaceAll(/\s+/g, " ").includes(paragraph.replaceAll(/\s+/g, " ")), paragraph);
  }
  const dropped = article.removed.filter((r) => r.reason !== "duplicate" && r.text.length > 25);
  assert.deepEqual(dropped.filter((r) => text.includes(r.text)), [], "what was dropped stays out");
  await page.finish();
});

test("on paper an article says who wrote it, where and when, and nothing that is to be clicked", async () => {
  const page = await site.open();
  const article = all.find((a) => a.byline && a.source && a.published);
  await openArticle(page, article);
  await page.emulateMedia({ media: "print" });
  const text = await at(page, "reader").innerText();
  for (const part of [article.title, article.byline, article.source, article.published.slice(0, 4), article.body.at(-1)]) {
    assert.ok(text.includes(part), part);
  }
  for (const button of ["Add a note", "Correct", "Cite", "←"]) assert.ok(!text.includes(button), button);
  await page.finish();
});

// In the raw view every line that the command line reports as removed stands
// struck out with its number and a reason, the same words for the same reason,
// and no other line does.
async function rawShowsWhatWasDropped(site, articles) {
  const page = await site.open();
  const words = new Map();
  for (const article of articles) {
    await openArticle(page, article);
    await show(page, "Raw");
    await rawLines(page).first().waitFor();
    const dropped = await rawLines(page).and(page.locator("[data-kept=false]")).evaluateAll((lines) =>
      lines.map((line) => ({
        line: Number(line.querySelector(".raw-number").textContent),
        text: line.querySelector("del").textContent.trim(),
        label: line.querySelector(".raw-label").textContent.trim(),
        seen: line.checkVisibility(),
      })));
    assert.deepEqual(dropped.map(({ line, text }) => `${line} ${text}`), article.removed.map(({ line, text }) => `${line} ${text}`), article.file);
    for (const [i, { label, seen }] of dropped.entries()) {
      const { reason } = article.removed[i];
      if (!words.has(reason)) words.set(reason, label);
      assert.ok(seen && label, `${article.file}: ${dropped[i].text}`);
      assert.equal(label, words.get(reason), `${article.file}: ${dropped[i].text}`);
    }
    await show(page, "Clean");
    await quiet(page);
  }
  await page.finish();
}

test("the raw view shows every dropped line with its reason", () => rawShowsWhatWasDropped(site, all.filter((_, n) => n % 6 === 0)));

test("the shared articles read the same in the page", { skip: noShared }, async () => {
  const shared = await start({ files: { "articles.zip": packed(SHARED) } });
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
