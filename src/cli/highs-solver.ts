// Hands planning its solver: HiGHS (MIT), compiled to WebAssembly. Loaded only when a plan is made.

import { fail } from "../errors.ts";
import type { Programme, ProgrammeSolution, Solve, SolveOptions } from "../planning/programme.ts";

/** HiGHS model status codes (highs/types.d.ts, modelStatus). */
const status = { optimal: 7, infeasible: 8, unboundedOrInfeasible: 9, timeLimit: 13, nodeLimit: 16 } as const;

/** Last resort beside the limit on nodes, which ends the search at the same place on every machine. */
const mostSeconds = 20;

/** Loads the solver once; solving itself is synchronous. */
export async function loadSolver(): Promise<Solve> {
  const { default: loadHighs } = await import("highs");
  const highs = await loadHighs();
  return (programme: Programme, options: SolveOptions = {}): ProgrammeSolution => {
    if (programme.variables.length === 0) return { status: "optimal", objective: 0, values: [], gap: 0 };
    const { variables, rows } = programme;
    const bound = (value: number): number =>
      value === Number.POSITIVE_INFINITY
        ? highs.infinity
        : value === Number.NEGATIVE_INFINITY
          ? -highs.infinity
          : value;
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const row of rows) {
      for (const [variable, coefficient] of row.terms) {
        indices.push(variable);
        values.push(coefficient);
      }
      starts.push(indices.length);
    }
    const isInteger = options.isRelaxed !== true && variables.some((variable) => variable.isInteger);
    const model = highs.createModel();
    try {
      model.options.set({
        output_flag: false,
        mip_rel_gap: 0,
        mip_abs_gap: 0,
        random_seed: 0,
        ...(options.nodeLimit === undefined ? {} : { mip_max_nodes: options.nodeLimit, time_limit: mostSeconds }),
      });
      model.passModel({
        numCols: variables.length,
        numRows: rows.length,
        colCost: variables.map((variable) => variable.cost),
        colLower: variables.map((variable) => variable.lower),
        colUpper: variables.map((variable) => bound(variable.upper)),
        rowLower: rows.map((row) => bound(row.lower)),
        rowUpper: rows.map((row) => bound(row.upper)),
        matrix: { format: "csr", numRows: rows.length, numCols: variables.length, starts, indices, values },
        ...(isInteger ? { integrality: variables.map((variable) => (variable.isInteger ? 1 : 0)) } : {}),
      });
      const { modelStatus } = model.run();
      if (modelStatus === status.infeasible || modelStatus === status.unboundedOrInfeasible)
        return { status: "infeasible", objective: Number.NaN, values: [], gap: 0 };
      const gap = isInteger ? Number(model.info.get("mip_gap")) : 0;
      const isStopped = modelStatus === status.nodeLimit || modelStatus === status.timeLimit;
      if (isStopped && !Number.isFinite(gap))
        fail(
          "unsupported",
          ["plan"],
          `no mix was found within ${options.nodeLimit} nodes of the search and ${mostSeconds} s`,
          "Narrow the choice: fewer chips, layouts or periods.",
        );
      if (modelStatus !== status.optimal && !isStopped)
        fail("invariant", [], `the solver stopped with status ${modelStatus}`, "Please report this with the scenario.");
      const solution = model.getSolution();
      return {
        status: modelStatus === status.optimal ? "optimal" : "limit",
        objective: model.getObjectiveValue(),
        values: [...solution.colValue],
        gap: modelStatus === status.optimal ? 0 : gap,
        ...(isInteger ? {} : { rowDuals: [...solution.rowDual] }),
      };
    } finally {
      model.dispose();
    }
  };
}
