// What goes wrong with forms: sent twice, from a page that is too old, by two at once, too much, nonsense, and codes that open nothing.

import assert from "node:assert/strict";
import { alert, begin, day, doctorsCode, enter, fill, firstOpinion, main, onEach, sends, WORDS } from "./case-pages.mjs";

export default function declare(test) {
  onEach(test, "form sent twice", twice);
  onEach(test, "two at once", together);
  onEach(test, "ten megabytes", tooMuch);
  onEach(test, "wrong dates and strange names", strange);
  onEach(test, "codes that open nothing", codes);
}

/** The back button, and the same form once more: nothing is doubled, and what was written is given back. */
async function twice({ device }, language) {
  const [words, page] = [WORDS[language], await device()];
  await begin(page, language);
  await page.goto("/case/worries");
  await fill(page, "/case/worries", { words: words.worry });
  await page.goto("/case/worries");
  assert.equal(await page.locator("section.worry").count(), 1);
  await page.goBack();
  await page.goBack();
  await page.fill("#words", words.worry);
  const again = await sends(page, "form[action='/case/worries'] button[type=submit]");
  if (again.status() === 409) {
    assert.ok((await page.locator(".typed").innerText()).includes(words.worry), "what was written is given back");
    await page.click("main a.button[href='/case']");
    assert.equal(new URL(page.url()).pathname, "/case", "and there is a way on");
    await page.goto("/case/worries");
    assert.equal(await page.locator("section.worry").count(), 1, "nothing is there twice");
  } else {
    // The browser asked for the page anew when going back, so it was no old page.
    assert.equal(again.status(), 200);
  }
  const first = await doctorsCode(page);
  await page.reload();
  assert.equal(await page.locator(".code-box .code").innerText(), first, "loading the page again makes no other code");
}

/** Two devices with one case: who comes second is told, loses nothing, and can go on. */
async function together({ device, screenshots, engine }, language) {
  const [words, one, other] = [WORDS[language], await device(), await device()];
  const code = await begin(one, language);
  await firstOpinion(one, language);
  await enter(other, "/case/open", code, language);
  await Promise.all([one.goto("/case/opinion"), other.goto("/case/opinion")]);
  await one.fill("#kind", "one");
  await other.fill("#kind", words.worry);
  const button = "form[action='/case/opinion'] button[type=submit]";
  const answers = await Promise.all([sends(one, button), sends(other, button)]);
  const late = answers.findIndex((answer) => answer.status() === 409);
  assert.deepEqual(answers.map((answer) => answer.status()).sort(), [200, 409], "one of them comes second");
  const [second, written, kept] = late === 0 ? [one, "one", words.worry] : [other, words.worry, "one"];
  assert.ok((await second.locator(".typed").innerText()).includes(written), "what the second wrote is on the page");
  await second.screenshot({ path: `${screenshots}/case-stale-${engine}-${language}.png`, fullPage: true });
  await second.goto("/case/opinion");
  assert.equal(await second.inputValue("#kind"), kept, "what the first wrote stands");
  await fill(second, "/case/opinion", { kind: `${kept} ${written}` });
  await second.goto("/case/opinion");
  assert.equal(await second.inputValue("#kind"), `${kept} ${written}`, "and both can be kept");
}

/** A question of ten megabytes. */
async function tooMuch({ device }, language) {
  const page = await device();
  await begin(page, language);
  await page.goto("/case/worries");
  // Laying out so much text would take the browser longer than everything else here.
  await page.locator("#words").evaluate((field) => {
    field.style.display = "none";
    field.value = "x".repeat(10 * 1024 * 1024);
  });
  const answer = await sends(page, "form[action='/case/worries'] button[type=submit]");
  assert.equal(answer.status(), 413);
  assert.ok((await main(page)).length < 2000, "a short page says so");
  assert.ok(await page.locator("main a[href='/case']").isVisible(), "with a way on");
  await page.goto("/case/worries");
  assert.equal(await page.locator("section.worry").count(), 0, "nothing of it is kept");
  // What fits into a form and is too long for a worry is refused beside its field.
  await page.fill("#words", "x".repeat(20_000));
  const long = await sends(page, "form[action='/case/worries'] button[type=submit]");
  assert.equal(long.status(), 422);
  assert.equal((await page.inputValue("#words")).length, 20_000, "and is still there to be shortened");
}

/** Dates that are past or no dates; names that run the other way, are pictures, or look like a page. */
async function strange({ device, screenshots, engine }, language) {
  const page = await device();
  await begin(page, language);
  const answer = await firstOpinion(page, language, { decide_by: day(language, -3), said_on: day(language, 400) });
  assert.equal(answer.status(), 422);
  assert.ok(await page.locator("main [role=alert] a[href='#said_on']").isVisible(), "a day yet to come cannot be when it was said");
  assert.ok(await page.locator("main [role=alert] a[href='#decide_by']").isVisible(), "a day that is past cannot be decided by");
  assert.equal(await page.inputValue("#decide_by"), day(language, -3), "what was typed is still there");
  assert.equal(await page.inputValue("#unclear"), WORDS[language].unclear);
  const nonsense = await fill(page, "/case/opinion", { said_on: "", decide_by: language === "ja" ? "平成99年13月40日" : "31 February 2027" });
  assert.equal(nonsense.status(), 422);

  const names = ["محمد بن سلمى", "\u202Egnp.live\u202C", "👩‍👩‍👧‍👦🩺", "<img src=x onerror=alert(1)>", "a".repeat(60)];
  await page.goto("/case/people");
  for (const name of names) {
    await page.fill("#name-new", name);
    await page.selectOption("#relation", "sibling");
    await sends(page, "form[action='/case/people/add'] button");
  }
  const shown = await page.locator("section.person h2 bdi").allInnerTexts();
  for (const name of names.filter((name) => !name.startsWith("\u202E"))) assert.ok(shown.includes(name), `${name} is shown: ${shown}`);
  assert.equal(await page.locator("main img").count(), 0, "a name is never part of the page");
  assert.ok(!/[\u202A-\u202E\u2066-\u2069]/.test(shown.join("")) || (await isolated(page)), "no name turns what stands around it");
  await page.screenshot({ path: `${screenshots}/case-names-${engine}-${language}.png`, fullPage: true });
  for (const address of ["/case", "/case/people"]) {
    await page.goto(address);
    const wide = await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
    assert.ok(wide <= 0, `${address} is no wider than the window: ${wide}`);
  }
}

/** Every name stands in an element that keeps its direction to itself. */
const isolated = (page) =>
  page.locator("section.person h2 bdi").evaluateAll((all) => all.every((one) => getComputedStyle(one).unicodeBidi.includes("isolate")));

/** Codes that are unknown or used; after ten of them one has to wait. */
async function codes({ device }, language) {
  const [page, surgery] = [await device(), await device()];
  const recovery = await begin(page, language);
  const code = await doctorsCode(page);
  await enter(surgery, "/letter", code, language);
  await surgery.context().clearCookies();
  const tries = [code, "0000-0000-0000", "00000-00000-00000-00000-00000", "hello", "🩺🩺🩺🩺"];
  const said = [];
  for (const tried of tries) {
    const answer = await enter(surgery, tried === code ? "/letter" : "/case/open", tried, language);
    assert.equal(answer.status(), 422, tried);
    said.push(await alert(surgery));
    assert.ok(!surgery.url().includes(encodeURIComponent(tried)), "no code in an address");
  }
  assert.notEqual(said[0], said[1], "a used code is told apart from one that nobody made");
  let answer;
  for (let more = 0; more < 10 && answer?.status() !== 429; more += 1) answer = await enter(surgery, "/case/open", "1111-1111-1111", language);
  assert.equal(answer.status(), 429, "guessing ends");
  assert.ok(Number(await answer.headerValue("retry-after")) > 0);
  assert.match(await main(surgery), /\d+ ?分|minute/, "and the page says for how long");
  assert.equal((await page.goto("/case")).status(), 200, "who has a case open is not shut out");
  assert.equal((await enter(surgery, "/case/open", recovery, language)).status(), 429, "not even by the right code");
}
