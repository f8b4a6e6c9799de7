import { expect, test } from "vitest";
import { Random } from "../random.ts";
import type { ServiceTargets } from "./service-targets.ts";
import { simulate } from "./simulate.ts";
import type { SimulationInput } from "./simulation-input.ts";
import { affineStepModel, poissonRequests } from "./synthetic.ts";

const requests = poissonRequests(new Random(2), 600, 12, [20, 400], [1, 60]);
const tenant = Uint16Array.from({ length: 600 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const input = (tenantTargets?: readonly ServiceTargets[]): SimulationInput => ({
  requests: { ...requests, tenants: { names: ["chat", "batch"], tenant } },
  pools: [
    {
      name: "a",
      role: "aggregated",
      count: 1,
      stepModel: affineStepModel({ perStep: 0.02, perToken: 1e-4, kvCapacityTokens: 20_000, contextLimit: 440 }),
      engine: { maxBatchedTokens: 256, maxSequences: 16, kvBlockTokens: 16, hasPrefixCache: false },
    },
  ],
  targets: { ttftSeconds: 0.5 },
  ...(tenantTargets === undefined ? {} : { tenantTargets }),
  keepsRecords: true,
});

/** Share of a tenant's requests whose times keep the bounds, counted one by one from the records. */
function kept(which: number, { ttftSeconds = 1e9, tpotSeconds = 1e9 }: ServiceTargets): number {
  const { records } = simulate(input());
  const own = [...tenant.keys()].filter((i) => tenant[i] === which);
  const met = own.filter((i) => {
    const ttft = records!.ttftSeconds[i]!;
    const steps = requests.outputTokens[i]! - 1;
    return ttft <= ttftSeconds && (steps === 0 || (records!.e2eSeconds[i]! - ttft) / steps <= tpotSeconds);
  });
  return met.length / own.length;
}

test("each tenant is held to its own bounds, and the run's goodput counts requests by theirs", () => {
  const bounds = [{ ttftSeconds: 0.2, tpotSeconds: 0.03 }, { ttftSeconds: 5 }];
  const { result, tenants } = simulate(input(bounds));
  const [chat, batch] = result.tenants!;
  expect(chat).toMatchObject({ name: "chat", finished: 400 - chat!.failed });
  expect(chat!.failed + batch!.failed).toBe(result.counts.failed);
  expect(result.counts.failed).toBeGreaterThan(0);
  expect(chat!.attainment.all).toBeCloseTo(kept(0, bounds[0]!), 12);
  expect(batch!.attainment.all).toBeCloseTo(kept(1, bounds[1]!), 12);
  expect(chat!.attainment.all).toBeLessThan(0.95);
  expect(batch!.attainment.all).toBeGreaterThan(chat!.attainment.all!);
  expect(batch!.attainment.tpot).toBeUndefined();
  expect(chat!.goodputRequestsPerSecond! + batch!.goodputRequestsPerSecond!).toBeCloseTo(
    result.metrics.goodputRequestsPerSecond!,
    9,
  );
  const whole = result.metrics.ttftSeconds;
  expect(chat!.ttftSeconds.mean! * chat!.finished + batch!.ttftSeconds.mean! * batch!.finished).toBeCloseTo(
    whole.mean! * whole.count,
    6,
  );
  expect(tenants![1]!.ttft.count).toBe(batch!.finished);
});

test("without bounds of their own tenants are held to the run's; without tenants there are no tenant figures", () => {
  const { result } = simulate(input());
  expect(result.tenants!.map(({ attainment }) => attainment.all)).toEqual([
    kept(0, { ttftSeconds: 0.5 }),
    kept(1, { ttftSeconds: 0.5 }),
  ]);
  const alone = simulate({ ...input(), requests }).result;
  expect(alone.tenants).toBeUndefined();
  expect(alone.metrics).toEqual(result.metrics);
  expect(alone.run.resultHash).toBe(result.run.resultHash);
});
