import { useLive } from "~/live/hooks";
import { useSession } from "./session";

/** Why nothing can be changed now; undefined when it can. For buttons' `reason`. */
export function useWriteReason(): string | undefined {
  const { session } = useSession();
  const { staleSeconds } = useLive();
  if (session.role === "viewer") {
    return "You are signed in as a viewer. Ask an administrator to do this.";
  }
  if (staleSeconds !== undefined) {
    return "The masters have no quorum, so nothing can be changed now.";
  }
  return undefined;
}
