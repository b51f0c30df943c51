"use client";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

type WaitingListProps = {
  isError: boolean;
  /** What could not be read, as one sentence. */
  problem: string;
  onRetry: () => void;
};

/** The place of a list that is not there yet, or could not be read. */
export function WaitingList({ isError, problem, onRetry }: WaitingListProps) {
  if (isError) {
    return (
      <div className="flex items-center gap-3 px-4 py-3 text-13 text-text-2">
        <p className="flex-1">{problem}</p>
        <Button size="sm" onClick={onRetry}>
          Retry
        </Button>
      </div>
    );
  }
  return (
    <div aria-busy="true" className="flex h-[68px] items-center px-4">
      <Skeleton className="w-1/2" />
    </div>
  );
}
