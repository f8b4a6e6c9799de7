// Who is least: a knock-out tree over positions, so that a change and the question each cost the logarithm of their number.
// Takes a key for each position; gives positions in ascending order. Must not know what a key means.

/** Positions by (key, position), ascending. A key of Infinity takes a position out. */
export class Tournament {
  readonly keys: Float64Array;
  readonly #tree: Int32Array;
  readonly #leaves: number;
  /** Subtrees not yet looked into, as a heap by their winners: see `rewind`. */
  readonly #open: Int32Array;
  #openCount = 0;

  constructor(size: number) {
    let leaves = 1;
    while (leaves < size) leaves *= 2;
    this.#leaves = leaves;
    this.keys = new Float64Array(leaves).fill(Number.POSITIVE_INFINITY);
    this.#tree = new Int32Array(2 * leaves);
    for (let i = 0; i < leaves; i++) this.#tree[leaves + i] = i;
    for (let i = leaves - 1; i > 0; i--) this.#play(i);
    this.#open = new Int32Array(leaves + 1);
  }

  /** The position of least key, the lowest of equals; -1 where all are out. */
  get first(): number {
    const best = this.#tree[1]!;
    return this.keys[best] === Number.POSITIVE_INFINITY ? -1 : best;
  }

  set(position: number, key: number): void {
    const { keys } = this;
    if (keys[position] === key) return;
    const tree = this.#tree;
    keys[position] = key;
    for (let i = (this.#leaves + position) >> 1; i > 0; i >>= 1) {
      const before = tree[i]!;
      const winner = this.#play(i);
      // Where another one won and wins again, nobody above sees a change.
      if (winner === before && winner !== position) break;
    }
  }

  /** Begins a walk in ascending order; `next` takes its steps. No key may change meanwhile. */
  rewind(): void {
    this.#openCount = 0;
    this.#push(1);
  }

  /** The next position of the walk; -1 at its end. The k-th step costs the logarithm of the positions. */
  next(): number {
    if (this.#openCount === 0) return -1;
    const tree = this.#tree;
    let node = this.#pop();
    const winner = tree[node]!;
    while (node < this.#leaves) {
      const left = 2 * node;
      const isLeft = tree[left] === winner;
      this.#push(isLeft ? left + 1 : left);
      node = isLeft ? left : left + 1;
    }
    return winner;
  }

  #play(i: number): number {
    const tree = this.#tree;
    const left = tree[2 * i]!;
    const right = tree[2 * i + 1]!;
    const winner = this.keys[right]! < this.keys[left]! ? right : left;
    tree[i] = winner;
    return winner;
  }

  #isBefore(a: number, b: number): boolean {
    const winnerA = this.#tree[a]!;
    const winnerB = this.#tree[b]!;
    const keyA = this.keys[winnerA]!;
    const keyB = this.keys[winnerB]!;
    return keyA < keyB || (keyA === keyB && winnerA < winnerB);
  }

  #push(node: number): void {
    if (this.keys[this.#tree[node]!] === Number.POSITIVE_INFINITY) return;
    const open = this.#open;
    let place = this.#openCount++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = open[above]!;
      if (this.#isBefore(other, node)) break;
      open[place] = other;
      place = above;
    }
    open[place] = node;
  }

  #pop(): number {
    const open = this.#open;
    const first = open[0]!;
    const last = open[--this.#openCount]!;
    const length = this.#openCount;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= length) break;
      if (below + 1 < length && this.#isBefore(open[below + 1]!, open[below]!)) below += 1;
      const other = open[below]!;
      if (this.#isBefore(last, other)) break;
      open[place] = other;
      place = below;
    }
    if (length > 0) open[place] = last;
    return first;
  }
}
