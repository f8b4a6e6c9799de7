import { expect, test } from "vitest";
import { leastRehearsed, rehearsal } from "./rehearsal.ts";
import { simulate, startSimulation } from "./simulate.ts";
import type { SimulatedPool, SimulationInput } from "./simulation-input.ts";
import { llama8bOnH100 } from "./synthetic.ts";

const pool = (changes: Partial<SimulatedPool["engine"]> = {}): SimulatedPool => ({
  name: "a",
  role: "aggregated",
  count: 3,
  stepModel: llama8bOnH100(),
  engine: { maxBatchedTokens: 2048, maxSequences: 64, kvBlockTokens: 16, hasPrefixCache: true, ...changes },
});

function input(count: number, changes: Partial<SimulationInput> = {}): SimulationInput {
  const requests = {
    count,
    arrivalSeconds: Float64Array.from({ length: count }, (_, i) => i * 0.01),
    promptTokens: new Int32Array(count).fill(64),
    outputTokens: new Int32Array(count).fill(2),
  };
  return { requests, pools: [pool()], ...changes };
}

const blocks = Int32Array.from({ length: 8 * 1000 }, (_, i) => i);
const offsets = Int32Array.from({ length: 1001 }, (_, i) => 8 * i);
const { requests } = input(1000);

test.each<[string, SimulationInput]>([
  ["one pool", input(1000)],
  [
    "blocks of a known content",
    input(1000, { requests: { ...requests, prefix: { blockTokens: 16, offsets, blocks } } }),
  ],
  ["a closed loop", input(1000, { requests: { ...requests, closedLoopConcurrency: 500 } })],
  [
    "prefill and decode pools",
    input(1000, {
      pools: [
        { ...pool(), role: "prefill" },
        { ...pool(), role: "decode" },
      ],
      link: { name: "net", bytesPerSecond: 1e11, latencySeconds: 1e-3, overlappedLayers: 1 },
    }),
  ],
])("a rehearsal with %s serves all that it asks for, on one replica a pool", (_, whole) => {
  const short = rehearsal(whole);
  const { counts } = simulate({ ...short, checksInvariants: true }).result;
  expect(short.pools.every((each) => each.count === 1)).toBe(true);
  expect(counts).toMatchObject({ arrived: short.requests.count, finished: short.requests.count });
});

test("a rehearsal ends where a prompt can never run", () => {
  const short = rehearsal(input(1000, { pools: [pool({ options: { hasChunkedPrefill: false } })] }));
  const { counts } = simulate(short).result;
  expect(counts.unfinished).toBeGreaterThan(0);
});

test("a run is none the different for its rehearsal", () => {
  const long = input(leastRehearsed);
  const short = input(leastRehearsed - 1);
  const untilSeconds = 40;
  const hash = (of: SimulationInput): string => {
    const running = startSimulation({ ...of, untilSeconds });
    running.advance(Number.POSITIVE_INFINITY);
    return running.sum().result.run.resultHash;
  };
  expect(hash(long)).toBe(hash(short));
});
