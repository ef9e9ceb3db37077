import { formatMoment, formatShare } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextArea } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { APPEAL_LENGTH } from "./appeal.ts";
import type { ChangedResult, RulingPage } from "./ruling-page.ts";

export interface RulingViewProps {
  page: RulingPage;
  state: FormState | null;
  /** The result about which the viewer is deciding. */
  deciding: string | null;
}

/** What a ruling changed, person by person, and what has to be decided. */
export function RulingView({ page, state, deciding }: RulingViewProps) {
  const { t, language, timeZone } = useRequest();
  const moment = formatMoment(new Date(page.at), language, timeZone);
  return (
    <>
      <a className="govuk-back-link" href={paths.appeals()}>
        {t("grading.appeals.title")}
      </a>
      <ErrorSummary state={state} labels={{ motivo: t("grading.ruling.why") }} />
      <span className="govuk-caption-l">
        {page.courseTitle}: {page.itemTitle}
      </span>
      <h1 className="govuk-heading-l">{t(`grading.ruling.kind.${page.kind}`)}</h1>
      <p className="govuk-body">{t("grading.ruling.made", { name: page.by, moment })}</p>
      <blockquote className="govuk-inset-text report__text">{page.reason}</blockquote>
      {page.attempts === null ? (
        <Notice title={t("grading.ruling.going-on")}>
          <p>{t("grading.ruling.reload")}</p>
        </Notice>
      ) : (
        <p className="govuk-body">{t("grading.ruling.rescored", { count: page.attempts })}</p>
      )}
      <p className="govuk-body">
        {t("grading.ruling.changed", { count: page.changed })}{" "}
        {t("grading.ruling.newly", { count: page.newlyPassing })}
      </p>
      <p className="govuk-body">
        <a href={paths.newRuling(page.courseSlug, page.itemId)}>{t("grading.ruling.again")}</a>
      </p>
      {page.results.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{t("grading.ruling.who")}</h2>
          <ul className="held">
            {page.results.map((result) => (
              <Changed key={result.id} result={result} {...{ page, state, deciding }} />
            ))}
          </ul>
          {page.changed > page.results.length && (
            <p className="govuk-body">
              {t("grading.ruling.more", { count: page.changed - page.results.length })}
            </p>
          )}
        </>
      )}
    </>
  );
}

type ResultProps = RulingViewProps & { result: ChangedResult };

function Changed({ result, ...props }: ResultProps) {
  const { t, language } = useRequest();
  const { certificate, decision } = result;
  const { page } = props;
  return (
    <li className="card" id={result.id}>
      <h3 className="card__title">{result.name}</h3>
      <p className="govuk-body">
        {t("grading.ruling.result", {
          attempt: result.attempt,
          before: formatShare(result.before, language),
          after: formatShare(result.after, language),
        })}
      </p>
      {result.newlyPassing && <Tag>{t("grading.ruling.passes")}</Tag>}
      {result.below && <Tag tone="warning">{t("grading.ruling.below")}</Tag>}
      {certificate !== null && page.may.seeCertificates && (
        <p className="govuk-body">
          <a href={paths.issuedCredential(certificate)}>
            {t("grading.ruling.certificate")}
            <span className="govuk-visually-hidden">: {result.name}</span>
          </a>
        </p>
      )}
      {decision && (
        <p className="govuk-body report__text">
          {t(`grading.ruling.decided.${decision.decision}`, { name: decision.by })}{" "}
          {decision.reason}
        </p>
      )}
      {result.below && !decision && <p className="govuk-body">{t("grading.ruling.below-keeps")}</p>}
      {result.below && !decision && <Decision result={result} {...props} />}
    </li>
  );
}

function Decision({ result, page, state, deciding }: ResultProps) {
  const { t } = useRequest();
  if (!page.may.decide) return <p className="govuk-hint">{t("grading.ruling.who-decides")}</p>;
  if (deciding !== result.id) {
    return (
      <p className="govuk-body">
        <a href={paths.ruling(page.id, result.id)}>
          {t("grading.ruling.decide")}
          <span className="govuk-visually-hidden">: {result.name}</span>
        </a>
      </p>
    );
  }
  return (
    <form method="post" noValidate>
      <input type="hidden" name="cambio" value={result.id} />
      <TextArea
        name="motivo"
        label={t("grading.ruling.why")}
        hint={t("grading.ruling.decide-why")}
        state={state}
        maxLength={APPEAL_LENGTH}
      />
      <div className="govuk-button-group">
        <Button name="decision" value="keep">
          {t("grading.ruling.keep")}
        </Button>
        <Button kind="warning" name="decision" value="withdraw">
          {t("grading.ruling.withdraw")}
        </Button>
      </div>
    </form>
  );
}
