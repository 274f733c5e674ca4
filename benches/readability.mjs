// Seconds that Readability.js takes for pages, its fastest run: asked by
// throughput.py, which gives the pages on standard input.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { modules, runs, texts } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(`${modules}/`);
const { JSDOM, VirtualConsole } = require("jsdom");
const { Readability } = require("@mozilla/readability");

let best = Infinity;
for (let run = 0; run < runs; run++) {
  const start = performance.now();
  for (const text of texts) {
    try {
      const { window } = new JSDOM(text, { virtualConsole: new VirtualConsole() });
      new Readability(window.document).parse();
      window.close();
    } catch {
      // A page that can't be read costs its time all the same.
    }
  }
  best = Math.min(best, performance.now() - start);
}
console.log(best / 1000);
