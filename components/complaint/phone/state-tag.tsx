import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { Kind } from "@/lib/domain/complaint/codes";
import { PUBLIC_STATES } from "@/lib/domain/complaint/states";
import { stateKey, toneOf } from "@/lib/tracking/state-look";

/** The last seen state; one that this build doesn't know yet reads as "with us". */
export function StateTag({ state, kind }: { state: string | null; kind: Kind }) {
  const t = useTranslations("domain.states");
  const other = useTranslations("lodge.phone")("received");
  const known = PUBLIC_STATES.find((one) => one === state);
  if (!known) return <Tag tone="info">{other}</Tag>;
  return <Tag tone={toneOf(known)}>{t(`${stateKey(known, kind)}.name`)}</Tag>;
}
