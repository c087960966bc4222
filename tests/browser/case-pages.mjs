// What people do on the pages of a case, as the journeys and the tests of bad input do it: by the fields and buttons that are seen.

import assert from "node:assert/strict";
import { engines } from "./databases.mjs";
import { inLanguage, languages } from "./pages.mjs";

/** The words people write, in their language. */
export const WORDS = {
  en: {
    illness: "stomach cancer",
    site: "Lower part of the stomach",
    treatment: "Take out two thirds of the stomach",
    unclear: "Was the edge free of cancer?",
    worry: "Will I be able to eat with my family again?",
    doctor: "Dr Example One",
    daughter: "Hanako Example",
    father: "Taro Example",
  },
  ja: {
    illness: "胃がん",
    site: "胃の下のほう",
    treatment: "胃の三分の二を取る手術",
    unclear: "切り口にがんは残っていませんか",
    worry: "また家族と食事ができるようになりますか",
    doctor: "見本 一郎",
    daughter: "見本 花子",
    father: "見本 太郎",
  },
};

export const RECOVERY_CODE = /^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/;
export const OTHER_CODE = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/;

/** Declares a test in both languages on each database, with a program of its own: `work(ground, language)`. */
export function onEach(test, name, work, wanted = () => true) {
  for (const engine of engines) {
    for (const language of languages) {
      if (!wanted(engine, language)) continue;
      test(`case ${name} ${engine} ${language}`, async (ground) => {
        const served = await ground.serve(engine);
        const device = (options = {}) =>
          ground.open({ baseURL: served.address, javaScriptEnabled: false, viewport: { width: 390, height: 844 }, ...options });
        await work({ ...ground, served, engine, device }, language);
      });
    }
  }
}

/** Each language and each database once: what goes wrong between two sides hangs on neither. */
export const onceEach = (engine, language) => (engine === "sqlite") === (language === "en");

/** A day so many days from today, as people write it: in English by its month, in Japanese by the era, with wide digits. */
export function day(language, days) {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const [year, month, on] = [date.getFullYear(), date.getMonth(), date.getDate()];
  if (language === "en") return `${on} ${date.toLocaleString("en", { month: "long" })} ${year}`;
  const wide = (number) => String(number).replace(/\d/g, (digit) => "０１２３４５６７８９"[digit]);
  return `令和${wide(year - 2018)}年${wide(month + 1)}月${wide(on)}日`;
}

/** Begins a case as the patient and gives its recovery code; the page that comes next is open. */
export async function begin(page, language) {
  await page.goto(inLanguage("/case/new", language));
  await page.locator("form:has(input[name=who][value=patient]) button[type=submit]").click();
  await page.waitForURL(/\/case\/recovery$/);
  const code = await page.locator(".code-box .code").innerText();
  assert.match(code, RECOVERY_CODE);
  await page.locator("main a.button[href='/case']").click();
  await page.waitForURL(/\/case$/);
  return code;
}

/** Opens a case with a code at one of the doors, and gives the answer. */
export async function enter(page, door, code, language) {
  await page.goto(inLanguage(door, language));
  await page.fill("#code", code);
  return sends(page, "main form:has(#code) button[type=submit]");
}

/** Presses a button and gives the answer of the page that follows. */
export async function sends(page, button) {
  const wanted = (response) => response.request().isNavigationRequest() && ![301, 302, 303, 307, 308].includes(response.status());
  const [answer] = await Promise.all([page.waitForResponse(wanted), page.locator(button).first().click()]);
  await page.waitForLoadState();
  return answer;
}

/** Fills the fields of a step and saves it; `fields` names values by id, `ticks` are what is ticked. */
export async function fill(page, address, fields, ticks = []) {
  if (!new URL(page.url()).pathname.endsWith(address)) await page.goto(address);
  for (const [id, value] of Object.entries(fields)) await page.fill(`#${id}`, value);
  for (const tick of ticks) await page.locator(tick).check();
  return sends(page, `main form[action='${address}'] button[type=submit]`);
}

/** What the first doctor said, with one thing that stays unclear. */
export async function firstOpinion(page, language, more = {}) {
  const words = WORDS[language];
  const fields = {
    condition_words: words.illness,
    site: words.site,
    treatment: words.treatment,
    doctor: words.doctor,
    said_on: day(language, -5),
    decide_by: day(language, 45),
    unclear: words.unclear,
    near: "山形市",
    ...more,
  };
  return fill(page, "/case/opinion", fields, ["input[name=stage_known][value=unclear]"]);
}

/** No sign that needs help now, and treatment has not begun. */
export const calm = (page) =>
  fill(page, "/case/time", {}, ["#signs-none", "input[name=treatment][value=not-started]"]);

/** The doctor's code, made by the patient on the printed request. */
export async function doctorsCode(page) {
  await page.goto("/case/request");
  await sends(page, "form[action='/case/letter/code'] button");
  const code = await page.locator(".code-box .code").innerText();
  assert.match(code, OTHER_CODE);
  return code;
}

/** What is said to have gone wrong. */
export const alert = (page) => page.locator("main [role=alert]").first().innerText();

/** All that is said in the middle of a page. */
export const main = (page) => page.locator("main").innerText();
