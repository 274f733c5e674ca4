// The page itself in a browser, and MiniSearch, FlexSearch and SQLite's FTS5 there beside it,
// in one run over the same articles and the same queries:
//
//     make page
//     npm install --prefix target/rivals minisearch flexsearch @sqlite.org/sqlite-wasm
//     node benches/browser.mjs [ARTICLES …]
//
// The page opens the articles that `benches/search.rs` makes as those that it was packed with,
// and is asked through its own search field. A time of Cuttings is `cuttings:search`: from the
// page's asking its worker to the answer in the page's hands, so it has what the others' times
// have not, the way to another thread and back; it counts eight facets and months, makes rows
// with marked snippets and knows where each word stands. The others count names and take the
// first twenty titles, in a page of their own. Indexing is `cuttings:index`, and what `build`
// takes. Memory is what the page's process holds more than that of an empty page, articles
// included. A kind of query that a library can't answer is left out of its figures.
//
// Then keys are pressed one by one, and the time is told from each to the frame that shows its
// answer, beside that of a page that does nothing but paint what was typed.
//
// Times are a clock's: other programs lengthen them. CHROME names the browser, DIST the page.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { settled, start } from "../tests/e2e/page.js";
import { at, table } from "./rivals.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const rivals = join(root, "target", "rivals");
const folder = join(rivals, "search");
// With more the libraries take minutes and half a gigabyte.
const MOST_OF_OTHERS = 10_000;

const ours = (name) => readFileSync(join(root, "benches", name));
const installed = (name, path) => {
  const whole = join(rivals, "node_modules", path);
  return existsSync(whole) ? { [name]: readFileSync(whole) } : {};
};
const sqlite = "@sqlite.org/sqlite-wasm/sqlite-wasm/jswasm";
const libraries = {
  ...installed("minisearch.js", "minisearch/dist/es/index.js"),
  ...installed("flexsearch.js", "flexsearch/dist/flexsearch.bundle.module.min.js"),
  ...installed("sqlite.js", `${sqlite}/sqlite3.mjs`),
  ...installed("sqlite3.wasm", `${sqlite}/sqlite3.wasm`),
};
const html = (body) => Buffer.from(`<!doctype html><meta charset="utf-8"><title>-</title><link rel="icon" href="data:,">${body}`);
const fixed = {
  ...libraries,
  "rivals.js": ours("rivals.mjs"),
  "empty.html": html(""),
  "paint.html": html("<input><p>"),
};

const lines = (name) => readFileSync(join(folder, name), "utf8").trim().split("\n").map((line) => JSON.parse(line));

// Megabytes that a page's process holds by itself.
async function memory(page) {
  const browser = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  await browser.detach();
  const held = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    const rollup = `/proc/${id}/smaps_rollup`;
    if (!existsSync(rollup)) return 0;
    const told = readFileSync(rollup, "utf8").matchAll(/^Private_\w+: +(\d+) kB/gm);
    return [...told].reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1e3;
  });
  return Math.max(...held);
}

// Opens a page in a browser of its own, so that nothing else is in its process.
async function within(files, path, use) {
  const browser = await start({ files });
  try {
    const page = await browser.open({ path, wait: false });
    page.setDefaultTimeout(600_000);
    return await use(page);
  } finally {
    await browser.stop();
  }
}

// Asks the page all queries, one after the other, through its search field.
const askPage = (page, queries) => page.evaluate(async (queries) => {
  const field = document.querySelector("[data-testid=search]");
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const answers = [];
  for (const { kind, text } of queries) {
    // What has been typed already is not asked again.
    if (field.value === text) {
      answers.push({ ...answers.at(-1), kind });
      continue;
    }
    const answered = new Promise((done) => {
      new PerformanceObserver((list, observer) => {
        const [search] = list.getEntriesByName("cuttings:search");
        if (search) observer.disconnect(), done(search);
      }).observe({ entryTypes: ["measure"] });
    });
    set.call(field, text);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const late = new Promise((_, fail) => setTimeout(fail, 20_000, new Error(`no answer to ${text}`)));
    const { duration, detail } = await Promise.race([answered, late]);
    answers.push({ kind, text, ms: duration, found: detail.articles });
    await new Promise((next) => setTimeout(next, 60));
  }
  return answers;
}, queries);

const measured = (page, name) => page.evaluate((name) =>
  performance.getEntriesByName(name).map(({ duration, detail }) => ({ duration, ...detail })), name);

async function cuttings(articles, queries, bytes, blank) {
  return within({ "articles.zip": articles }, "", async (page) => {
    await settled(page);
    const [opened] = await measured(page, "cuttings:start");
    const index = (await measured(page, "cuttings:index")).reduce((sum, { duration }) => sum + duration, 0);
    const megabytes = (await memory(page)) - blank;
    const answers = await askPage(page, queries);
    const wrong = answers.filter(({ found }, n) => found !== queries[n].found);
    if (wrong.length > 0) console.log(`${wrong.length} answers are others than outside of the browser:`, wrong[0]);
    const times = {};
    for (const { kind, ms } of answers) (times[kind] ??= []).push(ms);
    const keys = await press(page, page.getByTestId("search"), queries);
    return { name: "Cuttings", bytes, seconds: index / 1e3, megabytes, times, keys, opened: opened.duration };
  });
}

// Presses the keys of some queries of words, and waits after each until page and worker are free.
async function press(page, field, queries) {
  const words = queries.filter(({ kind }) => kind === "two words").slice(0, 8).map(({ text }) => text.trim());
  await page.evaluate(() => {
    globalThis.pressed = [];
    globalThis.painted = [];
    addEventListener("keydown", ({ timeStamp }) => pressed.push(timeStamp), { capture: true });
    new PerformanceObserver((list) => painted.push(...list.getEntriesByName("cuttings:render")
      .map(({ startTime, duration }) => startTime + duration))).observe({ entryTypes: ["measure"] });
  });
  const times = [];
  for (const text of words) {
    await field.fill("");
    await field.focus();
    for (const key of text) {
      await page.waitForTimeout(300);
      await page.evaluate(() => { pressed.length = painted.length = 0; });
      await page.keyboard.press(key === " " ? "Space" : key);
      await page.waitForTimeout(300);
      const [key_, last] = await page.evaluate(() => [pressed.at(-1), painted.at(-1)]);
      // A space asks for nothing else.
      if (last) times.push(last - key_);
    }
  }
  return times;
}

const paint = (queries) => within(fixed, "paint.html", async (page) => {
  await page.evaluate(() => {
    const [field, shown] = [document.querySelector("input"), document.querySelector("p")];
    field.oninput = () => {
      const start = performance.now();
      shown.textContent = field.value;
      requestAnimationFrame(() => setTimeout(() => performance.measure("cuttings:render", { start, end: performance.now() })));
    };
  });
  return press(page, page.locator("input"), queries);
});

const loading = {
  MiniSearch: ["minisearch.js", "({ default: MiniSearch }, { miniSearch }, articles) => miniSearch(MiniSearch, articles)"],
  FlexSearch: ["flexsearch.js", "({ default: { Index } }, { flexSearch }, articles) => flexSearch(Index, articles)"],
  "SQLite FTS5": ["sqlite.js", "async ({ default: start }, { sqlite }, articles) => sqlite(await start(), articles)"],
};

async function rival(name, queries, blank) {
  const [script, load] = loading[name];
  if (!libraries[script]) return console.log(`${name} is not installed: left out`);
  const files = { ...fixed, "articles.jsonl": readFileSync(join(folder, "articles.jsonl")) };
  return within(files, "empty.html", async (page) => {
    const told = await page.evaluate(async ([script, load, queries]) => {
      const text = await (await fetch("articles.jsonl")).text();
      const articles = text.trim().split("\n").map((line, id) => ({ id, ...JSON.parse(line) }));
      const rivals = await import("./rivals.js");
      const library = globalThis.library = await (0, eval)(load)(await import(`./${script}`), rivals, articles);
      const start = performance.now();
      library.build();
      const seconds = (performance.now() - start) / 1e3;
      return { seconds, times: rivals.ask(library, articles, queries, () => performance.now()) };
    }, [script, load, queries]);
    return { name, ...told, megabytes: (await memory(page)) - blank };
  });
}

mkdirSync(folder, { recursive: true });
const sizes = process.argv.length > 2 ? process.argv.slice(2) : ["10000"];
for (const size of sizes) {
  const bench = ["bench", "--quiet", "--locked", "--bench", "search"];
  // What is there already is used again with ASKED=1.
  if (!process.env.ASKED) execFileSync("cargo", bench, { cwd: root, env: { ...process.env, SIZES: size, WRITTEN: folder }, stdio: ["ignore", "ignore", "inherit"] });
  const [{ bytes }, ...queries] = lines("queries.jsonl");
  const kinds = [...new Set(queries.map(({ kind }) => kind))];
  const blank = await within(fixed, "empty.html", memory);
  const all = [await cuttings(readFileSync(join(folder, "articles.zip")), queries, bytes, blank)];
  if (Number(size) <= MOST_OF_OTHERS) {
    for (const name of Object.keys(loading)) all.push(await rival(name, queries, blank));
  }
  table(size, all.filter(Boolean), kinds);
  const [{ keys, opened }] = all;
  console.log(`first list after ${(opened / 1e3).toFixed(1)} s`);
  const painted = await paint(queries);
  for (const percent of [50, 95]) {
    const [ours, bare] = [at(keys, percent), at(painted, percent)];
    console.log(`key to painted  p${percent} ${ours.toFixed(1)} ms; only painting ${bare.toFixed(1)} ms (${(ours / bare).toFixed(2)})`);
  }
}
