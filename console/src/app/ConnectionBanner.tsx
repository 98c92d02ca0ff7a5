import { useItems, useLive } from "~/live/hooks";
import { useLiveness } from "~/live/useLiveness";
import { useMasters } from "~/live/useMasters";
import { Button } from "~/ui/Button";
import { Notice } from "~/ui/Notice";
import { clock, span } from "~/util/time";
import { useNow } from "~/util/useNow";
import { bannerOf, otherMasters } from "./banner";
import styles from "./ConnectionBanner.module.css";

/** What is wrong between this page and the cluster, and what to do about it. */
export function ConnectionBanner() {
  const { state, staleSeconds, retry } = useLive();
  const now = useNow();
  const raft = useMasters();
  const noQuorum = staleSeconds !== undefined || raft?.quorum.ok === false;
  useLiveness(noQuorum);
  const masters = otherMasters(useItems("nodes").items, window.location.host);
  const banner = bannerOf(state, staleSeconds ?? (noQuorum ? 0 : undefined), now);
  if (banner === null) {
    return null;
  }
  if (banner.kind === "quorum") {
    const age = banner.seconds < 1 ? "may be old" : `is ${span(banner.seconds)} old`;
    return (
      <Notice tone="bad" banner live title="The masters have no quorum.">
        What you see {age}, and nothing can be changed; users stay connected. Start the masters that
        are down. If they are lost for good, run <code>covey quorum recover</code> on one that is
        left.
      </Notice>
    );
  }
  return (
    <Notice
      tone="warn"
      banner
      live
      title="No connection to this master."
      action={
        <Button size="small" onClick={retry}>
          Try now
        </Button>
      }
    >
      What you see is from {clock(banner.since)}; the page keeps trying by itself.
      {masters.length > 0 ? (
        <span className={styles["others"]}>
          {" "}
          Other masters:{" "}
          {masters.map((m) => (
            <a key={m.url} href={m.url}>
              {m.name}
            </a>
          ))}
        </span>
      ) : null}
    </Notice>
  );
}
