// Whether KV may go from one pool to another, and who says so: asked by plans, and by what deploys them.
import { kvTransferSupport } from "../catalog/software-support.ts";
import type { PairVerdict } from "../planning/candidate.ts";
import type { EngineFamily } from "../scenario/layout.ts";

export interface PairSide {
  /** Catalogue id; undefined for a chip of the scenario's own. */
  readonly chip: string | undefined;
  readonly family: EngineFamily;
}

/** Both sides must run the same engine; of a chip of one's own nothing is documented. */
export function pairSupport(prefill: PairSide, decode: PairSide): PairVerdict {
  if (prefill.family !== decode.family)
    return {
      status: "unsupported",
      text: `${prefill.family} cannot hand KV to ${decode.family}`,
      source: "engine documentation: both sides must run the same connector",
    };
  if (prefill.chip === undefined || decode.chip === undefined)
    return {
      status: "hypothetical",
      text: "one of the chips is the scenario's own: no engine documents it",
      source: "scenario",
    };
  return kvTransferSupport(prefill.chip, decode.chip, prefill.family);
}
