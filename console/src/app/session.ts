import { createContext, useContext } from "react";
import type { Session } from "~/api/types/work";

export interface SessionHold {
  session: Session;
  /** Forgets the session here: it ended, or was ended, on the server. */
  ended: () => void;
}

export const SessionContext = createContext<SessionHold | null>(null);

export function useSession(): SessionHold {
  const hold = useContext(SessionContext);
  if (hold === null) {
    throw new Error("useSession needs a signed-in page around it.");
  }
  return hold;
}
