// A CSV table as rows of named text: byte-order mark and line ends of any kind, every problem with file and line.
import { inferSchema, initParser } from "udsv";
import { fail } from "../errors.ts";

export type TableRow = Readonly<Record<string, string>>;

/** @throws {SilicoError} code "schema" where the table is empty or lacks a column. */
export function readTable(text: string, file: string, columns: readonly string[]): TableRow[] {
  const clean = text.replace(/^\uFEFF/u, "").replace(/\r\n?/gu, "\n");
  if (clean.trim() === "") fail("schema", [], "the file is empty", "Give a table with a header line.", file);
  const body = clean.endsWith("\n") ? clean : `${clean}\n`;
  const schema = inferSchema(body);
  const names = schema.cols.map(({ name }) => name.trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    fail(
      "schema",
      [],
      `no column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}`,
      `Columns found: ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}.`,
      file,
    );
  return initParser(schema)
    .stringArrs(body)
    .map((cells) => Object.fromEntries(names.map((name, i) => [name, String(cells[i] ?? "")])));
}
