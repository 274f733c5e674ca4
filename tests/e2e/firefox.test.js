// The page and a case file in Firefox as people have it: driven over WebDriver BiDi, which
// it speaks itself.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";

import { DIST, story, until } from "./page.js";
import { serve } from "./server.js";

// The Firefox to drive: what FIREFOX names, or the first on the PATH.
function firefox() {
  if (process.env.FIREFOX) return process.env.FIREFOX;
  for (const name of ["firefox", "firefox-esr"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next one.
    }
  }
}

const executablePath = firefox();
const skip = executablePath ? false : "there is no Firefox here: FIREFOX names one, or it is on the PATH";
const saved = mkdtempSync(join(tmpdir(), "cuttings-firefox-"));

let browser, server;
before(async () => {
  if (skip) return;
  server = await serve(DIST);
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": saved,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
    },
  });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(address) {
  const page = await browser.newPage();
  page.problems = [];
  page.on("pageerror", (error) => {
    // Firefox holds what a link would have it fetch early to `default-src`; it is fetched when it is needed.
    const isEarly = /\(default-src\) at \S*(_loader\.js|articles\.zip)/.test(String(error));
    if (!isEarly) page.problems.push(String(error));
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(server.origin) && !/^(data|blob|file):/.test(url)) page.problems.push(`a request to ${url}`);
  });
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(address);
  await settled(page);
  return page;
}

async function finish(page) {
  assert.deepEqual(page.problems, []);
  await page.close();
}

const found = (page) => page.$eval("[data-testid=result-count]", (count) => Number(count.textContent.match(/^\s*(\d+)/)?.[1] ?? NaN));
const untilFound = (page, n) => until(`${n} articles are found`, () => found(page), (got) => got === n, 120_000);

const settled = (page) => until("the articles are there", () => page.evaluate(() =>
  document.querySelectorAll("[data-testid=article-item]").length > 0
  && document.querySelector("[data-testid=entity-sidebar]")?.dataset.names === "settled"), Boolean, 120_000);

// Presses what is called so, within what the selector finds.
const press = (page, name, within = "body") => until(`“${name}” is pressed`, () => page.evaluate((name, within) => {
  const all = [...document.querySelectorAll(`${within} button, ${within} a`)];
  const button = all.find((button) => [button.textContent.trim(), button.getAttribute("aria-label")].includes(name) && button.checkVisibility());
  button?.click();
  return Boolean(button);
}, name, within));

async function search(page, text) {
  await page.evaluate((text) => {
    const field = document.querySelector("[data-testid=search]");
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
}

const openFirst = (page) => page.$eval("[data-testid=article-item] a", (link) => link.click());
const isStarred = (page) => page.evaluate(() =>
  [...document.querySelectorAll("[data-testid=reader] button")].find((button) => [button.textContent.trim(), button.getAttribute("aria-label")].includes("Star"))?.getAttribute("aria-pressed") === "true");

// Adds a file as if it had been chosen.
const add = (page, name, text) => page.evaluate((name, text) => {
  const field = document.querySelector("[data-testid=file-input]");
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  field.files = data.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}, name, text);

// Searches, adds a file and stars an article; how many there were before.
async function workOn(page) {
  const all = await found(page);
  await search(page, "geneva");
  await until("some are found", () => found(page), (n) => n > 0 && n < all);
  await search(page, "");
  await untilFound(page, all);
  await add(page, "one.txt", story(1));
  await untilFound(page, all + 1);
  await openFirst(page);
  await press(page, "Star", "[data-testid=reader]");
  await until("it is starred", () => isStarred(page));
  return all;
}

test("the page searches, takes files, and keeps them and what is done", { skip }, async () => {
  const page = await open(server.root);
  const all = await workOn(page);
  await until("both are kept", () => page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open("cuttings");
    request.onsuccess = () => {
      const database = request.result;
      const counts = ["files", "journal"].map((name) => database.transaction(name).objectStore(name).count());
      counts[1].onsuccess = () => { database.close(); done(counts.map((count) => count.result).join()); };
    };
  })), (counts) => counts === "1,1");
  await page.reload();
  await untilFound(page, all + 1);
  await search(page, "has:star");
  await untilFound(page, 1);
  await finish(page);
});

test("a case file opens from disk, is worked on, and saved as another", { skip }, async () => {
  const page = await open(pathToFileURL(join(DIST, "cuttings.html")).href);
  const all = await workOn(page);
  await press(page, "Export");
  await press(page, "Save as a case file");
  const name = await until("it is saved", async () => readdirSync(saved).find((name) => name.endsWith(".html") && !readdirSync(saved).some((other) => other.endsWith(".part"))), Boolean, 120_000);
  await finish(page);
  const again = await open(pathToFileURL(join(saved, name)).href);
  assert.equal(await found(again), all + 1);
  await search(again, "has:star");
  await untilFound(again, 1);
  await finish(again);
});
