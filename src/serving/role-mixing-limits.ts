// When an instance has no room for more work of its role, where instances mix roles: bounds, and the checks that they make sense.
// Takes pools, requests and the bound on TPOT; must not know of replicas or time.
import { fail, requirePositiveInteger } from "../errors.ts";
import { engineOptions } from "./engine-options.ts";
import type { RoleMixingInput } from "./faults.ts";
import { instanceRates } from "./instance-rates.ts";
import { meanMix, ratedPool } from "./pool-weights.ts";
import type { SimulatedRequests } from "./requests.ts";
import { schedulerKinds } from "./scheduler.ts";
import type { SimulationInput } from "./simulation-input.ts";

/** Bounds of one instance. */
export interface MixingLimits {
  /** Prompt tokens that wait, the new prompt's included, above which the prompt goes elsewhere; a lone prompt may be longer. */
  readonly promptTokens: number;
  /** Requests that decode, or are to, before others go elsewhere. */
  readonly decodeRequests: number;
}

/**
 * Steps that a request takes from its first token to its last over the gaps that it has, mean of requests: one step more than
 * gaps, since KV moves and waits for a step to join.
 */
function stepsPerGap({ count, outputTokens }: SimulatedRequests): number {
  let sum = 0;
  let decoding = 0;
  for (let i = 0; i < count; i++) {
    const tokens = outputTokens[i]!;
    if (tokens < 2) continue;
    sum += tokens / (tokens - 1);
    decoding += 1;
  }
  return decoding === 0 ? 1 : sum / decoding;
}

/**
 * Bounds of one instance of each pool. Where the input gives none: as many prompt tokens as one step of the instance takes, and
 * as many decoding requests of the workload's mean as keep the bound on TPOT by its step times, within its seats and KV, where each
 * waits a step to join.
 */
export function mixingLimits(
  given: RoleMixingInput,
  { pools, requests, targets }: Pick<SimulationInput, "pools" | "requests" | "targets">,
): readonly MixingLimits[] {
  const stepSeconds = (targets?.tpotSeconds ?? Number.POSITIVE_INFINITY) / stepsPerGap(requests);
  return pools.map((pool): MixingLimits => {
    const rated = ratedPool(pool);
    const { promptTokens = rated.stepTokens } = given;
    if (given.decodeRequests !== undefined || requests.count === 0)
      return { promptTokens, decodeRequests: given.decodeRequests ?? pool.engine.maxSequences };
    return {
      promptTokens,
      decodeRequests: instanceRates(rated, rated, meanMix(requests), stepSeconds).decodeBatch,
    };
  });
}

/** @throws {SilicoError} code "domain" or "unsupported" where the fleet's instances cannot serve both roles at once. */
export function validateRoleMixing(given: RoleMixingInput, { pools, disturbances }: SimulationInput): void {
  for (const key of ["promptTokens", "decodeRequests"] as const)
    if (given[key] !== undefined) requirePositiveInteger(["roleMixing", key], given[key]);
  if (disturbances?.roleSwitching !== undefined)
    fail(
      "unsupported",
      ["roleMixing"],
      "instances change role too",
      "Let one controller decide over an instance: leave out roleMixing, or roleSwitching.",
    );
  for (const [i, { name, role, engine }] of pools.entries()) {
    const path = ["fleet", i];
    if (role === "aggregated")
      fail(
        "unsupported",
        [...path, "role"],
        `roleMixing, and pool "${name}" serves both roles always`,
        "Give every pool the role prefill or decode, or leave out roleMixing.",
      );
    const { whyRolesDoNotMix } = engineOptions[engine.scheduler ?? "vllm"];
    if (whyRolesDoNotMix !== undefined)
      fail(
        "unsupported",
        [...path, "scheduler"],
        `roleMixing, and the scheduler of pool "${name}", ${engine.scheduler}, ${whyRolesDoNotMix}`,
        `Leave out roleMixing, or use one of ${schedulerKinds.filter((kind) => engineOptions[kind].whyRolesDoNotMix === undefined).join(", ")}.`,
      );
    if (disturbances?.autoscaling?.some((scaling) => scaling.pool === i) === true)
      fail(
        "unsupported",
        ["roleMixing"],
        `pool "${name}" is autoscaled too`,
        "Let one controller decide over an instance: leave out roleMixing, or autoscaling.",
      );
  }
  if (pools.every(({ role }) => role !== "decode"))
    fail("domain", ["roleMixing"], "no decode pool to mix with", "Split the fleet into prefill and decode pools.");
}
