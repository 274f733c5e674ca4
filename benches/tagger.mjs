// How fast names are found, natively, in a browser, and by compromise in the same
// browser: one run over the same text, on one thread each.
//
//     node benches/tagger.mjs [FOLDER...]
//
// What is missing is set up by tools/setup.sh, compromise in target/compromise.
// The module is built as the page's reader of files is. It and compromise run in a
// worker of a headless Chromium, a second and a half to warm up and three that
// count. Counted is the time that the worker's thread was at work, where the system
// tells it (Linux), since whatever else the machine does would make a run slower;
// else the time that passed. Tokens are the model's: words and marks.

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { serve } from "../tests/e2e/server.js";

const top = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const stage = join(top, "target/tagger-in-browser");
const run = (command, ...args) =>
  execFileSync(command, args, { cwd: top, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
process.env.PATH = `${join(top, "target/tools/bin")}:${process.env.PATH}`;
const where = (tool) => {
  try {
    return run("sh", "tools/setup.sh", "where", tool).trim();
  } catch {
    return "";
  }
};

// What the worker runs: each message names who is to find names, and for how long.
const WORKER = `
importScripts("tagger.js", "compromise.js");
const ready = Promise.all([
  wasm_bindgen({ module_or_path: "tagger_bg.wasm" }),
  fetch("texts.json").then((response) => response.json()),
]);
const rivals = {
  compromise(text) {
    const doc = nlp(text);
    return doc.people().length + doc.places().length + doc.organizations().length;
  },
};
onmessage = async ({ data: { who, milliseconds } }) => {
  const [, texts] = await ready;
  const find = rivals[who] ?? wasm_bindgen[who];
  const start = performance.now();
  let [rounds, found] = [0, 0];
  while (rounds === 0 || performance.now() - start < milliseconds) {
    found = texts.reduce((sum, text) => sum + find(text), 0);
    rounds += 1;
  }
  postMessage({ rounds, found, passed: performance.now() - start });
};
`;

// The nanoseconds that the workers of a process and its descendants have been at
// work; null where the system doesn't say.
function workersTime(pid) {
  try {
    const parents = new Map();
    for (const child of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        parents.set(Number(child), Number(readFileSync(`/proc/${child}/stat`, "utf8").replace(/.*\) \S+ /, "").split(" ")[0]));
      } catch {
        // It has ended meanwhile.
      }
    }
    const isOurs = (child) => child === pid || (parents.has(child) && isOurs(parents.get(child)));
    let time = 0;
    for (const child of [...parents.keys()].filter(isOurs)) {
      for (const thread of readdirSync(`/proc/${child}/task`)) {
        const task = `/proc/${child}/task/${thread}`;
        if (!readFileSync(`${task}/comm`, "utf8").startsWith("DedicatedWorker")) continue;
        time += Number(readFileSync(`${task}/schedstat`, "utf8").split(" ")[0]);
      }
    }
    return time || null;
  } catch {
    return null;
  }
}

mkdirSync(stage, { recursive: true });
const rival = join(top, "target/compromise/node_modules/compromise");
for (const part of ["page", "node", "browser"]) run("sh", "tools/setup.sh", part);
if (!existsSync(rival)) run("npm", "install", "--silent", "--no-save", "--prefix", "target/compromise", "compromise@14");
copyFileSync(join(rival, "builds/compromise.js"), join(stage, "compromise.js"));
const features = ["--no-default-features", "--features", "timed", "--profile", "reader"];
run("cargo", "build", "--quiet", "--locked", "--example", "tagger", "--target", "wasm32-unknown-unknown", ...features);
const module = "target/wasm32-unknown-unknown/reader/examples/tagger.wasm";
run("wasm-bindgen", "--target", "no-modules", "--no-typescript", "--out-dir", stage, module);
const optimizer = where("wasm-opt");
const bytes = join(stage, "tagger_bg.wasm");
if (optimizer) run(optimizer, "-O2", "--low-memory-unused", bytes, "-o", bytes);
const folders = process.argv.slice(2);
const native = run("cargo", "bench", "--quiet", "--locked", "--bench", "tagger", "--", ...folders, "--text", join(stage, "texts.txt"));
process.stdout.write(native);
const tokens = Number(native.match(/(\d+) tokens/)[1]);
const texts = readFileSync(join(stage, "texts.txt"), "utf8").split("\f");
writeFileSync(join(stage, "texts.json"), JSON.stringify(texts));
writeFileSync(join(stage, "worker.js"), WORKER);
writeFileSync(join(stage, "index.html"), "<!doctype html><title>Tagger</title>");

const { chromium } = createRequire(join(top, "tests/e2e/package.json"))("playwright-core");
const server = await serve(stage);
const browser = await chromium.launchServer({ executablePath: where("chromium"), args: ["--no-sandbox", "--disable-gpu"] });
const page = await (await chromium.connect(browser.wsEndpoint())).newPage();
await page.goto(server.root);
await page.evaluate(() => { globalThis.worker = new Worker("worker.js"); });
const ask = (who, milliseconds) =>
  page.evaluate(
    (asked) =>
      new Promise((answer, fail) => {
        worker.onmessage = ({ data }) => answer(data);
        worker.onerror = ({ message }) => fail(new Error(message));
        worker.postMessage(asked);
      }),
    { who, milliseconds },
  );
console.log("in the browser:");
for (const who of ["rules", "model", "product", "compromise"]) {
  await ask(who, 1500);
  const start = workersTime(browser.process().pid);
  const { rounds, found, passed } = await ask(who, 3000);
  const end = workersTime(browser.process().pid);
  const seconds = start === null || end === null ? passed / 1e3 : (end - start) / 1e9;
  const rate = Math.round((tokens * rounds) / seconds);
  console.log(`${who.padEnd(16)}${String(rate).padStart(10)} tokens/s, ${found} names`);
}
await browser.close();
await server.close();
