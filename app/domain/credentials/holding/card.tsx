import { formatDate } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { Claims } from "../issuing/claims.ts";
import type { Standing } from "./standing.ts";

export interface CardProps {
  claims: Claims;
  standing: Standing;
  /** ISO 8601. */
  checkedAt: string;
}

/** A certificate as another site shows it, in a frame: what holds now, and where to check it. */
export function Card({ claims, standing, checkedAt }: CardProps) {
  const { t, language } = useRequest();
  const { achievement, issuer, name, timeZone } = claims;
  const date = (iso: string) => formatDate(new Date(iso), language, timeZone);
  return (
    <article className={`embed verdict--${standing}${claims.trial ? " verdict--trial" : ""}`}>
      <p className="embed__verdict">
        {t(`credentials.card.${standing}`)}
        {claims.trial && ` ${t("credentials.verdict.of-trial")}`}
      </p>
      <h1 className="embed__title">{achievement.title}</h1>
      <p className="embed__name">{name}</p>
      <p>
        {issuer.name} · {date(claims.awardedAt ?? claims.issuedAt)}
      </p>
      <p>
        <a href={paths.credential(claims.id)} target="_blank" rel="noopener">
          {t("credentials.card.check")}
        </a>{" "}
        <span className="embed__moment">
          {t("credentials.card.checked", { date: date(checkedAt) })}
        </span>
      </p>
    </article>
  );
}

/** In the place of a card that is not there: of one not shared, and of one that never was. */
export function NoCard() {
  const { t } = useRequest();
  return (
    <article className="embed verdict--unknown">
      <h1 className="embed__verdict">{t("credentials.card.none")}</h1>
      <p>
        <a href={paths.verify()} target="_blank" rel="noopener">
          {t("credentials.verify.title")}
        </a>
      </p>
    </article>
  );
}
