import type { Locale } from "./i18n/routing";

/** A page's address in a given language, as the language switch needs it. */
export type PagePath = (locale: Locale) => string;

function localized(locale: Locale, path: string): string {
  if (locale === "en") return path;
  return path === "/" ? "/ur" : `/ur${path}`;
}

function part(text: string): string {
  return encodeURIComponent(text);
}

/** Every address of the portal (design §4). Pages take the language first; the API has no language in its path. */
export const paths = {
  home: (locale: Locale) => localized(locale, "/"),
  about: (locale: Locale) => localized(locale, "/about"),
  lodge: (locale: Locale) => localized(locale, "/lodge"),
  /** `trackingId` is on the page that ends lodging only; `/lodge` itself is static. */
  lodged: (locale: Locale, trackingId: string) => localized(locale, `/lodge/done/${part(trackingId)}`),
  track: (locale: Locale) => localized(locale, "/track"),
  /** Takes `?id=` from the track form, which works without script, and redirects to `status`. */
  trackLookup: (locale: Locale) => localized(locale, "/t"),
  status: (locale: Locale, trackingId: string) => localized(locale, `/t/${part(trackingId)}`),
  my: (locale: Locale) => localized(locale, "/my"),
  /** The same list for whoever has keys in a cookie, or an address with a query; `/my` itself is static. */
  myList: (locale: Locale) => localized(locale, "/my/list"),
  myClaims: (locale: Locale) => localized(locale, "/my/claims"),
  myComplaint: (locale: Locale, trackingId: string) => localized(locale, `/my/${part(trackingId)}`),
  recover: (locale: Locale) => localized(locale, "/recover"),
  offline: (locale: Locale) => localized(locale, "/offline"),
  stats: (locale: Locale) => localized(locale, "/stats"),
  ledger: (locale: Locale) => localized(locale, "/status"),
  manifest: (locale: Locale) => localized(locale, "/manifest.webmanifest"),
  signIn: (locale: Locale) => localized(locale, "/sign-in"),
  /** Takes a POST. */
  signOut: (locale: Locale) => localized(locale, "/sign-out"),
  desk: (locale: Locale) => localized(locale, "/desk"),
  deskCase: (locale: Locale, trackingId: string) => localized(locale, `/desk/${part(trackingId)}`),
  deskBulk: (locale: Locale) => localized(locale, "/desk/bulk"),
  /** JSON: the inbox's counts, for a page that is open. Takes the inbox's own query. */
  deskCounts: (locale: Locale) => localized(locale, "/desk/counts"),
  /** CSV of what a filter finds. */
  deskExport: (locale: Locale) => localized(locale, "/desk/export"),
  deskPrint: (locale: Locale, trackingId: string) => localized(locale, `/desk/${part(trackingId)}/print`),
  deskPresence: (locale: Locale, trackingId: string) => localized(locale, `/desk/${part(trackingId)}/presence`),
  helpline: (locale: Locale) => localized(locale, "/helpline"),
  helplineLodge: (locale: Locale) => localized(locale, "/helpline/lodge"),
  helplineCase: (locale: Locale, trackingId: string) => localized(locale, `/helpline/${part(trackingId)}`),
  calls: (locale: Locale) => localized(locale, "/helpline/calls"),
  call: (locale: Locale, trackingId: string) => localized(locale, `/helpline/calls/${part(trackingId)}`),
  guide: (locale: Locale) => localized(locale, "/guide"),
  admin: (locale: Locale) => localized(locale, "/admin"),
  setup: (locale: Locale, section: string) => localized(locale, `/admin/${part(section)}`),
  setupItem: (locale: Locale, section: string, id: string) => localized(locale, `/admin/${part(section)}/${part(id)}`),
  api: {
    complaint: (trackingId: string) => `/api/v1/complaints/${part(trackingId)}`,
    attachment: (trackingId: string, sha256: string) =>
      `/api/v1/complaints/${part(trackingId)}/attachments/${part(sha256)}`,
    action: (trackingId: string, action: string) => `/api/v1/complaints/${part(trackingId)}/actions/${part(action)}`,
    /** Open complaints of a service near a place, without personal data. */
    nearby: () => "/api/v1/nearby",
    openapi: () => "/api/v1/openapi.json",
  },
} as const;
