import { renderToStaticMarkup } from "react-dom/server";
import { type Language, translator } from "#app/i18n/translate.ts";
import { titled } from "#app/ui/page-title.ts";
import { ZonelessProvider } from "#app/ui/request.tsx";
import { Card, type CardProps, NoCard } from "./holding/card.tsx";

export interface CardDocumentProps {
  card: CardProps | null;
  language: Language;
  /** Address of the site's stylesheet. */
  stylesheet: string;
}

/** A whole page small enough for a frame, with nothing of the site around it. */
export function cardDocument({ card, language, stylesheet }: CardDocumentProps): string {
  const t = translator(language);
  const title = card
    ? t("credentials.card.title", { name: card.claims.name })
    : t("credentials.card.none");
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, noarchive" />
        <meta name="color-scheme" content="light dark" />
        <title>{titled(title).title}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body className="embed-body">
        <ZonelessProvider language={language} t={t}>
          <main>{card ? <Card {...card} /> : <NoCard />}</main>
        </ZonelessProvider>
      </body>
    </html>,
  )}`;
}
