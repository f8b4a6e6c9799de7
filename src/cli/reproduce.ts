// `silico reproduce <publication>`: published serving results beside our own, with what had to be assumed.
import { type Kinds, verbOfKinds } from "./kinds.ts";
import type { Verb } from "./verb.ts";

/** Every publication, in the order of `--help`. */
const kinds: Kinds = {
  all: {
    summary: "every published figure that ours is held to, in one table (about a minute)",
    load: () => import("./reproduce/all.ts"),
  },
  seeds: {
    summary: "DeepSeek-R1 prefill on Iluvatar chips and on A800, CMBI 2026",
    load: () => import("./reproduce/seeds.ts"),
  },
  distserve: {
    summary: "DistServe, OSDI 2024: goodput per GPU and gains over vLLM",
    load: () => import("./reproduce/distserve.ts"),
  },
  splitwise: {
    summary: "Splitwise, ISCA 2024: request rates of split and mixed clusters",
    load: () => import("./reproduce/splitwise.ts"),
  },
  mooncake: {
    summary: "Mooncake, FAST 2025: requests within bounds on 16 nodes",
    load: () => import("./reproduce/mooncake.ts"),
  },
  deepseek: {
    summary: "DeepSeek's production day of February 2025: its bill and its fleet",
    load: () => import("./reproduce/deepseek.ts"),
  },
};

export const load = (): Promise<Verb> => verbOfKinds(kinds);
