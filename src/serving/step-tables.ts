// A compiled step model laid out for the engine's hot loop: one table entry per batch size and per token count.
// Takes a CompiledStepModel; gives seconds in O(1). Must agree with stepSeconds (perf/step-model.ts) to rounding.
import { interpolate } from "../perf/knots.ts";
import { type CompiledStepModel, lanesOf, type PromptLoad, tokenSeconds } from "../perf/step-model.ts";

export class StepTables {
  readonly model: CompiledStepModel;
  readonly hasWindow: boolean;
  /** Chunks worked on side by side: pipeline stages x attention groups. */
  readonly lanes: number;
  /** Rows of queries that the kernel of prompt attention walks together. */
  readonly queryTile: number;
  /** Seconds that depend only on the tokens in the step, by token count. */
  readonly token: Float64Array;
  /** Constant part of a pure decode step by batch size: token part and attention base. */
  readonly decodeStep: Float64Array;
  /** Attention base, per context token and per window token, by batch size. */
  readonly decodeBase: Float64Array;
  readonly perContext: Float64Array;
  readonly perWindow: Float64Array;

  constructor(model: CompiledStepModel, maxTokens: number, maxSequences: number) {
    this.model = model;
    this.lanes = lanesOf(model);
    this.queryTile = model.queryTileTokens ?? 1;
    this.hasWindow = Number.isFinite(model.windowTokens);
    const size = Math.min(Math.max(maxTokens, maxSequences), 65_536) + 1;
    this.token = new Float64Array(size);
    fillTable(this.token, model.tokenKnots.values, model.tokenSeconds);
    const batches = maxSequences + 1;
    this.decodeStep = new Float64Array(batches);
    this.decodeBase = new Float64Array(batches);
    this.perContext = new Float64Array(batches);
    this.perWindow = new Float64Array(batches);
    for (let b = 1; b < batches; b++) {
      this.decodeBase[b] = interpolate(model.sequenceKnots, model.decodeSeconds, b);
      this.decodeStep[b] = this.tokenSeconds(b) + this.decodeBase[b]!;
      const context = interpolate(model.sequenceKnots, model.decodeSecondsPerContextToken, b);
      const window = interpolate(model.sequenceKnots, model.decodeSecondsPerWindowToken, b);
      // Without a window both sums are the same number of tokens.
      this.perContext[b] = this.hasWindow ? context : context + window;
      this.perWindow[b] = this.hasWindow ? window : 0;
    }
  }

  tokenSeconds(tokens: number): number {
    // Prompts that do not fill all lanes count stretched, which need not be a whole number.
    return tokens < this.token.length && (tokens | 0) === tokens
      ? this.token[tokens]!
      : interpolate(this.model.tokenKnots, this.model.tokenSeconds, tokens);
  }

  /** The same for prompts as the busiest lane sees them, beside `decodeTokens`. */
  loadSeconds(load: PromptLoad, decodeTokens: number): number {
    return load.groupTokens === load.tokens
      ? this.tokenSeconds(load.tokens + decodeTokens)
      : tokenSeconds(this.model, load, decodeTokens);
  }
}

/** Entry n = the piecewise-linear table at n, as `interpolate` gives it; entry 0 stays. */
function fillTable(entries: Float64Array, knots: Float64Array, values: Float64Array): void {
  let i = 0;
  for (let n = 1; n < entries.length; n++) {
    while (i < knots.length - 2 && knots[i + 1]! <= n) i += 1;
    const x0 = knots[i]!;
    const y0 = values[i]!;
    entries[n] = y0 + ((n - x0) / (knots[i + 1]! - x0)) * (values[i + 1]! - y0);
  }
}
