// SGLang's command line for one pool. Source: SGLang guides and aiconfigurator's template for 0.5.11, stored August 2026.
import type { ServingPrecision } from "../../catalog/precision.ts";
import { type Deployment, type DeployPool, type ServerPlace, serversPerInstance } from "./deployment.ts";

function quantization(precision: ServingPrecision, native: ServingPrecision): string | undefined {
  if (precision === native) return undefined;
  if (precision === "fp8" || precision === "fp8-block") return "fp8";
  if (precision === "fp4") return "modelopt_fp4";
  if (precision === "w4a16" || precision === "w4a8") return "awq";
  return undefined;
}

/**
 * Arguments after `python -m sglang.launch_server`. With attention data parallelism SGLang's tensor-parallel size counts all
 * chips of a pipeline stage, and dp divides it: tp 16, dp 8 is sixteen chips.
 */
export function sglangArguments(deployment: Deployment, pool: DeployPool, place?: ServerPlace): string[] {
  const { layout, engine } = pool;
  const flags = ["--model-path", deployment.modelName, "--host", "0.0.0.0", "--port", "30000"];
  flags.push("--tp-size", String(layout.tp * layout.attentionDp));
  if (layout.pp > 1) flags.push("--pp-size", String(layout.pp));
  if (layout.attentionDp > 1) flags.push("--dp-size", String(layout.attentionDp), "--enable-dp-attention");
  if (deployment.hasExperts && layout.ep > 1) flags.push("--ep-size", String(layout.ep));
  const servers = serversPerInstance(pool);
  if (servers > 1 && place !== undefined)
    flags.push("--nnodes", String(servers), "--node-rank", place.rank, "--dist-init-addr", `${place.leader}:20000`);
  flags.push("--context-length", String(deployment.maxContextTokens));
  flags.push("--max-running-requests", String(engine.maxSequences));
  // SGLang divides this by dp: each data-parallel scheduler gets its part.
  flags.push("--chunked-prefill-size", String(engine.maxBatchedTokens * layout.attentionDp));
  // SGLang's static fraction holds weights and KV; activations come on top of it.
  flags.push("--mem-fraction-static", String(Math.round((engine.memoryFraction - 0.05) * 100) / 100));
  if (!engine.hasPrefixCache) flags.push("--disable-radix-cache");
  if (engine.kvCacheFormat === "fp8") flags.push("--kv-cache-dtype", "fp8_e4m3");
  const method = quantization(pool.precision, deployment.nativePrecision);
  if (method !== undefined) flags.push("--quantization", method);
  if (pool.role !== "aggregated") {
    flags.push("--disaggregation-mode", pool.role, "--disaggregation-transfer-backend", "nixl");
    if (pool.role === "prefill") flags.push("--disaggregation-bootstrap-port", "8998");
  }
  return flags;
}
