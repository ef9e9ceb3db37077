import { createContext, type ReactNode, useContext } from "react";
import type { Language, Translate } from "#app/i18n/translate.ts";

/** What a view knows of the reader: language, sentences, and the zone of their clock. */
export interface RequestView {
  language: Language;
  timeZone: string;
  t: Translate;
}

const Context = createContext<RequestView | null>(null);

export function RequestProvider({ children, ...view }: RequestView & { children: ReactNode }) {
  return <Context.Provider value={view}>{children}</Context.Provider>;
}

/** For markup that readers of different zones share: asking for the zone is a bug. */
export function ZonelessProvider({
  language,
  t,
  children,
}: Omit<RequestView, "timeZone"> & { children: ReactNode }) {
  const view: RequestView = {
    language,
    t,
    get timeZone(): string {
      throw new Error("Markup that is kept for many readers has no time zone");
    },
  };
  return <Context.Provider value={view}>{children}</Context.Provider>;
}

/** The reader's language, zone and sentences. */
export function useRequest(): RequestView {
  const view = useContext(Context);
  if (!view) throw new Error("A view was rendered outside RequestProvider");
  return view;
}

/** The sentences in the reader's language. */
export const useT = (): Translate => useRequest().t;
