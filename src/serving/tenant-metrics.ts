// What each tenant of a shared fleet gets: its own times, its own bounds, its own failures.
// Takes finished and failed requests; gives figures defined as for the whole run in docs/metrics.md.
import { type DistributionSummary, Quantiles } from "./quantiles.ts";
import type { SimulatedRequests } from "./requests.ts";
import { boundsOf, type RequestBounds, type ServiceTargets } from "./service-targets.ts";

export class TenantTally {
  readonly name: string;
  readonly bounds: RequestBounds;
  readonly ttft = new Quantiles();
  readonly tpot = new Quantiles();
  readonly e2e = new Quantiles();
  finished = 0;
  failed = 0;
  promptTokens = 0;
  outputTokens = 0;
  metTtft = 0;
  metTpot = 0;
  metE2e = 0;
  metAll = 0;

  constructor(name: string, bounds: RequestBounds) {
    this.name = name;
    this.bounds = bounds;
  }
}

export class TenantMetrics {
  readonly tallies: readonly TenantTally[];
  readonly #tenant: Uint16Array;

  constructor(tenants: NonNullable<SimulatedRequests["tenants"]>, targets: readonly ServiceTargets[]) {
    this.#tenant = tenants.tenant;
    this.tallies = tenants.names.map((name, i) => new TenantTally(name, boundsOf(targets[i] ?? {})));
  }

  of(request: number): TenantTally {
    return this.tallies[this.#tenant[request]!]!;
  }
}

export interface TenantResult {
  readonly name: string;
  readonly finished: number;
  readonly failed: number;
  readonly ttftSeconds: DistributionSummary;
  readonly tpotSeconds: DistributionSummary;
  readonly e2eSeconds: DistributionSummary;
  readonly promptTokensPerSecond: number | undefined;
  readonly outputTokensPerSecond: number | undefined;
  /** Share of its finished and failed requests that kept its own bounds; undefined where it has none on that metric. */
  readonly attainment: {
    readonly ttft: number | undefined;
    readonly tpot: number | undefined;
    readonly e2e: number | undefined;
    readonly all: number | undefined;
  };
  readonly goodputRequestsPerSecond: number | undefined;
}

/** One tenant's share of a run that lasted so long. */
export function tenantResult(tally: TenantTally, durationSeconds: number): TenantResult {
  const { bounds } = tally;
  const left = tally.finished + tally.failed;
  const rate = (count: number): number | undefined => (durationSeconds > 0 ? count / durationSeconds : undefined);
  const share = (count: number, isBound: boolean): number | undefined =>
    isBound && left > 0 ? count / left : undefined;
  const isBound = (bound: number): boolean => bound < Number.POSITIVE_INFINITY;
  const hasAny = isBound(bounds.ttft) || isBound(bounds.tpot) || isBound(bounds.e2e);
  return {
    name: tally.name,
    finished: tally.finished,
    failed: tally.failed,
    ttftSeconds: tally.ttft.summary(),
    tpotSeconds: tally.tpot.summary(),
    e2eSeconds: tally.e2e.summary(),
    promptTokensPerSecond: rate(tally.promptTokens),
    outputTokensPerSecond: rate(tally.outputTokens),
    attainment: {
      ttft: share(tally.metTtft, isBound(bounds.ttft)),
      tpot: share(tally.metTpot, isBound(bounds.tpot)),
      e2e: share(tally.metE2e, isBound(bounds.e2e)),
      all: share(tally.metAll, hasAny),
    },
    goodputRequestsPerSecond: hasAny ? rate(tally.metAll) : undefined,
  };
}
