// The cash statement: its activities, its opening and closing balance, and the balance sheet's cash.
import { type Block, type Book, type Cell, inOrder, type Row } from "./book.ts";
import { type Findings, scaleHint } from "./finding.ts";
import { report, tryFooting } from "./footing.ts";
import { add, meets, point, sub } from "./interval.ts";

/**
 * The row that is closing less opening cash (less the currency effect) in every period of a cash flow that prints no row of
 * that name: its label is another's.
 */
export function shiftedChangeRow(block: Block): Row | undefined {
  const pick = (id: string): Row | undefined =>
    block.rows.find((row) => row.concept?.id === id && row.unit.kind === "money");
  const [opening, closing, fx] = [pick("opening-cash"), pick("closing-cash"), pick("fx-effect")];
  if (opening === undefined || closing === undefined || pick("net-change-in-cash") !== undefined) return undefined;
  return block.rows.find((row) => {
    if (row.concept !== undefined || row.unit.kind !== "money") return false;
    const tests = inOrder(row).flatMap((cell) => {
      const [o, c, f] = [opening, closing, fx].map((r) => r?.cells.get(cell.period.key));
      if (!cell.isNumber || !o?.isNumber || !c?.isNumber) return [];
      const change = sub(c.range, o.range);
      const net = f?.isNumber ? sub(change, f.range) : change;
      return [{ isSame: meets(cell.range, net), isLive: !meets(cell.range, point(0)) }];
    });
    return tests.length >= 2 && tests.every((t) => t.isSame) && tests.filter((t) => t.isLive).length >= 2;
  });
}

/** Cash: opening + change + currency effect = closing, change = three activities, opening = last closing, closing = balance sheet. */
export function checkCash(book: Book, findings: Findings): void {
  for (const block of book.blocks) {
    if (block.kind !== "cash") continue;
    const shifted = shiftedChangeRow(block);
    const row = (id: string): Row | undefined =>
      block.rows.find((r) => r.concept?.id === id && r.unit.kind === "money") ??
      (id === "net-change-in-cash" ? shifted : undefined);
    const at = (id: string, key: string): Cell | undefined => {
      const cell = row(id)?.cells.get(key);
      return cell?.isNumber ? cell : undefined;
    };
    const [opening, closing] = [row("opening-cash"), row("closing-cash")];
    const activities = ["operating-cash-flow", "investing-cash-flow", "financing-cash-flow"] as const;
    const keys = [...new Set(block.rows.flatMap((r) => [...r.cells.keys()]))].sort();
    for (const key of keys) {
      const parts = activities.map((id) => at(id, key));
      const [open, close, change, fx] = [
        at("opening-cash", key),
        at("closing-cash", key),
        at("net-change-in-cash", key),
        at("fx-effect", key),
      ];
      const flows = parts.every((part) => part !== undefined) ? (parts as Cell[]) : undefined;
      const total = flows === undefined ? undefined : flows.map((c) => c.range).reduce(add);
      const text = flows?.map((c) => `${c.row.label} ${c.raw}`).join(" + ") ?? "";
      if (change !== undefined && flows !== undefined && total !== undefined) {
        // Some houses put the currency effect inside the net change.
        const inside = fx === undefined ? undefined : add(total, fx.range);
        const usesFx = inside !== undefined && countFits(block, activities, true) > countFits(block, activities, false);
        const flowsIn = usesFx && inside !== undefined ? inside : total;
        const rest = sub(change.range, flowsIn);
        const left = ((rest.lo + rest.hi) / 2 / change.row.unit.factor).toLocaleString("en-US", {
          maximumFractionDigits: 1,
        });
        const tie =
          open === undefined || close === undefined
            ? ""
            : ` Opening ${open.raw} and closing ${close.raw} tie only through this row.`;
        findings.compare("cash-net-change", change, flowsIn, usesFx ? `${text} + ${fx?.row.label} ${fx?.raw}` : text, {
          cells: flows,
          hint:
            scaleHint(change.range, flowsIn) || `The activities leave ${left} of the change in cash unexplained.${tie}`,
        });
      }
      if (open !== undefined && close !== undefined && change !== undefined) {
        const withFx = fx !== undefined && countClosing(block, true) >= countClosing(block, false);
        const expected =
          withFx && fx !== undefined ? add(add(open.range, change.range), fx.range) : add(open.range, change.range);
        findings.compare(
          "cash-roll-forward",
          close,
          expected,
          `opening ${open.raw} + net change ${change.raw}${withFx && fx !== undefined ? ` + currency effect ${fx.raw}` : ""}`,
          { cells: [open, change] },
        );
      } else if (open !== undefined && close !== undefined && total !== undefined) {
        const expected = add(add(open.range, total), fx?.range ?? { lo: 0, hi: 0 });
        const implied = sub(sub(close.range, open.range), fx?.range ?? { lo: 0, hi: 0 });
        const unexplained = sub(implied, total);
        const mid = (unexplained.lo + unexplained.hi) / 2 / close.row.unit.factor;
        findings.compare(
          "cash-roll-forward",
          close,
          expected,
          `opening ${open.raw} + ${text}${fx === undefined ? "" : ` + ${fx.row.label} ${fx.raw}`}`,
          {
            cells: [open, ...(flows ?? [])],
            hint: `The activities leave ${mid.toLocaleString("en-US", { maximumFractionDigits: 1 })} of the change in cash unexplained.`,
          },
        );
      }
      // A half year opens with the last full year's close, not with last year's half.
      const isYear = /^\d{4}$/.test(key);
      const before = closing === undefined || open === undefined || !isYear ? undefined : previous(closing, key);
      if (open !== undefined && before !== undefined)
        findings.compare(
          "cash-opening",
          open,
          before.range,
          `the closing cash of ${before.period.text}, ${before.raw},`,
          { cells: [before] },
        );
    }
    if (closing !== undefined || opening !== undefined) checkAgainstBalance(book, block, closing, findings);
  }
}

const previous = (row: Row, key: string): Cell | undefined => {
  const cell = row.cells.get(key.replace(/^\d{4}/, (y) => String(Number(y) - 1)));
  return cell?.isNumber ? cell : undefined;
};

function countFits(block: Block, activities: readonly string[], useFx: boolean): number {
  const pick = (id: string): Row | undefined => block.rows.find((r) => r.concept?.id === id && r.unit.kind === "money");
  const change = pick("net-change-in-cash");
  const parts = [...activities, ...(useFx ? ["fx-effect"] : [])].map(pick);
  if (change === undefined || parts.some((p) => p === undefined)) return 0;
  return tryFooting(
    change,
    (parts as Row[]).map((row) => ({ row, sign: 1 })),
  ).holds.length;
}

function countClosing(block: Block, useFx: boolean): number {
  const pick = (id: string): Row | undefined => block.rows.find((r) => r.concept?.id === id && r.unit.kind === "money");
  const closing = pick("closing-cash");
  const parts = ["opening-cash", "net-change-in-cash", ...(useFx ? ["fx-effect"] : [])].map(pick);
  if (closing === undefined || parts.some((p) => p === undefined)) return 0;
  return tryFooting(
    closing,
    (parts as Row[]).map((row) => ({ row, sign: 1 })),
  ).holds.length;
}

function checkAgainstBalance(book: Book, block: Block, closing: Row | undefined, findings: Findings): void {
  const sheet = book.blocks.find((b) => b.kind === "balance" && b.issuer === block.issuer && b.source === block.source);
  const cash = sheet?.rows.find((row) => row.concept?.id === "cash" && row.unit.kind === "money");
  if (closing === undefined || cash === undefined) return;
  const restricted = sheet?.rows.find((row) => row.concept?.id === "restricted-cash");
  const plain = tryFooting(closing, [{ row: cash, sign: 1 }], true);
  const wide =
    restricted === undefined
      ? undefined
      : tryFooting(
          closing,
          [
            { row: cash, sign: 1 },
            { row: restricted, sign: 1 },
          ],
          true,
        );
  report(
    findings,
    wide !== undefined && wide.holds.length > plain.holds.length ? wide : plain,
    "cash-to-balance-sheet",
  );
}
