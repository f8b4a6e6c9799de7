import { describe, expect, test } from "vitest";
import { type MeasuredChoice, regretDecisions, summariseRegret } from "./regret.ts";

/** Four configurations: more load, slower tokens, more of them. */
const measured = [
  { id: "a", measuredTpot: 0.01, measuredRate: 100 },
  { id: "b", measuredTpot: 0.02, measuredRate: 180 },
  { id: "c", measuredTpot: 0.03, measuredRate: 240 },
  { id: "d", measuredTpot: 0.05, measuredRate: 300 },
];
const withPredictions = (
  predict: (row: (typeof measured)[number]) => { tpot?: number; rate?: number },
): MeasuredChoice[] =>
  measured.map((row) => {
    const { tpot, rate } = predict(row);
    return { ...row, group: "g", predictedTpot: tpot, predictedRate: rate };
  });

describe("regret", () => {
  test("a perfect prediction has none", () => {
    const decisions = regretDecisions(
      withPredictions(({ measuredTpot, measuredRate }) => ({ tpot: measuredTpot, rate: measuredRate })),
    );
    // Quartiles of 10, 20, 30, 50 ms are 17.5, 25 and 35 ms.
    expect(decisions.map(({ limit }) => Number(limit.toFixed(6)))).toEqual([0.0175, 0.025, 0.035]);
    expect(decisions.map(({ chosen }) => chosen)).toEqual(["a", "b", "c"]);
    expect(summariseRegret(decisions)).toEqual({
      groups: 1,
      decisions: 3,
      medianRegret: 0,
      meanRegret: 0,
      missedLimitShare: 0,
    });
  });

  test("an optimist misses the limit and pays with everything", () => {
    const decisions = regretDecisions(
      withPredictions(({ measuredTpot, measuredRate }) => ({ tpot: measuredTpot / 3, rate: measuredRate })),
    );
    expect(decisions.map(({ chosen, regret }) => [chosen, regret])).toEqual([
      ["d", 1],
      ["d", 1],
      ["d", 1],
    ]);
    expect(summariseRegret(decisions).missedLimitShare).toBe(100);
  });

  test("a pessimist leaves throughput on the table, by its share", () => {
    const decisions = regretDecisions(
      withPredictions(({ measuredTpot, measuredRate }) => ({ tpot: measuredTpot * 1.5, rate: measuredRate })),
    );
    expect(decisions.map(({ chosen }) => chosen)).toEqual(["a", "a", "b"]);
    expect(decisions.map(({ regret }) => Number(regret.toFixed(4)))).toEqual([0, 0.4444, 0.25]);
  });

  test("exceeding the limit by a tenth is still within it", () => {
    const rows = withPredictions(({ measuredTpot, measuredRate }) => ({ tpot: measuredTpot, rate: measuredRate }));
    const shifted = rows.map((row) => (row.id === "b" ? { ...row, measuredTpot: 0.015, predictedTpot: 0.013 } : row));
    const first = regretDecisions(shifted)[0]!;
    expect(first).toMatchObject({ chosen: "b", missesLimit: false, regret: 0 });
  });

  test("rows without a prediction can be the best but never the choice; a group without any counts in full", () => {
    const some = regretDecisions(
      withPredictions(({ id, measuredTpot, measuredRate }) =>
        id === "c" ? {} : { tpot: measuredTpot, rate: measuredRate },
      ),
    );
    expect(some[2]).toMatchObject({ best: "c", chosen: "b" });
    const none = regretDecisions(withPredictions(() => ({})));
    expect(none.every(({ regret, chosen }) => regret === 1 && chosen === undefined)).toBe(true);
  });

  test("groups of fewer than four configurations make no decision", () => {
    expect(regretDecisions(withPredictions(() => ({ tpot: 1, rate: 1 })).slice(0, 3))).toEqual([]);
    expect(summariseRegret([])).toMatchObject({ groups: 0, decisions: 0, medianRegret: undefined });
  });
});
