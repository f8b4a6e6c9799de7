// What each replica did when, for a timeline: one entry a run of decode steps or a step with prompt work.
import { doubledFloat64, doubledInt32 } from "./growing-arrays.ts";
import { activity, type Replica } from "./replica.ts";

export class StepLog {
  readonly limit: number;
  length = 0;
  /** Entries that did not fit. */
  dropped = 0;
  replica = new Int32Array(1024);
  startSeconds = new Float64Array(1024);
  endSeconds = new Float64Array(1024);
  /** Steps of the entry; prompt tokens (0 = pure decode); decoding and waiting requests; KV blocks in use at its start. */
  steps = new Int32Array(1024);
  promptTokens = new Int32Array(1024);
  decoding = new Int32Array(1024);
  waiting = new Int32Array(1024);
  usedBlocks = new Int32Array(1024);

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Notes the activity that ends now; called before it is applied. */
  add(replica: Replica): void {
    const isRun = replica.activity === activity.run;
    if (!isRun && replica.activity !== activity.step) return;
    if (this.length >= this.limit) {
      this.dropped += 1;
      return;
    }
    if (this.length === this.replica.length) this.#grow();
    const at = this.length++;
    let prompt = 0;
    if (!isRun) for (let i = 0; i < replica.chunkCount; i++) prompt += replica.chunkTokens[i]!;
    this.replica[at] = replica.index;
    this.startSeconds[at] = replica.startSeconds;
    this.endSeconds[at] = replica.endSeconds;
    this.steps[at] = isRun ? replica.run.steps : 1;
    this.promptTokens[at] = prompt;
    this.decoding[at] = isRun || replica.decodes ? replica.batch.count : 0;
    this.waiting[at] = replica.waiting.count;
    this.usedBlocks[at] = replica.kv.totalBlocks - replica.kv.available;
  }

  #grow(): void {
    this.replica = doubledInt32(this.replica);
    this.startSeconds = doubledFloat64(this.startSeconds);
    this.endSeconds = doubledFloat64(this.endSeconds);
    this.steps = doubledInt32(this.steps);
    this.promptTokens = doubledInt32(this.promptTokens);
    this.decoding = doubledInt32(this.decoding);
    this.waiting = doubledInt32(this.waiting);
    this.usedBlocks = doubledInt32(this.usedBlocks);
  }
}
