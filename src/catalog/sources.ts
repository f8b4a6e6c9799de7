// What a citation such as `cmbi-iluvatar, Figure 8` stands for: title, date and how far we trust it. From data/sources.yaml.
import sourceFile from "../../data/sources.yaml";

export interface Citation {
  /** Key in data/sources.yaml. */
  readonly key: string;
  readonly title: string;
  readonly date?: string;
  /** high: vendor data or a run anyone can repeat; fair: press, or a table that cites vendors; low: guesses. */
  readonly trust: "high" | "fair" | "low";
  /** Place inside the source: figure, table, file. */
  readonly place?: string;
}

interface SourceEntry {
  readonly title: string;
  readonly date?: string | number;
  readonly trust: "high" | "fair" | "low";
}

const sources = sourceFile as Readonly<Record<string, SourceEntry>>;

/** `key, place; key, place` into its citations; a key nobody lists keeps its own text as title. */
export function citationsOf(source: string): readonly Citation[] {
  return source.split("; ").map((part) => {
    const at = part.indexOf(", ");
    const key = at < 0 ? part : part.slice(0, at);
    const entry = sources[key];
    return {
      key,
      title: entry?.title ?? part,
      ...(entry?.date === undefined ? {} : { date: String(entry.date) }),
      trust: entry?.trust ?? "low",
      ...(at < 0 ? {} : { place: part.slice(at + 2) }),
    };
  });
}

/** A citation for readers who have no list of keys: `Reuters on prices of H20 (2024-05-24), sellers in China`. */
export function citationText(source: string): string {
  return citationsOf(source)
    .map(({ key, title, date, place }) => {
      if (key === "general") return `${place ?? "published in general"} (general knowledge, not checked)`;
      const dated = date === undefined || title.includes(date) ? title : `${title} (${date})`;
      return place === undefined ? dated : `${dated}, ${place}`;
    })
    .join("; ");
}
