// TensorRT-LLM's option file for one pool. Source: aiconfigurator's template for 1.3.0rc23, stored August 2026.
import { type Deployment, type DeployPool, sequencesPerRank } from "./deployment.ts";

/** Content of the file given to `trtllm-serve MODEL --extra_llm_api_options`. */
export function trtllmOptions(deployment: Deployment, pool: DeployPool): Record<string, unknown> {
  const { layout, engine } = pool;
  return {
    backend: "pytorch",
    tensor_parallel_size: layout.tp * layout.attentionDp,
    pipeline_parallel_size: layout.pp,
    ...(deployment.hasExperts ? { moe_expert_parallel_size: layout.ep, moe_tensor_parallel_size: layout.moeTp } : {}),
    enable_attention_dp: layout.attentionDp > 1,
    enable_chunked_prefill: true,
    max_batch_size: sequencesPerRank(pool),
    max_num_tokens: engine.maxBatchedTokens,
    max_seq_len: deployment.maxContextTokens,
    kv_cache_config: {
      // A fraction of what the weights leave, not of the whole memory as vLLM's.
      free_gpu_memory_fraction: Math.round((engine.memoryFraction - 0.05) * 100) / 100,
      dtype: engine.kvCacheFormat === "fp8" ? "fp8" : "auto",
      tokens_per_block: Math.max(32, engine.kvBlockTokens),
      enable_block_reuse: engine.hasPrefixCache,
    },
    cuda_graph_config: { enable_padding: true, max_batch_size: sequencesPerRank(pool) },
    // Prefill servers must run without the overlap scheduler; both roles need the transceiver.
    disable_overlap_scheduler: pool.role === "prefill",
    ...(pool.role === "aggregated"
      ? {}
      : { cache_transceiver_config: { backend: "NIXL", max_tokens_in_buffer: deployment.maxContextTokens } }),
  };
}
