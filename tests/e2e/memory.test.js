// What an import takes while it runs, beyond what the collection takes then: a constant,
// however many files come.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { at, found, start, story, until } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const N_MANY = Number(process.env.FILES ?? 10_000);
const noProc = existsSync("/proc/self/status") ? false : "there is no /proc here that tells what a process takes";

// A folder of so many stories; its files' paths.
function stories(n) {
  const folder = mkdtempSync(join(tmpdir(), "cuttings-"));
  const paths = Array.from({ length: n }, (_, at) => join(folder, `${String(at).padStart(6, "0")}.txt`));
  paths.forEach((path, at) => writeFileSync(path, story(at)));
  return { paths, remove: () => rmSync(folder, { recursive: true }) };
}

// What the processes of all pages take, workers and all, in megabytes.
async function taken(client) {
  const { processInfo } = await client.send("SystemInfo.getProcessInfo");
  const size = ({ id }) => {
    try {
      return Number(readFileSync(`/proc/${id}/status`, "utf8").match(/^VmRSS:\s+(\d+)/m)[1]) / 1e3;
    } catch {
      return 0;
    }
  };
  return processInfo.filter((process) => process.type === "renderer").map(size).reduce((a, b) => a + b, 0);
}

// What is taken at the most while so many files come in, and when all is at rest.
async function imported(n) {
  const page = await site.open();
  const client = await page.context().browser().newBrowserCDPSession();
  const all = await found(page);
  const files = stories(n);
  const begun = await taken(client);
  let peak = begun, ended = false;
  const watch = (async () => {
    while (!ended) {
      peak = Math.max(peak, await taken(client));
      await new Promise((next) => setTimeout(next, 100));
    }
  })();
  await at(page, "file-input").setInputFiles(files.paths);
  await until("all are found", () => found(page), (got) => got === all + n, 900_000);
  ended = true;
  await watch;
  const own = await page.context().newCDPSession(page);
  await own.send("HeapProfiler.collectGarbage");
  await new Promise((next) => setTimeout(next, 3_000));
  const final = await taken(client);
  await client.detach();
  await page.finish();
  files.remove();
  return { begun, peak, final, over: peak - final };
}

test("an import takes a constant beyond what it adds", { skip: noProc }, async (t) => {
  const few = await imported(Math.ceil(N_MANY / 4));
  const many = await imported(N_MANY);
  const told = ({ begun, peak, final, over }) => `${begun.toFixed(0)} MB before, ${peak.toFixed(0)} at the most, ${final.toFixed(0)} at rest: ${over.toFixed(0)} over`;
  t.diagnostic(`${Math.ceil(N_MANY / 4)} files: ${told(few)}`);
  t.diagnostic(`${N_MANY} files: ${told(many)}`);
  // What four times as many files take more is not taken by the import.
  assert.ok(many.over < few.over + 64, `${many.over.toFixed(0)} MB over, and ${few.over.toFixed(0)} of a quarter as many`);
});
