"use client";
import { ArrowRight } from "lucide-react";
import { examples } from "@/lib/core/examples";

/** Questions to begin with; one goes into the composer, to be read and sent. */
export function ExampleList({ onChoose }: { onChoose: (question: string) => void }) {
  return (
    <section aria-labelledby="examples">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-0.5 pb-2.5">
        <h2 id="examples" className="text-13 font-medium text-text-2">
          Try one of these
        </h2>
        <p className="text-12 text-text-3">Scripted in the demo, live on your own panel</p>
      </div>
      <ul>
        {examples.map((example) => (
          <li key={example.question} className="border-b border-line last:border-0">
            <button
              type="button"
              onClick={() => onChoose(example.question)}
              className="group flex w-full items-baseline gap-4 rounded-4 px-0.5 py-[13px] text-left sm:gap-0"
            >
              <span className="hidden w-26 shrink-0 text-13 text-text-3 sm:block">{example.topic}</span>
              <span className="min-w-0 flex-1">
                <span className="block pb-0.5 text-12 text-text-3 sm:hidden">{example.topic}</span>
                <span className="font-serif text-16 [font-feature-settings:normal]">{example.question}</span>
              </span>
              <ArrowRight
                aria-hidden
                size={16}
                strokeWidth={1.75}
                className="ml-4 shrink-0 self-center text-text-3 transition-transform group-hover:translate-x-0.5 group-hover:text-text"
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
