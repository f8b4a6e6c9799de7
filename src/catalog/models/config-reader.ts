// Reads fields of a config.json with their ranges checked, remembers which were read, and collects every problem.
import { type ErrorCode, type Issue, type Path, SilicoError } from "../../errors.ts";

export type PlainFields = Readonly<Record<string, unknown>>;

export const isPlainFields = (value: unknown): value is PlainFields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

export interface IntegerRange {
  readonly default?: number;
  readonly min?: number;
  readonly max?: number;
}

/** No size in any real config comes near this; it stops products from leaving the exact integers. */
const largestSize = 100_000_000;

export class ConfigReader {
  readonly #fields: PlainFields;
  readonly #path: Path;
  readonly #file: string | undefined;
  readonly #issues: Issue[];
  readonly #read = new Set<string>();
  #names: Readonly<Record<string, string>> = {};

  constructor(fields: PlainFields, path: Path, file: string | undefined, issues: Issue[] = []) {
    this.#fields = fields;
    this.#path = path;
    this.#file = file;
    this.#issues = issues;
  }

  get isClean(): boolean {
    return this.#issues.length === 0;
  }

  /** Keys present that nothing asked for. */
  unreadKeys(): readonly string[] {
    return Object.keys(this.#fields).filter((key) => !this.#read.has(key));
  }

  /** Keys that were asked for and are present. */
  readKeys(): readonly string[] {
    return Object.keys(this.#fields).filter((key) => this.#read.has(key));
  }

  /** From here on, fields are looked up under the names this architecture gives them; a dot enters an object. */
  useNames(names: Readonly<Record<string, string>>): void {
    this.#names = names;
  }

  /** The value, and the fact that it was looked at; null counts as absent. */
  value(key: string): unknown {
    this.#read.add(key);
    const own = this.#names[key]?.split(".");
    if (own === undefined) return this.#fields[key] ?? undefined;
    this.#read.add(own[0] as string);
    let value: unknown = this.#fields;
    for (const part of own) value = isPlainFields(value) ? value[part] : undefined;
    // The newer, common name is understood as well.
    return value ?? this.#fields[key] ?? undefined;
  }

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  issue(code: ErrorCode, key: string, problem: string, hint: string): void {
    const path = [...this.#path, this.#names[key] ?? key];
    // A field may be asked for once per layer; its problem is told once.
    if (this.#issues.some((known) => known.problem === problem && known.path.join(".") === path.join("."))) return;
    this.#issues.push({ code, path, problem, hint, ...(this.#file === undefined ? {} : { file: this.#file }) });
  }

  /** The first of the given keys that is present; without any, the default, or a problem. */
  integer(keys: string | readonly string[], range: IntegerRange = {}): number {
    const names = typeof keys === "string" ? [keys] : keys;
    const { min = 1, max = largestSize } = range;
    // All spellings count as read: gpt-oss writes the same number under two names.
    const present = names.filter((name) => this.has(name));
    const key = present[0];
    if (key === undefined) {
      if (range.default !== undefined) return range.default;
      this.issue(
        "schema",
        names[0] ?? "",
        names.length > 1 ? `missing (also not found as ${names.slice(1).join(", ")})` : "missing",
        "The published config.json of this architecture has it: check that the file is complete.",
      );
      return min;
    }
    const value = this.value(key);
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
    this.issue(
      "domain",
      key,
      `expected an integer from ${min} to ${max}, got ${show(value)}`,
      "Correct the value in the config file.",
    );
    return min;
  }

  boolean(key: string, fallback: boolean): boolean {
    const value = this.value(key);
    if (value === undefined) return fallback;
    if (typeof value === "boolean") return value;
    this.issue("schema", key, `expected true or false, got ${show(value)}`, "Correct the value in the config file.");
    return fallback;
  }

  string(key: string): string | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === "string") return value;
    this.issue("schema", key, `expected text, got ${show(value)}`, "Correct the value in the config file.");
    return undefined;
  }

  /** A list of texts or integers; absent and empty are both the empty list. */
  list<T extends "string" | "number">(key: string, kind: T): readonly (T extends "string" ? string : number)[] {
    const value = this.value(key);
    if (value === undefined) return [];
    const isGood = (item: unknown) => (kind === "string" ? typeof item === "string" : Number.isInteger(item));
    if (Array.isArray(value) && value.every(isGood)) return value;
    this.issue(
      "schema",
      key,
      `expected a list of ${kind === "string" ? "texts" : "integers"}, got ${show(value)}`,
      "Correct the value in the config file.",
    );
    return [];
  }

  /** A reader for a nested object, or undefined where the key is absent. */
  child(key: string): ConfigReader | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (isPlainFields(value)) return new ConfigReader(value, [...this.#path, key], this.#file, this.#issues);
    this.issue("schema", key, `expected an object, got ${show(value)}`, "Correct the value in the config file.");
    return undefined;
  }

  /** `whole` must be a multiple of `part`; checked only while nothing else is wrong. */
  divides(key: string, part: number, whole: number, what: string): void {
    if (!this.isClean || whole % part === 0) return;
    this.issue("domain", key, `${part} does not divide ${what} ${whole}`, "Correct the value in the config file.");
  }

  throwIfAny(): void {
    if (this.#issues.length > 0) throw new SilicoError(this.#issues);
  }
}
