import type { ReactNode } from "react";
import { LANGUAGES } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { Mark } from "./mark.tsx";
import { useRequest } from "./request.tsx";

export interface FrameViewer {
  fullName: string;
  canManage: boolean;
  canAuthor: boolean;
}

export interface FrameProps {
  viewer: FrameViewer | null;
  path: string;
  trial: boolean;
  children: ReactNode;
}

/** What surrounds every page: way in, navigation, language, where to get help. */
export function Frame({ viewer, path, trial, children }: FrameProps) {
  const { t } = useRequest();
  return (
    <>
      <a href="#contenido" className="govuk-skip-link">
        {t("ui.skip")}
      </a>
      <header className="site-header">
        <div className="govuk-width-container site-header__row">
          <a href={paths.home()} className="site-header__name">
            <Mark />
            <span>{t("ui.name")}</span>
          </a>
          <nav aria-label={t("ui.nav.label")} className="site-nav">
            <ul>
              {entries(viewer).map(([href, key]) => (
                <li key={href}>
                  <a href={href} aria-current={isCurrent(path, href) ? "page" : undefined}>
                    {t(key)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <div className="govuk-width-container">
        <main id="contenido" className="govuk-main-wrapper" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Footer path={path} trial={trial} signedIn={viewer !== null} />
    </>
  );
}

function entries(viewer: FrameViewer | null) {
  return [
    [paths.courses(), "ui.nav.courses"],
    [paths.goal(), "ui.nav.goal"],
    [paths.verify(), "ui.nav.verify"],
    ...(viewer ? ([[paths.mine(), "ui.nav.mine"]] as const) : []),
    ...(viewer?.canAuthor ? ([[paths.authoring(), "ui.nav.author"]] as const) : []),
    ...(viewer?.canManage ? ([[paths.management(), "ui.nav.manage"]] as const) : []),
    ...(viewer
      ? ([[paths.profile(), "ui.nav.profile"]] as const)
      : ([[paths.login(), "ui.nav.login"]] as const)),
  ] as const;
}

function isCurrent(path: string, href: string): boolean {
  return path === href || (href !== paths.mine() && path.startsWith(`${href}/`));
}

function Footer({ path, trial, signedIn }: { path: string; trial: boolean; signedIn: boolean }) {
  const { t, language } = useRequest();
  return (
    <footer className="site-footer">
      <div className="govuk-width-container">
        {trial && <p className="site-footer__trial">{t("ui.footer.trial")}</p>}
        <form method="post" action={paths.language()} className="site-footer__language">
          <input type="hidden" name="volver" value={path} />
          <span id="idioma">{t("ui.footer.language")}:</span>
          {LANGUAGES.map((code) => (
            <button
              key={code}
              name="idioma"
              value={code}
              lang={code}
              aria-describedby="idioma"
              aria-pressed={code === language}
            >
              {{ es: "Español", en: "English" }[code]}
            </button>
          ))}
        </form>
        <ul className="site-footer__links">
          <li>
            <a href={paths.help()}>{t("ui.footer.help")}</a>
          </li>
          <li>
            <a href={paths.privacy()}>{t("ui.footer.privacy")}</a>
          </li>
        </ul>
        {signedIn && (
          <form method="post" action={paths.logout()}>
            <button className="site-footer__logout">{t("ui.nav.logout")}</button>
          </form>
        )}
        <p>{t("ui.footer.license")}</p>
      </div>
    </footer>
  );
}
