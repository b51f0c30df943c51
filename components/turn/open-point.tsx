"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import type { CardBody } from "./claim-card-body";
import type { PointDetail } from "./point-detail";

const loadDetail = () => import("./point-detail");
const loadCard = () => import("./claim-card-body");
const Detail = lazy(async () => ({ default: (await loadDetail()).PointDetail }));
const Card = lazy(async () => ({ default: (await loadCard()).CardBody }));

/** Fetches what a finished turn shows on demand once the page is there, so that it is there at once. */
export function preloadTurnParts(): void {
  void loadDetail();
  void loadCard();
  void import("./audit-notes");
  void import("./judge-facts");
  void import("./source-table");
}

/** What stands under an open row of the matrix. */
export function OpenRow(props: ComponentProps<typeof PointDetail>) {
  return (
    <Suspense fallback={null}>
      <Detail {...props} />
    </Suspense>
  );
}

/** What stands under the head of an open claim card. */
export function OpenCard(props: ComponentProps<typeof CardBody>) {
  return (
    <Suspense fallback={null}>
      <Card {...props} />
    </Suspense>
  );
}
