// Who a row is about: one id per issuer, from names, aliases and codes, so that tables and documents can be compared.
import issuersYaml from "../../../data/audit/issuers.yaml";
import { simplified } from "./chinese.ts";
import { normalise } from "./printed-number.ts";

export interface Code {
  readonly code: string;
  /** HK, CN (Shanghai, Shenzhen, Bloomberg's CH), US, KS, ... */
  readonly market: string;
  readonly text: string;
}

const aliases = issuersYaml as readonly (readonly string[])[];
const stop = new Set([
  "the",
  "inc",
  "corp",
  "co",
  "ltd",
  "technology",
  "technologies",
  "tech",
  "group",
  "holdings",
  "plc",
  "corporation",
  "limited",
  "semiconductor",
  "micro",
]);
const markets: Readonly<Record<string, string>> = {
  SH: "CN",
  SZ: "CN",
  SS: "CN",
  CH: "CN",
  HK: "HK",
  US: "US",
  O: "US",
  N: "US",
  KS: "KS",
  TW: "TW",
  JP: "JP",
  T: "JP",
};

/** Every exchange code in a text: "688256. SH", "9988. HK/BABA. US", "(NVDA US)". */
export function codesIn(text: string): Code[] {
  const out: Code[] = [];
  for (const match of normalise(text).matchAll(/\b([A-Z]{1,5}|\d{4,6})\s*[. ]\s*(SH|SZ|SS|CH|HK|US|KS|TW|JP)\b/g)) {
    const digits = match[1] ?? "";
    const market = markets[match[2] ?? ""] ?? "";
    out.push({
      code: /^\d+$/.test(digits) && market === "HK" ? digits.padStart(4, "0") : digits,
      market,
      text: match[0],
    });
  }
  return out;
}

/** The bare name: without bracketed code or remark. */
export const bareName = (name: string): string =>
  simplified(normalise(name))
    .replace(/\([^()]*\)\s*$/, " ")
    .replace(/\s+/g, " ")
    .trim();

const words = (name: string): string[] =>
  bareName(name)
    .toLowerCase()
    .split(/[^\p{L}\p{N}.+-]+/u)
    .filter((word) => word !== "");

/**
 * Group names into issuers. Two names are one issuer when they share a code in one market, when the alias table says so,
 * when their words are equal but for company forms,
 * or when the words of one begin those of another that carries a code.
 */
export function resolveIssuers(names: readonly string[]): Map<string, string> {
  const parent = new Map<string, string>();
  const find = (a: string): string => {
    let root = a;
    while (parent.get(root) !== undefined && parent.get(root) !== root) root = parent.get(root) ?? root;
    return root;
  };
  const join = (a: string, b: string): void => {
    const [x, y] = [find(a), find(b)];
    if (x !== y) parent.set(y, x);
  };
  const unique = [...new Set(names)];
  for (const name of unique) parent.set(name, name);
  const coreOf = new Map(
    unique.map((name) => [
      name,
      words(name)
        .filter((word) => !stop.has(word))
        .join(" "),
    ]),
  );
  const core = (name: string): string => coreOf.get(name) ?? "";
  const first = new Map<string, string>();
  const joinBy = (key: string, name: string): void => {
    const other = first.get(key);
    if (other === undefined) first.set(key, name);
    else join(other, name);
  };
  for (const name of unique) {
    if (core(name) === "") continue;
    joinBy(`name ${core(name)}`, name);
    joinBy(`alias ${aliasOf(name)}`, name);
  }
  const listed = unique.filter((name) => codesIn(name).length > 0);
  const byCode = new Map<string, string>();
  for (const name of listed) {
    for (const { code, market } of codesIn(name)) {
      const other = byCode.get(`${code}.${market}`);
      // A code shared by two different names is a finding for the code check, not a reason to merge them.
      if (other === undefined) byCode.set(`${code}.${market}`, name);
      else if (related(core(other), core(name))) join(other, name);
    }
    for (const short of unique) if (core(short) !== "" && core(name).startsWith(`${core(short)} `)) join(name, short);
  }
  return new Map(unique.map((name) => [name, find(name)]));
}

const related = (a: string, b: string): boolean =>
  a !== "" && b !== "" && (a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `));

function aliasOf(name: string): string {
  const key = bareName(name).toLowerCase();
  const inside = normalise(name);
  const group = aliases.find((list) =>
    list.some((alias) => alias.toLowerCase() === key || (/[\u4e00-\u9fff]/.test(alias) && inside.includes(alias))),
  );
  return group?.[0] ?? key;
}
