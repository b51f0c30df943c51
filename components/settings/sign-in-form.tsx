"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Logo } from "@/components/ui/logo";
import { signIn } from "@/lib/client/api";
import { problemOfError } from "@/lib/client/problem";
import { safeReturnPath } from "./return-path";

/** The password of this Parley; afterwards back to the page that was asked for. */
export function SignInForm({ from }: { from?: string | undefined }) {
  const [password, setPassword] = useState("");
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => signIn(password),
    // A full load: nothing that was drawn for a stranger stays.
    onSuccess: () => window.location.assign(safeReturnPath(from)),
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (password !== "" && !isPending) mutate();
  }

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[352px] flex-col justify-center px-4 pb-24">
      <p className="mb-8 flex items-center gap-2 text-15 font-semibold">
        <Logo /> Parley
      </p>
      <h1 className="title-face mb-1 text-26">Sign in</h1>
      <p className="mb-6 text-13 text-text-2">This Parley asks for its password.</p>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose and one field
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={error ? problemOfError(error).detail : null}
        />
        <Button type="submit" variant="primary" size="lg" disabled={password === "" || isPending || isSuccess}>
          {isPending || isSuccess ? "Signing in" : "Sign in"}
        </Button>
      </form>
    </main>
  );
}
