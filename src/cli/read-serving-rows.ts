// Reads the rows of a serving-results file, for `accuracy serving` and `calibrate serving`.
import { readTable, type TableRow } from "../scenario/read-table.ts";
import { readTextFile } from "./read-scenario.ts";

const maxTableBytes = 200_000_000;
const neededColumns = ["system", "model_path", "backend", "mode", "isl", "osl", "concurrency", "ttft_ms", "tpot_ms"];

export const servingColumnsHelp = `Columns: ${neededColumns.join(", ")}; layout in tp_size, pp_size, attention_dp_size,
moe_tp_size, moe_ep_size (prefill_* and decode_* with num_workers where disaggregated); precision, backend_version, group where known.`;

export const readServingRows = (file: string): TableRow[] =>
  readTable(readTextFile(file, maxTableBytes, "a table of serving results"), file, neededColumns);
