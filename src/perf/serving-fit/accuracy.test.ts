import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeShared, sharedPath } from "../../../test/shared.ts";
import { readTable } from "../../scenario/read-table.ts";
import { servingAccuracy } from "./accuracy.ts";
import {
  correctAll,
  type FitPoint,
  fitEngines,
  fitNearby,
  fitPoints,
  foldOf,
  predictAll,
  type ScoredPoint,
} from "./fit-engines.ts";
import { errorsOf } from "./fit-report.ts";
import { shippedFits } from "./predict-unseen.ts";
import { readLayout, readServingPoints } from "./serving-points.ts";

test("labels that contradict their own arithmetic are read as the GPUs that ran", () => {
  const raw = { pp: 1, attentionDp: 1, moeTp: 1, ep: 1 };
  expect(readLayout({ ...raw, tp: 16, moeTp: 4, ep: 4 })).toEqual({ tp: 4, pp: 1, attentionDp: 1, ep: 4, moeTp: 1 });
  expect(readLayout({ ...raw, tp: 4, attentionDp: 4, ep: 16 })).toEqual({
    tp: 1,
    pp: 1,
    attentionDp: 4,
    ep: 4,
    moeTp: 1,
  });
  expect(readLayout({ ...raw, tp: 8, moeTp: 8 })).toEqual({ tp: 8, pp: 1, attentionDp: 1, ep: 1, moeTp: 8 });
});

test("requests in flight are those of one instance, however many stood behind the address", () => {
  const row = { mode: "agg", backend: "trtllm", isl: "1024", osl: "1024", tp_size: "8", concurrency: "320" };
  const requests = (fields: Record<string, string>): number =>
    readServingPoints([{ ...row, ...fields }]).points[0]!.concurrency;
  expect(requests({ batch_size: "320" })).toBe(320);
  expect(requests({ batch_size: "40" })).toBe(40);
  expect(requests({ batch_size: "40", attention_dp_size: "8" })).toBe(320);
  expect(requests({})).toBe(320);
});

test("a class whose every run is left out keeps nothing of the fit that it starts from", () => {
  const logsOf = (fits: ReturnType<typeof fitEngines>) => fits.map(({ logs }) => [...logs]);
  expect(logsOf(fitEngines([], shippedFits()))).toEqual(logsOf(fitEngines([])));
});

test("a split deployment was set up for the largest of its runs", () => {
  const row = {
    mode: "disagg",
    backend: "trtllm",
    isl: "1024",
    osl: "1024",
    prefill_tp_size: "4",
    prefill_num_workers: "1",
    decode_tp_size: "8",
    decode_num_workers: "4",
    source: "results; config_id=7",
  };
  const { points } = readServingPoints([
    { ...row, id: "a", concurrency: "48" },
    { ...row, id: "b", concurrency: "192" },
    { ...row, id: "c", concurrency: "400", isl: "8192" },
    { ...row, id: "d", concurrency: "400", source: "results" },
  ]);
  expect(points.map(({ mostPerDecodeWorker }) => mostPerDecodeWorker)).toEqual([48, 48, 100, undefined]);
});

test("a row without what a prediction needs is counted by reason", () => {
  const row = { mode: "agg", backend: "vllm", isl: "1024", osl: "1024", tp_size: "1", ttft_ms: "9", tpot_ms: "9" };
  const read = readServingPoints([
    { ...row, concurrency: "" },
    { ...row, concurrency: "4", layout_suspect: "1" },
    { ...row, mode: "disagg", concurrency: "4", prefill_tp_size: "1", decode_tp_size: "1" },
  ]);
  expect(read.points).toEqual([]);
  expect(read.excluded).toEqual([
    { reason: "disaggregated without worker counts", rows: 1 },
    { reason: "layout_suspect", rows: 1 },
    { reason: "no concurrency", rows: 1 },
  ]);
});

describeShared("measured serving runs", () => {
  test("errors stay under what the product promises, on every row that can be predicted", () => {
    const file = sharedPath("data", "e2e", "serving_points_dev.csv");
    const result = servingAccuracy(readServingPoints(readTable(readFileSync(file, "utf8"), file, ["ttft_ms"])));
    const find = (mode: string, metric: string) =>
      result.summary.find((row) => row.by === "all" && row.mode === mode && row.metric === metric)!;
    // Rows of the fit are predicted with their own answer near: the coefficients alone are held.
    const alone = (metric: string) =>
      result.summary.find((row) => row.by === "coefficients" && row.mode === "agg" && row.metric === metric)!;
    const tpot = alone("tpot");
    const ttft = alone("ttft");
    expect(find("agg", "tpot").mape).toBeLessThan(tpot.mape!);
    expect(tpot.coverage).toBeGreaterThanOrEqual(97);
    expect(tpot.mape).toBeLessThan(14);
    expect(tpot.medianApe).toBeLessThan(8);
    expect(ttft.mape).toBeLessThan(30);
    expect(ttft.medianApe).toBeLessThan(18);
    expect(tpot.intervalCoverage).toBeGreaterThan(75);
    expect(tpot.intervalCoverage).toBeLessThan(85);
    expect(find("disagg", "tpot").mape).toBeLessThan(22);
    expect(find("disagg", "ttft").mape).toBeLessThan(40);
    const split = result.split!;
    expect(split.rows).toBeGreaterThan(1400);
    for (const parts of [split.tpot, split.ttft]) {
      expect(parts.reduce((sum, { timeShare }) => sum + timeShare, 0)).toBeCloseTo(100, 0);
      for (const { points } of parts) expect(points).toBeGreaterThanOrEqual(0);
    }
    // Points of the parts make up the error of the whole.
    expect(split.ttft.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(split.ttftMape, 0);
    expect(split.ttftAtMeasuredTpotMape).toBeGreaterThan(0);
    expect(result.excluded.map(({ reason }) => reason)).toEqual([
      "disaggregated without worker counts",
      "layout_conflict",
      "layout_suspect",
      "no concurrency",
    ]);
  });

  test("runs tell of groups that are not among them", () => {
    const file = sharedPath("data", "e2e", "serving_points_dev.csv");
    const read = readServingPoints(readTable(readFileSync(file, "utf8"), file, ["ttft_ms"]));
    const ready = fitPoints(read.points).ready.filter(({ point }) => point.mode === "agg");
    const fits = shippedFits();
    const foldsOf = ({ point }: FitPoint) => foldOf(point.group, 5);
    const corrected = [0, 1, 2, 3, 4].flatMap((fold) => {
      const kept = ready.filter((entry) => foldsOf(entry) !== fold);
      const held = ready.filter((entry) => foldsOf(entry) === fold);
      return correctAll(predictAll(held, fits), fitNearby(kept, fits));
    });
    const alone = errorsOf(predictAll(ready, fits));
    const near = errorsOf(corrected);
    // The coefficients have seen these rows, so this is what the runs near by add to the best of them.
    expect(near.tpotMape).toBeLessThan(0.9 * alone.tpotMape!);
    expect(near.tpotMedianApe).toBeLessThan(0.7 * alone.tpotMedianApe!);
    expect(near.ttftMape).toBeLessThan(0.85 * alone.ttftMape!);
    // Nearer means surer.
    const medianOf = (rows: readonly ScoredPoint[]) => errorsOf(rows).tpotMedianApe!;
    const next = medianOf(corrected.filter(({ nearness }) => nearness >= 0.8));
    const far = medianOf(corrected.filter(({ nearness }) => nearness < 0.3));
    expect(next).toBeLessThan(far / 2);
  });
});
