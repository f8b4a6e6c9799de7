// Random companies whose statements tie exactly before they are printed: the auditor must find nothing in them, and must
// find it when one printed cell is changed.
import type { Random } from "../src/random.ts";
import type { Entry } from "../src/valuation/audit/table.ts";

export interface House {
  /** Printed decimals of money rows. */
  readonly decimals: number;
  readonly unit: string;
  readonly costs: "negative" | "positive" | "bracketed";
  readonly totals: "above" | "below";
  readonly language: "en" | "zh";
  readonly years: number;
  readonly actualYears: number;
}

type Line = readonly [key: string, en: string, zh: string];

const lines: Readonly<Record<string, readonly Line[]>> = {
  income: [
    ["revenue", "Revenue", "收入"],
    ["-cogs", "Cost of sales", "销售成本"],
    ["gross", "Gross profit", "毛利"],
    ["-selling", "Selling expenses", "销售费用"],
    ["-admin", "Administrative expenses", "行政开支"],
    ["-rd", "R&D expenses", "研发开支"],
    ["widgets", "Fair value changes on widgets", "若干部件公允价值变动"],
    ["operating", "Operating profit", "经营利润"],
    ["-finance", "Finance costs", "财务成本"],
    ["pbt", "Profit before tax", "除税前溢利"],
    ["-tax", "Income tax", "所得税"],
    ["pat", "Profit for the year", "年内溢利"],
  ],
  assetsCurrent: [
    ["cash", "Cash and cash equivalents", "现金及现金等价物"],
    ["receivables", "Trade receivables", "应收账款"],
    ["inventories", "Inventories", "存货"],
    ["otherCurrent", "Other current assets", "其他流动资产"],
  ],
  assetsFixed: [
    ["ppe", "Property, plant and equipment", "物业、厂房及设备"],
    ["goodwill", "Goodwill", "商誉"],
  ],
  liabilitiesCurrent: [
    ["payables", "Trade payables", "应付账款"],
    ["shortDebt", "Short-term borrowings", "短期借款"],
    ["otherPayable", "Other current liabilities", "其他流动负债"],
  ],
  liabilitiesFixed: [
    ["longDebt", "Long-term borrowings", "长期借款"],
    ["otherLong", "Other non-current liabilities", "其他非流动负债"],
  ],
  equity: [
    ["capital", "Share capital", "股本"],
    ["reserves", "Reserves", "储备"],
  ],
  operating: [
    ["pat", "Profit for the year", "年内溢利"],
    ["da", "Depreciation and amortisation", "折旧及摊销"],
    ["wc", "Change in working capital", "营运资金变动"],
    ["otherOperating", "Other operating items", "其他经营项目"],
  ],
  investing: [
    ["capexFlow", "Capital expenditure", "资本开支"],
    ["otherInvesting", "Other investing items", "其他投资项目"],
  ],
  financing: [
    ["debtFlow", "Net borrowings", "借款净额"],
    ["issues", "Proceeds from share issues", "发行股份所得款项"],
    ["dividendFlow", "Dividends paid", "已付股息"],
  ],
};

const totals: Readonly<Record<string, Line>> = {
  assetsCurrent: ["ca", "Total current assets", "流动资产合计"],
  assetsFixed: ["nca", "Total non-current assets", "非流动资产合计"],
  liabilitiesCurrent: ["cl", "Total current liabilities", "流动负债合计"],
  liabilitiesFixed: ["ncl", "Total non-current liabilities", "非流动负债合计"],
  equity: ["equity", "Total equity", "权益总额"],
  operating: ["cfo", "Net cash from operating activities", "经营活动现金净额"],
  investing: ["cfi", "Net cash from investing activities", "投资活动现金净额"],
  financing: ["cff", "Net cash from financing activities", "融资活动现金净额"],
};

/** Exact figures of every year, tied in double precision. */
export function randomYears(random: Random, count: number): Record<string, number>[] {
  const u = (lo: number, hi: number): number => lo + (hi - lo) * random.uniform();
  const scale = 10 ** u(2.5, 6.5);
  let revenue = scale;
  let state = {
    cash: 0.4 * scale,
    receivables: 0.2 * scale,
    inventories: 0.15 * scale,
    otherCurrent: u(0.02, 0.1) * scale,
    ppe: u(0.2, 0.5) * scale,
    goodwill: u(0.01, 0.1) * scale,
    payables: 0.12 * scale,
    shortDebt: u(0.05, 0.15) * scale,
    otherPayable: u(0.01, 0.06) * scale,
    longDebt: u(0.05, 0.2) * scale,
    otherLong: u(0.01, 0.05) * scale,
    capital: u(0.05, 0.1) * scale,
  };
  const equityOf = (s: typeof state): number =>
    s.cash +
    s.receivables +
    s.inventories +
    s.otherCurrent +
    s.ppe +
    s.goodwill -
    s.payables -
    s.shortDebt -
    s.otherPayable -
    s.longDebt -
    s.otherLong;
  const shape = {
    cogs: u(0.35, 0.6),
    selling: u(0.03, 0.1),
    admin: u(0.04, 0.12),
    rd: u(0.05, 0.15),
    receivables: u(0.1, 0.3),
    inventories: u(0.08, 0.25),
    payables: u(0.05, 0.2),
  };
  const years: Record<string, number>[] = [];
  for (let i = 0; i < count; i++) {
    revenue *= u(1.08, 1.8);
    const cogs = revenue * shape.cogs * u(0.95, 1.05);
    const [selling, admin, rd] = [
      revenue * shape.selling * u(0.9, 1.1),
      revenue * shape.admin * u(0.9, 1.1),
      revenue * shape.rd * u(0.9, 1.1),
    ];
    const widgets = revenue * u(-0.03, 0.03);
    const gross = revenue - cogs;
    const operating = gross - selling - admin - rd + widgets;
    const finance = (state.shortDebt + state.longDebt) * u(0.03, 0.06);
    const pbt = operating - finance;
    const tax = Math.max(0, pbt) * 0.2;
    const pat = pbt - tax;
    const da = state.ppe * u(0.1, 0.2);
    const capex = revenue * u(0.05, 0.15);
    const next = {
      ...state,
      receivables: revenue * shape.receivables * u(0.9, 1.1),
      inventories: revenue * shape.inventories * u(0.9, 1.1),
      payables: revenue * shape.payables * u(0.9, 1.1),
      ppe: state.ppe + capex - da,
      shortDebt: state.shortDebt * u(0.8, 1.3),
      longDebt: state.longDebt * u(0.8, 1.3),
    };
    const wc =
      -(next.receivables - state.receivables) -
      (next.inventories - state.inventories) +
      (next.payables - state.payables);
    const dividends = scale * u(0.01, 0.05);
    // Other items move a receivable and a liability that no identity names.
    const [otherOperating, otherInvesting] = [scale * u(-0.02, 0.02), scale * u(-0.02, 0.02)];
    next.otherPayable = state.otherPayable + Math.abs(otherOperating);
    next.otherCurrent = state.otherCurrent + Math.abs(otherInvesting);
    // Enough is raised for cash to stay positive, as it must.
    const before =
      state.cash +
      pat +
      da +
      wc -
      capex +
      next.shortDebt +
      next.longDebt -
      state.shortDebt -
      state.longDebt -
      dividends;
    const issues = scale * u(0.05, 0.2) + Math.max(0, 0.1 * scale - before);
    next.capital = state.capital + issues * 0.1;
    const debtFlow = next.shortDebt + next.longDebt - state.shortDebt - state.longDebt;
    const cfo = pat + da + wc + Math.abs(otherOperating);
    const cfi = -capex - Math.abs(otherInvesting);
    const cff = debtFlow + issues - dividends;
    next.cash = state.cash + cfo + cfi + cff;
    const equity = equityOf(next);
    years.push({
      ...next,
      revenue,
      cogs,
      gross,
      selling,
      admin,
      rd,
      widgets,
      operating,
      finance,
      pbt,
      tax,
      pat,
      da,
      wc,
      otherOperating: Math.abs(otherOperating),
      capexFlow: -capex,
      otherInvesting: -Math.abs(otherInvesting),
      debtFlow,
      issues,
      dividendFlow: -dividends,
      cfo,
      cfi,
      cff,
      net: cfo + cfi + cff,
      opening: state.cash,
      closing: next.cash,
      equity,
      reserves: equity - next.capital,
      ca: next.cash + next.receivables + next.inventories + next.otherCurrent,
      nca: next.ppe + next.goodwill,
      ta: next.cash + next.receivables + next.inventories + next.otherCurrent + next.ppe + next.goodwill,
      cl: next.payables + next.shortDebt + next.otherPayable,
      ncl: next.longDebt + next.otherLong,
      tl: next.payables + next.shortDebt + next.otherPayable + next.longDebt + next.otherLong,
      openingEquity: equityOf(state),
    });
    state = next;
  }
  return years;
}

/** Prints the figures the way a house prints them: every number rounded on its own. */
export function printStatements(figures: readonly Record<string, number>[], house: House): Entry[] {
  const entries: Entry[] = [];
  const firstYear = 2027 - house.actualYears;
  const name = (line: Line): string => (house.language === "en" ? line[1] : line[2]);
  const number = (value: number, isCost: boolean, decimals: number): string => {
    const signed = isCost && house.costs !== "positive" ? -value : value;
    const text = Math.abs(signed)
      .toFixed(decimals)
      .replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
    if (Number(text.replace(/,/g, "")) === 0) return text;
    return signed >= 0 ? text : house.costs === "bracketed" ? `(${text})` : `-${text}`;
  };
  const push = (statement: string, label: string, i: number, raw: string, unit: string, note = ""): void => {
    const year = firstYear + i;
    entries.push({
      company: "Random Chips (9999 HK)",
      statement,
      lineItem: label,
      original: label,
      period: String(year),
      kind: i < house.actualYears ? "A" : "E",
      value: "",
      unit,
      raw,
      source: "report",
      figure: "Financial summary",
      note,
      line: entries.length + 2,
    });
  };
  const row = (statement: string, line: Line, note = ""): void => {
    const isCost = line[0].startsWith("-");
    const key = line[0].replace(/^-/, "");
    for (const [i, figure] of figures.entries())
      push(statement, name(line), i, number(figure[key] as number, isCost, house.decimals), house.unit, note);
  };
  const group = (statement: string, id: string): void => {
    const total = totals[id] as Line;
    if (house.totals === "above") row(statement, total);
    for (const line of lines[id] ?? []) row(statement, line);
    if (house.totals === "below") row(statement, total);
  };
  const title = (en: string, zh: string): string => (house.language === "en" ? en : zh);
  for (const line of lines["income"] ?? []) row(title("Income statement", "利润表"), line);
  const sheet = title("Balance sheet", "资产负债表");
  group(sheet, "assetsCurrent");
  group(sheet, "assetsFixed");
  row(sheet, ["ta", "Total assets", "总资产"]);
  group(sheet, "liabilitiesCurrent");
  group(sheet, "liabilitiesFixed");
  row(sheet, ["tl", "Total liabilities", "总负债"]);
  group(sheet, "equity");
  row(sheet, ["ta", "Total equity and liabilities", "权益及负债总额"]);
  const cash = title("Cash flow", "现金流量表");
  for (const id of ["operating", "investing", "financing"]) group(cash, id);
  row(cash, ["net", "Net change in cash", "现金净变动"]);
  row(cash, ["opening", "Cash at the beginning of the year", "期初现金"]);
  row(cash, ["closing", "Cash at the end of the year", "期末现金"]);
  const ratios = title("Ratios", "财务指标比率");
  const rate = (
    en: string,
    zh: string,
    unit: string,
    of: (now: Record<string, number>, before: Record<string, number> | undefined) => number | undefined,
  ): void =>
    figures.forEach((figure, i) => {
      const value = of(figure, figures[i - 1]);
      if (value === undefined) return;
      const shown = unit === "%" ? value * 100 : value;
      const text = Math.abs(shown).toFixed(1);
      push(ratios, title(en, zh), i, `${shown < 0 && Number(text) !== 0 ? "-" : ""}${text}${unit}`, unit);
    });
  const get = (figure: Record<string, number>, key: string): number => figure[key] as number;
  rate("Revenue growth", "收入同比增长", "%", (now, before) =>
    before === undefined ? undefined : get(now, "revenue") / get(before, "revenue") - 1,
  );
  rate("Gross margin", "毛利率", "%", (now) => get(now, "gross") / get(now, "revenue"));
  rate("Operating margin", "经营利润率", "%", (now) => get(now, "operating") / get(now, "revenue"));
  rate("Net margin", "净利率", "%", (now) => get(now, "pat") / get(now, "revenue"));
  rate("ROE", "净资产收益率", "%", (now) => get(now, "pat") / ((get(now, "equity") + get(now, "openingEquity")) / 2));
  rate("Current ratio", "流动比率", "x", (now) => get(now, "ca") / get(now, "cl"));
  return entries;
}

export const houses = (random: Random): House => {
  const pick = <T>(list: readonly T[]): T =>
    list[Math.min(list.length - 1, Math.floor(random.uniform() * list.length))] as T;
  const years = pick([1, 2, 3, 4, 5, 6]);
  return {
    decimals: pick([0, 0, 1]),
    unit: pick(["RMB mn", "RMB '000", "US$ mn", "HK$ mn"]),
    costs: pick(["negative", "positive", "bracketed"] as const),
    totals: pick(["above", "below"] as const),
    language: pick(["en", "zh"] as const),
    years,
    actualYears: Math.min(years, pick([1, 2])),
  };
};
