// Role mixing in the reference engine: written out plainly, sharing only the bounds with the fast engine.
import type { ReferenceReplica, ReferenceRequest } from "./reference-replica.ts";
import type { MixingLimits } from "./role-mixing-limits.ts";
import type { SimulatedPool } from "./simulation-input.ts";

export class ReferenceMixing {
  readonly #pools: readonly SimulatedPool[];
  readonly #limits: readonly MixingLimits[];
  readonly #replicas: readonly ReferenceReplica[];

  constructor(pools: readonly SimulatedPool[], limits: readonly MixingLimits[], replicas: readonly ReferenceReplica[]) {
    this.#pools = pools;
    this.#limits = limits;
    this.#replicas = replicas;
  }

  promptTo(request: ReferenceRequest): ReferenceReplica {
    const takes = (replica: ReferenceReplica): boolean => {
      const waiting = replica.waitingPromptTokens();
      return waiting === 0 || waiting + request.promptTokens <= this.#limitsOf(replica).promptTokens;
    };
    const fits = (replica: ReferenceReplica): boolean => this.#fits(replica, request);
    const own = this.#choice("prefill");
    if (own !== undefined && takes(own)) return own;
    const mixed = fewest(this.#mixed().filter(fits), (replica) => replica.waitingPromptTokens());
    if (mixed !== undefined && takes(mixed)) return mixed;
    const other = this.#choice("decode");
    if (other !== undefined && fits(other)) {
      other.isUp = false;
      return other;
    }
    if (own === undefined || mixed === undefined) return (own ?? mixed)!;
    return mixed.waitingPromptTokens() < own.waitingPromptTokens() ? mixed : own;
  }

  decodeOn(request: ReferenceRequest, source: ReferenceReplica): ReferenceReplica {
    const load = (replica: ReferenceReplica): number => replica.decodes() - (replica === source ? 1 : 0);
    const takes = (replica: ReferenceReplica): boolean => load(replica) < this.#limitsOf(replica).decodeRequests;
    const fits = (replica: ReferenceReplica): boolean => replica === source || this.#fits(replica, request);
    const own = [this.#choice("decode")].find((replica) => replica !== undefined && fits(replica));
    if (own !== undefined && takes(own)) return own;
    if (!source.isUp && takes(source)) return source;
    const mixed = fewest(this.#mixed().filter(fits), load);
    if (mixed !== undefined && takes(mixed)) return mixed;
    const other = source.isUp ? source : this.#choice("prefill");
    if (other !== undefined && fits(other)) {
      this.keep(other);
      return other;
    }
    return fewest([mixed ?? source, ...(own === undefined ? [] : [own])], load)!;
  }

  /** A request decodes on a replica: one of a prefill pool is mixed from now on. */
  keep(replica: ReferenceReplica): void {
    if (replica.pool.role === "prefill") replica.isUp = false;
  }

  settle(replica: ReferenceReplica): void {
    const others = replica.pool.role === "prefill" ? replica.decodes() : replica.waitingPromptTokens();
    if (others === 0) replica.isUp = true;
  }

  /** Mixed is who is not open to its own pool's router. */
  #mixed(): ReferenceReplica[] {
    return this.#replicas.filter((replica) => !replica.isUp);
  }

  #choice(role: "prefill" | "decode"): ReferenceReplica | undefined {
    const up = this.#replicas.filter((replica) => replica.isUp && replica.pool.role === role);
    return fewest(up, (replica) => replica.outstanding / (replica.pool.weight ?? 1));
  }

  #limitsOf(replica: ReferenceReplica): MixingLimits {
    return this.#limits[this.#pools.indexOf(replica.pool)]!;
  }

  #fits(replica: ReferenceReplica, request: ReferenceRequest): boolean {
    const { scheduler } = replica.pool.engine;
    const isReserved = scheduler === "orca" || scheduler === "trtllm-no-evict";
    const tokens = request.promptTokens + request.outputTokens;
    return (
      tokens <= replica.pool.stepModel.contextLimit &&
      replica.blocksOf(tokens - (isReserved ? 0 : 1)) <= replica.totalBlocks
    );
  }
}

function fewest(list: readonly ReferenceReplica[], load: (replica: ReferenceReplica) => number) {
  let best: ReferenceReplica | undefined;
  for (const replica of list) if (best === undefined || load(replica) < load(best)) best = replica;
  return best;
}
