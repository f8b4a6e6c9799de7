// Order of engine versions as their projects write them: 0.5.10.post1, 1.3.0rc5, nightly builds after all.

/** Numeric parts; a release candidate sorts before its release, a text without numbers after every number. */
const parts = (version: string): number[] => {
  const numbers = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:rc(\d+))?(?:\.post(\d+))?/u.exec(version.trim());
  if (numbers === null) return [Number.MAX_SAFE_INTEGER];
  const [, major, minor, patch, candidate, post] = numbers;
  return [
    Number(major),
    Number(minor),
    Number(patch ?? 0),
    candidate === undefined ? 1e6 : Number(candidate),
    Number(post ?? 0),
  ];
};

/** Below 0 where `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
