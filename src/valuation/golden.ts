// Scores a table of published and recomputed valuation figures: every row is worked out again by the engine from its inputs
// and compared. Answers: which published numbers does the engine reproduce, flag or refuse? The expected column is only ever
// compared with, never read on the way to an answer.
import { pow } from "../elementary.ts";
import { SilicoError } from "../errors.ts";
import { fxRate } from "../fx-rate.ts";
import type { GoldenRecord } from "../scenario/read-golden.ts";
import { costOfEquity, weightedCostOfCapital } from "./cost-of-capital.ts";
import { presentValue, type TerminalMethod } from "./discount.ts";
import { readConvention } from "./discount-words.ts";
import { Inputs, statedFormula } from "./golden-inputs.ts";
import { entryCost, priceReturn } from "./listing.ts";
import { aggregateMultiple, peerStatistics, valueByMultiple } from "./peers.ts";
import { compoundGrowth, currentRatio, growth, margin, mixGrowth, returnOnAverageEquity } from "./ratios.ts";

export interface GoldenScore {
  readonly id: string;
  readonly kind: GoldenRecord["kind"];
  /** What the engine gives; absent where it refuses or no computation fits. */
  readonly computed?: number;
  readonly expected: number;
  readonly tolerance: number;
  readonly passed: boolean;
  /** Which computation, and for flags which test fired. */
  readonly how: string;
}

interface Computed {
  readonly value: number;
  readonly how: string;
  /** The engine doubts the published figure. */
  readonly isFlagged?: boolean;
}

const overseas = ["Nvidia", "AMD"];
const percent = (fraction: number | undefined): number | undefined =>
  fraction === undefined ? undefined : fraction * 100;

function discounted(row: GoldenRecord, inputs: Inputs): { flows: number; terminal: number; total: number } {
  const name = inputs.find(/^fcf_\d{4}_\d{4}$/)!;
  const firstYear = Number(name.split("_")[1]);
  const all = inputs.numbers(name);
  const { convention, explicitYears, isNextFlow } = readConvention(row.convention, row.description);
  const flows = all.slice(0, explicitYears ?? all.length);
  const terminal: TerminalMethod = isNextFlow
    ? { kind: "next-flow", growth: inputs.number("g"), flow: all[flows.length]! }
    : { kind: "gordon", growth: inputs.number("g") };
  return presentValue(flows, firstYear, inputs.number("wacc"), terminal, convention);
}

/** RMB to HK$ at a rate stated as RMB per HK$; the rate's direction is checked. */
function toHkd(rmb: number, rmbPerHkd: number): number {
  return rmb / fxRate("HKD/CNY", rmbPerHkd, "2026-06-02").rate;
}

/** The engine's answer to a row, or undefined where nothing here knows how. Units follow the row's unit column. */
function compute(row: GoldenRecord, inputs: Inputs): Computed | undefined {
  const text = `${row.description} ${row.convention}`;
  const known = (value: number | undefined, how: string, isFlagged?: boolean): Computed | undefined =>
    value === undefined || !Number.isFinite(value)
      ? undefined
      : { value, how, ...(isFlagged === undefined ? {} : { isFlagged }) };

  if (inputs.has("peers", "values")) {
    const names = inputs.names("peers");
    const multiples = inputs.list("values");
    const isDomestic = /domestic/i.test(text);
    const left = /exclud\w*\s+([^;.]+)/i.exec(text)?.[1] ?? "";
    const kept = names.filter((peer) => !left.includes(peer) && !(isDomestic && overseas.includes(peer)));
    const peers = names.map((peer, i) => ({ peer, multiple: multiples[i] }));
    const stats = peerStatistics(peers, { kind: /outlier|tukey/i.test(text) ? "tukey" : "none" }, kept);
    if (/median/i.test(text)) return known(stats.median, "peer median");
    if (/trimmed/i.test(text)) return known(stats.trimmed, "peer trimmed mean");
    if (/harmonic/i.test(text)) {
      const equal = peers.flatMap(({ peer, multiple }) =>
        multiple === undefined || !kept.includes(peer) ? [] : [multiple],
      );
      return known(
        aggregateMultiple(
          equal.map(() => 1),
          equal,
        ),
        "peer harmonic mean",
      );
    }
    return known(stats.mean, "peer mean");
  }
  if (inputs.has("caps", "ps"))
    return known(aggregateMultiple(inputs.numbers("caps"), inputs.numbers("ps")), "aggregate multiple");
  if (inputs.find(/^fcf_\d{4}_\d{4}$/) !== undefined) {
    const value = discounted(row, inputs);
    const isTerminal = /PV of (terminal value|TV)/i.test(row.description);
    if (inputs.has("published")) {
      const own = /\bTV\b|terminal/i.test(row.description) ? value.terminal : value.flows;
      const gap = inputs.number("published") / own - 1;
      return known(percent(gap), "published over recomputed", Math.abs(gap) > 0.01);
    }
    if (inputs.has("shares_mn")) {
      const hkdThousand = toHkd(value.total + inputs.number("net_cash"), inputs.number("rmb_per_hkd"));
      return known(hkdThousand / 1e3 / inputs.number("shares_mn"), "DCF value per share");
    }
    return known(
      isTerminal ? value.terminal : value.flows,
      isTerminal ? "present value of terminal value" : "present value of flows",
    );
  }
  if (inputs.has("revenue_rmb_mn", "multiple")) {
    const equityRmbMillions = valueByMultiple(inputs.number("revenue_rmb_mn"), inputs.number("multiple"));
    if (row.unit === "RMB bn") return known(equityRmbMillions / 1e3, "equity by multiple");
    const hkdMillions = toHkd(equityRmbMillions, inputs.number("rmb_per_hkd"));
    if (row.unit === "HK$ bn") return known(hkdMillions / 1e3, "equity by multiple, in HK$");
    if (row.kind === "must_not_equal") fxRate("CNY/HKD", inputs.number("rmb_per_hkd"), "2026-04-20", ["rmb_per_hkd"]);
    return known(hkdMillions / inputs.number("shares_mn"), "target price by multiple");
  }
  if (inputs.has("multiple", "discount"))
    return known(
      toHkd(
        valueByMultiple(inputs.number("revenue_rmb_000"), inputs.number("multiple"), inputs.number("discount")),
        inputs.number("rmb_per_hkd"),
      ) / 1e3,
      "equity by discounted multiple",
    );
  if (inputs.has("value_hkd_mn", "revenue_rmb_000"))
    return known(
      (inputs.number("value_hkd_mn") * 1e3 * inputs.number("rmb_per_hkd")) / inputs.number("revenue_rmb_000"),
      "implied multiple",
    );
  if (inputs.has("value_hkd_mn", "shares_mn"))
    return known(inputs.number("value_hkd_mn") / inputs.number("shares_mn"), "value per share");
  if (inputs.has("dcf", "ps", "w"))
    return known(inputs.number("w") * inputs.number("dcf") + (1 - inputs.number("w")) * inputs.number("ps"), "blend");
  if (inputs.has("tp", "price"))
    return known(percent(priceReturn(inputs.number("price"), inputs.number("tp"))), "upside");
  if (inputs.has("price", "mcap_hkd_mn"))
    return known(inputs.number("mcap_hkd_mn") / inputs.number("price"), "implied shares");
  if (inputs.has("price", "lot"))
    return known(
      entryCost(inputs.number("price"), inputs.number("lot"), {
        brokerage: inputs.number("brokerage"),
        sfc: inputs.number("sfc"),
        hkex: inputs.number("hkex"),
        afrc: inputs.number("afrc"),
      }),
      "cost of one lot",
    );
  if (inputs.has("price", "shares_mn"))
    return known(inputs.number("price") * inputs.number("shares_mn"), "market capitalisation");
  if (inputs.has("offer", "shares_mn"))
    return known(
      (inputs.number("offer") * inputs.number("shares_mn")) / (row.unit.includes("100mn") ? 100 : 1),
      "gross proceeds",
    );
  if (inputs.has("offer"))
    return known(
      percent(priceReturn(inputs.number("offer"), inputs.number(inputs.find(/^(close|high|low)$/) ?? "close"))),
      "return on the offer price",
    );
  if (inputs.has("cornerstone_usd_mn", "share"))
    return known(inputs.number("cornerstone_usd_mn") / inputs.number("share"), "offer size");
  if (inputs.has("prev", "cur")) return known(percent(growth(inputs.number("prev"), inputs.number("cur"))), "growth");
  if (inputs.has("start", "end", "years"))
    return known(
      percent(compoundGrowth(inputs.number("start"), inputs.number("end"), inputs.number("years"))),
      "compound growth",
    );
  if (inputs.has("share_2025", "dom", "ovs")) {
    const mix = mixGrowth(
      inputs.number("share_2025"),
      inputs.number("dom"),
      inputs.number("ovs"),
      inputs.number("years"),
    );
    return known(
      percent(/locali[sz]ation/i.test(row.description) ? mix.shareOfFirst : mix.growth),
      "mix of two growing parts",
    );
  }
  if (inputs.has("revenue", "cogs"))
    return known(
      percent(margin(inputs.number("revenue") - inputs.number("cogs"), inputs.number("revenue"))),
      "gross margin",
    );
  if (inputs.has("revenue", "gross_profit"))
    return known(percent(margin(inputs.number("gross_profit"), inputs.number("revenue"))), "gross margin");
  if (inputs.has("net_profit", "equity_open"))
    return known(
      percent(
        returnOnAverageEquity(inputs.number("net_profit"), inputs.number("equity_open"), inputs.number("equity_close")),
      ),
      "return on average equity",
    );
  if (inputs.has("net_profit_rmb_mn", "shares_mn"))
    return known((inputs.number("net_profit_rmb_mn") / inputs.number("shares_mn")) * 100, "earnings per share");
  if (inputs.has("current_assets"))
    return known(currentRatio(inputs.number("current_assets"), inputs.number("current_liabilities")), "current ratio");
  if (inputs.has("tokens", "ttft_ms"))
    return known((inputs.number("batch") * inputs.number("tokens")) / (inputs.number("ttft_ms") / 1e3), "throughput");
  if (inputs.has("ebit", "da", "capex"))
    return known(
      ["ebit", "da", "tax", "d_nwc", "capex"].reduce((so, name) => so + inputs.number(name), 0),
      "free cash flow",
    );
  if (inputs.has("pbt", "net_finance_income"))
    return known(inputs.number("pbt") - inputs.number("net_finance_income"), "EBIT");
  if (inputs.has("inventory", "receivables", "payables")) {
    const change = (name: string): number => {
      const [open, close] = inputs.numbers(name);
      return close! - open!;
    };
    return known(change("payables") - change("inventory") - change("receivables"), "change in working capital");
  }
  if (inputs.has("pbt", "rate")) return known(-inputs.number("rate") * Math.max(0, inputs.number("pbt")), "tax");
  if (inputs.has("pv_fcf", "pv_tv")) return known(inputs.number("pv_fcf") + inputs.number("pv_tv"), "enterprise value");
  if (inputs.has("ev", "net_cash")) return known(inputs.number("ev") + inputs.number("net_cash"), "equity value");
  if (inputs.has("rmb_000", "hkd_mn"))
    return known(inputs.number("rmb_000") / 1e3 / inputs.number("hkd_mn"), "implied exchange rate");
  if (inputs.has("rmb_000", "rmb_per_hkd"))
    return known(toHkd(inputs.number("rmb_000"), inputs.number("rmb_per_hkd")) / 1e3, "conversion");
  if (inputs.has("rf", "beta")) {
    const premium = inputs.find(/^(erp|mrp|premium|market_risk_premium)$/);
    const market = premium ?? inputs.find(/^(rm|market|market_return)$/);
    if (market !== undefined) {
      const { riskFree, beta } = { riskFree: inputs.number("rf"), beta: inputs.number("beta") };
      return known(
        percent(
          costOfEquity({
            riskFree,
            beta,
            market: inputs.number(market),
            marketIs: premium === undefined ? "return" : "premium",
          }),
        ),
        "cost of equity",
      );
    }
  }
  if (inputs.has("start", "cagr", "years"))
    return known(
      inputs.number("start") * pow(1 + inputs.number("cagr"), inputs.number("years")),
      "compound growth forward",
    );
  if (inputs.has("ke", "kd"))
    return known(
      percent(
        weightedCostOfCapital({
          costOfEquity: inputs.number("ke"),
          costOfDebt: inputs.number("kd"),
          taxRate: inputs.number("tax"),
          debtToEquity: inputs.number("d_over_e"),
        }).wacc,
      ),
      "weighted cost of capital",
    );
  if (inputs.has("kd")) {
    const { doubts } = weightedCostOfCapital({
      costOfEquity: 1,
      costOfDebt: inputs.number("kd"),
      taxRate: 0,
      debtToEquity: 0.1,
    });
    return known(doubts.length, "cost of debt below zero", doubts.length > 0);
  }
  if (inputs.has("assets", "liabilities", "equity"))
    return identity("assets - liabilities - equity", [
      inputs.number("assets"),
      -inputs.number("liabilities"),
      -inputs.number("equity"),
    ]);
  if (inputs.has("cfo", "cfi", "cff", "reported"))
    return identity("cash roll-forward", [
      inputs.number("cfo"),
      inputs.number("cfi"),
      inputs.number("cff"),
      -inputs.number("reported"),
    ]);
  if (inputs.has("opening", "net_change"))
    return known(
      inputs.number("opening") + inputs.number("net_change") + (inputs.has("fx") ? inputs.number("fx") : 0),
      "closing cash",
    );
  if (inputs.has("parts", "total")) return identity("subtotal", [...inputs.numbers("parts"), -inputs.number("total")]);
  if (inputs.has("values")) {
    const wrong = inputs.numbers("values").filter((value) => value < 0).length;
    return known(wrong, "proceeds below zero", wrong > 0);
  }
  return statedFormula(row, inputs);
}

/** A sum of integers as printed that should be zero: flagged beyond half a unit a term. */
function identity(how: string, terms: readonly number[]): Computed {
  const value = terms.reduce((so, term) => so + term, 0);
  return { value, how, isFlagged: Math.abs(value) > 0.5 * terms.length };
}

/** Score one row. A row nothing knows how to compute fails, with that reason. */
export function scoreGoldenRow(row: GoldenRecord): GoldenScore {
  const tolerance = Math.max(row.absoluteTolerance ?? 0, Math.abs(row.expected) * (row.relativeTolerance ?? 0));
  const head = { id: row.id, kind: row.kind, expected: row.expected, tolerance };
  let computed: Computed | undefined;
  try {
    computed = compute(row, new Inputs(row.inputs));
  } catch (error) {
    if (!(error instanceof SilicoError)) throw error;
    // A refusal is the right answer to a row that must not come out.
    return {
      ...head,
      passed: row.kind === "must_not_equal",
      how: `refused: ${error.issues[0]?.problem ?? error.message}`,
    };
  }
  if (computed === undefined) return { ...head, passed: false, how: "no computation for these inputs" };
  const isClose = Math.abs(computed.value - row.expected) <= tolerance + 1e-9 * Math.max(1, Math.abs(row.expected));
  const passed =
    row.kind === "must_not_equal"
      ? !isClose
      : row.kind === "must_flag"
        ? isClose && computed.isFlagged === true
        : row.kind === "must_pass"
          ? isClose && computed.isFlagged !== true
          : isClose;
  return { ...head, computed: computed.value, passed, how: computed.how };
}
