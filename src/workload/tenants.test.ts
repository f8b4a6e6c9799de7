import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadScenario } from "../scenario/load-scenario.ts";
import type { GeneratedTraffic, Tenant } from "../scenario/scenario.ts";
import { loadWorkload } from "./load-workload.ts";
import { generateTenants, mergeTenants, shareOut } from "./tenants.ts";

const traffic = (prompt: number, more: Partial<GeneratedTraffic> = {}): GeneratedTraffic => ({
  arrivals: { kind: "poisson" },
  prompt: { kind: "constant", tokens: prompt },
  output: { kind: "constant", tokens: 10 },
  ...more,
});
const tenant = (name: string, share: number, generator: GeneratedTraffic): Tenant => ({
  name,
  share,
  generator,
  targets: [],
});
const options = { count: 1000, requestsPerSecond: 10, seed: 3 };

describe("several tenants", () => {
  const chat = tenant(
    "chat",
    3,
    traffic(100, { sessions: { turns: { kind: "constant", tokens: 3 }, thinkSeconds: 5 } }),
  );
  const batch = tenant("batch", 1, traffic(7, { sharedPrefix: { groups: 2, tokens: 256 } }));
  const columns = generateTenants([chat, batch], options);

  test("share the requests by weight, in order of arrival", () => {
    expect(columns.tenants?.names).toEqual(["chat", "batch"]);
    expect(columns.tenants?.tenant.filter((which) => which === 1)).toHaveLength(250);
    for (let i = 1; i < columns.count; i++)
      expect(columns.arrivalSeconds[i]).toBeGreaterThanOrEqual(columns.arrivalSeconds[i - 1] as number);
  });
  test("keep their prefixes apart, at a common block size", () => {
    const { prefix, tenants, promptTokens } = columns;
    if (prefix === undefined || tenants === undefined) throw new Error("no prefix");
    expect(prefix.blockTokens).toBe(64);
    const seen = [new Set<number>(), new Set<number>()];
    for (let i = 0; i < columns.count; i++) {
      const which = tenants.tenant[i] as number;
      const own = prefix.blocks.subarray(prefix.offsets[i], prefix.offsets[i + 1]);
      expect(own).toHaveLength(which === 1 ? 4 : Math.floor((promptTokens[i] as number) / 64));
      for (const block of own) seen[which]?.add(block);
    }
    expect(seen[1]?.size).toBe(8);
    expect([...(seen[0] ?? [])].some((block) => seen[1]?.has(block))).toBe(false);
  });
  test("keep their conversations", () => {
    const { sessions, tenants } = columns;
    if (sessions === undefined || tenants === undefined) throw new Error("no sessions");
    let followed = 0;
    for (let i = 0; i < columns.count; i++) {
      const before = sessions.previous[i] as number;
      if (before < 0) continue;
      followed += 1;
      expect(before).toBeLessThan(i);
      expect([tenants.tenant[before], tenants.tenant[i]]).toEqual([0, 0]);
      expect(sessions.session[before]).toBe(sessions.session[i]);
      expect(columns.promptTokens[i]).toBe((columns.promptTokens[before] as number) + 110);
    }
    // Two turns of three follow another, but for conversations under way at the beginning.
    expect(followed).toBeGreaterThan(400);
    expect(followed).toBeLessThanOrEqual(500);
  });
  test("do not move each other", () => {
    const other = generateTenants([chat, tenant("batch", 1, traffic(999))], options);
    const chatArrivals = (of: typeof columns) => [...of.arrivalSeconds].filter((_, i) => of.tenants?.tenant[i] === 0);
    expect(chatArrivals(other)).toEqual(chatArrivals(columns));
  });
  test("one after the other at equal times", () => {
    const at = (...times: number[]) => ({
      count: times.length,
      arrivalSeconds: Float64Array.from(times),
      promptTokens: Int32Array.from(times, () => 1),
      outputTokens: Int32Array.from(times, () => 1),
    });
    const merged = mergeTenants(["a", "b"], [at(0, 2, 2), at(0, 1, 2)]);
    expect([...merged.arrivalSeconds]).toEqual([0, 0, 1, 2, 2, 2]);
    expect([...(merged.tenants?.tenant ?? [])]).toEqual([0, 1, 1, 0, 0, 1]);
  });
});

test("shares add up, and none is off by one or more", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (count, weights) => {
        const shares = shareOut(count, weights);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(count);
        shares.forEach((share, i) => {
          expect(Math.abs(share - (count * (weights[i] as number)) / total)).toBeLessThan(1 + 1e-6);
        });
      },
    ),
  );
});

describe("tenants in a scenario", () => {
  const load = (tenants: string, demand = "demand: 10") =>
    loadScenario(
      {
        text: `version: 1\nmodel: qwen3-8b\nworkload:\n  tenants:\n${tenants}\n${demand}\n`,
        file: "s.yaml",
        folder: "/",
      },
      [],
    );
  const two = `
    - { name: chat, share: 0.7, generator: azure-conv-2023, targets: { ttft: { p90: 2 s } } }
    - { name: code, share: 0.3, generator: azure-code-2023 }`;
  const openChunks = () => [];
  test("have traffic and targets of their own", () => {
    const scenario = load(two);
    expect(scenario.workload.tenants?.[0]?.targets).toEqual([{ metric: "ttft", statistic: 0.9, seconds: 2 }]);
    const { columns } = loadWorkload(scenario.workload, scenario.demand, { seed: 1, openChunks });
    expect(columns.count).toBe(10_000);
    expect(columns.tenants?.names).toEqual(["chat", "code"]);
  });
  test("need distinct names, known generators, a demand, and enough requests", () => {
    expect(() => load(two.replace("code,", "chat,"))).toThrow(
      /workload.tenants\[1\].name: two tenants are called "chat"/,
    );
    const of = (text: string, demand?: string) => {
      const scenario = load(text, demand);
      return loadWorkload({ ...scenario.workload, requests: 1 }, scenario.demand, { seed: 1, openChunks });
    };
    expect(() => of(two.replace("azure-code-2023", "azure-cod-2023"))).toThrow(
      /workload.tenants\[1\].generator: unknown generator/,
    );
    expect(() => of(two, "seed: 1")).toThrow(/demand: is not given beside workload.tenants/);
    expect(() => of(two)).toThrow(/1 requests leave none for tenant "code"/);
    expect(() => load(two.replace("share: 0.3", "share: -1"))).toThrow(/share/);
  });
});
