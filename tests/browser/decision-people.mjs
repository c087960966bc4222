// What patients, desks, doctors and counsellors do from the application on: by the fields and buttons that are seen.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { begin, calm, day, fill, firstOpinion, main, OTHER_CODE, sends } from "./case-pages.mjs";
import { inLanguage } from "./pages.mjs";
import { command } from "./program.mjs";

/** What is said and written from the application on. */
export const SAID = {
  en: {
    second: "Dr Example Two",
    own: "First chemotherapy, then look again",
    treatment: "Chemotherapy before the operation",
    harms: "Tired for some weeks",
    question: "What happens if we wait a month?",
    because: "I want to keep my stomach as long as it is safe.",
    thanks: "We start as planned in December.",
    asked: "Please send the glass slides.",
    supplied: "The slides were posted today.",
    declined: "We have no specialist for this until spring.",
    telephone: "Ms Example at the desk",
    outcome: "Both would operate, and wait six weeks before it.",
    office: "Desk of the made-up clinic",
    centre: "Made-up support centre",
    places: ["Osaka", "Sacramento"],
  },
  ja: {
    second: "見本 二郎",
    own: "まず薬を使い、そのあとで見直す",
    treatment: "手術の前に抗がん剤",
    harms: "何週間か疲れやすい",
    question: "一か月待つとどうなりますか",
    because: "安全なうちは胃を残したいからです。",
    thanks: "予定どおり十二月に始めます。",
    asked: "病理のスライドを送ってください。",
    supplied: "スライドは今日送りました。",
    declined: "春まで担当できる医師がいません。",
    telephone: "窓口の見本さん",
    outcome: "二人とも手術をすすめ、その前に六週間待つ。",
    office: "見本病院の窓口",
    centre: "見本相談センター",
    places: ["大阪", "サクラメント"],
  },
};

const PASSPHRASE = "correct horse battery staple";

/** A case with everything that a desk asks for before it is written to, and so many institutions chosen. */
export async function ready(page, language, { places = 1, letter = true, name } = {}) {
  await begin(page, language);
  if (name) await named(page, name);
  await firstOpinion(page, language);
  await calm(page);
  await fill(page, "/case/wish", {}, ["input[name=wish][value=advice]"]);
  await page.goto("/case/records");
  await sends(page, "form[action='/case/records/list'] button");
  for (const stage of await page.locator("select[name^=stage-]").all()) await stage.selectOption("received");
  await sends(page, "main form[action='/case/records'] button[type=submit]");
  if (letter) await fill(page, "/case/letter", { received_on: day(language, 0) });
  await page.goto("/case/choose");
  const chosen = [];
  for (let place = 0; place < places; place += 1) {
    const first = page.locator("section.group li.place:has(input[value=add])").first();
    chosen.push({ id: await first.locator("input[name=institution]").inputValue(), name: await first.locator("h3 a").innerText() });
    await first.locator("form button").click();
    await page.waitForURL(/\/case\/choose\?saved=yes/);
  }
  return chosen;
}

/** Gives the patient a name. */
export async function named(page, name) {
  await page.goto("/case/people");
  await page.locator("section.person details:has(form[action='/case/people/name']) summary").first().click();
  await page.fill("#name-1", name);
  await sends(page, "form[action='/case/people/name'] button");
}

/** An office made by whoever runs the machine, with accounts of its staff. */
export function office(served, { id, duty, name, institution, staff = 1 }) {
  const file = join(served.folder, "passphrase");
  writeFileSync(file, `${PASSPHRASE}\n`, { mode: 0o600 });
  const does = (...line) => {
    const { status, said } = command([...line, "--database", served.database], { ...served.environment, LC_ALL: "C" });
    assert.equal(status, 0, `anshin ${line.join(" ")}: ${said}`);
    return said;
  };
  does("office", "add", id, "--duty", duty, "--name", name, ...(institution ? ["--institution", institution] : []));
  const accounts = Array.from({ length: staff }, (_, place) => {
    const account = `${id}-${place + 1}`;
    const said = does("staff", "add", account, "--role", duty === "desk" ? "desk" : "counsellor", "--passphrase-file", file);
    does("office", "staff", id, account);
    return { name: account, passphrase: PASSPHRASE, secret: /\b[A-Z2-7]{32}\b/.exec(said)[0] };
  });
  return { id, accounts };
}

/** Signs a member of staff in, with the six digits of the moment. */
export async function signIn(page, language, { name, passphrase, secret }) {
  await page.goto(inLanguage("/sign-in", language));
  await page.fill("#name", name);
  await page.fill("#passphrase", passphrase);
  // A step early: the digits of this one may have been used.
  await page.fill("#one-time", digits(secret, Math.floor(Date.now() / 30_000) + 1));
  assert.equal((await sends(page, "main form[action='/sign-in'] button")).status(), 200, "signed in");
}

/** RFC 6238, as an authenticator program makes them. */
function digits(secret, step) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const word = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(word % 1_000_000).padStart(6, "0");
}

/** A desk that works with the program, with one member of staff who has signed in. */
export async function openDesk({ served, device }, language, institution, more = {}) {
  const made = office(served, { id: more.id ?? "made-up-desk", duty: "desk", name: SAID[language].office, institution: institution.id, ...more });
  const page = await device({ viewport: { width: 1280, height: 900 } });
  await signIn(page, language, made.accounts[0]);
  return { ...made, page, address: `/desk/${made.id}` };
}

/** Puts a time into the plan: so many days from today. */
export async function plan(desk, language, { days = 0, time = "16:30", specialist, online = false }) {
  await desk.page.goto(`${desk.address}/plan`);
  const form = "main form:has(input[name=do][value=add])";
  await desk.page.fill("#date", day(language, days));
  await desk.page.fill("#time", time);
  await desk.page.locator(`${form} #specialist`).fill(specialist ?? SAID[language].second);
  if (online) await desk.page.locator(`${form} input[name=online]`).check();
  const answer = await sends(desk.page, `${form} button[type=submit]`);
  assert.equal(answer.status(), 200, await main(desk.page));
}

/** Sends the application to one of those chosen (counted from 1); the page of the application is open. */
export async function apply(page, { choice = 1, blind = false, words = "" } = {}) {
  await page.goto(`/case/applications?choice=${choice}`);
  const form = "main form[action='/case/applications']:has(#words)";
  assert.equal(await page.locator("#bars").count(), 0, "nothing is in the way");
  if (blind) await page.locator("input[name=blind]").check();
  await page.fill("#words", words);
  const answer = await sends(page, `${form} button[type=submit]`);
  assert.match(page.url(), /\/case\/applications\/\d+/, `sent: ${answer.status()}`);
  return new URL(page.url()).pathname;
}

/** Opens the only case that waits at the desk. */
export async function openCase(desk) {
  await desk.page.goto(desk.address);
  assert.equal(await desk.page.locator("tbody tr").count(), 1, "one case waits");
  await desk.page.locator("tbody tr th a").click();
  await desk.page.waitForURL(/\/case\/[^/]+$/);
  return new URL(desk.page.url()).pathname;
}

/** Opens the answer of this kind, where it is folded away, and gives its form. */
export async function answerForm(page, kind) {
  const form = page.locator(`main form:has(input[name=do][value=${kind}])`);
  if (!(await form.isVisible())) await page.locator(`main details:has(input[name=do][value=${kind}]) > summary`).first().click();
  return form;
}

/** Answers as a desk, or writes down what it told; `fields` by name, `ticks` are selectors inside the form. */
export async function answers(page, kind, fields = {}, ticks = []) {
  const form = await answerForm(page, kind);
  if (Object.keys(fields).some((field) => /^(date|time)\d/.test(field)) && !(await form.locator("[name=date1]").isVisible())) {
    await form.locator("details:has([name=date1]) > summary").click();
  }
  for (const [field, value] of Object.entries(fields)) await form.locator(`[name=${field}]`).fill(value);
  for (const tick of ticks) await form.locator(tick).first().check();
  return sends(page, `main form:has(input[name=do][value=${kind}]) button[type=submit]`);
}

/** A date that is typed: today, so that the consultation can have been held. */
export const typedDate = (language, days = 0) => ({ date1: day(language, days), time1: "16:30" });

/** What a form with a button of this word sends, on the patient's own page of an application. */
export const moves = (page, what) => sends(page, `main form:has(input[name=do][value=${what}]) button[type=submit], main button[name=do][value=${what}]`);

/** The patient withdraws, after having read what it means. */
export async function withdraws(page, application) {
  await page.goto(`${application}/withdraw`);
  return sends(page, "main form[action$='/withdraw'] button[type=submit]");
}

/** The code in the box of a page. */
export async function shownCode(page) {
  const code = await page.locator(".code-box .code").innerText();
  assert.match(code, OTHER_CODE);
  return code;
}

/** The desk names the doctor and hands out the code with which they write. */
export async function doctorNamed(desk, address, name) {
  await desk.page.goto(address);
  assert.equal((await answers(desk.page, "doctor", { doctor: name })).status(), 200);
  await sends(desk.page, `main form[action='${address}/code'] button`);
  return shownCode(desk.page);
}

/** The second doctor fills the form; the draft is kept, and shown as the patient will read it. */
export async function writes(page, points, stands) {
  for (const [point, words] of Object.entries(points)) await page.fill(`#${point}`, words);
  await page.locator(`input[name=stands][value=${stands}]`).check();
  const answer = await sends(page, "button[name=do][value=preview]");
  await page.waitForURL(/\/opinion\/preview$/);
  return answer;
}

/** The patient decides. */
export const decides = (page, language, chooses, { days = 0, words = SAID[language].because, with: others = "" } = {}) =>
  fill(page, "/case/decide", { words, with: others, on: day(language, days) }, [`input[name=chooses][value=${chooses}]`]);
