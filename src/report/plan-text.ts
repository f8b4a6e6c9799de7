// The plan for a terminal: the answer first, then the ranking, the picture, the reasons, the bill, and what was left out.
import pc from "picocolors";
import stringWidth from "string-width";
import { publishedApiPrices } from "../economics/defaults.ts";
import { costParts } from "../economics/ownership.ts";
import { formatMoney } from "../money.ts";
import { type Candidate, fleetTitle } from "../planning/candidate.ts";
import type { ServiceTarget } from "../planning/capacity.ts";
import type { PlanResult } from "../planning/plan.ts";
import type { VerifiedCandidate } from "../planning/verify.ts";
import { formatCount, formatPercent, formatSeconds, formatSI } from "../units.ts";
import { bar, brailleScatter } from "./braille-scatter.ts";
import type { PlanContext } from "./plan-json.ts";
import { availabilityText, tokensText, waysTable } from "./plan-terms-text.ts";
import { formatTable } from "./text-table.ts";
import { verificationLines } from "./verification-text.ts";

const statistic = (target: ServiceTarget): string =>
  target.statistic === "mean" ? "mean" : `p${Number((target.statistic * 100).toFixed(3))}`;

export const targetText = (target: ServiceTarget): string =>
  `${target.tenant === undefined ? "" : `${target.tenant}: `}${target.metric.toUpperCase()} ${statistic(target)} ≤ ${formatSeconds(target.seconds)}`;

const money = (amount: number | undefined, currency: string): string =>
  amount === undefined ? "—" : formatMoney({ amount, currency });

/** Breaks text at spaces to lines of `width` columns. */
export function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && stringWidth(line) + 1 + stringWidth(word) > width - indent.length) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((part, i) => (i === 0 ? part : indent + part)).join("\n");
}

/** Published output/input price ratios as one line: where this fleet's own ratio lies among them. */
export function ratioText(ratio: number): string {
  const ratios = publishedApiPrices.prices.map(({ output, input }) => output / input).sort((a, b) => a - b);
  const below = ratios.filter((other) => other < ratio).length;
  return `an output token costs ${ratio.toFixed(1)}x an input token here; the ${ratios.length} published API lists ask ${ratios[0]!.toFixed(1)}x to ${ratios.at(-1)!.toFixed(1)}x (${below} of them less than that)`;
}

export function planText(result: PlanResult, context: PlanContext, width: number): string {
  const out: string[] = [];
  const { scenario } = context;
  const title = (text: string): void => {
    out.push("", pc.bold(text));
  };
  const model = scenario.model.kind === "name" ? scenario.model.name : scenario.model.path;
  out.push(pc.bold(`${scenario.name}: ${model}`));
  out.push(wrap(`${formatCount(context.demand)} requests/s, ${context.workload}`, width));
  out.push(wrap(context.targets.map(targetText).join(", ") || "no latency target", width, "  "));

  if (result.status === "infeasible") {
    title("No fleet does this");
    out.push(`binding limit: ${result.infeasible?.bindingLimit}`);
    if (result.infeasible?.nearestMiss !== undefined)
      out.push(wrap(`nearest miss:  ${result.infeasible.nearestMiss}`, width, "               "));
    if ((result.infeasible?.conflict.length ?? 0) > 0)
      out.push(
        wrap(
          `cannot hold together: ${result.infeasible!.conflict.join(" and ")}, and ${formatCount(context.demand)} requests/s`,
          width,
          "  ",
        ),
      );
    if (result.infeasible?.servable !== undefined)
      out.push(`within them:   about ${formatCount(Number(result.infeasible.servable.toPrecision(3)))} requests/s`);
    pushExcluded(out, result, width, title);
    return out.join("\n");
  }
  const best = result.recommended!;
  title("Recommended");
  out.push(pc.green(wrap(best.id, width, "  ")));
  if (best.fleet.length === 0) {
    for (const reason of result.explanation.reasons) out.push(reason);
    return out.join("\n");
  }
  const cost = best.costPerMillionTokens;
  const currency = best.cost?.currency ?? scenario.prices.currency;
  const isVerified = "verification" in best;
  const { ttftSeconds, tpotSeconds } = best.service;
  out.push(
    [
      `${best.chips} chip${best.chips === 1 ? "" : "s"}`,
      `${money(best.cost?.perHour, currency)}/h`,
      `${money(cost?.input, currency)} in / ${money(cost?.output, currency)} out / ${money(cost?.blended, currency)} blended per million tokens`,
    ].join(", "),
  );
  out.push(...tokensText(result, best, context, currency).map((line) => wrap(line, width, "  ")));
  out.push(
    `TTFT p90 ${formatSeconds(ttftSeconds?.p90)}, TPOT p90 ${formatSeconds(tpotSeconds?.p90)} ${isVerified ? `(simulated, ${formatCount((best as VerifiedCandidate).verification.requests)} requests)` : "(analytic)"}`,
  );
  if (isVerified)
    for (const check of (best as VerifiedCandidate).verification.checks)
      if (check.tenant !== undefined) out.push(`  ${targetText(check)}: ${formatSeconds(check.reached)}`);
  if (isVerified)
    out.push(...verificationLines((best as VerifiedCandidate).verification).map((line) => wrap(line, width, "  ")));
  const slow = best.fleet.filter(({ slowdown }) => slowdown !== undefined);
  if (slow.length > 0)
    out.push(
      wrap(
        `robust: on chips slow by the 90th percentile of calibration error (${slow.map(({ name, slowdown }) => `${name} ${formatPercent(slowdown! - 1, 0)}`).join(", ")}); the times are theirs`,
        width,
        "  ",
      ),
    );
  if (cost?.outputToInput !== undefined) out.push(wrap(ratioText(cost.outputToInput), width));
  for (const pair of best.pairs)
    if (pair.status !== "documented" || pair.prefill !== pair.decode)
      out.push(
        wrap(
          `${pair.status === "hypothetical" ? pc.yellow("hypothetical") : pair.status}: KV from ${pair.prefill} to ${pair.decode}: ${pair.text}`,
          width,
          "  ",
        ),
      );

  title(
    `Ranking (${formatCount(result.search.configurations)} configurations, ${formatCount(result.search.pairs)} pairs, ${result.search.simulations} simulations)`,
  );
  const shown = rankingRows(result.candidates);
  const head = ["", "fleet", "chips", "TTFT p90", "TPOT p90", "in/M", "out/M", "blend/M", "/h", "vs best"];
  const figures = shown.map(({ candidate, rank }) => [
    `${rank}${"verification" in candidate ? "" : "~"}`,
    "",
    String(candidate.chips),
    formatSeconds(candidate.service.ttftSeconds?.p90),
    formatSeconds(candidate.service.tpotSeconds?.p90),
    money(candidate.costPerMillionTokens?.input, currency),
    money(candidate.costPerMillionTokens?.output, currency),
    money(candidate.costPerMillionTokens?.blended, currency),
    money(candidate.cost?.perHour, currency),
    rank === 1 ? "" : versus(candidate, best),
  ]);
  const taken = head.reduce(
    (sum, name, i) =>
      i === 1 ? sum : sum + 2 + Math.max(...[name, ...figures.map((row) => row[i]!)].map((cell) => stringWidth(cell))),
    0,
  );
  out.push(
    formatTable(
      head,
      shown.map(({ candidate }, i) =>
        figures[i]!.map((cell, column) => (column === 1 ? fleetLines(candidate, width - taken).join("\n") : cell)),
      ),
      ["right", "left", "right", "right", "right", "right", "right", "right", "right", "right"],
    ),
  );
  out.push(pc.dim("~ not simulated: the analytic model, with the counts that simulations of the same pools asked for"));
  if (result.nearTies.length > 0)
    out.push(
      wrap(
        `Too close to call (within 3%): ${result.nearTies
          .slice(0, 3)
          .map((one) => `${fleetTitle(one)}${"verification" in one || !isVerified ? "" : "~"}`)
          .join("; ")}${result.nearTies.length > 3 ? ` and ${result.nearTies.length - 3} more` : ""}`,
        width,
        "  ",
      ),
    );

  const frontier = new Set(result.frontier.map((candidate) => candidate.id));
  const points = result.candidates.flatMap((candidate) =>
    candidate.costPerMillionTokens?.blended === undefined || candidate.service.tpotSeconds === undefined
      ? []
      : [
          {
            x: candidate.service.tpotSeconds.p90 * 1e3,
            y: candidate.costPerMillionTokens.blended,
            ...(candidate.id === best.id ? { mark: "★" } : frontier.has(candidate.id) ? { mark: "●" } : {}),
          },
        ],
  );
  title("Cost against speed (★ recommended, ● not beaten in both)");
  out.push(
    ...brailleScatter(points, {
      width: Math.max(30, Math.min(72, width - 14)),
      height: 12,
      xLabel: "TPOT p90, ms",
      yLabel: `${currency} per million tokens, blended`,
      formatX: (value) => value.toFixed(value >= 100 ? 0 : 1),
      formatY: (value) => value.toPrecision(3),
    }),
  );

  title("Why");
  for (const reason of result.explanation.reasons) out.push(wrap(`- ${reason}`, width, "  "));
  if (Number.isFinite(best.margin)) out.push(`- headroom at the tightest pool: ${formatPercent(best.margin, 0)}`);
  const available = availabilityText(result, context);
  if (available !== undefined) out.push(wrap(`- ${available}`, width, "  "));
  for (const price of result.explanation.shadowPrices)
    out.push(`- ${shadowText(price.limit, price.perUnitPerHour, currency)}`);

  if (result.explanation.tornado.length > 0) {
    const simulated = new Set(
      result.candidates.flatMap((one) => ("verification" in one || !isVerified ? [one.id] : [])),
    );
    title("What would change it");
    const widest = Math.max(
      ...result.explanation.tornado.map((row) => Math.abs(row.high.perMillionTokens - row.low.perMillionTokens)),
    );
    out.push(
      formatTable(
        ["input", "from", "to", "blend/M from", "to", "", "another wins"],
        result.explanation.tornado.slice(0, 8).map((row) => [
          row.input,
          row.low.label,
          row.high.label,
          money(row.low.perMillionTokens, currency),
          money(row.high.perMillionTokens, currency),
          bar(widest > 0 ? Math.abs(row.high.perMillionTokens - row.low.perMillionTokens) / widest : 0, 8),
          [row.low, row.high]
            .filter((end) => end.best !== best.id)
            .map(
              (end) =>
                `${end.label}${simulated.has(end.best) ? "" : "~"}${end.isHypothetical ? " (hypothetical)" : ""}`,
            )
            .join(", "),
        ]),
        ["left", "right", "right", "right", "right", "left", "left"],
      ),
    );
    for (const point of result.explanation.switchingPoints.slice(0, 3))
      out.push(
        wrap(
          `- at ${(point.factor * 100).toFixed(0)}% of today's cost of ${point.chip}, ${fleetTitle({ id: point.rival, ...point })}${simulated.has(point.rival) ? "" : "~"} is as cheap`,
          width,
          "  ",
        ),
      );
  }

  if (best.cost !== undefined) {
    title(`The bill, per hour (${money(best.cost.perHour, currency)})`);
    const parts = costParts.filter((part) => best.cost!.parts[part] !== 0);
    out.push(
      formatTable(
        ["part", "/h", "share", ""],
        parts.map((part) => [
          part,
          money(best.cost!.parts[part], currency),
          formatPercent(best.cost!.parts[part] / best.cost!.perHour, 0),
          bar(best.cost!.parts[part] / best.cost!.perHour, 24),
        ]),
        ["left", "right", "right", "left"],
      ),
    );
    if (best.joulesPerToken !== undefined)
      out.push(`${formatSI(best.cost.watts, "W")} at the meter, ${best.joulesPerToken.toPrecision(3)} J per token`);
  }
  if (result.waysToPay.length > 0) {
    title("The same tokens, an hour");
    out.push(waysTable(result.waysToPay, best, currency));
    const other = result.waysToPay.find(({ way, perHour }) => way !== "api" && perHour !== best.cost?.perHour);
    if (other !== undefined)
      out.push(wrap(`${other.way === "rent" ? "rented" : "owned"}: ${other.source}`, width, "  "));
    out.push(
      wrap(
        `API lists without a mark are of other models, at their price for the same numbers of tokens: ${publishedApiPrices.source}`,
        width,
        "  ",
      ),
    );
  }
  title("Prices and assumptions");
  for (const { chip, source } of context.priceSources) out.push(wrap(`- ${chip}: ${source}`, width, "  "));
  for (const entry of context.exportControl)
    if (best.fleet.some((pool) => pool.chip === entry.chip))
      out.push(`- ${entry.chip}: export class ${entry.class}, 2026 review tier: ${entry.tier2026}`);
  // In full in the report; here those that the answer rests on.
  const chips = new Set(best.fleet.map((pool) => pool.chip));
  const own = context.assumptions.filter((text) => !/^[\w.-]+: /.test(text) || chips.has(text.split(":")[0]!));
  for (const assumption of own) out.push(wrap(`- ${assumption}`, width, "  "));
  if (own.length < context.assumptions.length)
    out.push(`- and ${context.assumptions.length - own.length} about other chips: see the report or --json`);
  if (result.unpriced.length > 0)
    out.push(
      wrap(
        `- would serve, but no price is known: ${[...new Set(result.unpriced.flatMap(({ fleet }) => fleet.map((pool) => pool.chip)))].join(", ")}`,
        width,
        "  ",
      ),
    );
  pushExcluded(out, result, width, title);
  return out.join("\n");
}

/** The fleet's pools, as many a line as fit in `width`; never less than one. */
function fleetLines({ id, isHypothetical }: Candidate, width: number): readonly string[] {
  const lines: string[] = [];
  for (const pool of id.split(" + ")) {
    const last = lines.at(-1);
    if (last !== undefined && stringWidth(`${last} + ${pool}`) <= width) lines[lines.length - 1] = `${last} + ${pool}`;
    else lines.push(last === undefined ? pool : `+ ${pool}`);
  }
  // A terminal too narrow for one pool: broken at its spaces.
  const narrow = lines.flatMap((line) =>
    stringWidth(line) <= width ? line : wrap(line, Math.max(12, width), "  ").split("\n"),
  );
  if (!isHypothetical) return narrow;
  const word = pc.yellow("hypothetical");
  return stringWidth(`${narrow.at(-1)!} ${word}`) <= width
    ? [...narrow.slice(0, -1), `${narrow.at(-1)!} ${word}`]
    : [...narrow, word];
}

/** `+14%`, `-3%` */
export function versus(candidate: Candidate, best: Candidate): string {
  if (candidate.cost === undefined || best.cost === undefined) return "—";
  const percent = (candidate.cost.perHour / best.cost.perHour - 1) * 100;
  return `${percent < 0 ? "-" : "+"}${Math.abs(percent).toFixed(0)}%`;
}

/** The first ten, and of the rest what was simulated and the best of each combination of roles and chips. */
function rankingRows(candidates: readonly Candidate[]): readonly { candidate: Candidate; rank: number }[] {
  const ranked = candidates.map((candidate, i) => ({ candidate, rank: i + 1 }));
  const seen = new Set<string>();
  return ranked.filter(({ candidate, rank }) => {
    const key = candidate.fleet.map((pool) => `${pool.role}${pool.chip}`).join();
    const isFirst = !seen.has(key);
    seen.add(key);
    return rank <= 10 || "verification" in candidate || (isFirst && seen.size <= 16);
  });
}

export function shadowText(limit: string, perUnit: number, currency: string): string {
  const amount = money(Math.abs(perUnit), currency);
  const parts = "instances counted in parts";
  if (limit.startsWith("demand")) return `one more request/s costs ${amount} an hour, ${parts}`;
  if (limit.startsWith("stock ")) return `one more ${limit.slice(6)} chip would save ${amount} an hour, ${parts}`;
  if (limit === "power") return `one more kW would save ${money(Math.abs(perUnit) * 1000, currency)} an hour, ${parts}`;
  const one =
    { servers: "one more server", "chip count": "one more chip of any kind" }[limit] ?? `one more of "${limit}"`;
  return `${one} would save ${amount} an hour, ${parts}`;
}

function pushExcluded(out: string[], result: PlanResult, width: number, title: (text: string) => void): void {
  if (result.excluded.length === 0) return;
  const byReason = new Map<string, string[]>();
  for (const { what, reason } of result.excluded) {
    const short = reason.startsWith("dominated by") ? "dominated by a better layout of the same chip" : reason;
    byReason.set(short, [...(byReason.get(short) ?? []), what.split(":")[0]!]);
  }
  title("Left out (all of it with --json)");
  for (const [reason, whats] of byReason) {
    const names = [...new Set(whats)];
    out.push(
      wrap(
        `- ${reason}: ${names.slice(0, 8).join(", ")}${names.length > 8 ? ` and ${names.length - 8} more` : ""}`,
        width,
        "  ",
      ),
    );
  }
}
