// Without a mouse: the order of the stops, a mark where one stands, and a way past the navigation.

import assert from "node:assert/strict";
import { inLanguage, languages } from "./pages.mjs";

export default function declare(test) {
  for (const language of languages) {
    test(`keyboard order ${language}`, ({ open }) => order(open, language));
    test(`keyboard journey ${language}`, ({ open }) => journey(open, language));
  }
  test("keyboard skips the navigation", ({ open }) => skip(open));
}

/** What has the focus, and whether an eye can tell. */
const focus = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    const box = element.getBoundingClientRect();
    return {
      is: element.matches("a.skip") ? "skip" : element.matches("button[type=submit]") ? "submit" : element.id || element.tagName,
      marked: ring || style.boxShadow !== "none",
      seen: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
    };
  });

async function order(open, language) {
  const page = await open({ viewport: { width: 1280, height: 900 } });
  await page.goto(inLanguage("/", language));
  const stops = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await focus(page);
    if (stop.is === "BODY") break;
    stops.push(stop);
    if (stop.is === "submit") break;
  }
  const names = stops.map((stop) => stop.is);
  assert.equal(names[0], "skip", `the first stop is the way past the navigation: ${names}`);
  const places = ["skip", "condition", "near", "submit"].map((name) => names.indexOf(name));
  assert.ok(!places.includes(-1), `every stop is reached: ${names}`);
  assert.deepEqual(places, [...places].sort((a, b) => a - b), `in the order of reading: ${names}`);
  assert.deepEqual(stops.filter((stop) => !stop.marked || !stop.seen), [], "every stop can be seen");
}

async function journey(open, language) {
  const page = await open();
  await page.goto(inLanguage("/", language));
  await page.focus("#condition");
  await page.keyboard.type(language === "ja" ? "胃がん" : "stomach cancer");
  // The first Escape closes the list of suggestions, should one be open.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.type("山形市");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/compare\?/);
  assert.ok(await page.locator(".group h2").first().isVisible());
}

async function skip(open) {
  const page = await open({ viewport: { width: 1280, height: 900 } });
  await page.goto(inLanguage("/figures", "en"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal((await focus(page)).is, "main");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "the next stop is inside");
}
