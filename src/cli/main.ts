#!/usr/bin/env node
// `silico <verb>`: finds the verb, runs it, and turns failures into messages and exit codes. No logic.
import { Command, CommanderError } from "commander";
import { distance } from "fastest-levenshtein";
import pc from "picocolors";
import { SilicoError } from "../errors.ts";
import { version } from "../version.ts";
import { note } from "./output.ts";
import { exitCode, verbs } from "./verb.ts";

function createProgram(): Command {
  return new Command("silico")
    .description("The AI-compute stack in silico: from chip to share price.")
    .version(version, "-V, --version")
    .helpOption("-h, --help", "show this help")
    .showHelpAfterError(false)
    .configureHelp({ showGlobalOptions: false })
    .exitOverride()
    .addHelpText(
      "after",
      `
Examples:
  silico plan examples/chat-70b.yaml               which fleet, what service, what price, and why
  silico simulate examples/azure-replay.yaml       what service a given fleet gives
  silico model meta-llama/Llama-3.1-70B-Instruct   layers, parameters, bytes, KV per token
  silico chips                                     every accelerator in the catalogue
  silico compare h20 950pr                         two chips side by side

Every verb has --help with examples, and --json for machines.
Exit codes: 0 done, 1 failed, 2 bad input, 3 infeasible.`,
    );
}

async function run(argv: readonly string[]): Promise<number> {
  const program = createProgram();
  const wanted = argv[2];
  for (const [name, entry] of Object.entries(verbs)) {
    const command = program
      .command(name)
      .description(entry.summary)
      .helpOption("-h, --help", "show this help")
      .exitOverride();
    if (name === wanted || (wanted === "help" && name === argv[3])) (await entry.load()).configure(command);
  }
  if (wanted === undefined) {
    program.outputHelp();
    return exitCode.done;
  }
  if (!wanted.startsWith("-") && wanted !== "help" && verbs[wanted] === undefined) {
    const near = Object.keys(verbs).filter((name) => distance(name, wanted) <= 2);
    note(
      `${pc.red("error:")} unknown verb "${wanted}". ${near.length > 0 ? `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?` : "See silico --help."}`,
    );
    return exitCode.badInput;
  }
  await program.parseAsync([...argv]);
  return typeof process.exitCode === "number" ? process.exitCode : exitCode.done;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCode.done : exitCode.badInput;
  }
  if (error instanceof SilicoError) {
    for (const line of error.message.split("\n")) note(`${pc.red("error:")} ${line}`);
    return error.code === "invariant" ? exitCode.failed : exitCode.badInput;
  }
  note(`${pc.red("error:")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  note("This is a bug in Silico: please report it with the command that showed it.");
  return exitCode.failed;
}

// A reader that closes early (`silico chips | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCode.done);
  throw error;
});
try {
  process.exitCode = await run(process.argv);
} catch (error) {
  process.exitCode = report(error);
}
