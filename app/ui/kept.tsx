import { createContext, createElement, type ReactNode, useContext } from "react";
import { useRequest, ZonelessProvider } from "./request.tsx";

type Slots = Record<string, string>;

/** Gives what stands in the markup at a place of that name. */
type Slot = (name: string) => string;

/** Keeps what a node renders to under a key; answers the id of the mark that stands for it. */
export type Keep = (key: string, node: (slot: Slot) => ReactNode, slots: Slots) => string;

const Context = createContext<Keep | null>(null);

export const KeepProvider = Context.Provider;

export interface KeptProps {
  /**
   * All that the markup depends on beside the language. Its first word says what it
   * is: two that differ never share one. Null = it is one reader's own, and not kept.
   */
  by: readonly (string | number | boolean | null)[] | null;
  /** What differs in each page, by name: UUIDs and times, no text. */
  slots?: Slots;
  children: (slot: Slot) => ReactNode;
}

/**
 * Markup that many readers share: rendered once a process for each `by`, and put
 * in its place when the page is sent. It sees the language and no time zone; of
 * who is reading, only what `by` and `slots` say.
 */
export function Kept({ by, slots = {}, children }: KeptProps) {
  const keep = useContext(Context);
  const { language, t } = useRequest();
  if (by === null || !keep) return children((name) => slots[name] ?? "");
  const node = (slot: Slot) => (
    <ZonelessProvider language={language} t={t}>
      {children(slot)}
    </ZonelessProvider>
  );
  return createElement("x-kept", { id: keep(keyOf(language, by), node, slots) });
}

/** Values apart by what none of them holds; a page makes a dozen of these, so nothing dearer. */
function keyOf(language: string, by: readonly unknown[]): string {
  let key = language;
  for (const value of by) key += `\0${value}`;
  return key;
}
