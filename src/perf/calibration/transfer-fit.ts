// How far priors are off, learned by leaving every measured chip out in turn: percentiles of measured over predicted.
import type { ChipSpec } from "../../catalog/chip-spec.ts";
import type { ChipCalibration } from "../operators/chip-calibration.ts";
import { familyOf } from "../operators/families/table.ts";
import { type FamilyName, familyNames } from "../operators/family.ts";
import type { OperatorTime } from "../operators/operator-call.ts";
import { OperatorModel, type TransferSpread } from "../operators/operator-model.ts";
import { isAlike } from "../operators/similarity.ts";
import type { KernelTable } from "./kernel-table.ts";
import { figuresOf } from "./shipped.ts";

export interface MeasuredChip {
  readonly chip: ChipSpec;
  readonly tables: readonly KernelTable[];
  readonly calibration: ChipCalibration;
}

const noSpread: TransferSpread = { sameClass: {}, otherClass: {} };
/** Rows looked at per chip and family: enough for percentiles. */
const rowsPerFamily = 1500;
/** An isolated time this far above the device's is the host's. */
const isHostBound = ({ seconds, isolatedSeconds }: OperatorTime): boolean => isolatedSeconds > 1.2 * seconds;

export function fitTransferSpread(measured: readonly MeasuredChip[]): TransferSpread {
  const ratios = { sameClass: new Map<FamilyName, number[]>(), otherClass: new Map<FamilyName, number[]>() };
  for (const { chip, tables, calibration } of measured) {
    const known = new OperatorModel(chip, { own: calibration, others: [], transfer: noSpread });
    const others = measured.filter((entry) => entry.chip.id !== chip.id);
    const foreign = others.filter((entry) => !isAlike(entry.chip, chip));
    const figures = figuresOf(chip.id);
    const trials = [
      { kind: "otherClass" as const, lenders: foreign },
      ...(foreign.length < others.length ? [{ kind: "sameClass" as const, lenders: others }] : []),
    ];
    for (const { kind, lenders } of trials) {
      const models = new Map<string, OperatorModel>();
      const modelOf = (engine: string): OperatorModel => {
        let model = models.get(engine);
        if (model === undefined) {
          model = new OperatorModel(chip, {
            own: undefined,
            others: lenders,
            transfer: noSpread,
            engine,
            ...(figures === undefined ? {} : { figures }),
          });
          models.set(engine, model);
        }
        return model;
      };
      for (const name of familyNames) {
        if (!lenders.some((entry) => entry.calibration.families[name] !== undefined)) continue;
        const rows = tables.flatMap(({ rows: all, engine }) =>
          all.filter((row) => familyOf(row.call) === name).map((row) => ({ row, engine })),
        );
        if (rows.length === 0) continue;
        const stride = Math.max(1, Math.floor(rows.length / rowsPerFamily));
        const list = ratios[kind].get(name) ?? [];
        ratios[kind].set(name, list);
        for (let i = 0; i < rows.length; i += stride) {
          const { row, engine } = rows[i]!;
          const predicted = modelOf(engine).time(row.call);
          // Where the host was the slower on either side, the row tells of the machines that launched it, not of the chips.
          if (kind === "otherClass" && (isHostBound(predicted) || isHostBound(known.time(row.call)))) continue;
          list.push(row.seconds / predicted.isolatedSeconds);
        }
      }
    }
  }
  const percentiles = (lists: Map<FamilyName, number[]>): Partial<Record<FamilyName, [number, number]>> => {
    const out: Partial<Record<FamilyName, [number, number]>> = {};
    for (const name of familyNames) {
      const list = lists.get(name)?.sort((a, b) => a - b);
      if (list === undefined || list.length === 0) continue;
      const at = (q: number) => Number(list[Math.floor(q * (list.length - 1))]!.toFixed(3));
      out[name] = [at(0.1), at(0.9)];
    }
    return out;
  };
  return { sameClass: percentiles(ratios.sameClass), otherClass: percentiles(ratios.otherClass) };
}
