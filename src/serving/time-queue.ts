// Things to do at a later instant, each a time and a whole number: a binary heap that keeps insertion order among equal times.
import { doubledFloat64, doubledInt32 } from "./growing-arrays.ts";

export class TimeQueue {
  #times = new Float64Array(64);
  #orders = new Float64Array(64);
  #values = new Int32Array(64);
  #length = 0;
  #order = 0;

  get length(): number {
    return this.#length;
  }

  get nextSeconds(): number {
    return this.#length === 0 ? Number.POSITIVE_INFINITY : this.#times[0]!;
  }

  push(seconds: number, value: number): void {
    if (this.#length === this.#times.length) this.#grow();
    const order = this.#order++;
    let place = this.#length++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      // A new entry is the latest of its instant: only a strictly later one sinks below it.
      if (this.#times[above]! <= seconds) break;
      this.#move(above, place);
      place = above;
    }
    this.#set(place, seconds, order, value);
  }

  /** Takes the earliest entry's value out. */
  pop(): number {
    const value = this.#values[0]!;
    this.#length -= 1;
    const length = this.#length;
    if (length > 0) {
      const seconds = this.#times[length]!;
      const order = this.#orders[length]!;
      const last = this.#values[length]!;
      let place = 0;
      for (;;) {
        let below = 2 * place + 1;
        if (below >= length) break;
        if (below + 1 < length && this.#isBefore(below + 1, this.#times[below]!, this.#orders[below]!)) below += 1;
        if (!this.#isBefore(below, seconds, order)) break;
        this.#move(below, place);
        place = below;
      }
      this.#set(place, seconds, order, last);
    }
    return value;
  }

  #isBefore(place: number, seconds: number, order: number): boolean {
    const time = this.#times[place]!;
    return time < seconds || (time === seconds && this.#orders[place]! < order);
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#times[from]!, this.#orders[from]!, this.#values[from]!);
  }

  #set(place: number, seconds: number, order: number, value: number): void {
    this.#times[place] = seconds;
    this.#orders[place] = order;
    this.#values[place] = value;
  }

  #grow(): void {
    this.#times = doubledFloat64(this.#times);
    this.#orders = doubledFloat64(this.#orders);
    this.#values = doubledInt32(this.#values);
  }
}
