// Bad tables are refused with file and line; odd ones are read with a remark.
import { describe, expect, test } from "vitest";
import { chips } from "../../../test/any-call.ts";
import { readerOf, readKernelTable } from "./kernel-table.ts";

const h100 = chips.find((chip) => chip.id === "h100-sxm")!;
const challenger = chips.find((chip) => chip.id === "challenger")!;
const head = "backend,version,kernel_id,dtype,m,n,k,latency_ms";
const read = (lines: string[], chip = h100) =>
  readKernelTable("h100_sxm/gemm.csv", lines.join("\n"), readerOf("h100_sxm", "gemm.csv")!, chip);

describe("kernel tables", () => {
  test("rows become calls in seconds", () => {
    const { rows, engine } = read([head, "vllm,0.24.0,12,bfloat16,64,4096,4096,0.0148"]);
    expect(rows).toEqual([
      { call: { kind: "gemm", m: 64, n: 4096, k: 4096, precision: "bf16" }, seconds: 1.48e-5, dtype: "bf16", line: 2 },
    ]);
    expect(engine).toBe("vllm 0.24.0");
  });

  test("microseconds where milliseconds belong are refused by the row nearest to the data sheet", () => {
    const wrong = [
      head,
      "vllm,0.24.0,12,bfloat16,1,128,128,2.6",
      "vllm,0.24.0,12,bfloat16,64,4096,4096,14.8",
      "vllm,0.24.0,12,bfloat16,64,16384,16384,290",
    ];
    expect(() => read(wrong)).toThrow(/gemm\.csv: line \d: .* times as slow as it allows/);
    // One row as slow among others is a matter for the fit, not for the reader.
    expect(read([...wrong.slice(0, 2), "vllm,0.24.0,12,bfloat16,64,16384,16384,0.29"]).rows.length).toBe(2);
  });

  test("seconds where milliseconds belong are refused with the line", () => {
    // 14.8 us written as 0.0000148: 1,000 times as fast as memory allows.
    const wrong = [
      head,
      "vllm,0.24.0,12,bfloat16,64,16384,16384,0.29",
      "vllm,0.24.0,12,bfloat16,64,16384,16384,0.00029",
    ];
    expect(() => read(wrong)).toThrow(/gemm\.csv: line 3: .* times as fast as the data sheet of h100-sxm allows/);
    expect(() => read(wrong)).toThrow(/read as milliseconds/);
  });

  test.each([
    ["NaN", /line 2: expected a positive latency, got NaN/],
    ["-1", /line 2: expected a positive latency, got -1/],
    ["0", /line 2: expected a positive latency, got 0/],
    ["", /line 2: expected a positive latency, got 0/],
    ["Infinity", /line 2: expected a positive latency, got Infinity/],
  ])("latency %j", (latency, message) => {
    expect(() => read([head, `vllm,0.24.0,12,bfloat16,64,4096,4096,${latency}`])).toThrow(message);
  });

  test("missing columns are named, with those found", () => {
    expect(() => read(["dtype,m,n,latency_ms", "bfloat16,1,1,1"])).toThrow(/missing column k \(found dtype, m, n/);
  });

  test("an empty file, and one with its header alone", () => {
    expect(() => read([""])).toThrow(/the file is empty/);
    expect(() => read([head, ""])).toThrow(/a header line and no rows/);
  });

  test("mixed versions and disagreeing copies are remarked on, and the median is used", () => {
    const row = (version: string, latency: number) => `vllm,${version},12,bfloat16,64,4096,4096,${latency}`;
    const { rows, remarks } = read([head, row("0.24.0", 0.015), row("0.25.0", 0.03), row("0.25.0", 0.016)]);
    expect(rows.map(({ seconds }) => seconds)).toEqual([1.6e-5]);
    expect(remarks[0]).toBe("mixed versions: vllm 0.24.0, vllm 0.25.0");
    expect(remarks[1]).toMatch(/1 calls were measured more than once .*worst 2.00x/);
  });

  test("a precision the chip lacks is left out by reason, never predicted as another", () => {
    const { rows, excluded } = read([head, "vllm,0.24.0,13,fp8,64,4096,4096,0.05"], challenger);
    expect(rows).toEqual([]);
    expect([...excluded]).toEqual([["challenger has no fp8 arithmetic", 1]]);
  });

  test("InferSim folders are in microseconds with m,k,n", () => {
    const reader = readerOf("h20_infersim", "gemm.csv")!;
    const { rows } = readKernelTable("gemm.csv", "m,k,n,latency_us,mfu\n16,2048,6144,10.63,0.128", reader, h100);
    expect(rows[0]).toMatchObject({ call: { m: 16, k: 2048, n: 6144, precision: "fp8-block" }, seconds: 10.63e-6 });
  });

  test("exponents of routing are told apart, and vLLM 0.14 measured gated experts throughout", () => {
    const columns =
      "backend,version,kernel_id,dtype,num_tokens,hidden_size,inter_size,topk,num_experts,moe_tp_size,moe_ep_size,distribution,latency_ms";
    const row = (version: string, distribution: string) =>
      `vllm,${version},5,bfloat16,64,2688,1856,6,128,1,1,${distribution},2`;
    const moe = (...lines: string[]) =>
      readKernelTable("h100_sxm/moe.csv", [columns, ...lines].join("\n"), readerOf("h100_sxm", "moe.csv")!, h100).rows;
    const old = moe(row("0.14.0", "power_law_1.01"), row("0.14.0", "power_law_1.2"));
    expect(old.map(({ call }) => call)).toMatchObject([{ exponent: 1.01 }, { routing: "power-law" }]);
    expect(old.some(({ call }) => "isGated" in call)).toBe(false);
    expect(moe(row("0.24.0", "balanced"))[0]!.call).toMatchObject({ routing: "balanced", isGated: false });
  });
});
