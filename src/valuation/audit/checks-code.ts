// One issuer, one code per market; one code, one issuer.
import type { Book, Cell } from "./book.ts";
import type { Findings } from "./finding.ts";
import { codesIn } from "./issuer.ts";

interface Mention {
  readonly issuer: string;
  readonly code: string;
  readonly market: string;
  readonly cell: Cell;
}

export function checkCodes(book: Book, findings: Findings): void {
  const mentions: Mention[] = [];
  const seen = new Set<string>();
  for (const cell of book.cells) {
    const { row } = cell;
    const texts = row.unit.kind === "ticker" ? [cell.raw, row.company] : [row.company];
    for (const text of texts)
      for (const { code, market } of codesIn(text)) {
        // A company named with its code in every row of a table is one mention of it.
        const key = [row.source, row.statement, row.figure, row.company, code, market, text === cell.raw].join(
          "\u0000",
        );
        if (seen.has(key)) continue;
        seen.add(key);
        mentions.push({ issuer: row.issuer, code, market, cell });
      }
  }
  const perIssuer = group(mentions, (m) => `${m.issuer}\u0000${m.market}`);
  for (const list of perIssuer.values()) {
    const codes = group(list, (m) => m.code);
    if (codes.size < 2) {
      findings.pass(
        "one-issuer-one-code",
        list.map((m) => m.cell),
      );
      continue;
    }
    const ranked = [...codes.entries()].sort((a, b) => b[1].length - a[1].length);
    const [main, mainMentions] = ranked[0] as [string, Mention[]];
    for (const [code, wrong] of ranked.slice(1))
      for (const { cell } of wrong)
        findings.fail(
          "one-issuer-one-code",
          "error",
          cell,
          `${cell.row.company} has code ${code} here and ${main} in ${placeOf(mainMentions[0]?.cell)} (${mainMentions.length} places against ${wrong.length}).`,
          `${main} ${wrong[0]?.market}`,
          { published: cell.row.unit.kind === "ticker" ? cell.raw : code },
        );
  }
  const perCode = group(mentions, (m) => `${m.code}\u0000${m.market}`);
  for (const list of perCode.values()) {
    const issuers = group(list, (m) => m.issuer);
    if (issuers.size < 2) continue;
    const names = [...issuers.values()].map((own) => own[0]?.cell.row.company ?? "");
    for (const own of issuers.values()) {
      const { cell, code, market } = own[0] as Mention;
      findings.fail(
        "one-code-one-issuer",
        "error",
        cell,
        `Code ${code} (${market}) is given to ${names.join(" and to ")}: at most one of them is right.`,
        null,
        {
          published: cell.row.unit.kind === "ticker" ? cell.raw : code,
        },
      );
    }
  }
}

const placeOf = (cell: Cell | undefined): string =>
  cell === undefined ? "" : [cell.row.statement, cell.row.figure, cell.row.source].filter((x) => x !== "").join(", ");

function group<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of list) out.set(keyOf(item), [...(out.get(keyOf(item)) ?? []), item]);
  return out;
}
