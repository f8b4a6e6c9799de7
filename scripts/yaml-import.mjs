// Lets source files import .yaml and .csv facts as plain values, in the bundle (esbuild) and in tests (vite) alike,
// so that the same code runs in a browser, where there is no file system to read them from.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const toJson = (path) => JSON.stringify(parse(readFileSync(path, "utf8"), { prettyErrors: true }));

export const yamlImport = {
  esbuild: () => ({
    name: "yaml-import",
    setup(build) {
      build.onLoad({ filter: /\.yaml$/ }, (args) => ({ contents: toJson(args.path), loader: "json" }));
    },
  }),
  vite: () => ({
    name: "yaml-import",
    enforce: "pre",
    load(id) {
      if (id.endsWith(".yaml")) return `export default ${toJson(id)};`;
    },
  }),
};
