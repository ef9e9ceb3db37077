import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";
import { RatingStrip } from "./charts/rating-strip.tsx";
import type { ItemSource } from "./item-source.ts";
import { pagesOf } from "./judging-pages.ts";
import type { PanelState } from "./panel.ts";
import { ratingField } from "./panel-form.ts";
import { Source } from "./parts/source.tsx";

export interface JudgingPageProps {
  id: string;
  number: number;
  examTitle: string;
  state: PanelState;
  accepted: boolean;
  /** Items of the panel, and how many the judge has rated. */
  total: number;
  rated: number;
  /** From 1. */
  page: number;
  /** Those of the page. */
  items: readonly {
    position: number;
    source: ItemSource;
    own: number | null;
    group: number[] | null;
  }[];
  saved: boolean;
  form?: FormState | null;
}

/** A panel for one of its judges. */
export function JudgingPage(props: JudgingPageProps) {
  const { id, number, examTitle, state, accepted, saved, form } = props;
  const t = useT();
  return (
    <>
      <ErrorSummary state={form} />
      <h1 className="govuk-heading-xl">
        {t("psychometrics.judging.title", { number, exam: examTitle })}
      </h1>
      {saved && !form && (
        <Notice title={t("psychometrics.judging.saved")} kind="success" announce>
          <p>{t("psychometrics.judging.saved-text")}</p>
        </Notice>
      )}
      {state === "published" ? (
        <p className="govuk-body-l">{t("psychometrics.judging.published")}</p>
      ) : (
        <>
          <p className="govuk-body">{t("psychometrics.judging.intro")}</p>
          <p className="govuk-inset-text">{t("psychometrics.judging.think")}</p>
          {accepted ? <Ratings {...props} state={state} /> : <Promised id={id} />}
        </>
      )}
    </>
  );
}

function Promised({ id }: { id: string }) {
  const t = useT();
  return (
    <form method="post" action={paths.judgingPromise(id)} className="panel">
      <h2 className="govuk-heading-m">{t("psychometrics.judging.promise-title")}</h2>
      <p>{t("psychometrics.judging.promise")}</p>
      <Button>{t("psychometrics.judging.promise-button")}</Button>
    </form>
  );
}

function Ratings(props: JudgingPageProps & { state: "round-1" | "round-2" }) {
  const { id, state, total, rated, page, items, form } = props;
  const t = useT();
  const pages = pagesOf(total);
  return (
    <>
      <p className="govuk-body">{t(`psychometrics.judging.${state}`)}</p>
      <p className="govuk-body">
        {t("psychometrics.judging.progress", { rated, total })}{" "}
        {rated === total && t("psychometrics.judging.finished")}
      </p>
      {pages.length > 1 && (
        <nav className="orders no-print" aria-label={t("psychometrics.judging.pages")}>
          <ul>
            {pages.map(({ number, from, to }) => (
              <li key={number}>
                <a
                  href={`${paths.judging(id)}?pagina=${number}`}
                  aria-current={number === page ? "page" : undefined}
                >
                  {t("psychometrics.judging.page", { from, to })}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <form method="post">
        <input type="hidden" name="vuelta" value={state === "round-1" ? 1 : 2} />
        <input type="hidden" name="pagina" value={page} />
        {items.map(({ position, source, own, group }) => (
          <section key={position}>
            <h2 className="govuk-heading-m">
              {t("psychometrics.judging.question", { position, total })}
            </h2>
            <Source source={source} />
            {group && <RatingStrip group={group} own={own} />}
            <TextField
              name={ratingField(position)}
              label={t("psychometrics.judging.field", { position })}
              state={form}
              value={own === null ? "" : String(own)}
              inputMode="numeric"
              autoComplete="off"
              width={4}
            />
          </section>
        ))}
        <Button>
          {t(
            page < pages.length ? "psychometrics.judging.save" : "psychometrics.judging.save-last",
          )}
        </Button>
      </form>
    </>
  );
}
