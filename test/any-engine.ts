// The engine of tests and benches that need one and do not care which.
import type { EngineProfile } from "../src/scenario/layout.ts";

export const anyEngine: EngineProfile = {
  family: "vllm",
  maxBatchedTokens: 8192,
  maxSequences: 512,
  kvBlockTokens: 16,
  memoryFraction: 0.9,
  kvCacheFormat: "bf16",
  hasPrefixCache: false,
};
