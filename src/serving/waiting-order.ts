// Replicas by the prompt tokens that wait there, and of those with few enough the one with most requests in flight: a search
// tree that keeps, for each subtree, its fullest replica with a seat. Every change and question costs about the logarithm.

const none = -1;

/** Mixes a position into a priority, so that the tree is balanced whatever the order of changes. */
function priorityOf(position: number): number {
  let value = Math.imul(position + 1, 0x9e3779b1);
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/** A treap over positions, ordered by (waiting tokens, position). */
export class WaitingOrder {
  readonly #waiting: Float64Array;
  /** Requests in flight; -1 where all seats are taken. */
  readonly #inFlight: Int32Array;
  readonly #priority: Uint32Array;
  readonly #isIn: Uint8Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #fullest: Int32Array;
  #root = none;

  constructor(size: number) {
    this.#waiting = new Float64Array(size);
    this.#inFlight = new Int32Array(size);
    this.#priority = Uint32Array.from({ length: size }, (_, i) => priorityOf(i));
    this.#isIn = new Uint8Array(size);
    this.#left = new Int32Array(size).fill(none);
    this.#right = new Int32Array(size).fill(none);
    this.#fullest = new Int32Array(size).fill(none);
  }

  waitingOf(position: number): number {
    return this.#waiting[position]!;
  }

  inFlightOf(position: number): number {
    return this.#inFlight[position]!;
  }

  /** Puts a position where its state belongs. */
  set(position: number, waitingTokens: number, inFlight: number): void {
    this.remove(position);
    this.#waiting[position] = waitingTokens;
    this.#inFlight[position] = inFlight;
    this.#left[position] = none;
    this.#right[position] = none;
    this.#isIn[position] = 1;
    this.#root = this.#insert(this.#root, position);
  }

  remove(position: number): void {
    if (this.#isIn[position] === 0) return;
    this.#isIn[position] = 0;
    this.#root = this.#without(this.#root, position);
  }

  /** Least waiting tokens, the lowest position of equals; -1 where none is in. */
  get first(): number {
    let node = this.#root;
    while (node !== none && this.#left[node]! !== none) node = this.#left[node]!;
    return node;
  }

  /**
   * Most requests in flight among those with a seat and few enough waiting tokens, the lowest position of equals; -1 = none.
   * @param isFew true up to some number of waiting tokens, false beyond it.
   */
  fullest(isFew: (waitingTokens: number) => boolean): number {
    let best = none;
    for (let node = this.#root; node !== none; ) {
      if (!isFew(this.#waiting[node]!)) {
        node = this.#left[node]!;
        continue;
      }
      best = this.#fuller(best, this.#fuller(node, this.#fullestIn(this.#left[node]!)));
      node = this.#right[node]!;
    }
    return best;
  }

  #fullestIn(node: number): number {
    return node === none ? none : this.#fullest[node]!;
  }

  #fuller(a: number, b: number): number {
    const flightA = a === none ? none : this.#inFlight[a]!;
    const flightB = b === none ? none : this.#inFlight[b]!;
    if (flightA === flightB) return flightA === none ? none : Math.min(a, b);
    return flightA > flightB ? a : b;
  }

  #isBefore(a: number, b: number): boolean {
    const waitingA = this.#waiting[a]!;
    const waitingB = this.#waiting[b]!;
    return waitingA < waitingB || (waitingA === waitingB && a < b);
  }

  #sum(node: number): number {
    const below = this.#fuller(this.#fullestIn(this.#left[node]!), this.#fullestIn(this.#right[node]!));
    this.#fullest[node] = this.#fuller(node, below);
    return node;
  }

  #insert(node: number, position: number): number {
    if (node === none) return this.#sum(position);
    if (this.#priority[position]! > this.#priority[node]!) {
      this.#split(node, position);
      return this.#sum(position);
    }
    if (this.#isBefore(position, node)) this.#left[node] = this.#insert(this.#left[node]!, position);
    else this.#right[node] = this.#insert(this.#right[node]!, position);
    return this.#sum(node);
  }

  /** Divides a subtree into what comes before a position, its left child from now on, and what comes after. */
  #split(node: number, position: number): void {
    if (node === none) {
      this.#left[position] = none;
      this.#right[position] = none;
    } else if (this.#isBefore(node, position)) {
      this.#split(this.#right[node]!, position);
      this.#right[node] = this.#left[position]!;
      this.#left[position] = this.#sum(node);
    } else {
      this.#split(this.#left[node]!, position);
      this.#left[node] = this.#right[position]!;
      this.#right[position] = this.#sum(node);
    }
  }

  #without(node: number, position: number): number {
    if (node === position) return this.#merge(this.#left[node]!, this.#right[node]!);
    if (this.#isBefore(position, node)) this.#left[node] = this.#without(this.#left[node]!, position);
    else this.#right[node] = this.#without(this.#right[node]!, position);
    return this.#sum(node);
  }

  #merge(a: number, b: number): number {
    if (a === none) return b;
    if (b === none) return a;
    if (this.#priority[a]! > this.#priority[b]!) {
      this.#right[a] = this.#merge(this.#right[a]!, b);
      return this.#sum(a);
    }
    this.#left[b] = this.#merge(a, this.#left[b]!);
    return this.#sum(b);
  }
}
