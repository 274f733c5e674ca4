// What is added is there again at the next visit, or the page says that it is not.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { at, caseFile, DIST, found, items, longestTasks, search, settled, start, story, until, untilFound } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const text = (name, body) => ({ name, mimeType: "text/plain", buffer: Buffer.from(body) });
const stories = (from, n) => Array.from({ length: n }, (_, k) => text(`${from + k}.txt`, story(from + k)));
const menu = (page) => at(page, "collections");
const name = (page) => menu(page).getByRole("button").first();

// Waits until so many files are kept in all.
const untilKept = (page, n) => until(`${n} files are kept`, () => stored(page), (got) => got === n, 120_000);

// What the browser's own database holds.
const stored = (page, store = "files") => page.evaluate((store) => new Promise((done, fail) => {
  const request = indexedDB.open("cuttings");
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const count = database.transaction(store).objectStore(store).count();
    count.onsuccess = () => { database.close(); done(count.result); };
  };
}), store);

async function reload(page) {
  await page.reload();
  await settled(page);
}

test("what was added is there again after a reload, names and all", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles([...stories(1, 30), text("one.csv", "title,text\nFirst ferry,The zumblefish ferry has taken up its service again after the winter.\nSecond ferry,The zumblefish ferry number two is in the dock until May.\n")]);
  await untilFound(page, all + 32);
  await untilKept(page, 32);
  await search(page, "zumblefish");
  const before = await at(page, "article-list").innerText();
  await name(page).click();
  await menu(page).getByText(/\d kB kept in this browser/).waitFor();
  await menu(page).getByText(/32 added/).waitFor();
  await page.keyboard.press("Escape");
  await reload(page);
  assert.equal(await found(page), 2);
  assert.equal(await at(page, "article-list").innerText(), before);
  await search(page, "");
  assert.equal(await found(page), all + 32);
  // Added once more they are known.
  await at(page, "file-input").setInputFiles(stories(1, 30));
  await page.getByText(/30 were there already/).first().waitFor();
  assert.equal(await stored(page), 32);
  await page.finish();
});

test("what was done to an article is there again after a reload, and undone then", async () => {
  const page = await site.open();
  await items(page).first().getByRole("link").first().click();
  const star = at(page, "reader").getByRole("button", { name: "Star", exact: true });
  const isStarred = async () => await star.getAttribute("aria-pressed") === "true";
  await star.click();
  await until("it is starred", isStarred);
  await until("that is kept", () => stored(page, "journal"), (n) => n === 1);
  await reload(page);
  await until("it is starred again", isStarred);
  await star.click();
  await until("it is not", async () => !await isStarred());
  await until("that is kept", () => stored(page, "journal"), (n) => n === 2);
  await reload(page);
  await until("it is still not", async () => !await isStarred());
  await page.finish();
});

test("what a case file brings is there again after a reload", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles(stories(1, 3));
  await untilFound(page, all + 3);
  const file = await caseFile(page);
  await page.finish();
  const other = await site.open();
  await at(other, "file-input").setInputFiles([{ name: "case.html", mimeType: "text/html", buffer: Buffer.from(file) }]);
  await untilFound(other, all + 3);
  await untilKept(other, 3);
  await reload(other);
  assert.equal(await found(other), all + 3);
  await other.finish();
});

test("a tab that is closed in mid-import leaves what had come in, and says so", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles(stories(100, 600));
  await until("some are kept", () => stored(page), (n) => n > 20, 120_000);
  const again = await page.context().newPage();
  await page.close();
  await again.goto(site.root);
  await settled(again);
  const there = await found(again) - all;
  assert.equal(there, await stored(again));
  assert.ok(there > 20 && there < 600, `${there} of 600`);
  await again.getByText(/of 600 files had come in when the page was closed/).waitFor();
  await at(again, "file-input").setInputFiles(stories(100, 600));
  await untilFound(again, all + 600);
  await until("all are kept", () => stored(again), (n) => n === 600, 120_000);
  assert.equal(await again.getByText(/had come in when/).count(), 0);
  await again.context().close();
});

test("where the browser has no room left all goes on, and is kept once there is", async () => {
  const page = await site.open();
  const all = await found(page);
  const client = await page.context().newCDPSession(page);
  await client.send("Storage.overrideQuotaForOrigin", { origin: site.origin, quotaSize: 100_000 });
  await at(page, "file-input").setInputFiles(stories(1, 200));
  await untilFound(page, all + 200);
  await page.getByText(/no room left/).waitFor();
  await search(page, "orchard");
  assert.ok(await found(page) > 0);
  await client.send("Storage.overrideQuotaForOrigin", { origin: site.origin });
  await page.getByRole("button", { name: "Try again" }).click();
  await untilKept(page, 200);
  await until("nothing is said any more", () => page.getByText(/no room left/).count(), (n) => n === 0);
  await search(page, "");
  await reload(page);
  assert.equal(await found(page), all + 200);
  await page.finish();
});

// The page where its worker has no storage.
function withoutStorage() {
  const loader = readdirSync(DIST).find((name) => /^worker-.*_loader\.js$/.test(name));
  const off = "Object.defineProperty(self,'indexedDB',{get(){throw new DOMException('off','SecurityError')}});";
  return start({ files: { [loader]: Buffer.from(off + readFileSync(join(DIST, loader), "utf8")) } });
}

test("where storage is switched off all goes on, and the page says that nothing is kept", async () => {
  const poor = await withoutStorage();
  const page = await poor.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles(stories(1, 5));
  await untilFound(page, all + 5);
  await page.getByText(/This browser keeps nothing/).waitFor();
  await page.finish();
  await poor.stop();
});

test("collections are made, named, turned to, removed, and that is undone", async () => {
  const page = await site.open();
  const all = await found(page);
  await name(page).click();
  await menu(page).getByRole("button", { name: "New collection" }).click();
  await menu(page).getByRole("textbox").fill("Harbour");
  await page.keyboard.press("Enter");
  await page.getByText("No articles yet").waitFor();
  await at(page, "file-input").setInputFiles(stories(1, 12));
  await untilFound(page, 12);
  const address = page.url();
  assert.match(address, /#in=[0-9a-f]{8,}/);
  assert.ok(!/harbour/i.test(address));
  await untilKept(page, 12);
  // The page's own is as it was; back leads to the other again.
  await name(page).click();
  await menu(page).getByRole("link", { name: /This page’s articles/ }).click();
  await untilFound(page, all);
  await page.goBack();
  await untilFound(page, 12);
  // A link reproduces the view.
  await reload(page);
  assert.equal(await found(page), 12);
  assert.match(await name(page).innerText(), /Harbour/);
  await name(page).click();
  await menu(page).getByRole("button", { name: "Rename" }).click();
  await menu(page).getByRole("textbox").fill("Port");
  await page.keyboard.press("Enter");
  await until("it has its new name", () => name(page).innerText(), (words) => /Port/.test(words));
  await name(page).click();
  await menu(page).getByRole("button", { name: "Delete" }).click();
  await untilFound(page, all);
  await page.getByRole("button", { name: "Undo" }).click();
  await untilFound(page, 12);
  // Deleted and left so, it is gone at the next visit.
  await name(page).click();
  await menu(page).getByRole("button", { name: "Delete" }).click();
  await untilFound(page, all);
  await until("that is written", async () => {
    const other = await page.context().newPage();
    await other.goto(site.root);
    await settled(other);
    await name(other).click();
    const count = await menu(other).getByText(/Port/).count();
    await other.close();
    return count;
  }, (n) => n === 0);
  await page.close({ runBeforeUnload: false });
});

test("a link to a collection of another browser says so", async () => {
  const page = await site.open({ path: "#in=0123456789abcdef", wait: false });
  await page.getByText(/not in this browser/).waitFor();
  await page.finish();
});

test("two tabs see what the other adds", async () => {
  const page = await site.open();
  const all = await found(page);
  const other = await page.context().newPage();
  await other.goto(site.root);
  await settled(other);
  await Promise.all([
    at(page, "file-input").setInputFiles(stories(1, 40)),
    at(other, "file-input").setInputFiles(stories(41, 40)),
  ]);
  await untilFound(page, all + 80);
  await untilFound(other, all + 80);
  await untilKept(page, 80);
  await page.getByText(/from another tab/).waitFor();
  await reload(page);
  assert.equal(await found(page), all + 80);
  await page.context().close();
});

test("what another version of the reader has read is read again", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles(stories(1, 10));
  await untilFound(page, all + 10);
  await untilKept(page, 10);
  // The record says which reader it was: any other hash there is another's.
  await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open("cuttings");
    request.onsuccess = () => {
      const database = request.result, transaction = database.transaction("files", "readwrite");
      const cursor = transaction.objectStore("files").openCursor();
      cursor.onsuccess = () => {
        if (!cursor.result) return;
        const bytes = cursor.result.value;
        // Its 16 digits end four bytes, at most, before the rest begins: the first run of 16 is it.
        const words = String.fromCharCode(...bytes.slice(0, 200));
        const place = words.search(/[0-9a-f]{16}/);
        bytes[place] = bytes[place] === 48 ? 49 : 48;
        cursor.result.update(bytes);
        cursor.result.continue();
      };
      transaction.oncomplete = () => { database.close(); done(); };
    };
  }));
  await reload(page);
  await untilFound(page, all + 10);
  await page.finish();
});

test("text that is pasted is an article", async () => {
  const page = await site.open();
  const all = await found(page);
  const paste = (types) => page.evaluate((types) => {
    const data = new DataTransfer();
    for (const [type, value] of Object.entries(types)) data.setData(type, value);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, types);
  await paste({ "text/plain": "Ferry runs again\n\nThe zumblefish ferry has taken up its service again after the winter, the harbour office said." });
  await untilFound(page, all + 1);
  await paste({ "text/plain": "The mill opens", "text/html": "<h1>The mill opens</h1><p>The old zumblefish mill at the river is open to visitors from May on, its keeper said on Sunday.</p>" });
  await untilFound(page, all + 2);
  await page.getByRole("button", { name: "Paste text" }).click();
  await page.getByRole("textbox", { name: /text/i }).fill("Bridge closed\n\nThe zumblefish bridge is closed for repairs until June, the council of the town said on Monday.");
  await page.getByRole("button", { name: "Add this text" }).click();
  await untilFound(page, all + 3);
  await search(page, "zumblefish");
  assert.equal(await found(page), 3);
  // In a field it is the field's.
  await at(page, "search").focus();
  await page.finish();
});

test("the companions of a saved page are left out and told once; each file's outcome is listed", async () => {
  const page = await site.open();
  const all = await found(page);
  const paths = { "saved/mill.html": "<!doctype html><title>The mill opens</title><article><h1>The mill opens</h1><p>The old mill at the river is open to visitors from May on, its keeper said on Sunday.</p></article>",
    "saved/mill_files/style.css": "body{}", "saved/mill_files/frame.html": "<p>An advertisement.</p>", "saved/mill_files/logo.png": "\x89PNG\r\n\x1a\n",
    "saved/note.txt": story(1), "saved/copy.txt": story(1), "saved/broken.json": "{" };
  await page.evaluate((paths) => {
    const data = new DataTransfer();
    for (const [path, body] of Object.entries(paths)) {
      const file = new File([body], path.split("/").pop());
      Object.defineProperty(file, "webkitRelativePath", { value: path });
      data.items.add(file);
    }
    const field = document.querySelector("[data-testid=folder-input]");
    // The list of a field can't keep paths of its own: what is asked of it is answered here.
    Object.defineProperty(field, "files", { value: Object.assign([...Object.entries(paths)].map(([path, body]) => {
      const file = new File([body], path.split("/").pop());
      Object.defineProperty(file, "webkitRelativePath", { value: path });
      return file;
    }), { item(n) { return this[n]; } }), configurable: true });
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, paths);
  await untilFound(page, all + 2);
  await page.getByText(/3 files that belong to a saved page/).waitFor();
  await page.getByText("Each file").click();
  const list = at(page, "outcomes");
  await until("each file is listed", () => list.innerText(), (words) =>
    /note\.txt.*added/s.test(words) && /copy\.txt.*same as saved\/note\.txt/s.test(words) && /broken\.json.*no JSON/s.test(words));
  await page.finish();
});

// How long it takes until so many files are found.
async function seconds(site, n) {
  const page = await site.open();
  const all = await found(page);
  const files = stories(1, n);
  // Those that read files are there.
  await at(page, "file-input").setInputFiles(stories(n + 1, 1));
  await untilFound(page, all + 1);
  const start = Date.now();
  await at(page, "file-input").setInputFiles(files);
  await until("all are found", () => found(page), (got) => got === all + n + 1, 300_000);
  const took = (Date.now() - start) / 1000;
  await page.context().close();
  return took;
}

test("keeping costs little", async (t) => {
  const n = Number(process.env.FILES ?? 1000);
  const poor = await withoutStorage();
  const runs = [];
  for (let round = 0; round < 3; round++) runs.push([await seconds(poor, n), await seconds(site, n)]);
  await poor.stop();
  const ratio = ([without, with_]) => with_ / without;
  runs.sort((a, b) => ratio(a) - ratio(b));
  const told = runs.map((run) => `${run.map((s) => s.toFixed(1)).join(" and ")} s`).join("; ");
  t.diagnostic(`${n} files without and with keeping: ${told}; the median ratio is ${ratio(runs[1]).toFixed(2)}`);
  assert.ok(ratio(runs[1]) < 1.5);
});

test("ten thousand files are there again after a reload", async (t) => {
  const n = Number(process.env.FILES ?? 10_000);
  const page = await site.open();
  const all = await found(page);
  const folder = stories(1, n);
  for (let from = 0; from < n; from += 2_500) {
    await at(page, "file-input").setInputFiles(folder.slice(from, from + 2_500));
    await until("they are found", () => found(page), (got) => got === all + Math.min(n, from + 2_500), 300_000);
  }
  await untilKept(page, n);
  const start = Date.now();
  let first;
  const tasks = await longestTasks(page, async () => {
    await page.reload();
    await until("the first list is there", () => found(page), (got) => got >= all);
    first = Date.now() - start;
    await until("all are there again", () => found(page), (got) => got === all + n, 300_000);
  });
  const [began] = await page.evaluate(() => performance.getEntriesByName("cuttings:start").map((m) => m.duration));
  t.diagnostic(`${n} kept files: the first list after ${Math.round(began)} ms (seen by the test after ${first} ms), all after ${((Date.now() - start) / 1000).toFixed(1)} s; the page's longest tasks: ${tasks.slice(0, 3).join(", ")} ms`);
  await page.finish();
});
