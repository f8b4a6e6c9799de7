// Which unit a formula has. Answers: do its parts agree in currency, scale, shares? Takes a parsed formula and the units of
// the names in it; pure.
import { fail, type Path } from "../../errors.ts";
import type { Expression, FunctionName } from "./formula.ts";
import {
  formatMeasure,
  hasSameDimension,
  isPlain,
  isSameMeasure,
  type Measure,
  multiplyMeasures,
  parseMeasure,
  plainMeasure,
  raiseMeasure,
} from "./measure.ts";

export interface MeasureNames {
  /** Unit of a line, a printed row (`printed.x`) or a peer multiple (`peers.x.y`). */
  readonly ofLine: (name: string) => Measure;
  readonly ofExternal: (key: string) => Measure;
}

/** Measure of an expression; undefined where it fits any (the literal 0). */
export function measureOf(expression: Expression, names: MeasureNames, path: Path): Measure | undefined {
  switch (expression.kind) {
    case "number":
      return expression.value === 0 ? undefined : plainMeasure;
    case "text":
      return fail(
        "schema",
        path,
        `text "${expression.value}" where a number belongs`,
        'Only to(…, "unit") takes text.',
      );
    case "line":
    case "range":
      return names.ofLine(expression.name);
    case "negative":
      return measureOf(expression.of, names, path);
    case "external":
      return names.ofExternal(expression.key);
    case "binary": {
      const left = measureOf(expression.left, names, path);
      const right = measureOf(expression.right, names, path);
      switch (expression.operator) {
        case "*":
          return multiplyMeasures(left ?? plainMeasure, right ?? plainMeasure);
        case "/":
          return multiplyMeasures(left ?? plainMeasure, right ?? plainMeasure, -1);
        case "^": {
          if (left === undefined || isPlain(left)) return plainMeasure;
          if (expression.right.kind === "number") return raiseMeasure(left, expression.right.value);
          return fail(
            "domain",
            path,
            `raises ${formatMeasure(left)} to a power that varies`,
            "Divide by a quantity of the same unit first.",
          );
        }
        case "+":
        case "-":
          return agree(left, right, `${expression.operator === "+" ? "adds" : "subtracts"}`, path);
        default:
          agree(left, right, "compares", path);
          return plainMeasure;
      }
    }
    case "call":
      return measureOfCall(expression.name, expression.args, names, path);
  }
}

function measureOfCall(
  name: FunctionName,
  args: readonly Expression[],
  names: MeasureNames,
  path: Path,
): Measure | undefined {
  switch (name) {
    case "to": {
      const unit = args[1];
      if (unit?.kind !== "text")
        return fail("schema", path, "to() needs a unit in quotes", 'Write to(equity, "HKD mn").');
      const wanted = parseMeasure(unit.value, path);
      const found = measureOf(args[0]!, names, path);
      if (found !== undefined && !hasSameDimension(found, wanted)) {
        fail(
          "domain",
          path,
          `cannot turn ${formatMeasure(found)} into ${unit.value}`,
          "Convert the currency with a rate first.",
        );
      }
      return wanted;
    }
    case "if":
      measureOf(args[0]!, names, path);
      return agree(measureOf(args[1]!, names, path), measureOf(args[2]!, names, path), "chooses between", path);
    case "sqrt":
    case "exp":
    case "ln": {
      const found = measureOf(args[0]!, names, path);
      if (found !== undefined && !isPlain(found))
        fail("domain", path, `${name}() of ${formatMeasure(found)}`, "Divide by a quantity of the same unit first.");
      return plainMeasure;
    }
    case "abs":
    case "round":
      return measureOf(args[0]!, names, path);
    default:
      return args.reduce<Measure | undefined>(
        (so, argument) => agree(so, measureOf(argument, names, path), `${name}() mixes`, path),
        undefined,
      );
  }
}

function agree(left: Measure | undefined, right: Measure | undefined, verb: string, path: Path): Measure | undefined {
  if (left === undefined || right === undefined || isSameMeasure(left, right)) return left ?? right;
  return fail(
    "domain",
    path,
    `${verb} ${formatMeasure(left)} and ${formatMeasure(right)}`,
    hasSameDimension(left, right)
      ? 'Bring them to one scale with to(…, "unit").'
      : "Convert one of them first: currencies, shares and plain numbers do not add.",
  );
}
