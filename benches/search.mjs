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
// Times are the processor's, of Node.js here and of native code there: the page's
// own are told by `cuttings:search` in the browser's profiler.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

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
const plain = ["rare word", "common word", "two words", "prefix", "name", "question"];

function miniSearch(MiniSearch) {
  const index = new MiniSearch({ fields: ["title", "text"] });
  const how = {
    prefix: { prefix: true, combineWith: "AND" },
    misspelt: { fuzzy: 2, combineWith: "AND" },
    question: { combineWith: "OR" },
  };
  return {
    kinds: [...plain, "misspelt"],
    build: () => index.addAll(articles),
    search: ({ kind, text }) =>
      index.search(text.replace(/~2/, ""), how[kind] ?? { combineWith: "AND" }).map((hit) => hit.id),
  };
}

function flexSearch({ Index }) {
  const index = new Index({ tokenize: "forward" });
  return {
    kinds: plain,
    build: () => articles.forEach(({ id, title, text }) => index.add(id, `${title} ${text}`)),
    search: ({ kind, text }) => index.search(text, { limit: articles.length, suggest: kind === "question" }),
  };
}

// In memory, with Porter's stemmer, and prefixes of two and three letters indexed.
async function sqlite() {
  const at = join(rivals, "node_modules/@sqlite.org/sqlite-wasm/sqlite-wasm/jswasm");
  // It looks for a browser's names.
  globalThis.self ??= globalThis;
  globalThis.location ??= new URL("file:///bench");
  const { default: start } = await import(join(at, "sqlite3.mjs"));
  const quiet = { print: () => {}, printErr: () => {}, wasmBinary: readFileSync(join(at, "sqlite3.wasm")) };
  const database = new (await start(quiet)).oo1.DB(":memory:");
  const words = (text) => text.match(/[\p{L}\p{N}]+/gu).map((word) => `"${word}"`);
  const asked = {
    prefix: (text) => `${words(text)}*`,
    phrase: (text) => text,
    near: (text) => `NEAR(${words(text).slice(0, 2).join(" ")}, 5)`,
    "or, not": (text) => (([a, , b, c]) => `(${a} OR ${b}) NOT ${c}`)(words(text)),
    question: (text) => words(text).join(" OR "),
  };
  return {
    kinds: [...plain, "phrase", "near", "or, not"],
    build: () => {
      database.exec("CREATE VIRTUAL TABLE t USING fts5(title, text, content='', tokenize='porter unicode61', prefix='2 3'); BEGIN");
      const insert = database.prepare("INSERT INTO t(rowid, title, text) VALUES (?, ?, ?)");
      articles.forEach(({ id, title, text }) => insert.bind([id, title, text]).stepReset());
      insert.finalize();
      database.exec("COMMIT");
    },
    search: ({ kind, text }) => {
      const bind = (asked[kind] ?? ((text) => words(text).join(" ")))(text);
      return database.selectValues("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank", bind);
    },
  };
}

const at = (times, percent) => times.toSorted((a, b) => a - b)[Math.floor(((times.length - 1) * percent) / 100)];
// Milliseconds, which other programs do not lengthen; collecting garbage is in them.
const processor = () => (({ user, system }) => (user + system) / 1e3)(process.cpuUsage());
const used = () => (globalThis.gc?.(), process.memoryUsage().heapUsed);
const all = [{
  name: "Cuttings",
  seconds: built.seconds,
  megabytes: built.megabytes,
  times: Object.fromEntries(kinds.map((kind) => [kind, queries.filter((q) => q.kind === kind).map((q) => q.ms)])),
}];
const required = (name) => ((library) => library.default ?? library)(createRequire(join(rivals, "/"))(name));
const rest = {
  minisearch: () => miniSearch(required("minisearch")),
  flexsearch: () => flexSearch(required("flexsearch")),
  sqlite,
};
for (const [name, load] of Object.entries(rest)) {
  let library;
  try {
    library = await load();
  } catch {
    console.log(`${name} is not installed: left out`);
    continue;
  }
  const { kinds, build, search } = library;
  const before = used();
  const start = processor();
  build();
  const rival = { name, seconds: (processor() - start) / 1e3, times: {} };
  // That of SQLite lies in a memory of its own.
  if (globalThis.gc && name !== "sqlite") rival.megabytes = (used() - before) / 1e6;
  for (const kind of kinds) {
    rival.times[kind] = queries.filter((query) => query.kind === kind).map((query) => {
      const start = processor();
      const found = search(query);
      const counts = new Map();
      for (const id of found) for (const name of articles[id].names) counts.set(name, (counts.get(name) ?? 0) + 1);
      const shown = found.slice(0, 20).map((id) => articles[id].title);
      return processor() - start + 0 * shown.length;
    });
  }
  all.push(rival);
}

const [ours, ...others] = all;
const row = (name, cells) => console.log(name.padEnd(16) + cells.map((cell) => cell.padStart(26)).join(""));
const ms = (n) => `${n.toFixed(2)} ms`;
console.log(`\n${articles.length} articles, ${(built.bytes / 1e6).toFixed(1)} MB; in brackets: times ours`);
row("", all.map(({ name }) => name));
const speed = ({ seconds }) => built.bytes / 1e6 / seconds;
row("indexing", all.map((one) => {
  const memory = one.megabytes ? `, ${one.megabytes.toFixed(0)} MB` : "";
  return `${speed(one).toFixed(1)} MB/s${memory}${one === ours ? "" : ` (${(speed(one) / speed(ours)).toFixed(2)})`}`;
}));
function compare(name, kinds) {
  for (const percent of [50, 95]) {
    const cell = (one) => {
      const own = kinds.filter((kind) => one.times[kind]);
      if (own.length === 0) return "–";
      const [here, there] = [ours, one].map(({ times }) => at(own.flatMap((kind) => times[kind]), percent));
      return one === ours ? ms(there) : `${ms(there)} (${(there / here).toFixed(1)})`;
    };
    row(`${name} p${percent}`.slice(0, 16), [ours, ...others].map(cell));
  }
}
kinds.forEach((kind) => compare(kind, [kind]));
compare("all it can", kinds);
