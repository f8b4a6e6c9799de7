// Binary min-heap of (key, slot) on two typed arrays: what is due next, by step or by time.

export class FinishHeap {
  readonly #keys: Float64Array;
  readonly #slots: Int32Array;
  size = 0;
  constructor(capacity: number) {
    this.#keys = new Float64Array(capacity + 1);
    this.#slots = new Int32Array(capacity + 1);
  }
  /** Smallest key; meaningless while empty. */
  get least(): number {
    return this.#keys[0]!;
  }
  push(key: number, slot: number): void {
    const keys = this.#keys;
    const slots = this.#slots;
    let i = this.size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (keys[parent]! <= key) break;
      keys[i] = keys[parent]!;
      slots[i] = slots[parent]!;
      i = parent;
    }
    keys[i] = key;
    slots[i] = slot;
  }
  pop(): number {
    const keys = this.#keys;
    const slots = this.#slots;
    const top = slots[0]!;
    const key = keys[--this.size]!;
    const slot = slots[this.size]!;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[i] = keys[child]!;
      slots[i] = slots[child]!;
      i = child;
    }
    keys[i] = key;
    slots[i] = slot;
    return top;
  }
}
