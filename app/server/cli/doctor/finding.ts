/** What one check found. `advice` says what to do; a finding that is right needs none. */
export interface Finding {
  status: "OK" | "WARN" | "FAIL";
  subject: string;
  text: string;
  advice?: string;
}

export const ok = (subject: string, text: string): Finding => ({ status: "OK", subject, text });
export const warn = (subject: string, text: string, advice: string): Finding => ({
  status: "WARN",
  subject,
  text,
  advice,
});
export const fail = (subject: string, text: string, advice: string): Finding => ({
  status: "FAIL",
  subject,
  text,
  advice,
});
