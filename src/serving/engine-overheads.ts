// Time that an engine spends around its steps: API server, tokenizer, detokenizer. Part of what a client sees, not of a step.
import overheads from "../../data/serving/engine-overheads.yaml";
import type { EngineProfile } from "../scenario/layout.ts";

export interface EngineOverheads {
  /** From the client to the engine's queue, and from the engine to the client, seconds a request. */
  readonly ingressSeconds: number;
  readonly egressSeconds: number;
  /** The engine composes its next step while the current one runs. */
  readonly isAsync: boolean;
  readonly source: string;
}

const table = (
  overheads as {
    readonly engines: readonly (EngineOverheads & { readonly family: string; readonly version: string })[];
  }
).engines;

/** Overheads of an engine's release, or of the newest release on record for its family. */
export function engineOverheads(engine: Pick<EngineProfile, "family" | "version">): EngineOverheads {
  const family = table.filter((entry) => entry.family === engine.family);
  const found = family.find((entry) => entry.version === engine.version) ?? family.at(-1);
  return found ?? { ingressSeconds: 0, egressSeconds: 0, isAsync: false, source: "none on record" };
}
