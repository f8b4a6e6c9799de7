// vLLM's command line for one pool. Source: vLLM recipes and configuration classes as stored August 2026 (0.20 to 0.26).
import type { ServingPrecision } from "../../catalog/precision.ts";
import {
  type Deployment,
  type DeployPool,
  isDataParallelOverServers,
  runtimeClass,
  type ServerPlace,
  sequencesPerRank,
  serversPerInstance,
} from "./deployment.ts";

/** Value of `--quantization`; undefined where the checkpoint's own config says it, or nothing is quantised. */
function quantization(precision: ServingPrecision, native: ServingPrecision): string | undefined {
  if (precision === native) return undefined;
  switch (precision) {
    case "fp8":
    case "fp8-block":
      return "fp8";
    case "fp4":
      return "modelopt_fp4";
    case "w4a16":
    case "w4a8":
      return "awq";
    default:
      return undefined;
  }
}

/** Precisions that need a checkpoint of their own: the flag alone does not make the weights. */
export function needsOwnCheckpoint(precision: ServingPrecision, native: ServingPrecision): boolean {
  return precision !== native && !["bf16", "fp16", "fp8"].includes(precision);
}

export function kvTransferConfig(
  role: "prefill" | "decode",
  isSameVendor: boolean,
  isStaged = false,
): Record<string, unknown> {
  return {
    kv_connector: "NixlConnector",
    kv_role: role === "prefill" ? "kv_producer" : "kv_consumer",
    kv_load_failure_policy: "fail",
    // llm-d's overlay for Biren stages KV in host memory on both sides.
    ...(isStaged ? { kv_buffer_device: "cpu" } : {}),
    // Pools of two vendors differ in the layout of heads in a block: each side turns its own.
    ...(isSameVendor ? {} : { enable_permute_local_kv: true }),
  };
}

/**
 * Arguments after `vllm serve`, each flag and its value two items; JSON values come from a serialiser. `place` says how the
 * servers of an instance find each other; without it the flags for that are left to whoever starts them (Dynamo's operator).
 * Data parallelism over servers is vLLM's hybrid balancing: every server answers for its own ranks. Tensor or pipeline
 * parallelism over servers has one that answers; those flags (`--nnodes` and the like) are recalled, not read.
 */
export function vllmArguments(deployment: Deployment, pool: DeployPool, place?: ServerPlace): string[] {
  const { layout, engine } = pool;
  const servers = serversPerInstance(pool);
  const flags: string[] = [deployment.modelName, "--tensor-parallel-size", String(layout.tp)];
  if (layout.pp > 1) flags.push("--pipeline-parallel-size", String(layout.pp));
  if (layout.attentionDp > 1) {
    flags.push("--data-parallel-size", String(layout.attentionDp));
    const share = layout.attentionDp / servers;
    if (servers > 1) flags.push("--data-parallel-size-local", String(share));
    if (place !== undefined && isDataParallelOverServers(pool))
      flags.push(
        "--data-parallel-address",
        place.leader,
        "--data-parallel-start-rank",
        place.firstRank(share),
        "--data-parallel-hybrid-lb",
      );
  }
  if (place !== undefined && servers > 1 && !isDataParallelOverServers(pool))
    flags.push("--nnodes", String(servers), "--node-rank", place.rank, "--master-addr", place.leader);
  if (deployment.hasExperts && layout.ep > 1) flags.push("--enable-expert-parallel");
  flags.push("--max-model-len", String(deployment.maxContextTokens));
  flags.push("--max-num-seqs", String(sequencesPerRank(pool)));
  flags.push("--max-num-batched-tokens", String(engine.maxBatchedTokens));
  flags.push("--gpu-memory-utilization", String(engine.memoryFraction));
  flags.push("--block-size", String(engine.kvBlockTokens));
  flags.push(engine.hasPrefixCache ? "--enable-prefix-caching" : "--no-enable-prefix-caching");
  if (engine.kvCacheFormat === "fp8") flags.push("--kv-cache-dtype", "fp8");
  const method = quantization(pool.precision, deployment.nativePrecision);
  if (method !== undefined) flags.push("--quantization", method);
  if (pool.role !== "aggregated") {
    const vendors = new Set(
      deployment.pools.filter((other) => other.role !== "aggregated").map((other) => other.vendor),
    );
    const isStaged = [...vendors].some((vendor) => runtimeClass[vendor] !== undefined);
    flags.push("--kv-transfer-config", JSON.stringify(kvTransferConfig(pool.role, vendors.size === 1, isStaged)));
    if (pool.role === "decode")
      flags.push("--compilation-config", JSON.stringify({ cudagraph_mode: "FULL_DECODE_ONLY" }));
  }
  return flags;
}
