import { useId } from "react";
import { linePath } from "./sparkline";
import styles from "./Sparkline.module.css";

/** A line of the last values, newest right. Purely a picture: the number stands beside it. */
export function Sparkline(props: {
  values: readonly number[];
  /** How many values fill the width. */
  slots: number;
  width: number;
  height: number;
  /** The top of the scale; by default the greatest value. */
  top?: number;
  colour?: string;
}) {
  const { values, slots, width, height, top, colour = "var(--accent)" } = props;
  const gradient = useId();
  const path = linePath(values, { slots, width, height, ...(top === undefined ? {} : { top }) });
  return (
    <svg
      className={styles["spark"]}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
        <stop offset="0" stopColor={colour} stopOpacity=".22" />
        <stop offset="1" stopColor={colour} stopOpacity="0" />
      </linearGradient>
      {path === null ? null : (
        <>
          <path d={path.area} fill={`url(#${gradient})`} />
          <path d={path.line} fill="none" stroke={colour} className={styles["line"]} />
        </>
      )}
    </svg>
  );
}
