import { useCallback, useState } from "react";
import { call, newRequestId } from "~/api/client";
import { paths } from "~/api/paths";
import { asProblem } from "~/api/problem";
import type { User } from "~/api/types/vpn";
import { useLive } from "~/live/hooks";
import { tell, warn } from "~/ui/toasts";
import { plural } from "~/util/words";

export type UserVerb = "enable" | "disable" | "reset" | "delete";

const DONE: Record<UserVerb, string> = {
  enable: "enabled",
  disable: "disabled",
  reset: "reset to 0",
  delete: "deleted",
};

/** How many writes of a bulk change are under way at once. */
const AT_ONCE = 4;

/** Changes one user, or many one after the other; tells how it went. */
export function useUserVerbs(): {
  run(users: readonly User[], verb: UserVerb): Promise<void>;
  /** How far a bulk change is; null when none runs. */
  progress: { done: number; of: number } | null;
} {
  const { store } = useLive();
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const one = useCallback(
    async (user: User, verb: UserVerb) => {
      const next = await send(user, verb);
      if (next === undefined) {
        store.remove("users", user.id, user.revision);
      } else {
        store.put("users", next);
      }
    },
    [store],
  );
  const run = useCallback(
    async (users: readonly User[], verb: UserVerb) => {
      const queue = [...users];
      const refusals: string[] = [];
      let done = 0;
      setProgress({ done, of: users.length });
      const work = async () => {
        for (let user = queue.shift(); user !== undefined; user = queue.shift()) {
          const { name } = user;
          await one(user, verb).catch((error: unknown) => {
            refusals.push(`${name}: ${asProblem(error).detail}`);
          });
          done += 1;
          setProgress({ done, of: users.length });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      setProgress(null);
      const good = users.length - refusals.length;
      const [only] = users;
      if (good > 0) {
        const what = users.length === 1 && only !== undefined ? only.name : plural(good, "user");
        tell(`${what} ${users.length === 1 ? "is" : "are"} ${DONE[verb]}`);
      }
      if (refusals.length > 0) {
        warn(`${plural(refusals.length, "user")} not ${DONE[verb]}`, refusals[0]);
      }
    },
    [one],
  );
  return { run, progress };
}

function send(user: User, verb: UserVerb): Promise<User | undefined> {
  const requestId = newRequestId();
  switch (verb) {
    case "enable":
    case "disable":
      return call(paths.user(user.id), {
        method: "PATCH",
        body: { enabled: verb === "enable" },
        requestId,
      });
    case "reset":
      return call(paths.userVerb(user.id, "reset"), { method: "POST", requestId });
    case "delete":
      return call(paths.user(user.id), { method: "DELETE", requestId });
  }
}
