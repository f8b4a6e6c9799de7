// How a layout divides a model: heads, experts and tokens per chip, checked once at the door.
import type { Attention, LayerGroup, ModelSpec } from "../catalog/models/model-spec.ts";
import { type Issue, SilicoError } from "../errors.ts";
import type { Layout } from "../scenario/layout.ts";

/** Chips of one instance that share the experts. */
export const expertGroup = (layout: Layout): number => layout.tp * layout.attentionDp;

/** KV heads one chip holds: divided while there are enough, then each copied to `tp / kvHeads` chips. */
export const kvHeadsPerChip = (kvHeads: number, tp: number): number => Math.max(1, kvHeads / tp);

const divides = (part: number, whole: number): boolean => Number.isInteger(whole / part);

function attentionProblem(attention: Attention, tp: number): string | undefined {
  switch (attention.kind) {
    case "gqa":
      if (!divides(tp, attention.heads)) return `tp ${tp} does not divide ${attention.heads} attention heads`;
      return divides(tp, attention.kvHeads) || divides(attention.kvHeads, tp)
        ? undefined
        : `tp ${tp} neither divides nor is divided by ${attention.kvHeads} KV heads`;
    case "mla":
    case "compressed":
    case "mamba2":
      return divides(tp, attention.heads) ? undefined : `tp ${tp} does not divide ${attention.heads} attention heads`;
    case "gated-delta":
      return divides(tp, attention.keyHeads) || divides(attention.keyHeads, tp)
        ? undefined
        : `tp ${tp} does not fit ${attention.keyHeads} linear-attention heads`;
    case "none":
      return undefined;
  }
}

function groupProblems(group: LayerGroup, layout: Layout): string[] {
  const problems: string[] = [];
  const heads = attentionProblem(group.attention, layout.tp);
  if (heads !== undefined) problems.push(heads);
  if (group.feedForward.kind === "moe") {
    const { experts, expertIntermediateSize } = group.feedForward;
    if (layout.moeTp * layout.ep !== expertGroup(layout))
      problems.push(
        `moeTp ${layout.moeTp} x ep ${layout.ep} must equal tp ${layout.tp} x attentionDp ${layout.attentionDp}`,
      );
    if (!divides(layout.ep, experts)) problems.push(`ep ${layout.ep} does not divide ${experts} experts`);
    if (!divides(layout.moeTp, expertIntermediateSize))
      problems.push(`moeTp ${layout.moeTp} does not divide an expert of width ${expertIntermediateSize}`);
  } else if (group.feedForward.kind === "dense" && !divides(layout.tp, group.feedForward.intermediateSize)) {
    problems.push(`tp ${layout.tp} does not divide a feed-forward width of ${group.feedForward.intermediateSize}`);
  }
  return problems;
}

/** Layers of a model, counted whatever their order. */
export const layerCount = (model: ModelSpec): number => model.layers.reduce((sum, group) => sum + group.count, 0);

/** @throws {SilicoError} code "domain" listing every reason why the layout cannot hold the model. */
export function checkLayout(model: ModelSpec, layout: Layout): void {
  const issues: Issue[] = [];
  const add = (key: string, problem: string, hint: string) =>
    issues.push({ code: "domain", path: ["layout", key], problem, hint });
  for (const [key, value] of Object.entries(layout))
    if (!Number.isInteger(value) || value < 1)
      add(key, `expected a positive integer, got ${value}`, "Give 1 where a kind of parallelism is not used.");
  if (issues.length === 0) {
    const layers = layerCount(model);
    if (layout.pp > layers) add("pp", `${layout.pp} pipeline stages for ${layers} layers`, "Use fewer stages.");
    for (const problem of new Set(model.layers.flatMap((group) => groupProblems(group, layout))))
      add(
        problem.startsWith("ep") ? "ep" : problem.startsWith("moeTp") ? "moeTp" : "tp",
        `${problem} of ${model.name}`,
        "Choose a layout whose parts divide the model.",
      );
  }
  if (issues.length > 0) throw new SilicoError(issues);
}
