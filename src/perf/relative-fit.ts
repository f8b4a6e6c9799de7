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
  const kept = values.flatMap((value, i) => (value > 0 ? [i] : []));
  if (kept.length === 0) return coefficients;
  // Rows in units of their whole, columns of their own largest entry.
  const rows = kept.map((i) => features[i]!.map((feature) => feature / wholes[i]!));
  const targets = kept.map((i) => values[i]! / wholes[i]!);
  const scales = coefficients.map((_, j) => Math.max(...rows.map((row) => row[j]!)));
  const gram = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  const weights = new Float64Array(rows.length).fill(1);
  const scaled = rows.map((row) => row.map((entry, j) => (scales[j]! > 0 ? entry / scales[j]! : 0)));
  for (let round = 0; round < rounds; round++) {
    gram.fill(0);
    right.fill(0);
    scaled.forEach((row, i) => {
      const weight = weights[i]!;
      for (let j = 0; j < terms; j++) {
        right[j]! += weight * row[j]! * targets[i]!;
        for (let k = 0; k < terms; k++) gram[j * terms + k]! += weight * row[j]! * row[k]!;
      }
    });
    for (let pass = 0; pass < passes; pass++)
      for (let j = 0; j < terms; j++) {
        const own = gram[j * terms + j]!;
        if (!(own > 0)) continue;
        let rest = right[j]!;
        for (let k = 0; k < terms; k++) if (k !== j) rest -= gram[j * terms + k]! * coefficients[k]!;
        coefficients[j] = Math.max(0, rest / own);
      }
    if (round === rounds - 1) break;
    let worst = 1e-9;
    const errors = scaled.map((row, i) =>
      Math.abs(row.reduce((sum, entry, j) => sum + entry * coefficients[j]!, -targets[i]!)),
    );
    for (const error of errors) worst = Math.max(worst, error);
    errors.forEach((error, i) => {
      weights[i]! *= 0.2 + error / worst;
    });
  }
  return coefficients.map((coefficient, j) => (scales[j]! > 0 ? coefficient / scales[j]! : 0));
}
