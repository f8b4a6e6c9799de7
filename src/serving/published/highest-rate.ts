// The metric of the disaggregation papers: the highest request rate at which the service still meets its bounds.

/**
 * Highest rate, within `relative`, at which `isMet` holds, starting from a guess: doubled or halved until it is bracketed,
 * then bisected. Undefined where it holds at no rate down to a millionth of the guess.
 * `isMet` must compare rates on the same requests (same lengths, arrivals stretched), or noise decides.
 */
export function highestRate(
  isMet: (requestsPerSecond: number) => boolean,
  guess: number,
  relative = 0.005,
): number | undefined {
  let low = guess;
  let high = guess;
  if (isMet(guess)) {
    for (high = 2 * guess; isMet(high); high *= 2) {
      low = high;
      if (high > guess * 1e6) return high;
    }
  } else {
    for (low = guess / 2; !isMet(low); low /= 2) {
      high = low;
      if (low < guess * 1e-6) return undefined;
    }
  }
  while (high / low - 1 > relative) {
    const middle = Math.sqrt(low * high);
    if (isMet(middle)) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
