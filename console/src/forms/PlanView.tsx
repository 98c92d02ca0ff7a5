import { CircleMinus } from "lucide-react";
import type { Plan } from "~/api/types/shared";
import { Notice } from "~/ui/Notice";
import styles from "./PlanView.module.css";

/** What a removal would do: what goes, and what that means. */
export function PlanView(props: { plan: Plan }) {
  const { removes, effects, refusal } = props.plan;
  if (refusal !== undefined) {
    return <Notice tone="bad">{refusal.detail}</Notice>;
  }
  return (
    <>
      <div>
        <h3 className={styles["title"]}>What goes</h3>
        <ul className={styles["goes"]}>
          {removes.map((line) => (
            <li key={`${line.kind}/${line.id}`}>
              <CircleMinus size={14} aria-hidden />
              <span className={styles["name"]}>{line.name}</span>
              <span className={styles["kind"]}>{line.kind}</span>
            </li>
          ))}
        </ul>
      </div>
      {effects.map((effect) => (
        <Notice key={effect} tone="warn">
          {effect}
        </Notice>
      ))}
    </>
  );
}
