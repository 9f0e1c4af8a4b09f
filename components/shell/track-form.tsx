import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { TextInput } from "@/components/ui/text-input";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** The example of design §4: well formed, and nobody's. */
const EXAMPLE = "PCP-7F3K-9QXM-2T8V7";

/** A plain GET, so that it works on a static page without script; the address that it goes to forgives any spelling. */
export function TrackForm({ locale }: { locale: Locale }) {
  const t = useTranslations("common.trackForm");
  return (
    <form method="get" action={paths.trackLookup(locale)} className="grid gap-3">
      <TextInput
        id="tracking-id"
        name="id"
        label={t("label")}
        hint={t.rich("hint", { example: () => <CodeText>{EXAMPLE}</CodeText> })}
        dir="ltr"
        required
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        className="font-mono text-lg rtl:text-end"
      />
      <Button icon="search" className="w-full">
        {t("submit")}
      </Button>
    </form>
  );
}
