// `silico accuracy <kind>`: predictions beside measurements, with coverage and every row left out counted by reason.
import { type Kinds, verbOfKinds } from "./kinds.ts";
import type { Verb } from "./verb.ts";

/** Every kind, in the order of `--help`. */
const kinds: Kinds = {
  kernels: {
    summary: "operator times against kernel tables",
    load: () => import("./accuracy/kernels.ts"),
  },
  vllm: {
    summary: "published vLLM load tests, simulated",
    load: () => import("./accuracy/vllm.ts"),
  },
  serving: {
    summary: "TTFT and TPOT beside measured closed-loop runs",
    load: () => import("./accuracy/serving.ts"),
  },
  regret: {
    summary: "what choosing by prediction costs against the best of what was measured",
    load: () => import("./accuracy/regret.ts"),
  },
  valuation: {
    summary: "published valuation figures, worked out again",
    load: () => import("./accuracy/valuation.ts"),
  },
};

export const load = (): Promise<Verb> => verbOfKinds(kinds);
