// A sum of a few non-negative terms through positive samples, by least relative error: how surfaces become tables.

/** Passes of coordinate descent, and rounds in which the worst samples gain weight. */
const passes = 100;
const rounds = 12;

/**
 * Coefficients c >= 0 for which sum over j of c[j] * features[i][j] is near values[i], errors counted in units of wholes[i]: the
 * time of the whole that values[i] is a part of. Each round weighs the samples with the largest errors more, so that the worst
 * error matters, not only the mean. Samples at or below zero do not count.
 * Deterministic; no better than the form: a coefficient that would be negative is zero.
 */
export function relativeFit(
  features: readonly (readonly number[])[],
  values: readonly number[],
  wholes: readonly number[],
): number[] {
  const terms = features[0]?.length ?? 0;
  const coefficients = new Array<number>(terms).fill(0);
  const kept: number[] = [];
  for (let i = 0; i < values.length; i++) if (values[i]! > 0) kept.push(i);
  const count = kept.length;
  if (count === 0) return coefficients;
  // Rows in units of their whole, columns of their own largest entry.
  const scaled = new Float64Array(count * terms);
  const targets = new Float64Array(count);
  const scales = new Float64Array(terms);
  kept.forEach((sample, i) => {
    targets[i] = values[sample]! / wholes[sample]!;
    for (let j = 0; j < terms; j++) {
      const entry = features[sample]![j]! / wholes[sample]!;
      scaled[i * terms + j] = entry;
      scales[j] = Math.max(scales[j]!, entry);
    }
  });
  for (let i = 0; i < scaled.length; i++) {
    const scale = scales[i % terms]!;
    scaled[i] = scale > 0 ? scaled[i]! / scale : 0;
  }
  const gram = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  const weights = new Float64Array(count).fill(1);
  const errors = new Float64Array(count);
  for (let round = 0; round < rounds; round++) {
    gram.fill(0);
    right.fill(0);
    for (let i = 0; i < count; i++) {
      const weight = weights[i]!;
      for (let j = 0; j < terms; j++) {
        const entry = scaled[i * terms + j]!;
        right[j]! += weight * entry * targets[i]!;
        for (let k = 0; k < terms; k++) gram[j * terms + k]! += weight * entry * scaled[i * terms + k]!;
      }
    }
    descend(gram, right, coefficients);
    if (round === rounds - 1) break;
    let worst = 1e-9;
    for (let i = 0; i < count; i++) {
      let error = -targets[i]!;
      for (let j = 0; j < terms; j++) error += scaled[i * terms + j]! * coefficients[j]!;
      errors[i] = Math.abs(error);
      worst = Math.max(worst, errors[i]!);
    }
    for (let i = 0; i < count; i++) weights[i]! *= 0.2 + errors[i]! / worst;
  }
  return coefficients.map((coefficient, j) => (scales[j]! > 0 ? coefficient / scales[j]! : 0));
}

/** Coordinate descent on the normal equations, no coefficient below zero; ends where a pass moves none. */
function descend(gram: Float64Array, right: Float64Array, coefficients: number[]): void {
  const terms = coefficients.length;
  for (let pass = 0; pass < passes; pass++) {
    let hasMoved = false;
    for (let j = 0; j < terms; j++) {
      const own = gram[j * terms + j]!;
      if (!(own > 0)) continue;
      let rest = right[j]!;
      for (let k = 0; k < terms; k++) if (k !== j) rest -= gram[j * terms + k]! * coefficients[k]!;
      const next = Math.max(0, rest / own);
      if (next !== coefficients[j]) hasMoved = true;
      coefficients[j] = next;
    }
    if (!hasMoved) return;
  }
}
