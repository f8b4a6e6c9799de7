// Company models that come with Silico, by id and by the names people use. Takes nothing; reads bundled facts.
import { distance } from "fastest-levenshtein";
import axera from "../../data/companies/axera.yaml";
import biren from "../../data/companies/biren.yaml";
import iluvatar from "../../data/companies/iluvatar.yaml";
import { fail } from "../errors.ts";
import type { CompanyModel } from "../scenario/company-model.ts";
import { parseCompanyModel } from "../scenario/parse-company-model.ts";

const shipped: Readonly<Record<string, unknown>> = { biren, iluvatar, axera };

export const shippedModelIds: readonly string[] = Object.keys(shipped);

/** A shipped model as written, for a scenario on top of it. */
export function shippedModelSource(id: string): unknown {
  if (Object.hasOwn(shipped, id)) return shipped[id];
  const near = shippedModelIds.filter((name) => distance(name, id) <= 2);
  fail(
    "unknown-name",
    ["company"],
    `no model for "${id}"`,
    near.length > 0 ? `Did you mean "${near[0]}"?` : `Models: ${shippedModelIds.join(", ")}; or give a YAML file.`,
  );
}

/** A shipped company model. @throws {SilicoError} code "unknown-name" with near names. */
export function shippedModel(id: string): CompanyModel {
  return parseCompanyModel(shippedModelSource(id), `${id}.yaml`);
}
