"use client";
import { WifiOff } from "lucide-react";
import { useEffect } from "react";
import { closeToast, toast } from "@/components/ui/toast";
import { useConnectionLost } from "@/lib/client/connection";
import { tryNow } from "@/lib/client/line";

const key = "connection";
const patience = 1500;

/** One toast while the live connection is lost; it goes away by itself. */
export function ConnectionToast() {
  const lost = useConnectionLost();
  useEffect(() => {
    if (!lost) return;
    const timer = setTimeout(() => {
      toast({
        key,
        title: "Reconnecting. The turn goes on; this page catches up by itself.",
        action: { label: "Try now", onSelect: tryNow },
        stays: true,
        icon: <WifiOff aria-hidden size={16} strokeWidth={1.75} className="mt-px shrink-0 text-text-2" />,
        duration: 3_600_000,
      });
    }, patience);
    return () => {
      clearTimeout(timer);
      closeToast(key);
    };
  }, [lost]);
  return null;
}
