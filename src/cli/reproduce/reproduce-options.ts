// The options that every reproduction takes, and its progress line.
import type { Command } from "commander";
import { fail } from "../../errors.ts";
import { progress } from "../output.ts";

export interface CommonOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  /** Absent where nothing is drawn. */
  readonly seed?: string;
  readonly scenario?: string;
  readonly printScenario?: boolean;
}

export function withReproduceOptions(
  command: Command,
  name: string,
  examples: readonly string[] = [],
  isDrawn = true,
): Command {
  if (isDrawn) command.option("--seed <n>", "seed of arrivals and lengths", "1");
  return command
    .option("--json", `print one JSON document (schema silico/reproduce-${name}/1)`)
    .option("--markdown", "print a Markdown section, as in docs/reproductions.md")
    .option("--print-scenario", "print the published set-up as YAML, to be changed")
    .option("--scenario <yaml>", "play a changed set-up; published figures, tolerances and remarks come from it too")
    .addHelpText(
      "after",
      `
Examples:
  silico reproduce ${name}
  silico reproduce ${name} --json
  silico reproduce ${name} --print-scenario > mine.yaml
  silico reproduce ${name} --scenario mine.yaml${examples.map((line) => `\n  ${line}`).join("")}

Rows that begin with two spaces are shown for understanding and held to nothing.
Exit code 1 where a stated tolerance fails, 2 for bad input.`,
    );
}

export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!(Number.isInteger(value) && value >= 1))
    fail("domain", [`--${option}`], `expected a whole number of at least 1, got "${text}"`, "Give such a number.");
  return value;
}

/** Writes what is being played into one line of the terminal, if standard error is one. */
export const showProgress =
  (name: string) =>
  (whatIsPlayed: string): void =>
    progress(`${name}: ${whatIsPlayed}`);

export const clearProgress = (): void => progress("");
