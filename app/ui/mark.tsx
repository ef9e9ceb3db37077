/** Six seats around the table, in degrees from the top; the first is the reader's own. */
const SEATS = [60, 120, 180, 240, 300];

/** The mark: a council's round table with its seats, seen from above. One seat is yours. */
export function Mark({ size = 36 }: { size?: number }) {
  return (
    <svg
      className="mark"
      viewBox="0 0 32 32"
      width={size}
      height={size}
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M16 8.4a7.6 7.6 0 1 0 0 15.2 7.6 7.6 0 0 0 0-15.2Zm0 3.1a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z" />
      <Seat className="mark__own" />
      {SEATS.map((angle) => (
        <Seat key={angle} angle={angle} />
      ))}
    </svg>
  );
}

/** A chair's back, curved as the table is. */
function Seat({ angle, className }: { angle?: number; className?: string }) {
  return (
    <path
      className={className}
      d="M12.3 3.2a13.3 13.3 0 0 1 7.4 0 1.55 1.55 0 0 1-.9 2.97 10.2 10.2 0 0 0-5.6 0 1.55 1.55 0 0 1-.9-2.97Z"
      transform={angle ? `rotate(${angle} 16 16)` : undefined}
    />
  );
}
