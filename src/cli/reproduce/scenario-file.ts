// The published set-up of a reproduction as a YAML file that can be printed, changed and played again.
import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { fail, type Issue, type Path, SilicoError } from "../../errors.ts";
import { print } from "../output.ts";

type Shape = Record<string, unknown>;
const isShape = (value: unknown): value is Shape =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const nameOf = (value: unknown): string =>
  Array.isArray(value) ? `a list of ${value.length}` : isShape(value) ? "a mapping" : JSON.stringify(value);

/** What the entries of a list have in common: keys of all of them are required, keys of some are allowed. */
function entryShape(entries: readonly Shape[]): { readonly shape: Shape; readonly required: ReadonlySet<string> } {
  const shape: Shape = {};
  for (const entry of entries)
    for (const [key, value] of Object.entries(entry)) {
      const known = shape[key];
      // Lists inside the entries may differ in their optional keys too.
      if (Array.isArray(known) && Array.isArray(value) && value.every(isShape)) shape[key] = [...known, ...value];
      else shape[key] ??= value;
    }
  return { shape, required: new Set(Object.keys(shape).filter((key) => entries.every((entry) => key in entry))) };
}

/** Collects where a given value has not the form of the shipped one: kinds, keys, lengths of lists of numbers, signs. */
function compare(shipped: unknown, given: unknown, path: Path, file: string, issues: Issue[]): void {
  const issue = (problem: string, hint: string): void => {
    issues.push({ code: "schema", path, problem, hint, file });
  };
  if (Array.isArray(shipped)) {
    if (!Array.isArray(given)) {
      issue(`expected a list, got ${nameOf(given)}`, "Give a list, as the shipped file.");
      return;
    }
    const entries = shipped.filter(isShape);
    if (entries.length === shipped.length && shipped.length > 0) {
      const { shape, required } = entryShape(entries);
      given.forEach((entry, i) => {
        compareKeys(shape, required, entry, [...path, i], file, issues);
      });
      if (given.length === 0) issue("an empty list", "Keep at least one entry.");
    } else if (given.length !== shipped.length)
      issue(`expected ${shipped.length} values, got ${given.length}`, "Give as many as the shipped file.");
    else
      given.forEach((entry, i) => {
        compare(shipped[i], entry, [...path, i], file, issues);
      });
  } else if (isShape(shipped)) compareKeys(shipped, new Set(Object.keys(shipped)), given, path, file, issues);
  else if (typeof given !== typeof shipped)
    issue(`expected a ${typeof shipped}, got ${nameOf(given)}`, `The shipped file has ${nameOf(shipped)}.`);
  else if (typeof given === "number" && typeof shipped === "number") {
    if (!Number.isFinite(given)) issue(`expected a finite number, got ${given}`, `The shipped file has ${shipped}.`);
    else if (shipped > 0 ? given <= 0 : shipped === 0 && given < 0)
      issue(
        `expected a ${shipped > 0 ? "positive" : "non-negative"} number, got ${given}`,
        `The shipped file has ${shipped}.`,
      );
  }
}

function compareKeys(
  shape: Shape,
  required: ReadonlySet<string>,
  given: unknown,
  path: Path,
  file: string,
  issues: Issue[],
): void {
  if (!isShape(given)) {
    issues.push({
      code: "schema",
      path,
      problem: `expected a mapping, got ${nameOf(given)}`,
      hint: `Give ${[...required].join(", ")}.`,
      file,
    });
    return;
  }
  for (const key of required)
    if (!(key in given))
      issues.push({
        code: "schema",
        path: [...path, key],
        problem: "missing",
        hint: "Add it, or start from --print-scenario.",
        file,
      });
  for (const [key, value] of Object.entries(given))
    if (key in shape) compare(shape[key], value, [...path, key], file, issues);
    else
      issues.push({
        code: "unknown-name",
        path: [...path, key],
        problem: "unknown key",
        hint: `There are ${Object.keys(shape).join(", ")}.`,
        file,
      });
}

/**
 * A changed copy of a shipped set-up.
 * @throws {SilicoError} "file" where it cannot be read, else every place at once that has not the shipped form.
 */
export function readFacts<T>(path: string, shipped: T): T {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail("file", [], `cannot read the scenario: ${reason}`, "Write one with --print-scenario.", path);
  }
  let given: unknown;
  try {
    given = parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error);
    return fail("schema", [], `not YAML: ${reason}`, "Start from --print-scenario.", path);
  }
  const issues: Issue[] = [];
  compare(shipped, given, [], path, issues);
  if (issues.length > 0) throw new SilicoError(issues);
  return given as T;
}

/** The shipped set-up as YAML, ready to be changed. */
export function printFacts(name: string, shipped: object): void {
  print(`# Set-up of silico reproduce ${name}: change it, then silico reproduce ${name} --scenario FILE`);
  print(stringify(shipped, { aliasDuplicateObjects: false, lineWidth: 120, flowCollectionPadding: true }).trimEnd());
}
