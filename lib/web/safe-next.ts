const STAFF_PAGE = /^\/(?:ur\/)?(?:desk|helpline|admin)(?:\/[A-Za-z0-9-]+)*$/;

/** Where to go after signing in, as an address line may say it: one of our staff's own pages, or null for anything else. */
export function parseNext(value: unknown): string | null {
  return typeof value === "string" && STAFF_PAGE.test(value) ? value : null;
}
