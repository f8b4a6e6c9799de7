// Reads traces of one JSON object a line: Mooncake's {timestamp (ms), input_length, output_length, hash_ids}.
import { RequestBuilder } from "./request-columns.ts";
import { quoteValue, type RowProblems } from "./row-problems.ts";

/** Tokens per hashed block in the published Mooncake traces (Qin et al., FAST 2025). */
export const mooncakeBlockTokens = 512;

const maxTokens = 100_000_000;
const decoder = new TextDecoder();

export class JsonlTrace {
  readonly builder = new RequestBuilder(16384, mooncakeBlockTokens);
  readonly hasArrivals = true;
  readonly #problems: RowProblems;
  /** Hashes may be any number; identities are dense in order of first appearance. */
  readonly #identities = new Map<number, number>();

  constructor(problems: RowProblems) {
    this.#problems = problems;
  }

  /** Handles one line; `bytes` are only read during the call. */
  line(bytes: Uint8Array, start: number, end: number, line: number): void {
    const text = decoder.decode(bytes.subarray(start, end));
    if (text.trim() === "") return;
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch {
      this.#problems.add(line, undefined, `is not JSON: ${quoteValue(text)}`, "Write one JSON object a line.");
      return;
    }
    if (typeof row !== "object" || row === null) {
      this.#problems.add(line, undefined, `is no JSON object: ${quoteValue(text)}`, "Write one JSON object a line.");
      return;
    }
    const fields = row as Record<string, unknown>;
    const timestamp = fields["timestamp"];
    if (typeof timestamp !== "number" || !Number.isFinite(timestamp) || Math.abs(timestamp) > 1e15) {
      this.#fieldProblem(line, "timestamp", timestamp, "a time in milliseconds");
      return;
    }
    const prompt = this.#tokens(fields, "input_length", line);
    const output = this.#tokens(fields, "output_length", line);
    if (prompt === 0 || output === 0) return;
    const hashes = fields["hash_ids"] ?? [];
    if (!Array.isArray(hashes) || !hashes.every((hash) => Number.isSafeInteger(hash))) {
      this.#fieldProblem(line, "hash_ids", hashes, "a list of integers");
      return;
    }
    if (hashes.length > Math.ceil(prompt / mooncakeBlockTokens)) {
      this.#problems.add(
        line,
        "hash_ids",
        `${hashes.length} blocks of ${mooncakeBlockTokens} tokens for a prompt of ${prompt} tokens`,
        "Give at most input_length / 512 blocks, rounded up.",
        "domain",
      );
      return;
    }
    this.builder.add(timestamp / 1000, prompt, output);
    for (const hash of hashes as number[]) {
      let identity = this.#identities.get(hash);
      if (identity === undefined) {
        identity = this.#identities.size;
        this.#identities.set(hash, identity);
      }
      this.builder.addBlock(identity);
    }
  }

  #tokens(fields: Record<string, unknown>, key: string, line: number): number {
    const value = fields[key];
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= maxTokens) return value;
    this.#fieldProblem(line, key, value, `a whole number of tokens from 1 to ${maxTokens}`);
    return 0;
  }

  #fieldProblem(line: number, key: string, value: unknown, wanted: string): void {
    const problem = value === undefined ? "is missing" : `got ${quoteValue(JSON.stringify(value))}`;
    this.#problems.add(
      line,
      key,
      `expected ${wanted}, ${problem}`,
      "Correct or remove the row.",
      value === undefined ? "schema" : "domain",
    );
  }
}
