// What urgency does on each engine, on cases small enough to follow by hand.
import { expect, test } from "vitest";
import type { SchedulerKind } from "./scheduler.ts";
import { simulate } from "./simulate.ts";
import type { SimulatedEngine } from "./simulation-input.ts";
import { affineStepModel } from "./synthetic.ts";

/** Requests of 4 prompt tokens and 10 output tokens, in order of arrival, one step a second; records of the run. */
function play(
  scheduler: SchedulerKind,
  seats: number,
  priorities: readonly number[],
  kvBlocks = 1000,
  lastArrival = 0.1 * (priorities.length - 1),
) {
  const count = priorities.length;
  const engine: SimulatedEngine = {
    maxBatchedTokens: 64,
    maxSequences: seats,
    kvBlockTokens: 1,
    hasPrefixCache: false,
    scheduler,
    options: { queueOrder: "priority" },
  };
  const stepModel = affineStepModel({ perStep: 1, kvCapacityTokens: kvBlocks });
  const { records, result } = simulate({
    requests: {
      count,
      arrivalSeconds: Float64Array.from({ length: count }, (_, i) => (i < count - 1 ? i * 0.1 : lastArrival)),
      promptTokens: new Int32Array(count).fill(4),
      outputTokens: new Int32Array(count).fill(10),
      tenants: {
        names: priorities.map(String),
        tenant: Uint16Array.from({ length: count }, (_, i) => i),
        priorities,
      },
    },
    pools: [{ name: "a", role: "aggregated", count: 1, stepModel, engine }],
    keepsRecords: true,
    checksInvariants: true,
  });
  expect(result.counts.finished).toBe(count);
  return records!;
}

const order = (values: Float64Array): number[] => [...values.keys()].sort((a, b) => values[a]! - values[b]!);
const ends = ({
  arrivalSeconds,
  e2eSeconds,
}: {
  arrivalSeconds: Float64Array;
  e2eSeconds: Float64Array;
}): Float64Array => e2eSeconds.map((seconds, i) => seconds + arrivalSeconds[i]!);

test.each(["vllm", "sglang", "trtllm-no-evict", "trtllm-max-utilization"] as const)(
  "%s serves its queue by priority, of equal ones the first to arrive",
  (scheduler) => {
    // The first has the seat; the others wait. No difference is large enough to take a seat.
    expect(order(ends(play(scheduler, 1, [0, 3, 1, 3, -2])))).toEqual([0, 4, 2, 1, 3]);
  },
);

test("SGLang takes a seat for a request that is more urgent by more than the threshold, and no other engine does", () => {
  const taken = play("sglang", 1, [20, 0]);
  expect(order(ends(taken))).toEqual([1, 0]);
  expect([...taken.preemptions]).toEqual([1, 0]);
  expect([...play("sglang", 1, [10, 0]).preemptions]).toEqual([0, 0]);
  for (const scheduler of ["vllm", "trtllm-no-evict", "trtllm-max-utilization"] as const)
    expect(order(ends(play(scheduler, 1, [20, 0])))).toEqual([0, 1]);
});

test("SGLang takes the seat of the least urgent, of equals of the latest", () => {
  expect([...play("sglang", 3, [30, 40, 40, 0], 1000, 3.5).preemptions]).toEqual([0, 0, 1, 0]);
});

test("when KV runs out vLLM lets the least urgent give way, TensorRT-LLM the latest started, which comes back first", () => {
  // Two requests grow to 13 tokens each; there is room for 20.
  expect([...play("vllm", 2, [5, 0], 20).preemptions]).toEqual([1, 0]);
  const paused = play("trtllm-max-utilization", 2, [5, 9, 0], 20, 3.5);
  expect([...paused.preemptions]).toEqual([0, 1, 0]);
  expect(order(ends(paused))).toEqual([0, 1, 2]);
});
