// The formula language of company models: arithmetic on named lines, with periods. Answers: what does a formula refer to,
// and in which order is it worked out? Takes text, gives a tree. No names are resolved and nothing runs here.
import { fail, type Path } from "../../errors.ts";

/** Which period of a line: `[t-1]` relative to the cell that asks, or `[2025]`. */
export type PeriodIndex =
  | { readonly kind: "relative"; readonly offset: number }
  | { readonly kind: "absolute"; readonly year: number };

export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">=" | "==" | "!=";

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "line"; readonly name: string; readonly at?: PeriodIndex }
  | { readonly kind: "range"; readonly name: string; readonly from: PeriodIndex; readonly to: PeriodIndex }
  | { readonly kind: "negative"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly Expression[] }
  /** A value another room supplies, e.g. `parity(chip: bi-v150, against: h20)`. `key` is its canonical spelling. */
  | {
      readonly kind: "external";
      readonly name: string;
      readonly args: Readonly<Record<string, string>>;
      readonly key: string;
    };

/** Name, and how many arguments it takes. */
export const functionArity = {
  min: [1, 64],
  max: [1, 64],
  sum: [1, 64],
  mean: [1, 64],
  median: [1, 64],
  abs: [1, 1],
  sqrt: [1, 1],
  exp: [1, 1],
  ln: [1, 1],
  round: [2, 2],
  if: [3, 3],
  /** The same quantity in another unit of the same dimension: `to(equity, "HKD mn")`. */
  to: [2, 2],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;
export type FunctionName = keyof typeof functionArity;

const precedence: Readonly<Record<BinaryOperator, number>> = {
  "<": 1,
  "<=": 1,
  ">": 1,
  ">=": 1,
  "==": 1,
  "!=": 1,
  "+": 2,
  "-": 2,
  "*": 3,
  "/": 3,
  "^": 5,
};
const negationPrecedence = 4;
/** Bounds that keep a hostile file from exhausting the stack. */
const maxLength = 4000;
const maxDepth = 200;

/**
 * Parse a formula such as `revenue[t-1] * (1 + growth)` or `sum(pv[2026:2035])`.
 *
 * Grammar: numbers (`1_000`, `2.5e3`, `15%`), lines (`income.revenue`), periods (`[t]`, `[t-1]`, `[2025]`, ranges
 * `[2026:2035]`), `+ - * / ^`, comparisons, brackets and the functions of `functionArity`. `^` binds tighter than a
 * leading minus, as in Excel's opposite and mathematics' custom: `-2^2` is -4.
 * @throws {SilicoError} code "schema" naming the place in the text.
 */
export function parseFormula(text: string, path: Path = []): Expression {
  if (text.length > maxLength)
    fail(
      "schema",
      path,
      `a formula of ${text.length} characters`,
      `Keep it below ${maxLength}: name its parts as lines.`,
    );
  let at = 0;
  let depth = 0;
  const bad = (problem: string, hint = "Check the formula."): never =>
    fail("schema", path, `${problem} at character ${at + 1} of ${JSON.stringify(text)}`, hint);
  const skip = (): void => {
    while (at < text.length && /\s/.test(text[at]!)) at++;
  };
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    skip();
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    at = pattern.lastIndex;
    return found;
  };
  const expect = (symbol: string): void => {
    skip();
    if (text.startsWith(symbol, at)) at += symbol.length;
    else bad(`expected "${symbol}"`);
  };

  function parseIndex(): PeriodIndex {
    const relative = match(/t\s*(?:([+-])\s*(\d+))?(?=\s*[\]:])/y);
    if (relative !== undefined) {
      const offset = relative[2] === undefined ? 0 : Number(relative[2]) * (relative[1] === "-" ? -1 : 1);
      return { kind: "relative", offset };
    }
    const absolute = match(/(\d{4})(?=\s*[\]:])/y);
    if (absolute !== undefined) return { kind: "absolute", year: Number(absolute[1]) };
    return bad("expected a period", "Write [t], [t-1], [2025] or [2026:2035].");
  }

  function parseName(): Expression {
    const name = match(/[A-Za-z_]\w*(?:\.[A-Za-z_0-9]\w*)*/y)?.[0] ?? bad("expected a name");
    skip();
    if (text[at] === "(") {
      at++;
      return parseCall(name);
    }
    if (text[at] !== "[") return { kind: "line", name };
    at++;
    const from = parseIndex();
    skip();
    if (text[at] === ":") {
      at++;
      const to = parseIndex();
      expect("]");
      return { kind: "range", name, from, to };
    }
    expect("]");
    return { kind: "line", name, at: from };
  }

  function parseCall(name: string): Expression {
    const named: Record<string, string> = {};
    for (;;) {
      const argument = match(/([a-z][\w-]*)\s*:\s*([^,()]+)/y);
      if (argument?.[1] === undefined || argument[2] === undefined) break;
      named[argument[1]] = argument[2].trim();
      skip();
      if (text[at] === ",") at++;
      else break;
    }
    if (Object.keys(named).length > 0) {
      expect(")");
      const parts = Object.keys(named)
        .sort()
        .map((key) => `${key}: ${named[key]}`);
      return { kind: "external", name, args: named, key: `${name}(${parts.join(", ")})` };
    }
    const args: Expression[] = [];
    skip();
    if (text[at] === ")") at++;
    else {
      for (;;) {
        args.push(parseBinary(0));
        skip();
        if (text[at] === ",") at++;
        else break;
      }
      expect(")");
    }
    const arity: readonly [number, number] | undefined = Object.hasOwn(functionArity, name)
      ? functionArity[name as FunctionName]
      : undefined;
    if (arity === undefined)
      return bad(`unknown function "${name}"`, `Known functions: ${Object.keys(functionArity).join(", ")}.`);
    if (args.length < arity[0] || args.length > arity[1])
      return bad(`${name}() takes ${arity[0]}${arity[1] > arity[0] ? " or more" : ""} arguments, got ${args.length}`);
    return { kind: "call", name: name as FunctionName, args };
  }

  function parsePrimary(): Expression {
    skip();
    const character = text[at];
    if (character === undefined) return bad("the formula ends too soon");
    if (character === "(") {
      at++;
      const inner = parseBinary(0);
      expect(")");
      return inner;
    }
    if (character === "-" || character === "+") {
      at++;
      const of = parseBinary(negationPrecedence);
      return character === "-" ? { kind: "negative", of } : of;
    }
    const quoted = match(/"([^"]*)"/y);
    if (quoted !== undefined) return { kind: "text", value: quoted[1] ?? "" };
    const number = match(/(\d[\d_]*\.?\d*|\.\d+)(e[+-]?\d+)?\s*(%)?/iy);
    if (number !== undefined) {
      const value = Number(`${number[1]!.replace(/_/g, "")}${number[2] ?? ""}`);
      return { kind: "number", value: number[3] === undefined ? value : value / 100 };
    }
    if (/[A-Za-z_]/.test(character)) return parseName();
    return bad(`unexpected "${character}"`);
  }

  function parseBinary(least: number): Expression {
    if (++depth > maxDepth) bad("too many levels of brackets", "Name its parts as lines.");
    let left = parsePrimary();
    for (;;) {
      skip();
      const found = /^(<=|>=|==|!=|[+\-*/^<>])/.exec(text.slice(at, at + 2))?.[1] as BinaryOperator | undefined;
      if (found === undefined || precedence[found] < least) {
        depth--;
        return left;
      }
      at += found.length;
      // `^` groups to the right, the others to the left.
      const right = parseBinary(found === "^" ? precedence[found] : precedence[found] + 1);
      left = { kind: "binary", operator: found, left, right };
    }
  }

  const result = parseBinary(0);
  skip();
  if (at < text.length) bad(`unexpected "${text[at]}"`);
  return result;
}

/** Visit a tree, parents first. */
export function visitExpression(expression: Expression, visit: (node: Expression) => void): void {
  visit(expression);
  switch (expression.kind) {
    case "negative":
      visitExpression(expression.of, visit);
      break;
    case "binary":
      visitExpression(expression.left, visit);
      visitExpression(expression.right, visit);
      break;
    case "call":
      for (const argument of expression.args) visitExpression(argument, visit);
      break;
  }
}
