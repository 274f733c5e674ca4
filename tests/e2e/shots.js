// Pictures of a built page: node shots.js DIST FOLDER

import { mkdirSync } from "node:fs";
import { resolve } from "node:path";

process.env.DIST = resolve(process.argv[2] ?? "dist");
const folder = resolve(process.argv[3] ?? "target/shots");
mkdirSync(folder, { recursive: true });
const { at, items, quiet, start, story } = await import("./page.js");

const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 }, wide: { width: 1680, height: 1050 } };
const VIEWS = { list: "", search: "q=iran+talks", reader: "q=iran", raw: "q=iran&view=raw", empty: "q=iran+qqqxqqq", names: "page=names",
  quotes: "show=quotes", spoken: "show=quotes&words=syria", dates: "show=dates", about: "show=name&of=person:Ali+Shamkhani" };

const file = (name, body) => ({ name, mimeType: "text/plain", buffer: Buffer.from(body) });

const site = await start();
for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    const shot = (page, name) => page.screenshot({ path: `${folder}/${size}-${colorScheme}-${name}.png` });
    const page = await site.open({ viewport, colorScheme });
    const id = (await items(page).first().getByRole("link").first().getAttribute("href")).split("open=")[1];
    for (const [name, hash] of Object.entries(VIEWS)) {
      if (name === "names" && size !== "phone") continue;
      const open = ["reader", "raw"].includes(name) ? `&open=${id}` : "";
      await page.evaluate((to) => { location.hash = to; }, hash + open);
      await quiet(page);
      await shot(page, name);
    }
    // What a user does.
    await page.evaluate((id) => { location.hash = `q=iran&open=${id}`; }, id);
    await quiet(page);
    const reader = at(page, "reader");
    await page.keyboard.press("s");
    for (const tag of ["to read", "harbour"]) {
      await page.getByLabel("Add a tag").fill(tag);
      await page.getByLabel("Add a tag").press("Enter");
      await reader.getByRole("listitem").filter({ hasText: tag }).first().waitFor();
    }
    await page.evaluate(() => {
      const text = [...document.querySelectorAll(".story [data-paragraph]")].flatMap((p) => [...p.childNodes]).find((n) => n.nodeType === 3 && n.data.length > 40);
      getSelection().setBaseAndExtent(text, 5, text, 40);
    });
    await reader.getByRole("button", { name: "Note on this" }).click();
    await shot(page, "noting");
    await reader.getByRole("textbox", { name: "Note" }).fill("Ask the office whether this is the same ferry as last year’s.");
    await page.keyboard.press("Control+Enter");
    await reader.getByRole("button", { name: "Correct", exact: true }).click();
    await page.getByLabel("Title", { exact: true }).fill("A title put right by hand");
    await shot(page, "fields");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await quiet(page);
    await shot(page, "yours");
    await reader.locator(".mention").first().click();
    await reader.getByRole("button", { name: "Put right" }).click();
    await shot(page, "naming");
    await page.evaluate((id) => { location.hash = `view=raw&open=${id}`; }, id);
    await quiet(page);
    await reader.locator(".raw-line").nth(2).hover();
    await shot(page, "raw-tools");
    await page.evaluate(() => { location.hash = innerWidth < 700 ? "page=names" : ""; });
    await quiet(page);
    await shot(page, "yours-list");
    // What is added, what became of it, and where it is kept.
    await page.evaluate(() => { location.hash = ""; });
    await at(page, "file-input").setInputFiles([...[1, 2, 3].map((n) => file(`news/${n}.txt`, story(n))), file("copy.txt", story(1)), file("broken.json", "{")]);
    await page.getByText(/were added|was added/).waitFor();
    await page.getByText("Each file").click();
    await at(page, "outcomes").getByText("copy.txt").waitFor();
    await shot(page, "added");
    await at(page, "collections").getByRole("button").first().click();
    await shot(page, "collections");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Paste text" }).click();
    await shot(page, "paste");
    for (const problem of page.problems) console.error(`${size} ${colorScheme}: ${problem}`);
    await page.context().close();
    const failed = await site.open({ viewport, colorScheme, wait: false, before: "delete globalThis.WebAssembly" });
    await at(failed, "error").first().waitFor();
    await shot(failed, "failure");
    await failed.context().close();
  }
}
await site.stop();
console.log(`pictures are in ${folder}`);
