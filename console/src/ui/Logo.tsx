/** Two birds of a covey. */
export function Logo(props: { size: number }) {
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#4f46e5" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6 13.500c3.200-3 6.400-3 10 .9 3.600-3.900 6.800-3.900 10-.9" />
        <path
          d="M10.500 21.500c1.900-1.700 3.700-1.700 5.500.6 1.800-2.300 3.600-2.300 5.500-.6"
          opacity=".75"
        />
      </g>
    </svg>
  );
}
