// What is added is there again at the next visit, or the page says that it is not.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { at, caseFile, DIST, found, items, longestTasks, quiet, search, settled, starred, start, story, titles, until, untilFound } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const text = (name, body) => ({ name, mimeType: "text/plain", buffer: Buffer.from(body) });
const stories = (from, n) => Array.from({ length: n }, (_, k) => text(`${from + k}.txt`, story(from + k)));
const menu = (page) => at(page, "collections");
const name = (page) => menu(page).getByRole("button").first();

// Waits until so many files are kept in all.
const untilKept = (page, n) => until(`${n} files are kept`, () => stored(page), (got) => got === n, 120_000);

// A page to which so many files were added, which are kept, and how many it had before.
async function kept(n) {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles(stories(1, n));
  await untilFound(page, all + n);
  await untilKept(page, n);
  return { page, all };
}

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

// A page of this origin with nothing of Cuttings running in it.
async function bare(page) {
  const other = await page.context().newPage();
  await other.goto(`${site.root}favicon.svg`);
  return other;
}

// All that a store holds: keys, and values as arrays.
const dump = (page, store) => page.evaluate((store) => new Promise((done, fail) => {
  const request = indexedDB.open("cuttings");
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const from = database.transaction(store).objectStore(store);
    const keys = from.getAllKeys(), values = from.getAll();
    values.onsuccess = () => { database.close(); done(keys.result.map((key, n) => [key, [...values.result[n]]])); };
  };
}), store);

// Has the page make the database as version 1 was, with these in it, and hold it open or not.
const makeFirst = (page, { files = [], journal = [], collections = [] }, hold = false) => page.evaluate(([stores, hold]) => new Promise((done, fail) => {
  const request = indexedDB.open("cuttings", 1);
  request.onerror = () => fail(request.error);
  request.onupgradeneeded = () => Object.keys(stores).forEach((name) => request.result.createObjectStore(name));
  request.onsuccess = () => {
    const database = request.result;
    const transaction = database.transaction(Object.keys(stores), "readwrite");
    for (const [name, entries] of Object.entries(stores)) for (const [key, bytes] of entries) transaction.objectStore(name).put(new Uint8Array(bytes), key);
    transaction.oncomplete = () => { if (hold) globalThis.held = database; else database.close(); done(); };
  };
}), [{ collections, files, journal }, hold]);

const varint = (n) => n < 128 ? [n] : [(n & 127) | 128, ...varint(Math.floor(n / 128))];
// A collection's record as the first version wrote it: the page's own, with so many files and events.
const firstForm = (n_files, bytes, n_events) => [1, 0, 0, ...varint(n_files), ...varint(bytes), ...varint(n_files), ...varint(n_events), 0, 0];

const wipe = (page) => page.evaluate(() => new Promise((done) => { indexedDB.deleteDatabase("cuttings").onsuccess = done; }));

test("what an earlier version kept is there, and is added to", async () => {
  const { page, all } = await kept(5);
  await search(page, "orchard");
  await items(page).first().getByRole("link").first().click();
  await at(page, "reader").getByRole("button", { name: "Star", exact: true }).click();
  await until("that is kept", () => stored(page, "journal"), (n) => n === 1);
  const [files, journal] = [await dump(page, "files"), await dump(page, "journal")];
  const empty = await bare(page);
  await page.close();
  await wipe(empty);
  const bytes = files.reduce((sum, [, value]) => sum + value.length, 0);
  await makeFirst(empty, { files, journal, collections: [["", firstForm(5, bytes, 1)]] });
  await empty.goto(site.root);
  await settled(empty);
  assert.equal(await found(empty), all + 5);
  await search(empty, "has:star");
  assert.equal(await found(empty), 1);
  await search(empty, "");
  await at(empty, "file-input").setInputFiles(stories(6, 2));
  await untilFound(empty, all + 7);
  await untilKept(empty, 7);
  await reload(empty);
  assert.equal(await found(empty), all + 7);
  await empty.context().close();
});

test("a tab with an earlier version that holds on is named, and nothing is lost meanwhile", async () => {
  const first = await site.open();
  const all = await found(first);
  const holder = await bare(first);
  await first.close();
  await wipe(holder);
  await makeFirst(holder, {}, true);
  const page = await holder.context().newPage();
  await page.goto(site.root);
  await page.getByText(/Another tab has an older version of this page open; close it/).waitFor();
  await at(page, "file-input").setInputFiles(stories(1, 4));
  await untilFound(page, all + 4);
  await page.getByText(/4 files .* are here only until this page is closed/).waitFor();
  await holder.close();
  await untilKept(page, 4);
  await until("nothing is said any more", () => page.getByText(/older version/).count(), (n) => n === 0);
  await reload(page);
  assert.equal(await found(page), all + 4);
  await page.context().close();
});

test("a newer version takes over, and leaves what it kept to itself; both are said", async () => {
  const { page, all } = await kept(3);
  const newer = await bare(page);
  await newer.evaluate(() => new Promise((done, fail) => {
    const request = indexedDB.open("cuttings", 99);
    request.onerror = () => fail(request.error);
    request.onsuccess = () => { request.result.close(); done(); };
  }));
  await page.getByText(/A newer version of this page is open in another tab/).waitFor();
  await at(page, "file-input").setInputFiles(stories(4, 2));
  await untilFound(page, all + 5);
  await page.getByText(/2 files .* are here only until this page is closed/).waitFor();
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.getByText(/was kept by a newer version of this page. It is all there/).waitFor();
  await untilFound(page, all);
  await at(page, "file-input").setInputFiles(stories(6, 1));
  await untilFound(page, all + 1);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText(/was kept by a newer version of this page. It is all there/).waitFor();
  const files = await dump(newer, "files");
  assert.deepEqual(files.map(([[, number]]) => number), [0, 1, 2]);
  await page.context().close();
});

test("a collection of a form that is not known is not written over", async () => {
  const { page, all } = await kept(3);
  await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open("cuttings");
    request.onsuccess = () => {
      const transaction = request.result.transaction("collections", "readwrite");
      transaction.objectStore("collections").put(new Uint8Array([200, 1, 2]), "");
      transaction.oncomplete = () => { request.result.close(); done(); };
    };
  }));
  const before = await dump(page, "files");
  await reload(page);
  await at(page, "file-input").setInputFiles(stories(4, 2));
  await untilFound(page, all + 5);
  await page.getByText(/was kept by a newer version of this page/).waitFor();
  assert.deepEqual(await dump(page, "files"), before);
  assert.deepEqual(await dump(page, "collections"), [["", [200, 1, 2]]]);
  await page.context().close();
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

// Another tab of the same browser with the same collection open.
async function secondTab(page, n) {
  const other = await page.context().newPage();
  other.setDefaultTimeout(30_000);
  await other.goto(page.url());
  await settled(other);
  await untilFound(other, n);
  return other;
}

// A second tab, which has deleted what was added to the collection.
async function deletedElsewhere(page, all, n) {
  const other = await secondTab(page, all + n);
  await remove(other, "Delete what was added");
  await untilFound(other, all);
  return other;
}

const remove = async (page, label) => {
  await name(page).click();
  await menu(page).getByRole("button", { name: label, exact: true }).click();
};

const starFirst = async (page) => {
  await items(page).first().getByRole("link").first().click();
  await at(page, "reader").getByRole("button", { name: "Star", exact: true }).click();
};

test("what one tab deletes comes back, whole, with what another does to it", async () => {
  const { page, all } = await kept(2);
  const other = await secondTab(page, all + 2);
  await remove(other, "Delete what was added");
  await untilFound(other, all);
  await at(page, "taken").getByText(/was deleted in another tab/).waitFor();
  assert.equal(await found(page), all + 2);
  await starFirst(page);
  await starred(page);
  await until("nothing is said any more", () => at(page, "taken").count(), (n) => n === 0);
  await until("the star is kept", () => stored(page, "journal"), (n) => n === 1);
  // The other has it again, too, and offers no undo that would do nothing.
  await untilFound(other, all + 2);
  await until("no undo is offered", () => other.getByText(/is deleted \(/).count(), (n) => n === 0);
  assert.equal(await stored(page), 2);
  await other.close();
  await reload(page);
  await untilFound(page, all + 2);
  await starred(page);
  await page.finish();
});

test("a collection that was deleted in a tab that is closed is there for the one that shows it", async () => {
  const page = await site.open();
  await name(page).click();
  await menu(page).getByRole("button", { name: "New collection" }).click();
  await menu(page).getByRole("textbox").fill("Harbour");
  await page.keyboard.press("Enter");
  await page.getByText("No articles yet").waitFor();
  await at(page, "file-input").setInputFiles(stories(1, 6));
  await untilFound(page, 6);
  await untilKept(page, 6);
  const other = await secondTab(page, 6);
  await remove(other, "Delete");
  await at(page, "taken").getByText(/“Harbour” was deleted in another tab/).waitFor();
  await other.close();
  // A third asks what there is, and finds that somebody is left who may show it.
  const third = await page.context().newPage();
  await third.goto(site.root);
  await settled(third);
  await third.close();
  assert.match(await name(page).innerText(), /Harbour/);
  await at(page, "file-input").setInputFiles(stories(7, 1));
  await untilFound(page, 7);
  await untilKept(page, 7);
  await reload(page);
  await untilFound(page, 7);
  await page.finish();
});

test("an undo undoes nothing that another tab has done meanwhile", async () => {
  const page = await site.open();
  const all = await found(page);
  const other = await secondTab(page, all);
  await starFirst(page);
  await starred(page);
  await until("the star is kept", () => stored(page, "journal"), (n) => n === 1);
  await items(other).nth(1).getByRole("link").first().click();
  await at(other, "reader").getByRole("button", { name: "Star", exact: true }).click();
  await starred(other);
  await search(page, "has:star");
  await untilFound(page, 2);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("Control+z");
  await untilFound(page, 1);
  await starred(other);
  // There is nothing left of this tab's to undo.
  await page.keyboard.press("Control+z");
  await quiet(page);
  assert.equal(await found(page), 1);
  await page.finish();
});

test("a deletion is undone after another tab was told of it", async () => {
  const { page, all } = await kept(6);
  const other = await deletedElsewhere(page, all, 6);
  await at(page, "taken").waitFor();
  await other.getByRole("button", { name: "Undo", exact: true }).click();
  await untilFound(other, all + 6);
  await until("nothing is said any more", () => at(page, "taken").count(), (n) => n === 0);
  // So it is from the tab that was told.
  await remove(other, "Delete what was added");
  await untilFound(other, all);
  await at(page, "taken").getByRole("button", { name: "Bring it back" }).click();
  await untilFound(other, all + 6);
  await reload(page);
  await untilFound(page, all + 6);
  await page.finish();
});

test("what is deleted and begun anew is lost, and the tab that shows it says so", async () => {
  const { page, all } = await kept(3);
  const other = await deletedElsewhere(page, all, 3);
  await at(other, "file-input").setInputFiles(stories(10, 1));
  await untilFound(other, all + 1);
  await untilKept(other, 1);
  await until("no undo is offered", () => other.getByText(/is deleted \(/).count(), (n) => n === 0);
  await at(page, "taken").getByText(/deleted in another tab for good/).waitFor();
  await untilFound(page, all + 4);
  await reload(other);
  await untilFound(other, all + 1);
  await page.context().close();
});

test("what another version of the reader has read is read again", async () => {
  const { page, all } = await kept(10);
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
    "saved/note.txt": story(1), "saved/copy.txt": story(1), "saved/broken.json": "{",
    "saved/.git/config": "x", "saved/.git/hooks/a": "x", "saved/.DS_Store": "x", "saved/empty.txt": "", "saved/face.woff2": "wOF2\0" };
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
  await page.getByText(/2 hidden files or folders were left out/).waitFor();
  await page.getByText("Each file").click();
  const list = at(page, "outcomes");
  await until("each file is listed", () => list.innerText(), (words) =>
    /note\.txt.*added/s.test(words) && /copy\.txt.*same as saved\/note\.txt/s.test(words) && /broken\.json.*failed: it is no JSON/s.test(words)
    && /logo\.png.*skipped: it belongs to a saved page/s.test(words) && /\.git.*skipped: it is hidden/s.test(words) && !/config/.test(words)
    && /empty\.txt.*skipped: the file is empty/s.test(words) && /face\.woff2.*skipped: it is a font/s.test(words));
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

const emptied = (page, store) => page.evaluate((store) => new Promise((done) => {
  const request = indexedDB.open("cuttings");
  request.onsuccess = () => {
    const transaction = request.result.transaction(store, "readwrite");
    transaction.objectStore(store).clear();
    transaction.oncomplete = () => { request.result.close(); done(); };
  };
}), store);

test("the index is kept with the files; with it, without it and with another one the answers are the same", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles(stories(1, 250));
  await untilFound(page, all + 250);
  const asked = ["orchard keller", "\"the harbour\"", "person:petrov", "sanct* OR ferr*", ""];
  const answers = async () => {
    const told = [];
    for (const text of asked) {
      await search(page, text);
      told.push([await found(page), (await titles(page)).slice(0, 8), await at(page, "entity-sidebar").innerText()]);
    }
    return told;
  };
  const before = await answers();
  await until("the index is kept", () => stored(page, "indexes"), (n) => n === 1, 60_000);
  const indexed = () => page.evaluate(() => performance.getEntriesByName("cuttings:index").length);
  await reload(page);
  await untilFound(page, all + 250);
  assert.deepEqual(await answers(), before);
  assert.ok(await indexed() > 0);
  // What was done is done to what is opened.
  await items(page).first().getByRole("link").first().click();
  await at(page, "reader").getByRole("button", { name: "Star", exact: true }).click();
  await until("that is kept", () => stored(page, "journal"), (n) => n === 1);
  await reload(page);
  await search(page, "has:star");
  assert.equal(await found(page), 1);
  const starred = await answers();
  for (const spoil of [
    (record) => record.fill(7, record.length / 2, record.length / 2 + 9),
    (record) => record.fill(0),
    (record) => record.set([1], 0),
  ]) {
    const [[key, bytes]] = await dump(page, "indexes");
    const record = Uint8Array.from(bytes);
    spoil(record);
    await page.evaluate(([key, bytes]) => new Promise((done) => {
      const request = indexedDB.open("cuttings");
      request.onsuccess = () => {
        const transaction = request.result.transaction("indexes", "readwrite");
        transaction.objectStore("indexes").put(new Uint8Array(bytes), key);
        transaction.oncomplete = () => { request.result.close(); done(); };
      };
    }), [key, [...record]]);
    await reload(page);
    await untilFound(page, all + 250);
    assert.deepEqual(await answers(), starred);
    await until("the index is kept again", () => dump(page, "indexes"), ([[, again]]) => again.join() === bytes.join(), 60_000);
  }
  // More files make another index.
  await at(page, "file-input").setInputFiles(stories(251, 5));
  await untilFound(page, all + 255);
  await until("the index is kept anew", () => dump(page, "indexes").then(([[, bytes]]) => bytes.length), (length) => length > 0);
  await reload(page);
  await untilFound(page, all + 255);
  await page.finish();
});

// Of how many files the kept index is: the number stands behind the name of the
// reader that had read them. The index itself is large, and stays where it is.
const indexedFiles = (page) => page.evaluate(() => new Promise((done, fail) => {
  const request = indexedDB.open("cuttings");
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const values = database.transaction("indexes").objectStore("indexes").getAll();
    values.onsuccess = () => {
      database.close();
      const bytes = values.result[0] ?? [0, 0];
      let n = 0;
      for (let at = 1 + bytes[0], shift = 0; ; at += 1, shift += 7) {
        n |= (bytes[at] & 127) << shift;
        if (bytes[at] < 128) return done(n);
      }
    };
  };
}));

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
  await until("the index of all of them is kept", () => indexedFiles(page), (got) => got === n, 120_000);
  // How long it takes until the first list is there, and until all are.
  const again = async () => {
    const start = Date.now();
    let first, some;
    const tasks = await longestTasks(page, async () => {
      await page.reload();
      await until("the first list is there", () => found(page), (got) => got >= all);
      first = Date.now() - start;
      await until("the first of them are there", () => found(page), (got) => got > all, 300_000);
      some = Date.now() - start;
      await until("all are there again", () => found(page), (got) => got === all + n, 300_000);
    });
    const took = (Date.now() - start) / 1000;
    const [began, indexing] = await page.evaluate(() => [performance.getEntriesByName("cuttings:start")[0], performance.getEntriesByName("cuttings:index").at(-1)].map((m) => m.duration));
    return `the first list after ${Math.round(began)} ms (seen by the test after ${first} ms), the first of them after ${some} ms, all after ${took.toFixed(1)} s, of which the index ${(indexing / 1000).toFixed(1)} s; the page's longest tasks: ${tasks.slice(0, 3).join(", ")} ms`;
  };
  const opened = await again();
  await emptied(page, "indexes");
  const anew = await again();
  t.diagnostic(`${n} kept files with their index: ${opened}`);
  t.diagnostic(`${n} kept files without it: ${anew}`);
  await page.finish();
});
