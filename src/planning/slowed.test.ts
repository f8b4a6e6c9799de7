import { expect, test } from "vitest";
import { findChip } from "../catalog/chip.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { chipSpec } from "../catalog/resolve-chip.ts";
import { compileStepModel } from "../perf/compile.ts";
import { stepSeconds } from "../perf/step-model.ts";
import { planEngine } from "./plan-scenario.ts";
import { slowed } from "./slowed.ts";

test("every part of a step takes that much longer, whatever the layout", () => {
  const model = findModel("deepseek-ai/DeepSeek-R1");
  for (const layout of [
    { tp: 8, pp: 1, attentionDp: 1, ep: 1, moeTp: 8 },
    { tp: 2, pp: 4, attentionDp: 1, ep: 1, moeTp: 2 },
    { tp: 1, pp: 1, attentionDp: 8, ep: 8, moeTp: 1 },
  ]) {
    const steps = compileStepModel(model, chipSpec(findChip("h200-sxm")), {
      layout,
      precision: "fp8-block",
      engine: planEngine,
    });
    const slow = slowed(steps, 1.3);
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
    }
  }
});
