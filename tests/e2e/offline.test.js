// The page without a network, and a newer version of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { at, caseFile, DIST, found, quiet, search, settled, start, until, untilFound } from "./page.js";

const files = {};
let site;
before(async () => { site = await start({ files }); });
after(() => site?.stop());

const story = { name: "new.txt", mimeType: "text/plain", buffer: Buffer.from(
  "A new ferry\n\nThe zumblefish ferry has taken up its service again after the winter, Oleg Petrov of the harbour office said on Monday.\n") };

// Until everything is kept.
const kept = (page) => until("the page is kept", () => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => request.url)));
  return registration?.active?.state === "activated" && caches_.some((urls) => urls.some((url) => url.includes("reader-") && url.endsWith(".wasm")) && urls.some((url) => url.endsWith("case-shell.html")));
}), Boolean, 60_000);

for (const base of ["root", "project"]) {
  test(`a second visit works without a network, at /${base === "root" ? "" : "name/"}`, async () => {
    const page = await site.open({ base: site[base], serviceWorkers: "allow" });
    const all = await found(page);
    await kept(page);
    await page.context().setOffline(true);
    await page.reload();
    await settled(page);
    assert.equal(await found(page), all);
    await search(page, "geneva");
    assert.ok(await found(page) > 0);
    await search(page, "");
    // What comes late is there as well.
    await at(page, "file-input").setInputFiles([story]);
    await untilFound(page, all + 1);
    assert.match(await caseFile(page), /^<!doctype html>\s*<!-- Cuttings case file/);
    page.problems = page.problems.filter((problem) => !/ERR_INTERNET_DISCONNECTED/.test(problem));
    await page.finish();
  });
}

test("a newer version says so, and comes when it is asked for", async () => {
  const page = await site.open({ serviceWorkers: "allow" });
  await kept(page);
  await page.reload();
  await settled(page);
  await search(page, "geneva");
  const before_ = await found(page);
  files["index.html"] = Buffer.from(readFileSync(join(DIST, "index.html"), "utf8").replace("<title>", "<meta name=newer content=yes><title>"));
  files["sw.js"] = Buffer.from(readFileSync(join(DIST, "sw.js"), "utf8").replace(/var cache = own \+ "/, "$&2"));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  const line = page.locator("#update");
  await line.waitFor({ timeout: 60_000 });
  assert.match(await line.innerText(), /new version/i);
  // Nothing has moved.
  assert.equal(await found(page), before_);
  assert.equal(await page.locator("meta[name=newer]").count(), 0);
  await Promise.all([page.waitForEvent("load"), line.getByRole("button", { name: "Reload" }).click()]);
  await settled(page);
  assert.equal(await page.locator("meta[name=newer]").count(), 1);
  await quiet(page);
  assert.equal(await found(page), before_);
  await page.finish();
});
