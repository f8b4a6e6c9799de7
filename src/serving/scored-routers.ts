// Routers that weigh every replica for every request: by KV in use, by cached prefix, by session, by deadline. Cost grows with
// the replicas, as in the gateways they are taken from.
import { log } from "../elementary.ts";
import type { Random } from "../random.ts";
import type { Replica } from "./replica.ts";
import type { SimulatedRequests } from "./requests.ts";
import type { Router } from "./router.ts";

export interface RouterContext {
  readonly replicas: readonly Replica[];
  /** Capacity of each replica relative to the others. */
  readonly weights: readonly number[];
  readonly random: Random;
  readonly requests: SimulatedRequests;
  /** Bound on TTFT that the deadline-aware router keeps; absent = 1 s. */
  readonly ttftSeconds?: number;
}

/** The replica of least cost among those that are up, the earliest of equals. */
abstract class ScoredRouter implements Router {
  abstract readonly kind: Router["kind"];
  protected readonly context: RouterContext;
  protected readonly isUp: Uint8Array;

  constructor(context: RouterContext) {
    this.context = context;
    this.isUp = new Uint8Array(context.replicas.length).fill(1);
  }

  abstract cost(position: number, request: number, promptTokens: number): number;

  pick(request: number, promptTokens: number): number {
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let position = 0; position < this.isUp.length; position++) {
      if (this.isUp[position] === 0) continue;
      const cost = this.cost(position, request, promptTokens);
      if (best < 0 || cost < bestCost) {
        best = position;
        bestCost = cost;
      }
    }
    return best;
  }

  changed(): void {}

  setUp(position: number, isUp: boolean): void {
    this.isUp[position] = isUp ? 1 : 0;
  }
}

/** Smallest share of KV blocks in use, as of each replica's last step boundary; what waits there counts as if it were in. */
export class LeastKvRouter extends ScoredRouter {
  readonly kind = "least-kv";

  cost(position: number): number {
    const replica = this.context.replicas[position]!;
    const used =
      replica.kv.totalBlocks - replica.kv.available + Math.ceil(replica.waitingPromptTokens / replica.blockTokens);
    return used / replica.kv.totalBlocks + replica.outstanding * 1e-9;
  }
}

/**
 * Prefill blocks still to compute there, this request's uncached ones included, plus blocks held for decoding, this request's
 * included: the cost of NVIDIA Dynamo's KV router with overlap weight 1 and temperature 0.
 */
export class PrefixAwareRouter extends ScoredRouter {
  readonly kind = "prefix-aware";

  cost(position: number, request: number, promptTokens: number): number {
    const replica = this.context.replicas[position]!;
    const { kv } = replica;
    const hit = kv.match(request, promptTokens, promptTokens - 1);
    const prefill = (replica.waitingPromptTokens + promptTokens - hit) / kv.blockTokens;
    const decode = kv.totalBlocks - kv.available + replica.held.blocksOf(promptTokens);
    return (prefill + decode) / this.context.weights[position]!;
  }
}

/**
 * All turns of a conversation to one replica. Where a trace names no conversations, by the second block of the prompt (the
 * first is often a system prompt that everybody shares), else by the request itself.
 */
export class SessionAffinityRouter extends ScoredRouter {
  readonly kind = "session-affinity";

  cost(position: number, request: number): number {
    const { sessions, prefix } = this.context.requests;
    const start = prefix?.offsets[request] ?? 0;
    const hasOwnBlock = prefix !== undefined && prefix.offsets[request + 1]! > start + 1;
    const own = hasOwnBlock ? prefix.blocks[start + 1]! : request;
    const key = sessions === undefined ? own : sessions.session[request]!;
    // Rendezvous hashing: a replica that goes down moves its own sessions only.
    let mixed = Math.imul(key ^ Math.imul(position + 1, 0x9e3779b1), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    const uniform = (((mixed ^ (mixed >>> 16)) >>> 0) + 1) / 4294967297;
    return -log(uniform) / this.context.weights[position]!;
  }
}

/**
 * The fullest replica that is still expected to answer in time, so that others keep room for long prompts; where none is,
 * the one expected to answer first. Expected TTFT = prompt tokens waiting there over its prompt throughput.
 */
export class DeadlineAwareRouter extends ScoredRouter {
  readonly kind = "deadline-aware";

  cost(position: number, _request: number, promptTokens: number): number {
    const replica = this.context.replicas[position]!;
    const { tables, maxTokens } = replica;
    const tokensPerSecond = maxTokens / tables.tokenSeconds(maxTokens);
    const ttft = (replica.waitingPromptTokens + promptTokens) / tokensPerSecond;
    const hasSeat = replica.outstanding < replica.maxSequences;
    const bound = this.context.ttftSeconds ?? 1;
    return ttft <= bound / 2 && hasSeat ? -1 - replica.outstanding : ttft;
  }
}
