// The pages a person meets, each with the status it must have and something that must be seen on it.

const place = encodeURIComponent("山形市");

/** `link` is followed from `address`, because an institution's address is nobody's to guess. */
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

export const languages = ["en", "ja"];

/** The narrowest telephone in common use, and a small desk. */
export const widths = [390, 1280];

/** Adds the language to an address. */
export const inLanguage = (address, language) => `${address}${address.includes("?") ? "&" : "?"}lang=${language}`;

/** Opens one of the pages in a language and gives the last answer. */
export async function visit(page, { address, link }, language) {
  const first = await page.goto(inLanguage(address, language));
  if (!link) return first;
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() < 300),
    page.locator(link).first().click(),
  ]);
  await page.waitForLoadState();
  return answer;
}
