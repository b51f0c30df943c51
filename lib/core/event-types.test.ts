import { expect, test } from "vitest";
import { eventNames } from "./event-types";
import { turnEventTypes } from "./events";

test("the browser listens for exactly the events that the schema knows", () => {
  expect(eventNames.toSorted()).toEqual(turnEventTypes.toSorted());
});
