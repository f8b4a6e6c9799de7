// The slow and obvious engine: one step at a time, one request at a time, blocks as objects, the step formula as written.
// It exists to hold the fast engine to account: same completion times to 1e-9 relative (reference-engine.test.ts), and to show
// in the benchmark what fast-forward is worth. It shares no code with the fast engine beyond the step formula.

import { ReferenceMixing } from "./reference-mixing.ts";
import { type ReferenceBlock, ReferenceReplica, type ReferenceRequest } from "./reference-replica.ts";
import { ReferenceRoles } from "./reference-roles.ts";
import { referenceSchedulers } from "./reference-schedulers.ts";
import { ReferenceStore } from "./reference-store.ts";
import { mixingLimits } from "./role-mixing-limits.ts";
import { budgetTraits } from "./scheduler.ts";
import type { SimulatedPool, SimulationInput } from "./simulation-input.ts";

export interface ReferenceResult {
  readonly ttftSeconds: Float64Array;
  readonly e2eSeconds: Float64Array;
  readonly preemptions: Int32Array;
  readonly steps: number;
  /** Sum and count of the gaps between a request's tokens. */
  readonly gapSeconds: number;
  readonly gaps: number;
  readonly roleDecisions: ReferenceRoles["decisions"];
}

interface Transfer {
  readonly request: ReferenceRequest;
  readonly source: ReferenceReplica;
  readonly target: ReferenceReplica;
  beginSeconds: number;
  bytesLeft: number;
}

/**
 * Plays the input step by step. Routers: round-robin and least-outstanding. Role switching and mixing with the latter; no
 * sessions, closed loops, faults, or a store of prefixes beside role mixing.
 */
export function simulateByStepping(input: SimulationInput): ReferenceResult {
  const { requests, pools, link } = input;
  const given = input.disturbances?.roleMixing;
  const replicas: ReferenceReplica[] = [];
  for (const pool of pools) {
    for (let i = 0; i < pool.count; i++)
      replicas.push(new ReferenceReplica(replicas.length, pool, requests.prefix, given !== undefined));
  }
  const add = (pool: SimulatedPool): ReferenceReplica => {
    replicas.push(new ReferenceReplica(replicas.length, pool, requests.prefix));
    return replicas.at(-1)!;
  };
  const elastic = input.disturbances?.roleSwitching;
  const roles = elastic && new ReferenceRoles(elastic, pools, input.targets?.tpotSeconds, [...replicas], add);
  const mixing = given && new ReferenceMixing(pools, mixingLimits(given, input), replicas);
  const entries = replicas.filter((replica) => replica.pool.role !== "decode");
  const decoders = replicas.filter((replica) => replica.pool.role === "decode");
  const turns = { entry: 0, decode: 0 };
  const pick = (list: readonly ReferenceReplica[], turn: "entry" | "decode"): ReferenceReplica => {
    if (input.router === "round-robin") return list[turns[turn]++ % list.length]!;
    const up = list.filter((replica) => replica.isUp);
    return up.reduce((best, replica) =>
      replica.outstanding / (replica.pool.weight ?? 1) < best.outstanding / (best.pool.weight ?? 1) ? replica : best,
    );
  };
  const stores = pools.map((pool) => {
    const store = pool.engine.hostTier?.store;
    return (
      store &&
      new ReferenceStore(
        store,
        replicas.filter((replica) => replica.pool === pool),
      )
    );
  });
  const ttftSeconds = new Float64Array(requests.count).fill(Number.NaN);
  const e2eSeconds = new Float64Array(requests.count).fill(Number.NaN);
  const preemptions = new Int32Array(requests.count);
  let steps = 0;
  let gapSeconds = 0;
  let gaps = 0;
  let transfers: Transfer[] = [];
  let linkClock = 0;
  const rateOf = (): number => {
    const moving = transfers.filter((transfer) => transfer.beginSeconds <= linkClock).length;
    const cap = link!.bytesPerSecondPerTransfer ?? Number.POSITIVE_INFINITY;
    return moving === 0 ? 0 : Math.min(cap, link!.bytesPerSecond / moving);
  };
  const nextLinkEvent = (): number => {
    let next = Number.POSITIVE_INFINITY;
    const rate = link === undefined ? 0 : rateOf();
    for (const transfer of transfers) {
      next = Math.min(
        next,
        transfer.beginSeconds > linkClock ? transfer.beginSeconds : linkClock + transfer.bytesLeft / rate,
      );
    }
    return next;
  };
  const advanceLink = (seconds: number): void => {
    const rate = rateOf();
    for (const transfer of transfers) {
      if (transfer.beginSeconds <= linkClock) transfer.bytesLeft -= rate * (seconds - linkClock);
    }
    linkClock = seconds;
  };

  const token = (request: ReferenceRequest, seconds: number): void => {
    request.generated += 1;
    if (request.generated === 1) request.firstTokenSeconds = seconds;
    else {
      gapSeconds += seconds - request.lastTokenSeconds;
      gaps += 1;
    }
    request.lastTokenSeconds = seconds;
  };
  const wake = (replica: ReferenceReplica, seconds: number): void => {
    if (!replica.isStepping && replica.stepEnd === Number.POSITIVE_INFINITY) replica.stepEnd = seconds;
  };

  const completeStep = (replica: ReferenceReplica, seconds: number): void => {
    const plan = [...replica.plan];
    // Decodes first, by admission; then prompts.
    const decodes = plan.filter(([request]) => replica.isDecoding(request));
    decodes.sort(([a], [b]) => a.admission - b.admission);
    const prompts = plan.filter(([request]) => !replica.isDecoding(request));
    replica.plan = new Map();
    for (const [request, tokens] of [...decodes, ...prompts]) {
      request.computed += tokens;
      replica.name(request, request.computed);
      if (request.computed < replica.targetOf(request)) continue;
      if (!request.hasPrompt && replica.tier?.input.writes === "prefill")
        for (const identity of replica.identities(request).reverse()) replica.tier.write(identity);
      request.hasPrompt = true;
      token(request, seconds);
      if (request.generated === request.outputTokens) {
        ttftSeconds[request.id] = request.firstTokenSeconds - request.arrivalSeconds + (input.egressSeconds ?? 0);
        e2eSeconds[request.id] = seconds - request.arrivalSeconds + (input.egressSeconds ?? 0);
        preemptions[request.id] = request.preemptions;
        if (roles !== undefined) {
          roles.totals.finished += 1;
          roles.totals.promptTokens += request.promptTokens;
          roles.totals.outputTokens += request.outputTokens;
        }
        replica.running.splice(replica.running.indexOf(request), 1);
        replica.release(request);
        replica.outstanding -= 1;
      } else if (mixing === undefined ? replica.pool.role === "prefill" : request.generated === 1) {
        const target = mixing?.decodeOn(request, replica) ?? pick(decoders, "decode");
        if (target === replica) continue;
        replica.running.splice(replica.running.indexOf(request), 1);
        if (mixing !== undefined) replica.guests.add(request);
        replica.outstanding -= 1;
        target.outstanding += 1;
        request.stage = "pending";
        target.pending.push(request);
        sources.set(request, replica);
        wake(target, seconds);
      }
    }
  };
  const sources = new Map<ReferenceRequest, ReferenceReplica>();

  const intake = (replica: ReferenceReplica, seconds: number): void => {
    const isBusy = replica.running.length > 0;
    while (replica.ready.length > 0 && replica.running.length < replica.pool.engine.maxSequences) {
      const request = replica.ready[0]!;
      if (replica.pool.engine.isAsync === true && isBusy && request.readySeconds > replica.lastStepStart) break;
      replica.ready.shift();
      replica.guests.delete(request);
      replica.name(request, request.promptTokens);
      request.stage = "running";
      request.admission = replica.admissions++;
      replica.running.push(request);
    }
    // SGLang keeps some tokens free for each that runs, has come or is coming; whoever is away comes back first.
    const kept = replica.pool.engine.scheduler === "sglang" ? 512 : 0;
    const isAlone = (): boolean => replica.available === replica.totalBlocks;
    const others = replica.ready.length + transfers.filter(({ target }) => target === replica).length;
    let room = replica.available - replica.blocksOf(kept) * (replica.running.length + others);
    while (replica.suspended.length > 0) {
      const request = replica.suspended[0]!;
      const wanted = replica.blocksOf(replica.targetOf(request) + kept);
      const isFull = replica.running.length >= replica.pool.engine.maxSequences;
      if (isFull || (wanted > room && !isAlone())) return;
      room -= wanted;
      replica.suspended.shift();
      replica.reserve(request, request.computed);
      request.admission = replica.admissions++;
      replica.running.push(request);
      replica.stallSeconds += replica.moveSeconds(request.computed)!;
    }
    const neverGivesWay =
      budgetTraits[replica.pool.engine.scheduler as keyof typeof budgetTraits]?.keepsOutputFree === true;
    const nextStep = replica.running.filter(
      (request) => replica.isDecoding(request) && request.computed % replica.blockTokens === 0,
    ).length;
    while (replica.pending.length > 0) {
      const request = replica.pending[0]!;
      const tokens = request.promptTokens;
      const hits = replica.match(request, tokens);
      const unreferenced = hits.filter((block) => block.references === 0).length;
      const coming = replica.ready.length + transfers.filter(({ target }) => target === replica).length;
      const free = isAlone() ? 0 : replica.blocksOf(kept) * (replica.running.length + coming + 1);
      const final = (one: ReferenceRequest): number => replica.blocksOf(one.promptTokens + one.outputTokens);
      const promised = replica.running.reduce((sum, one) => sum + final(one) - one.blocks.length, replica.promised());
      const source = sources.get(request)!;
      if (
        replica.blocksOf(tokens) - hits.length + unreferenced + nextStep + free > replica.available ||
        (neverGivesWay && final(request) > replica.available - promised)
      ) {
        if (mixing === undefined) break;
        // No room: it stays where its KV is.
        replica.pending.shift();
        replica.outstanding -= 1;
        source.outstanding += 1;
        mixing.keep(source);
        request.readySeconds = seconds;
        request.stage = "ready";
        source.ready.push(request);
        wake(source, seconds);
        continue;
      }
      replica.pending.shift();
      source.guests.delete(request);
      if (source.waiting.length > 0) wake(source, seconds);
      replica.guests.add(request);
      const held = request.blocks;
      request.blocks = [];
      // What the decode replica has cached need not come; blocks received are private to the request until it runs.
      const { computed } = request;
      replica.adopt(request, hits);
      request.computed = computed;
      for (let left = replica.blocksOf(tokens) - hits.length; left > 0; left--) {
        if (replica.freeBlocks > 0) replica.freeBlocks -= 1;
        else {
          replica.evict();
        }
        request.blocks.push({ hash: undefined, references: 1 });
      }
      const bytes = (tokens - hits.length * replica.blockTokens) * source.pool.stepModel.kvBytesPerToken;
      const layers = link!.overlappedLayers;
      const isAlike = source.pool.kvForm !== undefined && source.pool.kvForm === replica.pool.kvForm;
      const conversion = isAlike
        ? Number.POSITIVE_INFINITY
        : (link!.conversionBytesPerSecond ?? Number.POSITIVE_INFINITY);
      const cap = Math.min(
        link!.bytesPerSecond,
        link!.bytesPerSecondPerTransfer ?? Number.POSITIVE_INFINITY,
        conversion,
      );
      const visible =
        layers <= 1 ? bytes : Math.max(bytes / layers, bytes - cap * request.chunkSeconds * (1 - 1 / layers));
      advanceLink(seconds);
      transfers.push({
        request,
        source,
        target: replica,
        beginSeconds: seconds + visible / conversion + link!.latencySeconds,
        bytesLeft: visible,
      });
      atSource.set(request, held);
      request.stage = "moving";
    }
  };
  const atSource = new Map<ReferenceRequest, ReferenceBlock[]>();

  const boundary = (replica: ReferenceReplica, seconds: number): void => {
    if (replica.isStepping) completeStep(replica, seconds);
    if (replica.isStepping) replica.lastStepStart = replica.stepStart;
    replica.isStepping = false;
    replica.stepEnd = Number.POSITIVE_INFINITY;
    // An engine whose only request gave way looks again at once: what gave way, or what has arrived, may now run.
    // By priority the first may give way while others run: it looks until one has got its turn.
    let hadOthers = true;
    for (let i = 0; replica.plan.size === 0 && (i < 2 || hadOthers); i++) {
      hadOthers = replica.priorityRule?.choosesVictims === true && replica.running.length > 0;
      if (replica.pool.role === "decode" || mixing !== undefined) intake(replica, seconds);
      replica.takeLoaded(seconds);
      referenceSchedulers[replica.pool.engine.scheduler ?? "vllm"](replica, seconds);
    }
    mixing?.settle(replica);
    if (replica.plan.size === 0) return;
    const duration = replica.planSeconds();
    steps += 1;
    for (const request of replica.plan.keys()) request.chunkSeconds += duration;
    replica.isStepping = true;
    replica.stepStart = seconds;
    replica.stepEnd = seconds + duration;
  };

  const nextFetch = (): number => Math.min(...stores.map((store) => store?.nextSeconds ?? Number.POSITIVE_INFINITY));
  let next = 0;
  for (;;) {
    const arrival =
      next < requests.count ? requests.arrivalSeconds[next]! + (input.ingressSeconds ?? 0) : Number.POSITIVE_INFINITY;
    const linkEvent = nextLinkEvent();
    const replica = replicas.reduce((best, other) => (other.stepEnd < best.stepEnd ? other : best));
    const loadEnd = Math.min(
      ...replicas.map(({ loading, stepEnd }) =>
        stepEnd === Number.POSITIVE_INFINITY ? (loading[0]?.endSeconds ?? stepEnd) : Number.POSITIVE_INFINITY,
      ),
    );
    const fetchEvent = nextFetch();
    const store = stores.find((one) => one !== undefined && one.nextSeconds === fetchEvent);
    const work = Math.min(arrival, linkEvent, replica.stepEnd, loadEnd, fetchEvent);
    const join = roles?.nextJoinSeconds ?? Number.POSITIVE_INFINITY;
    if (Math.min(work, join) === Number.POSITIVE_INFINITY) break;
    const seconds = Math.min(work, roles?.nextSeconds ?? Number.POSITIVE_INFINITY);
    if (arrival === seconds) {
      const id = next++;
      const request: ReferenceRequest = {
        id,
        arrivalSeconds: requests.arrivalSeconds[id]!,
        priority: requests.tenants?.priorities?.[requests.tenants.tenant[id]!] ?? 0,
        promptTokens: requests.promptTokens[id]!,
        outputTokens: requests.outputTokens[id]!,
        computed: 0,
        generated: 0,
        blocks: [],
        readySeconds: seconds,
        firstTokenSeconds: Number.NaN,
        lastTokenSeconds: Number.NaN,
        chunkSeconds: 0,
        admission: -1,
        entry: -1,
        preemptions: 0,
        hasPrompt: false,
        stage: "waiting",
      };
      const target = mixing?.promptTo(request) ?? pick(entries, "entry");
      target.outstanding += 1;
      if (stores[pools.indexOf(target.pool)]?.begin(request, target, seconds) !== true) target.enqueue(request);
      wake(target, seconds);
    } else if (roles?.nextSeconds === seconds) {
      roles.act(seconds);
    } else if (linkEvent === seconds) {
      const ending = transfers.find(
        (transfer) =>
          transfer.beginSeconds <= linkClock && linkClock + transfer.bytesLeft / rateOf() <= seconds * (1 + 1e-15),
      );
      advanceLink(seconds);
      if (ending === undefined) continue;
      transfers = transfers.filter((transfer) => transfer !== ending);
      const { request, source, target } = ending;
      const received = request.blocks;
      request.blocks = atSource.get(request)!;
      source.release(request);
      request.blocks = received;
      if (source.waiting.length > 0 || source.running.length > 0) wake(source, seconds);
      request.readySeconds = seconds;
      target.ready.push(request);
      request.stage = "ready";
      wake(target, seconds);
    } else if (fetchEvent === seconds) {
      const come = store!.step(seconds);
      if (come !== undefined) {
        come.request.readySeconds = seconds;
        come.home.enqueueLate(come.request);
        wake(come.home, seconds);
      }
    } else if (replica.stepEnd === seconds) boundary(replica, seconds);
    else for (const other of replicas) if (other.loading[0]?.endSeconds === seconds) wake(other, seconds);
    roles?.settle(seconds);
  }
  return { ttftSeconds, e2eSeconds, preemptions, steps, gapSeconds, gaps, roleDecisions: roles?.decisions ?? [] };
}
