import type { CaseFileItem } from "@/components/complaint/case-files";
import type { Case } from "@/lib/data/cases";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

const ROLES = ["photo", "document", "voice", "evidence"] as const;

export function toFileItems({ trackingId, files }: Case, locale: Locale): CaseFileItem[] {
  return files.map(({ sha256, type, bytes, role, arrived }) => ({
    sha256,
    type,
    bytes,
    role: ROLES.find((known) => known === role) ?? "document",
    href: arrived ? `${paths.deskCase(locale, trackingId)}/files/${sha256}` : null,
  }));
}
