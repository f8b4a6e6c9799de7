// Who is least: a knock-out tree over positions, so that a change and the question each cost the logarithm of their number.
// Takes a key for each position; gives positions in ascending order. Must not know what a key means.

/** Positions by (key, position), ascending. A key of Infinity takes a position out. */
export class Tournament {
  private readonly leaves: number;
  /** By node, the root being 1: the winning position and its key. Leaves come last, in the order of positions. */
  private readonly winners: Int32Array;
  private readonly keys: Float64Array;
  /** Subtrees not yet looked into, as a heap by their winners: see `rewind`. */
  private readonly open: Int32Array;
  private openCount = 0;

  constructor(size: number) {
    let leaves = 1;
    while (leaves < size) leaves *= 2;
    this.leaves = leaves;
    this.keys = new Float64Array(2 * leaves).fill(Number.POSITIVE_INFINITY);
    this.winners = new Int32Array(2 * leaves);
    for (let i = 0; i < leaves; i++) this.winners[leaves + i] = i;
    for (let i = leaves - 1; i > 0; i--) this.winners[i] = this.winners[2 * i]!;
    this.open = new Int32Array(leaves + 1);
  }

  /** The position of least key, the lowest of equals; -1 where all are out. */
  get first(): number {
    return this.keys[1] === Number.POSITIVE_INFINITY ? -1 : this.winners[1]!;
  }

  /** The least key; Infinity where all are out. */
  get least(): number {
    return this.keys[1]!;
  }

  keyOf(position: number): number {
    return this.keys[this.leaves + position]!;
  }

  set(position: number, key: number): void {
    const keys = this.keys;
    const winners = this.winners;
    let node = this.leaves + position;
    keys[node] = key;
    // Who wins is anybody's guess, so it is computed: a branch on it would be mispredicted every other time.
    for (node >>= 1; node > 0; node >>= 1) {
      const winner = 2 * node + Number(keys[2 * node + 1]! < keys[2 * node]!);
      keys[node] = keys[winner]!;
      winners[node] = winners[winner]!;
    }
  }

  /** Begins a walk in ascending order; `next` takes its steps. No key may change meanwhile. */
  rewind(): void {
    this.openCount = 0;
    this.push(1);
  }

  /** The next position of the walk; -1 at its end. The k-th step costs the logarithm of the positions. */
  next(): number {
    if (this.openCount === 0) return -1;
    const winners = this.winners;
    let node = this.pop();
    const winner = winners[node]!;
    while (node < this.leaves) {
      const left = 2 * node;
      const isLeft = winners[left] === winner;
      this.push(isLeft ? left + 1 : left);
      node = isLeft ? left : left + 1;
    }
    return winner;
  }

  private isBefore(a: number, b: number): boolean {
    const keyA = this.keys[a]!;
    const keyB = this.keys[b]!;
    return keyA < keyB || (keyA === keyB && this.winners[a]! < this.winners[b]!);
  }

  private push(node: number): void {
    if (this.keys[node] === Number.POSITIVE_INFINITY) return;
    const open = this.open;
    let place = this.openCount++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = open[above]!;
      if (this.isBefore(other, node)) break;
      open[place] = other;
      place = above;
    }
    open[place] = node;
  }

  private pop(): number {
    const open = this.open;
    const first = open[0]!;
    const last = open[--this.openCount]!;
    const length = this.openCount;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= length) break;
      if (below + 1 < length && this.isBefore(open[below + 1]!, open[below]!)) below += 1;
      const other = open[below]!;
      if (this.isBefore(last, other)) break;
      open[place] = other;
      place = below;
    }
    if (length > 0) open[place] = last;
    return first;
  }
}
