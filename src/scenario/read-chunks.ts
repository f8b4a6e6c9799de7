// Reads a file piece by piece: the same small buffer over and over, whatever the file's size.
import { closeSync, openSync, readSync } from "node:fs";
import { fail } from "../errors.ts";

const chunkBytes = 1 << 18;

/** Bytes of a file, or of standard input for `-`. Each chunk is only valid until the next is asked for. */
export function* readChunks(path: string): Generator<Uint8Array, void, void> {
  let handle: number;
  try {
    handle = path === "-" ? 0 : openSync(path, "r");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const problem = code === "ENOENT" ? "no such file" : `cannot be opened (${code})`;
    fail("file", [], problem, "Check the path; relative paths in a scenario start from its folder.", path);
  }
  const buffer = new Uint8Array(chunkBytes);
  try {
    for (;;) {
      let length: number;
      try {
        length = readSync(handle, buffer, 0, buffer.length, null);
      } catch (cause) {
        const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
        if (code === "EOF") return;
        if (code === "EAGAIN") continue;
        fail(
          "file",
          [],
          code === "EISDIR" ? "is a folder" : `cannot be read (${String(code ?? cause)})`,
          "Give a file.",
          path,
        );
      }
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    if (handle !== 0) closeSync(handle);
  }
}
