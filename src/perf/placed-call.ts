// One operator of a step and how often it runs: the row of the operator table.
import type { OperatorCall } from "./operators/operator-call.ts";

export interface PlacedCall {
  /** For people: `qkv`, `experts`, `all-reduce after attention`. */
  readonly name: string;
  readonly call: OperatorCall;
  /** Runs per step on one chip. May be fractional where an approximation scales a call. */
  readonly count: number;
  /** All attention groups do this together, however unevenly prompts fall on them: the experts. */
  readonly isShared?: boolean;
  /** Tokens that a prompt's query reaches back, where `count` and not the call itself says how many pairs are left. */
  readonly reachTokens?: number;
}

export const placed = (name: string, count: number, call: OperatorCall): PlacedCall => ({ name, count, call });

/** A 16-bit or narrower product of `m` tokens; nothing where a side is empty. */
export function elementwise(
  name: Extract<OperatorCall, { kind: "elementwise" }>["name"],
  bytesRead: number,
  bytesWritten: number,
  launches = 1,
): OperatorCall {
  return { kind: "elementwise", name, bytesRead, bytesWritten, launches };
}
