import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { Kind } from "@/lib/domain/complaint/codes";
import type { PublicState } from "@/lib/domain/complaint/states";
import { stateKey, toneOf } from "@/lib/tracking/state-look";

/** Where a complaint stands, in a few words. */
export function StatusTag({ state, kind }: { state: PublicState; kind: Kind }) {
  const t = useTranslations("domain.states");
  return <Tag tone={toneOf(state)}>{t(`${stateKey(state, kind)}.name`)}</Tag>;
}
