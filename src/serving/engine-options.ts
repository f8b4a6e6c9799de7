// Which settings each engine really has. A setting that would have no effect is refused with the reason, never ignored.
import { fail } from "../errors.ts";
import type { PrefixStoreInput, TierLoad, TierWrite } from "./host-tier.ts";
import type { PriorityRule } from "./priority-rules.ts";
import { defaultSchedulerOptions, type SchedulerKind, type SchedulerOptions } from "./scheduler.ts";
import type { SimulatedPool } from "./simulation-input.ts";

type OptionName = keyof SchedulerOptions;
type QueueOrder = SchedulerOptions["queueOrder"];

interface EngineOptions {
  readonly options: readonly OptionName[];
  readonly queueOrders: readonly QueueOrder[];
  /** How a tier of KV in host memory works: what each can be, the default first. Absent = the engine has none. */
  readonly hostTier?: { readonly loads: readonly TierLoad[]; readonly writes: readonly TierWrite[] };
  /** Why no instance can prefill and decode at once in a split fleet; absent = it can. */
  readonly whyRolesDoNotMix?: string;
}

const trtllm: EngineOptions = {
  options: ["hasChunkedPrefill", "queueOrder"],
  queueOrders: ["fcfs", "priority"],
  hostTier: { loads: ["blocking"], writes: ["eviction"] },
};

/** What the configuration of each engine offers, of what this simulator models. */
export const engineOptions: Readonly<Record<SchedulerKind, EngineOptions>> = {
  vllm: {
    options: [
      "hasChunkedPrefill",
      // Not vLLM's own, which refuses a budget below the longest prompt at start-up: what Splitwise and DistServe build on it.
      "takesLongPromptsAlone",
      "longPrefillThresholdTokens",
      "watermarkFraction",
      "reservesFullPrompt",
      "queueOrder",
    ],
    queueOrders: ["fcfs", "priority"],
    hostTier: { loads: ["background", "blocking"], writes: ["prefill"] },
  },
  sglang: {
    options: ["queueOrder"],
    queueOrders: ["fcfs", "longest-prefix", "priority"],
    hostTier: { loads: ["layerwise"], writes: ["prefill", "eviction"] },
    whyRolesDoNotMix: "starts an instance of a split fleet for prefill or for decode alone",
  },
  "trtllm-no-evict": trtllm,
  "trtllm-max-utilization": trtllm,
  sarathi: { options: [], queueOrders: ["fcfs"] },
  orca: { options: [], queueOrders: ["fcfs"] },
  static: { options: [], queueOrders: ["fcfs"], whyRolesDoNotMix: "lets nothing join a batch that runs" },
};

/**
 * vllm: `policy=priority`, a heap by (priority, arrival); the victim is the maximum of the same pair (scheduler.py).
 * sglang: `--enable-priority-scheduling` with low values first: queue by (priority, time of entry), also for retracted requests;
 * retraction itself looks at generated tokens only. Seats: `--priority-scheduling-preemption-threshold`, 10
 * (schedule_policy.py, `preempt_to_schedule`; how many give way is recalled, not read).
 * trtllm: the executor's request priority orders new requests; capacity schedulers pause the latest started, and a paused
 * request stays in the list of active ones, so it comes back before any new one.
 */
const trtllmPriorities: PriorityRule = {
  ties: "entry",
  keepsPaused: true,
  choosesVictims: false,
  seatThreshold: undefined,
};
export const priorityRules: Readonly<Record<SchedulerKind, PriorityRule | undefined>> = {
  vllm: { ties: "arrival", keepsPaused: false, choosesVictims: true, seatThreshold: undefined },
  sglang: { ties: "entry", keepsPaused: false, choosesVictims: false, seatThreshold: 10 },
  "trtllm-no-evict": trtllmPriorities,
  "trtllm-max-utilization": trtllmPriorities,
  sarathi: undefined,
  orca: undefined,
  static: undefined,
};

/** Why an engine lacks an option. */
const reasons: Readonly<Record<Exclude<OptionName, "queueOrder">, string>> = {
  hasChunkedPrefill: "cuts prompts by its own rule",
  takesLongPromptsAlone: "treats prompts over its budget by its own rule",
  longPrefillThresholdTokens: "has no bound on one prompt's chunk but its token budget",
  watermarkFraction: "has a watermark of its own",
  reservesFullPrompt: "takes KV by its own rule",
};

/**
 * @throws {SilicoError} code "unsupported", naming the key, where an option is set that the pool's engine does not have. An
 * option set to what holds anyway is no request and passes.
 */
export function refuseIneffectiveOptions(pool: SimulatedPool, index: number): void {
  const { scheduler = "vllm", options = {}, hasPrefixCache, speculation } = pool.engine;
  const { options: known, queueOrders } = engineOptions[scheduler];
  const refuse = (key: string, problem: string, hint: string): never =>
    fail("unsupported", ["fleet", index, ...key.split(".")], problem, hint);
  for (const name of Object.keys(options) as OptionName[]) {
    const value = options[name];
    if (value === undefined || value === defaultSchedulerOptions[name]) continue;
    if (name === "queueOrder") {
      if (!queueOrders.includes(value as QueueOrder))
        refuse(
          "options.queueOrder",
          `scheduler "${scheduler}" has no queue order "${value}"`,
          `Its orders are: ${queueOrders.join(", ")}; by priority: ${having("priority")}; by longest prefix: ${having("longest-prefix")}.`,
        );
      if (value === "longest-prefix" && !hasPrefixCache)
        refuse(
          "options.queueOrder",
          "the longest cached prefix cannot go first where there is no prefix cache",
          "Set engine.hasPrefixCache, or use fcfs.",
        );
    } else if (!known.includes(name))
      refuse(
        `options.${name}`,
        `scheduler "${scheduler}" ${reasons[name]}: ${String(value)} would have no effect`,
        known.length === 0 ? "Leave it out." : `Leave it out; options of this scheduler are: ${known.join(", ")}.`,
      );
  }
  if (speculation !== undefined && pool.role === "prefill")
    refuse("speculation", "a prefill pool makes one token a request, so drafts have no effect", "Leave it out.");
}

/**
 * @throws {SilicoError} naming the key: code "unsupported" where the engine has no such tier or nothing could be found in it,
 * "domain" where a size or bandwidth is not positive or holds no block.
 */
export function refuseHostTier(pool: SimulatedPool, index: number, hasPrefixes: boolean): void {
  const { scheduler = "vllm", hostTier, hasPrefixCache, kvBlockTokens } = pool.engine;
  if (hostTier === undefined) return;
  const path = ["fleet", index, "hostCache"];
  const known = engineOptions[scheduler].hostTier;
  if (known === undefined)
    fail(
      "unsupported",
      path,
      `scheduler "${scheduler}" has no KV cache in host memory`,
      "Leave it out, or use an engine that has one: vllm, sglang, trtllm.",
    );
  for (const key of ["loads", "writes"] as const)
    if (!(known[key] as readonly string[]).includes(hostTier[key]))
      fail(
        "unsupported",
        [...path, key],
        `scheduler "${scheduler}" has no host cache with ${key} "${hostTier[key]}"`,
        `It has: ${known[key].join(", ")}.`,
      );
  if (pool.role === "decode")
    fail(
      "unsupported",
      path,
      "a decode pool computes no prompts, so a host cache has no effect",
      "Give it to the prefill pool.",
    );
  if (!hasPrefixCache)
    fail("unsupported", path, "a host cache without a prefix cache has no effect", "Set engine.hasPrefixCache.");
  if (!hasPrefixes)
    fail(
      "unsupported",
      path,
      "the workload does not say which prompts start alike, so nothing in a host cache could be found again",
      "Use a trace with block hashes (Mooncake), or a generator with sharedPrefix or sessions.",
    );
  for (const [key, value] of [
    ["bandwidth", hostTier.bytesPerSecond],
    ["size", hostTier.bytes],
  ] as const)
    if (!(value > 0 && Number.isFinite(value)))
      fail("domain", [...path, key], `a host cache with a ${key} of ${value}`, "Give a positive figure.");
  if (!(hostTier.latencySeconds >= 0))
    fail("domain", [...path, "latency"], `a latency of ${hostTier.latencySeconds} s`, "Give 0 or more.");
  if (hostTier.store !== undefined) refuseStore(pool, [...path, "shared"], hostTier.store, hostTier.writes);
  const blockBytes = kvBlockTokens * pool.stepModel.kvBytesPerToken;
  if (hostTier.bytes < blockBytes)
    fail(
      "domain",
      [...path, "size"],
      `${hostTier.bytes} bytes hold no KV block of ${blockBytes} bytes`,
      "Give more memory, or leave it out.",
    );
}

function refuseStore(
  pool: SimulatedPool,
  path: readonly (string | number)[],
  { bytesPerSecond, latencySeconds }: PrefixStoreInput,
  writes: TierWrite,
): void {
  if (writes !== "prefill")
    fail(
      "unsupported",
      path,
      'a host cache that is written at "eviction" cannot be shared: no instance knows what another is about to evict',
      "Use writes: prefill, on an engine that has it (vllm, sglang).",
    );
  if (pool.count < 2)
    fail("unsupported", path, "a pool of one instance shares with nobody", "Raise its count, or leave shared out.");
  if (!(bytesPerSecond > 0 && Number.isFinite(bytesPerSecond)))
    fail("domain", [...path, "bandwidth"], `a network of ${bytesPerSecond} bytes/s`, "Give a positive bandwidth.");
  if (!(latencySeconds >= 0))
    fail("domain", [...path, "latency"], `a latency of ${latencySeconds} s`, "Give 0 or more.");
}

function having(order: QueueOrder): string {
  const kinds = Object.entries(engineOptions).filter(([, { queueOrders }]) => queueOrders.includes(order));
  return kinds.map(([kind]) => kind).join(", ");
}
