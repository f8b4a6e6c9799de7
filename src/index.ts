// Silico as a library: explicit names only.
export { formatIssue, type Issue, SilicoError } from "./errors.ts";
export { version } from "./version.ts";
