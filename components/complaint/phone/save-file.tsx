import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { LocalComplaint } from "@/lib/offline/database";
import { formatMoment } from "@/lib/tracking/dates";

/** The complaint as a file that the citizen can keep, read and carry elsewhere. */
export function SaveFile({ complaint, title }: { complaint: LocalComplaint; title: string }) {
  const t = useTranslations("lodge.phone");
  const locale = useLocale();

  async function save() {
    const { exportComplaint } = await import("@/lib/offline/export-complaint");
    const { trackingId, claimKey, body, savedAt, files } = complaint;
    const words = [
      t("file.title"),
      title,
      `${t("file.id")}: ${trackingId}`,
      `${t("file.key")}: ${claimKey}`,
      t("savedAt", { moment: formatMoment(new Date(savedAt), locale) }),
      ...(body.location?.landmark ? [body.location.landmark] : []),
      ...(body.text?.split("\n") ?? []),
      ...files.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256})`),
      t("file.keep"),
    ];
    const address = URL.createObjectURL(await exportComplaint(complaint, words));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${trackingId}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
  return (
    <Button type="button" variant="quiet" onClick={() => void save()}>
      {t("saveFile")}
    </Button>
  );
}
