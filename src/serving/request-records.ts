// What became of each request, one column a field: for per-request files, for checks, for errors by percentile.
// Kept only on demand: 45 bytes a request.

/** `unfinished` was sent and had not left when the run stopped; `not-sent` had not even arrived. */
export const requestStatus = { "not-sent": 0, finished: 1, failed: 2, unfinished: 3 } as const;

export class RequestRecords {
  readonly arrivalSeconds: Float64Array;
  readonly queueSeconds: Float64Array;
  readonly ttftSeconds: Float64Array;
  readonly e2eSeconds: Float64Array;
  readonly replica: Int32Array;
  readonly preemptions: Int32Array;
  readonly retries: Uint16Array;
  readonly status: Uint8Array;
  /** Position in failureReasons, where the status is failed. */
  readonly reason: Uint8Array;

  constructor(requests: number) {
    this.arrivalSeconds = new Float64Array(requests).fill(Number.NaN);
    this.queueSeconds = new Float64Array(requests).fill(Number.NaN);
    this.ttftSeconds = new Float64Array(requests).fill(Number.NaN);
    this.e2eSeconds = new Float64Array(requests).fill(Number.NaN);
    this.replica = new Int32Array(requests).fill(-1);
    this.preemptions = new Int32Array(requests);
    this.retries = new Uint16Array(requests);
    this.status = new Uint8Array(requests);
    this.reason = new Uint8Array(requests);
  }

  send(request: number, arrivalSeconds: number): void {
    this.arrivalSeconds[request] = arrivalSeconds;
    this.status[request] = requestStatus.unfinished;
  }

  finish(
    request: number,
    replica: number,
    queueSeconds: number,
    ttftSeconds: number,
    e2eSeconds: number,
    preemptions: number,
    retries: number,
  ): void {
    this.queueSeconds[request] = queueSeconds;
    this.ttftSeconds[request] = ttftSeconds;
    this.e2eSeconds[request] = e2eSeconds;
    this.replica[request] = replica;
    this.preemptions[request] = preemptions;
    this.retries[request] = retries;
    this.status[request] = requestStatus.finished;
  }

  fail(request: number, reason: number): void {
    this.status[request] = requestStatus.failed;
    this.reason[request] = reason;
  }
}
