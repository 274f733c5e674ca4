// What Cuttings is measured beside, in Node.js and in a browser alike: each indexes title and
// text of `articles` and gives the numbers of those that answer a query, best first. A kind of
// query that a library can't answer is not among its `kinds`.

const plain = ["rare word", "common word", "two words", "prefix", "name", "question"];

export function miniSearch(MiniSearch, articles) {
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

export function flexSearch(Index, articles) {
  const index = new Index({ tokenize: "forward" });
  return {
    kinds: plain,
    build: () => articles.forEach(({ id, title, text }) => index.add(id, `${title} ${text}`)),
    search: ({ kind, text }) => index.search(text, { limit: articles.length, suggest: kind === "question" }),
  };
}

// In memory, with Porter's stemmer, and prefixes of two and three letters indexed.
export function sqlite(sqlite3, articles) {
  const database = new sqlite3.oo1.DB(":memory:");
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

// Asks a library what it can answer, with the counts of the names in what it finds and the
// first twenty; milliseconds by `now` of each query, by kind.
export function ask({ kinds, search }, articles, queries, now) {
  const times = {};
  for (const query of queries.filter(({ kind }) => kinds.includes(kind))) {
    const start = now();
    const found = search(query);
    const counts = new Map();
    for (const id of found) for (const name of articles[id].names) counts.set(name, (counts.get(name) ?? 0) + 1);
    const shown = found.slice(0, 20).map((id) => articles[id].title);
    (times[query.kind] ??= []).push(now() - start + 0 * shown.length);
  }
  return times;
}

export const at = (times, percent) => times.toSorted((a, b) => a - b)[Math.floor(((times.length - 1) * percent) / 100)];

// Prints what each has measured, ours first: { name, bytes, seconds, megabytes, times }.
export function table(n, all, kinds) {
  const [ours, ...others] = all;
  const row = (name, cells) => console.log(name.padEnd(16) + cells.map((cell) => cell.padStart(26)).join(""));
  const ms = (n) => `${n.toFixed(2)} ms`;
  console.log(`\n${n} articles, ${(ours.bytes / 1e6).toFixed(1)} MB; in brackets: times ours`);
  row("", all.map(({ name }) => name));
  const speed = ({ seconds }) => ours.bytes / 1e6 / seconds;
  row("indexing", all.map((one) => {
    const memory = one.megabytes ? `, ${one.megabytes.toFixed(0)} MB` : "";
    return `${speed(one).toFixed(1)} MB/s${memory}${one === ours ? "" : ` (${(speed(one) / speed(ours)).toFixed(2)})`}`;
  }));
  const compare = (name, kinds) => {
    for (const percent of [50, 95]) {
      const cell = (one) => {
        const own = kinds.filter((kind) => one.times[kind]);
        if (own.length === 0) return "–";
        const [here, there] = [ours, one].map(({ times }) => at(own.flatMap((kind) => times[kind]), percent));
        return one === ours ? ms(there) : `${ms(there)} (${(there / here).toFixed(1)})`;
      };
      row(`${name} p${percent}`.slice(0, 16), [ours, ...others].map(cell));
    }
  };
  kinds.forEach((kind) => compare(kind, [kind]));
  compare("all it can", kinds);
}
