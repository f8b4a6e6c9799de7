// `silico report`: a company's valuation as a page (HTML) and a workbook with live formulas (XLSX).
import { join } from "node:path";
import type { Command } from "commander";
import { fail } from "../errors.ts";
import { companyReport } from "../valuation/company-report.ts";
import { note, print, printJson, writeFileWhole } from "./output.ts";
import { chooseModel, type ModelOptions, withModelOptions } from "./valuation-inputs.ts";
import type { Verb } from "./verb.ts";

interface Options extends ModelOptions {
  readonly out: string;
  readonly format: string;
  readonly draws: string;
  readonly seed: string;
  readonly json?: boolean;
}

export const verb: Verb = {
  configure: (command: Command) => {
    withModelOptions(
      command
        .argument("<company>", "shipped model (biren, iluvatar), company model file, or scenario file")
        .option("-o, --out <folder>", "where the files go", ".")
        .option("--format <kinds>", "html, xlsx, or both with a comma", "html,xlsx")
        .option("--draws <count>", "Monte Carlo draws", "20000")
        .option("--seed <number>", "seed of the draws", "1")
        .option("--json", "print what was written as JSON"),
    )
      .addHelpText(
        "after",
        `
Examples:
  silico report biren                        biren.html and biren.xlsx in the current folder
  silico report iluvatar --scenario bear -o reports
  silico report biren --format xlsx --set wacc=12%`,
      )
      .action(async (name: string, options: Options) => {
        const kinds = options.format.split(",").map((kind) => kind.trim());
        for (const kind of kinds)
          if (kind !== "html" && kind !== "xlsx")
            fail("schema", ["--format"], `unknown format "${kind}"`, "Write html, xlsx or html,xlsx.");
        const draws = Number(options.draws);
        const seed = Number(options.seed);
        if (!Number.isInteger(draws) || draws < 100)
          fail(
            "domain",
            ["--draws"],
            `expected a whole number of 100 or more, got ${options.draws}`,
            "Check the option.",
          );
        if (!Number.isInteger(seed) || seed < 0)
          fail("domain", ["--seed"], `expected a whole number, got ${options.seed}`, "Check the option.");
        const chosen = await chooseModel(name, options);
        const report = companyReport(
          chosen.model,
          {
            draws,
            seed,
            gridPoints: 5,
            ...(options.valuationDate === undefined ? {} : { date: options.valuationDate }),
          },
          chosen.options,
        );
        const stem = report.scenario === undefined ? chosen.model.id : `${chosen.model.id}-${report.scenario}`;
        const files: string[] = [];
        for (const kind of kinds) {
          const path = join(options.out, `${stem}.${kind}`);
          if (kind === "html") writeFileWhole(path, (await import("../report/company-html.ts")).companyHtml(report));
          else
            writeFileWhole(path, (await (await import("../report/company-workbook.ts")).companyWorkbook(report)).bytes);
          files.push(path);
        }
        if (options.json === true)
          printJson({ schema: "silico/report/1", company: chosen.model.id, scenario: report.scenario, files });
        else for (const file of files) print(file);
        if (report.checks.some((check) => !check.passed)) note("some checks of the model fail: the report says which");
      });
  },
};
