// Search here and by MiniSearch, FlexSearch and SQLite's FTS5, in one run over the
// same articles and the same queries, on one thread:
//
//     npm install --prefix target/rivals minisearch flexsearch @sqlite.org/sqlite-wasm
//     node --expose-gc benches/search.mjs [ARTICLES]
//
// Each library indexes title and text and answers a query with all articles
// that have all words (a question in a sentence: any), the counts of the names
// in them, and the first twenty; Cuttings counts eight facets and months and
// makes rows with marked snippets besides, and knows where each word stands.
// A kind of query that a library can't answer is left out of its figures.
// Times are the processor's, of Node.js here and of native code there; `browser.mjs`
// measures all of them, and the page itself, in a browser.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { ask, flexSearch, miniSearch, sqlite, table } from "./rivals.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const rivals = join(root, "target", "rivals");
const folder = join(rivals, "search");
const size = process.argv[2] ?? "10000";
mkdirSync(folder, { recursive: true });
const bench = ["bench", "--quiet", "--locked", "--bench", "search"];
// What is there already is used again with ASKED=1.
if (!process.env.ASKED) execFileSync("cargo", bench, { cwd: root, env: { ...process.env, SIZES: size, WRITTEN: folder }, stdio: "inherit" });

const lines = (name) => readFileSync(join(folder, name), "utf8").trim().split("\n").map((line) => JSON.parse(line));
const articles = lines("articles.jsonl").map((article, id) => ({ id, ...article }));
const [built, ...queries] = lines("queries.jsonl");
const kinds = [...new Set(queries.map((query) => query.kind))];

async function startSqlite() {
  const at = join(rivals, "node_modules/@sqlite.org/sqlite-wasm/sqlite-wasm/jswasm");
  // It looks for a browser's names.
  globalThis.self ??= globalThis;
  globalThis.location ??= new URL("file:///bench");
  const { default: start } = await import(join(at, "sqlite3.mjs"));
  return start({ print: () => {}, printErr: () => {}, wasmBinary: readFileSync(join(at, "sqlite3.wasm")) });
}

// Milliseconds, which other programs do not lengthen; collecting garbage is in them.
const processor = () => (({ user, system }) => (user + system) / 1e3)(process.cpuUsage());
const used = () => (globalThis.gc?.(), process.memoryUsage().heapUsed);
const all = [{
  name: "Cuttings",
  bytes: built.bytes,
  seconds: built.seconds,
  megabytes: built.megabytes,
  times: Object.fromEntries(kinds.map((kind) => [kind, queries.filter((q) => q.kind === kind).map((q) => q.ms)])),
}];
const required = (name) => ((library) => library.default ?? library)(createRequire(join(rivals, "/"))(name));
const rest = {
  minisearch: () => miniSearch(required("minisearch"), articles),
  flexsearch: () => flexSearch(required("flexsearch").Index, articles),
  sqlite: async () => sqlite(await startSqlite(), articles),
};
for (const [name, load] of Object.entries(rest)) {
  let library;
  try {
    library = await load();
  } catch {
    console.log(`${name} is not installed: left out`);
    continue;
  }
  const before = used();
  const start = processor();
  library.build();
  const rival = { name, seconds: (processor() - start) / 1e3 };
  // That of SQLite lies in a memory of its own.
  if (globalThis.gc && name !== "sqlite") rival.megabytes = (used() - before) / 1e6;
  all.push({ ...rival, times: ask(library, articles, queries, processor) });
}
table(articles.length, all, kinds);
