// Which line item is it? A table of synonyms, English and Chinese; what it does not hold is "not recognised".
import conceptsYaml from "../../../data/audit/concepts.yaml";
import { simplified } from "./chinese.ts";
import { normalise } from "./printed-number.ts";
import { parseUnit } from "./unit.ts";

export type StatementKind =
  | "income"
  | "balance"
  | "cash"
  | "share"
  | "valuation"
  | "dcf"
  | "segment"
  | "ratio"
  | "other";
export type ConceptGroup = "income" | "balance" | "cash" | "share" | "valuation" | "dcf";

export interface Concept {
  readonly id: string;
  readonly group: ConceptGroup;
  readonly sign: "+" | "-" | "~";
  readonly isTotal: boolean;
}

interface Entry {
  readonly sign: "+" | "-" | "~";
  readonly role?: "total";
  readonly names: readonly string[];
}

const source = conceptsYaml as Readonly<Record<ConceptGroup, Readonly<Record<string, Entry>>>>;

/**
 * The comparable form of a label: lower case, simplified characters, no bracketed units ("(RMB mn)"), no bracketed
 * alternatives ("(loss)/profit" is "profit"), no footnote marks, no leading "total" marks or numbering.
 */
export function labelKey(label: string): string {
  let text = simplified(normalise(label)).toLowerCase();
  text = text.replace(/\([^()]*\)\s*\/\s*/g, "").replace(/\/\s*\([^()]*\)/g, "");
  text = text.replace(/\([^()]*\)/g, " ").replace(/,\s*net\s*$/, "");
  text = text.replace(/[、，。;；:：*†‡"“”]/g, "").replace(/^\s*(?:[-–•·]|\d+[.)])\s*/, "");
  text = text
    .replace(/^(?:less|add|plus|of which|其中)\s*[:]?\s+/, "")
    .replace(/\s+/g, " ")
    .trim();
  text = text.replace(
    /attributable to (?:the )?(?:ordinary )?(?:owners|shareholders|stockholders|members|equity holders|equity shareholders)(?: of (?:the )?(?:parent|company|group|corporation))?(?: company)?/,
    "attributable to owners",
  );
  return text.replace(/[,.\s]+$/, "");
}

/** As `labelKey` but keeps bracketed words: for names such as "EPS (diluted)". */
const fullKey = (label: string): string => simplified(normalise(label)).toLowerCase().replace(/\s+/g, " ").trim();

/** Without brackets that hold a unit: "EPS (diluted) (RMB)" is "eps (diluted)". */
const unitlessKey = (label: string): string =>
  fullKey(label)
    .replace(/\(([^()]*)\)/g, (all, inner: string) =>
      ["count", "none", "other"].includes(parseUnit(inner).kind) ? all : "",
    )
    .replace(/\s+/g, " ")
    .trim();

/** A remark in brackets that makes it another line. */
const otherLine = /\([^()]*(diluted|adjusted|摊薄|稀释|经调整)[^()]*\)/i;

const byGroup = new Map<ConceptGroup, Map<string, Concept>>();
export const conceptById = new Map<string, Concept>();
for (const group of Object.keys(source) as ConceptGroup[]) {
  const names = new Map<string, Concept>();
  for (const [id, entry] of Object.entries(source[group])) {
    const concept: Concept = { id, group, sign: entry.sign, isTotal: entry.role === "total" };
    if (!conceptById.has(id)) conceptById.set(id, concept);
    for (const name of entry.names) {
      names.set(fullKey(name), concept);
      if (!names.has(labelKey(name))) names.set(labelKey(name), concept);
    }
  }
  byGroup.set(group, names);
}

/** Where to look first: a cash flow's "net profit" is another row than an income statement's. */
const order: Readonly<Record<StatementKind, readonly ConceptGroup[]>> = {
  income: ["income", "share", "valuation"],
  balance: ["balance"],
  cash: ["cash"],
  share: ["share", "valuation", "income", "balance", "cash", "dcf"],
  valuation: ["valuation", "share", "dcf", "income", "balance", "cash"],
  dcf: ["dcf", "cash", "valuation", "share", "income", "balance"],
  segment: ["income"],
  ratio: ["valuation", "income", "balance", "cash", "share", "dcf"],
  other: ["income", "balance", "cash", "share", "valuation", "dcf"],
};

/** The concept a label names inside a kind of statement; `undefined` where the table does not know it. */
export function conceptOf(label: string, statement: StatementKind): Concept | undefined {
  const keys = [fullKey(label), unitlessKey(label), ...(otherLine.test(fullKey(label)) ? [] : [labelKey(label)])];
  for (const group of order[statement])
    for (const key of keys) {
      const found = byGroup.get(group)?.get(key);
      if (found !== undefined) return found;
    }
  return undefined;
}

const kinds: readonly (readonly [RegExp, StatementKind])[] = [
  [/segment|分部|分业务|by product|breakdown/i, "segment"],
  [/wacc|dcf|discounted cash|现金流折现|折现/i, "dcf"],
  [/ratio|比率|growth|margin|profitab|gearing|liquidity|per share data|财务指标|盈利能力/i, "ratio"],
  [/cash ?flow|现金流/i, "cash"],
  [/balance|financial position|资产负债|财务状况/i, "balance"],
  [/income|profit (and|&) loss|p&l|profit or loss|损益|利润表|收益表|earnings|comprehensive/i, "income"],
  [/comps|peer|valuation|multiple|估值|可比/i, "valuation"],
  [/market data|ipo|listing|share|cover|市场数据/i, "share"],
];

/** What kind of statement a title names. */
export function statementKindOf(title: string): StatementKind {
  const text = simplified(normalise(title));
  return kinds.find(([pattern]) => pattern.test(text))?.[1] ?? "other";
}
