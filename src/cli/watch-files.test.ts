import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watchFiles } from "./watch-files.ts";

test("sees a rewritten and a replaced file, each once, and nothing else in the folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "silico-watch-"));
  const file = join(folder, "trace.csv");
  writeFileSync(file, "a");
  let calls = 0;
  let seen: (() => void) | undefined;
  const next = () => new Promise<void>((resolve) => (seen = resolve));
  const watcher = watchFiles([file], async () => {
    calls += 1;
    seen?.();
  });
  try {
    let change = next();
    writeFileSync(join(folder, "other.csv"), "x");
    writeFileSync(file, "ab");
    writeFileSync(file, "abc");
    await change;
    expect(calls).toBe(1);
    change = next();
    writeFileSync(join(folder, "trace.csv.part"), "abcd");
    renameSync(join(folder, "trace.csv.part"), file);
    await change;
    expect(calls).toBe(2);
  } finally {
    watcher.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
