import { paths } from "#app/paths.ts";
import { useRequest } from "#app/ui/request.tsx";

/**
 * Attributes that make a form of an exam save by itself where scripts run. The
 * words of the script travel with the form, in the reader's language.
 */
export function useAutosave(courseSlug: string, attemptId: string, pageUrl: string) {
  const { t, language, timeZone } = useRequest();
  return {
    "data-autosave": paths.examAnswers(courseSlug),
    "data-attempt": attemptId,
    "data-language": language,
    "data-time-zone": timeZone,
    "data-saved": t("assessment.saved", { time: "{time}" }),
    "data-late": t("assessment.late"),
    "data-saving": t("assessment.autosave.saving"),
    "data-offline": t("assessment.autosave.offline"),
    "data-session": t("assessment.autosave.session"),
    "data-login-text": t("assessment.autosave.login"),
    "data-login": paths.login(pageUrl),
    "data-closed": t("assessment.autosave.closed"),
    "data-refused": t("assessment.autosave.refused"),
  };
}
