// Operator times against kernel tables: errors by chip, operator and dtype, every row accounted for.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import { log } from "../../elementary.ts";
import { familyOf } from "../operators/families/table.ts";
import { OperatorModel } from "../operators/operator-model.ts";
import { type ErrorSummary, type Prediction, summariseErrors } from "./error-summary.ts";
import type { KernelTable } from "./kernel-table.ts";
import { figuresOf, shippedCalibrations, shippedLenders, transferSpread } from "./shipped.ts";

export interface KernelAccuracyGroup extends ErrorSummary {
  readonly by: "all" | "chip" | "operator" | "dtype" | "chip-operator";
  readonly value: string;
  /** `left-out`: the chip's own tables were not used, only what other chips and its data sheet say. */
  readonly mode: "calibrated" | "left-out";
  readonly metric: "latency";
  readonly rows: number;
  readonly predicted: number;
  /** Percent of rows with a prediction. */
  readonly coverage: number;
}

export interface WorstCase {
  readonly chip: string;
  readonly operator: string;
  readonly file: string;
  readonly line: number;
  readonly measuredSeconds: number;
  readonly predictedSeconds: number;
}

export interface KernelAccuracy {
  readonly rows: number;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
  readonly summary: readonly KernelAccuracyGroup[];
  readonly worst: readonly WorstCase[];
  readonly remarks: readonly string[];
}

const order = ["all", "chip", "operator", "dtype", "chip-operator"] as const;

/**
 * Predict every row of the tables with the calibrations that ship, or, with `leaveChipOut`, as if the row's own chip had never
 * been measured. Tables hold isolated calls, so isolatedSeconds is what is compared.
 */
export function kernelAccuracy(
  measured: readonly { readonly chip: ChipSpec; readonly tables: readonly KernelTable[] }[],
  leaveChipOut: boolean,
): KernelAccuracy {
  const mode = leaveChipOut ? "left-out" : "calibrated";
  const groups = new Map<string, Prediction[]>();
  const excluded = new Map<string, number>();
  const worst: (WorstCase & { error: number })[] = [];
  const remarks: string[] = [];
  let rows = 0;
  for (const { chip, tables } of measured) {
    const figures = figuresOf(chip.id);
    const models = new Map<string, OperatorModel>();
    for (const table of tables) {
      const model =
        models.get(table.engine) ??
        new OperatorModel(chip, {
          own: leaveChipOut ? undefined : shippedCalibrations.find((entry) => entry.chip === chip.id),
          others: shippedLenders(chip.id),
          transfer: transferSpread,
          engine: table.engine,
          ...(figures === undefined ? {} : { figures }),
        });
      models.set(table.engine, model);
      for (const [reason, count] of table.excluded) {
        rows += count;
        excluded.set(reason, (excluded.get(reason) ?? 0) + count);
      }
      remarks.push(...table.remarks.map((remark) => `${table.file}: ${remark}`));
      let table10: (WorstCase & { error: number }) | undefined;
      for (const row of table.rows) {
        rows += 1;
        const operator = familyOf(row.call) ?? row.call.kind;
        const { isolatedSeconds, spread } = model.time(row.call);
        const prediction = { measured: row.seconds, predicted: isolatedSeconds, spread };
        for (const key of [
          "all all",
          `chip ${chip.id}`,
          `operator ${operator}`,
          `dtype ${row.dtype}`,
          `chip-operator ${chip.id} ${operator}`,
        ]) {
          const group = groups.get(key);
          if (group === undefined) groups.set(key, [prediction]);
          else group.push(prediction);
        }
        const error = Math.abs(log(isolatedSeconds / row.seconds));
        if (table10 === undefined || error > table10.error)
          table10 = {
            chip: chip.id,
            operator,
            file: table.file,
            line: row.line,
            measuredSeconds: row.seconds,
            predictedSeconds: isolatedSeconds,
            error,
          };
      }
      if (table10 !== undefined) worst.push(table10);
    }
  }
  const summary = order.flatMap((by) =>
    [...groups.entries()]
      .filter(([key]) => key.startsWith(`${by} `))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([key, predictions]): KernelAccuracyGroup => ({
          by,
          value: key.slice(by.length + 1),
          mode,
          metric: "latency",
          rows: predictions.length,
          predicted: predictions.length,
          coverage: 100,
          ...summariseErrors(predictions),
        }),
      ),
  );
  return {
    rows,
    excluded: [...excluded.entries()].sort().map(([reason, count]) => ({ reason, rows: count })),
    summary,
    worst: worst
      .sort((a, b) => b.error - a.error)
      .slice(0, 12)
      .map(({ error: _, ...rest }) => rest),
    remarks,
  };
}
