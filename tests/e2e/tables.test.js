// Tables and records whose columns don't tell by their names what they hold.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { at, found, items, search, settled, start, until, untilFound } from "./page.js";

let site;
before(async () => { site = await start(); });
after(() => site?.stop());

const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const rows = (name, ...numbers) => file(name, "Nr;Kopf;Notiz;Tag;Rumpf\n" + numbers.map((n) =>
  `${n};"Zumblefish; ${n}";"It is number ${n}, as the whole harbour and all of its people know well";2020-05-${10 + n};"The ferry ${n}\n\nruns every day."\n`).join(""));
const form = (page) => at(page, "columns");
const choose = (page, label, column) => form(page).getByLabel(label).selectOption(column);

test("what a table holds is asked once, and remembered with the collection", async () => {
  const page = await site.open();
  const all = await found(page);
  await at(page, "file-input").setInputFiles([rows("a.csv", 1, 2), rows("b.csv", 3), file("other.csv", "x,y,z\n1,What is this table about then,3\n")]);
  await form(page).getByText("a.csv and 1 file like it").waitFor();
  await until("the file is named", () => at(page, "error").allInnerTexts(), (all) => /a\.csv: none of its columns is known to hold texts/.test(all.join()));
  // The guess is the longest; the first row is shown.
  assert.equal(await form(page).getByLabel("Text").inputValue(), "Notiz");
  assert.equal(await form(page).getByLabel("Date").inputValue(), "Tag");
  assert.match(await form(page).getByLabel("Title").innerText(), /Kopf \(Zumblefish; 1\)/);
  await choose(page, "Text", "Rumpf");
  await choose(page, "Title", "Kopf");
  await form(page).getByRole("button", { name: "Read it so" }).click();
  await untilFound(page, all + 3);
  await until("the report is of both", () => at(page, "error").allInnerTexts(), (all) => /other\.csv: none of its/.test(all.join()) && !/a\.csv/.test(all.join()));
  await form(page).getByText("other.csv").waitFor();
  await form(page).getByRole("button", { name: "Leave it out" }).click();
  await form(page).waitFor({ state: "detached" });
  await search(page, "zumblefish");
  assert.equal(await found(page), 3);
  await items(page).filter({ hasText: "Zumblefish; 3" }).getByRole("link").first().click();
  const reader = at(page, "reader");
  await reader.getByText("13 May 2020").first().waitFor();
  assert.match(await reader.innerText(), /The ferry 3[^]*runs every day\./);
  assert.ok(!/It is number/.test(await reader.innerText()));
  await at(page, "file-input").setInputFiles([rows("c.csv", 4)]);
  await untilFound(page, 4);
  assert.equal(await form(page).count(), 0);
  await page.reload();
  await settled(page);
  assert.equal(await found(page), 4);
  await at(page, "file-input").setInputFiles([rows("d.csv", 5)]);
  await untilFound(page, 5);
  assert.equal(await form(page).count(), 0);
  await page.finish();
});

test("records are asked about like tables", async () => {
  const page = await site.open();
  const all = await found(page);
  const record = (n) => JSON.stringify({ Kopf: `Zumblefish ${n}`, Rumpf: `The ferry number ${n} runs again.`, n });
  await at(page, "file-input").setInputFiles([file("a.jsonl", `${record(1)}\n${record(2)}\n`), file("b.json", `[${record(3)}]`)]);
  await form(page).getByText(/a\.jsonl and 1 file like it: which field holds what/).waitFor();
  await form(page).getByRole("button", { name: "Read it so" }).click();
  await untilFound(page, all + 3);
  await page.finish();
});
