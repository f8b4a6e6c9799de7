// Reading, drawing, stretching and describing a million requests; interpreting configs.
import qwen from "../data/models/Qwen.yaml";
import { parseHfConfig } from "../src/catalog/models/hf-config.ts";
import { fitWorkload } from "../src/workload/fit.ts";
import { loadWorkload } from "../src/workload/load-workload.ts";
import { readTrace } from "../src/workload/read-trace.ts";
import { resizeTrace } from "../src/workload/scale.ts";
import { workloadStatistics } from "../src/workload/statistics.ts";

/** Median of five runs after one to warm up: seconds of CPU. */
function measure(name: string, items: number, unit: string, work: () => unknown): void {
  work();
  const seconds = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    work();
    const used = process.cpuUsage(start);
    return (used.user + used.system) / 1e6;
  }).sort((a, b) => a - b);
  const median = seconds[2] as number;
  const spread = `${((((seconds[4] as number) - (seconds[0] as number)) / median) * 100).toFixed(0)}%`;
  console.log(
    `  ${name.padEnd(44)} ${(median * 1e3).toFixed(1).padStart(8)} ms CPU  ${((median / items) * 1e9).toFixed(1).padStart(8)} ns per ${unit}  (spread ${spread})`,
  );
}

const million = 1_000_000;
const openChunks = (): never[] => [];
const drawn = loadWorkload({ generator: "azure-conv-2023", requests: million }, {}, { seed: 1, openChunks }).columns;

// The drawn requests as an Azure CSV, in memory: the reader's own speed, without a disk.
const encoder = new TextEncoder();
const chunks: Uint8Array[] = [encoder.encode("TIMESTAMP,ContextTokens,GeneratedTokens\r\n")];
let lines: string[] = [];
for (let i = 0; i < million; i++) {
  const time = new Date(1_700_000_000_000 + Math.floor((drawn.arrivalSeconds[i] as number) * 1000)).toISOString();
  lines.push(`${time.slice(0, 10)} ${time.slice(11, 23)}0000,${drawn.promptTokens[i]},${drawn.outputTokens[i]}\r\n`);
  if (lines.length === 5000) {
    chunks.push(encoder.encode(lines.join("")));
    lines = [];
  }
}
const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
measure(`read an Azure CSV of ${(bytes / 1e6).toFixed(0)} MB, a million rows`, million, "row", () => readTrace(chunks));
measure("draw a million requests (azure-conv-2023)", million, "request", () =>
  loadWorkload({ generator: "azure-conv-2023", requests: million }, {}, { seed: 2, openChunks }),
);
const short = resizeTrace(drawn, 20_000);
measure("repeat 20,000 requests to ten million", 10 * million, "request", () => resizeTrace(short, 10 * million));
measure("statistics of a million requests", million, "request", () => workloadStatistics(drawn));
measure("fit a generator to 20,000 requests", 20_000, "request", () => fitWorkload(short));
const configs = (qwen as { readonly models: readonly { readonly config: unknown }[] }).models;
measure("interpret a config.json (Qwen family)", configs.length, "model", () =>
  configs.map(({ config }) => parseHfConfig(config, "bench")),
);
console.log(`  peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
