import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

export type Spot = { lat: string; long: string };
type Props = { spot: Spot | null; onSpot: (spot: Spot | null) => void };

/** About a metre: more digits would only pretend. */
const DIGITS = 5;
const PATIENCE_MS = 20_000;

/** Where the phone is, only when its owner asks for it. */
export function LocateButton({ spot, onSpot }: Props) {
  const t = useTranslations("lodge.place");
  const [phase, setPhase] = useState<"idle" | "looking" | "failed">("idle");
  const [metres, setMetres] = useState<number | null>(null);

  function locate() {
    setPhase("looking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setPhase("idle");
        setMetres(Math.max(1, Math.round(coords.accuracy)));
        onSpot({ lat: coords.latitude.toFixed(DIGITS), long: coords.longitude.toFixed(DIGITS) });
      },
      () => setPhase("failed"),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    );
  }

  if (!("geolocation" in navigator)) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {spot ? (
        <>
          <p role="status" className="flex items-center gap-2 text-success">
            <Icon name="check-circle" className="size-5" />
            {metres ? t("located", { metres }) : t("locatedPlain")}
          </p>
          <Button type="button" variant="quiet" onClick={() => onSpot(null)}>
            {t("unlocate")}
          </Button>
        </>
      ) : (
        <Button type="button" variant="secondary" icon="map" wide disabled={phase === "looking"} onClick={locate}>
          <span aria-live="polite">{phase === "looking" ? t("locating") : t("locate")}</span>
        </Button>
      )}
      {phase === "failed" && (
        <p role="status" className="text-sm text-ink-soft">
          {t("noLocation")}
        </p>
      )}
    </div>
  );
}
