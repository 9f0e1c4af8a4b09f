import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextInput } from "@/components/ui/text-input";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** A complaint that this phone doesn't know yet, by its ID; the key is asked for on the next page. */
export function OpenAnother({ locale }: { locale: Locale }) {
  const t = useTranslations("my.list");
  return (
    <section className="mt-10">
      <h2 className="text-xl">{t("other")}</h2>
      <p className="mt-1 mb-4 text-ink-soft">{t("otherBody")}</p>
      <Card>
        <form method="get" action={paths.my(locale)} className="grid gap-4">
          <TextInput
            id="tracking-id"
            name="id"
            label={t("id")}
            dir="ltr"
            required
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="font-mono text-lg rtl:text-end"
          />
          <Button variant="secondary" iconAfter="arrow" wide className="justify-self-start">
            {t("next")}
          </Button>
        </form>
      </Card>
    </section>
  );
}
