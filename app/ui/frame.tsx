import type { ReactNode } from "react";
import { LANGUAGES } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { Kept } from "./kept.tsx";
import { Mark } from "./mark.tsx";
import { useRequest } from "./request.tsx";

export interface FrameViewer {
  fullName: string;
  canManage: boolean;
  canAuthor: boolean;
}

export interface FrameProps {
  viewer: FrameViewer | null;
  /** With its query. */
  path: string;
  trial: boolean;
  children: ReactNode;
}

/** What surrounds every page: way in, navigation, language, where to get help. */
export function Frame({ viewer, path, trial, children }: FrameProps) {
  const places = entries(viewer);
  const account = viewer ? paths.profile() : paths.login();
  const here = [account, ...places.map(([href]) => href)].find((href) => isCurrent(path, href));
  const seat = viewer ? initials(viewer.fullName) : null;
  const rights = [viewer?.canAuthor ?? false, viewer?.canManage ?? false];
  return (
    <>
      <Kept by={["frame.header", here ?? null, seat, ...rights]}>
        {() => <Header places={places} here={here} account={account} seat={seat} />}
      </Kept>
      <div className="govuk-width-container">
        <main id="contenido" className="govuk-main-wrapper" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Footer path={path} trial={trial} signedIn={viewer !== null} />
    </>
  );
}

interface HeaderProps {
  places: ReturnType<typeof entries>;
  /** The entry that the page is under. */
  here: string | undefined;
  account: string;
  /** Initials of who is signed in; null = nobody. */
  seat: string | null;
}

function Header({ places, here, account, seat }: HeaderProps) {
  const { t } = useRequest();
  const currentOf = (href: string) => (href === here ? "page" : undefined);
  return (
    <>
      <a href="#contenido" className="govuk-skip-link">
        {t("ui.skip")}
      </a>
      <header>
        <div className="govuk-width-container site-header__row">
          <a href={paths.home()} className="site-name">
            <Mark />
            {t("ui.name")}
          </a>
          <a href={account} className="site-account" aria-current={currentOf(account)}>
            {seat !== null && (
              <span className="site-account__seat" aria-hidden="true">
                {seat}
              </span>
            )}
            {t(seat === null ? "ui.nav.login" : "ui.nav.profile")}
          </a>
        </div>
        <nav aria-label={t("ui.nav.label")} className="site-nav">
          <ul className="govuk-width-container">
            {places.map(([href, key]) => (
              <li key={href}>
                <a href={href} aria-current={currentOf(href)}>
                  {t(key)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
    </>
  );
}

function entries(viewer: FrameViewer | null) {
  return [
    ...(viewer ? ([[paths.mine(), "ui.nav.mine"]] as const) : []),
    [paths.courses(), "ui.nav.courses"],
    [paths.goal(), "ui.nav.goal"],
    [paths.verify(), "ui.nav.verify"],
    ...(viewer?.canAuthor ? ([[paths.authoring(), "ui.nav.author"]] as const) : []),
    ...(viewer?.canManage ? ([[paths.management(), "ui.nav.manage"]] as const) : []),
  ] as const;
}

function isCurrent(address: string, href: string): boolean {
  const [path = ""] = address.split("?");
  return path === href || (href !== paths.mine() && path.startsWith(`${href}/`));
}

/** The first letters of the first two words that have any. */
function initials(fullName: string): string {
  return fullName
    .split(/\s+/u)
    .flatMap((word) => word.match(/\p{L}\p{M}{0,2}/u)?.[0] ?? [])
    .slice(0, 2)
    .join("")
    .toUpperCase();
}

function Footer({ path, trial, signedIn }: { path: string; trial: boolean; signedIn: boolean }) {
  const { t } = useRequest();
  return (
    <footer className="site-footer">
      <div className="govuk-width-container">
        {trial && <p className="site-footer__trial">{t("ui.footer.trial")}</p>}
        <div className="site-footer__row">
          <Kept by={["frame.links", signedIn]}>{() => <Links signedIn={signedIn} />}</Kept>
          <form method="post" action={paths.language()} className="site-footer__language">
            <input type="hidden" name="volver" value={path} />
            <Kept by={["frame.languages"]}>{() => <Languages />}</Kept>
          </form>
        </div>
        <p>{t("ui.footer.license")}</p>
      </div>
    </footer>
  );
}

function Links({ signedIn }: { signedIn: boolean }) {
  const { t } = useRequest();
  return (
    <ul className="site-footer__links">
      <li>
        <a href={paths.help()}>{t("ui.footer.help")}</a>
      </li>
      <li>
        <a href={paths.privacy()}>{t("ui.footer.privacy")}</a>
      </li>
      {signedIn && (
        <li>
          <form method="post" action={paths.logout()}>
            <button type="submit">{t("ui.nav.logout")}</button>
          </form>
        </li>
      )}
    </ul>
  );
}

function Languages() {
  const { t, language } = useRequest();
  return (
    <>
      <span id="idioma">{t("ui.footer.language")}:</span>
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="submit"
          name="idioma"
          value={code}
          lang={code}
          aria-describedby="idioma"
          aria-pressed={code === language}
        >
          {{ es: "Español", en: "English" }[code]}
        </button>
      ))}
    </>
  );
}
