// What must hold on every page, in both languages, on a telephone and on a desk.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { demo } from "./demo.mjs";
import { casePages, languages, pages, visit, widths } from "./pages.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Pictures to look at cost a third of the time and prove nothing, so they are taken when asked for: `PICTURES=1`.
const PICTURES = Boolean(process.env.PICTURES);

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export default function declare(test) {
  for (const wanted of [...pages, ...casePages]) {
    for (const language of languages) test(`page ${wanted.name} ${language}`, (ground) => holds(ground, wanted, language));
  }
}

// Opened once and then made wider: loading the page and axe costs more than both looks do.
async function holds({ open, browser, address, screenshots }, wanted, language) {
  const opened = wanted.who ? await demo(browser, language, wanted.who) : { baseURL: address };
  const page = await open({ viewport: { width: widths[0], height: 900 }, colorScheme: "light", ...opened });
  const heard = listen(page, opened.baseURL, wanted.status ?? 200);
  const answer = await visit(page, wanted, language);
  assert.equal(answer.status(), wanted.status ?? 200, "status");
  assert.equal(await page.locator("html").getAttribute("lang"), language, "the language the page says it is in");
  assert.equal(await page.locator("h1").count(), 1, "one main heading");
  await speaks(page, language);
  assert.ok(await page.locator(wanted.sees).first().isVisible(), `${wanted.sees} is seen`);
  // The page's own policy lets no script in; this one comes through the browser's debugging door.
  await page.evaluate(axe);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    const picture = async (scheme) => {
      if (PICTURES) await page.screenshot({ path: `${screenshots}/${wanted.name}-${language}-${width}-${scheme}.png`, fullPage: true });
    };
    await picture("light");
    assert.deepEqual(await tooWide(page), [], `nothing is wider than a window of ${width}`);
    assert.deepEqual(await offences(page, { runOnly: RULES }), [], `axe, light, ${width}`);
    const light = await background(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await picture("dark");
    assert.notEqual(await background(page), light, "the dark scheme has a background of its own");
    // The dark scheme changes colours and nothing else.
    assert.deepEqual(await offences(page, { runOnly: { type: "rule", values: ["color-contrast"] } }), [], `axe, dark, ${width}`);
  }
  assert.deepEqual(heard, [], "no complaint in the console, and nothing asked of another site");
}

/** Collects what the browser complains of, and requests that leave the program. */
function listen(page, address, status) {
  const heard = [];
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // The browser itself remarks on every answer that is not a 2xx; here that answer is the one wanted.
    const expected = status !== 200 && message.text().includes(`status of ${status}`);
    if (["error", "warning"].includes(message.type()) && !expected) heard.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) heard.push(`outside: ${request.url()}`);
  });
  return heard;
}

/** A heading in the wrong language is what a forgotten message looks like. */
async function speaks(page, language) {
  const words = await page.locator("header.top nav").innerText();
  assert.equal(/[\u3040-\u30ff\u4e00-\u9fff]/.test(words), language === "ja", `the navigation speaks ${language}: ${words}`);
}

/** The elements that stick out of the window on the right, when the page can be scrolled sideways. */
function tooWide(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} ${Math.round(element.getBoundingClientRect().right)}px`);
  });
}

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** What axe finds that is serious or critical. */
async function offences(page, rules) {
  const found = await page.evaluate((wanted) => window.axe.run(document, { ...wanted, resultTypes: ["violations"] }), rules);
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")} (${nodes.length})`);
}
