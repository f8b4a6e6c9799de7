// `silico audit`: reads published statements, prints what does not tie.
import { existsSync, readFileSync } from "node:fs";
import pc from "picocolors";
import { fail } from "../errors.ts";
import { audit } from "../valuation/audit/audit.ts";
import type { AuditResult, Finding, Severity } from "../valuation/audit/finding.ts";
import { readAuditTable } from "../valuation/audit/table.ts";
import { formatTable, print, printJson } from "./output.ts";
import { exitCode, type Verb } from "./verb.ts";

const severities: readonly Severity[] = ["error", "warning", "note"];

interface Options {
  readonly json?: boolean;
  readonly only?: string;
  readonly failOn?: string;
  readonly scenario?: string;
  readonly unchecked?: boolean;
  readonly tests?: boolean;
}

export const verb: Verb = {
  configure: (command) => {
    command
      .argument(
        "<file>",
        "published statements as CSV, a company model (YAML or JSON), the id of a shipped one, or - for standard input",
      )
      .option("--json", "one JSON document: findings, checked, passed")
      .option("--only <severity>", "show findings of this severity and above: error, warning, note")
      .option("--fail-on <severity>", "exit with 1 when there is a finding of this severity or above")
      .option("--scenario <id>", "for a company model: bear, base, bull, or one of its own")
      .option("--tests", "list every test with the number of checks made and passed")
      .option("--unchecked", "list the rows that no test could use")
      .addHelpText(
        "after",
        `
Every printed number is the range its decimals allow; a finding means that two ranges do not meet.

Columns (English or Chinese): company, statement, line_item, period, kind (A or E), value, unit, raw (as printed),
source, figure, note. Or wide: a label column and one column per period (2024A, 2025E). UTF-8, UTF-16, GBK or GB18030.

A company model is audited twice: the figures its sources print, and the statements its own formulas give.

Examples:
  silico audit statements.csv                      findings by company and statement, with the arithmetic
  silico audit statements.csv --json               for machines
  silico audit statements.csv --fail-on error      in a pipeline: exit code 1 when something does not tie
  silico audit biren                               a shipped model: printed figures, solved statements, its own checks
  silico audit my-company.yaml --scenario bear     your own`,
      )
      .action(async (file: string, options: Options) => {
        process.exitCode = await run(file, options);
      });
  },
};

/** A model by its extension or its id; anything else is statements. */
async function resultOf(file: string, options: Options): Promise<AuditResult> {
  const isModel = /\.(ya?ml|json)$/i.test(file) || (!/[./\\]/.test(file) && file !== "-" && !existsSync(file));
  if (!isModel) {
    if (options.scenario !== undefined)
      fail("schema", ["--scenario"], "statements have no scenarios", "Leave it out, or give a company model.", file);
    return audit(readAuditTable(readBytes(file), file));
  }
  const [{ chooseModel }, { auditModel }] = await Promise.all([
    import("./valuation-inputs.ts"),
    import("../valuation/audit/model-table.ts"),
  ]);
  const scenario = options.scenario === undefined ? {} : { scenario: options.scenario };
  const chosen = await chooseModel(file, { ...scenario, set: [], scale: [] });
  return auditModel(chosen.model, chosen.options);
}

async function run(file: string, options: Options): Promise<number> {
  const least = severityOf(options.only, "--only") ?? "note";
  const failing = severityOf(options.failOn, "--fail-on");
  const result = await resultOf(file, options);
  const shown = result.findings.filter((finding) => severities.indexOf(finding.severity) <= severities.indexOf(least));
  if (options.json === true)
    printJson({
      schema: "silico/audit/1",
      file,
      findings: shown,
      checked: result.checked,
      passed: result.passed,
      tests: result.tests,
      notChecked: result.notChecked,
    });
  else printReport(file, result, shown, options);
  const isFailing =
    failing !== undefined && result.findings.some((f) => severities.indexOf(f.severity) <= severities.indexOf(failing));
  return isFailing ? exitCode.failed : exitCode.done;
}

function severityOf(text: string | undefined, option: string): Severity | undefined {
  if (text === undefined) return undefined;
  const found = severities.find((severity) => severity === text);
  return found ?? fail("schema", [option], `unknown severity "${text}"`, `Use one of: ${severities.join(", ")}.`);
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (cause) {
    return fail(
      "file",
      [],
      `cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`,
      "Check the path.",
    );
  }
}

const paint: Readonly<Record<Severity, (text: string) => string>> = { error: pc.red, warning: pc.yellow, note: pc.dim };

function printReport(file: string, result: AuditResult, shown: readonly Finding[], options: Options): void {
  const groups = new Map<string, Finding[]>();
  for (const finding of shown) {
    const place = [finding.figure, finding.source].filter((part) => part !== "").join(", ");
    const title = [finding.company, finding.statement].filter((part) => part !== "").join(", ");
    const key = `${title === "" ? file : title}${place === "" ? "" : pc.dim(`  (${place})`)}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  for (const [title, findings] of groups) {
    print(pc.bold(title));
    for (const finding of findings) {
      const where = [finding.lineItem, finding.period].filter((part) => part !== "").join(", ");
      print(`  ${paint[finding.severity](finding.severity.padEnd(7))}  ${where}  ${pc.dim(finding.test)}`);
      print(`           ${finding.message}`);
    }
    print();
  }
  if (options.tests === true) {
    const rows = Object.entries(result.tests).map(([test, n]) => [
      test,
      String(n.checked),
      String(n.passed),
      String(n.checked - n.passed),
    ]);
    print(formatTable(["test", "checked", "passed", "failed"], rows, ["left", "right", "right", "right"]));
    print();
  }
  if (options.unchecked === true) {
    for (const row of result.notChecked)
      print(
        `not checked  ${[row.company, row.statement, row.lineItem].filter((x) => x !== "").join(", ")}: ${row.reason}`,
      );
    print();
  }
  const count = (severity: Severity): number =>
    result.findings.filter((finding) => finding.severity === severity).length;
  print(
    `${result.checked} checks, ${result.passed} passed; ${count("error")} errors, ${count("warning")} warnings, ${count("note")} notes; ` +
      `${result.notChecked.length} rows not checked${options.unchecked === true ? "" : " (--unchecked lists them)"}.`,
  );
}
