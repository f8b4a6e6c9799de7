// Turns zod's issues into Silico's: the offending value, the keys that exist, and what to do next.
import { z } from "zod";
import type { Issue, Path } from "../errors.ts";
import { nearestNames } from "../near-names.ts";

export function didYouMean(wanted: string, names: readonly string[], otherwise: string): string {
  const near = nearestNames(wanted, names);
  return near.length === 0 ? otherwise : `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`;
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** The keys that any object schema allows at a path, through wrappers and unions. */
function keysAt(schema: unknown, path: Path): string[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option: unknown) => keysAt(option, path));
  if (schema instanceof z.ZodPipe) return keysAt(schema.in, path);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return keysAt(schema.unwrap(), path);
  }
  const [head, ...rest] = path;
  if (head === undefined) return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  if (schema instanceof z.ZodObject) return keysAt(schema.shape[head], rest);
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  if (schema instanceof z.ZodRecord) return keysAt(schema.valueType, rest);
  return [];
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

/** All problems of one parse, as Silico issues. `input` is what was parsed; `file` and `lineOf` say where it came from. */
export function toIssues(
  error: z.core.$ZodError,
  schema: z.ZodType,
  input: unknown,
  file?: string,
  lineOf?: (path: Path) => number | undefined,
): Issue[] {
  const issues: Issue[] = [];
  const add = (path: Path, problem: string, hint: string, code: Issue["code"] = "schema") => {
    const line = lineOf?.(path);
    const place = file === undefined ? undefined : line === undefined ? file : `${file}:${line}`;
    issues.push({ code, path, problem, hint, ...(place === undefined ? {} : { file: place }) });
  };
  const walk = (list: readonly z.core.$ZodIssue[], prefix: Path) => {
    for (const issue of list) {
      const path: Path = [...prefix, ...(issue.path as (string | number)[])];
      const value = valueAt(input, path);
      if (issue.code === "unrecognized_keys") {
        const known = [...new Set(keysAt(schema, path))];
        for (const key of issue.keys) {
          const otherwise = known.length > 0 ? `Known keys here: ${known.join(", ")}.` : "Remove it.";
          add([...path, key], `unknown key "${key}"`, didYouMean(key, known, otherwise), "unknown-name");
        }
      } else if (issue.code === "invalid_union") {
        // The alternative that got furthest is the one the user meant.
        const depth = (alternative: readonly z.core.$ZodIssue[]) =>
          Math.max(...alternative.map((part) => part.path.length), 0);
        const alternatives = issue.errors.filter((alternative) =>
          alternative.some((part) => part.code !== "invalid_type" || part.path.length > 0),
        );
        const best = [...alternatives].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
        if (best === undefined) {
          const expected = [
            ...new Set(issue.errors.flat().map((part) => ("expected" in part ? String(part.expected) : part.message))),
          ];
          add(
            path,
            value === undefined ? "is missing" : `expected ${expected.join(" or ")}, got ${show(value)}`,
            "See the scenario guide for the forms this key takes.",
          );
        } else walk(best, path);
      } else if (issue.code === "invalid_value") {
        const names = issue.values.map(String);
        add(
          path,
          value === undefined ? "is missing" : `unknown value ${show(value)}`,
          didYouMean(String(value ?? ""), names, `One of: ${names.join(", ")}.`),
        );
      } else if (issue.code === "invalid_type") {
        add(
          path,
          value === undefined ? "is missing" : `expected ${issue.expected}, got ${show(value)}`,
          value === undefined ? `Add it: ${issue.expected} expected.` : "Correct the value.",
        );
      } else if (issue.code === "custom") {
        const hint = issue.params?.["hint"];
        add(path, issue.message, typeof hint === "string" ? hint : "Correct the value.");
      } else {
        add(
          path,
          `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}, got ${show(value)}`,
          "Correct the value.",
        );
      }
    }
  };
  walk(error.issues, []);
  return issues;
}
