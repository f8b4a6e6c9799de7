// Cuts a stream of byte chunks into lines without ever holding more than one line and one chunk.
import { fail } from "../errors.ts";

const newline = 10;
const carriageReturn = 13;

/** No row of any trace format comes near this; a file without line ends is refused after this many bytes. */
const maxLineBytes = 16_000_000;

/** Called with the bytes [start, end) of one line, without its end; the bytes are only valid during the call. */
export type LineHandler = (bytes: Uint8Array, start: number, end: number, line: number) => void;

export class LineSplitter {
  readonly #handle: LineHandler;
  readonly #file: string | undefined;
  /** The begun line, with room to grow: a line over many chunks is copied a constant number of times. */
  #carry = new Uint8Array(256);
  #carried = 0;
  #line = 0;

  constructor(handle: LineHandler, file: string | undefined) {
    this.#handle = handle;
    this.#file = file;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    // A byte order mark is no part of the first line.
    if (this.#line === 0 && this.#carried === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf)
      start = 3;
    if (this.#carried > 0) {
      const end = chunk.indexOf(newline);
      this.#keep(chunk, 0, end === -1 ? chunk.length : end);
      if (end === -1) return;
      const length = this.#carried;
      this.#carried = 0;
      this.#emit(this.#carry, 0, length);
      start = end + 1;
    }
    for (;;) {
      const end = chunk.indexOf(newline, start);
      if (end === -1) break;
      this.#emit(chunk, start, end);
      start = end + 1;
    }
    this.#keep(chunk, start, chunk.length);
  }

  /** The last line, where it has no end. */
  finish(): void {
    const length = this.#carried;
    this.#carried = 0;
    if (length > 0) this.#emit(this.#carry, 0, length);
  }

  #emit(bytes: Uint8Array, start: number, end: number): void {
    this.#line += 1;
    let from = start;
    // The mark may also have come in pieces smaller than itself.
    if (
      this.#line === 1 &&
      bytes[from] === 0xef &&
      bytes[from + 1] === 0xbb &&
      bytes[from + 2] === 0xbf &&
      end - from >= 3
    )
      from += 3;
    this.#handle(bytes, from, end > from && bytes[end - 1] === carriageReturn ? end - 1 : end, this.#line);
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (length <= 0) return;
    const needed = this.#carried + length;
    if (needed > maxLineBytes) {
      fail(
        "schema",
        [`line ${this.#line + 1}`],
        `is longer than ${maxLineBytes / 1e6} MB`,
        "Traces are text with one request a line: check that this is the file you meant.",
        this.#file,
      );
    }
    if (needed > this.#carry.length) {
      const grown = new Uint8Array(Math.max(needed, this.#carry.length * 2));
      grown.set(this.#carry.subarray(0, this.#carried));
      this.#carry = grown;
    }
    this.#carry.set(chunk.subarray(start, end), this.#carried);
    this.#carried = needed;
  }
}
