// A user's scenario on top of a company model (YAML): drivers set or scaled, lines added, values from other rooms bound.
// Takes parsed YAML and the model underneath as written; gives the model with the scenario in it.
import { z } from "zod";
import { SilicoError } from "../errors.ts";
import type { CompanyModel } from "./company-model.ts";
import { parseCompanyModel } from "./parse-company-model.ts";
import { toIssues } from "./schema-issues.ts";

/** A value supplied from outside, with its spread. */
export interface BoundValue {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly unit: string;
  readonly source: string;
}

export interface ValuationScenario {
  readonly model: CompanyModel;
  /** Id of the scenario inside the model. */
  readonly scenario: string;
  /** External calls answered in the file, by their canonical spelling. */
  readonly externals: ReadonlyMap<string, BoundValue>;
}

const number = z.number().refine(Number.isFinite, "expected a finite number");
const settable = z.union([number, z.string(), z.record(z.string(), z.union([number, z.string()]))]);
const schema = z.strictObject({
  schema: z.literal("silico/valuation-scenario/1"),
  company: z.string(),
  name: z.union([z.string().transform((en) => ({ en, zh: en })), z.strictObject({ en: z.string(), zh: z.string() })]),
  note: z.string().optional(),
  unit: z.string().optional(),
  lines: z.record(z.string(), z.unknown()).default({}),
  set: z.record(z.string(), settable).default({}),
  scale: z.record(z.string(), number).default({}),
  uncertainty: z.record(z.string(), z.unknown()).default({}),
  externals: z
    .record(z.string(), z.strictObject({ p10: number, p50: number, p90: number, unit: z.string(), source: z.string() }))
    .default({}),
});

export function isValuationScenario(raw: unknown): boolean {
  return (
    typeof raw === "object" &&
    raw !== null &&
    "schema" in raw &&
    String(raw.schema).startsWith("silico/valuation-scenario/")
  );
}

/** Spell an external call one way: arguments in order of their names. */
export function canonicalCall(text: string): string {
  const match = /^\s*([A-Za-z_]\w*)\s*\((.*)\)\s*$/.exec(text);
  if (match === null) return text;
  const parts = match[2]!.split(",").map((part) => part.split(":").map((side) => side.trim()));
  return `${match[1]}(${parts
    .sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ")})`;
}

/**
 * @param modelOf the model underneath, as written in YAML, by company id.
 * @throws {SilicoError} code "schema" with every mistake found.
 */
export function parseValuationScenario(
  raw: unknown,
  modelOf: (company: string) => unknown,
  file?: string,
): ValuationScenario {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new SilicoError(toIssues(parsed.error, schema, raw, file));
  const spec = parsed.data;
  const base = modelOf(spec.company) as {
    sections: unknown[];
    scenarios?: Record<string, unknown>;
    uncertainty?: Record<string, unknown>;
    notes?: string[];
  };
  const id = "user";
  const merged = {
    ...base,
    sections:
      Object.keys(spec.lines).length === 0
        ? base.sections
        : [
            {
              id: "scenario",
              en: spec.name.en,
              zh: spec.name.zh,
              unit: spec.unit ?? "x",
              basis: "assumption",
              lines: spec.lines,
            },
            ...base.sections,
          ],
    scenarios: {
      ...base.scenarios,
      [id]: {
        en: spec.name.en,
        zh: spec.name.zh,
        ...(spec.note === undefined ? {} : { note: spec.note }),
        set: spec.set,
        scale: spec.scale,
      },
    },
    uncertainty: { ...base.uncertainty, ...spec.uncertainty },
    notes: [...(base.notes ?? []), ...(spec.note === undefined ? [] : [spec.note])],
  };
  return {
    model: parseCompanyModel(merged, file),
    scenario: id,
    externals: new Map(Object.entries(spec.externals).map(([key, value]) => [canonicalCall(key), value])),
  };
}
