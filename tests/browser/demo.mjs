// The made-up cases of `anshin demo`, opened once for all pages of a case that are looked at.

import assert from "node:assert/strict";
import { enter } from "./case-pages.mjs";
import { newDatabase } from "./databases.mjs";
import { signIn } from "./decision-people.mjs";
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
  ["whole", "/case/open"],
];

/** The staff in the order in which their accounts are told after the codes. */
const STAFF = ["desk", "centre"];

let served;
const opened = new Map();

/** Where the program with the made-up cases is, and the cookies of one who has this case open. */
export async function demo(browser, language, who) {
  served ??= serve();
  const { address, codes, staff } = await served;
  const key = `${language} ${who}`;
  if (!opened.has(key)) opened.set(key, open(browser, address, language, who, codes[language], staff[language]));
  return { baseURL: address, storageState: await opened.get(key) };
}

async function open(browser, address, language, who, codes, staff) {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  if (STAFF.includes(who)) {
    await signIn(page, language, staff.get(who));
  } else {
    const [code, door] = codes.get(who);
    const answer = await enter(page, door, code, language);
    assert.equal(answer.status(), 200, `the code of ${who} opens a case`);
  }
  const state = await context.storageState();
  await context.close();
  return state;
}

async function serve() {
  const database = await newDatabase("sqlite");
  const [codes, staff] = [{}, {}];
  for (const [language, locale] of [["en", "C"], ["ja", "ja_JP.UTF-8"]]) {
    const { status, said } = command(["demo", "--database", database.database], { ...database.environment, LC_ALL: locale });
    assert.equal(status, 0, said);
    const found = said.match(/\b[0-9A-Z]{4,5}(-[0-9A-Z]{4,5}){2,4}\b/g) ?? [];
    assert.equal(found.length, TOLD.length, `codes of the made-up cases: ${said}`);
    codes[language] = new Map(TOLD.map(([who, door], place) => [who, [found[place], door]]));
    staff[language] = new Map(STAFF.map((who, place) => [who, account(said, place)]));
  }
  // It ends with the run.
  const { address } = await startProgram(database);
  return { address, codes, staff };
}

/** An account as it is told: its name stands behind "made-up-" in the address of its office. */
function account(said, place) {
  const every = (what) => [...said.matchAll(what)][place][1];
  return {
    name: every(/\/(?:support-)?desk\/made-up-([a-z0-9-]+)/g),
    passphrase: every(/(made up [0-9a-f]{16})/g),
    secret: every(/\b([A-Z2-7]{32})\b/g),
  };
}
