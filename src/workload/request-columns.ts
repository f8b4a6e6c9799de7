// Requests as columns: what the readers and generators make and the simulator plays. One typed array per field.
// Takes nothing from files; must not import node:*.
import { fail } from "../errors.ts";

/** Identity of the prompt's leading blocks: equal identities mean equal tokens from the start of the prompt to there. */
export interface PrefixColumns {
  /** Tokens per block; the last block of a prompt may be shorter. */
  readonly blockTokens: number;
  /** Request i owns `blocks[offsets[i]]` up to, not including, `blocks[offsets[i + 1]]`; length = requests + 1. */
  readonly offsets: Int32Array;
  /** Block identities, dense from 0. */
  readonly blocks: Int32Array;
}

/** Requests that wait for an earlier one of the same conversation. */
export interface SessionColumns {
  /** Conversation of each request, dense from 0. */
  readonly session: Int32Array;
  /** The request that must have finished before this one is sent, or -1. Always a smaller index. */
  readonly previous: Int32Array;
  /** Pause between that end and this arrival, seconds; 0 where `previous` is -1. */
  readonly thinkSeconds: Float64Array;
}

export interface TenantColumns {
  readonly names: readonly string[];
  /** Index into `names`. */
  readonly tenant: Uint16Array;
  /** Of each tenant's requests, lower = sooner; absent where none has one. */
  readonly priorities?: readonly number[];
}

/** N requests in order of arrival. All columns have length N. */
export interface RequestColumns {
  readonly count: number;
  /**
   * Seconds from the first arrival, ascending; equal times keep the order of the file. For a request with a `previous` one it
   * is the earliest possible arrival (the earlier turns served in no time); an engine that honours sessions sends it later.
   */
  readonly arrivalSeconds: Float64Array;
  /** Tokens of the whole prompt, shared prefix included; at least 1. */
  readonly promptTokens: Int32Array;
  /** Tokens to generate; at least 1. */
  readonly outputTokens: Int32Array;
  readonly prefix?: PrefixColumns;
  readonly sessions?: SessionColumns;
  readonly tenants?: TenantColumns;
  /** Set: arrival times do not matter; the next request is sent when one finishes, this many in flight. */
  readonly closedLoopConcurrency?: number;
}

/** The most requests one run may hold; 16 bytes each. */
export const maxRequests = 100_000_000;

/** Columns that grow. `take()` hands them over cut to length. */
export class RequestBuilder {
  #arrival: Float64Array;
  #prompt: Int32Array;
  #output: Int32Array;
  #count = 0;
  #offsets: Int32Array | undefined;
  #blocks = new Int32Array(0);
  #blockCount = 0;
  readonly #blockTokens: number;

  constructor(capacity = 1024, blockTokens = 0) {
    this.#arrival = new Float64Array(capacity);
    this.#prompt = new Int32Array(capacity);
    this.#output = new Int32Array(capacity);
    this.#blockTokens = blockTokens;
    if (blockTokens > 0) {
      this.#offsets = new Int32Array(capacity + 1);
      this.#blocks = new Int32Array(capacity * 4);
    }
  }

  get count(): number {
    return this.#count;
  }

  add(arrivalSeconds: number, promptTokens: number, outputTokens: number): void {
    const at = this.#count;
    if (at === this.#arrival.length) this.#grow();
    this.#arrival[at] = arrivalSeconds;
    this.#prompt[at] = promptTokens;
    this.#output[at] = outputTokens;
    this.#count = at + 1;
    if (this.#offsets !== undefined) this.#offsets[at + 1] = this.#blockCount;
  }

  /** A block of the request added last. */
  addBlock(identity: number): void {
    if (this.#offsets === undefined) return;
    if (this.#blockCount === this.#blocks.length) {
      const blocks = new Int32Array(this.#blocks.length * 2);
      blocks.set(this.#blocks);
      this.#blocks = blocks;
    }
    this.#blocks[this.#blockCount] = identity;
    this.#blockCount += 1;
    this.#offsets[this.#count] = this.#blockCount;
  }

  take(): RequestColumns {
    const count = this.#count;
    const columns = {
      count,
      arrivalSeconds: this.#arrival.subarray(0, count),
      promptTokens: this.#prompt.subarray(0, count),
      outputTokens: this.#output.subarray(0, count),
    };
    if (this.#offsets === undefined) return columns;
    const offsets = this.#offsets.subarray(0, count + 1);
    return {
      ...columns,
      prefix: { blockTokens: this.#blockTokens, offsets, blocks: this.#blocks.subarray(0, this.#blockCount) },
    };
  }

  #grow(): void {
    const capacity = Math.min(maxRequests, Math.max(1024, this.#arrival.length * 2));
    if (this.#count >= capacity)
      fail("domain", [], `more than ${maxRequests} requests`, "Cut the trace, or set workload.requests.");
    const arrival = new Float64Array(capacity);
    arrival.set(this.#arrival);
    this.#arrival = arrival;
    const prompt = new Int32Array(capacity);
    prompt.set(this.#prompt);
    this.#prompt = prompt;
    const output = new Int32Array(capacity);
    output.set(this.#output);
    this.#output = output;
    if (this.#offsets !== undefined) {
      const offsets = new Int32Array(capacity + 1);
      offsets.set(this.#offsets);
      this.#offsets = offsets;
    }
  }
}

/** The given rows in the given order, prefix blocks included. Sessions and tenants are not carried over. */
export function pickRows(columns: RequestColumns, rows: ArrayLike<number>): RequestColumns {
  const count = rows.length;
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number;
    arrivalSeconds[i] = columns.arrivalSeconds[row] as number;
    promptTokens[i] = columns.promptTokens[row] as number;
    outputTokens[i] = columns.outputTokens[row] as number;
  }
  const picked = { count, arrivalSeconds, promptTokens, outputTokens };
  const { prefix } = columns;
  if (prefix === undefined) return picked;
  const offsets = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number;
    offsets[i + 1] = (offsets[i] as number) + (prefix.offsets[row + 1] as number) - (prefix.offsets[row] as number);
  }
  const blocks = new Int32Array(offsets[count] as number);
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number;
    blocks.set(prefix.blocks.subarray(prefix.offsets[row], prefix.offsets[row + 1]), offsets[i]);
  }
  return { ...picked, prefix: { blockTokens: prefix.blockTokens, offsets, blocks } };
}

/** How many rows arrive before the row above them. */
export function countOutOfOrder(arrivalSeconds: Float64Array): number {
  let outOfOrder = 0;
  for (let i = 1; i < arrivalSeconds.length; i++)
    if ((arrivalSeconds[i] as number) < (arrivalSeconds[i - 1] as number)) outOfOrder += 1;
  return outOfOrder;
}

/** Rows by arrival, equal times in their old order. Returns the same object where they are sorted already. */
export function sortByArrival(columns: RequestColumns): RequestColumns {
  const { arrivalSeconds, count } = columns;
  if (countOutOfOrder(arrivalSeconds) === 0) return columns;
  const rows = Uint32Array.from({ length: count }, (_, i) => i);
  rows.sort((a, b) => (arrivalSeconds[a] as number) - (arrivalSeconds[b] as number) || a - b);
  return pickRows(columns, rows);
}

/** Moves the first arrival to zero, in place. */
export function startAtZero(arrivalSeconds: Float64Array): void {
  const first = arrivalSeconds[0] ?? 0;
  if (first !== 0)
    for (let i = 0; i < arrivalSeconds.length; i++) arrivalSeconds[i] = (arrivalSeconds[i] as number) - first;
}
