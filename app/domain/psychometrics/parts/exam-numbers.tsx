import type { ReactNode } from "react";
import { formatDecimal, formatNumber, formatShare } from "#app/i18n/format.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { ClassicalExam } from "../classical/exam.ts";

/** An exam's statistics, each with what it means. */
export function ExamNumbers({ exam, passMark }: { exam: ClassicalExam; passMark: number }) {
  const { t, language } = useRequest();
  const share = (value: number) => formatShare(value, language);
  const { alpha, generalizability, sem } = exam;
  const coefficient = (found: ClassicalExam["alpha"]) =>
    found.ok
      ? formatDecimal(found.value, language, 2)
      : t(`psychometrics.exam.no-value.${found.reason}`);
  return (
    <dl className="govuk-summary-list">
      <Row name={t("psychometrics.exam.n")}>{formatNumber(exam.n, language)}</Row>
      <Row name={t("psychometrics.exam.length")}>
        {exam.length ?? t("psychometrics.exam.length-varies")}
      </Row>
      <Row name={t("psychometrics.exam.mean")}>{share(exam.mean)}</Row>
      <Row name={t("psychometrics.exam.sd")}>{share(exam.sd)}</Row>
      <Row name={t("psychometrics.exam.pass-mark")}>{share(passMark)}</Row>
      <Row name={t("psychometrics.exam.alpha")}>{coefficient(alpha)}</Row>
      {!alpha.ok && alpha.reason === "different-items" && (
        <Row
          name={t("psychometrics.exam.generalizability")}
          note={t("psychometrics.exam.generalizability-note")}
        >
          {coefficient(generalizability)}
        </Row>
      )}
      {sem && (
        <Row name={t("psychometrics.exam.sem")} note={t("psychometrics.exam.sem-note")}>
          ± {share(sem.value)}
        </Row>
      )}
    </dl>
  );
}

interface RowProps {
  name: string;
  note?: string;
  children: ReactNode;
}

/** A number with its name, and what it is worth. */
export function Row({ name, note, children }: RowProps) {
  return (
    <div className="govuk-summary-list__row">
      <dt className="govuk-summary-list__key">{name}</dt>
      <dd className="govuk-summary-list__value">
        {children}
        {note && <p className="govuk-hint">{note}</p>}
      </dd>
    </div>
  );
}
