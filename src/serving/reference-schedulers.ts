// The schedulers again, written as their engines describe them: every request looked at in every step.
import { stepTokenBudget } from "../perf/step-model.ts";
import type { ReferenceReplica, ReferenceRequest } from "./reference-replica.ts";
import { defaultSchedulerOptions, type SchedulerKind } from "./scheduler.ts";

type ReferenceScheduler = (replica: ReferenceReplica) => void;

/** vLLM V1 schedule(): running in order with preemption from the tail, then waiting in order until something does not fit. */
function vllm(replica: ReferenceReplica): void {
  const { engine } = replica.pool;
  const options = { ...defaultSchedulerOptions, ...engine.options };
  let budget = stepTokenBudget(replica.pool.stepModel, engine.maxBatchedTokens);
  let hasPreempted = false;
  const isBusy = replica.running.length > 0;
  for (let i = 0; i < replica.running.length && budget > 0; i++) {
    const request = replica.running[i]!;
    const left = replica.targetOf(request) - request.computed;
    const tokens = Math.min(left, options.longPrefillThresholdTokens, budget);
    let isIn = replica.allocate(request, request.computed + tokens);
    while (!isIn) {
      const victim = replica.running.at(-1)!;
      replica.preempt(victim);
      hasPreempted = true;
      if (victim === request) break;
      isIn = replica.allocate(request, request.computed + tokens);
    }
    if (!isIn) break;
    replica.plan.set(request, tokens);
    budget -= tokens;
  }
  if (hasPreempted) return;
  while (budget > 0 && replica.running.length < engine.maxSequences && replica.waiting.length > 0) {
    const request = replica.waiting[0]!;
    if (engine.isAsync === true && isBusy && request.readySeconds > replica.lastStepStart) return;
    const hits = replica.match(request);
    const target = replica.targetOf(request);
    const hitTokens = hits.length * replica.blockTokens;
    const wanted = Math.min(target - hitTokens, options.longPrefillThresholdTokens);
    if (!options.hasChunkedPrefill && wanted > budget) return;
    const tokens = Math.min(wanted, budget);
    const watermark = replica.running.length > 0 ? Math.floor(options.watermarkFraction * replica.totalBlocks) : 0;
    const blocks = replica.blocksOf(options.reservesFullPrompt ? target : hitTokens + tokens) - hits.length;
    const unreferenced = hits.filter((block) => block.references === 0).length;
    if (blocks + unreferenced + watermark > replica.available) return;
    start(replica, request, hits, tokens);
    budget -= tokens;
  }
}

function start(
  replica: ReferenceReplica,
  request: ReferenceRequest,
  hits: Parameters<ReferenceReplica["adopt"]>[1],
  tokens: number,
): void {
  replica.admit(request);
  replica.adopt(request, hits);
  replica.allocate(request, request.computed + tokens);
  replica.plan.set(request, tokens);
}

export const referenceSchedulers: Readonly<Record<SchedulerKind, ReferenceScheduler>> = {
  vllm,
  sglang: vllm,
  "trtllm-no-evict": vllm,
  "trtllm-max-utilization": vllm,
  sarathi: vllm,
  orca: vllm,
  static: vllm,
};
