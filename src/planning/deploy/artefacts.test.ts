import { expect, test } from "vitest";
import { parse, parseAllDocuments, stringify } from "yaml";
import { anyEngine } from "../../../test/any-engine.ts";
import { type Artefact, deployArtefacts, type LoadTest } from "./artefacts.ts";
import type { Deployment, DeployPool } from "./deployment.ts";
import { dnsLabel } from "./deployment.ts";
import { chipsPerPod } from "./kubernetes.ts";
import { sglangArguments } from "./sglang.ts";
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
  const [server, service] = objects(make(deployment), "llm-d.yaml");
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
  const [prefill, decode, service, picker] = objects(artefacts, "llm-d.yaml");
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
  const declared = config.plugins.map((plugin: { type: string }) => plugin.type);
  for (const profile of config.schedulingProfiles)
    for (const { pluginRef } of profile.plugins) expect(declared).toContain(pluginRef);
  const [graph] = objects(artefacts, "dynamo.yaml");
  expect(graph.spec.components.map((part: { type: string }) => part.type)).toEqual(["frontend", "prefill", "decode"]);
  expect(graph.spec.components[2].multinode).toEqual({ nodeCount: 2 });
  expect(graph.spec.components[2].podTemplate.spec.containers[0].name).toBe("main");
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
    hypotheticalPairs: ["Iluvatar TG Gen 3 to NVIDIA H20"],
    pools: split.pools.map((one, i) => (i === 0 ? { ...one, vendor: "Iluvatar", precision: "w4a8" as const } : one)),
  };
  const notes = text(make(hypothetical), "NOTES.md");
  expect(notes).toContain("Iluvatar TG Gen 3 to NVIDIA H20: no engine documents a KV transfer");
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
