// Where all hospitals stand: found from an illness, a hospital marked without a mouse, every dot in the table too.

import assert from "node:assert/strict";
import { inLanguage, languages } from "./pages.mjs";

const funnel = "/funnel?condition=coronary-bypass-surgery&measure=hcai.cabg.operative-mortality";

export default function declare(test) {
  for (const language of languages) {
    test(`funnel is reached and marked ${language}`, ({ open }) => reached(open, language));
    test(`funnel has a row for every dot ${language}`, ({ open }) => twin(open, language));
  }
  test("funnel marks by shape, not only by colour", ({ open }) => shapes(open));
  test("funnel is printed", ({ open }) => printed(open));
}

async function reached(open, language) {
  const page = await open();
  await page.goto(inLanguage("/condition/coronary-bypass-surgery", language));
  await page.locator("main a[href*='hcai.cabg.operative-mortality']").first().click();
  await page.waitForURL(/\/funnel\?/);
  assert.equal(await page.locator("svg.funnel .chosen").count(), 0, "nothing is marked yet");
  // The nearest hospitals first: one of them is then chosen by the name that stands in the table.
  await page.locator("#near").fill("Sacramento");
  await page.keyboard.press("Enter");
  await page.waitForURL(/near=Sacramento/);
  assert.equal(await page.locator("svg.funnel .marker").count(), 5, "five are marked");
  const name = await page.locator("#marked + div tbody th a").first().innerText();
  await page.locator("#near").fill("");
  await page.locator("#current").fill(name);
  await page.keyboard.press("Enter");
  await page.waitForURL(/current=[^&]/);
  assert.equal(await page.locator("svg.funnel .chosen").count(), 1, "the hospital written is marked");
  assert.equal(await page.locator("#marked + div tbody th a").innerText(), name);
}

async function twin(open, language) {
  const page = await open();
  await page.goto(inLanguage(`${funnel}&near=Sacramento`, language));
  const drawn = await page.locator("svg.funnel :is(.point, .marker, .chosen)").count();
  await page.locator("#all + details > summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#all + details table").isVisible(), "the table opens without a mouse");
  assert.equal(await page.locator("#all + details tbody tr").count(), drawn, "a row for every dot");
  assert.ok((await page.locator("svg.funnel > title").textContent()).length > 20, "the drawing has a name");
  assert.ok((await page.locator("svg.funnel > desc").textContent()).length > 40, "and a description");
}

async function shapes(open) {
  const page = await open();
  await page.goto(`${funnel}&near=Sacramento`);
  const shape = (css) => page.locator(`svg.funnel ${css}`).first().evaluate((element) => element.tagName);
  assert.equal(await shape(".point"), "circle");
  assert.equal(await shape(".marker"), "rect");
  const fills = await page
    .locator("svg.funnel .point")
    .evaluateAll((dots) => [...new Set(dots.map((dot) => getComputedStyle(dot).fill))]);
  assert.equal(fills.length, 1, "every hospital has the same colour, wherever it stands");
}

async function printed(open) {
  const page = await open();
  await page.goto(`${funnel}&near=Sacramento`);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("svg.funnel").isVisible(), "the drawing");
  assert.ok(await page.locator("#marked + div table").isVisible(), "and the hospitals marked");
}
