import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextInput } from "@/components/ui/text-input";
import type { Locale } from "@/lib/web/i18n/routing";
import { submitCallShare } from "./actions";

type Props = { locale: Locale; share: number };

/** How many solved complaints the call-back desk rings up, in percent. */
export async function CallShareSection({ locale, share }: Props) {
  const t = await getTranslations({ locale, namespace: "admin.callBack" });
  return (
    <Card as="section" labelledBy="call-back">
      <h2 id="call-back" className="mb-3 text-lg">
        {t("title")}
      </h2>
      <form action={submitCallShare.bind(null, locale)} className="grid gap-4">
        <p>{t("lead")}</p>
        <TextInput
          id="percent"
          name="percent"
          label={t("share")}
          hint={t("hint")}
          defaultValue={String(Math.round(share * 100))}
          inputMode="numeric"
          maxLength={3}
          required
          dir="ltr"
        />
        <Button variant="secondary">{t("save")}</Button>
      </form>
    </Card>
  );
}
