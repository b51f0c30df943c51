"use client";
import { useEffect, useState } from "react";
import { createAnnouncer } from "./announcer";

let say: (message: string) => void = () => {};
const announcer = createAnnouncer((message) => say(message));

/** Tells screen readers of a stage change or an exception, politely: "Panel: 3 of 4 done". Never tokens. */
export function announce(message: string): void {
  announcer.announce(message);
}

/** The one polite live region of the page; mounted once by the providers. */
export function LiveRegion() {
  const [message, setMessage] = useState("");
  useEffect(() => {
    say = setMessage;
    return () => {
      say = () => {};
    };
  }, []);
  return (
    <output aria-live="polite" aria-atomic="true" className="sr-only" data-live-region>
      {message}
    </output>
  );
}
