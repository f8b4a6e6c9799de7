// `silico simulate` on input that cannot be served, and on Ctrl-C: a message or a result, never a hang or half a file.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { verb } from "./simulate.ts";

let out = "";
let folder = "";
beforeEach(() => {
  out = "";
  folder = mkdtempSync(join(tmpdir(), "silico-simulate-"));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
  process.exitCode = undefined;
});

const scenario = `
version: 1
model: meta-llama/Llama-3.1-8B-Instruct
workload: { generator: { prompt: 1000, output: 100 }, requests: 2000 }
demand: 20
targets: { ttft: { p90: 1 s }, tpot: { p90: 40 ms } }
fleet: [{ name: a, chip: h100-sxm, count: 1 }]
`;

async function run(...words: string[]): Promise<string> {
  const file = join(folder, "small.yaml");
  writeFileSync(file, scenario);
  const command = new Command("simulate").exitOverride();
  verb.configure(command);
  await command.parseAsync([file, ...words], { from: "user" });
  return stripVTControlCharacters(out);
}
const sets = (...texts: string[]): string[] => texts.flatMap((text) => ["--set", text]);

describe("silico simulate", () => {
  test("a rate far beyond capacity ends, and is called unstable with what is full", async () => {
    const text = await run(...sets("demand=100000"));
    expect(text).toContain("2,000 arrived, 2,000 finished, 0 failed, 0 unfinished");
    expect(text).toMatch(/Bottleneck +the rate is beyond capacity \(\d+% of the arrivals pile up\)/);
  });

  test("requests longer than the context or the KV memory fail with that reason", async () => {
    expect(await run(...sets("workload.generator.prompt=200000", "workload.requests=50"))).toContain(
      "50 failed (50 over-context-limit)",
    );
    out = "";
    const small = ["fleet.0.engine.memoryFraction=0.25", "workload.generator.prompt=100000", "workload.requests=50"];
    expect(await run(...sets(...small))).toContain("50 failed (50 over-kv-capacity)");
  });

  test.each([
    [["fleet.0.count=0"], /fleet\[0\]\.count: pool "a" has 0 instances/],
    [["fleet=[]"], /fleet: is empty/],
    [["fleet=[{chip: h20, role: prefill, count: 1}]"], /fleet: prefill pools without a decode pool/],
    [
      ["fleet=[{chip: h20, role: prefill, count: 1}, {chip: h20, role: decode, count: 1}]", "kvTransfer.bandwidth=0"],
      /kvTransfer\.bandwidth: a link of 0 bytes\/s carries no KV/,
    ],
    [["workload.generator.output=0"], /workload\.generator\.output: too small/],
  ] as const)("%s is refused with its place", async (changes, message) => {
    await expect(run(...sets(...changes))).rejects.toThrow(message);
  });

  test("a trace row that asks for no output is refused with its line", async () => {
    const trace = join(folder, "zero.csv");
    writeFileSync(
      trace,
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.97,374,44\n2023-11-16 18:17:04.97,5,0\n",
    );
    await expect(run(...sets(`workload.trace=${trace}`))).rejects.toThrow(/zero\.csv: line 3, GeneratedTokens: .*"0"/);
  });

  test("tenants are listed with their own targets, as a table and in JSON", async () => {
    const tenants = sets(
      "workload={requests: 200, tenants: [{name: chat, share: 1, generator: azure-conv-2023, targets: {ttft: {p90: 1 ms}}}, {name: code, share: 1, generator: azure-code-2023}]}",
    );
    const text = await run(...tenants);
    expect(text).toMatch(/tenant +finished +failed +TTFT p50/);
    expect(text).toMatch(/chat: TTFT p90 ≤ 1\.00 ms missed \(.*\), TPOT p90 ≤ 40\.0 ms/);
    out = "";
    const { tenants: listed } = JSON.parse(await run(...tenants, "--json"));
    expect(listed[0]).toMatchObject({ name: "chat", finished: 100, attainment: { ttft: 0 } });
    expect(listed[1].targets[0]).toMatchObject({ metric: "ttft", boundSeconds: 1 });
  });

  test("Ctrl-C prints what is known so far and leaves whole files alone", async () => {
    const timeline = join(folder, "timeline.json");
    // Heard at the first pause of the run, after half a million events.
    setImmediate(() => process.emit("SIGINT"));
    const words = [...sets("workload.requests=500000"), "--timeline", timeline, "--timeline-steps", "50"];
    const text = await run(...words);
    expect(text).toContain("interrupted: what is known so far");
    const [, arrived, unsent] = /([\d,]+) arrived,.* ([\d,]+) not sent/.exec(text)!;
    const count = (digits: string): number => Number(digits.replaceAll(",", ""));
    expect(count(arrived!)).toBeGreaterThan(1000);
    expect(count(arrived!) + count(unsent!)).toBe(500_000);
    expect(process.exitCode).toBe(1);
    expect(JSON.parse(readFileSync(timeline, "utf8")).length).toBeGreaterThan(50);
    expect(readdirSync(folder).sort()).toEqual(["small.yaml", "timeline.json"]);
  });
});
