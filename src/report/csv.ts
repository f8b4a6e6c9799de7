// Rows as CSV (RFC 4180): quoted where needed, CRLF, unknown as an empty cell.
const cell = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  const text = String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** `columns` as header, one line per row. */
export function csvText(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return `${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
