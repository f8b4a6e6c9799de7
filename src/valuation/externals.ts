// Where a company model meets the other rooms: calls such as parity(chip: bi-v150, against: h20) whose values are worked out
// elsewhere. Answers: which outside values does a model ask for?
import type { CompanyModel } from "../scenario/company-model.ts";
import { type Expression, parseFormula, visitExpression } from "./model/formula.ts";

export interface ExternalCall {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
  /** Canonical spelling: the key under which its value is bound. */
  readonly key: string;
}

/** Every outside value asked for by a model's formulas, under the scenario and overrides given. */
export function externalCalls(
  model: CompanyModel,
  scenario?: string,
  overrides: readonly { readonly is: number | string }[] = [],
): ExternalCall[] {
  const chosen = model.scenarios.find((entry) => entry.id === scenario)?.overrides ?? [];
  const texts = [
    ...model.lines.flatMap((line) => line.formulas.map((formula) => formula.text)),
    ...[...chosen, ...overrides].flatMap(({ is }) => (typeof is === "string" ? [is] : [])),
  ];
  const calls = new Map<string, ExternalCall>();
  for (const text of texts) {
    visitExpression(parseFormula(text), (node: Expression) => {
      if (node.kind === "external") calls.set(node.key, { name: node.name, args: node.args, key: node.key });
    });
  }
  return [...calls.values()];
}
