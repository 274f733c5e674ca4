// A collection in many files beside the page: it answers as the same articles do
// otherwise, and fetches no more of it than is asked for.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { DIST, at, countOf, cuttings, entity, found, items, order, packed, press, quiet, search, start, story, titles, until, untilFound } from "./page.js";

const N = 2000;
const temporary = mkdtempSync(join(tmpdir(), "cuttings-parted-"));
const [articles, dist] = [join(temporary, "articles"), join(temporary, "dist")];
const files = {};
let parted, whole;

before(async () => {
  mkdirSync(articles);
  // Somebody is in some of them alone.
  const told = (n) => (n % 3 ? story(n) : story(n).replaceAll("Lucie Moreau", "Pierre Laurent"));
  for (let n = 0; n < N; n++) writeFileSync(join(articles, `${n}.txt`), told(n));
  cpSync(DIST, dist, { recursive: true });
  cuttings("bundle", articles, "-o", dist);
  parted = await start({ dist, files });
  whole = await start({ files: { "articles.zip": packed(articles) } });
});
after(async () => {
  await parted?.stop();
  await whole?.stop();
  rmSync(temporary, { recursive: true });
});

const isPart = (path) => /^(cuttings\.head|(words|articles)\/\d+)$/.test(path);
// What was fetched of the collection from that request on: files, each once, and their bytes.
function fetched(first = 0) {
  const paths = parted.asked.slice(first).filter(isPart);
  assert.ok(!parted.asked.includes("articles.zip"), "the packed articles are not asked for");
  const bytes = paths.reduce((sum, path) => sum + statSync(join(dist, path)).size, 0);
  return { paths: [...new Set(paths)], n: paths.length, bytes };
}
const all = () => ["cuttings.head", ...["words", "articles"].flatMap((part) => readdirSync(join(dist, part)).map((n) => `${part}/${n}`))];
const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;
const told = (page) => page.locator(".promise").innerText();

// The first rows, once none of them is on its way.
async function rows(page) {
  await until("the rows are there", () => page.locator(".row.waiting").count(), (n) => n === 0);
  return (await titles(page)).slice(0, 8);
}

// What both pages show is the same.
async function same(one, other) {
  assert.equal(await found(one), await found(other));
  assert.deepEqual(await rows(one), await rows(other));
  for (const kind of ["person", "place"]) {
    const counts = (page) => entity(page, kind).evaluateAll((rows) => rows.map((row) => row.textContent));
    assert.deepEqual(await counts(one), await counts(other), kind);
  }
}

test("the first list, a search, a facet, an order and an article need little, and are as they are otherwise", async (t) => {
  const first = parted.asked.length;
  const [one, other] = [await parted.open(), await whole.open()];
  assert.equal(await found(one), N);
  await same(one, other);
  const opened = fetched(first);
  t.diagnostic(`the first list: ${opened.n} requests, ${kB(opened.bytes)}: ${opened.paths.join(" ")}; of ${all().length} files, ${kB(all().reduce((sum, path) => sum + statSync(join(dist, path)).size, 0))}`);
  assert.deepEqual(opened.paths.filter((path) => path.startsWith("words/")), []);
  assert.ok(opened.paths.length <= 4, opened.paths.join(" "));
  assert.match(await told(one), /fetched, from where this page is: \d of \d+ files so far/);

  for (const text of ["ferry envoy", "\"ward 77\"", "keller -harbour", "harbuor", "garden*"]) {
    const before = parted.asked.length;
    for (const page of [one, other]) await search(page, `${text} `);
    await same(one, other);
    const { n, bytes } = fetched(before);
    t.diagnostic(`${text}: ${n} requests, ${kB(bytes)}`);
    assert.ok(n <= 40, `${n} requests`);
    // Finding nothing is a failure there.
    if (text === "harbuor") continue;
    const lines = cuttings("search", "--format", "jsonl", "-n", String(N), text, dist).trim().split("\n");
    assert.equal(await found(one), lines.filter((line) => JSON.parse(line).has === "all").length, text);
  }

  for (const page of [one, other]) await search(page, "");
  await untilFound(one, N);
  const before = parted.asked.length;
  const name = "Lucie Moreau";
  const count = await countOf(entity(one, "person", name));
  assert.ok(count > 0 && count < N, `${count} articles`);
  for (const page of [one, other]) {
    await press(entity(page, "person", name));
    await untilFound(page, count);
    await order(page, "title");
    await quiet(page);
  }
  await same(one, other);
  t.diagnostic(`a facet, by title: ${fetched(before).n} requests, ${kB(fetched(before).bytes)}`);
  assert.deepEqual(fetched(before).paths.filter((path) => path.startsWith("words/")), []);

  for (const page of [one, other]) {
    await items(page).nth(2).click();
    await at(page, "reader").locator(".title").waitFor();
    await quiet(page);
  }
  assert.equal(await at(one, "reader").locator(".story").innerText(), await at(other, "reader").locator(".story").innerText());
  const { paths, bytes } = fetched(first);
  assert.ok(paths.length < all().length / 2, `${paths.length} of ${all().length} files, ${kB(bytes)}`);
  await one.finish();
  await other.finish();
});

test("a part that does not arrive is told, and fetched when it is tried again", async () => {
  const page = await parted.open();
  const lost = readdirSync(join(dist, "words")).map((n) => `words/${n}`);
  for (const path of lost) files[path] = null;
  const field = page.getByRole("searchbox", { name: "Search the articles" });
  await field.fill("treaty ");
  await at(page, "parted").waitFor();
  assert.match(await at(page, "parted").innerText(), /A part of the collection did not arrive: words\/\d+ \(the server answered 404\)/);
  for (const path of lost) delete files[path];
  await at(page, "parted").getByRole("button", { name: "Try again" }).click();
  await until("it is found", () => found(page), (n) => n > 0 && n < N);
  await until("nothing lacks", () => at(page, "parted").count(), (n) => n === 0);
  // The browser says so, too.
  page.problems = page.problems.filter((problem) => !/404/.test(problem));
  await page.finish();
});

test("what was asked and is stale is not answered any more", async () => {
  const page = await parted.open();
  let arrive;
  const late = new Promise((done) => { arrive = done; });
  for (const n of readdirSync(join(dist, "words"))) files[`words/${n}`] = late.then(() => undefined);
  const field = page.getByRole("searchbox", { name: "Search the articles" });
  await field.fill("treaty ");
  await field.fill("");
  await press(entity(page, "person", "Lucie Moreau"));
  await until("a facet is answered meanwhile", () => found(page), (n) => n > 0 && n < N);
  const n = await found(page);
  for (const path of Object.keys(files)) delete files[path];
  arrive();
  await quiet(page);
  assert.equal(await found(page), n);
  page.problems = page.problems.filter((problem) => !/404/.test(problem));
  await page.finish();
});

test("a book is made of it, and what can't be done is said", async () => {
  const page = await parted.open();
  await page.getByRole("navigation", { name: "Show the" }).getByRole("link", { name: "Quotes", exact: true }).click();
  await page.locator(".entry").first().waitFor();
  await at(page, "parted").waitFor();
  assert.match(await at(page, "parted").innerText(), /first 1,024 of 2,000 articles|first [\d,]+ of [\d,]+ articles/);
  await page.goBack();
  await items(page).first().click();
  await at(page, "reader").locator(".title").waitFor();
  await page.getByRole("button", { name: "Star", exact: true }).click();
  await until("that is said", () => at(page, "said").innerText(), (words) => /read where it lies/.test(words));
  await page.finish();
});
