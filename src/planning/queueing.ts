// Waiting in front of a pool of equal servers, in closed form.
import { exp } from "../elementary.ts";

/** A pool as a queue sees it. */
export interface QueueLoad {
  readonly servers: number;
  /** Arrivals per second times mean service time over servers: share of the time a server is busy. */
  readonly utilisation: number;
  readonly meanServiceSeconds: number;
  /** Squared coefficients of variation: 1 for Poisson arrivals and exponential service, 0 for constant. */
  readonly arrivalVariation: number;
  readonly serviceVariation: number;
}

export interface QueueWait {
  /** Share of arrivals that wait at all. */
  readonly waitingShare: number;
  readonly meanSeconds: number;
  /** Mean wait of those that wait; the tail is exponential with this scale. */
  readonly tailSeconds: number;
}

/**
 * Share of arrivals that wait in M/M/c (Erlang's C formula), by the stable recurrence of the blocking formula B:
 * B(k) = a B(k-1) / (k + a B(k-1)), C = B / (1 - rho (1 - B)). Range: rho 0 to below 1.
 */
export function erlangC(servers: number, rho: number): number {
  const offered = servers * rho;
  let blocking = 1;
  for (let k = 1; k <= servers; k++) blocking = (offered * blocking) / (k + offered * blocking);
  return blocking / (1 - rho * (1 - blocking));
}

/**
 * Wait in a GI/G/c queue by Allen and Cunneen: M/M/c scaled by the mean squared variation of arrivals and service.
 *
 * Exact for M/M/c and for the mean of M/G/1. The exponential tail is exact for M/M/c and asymptotically right for others.
 * Range: utilisation 0 to below 1, else the queue grows without bound and `undefined` is returned.
 * Source: Allen 1990, "Probability, Statistics, and Queueing Theory", section 5 (approximation of Allen and Cunneen).
 */
export function queueWait(load: QueueLoad): QueueWait | undefined {
  const { servers, utilisation: rho, meanServiceSeconds } = load;
  if (!(rho < 1)) return undefined;
  if (rho <= 0) return { waitingShare: 0, meanSeconds: 0, tailSeconds: 0 };
  const waitingShare = erlangC(servers, rho);
  const variation = (load.arrivalVariation + load.serviceVariation) / 2;
  const tailSeconds = (variation * meanServiceSeconds) / (servers * (1 - rho));
  return { waitingShare, meanSeconds: waitingShare * tailSeconds, tailSeconds };
}

/** Share of arrivals that wait longer than `seconds`. Negative times are always exceeded. */
export function shareWaitingLonger(wait: QueueWait, seconds: number): number {
  if (seconds < 0) return 1;
  return wait.tailSeconds <= 0 ? 0 : wait.waitingShare * exp(-seconds / wait.tailSeconds);
}
