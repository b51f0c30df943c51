"use client";
import { lazy, Suspense } from "react";
import { Dialog } from "@/components/ui/dialog";

const SearchBody = lazy(() => import("./search-body").then((module) => ({ default: module.SearchBody })));

type SearchDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Search by title, and commands. */
export function SearchDialog({ open, onOpenChange }: SearchDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Search and commands"
      hideTitle
      flush
      atTop
      sheet="full"
      width={600}
    >
      <Suspense fallback={null}>
        <SearchBody onClose={() => onOpenChange(false)} />
      </Suspense>
    </Dialog>
  );
}
