// What is to be deployed, in the words of engines and clusters, and the rules it must keep before any artefact is written.
// Takes a fleet of checked pools; knows nothing of files. Field names as of the versions stated in `engineRelease`.
import type { ServingPrecision } from "../../catalog/precision.ts";
import { type Issue, SilicoError } from "../../errors.ts";
import { chipsOf, type EngineFamily, type EngineProfile, type Layout } from "../../scenario/layout.ts";
import type { PoolRole } from "../../scenario/scenario.ts";

export interface DeployPool {
  /** DNS label: lower case, digits, hyphens. */
  readonly name: string;
  readonly role: PoolRole;
  readonly vendor: string;
  readonly chipName: string;
  readonly chipsPerServer: number;
  readonly layout: Layout;
  readonly count: number;
  readonly precision: ServingPrecision;
  readonly engine: EngineProfile;
}

export interface Deployment {
  /** DNS label. */
  readonly name: string;
  readonly modelName: string;
  /** Whether the model has routed experts: expert parallelism is asked for only then. */
  readonly hasExperts: boolean;
  readonly nativePrecision: ServingPrecision;
  /** Longest context to admit, tokens (prompt and output). */
  readonly maxContextTokens: number;
  readonly pools: readonly DeployPool[];
  /** Vendor pairs of prefill and decode that no engine documents. */
  readonly hypotheticalPairs: readonly string[];
}

/** The releases whose flags and fields are written here; check `--help` of any other. */
export const engineRelease: Readonly<Record<EngineFamily, string>> = {
  vllm: "0.20.1",
  sglang: "0.5.11",
  trtllm: "1.3.0rc23",
};

/** Name of the device in Kubernetes limits. Vendors whose plug-in name we could not read are left out: the user must fill it in. */
export const deviceResource: Readonly<Record<string, string>> = {
  NVIDIA: "nvidia.com/gpu",
  AMD: "amd.com/gpu",
  Intel: "habana.ai/gaudi",
};

/** Servers that one instance spans. */
export const serversPerInstance = (pool: DeployPool): number => Math.ceil(chipsOf(pool.layout) / pool.chipsPerServer);

/** Sequences that one data-parallel rank of attention may run: vLLM and TensorRT-LLM state the limit for a rank, we for the instance. */
export const sequencesPerRank = ({ engine, layout }: DeployPool): number =>
  Math.ceil(engine.maxSequences / layout.attentionDp);

/** `meta-llama/Llama-3.1-70B` → `meta-llama-llama-3-1-70b`: lower case, digits, hyphens, at most 63. */
export function dnsLabel(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 50)
      .replace(/-+$/, "") || "silico"
  );
}

/**
 * The rules that a deployment must keep whatever the engine.
 * @throws {SilicoError} naming each pool that breaks one.
 */
export function checkDeployment(deployment: Deployment): void {
  const issues: Issue[] = [];
  for (const [i, pool] of deployment.pools.entries()) {
    const chips = chipsOf(pool.layout);
    const servers = serversPerInstance(pool);
    if (servers > 1 && chips % servers !== 0) {
      issues.push({
        code: "domain",
        path: ["fleet", i, "layout"],
        problem: `${chips} chips do not spread evenly over ${servers} servers of ${pool.chipsPerServer}`,
        hint: "Choose a layout whose chips are a multiple of the servers it spans.",
      });
    }
    const sequences = sequencesPerRank(pool);
    if (pool.engine.maxBatchedTokens < sequences) {
      issues.push({
        code: "domain",
        path: ["fleet", i, "engine", "maxBatchedTokens"],
        problem: `${pool.engine.maxBatchedTokens} tokens a step are fewer than ${sequences} sequences${pool.layout.attentionDp > 1 ? " of one data-parallel rank" : ""}`,
        hint: "Engines refuse a token budget below the sequence limit: raise the one or lower the other.",
      });
    }
    if (pool.engine.family === "sglang" && pool.layout.moeTp > 1 && pool.layout.ep > 1) {
      issues.push({
        code: "unsupported",
        path: ["fleet", i, "layout", "moeTp"],
        problem: `SGLang has no flag for experts split both ways (ep ${pool.layout.ep}, moeTp ${pool.layout.moeTp})`,
        hint: "Use ep 1 or ep equal to tp x attentionDp.",
      });
    }
    if (pool.engine.family === "vllm" && pool.layout.ep > 1 && pool.layout.moeTp > 1) {
      issues.push({
        code: "unsupported",
        path: ["fleet", i, "layout", "ep"],
        problem: `vLLM's expert parallelism is all or nothing: ep ${pool.layout.ep} of ${pool.layout.tp * pool.layout.attentionDp}`,
        hint: "Use ep 1 or ep equal to tp x attentionDp.",
      });
    }
  }
  const roles = new Set(deployment.pools.map((pool) => pool.role));
  if (roles.has("prefill") !== roles.has("decode")) {
    issues.push({
      code: "domain",
      path: ["fleet"],
      problem: roles.has("prefill") ? "prefill pools without a decode pool" : "decode pools without a prefill pool",
      hint: "A disaggregated service needs both.",
    });
  }
  const engines = new Set(
    deployment.pools.filter((pool) => pool.role !== "aggregated").map((pool) => pool.engine.family),
  );
  if (engines.size > 1) {
    issues.push({
      code: "unsupported",
      path: ["fleet"],
      problem: `prefill and decode run different engines (${[...engines].join(", ")})`,
      hint: "No KV connector hands a cache from one engine family to another: use one for both.",
    });
  }
  if (issues.length > 0) throw new SilicoError(issues);
}
