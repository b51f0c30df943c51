/** Two seats that overlap; what they share is marked. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 20 20" fill="none" className="shrink-0">
      <path d="M7 9.5A2.5 2.5 0 0 1 9.5 7H13v3.5a2.5 2.5 0 0 1-2.5 2.5H7V9.5Z" fill="var(--brand)" />
      <rect x={1.5} y={1.5} width={11.5} height={11.5} rx={3.5} stroke="currentColor" strokeWidth={1.6} />
      <rect x={7} y={7} width={11.5} height={11.5} rx={3.5} stroke="currentColor" strokeWidth={1.6} />
    </svg>
  );
}
