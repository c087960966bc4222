// The made-up cases of `anshin demo`, opened once for all pages of a case that are looked at.

import assert from "node:assert/strict";
import { enter } from "./case-pages.mjs";
import { newDatabase } from "./databases.mjs";
import { command, startProgram } from "./program.mjs";

/** The cases in the order in which `anshin demo` tells their codes, and where each code is entered. */
const TOLD = [
  ["alone", "/case/open"],
  ["under-way", "/case/open"],
  ["daughter", "/case/open"],
  ["afraid", "/case/open"],
  ["not-told", "/case/open"],
  ["ready", "/case/open"],
  ["doctor", "/letter"],
  ["applied", "/case/open"],
  ["asked", "/case/open"],
  ["offered", "/case/open"],
  ["booked", "/case/open"],
  ["second-doctor", "/opinion"],
  ["given", "/case/open"],
  ["on-paper", "/case/open"],
  ["desk-on-paper", "/answer"],
];

let served;
const opened = new Map();

/** Where the program with the made-up cases is, and the cookies of one who has this case open. */
export async function demo(browser, language, who) {
  served ??= serve();
  const { address, codes } = await served;
  const key = `${language} ${who}`;
  if (!opened.has(key)) {
    const [code, door] = codes[language].get(who);
    const context = await browser.newContext({ baseURL: address });
    const answer = await enter(await context.newPage(), door, code, language);
    assert.equal(answer.status(), 200, `the code of ${who} opens a case`);
    opened.set(key, await context.storageState());
    await context.close();
  }
  return { baseURL: address, storageState: opened.get(key) };
}

async function serve() {
  const database = await newDatabase("sqlite");
  const codes = {};
  for (const [language, locale] of [["en", "C"], ["ja", "ja_JP.UTF-8"]]) {
    const { status, said } = command(["demo", "--database", database.database], { ...database.environment, LC_ALL: locale });
    assert.equal(status, 0, said);
    const found = said.match(/\b[0-9A-Z]{4,5}(-[0-9A-Z]{4,5}){2,4}\b/g) ?? [];
    assert.equal(found.length, TOLD.length, `codes of the made-up cases: ${said}`);
    codes[language] = new Map(TOLD.map(([who, door], place) => [who, [found[place], door]]));
  }
  // It ends with the run.
  const { address } = await startProgram(database);
  return { address, codes };
}
