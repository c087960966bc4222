// An answer on paper: one sheet, to take along to the doctor.

import assert from "node:assert/strict";
import { demo } from "./demo.mjs";
import { inLanguage, languages, pages } from "./pages.mjs";
import { onePage, sheets } from "./paper.mjs";

/** What of a case is printed: whose, and on how many sheets at most. */
const casePapers = [
  { step: "request", who: "under-way", most: 1 },
  { step: "request", who: "ready", most: 1 },
  { step: "calendar", who: "under-way", most: 1 },
  { step: "records", who: "under-way", most: 2 },
];

export default function declare(test) {
  for (const { name, address } of pages.filter((page) => page.name.startsWith("answer-"))) {
    for (const language of languages) {
      test(`print ${name} ${language}`, (ground) => fitsOneSheet(ground, name, address, language));
    }
  }
  for (const paper of casePapers) {
    for (const language of languages) test(`print case ${paper.step} ${paper.who} ${language}`, (ground) => ofCase(ground, paper, language));
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

/** A paper of a case, which says of itself when it is made up. */
async function ofCase({ open, browser, screenshots }, { step, who, most }, language) {
  const page = await open(await demo(browser, language, who));
  await page.goto(inLanguage(`/case/${step}`, language));
  const taken = await sheets(page, `${screenshots}/case-${step}-${who}-${language}.pdf`);
  assert.ok(taken <= most, `${taken} sheets, at most ${most}`);
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator("header.top nav").isVisible()), "the navigation is not printed");
  assert.equal(await page.locator("main form button:visible, main nav.steps:visible").count(), 0, "no buttons either");
  assert.ok(await page.locator("main .made-up").isVisible(), "that it is made up is");
}
