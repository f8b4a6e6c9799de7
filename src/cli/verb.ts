// The shape of one verb of the command line. A verb parses, calls and prints; the logic lives in the rooms below.
import type { Command } from "commander";

export interface Verb {
  /** Adds arguments, options, examples and the action to the verb's command. */
  readonly configure: (command: Command) => void;
}

/** 0 done, 1 failed, 2 bad input, 3 infeasible. */
export const exitCode = { done: 0, failed: 1, badInput: 2, infeasible: 3 } as const;

/** Every verb, in the order of `--help`. Loaded only when called, so that a quick verb starts quickly. */
export const verbs: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Verb> }>> = {
  plan: {
    summary: "the cheapest fleet for a scenario, with its service, price and reasons",
    load: async () => (await import("./plan.ts")).verb,
  },
  simulate: {
    summary: "the service that a given fleet gives to a given traffic",
    load: async () => (await import("./simulate.ts")).verb,
  },
  estimate: {
    summary: "what one replica of a model on a chip delivers, how sure that is, and why",
    load: async () => (await import("./estimate.ts")).verb,
  },
  workload: {
    summary: "what a trace or a generator sends: statistics, pictures, and a generator fitted to a trace",
    load: async () => (await import("./workload.ts")).verb,
  },
  model: {
    summary: "a model's layers, parameters, weights and KV cache, from its name or config.json",
    load: async () => (await import("./model.ts")).verb,
  },
  chips: {
    summary: "every accelerator, board and system in the catalogue",
    load: async () => (await import("./chips.ts")).verb,
  },
  chip: {
    summary: "one chip: every figure with its source, rivals, prices, export class, software",
    load: async () => (await import("./chip.ts")).verb,
  },
  compare: {
    summary: "chips side by side, with ratios",
    load: async () => (await import("./compare.ts")).verb,
  },
  parity: {
    summary: "the unit price at which a challenger's chip costs what the incumbent's does",
    load: async () => (await import("./parity.ts")).verb,
  },
  audit: {
    summary: "what does not tie in a published financial model, with the arithmetic",
    load: async () => (await import("./audit.ts")).verb,
  },
  reproduce: {
    summary: "published serving results beside our own, with what had to be assumed",
    load: async () => (await import("./reproduce.ts")).load(),
  },
  accuracy: {
    summary: "predictions beside measurements, with every row accounted for",
    load: async () => (await import("./accuracy.ts")).load(),
  },
  calibrate: {
    summary: "fit coefficients from measurements",
    load: async () => (await import("./calibrate.ts")).load(),
  },
  companies: {
    summary: "companies that make AI chips: listings, figures, markets, models",
    load: async () => (await import("./companies.ts")).verb,
  },
  value: {
    summary: "what a share is worth: published beside recomputed, range and reasons",
    load: async () => (await import("./value.ts")).verb,
  },
  report: {
    summary: "a company's valuation as a page and as a workbook with live formulas",
    load: async () => (await import("./report.ts")).verb,
  },
  deploy: {
    summary: "write what deploys a fleet: flags, Kubernetes objects, a load test",
    load: async () => (await import("./deploy.ts")).verb,
  },
};
