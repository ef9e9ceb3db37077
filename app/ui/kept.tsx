import { createContext, createElement, type ReactNode, useContext } from "react";
import { useRequest, ZonelessProvider } from "./request.tsx";

/** Keeps what a node renders to under a key; answers the id of the mark that stands for it. */
type Keep = (key: string, node: () => ReactNode) => string;

const Context = createContext<Keep | null>(null);

export const KeepProvider = Context.Provider;

export interface KeptProps {
  /**
   * All that the markup depends on beside the language. Its first word says what it
   * is: two that differ never share one. Null = it is one reader's own, and not kept.
   */
  by: readonly (string | number | boolean | null)[] | null;
  children: () => ReactNode;
}

/**
 * Markup that many readers share: rendered once a process for each `by`, and put
 * in its place when the page is sent. It sees the language and no time zone; of
 * who is reading, only what `by` says.
 */
export function Kept({ by, children }: KeptProps) {
  const keep = useContext(Context);
  const { language, t } = useRequest();
  if (by === null) return children();
  const node = () => (
    <ZonelessProvider language={language} t={t}>
      {children()}
    </ZonelessProvider>
  );
  if (!keep) return node();
  return createElement("x-kept", { id: keep(JSON.stringify([language, ...by]), node) });
}
