// An answer on paper: one sheet, to take along to the doctor.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { inLanguage, languages, pages } from "./pages.mjs";

export default function declare(test) {
  for (const { name, address } of pages.filter((page) => page.name.startsWith("answer-"))) {
    for (const language of languages) {
      test(`print ${name} ${language}`, (ground) => fitsOneSheet(ground, name, address, language));
    }
  }
}

async function fitsOneSheet({ open, screenshots }, name, address, language) {
  const page = await open();
  await page.goto(inLanguage(address, language));
  assert.ok((await page.locator(".group h2").count()) > 0, "there is an answer to print");
  const paper = await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true });
  await writeFile(`${screenshots}/${name}-${language}.pdf`, paper);
  const text = paper.toString("latin1");
  const sheets = text.match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? [];
  assert.equal(sheets.length, 1, "sheets of paper");
  const [, wide, high] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(text) ?? [];
  assert.deepEqual([Math.round(wide), Math.round(high)], [595, 842], "points of an A4 sheet, upright");
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator("header.top nav").isVisible()), "the navigation is not printed");
  assert.ok(await page.locator(".group .card h3").first().isVisible(), "the institutions are");
}
