import type { ReactNode } from "react";
import { TopBar } from "./top-bar";

type MessagePageProps = { title: string; children: ReactNode; actions?: ReactNode };

/** A page that is only a message: one serif line, one sans line, what to do. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <>
      <TopBar bare />
      <div className="mx-auto flex w-full max-w-[560px] flex-1 flex-col justify-center px-4 pb-[20vh]">
        <h1 className="title-face text-26">{title}</h1>
        <p className="pt-2 text-14 text-text-2">{children}</p>
        {actions ? <div className="flex gap-2 pt-6">{actions}</div> : null}
      </div>
    </>
  );
}
