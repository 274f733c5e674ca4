// Search here and by MiniSearch and FlexSearch, in one run over the same
// articles and the same queries, on one thread:
//
//     npm install --prefix target/rivals minisearch flexsearch
//     node --expose-gc benches/search.mjs [ARTICLES]
//
// Each library indexes title and text and answers a query with all articles
// that have all words (a question in a sentence: any), the counts of the names
// in them, and the first twenty; Cuttings counts eight facets and months and
// makes rows with marked snippets besides, and knows where each word stands.
// A kind of query that a library can't answer is left out of its figures.
// Times are of Node.js here and of native code there: the page's own are told
// by `cuttings:search` in the browser's profiler.
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
execFileSync("cargo", bench, { cwd: root, env: { ...process.env, SIZES: size, WRITTEN: folder }, stdio: "inherit" });

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

const at = (times, percent) => times.toSorted((a, b) => a - b)[Math.floor(((times.length - 1) * percent) / 100)];
const used = () => (globalThis.gc?.(), process.memoryUsage().heapUsed);
const all = [{
  name: "Cuttings",
  seconds: built.seconds,
  megabytes: built.megabytes,
  times: Object.fromEntries(kinds.map((kind) => [kind, queries.filter((q) => q.kind === kind).map((q) => q.ms)])),
}];
for (const [name, load] of [["minisearch", miniSearch], ["flexsearch", flexSearch]]) {
  let library;
  try {
    library = createRequire(join(rivals, "/"))(name);
  } catch {
    console.log(`${name} is not installed: left out`);
    continue;
  }
  const { kinds, build, search } = load(library.default ?? library);
  const before = used();
  const start = performance.now();
  build();
  const rival = { name, seconds: (performance.now() - start) / 1e3, times: {} };
  if (globalThis.gc) rival.megabytes = (used() - before) / 1e6;
  for (const kind of kinds) {
    rival.times[kind] = queries.filter((query) => query.kind === kind).map((query) => {
      const start = performance.now();
      const found = search(query);
      const counts = new Map();
      for (const id of found) for (const name of articles[id].names) counts.set(name, (counts.get(name) ?? 0) + 1);
      const shown = found.slice(0, 20).map((id) => articles[id].title);
      return performance.now() - start + 0 * shown.length;
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
