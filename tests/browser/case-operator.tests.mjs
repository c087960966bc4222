// Whoever runs the machine: a backup, put back elsewhere, a case erased for good, and a log that is whole.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { alert, begin, enter, firstOpinion, onEach, WORDS } from "./case-pages.mjs";
import { newDatabase } from "./databases.mjs";
import { command } from "./program.mjs";

export default function declare(test) {
  onEach(test, "operator", operator);
}

async function operator({ device, serve, served, engine, open }, language) {
  const [kept, erased] = [await device(), await device()];
  const codes = { kept: await begin(kept, language), erased: await begin(erased, language) };
  await firstOpinion(kept, language);
  await firstOpinion(erased, language, { unclear: "-" });

  const [backup, passphrase] = [join(served.folder, "backup.age"), join(served.folder, "passphrase")];
  await writeFile(passphrase, "correct horse battery staple\n", { mode: 0o600 });
  // Each command beside the serving program: nothing has to be stopped for it.
  const does = (at, ...line) => command([...line, "--database", at.database], { ...at.environment, LC_ALL: language === "ja" ? "ja_JP.UTF-8" : "C" });
  const done = (at, ...line) => {
    const { status, said } = does(at, ...line);
    assert.equal(status, 0, `anshin ${line.join(" ")}: ${said}`);
    return said;
  };
  done(served, "backup", backup, "--passphrase-file", passphrase);
  const other = await newDatabase(engine);
  await writeFile(`${passphrase}-wrong`, "correct horse battery stable\n", { mode: 0o600 });
  assert.notEqual(does(other, "restore", backup, "--passphrase-file", `${passphrase}-wrong`).status, 0, "only its passphrase opens it");
  done(other, "restore", backup, "--passphrase-file", passphrase);
  assert.notEqual(does(other, "case", "erase", "00000-00000-00000-00000-00000", "--yes").status, 0, "no case has this code");
  done(other, "case", "erase", codes.erased, "--export", join(other.folder, "kept-by-law.json"), "--yes");
  done(other, "audit", "verify");
  assert.equal(done(other, "case", "list").trim().split("\n").length, 2, "both cases are listed, one of them as erased");

  const restored = await serve(engine, other);
  const page = await open({ baseURL: restored.address, javaScriptEnabled: false });
  assert.equal((await enter(page, "/case/open", codes.erased, language)).status(), 422, "the erased case is gone");
  assert.ok((await alert(page)).length > 20, "and the page says what to do");
  await enter(page, "/case/open", codes.kept, language);
  await page.goto("/case/opinion");
  assert.equal(await page.inputValue("#unclear"), WORDS[language].unclear, "the other one is whole");
  await page.goto("/case/log");
  assert.ok((await page.locator("table.log tbody tr").count()) > 2, "with its log");
  done(other, "audit", "verify");
}
