import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

test("a process whose output nobody takes any more goes on", async () => {
  const script = `
    import { outliveLostOutput } from ${JSON.stringify(new URL("lost-output.ts", import.meta.url).href)};
    outliveLostOutput();
    process.on("message", (order) => {
      if (order === "end") process.exit(0);
      process.stdout.write("a line", (error) => process.send(String(error?.code)));
    });
    process.send("ready");
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (!child.stdout) throw new Error("A child with a pipe has a stream.");
  const ended = once(child, "exit");
  expect(await once(child, "message")).toContain("ready");
  const closed = once(child.stdout, "close");
  child.stdout.destroy();
  await closed;
  child.send("write");
  expect(await once(child, "message")).toContain("EPIPE");
  child.send("end");
  expect(await ended).toContain(0);
});
