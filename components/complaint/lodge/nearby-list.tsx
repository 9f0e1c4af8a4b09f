import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { NearbyFacts } from "@/components/complaint/nearby-facts";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { askNearby, type Nearby } from "@/lib/offline/nearby";
import type { Spot } from "./locate-button";

type Props = { serviceCode: string; spot: Spot; onJoin: (nearby: Nearby) => void };

/** Once the place is known: who has reported the same already. Silent where nobody has, or nobody answers. */
export function NearbyList({ serviceCode, spot, onJoin }: Props) {
  const t = useTranslations("lodge.nearby");
  const language = useLocale();
  const { lat, long } = spot;
  const [found, setFound] = useState<Nearby[]>([]);

  useEffect(() => {
    let gone = false;
    askNearby({ serviceCode, lat, long, language }).then((nearby) => {
      if (!gone) setFound(nearby);
    });
    return () => {
      gone = true;
      setFound([]);
    };
  }, [serviceCode, lat, long, language]);

  return (
    <div role="status">
      {found.length > 0 && (
        <section aria-labelledby="nearby-title" className="grid gap-3">
          <h2 id="nearby-title" className="text-xl">
            {t("title")}
          </h2>
          <p className="text-ink-soft">{t("lead")}</p>
          <ul className="grid gap-3">
            {found.map((nearby) => (
              <Card as="li" key={nearby.ref} className="grid gap-3">
                <NearbyFacts {...nearby} />
                <Button type="button" icon="check" wide className="justify-self-start" onClick={() => onJoin(nearby)}>
                  {t("join")}
                </Button>
              </Card>
            ))}
          </ul>
          <p>{t("neither")}</p>
        </section>
      )}
    </div>
  );
}
