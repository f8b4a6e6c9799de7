// `silico accuracy valuation <golden.csv>`: published and recomputed valuation figures, worked out again by the engine.
import type { Command } from "commander";
import { readGoldenTable } from "../../scenario/read-golden.ts";
import { scoreGoldenRow } from "../../valuation/golden.ts";
import { formatTable, note, print, printJson } from "../output.ts";
import { readTextFile } from "../read-scenario.ts";
import { exitCode, type Verb } from "../verb.ts";

const maxTableBytes = 32_000_000;

export const verb: Verb = {
  configure: (command: Command) => {
    command
      .argument(
        "<golden.csv>",
        "columns id, group, description, inputs (JSON), convention, expected, unit, abs_tol, rel_tol, kind",
      )
      .option("--json", "machine-readable result")
      .option("--all", "show every row, not only those that fail")
      .addHelpText(
        "after",
        `
Kinds of rows: published (the printed figure by the convention that gives it), recomputed (what the inputs imply),
must_pass and must_flag (an identity the engine must accept or doubt), must_not_equal (an answer it must not give).

Examples:
  silico accuracy valuation golden.csv
  silico accuracy valuation golden.csv --json`,
      )
      .action((file: string, options: { json?: boolean; all?: boolean }) => {
        const scores = readGoldenTable(readTextFile(file, maxTableBytes, "a table of golden figures"), file).map(
          scoreGoldenRow,
        );
        const passed = scores.filter((score) => score.passed).length;
        const kinds = [...new Set(scores.map((score) => score.kind))];
        const byKind = Object.fromEntries(
          kinds.map((kind) => {
            const rows = scores.filter((score) => score.kind === kind);
            return [kind, { rows: rows.length, passed: rows.filter((score) => score.passed).length }];
          }),
        );
        if (options.json === true) {
          printJson({ schema: "silico/accuracy-valuation/1", file, rows: scores.length, passed, byKind, scores });
        } else {
          const shown = options.all === true ? scores : scores.filter((score) => !score.passed);
          if (shown.length > 0) {
            print(
              formatTable(
                ["Row", "Kind", "Computed", "Expected", "Tolerance", "Result", "How"],
                shown.map((score) => [
                  score.id,
                  score.kind,
                  score.computed === undefined ? "—" : String(Number(score.computed.toPrecision(10))),
                  String(score.expected),
                  String(score.tolerance),
                  score.passed ? "ok" : "FAILED",
                  score.how,
                ]),
                ["left", "left", "right", "right", "right", "left", "left"],
              ),
            );
            print();
          }
          print(
            `${passed} of ${scores.length} rows within tolerance (${kinds.map((kind) => `${kind} ${byKind[kind]!.passed}/${byKind[kind]!.rows}`).join(", ")})`,
          );
        }
        if (passed < scores.length) {
          note(`${scores.length - passed} rows are outside their tolerance`);
          process.exitCode = exitCode.failed;
        }
      });
  },
};
