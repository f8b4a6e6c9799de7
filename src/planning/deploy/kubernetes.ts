// Kubernetes objects: model servers as Deployments or LeaderWorkerSets, llm-d's InferencePool with its endpoint picker,
// and Dynamo's graph. Shapes: LWS v1, gateway-api-inference-extension v1, llm-d scheduler v1alpha1, Dynamo v1beta1 (2026).
import { chipsOf } from "../../scenario/layout.ts";
import {
  type Deployment,
  type DeployPool,
  deviceResource,
  dnsLabel,
  engineRelease,
  isDataParallelOverServers,
  runtimeClass,
  serversPerInstance,
} from "./deployment.ts";
import { sglangArguments } from "./sglang.ts";
import { startLines } from "./start-command.ts";
import { kvTransferConfig, vllmArguments } from "./vllm.ts";

export type KubernetesObject = Readonly<Record<string, unknown>>;

const image = (pool: DeployPool): string => {
  // The public images are built for NVIDIA's chips.
  if (pool.vendor !== "NVIDIA")
    return `FILL-IN-THE-${pool.engine.family.toUpperCase()}-IMAGE-FOR-${dnsLabel(pool.vendor).toUpperCase()}`;
  const names = {
    vllm: "vllm/vllm-openai",
    sglang: "lmsysorg/sglang",
    trtllm: "nvcr.io/nvidia/tensorrt-llm/release",
  } as const;
  return `${names[pool.engine.family]}:v${engineRelease[pool.engine.family]}`;
};

const llmdRole = { aggregated: "prefill-decode", prefill: "prefill", decode: "decode" } as const;

/** Chips that one pod asks for: the instance's share of one server. */
export const chipsPerPod = (pool: DeployPool): number => chipsOf(pool.layout) / serversPerInstance(pool);

function resources(pool: DeployPool): Record<string, unknown> {
  if (runtimeClass[pool.vendor] !== undefined) return {};
  const name = deviceResource[pool.vendor] ?? "FILL-IN-THE-DEVICE-RESOURCE-OF-YOUR-PLUGIN";
  return { limits: { [name]: String(chipsPerPod(pool)) } };
}

/** Every pod answers on 8000: decode pods by llm-d's routing sidecar, which hands on to the engine on 8200. */
const servicePort = 8000;
const enginePort = (pool: DeployPool): number => (pool.role === "decode" ? 8200 : servicePort);

/** Of an instance on several servers without ranks of their own, only the first answers. */
const hasOneVoice = (pool: DeployPool): boolean => serversPerInstance(pool) > 1 && !isDataParallelOverServers(pool);

function container(deployment: Deployment, pool: DeployPool, answers: boolean): Record<string, unknown> {
  const isVllm = pool.engine.family === "vllm";
  const port = enginePort(pool);
  const start = ((): Record<string, unknown> => {
    if (serversPerInstance(pool) > 1)
      return { command: ["/bin/bash", "-c"], args: [startLines(deployment, pool, port).join("\n")] };
    return isVllm
      ? { command: ["vllm", "serve"], args: [...vllmArguments(deployment, pool), "--port", String(port)] }
      : {
          command: ["python3", "-m", "sglang.launch_server"],
          args: sglangArguments(deployment, pool).map((part, i, all) =>
            all[i - 1] === "--port" ? String(port) : part,
          ),
        };
  })();
  return {
    name: "modelserver",
    image: image(pool),
    ...start,
    env: [
      { name: "HF_TOKEN", valueFrom: { secretKeyRef: { name: "hf-token", key: "token", optional: true } } },
      ...(isVllm && pool.role !== "aggregated"
        ? [
            // The default is localhost: across hosts the decode side would silently recompute every prompt.
            { name: "VLLM_NIXL_SIDE_CHANNEL_HOST", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
            { name: "VLLM_HTTP_TIMEOUT_KEEP_ALIVE", value: "120" },
          ]
        : []),
    ],
    ...(answers
      ? {
          ports: [{ containerPort: port, name: "http" }],
          readinessProbe: { httpGet: { path: "/health", port }, periodSeconds: 10, failureThreshold: 180 },
        }
      : {}),
    resources: resources(pool),
    volumeMounts: [{ name: "shm", mountPath: "/dev/shm" }],
  };
}

/** A pod of the pool. One that answers no requests carries no label that the picker selects by, no sidecar and no probe. */
function podTemplate(deployment: Deployment, pool: DeployPool, answers = true): Record<string, unknown> {
  const sidecar = {
    name: "routing-proxy",
    image: "ghcr.io/llm-d/llm-d-routing-sidecar:FILL-IN-THE-TAG-OF-YOUR-LLM-D-RELEASE",
    args: [
      `--port=${servicePort}`,
      `--vllm-port=${enginePort(pool)}`,
      `--kv-connector=${pool.engine.family === "sglang" ? "sglang" : "nixlv2"}`,
    ],
    ports: [{ containerPort: servicePort }],
    restartPolicy: "Always",
  };
  const runtime = runtimeClass[pool.vendor];
  return {
    metadata: {
      labels: {
        ...(answers ? { ...poolLabels(deployment), "llm-d.ai/role": llmdRole[pool.role] } : {}),
        "silico/pool": pool.name,
      },
    },
    spec: {
      ...(runtime === undefined ? {} : { runtimeClassName: runtime }),
      ...(pool.role === "decode" && answers ? { initContainers: [sidecar] } : {}),
      containers: [container(deployment, pool, answers)],
      volumes: [{ name: "shm", emptyDir: { medium: "Memory", sizeLimit: "16Gi" } }],
    },
  };
}

/** Labels that every pod of the service carries. The role is no part of the selector: the picker must see both. */
const poolLabels = (deployment: Deployment) => ({
  "llm-d.ai/inference-serving": "true",
  "llm-d.ai/model": deployment.name,
});

/** The pods of one pool: a Deployment, or a LeaderWorkerSet where an instance spans servers. */
export function modelServers(deployment: Deployment, pool: DeployPool): KubernetesObject {
  const name = `${deployment.name}-${pool.name}`;
  const servers = serversPerInstance(pool);
  const template = podTemplate(deployment, pool);
  if (servers === 1) {
    return {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name },
      spec: {
        replicas: pool.count,
        selector: { matchLabels: { ...poolLabels(deployment), "silico/pool": pool.name } },
        template,
      },
    };
  }
  return {
    apiVersion: "leaderworkerset.x-k8s.io/v1",
    kind: "LeaderWorkerSet",
    metadata: { name },
    spec: {
      replicas: pool.count,
      leaderWorkerTemplate: {
        size: servers,
        restartPolicy: "RecreateGroupOnPodRestart",
        ...(hasOneVoice(pool)
          ? { leaderTemplate: template, workerTemplate: podTemplate(deployment, pool, false) }
          : { workerTemplate: template }),
      },
    },
  };
}

/** The endpoint picker's configuration: prefix-aware, and with prefill and decode profiles where the service is split. */
function pickerConfig(deployment: Deployment): Record<string, unknown> {
  const isSplit = deployment.pools.some((pool) => pool.role === "prefill");
  const scorers = [
    { pluginRef: "prefix-cache-scorer", weight: 2 },
    { pluginRef: "queue-scorer", weight: 1 },
    { pluginRef: "kv-cache-utilization-scorer", weight: 1 },
    { pluginRef: "max-score-picker" },
  ];
  const common = ["prefix-cache-scorer", "queue-scorer", "kv-cache-utilization-scorer", "max-score-picker"].map(
    (type) => ({ type }),
  );
  if (!isSplit) {
    return {
      apiVersion: "llm-d.ai/v1alpha1",
      kind: "EndpointPickerConfig",
      plugins: common,
      schedulingProfiles: [{ name: "default", plugins: scorers }],
    };
  }
  return {
    apiVersion: "llm-d.ai/v1alpha1",
    kind: "EndpointPickerConfig",
    plugins: [
      { type: "prefill-filter" },
      { type: "decode-filter" },
      ...common,
      { type: "always-disagg-pd-decider" },
      { type: "disagg-profile-handler", parameters: { deciders: { prefill: "always-disagg-pd-decider" } } },
    ],
    schedulingProfiles: [
      { name: "prefill", plugins: [{ pluginRef: "prefill-filter" }, ...scorers] },
      { name: "decode", plugins: [{ pluginRef: "decode-filter" }, ...scorers] },
    ],
  };
}

const pickerFile = "picker.yaml";

/** InferencePool and the picker's configuration as plain objects. `pickerText` serialises the picker's own file into its ConfigMap. */
export function pickerObjects(deployment: Deployment, pickerText: (config: unknown) => string): KubernetesObject[] {
  const picker = `${deployment.name}-epp`;
  return [
    {
      apiVersion: "inference.networking.k8s.io/v1",
      kind: "InferencePool",
      metadata: { name: deployment.name },
      spec: {
        selector: { matchLabels: poolLabels(deployment) },
        targetPorts: [{ number: servicePort }],
        endpointPickerRef: { name: picker, port: { number: 9002 }, failureMode: "FailOpen" },
      },
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: picker },
      data: { [pickerFile]: pickerText(pickerConfig(deployment)) },
    },
  ];
}

/** Values of the Helm chart `inferencepool`, which makes the pool, the picker, its service and its rights. */
export function pickerValues(deployment: Deployment, pickerText: (config: unknown) => string): KubernetesObject {
  const isSglang = deployment.pools.every((pool) => pool.engine.family === "sglang");
  return {
    inferenceExtension: {
      replicas: 1,
      extProcPort: 9002,
      failureMode: "FailOpen",
      pluginsConfigFile: pickerFile,
      pluginsCustomConfig: { [pickerFile]: pickerText(pickerConfig(deployment)) },
    },
    inferencePool: {
      targetPorts: [{ number: servicePort }],
      modelServerType: isSglang ? "sglang" : "vllm",
      modelServers: { matchLabels: poolLabels(deployment) },
    },
    provider: { name: "none" },
  };
}

/** NVIDIA Dynamo's graph of the same service, API v1beta1. */
export function dynamoGraph(deployment: Deployment): KubernetesObject {
  const isVllm = deployment.pools.every((pool) => pool.engine.family === "vllm");
  const worker = (pool: DeployPool) => {
    const base = isVllm ? vllmArguments(deployment, pool) : sglangArguments(deployment, pool);
    // Dynamo's workers take the model by flag, have no port of their own, and name the role themselves.
    const args = isVllm
      ? ["--model", ...base]
      : base.filter(
          (part, i) => !["--host", "--port"].includes(part) && !["--host", "--port"].includes(base[i - 1] ?? ""),
        );
    const at = args.indexOf("--kv-transfer-config");
    if (at >= 0) args[at + 1] = JSON.stringify({ ...kvTransferConfig("prefill", true), kv_role: "kv_both" });
    if (isVllm && pool.role !== "aggregated") args.push("--disaggregation-mode", pool.role);
    const servers = serversPerInstance(pool);
    return {
      name: pool.name,
      type: pool.role === "aggregated" ? "worker" : pool.role,
      replicas: pool.count,
      ...(servers > 1 ? { multinode: { nodeCount: servers } } : {}),
      sharedMemorySize: "16Gi",
      podTemplate: {
        spec: {
          containers: [
            {
              name: "main",
              image: "FILL-IN-THE-DYNAMO-RUNTIME-IMAGE-AND-TAG",
              command: ["python3", "-m", isVllm ? "dynamo.vllm" : "dynamo.sglang"],
              args,
              resources: resources(pool),
            },
          ],
        },
      },
    };
  };
  return {
    apiVersion: "nvidia.com/v1beta1",
    kind: "DynamoGraphDeployment",
    metadata: { name: deployment.name },
    spec: {
      backendFramework: isVllm ? "vllm" : "sglang",
      components: [
        {
          name: "frontend",
          type: "frontend",
          replicas: 1,
          podTemplate: { spec: { containers: [{ name: "main", image: "FILL-IN-THE-DYNAMO-RUNTIME-IMAGE-AND-TAG" }] } },
        },
        ...deployment.pools.map(worker),
      ],
    },
  };
}
