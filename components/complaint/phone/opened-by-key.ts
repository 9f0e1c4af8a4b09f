import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import type { Kind } from "@/lib/domain/complaint/codes";
import type { PublicState } from "@/lib/domain/complaint/states";
import { paths } from "@/lib/web/paths";

/** A complaint whose key lies in this phone's cookie, which no script can read. `name` is null where it must not be told. */
export type OpenedByKey = { trackingId: string; name: string | null; state: PublicState | null; kind: Kind };

/** Asks the portal for them, once; none without a network. */
export function useOpenedByKey(isAsked: boolean): OpenedByKey[] {
  const locale = useLocale();
  const [opened, setOpened] = useState<OpenedByKey[]>([]);

  useEffect(() => {
    if (!isAsked || !navigator.onLine) return;
    const clock = new AbortController();
    fetch(paths.myClaims(locale), { cache: "no-store", signal: clock.signal })
      .then((response) => (response.ok ? response.json() : { opened: [] }))
      .then((answer: { opened?: OpenedByKey[] }) => setOpened(answer.opened ?? []))
      .catch(() => {});
    return () => clock.abort();
  }, [isAsked, locale]);
  return opened;
}
