/** Certificates that one person may revoke alone in any span of `ALONE_HOURS`. */
export const ALONE = 10;
export const ALONE_HOURS = 24;

/** Whether somebody who revoked so many alone in the last 24 hours may revoke so many more. */
export const mayRevokeAlone = (revokedAlone: number, more = 1): boolean =>
  revokedAlone + more <= ALONE;
