/** The mark: a casement that stands open. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" className="shrink-0 text-accent">
      <rect x="3" y="2.5" width="14" height="15" rx="1.5" /><path d="M10 2.5v15M3 10h7M10 5l6-1.6M10 15l6 1.6" />
    </svg>
  )
}
