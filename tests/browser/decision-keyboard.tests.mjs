// Without a mouse: every control of the pages from the application to the decision is reached, and one sees where one stands.

import assert from "node:assert/strict";
import { demo } from "./demo.mjs";
import { casePages, visit } from "./pages.mjs";

/** Each in one language: the controls are the same in both. */
const REACHED = {
  "application-offered": "en",
  "application-asked": "ja",
  "application-on-paper": "ja",
  day: "en",
  second: "ja",
  sides: "en",
  ease: "ja",
  decide: "en",
  report: "ja",
  after: "en",
  "second-doctor": "en",
  "desk-answer": "ja",
  "desk-case": "ja",
  "desk-plan": "en",
  "centre-people": "en",
};

export default function declare(test) {
  for (const [name, language] of Object.entries(REACHED)) {
    const wanted = casePages.find((page) => page.name === name);
    test(`keyboard reaches ${name} ${language}`, (ground) => reaches(ground, wanted, language));
  }
}

async function reaches({ open, browser }, wanted, language) {
  const page = await open({ viewport: { width: 1280, height: 900 }, ...(await demo(browser, language, wanted.who)) });
  await visit(page, wanted, language);
  // Of the buttons of one choice the keys reach the one that is chosen, and the arrows the others.
  const controls = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
    const seen = all.filter((one) => one.checkVisibility() && !one.disabled);
    const group = (one) => (one.type === "radio" ? `${one.form?.action} ${[...document.forms].indexOf(one.form)} ${one.name}` : null);
    const known = new Set();
    const stops = seen.filter((one) => group(one) === null || (!known.has(group(one)) && known.add(group(one))));
    window.stops = new Set(stops.map((one) => group(one) ?? one));
    window.reach = (one) => window.stops.delete(group(one) ?? one);
    return window.stops.size;
  });
  assert.ok(controls > 10, `controls: ${controls}`);
  const unmarked = [];
  for (let step = 0; step < controls + 20; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === document.body) return null;
      window.reach(one);
      const style = getComputedStyle(one);
      const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      return { marked: ring || style.boxShadow !== "none", is: `${one.tagName} ${one.id || one.textContent.trim().slice(0, 40)}` };
    });
    if (stop && !stop.marked) unmarked.push(stop.is);
  }
  assert.deepEqual(unmarked, [], "one sees where one stands");
  const left = await page.evaluate(() => [...window.stops].map((one) => (typeof one === "string" ? one : `${one.tagName} ${one.id || one.textContent.trim().slice(0, 40)}`)));
  assert.deepEqual(left, [], "every control is reached");
}
