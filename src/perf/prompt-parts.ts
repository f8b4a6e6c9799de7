// Prices attention of prompt chunks for the tables of a compiled model (prompt-attention.ts), one table a kind of call.
import type { ChipSpec } from "../catalog/chip-spec.ts";
import { attentionPrefillCalls } from "./attention-operators.ts";
import { type CallClass, classOf } from "./composition.ts";
import { makeMonotone } from "./operators/grid.ts";
import type { OperatorCall } from "./operators/operator-call.ts";
import { operatorModel } from "./operators/operator-time.ts";
import { memoryFloorSeconds, operatorWork } from "./operators/operator-work.ts";
import type { ModelPlan } from "./operators-of.ts";
import type { PlacedCall } from "./placed-call.ts";
import type { PromptTable, PromptWork } from "./prompt-attention.ts";

/** One kind of call of one class: its seconds on a lane, and the least that its bytes allow; see PromptTable. */
export interface PromptPart extends Omit<PromptTable, "seconds"> {
  readonly class: CallClass;
  /** Rows of queries that the kernel walks together. */
  readonly queryTileTokens: number;
  readonly seconds: Float64Array;
  readonly floors: Float64Array;
}

/** Chunks up to 2^6; tokens of a chunk up to 2^17, pairs up to that of a prompt so long. Below 2^5 pairs a call is all launch. */
const chunkKnots = 7;
const leastPairsPower = 5;
const mostTokensPower = 17;
const mostPairsPower = 2 * mostTokensPower - 1;

/** Tokens that a query reaches back (Infinity = all before it); undefined where work grows with the chunk's tokens alone. */
type Reach = number | undefined;

const reachOf = ({ call, reachTokens }: PlacedCall): Reach =>
  reachTokens ??
  (call.kind === "prefill-attention"
    ? (call.windowTokens ?? Number.POSITIVE_INFINITY)
    : call.kind === "mla-prefill"
      ? Number.POSITIVE_INFINITY
      : undefined);

/** Length of the fresh prompt that has so many pairs within reach: kernels find their efficiency by it. */
function freshTokens(work: number, reach: Reach): number {
  if (reach === undefined) return work;
  const triangle = (reach * (reach + 1)) / 2;
  return work <= triangle ? (Math.sqrt(1 + 8 * work) - 1) / 2 : reach + (work - triangle) / reach;
}

/** Kernels walk 128 rows together, which heads that share KV fill side by side. */
const queryTile = (call: OperatorCall): number =>
  call.kind === "mla-prefill"
    ? 128
    : call.kind === "prefill-attention"
      ? Math.max(1, (128 * call.kvHeads) / call.heads)
      : 1;

const workOf = (reach: Reach, windowTokens: number): PromptWork =>
  reach === undefined
    ? "tokens"
    : reach === Number.POSITIVE_INFINITY
      ? "pairs"
      : reach === windowTokens
        ? "window pairs"
        : "pairs in reach";

/** Tables of every kind of prompt attention call of a plan whose steps count pairs within `windowTokens`. About 100 prices a kind. */
export function promptParts(plan: ModelPlan, chip: ChipSpec, windowTokens: number): PromptPart[] {
  const operators = operatorModel(chip);
  return plan.attention.flatMap((site) =>
    attentionPrefillCalls(site, 1, 1, 0).map((sample, k): PromptPart => {
      const reach = reachOf(sample);
      const [least, most] = reach === undefined ? [0, mostTokensPower] : [leastPairsPower, mostPairsPower];
      // Kernels' own knots are a power of two of tokens apart, which is two of pairs: between them logarithms are straight.
      const stride = reach === Number.POSITIVE_INFINITY ? 2 : 1;
      const workKnots = most + chunkKnots;
      const seconds = new Float64Array(chunkKnots * workKnots);
      const floors = new Float64Array(chunkKnots * workKnots);
      let leastSecondsPerUnit = 0;
      for (let i = 0; i < chunkKnots; i++) {
        const chunks = 2 ** i;
        const row = i * workKnots + i;
        let last = least;
        for (let power = least; power <= most; power += stride) {
          const tokens = freshTokens(2 ** power, reach);
          if (tokens > 2 ** mostTokensPower) break;
          const { call, count } = attentionPrefillCalls(site, chunks, tokens, 0)[k]!;
          seconds[row + power] = count * operators.time(call).seconds;
          const { flops, bytes, peakFlopsPerSecond } = operatorWork(call, chip);
          floors[row + power] = count * memoryFloorSeconds(bytes, chip);
          leastSecondsPerUnit = (count * flops) / peakFlopsPerSecond / (chunks * 2 ** power);
          last = power;
        }
        for (const table of [seconds, floors]) {
          if (stride > 1)
            for (let at = row + least + 1; at < row + last; at += 2)
              table[at] = Math.sqrt(table[at - 1]! * table[at + 1]!);
          table.fill(table[row + least]!, row - i, row + least);
          // Longer chunks than any that are priced fill the chip alike: on along the last segment.
          for (let at = row + last + 1; at < row - i + workKnots; at++)
            table[at] = 3 * table[at - 1]! - 2 * table[at - 2]!;
        }
      }
      for (const values of [seconds, floors])
        makeMonotone({ axes: [new Float64Array(chunkKnots), new Float64Array(workKnots)], values }, [true, true]);
      return {
        counts: workOf(reach, windowTokens),
        reachTokens: reach ?? Number.POSITIVE_INFINITY,
        class: classOf(sample.call),
        queryTileTokens: queryTile(sample.call),
        chunkKnots,
        workKnots,
        seconds,
        floors,
        leastSecondsPerUnit,
      };
    }),
  );
}
