// The numbered invariants of docs/invariants.md, verified while a simulation runs in test mode.
// Takes replicas at their step boundaries; throws where one is broken, and the run never goes on.
import { fail } from "../errors.ts";
import type { MetricsCollector } from "./metrics.ts";
import type { Replica } from "./replica.ts";
import { none, type RequestSlots } from "./request-slots.ts";

function hold(number: number, claim: boolean, what: string): void {
  if (!claim) fail("invariant", [`S${number}`], what, "This is a bug in Silico: please report it with the scenario.");
}

export class InvariantChecker {
  readonly #replicas: readonly Replica[];
  readonly #slots: RequestSlots;
  #clock = 0;

  constructor(replicas: readonly Replica[], slots: RequestSlots) {
    this.#replicas = replicas;
    this.#slots = slots;
  }

  /** After a replica has composed its next step. */
  check(replica: Replica, seconds: number): void {
    hold(1, seconds >= this.#clock, `the clock went back from ${this.#clock} to ${seconds}`);
    this.#clock = seconds;
    const { kv } = replica;
    const held = kv.totalBlocks - kv.available;
    hold(2, held >= 0 && kv.free >= 0 && kv.reclaimable >= 0, `${held} of ${kv.totalBlocks} KV blocks held`);
    let running = 0;
    let blocks = replica.prepaidBlocks;
    let decoding = 0;
    let contexts = 0;
    let previousSequence = -1;
    for (let slot = replica.running.head; slot !== none; slot = this.#slots.next[slot]!) {
      running += 1;
      const sequence = this.#slots.sequence[slot]!;
      hold(3, sequence > previousSequence, "the running list is out of order of admission");
      previousSequence = sequence;
      if (replica.isPrefilling(slot)) blocks += this.#slots.blocks[slot]!;
      else if (!replica.benched.has(slot)) {
        decoding += 1;
        contexts += replica.batch.contextOf(slot);
        blocks += replica.held.blocksOf(replica.batch.contextOf(slot));
      } else blocks += replica.held.blocksOf(this.#slots.computed[slot]!);
    }
    hold(3, running === replica.running.count, `${running} requests run, ${replica.running.count} counted`);
    hold(3, running <= replica.maxSequences, `${running} requests run on ${replica.maxSequences} seats`);
    hold(4, decoding === replica.batch.count, `${decoding} requests decode, ${replica.batch.count} counted`);
    hold(4, contexts === replica.batch.contextSum, `contexts sum to ${contexts}, ${replica.batch.contextSum} kept`);
    if (kv.prefixes === undefined && !this.#isSplit)
      hold(2, blocks === held, `requests hold ${blocks} KV blocks, ${held} are taken`);
    let waiting = 0;
    for (let slot = replica.waiting.head; slot !== none; slot = this.#slots.next[slot]!) waiting += 1;
    hold(5, waiting === replica.waiting.count, `${waiting} requests wait, ${replica.waiting.count} counted`);
    let tokens = replica.decodes ? replica.batch.count * replica.tokensPerDecode : 0;
    for (let i = 0; i < replica.chunkCount; i++) tokens += replica.chunkTokens[i]!;
    if (replica.chunkCount > 0)
      hold(6, tokens <= replica.stepTokenLimit, `a step of ${tokens} tokens, ${replica.stepTokenLimit} allowed`);
    hold(
      7,
      replica.chunkCount > 0 ||
        replica.batch.count > 0 ||
        replica.waiting.count === 0 ||
        this.#isSplit ||
        replica.loads.count > 0,
      `replica ${replica.index} idles while ${replica.waiting.count} requests wait`,
    );
  }

  /** Blocks of handed-over prompts and of expected KV are not on the running list. */
  get #isSplit(): boolean {
    return this.#replicas.some((replica) => replica.limits.isSplit);
  }

  /** A replica that is not mixed ended its step boundary with work of the other role. */
  refuseMixedWork(replica: Replica): void {
    hold(15, false, `replica ${replica.index} has work of the other role and is not mixed`);
  }

  /** Before an instance leaves its role for another one. */
  checkEmpty(replica: Replica): void {
    const { outstanding, waiting, running, kv } = replica;
    const left = outstanding + waiting.count + running.count;
    hold(14, left === 0, `replica ${replica.index} leaves its role with ${left} requests`);
    hold(14, kv.available === kv.totalBlocks, `replica ${replica.index} leaves its role with KV blocks held`);
  }

  checkEnd(metrics: MetricsCollector, isComplete: boolean): void {
    const { arrived, finished, failed, inSystem } = metrics;
    hold(
      8,
      arrived === finished + failed + inSystem,
      `${arrived} arrived, ${finished + failed + inSystem} accounted for`,
    );
    if (!isComplete) return;
    for (const replica of this.#replicas)
      hold(2, replica.kv.available === replica.kv.totalBlocks, `replica ${replica.index} ends with KV blocks held`);
    hold(5, this.#slots.active === 0, `${this.#slots.active} requests are left over`);
    const gap = Math.abs(metrics.inSystemSeconds - metrics.sojournSeconds);
    hold(9, gap <= 1e-9 * Math.max(1, metrics.sojournSeconds), `Little's law is off by ${gap} request-seconds`);
  }
}
