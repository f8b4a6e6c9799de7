// How KV travels from prefill to decode: one shared link, its capacity divided fairly among the transfers on it.
// Takes slots and bytes; gives the instant of the next arrival. Must not know where a transfer comes from or goes to.
import { fail } from "../errors.ts";

export interface KvLinkInput {
  readonly name: string;
  /** Shared by all transfers, bytes/s, one direction. */
  readonly bytesPerSecond: number;
  /** Most one transfer may draw (its instances' own links), bytes/s; absent = the whole link. */
  readonly bytesPerSecondPerTransfer?: number;
  /** Before the first byte moves, seconds. */
  readonly latencySeconds: number;
  /** Layers sent as they are computed: all but the last can hide behind the prefill. 1 = nothing is hidden. */
  readonly overlappedLayers: number;
  /**
   * Rewriting KV for another dtype or layout at the sender, bytes/s of each transfer; absent = both sides store it alike.
   * What is hidden behind the prefill is hidden at the slower of wire and conversion; what is left is converted, then sent.
   */
  readonly conversionBytesPerSecond?: number;
}

/**
 * Processor sharing with a cap per transfer: with n transfers each gets min(cap, capacity / n). All transfers see the same
 * rate, so progress is one number, the bytes a transfer would have got since the start, and each ends at a fixed value of it.
 */
export class KvLink {
  readonly input: KvLinkInput;
  #rateFactor = 1;
  #served = 0;
  #clock = 0;
  /** Transfers on the wire: heap by the value of #served at which they end, equal ones in order of their start. */
  readonly #ends: number[] = [];
  readonly #orders: number[] = [];
  readonly #slots: number[] = [];
  #order = 0;
  /** Transfers still in their conversion and latency, in order of the instant at which their bytes begin to move. */
  readonly #starting: { seconds: number; slot: number; bytes: number }[] = [];
  #startingHead = 0;
  movedBytes = 0;
  /** Time with transfers on the wire, and the part of it in which they drew all of its capacity, or it was cut. */
  busySeconds = 0;
  fullSeconds = 0;
  peakTransfers = 0;

  constructor(input: KvLinkInput) {
    if (!(input.bytesPerSecond > 0))
      fail(
        "domain",
        ["link", input.name, "bytesPerSecond"],
        `a link of ${input.bytesPerSecond} bytes/s carries no KV`,
        "Give a positive bandwidth, or make the pools aggregated.",
      );
    const { conversionBytesPerSecond } = input;
    if (conversionBytesPerSecond !== undefined && !(conversionBytesPerSecond > 0))
      fail(
        "domain",
        ["link", input.name, "conversionBytesPerSecond"],
        `a conversion of ${conversionBytesPerSecond} bytes/s never ends`,
        "Give a positive bandwidth, or leave it out where both sides store KV alike.",
      );
    this.input = input;
  }

  /** Seconds that a transfer would take alone; for reports. */
  aloneSeconds(bytes: number, isConverted = false): number {
    const cap = Math.min(this.input.bytesPerSecond, this.input.bytesPerSecondPerTransfer ?? Number.POSITIVE_INFINITY);
    return this.input.latencySeconds + this.#conversionSeconds(bytes, isConverted) + bytes / cap;
  }

  #conversionSeconds(bytes: number, isConverted: boolean): number {
    const { conversionBytesPerSecond } = this.input;
    return isConverted && conversionBytesPerSecond !== undefined ? bytes / conversionBytesPerSecond : 0;
  }

  /** Bytes left to move when the prefill ends, after what was sent layer by layer meanwhile. */
  visibleBytes(bytes: number, prefillSeconds: number, isConverted = false): number {
    const layers = this.input.overlappedLayers;
    if (layers <= 1) return bytes;
    const cap = Math.min(
      this.input.bytesPerSecond,
      this.input.bytesPerSecondPerTransfer ?? Number.POSITIVE_INFINITY,
      isConverted ? (this.input.conversionBytesPerSecond ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
    );
    return Math.max(bytes / layers, bytes - cap * prefillSeconds * (1 - 1 / layers));
  }

  get count(): number {
    return this.#ends.length + this.#starting.length - this.#startingHead;
  }

  start(slot: number, bytes: number, seconds: number, isConverted = false): void {
    this.#advance(seconds);
    const beginSeconds = seconds + this.#conversionSeconds(bytes, isConverted) + this.input.latencySeconds;
    // Conversion takes longer for more bytes, so a later start may begin to move first.
    let place = this.#starting.length;
    while (place > this.#startingHead && this.#starting[place - 1]!.seconds > beginSeconds) place -= 1;
    this.#starting.splice(place, 0, { seconds: beginSeconds, slot, bytes });
    if (this.count > this.peakTransfers) this.peakTransfers = this.count;
  }

  /** Next instant at which something changes on the link. */
  get nextSeconds(): number {
    const begin =
      this.#startingHead < this.#starting.length
        ? this.#starting[this.#startingHead]!.seconds
        : Number.POSITIVE_INFINITY;
    return Math.min(begin, this.#endSeconds());
  }

  /** Handles the event due now: returns the slot whose transfer ended, or -1 where one only began to move. */
  step(seconds: number): number {
    const endSeconds = this.#endSeconds();
    const begin =
      this.#startingHead < this.#starting.length
        ? this.#starting[this.#startingHead]!.seconds
        : Number.POSITIVE_INFINITY;
    if (begin <= endSeconds) {
      this.#advance(seconds);
      const entry = this.#starting[this.#startingHead++]!;
      if (this.#startingHead > 1024) {
        this.#starting.splice(0, this.#startingHead);
        this.#startingHead = 0;
      }
      this.#push(this.#served + entry.bytes, entry.slot);
      return -1;
    }
    const end = this.#ends[0]!;
    this.#advance(seconds);
    // Rounding must not leave a transfer a hair short of its end.
    this.#served = end;
    return this.#pop();
  }

  /** The link's capacity changed: 0 = cut (transfers wait), 1 = as built. */
  setFactor(factor: number, seconds: number): void {
    this.#advance(seconds);
    this.#rateFactor = factor;
  }

  /** Takes a transfer off the link, wherever it is; false where it is not on it. */
  cancel(slot: number, seconds: number): boolean {
    this.#advance(seconds);
    for (let i = this.#startingHead; i < this.#starting.length; i++) {
      if (this.#starting[i]!.slot !== slot) continue;
      this.#starting.splice(i, 1);
      return true;
    }
    const place = this.#slots.indexOf(slot);
    if (place < 0) return false;
    const kept = this.#ends
      .map((end, i) => [end, this.#slots[i]!, this.#orders[i]!] as const)
      .filter((_, i) => i !== place)
      .sort((a, b) => a[2] - b[2]);
    this.#ends.length = 0;
    this.#orders.length = 0;
    this.#slots.length = 0;
    for (const [end, other] of kept) this.#push(end, other);
    return true;
  }

  #rate(): number {
    const count = this.#ends.length;
    if (count === 0) return 0;
    const cap = this.input.bytesPerSecondPerTransfer ?? Number.POSITIVE_INFINITY;
    return this.#rateFactor * Math.min(cap, this.input.bytesPerSecond / count);
  }

  #endSeconds(): number {
    if (this.#ends.length === 0) return Number.POSITIVE_INFINITY;
    const rate = this.#rate();
    if (rate === 0) return Number.POSITIVE_INFINITY;
    return this.#clock + Math.max(0, this.#ends[0]! - this.#served) / rate;
  }

  #advance(seconds: number): void {
    if (seconds > this.#clock) {
      if (this.#ends.length > 0) {
        const duration = seconds - this.#clock;
        const rate = this.#rate();
        const drawn = rate * this.#ends.length;
        this.#served += rate * duration;
        this.movedBytes += drawn * duration;
        this.busySeconds += duration;
        if (drawn >= 0.999 * this.#rateFactor * this.input.bytesPerSecond) this.fullSeconds += duration;
      }
      this.#clock = seconds;
    }
  }

  #push(end: number, slot: number): void {
    const order = this.#order++;
    let place = this.#ends.length;
    this.#ends.push(end);
    this.#orders.push(order);
    this.#slots.push(slot);
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (this.#ends[above]! <= end) break;
      this.#move(above, place);
      place = above;
    }
    this.#set(place, end, order, slot);
  }

  #pop(): number {
    const slot = this.#slots[0]!;
    const end = this.#ends.pop()!;
    const order = this.#orders.pop()!;
    const last = this.#slots.pop()!;
    const length = this.#ends.length;
    if (length === 0) return slot;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= length) break;
      if (below + 1 < length && this.#isBefore(below + 1, this.#ends[below]!, this.#orders[below]!)) below += 1;
      if (!this.#isBefore(below, end, order)) break;
      this.#move(below, place);
      place = below;
    }
    this.#set(place, end, order, last);
    return slot;
  }

  #isBefore(place: number, end: number, order: number): boolean {
    const other = this.#ends[place]!;
    return other < end || (other === end && this.#orders[place]! < order);
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#ends[from]!, this.#orders[from]!, this.#slots[from]!);
  }

  #set(place: number, end: number, order: number, slot: number): void {
    this.#ends[place] = end;
    this.#orders[place] = order;
    this.#slots[place] = slot;
  }
}
