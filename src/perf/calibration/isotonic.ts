// Least-squares projection of knot values onto surfaces that do not fall along given axes (pool adjacent violators, by turns).
import { gridSize } from "../operators/grid.ts";

export function projectMonotone(
  axes: readonly Float64Array[],
  values: Float64Array,
  weights: Float64Array,
  rising: readonly boolean[],
): void {
  const total = gridSize(axes);
  for (let round = 0; round < 6; round++) {
    let stride = 1;
    for (let d = axes.length - 1; d >= 0; d--) {
      const length = axes[d]!.length;
      if (rising[d])
        for (let i = 0; i < total; i++)
          if (Math.floor(i / stride) % length === 0) poolLine(values, weights, i, stride, length);
      stride *= length;
    }
  }
}

function poolLine(values: Float64Array, weights: Float64Array, start: number, stride: number, length: number): void {
  const mean = new Float64Array(length);
  const mass = new Float64Array(length);
  const count = new Int32Array(length);
  let blocks = 0;
  for (let i = 0; i < length; i++) {
    mean[blocks] = values[start + i * stride]!;
    mass[blocks] = weights[start + i * stride]!;
    count[blocks] = 1;
    while (blocks > 0 && mean[blocks - 1]! > mean[blocks]!) {
      const sum = mass[blocks - 1]! + mass[blocks]!;
      mean[blocks - 1] = (mean[blocks - 1]! * mass[blocks - 1]! + mean[blocks]! * mass[blocks]!) / sum;
      mass[blocks - 1] = sum;
      count[blocks - 1]! += count[blocks]!;
      blocks -= 1;
    }
    blocks += 1;
  }
  for (let b = 0, i = 0; b < blocks; b++)
    for (let c = 0; c < count[b]!; c++, i++) values[start + i * stride] = mean[b]!;
}
