// Requests simulated per CPU-second: the Azure conversation mix on 8 replicas, prefix caching, many replicas, the stepping engine.
import { Random } from "../src/random.ts";
import { simulateByStepping } from "../src/serving/reference-engine.ts";
import type { SimulatedRequests } from "../src/serving/requests.ts";
import { simulate } from "../src/serving/simulate.ts";
import type { SimulationInput } from "../src/serving/simulation-input.ts";
import { llama8bOnH100 } from "../src/serving/synthetic.ts";
import { loadWorkload } from "../src/workload/load-workload.ts";

const stepModel = llama8bOnH100();
const openChunks = (): never[] => [];
const engine = { maxBatchedTokens: 8192, maxSequences: 256, kvBlockTokens: 16, hasPrefixCache: true };

const azure = (requests: number, requestsPerSecond: number): SimulatedRequests =>
  loadWorkload({ generator: "azure-conv-2023", requests }, { requestsPerSecond }, { seed: 1, openChunks }).columns;

const fleet = (
  requests: SimulatedRequests,
  count: number,
  changes: Partial<SimulationInput> = {},
): SimulationInput => ({
  requests,
  pools: [{ name: "a", role: "aggregated", count, stepModel, engine }],
  targets: { ttftSeconds: 1, tpotSeconds: 0.05 },
  ...changes,
});

/** Prompts of 24 blocks of 512 tokens, of which a third were seen before, as in Mooncake's conversation trace. */
function conversations(count: number, requestsPerSecond: number): SimulatedRequests {
  const random = new Random(1, "conversations");
  const arrivalSeconds = new Float64Array(count);
  const promptTokens = new Int32Array(count);
  const outputTokens = new Int32Array(count);
  const offsets = new Int32Array(count + 1);
  const blocks = new Int32Array(count * 60);
  const recent: Int32Array[] = [];
  let seconds = 0;
  let length = 0;
  let fresh = 1;
  for (let i = 0; i < count; i++) {
    seconds += random.exponential(1 / requestsPerSecond);
    arrivalSeconds[i] = seconds;
    const size = random.integer(4, 44);
    const parent =
      recent.length > 0 && random.uniform() < 0.5 ? recent[random.integer(0, recent.length - 1)] : undefined;
    const start = length;
    for (let b = 0; b < size; b++) {
      blocks[length++] = b === 0 ? 0 : parent !== undefined && b < parent.length ? parent[b]! : fresh++;
    }
    if (recent.length < 2000) recent.push(blocks.slice(start, length));
    else recent[random.integer(0, 1999)] = blocks.slice(start, length);
    promptTokens[i] = size * 512 - random.integer(0, 500);
    outputTokens[i] = random.integer(20, 660);
    offsets[i + 1] = length;
  }
  return {
    count,
    arrivalSeconds,
    promptTokens,
    outputTokens,
    prefix: { blockTokens: 512, offsets, blocks: blocks.subarray(0, length) },
  };
}

function cpu(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1e6;
}

interface Figure {
  readonly nsPerRequest: number;
  readonly requestsPerSecond: number;
}

/** Best of several runs: what the machine does besides only ever adds. The first run of a size is there to compile. */
function report(name: string, input: SimulationInput, repeats = 4): Figure {
  let events = 0;
  const seconds = Math.min(
    ...Array.from({ length: repeats }, () =>
      cpu(() => {
        events = simulate(input).result.run.events;
      }),
    ),
  );
  const { count } = input.requests;
  const cells = [
    `${Math.round(count / seconds)
      .toLocaleString("en-US")
      .padStart(11)} requests per CPU-second`,
    `${(events / count).toFixed(2)} events a request`,
    `${((1e9 * seconds) / events).toFixed(0).padStart(4)} ns per event`,
    `${(process.memoryUsage().rss / 1e6).toFixed(0).padStart(4)} MB`,
  ];
  console.log(`  ${name.padEnd(50)} ${cells.join("  ")}`);
  return { nsPerRequest: (1e9 * seconds) / count, requestsPerSecond: count / seconds };
}

const few = fleet(azure(300, 48), 8);
simulateByStepping(few);
const stepping = 300 / cpu(() => simulateByStepping(few));
const small = report("Azure conversation, 10,000 on 8 replicas", fleet(azure(10_000, 48), 8), 30);
report("Azure conversation, 100,000 on 8 replicas", fleet(azure(100_000, 48), 8), 8);
const million = report("Azure conversation, 1,000,000 on 8 replicas", fleet(azure(1_000_000, 48), 8));
report("Azure conversation, 1,000,000 on 100 replicas", fleet(azure(1_000_000, 600), 100));
const wide = report("Azure conversation, 1,000,000 on 1,000 replicas", fleet(azure(1_000_000, 6000), 1000));
report("long prompts with shared prefixes, 200,000", fleet(conversations(200_000, 16), 8));
report("the same, routed by prefix", fleet(conversations(200_000, 16), 8, { router: "prefix-aware" }));
report(
  "all at once, KV full, 100,000 (adversarial)",
  fleet({ ...azure(100_000, 48), arrivalSeconds: new Float64Array(100_000) }, 8),
);
console.log(
  `  ${"step by step (reference engine), 300 on 8 replicas".padEnd(50)} ${Math.round(stepping).toLocaleString("en-US").padStart(11)} requests per CPU-second  (a ${Math.round(million.requestsPerSecond / stepping).toLocaleString("en-US")}th of the above)`,
);
const large = report("Azure conversation, 10,000,000 on 8 replicas", fleet(azure(10_000_000, 48), 8), 1);
const change = (from: Figure, to: Figure): string => `${(to.nsPerRequest / from.nsPerRequest).toFixed(2)}x`;
console.log(
  `  time per request: 10,000,000 requests over 10,000: ${change(small, large)}; 1,000 replicas over 8: ${change(million, wide)} (log 1,000 over log 8: ${(Math.log(1000) / Math.log(8)).toFixed(2)}x)`,
);
