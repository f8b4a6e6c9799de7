// Which replica (or link, or timer) acts next: a binary heap with one entry per source, ordered by (time, source).
// Takes source numbers and times. Must not know what a source is.

/** Indexed min-heap. Each source has at most one pending event; equal times are served in order of source number. */
export class EventHeap {
  readonly times: Float64Array;
  readonly #heap: Int32Array;
  readonly #places: Int32Array;
  #length = 0;
  /** Earliest pending time and who is due then; Infinity where there is none. */
  nextSeconds = Number.POSITIVE_INFINITY;
  nextSource = -1;

  constructor(sources: number) {
    this.times = new Float64Array(sources).fill(Number.POSITIVE_INFINITY);
    this.#heap = new Int32Array(sources);
    this.#places = new Int32Array(sources).fill(-1);
  }

  get length(): number {
    return this.#length;
  }

  timeOf(source: number): number {
    return this.#places[source]! < 0 ? Number.POSITIVE_INFINITY : this.times[source]!;
  }

  /** Sets or moves the pending event of a source; Infinity removes it. */
  set(source: number, seconds: number): void {
    const place = this.#places[source]!;
    if (seconds === Number.POSITIVE_INFINITY) {
      if (place >= 0) this.#remove(source, place);
      return;
    }
    const before = this.times[source]!;
    this.times[source] = seconds;
    if (place < 0) this.#up(source, this.#length++);
    else if (seconds < before) this.#up(source, place);
    else if (seconds > before) this.#down(source, place);
    this.#look();
  }

  /** The same with the end of what a source does: read here, since a fraction that is handed over is put on the heap. */
  setEnd(source: number, work: { readonly endSeconds: number }): void {
    const place = this.#places[source]!;
    const seconds = work.endSeconds;
    const before = this.times[source]!;
    this.times[source] = seconds;
    if (place < 0) this.#up(source, this.#length++);
    else if (seconds < before) this.#up(source, place);
    else if (seconds > before) this.#down(source, place);
    this.#look();
  }

  #look(): void {
    const first = this.#heap[0]!;
    this.nextSource = first;
    this.nextSeconds = this.times[first]!;
  }

  #remove(source: number, place: number): void {
    this.#places[source] = -1;
    this.times[source] = Number.POSITIVE_INFINITY;
    const last = this.#heap[--this.#length]!;
    if (last !== source) {
      this.#places[last] = place;
      this.#heap[place] = last;
      this.#up(last, place);
      this.#down(last, this.#places[last]!);
    }
    this.nextSource = this.#heap[0]!;
    this.nextSeconds = this.#length === 0 ? Number.POSITIVE_INFINITY : this.times[this.nextSource]!;
  }

  #up(source: number, from: number): void {
    const heap = this.#heap;
    const times = this.times;
    const places = this.#places;
    const seconds = times[source]!;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above]!;
      const otherSeconds = times[other]!;
      if (otherSeconds < seconds || (otherSeconds === seconds && other < source)) break;
      heap[place] = other;
      places[other] = place;
      place = above;
    }
    heap[place] = source;
    places[source] = place;
  }

  #down(source: number, from: number): void {
    const heap = this.#heap;
    const times = this.times;
    const places = this.#places;
    const length = this.#length;
    const seconds = times[source]!;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= length) break;
      let other = heap[below]!;
      let otherSeconds = times[other]!;
      if (below + 1 < length) {
        const right = heap[below + 1]!;
        const rightSeconds = times[right]!;
        if (rightSeconds < otherSeconds || (rightSeconds === otherSeconds && right < other)) {
          below += 1;
          other = right;
          otherSeconds = rightSeconds;
        }
      }
      if (seconds < otherSeconds || (seconds === otherSeconds && source < other)) break;
      heap[place] = other;
      places[other] = place;
      place = below;
    }
    heap[place] = source;
    places[source] = place;
  }
}
