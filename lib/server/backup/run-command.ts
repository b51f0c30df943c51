import { resolve } from "node:path";

/** Runs a command that takes one file, prints what it says, and ends the process with 1 when it fails. */
export async function runCommand(usage: string, work: (file: string) => Promise<string[]>): Promise<void> {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || file.startsWith("-") || more.length > 0) {
    process.stderr.write(`Usage: ${usage}\n`);
    process.exitCode = file === "--help" ? 0 : 1;
    return;
  }
  try {
    // npm runs scripts in the project's folder; the file is meant from where the person is.
    const lines = await work(resolve(process.env.INIT_CWD ?? process.cwd(), file));
    process.stdout.write(`${lines.join("\n")}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
