// The service of a fleet on one screen: what was served, how fast, how full, what holds it back and what to try next.
import pc from "picocolors";
import type { Diagnosis } from "../serving/diagnosis-causes.ts";
import type { DistributionSummary } from "../serving/quantiles.ts";
import type { ServiceResult } from "../serving/result.ts";
import { formatCount, formatPercent, formatSeconds, formatSI } from "../units.ts";
import { statisticText, type TargetOutcome } from "./target-outcome.ts";
import { tenantText } from "./tenant-text.ts";
import { formatTable } from "./text-table.ts";

export interface ServiceTextInput {
  readonly title: string;
  readonly traffic: string;
  readonly notes: readonly string[];
  readonly result: ServiceResult;
  readonly targets: readonly TargetOutcome[];
  /** Of each tenant, in the order of the result's. */
  readonly tenantTargets: readonly (readonly TargetOutcome[])[];
  readonly diagnosis: Diagnosis;
  readonly speed: string;
}

function roleText(switches: NonNullable<ServiceResult["roleSwitches"]>): string {
  const joined = switches.filter(({ joinedSeconds }) => joinedSeconds !== undefined);
  const toPrefill = switches.filter(({ to }) => to === "prefill").length;
  const mean = (from: "decidedSeconds" | "emptySeconds", to: "emptySeconds" | "joinedSeconds"): string =>
    formatSeconds(joined.reduce((sum, entry) => sum + entry[to]! - entry[from]!, 0) / joined.length);
  const times =
    joined.length === 0
      ? ""
      : `; to drain took ${mean("decidedSeconds", "emptySeconds")} on average, to switch ${mean("emptySeconds", "joinedSeconds")}`;
  return (
    `${formatCount(switches.length)} changes of role, ${formatCount(toPrefill)} to prefill and ` +
    `${formatCount(switches.length - toPrefill)} to decode${times}; replicas above are means over time`
  );
}

function mixingText(counts: NonNullable<ServiceResult["roleMixing"]>, pools: ServiceResult["pools"]): string {
  const { promptsOnDecode, decodesOnPrefill, decodesKept } = counts;
  const share = pools.map(({ name, mixedFraction }) => `${name} ${formatPercent(mixedFraction)}`);
  return (
    `${formatCount(promptsOnDecode)} prompts ran on decode instances, ${formatCount(decodesOnPrefill)} requests decoded on prefill ` +
    `instances, the KV of ${formatCount(decodesKept)} did not move; instance time in both roles: ${share.join(", ")}`
  );
}

export function serviceText(input: ServiceTextInput): string {
  const { result, targets, diagnosis } = input;
  const { metrics, counts } = result;
  const out: string[] = [pc.bold(input.title), input.traffic, ...input.notes.map((text) => pc.dim(text)), ""];
  const failed = Object.entries(counts.failures).map(([reason, count]) => `${formatCount(count)} ${reason}`);
  out.push(
    `${formatCount(counts.arrived)} arrived, ${formatCount(counts.finished)} finished, ${formatCount(counts.failed)} failed` +
      `${failed.length > 0 ? ` (${failed.join(", ")})` : ""}, ${formatCount(counts.unfinished)} unfinished` +
      `${counts.notSent > 0 ? `, ${formatCount(counts.notSent)} not sent` : ""}; ${formatSeconds(metrics.durationSeconds)} simulated`,
  );
  out.push(
    `${formatCount(metrics.requestsPerSecond)} requests/s, ${formatCount(metrics.promptTokensPerSecond)} prompt and ` +
      `${formatCount(metrics.outputTokensPerSecond)} output tokens/s` +
      `${metrics.goodputRequestsPerSecond === undefined ? "" : `, goodput ${formatCount(metrics.goodputRequestsPerSecond)} requests/s`}`,
    "",
  );
  const resent = Object.entries(counts.retries).map(([reason, count]) => `${formatCount(count)} ${reason}`);
  if (resent.length > 0) out.splice(-1, 0, `sent again or held at the gateway: ${resent.join(", ")}`);
  const row = (name: string, summary: DistributionSummary): string[] => [
    name,
    ...[summary.mean, summary.p50, summary.p90, summary.p99, summary.max].map((value) => formatSeconds(value)),
  ];
  const rows = [
    row("TTFT", metrics.ttftSeconds),
    row("TPOT", metrics.tpotSeconds),
    row("gap (ITL)", metrics.itlSeconds),
    row("E2E", metrics.e2eSeconds),
    row("queue", metrics.queueSeconds),
  ];
  if (metrics.kvTransferSeconds.count > 0) rows.push(row("KV transfer", metrics.kvTransferSeconds));
  const right = ["left", "right", "right", "right", "right", "right", "right", "right", "right"] as const;
  out.push(formatTable(["", "mean", "p50", "p90", "p99", "max"], rows, right), "");
  out.push(
    formatTable(
      ["pool", "replicas", "chips", "busy", "batch", "KV mean", "KV peak", "MFU", "MBU"],
      result.pools.map((pool) => [
        pool.name,
        result.roleSwitches === undefined ? String(pool.replicas) : pool.meanReplicas.toFixed(1),
        String(pool.chips),
        formatPercent(pool.busyFraction),
        formatCount(pool.meanDecodeBatch),
        formatPercent(pool.kvUseMean),
        formatPercent(pool.kvUsePeak),
        formatPercent(pool.mfu),
        formatPercent(pool.mbu),
      ]),
      right,
    ),
    "",
  );
  if (result.link !== undefined)
    out.push(
      `link between the pools: ${formatSI(result.link.bytesPerSecondMean, "B/s")} on average, full ${formatPercent(result.link.fullFraction)} of the time`,
      "",
    );
  if (result.tenants !== undefined) out.push(tenantText({ results: result.tenants, targets: input.tenantTargets }), "");
  if (result.roleSwitches !== undefined) out.push(roleText(result.roleSwitches), "");
  if (result.roleMixing !== undefined) out.push(mixingText(result.roleMixing, result.pools), "");
  for (const target of targets) {
    const mark = target.isMet === undefined ? "?" : target.isMet ? pc.green("met") : pc.red("missed");
    out.push(
      `target ${target.metric.toUpperCase()} ${statisticText(target.statistic)} ≤ ${formatSeconds(target.boundSeconds)}: ` +
        `${formatSeconds(target.achievedSeconds)}, ${mark}`,
    );
  }
  if (metrics.attainment.all !== undefined)
    out.push(`${formatPercent(metrics.attainment.all)} of requests keep every bound themselves`);
  if (metrics.preemptions > 0)
    out.push(
      `${formatCount(metrics.preemptions)} preemptions, ${formatCount(metrics.recomputedTokens)} tokens recomputed`,
    );
  if (metrics.prefixCacheHitFraction !== undefined)
    out.push(
      `${formatPercent(metrics.prefixCacheHitFraction)} of prompt tokens hit the prefix cache${
        result.pools.some((pool) => pool.hostCache !== undefined)
          ? `, ${formatPercent(metrics.prefixCacheHitFractionByTier.host)} in host memory`
          : ""
      }`,
    );
  for (const { name, hostCache } of result.pools) {
    if (hostCache?.store === undefined) continue;
    const { hitFraction, elsewhereFraction, fetches } = hostCache.store;
    out.push(
      `prefix store of ${name}: ${formatPercent(hitFraction)} of prompt tokens held, ${formatPercent(elsewhereFraction)} on another instance only; ${formatCount(fetches)} fetches`,
    );
  }
  if ((metrics.receivedHitFraction ?? 0) > 0)
    out.push(
      `${formatPercent(metrics.receivedHitFraction)} of handed-over prompt tokens were on the decode side already`,
    );
  if (metrics.joulesPerOutputToken !== undefined)
    out.push(`${metrics.joulesPerOutputToken.toFixed(2)} J per output token (board power while busy)`);
  out.push("", `${pc.bold("Bottleneck")}  ${diagnosis.bottleneck}`, `${pc.bold("Try next")}    ${diagnosis.next}`);
  out.push("", pc.dim(input.speed));
  return out.join("\n");
}
