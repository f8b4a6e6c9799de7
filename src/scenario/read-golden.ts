// A table of golden valuation rows (CSV) -> checked rows. Takes text; names row and column of what cannot be read.
import { inferSchema, initParser } from "udsv";
import { fail } from "../errors.ts";

export interface GoldenRecord {
  readonly id: string;
  readonly group: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly convention: string;
  readonly expected: number;
  readonly unit: string;
  readonly absoluteTolerance?: number;
  readonly relativeTolerance?: number;
  readonly kind: "published" | "recomputed" | "must_pass" | "must_flag" | "must_not_equal";
}

const columns = [
  "id",
  "group",
  "description",
  "inputs",
  "convention",
  "expected",
  "unit",
  "abs_tol",
  "rel_tol",
  "kind",
] as const;
const kinds: readonly string[] = ["published", "recomputed", "must_pass", "must_flag", "must_not_equal"];

/** @throws {SilicoError} code "schema" naming line and column. */
export function readGoldenTable(source: string, file: string): GoldenRecord[] {
  const text = `${source
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .trimEnd()}\n`;
  if (text === "\n") fail("schema", [], "is empty", `Give a table with the columns ${columns.join(", ")}.`, file);
  // The CSV library needs a row of data to infer from; a table of a header alone has none.
  const schema = text.indexOf("\n") === text.length - 1 ? undefined : inferSchema(text, { header: (all) => [all[0]!] });
  const rows: string[][] = schema === undefined ? [] : initParser(schema).stringArrs(text);
  const header = schema?.cols.map((column) => column.name.trim()) ?? text.trim().split(",");
  const at = new Map(columns.map((name) => [name, header.indexOf(name)]));
  const missing = columns.filter((name) => at.get(name) === -1 && name !== "rel_tol" && name !== "abs_tol");
  if (missing.length > 0)
    fail(
      "schema",
      [],
      `no column ${missing.map((name) => `"${name}"`).join(", ")}`,
      `Give the columns ${columns.join(", ")}.`,
      file,
    );
  return rows.map((row, i) => {
    const cell = (name: (typeof columns)[number]): string => row[at.get(name)!] ?? "";
    const path = [`row ${i + 2}`];
    const number = (name: "expected" | "abs_tol" | "rel_tol"): number | undefined => {
      const raw = cell(name).trim();
      if (raw === "") return undefined;
      const value = Number(raw);
      if (Number.isFinite(value)) return value;
      return fail(
        "schema",
        [...path, name],
        `cannot read ${JSON.stringify(raw)} as a number`,
        "Write a plain number.",
        file,
      );
    };
    const expected = number("expected");
    if (expected === undefined) return fail("schema", [...path, "expected"], "no expected value", "Give one.", file);
    let inputs: unknown;
    try {
      inputs = JSON.parse(cell("inputs"));
    } catch {
      return fail(
        "schema",
        [...path, "inputs"],
        `cannot read ${JSON.stringify(cell("inputs").slice(0, 60))} as JSON`,
        "Write a JSON object.",
        file,
      );
    }
    if (typeof inputs !== "object" || inputs === null || Array.isArray(inputs))
      return fail("schema", [...path, "inputs"], "inputs are no JSON object", "Write a JSON object.", file);
    const kind = cell("kind");
    if (!kinds.includes(kind))
      return fail("schema", [...path, "kind"], `unknown kind "${kind}"`, `Known: ${kinds.join(", ")}.`, file);
    const absoluteTolerance = number("abs_tol");
    const relativeTolerance = number("rel_tol");
    return {
      id: cell("id"),
      group: cell("group"),
      description: cell("description"),
      inputs: inputs as Record<string, unknown>,
      convention: cell("convention"),
      expected,
      unit: cell("unit"),
      ...(absoluteTolerance === undefined ? {} : { absoluteTolerance }),
      ...(relativeTolerance === undefined ? {} : { relativeTolerance }),
      kind: kind as GoldenRecord["kind"],
    };
  });
}
