// One suite that every scheduler must pass, and what each engine's rules come to in small cases worked by hand.
// Steps cost a second and prompts a thousandth for each token, so that instants tell which step a request was in.
import { describe, expect, test } from "vitest";
import { engineOptions } from "./engine-options.ts";
import type { RequestRecords } from "./request-records.ts";
import type { SimulatedRequests } from "./requests.ts";
import { schedulerKinds } from "./scheduler.ts";
import { type Simulation, simulate } from "./simulate.ts";
import type { SimulatedEngine } from "./simulation-input.ts";
import { affineStepModel } from "./synthetic.ts";

interface Row {
  readonly at: number;
  readonly prompt: number;
  readonly output: number;
  readonly blocks?: readonly number[];
}

function requestsOf(rows: readonly Row[], blockTokens = 16): SimulatedRequests {
  const offsets = Int32Array.from({ length: rows.length + 1 }, (_, i) =>
    rows.slice(0, i).reduce((sum, { blocks = [] }) => sum + blocks.length, 0),
  );
  const blocks = Int32Array.from(rows.flatMap((row) => row.blocks ?? []));
  return {
    count: rows.length,
    arrivalSeconds: Float64Array.from(rows, ({ at }) => at),
    promptTokens: Int32Array.from(rows, ({ prompt }) => prompt),
    outputTokens: Int32Array.from(rows, ({ output }) => output),
    ...(blocks.length === 0 ? {} : { prefix: { blockTokens, offsets, blocks } }),
  };
}

const roomy: SimulatedEngine = { maxBatchedTokens: 2048, maxSequences: 64, kvBlockTokens: 16, hasPrefixCache: true };

function play(
  rows: readonly Row[],
  engine: Partial<SimulatedEngine>,
  kvTokens = 1e6,
): Simulation & { readonly records: RequestRecords } {
  const found = simulate({
    requests: requestsOf(rows),
    pools: [
      {
        name: "a",
        role: "aggregated",
        count: 1,
        stepModel: affineStepModel({ perStep: 1, perToken: 1e-3, kvCapacityTokens: kvTokens }),
        engine: { ...roomy, ...engine },
      },
    ],
    keepsRecords: true,
    checksInvariants: true,
  });
  return { ...found, records: found.records! };
}

const rowsAt = (count: number, row: Omit<Row, "at">): Row[] => Array.from({ length: count }, () => ({ at: 0, ...row }));

describe.each(schedulerKinds)("scheduler %s", (scheduler) => {
  test("a request alone takes one step for its prompt and one for each further token", () => {
    const { records } = play([{ at: 5, prompt: 100, output: 4 }], { scheduler });
    expect(records.ttftSeconds[0]).toBeCloseTo(1.1, 12);
    expect(records.e2eSeconds[0]).toBeCloseTo(1.1 + 3 * 1.001, 12);
  });

  test("equal requests start and finish in the order of their arrival, however few seats there are", () => {
    for (const maxSequences of [1, 3, 64]) {
      const rows = Array.from({ length: 30 }, (_, i) => ({ at: i / 10, prompt: 50, output: 5 }));
      const { records } = play(rows, { scheduler, maxSequences });
      for (const column of ["ttftSeconds", "e2eSeconds"] as const)
        for (let i = 1; i < rows.length; i++)
          expect(rows[i]!.at + records[column][i]!).toBeGreaterThan(rows[i - 1]!.at + records[column][i - 1]! - 1e-9);
    }
  });

  test("in little KV all are served, those that gave way too, and nobody holds anything at the end", () => {
    const { result, records } = play(rowsAt(20, { prompt: 60, output: 200 }), { scheduler }, 1600);
    expect(result.counts.finished).toBe(20);
    const neverGivesWay = ["trtllm-no-evict", "orca", "static"].includes(scheduler);
    const most = Math.max(...records.preemptions);
    if (neverGivesWay) expect(most).toBe(0);
    else expect(most).toBeGreaterThan(0);
  });

  test("where roles mix, an instance of either pool serves what the other has no room for, or the engine refuses", () => {
    const pool = (role: "prefill" | "decode") => ({
      name: role,
      role,
      count: 1,
      stepModel: affineStepModel({ perStep: 1, perToken: 1e-3 }),
      engine: { ...roomy, scheduler },
    });
    const serve = () =>
      simulate({
        requests: requestsOf(rowsAt(8, { prompt: 600, output: 20 })),
        pools: [pool("prefill"), pool("decode")],
        link: { name: "link", bytesPerSecond: 1e12, latencySeconds: 0, overlappedLayers: 1 },
        disturbances: { roleMixing: { promptTokens: 1200, decodeRequests: 2 } },
        checksInvariants: true,
      }).result;
    if (engineOptions[scheduler].whyRolesDoNotMix !== undefined) {
      expect(serve).toThrow(/fleet\[0\]\.scheduler: roleMixing/);
      return;
    }
    const { counts, pools, roleMixing, metrics } = serve();
    expect(counts.finished).toBe(8);
    // Two prompts wait at most on either side; what follows goes wherever the fewest do.
    expect(roleMixing!.promptsOnDecode).toBe(4);
    expect(pools.every(({ decodeTokens, prefillTokens }) => decodeTokens > 0 && prefillTokens === 4 * 600)).toBe(true);
    expect(metrics.kvTransferSeconds.count + roleMixing!.decodesKept).toBe(8);
  });

  test("a prompt over the budget runs in chunks, or whole where the engine has no budget", () => {
    const { records } = play([{ at: 0, prompt: 5000, output: 1 }], { scheduler });
    const isWhole = scheduler === "orca" || scheduler === "static";
    expect(records.ttftSeconds[0]).toBeCloseTo(5 + (isWhole ? 1 : 3), 12);
  });
});

describe("vLLM", () => {
  test("of a prompt that is cached whole the last block is computed again; of a longer one only what is new", () => {
    const blocks = [1, 2, 3, 4];
    const rows = [
      { at: 0, prompt: 64, output: 1, blocks },
      { at: 10, prompt: 64, output: 1, blocks },
      { at: 20, prompt: 65, output: 1, blocks },
    ];
    const { records } = play(rows, {});
    expect([...records.ttftSeconds].map((seconds) => Math.round((seconds - 1) * 1e3))).toEqual([64, 16, 1]);
  });

  test("without blocks for the first, the last admitted gives way, and nobody new comes in before it", () => {
    // Nine blocks: three requests of two blocks each grow to three, and none is left when the first wants its fourth.
    const rows = [...rowsAt(3, { prompt: 32, output: 30 }), { at: 1, prompt: 16, output: 1 }];
    const { records } = play(rows, { hasPrefixCache: false, maxSequences: 3 }, 9 * 16);
    expect([...records.preemptions]).toEqual([0, 0, 1, 0]);
    const newcomer = 1 + records.ttftSeconds[3]!;
    expect(newcomer).toBeGreaterThan(records.e2eSeconds[0]!);
    expect(records.queueSeconds[3]).toBeGreaterThan(20);
  });

  test("a prompt is admitted only with room for all of it, unless told to look at its first chunk alone", () => {
    // 150 blocks, 50 of them taken: a prompt of 107 does not fit, its first chunk of 32 would.
    const rows = [
      { at: 0, prompt: 790, output: 10 },
      { at: 1, prompt: 1700, output: 1 },
    ];
    const queue = (reservesFullPrompt: boolean): number =>
      play(rows, { maxBatchedTokens: 512, hasPrefixCache: false, options: { reservesFullPrompt } }, 150 * 16).records
        .queueSeconds[1]!;
    expect(queue(true)).toBeGreaterThan(8);
    expect(queue(false)).toBeLessThan(3);
  });
});

describe("SGLang", () => {
  const scheduler = "sglang";

  test("prompts run alone and first: decodes stand still meanwhile", () => {
    const rows = [
      { at: 0, prompt: 10, output: 4 },
      { at: 1.5, prompt: 1000, output: 1 },
    ];
    const { records } = play(rows, { scheduler });
    // Steps: prompt 1.01, decode 1.001 (the newcomer arrives), its prompt 2, then two decodes.
    expect(records.e2eSeconds[0]).toBeCloseTo(1.01 + 1.001 + 2 + 2 * 1.001, 12);
  });

  test("after a refusal for memory nobody is tried until somebody leaves, though a smaller one would fit", () => {
    const rows = [
      { at: 0, prompt: 500, output: 40 },
      { at: 1, prompt: 600, output: 100 },
      { at: 5, prompt: 10, output: 1 },
    ];
    const { records } = play(rows, { scheduler, hasPrefixCache: false }, 1100);
    const firstLeaves = records.e2eSeconds[0]!;
    expect(5 + records.ttftSeconds[2]!).toBeGreaterThan(firstLeaves);
  });

  describe("prompts that start alike and come together", () => {
    // Seven blocks each; the second shares six with the first, the third none.
    const rows = [
      { at: 0, prompt: 112, output: 1, blocks: [1, 2, 3, 4, 5, 6, 7] },
      { at: 0, prompt: 112, output: 1, blocks: [1, 2, 3, 4, 5, 6, 8] },
      { at: 0, prompt: 112, output: 1, blocks: [21, 22, 23, 24, 25, 26, 27] },
    ];
    const instants = (maxBatchedTokens: number, queueOrder: "fcfs" | "longest-prefix", of: readonly Row[] = rows) =>
      [...play(of, { scheduler, maxBatchedTokens, options: { queueOrder } }).records.ttftSeconds].map(
        (seconds, i) => Math.round(1e3 * (of[i]!.at + seconds)) / 1e3,
      );

    test("in one step all are computed whole: there is nothing to hit before its end", () => {
      expect(instants(2048, "fcfs")).toEqual([1.336, 1.336, 1.336]);
      expect(instants(2048, "longest-prefix")).toEqual([1.336, 1.336, 1.336]);
    });

    test("by longest prefix the second goes last and finds the first one's blocks in the cache", () => {
      // In order of arrival: 112 + 16, 96 + 32, 80.
      expect(instants(128, "fcfs")).toEqual([1.128, 2.256, 3.336]);
      // First and third: 112 + 16, then 96 of the third and the 16 of the second that are new.
      expect(instants(128, "longest-prefix")).toEqual([1.128, 2.24, 2.24]);
    });

    test("but not for less than 32 shared tokens, nor where the cache knows more than 32 already", () => {
      const short = rows.map((row, i) => (i === 1 ? { ...row, blocks: [1, 9, 10, 11, 12, 13, 14] } : row));
      expect(instants(128, "longest-prefix", short)).toEqual([1.128, 2.256, 3.336]);
      // Three blocks of the first two prompts are cached from before; both go before the third, in order of arrival.
      const known = [{ at: 0, prompt: 48, output: 1, blocks: [1, 2, 3] }, ...rows.map((row) => ({ ...row, at: 2 }))];
      expect(instants(128, "longest-prefix", known)).toEqual([1.048, 3.128, 3.128, 4.24]);
    });
  });

  test("the fewest generated tokens are retracted first, of equals the longest prompt", () => {
    // Tokens when all run: 60 + 100 + 900 and three more a step; the bet on the first one's output is what is lost.
    const rows = [
      { at: 0, prompt: 10, output: 100 },
      { at: 51, prompt: 100, output: 40 },
      { at: 51, prompt: 900, output: 40 },
    ];
    const { records } = play(rows, { scheduler, kvBlockTokens: 1, hasPrefixCache: false }, 1176);
    expect([...records.preemptions]).toEqual([0, 0, 1]);
  });
});

describe("TensorRT-LLM", () => {
  /** Requests that run before anybody has left. */
  const together = (scheduler: "trtllm-no-evict" | "trtllm-max-utilization"): number => {
    const engine = { scheduler, kvBlockTokens: 32, maxBatchedTokens: 65_536, hasPrefixCache: false };
    const { records } = play(rowsAt(40, { prompt: 1000, output: 1000 }), engine, 1000 * 32);
    return records.queueSeconds.filter((seconds) => seconds < 900).length;
  };

  test("GUARANTEED_NO_EVICT runs as many as fit with their whole output: 15 of 63 blocks in 1,000", () => {
    expect(together("trtllm-no-evict")).toBe(15);
  });

  test("MAX_UTILIZATION runs as many as fit now: 31 of 32 blocks in 1,000", () => {
    expect(together("trtllm-max-utilization")).toBe(31);
  });
});

test("a static batch runs to its last request before the next one begins", () => {
  const rows = [
    { at: 0, prompt: 10, output: 20 },
    { at: 0, prompt: 10, output: 2 },
    { at: 1, prompt: 10, output: 1 },
  ];
  const { records } = play(rows, { scheduler: "static" });
  expect(1 + records.queueSeconds[2]!).toBeCloseTo(records.e2eSeconds[0]!, 9);
});

test.each(["vllm", "sarathi", "trtllm-no-evict", "trtllm-max-utilization"] as const)(
  "under %s decodes count in the budget, and a prompt gets what they leave: 16 of 64 tokens a step",
  (scheduler) => {
    const rows = [...rowsAt(48, { prompt: 1, output: 40 }), { at: 2, prompt: 200, output: 1 }];
    const { records } = play(rows, { scheduler, maxBatchedTokens: 64 });
    // The step under way ends at 2.096; then twelve full steps and one with the last eight tokens.
    expect(records.ttftSeconds[48]).toBeCloseTo(0.096 + 12 * 1.064 + 1.056, 9);
  },
);
