// What a failure looks like: one error class, a code, where in the input it happened, what was wrong, what to do next.
// Takes nothing; every room may import it. Must not import anything from another room.

/**
 * `domain`: a value outside its range; `unknown-name`: a name no catalogue or schema knows; `schema`: the shape of an input;
 * `unsupported`: understood but not modelled; `file`: an input that cannot be read; `invariant`: a bug in Silico itself.
 */
export type ErrorCode = "domain" | "unknown-name" | "schema" | "unsupported" | "file" | "invariant";
export type Path = readonly (string | number)[];

/** One problem in an input. Parsers collect all of them and throw once. */
export interface Issue {
  readonly code: ErrorCode;
  /** Place inside the input, e.g. `["fleet", 1, "chip"]`. */
  readonly path: Path;
  /** What is wrong with the value, lower case, naming the value. */
  readonly problem: string;
  /** What to do next, a full sentence. */
  readonly hint: string;
  /** File (and line) the input came from, where there is one. */
  readonly file?: string;
}

export class SilicoError extends Error {
  override readonly name = "SilicoError";
  readonly issues: readonly Issue[];
  constructor(issues: Issue | readonly Issue[], options?: ErrorOptions) {
    const list: readonly Issue[] = "code" in issues ? [issues] : issues;
    super(list.map(formatIssue).join("\n"), options);
    this.issues = list;
  }
  get code(): ErrorCode {
    return this.issues[0]?.code ?? "invariant";
  }
}

/** Throw one issue. */
export function fail(code: ErrorCode, path: Path, problem: string, hint: string, file?: string): never {
  throw new SilicoError({ code, path, problem, hint, ...(file === undefined ? {} : { file }) });
}

export function formatPath(path: Path): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`)).join("");
}

/** `scenario.yaml: fleet[1].chip: unknown chip "c5000". Did you mean "c500"?` */
export function formatIssue(issue: Issue): string {
  const where = [issue.file, formatPath(issue.path)].filter((part) => part !== undefined && part !== "").join(": ");
  return `${where === "" ? "" : `${where}: `}${issue.problem}. ${issue.hint}`.trim();
}

export function requirePositiveInteger(path: Path, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  fail("domain", path, `expected a positive integer, got ${value}`, "Check the shape passed in.");
}

export function requirePositive(path: Path, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  fail("domain", path, `expected a positive number, got ${value}`, "Check the value passed in.");
}

/** Makes an unhandled variant of a union a type error; at run time, a broken invariant. */
export function assertNever(value: never): never {
  fail("invariant", [], `unhandled variant ${JSON.stringify(value)}`, "Please report this as a bug in Silico.");
}
