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
  /** Pairs of prefill and decode chips that no engine documents, with what is known of each. */
  readonly hypotheticalPairs: readonly string[];
  /** What the simulated fleet does that these files do not ask for, in words. */
  readonly notWritten: readonly string[];
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

/** Vendors whose pods get their devices by a runtime class and not by a counted resource. Source: llm-d's overlay for Biren. */
export const runtimeClass: Readonly<Record<string, string>> = { Biren: "biren" };

/** Servers that one instance spans. */
export const serversPerInstance = (pool: DeployPool): number => Math.ceil(chipsOf(pool.layout) / pool.chipsPerServer);

/** How the servers of one instance find each other: which of them this is, and where the first one is. */
export interface ServerPlace {
  readonly rank: string;
  readonly leader: string;
  /** The first rank of this server's part of `share` each. */
  readonly firstRank: (share: number) => string;
}

/** In a shell script that sets RANK and LEADER from LeaderWorkerSet's environment. */
export const shellPlace: ServerPlace = {
  rank: '"$RANK"',
  leader: '"$LEADER"',
  firstRank: (share) => `"$((RANK * ${share}))"`,
};

/** The lines of such a script that set them. */
export const placeLines = [
  `RANK="\${LWS_WORKER_INDEX:-0}"`,
  `LEADER="\${LWS_LEADER_ADDRESS:?address of the first server}"`,
];

/** One vLLM per server, each with its own data-parallel ranks and its own port; otherwise the first server speaks for the instance. */
export const isDataParallelOverServers = (pool: DeployPool): boolean =>
  pool.engine.family === "vllm" && serversPerInstance(pool) > 1 && pool.layout.attentionDp >= serversPerInstance(pool);

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
  for (const [i, pool] of deployment.pools.entries()) {
    const servers = serversPerInstance(pool);
    const { attentionDp } = pool.layout;
    if (pool.engine.family === "vllm" && servers > 1 && attentionDp > 1 && attentionDp % servers !== 0)
      issues.push({
        code: "unsupported",
        path: ["fleet", i, "layout", "attentionDp"],
        problem: `${attentionDp} data-parallel ranks do not spread evenly over ${servers} servers`,
        hint: "vLLM starts whole ranks on a server: choose attentionDp as a multiple of the servers.",
      });
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
