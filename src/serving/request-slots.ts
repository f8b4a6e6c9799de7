// The requests inside the cluster right now, one typed array a field, indexed by slot. A slot is reused when its request
// leaves, so memory follows the requests in flight and not the requests in the run.

import { doubledFloat64, doubledInt32 } from "./growing-arrays.ts";
import type { SimulatedRequests } from "./requests.ts";

export const none = -1;

/** Growable structure of arrays. Fields are public: the engine's hot loops index them directly. */
export class RequestSlots {
  capacity: number;
  /** Row of the request in its columns. */
  request: Int32Array;
  /** Order of admission on the replica, ascending; ties of finishing order follow it. */
  sequence: Float64Array;
  /** When the request reached its replica, engine clock. */
  readySeconds: Float64Array;
  /** When the client sent it; moves never. */
  arrivalSeconds: Float64Array;
  /** First admission to a batch; NaN before. */
  admittedSeconds: Float64Array;
  firstTokenSeconds: Float64Array;
  lastTokenSeconds: Float64Array;
  /** Tokens that prefill must process: the prompt, and after a preemption also what was generated. */
  target: Int32Array;
  /** Tokens whose KV exists or is being computed, while prefilling. */
  computed: Int32Array;
  promptTokens: Int32Array;
  outputTokens: Int32Array;
  /** Output tokens made before the slot last joined the decode batch (the token of the prefill included). */
  generated: Int32Array;
  /** Context length minus the batch's step count, and the phase in its block (see DecodeBatch): constant while it decodes. */
  contextBase: Int32Array;
  phase: Int32Array;
  /** Step count of the batch at which the last token is made. */
  finishStep: Int32Array;
  /** Blocks held while prefilling, adopted ones included. */
  blocks: Int32Array;
  /** Leading cache units of the prompt held by this request (adopted or inserted or duplicated). */
  units: Int32Array;
  /** Seconds of the steps in which its prompt was computed: what a layer-wise transfer can hide behind. */
  chunkSeconds: Float64Array;
  /** Replica that still holds KV to be sent, while a transfer is pending or under way. */
  source: Int32Array;
  /** Replica the request is on. */
  home: Int32Array;
  priority: Int32Array;
  preemptions: Int32Array;
  retries: Int32Array;
  /** Links of the running list and of the waiting queue. */
  previous: Int32Array;
  next: Int32Array;
  private free = none;
  private used = 0;
  active = 0;

  constructor(capacity = 1024) {
    this.capacity = capacity;
    this.request = new Int32Array(capacity);
    this.sequence = new Float64Array(capacity);
    this.readySeconds = new Float64Array(capacity);
    this.arrivalSeconds = new Float64Array(capacity);
    this.admittedSeconds = new Float64Array(capacity);
    this.firstTokenSeconds = new Float64Array(capacity);
    this.lastTokenSeconds = new Float64Array(capacity);
    this.target = new Int32Array(capacity);
    this.computed = new Int32Array(capacity);
    this.promptTokens = new Int32Array(capacity);
    this.outputTokens = new Int32Array(capacity);
    this.generated = new Int32Array(capacity);
    this.contextBase = new Int32Array(capacity);
    this.phase = new Int32Array(capacity);
    this.finishStep = new Int32Array(capacity);
    this.blocks = new Int32Array(capacity);
    this.units = new Int32Array(capacity);
    this.chunkSeconds = new Float64Array(capacity);
    this.source = new Int32Array(capacity);
    this.home = new Int32Array(capacity);
    this.priority = new Int32Array(capacity);
    this.preemptions = new Int32Array(capacity);
    this.retries = new Int32Array(capacity);
    this.previous = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
  }

  /** A slot for a request of the columns, which arrived at an instant. */
  takeFor(request: number, { promptTokens, outputTokens, tenants }: SimulatedRequests, arrivalSeconds: number): number {
    const slot = this.take();
    this.request[slot] = request;
    this.promptTokens[slot] = promptTokens[request]!;
    this.outputTokens[slot] = outputTokens[request]!;
    this.target[slot] = promptTokens[request]!;
    this.arrivalSeconds[slot] = arrivalSeconds;
    this.priority[slot] = tenants === undefined ? 0 : (tenants.priorities?.[tenants.tenant[request]!] ?? 0);
    return slot;
  }

  /** A slot with every field reset. */
  take(): number {
    let slot = this.free;
    if (slot !== none) this.free = this.next[slot]!;
    else {
      if (this.used === this.capacity) this.grow();
      slot = this.used++;
    }
    this.active += 1;
    this.admittedSeconds[slot] = Number.NaN;
    this.firstTokenSeconds[slot] = Number.NaN;
    this.computed[slot] = 0;
    this.generated[slot] = 0;
    this.blocks[slot] = 0;
    this.units[slot] = 0;
    this.chunkSeconds[slot] = 0;
    this.source[slot] = none;
    this.home[slot] = none;
    this.priority[slot] = 0;
    this.preemptions[slot] = 0;
    this.retries[slot] = 0;
    this.previous[slot] = none;
    this.next[slot] = none;
    return slot;
  }

  give(slot: number): void {
    this.next[slot] = this.free;
    this.free = slot;
    this.active -= 1;
  }

  get bytes(): number {
    return this.capacity * (7 * 8 + 18 * 4);
  }

  private grow(): void {
    this.request = doubledInt32(this.request);
    this.sequence = doubledFloat64(this.sequence);
    this.readySeconds = doubledFloat64(this.readySeconds);
    this.arrivalSeconds = doubledFloat64(this.arrivalSeconds);
    this.admittedSeconds = doubledFloat64(this.admittedSeconds);
    this.firstTokenSeconds = doubledFloat64(this.firstTokenSeconds);
    this.lastTokenSeconds = doubledFloat64(this.lastTokenSeconds);
    this.target = doubledInt32(this.target);
    this.computed = doubledInt32(this.computed);
    this.promptTokens = doubledInt32(this.promptTokens);
    this.outputTokens = doubledInt32(this.outputTokens);
    this.generated = doubledInt32(this.generated);
    this.contextBase = doubledInt32(this.contextBase);
    this.phase = doubledInt32(this.phase);
    this.finishStep = doubledInt32(this.finishStep);
    this.blocks = doubledInt32(this.blocks);
    this.units = doubledInt32(this.units);
    this.chunkSeconds = doubledFloat64(this.chunkSeconds);
    this.source = doubledInt32(this.source);
    this.home = doubledInt32(this.home);
    this.priority = doubledInt32(this.priority);
    this.preemptions = doubledInt32(this.preemptions);
    this.retries = doubledInt32(this.retries);
    this.previous = doubledInt32(this.previous);
    this.next = doubledInt32(this.next);
    this.capacity *= 2;
  }
}
