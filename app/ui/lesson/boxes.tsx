import type { ReactNode } from "react";
import { useSurroundings } from "./surroundings.tsx";

interface BoxProps {
  title: string;
  children?: ReactNode;
}

function Box({ kind, label, title, children }: BoxProps & { kind: string; label: string }) {
  return (
    <section className={`lesson-box lesson-box--${kind}`}>
      <p className="lesson-box__title">
        <span className="lesson-box__kind">{label}</span> {title}
      </p>
      {children}
    </section>
  );
}

/** An idea to keep, a warning, or what the law says. */
export function Note({
  kind = "idea",
  children,
}: {
  kind?: "idea" | "aviso" | "legal";
  children?: ReactNode;
}) {
  const { labels } = useSurroundings();
  return (
    <div className={`lesson-note lesson-note--${kind}`}>
      <p className="lesson-note__kind">{labels.note[kind]}</p>
      {children}
    </div>
  );
}

/** A scene of municipal work. */
export function Example(props: BoxProps) {
  return <Box kind="example" label={useSurroundings().labels.example} {...props} />;
}

/** A problem solved step by step before the learner tries. */
export function WorkedExample(props: BoxProps) {
  return <Box kind="worked" label={useSurroundings().labels.worked} {...props} />;
}

/** One step of a worked example; style sheets number them. */
export function Step({ title, children }: BoxProps) {
  return (
    <div className="lesson-step">
      <p className="lesson-step__title">{title}</p>
      {children}
    </div>
  );
}

/** The common mistake, shown and explained. */
export function Mistake(props: BoxProps) {
  return <Box kind="mistake" label={useSurroundings().labels.mistake} {...props} />;
}

/** What the official does with their own municipality, with its sheet. */
export function Activity({
  title,
  sheet,
  minutes,
  children,
}: BoxProps & { sheet?: string; minutes?: string }) {
  const { labels, asset } = useSurroundings();
  const label = minutes ? `${labels.activity} · ${minutes} ${labels.minutes}` : labels.activity;
  const file = sheet ? asset(sheet) : null;
  return (
    <Box kind="activity" label={label} title={title}>
      {children}
      {file && (
        <p className="lesson-sheet">
          <a href={file.url} download>
            {labels.sheet}
          </a>{" "}
          (Excel, {file.kilobytes} KB)
        </p>
      )}
    </Box>
  );
}

/** A part for the officials of one country. */
export function Country({ code, children }: { code: "GT" | "CL"; children?: ReactNode }) {
  const { country, labels } = useSurroundings();
  if (country === code) return <>{children}</>;
  if (country !== "") return null;
  return (
    <section className="lesson-country">
      <p className="lesson-country__name">{labels.countries[code]}</p>
      {children}
    </section>
  );
}
