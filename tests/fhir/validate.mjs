// Holds FHIR files against base R4 by two validators that nobody here wrote: `fhir` (npm) and `fhirkit` (PyPI).
//
//     node tests/fhir/validate.mjs FILE...
//
// `cargo xtask test papers` installs both, and runs this over our letters and the official examples. Each file counts once for each validator;
// the last line says how many passed, as `tests/browser/run.mjs` does. Ends with 0 when all pass, with 1 when a validator finds an error, with 2
// when a validator is not there or fails its controls: a file that is valid must pass, and files that are not must be refused, or passing says
// nothing. FHIRKIT names the command of fhirkit where it lies elsewhere.
// Warnings and notes are counted and not shown unless VERBOSE is set: neither validator has Japan's code lists, so they name each Japanese code.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

// Which controls each validator must pass or refuse. fhirkit looks at shapes alone: a wrong code it is not asked about.
const controls = [
  { file: "valid.json", fhir: true, fhirkit: true },
  { file: "missing-author.json", fhir: false, fhirkit: false },
  { file: "bundle-missing-author.json", fhir: false, fhirkit: false },
  { file: "unknown-member.json", fhir: false, fhirkit: false },
  { file: "wrong-status.json", fhir: false },
];

const { Fhir } = await import("fhir").then((module) => module.default ?? module).catch(() => missing("fhir", "tests/fhir/node_modules"));
const validators = { fhir: byFhir, fhirkit: byFhirkit };

/** Ends the run: without both validators no file is valid. */
function stop(sentence) {
  console.log(`FAILED  ${sentence}`);
  process.exit(2);
}

function missing(name, folder) {
  return stop(`the validator ${name} is not there: remove ${folder}, then run cargo xtask test papers, which installs it`);
}

async function byFhir(path) {
  const resource = JSON.parse(await readFile(path, "utf8"));
  const { messages } = new Fhir().validate(resource, { errorOnUnexpected: true });
  return messages.map(({ severity, location, message }) => ({ severity, text: `${location ?? ""}: ${message}` }));
}

async function byFhirkit(path) {
  const own = join(here, "../../target/validators/bin/fhirkit");
  const command = process.env.FHIRKIT ?? (existsSync(own) ? own : "fhirkit");
  // It ends badly when it finds an error, and says the error all the same.
  const { stdout, stderr, code } = await run(command, ["validate", "--json", path], { maxBuffer: 1 << 26 }).catch((error) => error);
  if (code === "ENOENT") missing("fhirkit", "target/validators");
  try {
    return read(JSON.parse(stdout));
  } catch {
    return stop(`${command} does not answer with JSON (remove target/validators and run cargo xtask test papers): ${stderr}`);
  }
}

// fhirkit answers with a list of files, each with its issues.
function read(answer) {
  const files = Array.isArray(answer) ? answer : [answer];
  return files.flatMap((file) => file.issues ?? [file]).map((issue) => ({
    severity: issue.severity ?? "error",
    text: `${issue.path ?? issue.location ?? ""}: ${issue.message ?? issue.diagnostics ?? JSON.stringify(issue)}`,
  }));
}

const isError = ({ severity }) => severity === "error" || severity === "fatal";

for (const control of controls) {
  for (const [name, validate] of Object.entries(validators).filter(([name]) => name in control)) {
    const passes = !(await validate(join(here, "controls", control.file))).some(isError);
    if (passes !== control[name]) {
      stop(`the validator ${name} ${passes ? "passes" : "refuses"} the control ${control.file}, so its word says nothing: look at its version`);
    }
  }
}

const count = { passed: 0, failed: 0 };
for (const path of process.argv.slice(2)) {
  for (const [name, validate] of Object.entries(validators)) {
    const messages = await validate(path);
    const errors = messages.filter(isError);
    const valid = errors.length === 0;
    count[valid ? "passed" : "failed"] += 1;
    const notes = messages.length - errors.length;
    console.log(`${valid ? "ok    " : "FAILED"}  ${basename(path)} by ${name}: ${errors.length} errors, ${notes} warnings and notes`);
    for (const { severity, text } of process.env.VERBOSE ? messages : errors) console.log(`        ${severity} ${text}`);
  }
}
console.log(`fhir: ${count.passed} passed, ${count.failed} failed, 0 skipped`);
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);
