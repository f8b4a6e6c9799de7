import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseHfConfig } from "../src/catalog/models/hf-config.ts";
import {
  kvBytesPerToken,
  kvBytesPerTokenBeyondWindows,
  stateBytesPerSequence,
} from "../src/catalog/models/model-bytes.ts";
import type { ModelSpec } from "../src/catalog/models/model-spec.ts";
import { findModel, modelNames } from "../src/catalog/models/shipped-models.ts";
import { describeShared, sharedPath } from "./shared.ts";

type Row = Readonly<Record<string, string>>;

function readRows(): readonly Row[] {
  const lines = readFileSync(resolve(import.meta.dirname, "golden", "model-totals.csv"), "utf8")
    .trimEnd()
    .split("\n");
  const cells = (line: string): string[] =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1] ?? "");
  const head = cells(lines[0] ?? "");
  return lines.slice(1).map((line) => Object.fromEntries(cells(line).map((cell, i) => [head[i] ?? "", cell])));
}
const rows = readRows();

/** The published total, the recomputed counts by hand-written formulas, and KV as published or recomputed. */
function expectRow(row: Row, model: ModelSpec): void {
  const { parameters } = model;
  const published = Number(row["published_total_b"]) * 1e9;
  if (row["within_1pct"] === "yes") expect(Math.abs(parameters.total / published - 1)).toBeLessThan(0.01);
  expect(parameters.total).toBe(Number(row["parameters"]));
  expect(parameters.activeWithInputEmbedding / 1e9).toBeCloseTo(Number(row["active_all_embeddings_b"]), 3);
  expect(parameters.active / 1e9).toBeCloseTo(Number(row["active_without_input_embedding_b"]), 3);
  expect(parameters.mtp / 1e9).toBeCloseTo(Number(row["mtp_b"] || 0), 3);
  expect(kvBytesPerToken(model, "bf16")).toBe(Number(row["kv_bytes_per_token_bf16"]));
  expect(kvBytesPerTokenBeyondWindows(model, "bf16")).toBe(Number(row["kv_bytes_per_token_beyond_window_bf16"]));
  expect(stateBytesPerSequence(model)).toBe(Number(row["state_bytes_per_sequence"] || 0));
}

test("the table covers every shipped model", () => {
  expect(rows.map((row) => row["model"]).sort()).toEqual([...modelNames].sort());
  expect(rows.filter((row) => row["within_1pct"] === "yes").length).toBeGreaterThanOrEqual(31);
});

describe("shipped models match published totals", () => {
  test.each(rows.map((row) => [row["model"] ?? "", row] as const))("%s", (name, row) => {
    const model = findModel(name);
    expectRow(row, model);
    const vision = row["vision_b"] ?? "";
    if (vision !== "") expect((model.parameters.vision ?? 0) / 1e9).toBeCloseTo(Number(vision), 1);
    if (row["within_1pct"] === "with vision") {
      const published = Number(row["published_total_b"]) * 1e9;
      expect(Math.abs((model.parameters.total + (model.parameters.vision ?? 0)) / published - 1)).toBeLessThan(0.01);
    }
  });
});

describeShared("the complete published configs give the same", () => {
  const folder = sharedPath("data", "models");
  test.each(rows.map((row) => [row["model"] ?? "", row] as const))("%s", (name, row) => {
    const file = readdirSync(folder).find((entry) => entry === `${name.replace("/", "--")}.json`) ?? "";
    const model = parseHfConfig(JSON.parse(readFileSync(resolve(folder, file), "utf8")), name, file);
    expectRow(row, model);
    expect(model.ignoredFields).toEqual([]);
  });
});
