// `silico compare a b [...]`: things of one kind side by side. Which kind, the names tell.
import type { Command } from "commander";
import { fail } from "../errors.ts";
import type { Verb } from "./verb.ts";

export interface CompareOptions {
  readonly json?: boolean;
}

/** One kind of thing that can be compared. */
export interface CompareKind {
  /** Is this a name of the kind? Must not throw and must be cheap. */
  readonly knows: (name: string) => boolean;
  /** Compares two or more names, prints the result. Throws a SilicoError with a did-you-mean for a name it does not know. */
  readonly compare: (names: readonly string[], options: CompareOptions) => void | Promise<void>;
}

/** Every kind, asked in this order; the first that knows all names compares them. */
const kinds: readonly { readonly what: string; readonly load: () => Promise<{ readonly kind: CompareKind }> }[] = [
  { what: "chips", load: () => import("./compare/chips.ts") },
  { what: "companies", load: () => import("./compare/companies.ts") },
  { what: "scenario files", load: () => import("./compare/scenarios.ts") },
];

async function run(names: readonly string[], options: CompareOptions): Promise<void> {
  if (names.length < 2) {
    fail("schema", ["names"], `expected two or more names, got ${names.length}`, "Example: silico compare h20 950pr.");
  }
  let best: { readonly kind: CompareKind; readonly known: number } | undefined;
  for (const { load } of kinds) {
    const { kind } = await load();
    const known = names.filter((name) => kind.knows(name)).length;
    if (known === names.length) {
      await kind.compare(names, options);
      return;
    }
    if (known > (best?.known ?? 0)) best = { kind, known };
  }
  // The kind that knows most of the names explains best what is wrong with the others.
  const explain = best?.kind ?? (await kinds[0]!.load()).kind;
  await explain.compare(names, options);
}

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument("<names...>", `two or more ${kinds.map(({ what }) => what).join(", or ")}`)
      .option("--json", "print JSON (schema silico/compare/1)")
      .addHelpText(
        "after",
        `
Examples:
  silico compare h20 950pr                two chips, with ratios to the first
  silico compare H100 H200 B200 MI355X    more than two
  silico compare br166 "TG Gen 3" --json
  silico compare today.yaml tomorrow.yaml the best fleets of two scenarios, the difference decomposed
  silico compare biren iluvatar metax moore-threads   companies: listings, figures, market values`,
      )
      .action(run);
  },
};
