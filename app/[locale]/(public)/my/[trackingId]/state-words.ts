import type { OwnComplaint } from "@/lib/data/complaints";
import { isClosed } from "@/lib/domain/complaint/states";
import { labelOfState } from "@/lib/tracking/labels";
import { stateKey } from "@/lib/tracking/state-look";
import { MESSAGES } from "@/lib/web/i18n/messages";
import { ownerStates } from "@/lib/web/i18n/owner-states";
import type { Locale } from "@/lib/web/i18n/routing";

type Words = { name: string; means: string; next: string };

/**
 * Where it stands, as its owner reads it. "You" is this citizen: what the parent's own was asked or has answered is told
 * to whoever shares it as another's.
 */
export function stateWords({ status, shared }: Pick<OwnComplaint, "status" | "shared">, locale: Locale): Words {
  const own = ownerStates(locale)[stateKey(status.state, status.kind)];
  if (!shared) return own;
  const { shared: words } = MESSAGES[locale].my;
  if (!shared.isMerged) {
    if (status.state === "RESOLVED" && shared.mine === "confirm")
      return { ...own, means: words.votedMeans, next: words.votedNext };
    if (status.state === "CLOSED_CONFIRMED" && shared.mine === null)
      return { ...own, means: words.closedMeans, next: words.closedNext };
    return own;
  }
  const { merged } = words;
  const { MERGED: together } = ownerStates(locale);
  const name = merged.name.replace("{state}", labelOfState(status, locale));
  if (status.state === "RESOLVED") return { name, means: merged.askedMeans, next: merged.askedNext };
  if (status.state === "WITHDRAW_PENDING") return { name, means: merged.withdrawMeans, next: merged.withdrawNext };
  if (status.state !== "RECEIVED" && status.state !== "REFUSED" && isClosed(status.state))
    return { name, means: merged.overMeans, next: merged.overNext };
  return { name, means: together.means, next: together.next };
}
