/** The quote that is followed now: whose words, from which attempt, for which point. `parts`: where they stand, in order. */
export type Followed = {
  pointId: string;
  panelistId: string;
  attempt: number;
  parts: readonly { start: number; end: number }[];
};

export type TurnTab = "final" | "points" | "answers" | "sources";

/** What a reader has opened, marked and chosen in one turn. Nothing of it is stored. */
export type ViewState = {
  openPoints: readonly string[];
  followed: Followed | null;
  /** Counts each following, also of the same quote, so that it scrolls there again. */
  followCount: number;
  /** The reader was taken to the words and may go back to the point. */
  away: boolean;
  maximised: string | null;
  pinned: readonly string[];
  /** Attempts a reader chose to look at; the newest where nothing is chosen. */
  attempts: Readonly<Record<string, number>>;
  tab: TurnTab;
};

export const firstView: ViewState = {
  openPoints: [],
  followed: null,
  followCount: 0,
  away: false,
  maximised: null,
  pinned: [],
  attempts: {},
  tab: "final",
};

export type ViewAction =
  | { type: "toggle-point"; pointId: string }
  | { type: "open-point"; pointId: string }
  | { type: "follow"; followed: Followed }
  | { type: "clear-mark" }
  | { type: "go-back" }
  | { type: "maximise"; panelistId: string | null }
  | { type: "pin"; panelistId: string }
  | { type: "pin-two"; panelistIds: readonly string[] }
  | { type: "unpin" }
  | { type: "choose-attempt"; panelistId: string; attempt: number }
  | { type: "verdict-changed" }
  | { type: "choose-tab"; tab: TurnTab };

const mostPinned = 2;

/** What a reader's action makes of the view. */
export function changeView(view: ViewState, action: ViewAction): ViewState {
  switch (action.type) {
    case "toggle-point":
      return view.openPoints.includes(action.pointId)
        ? { ...view, openPoints: view.openPoints.filter((id) => id !== action.pointId) }
        : openPoint(view, action.pointId);
    case "open-point":
      return openPoint({ ...view, tab: "points" }, action.pointId);
    case "follow":
      return follow(view, action.followed);
    case "clear-mark":
      return { ...view, followed: null, away: false };
    case "go-back":
      return { ...view, away: false, tab: "points" };
    case "maximise":
      return { ...view, maximised: action.panelistId };
    case "pin":
      return pin(view, action.panelistId);
    case "pin-two":
      return { ...view, pinned: action.panelistIds.slice(0, mostPinned), maximised: null };
    case "unpin":
      return { ...view, pinned: [] };
    case "choose-attempt":
      return {
        ...view,
        attempts: { ...view.attempts, [action.panelistId]: action.attempt },
        followed: null,
        away: false,
      };
    case "verdict-changed":
      return { ...view, followed: null, away: false, openPoints: [] };
    case "choose-tab":
      return { ...view, tab: action.tab };
  }
}

function openPoint(view: ViewState, pointId: string): ViewState {
  return view.openPoints.includes(pointId) ? view : { ...view, openPoints: [...view.openPoints, pointId] };
}

/** Opens the row, shows the pane with the attempt that was quoted, and marks the words. */
function follow(view: ViewState, followed: Followed): ViewState {
  const hidden = view.pinned.length > 0 && !view.pinned.includes(followed.panelistId);
  return {
    ...openPoint(view, followed.pointId),
    followed,
    followCount: view.followCount + 1,
    away: true,
    maximised: null,
    pinned: hidden ? [] : view.pinned,
    attempts: { ...view.attempts, [followed.panelistId]: followed.attempt },
    tab: "answers",
  };
}

function pin(view: ViewState, panelistId: string): ViewState {
  const pinned = view.pinned.includes(panelistId)
    ? view.pinned.filter((id) => id !== panelistId)
    : [...view.pinned, panelistId].slice(-mostPinned);
  return { ...view, pinned, maximised: null };
}
