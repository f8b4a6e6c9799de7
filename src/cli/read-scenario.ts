// Reads the scenario a verb was given: a file, or standard input for `-`, with `--set` overrides.
import { readFileSync, statSync } from "node:fs";
import type { Command } from "commander";
import { fail } from "../errors.ts";
import { folderOf, loadScenario } from "../scenario/load-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";

const maxScenarioBytes = 16_000_000;

/** A text file, refused where it is missing, a folder, or too large to be what is asked for. */
export function readTextFile(path: string, maxBytes: number, what: string): string {
  let size: number;
  try {
    const status = statSync(path);
    if (status.isDirectory()) fail("file", [], "is a folder", `Give the path of ${what}.`, path);
    size = status.size;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      fail("file", [], "no such file", `Give the path of ${what}; relative paths start from the current folder.`, path);
    }
    throw cause;
  }
  if (size > maxBytes)
    fail("file", [], `${size} bytes are too many for ${what}`, "Check that this is the file you meant.", path);
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    fail(
      "file",
      [],
      `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      "Check its permissions.",
      path,
    );
  }
}

/** Adds the options that every scenario verb shares. */
export function withScenarioOptions(command: Command): Command {
  return command
    .argument("<scenario>", "scenario file, YAML or JSON; - reads standard input")
    .option(
      "--set <path=value>",
      "override a key by dotted path; may be repeated",
      (text: string, list: string[]) => [...list, text],
      [],
    );
}

const readAdjustment = (path: string) => readTextFile(path, 1_000_000, "an adjustment that silico calibrate wrote");

export function readScenario(path: string, overrides: readonly string[]): Scenario {
  const cwd = process.cwd();
  const sets = overrides.map((text) => ({ text, folder: cwd }));
  if (path === "-")
    return loadScenario(
      { text: readFileSync(0, "utf8"), file: "<stdin>", folder: cwd, readText: readAdjustment },
      sets,
    );
  const text = readTextFile(path, maxScenarioBytes, "a scenario file");
  return loadScenario({ text, file: path, folder: folderOf(path), readText: readAdjustment }, sets);
}
