// What became of each request, as CSV or as Parquet columns. One row a request, in the order of the workload.
import { failureReasons } from "../serving/metrics.ts";
import { type RequestRecords, requestStatus } from "../serving/request-records.ts";
import type { SimulatedRequests } from "../serving/requests.ts";

const statusNames = Object.fromEntries(Object.entries(requestStatus).map(([name, code]) => [code, name]));

export interface RequestColumn {
  readonly name: string;
  readonly type: "DOUBLE" | "INT32" | "STRING";
  readonly at: (request: number) => number | string | undefined;
}

const known = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

/** The columns of the table; a value that does not exist (the TTFT of a failed request) is undefined. */
export function requestColumns(requests: SimulatedRequests, records: RequestRecords): readonly RequestColumn[] {
  const tpot = (i: number): number | undefined => {
    const steps = requests.outputTokens[i]! - 1;
    return steps < 1 ? undefined : known((records.e2eSeconds[i]! - records.ttftSeconds[i]!) / steps);
  };
  return [
    { name: "request", type: "INT32", at: (i) => i },
    { name: "arrival_seconds", type: "DOUBLE", at: (i) => known(records.arrivalSeconds[i]!) },
    { name: "prompt_tokens", type: "INT32", at: (i) => requests.promptTokens[i] },
    { name: "output_tokens", type: "INT32", at: (i) => requests.outputTokens[i] },
    { name: "status", type: "STRING", at: (i) => statusNames[records.status[i]!] },
    {
      name: "failure",
      type: "STRING",
      at: (i) => (records.status[i] === requestStatus.failed ? failureReasons[records.reason[i]!] : undefined),
    },
    { name: "replica", type: "INT32", at: (i) => (records.replica[i]! < 0 ? undefined : records.replica[i]) },
    { name: "queue_seconds", type: "DOUBLE", at: (i) => known(records.queueSeconds[i]!) },
    { name: "ttft_seconds", type: "DOUBLE", at: (i) => known(records.ttftSeconds[i]!) },
    { name: "tpot_seconds", type: "DOUBLE", at: tpot },
    { name: "e2e_seconds", type: "DOUBLE", at: (i) => known(records.e2eSeconds[i]!) },
    { name: "preemptions", type: "INT32", at: (i) => records.preemptions[i] },
    { name: "retries", type: "INT32", at: (i) => records.retries[i] },
  ];
}

export function requestCsv(requests: SimulatedRequests, records: RequestRecords): string {
  const columns = requestColumns(requests, records);
  const lines = [columns.map((column) => column.name).join(",")];
  for (let i = 0; i < requests.count; i++) lines.push(columns.map((column) => column.at(i) ?? "").join(","));
  return `${lines.join("\n")}\n`;
}
