// The main journey: two questions, an answer, an institution. Without script, as the pages promise.

import assert from "node:assert/strict";
import { inLanguage, languages } from "./pages.mjs";

const ILLNESS = { en: "stomach cancer", ja: "胃がん" };

export default function declare(test) {
  for (const language of languages) {
    test(`journey without script ${language}`, ({ open }) => journey(open, language));
    test(`journey mends a wrong name ${language}`, ({ open }) => mend(open, language));
    test(`journey chooses among places ${language}`, ({ open }) => choose(open, language));
  }
  test("journey keeps the question when the language changes", ({ open }) => changeLanguage(open));
  test("journey shows the rest on request", ({ open }) => more(open));
}

const withoutScript = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };

async function ask(page, language, illness, place) {
  await page.goto(inLanguage("/", language));
  await page.fill("#condition", illness);
  await page.fill("#near", place);
  await page.click("form.ask-form button[type=submit]");
  await page.waitForURL(/\/compare\?/);
}

async function journey(open, language) {
  const page = await open(withoutScript);
  await ask(page, language, ILLNESS[language], "山形市");
  assert.equal(await page.locator("html").getAttribute("lang"), language, "the chosen language stays chosen");
  assert.match(await page.locator("h1").innerText(), new RegExp(ILLNESS[language], "i"));
  assert.ok(await page.locator(".group h2").first().isVisible(), "a group has a heading");
  const cards = await page.locator(".group .card").count();
  assert.ok(cards >= 1 && cards <= 5, `${cards} institutions at first, at most five`);
  const first = page.locator(".group .card h3 a").first();
  const name = await first.innerText();
  // The sentence that says what was counted, and when.
  assert.match(await page.locator(".group .card .says").first().innerText(), /\d/);
  await first.click();
  await page.waitForURL(/\/institution\//);
  assert.ok((await page.locator("h1").innerText()).includes(name), `${name} has a page of its own`);
}

async function mend(open, language) {
  const page = await open(withoutScript);
  await ask(page, language, "xyzzyxyzzy", "山形市");
  assert.ok(await page.locator("[role=alert]").isVisible(), "what is wrong is said first");
  assert.equal(await page.inputValue("#condition"), "xyzzyxyzzy", "what was typed is kept");
  assert.equal(await page.inputValue("#near"), "山形市", "the right answer is kept");
  await page.fill("#condition", ILLNESS[language]);
  await page.click("form.ask-form button[type=submit]");
  await page.locator(".group h2").first().waitFor();
}

async function choose(open, language) {
  const page = await open(withoutScript);
  await ask(page, language, ILLNESS[language], "府中市");
  const choices = page.locator("main li a[href^='/compare']");
  assert.ok((await choices.count()) >= 2, "Tokyo and Hiroshima have a Fuchu each");
  await choices.first().click();
  await page.locator(".group h2").first().waitFor();
}

async function changeLanguage(open) {
  const page = await open(withoutScript);
  await page.goto(inLanguage(`/compare?condition=stomach-cancer&near=${encodeURIComponent("山形市")}`, "en"));
  const cards = await page.locator(".group .card").count();
  assert.ok(cards > 0);
  await page.click(".languages a[hreflang=ja]");
  await page.locator("html[lang=ja]").waitFor();
  assert.equal(await page.locator(".group .card").count(), cards, "the same answer in the other language");
  await page.goto("/figures");
  assert.equal(await page.locator("html").getAttribute("lang"), "ja", "the choice is remembered");
}

async function more(open) {
  const page = await open(withoutScript);
  await page.goto(inLanguage(`/compare?condition=stomach-cancer&near=${encodeURIComponent("仙台市")}`, "en"));
  const before = await page.locator(".group .card").count();
  assert.equal(before, 5, "Sendai has more than five within reach");
  await page.click("a.button.second[href^='/compare']");
  await page.waitForLoadState();
  assert.ok((await page.locator(".group .card").count()) > before, "the rest is there on request");
}
