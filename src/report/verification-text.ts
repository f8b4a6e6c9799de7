// What a plan's verification by simulation took into account beside the traffic, and what it did not.
import type { Verification } from "../planning/verify.ts";
import { formatCount } from "../units.ts";

/** No line where the scenario's fleet runs undisturbed and plainly. */
export function verificationLines({ applied, leftOut, lostInFaults }: Verification): string[] {
  const lines: string[] = [];
  if (applied.length > 0) {
    const lost = lostInFaults > 0 ? `; ${formatCount(lostInFaults)} requests lost in them, with no retry left` : "";
    lines.push(`verified with the scenario's ${applied.join(", ")}${lost}`);
  }
  for (const { what, why } of leftOut) lines.push(`not in the verification: ${what}: ${why}`);
  return lines;
}
