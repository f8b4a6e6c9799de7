// In which order cells can be worked out, and which go round in circles. Takes "who reads whom" by number; pure.

/** Strongly connected components in evaluation order (Tarjan 1972), by an explicit stack. */
export function components(
  count: number,
  reads: (cell: number) => readonly number[],
  members: readonly number[],
): number[][] {
  const inside = new Uint8Array(count);
  for (const cell of members) inside[cell] = 1;
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const open = new Uint8Array(count);
  const path: number[] = [];
  const result: number[][] = [];
  let counter = 0;
  for (const root of members) {
    if (index[root] !== -1) continue;
    const stack: { cell: number; next: number }[] = [{ cell: root, next: 0 }];
    while (stack.length > 0) {
      const frame = stack[stack.length - 1]!;
      const { cell } = frame;
      if (frame.next === 0) {
        index[cell] = low[cell] = counter++;
        path.push(cell);
        open[cell] = 1;
      }
      const list = reads(cell);
      let descended = false;
      while (frame.next < list.length) {
        const target = list[frame.next++]!;
        if (inside[target] === 0) continue;
        if (index[target] === -1) {
          stack.push({ cell: target, next: 0 });
          descended = true;
          break;
        }
        if (open[target] === 1) low[cell] = Math.min(low[cell]!, index[target]!);
      }
      if (descended) continue;
      stack.pop();
      if (low[cell] === index[cell]) {
        const component: number[] = [];
        for (;;) {
          const member = path.pop()!;
          open[member] = 0;
          component.push(member);
          if (member === cell) break;
        }
        result.push(component.reverse());
      }
      const parent = stack[stack.length - 1];
      if (parent !== undefined) low[parent.cell] = Math.min(low[parent.cell]!, low[cell]!);
    }
  }
  return result;
}

/** Everything reachable from `start`. */
export function closure(start: readonly number[], next: (cell: number) => readonly number[]): Set<number> {
  const seen = new Set(start);
  const stack = [...start];
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    for (const target of next(cell)) {
      if (seen.has(target)) continue;
      seen.add(target);
      stack.push(target);
    }
  }
  return seen;
}
