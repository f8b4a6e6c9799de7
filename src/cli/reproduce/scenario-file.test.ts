import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { deepSeekDayFacts } from "../../planning/reproduce-deepseek.ts";
import { distServeFacts } from "../../serving/published/distserve-steps.ts";
import { mooncakeFacts } from "../../serving/published/mooncake.ts";
import { verdictOf } from "../../serving/published/reproduction.ts";
import { reproduceSplitwise } from "../../serving/published/splitwise.ts";
import { splitwiseFacts } from "../../serving/published/splitwise-facts.ts";
import { printFacts, readFacts } from "./scenario-file.ts";
import { prefillFacts, reproduce as reproduceSeeds } from "./seeds.ts";

const shipped = {
  distserve: distServeFacts,
  splitwise: splitwiseFacts,
  mooncake: mooncakeFacts,
  deepseek: deepSeekDayFacts,
  seeds: prefillFacts,
};
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "silico-reproduce-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});
const fileOf = (text: string): string => {
  const file = join(folder, "mine.yaml");
  writeFileSync(file, text);
  return file;
};

test("every printed set-up reads back as it is shipped", () => {
  for (const [name, facts] of Object.entries(shipped)) {
    let text = "";
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
    printFacts(name, facts);
    spy.mockRestore();
    expect(readFacts(fileOf(text), facts)).toEqual(facts);
  }
});

test("a set-up of another form is refused with every place at once", () => {
  const changed = structuredClone(splitwiseFacts) as unknown as Record<string, unknown> & {
    fits: Record<string, unknown>[];
  };
  changed["transferBytesPerSecond"] = -1;
  changed["machineMemmoryBytes"] = 1;
  changed["sources"] = "one";
  changed.fits[0]!["prompt"] = [1, 2];
  changed.fits[1]!["token"] = [1, 2, "x", 4];
  delete changed.fits[2]!["model"];
  const file = fileOf(stringify(changed));
  let message = "";
  try {
    readFacts(file, splitwiseFacts);
  } catch (error) {
    message = (error as Error).message;
  }
  for (const part of [
    "transferBytesPerSecond: expected a positive number, got -1",
    "machineMemmoryBytes: unknown key",
    'sources: expected a list, got "one"',
    "fits[0].prompt: expected 5 values, got 2",
    'fits[1].token[2]: expected a number, got "x"',
    "fits[2].model: missing",
  ])
    expect(message).toContain(part);
  expect(message).toContain(file);
  expect(() => readFacts(fileOf("a: [1"), splitwiseFacts)).toThrow(/not YAML/);
  expect(() => readFacts(join(folder, "absent.yaml"), splitwiseFacts)).toThrow(/cannot read the scenario/);
});

test("a changed set-up is what is played: another published figure, other step times", () => {
  const seeds = reproduceSeeds({ ...prefillFacts, tolerance: 0.001 });
  expect(seeds.rows.some((row) => verdictOf(row) === "miss")).toBe(true);
  expect(reproduceSeeds().rows.some((row) => verdictOf(row) === "miss")).toBe(false);
  // Twice the time a prompt, on the machine that sets the bounds as well: about half the rate.
  const study = splitwiseFacts.studies[0]!;
  const only = { ...study, clusters: study.clusters.slice(0, 1), ratios: [], bills: [] };
  const rateWith = (slower: number): number => {
    const fits = splitwiseFacts.fits.map((fit) => ({ ...fit, prompt: fit.prompt.map((value) => slower * value) }));
    const facts = { ...splitwiseFacts, fits, studies: [only], models: splitwiseFacts.models.slice(1) };
    const { rows } = reproduceSplitwise({ seed: 1, requests: 300, facts });
    return rows.find(({ quantity }) => quantity.includes("Baseline-A100"))!.reproduced as number;
  };
  expect(rateWith(2)).toBeLessThan(0.7 * rateWith(1));
});
