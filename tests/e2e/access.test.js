import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { chips, entity, found, items, openId, quiet, rawLines, start, until } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// What axe-core finds and calls serious or worse, each with the place.
async function serious(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run();
    return violations
      .filter((v) => ["serious", "critical"].includes(v.impact))
      .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary}`));
  });
}

// The id of the article that stands first.
const firstId = async (page) => (await items(page).first().getByRole("link").first().getAttribute("href")).split("open=")[1];

const SIZES = { phone: { width: 390, height: 844 }, wide: { width: 1680, height: 1050 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing serious: ${size}, ${colorScheme}`, async () => {
      const page = await site.open({ viewport, colorScheme });
      assert.deepEqual(await serious(page), [], "the list");
      const id = await firstId(page);
      for (const view of ["clean", "raw", "both"]) {
        await page.evaluate((hash) => { location.hash = hash; }, `q=iran&open=${id}&view=${view}`);
        await quiet(page);
        assert.deepEqual(await serious(page), [], `the article, ${view}`);
      }
      for (const book of ["quotes", "dates", "name&of=place:Iran"]) {
        await page.evaluate((hash) => { location.hash = hash; }, `show=${book}`);
        await page.getByTestId("book").locator(".entry").first().waitFor();
        await quiet(page);
        assert.deepEqual(await serious(page), [], `the book of ${book}`);
      }
      await page.evaluate(() => { location.hash = "q=qqqxqqq"; });
      await until("nothing is found", () => found(page), (n) => n === 0);
      assert.deepEqual(await serious(page), [], "nothing found");
      await page.finish();
    });
  }
}

test("search, choose, read, look at the raw file and go back, all by keyboard", async () => {
  const page = await site.open();
  await page.keyboard.press("/");
  await page.keyboard.type("iran");
  await until("the search is answered", async () => page.url().includes("q=iran"));
  await quiet(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await until("an article is open", () => openId(page));
  const first = await openId(page);
  await page.keyboard.press("j");
  await until("the next one is open", () => openId(page), (id) => id && id !== first);
  await page.keyboard.press("r");
  await rawLines(page).first().waitFor();
  await page.keyboard.press("Escape");
  await until("it is closed", () => openId(page), (id) => !id);
  await page.keyboard.press("?");
  await until("the card of keys is shown", () => page.getByText("This card").isVisible());
  await page.keyboard.press("Escape");
  await page.finish();
});

test("a name can be chosen by keyboard, and focus is seen", async () => {
  const page = await site.open();
  const button = entity(page, "person").first().getByRole("button").first();
  await button.focus();
  await page.keyboard.press("Enter");
  await chips(page).first().waitFor();
  await page.keyboard.press("Tab");
  const outlined = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
  assert.ok(outlined, "what has the focus shows it");
  await page.finish();
});

test("nothing is wider than a phone", async () => {
  const page = await site.open({ viewport: SIZES.phone, hasTouch: true });
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok((await over()) <= 0, "the list");
  await items(page).first().click();
  await until("an article is open", () => openId(page));
  await quiet(page);
  assert.ok((await over()) <= 0, "the article");
  await page.finish();
});
