import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadModel, resolveModel } from "./load-model.ts";

const folder = mkdtempSync(join(tmpdir(), "silico-model-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const config = {
  architectures: ["LlamaForCausalLM"],
  hidden_size: 64,
  intermediate_size: 128,
  max_position_embeddings: 512,
  num_attention_heads: 4,
  num_hidden_layers: 2,
  vocab_size: 100,
};

test("a config file, and the folder that holds one", () => {
  mkdirSync(join(folder, "My-Model"));
  const path = write("My-Model/config.json", `\uFEFF${JSON.stringify(config)}`);
  // Embedding and head 2 x 6,400; a layer 4 x 64 x 64 + 3 x 64 x 128 + 2 x 64; last norm 64.
  const expected = 2 * 6400 + 2 * (16384 + 24576 + 128) + 64;
  for (const each of [path, join(folder, "My-Model")]) {
    const model = loadModel(each);
    expect(model.name).toBe("My-Model");
    expect(model.parameters.total).toBe(expected);
  }
});

test("a name needs no file, and a scenario's reference is followed", () => {
  expect(loadModel("qwen3-8b").name).toBe("Qwen/Qwen3-8B");
  expect(resolveModel({ kind: "name", name: "qwen3-8b" }).name).toBe("Qwen/Qwen3-8B");
  expect(() => resolveModel({ kind: "name", name: "qwen9-8b" }, "s.yaml")).toThrow(
    /^s.yaml: model: unknown model "qwen9-8b"/,
  );
});

test.each([
  ["empty.json", "  \n", /empty.json: the file is empty/],
  ["page.json", "<!DOCTYPE html><html>", /page.json: holds a web page \(HTML\), not JSON. Download the raw file/],
  ["pointer.json", "version https://git-lfs.github.com/spec/v1\n", /Git LFS pointer/],
  ["broken.json", '{"hidden_size": 64,', /broken.json: is not JSON: /],
  ["list.json", "[1, 2]", /list.json: expected a JSON object/],
  ["keys.json", '{"architectures": ["LlamaForCausalLM"]}', /keys.json: hidden_size: missing/],
])("%s is refused with file and reason", (name, text, message) => {
  const path = write(name, text);
  expect(() => loadModel(path)).toThrow(message);
});

test("what cannot be read, and what is too large to be a config", () => {
  expect(() => loadModel(join(folder, "none.json"))).toThrow(/none.json: no such file/);
  mkdirSync(join(folder, "hollow"));
  expect(() => loadModel(join(folder, "hollow"))).toThrow(/hollow.config.json: no such file/);
  const weights = write("weights.json", "{");
  truncateSync(weights, 20_000_001);
  expect(() => loadModel(weights)).toThrow(/weights.json: is 20.0 MB; a config.json is under 20 MB/);
});
