// Routers that keep replicas in order choose as a look at every one of them would: each pick beside a plain scan of the costs.
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Random } from "../random.ts";
import type { Disturbances, Fault } from "./faults.ts";
import { prefixCost } from "./prefix-router.ts";
import type { SimulatedRequests } from "./requests.ts";
import type { Router, RouterKind } from "./router.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedPool } from "./simulation-input.ts";
import { affineStepModel } from "./synthetic.ts";
import { kvShare, type RouterContext } from "./weighed-router.ts";

const watched = ["round-robin", "least-outstanding", "least-kv", "prefix-aware", "deadline-aware"] as const;
type Watched = (typeof watched)[number];

/** Costs as the policies state them; a pick goes to the least, the earliest of equals. */
const costs: Record<Exclude<Watched, "round-robin">, typeof costOf> = {
  "least-outstanding": ({ replicas, weights }, position) => replicas[position]!.outstanding / weights[position]!,
  "least-kv": ({ replicas }, position) => kvShare(replicas[position]!),
  "prefix-aware": ({ replicas, weights }, position, request, promptTokens) =>
    prefixCost(replicas[position]!, weights[position]!, request, promptTokens),
  "deadline-aware": ({ replicas, ttftSeconds = 1 }, position, _request, promptTokens) => {
    const replica = replicas[position]!;
    const tokensPerSecond = replica.maxTokens / replica.tables.tokenSeconds(replica.maxTokens);
    const seconds = (replica.waitingPromptTokens + promptTokens) / tokensPerSecond;
    const isInTime = seconds <= ttftSeconds / 2 && replica.outstanding < replica.maxSequences;
    return isInTime ? -1 - replica.outstanding : seconds;
  },
};
declare function costOf(context: RouterContext, position: number, request: number, promptTokens: number): number;

const seen = vi.hoisted(() => ({ picks: 0, wrong: [] as string[] }));

class Witness implements Router {
  readonly kind: RouterKind;
  readonly followsSteps: boolean;
  readonly #router: Router;
  readonly #context: RouterContext;
  readonly #isUp: boolean[];
  readonly #credit: number[];

  constructor(router: Router, context: RouterContext) {
    this.kind = router.kind;
    this.followsSteps = router.followsSteps;
    this.#router = router;
    this.#context = context;
    this.#isUp = context.replicas.map(() => true);
    this.#credit = context.replicas.map(() => 0);
  }

  pick(request: number, promptTokens: number): number {
    const found = this.#router.pick(request, promptTokens);
    const up = this.#isUp.flatMap((isUp, position) => (isUp ? [position] : []));
    // Equal weights take plain turns, which no cost describes.
    if (this.kind === "round-robin" && new Set(this.#context.weights).size === 1) return found;
    const expected = this.kind === "round-robin" ? this.#nextInTurn(up) : this.#scan(up, request, promptTokens);
    seen.picks += 1;
    if (found !== expected) seen.wrong.push(`pick ${seen.picks}: ${found}, a scan finds ${expected}`);
    return found;
  }

  #scan(up: readonly number[], request: number, promptTokens: number): number {
    const cost = costs[this.kind as Exclude<Watched, "round-robin">];
    const all = up.map((position) => cost(this.#context, position, request, promptTokens));
    return up[all.indexOf(Math.min(...all))] ?? -1;
  }

  #nextInTurn(up: readonly number[]): number {
    const { weights } = this.#context;
    for (const position of up) this.#credit[position]! += weights[position]!;
    const best = up.reduce((a, b) => (a < 0 || this.#credit[b]! > this.#credit[a]! ? b : a), -1);
    if (best >= 0) this.#credit[best]! -= up.reduce((sum, position) => sum + weights[position]!, 0);
    return best;
  }

  changed(position: number): void {
    this.#router.changed(position);
  }

  setUp(position: number, isUp: boolean): void {
    this.#isUp[position] = isUp;
    this.#router.setUp(position, isUp);
  }
}

vi.mock("./routers.ts", async (original) => {
  const { createRouter } = await original<typeof import("./routers.ts")>();
  return {
    createRouter: (kind: RouterKind, context: RouterContext) => new Witness(createRouter(kind, context), context),
  };
});

/** Prompts in families that share their first blocks, some families with all, so that caches overlap in every way. */
function familyRequests(random: Random, count: number, requestsPerSecond: number): SimulatedRequests {
  const block = 32;
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const offsets = new Int32Array(count + 1);
  const blocks: number[] = [];
  let seconds = 0;
  for (let i = 0; i < count; i++) {
    seconds += random.exponential(1 / requestsPerSecond);
    arrivalSeconds[i] = seconds;
    const units = random.integer(1, 12);
    promptTokens[i] = units * block - random.integer(0, block - 1);
    const common = random.integer(0, 3);
    const family = random.integer(1, 6);
    const shared = random.integer(common, 10);
    for (let b = 0; b < units; b++) blocks.push(b < common ? b : b < shared ? family * 100 + b : 1000 + 12 * i + b);
    offsets[i + 1] = blocks.length;
  }
  const outputTokens = Int32Array.from({ length: count }, () => random.integer(1, 40));
  return {
    count,
    arrivalSeconds,
    promptTokens,
    outputTokens,
    prefix: { blockTokens: block, offsets, blocks: Int32Array.from(blocks) },
  };
}

function poolsOf(random: Random, isSplit: boolean): SimulatedPool[] {
  const hostTier = {
    bytes: 131_072 * random.integer(200, 4000),
    bytesPerSecond: 1e10,
    latencySeconds: 1e-3,
    loads: "background" as const,
    writes: "prefill" as const,
    layers: 4,
  };
  const pool = (name: string, role: SimulatedPool["role"]): SimulatedPool => ({
    name,
    role,
    count: random.integer(1, random.uniform() < 0.3 ? 60 : 6),
    // Halves and quarters add without rounding, so that equal credit is equal in any order of sums.
    weight: [1, 1, 2, 1.25][random.integer(0, 3)]!,
    stepModel: affineStepModel({
      perStep: 0.01,
      perToken: random.uniform() < 0.5 ? 1e-4 : 3e-4,
      kvCapacityTokens: random.integer(600, 6000),
    }),
    engine: {
      maxBatchedTokens: 256,
      maxSequences: random.integer(2, 20),
      kvBlockTokens: random.uniform() < 0.5 ? 16 : 8,
      hasPrefixCache: true,
      ...(role !== "decode" && random.uniform() < 0.3 ? { hostTier } : {}),
    },
  });
  if (isSplit) return [pool("p", "prefill"), pool("d", "decode")];
  return random.uniform() < 0.5 ? [pool("a", "aggregated"), pool("b", "aggregated")] : [pool("a", "aggregated")];
}

function disturbancesOf(random: Random, pools: readonly SimulatedPool[], spanSeconds: number): Disturbances {
  const faults: Fault[] = Array.from({ length: random.integer(0, 6) }, () => {
    const pool = random.integer(0, pools.length - 1);
    const replica = random.integer(0, pools[pool]!.count - 1);
    const atSeconds = random.uniform() * spanSeconds;
    return random.uniform() < 0.7
      ? { kind: "crash", pool, replica, atSeconds, downSeconds: (random.uniform() * spanSeconds) / 2 }
      : { kind: "kv-loss", atSeconds };
  });
  const autoscaling = pools.flatMap((_, pool) =>
    random.uniform() < 0.2
      ? [{ pool, min: 1, outstandingPerReplica: 3, everySeconds: spanSeconds / 20, loadSeconds: spanSeconds / 30 }]
      : [],
  );
  return { faults, autoscaling, maxRetries: 2 };
}

beforeEach(() => {
  seen.picks = 0;
  seen.wrong.length = 0;
});

describe.each(watched)("router %s", (router) => {
  test("chooses as a scan of all replicas does", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = new Random(seed, router);
      const isSplit = random.uniform() < 0.4;
      const pools = poolsOf(random, isSplit);
      const rate = pools.reduce((sum, pool) => sum + pool.count, 0) * (random.uniform() < 0.5 ? 3 : 12);
      const count = 250;
      simulate({
        requests: familyRequests(random, count, rate),
        pools,
        router,
        seed,
        targets: { ttftSeconds: 0.3 },
        disturbances: disturbancesOf(random, pools, count / rate),
        ...(isSplit ? { link: { name: "link", bytesPerSecond: 2e9, latencySeconds: 1e-3, overlappedLayers: 1 } } : {}),
        checksInvariants: true,
      });
      expect(seen.wrong.slice(0, 3), `seed ${seed}`).toEqual([]);
    }
    expect(seen.picks).toBeGreaterThan(1_000);
  });
});
