// From the application to a decision, for all who take part in it. Without script, in both languages, on both databases.

import assert from "node:assert/strict";
import { day, doctorsCode, enter, fill, main, onEach, sends, WORDS } from "./case-pages.mjs";
import { answers, apply, decides, doctorNamed, moves, openCase, openDesk, plan, ready, SAID, shownCode, typedDate, writes } from "./decision-people.mjs";
import { onePage, sheets } from "./paper.mjs";

export default function declare(test) {
  onEach(test, "decision with everyone", everyone);
  onEach(test, "decision declined and next", declined);
  onEach(test, "decision differing", differing);
  onEach(test, "decision online", online);
}

/** Patient, first doctor, desk and second doctor, who reads blind; the decision, the report, and the question weeks later. */
async function everyone(ground, language) {
  const { device, screenshots, engine } = ground;
  const [words, said, patient] = [WORDS[language], SAID[language], await device()];
  const paper = (name) => `${screenshots}/decision-${name}-${engine}-${language}.pdf`;
  const [institution] = await ready(patient, language, { letter: false, name: words.father });
  await signsLetter(await device(), language, await doctorsCode(patient));
  const desk = await openDesk(ground, language, institution);
  await plan(desk, language, {});
  const application = await apply(patient, { blind: true });
  await patient.goto("/case/day");
  await fillQuestion(patient, said.question);

  const address = await openCase(desk);
  assert.ok((await main(desk.page)).includes(words.treatment), "the desk sees the whole file");
  assert.equal((await answers(desk.page, "accept", {}, ["input[name=slot]"])).status(), 200);
  await patient.goto(application);
  await moves(patient, "take");
  assert.ok((await main(patient)).includes("16:30"), "the date is agreed");
  await patient.goto(application.replace("applications", "day"));
  await sends(patient, "main form[action$='/ahead'] button");
  await patient.goto(`${new URL(patient.url()).pathname}/sheet`);
  await onePage(patient, paper("questions"));
  await desk.page.goto(address);
  assert.ok((await main(desk.page)).includes(said.question), "the questions were sent ahead");

  const code = await doctorNamed(desk, address, said.second);
  await secondDoctor(await device({ viewport: { width: 1280, height: 900 } }), language, code);
  await desk.page.goto(address);
  const history = await desk.page.locator("#history ~ ol li").allInnerTexts();
  assert.equal(history.length, 6, `sent, accepted, taken, the doctor named, held, given: ${history}`);
  const numbers = await desk.page.request.get(`${desk.address}/numbers.csv`);
  assert.equal(numbers.status(), 200, "the desk's own numbers");

  await weighed(patient, language, paper("sides"));
  await sayDecision(patient, language, paper);
  const reportCode = await reports(patient, language, paper("report"));
  const first = await device();
  await receives(first, language, reportCode);
  await patient.goto("/case/report");
  const back = await main(patient);
  assert.ok(back.includes(words.doctor) && back.includes(said.thanks), "the patient sees that it came, and the answer");
  await patient.goto("/case/after");
  assert.ok(/\d/.test(await patient.locator("main p.calm").first().innerText()), "it is said from which day on the question is meant");
  const weeksOn = await weeksLater(ground, patient);
  await looksBack(weeksOn, language);
  await weeksOn.screenshot({ path: `${screenshots}/decision-after-${engine}-${language}.png`, fullPage: true });
}

/** The same patient on the same device, when the program's clock has gone on. */
async function weeksLater({ device, served, serve, engine }, page) {
  await served.stop();
  const later = await serve(engine, { ...served, daysAhead: 29 });
  return device({ baseURL: later.address, storageState: await page.context().storageState() });
}

async function signsLetter(surgery, language, code) {
  const words = WORDS[language];
  await enter(surgery, "/letter", code, language);
  for (const part of ["purpose", "diagnosis", "course"]) await surgery.fill(`#${part}`, `${words.illness}.`);
  for (const box of await surgery.locator("input[name^=stands-]").all()) await box.check();
  await surgery.fill("#by", words.doctor);
  assert.equal((await sends(surgery, "button[name=do][value=sign]")).status(), 200, await main(surgery));
}

async function fillQuestion(page, words) {
  await page.fill("#question", words);
  await sends(page, "main form:has(input[name=do][value=ask]) button");
}

/** The first treatment plan stays sealed until the own view is saved. */
async function secondDoctor(page, language, code) {
  const [words, said] = [WORDS[language], SAID[language]];
  await enter(page, "/opinion", code, language);
  await page.waitForURL(/\/opinion\/form$/);
  const sealed = await main(page);
  assert.ok(!sealed.includes(words.treatment) && !sealed.includes(words.unclear), "the first plan is sealed");
  assert.ok(sealed.includes(words.site), "what was found is not");
  assert.equal((await page.goto("/case/opinion")).status(), 200, "and behind the form too");
  assert.ok(!(await page.content()).includes(words.treatment), "no page shows it");
  await page.goto("/opinion/form");
  await page.fill("#treatment", said.own);
  await sends(page, "button[name=do][value=own-view]");
  const opened = await main(page);
  assert.ok(opened.includes(words.treatment), "after it the first plan is seen");
  await writes(page, { treatment: said.treatment, harms: said.harms, diagnosis: words.illness }, "refines");
  await sends(page, "main form[action='/opinion/give'] button[type=submit]");
  assert.ok(await page.locator("p.calm[role=status]").isVisible(), "it is said that it was given");
  assert.equal(await page.locator("main textarea").count(), 0, "and nothing can be changed after");
}

/** Side by side, what matters, and how sure, before and after. */
async function weighed(page, language, paper) {
  const said = SAID[language];
  await page.goto("/case/second");
  assert.ok((await main(page)).includes(said.treatment), "the patient reads it");
  await page.goto("/case/compare");
  const rows = page.locator("table.sides tbody tr");
  assert.equal(await rows.count(), 7, "seven points");
  await page.locator("input[name=compares-treatment][value=different]").check();
  await page.locator("input[name=compares-diagnosis][value=same]").check();
  await sends(page, "main form[action='/case/compare'] button[type=submit]:not([name])");
  assert.ok(await page.locator("input[name=compares-treatment][value=different]").isChecked());
  assert.ok((await rows.filter({ hasText: "?" }).count()) >= 3, "what is unknown stays unknown");
  await page.selectOption("#weight-long-life", "3");
  await sends(page, "main form[action='/case/compare/matters'] button");
  assert.ok((await page.locator("#matters ~ ol > li").count()) >= 1, "what matters stands there");
  assert.ok((await sheets(page, paper)) <= 3, "on paper too");
  await page.goto("/case/ease?when=before");
  for (const item of [1, 2, 3, 4]) await page.locator(`input[name=sure-${item}]`).first().check();
  await sends(page, "form.instrument:has(input[value=sure]) button");
  assert.ok((await page.locator("#answers ~ .card").count()) >= 1, "the answers are kept");
  assert.ok(await page.locator("#turn-after").isVisible(), "with a person to turn to");
}

async function sayDecision(page, language, paper) {
  await page.goto("/case/decide");
  const value = await page.locator("input[name=chooses][value^=second-]").getAttribute("value");
  const early = await decides(page, language, value, { days: -29 });
  assert.equal(early.status(), 422, "nobody follows an opinion before it was given");
  await decides(page, language, value, { with: WORDS[language].daughter });
  const record = await page.locator("article.decision").innerText();
  for (const wanted of [SAID[language].because, WORDS[language].daughter, SAID[language].treatment]) assert.ok(record.includes(wanted), wanted);
  await onePage(page, paper("decision"));
}

async function reports(page, language, paper) {
  await page.goto("/case/report");
  await fill(page, "/case/report", { sent_on: day(language, 0) }, ["input[name=carried][value=code]"]);
  const code = await shownCode(page);
  assert.ok((await sheets(page, paper)) <= 2, "a letter");
  return code;
}

async function receives(page, language, code) {
  const [words, said] = [WORDS[language], SAID[language]];
  await enter(page, "/receipt", code, language);
  await page.waitForURL(/\/receipt\/form$/);
  const seen = await main(page);
  assert.ok(seen.includes(said.because) && seen.includes(said.treatment), "the first doctor reads what was said and decided");
  await page.fill("#who", words.doctor);
  await page.fill("#words", said.thanks);
  assert.equal((await sends(page, "main form[action='/receipt/form'] button")).status(), 200);
  assert.equal((await page.goto("/case/decide")).status(), 404, "the receipt is all that the code opens");
}

async function looksBack(page, language) {
  await page.goto("/case/after");
  assert.ok(await page.locator("main p.calm").first().isVisible(), "it is time to look back");
  await fill(page, "/case/after", { words: SAID[language].thanks }, ["input[name=satisfied][value='5']", "input[name=at_ease][value='2']", "input[name=ring]"]);
  assert.ok(await page.locator("aside.turn-to").first().isVisible(), "who is not at ease is given someone to turn to");
  assert.ok((await page.locator("#earlier ~ .card").count()) >= 1, "the answer is kept");
}

/** A desk that asks for an item, then declines; the same dossier goes to the next, which answers on paper by a code. */
async function declined(ground, language) {
  const { device, screenshots, engine } = ground;
  const [said, patient] = [SAID[language], await device()];
  const [institution, next] = await ready(patient, language, { places: 2 });
  const desk = await openDesk(ground, language, institution);
  const application = await apply(patient);
  const address = await openCase(desk);
  assert.equal((await answers(desk.page, "ask", { asked: said.asked }, ["input[name=kind][value=slides]"])).status(), 200);
  await patient.goto(application);
  assert.ok((await main(patient)).includes(said.asked), "the patient sees what is asked for");
  await patient.fill("#words", said.supplied);
  await moves(patient, "supply");
  await desk.page.goto(address);
  assert.ok((await main(desk.page)).includes(said.supplied), "and the desk that it came");
  await answers(desk.page, "decline", { "words-decline": said.declined }, ["input[name=reason][value=no-specialist]"]);
  assert.equal(await desk.page.locator("tbody tr").count(), 0, "nothing waits any more");
  await desk.page.goto(address);
  const left = await main(desk.page);
  assert.ok(!left.includes(WORDS[language].site), "and nothing of the case is seen");

  await patient.goto(application);
  const why = await main(patient);
  assert.ok(why.includes(said.declined) && why.includes(next.name), "why, and who is next");
  await sends(patient, "main section form[action='/case/applications'] button");
  const second = new URL(patient.url()).pathname;
  assert.notEqual(second, application, "another application");
  await patient.goto(`${second}/dossier`);
  await sends(patient, "main form[action$='/code'] button");
  const code = await shownCode(patient);
  assert.ok((await sheets(patient, `${screenshots}/decision-dossier-${engine}-${language}.pdf`)) >= 2, "a dossier on paper");
  const dossier = await main(patient);
  for (const wanted of [next.name, WORDS[language].site, WORDS[language].treatment]) assert.ok(dossier.includes(wanted), wanted);

  const clerk = await device();
  await enter(clerk, "/answer", code, language);
  await clerk.waitForURL(/\/answer\/form$/);
  assert.ok(!(await main(clerk)).includes(WORDS[language].treatment), "the form shows no file: it is on paper");
  assert.equal((await answers(clerk, "accept", typedDate(language))).status(), 200, await main(clerk));
  await patient.goto(second);
  await moves(patient, "take");
  const again = await device();
  assert.equal((await enter(again, "/answer", code, language)).status(), 200, "the desk's code opens again");
  assert.equal((await answers(again, "held", { held_on: day(language, 0) })).status(), 200, await main(again));
  await patient.goto(second);
  assert.ok(await patient.locator(`main a[href='/case/second?application=${second.split("/").at(-1)}']`).isVisible(), "what was said can be written down");
  await patient.screenshot({ path: `${screenshots}/decision-declined-${engine}-${language}.png`, fullPage: true });
}

/** Opinions that differ, written down by the patient; both doctors talk. */
async function differing({ device, screenshots, engine }, language) {
  const [said, page] = [SAID[language], await device()];
  await ready(page, language);
  const application = await apply(page);
  assert.equal((await answers(page, "accept", { "told_by-dates": said.telephone, ...typedDate(language) })).status(), 200, await main(page));
  assert.ok((await main(page)).includes(said.telephone), "who told it stands there");
  await moves(page, "take");
  await page.goto(`/case/second?application=${application.split("/").at(-1)}`);
  const told = { doctor: said.second, said_on: day(language, 0), treatment: said.treatment, harms: said.harms };
  assert.equal((await fill(page, "/case/second", told, ["input[name=stands][value=differs]"])).status(), 200, await main(page));
  await page.goto("/case/compare");
  assert.ok(await page.locator("#differ").isVisible(), "there is a way when they differ");
  for (const [id, value] of Object.entries({ asked_on: day(language, 0), held_on: day(language, 0), outcome: said.outcome })) await page.fill(`#${id}`, value);
  await page.locator("input[name=way][value=both-talk]").check();
  assert.equal((await sends(page, "main form[action='/case/compare/joint'] button")).status(), 200, await main(page));
  assert.ok((await main(page)).includes(said.outcome), "what both said together is kept");
  await page.screenshot({ path: `${screenshots}/decision-differ-${engine}-${language}.png`, fullPage: true });
  const empty = await decides(page, language, "another", { words: "" });
  assert.equal(empty.status(), 422, "what else it is, only words can say");
  assert.equal((await decides(page, language, "another", { words: said.outcome })).status(), 200);
  assert.ok((await page.locator("article.decision").innerText()).includes(said.outcome));
  await page.goto("/case/after");
  assert.ok(/\d/.test(await page.locator("main p.calm").first().innerText()), "from which day on the question is meant");
}

/** A consultation online, with the family from two places. */
async function online(ground, language) {
  const { device, screenshots, engine } = ground;
  const [words, said, page] = [WORDS[language], SAID[language], await device()];
  const [institution] = await ready(page, language);
  await page.goto("/case/choose");
  await page.selectOption("#way-1", "online");
  await sends(page, "main form:has(#way-1) button");
  await page.goto("/case/people");
  await page.fill("#name-new", words.daughter);
  await page.selectOption("#relation", "child");
  await sends(page, "form[action='/case/people/add'] button");
  const desk = await openDesk(ground, language, institution);
  await plan(desk, language, { days: 8, online: true });
  const application = await apply(page);
  const address = await openCase(desk);
  await answers(desk.page, "accept", {}, ["input[name=slot]"]);
  await page.goto(application);
  await moves(page, "take");
  const dayPage = application.replace("applications", "day");
  await page.goto(dayPage);
  await page.locator("input[name=patient][value=yes]").check();
  await page.locator("input[name=comes]").first().check();
  await page.locator("input[name^=from-p]").first().fill(said.places[0]);
  await page.fill("#name-1", words.father);
  await page.selectOption("#relation-1", "spouse");
  await page.fill("#from-1", said.places[1]);
  assert.equal((await sends(page, `main form[action='${dayPage}'] button`)).status(), 200, await main(page));
  await page.screenshot({ path: `${screenshots}/decision-online-${engine}-${language}.png`, fullPage: true });
  await page.goto(`${dayPage}/sheet`);
  const sheet = await main(page);
  await desk.page.goto(address);
  const seen = await main(desk.page);
  for (const wanted of [words.daughter, words.father, ...said.places]) {
    assert.ok(sheet.includes(wanted), `the sheet says ${wanted}`);
    assert.ok(seen.includes(wanted), `the desk knows ${wanted}`);
  }
  await page.goto("/case/calendar");
  const date = new Date();
  date.setDate(date.getDate() + 8);
  const agreed = language === "ja" ? `${date.getMonth() + 1}月${date.getDate()}日` : day(language, 8);
  assert.ok((await main(page)).includes(agreed), `the date is in the calendar: ${agreed}`);
}
