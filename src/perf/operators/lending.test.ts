// What a chip without tables of its own gets from those that have them.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findChip } from "../../catalog/chip.ts";
import { chipSpec } from "../../catalog/resolve-chip.ts";
import { shippedLenders, transferSpread } from "../calibration/shipped.ts";
import { decodeSurface, encodeSurface } from "./chip-calibration.ts";
import type { GemmCall, MlaDecodeCall } from "./operator-call.ts";
import { OperatorModel } from "./operator-model.ts";

const hopper = ["h100-sxm", "h200-sxm"];
const borrowing = (id: string, from: readonly string[], engine?: string) =>
  new OperatorModel(chipSpec(findChip(id)), {
    own: undefined,
    others: shippedLenders(id).filter(({ chip }) => from.includes(chip.id)),
    transfer: transferSpread,
    ...(engine === undefined ? {} : { engine }),
  });

const core: MlaDecodeCall = {
  kind: "mla-decode",
  heads: 16,
  kvLoraRank: 512,
  ropeHeadDim: 64,
  nopeHeadDim: 128,
  valueHeadDim: 128,
  kvFormat: "bf16",
  sequences: 1,
  contextTokens: 256,
};

test("host time is lent between tables of one engine and version, and by no other", () => {
  // vLLM 0.14 launched its MLA cores one by one: 0.13 ms on Hopper whatever the shape.
  const same = borrowing("gb200", hopper, "vllm 0.14.0").time(core);
  expect(same.isolatedSeconds).toBeGreaterThan(8e-5);
  expect(same.isolatedSeconds).toBeGreaterThan(3 * same.seconds);
  for (const engine of ["sglang 0.5.14", undefined]) {
    const other = borrowing("gb200", hopper, engine).time(core);
    expect(other.isolatedSeconds).toBe(other.seconds);
    expect(other.seconds).toBe(same.seconds);
  }
});

const product: GemmCall = { kind: "gemm", m: 8192, n: 8192, k: 8192, precision: "fp8-block" };
const shareOfPeak = (model: OperatorModel, call: GemmCall) => {
  const { flops, seconds } = model.time(call);
  return flops / seconds / model.chip.peakFlopsPerSecond.fp8!;
};

test("the same cores come nearer to a smaller tensor peak", () => {
  // H20 is H200 with 15% of the tensor peak and two thirds of the cores: what feeds the pipes no longer holds them up.
  const whole = shareOfPeak(borrowing("h200-sxm", ["h100-sxm"]), product);
  const cut = shareOfPeak(borrowing("h20", hopper), product);
  expect(whole).toBeLessThan(0.75);
  expect(cut).toBeGreaterThan(whole + 0.1);
  expect(cut).toBeLessThan(0.95);
});

test("a chip that reads the weights twice as fast is never slower at reading them", () => {
  const narrow = { ...product, m: 8 };
  const h100 = borrowing("h100-sxm", ["h200-sxm"]).time(narrow).seconds;
  const h200 = borrowing("h200-sxm", ["h200-sxm", "h100-sxm"]).time(narrow).seconds;
  expect(h200).toBeLessThan(h100);
  expect(h100 / h200).toBeLessThan(4.8 / 3.35);
});

test("a stored correction is read back to the step", () => {
  const step = fc.integer({ min: -128, max: 127 }).map((value) => value / 25);
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 200 }), (values) => {
      const back = decodeSurface(encodeSurface(Float64Array.from(values)));
      expect(back.length).toBe(values.length);
      values.forEach((value, i) => {
        expect(back[i]).toBeCloseTo(value, 12);
      });
    }),
  );
});
