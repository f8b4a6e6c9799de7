import { expect, test } from "vitest";
import { findChip } from "../catalog/chip.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { chipSpec } from "../catalog/resolve-chip.ts";
import { reproducePrefill } from "./pipeline-prefill.ts";

/** CMBI, Iluvatar CoreX initiation, Apr 2026, Figures 10 and 11. */
const published = {
  "bi-v150": { precision: "w4a8", ttftMs: [397.93, 770.2, 1627.9], rates: [20586, 21272, 20129] },
  a800: { precision: "w4a16", ttftMs: [735.67, 1343.85, 2749.54], rates: [11135, 12192, 11918] },
} as const;

for (const [chip, { precision, ttftMs, rates }] of Object.entries(published))
  test(`one efficiency reproduces the three published prefill lengths of ${chip} within ten per cent`, () => {
    const rows = [1024, 2048, 4096].map((promptTokens, i) => ({
      promptTokens,
      ttftSeconds: ttftMs[i]! / 1e3,
      tokensPerSecond: rates[i]!,
    }));
    const result = reproducePrefill(
      { model: findModel("deepseek-ai/DeepSeek-R1"), chip: chipSpec(findChip(chip)), precision, tp: 2, pp: 8 },
      rows,
    );
    expect(result.efficiency).toBeGreaterThan(0.05);
    expect(result.efficiency).toBeLessThan(0.8);
    for (const row of result.rows) {
      expect(Math.abs(row.ttftSeconds / row.published.ttftSeconds - 1)).toBeLessThan(0.1);
      expect(Math.abs(row.tokensPerSecond / row.published.tokensPerSecond - 1)).toBeLessThan(0.1);
      // Eight prompts in flight: the published figures say so themselves.
      expect((row.published.ttftSeconds * row.published.tokensPerSecond) / row.published.promptTokens).toBeCloseTo(
        8,
        1,
      );
    }
  });
