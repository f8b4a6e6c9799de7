import { expect, test } from "vitest";
import { shippedModel, shippedModelIds } from "../src/valuation/shipped-companies.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|");

test("docs/valuation-lines.md states the formula of every line of the shipped models", async () => {
  const text = shippedModelIds.map((id) => {
    const model = shippedModel(id);
    const span = (from: number, to: number): string =>
      from === model.firstYear && to === model.lastYear ? "" : `${from}–${to}: `;
    const sections = model.sections.map((section) => {
      const rows = model.lines
        .filter((line) => line.section === section.id)
        .map((line) => {
          const values = [...line.values].map(([year, value]) => `${year}: ${value}`).join(", ");
          const formulas = line.formulas
            .map((formula) => `${line.isScalar ? "" : span(formula.from, formula.to)}\`${formula.text}\``)
            .join("; ");
          const content = [line.value === undefined ? "" : String(line.value), values, formulas]
            .filter((part) => part !== "")
            .join("; ");
          return `| \`${line.id}\` | ${cell(line.label.en)} ${cell(line.label.zh ?? "")} | ${line.unit} | ${cell(content)} | ${line.basis} |`;
        });
      return `### ${section.label.en}\n\n| line | what | unit | value or formula | basis |\n|---|---|---|---|---|\n${rows.join("\n")}\n`;
    });
    return `## ${model.name.en} ${model.name.zh ?? ""} (${model.code})\n\n${sections.join("\n")}`;
  });
  const page = `# Formulas of the shipped company models\n\nGenerated from the model files; see [valuation.md](valuation.md) for the language and the definitions. Reported years hold the\nprinted figures unless a formula covers them.\n\n${text.join("\n")}`;
  await expect(page).toMatchFileSnapshot("../docs/valuation-lines.md");
});
