// The shape of a company model file, as zod checks it. Names, formulas and units are checked where they are understood.
import { z } from "zod";

const label = z.union([
  z.string().transform((en) => ({ en })),
  z.strictObject({ en: z.string(), zh: z.string().optional() }),
]);
const yearKey = z
  .string()
  .regex(/^\d{4}$/, "expected a fiscal year such as 2027")
  .transform(Number);
const number = z.number().refine(Number.isFinite, "expected a finite number");
const overrideValue = z.union([number, z.string(), z.record(z.string(), z.union([number, z.string()]))]);
export const overridesSchema = z.record(z.string(), overrideValue);

const printedTable = z.strictObject({
  source: z.string(),
  place: z.string(),
  unit: z.string(),
  decimals: z.number().int().min(0).max(6).default(0),
  years: z.array(z.number().int()).optional(),
  rows: z.record(
    z.string(),
    z.strictObject({
      en: z.string(),
      zh: z.string().optional(),
      unit: z.string().optional(),
      decimals: z.number().int().min(0).max(8).optional(),
      place: z.string().optional(),
      values: z.array(number.nullable()).optional(),
      value: number.optional(),
    }),
  ),
});

const line = z.strictObject({
  en: z.string(),
  zh: z.string().optional(),
  unit: z.string().optional(),
  value: number.optional(),
  values: z.record(yearKey, number).optional(),
  is: z.string().optional(),
  every: z.string().optional(),
  history: z.string().optional(),
  forecast: z.string().optional(),
  explicit: z.string().optional(),
  extended: z.string().optional(),
  from: z.number().int().optional(),
  source: z.string().optional(),
  place: z.string().optional(),
  note: z.string().optional(),
  basis: z.enum(["reported", "broker", "calibrated", "assumption", "derived"]).optional(),
});

const distribution = z.union([
  z
    .strictObject({ low: number, mode: number, high: number })
    .transform((d) => ({ shape: "triangular" as const, ...d })),
  z.strictObject({ low: number, high: number }).transform((d) => ({ shape: "uniform" as const, ...d })),
  z.strictObject({ mean: number, sd: number }).transform((d) => ({ shape: "normal" as const, ...d })),
  z.strictObject({ p10: number, p50: number, p90: number }).transform((d) => ({ shape: "quantiles" as const, ...d })),
]);

export const companyModelSchema = z.strictObject({
  schema: z.literal("silico/company-model/1"),
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: label,
  code: z.string(),
  currency: z.string(),
  fiscalYearEnd: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .default("12-31"),
  periods: z.strictObject({
    first: z.number().int(),
    lastActual: z.number().int(),
    lastExplicit: z.number().int().optional(),
    last: z.number().int(),
  }),
  sources: z
    .record(
      z.string(),
      z.strictObject({ title: z.string(), publisher: z.string(), date: z.string(), url: z.string().optional() }),
    )
    .default({}),
  printed: z.record(z.string(), printedTable).default({}),
  sections: z.array(
    z.strictObject({
      id: z.string(),
      en: z.string(),
      zh: z.string().optional(),
      unit: z.string().optional(),
      basis: z.enum(["reported", "broker", "calibrated", "assumption", "derived"]).optional(),
      lines: z.record(
        z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/, "a line name is lower case words joined by dots"),
        line,
      ),
    }),
  ),
  breakers: z.record(z.string(), number).default({}),
  scenarios: z
    .record(
      z.string(),
      z.strictObject({
        en: z.string(),
        zh: z.string().optional(),
        note: z.string().optional(),
        set: overridesSchema.default({}),
        scale: z.record(z.string(), number).default({}),
      }),
    )
    .default({}),
  uncertainty: z
    .record(
      z.string(),
      z.strictObject({
        kind: z.enum(["scale", "shift", "set"]).default("scale"),
        note: z.string().optional(),
        distribution,
      }),
    )
    .default({}),
  checks: z
    .record(
      z.string(),
      z.strictObject({ en: z.string(), zh: z.string().optional(), line: z.string(), tolerance: number }),
    )
    .default({}),
  dcf: z
    .strictObject({
      flow: z.string(),
      wacc: z.string(),
      growth: z.string(),
      firstYear: z.number().int(),
      lastYear: z.number().int(),
      valuationDate: z.string(),
      timing: z.enum(["end", "mid"]).default("end"),
      firstPeriod: z.enum(["whole", "stub"]).default("whole"),
      terminal: z.enum(["gordon", "next-flow", "multiple"]).default("gordon"),
      multiple: z.string().optional(),
    })
    .optional(),
  peers: z
    .record(
      z.string(),
      z.strictObject({
        source: z.string(),
        place: z.string(),
        date: z.string(),
        rows: z.record(
          z.string(),
          z.strictObject({
            en: z.string(),
            zh: z.string().optional(),
            group: z.enum(["domestic", "overseas"]),
            multiples: z.record(z.string(), number.nullable()),
          }),
        ),
      }),
    )
    .default({}),
  rating: z
    .strictObject({
      house: z.string(),
      basis: z.string(),
      grades: z.array(z.strictObject({ en: z.string(), zh: z.string().optional(), from: number.optional() })).min(2),
    })
    .optional(),
  headline: z
    .strictObject({
      valuePerShare: z.string(),
      price: z.string(),
      priceDate: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
      printedTarget: number.optional(),
      printedRating: z.string().optional(),
      routes: z.record(z.string(), label).default({}),
      published: overridesSchema.default({}),
      bridge: z
        .record(
          z.string(),
          z.strictObject({
            en: z.string(),
            zh: z.string().optional(),
            note: z.string().optional(),
            judgement: z.boolean().default(false),
            set: overridesSchema,
          }),
        )
        .default({}),
    })
    .optional(),
  notes: z.array(z.string()).default([]),
});
