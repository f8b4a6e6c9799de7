// What is counted while a simulation runs: distributions of times, tokens, targets met, failures by reason.
// Takes events from replicas and the cluster. docs/metrics.md gives each figure as a formula.
import { doubleZero } from "../perf/double-zero.ts";
import { Quantiles } from "./quantiles.ts";
import { boundsOf, type RequestBounds, type ServiceTargets } from "./service-targets.ts";
import type { TenantMetrics } from "./tenant-metrics.ts";

export const failureReasons = [
  "empty-prompt",
  "empty-output",
  "over-context-limit",
  "over-kv-capacity",
  "no-replica",
  "replica-crash",
  "kv-transfer-lost",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Place of each reason in the list. */
export const failureIndex = Object.fromEntries(failureReasons.map((reason, i) => [reason, i])) as Readonly<
  Record<FailureReason, number>
>;

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

export class MetricsCollector {
  readonly ttft = new Quantiles();
  readonly tpot = new Quantiles();
  readonly e2e = new Quantiles();
  readonly itl = new Quantiles();
  readonly queue = new Quantiles();
  readonly transfer = new Quantiles();
  readonly failures = new Float64Array(failureReasons.length);
  /** Requests sent again after a loss, or held for want of a replica, by what stopped them. */
  readonly resent = new Float64Array(failureReasons.length);
  arrived = 0;
  finished = 0;
  failed = 0;
  metAll = 0;
  metTtft = 0;
  metTpot = 0;
  metE2e = 0;
  promptTokens = doubleZero;
  outputTokens = doubleZero;
  preemptions = 0;
  recomputedTokens = doubleZero;
  prefixHitTokens = doubleZero;
  prefixQueryTokens = doubleZero;
  events = 0;
  /** Requests in the system now, and the integral of that number over time: the left side of Little's law. */
  inSystem = 0;
  inSystemSeconds = doubleZero;
  /** Sum over departed requests of the time they spent in the system: the right side. */
  sojournSeconds = doubleZero;
  peakInSystem = 0;
  private clock = doubleZero;
  private hashLow = 0x811c9dc5 | 0;
  private hashHigh = 0x9dc5811c | 0;

  private readonly bounds: RequestBounds;
  /** Absent = one user. With tenants each request is held to its tenant's bounds. */
  readonly tenants: TenantMetrics | undefined;

  constructor(targets: ServiceTargets, tenants?: TenantMetrics) {
    this.bounds = boundsOf(targets);
    this.tenants = tenants;
  }

  /** Advances the clock of the integral. */
  tick(seconds: number): void {
    this.inSystemSeconds += this.inSystem * (seconds - this.clock);
    this.clock = seconds;
  }

  /** The last instant at which a request came or left. */
  get lastSeconds(): number {
    return this.clock;
  }

  enter(seconds: number): void {
    this.tick(seconds);
    this.arrived += 1;
    this.inSystem += 1;
    if (this.inSystem > this.peakInSystem) this.peakInSystem = this.inSystem;
  }

  leave(arrivalSeconds: number, seconds: number): void {
    this.tick(seconds);
    this.inSystem -= 1;
    this.sojournSeconds += seconds - arrivalSeconds;
  }

  fail(request: number, reason: number): void {
    this.failed += 1;
    this.failures[reason]! += 1;
    if (this.tenants !== undefined) this.tenants.of(request).failed += 1;
  }

  /** One finished request; times as its client sees them. */
  finish(
    request: number,
    promptTokens: number,
    outputTokens: number,
    ttftSeconds: number,
    e2eSeconds: number,
    queueSeconds: number,
  ): void {
    this.finished += 1;
    this.promptTokens += promptTokens;
    this.outputTokens += outputTokens;
    this.ttft.add(ttftSeconds);
    this.e2e.add(e2eSeconds);
    this.queue.add(queueSeconds);
    const tenant = this.tenants === undefined ? undefined : this.tenants.of(request);
    const bounds = tenant === undefined ? this.bounds : tenant.bounds;
    let isTpotMet = true;
    if (outputTokens > 1) {
      const tpotSeconds = (e2eSeconds - ttftSeconds) / (outputTokens - 1);
      this.tpot.add(tpotSeconds);
      isTpotMet = tpotSeconds <= bounds.tpot;
      if (tenant !== undefined) tenant.tpot.add(tpotSeconds);
    }
    const isTtftMet = ttftSeconds <= bounds.ttft;
    const isE2eMet = e2eSeconds <= bounds.e2e;
    if (isTtftMet) this.metTtft += 1;
    if (isTpotMet) this.metTpot += 1;
    if (isE2eMet) this.metE2e += 1;
    if (isTtftMet && isTpotMet && isE2eMet) this.metAll += 1;
    if (tenant !== undefined) {
      tenant.finished += 1;
      tenant.promptTokens += promptTokens;
      tenant.outputTokens += outputTokens;
      tenant.ttft.add(ttftSeconds);
      tenant.e2e.add(e2eSeconds);
      if (isTtftMet) tenant.metTtft += 1;
      if (isTpotMet) tenant.metTpot += 1;
      if (isE2eMet) tenant.metE2e += 1;
      if (isTtftMet && isTpotMet && isE2eMet) tenant.metAll += 1;
    }
    this.mix(request);
    bits[0] = ttftSeconds;
    this.mix(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1));
    bits[0] = e2eSeconds;
    this.mix(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1));
  }

  private mix(word: number): void {
    this.hashLow = Math.imul(this.hashLow ^ word, 0x01000193);
    this.hashHigh = Math.imul(this.hashHigh ^ (word >>> 7) ^ this.hashLow, 0x85ebca6b) ^ (this.hashHigh >>> 13);
  }

  /** Hash of every finished request's number, TTFT and E2E in order of finishing: equal runs, equal hashes. */
  get resultHash(): string {
    const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, "0");
    return `${hex(this.hashHigh)}${hex(this.hashLow)}`;
  }
}
