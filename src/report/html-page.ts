// The shell of every HTML report: one file that opens by double click, with its style inside and nothing fetched.
import { version } from "../version.ts";

/** Text made safe for HTML, in elements and in attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

export interface Page {
  readonly title: string;
  readonly subtitle: string;
  /** HTML of the body, already escaped where it needs to be. */
  readonly body: string;
}

const style = `
:root { --ink: #18202f; --soft: #5a6679; --line: #e3e8ef; --paper: #ffffff; --wash: #f5f7fa; --accent: #2f6fed; --good: #14805e; --warn: #a4570a; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--wash); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans SC", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 28px 72px; }
header p { color: var(--soft); margin: 4px 0 0; }
h1 { font-size: 30px; line-height: 1.2; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 19px; margin: 0 0 14px; letter-spacing: -0.005em; }
h3 { font-size: 15px; margin: 22px 0 6px; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 24px 26px; margin-top: 20px; }
.hero { border-top: 4px solid var(--accent); }
.hero .fleet { font-size: 20px; font-weight: 600; margin: 0 0 4px; }
.facts { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 14px; margin: 18px 0 0; }
.fact { background: var(--wash); border-radius: 10px; padding: 12px 14px; }
.fact b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
.fact span { color: var(--soft); font-size: 13px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; }
.pair section { min-width: 0; }
.scroll { overflow-x: auto; margin: 0 -8px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th { text-align: left; color: var(--soft); font-weight: 500; font-size: 13px; }
th, td { padding: 7px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
td.fleet { min-width: 210px; }
tr.best td { background: #eef4ff; font-weight: 600; }
.tag { display: inline-block; border-radius: 999px; padding: 0 9px; font-size: 12px; line-height: 20px; background: var(--wash); color: var(--soft); border: 1px solid var(--line); font-weight: 500; }
.tag.warn { background: #fff4e5; color: var(--warn); border-color: #f4d9b4; }
.tag.good { background: #e8f6f1; color: var(--good); border-color: #bfe5d7; }
figure { margin: 0; }
figure svg { display: block; width: 100%; height: auto; }
figcaption, .note { color: var(--soft); font-size: 13px; margin-top: 8px; }
ul { margin: 0; padding-left: 20px; } li { margin: 3px 0; }
details summary { cursor: pointer; color: var(--accent); font-weight: 500; }
.narrow { display: none; }
footer { color: var(--soft); font-size: 13px; margin-top: 26px; }
@media (max-width: 720px) {
  main { padding: 22px 14px 48px; } section { padding: 18px 16px; border-radius: 10px; } h1 { font-size: 24px; }
  .pair { grid-template-columns: minmax(0, 1fr); gap: 0; } .wide { display: none; } .narrow { display: block; } .fact b { font-size: 19px; }
  .facts { grid-template-columns: 1fr 1fr; gap: 10px; }
}
@media print { body { background: #fff; } section { break-inside: avoid; border-color: #ccc; } }
`;

export function htmlPage(page: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escapeHtml(page.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header><h1>${escapeHtml(page.title)}</h1><p>${escapeHtml(page.subtitle)}</p></header>
${page.body}
<footer>Made by Silico ${escapeHtml(version)}. Every figure is a model's prediction unless its source says otherwise; see the assumptions above.</footer>
</main>
</body>
</html>
`;
}

/** One chart in two widths, of which the style shows the fitting one; what it shows in words; where its figures come from. */
export interface Figure {
  readonly label: string;
  readonly wideSvg: string;
  readonly narrowSvg: string;
  readonly source: string;
}

export function figureHtml(figure: Figure): string {
  const label = escapeHtml(figure.label);
  return `<figure role="img" aria-label="${label}"><div class="wide">${figure.wideSvg}</div><div class="narrow">${figure.narrowSvg}</div><figcaption>${escapeHtml(figure.source)}</figcaption></figure>`;
}

export interface Column {
  readonly head: string;
  readonly isNumber?: boolean;
  /** Names of fleets: kept wide enough to read; the table scrolls on a narrow screen. */
  readonly isFleet?: boolean;
}

/** A table from cells that are already HTML. `best` marks a row. */
export function tableHtml(columns: readonly Column[], rows: readonly (readonly string[])[], best?: number): string {
  const head = columns
    .map(({ head: text, isNumber }) => `<th${isNumber ? ' class="n"' : ""}>${escapeHtml(text)}</th>`)
    .join("");
  const body = rows
    .map(
      (row, i) =>
        `<tr${i === best ? ' class="best"' : ""}>${row
          .map(
            (cell, k) =>
              `<td${columns[k]?.isNumber ? ' class="n"' : columns[k]?.isFleet ? ' class="fleet"' : ""}>${cell}</td>`,
          )
          .join("")}</tr>`,
    )
    .join("");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
