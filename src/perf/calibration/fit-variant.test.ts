// A fit finds what a table was made from, keeps away from its outliers, and never falls with more work.
import { expect, test } from "vitest";
import { chips } from "../../../test/any-call.ts";
import { gemm } from "../operators/families/gemm.ts";
import { families } from "../operators/families/table.ts";
import { gridValue } from "../operators/grid.ts";
import { OperatorModel } from "../operators/operator-model.ts";
import { fitChip } from "./fit-chip.ts";
import type { KernelRow } from "./kernel-row.ts";

const h100 = chips.find((chip) => chip.id === "h100-sxm")!;
const truth = [0.6, 0.7, 1.4] as const;
const base = gemm.prepare("bf16", h100);
const sizes = [32, 128, 512, 1024, 3584, 8192, 16384];
const tokens = [1, 16, 64, 128, 256, 512, 1024, 4096, 16384];

/** A table of a made-up chip: the physical form with known coefficients, every 23rd row a spike of 6 times. */
const rows: KernelRow[] = tokens.flatMap((m) =>
  sizes.flatMap((n) =>
    sizes.map((k) => ({
      call: { kind: "gemm" as const, m, n, k, precision: "bf16" as const },
      seconds: base(Float64Array.of(Math.max(m, 4), n, k), truth),
      dtype: "bf16",
      line: 0,
    })),
  ),
);
const spiked = rows.map((row, i) => (i % 23 === 11 ? { ...row, seconds: row.seconds * 6 } : row));
const table = (list: readonly KernelRow[]) => ({
  file: "x",
  rows: list,
  excluded: new Map(),
  engine: "e 1",
  remarks: [],
});
const noTransfer = { sameClass: {}, otherClass: {} };

test("recovers known coefficients and predicts the clean rows in spite of spikes", () => {
  const calibration = fitChip(h100, [table(spiked)], "test");
  const fit = calibration.families.gemm!.variants["bf16"]!;
  expect(fit.coefficients[0]).toBeCloseTo(truth[0], 1);
  expect(fit.coefficients[1]).toBeCloseTo(truth[1], 1);
  const model = new OperatorModel(h100, { own: calibration, others: [], transfer: noTransfer });
  const errors = rows
    .map(({ call, seconds }) => Math.abs(model.time(call).isolatedSeconds / seconds - 1))
    .sort((a, b) => a - b);
  expect(errors[errors.length >> 1]).toBeLessThan(0.02);
  expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(0.08);
});

test("a plateau of host time is told apart from the device behind it", () => {
  const host = 80e-6;
  const bound = rows.map((row) => ({ ...row, seconds: Math.max(host, row.seconds) }));
  const calibration = fitChip(h100, [table(bound)], "test");
  expect(calibration.families.gemm!.variants["bf16"]!.device).toBeDefined();
  const model = new OperatorModel(h100, { own: calibration, others: [], transfer: noTransfer });
  const small = model.time({ kind: "gemm", m: 16, n: 1024, k: 1024, precision: "bf16" });
  expect(small.isolatedSeconds).toBeGreaterThan(0.9 * host);
  expect(small.seconds).toBeLessThan(0.2 * host);
  const large = model.time({ kind: "gemm", m: 16384, n: 8192, k: 8192, precision: "bf16" });
  // Two surfaces of 3% steps meet here.
  expect(large.seconds / large.isolatedSeconds).toBeGreaterThan(0.96);
});

test("every family's surface rises along its rising axes at every knot", () => {
  for (const family of Object.values(families))
    for (const axis of family.axes) {
      const knots = [...axis.knots, ...(axis.beyond ?? [])];
      expect(knots, `${family.name} ${axis.name}`).toEqual([...knots].sort((a, b) => a - b));
      expect(knots[0]).toBeGreaterThan(0);
    }
  expect(gridValue({ axes: [Float64Array.of(0, 1)], values: Float64Array.of(2, 4) }, [0.5])).toBe(3);
});
