// One engine instance of the reference engine: its lists, its blocks one by one, its step formula as written.
import { stepSeconds } from "../perf/step-model.ts";
import { priorityRules } from "./engine-options.ts";
import type { PriorityRule } from "./priority-rules.ts";
import { ReferenceTier } from "./reference-tier.ts";
import { referenceWork } from "./reference-work.ts";
import type { SimulatedPool, SimulationInput } from "./simulation-input.ts";

export interface ReferenceRequest {
  readonly id: number;
  readonly arrivalSeconds: number;
  /** Lower = sooner. */
  readonly priority: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Tokens whose KV exists. */
  computed: number;
  generated: number;
  blocks: ReferenceBlock[];
  readySeconds: number;
  firstTokenSeconds: number;
  lastTokenSeconds: number;
  chunkSeconds: number;
  admission: number;
  /** Order of entry into the queue. */
  entry: number;
  preemptions: number;
  /** All that must be computed before it decodes is computed: the prompt, and after a preemption what was generated. */
  hasPrompt: boolean;
  stage: "waiting" | "running" | "pending" | "moving" | "ready";
}

export interface ReferenceBlock {
  /**
   * Identity of a prompt block; "copy" for a second block of an identity that is cached already, "text" for a full block of
   * generated text, undefined for a block without a hash.
   */
  hash: number | "copy" | "text" | undefined;
  references: number;
}

export class ReferenceReplica {
  readonly index: number;
  readonly pool: SimulatedPool;
  waiting: ReferenceRequest[] = [];
  running: ReferenceRequest[] = [];
  pending: ReferenceRequest[] = [];
  ready: ReferenceRequest[] = [];
  /** Away in host memory, and the time that moving KV there and back adds to the next step. */
  suspended: ReferenceRequest[] = [];
  stallSeconds = 0;
  outstanding = 0;
  /** Tokens that each request computes in the step under way. */
  plan = new Map<ReferenceRequest, number>();
  stepStart = 0;
  stepEnd = Number.POSITIVE_INFINITY;
  lastStepStart = 0;
  isStepping = false;
  /** New requests may come here. */
  isUp = true;
  admissions = 0;
  entries = 0;
  freeBlocks: number;
  reclaimable: ReferenceBlock[] = [];
  byHash = new Map<number, ReferenceBlock>();
  /** Free for schedulers that remember something between steps. */
  memory: Record<string, number> = {};
  readonly prefix: SimulationInput["requests"]["prefix"];
  /** KV in host memory, what the step being composed loads from it, and requests whose load is under way. */
  readonly tier: ReferenceTier | undefined;
  loadBlocks = 0;
  loading: { readonly request: ReferenceRequest; readonly tokens: number; readonly endSeconds: number }[] = [];

  /** Requests that hold or are to get KV here and do not run, to decode here in the end or perhaps. */
  readonly guests = new Set<ReferenceRequest>();
  readonly isMixing: boolean;

  constructor(index: number, pool: SimulatedPool, prefix: SimulationInput["requests"]["prefix"], isMixing = false) {
    this.index = index;
    this.pool = pool;
    this.isMixing = isMixing;
    const isKept = pool.role !== "decode" || (pool.engine.scheduler ?? "vllm") === "vllm";
    this.prefix = pool.engine.hasPrefixCache && isKept ? prefix : undefined;
    this.freeBlocks = this.totalBlocks;
    const { hostTier, kvBlockTokens } = pool.engine;
    if (hostTier !== undefined) this.tier = new ReferenceTier(hostTier, kvBlockTokens * pool.stepModel.kvBytesPerToken);
  }

  get blockTokens(): number {
    return this.pool.engine.kvBlockTokens;
  }

  get totalBlocks(): number {
    return Math.floor(this.pool.stepModel.kvCapacityTokens / this.blockTokens);
  }

  get available(): number {
    return this.freeBlocks + this.reclaimable.length;
  }

  /** It serves nothing and holds nothing for anybody. */
  get isEmpty(): boolean {
    return !this.isStepping && this.outstanding === 0 && this.available === this.totalBlocks;
  }

  /** The engine starts anew: its prefix cache is gone. */
  restart(): void {
    this.freeBlocks = this.totalBlocks;
    this.reclaimable = [];
    this.byHash.clear();
    if (this.tier !== undefined) this.tier.blocks = [];
  }

  blocksOf(tokens: number): number {
    return Math.ceil(tokens / this.blockTokens);
  }

  /** Tokens that the request must have in KV before it makes its next token. */
  targetOf(request: ReferenceRequest): number {
    return request.promptTokens + request.generated;
  }

  /** Tokens that the request makes here: an engine that only prefills is told of one. */
  outputOf(request: ReferenceRequest): number {
    return this.pool.role === "prefill" && !this.isMixing ? 1 : request.outputTokens;
  }

  /** Blocks that guests will need beyond their prompts. */
  promised(): number {
    const more = (one: ReferenceRequest): number =>
      this.blocksOf(one.promptTokens + one.outputTokens) - this.blocksOf(one.promptTokens);
    return [...this.guests].reduce((sum, one) => sum + more(one), 0);
  }

  /** Prompt tokens of requests here that have not made their first token. */
  waitingPromptTokens(): number {
    return this.prompts().reduce((sum, { promptTokens }) => sum + promptTokens, 0);
  }

  /** Requests that decode here, or are to. */
  decodes(): number {
    return this.outstanding - this.prompts().length;
  }

  private prompts(): ReferenceRequest[] {
    const here = [...this.waiting, ...this.running, ...this.loading.map(({ request }) => request)];
    return here.filter(({ generated }) => generated === 0);
  }

  isDecoding(request: ReferenceRequest): boolean {
    return request.hasPrompt;
  }

  identities(request: ReferenceRequest): number[] {
    if (this.prefix === undefined) return [];
    const { offsets, blocks } = this.prefix;
    const whole = Math.floor(request.promptTokens / this.blockTokens);
    return [...blocks.subarray(offsets[request.id]!, offsets[request.id + 1]!)].slice(0, whole);
  }

  /** Cached leading blocks, short of the whole. */
  match(request: ReferenceRequest, target = this.targetOf(request)): ReferenceBlock[] {
    const hits: ReferenceBlock[] = [];
    const most = Math.floor((target - 1) / this.blockTokens);
    for (const identity of this.identities(request)) {
      const block = this.byHash.get(identity);
      if (block === undefined || hits.length === most) break;
      hits.push(block);
    }
    return hits;
  }

  /** Identities that host memory holds beyond the hits, short of the whole. */
  hostMatch(request: ReferenceRequest, hits: readonly ReferenceBlock[]): number[] {
    if (this.tier === undefined) return [];
    const most = Math.floor((this.targetOf(request) - 1) / this.blockTokens);
    const beyond = this.identities(request).slice(hits.length, most);
    return beyond.slice(0, this.tier.count(beyond));
  }

  /** Takes the request out of the queue to load its KV beside the computation, with the blocks of its whole prompt. */
  startLoad(
    request: ReferenceRequest,
    hits: readonly ReferenceBlock[],
    found: readonly number[],
    seconds: number,
  ): void {
    const tier = this.tier!;
    this.waiting.splice(this.waiting.indexOf(request), 1);
    tier.useAll(found);
    tier.freeSeconds = Math.max(tier.freeSeconds, seconds) + tier.secondsOf(found.length);
    this.loading.push({
      request,
      tokens: (hits.length + found.length) * this.blockTokens,
      endSeconds: tier.freeSeconds,
    });
    this.adopt(request, hits);
    request.computed = 0;
    this.reserve(request, this.targetOf(request));
  }

  /** The step being composed loads what was found in host memory. */
  loadWithStep(request: ReferenceRequest, found: readonly number[]): void {
    this.tier?.useAll(found);
    this.loadBlocks += found.length;
    request.computed += found.length * this.blockTokens;
  }

  /** Requests whose KV has come wait first, in the order in which it came. */
  takeLoaded(seconds: number): void {
    while (this.loading[0] !== undefined && this.loading[0].endSeconds <= seconds) {
      const { request, tokens, endSeconds } = this.loading.shift()!;
      request.readySeconds = endSeconds;
      this.name(request, tokens);
      this.enqueueFirst(request);
      request.computed = tokens;
    }
  }

  adopt(request: ReferenceRequest, hits: readonly ReferenceBlock[]): void {
    for (const block of hits) {
      if (block.references === 0) this.reclaimable.splice(this.reclaimable.indexOf(block), 1);
      block.references += 1;
      request.blocks.push(block);
    }
    request.computed = hits.length * this.blockTokens;
  }

  /** Grows a request to `tokens` tokens of KV; false where the blocks are not to be had. SGLang names what has been computed. */
  allocate(request: ReferenceRequest, tokens: number): boolean {
    const wanted = this.blocksOf(tokens) - request.blocks.length;
    if (wanted > this.available) return false;
    this.allocateBlocks(request, wanted);
    if (this.pool.engine.scheduler !== "sglang") this.name(request, tokens);
    return true;
  }

  private allocateBlocks(request: ReferenceRequest, wanted: number): void {
    for (let i = 0; i < wanted; i++) {
      if (this.freeBlocks > 0) this.freeBlocks -= 1;
      else {
        this.evict();
      }
      request.blocks.push({ hash: undefined, references: 1 });
    }
  }

  /** The longest unreferenced block gives way, to host memory where blocks go there. */
  evict(): void {
    const { hash } = this.reclaimable.shift()!;
    if (typeof hash === "number") this.byHash.delete(hash);
    if (this.tier?.input.writes === "eviction") this.tier.write(typeof hash === "number" ? hash : "text");
  }

  /** Names the prompt blocks that `tokens` tokens fill. */
  name(request: ReferenceRequest, tokens: number): void {
    for (const [i, identity] of this.identities(request).entries()) {
      const block = request.blocks[i];
      if (block === undefined || (i + 1) * this.blockTokens > tokens || block.hash !== undefined) continue;
      if (this.byHash.has(identity)) block.hash = "copy";
      else {
        block.hash = identity;
        this.byHash.set(identity, block);
      }
    }
  }

  /** Takes the blocks of `tokens` tokens at once, without naming their contents. */
  reserve(request: ReferenceRequest, tokens: number): void {
    this.allocateBlocks(request, this.blocksOf(tokens) - request.blocks.length);
  }

  release(request: ReferenceRequest): void {
    const named = this.identities(request).length;
    for (let i = request.blocks.length - 1; i >= 0; i--) {
      const block = request.blocks[i]!;
      const isFull = (i + 1) * this.blockTokens <= request.computed;
      if (this.prefix !== undefined && i >= named && isFull) block.hash = "text";
      block.references -= 1;
      if (block.references > 0) continue;
      if (block.hash === undefined || block.hash === "copy") this.freeBlocks += 1;
      else this.reclaimable.push(block);
    }
    request.blocks = [];
  }

  /** Takes a request out of the batch and of every list; it will compute everything again. */
  preempt(request: ReferenceRequest): void {
    this.release(request);
    request.computed = 0;
    request.hasPrompt = false;
    request.preemptions += 1;
    request.readySeconds = Number.NEGATIVE_INFINITY;
    request.stage = "waiting";
    this.running.splice(this.running.indexOf(request), 1);
    this.plan.delete(request);
  }

  /** Seconds to move KV of so many tokens between device and host memory; undefined where what gives way computes again. */
  moveSeconds(tokens: number): number | undefined {
    const { scheduler, retractionBytesPerSecond } = this.pool.engine;
    if (this.pool.role !== "decode" || scheduler !== "sglang" || retractionBytesPerSecond === undefined)
      return undefined;
    return (tokens * this.pool.stepModel.kvBytesPerToken) / retractionBytesPerSecond;
  }

  /** Out of the batch into host memory. */
  suspend(request: ReferenceRequest, seconds: number): void {
    this.stallSeconds += seconds;
    this.release(request);
    request.preemptions += 1;
    this.running.splice(this.running.indexOf(request), 1);
    this.plan.delete(request);
    this.suspended.push(request);
  }

  /** How the queue is ordered by priority, where it is. */
  get priorityRule(): PriorityRule | undefined {
    const { options, scheduler } = this.pool.engine;
    return options?.queueOrder === "priority" ? priorityRules[scheduler ?? "vllm"] : undefined;
  }

  enqueue(request: ReferenceRequest): void {
    request.entry = this.entries++;
    this.waiting.push(request);
    const rule = this.priorityRule;
    if (rule === undefined) return;
    const isPaused = (other: ReferenceRequest): boolean =>
      rule.keepsPaused && other.readySeconds === Number.NEGATIVE_INFINITY;
    this.waiting.sort((a, b) => {
      if (a.computed > 0 || b.computed > 0) return Number(b.computed > 0) - Number(a.computed > 0);
      if (isPaused(a) || isPaused(b)) return Number(isPaused(b)) - Number(isPaused(a));
      return rule.ties === "arrival" ? byUrgency(a, b) : a.priority - b.priority || a.entry - b.entry;
    });
  }

  /** Into the queue after it was kept away: without priorities before those who arrived later. */
  enqueueLate(request: ReferenceRequest): void {
    if (this.priorityRule !== undefined) {
      this.enqueue(request);
      return;
    }
    const isLater = (other: ReferenceRequest): boolean =>
      other.computed === 0 && (other.arrivalSeconds - request.arrivalSeconds || other.id - request.id) > 0;
    const last = this.waiting.findLastIndex((other) => !isLater(other));
    this.waiting.splice(last + 1, 0, request);
  }

  /** To the head of the queue, behind those alone whose KV has been loaded. */
  enqueueFirst(request: ReferenceRequest): void {
    const behind = this.waiting.findIndex((other) => other.computed === 0);
    this.waiting.splice(behind < 0 ? this.waiting.length : behind, 0, request);
  }

  admit(request: ReferenceRequest): void {
    this.waiting.splice(this.waiting.indexOf(request), 1);
    this.running.push(request);
    request.stage = "running";
    request.admission = this.admissions++;
  }

  planSeconds(): number {
    const seconds = stepSeconds(this.pool.stepModel, referenceWork(this.pool.stepModel, this));
    const blocks = this.loadBlocks;
    this.loadBlocks = 0;
    const stall = this.stallSeconds;
    this.stallSeconds = 0;
    return stall + (this.tier?.stretch(seconds, blocks) ?? seconds);
  }
}

/** Lowest priority value first, then who came first. */
export function byUrgency(a: ReferenceRequest, b: ReferenceRequest): number {
  return a.priority - b.priority || a.arrivalSeconds - b.arrivalSeconds || a.id - b.id;
}
