import type { ReactNode } from "react";

export interface NoticeProps {
  title: string;
  kind?: "info" | "success" | "warning" | "error";
  /** Said at once by a screen reader: only for what has just happened. */
  announce?: boolean;
  children?: ReactNode;
}

/** Something to know before going on, told by its words and its sign. */
export function Notice({ title, kind = "info", announce = false, children }: NoticeProps) {
  return (
    <div className={`notice notice--${kind}`} role={announce ? "status" : undefined}>
      <p className="notice__title">{title}</p>
      {children}
    </div>
  );
}
