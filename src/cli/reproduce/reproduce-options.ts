// The options that every reproduction takes.
import type { Command } from "commander";
import { fail } from "../../errors.ts";

export function withReproduceOptions(command: Command, name: string): Command {
  return command
    .option("--json", `print one JSON document (schema silico/reproduce-${name}/1)`)
    .option("--markdown", "print a Markdown section, as in docs/reproductions.md")
    .option("--seed <n>", "seed of arrivals and lengths", "1")
    .addHelpText(
      "after",
      `
Examples:
  silico reproduce ${name}
  silico reproduce ${name} --json

Exit code 1 where a stated tolerance fails.`,
    );
}

export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!(Number.isInteger(value) && value >= 1))
    fail("domain", [`--${option}`], `expected a whole number of at least 1, got "${text}"`, "Give such a number.");
  return value;
}
