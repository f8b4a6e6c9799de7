// A company model compiled, solved, put on a grid and drawn from: what makes what-if questions answer at once.

import { runProgram } from "../src/valuation/model/machine.ts";
import { compileModel } from "../src/valuation/model/solve.ts";
import { monteCarlo } from "../src/valuation/monte-carlo.ts";
import { evenly, sensitivityGrid } from "../src/valuation/sensitivity.ts";
import { shippedModel, shippedModelIds } from "../src/valuation/shipped-companies.ts";

/** Median of five runs after two to warm up: milliseconds of CPU for the whole, and for one item. */
function measure(name: string, items: number, unit: string, work: () => unknown): void {
  work();
  work();
  const seconds = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    work();
    const used = process.cpuUsage(start);
    return (used.user + used.system) / 1e6;
  }).sort((a, b) => a - b);
  const median = seconds[2] as number;
  const spread = `${((((seconds[4] as number) - (seconds[0] as number)) / median) * 100).toFixed(0)}%`;
  console.log(
    `  ${name.padEnd(44)} ${(median * 1e3).toFixed(1).padStart(8)} ms CPU  ${((median / items) * 1e6).toFixed(1).padStart(8)} µs per ${unit}  (spread ${spread})`,
  );
}

for (const id of shippedModelIds) {
  const model = shippedModel(id);
  if (model.headline === undefined) continue;
  const program = compileModel(model);
  const values = program.initial.slice();
  const perShare = model.headline.valuePerShare;
  console.log(`  ${id}: ${program.graph.cells.length} cells, ${program.code.length / 5} steps`);
  measure("read, check and compile the model file", 1, "model", () => compileModel(shippedModel(id)));
  measure("compile formulas, units and order", 1, "model", () => compileModel(model));
  measure("evaluate the whole model 1,000 times", 1000, "model", () => {
    for (let i = 0; i < 1000; i++) {
      values.set(program.initial);
      runProgram(program, values);
    }
  });
  const [rows, columns] = model.uncertainty
    .filter((driver) => driver.kind === "scale")
    .map((driver) => ({ line: driver.line, kind: "scale" as const, values: evenly(0.7, 1.3, 41) }));
  measure("grid of 41 x 41, price x units", 41 * 41, "cell", () => sensitivityGrid(model, rows!, columns!, perShare));
  measure("grid of 41 x 41, WACC x growth", 41 * 41, "cell", () =>
    sensitivityGrid(
      model,
      { line: "wacc", kind: "set", values: evenly(0.09, 0.13, 41) },
      { line: "growth", kind: "set", values: evenly(0, 0.04, 41) },
      "value_dcf",
    ),
  );
  measure("Monte Carlo, 100,000 draws, ten drivers", 100_000, "draw", () =>
    monteCarlo(model, [perShare], { draws: 100_000, seed: 1 }),
  );
}
console.log(`  peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
