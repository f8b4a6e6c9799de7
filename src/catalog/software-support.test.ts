import { describe, expect, it } from "vitest";
import { chipIds, findChip } from "./chip.ts";
import { kvTransferSupport, softwareSupport, supportEntries, supportOfChip } from "./software-support.ts";

describe("software support", () => {
  it("names chips of the catalogue only", () => {
    const ids = new Set(chipIds());
    for (const entry of supportEntries())
      for (const chip of entry.chips) expect(ids.has(chip) ? chip : `${entry.engine}: ${chip}?`).toBe(chip);
  });

  it.each([
    ["h100", "vllm", "fp8", undefined, "supported"],
    ["a100", "vllm", "fp8", undefined, "unsupported"],
    ["a100", "vllm", "w4a16", undefined, "supported"],
    ["h200", "vllm", "fp8-block", "deepseek-ai/DeepSeek-R1", "supported"],
    ["910B", "vllm", "fp8", undefined, "unsupported"],
    ["910B", "vllm", "w4a8", "DeepSeek-R1-0528", "supported"],
    ["910B", "vllm", "bf16", "meta-llama/Llama-4-Scout-17B-16E", "unsupported"],
    ["950DT", "vllm", "fp4", undefined, "supported"],
    ["950PR", "vllm", "fp8", undefined, "unknown"],
    ["C550", "vllm", "fp8", undefined, "unsupported"],
    ["TG Gen 3", "vllm", "bf16", undefined, "unknown"],
    ["BR166", "vllm", "int8", undefined, "supported"],
    ["MTT S4000", "vllm", "bf16", undefined, "unknown"],
    ["MI300X", "trtllm", "fp8", undefined, "unsupported"],
    ["B200", "trtllm", "w4a16", undefined, "unsupported"],
    ["TPU v6e", "vllm", "bf16", "deepseek-ai/DeepSeek-R1", "unsupported"],
    ["WSE-3", "sglang", "bf16", undefined, "unknown"],
  ] as const)("%s, %s, %s, %s: %s", (chip, engine, precision, model, status) => {
    const result = softwareSupport({ chip, engine, precision, ...(model === undefined ? {} : { model }) });
    expect(result.status).toBe(status);
    expect(result.source.length).toBeGreaterThan(10);
    expect(result.text.length).toBeGreaterThan(10);
  });

  it("says whether the source names the model", () => {
    const ask = (model: string) => softwareSupport({ chip: "h200", engine: "vllm", precision: "fp8", model }).model;
    expect(ask("deepseek-ai/DeepSeek-V3.1")).toBe("listed");
    expect(ask("someone/Unheard-Of-7B")).toBe("unlisted");
  });

  it("gives a board its chip's entries", () => {
    expect(supportOfChip("106B").map((entry) => entry.engine)).toEqual(
      supportOfChip("BR106").map((entry) => entry.engine),
    );
  });

  it("refuses a chip nobody knows", () => {
    expect(() => softwareSupport({ chip: "h999x", engine: "vllm", precision: "bf16" })).toThrow(/unknown chip/u);
  });
});

describe("KV transfer", () => {
  it("is documented for one mixed-vendor pair, in one direction, under one engine", () => {
    expect(kvTransferSupport("gaudi3", "h100", "vllm").status).toBe("documented");
    expect(kvTransferSupport("h100", "gaudi3", "vllm").status).toBe("hypothetical");
    expect(kvTransferSupport("gaudi3", "h100", "sglang").status).toBe("hypothetical");
    const vendors = new Map(chipIds().map((id) => [id, findChip(id).vendor]));
    const documented = [...vendors].flatMap(([prefill, from]) =>
      [...vendors]
        .filter(([decode, to]) => from !== to && kvTransferSupport(prefill, decode, "vllm").status === "documented")
        .map(() => from),
    );
    expect(new Set(documented)).toEqual(new Set(["Intel"]));
  });

  it("is documented inside a vendor where the engine names disaggregation", () => {
    expect(kvTransferSupport("h100", "h200", "vllm").status).toBe("documented");
    expect(kvTransferSupport("910B", "910C", "vllm").status).toBe("documented");
    expect(kvTransferSupport("950PR", "950DT", "vllm").status).toBe("hypothetical");
    expect(kvTransferSupport("c500", "c500", "vllm").status).toBe("hypothetical");
  });

  it("is hypothetical for the mixes the market talks of", () => {
    for (const [prefill, decode] of [
      ["tg-gen3", "h20"],
      ["950pr", "h20"],
      ["br166", "910c"],
    ] as const)
      expect(kvTransferSupport(prefill, decode, "vllm").status).toBe("hypothetical");
  });

  it("is unsupported where the engine cannot run", () => {
    expect(kvTransferSupport("h100", "mi300x", "trtllm").status).toBe("unsupported");
  });
});
