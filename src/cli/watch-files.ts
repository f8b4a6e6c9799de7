// Calls back when one of some files changes, once per burst of changes, never twice at a time.
import { statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Editors write a file in several steps (or replace it): changes within this time count as one. */
const settleMs = 250;

const stamp = (path: string): string => {
  try {
    const { mtimeMs, size } = statSync(path);
    return `${mtimeMs} ${size}`;
  } catch {
    return "";
  }
};

/** Watches until `stop` is called. The folder is watched, not the file: a replaced file keeps being seen. */
export function watchFiles(paths: readonly string[], onChange: () => Promise<void>): { readonly stop: () => void } {
  const known = new Map(paths.map((path) => [path, stamp(path)]));
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  const settle = async (): Promise<void> => {
    if (isRunning) {
      timer = setTimeout(settle, settleMs);
      return;
    }
    const changed = paths.filter((path) => stamp(path) !== known.get(path) && stamp(path) !== "");
    if (changed.length === 0) return;
    for (const path of changed) known.set(path, stamp(path));
    isRunning = true;
    try {
      await onChange();
    } finally {
      isRunning = false;
    }
  };
  const watchers = [...new Set(paths.map((path) => dirname(path)))].map((folder) =>
    watch(folder, (_, name) => {
      if (name !== null && !paths.some((path) => basename(path) === name)) return;
      clearTimeout(timer);
      timer = setTimeout(settle, settleMs);
    }),
  );
  return {
    stop: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
