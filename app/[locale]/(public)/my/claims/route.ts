import type { OpenedByKey } from "@/components/complaint/phone/opened-by-key";
import { findPublicStatus } from "@/lib/data/public-status";
import { listClaims } from "@/lib/web/claims";
import { isLocale } from "@/lib/web/i18n/locale";
import { DEFAULT_LOCALE } from "@/lib/web/i18n/routing";

type Context = { params: Promise<{ locale: string }> };

/** What the keys in this phone's cookie open, for the script of the static `/my`. Never the keys themselves. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale: asked } = await params;
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const opened = await Promise.all(
    (await listClaims()).map(async ({ trackingId }): Promise<OpenedByKey> => {
      const status = await findPublicStatus(trackingId);
      const name = status && !status.sensitive ? (status.service?.[locale] ?? null) : null;
      return { trackingId, name, state: status?.state ?? null, kind: status?.kind ?? "complaint" };
    }),
  );
  return Response.json({ opened }, { headers: { "cache-control": "no-store" } });
}
