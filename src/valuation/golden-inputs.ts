// The inputs of a golden row by name, and the row's own convention read as a formula over them.
import { pow } from "../elementary.ts";
import { SilicoError } from "../errors.ts";
import type { GoldenRecord } from "../scenario/read-golden.ts";
import { type Expression, parseFormula } from "./model/formula.ts";

export class Inputs {
  readonly #raw: Readonly<Record<string, unknown>>;
  constructor(raw: Readonly<Record<string, unknown>>) {
    this.#raw = raw;
  }
  has(...names: string[]): boolean {
    return names.every((name) => this.#raw[name] !== undefined);
  }
  number(name: string): number {
    const value = this.#raw[name];
    if (typeof value !== "number")
      throw new SilicoError({
        code: "schema",
        path: ["inputs", name],
        problem: `expected a number, got ${JSON.stringify(value)}`,
        hint: "Check the row.",
      });
    return value;
  }
  list(name: string): (number | undefined)[] {
    return (this.#raw[name] as unknown[]).map((value) => (typeof value === "number" ? value : undefined));
  }
  numbers(name: string): number[] {
    return this.list(name).filter((value) => value !== undefined);
  }
  names(name: string): string[] {
    return this.#raw[name] as string[];
  }
  /** The one numeric input whose name passes; undefined where none or several do. */
  only(test: (name: string) => boolean): string | undefined {
    const found = Object.keys(this.#raw).filter((name) => typeof this.#raw[name] === "number" && test(name));
    return found.length === 1 ? found[0] : undefined;
  }
  /** Name of the one input that matches. */
  find(pattern: RegExp): string | undefined {
    return Object.keys(this.#raw).find((name) => pattern.test(name));
  }
}

/**
 * The row's own convention as a formula over its inputs, where it is one: "price x shares", "(rev - cogs)/rev". A name may be
 * shortened to the start of one input's name. Percent rows are turned into percent.
 */
export function statedFormula(
  row: GoldenRecord,
  inputs: Inputs,
): { readonly value: number; readonly how: string } | undefined {
  const text = (row.convention.split(/[;,]/)[0] ?? "")
    .replace(/^[^=]*=(?!=)/, "")
    .replace(/×|(?<=[\s)])x(?=[\s(])/g, "*")
    .replace(/−/g, "-")
    .replace(/÷/g, "/");
  let expression: Expression;
  try {
    expression = parseFormula(text);
  } catch {
    return undefined;
  }
  const evaluate = (node: Expression): number => {
    switch (node.kind) {
      case "number":
        return node.value;
      case "line": {
        const name = inputs.has(node.name) ? node.name : inputs.only((entry) => entry.startsWith(node.name));
        return name === undefined ? Number.NaN : inputs.number(name);
      }
      case "negative":
        return -evaluate(node.of);
      case "binary": {
        const [a, b] = [evaluate(node.left), evaluate(node.right)];
        switch (node.operator) {
          case "+":
            return a + b;
          case "-":
            return a - b;
          case "*":
            return a * b;
          case "/":
            return a / b;
          case "^":
            return pow(a, b);
          default:
            return Number.NaN;
        }
      }
      default:
        return Number.NaN;
    }
  };
  const value = evaluate(expression);
  if (!Number.isFinite(value) || expression.kind === "number") return undefined;
  return { value: row.unit === "%" ? value * 100 : value, how: `stated formula ${text.trim()}` };
}
