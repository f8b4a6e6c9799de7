// When an instance should change between prefill and decode, and how many at once. Pure: from what a gateway sees to a number.
// Takes counts and rates; must not know of replicas or time.
import type { InstanceRates, TokenMix } from "./instance-rates.ts";

export type RolePolicy =
  | {
      /**
       * By the queues: an instance goes where requests wait if the other pool can do without it. Pressure of prefill = seconds
       * of prompt work that wait, per instance, over `patienceSeconds`; of decode = requests in flight over what the instances
       * hold at once. One above `high` draws an instance if the other stays at or below `low` after giving it.
       */
      readonly kind: "queue-pressure";
      readonly patienceSeconds: number;
      readonly high: number;
      readonly low: number;
    }
  | {
      /**
       * By the work: instances are split in proportion to the instance-seconds that the prompts and the outputs of late
       * requests take. Nothing moves until the split is off by `hysteresis` instances, above 0.5 so that no move undoes itself.
       */
      readonly kind: "token-mix";
      readonly hysteresis: number;
    };

/** What the gateway sees when it looks. Instances on their way between the roles are in neither number. */
export interface RoleLoad {
  readonly prefillInstances: number;
  readonly decodeInstances: number;
  /** Fewest instances that either role keeps. */
  readonly minPrefill: number;
  readonly minDecode: number;
  /** Prompt tokens sent to prefill instances whose first output token has not been made. */
  readonly waitingPromptTokens: number;
  /** Requests on decode instances, those whose KV is on its way included. */
  readonly decodingRequests: number;
}

/** Largest share of all instances that one decision moves, at least one. */
const mostShareAtOnce = 0.1;

/** Instances to move from decode to prefill; negative = from prefill to decode. */
export function wantedMoves(policy: RolePolicy, load: RoleLoad, mix: TokenMix, rates: InstanceRates): number {
  const { prefillInstances: prefill, decodeInstances: decode } = load;
  const mayTake = decode > load.minDecode;
  const mayGive = prefill > load.minPrefill;
  if (policy.kind === "queue-pressure") {
    const waitingSeconds = load.waitingPromptTokens * rates.promptTokenSeconds;
    const prefillPressure = (instances: number): number => waitingSeconds / (instances * policy.patienceSeconds);
    const decodePressure = (instances: number): number => load.decodingRequests / (instances * rates.decodeBatch);
    if (mayTake && prefillPressure(prefill) > policy.high && decodePressure(decode - 1) <= policy.low) return 1;
    if (mayGive && decodePressure(decode) > policy.high && prefillPressure(prefill - 1) <= policy.low) return -1;
    return 0;
  }
  const total = prefill + decode;
  const promptWork = mix.promptTokens * rates.promptTokenSeconds;
  // The first output token comes from the prefill.
  const outputWork = Math.max(0, mix.outputTokens - 1) * rates.outputTokenSeconds;
  const ideal = Math.min(
    total - load.minDecode,
    Math.max(load.minPrefill, (total * promptWork) / (promptWork + outputWork)),
  );
  const gap = ideal - prefill;
  if (Math.abs(gap) < policy.hysteresis) return 0;
  const most = Math.max(1, Math.floor(mostShareAtOnce * total));
  const moves = Math.min(most, Math.floor(Math.abs(gap) + 0.5));
  return gap > 0 ? Math.min(moves, decode - load.minDecode) : -Math.min(moves, prefill - load.minPrefill);
}
