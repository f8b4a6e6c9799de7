import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compensatedSum, money } from "../money.ts";
import { defaultRates, defaultTerms, publishedApiPrices, termSources } from "./defaults.ts";
import { fleetCost } from "./fleet-cost.ts";
import { costParts, facilityWatts, ownershipCost, priceForTotal, rentalCost } from "./ownership.ts";
import { apiCostPerHour, joulesPerToken, serversForTokens, tokenCost } from "./token-cost.ts";

const h100 = { boardWatts: 700 };

describe("DeepSeek's published day (open-infra-index, day 6: 27-28 Feb 2025)", () => {
  test("226.75 nodes of 8 chips for 24 hours at 2 dollars are 87,072 dollars, exactly", () => {
    const fleet = fleetCost([{ count: 226.75 * 8, cost: rentalCost(money(2, "USD")) }]);
    expect(fleet.perHour * 24).toBe(87_072);
  });

  test("its token volumes over its rates per node give 95.5 prefill and 131.4 decode nodes, 0.06% from the fleet it states", () => {
    const prefill = serversForTokens(608e9, 73_700);
    const decode = serversForTokens(168e9, 14_800);
    expect(prefill.toFixed(1)).toBe("95.5");
    expect(decode.toFixed(1)).toBe("131.4");
    expect(Math.abs((prefill + decode) / 226.75 - 1)).toBeLessThan(0.0006);
  });

  test("the bill shared over its tokens returns to the bill, and its price list to 562,027 dollars", () => {
    const cost = { prefillPerHour: (87_072 / 24) * (95.5 / 226.9), decodePerHour: (87_072 / 24) * (131.4 / 226.9) };
    const flow = {
      freshInputPerHour: (608e9 - 342e9) / 24,
      cachedInputPerHour: 342e9 / 24,
      outputPerHour: 168e9 / 24,
    };
    const tokens = tokenCost({ currency: "USD", ...cost }, flow, 0.1);
    const returned =
      (tokens.input! * flow.freshInputPerHour +
        tokens.cachedInput! * flow.cachedInputPerHour +
        tokens.output! * flow.outputPerHour) /
      1e6;
    expect(returned).toBeCloseTo(cost.prefillPerHour + cost.decodePerHour, 6);
    // R1's list of that day: 0.14 for cached, 0.55 for fresh input, 2.19 for output, dollars a million.
    const list = { inputPerMillion: 0.55, cachedInputPerMillion: 0.14, outputPerMillion: 2.19, currency: "USD" };
    expect(Math.round(apiCostPerHour(list, flow) * 24) / 562_027).toBeCloseTo(1, 2);
  });
});

describe("Splitwise's machine table (Patel et al., ISCA 2024)", () => {
  const a100 = { cost: rentalCost(money(2.21, "XXX")), watts: 24.8 };
  const h100Machine = { cost: rentalCost(money(4.76, "XXX")), watts: 44 };
  test("equal cost: 86 DGX-A100 and 40 DGX-H100; equal power: 70 and 40", () => {
    const costA = fleetCost([{ count: 86, ...a100 }]);
    const costH = fleetCost([{ count: 40, ...h100Machine }]);
    const powerA = fleetCost([{ count: 70, ...a100 }]);
    expect(costA.perHour).toBeCloseTo(190.06, 10);
    expect(costH.perHour).toBeCloseTo(190.4, 10);
    expect(powerA.watts).toBeCloseTo(1736, 10);
    expect(costH.watts).toBeCloseTo(1760, 10);
  });
  test("its mixed pool of 30 H100 prompt and 21 A100 token machines costs within the same budget", () => {
    const mixed = fleetCost([
      { count: 30, ...h100Machine },
      { count: 21, ...a100 },
    ]);
    expect(mixed.perHour).toBeCloseTo(30 * 4.76 + 21 * 2.21, 10);
    expect(mixed.perHour).toBeLessThan(190.4);
  });
});

describe("ownership", () => {
  const cost = (price: number, terms = defaultTerms) =>
    ownershipCost(money(price, "USD"), h100, terms, "USD", defaultRates);

  test("an H100 at 27,500 dollars is within a fifth of the published neocloud model (1.69 dollars an hour)", () => {
    expect(cost(27_500).total / 1.69).toBeGreaterThan(0.8);
    expect(cost(27_500).total / 1.69).toBeLessThan(1.2);
  });

  test("is linear in the price and its parts sum to the whole", () => {
    const price = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(price, price, (a, b) => {
        expect(cost(a + b).total - cost(a).total).toBeCloseTo(cost(b).total - cost(0).total, 6);
        const whole = cost(a);
        expect(compensatedSum(costParts.map((part) => whole.parts[part]))).toBe(whole.total);
      }),
    );
  });

  test("without interest and resale, the hardware's parts return its price over its life", () => {
    const free = cost(30_000, { ...defaultTerms, capitalRate: 0 });
    expect(free.parts.chip * 5 * 8760).toBeCloseTo(30_000, 6);
    expect(free.parts.financing).toBeCloseTo(0, 12);
  });

  test("the annuity repays price and interest: discounted payments equal the price", () => {
    const { parts } = cost(30_000, { ...defaultTerms, capitalRate: 0.12, resaleShare: 0.2 });
    const yearly = (parts.chip + parts.server + parts.network + parts.storage + parts.financing) * 8760;
    const capital = 30_000 + 8750 + 5748 + 250;
    let value = 0.2 * capital * 1.12 ** -5;
    for (let year = 1; year <= 5; year++) value += yearly * 1.12 ** -year;
    expect(value).toBeCloseTo(capital, 6);
  });

  test("cooling is what PUE adds to the power bill", () => {
    const { parts } = cost(1, { ...defaultTerms, pue: 1.5 });
    expect(parts.cooling).toBeCloseTo(parts.power * 0.5, 12);
    expect(facilityWatts(h100, { ...defaultTerms, pue: 1.5 })).toBeCloseTo(700 * 1.82 * 0.8 * 1.5, 9);
  });

  test("the price that gives a wanted total gives it", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 20, noNaN: true }), (wanted) => {
        const price = priceForTotal(wanted, h100, defaultTerms, "USD", defaultRates);
        if (price.amount >= 0) expect(cost(price.amount).total).toBeCloseTo(wanted, 9);
      }),
    );
  });

  test("a yuan price needs a rate and gets one; a currency without rate is an error", () => {
    expect(ownershipCost(money(80_000, "CNY"), h100, defaultTerms, "CNY", defaultRates).currency).toBe("CNY");
    expect(() => ownershipCost(money(80_000, "XYZ"), h100, defaultTerms, "USD", defaultRates)).toThrow(
      /no exchange rate from XYZ to USD/,
    );
  });

  test("negative and absurd prices and terms name the value", () => {
    expect(() => cost(-1)).toThrow(/price -1 USD is negative/);
    expect(() => cost(1e12)).toThrow(/not a believable amount/);
    expect(() => cost(Number.NaN)).toThrow(/not a believable amount/);
    expect(() => cost(1, { ...defaultTerms, pue: 0.9 })).toThrow(/pue: 0.9 is outside 1 to 5/);
  });

  test("every default term states unit, source, date and confidence", () => {
    for (const [name, figure] of Object.entries(termSources)) {
      expect(figure.source, name).toBeTruthy();
      expect(figure.unit, name).toBeTruthy();
      expect(figure.date, name).toBeTruthy();
      expect(["datasheet", "press", "estimate"], name).toContain(figure.confidence);
    }
    expect(Object.keys(termSources).sort()).toEqual(Object.keys(defaultTerms).sort());
  });
});

describe("cost per token", () => {
  const positive = fc.double({ min: 0.001, max: 1e9, noNaN: true });
  test("parts sum to the whole to the cent, whatever the flow", () => {
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        positive,
        positive,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (...x) => {
          const [prefillPerHour, decodePerHour, freshInputPerHour, cachedInputPerHour, outputPerHour, cachedWork] = x;
          const bill = { currency: "USD", prefillPerHour, decodePerHour };
          const flow = { freshInputPerHour, cachedInputPerHour, outputPerHour };
          const cost = tokenCost(bill, flow, cachedWork);
          const returned =
            (cost.input! * freshInputPerHour + cost.cachedInput! * cachedInputPerHour + cost.output! * outputPerHour) /
            1e6;
          const total = prefillPerHour + decodePerHour;
          expect(Math.abs(returned - total)).toBeLessThan(Math.max(0.005, total * 1e-12));
          expect((cost.blended! * (freshInputPerHour + cachedInputPerHour + outputPerHour)) / 1e6).toBeCloseTo(
            total,
            3,
          );
        },
      ),
    );
  });

  test("no output, no price for output; no tokens at all, an error", () => {
    const flow = { freshInputPerHour: 1e6, cachedInputPerHour: 0, outputPerHour: 0 };
    const cost = tokenCost({ currency: "USD", prefillPerHour: 2, decodePerHour: 0 }, flow, 0);
    expect(cost).toMatchObject({ input: 2, output: undefined, cachedInput: undefined, outputToInput: undefined });
    expect(() =>
      tokenCost({ currency: "USD", prefillPerHour: 2, decodePerHour: 1 }, { ...flow, freshInputPerHour: 0 }, 0),
    ).toThrow(/serves no tokens/);
    expect(joulesPerToken(1000, { freshInputPerHour: 0, cachedInputPerHour: 0, outputPerHour: 0 })).toBeUndefined();
  });

  test("the published price table's ratios are what its prices imply, to the digit printed", () => {
    expect(publishedApiPrices.prices).toHaveLength(11);
    for (const { model, input, output, printedRatio } of publishedApiPrices.prices) {
      const digits = String(printedRatio).split(".")[1]?.length ?? 1;
      expect((output / input).toFixed(digits), model).toBe(printedRatio.toFixed(digits));
    }
  });
});
