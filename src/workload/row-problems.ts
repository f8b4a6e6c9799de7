// Bad rows of a trace: collected with file, line, column and value, and told together once there are enough.
import { type ErrorCode, type Issue, SilicoError } from "../errors.ts";

/** After this many bad rows, reading stops. */
export const maxProblems = 20;

export class RowProblems {
  readonly #file: string | undefined;
  readonly #issues: Issue[] = [];

  constructor(file: string | undefined) {
    this.#file = file;
  }

  get count(): number {
    return this.#issues.length;
  }

  /** Throws all of them once there are too many. */
  add(line: number, column: string | undefined, problem: string, hint: string, code: ErrorCode = "schema"): void {
    const place = [column === undefined ? `line ${line}` : `line ${line}, ${column}`];
    this.#issues.push({ code, path: place, problem, hint, ...(this.#file === undefined ? {} : { file: this.#file }) });
    if (this.#issues.length >= maxProblems) this.throwIfAny();
  }

  throwIfAny(): void {
    if (this.#issues.length === 0) return;
    const stopped: readonly Issue[] =
      this.#issues.length < maxProblems
        ? []
        : [
            {
              code: "schema",
              path: [],
              problem: `${maxProblems} bad rows; reading stopped there`,
              hint: "Check that this is the trace you meant.",
              ...(this.#file === undefined ? {} : { file: this.#file }),
            },
          ];
    throw new SilicoError([...this.#issues, ...stopped]);
  }
}

/** Control characters, which a terminal would obey, and bytes that were no text. */
const unprintable = /[\p{Cc}\p{Cf}\uFFFD]/gu;

/** A value as it stood in the file, short and harmless enough to print. */
export function quoteValue(raw: string): string {
  const value = raw.replace(unprintable, "?");
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value);
}
