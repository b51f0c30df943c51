import type { TurnEvent } from "./events";
import type { Panel, Panelist } from "./panel";

/** A panel as it may come from elsewhere: a file must not give panelists the tools of servers that were allowed here. */
export function portablePanel<Given extends Pick<Panel, "panelists">>(panel: Given): Given {
  return { ...panel, panelists: panel.panelists.map(portableSeat) };
}

/** The event of a file, with panels and guests as they may come from elsewhere. */
export function portableEvent<Event extends TurnEvent>(event: Event): Event {
  if (event.type === "turn-started") return { ...event, panel: portablePanel(event.panel) };
  if (event.type === "route-decided" && event.guest) return { ...event, guest: portableSeat(event.guest) };
  return event;
}

function portableSeat({ mcpServers: _here, ...seat }: Panelist): Panelist {
  return seat;
}
