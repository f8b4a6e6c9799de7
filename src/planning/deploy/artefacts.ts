// Everything one deploys a fleet with: start commands, Kubernetes objects, a load test, and what the model did not cover.
import { fail } from "../../errors.ts";
import { chipsOf } from "../../scenario/layout.ts";
import {
  checkDeployment,
  type Deployment,
  type DeployPool,
  deviceResource,
  engineRelease,
  isDataParallelOverServers,
  runtimeClass,
  serversPerInstance,
} from "./deployment.ts";
import { dynamoGraph, type KubernetesObject, modelServers, pickerObjects, pickerValues } from "./kubernetes.ts";
import { commandLine, startLines } from "./start-command.ts";
import { trtllmOptions } from "./trtllm.ts";
import { needsOwnCheckpoint } from "./vllm.ts";

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
  ];
  return `${[...header, ...startLines(deployment, pool)].join("\n")}\n`;
}

/** SGLang's router in front of a split service that runs outside Kubernetes. */
function sglangRouter(deployment: Deployment): string {
  const addresses = (role: "prefill" | "decode") =>
    deployment.pools
      .filter((pool) => pool.role === role)
      .flatMap((pool) => Array.from({ length: pool.count }, (_, i) => `http://FILL-IN-${pool.name}-${i}:30000`));
  const words = [
    "python3",
    "-m",
    "sglang_router.launch_router",
    "--pd-disaggregation",
    ...addresses("prefill").flatMap((address) => ["--prefill", address, "8998"]),
    ...addresses("decode").flatMap((address) => ["--decode", address]),
    "--port",
    "8000",
  ];
  return `#!/usr/bin/env bash\n# Hands each request to a prefill and a decode server; the number is the prefill side's bootstrap port.\nset -euo pipefail\nexec ${commandLine(words)} "$@"\n`;
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
  const vendors = [...new Set(deployment.pools.map((pool) => pool.vendor))];
  for (const vendor of vendors) {
    const isCounted = deviceResource[vendor] !== undefined;
    if (runtimeClass[vendor] !== undefined)
      lines.push(
        `- ${vendor}: devices come by the runtime class ${runtimeClass[vendor]}, which counts none: keep each pod's server to itself. The engine image is that of its fork, the flags those of the mainline engine.`,
      );
    else if (!isCounted)
      lines.push(
        `- ${vendor}: the Kubernetes device resource of its plug-in, and the engine image of its fork. The flags are those of the mainline engine.`,
      );
    else if (vendor !== "NVIDIA") lines.push(`- ${vendor}: an engine image built for its chips.`);
  }
  for (const pool of deployment.pools) {
    if (needsOwnCheckpoint(pool.precision, deployment.nativePrecision)) {
      lines.push(
        `- Pool ${pool.name} serves ${pool.precision}, the published checkpoint is ${deployment.nativePrecision}: point the model name at a checkpoint quantised to ${pool.precision}.`,
      );
    }
    if (serversPerInstance(pool) > 1)
      lines.push(
        `- Pool ${pool.name} spans ${serversPerInstance(pool)} servers an instance: LeaderWorkerSet (or Grove, for Dynamo) must be installed.${pool.engine.family === "vllm" && !isDataParallelOverServers(pool) ? " Its flags for one instance over several servers (--nnodes, --node-rank, --master-addr, --headless) are recalled, not read: check --help." : ""}`,
      );
  }
  const isSplit = deployment.pools.some((pool) => pool.role === "prefill");
  if (deployment.pools.every((pool) => pool.engine.family !== "trtllm")) {
    lines.push("", "## Endpoint picker (llm-d)", "");
    lines.push(
      `- llm-d-values.yaml is for the Helm chart \`inferencepool\`, installed under the name ${deployment.name}: it makes the InferencePool, and the picker with its service and rights.`,
      "- llm-d-pool.yaml holds the same pool and configuration as plain objects, for a picker that you run yourself. Apply one of the two, not both.",
    );
    if (isSplit && deployment.pools.some((pool) => pool.engine.family === "sglang"))
      lines.push("- The sidecar's connector for SGLang is recalled, not read: check the sidecar's --help.");
  }
  if (isSplit && deployment.pools.some((pool) => pool.engine.family === "vllm"))
    lines.push(
      "- Outside Kubernetes the start scripts need a router that passes kv_transfer_params from prefill to decode; one that does not gives right answers and prefills every prompt twice.",
    );
  if (deployment.hypotheticalPairs.length > 0) {
    lines.push("", "## Hypothetical", "");
    for (const pair of deployment.hypotheticalPairs)
      lines.push(`- ${pair}. The plan took the transfer for granted; expect the handshake to refuse it.`);
  }
  if (deployment.notWritten.length > 0) {
    lines.push("", "## In the scenario, but not in these files", "");
    for (const what of deployment.notWritten) lines.push(`- ${what}`);
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
    artefacts.push({
      kind: "objects",
      path: "llm-d.yaml",
      objects: deployment.pools.map((pool) => modelServers(deployment, pool)),
    });
    artefacts.push({ kind: "objects", path: "llm-d-values.yaml", objects: [pickerValues(deployment, yamlText)] });
    artefacts.push({ kind: "objects", path: "llm-d-pool.yaml", objects: pickerObjects(deployment, yamlText) });
    const engines = new Set(deployment.pools.map((pool) => pool.engine.family));
    const isOneVendor = deployment.pools.every((pool) => pool.vendor === "NVIDIA");
    if (engines.size === 1 && isOneVendor)
      artefacts.push({ kind: "objects", path: "dynamo.yaml", objects: [dynamoGraph(deployment)] });
  }
  const isSglangSplit = deployment.pools.some((pool) => pool.role === "prefill" && pool.engine.family === "sglang");
  if (isSglangSplit)
    artefacts.push({ kind: "text", path: "start-router.sh", text: sglangRouter(deployment), isExecutable: true });
  if (test !== undefined)
    artefacts.push({ kind: "text", path: "load-test.sh", text: loadTestScript(deployment, test), isExecutable: true });
  artefacts.push({ kind: "text", path: "NOTES.md", text: notes(deployment), isExecutable: false });
  return artefacts;
}
