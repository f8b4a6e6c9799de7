// `silico calibrate <kind>`: fits the coefficients this product ships, or a user's own, from measurements.
import { type Kinds, verbOfKinds } from "./kinds.ts";
import type { Verb } from "./verb.ts";

/** Every kind, in the order of `--help`. */
const kinds: Kinds = {};

export const load = (): Promise<Verb> => verbOfKinds(kinds);
