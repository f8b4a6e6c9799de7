import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { parse, parseAllDocuments, stringify } from "yaml";
import { anyEngine } from "../../../test/any-engine.ts";
import { type Artefact, deployArtefacts, type LoadTest } from "./artefacts.ts";
import type { Deployment, DeployPool } from "./deployment.ts";
import { dnsLabel } from "./deployment.ts";
import { chipsPerPod } from "./kubernetes.ts";
import { sglangArguments } from "./sglang.ts";
import { startLines } from "./start-command.ts";
import { trtllmOptions } from "./trtllm.ts";
import { vllmArguments } from "./vllm.ts";

const engine = { ...anyEngine, maxSequences: 256, hasPrefixCache: true };
const pool: DeployPool = {
  name: "chat",
  role: "aggregated",
  vendor: "NVIDIA",
  chipName: "H100 SXM",
  chipsPerServer: 8,
  layout: { tp: 4, pp: 1, attentionDp: 1, ep: 1, moeTp: 4 },
  count: 3,
  precision: "bf16",
  engine,
};
const deployment: Deployment = {
  name: "llama-70b",
  modelName: "meta-llama/Llama-3.1-70B-Instruct",
  hasExperts: false,
  nativePrecision: "bf16",
  maxContextTokens: 32_768,
  pools: [pool],
  hypotheticalPairs: [],
  notWritten: [],
};
const split: Deployment = {
  ...deployment,
  name: "r1",
  modelName: "deepseek-ai/DeepSeek-R1",
  hasExperts: true,
  nativePrecision: "fp8-block",
  pools: [
    {
      ...pool,
      name: "prefill",
      role: "prefill",
      precision: "fp8-block",
      layout: { tp: 8, pp: 1, attentionDp: 1, ep: 8, moeTp: 1 },
    },
    {
      ...pool,
      name: "decode",
      role: "decode",
      precision: "fp8-block",
      count: 2,
      layout: { tp: 2, pp: 1, attentionDp: 8, ep: 16, moeTp: 1 },
    },
  ],
};
const load: LoadTest = {
  promptTokens: 1155,
  outputTokens: 211,
  requestsPerSecond: 20,
  requests: 2000,
  promises: ["TTFT p90 1.1 s"],
};
const make = (what: Deployment) => deployArtefacts(what, load, (value) => stringify(value));
const text = (artefacts: readonly Artefact[], path: string): string => {
  const found = artefacts.find((artefact) => artefact.path === path);
  if (found?.kind !== "text") throw new Error(`no text ${path}`);
  return found.text;
};
// biome-ignore lint/suspicious/noExplicitAny: manifests are looked into by path
const objects = (artefacts: readonly Artefact[], path: string): any[] => {
  const found = artefacts.find((artefact) => artefact.path === path);
  if (found?.kind !== "objects") throw new Error(`no objects ${path}`);
  return [...found.objects];
};

const flagValue = (flags: readonly string[], flag: string) => flags[flags.indexOf(flag) + 1];

test("an aggregated pool: flags, one Deployment, chips per pod = tp x pp x dp", () => {
  const flags = vllmArguments(deployment, pool);
  expect(flags.slice(0, 3)).toEqual(["meta-llama/Llama-3.1-70B-Instruct", "--tensor-parallel-size", "4"]);
  expect(flags).not.toContain("--quantization");
  const [server] = objects(make(deployment), "llm-d.yaml");
  const [service] = objects(make(deployment), "llm-d-pool.yaml");
  expect(server.kind).toBe("Deployment");
  expect(server.spec.replicas).toBe(3);
  const [main] = server.spec.template.spec.containers;
  expect(main.resources.limits).toEqual({ "nvidia.com/gpu": "4" });
  expect(service).toMatchObject({ apiVersion: "inference.networking.k8s.io/v1", kind: "InferencePool" });
  expect(service.spec.selector.matchLabels).not.toHaveProperty("llm-d.ai/role");
  for (const [key, value] of Object.entries(service.spec.selector.matchLabels))
    expect(server.spec.template.metadata.labels[key]).toBe(value);
});

test("split pools: connector JSON parses, groups of servers, both roles under one selector, a decider in the picker", () => {
  const artefacts = make(split);
  const [prefill, decode] = objects(artefacts, "llm-d.yaml");
  const [service, picker] = objects(artefacts, "llm-d-pool.yaml");
  expect(prefill.kind).toBe("Deployment");
  expect(decode.kind).toBe("LeaderWorkerSet");
  expect(decode.spec.leaderWorkerTemplate.size).toBe(2);
  expect(chipsPerPod(split.pools[1]!) * 2).toBe(16);
  const args: string[] = prefill.spec.template.spec.containers[0].args;
  expect(args).toContain("--enable-expert-parallel");
  expect(JSON.parse(flagValue(args, "--kv-transfer-config")!)).toMatchObject({
    kv_connector: "NixlConnector",
    kv_role: "kv_producer",
  });
  const env: { name: string }[] = prefill.spec.template.spec.containers[0].env;
  expect(env.map(({ name }) => name)).toContain("VLLM_NIXL_SIDE_CHANNEL_HOST");
  expect(decode.spec.leaderWorkerTemplate.workerTemplate.spec.initContainers[0].args).toContain(
    "--kv-connector=nixlv2",
  );
  expect(service.spec.targetPorts).toEqual([{ number: 8000 }]);
  const config = parse(picker.data["picker.yaml"]);
  // The Helm values make the same pool and picker.
  const [values] = objects(artefacts, "llm-d-values.yaml");
  expect(values.inferenceExtension.pluginsCustomConfig[values.inferenceExtension.pluginsConfigFile]).toBe(
    picker.data["picker.yaml"],
  );
  expect(values.inferencePool.targetPorts).toEqual(service.spec.targetPorts);
  expect(values.inferencePool.modelServers.matchLabels).toEqual(service.spec.selector.matchLabels);
  const declared = config.plugins.map((plugin: { type: string }) => plugin.type);
  for (const profile of config.schedulingProfiles)
    for (const { pluginRef } of profile.plugins) expect(declared).toContain(pluginRef);
  const [graph] = objects(artefacts, "dynamo.yaml");
  expect(graph.spec.components.map((part: { type: string }) => part.type)).toEqual(["frontend", "prefill", "decode"]);
  expect(graph.spec.components[2].multinode).toEqual({ nodeCount: 2 });
  expect(graph.spec.components[2].podTemplate.spec.containers[0].name).toBe("main");
});

/** Commands of a container, whether words or one shell script. */
const commandOf = (container: { command: string[]; args: string[] }): string =>
  [...container.command, ...container.args].join(" ");

test("an instance on two servers: data-parallel ranks answer on each, one voice for tensor and pipeline parallelism", () => {
  const [, decode] = objects(make(split), "llm-d.yaml");
  const group = decode.spec.leaderWorkerTemplate;
  expect(group).not.toHaveProperty("leaderTemplate");
  const start = commandOf(group.workerTemplate.spec.containers[0]);
  for (const words of [
    "--data-parallel-size 8",
    "--data-parallel-size-local 4",
    '--data-parallel-address "$LEADER"',
    '--data-parallel-start-rank "$((RANK * 4))"',
    "--data-parallel-hybrid-lb",
    "--port 8200",
  ])
    expect(start).toContain(words);
  const wide: Deployment = {
    ...deployment,
    pools: [{ ...pool, layout: { tp: 8, pp: 2, attentionDp: 1, ep: 1, moeTp: 8 } }],
  };
  const [set] = objects(make(wide), "llm-d.yaml");
  const { leaderTemplate, workerTemplate } = set.spec.leaderWorkerTemplate;
  expect(leaderTemplate.metadata.labels).toHaveProperty("llm-d.ai/inference-serving");
  expect(workerTemplate.metadata.labels).not.toHaveProperty("llm-d.ai/inference-serving");
  expect(workerTemplate.spec.containers[0]).not.toHaveProperty("readinessProbe");
  const script = commandOf(workerTemplate.spec.containers[0]);
  for (const words of ["--nnodes 2", '--node-rank "$RANK"', '--master-addr "$LEADER"', "--headless"])
    expect(script).toContain(words);
  expect(text(make(wide), "NOTES.md")).toMatch(/recalled, not read/);
});

test.each(["sh", "bash"])("what servers of one instance start is a script that %s can read", (shell) => {
  const wide = { ...pool, layout: { tp: 8, pp: 2, attentionDp: 1, ep: 1, moeTp: 8 } };
  for (const family of ["vllm", "sglang"] as const)
    for (const one of [wide, split.pools[1]!, pool])
      for (const port of [undefined, 8200]) {
        const lines = startLines(split, { ...one, engine: { ...engine, family } }, port);
        const { status, stderr } = spawnSync(shell, ["-n"], { input: lines.join("\n"), encoding: "utf8" });
        expect(stderr).toBe("");
        expect(status).toBe(0);
      }
});

test("the words a server is started with, as the shell expands them", () => {
  const lines = startLines(split, split.pools[1]!, 8200).map((line) => line.replace("exec vllm", "printf '%s\\n'"));
  const env = { LWS_WORKER_INDEX: "1", LWS_LEADER_ADDRESS: "r1-decode-0.r1", PATH: process.env["PATH"] ?? "" };
  const words = spawnSync("bash", { input: lines.join("\n"), encoding: "utf8", env }).stdout.split("\n");
  expect(flagValue(words, "--data-parallel-start-rank")).toBe("4");
  expect(flagValue(words, "--data-parallel-address")).toBe("r1-decode-0.r1");
  expect(JSON.parse(flagValue(words, "--kv-transfer-config")!)).toMatchObject({ kv_role: "kv_consumer" });
});

test("other vendors get no image built for NVIDIA's chips; Biren's devices come by runtime class", () => {
  for (const vendor of ["AMD", "Huawei", "Biren"]) {
    const [server] = objects(make({ ...deployment, pools: [{ ...pool, vendor }] }), "llm-d.yaml");
    const { spec } = server.spec.template;
    expect(spec.containers[0].image).toMatch(/^FILL-IN-THE-VLLM-IMAGE-FOR-/);
    expect(spec.runtimeClassName).toBe(vendor === "Biren" ? "biren" : undefined);
    expect(spec.containers[0].resources.limits === undefined).toBe(vendor === "Biren");
  }
});

test("a split SGLang service outside Kubernetes gets its router; inside, every pod answers on one port", () => {
  const sglang: Deployment = {
    ...split,
    pools: split.pools.map((one) => ({ ...one, engine: { ...engine, family: "sglang" as const } })),
  };
  const router = text(make(sglang), "start-router.sh");
  expect(router.match(/--prefill http:\S+ 8998/g)).toHaveLength(3);
  expect(router.match(/--decode http:\S+:30000/g)).toHaveLength(2);
  const [prefill, decode] = objects(make(sglang), "llm-d.yaml");
  expect(commandOf(prefill.spec.template.spec.containers[0])).toContain("--port 8000");
  const { leaderTemplate } = decode.spec.leaderWorkerTemplate;
  expect(commandOf(leaderTemplate.spec.containers[0])).toContain("--port 8200");
  expect(leaderTemplate.spec.initContainers[0].args).toContain("--kv-connector=sglang");
});

test("SGLang counts all chips of a stage in its tensor-parallel size", () => {
  const flags = sglangArguments(split, split.pools[1]!);
  expect(flagValue(flags, "--tp-size")).toBe("16");
  expect(flagValue(flags, "--dp-size")).toBe("8");
  expect(flags).toContain("--enable-dp-attention");
});

test("the limit of sequences is one rank's in vLLM and TensorRT-LLM, the instance's in SGLang", () => {
  const [, decode] = split.pools as [DeployPool, DeployPool];
  expect(flagValue(vllmArguments(split, decode), "--max-num-seqs")).toBe("32");
  expect(trtllmOptions(split, decode)).toMatchObject({ max_batch_size: 32, cuda_graph_config: { max_batch_size: 32 } });
  expect(flagValue(sglangArguments(split, decode), "--max-running-requests")).toBe("256");
});

test("scripts keep shell words apart and pass a syntax check of their quoting", () => {
  const artefacts = make(split);
  const script = text(artefacts, "start-prefill.sh");
  expect(script).toContain(`--kv-transfer-config '{"kv_connector":"NixlConnector"`);
  expect(script.split("'").length % 2).toBe(1);
  expect(text(artefacts, "load-test.sh")).toContain("--request-rate 20");
  expect(text(artefacts, "load-test.sh")).toContain("# Planned: TTFT p90 1.1 s");
});

test("every object survives YAML 1.1 readers", () => {
  for (const artefact of make(split)) {
    if (artefact.kind !== "objects") continue;
    const written = artefact.objects.map((object) => stringify(object, { version: "1.1" })).join("---\n");
    const read = parseAllDocuments(written, { version: "1.1" }).map((document) => document.toJS());
    expect(read).toEqual(artefact.objects);
  }
});

test("notes say what is hypothetical and what needs its own checkpoint", () => {
  const hypothetical = {
    ...split,
    hypotheticalPairs: ["Iluvatar TG Gen 3 prefill to NVIDIA H20 decode: no engine documents it"],
    pools: split.pools.map((one, i) => (i === 0 ? { ...one, vendor: "Iluvatar", precision: "w4a8" as const } : one)),
  };
  const notes = text(make(hypothetical), "NOTES.md");
  expect(notes).toContain("Iluvatar TG Gen 3 prefill to NVIDIA H20 decode: no engine documents it. The plan took");
  expect(notes).toContain("checkpoint quantised to w4a8");
  expect(notes).toContain("Iluvatar: the Kubernetes device resource");
  expect(make(hypothetical).map(({ path }) => path)).not.toContain("dynamo.yaml");
});

test.each([
  [{ ...deployment, pools: [] }, /fleet: has no pools/],
  [{ ...split, pools: split.pools.slice(0, 1) }, /prefill pools without a decode pool/],
  [
    { ...deployment, pools: [{ ...pool, engine: { ...engine, maxBatchedTokens: 64 } }] },
    /64 tokens a step are fewer than 256 sequences/,
  ],
  [
    { ...deployment, pools: [{ ...pool, layout: { tp: 3, pp: 3, attentionDp: 1, ep: 1, moeTp: 3 } }] },
    /9 chips do not spread evenly over 2 servers/,
  ],
  [
    {
      ...split,
      pools: split.pools.map((one, i) =>
        i === 0 ? { ...one, engine: { ...engine, family: "sglang" as const } } : one,
      ),
    },
    /different engines \(sglang, vllm\)/,
  ],
  [
    { ...split, pools: split.pools.map((one) => ({ ...one, layout: { ...one.layout, ep: 2, moeTp: 4 } })) },
    /all or nothing/,
  ],
] as const)("a fleet that engines would refuse is refused here %#", (what, message) => {
  expect(() => make(what)).toThrow(message);
});

test("names become DNS labels", () => {
  expect(dnsLabel("meta-llama/Llama-3.1-70B")).toBe("meta-llama-llama-3-1-70b");
  expect(dnsLabel("--")).toBe("silico");
});
