import type { ReactNode } from "react";
import { useSurroundings } from "./surroundings.tsx";

/** A drawing or a photograph, with the same information in words. */
export function Figure({ src, alt, caption }: { src: string; alt: string; caption?: string }) {
  const { url, width, height } = useSurroundings().asset(src);
  return (
    <figure className="lesson-figure">
      <img src={url} alt={alt} width={width} height={height} loading="lazy" decoding="async" />
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}

/** The place of a check question; the page puts the question there. */
export function Check({ item }: { item: string }) {
  // @ts-expect-error: a mark that is cut out of the HTML, never an element of a page
  return <x-check data-item={item} />;
}

/** A term with its definition beside it: it needs neither a pointer nor a second page. */
export function Term({ define, children }: { define: string; children?: ReactNode }) {
  return (
    <>
      <dfn>{children}</dfn> <span className="lesson-definition">({define})</span>
    </>
  );
}

export interface SourceProps {
  title: string;
  year: string;
  country: string;
  href?: string;
  volatile?: "yes" | "no";
}

/** Law or source with its year and country, beside what it supports. */
export function Source({ title, year, country, href, volatile }: SourceProps) {
  const { labels } = useSurroundings();
  const place = Object.hasOwn(labels.countries, country)
    ? ` · ${labels.countries[country as keyof typeof labels.countries]}`
    : "";
  return (
    <p className="lesson-source">
      <cite>{href ? <a href={href}>{title}</a> : title}</cite>, {year}
      {place}
      {volatile === "yes" && (
        <>
          . <em>{labels.verify}</em>
        </>
      )}
    </p>
  );
}

/** A video is only a link, with what it costs to watch. */
export function Video({
  title,
  href,
  size,
  minutes,
}: {
  title: string;
  href: string;
  size: string;
  minutes?: string;
}) {
  const { labels } = useSurroundings();
  return (
    <p className="lesson-video">
      <a href={href}>{title}</a> ({labels.video}
      {minutes && `, ${minutes} ${labels.minutes}`}, {size})
    </p>
  );
}

/** A table that scrolls by itself on a narrow screen, by keyboard too. */
export function Table({ children }: { children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="lesson-table" tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}
