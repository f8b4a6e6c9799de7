// Tests against measured data that is not part of this repository: they run where the data folder lies beside the
// checkout and are skipped, and counted as skipped, where it does not.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, test } from "vitest";

const root = resolve(import.meta.dirname, "..", "..", "shared");

/** Absolute path inside the shared data folder. */
export const sharedPath = (...parts: string[]): string => resolve(root, ...parts);

/** `describe` that needs the shared data. Where they are absent its body, which reads them, is not run at all. */
export function describeShared(name: string, body: () => void): void {
  if (existsSync(root)) describe(name, body);
  else describe(name, () => test.skip("needs the shared data folder beside the checkout"));
}
