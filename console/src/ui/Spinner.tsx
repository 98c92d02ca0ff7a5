import styles from "./Spinner.module.css";

export function Spinner(props: { size?: number }) {
  const size = props.size ?? 14;
  return (
    <svg className={styles["spinner"]} width={size} height={size} viewBox="0 0 16 16" aria-hidden>
      <circle
        cx="8"
        cy="8"
        r="6.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        opacity=".22"
      />
      <path
        d="M8 1.750a6.250 6.250 0 0 1 6.250 6.250"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
