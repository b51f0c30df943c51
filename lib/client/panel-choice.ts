import type { Panel } from "@/lib/core/panel";

/** The id of a saved panel, or a whole panel as an earlier turn had it. */
export type PanelChoice = string | Panel;
