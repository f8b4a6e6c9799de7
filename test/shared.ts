// Tests against measured data that is not part of this repository: they run where the data folder lies beside the
// checkout and are skipped, and counted as skipped, where it does not.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe } from "vitest";

const root = resolve(import.meta.dirname, "..", "..", "shared");

/** Absolute path inside the shared data folder. */
export const sharedPath = (...parts: string[]): string => resolve(root, ...parts);

/** `describe` that needs the shared data. */
export const describeShared = describe.skipIf(!existsSync(root));
