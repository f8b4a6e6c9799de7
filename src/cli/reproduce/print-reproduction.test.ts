import { afterEach, expect, test, vi } from "vitest";
import type { ReproducedRow, Reproduction } from "../../serving/published/reproduction.ts";
import { printReproduction } from "./print-reproduction.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const row = (quantity: string, reproduced: number | undefined, remark: string): ReproducedRow => ({
  quantity,
  unit: "x",
  bar: { kind: "ratio", published: 2, tolerance: 0.1 },
  reproduced,
  source: "Figure 1",
  remark,
});
const reproduction = (rows: readonly ReproducedRow[]): Reproduction => ({
  name: "n",
  title: "T",
  sources: ["S"],
  rows,
  assumptions: ["A"],
});

function printed(of: Reproduction, options: { readonly json?: boolean; readonly markdown?: boolean }): string {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  printReproduction(of, options);
  return text;
}

test("a table shows deviation, tolerance, verdict and source; reasons are for misses; a miss ends with exit code 1", () => {
  const text = printed(
    reproduction([row("good", 1.9, "why good"), row("bad", 3, "why bad"), row("none", undefined, "")]),
    {},
  );
  expect(text).toMatch(/good +x +2 +1\.9 +-5% +10% +pass +Figure 1/);
  expect(text).toMatch(/bad +x +2 +3 +\+50% +10% +miss/);
  expect(text).toMatch(/none +x +2 +— +10% +miss/);
  expect(text).toContain("why bad");
  expect(text).not.toContain("why good");
  expect(text).toContain("1 of 3 published figures reproduced within their tolerance.");
  expect(process.exitCode).toBe(1);
});

test("where all hold the exit code is left alone, and JSON says the same as the table", () => {
  const json = JSON.parse(printed(reproduction([row("good", 1.9, "")]), { json: true }));
  expect(json).toMatchObject({ schema: "silico/reproduce-n/1", isReproduced: true });
  expect(json.rows[0]).toMatchObject({ ratio: 0.95, verdict: "pass", source: "Figure 1" });
  expect(process.exitCode).toBeUndefined();
  const markdown = printed(reproduction([row("good", 1.9, "")]), { markdown: true });
  expect(markdown).toContain("| good | x | 2 | 1.9 | -5% | 10% | pass | Figure 1 |");
});
