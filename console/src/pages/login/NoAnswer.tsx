import { asProblem } from "~/api/problem";
import { Button } from "~/ui/Button";
import { Notice } from "~/ui/Notice";
import { Frame } from "./Frame";
import styles from "./Frame.module.css";

/** Nothing can be shown at all: says what to try. */
export function NoAnswer(props: { problem: unknown; onRetry(): void }) {
  return (
    <Frame title="No answer" text="The console cannot reach the API of this master.">
      <div className={styles["form"]}>
        <Notice tone="bad">{asProblem(props.problem).detail}</Notice>
        <Button look="primary" onClick={props.onRetry} className={styles["submit"]}>
          Try again
        </Button>
        <p className={styles["foot"]}>
          Every master serves this page. On a master, <code>covey status</code> says which ones are
          up.
        </p>
      </div>
    </Frame>
  );
}
