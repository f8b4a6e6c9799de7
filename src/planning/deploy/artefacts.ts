// Everything one deploys a fleet with: start commands, Kubernetes objects, a load test, and what the model did not cover.
import { fail } from "../../errors.ts";
import { chipsOf } from "../../scenario/layout.ts";
import {
  checkDeployment,
  type Deployment,
  type DeployPool,
  deviceResource,
  engineRelease,
  serversPerInstance,
} from "./deployment.ts";
import { dynamoGraph, type KubernetesObject, llmdObjects } from "./kubernetes.ts";
import { sglangArguments, shellPlace } from "./sglang.ts";
import { trtllmOptions } from "./trtllm.ts";
import { needsOwnCheckpoint, vllmArguments } from "./vllm.ts";

export type Artefact =
  | { readonly kind: "text"; readonly path: string; readonly text: string; readonly isExecutable: boolean }
  | { readonly kind: "objects"; readonly path: string; readonly objects: readonly KubernetesObject[] };

export interface LoadTest {
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly requestsPerSecond: number;
  readonly requests: number;
  /** What the plan promises, for the person who reads the result. */
  readonly promises: readonly string[];
}

/** Quotes one word for a POSIX shell; plain words and words that already are a quoted variable stay as they are. */
const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$|^"\$\w+[:\d]*"$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

function commandLine(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    if (word.startsWith("--") || lines.length === 0) lines.push(quote(word));
    else lines[lines.length - 1] += ` ${quote(word)}`;
  }
  return lines.join(" \\\n  ");
}

function startScript(deployment: Deployment, pool: DeployPool): string {
  const header = [
    "#!/usr/bin/env bash",
    `# Pool ${pool.name}: ${pool.count} instance(s) of ${chipsOf(pool.layout)} x ${pool.chipName}, ${pool.role}, ${pool.precision}.`,
    `# Written for ${pool.engine.family} ${engineRelease[pool.engine.family]}: check --help of any other release.`,
    "set -euo pipefail",
    ...(pool.role !== "aggregated" && pool.engine.family === "vllm"
      ? [
          "# Must be an address that the other pool reaches: with localhost the decode side recomputes every prompt.",
          `export VLLM_NIXL_SIDE_CHANNEL_HOST="\${POD_IP:-$(hostname -i)}"`,
        ]
      : []),
    ...(pool.engine.family === "sglang" && serversPerInstance(pool) > 1
      ? [`RANK="\${LWS_WORKER_INDEX:-0}"`, `LEADER="\${LWS_LEADER_ADDRESS:?address of the first server}"`]
      : []),
  ];
  const command = ((): string => {
    switch (pool.engine.family) {
      case "vllm":
        return `exec vllm serve ${commandLine(vllmArguments(deployment, pool))}`;
      case "sglang":
        return `exec python3 -m sglang.launch_server ${commandLine(sglangArguments(deployment, pool, shellPlace))}`;
      case "trtllm":
        return `exec trtllm-serve ${quote(deployment.modelName)} --extra_llm_api_options ${quote(`${pool.name}.yaml`)}`;
    }
  })();
  return `${[...header, command].join("\n")} "$@"\n`;
}

function loadTestScript(deployment: Deployment, test: LoadTest): string {
  const words = [
    "vllm",
    "bench",
    "serve",
    "--backend",
    "openai",
    "--model",
    deployment.modelName,
    "--dataset-name",
    "random",
    "--random-input-len",
    String(Math.round(test.promptTokens)),
    "--random-output-len",
    String(Math.round(test.outputTokens)),
    "--num-prompts",
    String(test.requests),
    "--request-rate",
    String(Number(test.requestsPerSecond.toPrecision(4))),
    "--percentile-metrics",
    "ttft,tpot,itl,e2el",
    "--metric-percentiles",
    "50,90,99",
    "--ignore-eos",
    "--save-result",
  ];
  return [
    "#!/usr/bin/env bash",
    "# Load test of the deployed service at the demand it was planned for. Usage: load-test.sh http://HOST:PORT",
    "# Lengths are the workload's means; replay the trace itself where you have it.",
    ...test.promises.map((promise) => `# Planned: ${promise}`),
    "set -euo pipefail",
    `exec ${commandLine(words)} --base-url "\${1:?address of the service}" "\${@:2}"`,
    "",
  ].join("\n");
}

function notes(deployment: Deployment): string {
  const lines = [`# Notes on deploying ${deployment.name}`, ""];
  lines.push(
    "Written from a plan; nothing here was run. Validate with `kubectl apply --dry-run=server`, then with `load-test.sh`.",
    "",
  );
  lines.push("## Fill in", "");
  lines.push("- Images and tags marked FILL-IN: pin the release you tested.");
  const unknown = [
    ...new Set(deployment.pools.filter((pool) => deviceResource[pool.vendor] === undefined).map((pool) => pool.vendor)),
  ];
  for (const vendor of unknown)
    lines.push(
      `- ${vendor}: the Kubernetes device resource of its plug-in, and the engine image of its fork. The flags are those of the mainline engine.`,
    );
  for (const pool of deployment.pools) {
    if (needsOwnCheckpoint(pool.precision, deployment.nativePrecision)) {
      lines.push(
        `- Pool ${pool.name} serves ${pool.precision}, the published checkpoint is ${deployment.nativePrecision}: point the model name at a checkpoint quantised to ${pool.precision}.`,
      );
    }
    if (serversPerInstance(pool) > 1)
      lines.push(
        `- Pool ${pool.name} spans ${serversPerInstance(pool)} servers an instance: LeaderWorkerSet (or Grove, for Dynamo) must be installed.`,
      );
  }
  if (deployment.hypotheticalPairs.length > 0) {
    lines.push("", "## Hypothetical", "");
    for (const pair of deployment.hypotheticalPairs)
      lines.push(
        `- ${pair}: no engine documents a KV transfer between these. The plan assumed it; expect the handshake to refuse it.`,
      );
  }
  lines.push("", "## What the plan does not cover", "");
  lines.push(
    "- Model load and warm-up time, image pulls, node failures during a rollout.",
    "- Network paths other than the KV transfer: gateway, TLS, client distance.",
    "- Quality of the answers at the chosen precision.",
    "- Prefix-cache hits beyond what the workload states; adapters, structured output, multimodal input.",
    "",
  );
  return lines.join("\n");
}

/**
 * The files that deploy a fleet. `yamlText` serialises the one YAML document that is nested in another.
 * @throws {SilicoError} where the fleet breaks a rule that engines or clusters enforce at start.
 */
export function deployArtefacts(
  deployment: Deployment,
  test: LoadTest | undefined,
  yamlText: (value: unknown) => string,
): Artefact[] {
  if (deployment.pools.length === 0)
    fail("domain", ["fleet"], "has no pools", "Give a fleet, or take the one a plan recommends.");
  checkDeployment(deployment);
  const artefacts: Artefact[] = [];
  for (const pool of deployment.pools) {
    artefacts.push({
      kind: "text",
      path: `start-${pool.name}.sh`,
      text: startScript(deployment, pool),
      isExecutable: true,
    });
    if (pool.engine.family === "trtllm")
      artefacts.push({ kind: "objects", path: `${pool.name}.yaml`, objects: [trtllmOptions(deployment, pool)] });
  }
  const hasTrtllm = deployment.pools.some((pool) => pool.engine.family === "trtllm");
  if (hasTrtllm && deployment.pools.some((pool) => pool.role === "prefill")) {
    const servers = (role: string) => {
      const count = deployment.pools.filter((pool) => pool.role === role).reduce((sum, pool) => sum + pool.count, 0);
      return { num_instances: count, urls: Array.from({ length: count }, (_, i) => `${role}-${i}:8000`) };
    };
    const router = {
      hostname: "0.0.0.0",
      port: 8000,
      backend: "pytorch",
      context_servers: servers("prefill"),
      generation_servers: servers("decode"),
    };
    artefacts.push({ kind: "objects", path: "disaggregated.yaml", objects: [router] });
  }
  if (!hasTrtllm) {
    artefacts.push({ kind: "objects", path: "llm-d.yaml", objects: llmdObjects(deployment, yamlText) });
    const engines = new Set(deployment.pools.map((pool) => pool.engine.family));
    const isOneVendor = deployment.pools.every((pool) => pool.vendor === "NVIDIA");
    if (engines.size === 1 && isOneVendor)
      artefacts.push({ kind: "objects", path: "dynamo.yaml", objects: [dynamoGraph(deployment)] });
  }
  if (test !== undefined)
    artefacts.push({ kind: "text", path: "load-test.sh", text: loadTestScript(deployment, test), isExecutable: true });
  artefacts.push({ kind: "text", path: "NOTES.md", text: notes(deployment), isExecutable: false });
  return artefacts;
}
