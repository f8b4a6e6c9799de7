import { expect, test } from "vitest";
import { anyEngine } from "../../test/any-engine.ts";
import { findChip } from "../catalog/chip.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { chipSpec } from "../catalog/resolve-chip.ts";
import { compileStepModel } from "./compile.ts";
import { adjustStepModel } from "./measured/adjust-step-model.ts";
import { slowed } from "./scaled-steps.ts";
import { stepSeconds } from "./step-model.ts";

test("every part of a step takes that much longer, whatever the layout, on a slower machine and by an adjustment", () => {
  const model = findModel("deepseek-ai/DeepSeek-R1");
  for (const layout of [
    { tp: 8, pp: 1, attentionDp: 1, ep: 1, moeTp: 8 },
    { tp: 2, pp: 4, attentionDp: 1, ep: 1, moeTp: 2 },
    { tp: 1, pp: 1, attentionDp: 8, ep: 8, moeTp: 1 },
  ]) {
    const steps = compileStepModel(model, chipSpec(findChip("h200-sxm")), {
      layout,
      precision: "fp8-block",
      engine: anyEngine,
    });
    const slow = slowed(steps, 1.3);
    const adjustment = { decodeScale: 1.3, prefillScale: 1.3, overheadSeconds: 0 };
    const adjusted = adjustStepModel(steps, adjustment);
    const late = adjustStepModel(steps, { ...adjustment, overheadSeconds: 0.01 });
    for (const [prefill, decode] of [
      [0, 40],
      [3, 0],
      [2, 25],
    ] as const) {
      const work = {
        prefillTokens: 900 * prefill,
        prefillSequences: prefill,
        prefillPairs: prefill * 405_450,
        prefillWindowPairs: prefill * 405_450,
        decodeSequences: decode,
        decodeContextTokens: 2000 * decode,
        decodeWindowTokens: 2000 * decode,
      };
      expect(stepSeconds(slow, work) / stepSeconds(steps, work)).toBeCloseTo(1.3, 9);
      expect(stepSeconds(adjusted, work) / stepSeconds(steps, work)).toBeCloseTo(1.3, 9);
      expect(stepSeconds(late, work) - stepSeconds(adjusted, work)).toBeCloseTo(0.01, 9);
    }
  }
});
