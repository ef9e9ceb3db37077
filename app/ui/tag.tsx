import type { ReactNode } from "react";

const TONES = {
  good: "",
  neutral: " tag--grey",
  warning: " tag--ochre",
  bad: " tag--red",
} as const;

/** A short state beside what it is the state of: "Vigente". The word says it; the colour helps. */
export function Tag({
  tone = "good",
  children,
}: {
  tone?: keyof typeof TONES;
  children: ReactNode;
}) {
  return <span className={`tag${TONES[tone]}`}>{children}</span>;
}
