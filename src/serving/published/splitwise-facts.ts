// What Splitwise (ISCA 2024) published, as far as it is replayed: step times, machines, clusters, bounds, ratios. Plain data.
import data from "../../../data/published/splitwise.yaml";
import { fail } from "../../errors.ts";

export type Machines = readonly [machine: string, count: number];
/** Machines of a cluster by name of their step times: `both` for mixed batching, or `prompt` and `token`. */
export interface SplitwiseCluster {
  readonly name: string;
  readonly both?: Machines;
  readonly prompt?: Machines;
  readonly token?: Machines;
}
export interface Fit {
  readonly model: string;
  readonly machine: string;
  readonly prompt: readonly number[];
  readonly token: readonly number[];
  readonly promptError: string;
  readonly tokenError: string;
}
interface Comparison {
  readonly of: string;
  readonly over: string;
  readonly published: number;
  readonly tolerance: number;
  readonly source: string;
  /** What is known of a miss. */
  readonly remark?: string;
}
export interface Study {
  readonly name: string;
  readonly workload: string;
  readonly clusters: readonly SplitwiseCluster[];
  readonly ratios: readonly Comparison[];
  /** What is known of a miss of the order of the clusters, by model. */
  readonly orderRemarks?: Readonly<Record<string, string>>;
  readonly bills?: readonly (Comparison & { readonly quantity: "cost" | "power" | "machines" })[];
}
export interface SplitwiseFacts {
  readonly sources: readonly string[];
  readonly promptKnots: readonly number[];
  readonly tokenKnots: readonly number[];
  readonly fits: readonly Fit[];
  readonly models: readonly {
    readonly name: string;
    readonly weightBytes: number;
    readonly kvBytesPerToken: number;
    readonly layers: number;
  }[];
  readonly machineMemoryBytes: number;
  readonly machines: readonly { readonly name: string; readonly cost: number; readonly power: number }[];
  readonly transferBytesPerSecond: number;
  readonly promptTokensPerBatch: number;
  /** Machines that take work of the other pool too when it has no room. */
  readonly mixedPool: {
    /** Of one machine: prompt tokens that wait before a prompt goes elsewhere. */
    readonly promptTokens: number;
    /** Other bounds, shown beside: prompt tokens, shares of the decodes that are held, and decodes without a bound of their own. */
    readonly others: {
      readonly promptTokens: readonly number[];
      readonly decodeShares: readonly number[];
      readonly sequences: number;
    };
  };
  /** Machines of clusters whose pools are of one kind go where requests queue. */
  readonly roleChange: {
    readonly patienceSeconds: number;
    readonly high: number;
    readonly low: number;
    readonly everySeconds: number;
  };
  readonly slo: { readonly quantiles: readonly number[] } & Readonly<Record<"ttft" | "tbt" | "e2e", readonly number[]>>;
  readonly studies: readonly Study[];
}

/** The published set-up, as shipped: what `silico reproduce splitwise --print-scenario` prints. */
export const splitwiseFacts = data as unknown as SplitwiseFacts;

/** The entry of a list with a name. @throws {SilicoError} code "unknown-name" where there is none. */
export const named = <T extends { readonly name: string }>(list: readonly T[], name: string, where: string): T =>
  list.find((entry) => entry.name === name) ??
  fail(
    "unknown-name",
    [where],
    `no "${name}" among ${list.map((entry) => entry.name).join(", ")}`,
    "Use one of these.",
  );

/** Step times of a model on a machine. @throws {SilicoError} code "unknown-name" where there are none. */
export function fitOf(facts: SplitwiseFacts, model: string, machine: string): Fit {
  return (
    facts.fits.find((entry) => entry.model === model && entry.machine === machine) ??
    fail("unknown-name", ["fits"], `no step times of ${model} on ${machine}`, "Add a fit, or use another machine.")
  );
}
