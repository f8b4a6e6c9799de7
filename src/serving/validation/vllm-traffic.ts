// The requests of a published vLLM load test, drawn again: Poisson stages conditioned on their count, a hundred prompts reused.
import { Random } from "../../random.ts";
import type { SimulatedRequests } from "../requests.ts";
import type { VllmWorkload } from "./vllm-runs.ts";

export interface VllmTraffic {
  readonly requests: SimulatedRequests;
  /** Stage of each request. */
  readonly stage: Uint8Array;
}

/**
 * Per stage, N exponential gaps are rescaled to fill its duration. Each request draws one of groups x promptsPerGroup prompts
 * at random; a prompt's leading blocks are its group's system prompt, the rest its own. Lengths are uniform around the
 * measured mean within the measured range, fixed per prompt.
 */
export function drawVllmTraffic(workload: VllmWorkload, seed: number): VllmTraffic {
  const { groups, promptsPerGroup, blockTokens, promptTokens: length } = workload;
  const count = workload.stages.reduce((sum, stage) => sum + stage.requests, 0);
  const lengths = new Random(seed, "prompts");
  const half = Math.min(length.mean - length.min, length.max - length.mean);
  const prompts = Array.from({ length: groups * promptsPerGroup }, (_, prompt) => {
    const tokens = Math.round(length.mean + (2 * lengths.uniform() - 1) * half);
    const whole = Math.ceil(tokens / blockTokens);
    const shared = Math.floor(workload.systemTokens / blockTokens);
    const group = Math.floor(prompt / promptsPerGroup);
    const blocks = Array.from({ length: whole }, (_block, i) =>
      i < shared ? group * 10_000 + i : 1_000_000 + prompt * 10_000 + i,
    );
    return { tokens, blocks };
  });
  const arrivals = new Random(seed, "arrivals");
  const choices = new Random(seed, "choices");
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count).fill(workload.outputTokens);
  const stage = new Uint8Array(count);
  const offsets = new Int32Array(count + 1);
  const blocks: number[] = [];
  let at = 0;
  let startSeconds = 0;
  for (const [index, { requests, durationSeconds }] of workload.stages.entries()) {
    let clock = 0;
    const first = at;
    for (let i = 0; i < requests; i++) {
      clock += arrivals.exponential(1);
      const prompt = prompts[choices.integer(0, prompts.length - 1)]!;
      arrivalSeconds[at] = clock;
      promptTokens[at] = prompt.tokens;
      stage[at] = index;
      for (const block of prompt.blocks) blocks.push(block);
      at += 1;
      offsets[at] = blocks.length;
    }
    const scale = durationSeconds / clock;
    for (let i = first; i < at; i++) arrivalSeconds[i] = startSeconds + arrivalSeconds[i]! * scale;
    startSeconds += durationSeconds;
  }
  const prefix = { blockTokens, offsets, blocks: Int32Array.from(blocks) };
  return { requests: { count, arrivalSeconds, promptTokens, outputTokens, prefix }, stage };
}
