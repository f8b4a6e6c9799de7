// Generators that ship with Silico under a name: published statistics of real traces, where the trace is not at hand.
import { distance } from "fastest-levenshtein";
import azure2023 from "../../data/workloads/azure-2023.yaml";
import mooncake2025 from "../../data/workloads/mooncake-2025.yaml";
import { fail, type Path } from "../errors.ts";
import type { GeneratedTraffic } from "../scenario/scenario.ts";

export interface NamedGenerator {
  readonly name: string;
  readonly summary: string;
  readonly source: string;
  /** Mean rate of the trace it stands for. */
  readonly requestsPerSecond: number;
  readonly traffic: GeneratedTraffic;
}

export const namedGenerators: readonly NamedGenerator[] = [azure2023, mooncake2025].flatMap(
  (file) => (file as { readonly generators: readonly NamedGenerator[] }).generators,
);

/** A generator by name. @throws {SilicoError} code "unknown-name", with the nearest names. */
export function findGenerator(name: string, path: Path = ["workload", "generator"], file?: string): NamedGenerator {
  const found = namedGenerators.find((generator) => generator.name === name.toLowerCase());
  if (found !== undefined) return found;
  const near = namedGenerators.filter((generator) => distance(generator.name, name.toLowerCase()) <= 4);
  const names = (near.length > 0 ? near : namedGenerators).map((generator) => `"${generator.name}"`);
  fail(
    "unknown-name",
    path,
    `unknown generator "${name}"`,
    `${near.length > 0 ? "Did you mean" : "There are"} ${names.join(near.length > 0 ? " or " : " and ")}${near.length > 0 ? "?" : ", or describe one: arrivals, prompt, output."}`,
    file,
  );
}
