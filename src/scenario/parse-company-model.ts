// A company model as written in YAML -> checked plain values. Takes parsed YAML; names the path of every mistake, all of
// them at once. Knows shapes and names only: whether formulas can be solved is for the valuation room.
import type { z } from "zod";
import { type Issue, SilicoError } from "../errors.ts";
import type {
  BridgeStep,
  CompanyModel,
  DcfSpec,
  FormulaSpec,
  HeadlineSpec,
  Label,
  LineSpec,
  OverrideSpec,
  PrintedRow,
  RatingSpec,
  ScenarioSpec,
  SourceSpec,
  UncertainDriver,
} from "./company-model.ts";
import { companyModelSchema, type overridesSchema } from "./company-model-schema.ts";
import { toIssues } from "./schema-issues.ts";

/** Overrides as written, one entry a line or a line and year. */
export function readOverrides(raw: z.infer<typeof overridesSchema>): OverrideSpec[] {
  return Object.entries(raw).flatMap(([name, value]): OverrideSpec[] =>
    typeof value === "object"
      ? Object.entries(value).map(([year, is]) => ({ line: name, year: Number(year), is }))
      : [{ line: name, is: value }],
  );
}

const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;

/**
 * Check a company model as written. @throws {SilicoError} code "schema" with every mistake found.
 */
export function parseCompanyModel(raw: unknown, file?: string): CompanyModel {
  const parsed = companyModelSchema.safeParse(raw);
  if (!parsed.success) throw new SilicoError(toIssues(parsed.error, companyModelSchema, raw, file));
  const model = parsed.data;
  const { first, lastActual, last } = model.periods;
  const lastExplicit = model.periods.lastExplicit ?? last;
  const issues: Issue[] = [];
  const report = (path: (string | number)[], problem: string, hint: string): void => {
    issues.push(present({ code: "schema" as const, path, problem, hint, file } as Issue));
  };
  if (!(first <= lastActual && lastActual <= lastExplicit && lastExplicit <= last)) {
    report(
      ["periods"],
      `years out of order: ${first}, ${lastActual}, ${lastExplicit}, ${last}`,
      "Give first <= lastActual <= lastExplicit <= last.",
    );
  }

  const printed: PrintedRow[] = [];
  for (const [tableId, table] of Object.entries(model.printed)) {
    if (model.sources[table.source] === undefined)
      report(["printed", tableId, "source"], `unknown source "${table.source}"`, "List it under sources.");
    for (const [id, row] of Object.entries(table.rows)) {
      const byYear = new Map<number, number>();
      const count = table.years?.length ?? 0;
      if (row.value === undefined && (row.values?.length ?? 0) !== count) {
        report(
          ["printed", tableId, "rows", id],
          `${row.values?.length ?? 0} values for ${count} years`,
          "Give one value a year, null where none is printed.",
        );
      }
      for (const [i, value] of (row.values ?? []).entries()) {
        const year = table.years?.[i];
        if (value !== null && year !== undefined) byYear.set(year, value);
      }
      if (printed.some((other) => other.id === id))
        report(["printed", tableId, "rows", id], `"${id}" is printed twice`, "Give the second one another name.");
      printed.push(
        present({
          id,
          label: present({ en: row.en, zh: row.zh }),
          unit: row.unit ?? table.unit,
          source: table.source,
          place: row.place ?? table.place,
          byYear,
          value: row.value,
          decimals: row.decimals ?? table.decimals,
        } as PrintedRow),
      );
    }
  }

  const lines: LineSpec[] = [];
  for (const [s, section] of model.sections.entries()) {
    for (const [id, spec] of Object.entries(section.lines)) {
      const path = ["sections", s, "lines", id];
      if (lines.some((other) => other.id === id))
        report(path, `line "${id}" is defined twice`, "Give the second one another name.");
      const unit = spec.unit ?? section.unit;
      if (unit === undefined) report(path, `line "${id}" has no unit`, "Give the line or its section a unit.");
      const formulas: FormulaSpec[] = [];
      const add = (text: string | undefined, from: number, to: number): void => {
        if (text !== undefined) formulas.push({ from: Math.max(from, spec.from ?? from), to, text });
      };
      add(spec.explicit, lastActual + 1, lastExplicit);
      add(spec.extended, lastExplicit + 1, last);
      add(spec.forecast, lastActual + 1, last);
      add(spec.history, first, lastActual);
      add(spec.every, first, last);
      add(spec.is, first, last);
      const isScalar = spec.is !== undefined || spec.value !== undefined;
      const isSeries = spec.values !== undefined || formulas.some((formula) => formula.text !== spec.is);
      if (isScalar && isSeries)
        report(
          path,
          `line "${id}" is written as a scalar and as a series`,
          "Use value or is for a scalar; values, every, history, forecast, explicit, extended for a series.",
        );
      if (spec.source !== undefined && model.sources[spec.source] === undefined)
        report([...path, "source"], `unknown source "${spec.source}"`, "List it under sources.");
      const values = new Map(Object.entries(spec.values ?? {}).map(([year, value]) => [Number(year), value]));
      lines.push(
        present({
          id,
          label: present({ en: spec.en, zh: spec.zh }),
          section: section.id,
          unit: unit ?? "x",
          isScalar,
          value: spec.value,
          values,
          formulas,
          source: spec.source,
          place: spec.place,
          note: spec.note,
          basis: spec.basis ?? section.basis ?? (formulas.length > 0 ? "derived" : "assumption"),
        } as LineSpec),
      );
    }
  }

  const scenarios: ScenarioSpec[] = Object.entries(model.scenarios).map(([id, spec]) =>
    present({
      id,
      label: present({ en: spec.en, zh: spec.zh }),
      note: spec.note,
      overrides: readOverrides(spec.set),
      scales: Object.entries(spec.scale).map(([name, factor]) => ({ line: name, factor })),
    } as ScenarioSpec),
  );
  const names = new Set(lines.map((entry) => entry.id));
  const known = (path: (string | number)[], name: string): void => {
    if (!names.has(name) && !name.startsWith("dcf.")) report(path, `no line "${name}"`, "Name a line of this model.");
  };
  for (const scenario of scenarios) {
    for (const entry of scenario.overrides) known(["scenarios", scenario.id, "set", entry.line], entry.line);
    for (const entry of scenario.scales) known(["scenarios", scenario.id, "scale", entry.line], entry.line);
  }
  for (const name of Object.keys(model.uncertainty)) known(["uncertainty", name], name);
  for (const name of Object.keys(model.breakers)) known(["breakers", name], name);
  for (const [id, check] of Object.entries(model.checks)) known(["checks", id, "line"], check.line);
  if (issues.length > 0) throw new SilicoError(issues);

  const [month, day] = model.fiscalYearEnd.split("-").map(Number);
  return present({
    id: model.id,
    name: model.name,
    code: model.code,
    currency: model.currency,
    fiscalYearEnd: { month: month ?? 12, day: day ?? 31 },
    firstYear: first,
    lastActual,
    lastExplicit,
    lastYear: last,
    sources: model.sources as Readonly<Record<string, SourceSpec>>,
    sections: model.sections.map((section) => ({
      id: section.id,
      label: present({ en: section.en, zh: section.zh }) as Label,
    })),
    printed,
    lines,
    breakers: new Map(Object.entries(model.breakers)),
    scenarios,
    uncertainty: Object.entries(model.uncertainty).map(
      ([name, spec]) =>
        present({ line: name, kind: spec.kind, distribution: spec.distribution, note: spec.note }) as UncertainDriver,
    ),
    checks: Object.entries(model.checks).map(([id, spec]) => ({
      id,
      label: present({ en: spec.en, zh: spec.zh }) as Label,
      line: spec.line,
      tolerance: spec.tolerance,
    })),
    dcf: model.dcf as DcfSpec | undefined,
    peerTables: Object.entries(model.peers).map(([id, table]) => ({
      id,
      source: table.source,
      place: table.place,
      date: table.date,
      peers: Object.entries(table.rows).map(([peer, row]) => ({
        id: peer,
        label: present({ en: row.en, zh: row.zh }) as Label,
        group: row.group,
        multiples: Object.fromEntries(Object.entries(row.multiples).map(([name, value]) => [name, value ?? undefined])),
      })),
    })),
    rating:
      model.rating === undefined
        ? undefined
        : {
            house: model.rating.house,
            basis: model.rating.basis,
            grades: model.rating.grades.map(
              (grade) =>
                present({
                  label: present({ en: grade.en, zh: grade.zh }) as Label,
                  from: grade.from,
                }) as RatingSpec["grades"][number],
            ),
          },
    headline:
      model.headline === undefined
        ? undefined
        : present({
            valuePerShare: model.headline.valuePerShare,
            price: model.headline.price,
            priceDate: model.headline.priceDate,
            printedTarget: model.headline.printedTarget,
            printedRating: model.headline.printedRating,
            routes: Object.entries(model.headline.routes).map(([name, text]) => ({ line: name, label: text as Label })),
            published: readOverrides(model.headline.published),
            bridge: Object.entries(model.headline.bridge).map(
              ([id, step]) =>
                present({
                  id,
                  label: present({ en: step.en, zh: step.zh }) as Label,
                  note: step.note,
                  isJudgement: step.judgement,
                  overrides: readOverrides(step.set),
                }) as BridgeStep,
            ),
          } as HeadlineSpec),
    notes: model.notes,
  } as CompanyModel);
}
