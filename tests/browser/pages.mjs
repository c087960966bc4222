// The pages a person meets, each with the status it must have and something that must be seen on it.

const place = encodeURIComponent("山形市");

/** `link` is followed from `address`, because an institution's address is nobody's to guess; several are followed one after another. */
export const pages = [
  { name: "start", address: "/", sees: "form input#condition" },
  { name: "answer-japan", address: `/compare?condition=stomach-cancer&near=${place}`, sees: ".group h2" },
  { name: "answer-california", address: "/compare?condition=pancreatic-cancer&near=Sacramento", sees: ".group h2" },
  { name: "institutions", address: `/institutions?q=${encodeURIComponent("山形")}`, sees: "main a[href^='/institution/']" },
  {
    name: "institution",
    address: `/institutions?q=${encodeURIComponent("山形")}`,
    link: "main a[href^='/institution/']",
    sees: "main h2",
  },
  { name: "conditions", address: `/conditions?q=${encodeURIComponent("胃")}`, sees: "main a[href^='/condition/']" },
  {
    name: "condition",
    address: `/conditions?q=${encodeURIComponent("胃")}`,
    link: "main a[href^='/condition/']",
    sees: "main h2",
  },
  { name: "figures", address: "/figures", sees: "main h2" },
  {
    name: "funnel",
    address: "/funnel?condition=coronary-bypass-surgery&measure=hcai.cabg.operative-mortality&near=Sacramento",
    sees: "svg.funnel .marker",
  },
  { name: "funnel-share", address: "/funnel?condition=heart-attack&measure=hcai.imi.ami", sees: "svg.funnel .point" },
  { name: "funnel-refused", address: "/funnel?condition=heart-attack&measure=cms.mort-30-ami", sees: "main li a" },
  { name: "second-opinion", address: "/second-opinion", sees: "main h2" },
  { name: "support", address: "/support", sees: "form input#near" },
  { name: "support-sado", address: `/support?near=${encodeURIComponent("佐渡市")}`, sees: "#town-aid-1" },
  { name: "support-yamagata", address: `/support?near=${place}`, sees: "ol.to-answer" },
  {
    name: "support-which",
    address: `/support?near=${encodeURIComponent("府中市")}`,
    status: 300,
    sees: "[role=alert] li:nth-child(2) a[href^='/support']",
  },
  { name: "magazine", address: "/magazine", sees: "main h2" },
  { name: "doctor", address: "/doctor", sees: "main h2" },
  { name: "components", address: "/components", sees: "main h2" },
  { name: "about", address: "/about", sees: "main h2" },
  { name: "no-such-page", address: "/no-such-page", status: 404, sees: "main a[href='/']" },
  {
    name: "ambiguous-place",
    address: `/compare?condition=stomach-cancer&near=${encodeURIComponent("府中市")}`,
    status: 300,
    sees: "main li:nth-child(2) a[href^='/compare']",
  },
  {
    name: "unknown-names",
    address: "/compare?condition=xyzzyxyzzy&near=xyzzyxyzzy",
    status: 422,
    sees: "[role=alert] a[href='#condition']",
  },
];

/** Pages of the made-up cases, each with who has one open; of whom nobody has, it is opened without one. */
export const casePages = [
  { name: "case-new", address: "/case/new", sees: "input[name=who][value=patient] ~ button" },
  { name: "case-open", address: "/case/open", sees: "#code" },
  { name: "case-bring", address: "/case/bring", sees: "#file" },
  { name: "case-letter-door", address: "/letter", sees: "#code" },
  { name: "case-sign-in", address: "/sign-in", sees: "#passphrase" },
  { name: "case-closed", address: "/case", status: 401, sees: "main a[href='/case/open']" },
  { name: "case-start", who: "alone", address: "/case", sees: "aside.caution a[href='/case/time']" },
  { name: "case-overview", who: "under-way", address: "/case", sees: "main h3 a[href='/case/people']" },
  { name: "case-overview-daughter", who: "daughter", address: "/case", sees: "main h1" },
  { name: "case-overview-not-told", who: "not-told", address: "/case", sees: "aside.caution" },
  { name: "case-opinion", who: "under-way", address: "/case/opinion", sees: "#condition_words" },
  { name: "case-opinion-daughter", who: "daughter", address: "/case/opinion", sees: "input[name=told]" },
  { name: "case-worries", who: "ready", address: "/case/worries", sees: "section.worry" },
  { name: "case-time", who: "under-way", address: "/case/time", sees: "input[name=signs]" },
  { name: "case-calendar", who: "under-way", address: "/case/calendar", sees: "ol.days" },
  { name: "case-wish", who: "under-way", address: "/case/wish", sees: "input[name=wish]" },
  { name: "case-choose", who: "under-way", address: "/case/choose", sees: "section.group" },
  { name: "case-desk", who: "under-way", address: "/case/choose", link: "section.group a[href^='/case/desk/']", sees: "#hindrances" },
  { name: "case-cost", who: "under-way", address: "/case/cost", sees: "main h1" },
  { name: "case-tell", who: "under-way", address: "/case/tell", sees: "#words" },
  { name: "case-tell-afraid", who: "afraid", address: "/case/tell", sees: "#centre" },
  { name: "case-request", who: "under-way", address: "/case/request", sees: "article.sheet" },
  { name: "case-request-here", who: "ready", address: "/case/request", sees: "main p.lead" },
  { name: "case-letter", who: "ready", address: "/case/letter", sees: "#received_on" },
  { name: "case-records", who: "under-way", address: "/case/records", sees: "ul.days" },
  { name: "case-people", who: "under-way", address: "/case/people", sees: "section.person" },
  { name: "case-log", who: "under-way", address: "/case/log", sees: "table.log" },
  { name: "case-recovery", who: "ready", address: "/case/recovery", sees: "main form button" },
  { name: "case-account", who: "ready", address: "/case/account", sees: "#passphrase2" },
  { name: "case-papers", who: "given", address: "/case/papers", sees: "a[href*='letter.pdf'], a[href*='dossier.pdf']" },
  { name: "case-referral-unsigned", who: "given", address: "/case/papers/referral", sees: "main a.button" },
  { name: "case-referral-out", who: "whole", address: "/case/papers/referral", sees: "#insurer" },
  { name: "case-decided", who: "whole", address: "/case", sees: "main h1" },
  { name: "case-papers-whole", who: "whole", address: "/case/papers", sees: "a[href*='letter.pdf']" },
  { name: "case-referral-in", who: "ready", address: "/case/records/referral", sees: "#file" },
  { name: "case-export", who: "ready", address: "/case/export", sees: "main form button" },
  { name: "case-disc", who: "ready", address: "/case/records/disc", sees: "#file" },
  { name: "case-erase", who: "ready", address: "/case/erase", sees: "#word" },
  { name: "case-letter-form", who: "doctor", address: "/letter/form", sees: ".from-patient" },
  { name: "answer-door", address: "/answer", sees: "#code" },
  { name: "opinion-door", address: "/opinion", sees: "#code" },
  { name: "receipt-door", address: "/receipt", sees: "#code" },
  { name: "worries-door", address: "/worries-answer", sees: "#code" },
  { name: "applications", who: "offered", address: "/case/applications", sees: "section.application" },
  { name: "application-sent", who: "applied", address: "/case/applications/1", sees: "#history" },
  { name: "application-asked", who: "asked", address: "/case/applications/1", sees: "button[value=supply]" },
  { name: "application-offered", who: "offered", address: "/case/applications/1", sees: "#take" },
  { name: "application-booked", who: "booked", address: "/case/applications/1", sees: "button[value=call-off]" },
  { name: "application-on-paper", who: "on-paper", address: "/case/applications/1", sees: "#told" },
  { name: "application-withdraw", who: "booked", address: "/case/applications/1/withdraw", sees: "main form button" },
  { name: "dossier", who: "on-paper", address: "/case/applications/1/dossier", sees: "article.dossier" },
  { name: "day", who: "booked", address: "/case/day/1", sees: "#coming" },
  { name: "day-sheet", who: "booked", address: "/case/day/1/sheet", sees: "article.sheet" },
  { name: "second", who: "given", address: "/case/second", sees: "#opinion-1" },
  { name: "sides", who: "given", address: "/case/compare", sees: "table.sides" },
  { name: "ease", who: "given", address: "/case/ease", sees: "form.instrument" },
  { name: "decide", who: "given", address: "/case/decide", sees: "input[name=chooses]" },
  { name: "report", who: "given", address: "/case/report", sees: "article.sheet" },
  { name: "after", who: "given", address: "/case/after", sees: "main h1" },
  { name: "work-sheet", who: "applied", address: "/case/sheet", sees: "article.work-sheet" },
  { name: "second-doctor", who: "second-doctor", address: "/opinion/form", sees: "button[value=own-view]" },
  { name: "desk-answer", who: "desk-on-paper", address: "/answer/form", sees: "input[name=turn] ~ button, input[name=turn] ~ h3" },
  { name: "desk-offices", who: "desk", address: "/desk", sees: "ul.places a.button" },
  { name: "desk-queue", who: "desk", address: "/desk", link: "ul.places a.button", sees: "tbody tr th a" },
  { name: "desk-case", who: "desk", address: "/desk", link: ["ul.places a.button", "tbody tr th a"], sees: "#answer" },
  { name: "desk-plan", who: "desk", address: "/desk", link: "ul.places a[href$='/plan']", sees: "input#date" },
  { name: "desk-numbers", who: "desk", address: "/desk", link: "ul.places a[href$='/numbers']", sees: "a[href$='/numbers.csv']" },
  { name: "centre-people", who: "centre", address: "/desk", link: "ul.places a.button", sees: "ul.helped form button" },
  { name: "case-not-yours", who: "doctor", address: "/case/people", status: 404, sees: "main a[href='/']" },
];

export const languages = ["en", "ja"];

/** The narrowest telephone in common use, and a small desk. */
export const widths = [390, 1280];

/** Adds the language to an address. */
export const inLanguage = (address, language) => `${address}${address.includes("?") ? "&" : "?"}lang=${language}`;

/** Opens one of the pages in a language and gives the last answer. */
export async function visit(page, { address, link }, language) {
  let answer = await page.goto(inLanguage(address, language));
  for (const next of [link ?? []].flat()) {
    [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() < 300),
      page.locator(next).first().click(),
    ]);
    await page.waitForLoadState();
  }
  return answer;
}
