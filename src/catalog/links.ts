// Named links (NVLink 4, PCIe Gen5 x16, Unified Bus, RDMA 400G): bandwidth in one direction and latency, from data/links.yaml.
import * as z from "zod";
import linkFile from "../../data/links.yaml";
import { fail, type Path } from "../errors.ts";
import { nearestNames } from "../near-names.ts";
import { parseQuantity } from "../units.ts";
import type { Confidence } from "./chip-spec.ts";
import { confidences } from "./figure.ts";

const claim = z.strictObject({
  value: z.string().min(1),
  source: z.string().min(1),
  confidence: z.enum(confidences),
  note: z.string().optional(),
});
const linkSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  name: z.string().min(1),
  kind: z.enum(["scale-up", "pcie", "scale-out", "supernode"]),
  bandwidth: claim.optional(),
  latency: claim,
});

export interface Link {
  readonly id: string;
  readonly name: string;
  readonly kind: "scale-up" | "pcie" | "scale-out" | "supernode";
  /** One direction, bytes/s; undefined where it depends on the chip. */
  readonly bytesPerSecond?: number;
  readonly bandwidthConfidence?: Confidence;
  readonly bandwidthSource?: string;
  /** One way, small message, seconds. */
  readonly latencySeconds: number;
  readonly latencyConfidence: Confidence;
}

let links: ReadonlyMap<string, Link> | undefined;

/** All links by id. @throws {SilicoError} where data/links.yaml breaks its schema. */
export function allLinks(): ReadonlyMap<string, Link> {
  links ??= new Map(
    z
      .array(linkSchema)
      .parse(linkFile)
      .map((raw) => [raw.id, toLink(raw)]),
  );
  return links;
}

function toLink(raw: z.infer<typeof linkSchema>): Link {
  const path: Path = ["links", raw.id];
  return {
    id: raw.id,
    name: raw.name,
    kind: raw.kind,
    ...(raw.bandwidth === undefined
      ? {}
      : {
          bytesPerSecond: parseQuantity(raw.bandwidth.value, "bandwidth", path),
          bandwidthConfidence: raw.bandwidth.confidence,
          bandwidthSource: raw.bandwidth.source,
        }),
    latencySeconds: parseQuantity(raw.latency.value, "time", path),
    latencyConfidence: raw.latency.confidence,
  };
}

/** @throws {SilicoError} code "unknown-name" with the nearest ids. */
export function findLink(id: string, path: Path = []): Link {
  const link = allLinks().get(id);
  if (link !== undefined) return link;
  const near = nearestNames(id, [...allLinks().keys()]);
  return fail(
    "unknown-name",
    path,
    `unknown link ${JSON.stringify(id)}`,
    near.length > 0 ? `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?` : "data/links.yaml lists them.",
  );
}
