// Names as people write them: "H100-SXM", "h100_sxm" and "H100 sxm" are one name; and which names are near a mistaken one.
// Pure. Must not import from any room.
import { distance } from "fastest-levenshtein";

/** Lower case, without spaces, hyphens, underscores, dots and vendor noise: the key under which names are found. */
export function nameKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\-_./()·™®]+/gu, "");
}

/** Names nearest to `wanted`, at most three, one spelling each (the first listed); empty where nothing is near. */
export function nearestNames(wanted: string, names: readonly string[]): string[] {
  const key = nameKey(wanted);
  // A short name is near nothing ("2" is no misspelt "1"); from five letters on two may have changed places.
  const limit = Math.min(key.length - 1, Math.max(key.length < 5 ? 1 : 2, Math.floor(key.length / 3)));
  const scores = new Map<string, { readonly name: string; readonly score: number }>();
  for (const name of names) {
    const other = nameKey(name);
    if (!scores.has(other)) scores.set(other, { name, score: nearness(key, other) });
  }
  const best = Math.min(limit, ...[...scores.values()].map((entry) => entry.score));
  return [...scores.values()]
    .filter((entry) => entry.score === best)
    .map((entry) => entry.name)
    .slice(0, 3);
}

/** Edit distance, except that a name with something appended is near ("c550pcie" for "c550"), the less the longer the tail. */
function nearness(wanted: string, name: string): number {
  const tail = Math.abs(wanted.length - name.length);
  const isPrefix = wanted.length >= 3 && name.length >= 3 && (name.startsWith(wanted) || wanted.startsWith(name));
  return Math.min(distance(wanted, name), isPrefix ? 1 + 0.1 * (tail - 1) : Number.POSITIVE_INFINITY);
}
