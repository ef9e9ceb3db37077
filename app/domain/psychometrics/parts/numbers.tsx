import { formatDecimal } from "#app/i18n/format.ts";
import { useRequest, useT } from "#app/ui/request.tsx";

/** A correlation, or a dash where there is none. */
export function Correlation({ value }: { value: number | null }) {
  const { language } = useRequest();
  return value === null ? "—" : formatDecimal(value, language, 2);
}

/** The words by which true and false are called. */
export function useOptionWords(): { true: string; false: string } {
  const t = useT();
  return { true: t("assessment.question.true"), false: t("assessment.question.false") };
}
