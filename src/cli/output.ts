// Where results go: standard output carries the result, standard error everything else; files appear whole or not at all.
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { fail } from "../errors.ts";

/**
 * Writes a file beside its place and moves it there: a reader sees the old file or the new one, never a part.
 * A signal that arrives meanwhile ends the process after the move: while nothing is being written, signals keep their
 * default and stop even a long computation at once.
 */
export function writeFileWhole(path: string, content: string | Uint8Array, mode = 0o644): void {
  const draft = `${path}.${randomBytes(4).toString("hex")}.part`;
  const interrupted = () => process.exit(130);
  const terminated = () => process.exit(143);
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", terminated);
  try {
    const handle = openSync(draft, "wx", mode);
    try {
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    fail("file", [], `cannot write ${path}: ${reason}`, "Choose another place with the output option.");
  } finally {
    // Signals are delivered between turns: one that came during the write is heard first.
    setImmediate(() => {
      process.removeListener("SIGINT", interrupted);
      process.removeListener("SIGTERM", terminated);
    });
  }
}

/** One JSON document on standard output. Keys keep the order they were built in, so equal results are equal bytes. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

export function print(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** A remark for the person at the terminal: standard error. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A progress line, rewritten in place; silent unless standard error is a terminal. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

export { type Alignment, formatTable } from "../report/text-table.ts";
