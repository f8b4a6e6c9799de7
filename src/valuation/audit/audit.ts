// The auditor: reads published numbers as ranges and tests whatever must hold between them.
import { type Book, openBook } from "./book.ts";
import { checkAgreement } from "./checks-agreement.ts";
import { checkAverages, checkRanks, checkShares } from "./checks-average.ts";
import { checkBridge } from "./checks-bridge.ts";
import { checkCash } from "./checks-cash.ts";
import { checkCodes } from "./checks-code.ts";
import { checkDates } from "./checks-date.ts";
import { checkDcf } from "./checks-dcf.ts";
import { checkFacts } from "./checks-facts.ts";
import { checkFooting } from "./checks-footing.ts";
import { checkCagr, checkGrowth } from "./checks-growth.ts";
import { checkInput } from "./checks-input.ts";
import { checkListings } from "./checks-listing.ts";
import { checkMarket } from "./checks-market.ts";
import { checkMovements } from "./checks-movement.ts";
import { checkRatios, checkSegments } from "./checks-ratio.ts";
import { checkLabels, checkSigns } from "./checks-sign.ts";
import { checkStudies } from "./checks-study.ts";
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
  checkInput(book, findings);
  checkFooting(book, findings);
  checkCash(book, findings);
  checkGrowth(book, ledger, findings);
  checkCagr(book, ledger, findings);
  checkRatios(book, ledger, findings);
  checkSegments(book, findings);
  checkAgreement(book, findings);
  checkSigns(book, ledger, findings);
  checkLabels(book, ledger, findings);
  checkCodes(book, findings);
  checkDates(book, findings);
  checkMarket(book, ledger, findings);
  checkBridge(book, ledger, findings);
  checkAverages(book, findings);
  checkShares(book, findings);
  checkRanks(book, findings);
  checkDcf(book, ledger, findings);
  checkMovements(book, ledger, findings);
  checkFacts(book, findings);
  checkListings(book, findings);
  checkStudies(book, findings);
  listUnchecked(book, findings);
  return findings.result();
}

/** Rows of numbers that no test could use: said, not guessed. */
function listUnchecked(book: Book, findings: Findings): void {
  for (const row of book.rows) {
    const cells = [...row.cells.values()].filter((cell) => cell.isNumber);
    if (cells.length === 0 || cells.some((cell) => findings.touched.has(cell))) continue;
    findings.unchecked.push({
      company: row.company,
      statement: row.statement,
      lineItem: row.label,
      reason:
        row.concept === undefined
          ? "line item not recognised, and no sum of its table uses it"
          : "nothing printed to test it against",
    });
  }
}
