interface MarkProps {
  /** @default 24 */
  readonly size?: number;
  /** Said by screen readers; without it the mark is decoration. */
  readonly title?: string;
}

/** The leaf: two arcs and a vein, in the present text colour. */
export function Mark({ size = 24, title }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" role={title ? 'img' : undefined} aria-label={title} aria-hidden={title ? undefined : true}>
      <path d="M4 20C3 9.5 9.5 3 20.5 3.5C21 14.5 14.5 21 4 20Z" fill="currentColor" />
      <path d="M4 20C7.5 15 11 11.5 15.5 8.5" stroke="var(--mark-vein, #fff)" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  );
}
