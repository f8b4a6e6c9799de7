import { defineConfig } from "vitest/config";
// @ts-expect-error: a build script in plain JavaScript, shared with esbuild
import { yamlImport } from "./scripts/yaml-import.mjs";

export default defineConfig({
  plugins: [yamlImport.vite()],
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
    // The default leaves one core free, which on two cores is half of them.
    maxWorkers: "100%",
    // Texts are compared without colours, which some environments (CI) would switch on.
    env: { NO_COLOR: "1" },
  },
});
