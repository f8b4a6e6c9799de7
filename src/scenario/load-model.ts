// Finds a model by its shipped name, or reads a Hugging Face config.json from disk.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseHfConfig } from "../catalog/models/hf-config.ts";
import type { ModelSpec } from "../catalog/models/model-spec.ts";
import { findModel } from "../catalog/models/shipped-models.ts";
import { fail } from "../errors.ts";
import type { ModelReference } from "./scenario.ts";

/** The longest published configs (with per-layer ignore lists) are under 1 MB. */
const maxConfigBytes = 20_000_000;

function readConfigText(path: string): string {
  let size: number;
  try {
    const entry = statSync(path);
    if (!entry.isFile())
      fail("file", [], "not a file", "Give the config.json itself, or the folder that holds it.", path);
    size = entry.size;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
      fail("file", [], "no such file", "Check the path; silico model lists the names that need no file.", path);
    if (cause instanceof Error && "code" in cause && typeof cause.code === "string" && cause.code.startsWith("E"))
      fail("file", [], `cannot be read (${cause.code})`, "Check the path and its permissions.", path);
    throw cause;
  }
  if (size > maxConfigBytes)
    fail(
      "file",
      [],
      `is ${(size / 1e6).toFixed(1)} MB; a config.json is under ${maxConfigBytes / 1e6} MB`,
      "Give the config.json, not the weights or a tokenizer.",
      path,
    );
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    fail("file", [], `cannot be read (${String(cause)})`, "Check the path and its permissions.", path);
  }
}

function parseJson(text: string, path: string): unknown {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start === "") fail("schema", [], "the file is empty", "Download the config.json again.", path);
  if (start.startsWith("<"))
    fail(
      "schema",
      [],
      "holds a web page (HTML), not JSON",
      "Download the raw file: on huggingface.co use /resolve/main/config.json.",
      path,
    );
  if (start.startsWith("version https://git-lfs"))
    fail("schema", [], "holds a Git LFS pointer, not JSON", "Fetch the file itself: git lfs pull.", path);
  try {
    return JSON.parse(start);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    fail("schema", [], `is not JSON: ${reason}`, "Give the config.json of a Hugging Face model.", path);
  }
}

/** `/models/DeepSeek-R1/config.json` is called `DeepSeek-R1`, `my-model.json` is called `my-model`. */
function nameFromPath(path: string): string {
  const file = basename(path).replace(/\.json$/i, "");
  return file.toLowerCase() === "config" ? basename(dirname(resolve(path))) || file : file;
}

/** Reads and interprets one config.json (or the one in a folder). */
export function loadModelConfig(path: string): ModelSpec {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "config.json") : path;
  return parseHfConfig(parseJson(readConfigText(file), file), nameFromPath(file), file);
}

/**
 * A model by shipped name (in any case, with or without the organisation) or by the path of its config.json.
 * What ends in .json, or exists as a file or folder, is a path.
 */
export function loadModel(nameOrConfigPath: string): ModelSpec {
  const isPath = /\.json$/i.test(nameOrConfigPath) || /^[.~]?\//.test(nameOrConfigPath);
  if (isPath || existsSync(nameOrConfigPath)) return loadModelConfig(nameOrConfigPath);
  return findModel(nameOrConfigPath);
}

/** The model a scenario refers to. */
export function resolveModel(reference: ModelReference, file?: string): ModelSpec {
  return reference.kind === "config" ? loadModelConfig(reference.path) : findModel(reference.name, ["model"], file);
}
