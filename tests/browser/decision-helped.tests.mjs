// Those who help through the day, and the patient who goes back. Without script, in both languages, on both databases.

import assert from "node:assert/strict";
import { begin, day, enter, fill, firstOpinion, main, onEach, sends, WORDS } from "./case-pages.mjs";
import { answers, apply, decides, moves, named, office, openCase, openDesk, ready, SAID, shownCode, signIn, typedDate, withdraws } from "./decision-people.mjs";
import { sheets } from "./paper.mjs";

export default function declare(test) {
  onEach(test, "decision counsellor's day", counsellor);
  onEach(test, "decision withdrawn at each state", withdrawn);
}

/** Five people at different steps, those first who need someone most. */
async function counsellor({ device, served, screenshots, engine }, language) {
  const [words, said] = [WORDS[language], SAID[language]];
  const centre = office(served, { id: "made-up-centre", duty: "support", name: said.centre });
  const stuck = {
    "5 quiet": async () => {},
    "4 letter": (page) => fill(page, "/case/letter", { asked_on: day(language, -20) }),
    "3 date": (page) => firstOpinion(page, language, { decide_by: day(language, 5) }),
    "2 worry": (page) => worried(page),
    "1 ring": async (page) => {
      await decides(page, language, "first", { days: -29 });
      await fill(page, "/case/after", {}, ["input[name=at_ease][value='2']", "input[name=ring]"]);
    },
  };
  const patients = {};
  const come = async ([name, step]) => {
    patients[name] = await device();
    await agrees(patients[name], language, `${words.father} ${name}`, step);
  };
  await Promise.all(Object.entries(stuck).map(come));
  const page = await device({ viewport: { width: 1280, height: 900 } });
  await signIn(page, language, centre.accounts[0]);
  await page.goto("/support-desk/made-up-centre");
  const names = await page.locator("ul.helped h2 bdi").allInnerTexts();
  assert.deepEqual(names.map((name) => name.at(words.father.length + 1)), ["1", "2", "3", "4", "5"], `pressing ones first: ${names}`);
  await page.screenshot({ path: `${screenshots}/decision-counsellor-${engine}-${language}.png`, fullPage: true });

  await sends(page, "ul.helped li:nth-child(2) form button");
  await page.waitForURL(/\/case$/);
  assert.ok((await main(page)).includes("2 worry"), "the case of the one who was pressed");
  await page.goto("/case/worries");
  await page.locator("section.worry details summary").first().click();
  await page.locator("section.worry details textarea").first().fill(said.thanks);
  const who = page.locator("section.worry details input[type=text]").first();
  if ((await who.inputValue()) === "") await who.fill(said.centre);
  assert.equal((await sends(page, "form[action='/case/worries/answer'] button")).status(), 200, await main(page));
  await page.goto("/case/sheet");
  assert.ok((await sheets(page, `${screenshots}/decision-sheet-${engine}-${language}.pdf`)) <= 3, "a working sheet");
  assert.equal((await page.goto("/case/erase")).status(), 404, "what the patient alone decides stays with the patient");
  await patients["2 worry"].goto("/case/worries");
  assert.ok((await main(patients["2 worry"])).includes(said.thanks), "the patient reads the answer");

  const going = patients["3 date"];
  await going.goto("/case/people");
  await sends(going, "form[action='/case/people/withdraw'] button");
  await page.goto("/support-desk/made-up-centre");
  const left = await page.locator("ul.helped h2 bdi").allInnerTexts();
  assert.equal(left.length, 4, "who withdraws is on the list no more");
  assert.ok(!left.some((name) => name.includes("3 date")));
  await byCode(patients["1 ring"], await device(), language);

  async function worried(page) {
    await page.goto("/case/ease?when=before");
    for (const item of [1, 2]) await page.locator(`input[name=gad-${item}]`).last().check();
    await sends(page, "form.instrument:has(input[value=gad2]) button");
    assert.ok(await page.locator("form.instrument:has(input[value=gad7])").isVisible(), "the other five follow");
    for (const item of [3, 4, 5, 6, 7]) await page.locator(`input[name=more-${item}]`).last().check();
    await sends(page, "form.instrument:has(input[value=gad7]) button");
  }
}

/** A patient at a step, who agrees that the centre works with them. */
async function agrees(page, language, name, step) {
  await begin(page, language);
  await named(page, name);
  await firstOpinion(page, language);
  await fill(page, "/case/worries", { words: WORDS[language].worry }, ["input[name=about][value=cured]"]);
  await step(page);
  await page.goto("/case/people");
  for (const box of await page.locator("input[id^=bring-]").all()) await box.check();
  assert.equal((await sends(page, "form[action='/case/people/bring'] button")).status(), 200, await main(page));
}

/** A counsellor without an account answers by a code on paper. */
async function byCode(page, other, language) {
  const said = SAID[language];
  await page.goto("/case/people");
  await page.fill("#name-new", said.telephone);
  await page.locator("#role-counsellor").check();
  await sends(page, "form[action='/case/people/add'] button");
  const card = `section.person:has(h2:has-text("${said.telephone}"))`;
  await page.locator(`${card} details:has(form[action='/case/people/agree']) summary`).click();
  await page.locator(`${card} input[name=purpose][value=counsel]`).check();
  await page.locator(`${card} input[name=part][value=worries]`).check();
  await sends(page, `${card} form[action='/case/people/agree'] button`);
  await sends(page, `${card} form[action='/case/people/worries-code'] button`);
  const code = await shownCode(page);
  await enter(other, "/worries-answer", code, language);
  await other.waitForURL(/\/worries-answer\/form$/);
  await other.locator("section.worry textarea").first().fill(said.outcome);
  assert.equal((await sends(other, "form[action='/worries-answer/form'] button")).status(), 200, await main(other));
  assert.equal((await other.goto("/case/opinion")).status(), 404, "the worries are all that the code opens");
  await page.goto("/case/worries");
  assert.ok((await main(page)).includes(said.outcome));
}

/** The patient goes back at each state: both sides see it at once, and the desk sees nothing more. */
async function withdrawn(ground, language) {
  const { device } = ground;
  const [said, patient] = [SAID[language], await device()];
  const [institution] = await ready(patient, language);
  const desk = await openDesk(ground, language, institution);
  const accepts = (fields) => answers(desk.page, "accept", fields);
  const takes = async (application) => {
    await accepts(typedDate(language));
    await patient.goto(application);
    await moves(patient, "take");
  };
  const states = {
    sent: async () => {},
    asked: () => answers(desk.page, "ask", { asked: said.asked }, ["input[name=kind][value=other]"]),
    accepted: () => accepts({}),
    offered: () => accepts(typedDate(language)),
    booked: takes,
    held: async (application) => {
      await takes(application);
      await desk.page.reload();
      await answers(desk.page, "held", { held_on: day(language, 0) });
    },
  };
  const seen = new Set();
  for (const [state, reach] of Object.entries(states)) {
    const application = await apply(patient);
    assert.ok(!seen.has(application), "each is an application of its own");
    seen.add(application);
    const address = await openCase(desk);
    await reach(application);
    await desk.page.goto(address);
    const asks = (await desk.page.locator("main form:has(input[name=turn])").count()) > 0;
    await withdraws(patient, application);
    const after = await patient.locator("#now ~ .lead").innerText();
    assert.equal(await patient.locator(`main a[href='${application}/withdraw']`).count(), 0, `${state}: there is nothing left to withdraw: ${after}`);
    if (asks) {
      const form = desk.page.locator("main form:has(input[name=turn]) button[type=submit]");
      const [late] = await Promise.all([desk.page.waitForResponse((answer) => answer.request().method() === "POST"), clickSeen(desk.page, form)]);
      assert.ok([401, 404, 409].includes(late.status()), `${state}: the desk's page is too old: ${late.status()}`);
      await desk.page.waitForLoadState();
    }
    const closed = await desk.page.goto(address);
    assert.ok(!(await desk.page.content()).includes(WORDS[language].site), `${state}: the desk sees nothing more: ${closed.status()}`);
    await desk.page.goto(desk.address);
    assert.equal(await desk.page.locator("tbody tr").count(), 0, `${state}: and nothing waits`);
  }
}

/** Presses the first button of these that is not folded away, or unfolds it. */
async function clickSeen(page, buttons) {
  for (const button of await buttons.all()) if (await button.isVisible()) return button.click();
  await page.locator("main details:has(input[name=turn]) > summary").first().click();
  return buttons.first().click();
}
