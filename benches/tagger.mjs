// How fast and how well compromise finds names, beside `cargo bench --bench tagger`
// on the same text:
//
//     cargo bench --bench tagger -- --text target/tagger.txt
//     npm install --no-save --prefix target/compromise compromise@14
//     node benches/tagger.mjs target/tagger.txt
//
// Tokens are counted nearly as that benchmark counts them: words and marks.
// The time is the processor's, so that what else the machine does counts little.

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

let names = 0;
let runs = 0;
const began = performance.now();
const start = process.cpuUsage();
while (runs === 0 || performance.now() - began < 3000) {
  names = 0;
  for (const text of texts) {
    const doc = nlp(text);
    names += doc.people().length + doc.places().length + doc.organizations().length;
  }
  runs += 1;
}
const used = process.cpuUsage(start);
const seconds = (used.user + used.system) / 1e6;
console.log(`${tokens} tokens, ${names} names`);
console.log(`compromise ${nlp.version}   ${Math.round((tokens * runs) / seconds)} tokens/s`);
