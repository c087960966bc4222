// An answer on paper: one sheet, to take along to the doctor.

import assert from "node:assert/strict";
import { inLanguage, languages, pages } from "./pages.mjs";
import { onePage } from "./paper.mjs";

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
  await onePage(page, `${screenshots}/${name}-${language}.pdf`);
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator("header.top nav").isVisible()), "the navigation is not printed");
  assert.ok(await page.locator(".group .card h3").first().isVisible(), "the institutions are");
}
