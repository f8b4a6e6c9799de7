// A verb with sub-commands (`silico accuracy kernels`): one literal table, of which only the kind asked for is loaded.
import type { Verb } from "./verb.ts";

export type Kinds = Readonly<
  Record<string, { readonly summary: string; readonly load: () => Promise<{ verb: Verb }> }>
>;

/** The verb made of its kinds; `words` = the command line after the verb. */
export async function verbOfKinds(kinds: Kinds, words: readonly string[] = process.argv.slice(3)): Promise<Verb> {
  const wanted = words.find((word) => kinds[word] !== undefined);
  const loaded = wanted === undefined ? undefined : (await kinds[wanted]!.load()).verb;
  return {
    configure: (command) => {
      for (const [name, { summary }] of Object.entries(kinds)) {
        const child = command
          .command(name)
          .description(summary)
          .helpOption("-h, --help", "show this help")
          .exitOverride();
        if (name === wanted) loaded?.configure(child);
      }
    },
  };
}
