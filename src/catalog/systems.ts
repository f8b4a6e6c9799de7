// Baseboards, servers, racks, pods and clusters from data/systems.yaml: chips, links, power, price.
import * as z from "zod";
import systemFile from "../../data/systems.yaml";
import { fail, type Path } from "../errors.ts";
import { nameKey, nearestNames } from "../near-names.ts";
import { parseQuantity } from "../units.ts";
import { confidences } from "./figure.ts";

const text = z.union([z.string(), z.number()]).transform(String);
const claim = z.strictObject({
  value: z.union([z.string(), z.number()]),
  source: z.string().min(1),
  confidence: z.enum(confidences),
});
const counted = claim.extend({ rivals: z.array(claim).default([]), why: z.string().optional() });
const systemSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  name: z.string(),
  nameZh: z.string().optional(),
  aliases: z.array(z.string()).default([]),
  vendor: z.string(),
  kind: z.enum(["baseboard", "server", "rack", "pod", "cluster"]),
  chip: z.string(),
  chips: counted,
  scaleUpLink: z.string().optional(),
  scaleOutLink: z.string().optional(),
  power: claim.optional(),
  price: z
    .strictObject({
      amount: z.number().positive().optional(),
      low: z.number().positive().optional(),
      high: z.number().positive().optional(),
      currency: z.string().regex(/^[A-Z]{3}$/u),
      kind: z.string(),
      date: text,
      source: z.string(),
      confidence: z.enum(confidences),
    })
    .optional(),
  notes: z.string().optional(),
});

/** A system as its file describes it; `power.value` is text with a unit, see systemWatts. */
export type System = z.infer<typeof systemSchema>;

let systems: readonly System[] | undefined;

/** All systems, in file order. @throws {z.ZodError} where the file breaks its schema. */
export function allSystems(): readonly System[] {
  systems ??= z.array(systemSchema).parse(systemFile);
  return systems;
}

/** Systems built of a chip (catalogue id). */
export function systemsOf(chipId: string): readonly System[] {
  return allSystems().filter((system) => system.chip === chipId);
}

const namesOfSystem = (system: System): string[] => [
  system.id,
  system.name,
  ...(system.nameZh === undefined ? [] : [system.nameZh]),
  ...system.aliases,
];

/** The system called `name` (id, name, alias; case and punctuation ignored), or `undefined`. */
export function systemNamed(name: string): System | undefined {
  const key = nameKey(name);
  return allSystems().find((system) => namesOfSystem(system).some((other) => nameKey(other) === key));
}

/** @throws {SilicoError} code "unknown-name" with the nearest names. */
export function findSystem(name: string, path: Path = []): System {
  const system = systemNamed(name);
  if (system !== undefined) return system;
  const near = nearestNames(
    name,
    allSystems().map(({ id }) => id),
  );
  return fail(
    "unknown-name",
    path,
    `unknown system ${JSON.stringify(name)}`,
    near.length > 0
      ? `Did you mean ${near.map((other) => `"${other}"`).join(" or ")}?`
      : "`silico chips --systems` lists them.",
  );
}

/** Power of the whole system, watts; undefined where unknown. */
export function systemWatts(system: System): number | undefined {
  return system.power === undefined
    ? undefined
    : parseQuantity(system.power.value, "power", ["systems", system.id, "power"]);
}
