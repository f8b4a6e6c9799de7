// The auditor: reads published numbers as ranges and tests whatever must hold between them.
import { openBook } from "./book.ts";
import { checkAgreement } from "./checks-agreement.ts";
import { checkCash, checkFooting } from "./checks-footing.ts";
import { checkCagr, checkGrowth } from "./checks-growth.ts";
import { checkRatios, checkSegments } from "./checks-ratio.ts";
import { type AuditResult, Findings } from "./finding.ts";
import { Ledger } from "./ledger.ts";
import type { AuditTable } from "./table.ts";

/**
 * Audit published statements, ratios, valuations and facts in long form.
 *
 * Every printed number is the range its decimals allow (half a unit of the last digit either way); sums, ratios and rates
 * are computed on ranges, and a test fails only when the ranges do not meet. Line items are recognised by a table of
 * synonyms; what is not recognised is listed in `notChecked`.
 * Source of the tolerance rule: XBRL International, Calculations 1.1, 2023.
 */
export function audit(table: AuditTable): AuditResult {
  const book = openBook(table);
  const ledger = new Ledger(book);
  const findings = new Findings();
  checkFooting(book, findings);
  checkCash(book, findings);
  checkGrowth(book, ledger, findings);
  checkCagr(book, ledger, findings);
  checkRatios(book, ledger, findings);
  checkSegments(book, findings);
  checkAgreement(book, findings);
  return findings.result();
}
