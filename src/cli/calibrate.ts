// `silico calibrate <kind>`: fits the coefficients this product ships, or a user's own, from measurements.
import { type Kinds, verbOfKinds } from "./kinds.ts";
import type { Verb } from "./verb.ts";

/** Every kind, in the order of `--help`. */
const kinds: Kinds = {
  kernels: {
    summary: "fit operator efficiencies from kernel tables or a ByteMLPerf/xpu-perf report",
    load: () => import("./calibrate/kernels.ts"),
  },
  vllm: {
    summary: "fit step coefficients of vLLM from published open-loop runs",
    load: () => import("./calibrate/vllm.ts"),
  },
  serving: {
    summary: "the engines' composition coefficients, from closed-loop runs",
    load: () => import("./calibrate/serving.ts"),
  },
  runs: {
    summary: "correct a configuration's prediction by result files of load tests",
    load: () => import("./calibrate/runs.ts"),
  },
  endpoint: {
    summary: "probe a running server for a few minutes and correct a prediction by it",
    load: () => import("./calibrate/endpoint.ts"),
  },
};

export const load = (): Promise<Verb> => verbOfKinds(kinds);
