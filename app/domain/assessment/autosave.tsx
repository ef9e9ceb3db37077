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

/** The same of the form that hands the exam in: it is sent again until it is taken. */
export function useHandingIn(courseSlug: string, attemptId: string) {
  const { t } = useRequest();
  return {
    ...useAutosave(courseSlug, attemptId, paths.examFinish(courseSlug)),
    "data-held": true,
    "data-sending": t("assessment.held.finishing"),
    "data-offline": t("assessment.held.finish-offline"),
  };
}

/**
 * The same of the form that starts the exam, for a minute: its time must not begin to run when
 * the person has gone.
 */
export function useStarting() {
  const { t } = useRequest();
  return {
    "data-held": true,
    "data-held-for": 60,
    "data-offline": t("assessment.held.start-offline"),
    "data-gave-up": t("assessment.held.not-started"),
  };
}
