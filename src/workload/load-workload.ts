// From what a scenario says of its traffic to request columns: a trace file, a named generator or a described one, at the
// demanded rate and length. The caller opens files, so that this also runs where there are none.
import { fail } from "../errors.ts";
import { Random } from "../random.ts";
import type { Demand, Workload } from "../scenario/scenario.ts";
import { drawArrivals } from "./arrivals.ts";
import { generateRequests } from "./generate.ts";
import { findGenerator } from "./named-generators.ts";
import { readTrace } from "./read-trace.ts";
import type { RequestColumns } from "./request-columns.ts";
import { meanRate, resizeTrace, scaleRate } from "./scale.ts";
import { generateTenants } from "./tenants.ts";

/** Requests drawn from a generator where the scenario does not say how many. */
export const defaultRequests = 10_000;

export interface LoadedWorkload {
  readonly columns: RequestColumns;
  /** One line: what the requests are. */
  readonly description: string;
  /** What was done to them on the way. */
  readonly notes: readonly string[];
  /** Set where the whole is a stand-in for a trace: its citation. */
  readonly source?: string;
}

export interface LoadOptions {
  readonly seed: number;
  /** Bytes of a file; each chunk may be reused once the next is asked for. */
  readonly openChunks: (path: string) => Iterable<Uint8Array>;
  /** The scenario's file, for messages. */
  readonly file?: string;
}

const noRequests: RequestColumns = {
  count: 0,
  arrivalSeconds: new Float64Array(0),
  promptTokens: new Int32Array(0),
  outputTokens: new Int32Array(0),
};

function loadTrace(
  trace: NonNullable<Workload["trace"]>,
  requests: number | undefined,
  requestsPerSecond: number | undefined,
  options: LoadOptions,
): LoadedWorkload {
  const file = trace.path === "-" ? "<stdin>" : trace.path;
  const read = readTrace(options.openChunks(trace.path), {
    file,
    ...(trace.format === undefined ? {} : { format: trace.format }),
  });
  const notes = [...read.notes];
  let columns = requests === undefined ? read.columns : resizeTrace(read.columns, requests);
  if (columns.count > read.columns.count)
    notes.push(`the trace's ${read.columns.count} requests are repeated to ${columns.count}`);
  if (columns.closedLoopConcurrency !== undefined) {
    if (requestsPerSecond !== undefined) notes.push("the run was a closed loop: the demand is not applied");
  } else if (!read.hasArrivals) {
    const rate = requestsPerSecond ?? read.drawn?.requestsPerSecond;
    if (rate === undefined)
      fail(
        "schema",
        ["demand"],
        "is not given and the trace has no arrival times",
        "Give demand in requests/s.",
        options.file,
      );
    const cv = read.drawn?.coefficientOfVariation ?? 1;
    const process =
      cv === 1 ? ({ kind: "poisson" } as const) : ({ kind: "gamma", coefficientOfVariation: cv } as const);
    const arrivalSeconds = drawArrivals(process, columns.count, rate, new Random(options.seed, "arrivals"));
    columns = { ...columns, arrivalSeconds };
    notes.push(
      cv === 1
        ? "the trace has lengths alone: arrivals are drawn as a Poisson process"
        : `the trace has lengths alone: arrivals are drawn with gamma gaps of coefficient of variation ${cv.toPrecision(3)}`,
    );
  } else if (requestsPerSecond !== undefined) {
    if (meanRate(columns.arrivalSeconds) === undefined && columns.count > 1)
      notes.push("all requests arrive at once: the demanded rate cannot be applied");
    columns = scaleRate(columns, requestsPerSecond);
  }
  return { columns, description: `${file} (${read.format})`, notes };
}

/**
 * The requests of a scenario, deterministic in its seed. Demand 0 gives no requests.
 * @throws {SilicoError} where the trace is bad, the generator unknown, or no rate is known.
 */
export function loadWorkload(workload: Workload, demand: Demand, options: LoadOptions): LoadedWorkload {
  const { requestsPerSecond } = demand;
  if (requestsPerSecond === 0) return { columns: noRequests, description: "no traffic (demand 0)", notes: [] };
  if (workload.trace !== undefined) return loadTrace(workload.trace, workload.requests, requestsPerSecond, options);
  const { generator, tenants } = workload;
  if (generator === undefined && tenants !== undefined) {
    if (requestsPerSecond === undefined)
      fail(
        "schema",
        ["demand"],
        "is not given beside workload.tenants",
        "Give the demand of all tenants together in requests/s.",
        options.file,
      );
    const count = workload.requests ?? defaultRequests;
    return {
      columns: generateTenants(tenants, { count, requestsPerSecond, seed: options.seed }),
      description: `generated, ${tenants.length} tenants: ${tenants.map((tenant) => tenant.name).join(", ")}`,
      notes: [],
    };
  }
  if (generator === undefined)
    fail("schema", ["workload"], "has neither a trace nor a generator", "Give one of them.", options.file);
  const named =
    typeof generator === "string" ? findGenerator(generator, ["workload", "generator"], options.file) : undefined;
  const traffic = named === undefined ? generator : named.traffic;
  if (typeof traffic === "string") fail("invariant", [], "a generator name was not resolved", "Please report this.");
  const rate =
    requestsPerSecond ?? named?.requestsPerSecond ?? (traffic.arrivals.kind === "closed-loop" ? 1 : undefined);
  if (rate === undefined)
    fail(
      "schema",
      ["demand"],
      "is not given and a described generator has no rate of its own",
      "Give demand in requests/s.",
      options.file,
    );
  const count = workload.requests ?? defaultRequests;
  return {
    columns: generateRequests(traffic, { count, requestsPerSecond: rate, seed: options.seed }),
    description:
      named === undefined ? `generated, ${traffic.arrivals.kind} arrivals` : `${named.name} (${named.summary})`,
    notes: [],
    ...(named === undefined ? {} : { source: named.source }),
  };
}
