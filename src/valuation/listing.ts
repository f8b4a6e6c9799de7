// Facts of a listing: what a lot costs to apply for, how the first day went, what was raised. Plain numbers; pure.

/** Levies on a Hong Kong subscription, fractions of the consideration. */
export interface SubscriptionFees {
  readonly brokerage: number;
  /** Securities and Futures Commission transaction levy. */
  readonly sfc: number;
  /** Stock Exchange trading fee. */
  readonly hkex: number;
  /** Accounting and Financial Reporting Council transaction levy. */
  readonly afrc: number;
}

/** In force for the offerings of January and February 2026, as their prospectuses print them. */
export const hongKongFees2026: SubscriptionFees = { brokerage: 0.01, sfc: 2.7e-5, hkex: 5.65e-5, afrc: 1.5e-6 };

const toCents = (amount: number): number => Math.round(amount * 100 + 1e-9) / 100;

/** Price of applying for one lot, each levy rounded to the cent; in the currency of the price. */
export function entryCost(price: number, lot: number, fees: SubscriptionFees = hongKongFees2026): number {
  const consideration = price * lot;
  const levies = [fees.brokerage, fees.sfc, fees.hkex, fees.afrc].map((rate) => toCents(consideration * rate));
  return toCents(levies.reduce((so, levy) => so + levy, consideration));
}

/** later / earlier - 1. */
export function priceReturn(earlier: number, later: number): number {
  return later / earlier - 1;
}
