// The schedulers again, written as their engines describe them: every request looked at in every step.
import { lanesOf, stepTokenBudget } from "../perf/step-model.ts";
import { byUrgency, type ReferenceBlock, type ReferenceReplica, type ReferenceRequest } from "./reference-replica.ts";
import { budgetTraits, defaultSchedulerOptions, type SchedulerKind, sglangConstants } from "./scheduler.ts";

type ReferenceScheduler = (replica: ReferenceReplica, seconds: number) => void;

/** vLLM V1 schedule() and its relatives: running in order with preemption from the tail, then waiting until one does not fit. */
function budgeted(kind: Exclude<SchedulerKind, "sglang">): ReferenceScheduler {
  const traits = budgetTraits[kind];
  return (replica, seconds) => {
    const { engine } = replica.pool;
    const options = { ...defaultSchedulerOptions, ...engine.options };
    const page = replica.blockTokens;
    const cut = (wanted: number, budget: number): number =>
      wanted <= budget ? wanted : traits.cutsAtBlocks ? Math.floor(budget / page) * page : budget;
    let budget = traits.hasNoBudget
      ? Number.POSITIVE_INFINITY
      : stepTokenBudget(replica.pool.stepModel, engine.maxBatchedTokens);
    let hasPreempted = false;
    const isBusy = replica.running.length > 0;
    const pass = (isWanted: (request: ReferenceRequest) => boolean): void => {
      for (let i = 0; i < replica.running.length && budget > 0; i++) {
        const request = replica.running[i]!;
        if (!isWanted(request)) continue;
        const left = replica.targetOf(request) - request.computed;
        const tokens = request.hasPrompt ? 1 : cut(Math.min(left, options.longPrefillThresholdTokens), budget);
        if (tokens === 0) continue;
        let isIn = replica.allocate(request, request.computed + tokens);
        while (!isIn) {
          const isByPriority = replica.priorityRule?.choosesVictims === true;
          const order = isByPriority ? [...replica.running].sort(byUrgency) : replica.running;
          const victim = order.at(-1)!;
          budget += replica.plan.get(victim) ?? 0;
          if (replica.running.indexOf(victim) < i) i -= 1;
          replica.preempt(victim);
          if (isByPriority) replica.enqueue(victim);
          else replica.enqueueFirst(victim);
          hasPreempted = true;
          if (victim === request) return;
          isIn = replica.allocate(request, request.computed + tokens);
        }
        replica.plan.set(request, tokens);
        budget -= tokens;
      }
    };
    if (traits.decodesFirst) {
      pass((request) => request.hasPrompt);
      pass((request) => !request.hasPrompt);
    } else pass(() => true);
    if (hasPreempted || (traits.runsToCompletion && replica.running.length > 0)) return;
    while (budget > 0 && replica.running.length < engine.maxSequences && replica.waiting.length > 0) {
      const request = replica.waiting[0]!;
      if (engine.isAsync === true && isBusy && request.readySeconds > replica.lastStepStart) return;
      // KV that has come from host memory is there already, and so are the request's blocks.
      const isLoaded = request.computed > 0;
      const hits = isLoaded ? [] : replica.match(request);
      const found = isLoaded ? [] : replica.hostMatch(request, hits);
      const target = replica.targetOf(request);
      const hitTokens = isLoaded ? request.computed : (hits.length + found.length) * page;
      const unreferenced = hits.filter((block) => block.references === 0).length;
      const share = traits.watermarkFraction ?? options.watermarkFraction;
      const watermark = replica.running.length > 0 ? Math.floor(share * replica.totalBlocks) : 0;
      if (found.length > 0 && replica.tier!.input.loads === "background") {
        const whole = replica.blocksOf(target) - hits.length;
        if (whole + unreferenced + watermark > replica.available) return;
        replica.startLoad(request, hits, found, seconds);
        continue;
      }
      const wanted = Math.min(target - hitTokens, options.longPrefillThresholdTokens);
      const isAlone = [...replica.plan.keys()].every((other) => other.hasPrompt);
      const isLongAlone = !options.hasChunkedPrefill && options.takesLongPromptsAlone && isAlone;
      if (!options.hasChunkedPrefill && wanted > budget && !isLongAlone) return;
      const tokens = isLongAlone ? wanted : cut(wanted, budget);
      if (tokens === 0) return;
      const isFull = options.reservesFullPrompt || traits.takesWholePrompt;
      const blocks = replica.blocksOf(isFull ? target : hitTokens + tokens) - hits.length;
      if (!isLoaded && blocks + unreferenced + watermark > replica.available) return;
      if (traits.keepsOutputFree) {
        const finalBlocks = (other: ReferenceRequest): number =>
          replica.blocksOf(other.promptTokens + replica.outputOf(other));
        const promised = replica.running.reduce((sum, other) => sum + finalBlocks(other) - other.blocks.length, 0);
        if (finalBlocks(request) - hits.length + unreferenced > replica.available - promised - replica.promised())
          return;
      }
      replica.admit(request);
      if (!isLoaded) {
        replica.adopt(request, hits);
        replica.loadWithStep(request, found);
      }
      if (traits.takesWholePrompt) replica.reserve(request, target);
      replica.allocate(request, request.computed + tokens);
      replica.plan.set(request, tokens);
      budget -= tokens;
    }
  };
}

/** SGLang get_next_batch_to_run(): a prefill batch alone if one can be built, else one decode step. */
function sglang(replica: ReferenceReplica): void {
  const { engine } = replica.pool;
  const page = replica.blockTokens;
  const { memory } = replica;
  const c = sglangConstants;
  const lowest = c.initialNewTokenRatio * c.minNewTokenRatioFactor;
  const decay = (c.initialNewTokenRatio - lowest) / c.newTokenRatioDecaySteps;
  let ratio = memory["ratio"] ?? c.initialNewTokenRatio;
  // One decode step was made since this was last asked.
  if (memory["hasDecoded"] === 1) ratio = Math.max(ratio - decay, lowest);
  memory["hasDecoded"] = 0;
  if (replica.running.length === 0) {
    ratio = c.initialNewTokenRatio;
    memory["isFull"] = 0;
  }
  const threshold = replica.priorityRule?.seatThreshold;
  // With seats to be taken by priority it tries at every step anew.
  if (replica.running.length < (memory["running"] ?? 0) || threshold !== undefined) memory["isFull"] = 0;
  const decoding = (): ReferenceRequest[] => replica.running.filter((request) => request.hasPrompt);
  const cut = replica.running.find((request) => !request.hasPrompt);
  const output = (request: ReferenceRequest): number =>
    Math.min(replica.outputOf(request) - request.generated, c.clipTokens);

  const ousted: ReferenceRequest[] = [];
  /** Least urgent decodes make room for a request more urgent by the threshold; the output they were promised. */
  const oust = (request: ReferenceRequest, total: number): number | undefined => {
    if (threshold === undefined) return undefined;
    const outranked = decoding()
      .filter((other) => other.priority > request.priority + threshold)
      .sort((a, b) => b.priority - a.priority || b.admission - a.admission);
    const hits = replica.match(request);
    const cached = (hits.length + replica.hostMatch(request, hits).length) * page;
    let needed = replica.targetOf(request) - cached + output(request) - total;
    let promised = 0;
    for (let count = 1; count <= outranked.length; count++) {
      const freed = output(outranked[count - 1]!) * ratio;
      needed -= freed;
      promised += freed;
      if (needed > 0) continue;
      for (const victim of outranked.slice(0, count)) {
        replica.preempt(victim);
        ousted.push(victim);
      }
      return promised;
    }
    return undefined;
  };
  /** The queue as one pass tries it: by longest cached prefix, last who shares an uncached one with somebody before it. */
  const queueOrder = (): ReferenceRequest[] => {
    const { waiting } = replica;
    if (engine.options?.queueOrder !== "longest-prefix" || waiting.length > c.longestPrefixQueueLimit)
      return [...waiting];
    const seen = new Set<number>();
    const last = new Set<ReferenceRequest>();
    for (const request of waiting) {
      if (replica.match(request).length * page > c.inBatchCheckTokens) continue;
      const identities = replica.identities(request);
      const differs = identities.findIndex((identity) => !seen.has(identity));
      const most = Math.floor((replica.targetOf(request) - 1) / page);
      const shared = Math.min(most, differs < 0 ? identities.length : differs) * page;
      if (shared >= c.inBatchSharedTokens) last.add(request);
      else for (const identity of identities) seen.add(identity);
    }
    const key = (request: ReferenceRequest): number => (last.has(request) ? -1 : replica.match(request).length);
    return waiting
      .map((request) => ({ request, key: key(request) }))
      .sort((a, b) => b.key - a.key)
      .map(({ request }) => request);
  };
  const build = (): void => {
    if (memory["isFull"] === 1 && cut === undefined) return;
    const isBusy = replica.running.length > 0;
    const expected = decoding().reduce((sum, request) => sum + output(request), 0);
    let total = replica.available * page - expected * ratio;
    let current = replica.available * page;
    let input = c.maxPrefillTokens * lanesOf(replica.pool.stepModel);
    let chunk = stepTokenBudget(replica.pool.stepModel, engine.maxBatchedTokens);
    const spend = (tokens: number, more: number): void => {
      const paged = Math.ceil(tokens / page) * page;
      total -= paged + more;
      current -= paged;
      input -= paged;
      chunk -= paged;
    };
    if (cut !== undefined) {
      const left = replica.targetOf(cut) - cut.computed;
      let tokens = Math.min(left, chunk, Math.floor(total));
      if (tokens < left) tokens = Math.floor(tokens / page) * page;
      if (tokens <= 0) return;
      replica.allocate(cut, cut.computed + tokens);
      replica.plan.set(cut, tokens);
      spend(tokens, tokens < left ? 0 : output(cut));
      if (tokens < left) return;
    }
    const unreferenced = (hits: readonly ReferenceBlock[]): number =>
      hits.filter((block) => block.references === 0).length;
    const order = queueOrder();
    while (memory["isFull"] !== 1 && total > 0 && current > 0 && input > 0 && chunk > 0 && order.length > 0) {
      const request = order.shift()!;
      if (engine.isAsync === true && isBusy && request.readySeconds > replica.lastStepStart) return;
      if (replica.running.length >= engine.maxSequences) {
        const before = replica.available;
        const promised = oust(request, total);
        if (promised === undefined) {
          memory["isFull"] = 1;
          return;
        }
        total += promised + (replica.available - before) * page;
        current += (replica.available - before) * page;
      }
      const hits = replica.match(request);
      const found = replica.hostMatch(request, hits);
      const loaded = found.length * page;
      const extend = replica.targetOf(request) - hits.length * page - loaded;
      if (extend + loaded + output(request) + unreferenced(hits) * page >= total) {
        memory["isFull"] = 1;
        return;
      }
      const isWhole = Math.ceil(extend / page) * page <= chunk;
      const tokens = isWhole ? extend : Math.floor(chunk / page) * page;
      if (tokens <= 0) return;
      total -= unreferenced(hits) * page + loaded;
      current -= unreferenced(hits) * page + loaded;
      replica.admit(request);
      replica.adopt(request, hits);
      replica.loadWithStep(request, found);
      replica.allocate(request, request.computed + tokens);
      replica.plan.set(request, tokens);
      spend(tokens, isWhole ? output(request) : 0);
      if (!isWhole) return;
    }
  };
  build();
  for (const victim of ousted) replica.enqueue(victim);
  if (replica.plan.size === 0) {
    const short = (): boolean =>
      decoding().filter((request) => request.computed % page === 0).length > replica.available;
    let hasRetracted = false;
    while (short()) {
      const list = decoding();
      const stuck = replica.running.find((request) => !request.hasPrompt);
      if (list.length === 1 && stuck === undefined) break;
      const victim =
        list.length === 1
          ? stuck!
          : list.reduce((worst, request) =>
              request.generated < worst.generated ||
              (request.generated === worst.generated && request.promptTokens > worst.promptTokens)
                ? request
                : worst,
            );
      const move = victim.hasPrompt ? replica.moveSeconds(victim.computed) : undefined;
      if (move === undefined) {
        replica.preempt(victim);
        replica.enqueue(victim);
      } else replica.suspend(victim, move);
      hasRetracted = true;
    }
    if (hasRetracted) {
      const list = decoding();
      const generated = list.reduce((sum, request) => sum + request.generated, 0);
      const wanted = list.reduce((sum, request) => sum + request.outputTokens, 0);
      ratio = Math.min(1, (generated + c.retractDecodeSteps * list.length) / (wanted + 1));
      memory["isFull"] = 0;
    }
    for (const request of decoding()) {
      replica.allocate(request, request.computed + 1);
      replica.plan.set(request, 1);
    }
    memory["hasDecoded"] = replica.plan.size > 0 ? 1 : 0;
  }
  memory["ratio"] = ratio;
  memory["running"] = replica.running.length;
}

export const referenceSchedulers: Readonly<Record<SchedulerKind, ReferenceScheduler>> = {
  vllm: budgeted("vllm"),
  sglang,
  "trtllm-no-evict": budgeted("trtllm-no-evict"),
  "trtllm-max-utilization": budgeted("trtllm-max-utilization"),
  sarathi: budgeted("sarathi"),
  orca: budgeted("orca"),
  static: budgeted("static"),
};
