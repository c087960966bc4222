// What a page is like on paper.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";

/** Prints the page into a file; how many sheets it takes. Fails unless they are upright A4. */
export async function sheets(page, file) {
  const paper = await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true });
  await writeFile(file, paper);
  const text = paper.toString("latin1");
  const [, wide, high] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(text) ?? [];
  assert.deepEqual([Math.round(wide), Math.round(high)], [595, 842], "points of an A4 sheet, upright");
  return (text.match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;
}

/** The same for a page that has to fit on one sheet. */
export async function onePage(page, file) {
  assert.equal(await sheets(page, file), 1, `sheets of paper: ${file}`);
}
