// What goes wrong between two sides: a date taken twice, two answers at once, an opinion given twice, a decision changed after its report,
// pages that are too old, buttons pressed twice.

import assert from "node:assert/strict";
import { day, enter, fill, main, onEach, onceEach, sends, WORDS } from "./case-pages.mjs";
import { answerForm, answers, apply, decides, doctorNamed, moves, openCase, openDesk, plan, ready, SAID, shownCode, signIn, typedDate, withdraws, writes } from "./decision-people.mjs";

export default function declare(test) {
  onEach(test, "decision date taken twice", twoPatients, onceEach);
  onEach(test, "decision two desks at once", twoDesks, onceEach);
  onEach(test, "decision said twice", saidTwice, onceEach);
}

/** One time of the plan is offered to two patients, and both take it at once. */
async function twoPatients(ground, language) {
  const { device } = ground;
  const patients = [await device(), await device()];
  const [[institution]] = [await ready(patients[0], language, { name: "one" }), await ready(patients[1], language, { name: "other" })];
  const desk = await openDesk(ground, language, institution);
  await plan(desk, language, { days: 9 });
  const applications = [await apply(patients[0]), await apply(patients[1])];
  for (const name of ["one", "other"]) {
    await desk.page.goto(desk.address);
    await desk.page.locator(`tbody tr th a:has-text("${name}")`).click();
    assert.equal((await answers(desk.page, "accept", {}, ["input[name=slot]"])).status(), 200);
  }
  await Promise.all(patients.map((patient, place) => patient.goto(applications[place])));
  const taken = await Promise.all(patients.map((patient) => moves(patient, "take")));
  assert.deepEqual(taken.map((answer) => answer.status()).sort(), [200, 422], "one of them has the date");
  const late = taken.findIndex((answer) => answer.status() === 422);
  assert.ok((await patients[late].locator("main [role=alert]").innerText()).length > 20, "the other is told");
  assert.ok(await patients[late].locator("main button[name=do][value=none-fits]").isVisible(), "and can ask for other dates");
  await desk.page.goto(`${desk.address}?state=date`);
  assert.equal(await desk.page.locator("tbody tr").count(), 1, "the desk has one consultation");
  await desk.page.goto(`${desk.address}/plan`);
  assert.equal(await desk.page.locator("table a[href*='/case/']").count(), 1, "and one date that is taken");
  await withdraws(patients[1 - late], applications[1 - late]);
  await patients[late].goto(applications[late]);
  assert.equal((await moves(patients[late], "take")).status(), 200, "once it is free again it can be taken");
}

/** Two of a desk's staff accept at once; two desks accept at once by code; and each button is pressed twice. */
async function twoDesks(ground, language) {
  const { device } = ground;
  const [said, patient] = [SAID[language], await device()];
  const [institution] = await ready(patient, language, { places: 3 });
  const desk = await openDesk(ground, language, institution, { staff: 2 });
  const colleague = await device({ viewport: { width: 1280, height: 900 } });
  await signIn(colleague, language, desk.accounts[1]);
  const application = await apply(patient);
  const address = await openCase(desk);
  await colleague.goto(address);
  const [one, other] = await Promise.all([
    answers(desk.page, "accept", { ...typedDate(language, 5), "words-dates": said.thanks }),
    answers(colleague, "accept", { ...typedDate(language, 6), "words-dates": said.outcome }),
  ]);
  assert.deepEqual([one.status(), other.status()].sort(), [200, 409], "one of them answers first");
  const [late, written] = one.status() === 409 ? [desk.page, said.thanks] : [colleague, said.outcome];
  assert.ok((await late.locator("section.typed").innerText()).includes(written), "what the other wrote is given back");
  await patient.goto(application);
  assert.equal(await patient.locator("input[name=offer]").count(), 1, "the patient sees one answer");

  const second = await patient.context().newPage();
  await second.goto(application);
  assert.equal((await moves(patient, "take")).status(), 200);
  assert.equal((await moves(second, "take")).status(), 200, "pressed twice is pressed once");
  await late.goto(address);
  assert.equal(await late.locator("#history ~ ol li").count(), 3, "sent, accepted, taken: nothing is there twice");
  await second.goto(application);
  const third = await patient.context().newPage();
  await third.goto(`${application}/withdraw`);
  await withdraws(patient, application);
  assert.equal((await sends(third, "main form[action$='/withdraw'] button[type=submit]")).status(), 200, "withdrawn twice is withdrawn once");
  const old = await moves(second, "call-off");
  assert.ok([409, 422].includes(old.status()), `a page that is too old changes nothing: ${old.status()}`);
  assert.ok((await main(second)).length > 100 && (await second.locator("main a[href^='/case']").count()) > 0, "and there is a way on");

  const codes = [];
  for (const choice of [2, 3]) {
    await third.goto(`/case/applications?choice=${choice}`);
    const sent = await apply(patient, { choice });
    await sends(third, "main form[action='/case/applications']:has(#words) button[type=submit]");
    assert.equal(new URL(third.url()).pathname, sent, "sent twice is sent once");
    await patient.goto(`${sent}/dossier`);
    await sends(patient, "main form[action$='/code'] button");
    codes.push({ sent, code: await shownCode(patient), clerk: await device() });
  }
  for (const { clerk, code } of codes) {
    await enter(clerk, "/answer", code, language);
    await answerForm(clerk, "accept");
  }
  const accepted = await Promise.all(codes.map(({ clerk }, place) => answers(clerk, "accept", typedDate(language, 5 + place))));
  assert.deepEqual(accepted.map((answer) => answer.status()), [200, 200], "each desk has an application of its own");
  for (const { sent } of codes) {
    await patient.goto(sent);
    assert.equal(await patient.locator("input[name=offer]").count(), 1, "each offers its date");
  }
}

/** The opinion is given by the doctor and written down by the patient; a decision is changed after its report went. */
async function saidTwice(ground, language) {
  const { device } = ground;
  const [words, said, patient] = [WORDS[language], SAID[language], await device()];
  const [institution] = await ready(patient, language);
  const desk = await openDesk(ground, language, institution);
  const application = await apply(patient);
  const address = await openCase(desk);
  await answers(desk.page, "accept", typedDate(language));
  await patient.goto(application);
  await moves(patient, "take");
  const code = await doctorNamed(desk, address, said.second);
  const doctor = await device();
  await enter(doctor, "/opinion", code, language);
  await writes(doctor, { treatment: said.treatment, diagnosis: words.illness }, "agrees");
  const also = await doctor.context().newPage();
  await also.goto("/opinion/preview");
  await patient.goto(`/case/second?application=${application.split("/").at(-1)}`);
  await patient.fill("#treatment", said.own);
  await sends(doctor, "main form[action='/opinion/give'] button[type=submit]");
  await sends(also, "main form[action='/opinion/give'] button[type=submit]");
  assert.ok((await main(also)).includes(said.treatment), "given twice is given once");
  const late = await sends(patient, "main form[action='/case/second'] button[type=submit]");
  assert.ok([409, 422].includes(late.status()), `the patient's own note of it comes too late: ${late.status()}`);
  assert.ok((await patient.content()).includes(said.own), "and what was written is given back");
  await patient.goto("/case/second");
  assert.equal(await patient.locator("section.card[aria-labelledby^=opinion-]").count(), 1, "one opinion stands");

  await decides(patient, language, "first");
  await fill(patient, "/case/report", { sent_on: day(language, 0) }, ["input[name=carried][value=post]"]);
  await patient.goto("/case/report");
  await patient.fill("#who", words.doctor);
  await sends(patient, "main form[action='/case/report/receipt'] button");
  await patient.goto("/case/decide");
  const value = await patient.locator("input[name=chooses][value^=second-]").getAttribute("value");
  const stale = await patient.context().newPage();
  await stale.goto("/case/decide");
  assert.equal((await decides(patient, language, value)).status(), 200);
  assert.ok(await patient.locator("p.caution a[href='/case/report']").isVisible(), "the doctor must be told anew");
  assert.ok((await patient.locator("#earlier ~ ul li").count()) === 1, "the earlier decision stays, as replaced");
  await stale.locator("input[name=chooses][value=later]").check();
  assert.equal((await sends(stale, "main form[action='/case/decide'] button")).status(), 409, "a page that is too old decides nothing");
  await patient.goto("/case/report");
  assert.ok(await patient.locator("p.caution").first().isVisible(), "and the report says so");
  assert.ok((await patient.locator("form[action='/case/report']").count()) === 1, "it can be sent again");
}
