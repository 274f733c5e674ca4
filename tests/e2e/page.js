// What every test needs: the page open in a real browser, a watch on what it
// must never do, and its handles by the names that people see.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { serve } from "./server.js";

const top = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const DIST = process.env.DIST ?? join(top, "dist");
export const ARTICLES = join(top, "articles");
export const PAGES = join(top, "tests/pages");
export const SHARED = resolve(top, "../shared/articles");
const CUTTINGS = process.env.CUTTINGS ?? join(top, "target/debug/cuttings");

// Why the tests over the shared articles are skipped, or false where they can run.
export const noShared = existsSync(SHARED) ? false : "there is no ../shared/articles beside this checkout";

// What the command line writes for these arguments.
export function cuttings(...args) {
  return execFileSync(CUTTINGS, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}

// The articles of a folder as the command line extracts them.
export function extracted(folder) {
  return cuttings("extract", folder).trimEnd().split("\n").map((line) => JSON.parse(line));
}

// A folder as the page's own bundle of articles without what was read
// of them ahead, so that the page has to read the files.
export function plain(folder) {
  const zip = packed(folder);
  const hidden = Buffer.from(".cuttings/read");
  // Under another name it is hidden, too, and nobody looks for it.
  for (let at = zip.indexOf(hidden); at >= 0; at = zip.indexOf(hidden, at)) zip.write(".cuttings/none", at);
  return zip;
}

// A folder as the page's own bundle of articles.
export function packed(folder) {
  const zip = join(mkdtempSync(join(tmpdir(), "cuttings-")), "articles.zip");
  cuttings("pack", folder, "-o", zip);
  return readFileSync(zip);
}

// A browser and a server for one test file; `files` is the server's, `dist` what it serves.
export async function start({ files, dist = DIST } = {}) {
  assert.ok(existsSync(join(dist, "index.html")), `there is no page in ${dist}: make page writes one`);
  const server = await serve(dist, files);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  return {
    ...server,
    open: (options) => open(browser, server, options),
    stop: async () => {
      await browser.close();
      await server.close();
    },
  };
}

// Opens the page in a browser of its own. `page.problems` gathers what must
// not be: requests to another origin, violations of the page's own
// Content-Security-Policy, errors on the console. `page.finish` asserts that
// there are none and closes the page.
async function open(browser, server, { path = "", base = server.root, wait = true, before, ...context } = {}) {
  const own = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", serviceWorkers: "block", ...context });
  const page = await own.newPage();
  page.setDefaultTimeout(30_000);
  page.problems = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(server.origin) && !/^(data|blob):/.test(url) && !url.startsWith(base)) page.problems.push(`a request to ${url}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(`the console says: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => page.problems.push(`not caught: ${error}`));
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map((e) => e.duration)))
      .observe({ type: "longtask", buffered: true });
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  if (before) await page.addInitScript(before);
  page.finish = async () => {
    await own.close();
    assert.deepEqual(page.problems, []);
  };
  await page.goto(base + path);
  if (wait) await settled(page);
  return page;
}

// What the export menu gives under this name, of `what`: 'All', 'The', 'The open'.
export async function exportAs(page, name, { what, marks = true, before } = {}) {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const menu = page.getByLabel("Export", { exact: true }).and(page.locator("[popover]"));
  if (what) await menu.getByRole("radio", { name: new RegExp(`^${what}`) }).check();
  await menu.getByRole("checkbox", { name: "With your stars, tags and notes" }).setChecked(marks);
  await before?.(menu);
  const button = menu.getByRole("button", { name, exact: true });
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 90_000 }), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

// The collection as the page hands it out.
export const downloaded = async (page) => (await exportAs(page, "JSON Lines", { what: "All" })).text;

// A case file of the collection, as it is saved.
export async function caseFile(page, { name, texts, what, marks } = {}) {
  const saved = await exportAs(page, "Save as a case file", { what, marks, before: async (menu) => {
    if (name !== undefined) await menu.getByRole("textbox", { name: "Name" }).fill(name);
    if (texts) await menu.getByRole("radio", { name: new RegExp(`^${texts}`) }).check();
  } });
  return saved.text;
}

// Opens an article by its id.
export async function openArticle(page, id) {
  await page.evaluate((id) => { location.hash = `open=${id}`; }, id);
  await until("the article is open", () => openId(page), (open) => open === id);
  await at(page, "reader").locator(".title").waitFor();
  await quiet(page);
}

// Selects words of the story as a mouse would; without any, nothing.
export const select = (page, words) => page.evaluate((words) => {
  getSelection().removeAllRanges();
  if (!words) return true;
  const walker = document.createTreeWalker(document.querySelector(".story"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.data.indexOf(words);
    if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length), true;
  }
  return false;
}, words);

// Notes on words of the open article, or with none on all of it; by key.
export async function note(page, text, words) {
  // What is written anew loses what is selected in it; in a field the key would be a letter.
  await quiet(page);
  await page.evaluate(() => document.activeElement?.blur());
  assert.ok(await select(page, words), `“${words}” stands in the story`);
  if (words) await at(page, "reader").getByRole("button", { name: "Note on this" }).waitFor();
  await page.keyboard.press("m");
  await at(page, "reader").getByRole("textbox", { name: "Note" }).fill(text);
  await page.keyboard.press("Control+Enter");
  const told = [text, ...words ? [`“${words}”`] : []];
  await until("the note stands there", () => at(page, "notes").innerText(), (notes) => told.every((part) => notes.includes(part)), 10_000);
}

export async function tag(page, name) {
  const field = page.getByLabel("Add a tag");
  await field.fill(name);
  await field.press("Enter");
  await at(page, "reader").getByRole("listitem").filter({ hasText: name }).first().waitFor();
}

export const starred = (page, is = true) => until(`starred: ${is}`,
  () => at(page, "reader").getByRole("button", { name: "Star", exact: true }).getAttribute("aria-pressed"), (now) => now === String(is));

export const at = (page, name) => page.getByTestId(name);
export const items = (page) => at(page, "article-item");

// The number of articles found, once the page says one.
export async function found(page) {
  const text = await at(page, "result-count").first().innerText();
  return Number(text.match(/^\s*(\d+)/)?.[1] ?? NaN);
}

// Waits until `probe` gives what `wanted` accepts; says what it gave last where it never does.
export async function until(what, probe, wanted = Boolean, limit = 30_000) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await probe().catch((error) => `(${String(error).split("\n")[0]})`);
    if (wanted(value)) return value;
    if (Date.now() > end) assert.fail(`${what}: not within ${limit / 1000} s, but ${JSON.stringify(value)}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

export const untilFound = (page, n) => until(`${n} articles are found`, () => found(page), (got) => got === n);

// Waits until the bundled articles are in and no question is open.
export async function settled(page) {
  await items(page).first().waitFor({ timeout: 60_000 });
  await until("the import has ended", () => page.evaluate(() =>
    performance.getEntriesByName("cuttings:start").length > 0
    && !document.querySelector("[data-testid=import-progress]")?.checkVisibility()
    && document.querySelector("[data-testid=entity-sidebar]")?.dataset.names === "settled"), Boolean, 60_000);
  await quiet(page);
}

// Waits until number and list have stood still for a moment.
export async function quiet(page) {
  const look = () => page.evaluate(() =>
    ["result-count", "article-list", "book", "entity-sidebar", "reader"]
      .map((id) => document.querySelector(`[data-testid=${id}]`)?.textContent ?? "").join("\n"));
  let last = await look();
  await until("the page stands still", async () => {
    await new Promise((next) => setTimeout(next, 150));
    const now = await look();
    const same = now === last;
    last = now;
    return same;
  });
}

export async function search(page, text) {
  const before = await measures(page, "cuttings:search");
  await at(page, "search").fill(text);
  await until("the search is answered", () => measures(page, "cuttings:search"), (n) => n > before);
  await quiet(page);
}

export const measures = (page, name) => page.evaluate((name) => performance.getEntriesByName(name, "measure").length, name);

// The page's longest tasks while `work` is done, longest first, in milliseconds of its
// thread's own time: what else the machine does meanwhile doesn't count, nor what
// the test itself has the page do.
export async function longestTasks(page, work) {
  const client = await page.context().browser().newBrowserCDPSession();
  const threads = new Set(), tasks = [], ours = [];
  client.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value) {
      const thread = `${event.pid} ${event.tid}`;
      const { ts: start, dur = 0, tdur = 0, args = {} } = event;
      if (args.name === "CrRendererMain") threads.add(thread);
      if (event.name === "ThreadControllerImpl::RunTask" && tdur > 1000) tasks.push({ thread, start, end: start + dur, ms: Math.round(tdur / 1000) });
      if (/DevTools/.test(args.chrome_mojo_event_info?.mojo_interface_tag)) ours.push({ thread, start });
    }
  });
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { recordMode: "recordAsMuchAsPossible", includedCategories: ["toplevel"] } });
  await work();
  const complete = new Promise((done) => client.once("Tracing.tracingComplete", done));
  await client.send("Tracing.end");
  await complete;
  await client.detach();
  const isOurs = (task) => ours.some(({ thread, start }) => thread === task.thread && start >= task.start && start <= task.end);
  return tasks.filter((task) => threads.has(task.thread) && !isOurs(task)).map((task) => task.ms).sort((a, b) => b - a);
}

// The sidebar's rows of one kind, or its row of one value.
export function entity(page, kind, value) {
  const rows = at(page, "entity").and(page.locator(`[data-kind=${kind}]`));
  return value ? rows.filter({ has: page.getByTitle(value, { exact: true }) }) : rows;
}

export const nameOf = (row) => row.getByRole("button").first().getAttribute("title");
export const countOf = async (row) => Number((await row.getByRole("button").first().innerText()).match(/(\d+)\s*$/)?.[1] ?? NaN);
// The first click filters, the second excludes, the third clears.
export const press = (row) => row.getByRole("button").first().click();

export const chips = (page) => page.getByRole("group", { name: "Filters in force" }).getByRole("listitem");
export const order = (page, by) => page.getByLabel("Order").selectOption(by);
export const show = (page, view) => at(page, "reader").getByRole("button", { name: view, exact: true }).click();
export const rawLines = (page) => at(page, "reader").locator(".raw-line");
export const openId = (page) => page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("open"));

// Titles of the rows in view, in order.
export const titles = (page) => items(page).evaluateAll((rows) =>
  rows.map((row) => row.querySelector("h3").textContent.trim()));

// A story of some 2.4 kB that no other number has.
export function story(n) {
  const words = "harbour council river treaty engine winter ferry envoy market bridge orchard signal tunnel garden mayor island".split(" ");
  const word = (k) => words[(n * 7 + k * 5 + Math.floor(n / 16) * k) % words.length];
  const people = ["Maria Keller", "Ahmed Nasser", "Ivan Petrov", "Lucie Moreau", "Kenji Tanaka"];
  const sentence = (k) => `The ${word(k)} of ward ${n} asked for ${k + 2} ${word(k + 1)}s on ${1 + ((n + k) % 28)} May, ${people[(n + k) % 5]} of the ${word(k + 2)} office said, and the ${word(k + 3)} agreed to number ${n * 31 + k}.`;
  const paragraphs = Array.from({ length: 8 }, (_, p) => `${sentence(2 * p)} ${sentence(2 * p + 1)}`);
  return `Home\nNews\nSport\n\nWard ${n} and its ${word(1)}\n\nBy ${people[n % 5]}\n${1 + (n % 28)} May ${2000 + (n % 24)}\n\n${paragraphs.join("\n\n")}\n\nShare on Facebook\nLeave a Comment\n`;
}
