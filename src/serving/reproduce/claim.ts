// One published figure beside ours: what it is, where it stands, how far apart the two may be.

export interface Claim {
  readonly what: string;
  readonly published: number | undefined;
  readonly simulated: number | undefined;
  readonly unit: string;
  /** Largest relative difference that counts as reproduced; undefined where only the order is claimed. */
  readonly band: number | undefined;
  readonly isReproduced: boolean | undefined;
  readonly source: string;
  readonly note?: string;
}

/** A figure that should agree within a band. */
export function figure(
  what: string,
  published: number,
  simulated: number | undefined,
  unit: string,
  band: number,
  source: string,
  note?: string,
): Claim {
  const isReproduced = simulated !== undefined && Math.abs(simulated / published - 1) <= band;
  return { what, published, simulated, unit, band, isReproduced, source, ...(note === undefined ? {} : { note }) };
}

/** A statement that should hold. */
export function statement(what: string, isReproduced: boolean, source: string, note?: string): Claim {
  return {
    what,
    published: undefined,
    simulated: undefined,
    unit: "",
    band: undefined,
    isReproduced,
    source,
    ...(note === undefined ? {} : { note }),
  };
}
