// Requests that found no live replica: they wait at the gateway, in order, until one is back or their patience ends.
// Takes slots; must not know who holds them or where they go.

export class HoldQueue {
  /** Longest wait, seconds; Infinity = until a replica is back. */
  readonly patienceSeconds: number;
  #slots: number[] = [];
  #until: number[] = [];

  constructor(patienceSeconds: number) {
    this.patienceSeconds = patienceSeconds;
  }

  get length(): number {
    return this.#slots.length;
  }

  /** Instant at which the first of them gives up, Infinity where none does. */
  get nextSeconds(): number {
    return this.#until[0] ?? Number.POSITIVE_INFINITY;
  }

  hold(slot: number, seconds: number): void {
    this.#slots.push(slot);
    this.#until.push(seconds + this.patienceSeconds);
  }

  /** All of them, in the order in which they came; none is held afterwards. */
  takeAll(): readonly number[] {
    const all = this.#slots;
    this.#slots = [];
    this.#until = [];
    return all;
  }

  /** Those whose patience has ended, taken out. */
  takeExpired(seconds: number): readonly number[] {
    let expired = 0;
    while (expired < this.#until.length && this.#until[expired]! <= seconds) expired += 1;
    this.#until.splice(0, expired);
    return this.#slots.splice(0, expired);
  }

  /** Those that a claim is true of, taken out. */
  takeWhere(isTaken: (slot: number) => boolean): readonly number[] {
    const taken = this.#slots.filter(isTaken);
    if (taken.length === 0) return taken;
    this.#until = this.#until.filter((_, i) => !isTaken(this.#slots[i]!));
    this.#slots = this.#slots.filter((slot) => !isTaken(slot));
    return taken;
  }
}
