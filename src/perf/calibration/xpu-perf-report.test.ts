import { expect, test } from "vitest";
import { chips } from "../../../test/any-call.ts";
import { readXpuPerfReport, reportTable, utilisation } from "./xpu-perf-report.ts";

const a100 = chips.find((chip) => chip.id === "a100-sxm")!;

/** Layout of byte_micro_perf reports: one operator, a list of shapes. */
const document = JSON.stringify({
  Operators: "gemm",
  Backend: "GPU",
  "Device Info": "NVIDIA A100-SXM4-80GB",
  Performance: [
    {
      Dtype: "bfloat16",
      "Tensor Shapes": [
        [8192, 8192],
        [8192, 8192],
      ],
      "Avg latency(us)": 4400,
      "Memory Size(MB)": 384,
    },
    {
      Dtype: "int8",
      "Tensor Shapes": [
        [8192, 8192],
        [8192, 8192],
      ],
      "Avg latency(us)": 0,
    },
  ],
});

test("utilisation is arithmetic over the data sheet, by hand", () => {
  const report = readXpuPerfReport("gemm.json", document);
  expect(report.device).toBe("NVIDIA A100-SXM4-80GB");
  expect(report.skipped.get("gemm")).toBe(1);
  const { mfu, mbu } = utilisation(report.rows[0]!, a100);
  // 2 * 8192^3 FLOP in 4.4 ms on 312 TFLOP/s; 384 MiB on 2.039 TB/s.
  expect(mfu).toBeCloseTo((2 * 8192 ** 3) / 4.4e-3 / 312e12, 9);
  expect(mbu).toBeCloseTo((384 * 2 ** 20) / 4.4e-3 / 2.039e12, 9);
});

test("records of arguments and targets, one a line", () => {
  const text = [
    { op_name: "gemm", arguments: { dtype: "float16", M: 16, K: 4096, N: 4096 }, targets: { "latency(us)": 25 } },
    {
      op_name: "all_reduce",
      arguments: { dtype: "float16", world_size: 8, shapes: [[1048576]] },
      targets: { "latency(us)": 60 },
    },
    { op_name: "gelu", arguments: { dtype: "float32" }, targets: { "latency(us)": 12, "mem_size(B)": 8e6 } },
  ]
    .map((record) => JSON.stringify(record))
    .join("\n");
  const { rows } = readXpuPerfReport("x.jsonl", text);
  expect(rows.map(({ call }) => call?.kind)).toEqual(["gemm", "collective", undefined]);
  // 2 MiB x 2 x 7/8 over a 300 GB/s link.
  expect(utilisation(rows[1]!, a100).mbu).toBeCloseTo((2 * 2 ** 20 * 1.75) / 60e-6 / 300e9, 9);
  const table = reportTable("x.jsonl", { device: undefined, rows, skipped: new Map() }, a100);
  expect(table.rows.length).toBe(2);
  expect([...table.excluded.keys()]).toEqual(["gelu in float32 is not an operator of the model"]);
});

test("something else is refused by name", () => {
  expect(() => readXpuPerfReport("a.json", "{}")).toThrow(/a\.json: neither "Performance" nor "targets"/);
  expect(() => readXpuPerfReport("b.json", "")).toThrow(/b\.json: the report is empty/);
  expect(() => readXpuPerfReport("c.jsonl", '{"a":1}\nnonsense')).toThrow(/c\.jsonl: line 2 is no JSON object/);
});

test("entries beyond the data sheet are refused, copies that differ are remarked on", () => {
  const gemm = (latency: number) =>
    JSON.stringify({
      op_name: "gemm",
      arguments: { dtype: "bfloat16", M: 4096, K: 4096, N: 4096 },
      targets: { "latency(us)": latency },
    });
  // 137 GFLOP at 312 TFLOP/s take 440 us: 0.9 us are milliseconds read as microseconds.
  const wrong = readXpuPerfReport("x.jsonl", [gemm(900), gemm(0.9)].join("\n"));
  expect(() => reportTable("x.jsonl", wrong, a100)).toThrow(/x\.jsonl: entry 2 \(gemm\): .* data sheet of a100-sxm/);
  const copies = readXpuPerfReport("x.jsonl", [gemm(600), gemm(1000)].join("\n"));
  const { rows, remarks } = reportTable("x.jsonl", copies, a100);
  expect(rows.map(({ seconds }) => Math.round(seconds * 1e6))).toEqual([800]);
  expect(remarks[0]).toMatch(/over 20% between copies/);
});
