"use client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { useLeaveGuard } from "./use-leave-guard";

type LeaveDialogProps = { guard: ReturnType<typeof useLeaveGuard>; onDiscard: () => void };

/** Asked when a link would leave unsaved changes behind. */
export function LeaveDialog({ guard, onDiscard }: LeaveDialogProps) {
  function leave(): void {
    onDiscard();
    guard.leave();
  }

  return (
    <Dialog
      open={guard.isAsking}
      onOpenChange={(open) => !open && guard.stay()}
      title="Leave without saving?"
      description="The changes to this panel are not saved yet."
      width={420}
      actions={
        <>
          <Button variant="destructive" onClick={leave}>
            Discard and leave
          </Button>
          <Button variant="primary" onClick={guard.stay}>
            Keep editing
          </Button>
        </>
      }
    />
  );
}
