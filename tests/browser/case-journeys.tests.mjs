// From a first opinion to the letter in hand, for those who take part in it. Without script, in both languages, on both databases.

import assert from "node:assert/strict";
import { alert, begin, calm, day, doctorsCode, enter, fill, firstOpinion, main, OTHER_CODE, onEach, sends, WORDS } from "./case-pages.mjs";
import { inLanguage } from "./pages.mjs";
import { onePage } from "./paper.mjs";

export default function declare(test) {
  onEach(test, "patient alone", alone);
  onEach(test, "patient and doctor", withDoctor);
  onEach(test, "daughter with consent", daughter);
  onEach(test, "signs that need help now", red);
}

/** A patient alone, without a name: from two questions to the printed request, with a stop in the middle. */
async function alone({ device, screenshots, engine }, language) {
  const [words, page] = [WORDS[language], await device()];
  await page.goto(inLanguage("/", language));
  await page.fill("#condition", words.illness);
  await page.fill("#near", "山形市");
  await page.click("form.ask-form button[type=submit]");
  await page.waitForURL(/\/compare\?/);
  await page.click("main a[href='/second-opinion']");
  await page.click("main a.button[href='/case/new']");
  const code = await begin(page, language);
  assert.ok(await page.locator("main aside.caution a.button[href='/case/time']").isVisible(), "signs that need help now come first");
  await calm(page);
  assert.ok(!(await page.locator("section.error.red").isVisible()), "nothing needs help now");
  await firstOpinion(page, language);
  await page.waitForURL(/\/case\/worries/);
  assert.ok(await page.locator(".saved").isVisible(), "it is said that it was saved");
  await fill(page, "/case/worries", { words: words.worry }, ["input[name=about][value=cured]"]);
  assert.ok((await main(page)).includes(words.worry), "the worry stays open on its page");

  const elsewhere = await device();
  const closed = await elsewhere.goto(inLanguage("/case", language));
  assert.equal(closed.status(), 401, "without the cookie the case is closed");
  await elsewhere.click("main a[href='/case/open']");
  // As it is typed from paper: small letters, no hyphens, and in Japanese often wide.
  const narrow = code.toLowerCase().replaceAll("-", " ");
  const typed = language === "en" ? narrow : narrow.toUpperCase().replace(/[0-9A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  await enter(elsewhere, "/case/open", typed, language);
  await elsewhere.waitForURL(/\/case$/);
  await resumed(elsewhere, language);
  await elsewhere.screenshot({ path: `${screenshots}/case-alone-request-${engine}-${language}.png`, fullPage: true });
  for (const step of ["request", "calendar", "records"]) {
    await elsewhere.goto(`/case/${step}`);
    await onePage(elsewhere, `${screenshots}/case-alone-${step}-${engine}-${language}.pdf`);
  }
}

/** The rest of the way, on another device. */
async function resumed(page, language) {
  const words = WORDS[language];
  await page.goto("/case/opinion");
  assert.equal(await page.inputValue("#site"), words.site, "what was written is there");
  assert.ok(await page.locator("input[name=stage_known][value=unclear]").isChecked(), "what is unclear stays unclear");
  assert.equal(await page.inputValue("#unclear"), words.unclear);
  await page.goto("/case/calendar");
  assert.ok((await page.locator("ol.days > li").count()) >= 5, "days counted back from the decision");
  await page.goto("/case/wish");
  await fill(page, "/case/wish", {}, ["input[name=wish][value=advice]"]);
  await page.goto("/case/choose");
  const first = page.locator("section.group li.place:has(input[value=add])").first();
  const name = await first.locator("h3 a").innerText();
  await first.locator("button").click();
  await page.waitForURL(/\/case\/choose\?saved=yes/);
  assert.ok((await page.locator("ol.mine").innerText()).includes(name), "the hospital stands on the list");
  await page.locator("ol.mine a[href^='/case/desk/']").first().click();
  await page.waitForURL(/\/case\/desk\//);
  assert.ok((await page.locator("h1").innerText()).includes(name), "its desk has a page");
  await page.goto("/case/cost");
  assert.match(await main(page), /\d/, "a range of the cost");
  await page.goto("/case/records");
  await sends(page, "form[action='/case/records/list'] button");
  assert.ok((await page.locator("form[action='/case/records'] ul.days > li").count()) >= 3, "a list of records");
  await fill(page, "/case/tell", {}, ["input[name=feeling][value=hard]"]);
  assert.ok((await page.locator("#words ~ ul > li").count()) >= 3, "words to say");
  await page.goto("/case/request");
  const request = await page.locator("article.sheet").innerText();
  for (const wanted of [words.illness, words.site, words.treatment, words.doctor, words.unclear, name]) {
    assert.ok(request.includes(wanted), `the request says: ${wanted}`);
  }
}

/** The doctor's form by code, to the signed letter. */
async function withDoctor({ device, screenshots, engine }, language) {
  const [words, page, surgery] = [WORDS[language], await device(), await device({ viewport: { width: 1280, height: 900 } })];
  await begin(page, language);
  await firstOpinion(page, language);
  const code = await doctorsCode(page);
  assert.ok(!page.url().includes(code), "no code in an address");
  await onePage(page, `${screenshots}/case-doctor-request-${engine}-${language}.pdf`);

  await enter(surgery, "/letter", code, language);
  await surgery.waitForURL(/\/letter\/form$/);
  const from = surgery.locator(".from-patient");
  assert.ok((await from.count()) > 0, "what the patient recorded is filled in");
  assert.equal(await from.locator("textarea").count(), await from.locator(".ask:visible").count(), "and each is visibly the patient's");
  assert.ok((await surgery.locator("#plan").inputValue()).includes(words.treatment));
  assert.equal((await surgery.goto("/case/opinion")).status(), 404, "the form is all that the code opens");
  assert.equal((await surgery.goto("/case/people")).status(), 404);
  await surgery.goto("/letter/form");

  await surgery.fill("#purpose", "");
  await surgery.fill("#remarks", words.unclear);
  const missing = await sends(surgery, "button[name=do][value=sign]");
  assert.equal(missing.status(), 422, "required parts are asked for");
  assert.ok(await surgery.locator("[role=alert] a[href='#purpose']").isVisible());
  assert.equal(await surgery.inputValue("#remarks"), words.unclear, "what was written is kept");
  for (const part of ["purpose", "diagnosis", "course"]) await surgery.fill(`#${part}`, `${words.illness}. ${words.treatment}.`);
  for (const box of await surgery.locator("input[name^=stands-]").all()) await box.check();
  await surgery.fill("#by", words.doctor);
  await sends(surgery, "button[name=do][value=sign]");
  assert.ok((await surgery.locator("p.calm bdi").innerText()).includes(words.doctor), "signed on paper, by name");
  assert.equal(await surgery.locator(".from-patient").count(), 0, "nothing is the patient's unconfirmed word any more");
  await surgery.screenshot({ path: `${screenshots}/case-letter-signed-${engine}-${language}.png`, fullPage: true });

  const again = await device();
  assert.equal((await enter(again, "/letter", code, language)).status(), 422, "a code opens once");
  assert.ok((await alert(again)).length > 20, "and the page says what to do");
  await page.goto("/case/letter");
  assert.ok((await main(page)).includes(words.doctor), "the patient sees who signed");
}

/** A daughter fills in for her father, by code and with his consent, until he withdraws it. */
async function daughter({ device }, language) {
  const [words, father, hers] = [WORDS[language], await device(), await device()];
  await begin(father, language);
  await firstOpinion(father, language);
  await father.goto("/case/people");
  await father.locator("section.person details:has(form[action='/case/people/name']) summary").first().click();
  await father.fill("#name-1", words.father);
  await sends(father, "form[action='/case/people/name'] button");
  await father.fill("#name-new", words.daughter);
  await father.selectOption("#relation", "child");
  await sends(father, "form[action='/case/people/add'] button");
  const card = `section.person:has(h2:has-text("${words.daughter}"))`;
  assert.equal(await father.locator(`${card} form[action='/case/people/invite']`).count(), 0, "nobody is invited before it is agreed what for");
  await father.locator(`${card} details:has(form[action='/case/people/agree']) summary`).click();
  await father.locator(`${card} input[name=purpose][value=fill-in]`).check();
  for (const part of ["opinion", "worries"]) await father.locator(`${card} input[name=part][value=${part}]`).check();
  await sends(father, `${card} form[action='/case/people/agree'] button`);
  await sends(father, `${card} form[action='/case/people/invite'] button`);
  const code = await father.locator(".code-box .code").innerText();
  assert.match(code, OTHER_CODE);

  await enter(hers, "/case/open", code, language);
  assert.ok((await hers.locator("h1").innerText()).includes(words.father), "she is told whose case it is");
  assert.equal((await hers.goto("/case/letter")).status(), 404, "what was not agreed is not there for her");
  assert.equal((await hers.goto("/case/people")).status(), 404);
  await fill(hers, "/case/opinion", { kind: words.site });
  await father.goto("/case/opinion");
  assert.equal(await father.inputValue("#kind"), words.site, "her words stand in his case");

  await hers.goto("/case/opinion");
  await hers.fill("#kind", "changed");
  await father.goto("/case/people");
  await sends(father, `${card} form[action='/case/people/withdraw'] button`);
  const late = await sends(hers, "form[action='/case/opinion'] button[type=submit]");
  assert.ok([401, 404].includes(late.status()), `her next request is closed: ${late.status()}`);
  for (const address of ["/case", "/case/opinion", "/case/worries"]) {
    const closed = await hers.goto(address);
    const seen = await main(hers);
    assert.ok([401, 404].includes(closed.status()) || !seen.includes(words.site), `${address} is closed: ${closed.status()}`);
    assert.ok(!seen.includes(words.treatment), `${address} shows nothing of his`);
  }
  await father.goto("/case/opinion");
  assert.equal(await father.inputValue("#kind"), words.site, "and changes nothing");
  await father.goto("/case/log");
  assert.ok((await logLines(father)).some((line) => line.includes(words.daughter)), "he can read what she did");
  const second = await device();
  assert.equal((await enter(second, "/case/open", code, language)).status(), 422, "her code opens nothing more");
}

const logLines = (page) => page.locator("table.log tbody tr").allInnerTexts();

/** Signs that need help now: what to do stands before anything else. */
async function red({ device, screenshots, engine }, language) {
  const page = await device();
  await begin(page, language);
  await firstOpinion(page, language, { near: language === "ja" ? "山形市" : "Sacramento" });
  await page.goto("/case/time");
  await page.locator("input[name=signs][value=sudden-headache]").check();
  // A date that cannot be read must not stand in the way of the ambulance.
  await page.fill("#latest_safe", "xyzzy");
  const wrong = await sends(page, "form[action='/case/time'] button[type=submit]");
  assert.equal(wrong.status(), 422);
  await callsFirst(page, language);
  await fill(page, "/case/time", { latest_safe: day(language, 20), latest_safe_by: WORDS[language].doctor }, ["input[name=signs][value=sudden-headache]"]);
  await callsFirst(page, language);
  await page.screenshot({ path: `${screenshots}/case-red-${engine}-${language}.png`, fullPage: true });
  await page.goto("/case/time");
  await callsFirst(page, language);
}

async function callsFirst(page, language) {
  const box = page.locator("section.error.red");
  assert.ok((await box.innerText()).includes(language === "ja" ? "119" : "911"), "the number to call");
  const [first, form] = [await box.boundingBox(), await page.locator("main form").first().boundingBox()];
  assert.ok(first.y + first.height <= form.y && first.y < 844, `before the form, and seen at once: ${first.y}`);
}
