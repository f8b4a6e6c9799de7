// An initiation-style page of one company: cover box, forecasts, statements, valuation, football field, checks, sources; in
// English and Chinese. One self-contained file: no script, no fetch. Takes a worked-out report; gives HTML text.
import type { Label } from "../scenario/company-model.ts";
import { formatPercent } from "../units.ts";
import type { CompanyReport } from "../valuation/company-report.ts";
import { cellKey } from "../valuation/model/graph.ts";
import { seriesOf, valueIfAny } from "../valuation/model/solve.ts";
import type { Grid } from "../valuation/sensitivity.ts";
import { startPage } from "./chart-svg.ts";
import { footballChart, revenueChart, tornadoChart } from "./company-charts.ts";
import { escapeHtml } from "./html-page.ts";

/** Both languages; the page's switch hides one. */
const both = (label: Label): string =>
  label.zh === undefined || label.zh === label.en
    ? escapeHtml(label.en)
    : `<span class="en">${escapeHtml(label.en)}</span><span class="zh" lang="zh">${escapeHtml(label.zh)}</span>`;
const title = (en: string, zh: string, level = 2): string => `<h${level}>${both({ en, zh })}</h${level}>`;

const decimalsOf = (value: number): number => (Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
function figure(value: number | undefined, unit = "", decimals?: number): string {
  if (value === undefined) return "—";
  if (unit === "fraction") return value < 0 ? `(${formatPercent(-value)})` : formatPercent(value);
  const places = decimals ?? decimalsOf(value);
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return value < 0 && Number(text.replace(/,/g, "")) !== 0 ? `(${text})` : text;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[], className = ""): string =>
  `<table class="${className}"><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</tbody></table>`;

const style = `
:root{--ink:#1b2733;--soft:#5b6b7b;--line:#d6dde4;--accent:#123a6b;--accent2:#b4532a;--paper:#fff;--box:#f3f6f9}
*{box-sizing:border-box}body{margin:0;background:#e9edf1;color:var(--ink);font:14px/1.5 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:1120px;margin:24px auto;background:var(--paper);padding:36px 44px;box-shadow:0 1px 6px #0002}
h1{font-size:28px;margin:0;color:var(--accent)}h2{font-size:18px;margin:34px 0 8px;color:var(--accent);border-bottom:2px solid var(--accent);padding-bottom:4px}h3{font-size:14px;margin:18px 0 6px;color:var(--soft)}
.cover{display:grid;grid-template-columns:1fr 320px;gap:28px;align-items:start}.box{background:var(--box);border-top:4px solid var(--accent);padding:14px 18px}.box dl{display:grid;grid-template-columns:auto auto;gap:4px 12px;margin:0}.box dt{color:var(--soft)}.box dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}.box .big{font-size:22px;font-weight:700;color:var(--accent)}
table{border-collapse:collapse;width:100%;margin:6px 0 14px;font-variant-numeric:tabular-nums;font-size:12.5px}th,td{padding:3px 8px;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}th:first-child,td:first-child{text-align:left}thead th{border-bottom:2px solid var(--soft);color:var(--soft);font-weight:600}.text td,.text th,.words td:last-child,.words th:last-child{text-align:left}.e{background:#f7fafc}.bold td{font-weight:700}
.wrap{overflow-x:auto}.note{color:var(--soft);font-size:12.5px}.bad{color:#a11;font-weight:700}.ours{color:var(--accent2)}.two{display:grid;grid-template-columns:1fr 1fr;gap:24px}
.zh{margin-left:.45em;color:inherit}#l-en:checked~main .zh,#l-zh:checked~main .en{display:none}#l-zh:checked~main .zh{margin-left:0}.switch{position:sticky;top:0;max-width:1120px;margin:0 auto;padding:8px 44px 0;font-size:12px}.hide{position:absolute;opacity:0}.switch label{padding:2px 10px;border:1px solid var(--line);background:#fff;cursor:pointer}
svg{max-width:100%;height:auto}@media print{body{background:#fff}.switch{display:none}main{box-shadow:none;margin:0;max-width:none}}@media(max-width:800px){.cover,.two{grid-template-columns:1fr}main{padding:20px}}`;

/** The page in one sentence. */
function summaryOf(report: CompanyReport): Label {
  const { both: value, draws } = report;
  const [drawn] = draws.outputs;
  const count = draws.draws.toLocaleString("en-US");
  const [printed, published, recomputed, low, high] = [
    value.printed,
    value.published,
    value.recomputed,
    drawn!.p10,
    drawn!.p90,
  ].map((amount) => figure(amount, "", 2));
  const spread = {
    en: `with drivers varied over their ranges, 80% of ${count} draws lie between ${low} and ${high}.`,
    zh: `驱动因素在各自区间变动时，${count} 次抽样有八成落在 ${low} 至 ${high}。`,
  };
  if (!value.isPublished)
    return {
      en: `The model gives ${recomputed} a share; ${spread.en}`,
      zh: `模型每股价值 ${recomputed}；${spread.zh}`,
    };
  if (report.scenario !== undefined)
    return {
      en: `Under this scenario the published convention gives ${published} and stated conventions ${recomputed}; the printed target price, for the printed forecast, is ${printed}; ${spread.en}`,
      zh: `本情景下原口径为 ${published}，明示口径为 ${recomputed}；原文预测对应的目标价为 ${printed}；${spread.zh}`,
    };
  return {
    en: `The printed target price of ${printed} comes back as ${published} by its own convention. The same inputs by stated conventions give ${recomputed}; ${spread.en}`,
    zh: `原目标价 ${printed} 按其自身口径重算为 ${published}；同样输入按明示口径为 ${recomputed}；${spread.zh}`,
  };
}

/** From the published value to ours, one change at a time. */
function bridgeTable(report: CompanyReport): string {
  return `${title("Published beside recomputed", "原文与重算")}${table(
    [
      both({ en: "Step", zh: "步骤" }),
      both({ en: "Change", zh: "变动" }),
      both({ en: "Value", zh: "价值" }),
      both({ en: "Note", zh: "说明" }),
    ],
    [
      [both({ en: "Published convention, rerun", zh: "原口径重跑" }), "", figure(report.both.published, "", 2), ""],
      ...report.both.bridge
        .filter((step) => !step.isJudgement)
        .map((step) => [
          both(step.label),
          figure(step.change, "", 2),
          figure(step.value, "", 2),
          escapeHtml(step.note ?? ""),
        ]),
      [`<b>${both({ en: "Recomputed", zh: "重算" })}</b>`, "", `<b>${figure(report.both.recomputed, "", 2)}</b>`, ""],
      ...report.both.bridge
        .filter((step) => step.isJudgement)
        .map((step) => [
          `${both({ en: "If:", zh: "若：" })} ${both(step.label)}`,
          figure(step.change, "", 2),
          figure(step.value, "", 2),
          escapeHtml(step.note ?? ""),
        ]),
    ],
    "words",
  )}`;
}

function gridTable(grid: Grid): string {
  const turn = (kind: Grid["rows"]["kind"], value: number): string =>
    kind === "set"
      ? formatPercent(value)
      : kind === "scale"
        ? `×${value.toFixed(2)}`
        : `${value >= 0 ? "+" : ""}${value.toFixed(3)}`;
  return `<h3>${escapeHtml(grid.output)}: ${escapeHtml(grid.rows.line)} × ${escapeHtml(grid.columns.line)}</h3>${table(
    ["", ...grid.columns.values.map((value) => turn(grid.columns.kind, value))],
    grid.values.map((row, r) => [
      turn(grid.rows.kind, grid.rows.values[r]!),
      ...row.map((value) => figure(value, "", 2)),
    ]),
  )}`;
}

function statementTables(report: CompanyReport): string {
  const { solution, model } = report;
  return model.sections
    .flatMap((section) => {
      const lines = model.lines.filter(
        (line) => line.section === section.id && !line.isScalar && !line.id.startsWith("base."),
      );
      if (lines.length === 0) return [];
      const years = Array.from({ length: model.lastYear - model.firstYear + 1 }, (_, i) => model.firstYear + i).filter(
        (year) => lines.some((line) => solution.graph.cellAt.has(cellKey(line.id, year))),
      );
      return [
        `${title(section.label.en, section.label.zh ?? section.label.en, 3)}<div class="wrap">${table(
          [
            "",
            both({ en: "Unit", zh: "单位" }),
            ...years.map((year) => `${year}${year > model.lastActual ? "E" : ""}`),
          ],
          lines.map((line) => [
            `${both(line.label)}${line.basis === "assumption" ? ' <span class="ours">◆</span>' : ""}`,
            escapeHtml(line.unit === "fraction" ? "%" : line.unit),
            ...years.map((year) => figure(valueIfAny(solution, line.id, year), line.unit)),
          ]),
        )}</div>`,
      ];
    })
    .join("\n");
}

/** The page. Equal reports give equal bytes. */
export function companyHtml(report: CompanyReport): string {
  startPage();
  const { model, headline, solution } = report;
  const perShareUnit = model.lines.find((line) => line.id === model.headline!.valuePerShare)!.unit;
  const years = Array.from({ length: model.lastExplicit - model.lastActual + 2 }, (_, i) => model.lastActual - 1 + i);
  const summary = [
    "revenue",
    "revenue_growth",
    "gross_profit",
    "gross_margin",
    "operating_profit",
    "adjusted_profit",
    "net_profit",
    "fcf",
    "eps",
  ].flatMap((id) => {
    const line = model.lines.find((entry) => entry.id === id);
    return line === undefined
      ? []
      : [
          [
            both(line.label),
            escapeHtml(line.unit === "fraction" ? "%" : line.unit),
            ...years.map((year) => figure(valueIfAny(solution, id, year), line.unit)),
          ],
        ];
  });
  const scalars = model.lines.filter((line) => line.isScalar && !line.id.startsWith("base."));
  const source = (id: string): string =>
    `${model.sources[id]!.publisher}, ${model.sources[id]!.title}, ${model.sources[id]!.date}`;
  const failed = report.checks.filter((check) => !check.passed);
  const [drawn] = report.draws.outputs;
  const scenarioName = model.scenarios.find((entry) => entry.id === report.scenario)?.label;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(model.name.en)} (${escapeHtml(model.code)})</title><style>${style}</style></head><body>
<input class="hide" type="radio" name="l" id="l-both" checked><input class="hide" type="radio" name="l" id="l-en"><input class="hide" type="radio" name="l" id="l-zh">
<div class="switch"><label for="l-both">EN + 中文</label> <label for="l-en">English</label> <label for="l-zh">中文</label></div>
<main>
<div class="cover"><div><p class="note">${both({ en: "Company model, rebuilt and recomputed", zh: "公司模型：重建与重算" })}${scenarioName === undefined ? "" : ` · ${both(scenarioName)}`}</p>
<h1>${escapeHtml(model.name.en)} ${escapeHtml(model.name.zh ?? "")}</h1><p class="note">${escapeHtml(model.code)}</p>
<p>${both(summaryOf(report))}</p>
${failed.length === 0 ? "" : `<p class="bad">${both({ en: `${failed.length} checks fail: do not rely on these numbers before they hold.`, zh: `${failed.length} 项校验未通过：结果暂不可靠。` })}</p>`}
<p class="note">${both({ en: "Not investment advice. ◆ marks assumptions of this model that no source prints.", zh: "不构成投资建议。◆ 为本模型假设，非来源所载。" })}</p></div>
<div class="box"><dl>
<dt>${both({ en: "Rating", zh: "评级" })}</dt><dd class="big">${headline.rating === undefined ? "—" : both(headline.rating)}</dd>
<dt>${both({ en: "Value per share, recomputed", zh: "每股价值（重算）" })}</dt><dd class="big">${figure(report.both.recomputed, "", 2)}</dd>
<dt>${both({ en: "Target price, printed", zh: "目标价（原文）" })}</dt><dd>${figure(report.both.printed, "", 2)} ${escapeHtml(model.headline!.printedRating ?? "")}</dd>
<dt>${both({ en: "Share price", zh: "现价" })}</dt><dd>${figure(headline.price, "", 2)}<br><span class="note">${escapeHtml(model.headline!.priceDate ?? "")}</span></dd>
<dt>${both({ en: "Upside, recomputed", zh: "潜在升幅（重算）" })}</dt><dd>${figure(headline.upside, "fraction")}</dd>
<dt>${both({ en: "Unit", zh: "单位" })}</dt><dd>${escapeHtml(perShareUnit)}</dd>
<dt>p10 / p50 / p90</dt><dd>${figure(drawn!.p10, "", 1)} / ${figure(drawn!.p50, "", 1)} / ${figure(drawn!.p90, "", 1)}</dd>
${report.draws.shareAbove === undefined ? "" : `<dt>${both({ en: "Draws above the price", zh: "高于现价的抽样" })}</dt><dd>${formatPercent(report.draws.shareAbove.share)}</dd>`}
</dl></div></div>

${title("Earnings summary", "盈利摘要")}
<div class="wrap">${table(["", both({ en: "Unit", zh: "单位" }), ...years.map((year) => `${year}${year > model.lastActual ? "E" : "A"}`)], summary)}</div>
<div class="two"><div>${revenueChart(report)}</div><div>${title("What moves the value", "价值敏感因素", 3)}${tornadoChart(report)}</div></div>

${report.both.isPublished ? bridgeTable(report) : ""}

${title("Football field", "估值区间")}
${report.football.length === 0 ? "" : `${footballChart(report)}<p class="note">${both({ en: `Bars: ${report.football[0]!.ends}. Diamonds: the point estimate. Line: the share price.`, zh: "条形：抽样第10至90百分位；菱形：点估计；竖线：现价。" })}</p>`}

${title("Scenarios", "情景")}
${table(
  [
    "",
    both({ en: "Value", zh: "价值" }),
    both({ en: "Upside", zh: "升幅" }),
    both({ en: "Rating", zh: "评级" }),
    both({ en: "Note", zh: "说明" }),
  ],
  report.scenarios.map((entry) => [
    both(entry.label),
    figure(entry.valuePerShare, "", 2),
    figure(entry.upside, "fraction"),
    entry.rating === undefined ? "" : both(entry.rating),
    escapeHtml(entry.note ?? ""),
  ]),
  "words",
)}

${title("Valuation", "估值")}
<div class="wrap">${table(
    [
      "",
      both({ en: "Value", zh: "数值" }),
      both({ en: "Unit", zh: "单位" }),
      both({ en: "Formula", zh: "公式" }),
      both({ en: "Basis", zh: "依据" }),
    ],
    scalars.map((line) => {
      const cell = solution.graph.cells[solution.graph.cellAt.get(cellKey(line.id))!]!;
      return [
        both(line.label),
        figure(seriesOf(solution, line.id)[0]!.value, line.unit),
        escapeHtml(line.unit === "fraction" ? "%" : line.unit),
        `<code>${escapeHtml(cell.text)}</code>`,
        `${escapeHtml(line.basis)}${line.note === undefined ? "" : `<br><span class="note">${escapeHtml(line.note)}</span>`}`,
      ];
    }),
    "text",
  )}</div>
${
  report.conventions.length === 0
    ? ""
    : `${title("The same cash flows by other calendars", "其他折现口径", 3)}${table(
        [
          "",
          both({ en: "Flows", zh: "现金流" }),
          both({ en: "Terminal", zh: "终值" }),
          both({ en: "Enterprise value", zh: "企业价值" }),
          both({ en: "A share", zh: "每股" }),
        ],
        report.conventions.map((row) => [
          both(row.label),
          figure(row.pvFlows),
          figure(row.pvTerminal),
          figure(row.enterpriseValue),
          figure(row.valuePerShare, "", 2),
        ]),
      )}`
}
${
  report.printedConvention === undefined
    ? ""
    : `${title("Which reading gives the printed present values", "原文现值的折现口径", 3)}${table(
        [
          "",
          both({ en: "Flows", zh: "现金流" }),
          both({ en: "Printed is off", zh: "原文偏差" }),
          both({ en: "Terminal", zh: "终值" }),
          both({ en: "Printed is off", zh: "原文偏差" }),
        ],
        [...report.printedConvention.candidates, report.printedConvention.ordinary].map((entry) => [
          `${entry === report.printedConvention!.ordinary ? `${both({ en: "Ordinary:", zh: "通常口径：" })} ` : ""}${escapeHtml(entry.description)}`,
          figure(entry.pvFlows),
          figure(entry.flowsResidual, "fraction"),
          figure(entry.pvTerminal),
          figure(entry.terminalResidual, "fraction"),
        ]),
      )}`
}
${
  report.reverse.length === 0
    ? ""
    : `${title("What the price implies, one driver at a time (DCF)", "现价隐含（逐一驱动因素）", 3)}${table(
        ["", both({ en: "Implied", zh: "隐含值" })],
        report.reverse.map((entry) => [
          escapeHtml(entry.line),
          entry.kind === "scale"
            ? `×${entry.turn!.toFixed(3)}`
            : `${entry.turn! >= 0 ? "+" : ""}${formatPercent(entry.turn)}`,
        ]),
      )}`
}
${title("Peers by averaging rule", "同业倍数（按平均口径）", 3)}
${table(
  [
    "",
    both({ en: "Mean", zh: "均值" }),
    both({ en: "Median", zh: "中位数" }),
    both({ en: "Trimmed", zh: "截尾" }),
    both({ en: "Domestic mean", zh: "国内均值" }),
    both({ en: "Without outliers", zh: "剔除离群" }),
    both({ en: "Peers", zh: "家数" }),
  ],
  report.peers.map((row) => [
    `${escapeHtml(row.multiple)} <span class="note">${escapeHtml(source(model.peerTables.find((entry) => entry.id === row.table)!.source).split(",")[0]!)}</span>`,
    figure(row.all.mean, "", 2),
    figure(row.all.median, "", 2),
    figure(row.all.trimmed, "", 2),
    figure(row.domestic?.mean, "", 2),
    figure(row.withoutOutliers.mean, "", 2),
    String(row.all.included.length),
  ]),
)}
${title("Sensitivity", "敏感性", 3)}
${report.grids.map(gridTable).join("\n")}

${title("Statements and drivers", "报表与驱动因素")}
${statementTables(report)}

${title("Checks", "校验")}
${table(
  ["", both({ en: "Difference", zh: "差额" }), both({ en: "Tolerance", zh: "容差" }), ""],
  report.checks.map((check) => [
    `${both(check.label)}${check.year === undefined ? "" : ` ${check.year}`}`,
    figure(check.difference, "", 1),
    String(check.tolerance),
    check.passed ? "✓" : '<span class="bad">✗</span>',
  ]),
)}
<p class="note">${both({ en: `Cycles settled to a residual of ${solution.convergence.residual.toExponential(1)} in ${solution.convergence.passes} passes.`, zh: `循环迭代 ${solution.convergence.passes} 次，残差 ${solution.convergence.residual.toExponential(1)}。` })}</p>
${
  report.gaps.length === 0
    ? `<p class="note">${both({ en: "Every printed forecast is met within the rounding of its parts.", zh: "所有原文预测均在四舍五入范围内复现。" })}</p>`
    : table(
        ["", both({ en: "Printed", zh: "原文" }), both({ en: "Recomputed", zh: "重算" }), ""],
        report.gaps.map((gap) => [
          `${both(gap.label)}${gap.year === undefined ? "" : ` ${gap.year}`}`,
          figure(gap.printed),
          figure(gap.recomputed),
          escapeHtml(gap.place),
        ]),
      )
}
${title("Audit of the printed tables", "原文表格核查", 3)}
<p>${both({ en: `${report.printedAudit.passed} of ${report.printedAudit.checked} identities hold.`, zh: `${report.printedAudit.checked} 项勾稽中 ${report.printedAudit.passed} 项成立。` })}</p>
${table(
  [both({ en: "Severity", zh: "级别" }), both({ en: "Where", zh: "位置" }), both({ en: "Finding", zh: "发现" })],
  report.printedAudit.findings.map((finding) => [
    escapeHtml(finding.severity),
    escapeHtml([finding.lineItem, finding.period, finding.figure].filter((part) => part !== "").join(", ")),
    escapeHtml(finding.message),
  ]),
  "text",
)}
${model.notes.length === 0 ? "" : `${title("Read with care", "阅读须知", 3)}<ul>${model.notes.map((entry) => `<li>${escapeHtml(entry)}</li>`).join("")}</ul>`}

${title("Sources", "来源")}
<ul>${Object.keys(model.sources)
    .map((id) => `<li>${escapeHtml(source(id))}</li>`)
    .join("")}</ul>
</main></body></html>
`;
}
