// How fast and how well compromise finds names, beside `cargo bench --bench tagger`
// on the same text:
//
//     cargo bench --bench tagger -- --text target/tagger.txt
//     npm install --no-save --prefix target/compromise compromise@14
//     node benches/tagger.mjs target/tagger.txt
//
// Tokens are counted as that benchmark counts them: words and marks.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const file = process.argv[2];
if (!file) {
  console.error("usage: node benches/tagger.mjs TEXT");
  process.exit(2);
}
const nlp = createRequire(resolve("target/compromise/package.json"))("compromise");
const texts = readFileSync(file, "utf8").split(/\n{2,}/);
const count = (text) => (text.match(/[\p{L}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? []).length;
const tokens = texts.reduce((sum, text) => sum + count(text), 0);

let best = Infinity;
let names = 0;
const began = performance.now();
while (best === Infinity || performance.now() - began < 3000) {
  const start = performance.now();
  names = 0;
  for (const text of texts) {
    const doc = nlp(text);
    names += doc.people().length + doc.places().length + doc.organizations().length;
  }
  best = Math.min(best, performance.now() - start);
}
console.log(`${tokens} tokens, ${names} names`);
console.log(`compromise ${nlp.version}   ${Math.round(tokens / (best / 1000))} tokens/s`);
