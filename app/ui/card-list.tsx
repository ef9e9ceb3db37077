import type { ReactNode } from "react";

export interface Card {
  href: string;
  title: string;
  body?: ReactNode;
}

/** Things to choose among, each a card that answers whole to its one link. */
export function CardList({ cards }: { cards: readonly Card[] }) {
  return (
    <ul className="cards">
      {cards.map(({ href, title, body }) => (
        <li key={href} className="card">
          <h2 className="card__title">
            <a className="card__link" href={href}>
              {title}
            </a>
          </h2>
          {body}
        </li>
      ))}
    </ul>
  );
}
