// Rows of a serving-results file -> what was run and what was measured; every row left out has a reason.
import type { ServingPrecision } from "../../catalog/precision.ts";
import type { EngineFamily, Layout } from "../../scenario/layout.ts";

export type PointMode = "agg" | "disagg";

/** One pool of a disaggregated deployment. */
export interface PoolLayout {
  readonly layout: Layout;
  readonly workers: number;
}

/** One measured closed-loop run. */
export interface ServingPoint {
  readonly id: string;
  /** Rows that differ only in concurrency or precision share a group: never split in cross-validation. */
  readonly group: string;
  readonly system: string;
  readonly model: string;
  readonly family: EngineFamily;
  readonly version: string;
  readonly measuredDate: string;
  readonly precision: ServingPrecision;
  readonly mode: PointMode;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Requests in flight: aggregated, of one instance; disaggregated, of all. */
  readonly concurrency: number;
  /** Aggregated: the instance. Disaggregated: the decode pool's instance. */
  readonly layout: Layout;
  readonly prefill: PoolLayout | undefined;
  readonly decode: PoolLayout | undefined;
  /** Disaggregated, where the source names the deployment: most requests in flight for one decode worker in any of its runs. */
  readonly mostPerDecodeWorker?: number;
  /** Vendor-internal run (its protocol is not published); else driven by the public scripts. */
  readonly isInternal: boolean;
  readonly ttftSeconds: number | undefined;
  readonly tpotSeconds: number | undefined;
}

export interface ReadPoints {
  readonly rows: number;
  readonly points: readonly ServingPoint[];
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
}

export type Fields = Readonly<Record<string, string | undefined>>;

const number = (text: string | undefined): number | undefined => {
  if (text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
};

const isFlag = (text: string | undefined): boolean => number(text) === 1;

/** Serving precision of a row, from its labels. gpt-oss is published with MXFP4 experts, whatever its 4-bit label says. */
export function precisionOf(fields: Fields): ServingPrecision {
  const gemm = fields["gemm_quant_mode"] ?? "";
  const moe = fields["moe_quant_mode"] ?? "";
  const label = (fields["precision"] ?? "").toLowerCase();
  const all = `${label} ${gemm} ${moe}`;
  if (/gpt-oss/iu.test(fields["model_path"] ?? "")) return "mxfp4-a16";
  if (/fp4/u.test(all)) return "fp4";
  if (/int4|w4a16|awq|gptq/u.test(all)) return "w4a16";
  if (/fp8_block/u.test(all)) return "fp8-block";
  if (/fp8/u.test(all)) return "fp8";
  if (/int8|w8a8/u.test(all)) return "int8";
  return "bf16";
}

interface RawLayout {
  readonly tp: number;
  readonly pp: number;
  readonly attentionDp: number | undefined;
  readonly moeTp: number;
  readonly ep: number;
}

const rawLayout = (fields: Fields, prefix: string): RawLayout | undefined => {
  const tp = number(fields[`${prefix}tp_size`]);
  if (tp === undefined || tp < 1) return undefined;
  return {
    tp,
    pp: Math.max(1, number(fields[`${prefix}pp_size`]) ?? 1),
    attentionDp: number(fields[`${prefix}attention_dp_size`]),
    moeTp: Math.max(1, number(fields[`${prefix}moe_tp_size`]) ?? 1),
    ep: Math.max(1, number(fields[`${prefix}moe_ep_size`]) ?? 1),
  };
};

/**
 * The layout a label means. Published labels follow two habits that contradict the arithmetic tp x dp = moeTp x ep:
 * - data-parallel attention with `dp = tp` on `tp` GPUs is written ep = tp x dp: it is tp 1, dp = ep = that many GPUs;
 * - tensor and expert parallelism over the same n GPUs is written tp = n x n, moeTp = ep = n.
 * Where the data-parallel column is blank, the experts' product says how many GPUs there are.
 */
export function readLayout(raw: RawLayout): Layout {
  const { pp, moeTp, ep } = raw;
  const dp = raw.attentionDp;
  if (dp === undefined || dp < 1) {
    const gpus = Math.max(raw.tp, moeTp * ep);
    return settle(raw.tp, pp, Math.max(1, Math.round(gpus / raw.tp)), moeTp, ep);
  }
  if (dp > 1 && dp === raw.tp && moeTp * ep === raw.tp * dp) return { tp: 1, pp, attentionDp: dp, ep: dp, moeTp: 1 };
  if (dp === 1 && ep > 1 && moeTp === ep && raw.tp === moeTp * ep) return { tp: ep, pp, attentionDp: 1, ep, moeTp: 1 };
  return settle(raw.tp, pp, dp, moeTp, ep);
}

/** Makes moeTp x ep = tp x dp, keeping ep where it fits. */
function settle(tp: number, pp: number, attentionDp: number, moeTp: number, ep: number): Layout {
  const gpus = tp * attentionDp;
  if (moeTp * ep === gpus) return { tp, pp, attentionDp, ep, moeTp };
  const keptEp = gpus % ep === 0 ? ep : 1;
  return { tp, pp, attentionDp, ep: keptEp, moeTp: gpus / keptEp };
}

/**
 * Requests in flight on one of the instances that a row's `concurrency` covers. `batch_size` is that of one data-parallel
 * attention group: where the stated groups do not make up for the difference, several instances ran behind one address.
 */
function requestsPerInstance(concurrency: number, batch: number | undefined, attentionDp: number | undefined): number {
  if (batch === undefined || !(batch >= 1)) return concurrency;
  const instances = Math.round(concurrency / (batch * Math.max(1, attentionDp ?? 1)));
  return instances > 1 ? Math.max(1, Math.round(concurrency / instances)) : concurrency;
}

/** A deployment was run at several concurrencies with one configuration: that of the largest. */
class Deployments {
  readonly #most = new Map<string, number>();
  readonly #ofPoint = new Map<string, string>();

  add(point: ServingPoint, source: string | undefined): void {
    if (point.mode !== "disagg" || source === undefined || !/config_id=\d+/u.test(source)) return;
    const name = [source, point.inputTokens, point.outputTokens].join(" ");
    this.#ofPoint.set(point.id, name);
    this.#most.set(name, Math.max(this.#most.get(name) ?? 0, point.concurrency / point.decode!.workers));
  }

  withLargest(point: ServingPoint): ServingPoint {
    const name = this.#ofPoint.get(point.id);
    return name === undefined ? point : { ...point, mostPerDecodeWorker: this.#most.get(name)! };
  }
}

/**
 * @param keepsConflicts keep disaggregated rows whose copies disagree on the layout: for a fit, where there are few others
 *
 * Read rows. Flagged layouts and rows that lack the fields a prediction needs are counted by reason; nothing else is left out.
 */
export function readServingPoints(rows: readonly Fields[], keepsConflicts = false): ReadPoints {
  const excluded = new Map<string, number>();
  const points: ServingPoint[] = [];
  const deployments = new Deployments();
  const drop = (reason: string) => excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
  for (const fields of rows) {
    const mode: PointMode = fields["mode"] === "disagg" ? "disagg" : "agg";
    const family = fields["backend"];
    const concurrency = number(fields["concurrency"]);
    const inputTokens = number(fields["isl"]);
    const outputTokens = number(fields["osl"]);
    if (isFlag(fields["layout_suspect"])) drop("layout_suspect");
    else if (isFlag(fields["layout_conflict"]) && !(keepsConflicts && mode === "disagg")) drop("layout_conflict");
    else if (concurrency === undefined || concurrency < 1) drop("no concurrency");
    else if (inputTokens === undefined || outputTokens === undefined) drop("no lengths");
    else if (family !== "vllm" && family !== "sglang" && family !== "trtllm") drop(`engine ${family ?? "not named"}`);
    else {
      const pools = ["prefill", "decode"].map((role) => {
        const raw = rawLayout(fields, `${role}_`);
        const workers = number(fields[`${role}_num_workers`]);
        return raw === undefined || workers === undefined || workers < 1
          ? undefined
          : { layout: readLayout({ ...raw, attentionDp: raw.attentionDp ?? 1 }), workers };
      });
      const raw = mode === "agg" ? rawLayout(fields, "") : undefined;
      if (mode === "disagg" && (pools[0] === undefined || pools[1] === undefined)) {
        drop("disaggregated without worker counts");
        continue;
      }
      if (mode === "agg" && raw === undefined) {
        drop("no layout");
        continue;
      }
      const ttft = number(fields["ttft_ms"]);
      const tpot = number(fields["tpot_ms"]);
      const point: ServingPoint = {
        id: fields["id"] ?? "",
        group: fields["group"] ?? fields["id"] ?? "",
        system: fields["system"] ?? "",
        model: fields["model_path"] ?? "",
        family,
        version: fields["backend_version"] ?? "",
        measuredDate: fields["measured_date"] ?? "",
        precision: precisionOf(fields),
        mode,
        inputTokens,
        outputTokens,
        concurrency:
          raw === undefined
            ? concurrency
            : requestsPerInstance(concurrency, number(fields["batch_size"]), raw.attentionDp),
        layout: raw === undefined ? pools[1]!.layout : readLayout(raw),
        prefill: mode === "disagg" ? pools[0] : undefined,
        decode: mode === "disagg" ? pools[1] : undefined,
        isInternal: mode === "agg" && number(fields["attention_dp_size"]) === undefined,
        ttftSeconds: ttft === undefined ? undefined : ttft / 1e3,
        tpotSeconds: tpot === undefined ? undefined : tpot / 1e3,
      };
      points.push(point);
      deployments.add(point, fields["source"]);
    }
  }
  return {
    rows: rows.length,
    points: points.map((point) => deployments.withLargest(point)),
    excluded: [...excluded].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, count]) => ({ reason, rows: count })),
  };
}
