// The shape of a scenario file, checked by zod: what a user may write, with units and short forms, and what it becomes.
import { z } from "zod";
import { servingPrecisions } from "../catalog/precision.ts";
import { engineFamilies } from "./layout.ts";
import { prices } from "./prices-schema.ts";
import { quantity } from "./quantity-schema.ts";

const positiveInteger = z.int().min(1);
const seconds = quantity("time", { above: 0 });

const length = z.union([
  positiveInteger.transform((tokens) => ({ kind: "constant" as const, tokens })),
  z.strictObject({ kind: z.literal("constant"), tokens: positiveInteger }),
  z.strictObject({ kind: z.literal("uniform"), low: positiveInteger, high: positiveInteger }),
  z.strictObject({
    kind: z.literal("lognormal"),
    median: z.number().min(1),
    sigma: z.number().min(0).max(5),
    min: positiveInteger.optional(),
    max: positiveInteger.optional(),
  }),
  z.strictObject({
    kind: z.literal("quantiles"),
    probabilities: z.array(z.number().min(0).max(1)).min(2),
    tokens: z.array(z.number().min(1)).min(2),
  }),
]);

const arrivals = z.union([
  z.enum(["poisson", "constant"]).transform((kind) => ({ kind })),
  z.strictObject({ kind: z.enum(["poisson", "constant"]) }),
  z.strictObject({ kind: z.literal("gamma"), coefficientOfVariation: z.number().positive() }),
  z.strictObject({
    kind: z.literal("gaps"),
    probabilities: z.array(z.number().min(0).max(1)).min(2),
    gaps: z.array(z.number().positive()).min(2),
  }),
  z.strictObject({
    kind: z.literal("mmpp"),
    burstFactor: z.number().min(1),
    burstShare: z.number().gt(0).lt(1),
    meanBurstSeconds: seconds,
  }),
  z.strictObject({ kind: z.literal("diurnal"), amplitude: z.number().min(0).max(1), periodSeconds: seconds }),
  z.strictObject({ kind: z.literal("closed-loop"), concurrency: positiveInteger }),
]);

/** Exported for the generators that ship as data and for those that a fit prints. */
export const traffic = z.strictObject({
  arrivals: arrivals.default({ kind: "poisson" }),
  prompt: length,
  output: length,
  lengthCorrelation: z.number().min(-1).max(1).optional(),
  sharedPrefix: z.strictObject({ groups: positiveInteger, tokens: positiveInteger }).optional(),
  sessions: z
    .strictObject({ turns: length, thinkSeconds: quantity("time", { min: 0 }), followUp: length.optional() })
    .optional(),
});

const traceFormat = z.enum(["azure", "mooncake", "lengths", "inference-perf", "vllm-bench"]);

/** `{ p90: 2 s, mean: 1 s }` */
const statistics = z.record(z.string(), seconds);
const targets = z.strictObject({
  ttft: statistics.optional(),
  tpot: statistics.optional(),
  itl: statistics.optional(),
  e2e: statistics.optional(),
});

const workload = z.strictObject({
  trace: z
    .union([
      z.string().transform((path) => ({ path })),
      z.strictObject({ path: z.string(), format: traceFormat.optional() }),
    ])
    .optional(),
  generator: z.union([z.string(), traffic]).optional(),
  tenants: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        share: z.number().positive(),
        priority: z.int().min(-1_000_000).max(1_000_000).optional(),
        generator: z.union([z.string(), traffic]),
        targets: targets.default({}),
      }),
    )
    .min(1)
    .max(1000)
    .optional(),
  requests: positiveInteger.max(100_000_000).optional(),
});

const layout = z.strictObject({
  tp: positiveInteger.default(1),
  pp: positiveInteger.default(1),
  attentionDp: positiveInteger.default(1),
  ep: positiveInteger.optional(),
  moeTp: positiveInteger.optional(),
});

const engine = z.strictObject({
  family: z.enum(engineFamilies).default("vllm"),
  version: z.string().optional(),
  maxBatchedTokens: positiveInteger.default(8192),
  maxSequences: positiveInteger.default(256),
  kvBlockTokens: positiveInteger.default(16),
  memoryFraction: quantity("fraction", { above: 0, max: 1 }).default(0.9),
  kvCacheFormat: z.enum(["bf16", "fp8"]).default("bf16"),
  hasPrefixCache: z.boolean().default(true),
});

/** Keys beyond the three are the fit's own account of itself. */
export const adjustmentSchema = z.looseObject({
  overheadSeconds: z.number().min(-0.01).max(1),
  decodeScale: z.number().min(0.05).max(20),
  prefillScale: z.number().min(0.05).max(20),
});

const chipReference = z.union([z.string().min(1), z.record(z.string(), z.unknown())]);
const role = z.enum(["aggregated", "prefill", "decode"]);
const precision = z.enum(servingPrecisions);

const schedulerOptions = z.strictObject({
  hasChunkedPrefill: z.boolean().optional(),
  takesLongPromptsAlone: z.boolean().optional(),
  longPrefillThresholdTokens: positiveInteger.optional(),
  watermarkFraction: quantity("fraction", { min: 0, max: 0.9 }).optional(),
  reservesFullPrompt: z.boolean().optional(),
  queueOrder: z.enum(["fcfs", "longest-prefix", "priority"]).optional(),
});

const speculation = z.strictObject({
  draftTokens: positiveInteger.max(64),
  acceptance: quantity("fraction", { min: 0, max: 1 }),
  draftCost: quantity("fraction", { min: 0, max: 10 }).default(0),
});

const hostCache = z
  .strictObject({
    size: quantity("bytes", { above: 0 }),
    bandwidth: quantity("bandwidth", { above: 0 }).optional(),
    latency: quantity("time", { min: 0 }).optional(),
    loads: z.enum(["background", "blocking", "layerwise"]).optional(),
    writes: z.enum(["prefill", "eviction"]).optional(),
    shared: z
      .union([
        z.literal(true).transform(() => ({})),
        z
          .strictObject({
            bandwidth: quantity("bandwidth", { above: 0 }).optional(),
            latency: quantity("time", { min: 0 }).optional(),
          })
          .transform(({ bandwidth, latency }) => ({
            ...(bandwidth === undefined ? {} : { bytesPerSecond: bandwidth }),
            ...(latency === undefined ? {} : { latencySeconds: latency }),
          })),
      ])
      .optional(),
  })
  .transform(({ size, bandwidth, latency, ...rest }) => ({
    bytes: size,
    bytesPerSecond: bandwidth,
    latencySeconds: latency,
    ...rest,
  }));

const autoscaling = z.strictObject({
  min: positiveInteger.default(1),
  outstandingPerInstance: z.number().positive(),
  every: quantity("time", { above: 0 }).default(10),
  load: quantity("time", { min: 0 }),
});

const queuePressure = z.strictObject({
  kind: z.literal("queue-pressure"),
  patience: quantity("time", { above: 0 }).optional(),
  high: z.number().positive().max(1000).default(1),
  low: z.number().positive().max(1000).default(0.7),
});
const tokenMix = z.strictObject({
  kind: z.literal("token-mix"),
  hysteresis: z.number().gt(0.5).max(1000).default(1),
});
const roleSwitching = z.strictObject({
  between: z.tuple([z.string().min(1), z.string().min(1)]),
  policy: z
    .union([
      z.literal("queue-pressure").transform((kind) => queuePressure.parse({ kind })),
      z.literal("token-mix").transform((kind) => tokenMix.parse({ kind })),
      queuePressure,
      tokenMix,
    ])
    .default({ kind: "token-mix", hysteresis: 1 }),
  minPrefill: positiveInteger.default(1),
  minDecode: positiveInteger.default(1),
  every: quantity("time", { above: 0 }).default(10),
  switch: quantity("time", { min: 0 }),
  cooldown: quantity("time", { min: 0 }).default(60),
});

const roleMixing = z.union([
  z.literal(true).transform(() => ({ promptTokens: undefined, decodeRequests: undefined })),
  z.strictObject({ promptTokens: positiveInteger.optional(), decodeRequests: positiveInteger.optional() }),
]);

const instant = quantity("time", { min: 0 });
const struck = { pool: z.string().min(1), instance: z.int().min(0).optional() };
const fault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("crash"), at: instant, down: seconds, ...struck }),
  z.strictObject({ kind: z.literal("slow"), at: instant, duration: seconds, factor: z.number().min(1), ...struck }),
  z.strictObject({ kind: z.literal("drain"), at: instant, ...struck }),
  z.strictObject({ kind: z.literal("link"), at: instant, duration: seconds, factor: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal("kv-loss"), at: instant }),
]);

const pool = z.strictObject({
  name: z.string().optional(),
  chip: chipReference,
  layout: layout.prefault({}),
  role: role.default("aggregated"),
  count: z.int().min(0),
  precision: precision.optional(),
  engine: z.union([z.enum(engineFamilies).transform((family) => engine.parse({ family })), engine]).prefault({}),
  scheduler: z.string().optional(),
  /** A file that `silico calibrate` wrote, or its three numbers. */
  adjustment: z.union([z.string().min(1), adjustmentSchema]).optional(),
  options: schedulerOptions.optional(),
  speculation: speculation.optional(),
  hostCache: hostCache.optional(),
  autoscaling: autoscaling.optional(),
});

export const scenarioSchema = z.strictObject({
  version: z.literal(1),
  name: z
    .string()
    .regex(/^[\w.-]+$/u)
    .optional(),
  description: z.string().optional(),
  model: z.union([z.string().min(1), z.strictObject({ config: z.string().min(1) })]),
  workload: workload,
  targets: targets.default({}),
  demand: z
    .union([
      quantity("rate", { min: 0, max: 1e7 }).transform((requestsPerSecond) => ({ requestsPerSecond })),
      z.strictObject({
        requestsPerSecond: quantity("rate", { min: 0, max: 1e7 }).optional(),
        hourly: z
          .array(z.number().min(0))
          .length(24)
          .refine((weights) => weights.some((weight) => weight > 0), "all 24 weights are zero")
          .optional(),
      }),
    ])
    .default({}),
  chips: z
    .array(
      z.union([
        z.string().min(1),
        z.looseObject({
          stock: z.int().min(0).optional(),
          precisions: z.array(precision).min(1).optional(),
          layouts: z.array(layout).min(1).optional(),
          roles: z.array(role).min(1).optional(),
          engines: z.array(z.enum(engineFamilies)).min(1).optional(),
        }),
      ]),
    )
    .default([]),
  fleet: z.array(pool).default([]),
  router: z.string().default("least-outstanding"),
  kvTransfer: z
    .strictObject({
      bandwidth: quantity("bandwidth", { min: 0 }).optional(),
      latency: quantity("time", { min: 0 }).optional(),
      overlapsLayers: z.boolean().optional(),
      conversionBandwidth: quantity("bandwidth", { above: 0 }).optional(),
    })
    .default({}),
  roleSwitching: roleSwitching.optional(),
  roleMixing: roleMixing.optional(),
  faults: z.array(fault).max(100_000).optional(),
  retries: z
    .union([
      z
        .int()
        .min(0)
        .max(1000)
        .transform((times) => ({ times, wait: undefined })),
      z.strictObject({
        times: z.int().min(0).max(1000).default(0),
        wait: quantity("time", { min: 0 }).optional(),
      }),
    ])
    .optional(),
  prices: prices.prefault({}),
  plan: z
    .strictObject({
      assume: z.array(z.enum(["kv-transferable"])).default([]),
      verify: z.int().min(0).max(100).optional(),
      maxChips: positiveInteger.optional(),
      maxPower: quantity("power", { above: 0 }).optional(),
      maxServers: positiveInteger.optional(),
      minInstances: positiveInteger.optional(),
      wholeServers: z.boolean().default(false),
      rentByHour: z.boolean().default(false),
      destination: z.enum(["china"]).optional(),
      spareInstance: z.boolean().default(false),
      robust: z.boolean().default(false),
      failures: z
        .strictObject({
          chipMtbf: quantity("time", { above: 0 }).optional(),
          repair: quantity("time", { min: 0 }).optional(),
        })
        .optional(),
    })
    .prefault({}),
  seed: z.int().min(0).default(1),
});

export type ScenarioInput = z.output<typeof scenarioSchema>;
