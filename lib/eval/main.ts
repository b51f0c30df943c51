import { runCommand } from "./command";

/** `npm run eval -- judge --model ...`: the unit evaluations of a judge, against any model. */
process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  result: (text) => console.log(text),
  notice: (text) => console.error(text),
});
