// The plan as one HTML file: the answer, the ranking, the charts, the reasons, the bill, the sources.
import { exportRules } from "../catalog/export-control.ts";
import { publishedApiPrices, termSources } from "../economics/defaults.ts";
import { costParts } from "../economics/ownership.ts";
import { formatMoney } from "../money.ts";
import { type Candidate, fleetTitle } from "../planning/candidate.ts";
import type { PlanResult } from "../planning/plan.ts";
import type { PoolPhysics } from "../planning/pool-physics.ts";
import type { LatencyCurves } from "../planning/simulate-fleet.ts";
import { formatCount, formatPercent, formatSeconds, formatSI } from "../units.ts";
import { startPage } from "./chart-svg.ts";
import { escapeHtml, figureHtml, htmlPage, tableHtml } from "./html-page.ts";
import { costFigure, latencyFigure, paretoFigure } from "./plan-charts.ts";
import type { PlanContext } from "./plan-json.ts";
import { availabilityText } from "./plan-terms-text.ts";
import { ratioText, shadowText, targetText, versus } from "./plan-text.ts";
import { memoryFigure, rooflineFigure } from "./pool-charts.ts";

export interface PlanReport {
  readonly result: PlanResult;
  readonly context: PlanContext;
  /** Of the recommended fleet; absent where there is none. */
  readonly physics: readonly PoolPhysics[];
  /** Of the recommended fleet; absent where nothing was simulated. */
  readonly latency?: LatencyCurves;
}

const money = (amount: number | undefined, currency: string): string =>
  escapeHtml(amount === undefined ? "—" : formatMoney({ amount, currency }));

const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
const section = (title: string, body: string, extra = ""): string =>
  `<section${extra}><h2>${escapeHtml(title)}</h2>${body}</section>`;
const fact = (value: string, label: string): string =>
  `<div class="fact"><b>${value}</b><span>${escapeHtml(label)}</span></div>`;

function tags(candidate: Candidate): string {
  const list = [
    "verification" in candidate ? '<span class="tag good">simulated</span>' : '<span class="tag">analytic</span>',
    candidate.isHypothetical ? '<span class="tag warn">hypothetical</span>' : "",
  ];
  return list.filter((tag) => tag !== "").join(" ");
}

export function planHtml(report: PlanReport): string {
  const { result, context, physics, latency } = report;
  const { scenario } = context;
  startPage();
  const model = scenario.model.kind === "name" ? scenario.model.name : scenario.model.path;
  const subtitle = `${formatCount(context.demand)} requests/s, ${context.workload}. ${context.targets.map(targetText).join(", ") || "No latency target"}.`;
  const title = `${scenario.name}: ${model}`;
  if (result.status === "infeasible" || result.recommended === undefined) {
    const body = section(
      "No fleet does this",
      list([
        `Binding limit: ${result.infeasible?.bindingLimit ?? "unknown"}`,
        ...(result.infeasible?.nearestMiss === undefined ? [] : [`Nearest miss: ${result.infeasible.nearestMiss}`]),
        ...((result.infeasible?.conflict.length ?? 0) === 0
          ? []
          : [`Cannot hold together: ${result.infeasible!.conflict.join(" and ")}`]),
      ]),
      ' class="hero"',
    );
    return htmlPage({ title, subtitle, body: body + sources(report) });
  }
  const best = result.recommended;
  const currency = best.cost?.currency ?? scenario.prices.currency;
  const cost = best.costPerMillionTokens;
  const hero = `<section class="hero"><h2>Recommended</h2><p class="fleet">${escapeHtml(best.id)}</p>${tags(best)}<div class="facts">
${fact(money(cost?.blended, currency), "per million tokens, blended")}
${fact(money(cost?.input, currency), "per million input tokens")}
${fact(money(cost?.output, currency), "per million output tokens")}
${fact(`${money(best.cost?.perHour, currency)}`, "per hour")}
${fact(String(best.chips), "chips")}
${fact(escapeHtml(formatSeconds(best.service.ttftSeconds?.p90)), "TTFT p90")}
${fact(escapeHtml(formatSeconds(best.service.tpotSeconds?.p90)), "TPOT p90")}
${fact(escapeHtml(best.joulesPerToken === undefined ? "—" : `${best.joulesPerToken.toPrecision(3)} J`), "energy per token")}
</div>${best.pairs
    .filter((pair) => pair.status !== "documented" || pair.prefill !== pair.decode)
    .map(
      (pair) =>
        `<p class="note"><span class="tag${pair.status === "hypothetical" ? " warn" : ""}">${escapeHtml(pair.status)}</span> KV from ${escapeHtml(pair.prefill)} to ${escapeHtml(pair.decode)}: ${escapeHtml(pair.text)} (${escapeHtml(pair.source)})</p>`,
    )
    .join("")}</section>`;

  const simulated =
    latency === undefined ? "analytic model" : `simulation of ${formatCount(latency.requests)} requests`;
  const prices = "prices as listed under Prices";
  const columns = [
    { head: "#", isNumber: true },
    { head: "Fleet", isFleet: true },
    { head: "Chips", isNumber: true },
    { head: "TTFT p90", isNumber: true },
    { head: "TPOT p90", isNumber: true },
    { head: "Input / M", isNumber: true },
    { head: "Output / M", isNumber: true },
    { head: "Blended / M", isNumber: true },
    { head: "Per hour", isNumber: true },
    { head: "vs best", isNumber: true },
  ];
  const row = (candidate: Candidate, i: number): string[] => [
    String(i + 1),
    `${escapeHtml(candidate.id)} ${tags(candidate)}`,
    String(candidate.chips),
    escapeHtml(formatSeconds(candidate.service.ttftSeconds?.p90)),
    escapeHtml(formatSeconds(candidate.service.tpotSeconds?.p90)),
    money(candidate.costPerMillionTokens?.input, currency),
    money(candidate.costPerMillionTokens?.output, currency),
    money(candidate.costPerMillionTokens?.blended, currency),
    money(candidate.cost?.perHour, currency),
    i === 0 ? "" : escapeHtml(versus(candidate, best)),
  ];
  const rows = result.candidates.map(row);
  const ranking =
    tableHtml(columns, rows.slice(0, 12), 0) +
    (rows.length > 12
      ? `<details><summary>${rows.length - 12} more fleets</summary>${tableHtml(columns, rows.slice(12))}</details>`
      : "") +
    (result.nearTies.length > 0
      ? `<p class="note">Too close to call, within 3% of the best: ${escapeHtml(result.nearTies.map(fleetTitle).join("; "))}.</p>`
      : "");

  const why = list([
    ...result.explanation.reasons,
    ...(Number.isFinite(best.margin) ? [`headroom at the tightest pool: ${formatPercent(best.margin, 0)}`] : []),
    ...(availabilityText(result, context) === undefined ? [] : [availabilityText(result, context)!]),
    ...result.explanation.shadowPrices.map((price) => shadowText(price.limit, price.perUnitPerHour, currency)),
  ]);
  const change =
    result.explanation.tornado.length === 0
      ? ""
      : tableHtml(
          [{ head: "Input" }, { head: "Change" }, { head: "Blended / M", isNumber: true }, { head: "Best fleet then" }],
          result.explanation.tornado
            .slice(0, 10)
            .flatMap((item) =>
              [item.low, item.high].map((end, k) => [
                k === 0 ? escapeHtml(item.input) : "",
                escapeHtml(end.label),
                money(end.perMillionTokens, currency),
                end.best === best.id
                  ? '<span class="note">the same</span>'
                  : escapeHtml(fleetTitle({ id: end.best, ...end })),
              ]),
            ),
        );
  const switching = list(
    result.explanation.switchingPoints
      .slice(0, 6)
      .map(
        (point) =>
          `At ${(point.factor * 100).toFixed(0)}% of today's cost of ${point.chip}, ${fleetTitle({ id: point.rival, ...point })} is as cheap.`,
      ),
  );
  const bill =
    best.cost === undefined
      ? ""
      : tableHtml(
          [{ head: "Part" }, { head: "Per hour", isNumber: true }, { head: "Share", isNumber: true }],
          costParts
            .filter((part) => best.cost!.parts[part] !== 0)
            .map((part) => [
              part,
              money(best.cost!.parts[part], currency),
              formatPercent(best.cost!.parts[part] / best.cost!.perHour, 1),
            ]),
        ) +
        `<p class="note">${best.cost.watts === undefined ? "" : `${escapeHtml(formatSI(best.cost.watts, "W"))} at the meter.`}</p>`;
  const ratio =
    cost?.outputToInput === undefined
      ? ""
      : section(
          "Output and input price",
          `<p>${escapeHtml(ratioText(cost.outputToInput))}.</p>` +
            tableHtml(
              [
                { head: "Tokens from" },
                { head: "Input / M", isNumber: true },
                { head: "Output / M", isNumber: true },
                { head: "Ratio", isNumber: true },
                { head: "The same tokens, an hour", isNumber: true },
              ],
              [
                [
                  `This fleet, at cost (${escapeHtml(model)})`,
                  money(cost.input, currency),
                  money(cost.output, currency),
                  `${cost.outputToInput.toFixed(1)}x`,
                  money(best.cost?.perHour, currency),
                ],
                ...result.waysToPay
                  .filter(({ perHour }) => perHour !== best.cost?.perHour)
                  .map(({ name, list: quote, perHour }) => [
                    escapeHtml(name),
                    money(quote?.inputPerMillion, currency),
                    money(quote?.outputPerMillion, currency),
                    quote === undefined ? "—" : `${(quote.outputPerMillion / quote.inputPerMillion).toFixed(1)}x`,
                    money(perHour, currency),
                  ]),
              ],
              0,
            ) +
            `<p class="note">Source of the published prices, which are of other models: ${escapeHtml(publishedApiPrices.source)}.</p>`,
        );
  const charts = [
    // Without traffic nothing has a speed, nor a price a token.
    cost?.blended === undefined || best.service.tpotSeconds === undefined
      ? ""
      : section(
          "Cost against speed",
          figureHtml(
            paretoFigure(
              result.candidates,
              result.frontier,
              best,
              currency,
              `Each point is a fleet that meets the targets; hollow diamonds are hypothetical; the dashed line joins those not beaten in both. Sources: ${simulated} for the verified fleets, the analytic model for the others; ${prices}.`,
            ),
          ),
        ),
    section(
      "The bill",
      figureHtml(costFigure(result.candidates, currency, `Best fleet of each kind. Source: ${prices}.`)) + bill,
    ),
    latency === undefined
      ? ""
      : section(
          "Latency",
          figureHtml(
            latencyFigure(
              latency,
              scenario.targets,
              `Source: ${simulated} against the recommended fleet, seed ${scenario.seed}.`,
            ),
          ),
        ),
    physics.length === 0
      ? ""
      : section(
          "Memory",
          figureHtml(
            memoryFigure(
              physics,
              "Source: memory account of the performance model; device memory from the chip catalogue.",
            ),
          ),
        ),
    physics.length === 0
      ? ""
      : section(
          "Roofline",
          figureHtml(
            rooflineFigure(
              physics,
              "Roofs: dense peak and memory bandwidth from the chip catalogue. Points: mean prefill prompt and decode step of the performance model.",
            ),
          ),
        ),
  ];
  const body = [
    hero,
    section("Ranking", ranking),
    ...charts,
    section("Why this fleet", why),
    section("What would change the answer", change + switching),
    ratio,
    sources(report),
  ].join("\n");
  return htmlPage({ title, subtitle, body });
}

function sources({ result, context }: PlanReport): string {
  const parts = [
    section(
      "Prices",
      tableHtml(
        [{ head: "Chip" }, { head: "Price and source" }],
        context.priceSources.map(({ chip, source }) => [escapeHtml(chip), escapeHtml(source)]),
      ) +
        (context.scenario.prices.basis === "own"
          ? `<details><summary>Terms of ownership</summary>${tableHtml(
              [{ head: "Term" }, { head: "Default", isNumber: true }, { head: "Unit" }, { head: "Source" }],
              Object.entries(termSources).map(([name, figure]) => [
                escapeHtml(name),
                String(figure.value),
                escapeHtml(figure.unit),
                escapeHtml(`${figure.source} (${figure.date}, ${figure.confidence})`),
              ]),
            )}</details>`
          : ""),
    ),
    context.exportControl.length === 0
      ? ""
      : section(
          "Export control",
          tableHtml(
            [
              { head: "Chip" },
              { head: "Class" },
              { head: "TPP", isNumber: true },
              { head: "2026 review tier" },
              { head: "Remarks" },
            ],
            context.exportControl.map((entry) => [
              escapeHtml(entry.chip),
              escapeHtml(entry.class),
              entry.tpp === undefined ? "—" : formatCount(Math.round(entry.tpp)),
              escapeHtml(entry.tier2026),
              escapeHtml(entry.remarks.join("; ")),
            ]),
          ) +
            `<p class="note">${escapeHtml(`${exportRules.a.name}: ${exportRules.a.text}. ${exportRules.january2026.name}: ${exportRules.january2026.text}. Sources: ${exportRules.a.source}; ${exportRules.january2026.source}. Arithmetic on published figures, no legal advice.`)}</p>`,
        ),
    context.assumptions.length === 0 ? "" : section("Assumptions", list(context.assumptions)),
    section(
      "Left out",
      `<details><summary>${result.excluded.length} exclusions and their reasons</summary>${tableHtml(
        [{ head: "What" }, { head: "Why" }],
        result.excluded.map(({ what, reason }) => [escapeHtml(what), escapeHtml(reason)]),
      )}</details><p class="note">${escapeHtml(
        `${formatCount(result.search.configurations)} configurations examined, ${formatCount(result.search.instanceTypes)} instance types kept, ${formatCount(result.search.pairs)} pairs priced, ${result.search.simulations} simulations; the mix is ${result.search.mixGap === undefined ? "not solved" : result.search.mixGap === 0 ? "proven optimal" : `within ${formatPercent(result.search.mixGap, 2)} of the optimum`}.`,
      )}</p>`,
    ),
  ];
  return parts.join("\n");
}
