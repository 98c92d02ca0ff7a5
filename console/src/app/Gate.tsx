import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { call, setCsrf } from "~/api/client";
import { paths } from "~/api/paths";
import { ApiProblem } from "~/api/problem";
import type { Session } from "~/api/types/work";
import { LiveProvider } from "~/live/LiveProvider";
import { ChangePassword } from "~/pages/login/ChangePassword";
import { LogIn } from "~/pages/login/LogIn";
import { NoAnswer } from "~/pages/login/NoAnswer";
import { SessionContext } from "./session";
import { Shell } from "./Shell";

const KEY = ["session"];

/** Decides what a visitor sees: the log-in, the change of a first password, or the console. */
export function Gate() {
  const queries = useQueryClient();
  const asked = useQuery({ queryKey: KEY, queryFn: currentSession, staleTime: Infinity });
  const begun = useCallback(
    (session: Session) => {
      setCsrf(session.csrf);
      queries.setQueryData(KEY, session);
    },
    [queries],
  );
  const ended = useCallback(() => {
    queries.setQueryData(KEY, null);
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
  }, [queries]);
  const session = asked.data;
  const hold = useMemo(() => (session ? { session, ended } : null), [session, ended]);

  if (asked.isPending) {
    return null;
  }
  if (asked.isError) {
    return <NoAnswer problem={asked.error} onRetry={() => void asked.refetch()} />;
  }
  if (hold === null) {
    return <LogIn onDone={begun} />;
  }
  if (hold.session.mustChangePassword) {
    return <ChangePassword session={hold.session} onDone={begun} onCancel={ended} />;
  }
  return (
    <SessionContext value={hold}>
      <LiveProvider onSignedOut={ended}>
        <Shell />
      </LiveProvider>
    </SessionContext>
  );
}

async function currentSession(): Promise<Session | null> {
  try {
    const session = await call<Session>(paths.session);
    setCsrf(session.csrf);
    return session;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "unauthenticated") {
      return null;
    }
    throw error;
  }
}
