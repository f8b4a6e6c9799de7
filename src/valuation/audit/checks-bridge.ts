// From a multiple or a cash-flow value to a price: value = base x multiple, two currencies at one rate, per share, blends.
import { pow } from "../../elementary.ts";
import type { Block, Book, Cell, Row } from "./book.ts";
import { impliedShares } from "./checks-market.ts";
import type { Findings } from "./finding.ts";
import { formatNumber } from "./format.ts";
import { add, div, type Interval, intersect, meets, midpoint, mul, point } from "./interval.ts";
import type { Ledger } from "./ledger.ts";
import { type Currency, currencyIn } from "./printed-number.ts";

export function checkBridge(book: Book, ledger: Ledger, findings: Findings): void {
  for (const block of book.blocks) {
    checkFxDirection(block, findings);
    checkValueFromMultiple(block, findings);
    checkBlend(block, findings);
    checkImpliedByValue(block, ledger, findings);
  }
  checkTargetPrice(book, findings);
}

const numbers = (block: Block): Cell[] =>
  block.rows.flatMap((row) => [...row.cells.values()]).filter((cell) => cell.isNumber);
const of = (block: Block, concept: string): Cell[] => numbers(block).filter((cell) => cell.row.concept?.id === concept);

/** The pair in a label such as "CNY/HKD", "USDCNY" or "RMB per HKD"; base first, as the market quotes: base/quote = quote per base. */
function pairIn(label: string): { readonly base: Currency; readonly quote: Currency } | undefined {
  const codes = "CNY|CNH|RMB|HKD|USD|EUR|JPY|TWD|KRW|GBP";
  const slash = new RegExp(`\\b(${codes})\\s*[/]?\\s*(${codes})\\b`, "i").exec(label);
  const per = new RegExp(`\\b(${codes})\\s+per\\s+(${codes})\\b`, "i").exec(label);
  const [base, quote] =
    per !== null
      ? [currencyIn(per[2] ?? ""), currencyIn(per[1] ?? "")]
      : slash !== null
        ? [currencyIn(slash[1] ?? ""), currencyIn(slash[2] ?? "")]
        : [];
  return base === undefined || quote === undefined || base === quote ? undefined : { base, quote };
}

/** An exchange rate is checked against one amount printed in both currencies beside it. */
function checkFxDirection(block: Block, findings: Findings): void {
  for (const cell of numbers(block)) {
    const pair = pairIn(cell.row.label);
    if (
      pair === undefined ||
      (cell.row.unit.kind !== "fx" && cell.row.unit.kind !== "none" && cell.row.unit.kind !== "multiple")
    )
      continue;
    for (const a of numbers(block))
      for (const b of numbers(block)) {
        if (a.row.key !== b.row.key || a.period.key !== b.period.key || a.row.unit.kind !== "money") continue;
        if (a.row.unit.currency !== pair.base || b.row.unit.currency !== pair.quote) continue;
        // base/quote is quote per base: amount in quote over amount in base.
        const asLabelled = div(b.range, a.range);
        const reversed = div(a.range, b.range);
        if (asLabelled === undefined || reversed === undefined) continue;
        const arithmetic = `${a.row.label} ${a.raw} and ${b.raw}`;
        if (meets(cell.range, asLabelled)) findings.pass("fx-direction", [cell, a, b]);
        else if (meets(cell.range, reversed))
          findings.fail(
            "fx-direction",
            "error",
            cell,
            `"${cell.row.label}" is printed as ${cell.raw}, but ${arithmetic} make that ${pair.base} per ${pair.quote}, i.e. ${pair.quote}/${pair.base}; as labelled the rate is ${formatNumber(midpoint(asLabelled), 3)}. An amount multiplied by it where it should be divided comes out at ${formatNumber(pow(midpoint(reversed), 2) * 100, 1)}% of the right one.`,
            Number(midpoint(asLabelled).toPrecision(4)),
            { arithmetic, cells: [a, b] },
          );
        else findings.compare("fx-rate", cell, asLabelled, arithmetic, { cells: [a, b] });
      }
  }
}

/** A valuation table with a base (revenue, profit), a multiple and a value: value = base x multiple, in the base's currency. */
function checkValueFromMultiple(block: Block, findings: Findings): void {
  const baseRows = numbers(block).filter(
    (cell) =>
      cell.row.unit.kind === "money" && /revenue|sales|profit|earnings|ebitda|收入|利润|净利/.test(cell.row.key),
  );
  const multiple = numbers(block).filter((cell) => cell.row.unit.kind === "multiple");
  const values = of(block, "equity-value").filter((cell) => cell.row.unit.kind === "money");
  const [base, times] = [baseRows[0], multiple[0]];
  if (baseRows.length !== 1 || multiple.length !== 1 || base === undefined || times === undefined) return;
  for (const value of values)
    if (value.row.unit.currency === base.row.unit.currency)
      findings.compare("value-from-multiple", value, mul(base.range, times.range), `${base.raw} x ${times.raw}`, {
        cells: [base, times],
      });
}

/** Value per share: the last value in the price's currency over the shares in issue. */
function checkTargetPrice(book: Book, findings: Findings): void {
  for (const price of book.cells) {
    if (!price.isNumber || price.row.concept?.id !== "target-price" || price.row.unit.kind !== "per-share") continue;
    const inDocument = book.blocks.filter((b) => b.issuer === price.row.issuer && b.source === price.row.source);
    const own = inDocument.find(
      (b) => b.statement === price.row.statement && b.figure === price.row.figure && of(b, "equity-value").length > 0,
    );
    const blended = inDocument
      .flatMap(numbers)
      .find(
        (cell) => /^(blended|综合)/.test(cell.row.key) && cell.row.unit.kind === "money" && cell.row.unit.factor < 1e8,
      );
    const value =
      blended?.row.unit.currency === price.row.unit.currency
        ? blended
        : own === undefined
          ? undefined
          : of(own, "equity-value").find((cell) => cell.row.unit.currency === price.row.unit.currency);
    if (value === undefined || value.row.unit.currency !== price.row.unit.currency) continue;
    const shares = own === undefined ? undefined : of(own, "shares")[0];
    const implied = impliedShares(book, price.row.issuer, price.row.source);
    const count = shares?.range ?? implied?.shares;
    if (count === undefined) continue;
    const perShare = div(value.range, count);
    if (perShare !== undefined)
      findings.compare(
        "target-price",
        price,
        perShare,
        `${value.raw} / ${shares === undefined ? implied?.text : `${shares.raw} shares`}`,
        { cells: [value, ...(shares === undefined ? [] : [shares])] },
      );
  }
}

/** "X weight", "X valuation", ...: weights add to one and the blend is their weighted sum. */
function checkBlend(block: Block, findings: Findings): void {
  const weights = numbers(block).filter(
    (cell) => cell.row.unit.kind === "percent" && /\bweight\b|权重/.test(cell.row.key),
  );
  if (weights.length < 2) return;
  const total = weights.map((w) => w.range).reduce(add);
  const first = weights[0] as Cell;
  if (meets(total, point(1))) findings.pass("weights", weights);
  else
    findings.fail(
      "weights",
      "error",
      first,
      `The weights ${weights.map((w) => `${w.row.label} ${w.raw}`).join(" + ")} add to ${formatNumber(midpoint(total) * 100, 1)}%, not 100%.`,
      100,
    );
  const stem = (row: Row): string => row.key.replace(/\b(weight|valuation|value)\b|权重|估值/g, "").trim();
  const parts = weights.map((weight) => ({
    weight,
    value: numbers(block).find(
      (cell) => cell.row.unit.kind === "money" && cell !== weight && stem(cell.row) === stem(weight.row),
    ),
  }));
  const blend = numbers(block).find(
    (cell) => cell.row.unit.kind === "money" && /^(blended|综合|weighted|average)/.test(cell.row.key),
  );
  if (blend === undefined || parts.some((part) => part.value === undefined)) return;
  const expected = parts.map(({ weight, value }) => mul(exactWeight(weight.range), (value as Cell).range)).reduce(add);
  findings.compare(
    "blend",
    blend,
    expected,
    parts.map(({ weight, value }) => `${weight.raw} x ${value?.raw}`).join(" + "),
    { cells: parts.map((part) => part.value as Cell) },
  );
}

/** A house chooses its weights: "50%" is a half, not a rounding of 49.6%. */
const exactWeight = (range: Interval): Interval => point(midpoint(range));

/** Multiples printed beside values ("DCF forward P/S"): value over revenue; across currencies they must imply one rate. */
function checkImpliedByValue(block: Block, ledger: Ledger, findings: Findings): void {
  const rows = block.rows.filter((row) => row.unit.kind === "multiple" && /p\/s|市销率/.test(row.key));
  let common: Interval | undefined;
  for (const row of rows) {
    const stem = row.key
      .replace(/forward|implied|p\/s|市销率|远期/g, "")
      .replace(/\s+/g, " ")
      .trim();
    if (stem === "" || block.rows.length < 4) continue;
    const value = numbers(block).find(
      (cell) =>
        cell.row.unit.kind === "money" && cell.row.key.replace(/\b(valuation|value)\b|估值/g, "").trim() === stem,
    );
    if (value === undefined) continue;
    for (const cell of row.cells.values()) {
      const revenue = ledger.find(row.issuer, row.source, "revenue", cell.period);
      if (!cell.isNumber || revenue === undefined) continue;
      const ratio = div(value.range, revenue.range);
      if (ratio === undefined) continue;
      if (value.row.unit.currency === revenue.row.unit.currency)
        findings.compare("multiple", cell, ratio, `${value.raw} / revenue ${revenue.raw}`, { cells: [value, revenue] });
      else {
        const rate = div(cell.range, ratio);
        if (rate === undefined) continue;
        const next: Interval | undefined = common === undefined ? rate : intersect(common, rate);
        if (next === undefined)
          findings.fail(
            "implied-fx",
            "warning",
            cell,
            `${cell.row.label} ${cell.raw} implies ${formatNumber(midpoint(rate), 4)} between the two currencies, the rows before it ${formatNumber(midpoint(common ?? rate), 4)}.`,
            null,
          );
        else {
          common = next;
          findings.pass("implied-fx", [cell, value, revenue]);
        }
      }
    }
  }
}
