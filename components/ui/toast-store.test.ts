import { afterEach, expect, test } from "vitest";
import { closeToast, readToasts, toast } from "./toast-store";

afterEach(() => {
  for (const { id } of readToasts()) closeToast(id);
});

const titles = () => readToasts().map(({ title }) => title);

test("at most three toasts are kept, the oldest goes first", () => {
  for (const title of ["one", "two", "three", "four"]) toast({ title });
  expect(titles()).toEqual(["two", "three", "four"]);
});

test("a toast with the same key takes the place of the older one", () => {
  toast({ title: "lost", key: "connection" });
  toast({ title: "copied" });
  toast({ title: "lost again", key: "connection" });
  expect(titles()).toEqual(["copied", "lost again"]);
});

test("a toast is closed by its id or its key", () => {
  const id = toast({ title: "one" });
  toast({ title: "two", key: "connection" });
  closeToast(id);
  closeToast("connection");
  expect(titles()).toEqual([]);
});
