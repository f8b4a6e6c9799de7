// The bounds that a request must keep to count towards goodput. Plain data.
export interface ServiceTargets {
  /** Each bound holds for one request; a request that meets all of them counts towards goodput. */
  readonly ttftSeconds?: number;
  readonly tpotSeconds?: number;
  readonly e2eSeconds?: number;
}

/** Bounds on one request, seconds; Infinity = none. */
export interface RequestBounds {
  readonly ttft: number;
  readonly tpot: number;
  readonly e2e: number;
}

export function boundsOf({ ttftSeconds, tpotSeconds, e2eSeconds }: ServiceTargets): RequestBounds {
  const none = Number.POSITIVE_INFINITY;
  return { ttft: ttftSeconds ?? none, tpot: tpotSeconds ?? none, e2e: e2eSeconds ?? none };
}
