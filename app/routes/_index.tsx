import { useT } from "#app/ui/request.tsx";

export default function Home() {
  const t = useT();
  return <h1 className="govuk-heading-xl">{t("ui.tagline")}</h1>;
}
