import { describe, expect, test } from "vitest";
import { Random } from "../random.ts";
import { schedulerKinds } from "./scheduler.ts";
import { simulate } from "./simulate.ts";
import type { SimulationInput } from "./simulation-input.ts";
import type { Speculation } from "./speculation.ts";
import { affineStepModel, poissonRequests } from "./synthetic.ts";

const requests = poissonRequests(new Random(9), 300, 4, [20, 400], [100, 400]);
const input = (speculation?: Speculation, changes: object = {}): SimulationInput => ({
  requests,
  pools: [
    {
      name: "a",
      role: "aggregated",
      count: 2,
      stepModel: affineStepModel({ perStep: 0.02, kvCapacityTokens: 6000 }),
      engine: {
        maxBatchedTokens: 512,
        maxSequences: 16,
        kvBlockTokens: 16,
        hasPrefixCache: false,
        ...changes,
        ...(speculation === undefined ? {} : { speculation }),
      },
    },
  ],
  checksInvariants: true,
});

test("drafts that are never accepted change nothing where they cost nothing", () => {
  const plain = simulate(input()).result;
  const drafted = simulate(input({ draftTokens: 1, acceptance: 0, draftCostFraction: 0 })).result;
  expect(drafted.metrics.e2eSeconds.mean).toBeCloseTo(plain.metrics.e2eSeconds.mean!, 9);
});

describe.each([
  { draftTokens: 1, acceptance: 0.85, tokens: 1.85 },
  { draftTokens: 3, acceptance: 0.8, tokens: 2.952 },
])("$draftTokens drafts accepted at $acceptance", ({ draftTokens, acceptance, tokens }) => {
  test(`give ${tokens} tokens a step, and TPOT falls by as much`, () => {
    const roomy = (speculation?: Speculation): SimulationInput => {
      const base = input(speculation);
      const stepModel = affineStepModel({ perStep: 0.02 });
      return { ...base, pools: [{ ...base.pools[0]!, stepModel }] };
    };
    const plain = simulate(roomy()).result.metrics.tpotSeconds.mean!;
    const drafted = simulate(roomy({ draftTokens, acceptance, draftCostFraction: 0.05 })).result.metrics.tpotSeconds
      .mean!;
    // The last step of a request may be cut, so a little less than the closed form.
    expect(plain / drafted / (tokens / 1.05)).toBeGreaterThan(0.97);
    expect(plain / drafted / (tokens / 1.05)).toBeLessThan(1.01);
  });
});

test.each(schedulerKinds)("under %s every request still ends with its tokens and all KV given back", (scheduler) => {
  const { counts } = simulate(input({ draftTokens: 3, acceptance: 0.7, draftCostFraction: 0.1 }, { scheduler })).result;
  expect(counts.finished).toBe(300);
});
